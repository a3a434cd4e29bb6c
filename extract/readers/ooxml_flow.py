"""The blocks of a Word file in order: paragraphs, tables with their grid, text boxes after their paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.document import Cell, Flow, Paragraph, Picture, Table
from extract.readers.ooxml_names import MC, VAL, Element, W, is_on, number
from extract.readers.ooxml_story import Story, chosen, evidence
from extract.readers.ooxml_text import ParagraphText, read_paragraph
from forms.evidence import Evidence

_MOST_COLUMNS = 1000
"""No sheet of paper has more; a span that says so is wrong, and costs no memory."""
_WRAPPED = frozenset({W + "p", W + "tbl", W + "tr", W + "tc"})
_DROPPED = frozenset({W + "del", W + "moveFrom", W + "sectPr", W + "sdtPr", W + "sdtEndPr", W + "tblPr", W + "tblGrid"})


@dataclass
class _Place:
    """Where in the document a flow stands, and how far it has counted."""

    path: str
    in_cell: bool
    paragraphs: int = 0
    tables: int = 0

    def next_paragraph(self) -> str:
        self.paragraphs += 1
        return self.path if self.in_cell else _join(self.path, f"paragraph {self.paragraphs}")

    def next_table(self) -> str:
        self.tables += 1
        return _join(self.path, f"table {self.tables}")


@dataclass
class _Pending:
    """The text of paragraphs whose end is deleted: it belongs to the next one."""

    text: str = ""
    pictures: list[Picture] = field(default_factory=list)


@dataclass
class _CellDraft:
    row: int
    column: int
    column_span: int
    mergeable: bool
    flow: tuple[Flow, ...]
    at: Evidence
    row_span: int = 1

    def finished(self) -> Cell:
        return Cell(self.row, self.column, self.flow, self.at, self.row_span, self.column_span)


def read_flow(
    story: Story, container: Element, path: str = "", depth: int = 0, in_cell: bool = False
) -> tuple[Flow, ...]:
    """The paragraphs and tables of ``container``. ``path`` is where it stands; a cell's paragraphs share its path.

    Raises ``damaged-document`` where nesting passes the limit.
    """
    story.check_depth(depth)
    place = _Place(path, in_cell)
    out: list[Flow] = []
    pending = _Pending()
    for block in blocks(story, container, depth):
        if block.tag == W + "p":
            pending = _add_paragraph(story, block, place, pending, out, depth)
        elif block.tag == W + "tbl":
            _flush(pending, place, out)
            pending = _Pending()
            out.append(_read_table(story, block, place.next_table(), depth + 1))
        elif block.tag == W + "altChunk":
            story.problem(
                "part-unreadable", "正文引用了另一种格式的内容（altChunk），未能读取。请用 Word 打开另存后提交。"
            )
    _flush(pending, place, out)
    return tuple(out)


def blocks(story: Story, container: Element, depth: int) -> Iterator[Element]:
    """The paragraphs, tables, rows or cells of ``container`` as printed.

    Content controls, insertions and alternatives are looked through; what is deleted or moved away is left out.
    """
    for child in container:
        tag = child.tag
        if tag in _WRAPPED or tag == W + "altChunk":
            yield child
        elif tag == MC + "AlternateContent":
            branch = chosen(child)
            if branch is not None:
                yield from blocks(story, branch, depth)
        elif tag not in _DROPPED and len(child):
            story.check_depth(depth + 1)
            yield from blocks(story, child, depth + 1)


def _add_paragraph(
    story: Story, element: Element, place: _Place, pending: _Pending, out: list[Flow], depth: int
) -> _Pending:
    """Adds the paragraph and its text boxes to ``out``; returns what runs on into the next paragraph."""
    where = place.next_paragraph()
    read = read_paragraph(story, element, where)
    text, pictures = pending.text + read.text, pending.pictures + read.pictures
    left = _Pending()
    if read.joined:
        left = _Pending(text, pictures)
        place.paragraphs -= 1
    else:
        out.append(Paragraph(text, evidence(where), tuple(pictures), read.heading))
    _add_boxes(story, read, place, where, out, depth)
    return left


def _add_boxes(story: Story, read: ParagraphText, place: _Place, where: str, out: list[Flow], depth: int) -> None:
    for index, box in enumerate(read.boxes, 1):
        path = where if place.in_cell else f"{where}, text box {index}"
        out.extend(read_flow(story, box, path, depth + 1, in_cell=True))
    if read.words:
        out.append(Paragraph("".join(read.words), evidence(where)))


def _flush(pending: _Pending, place: _Place, out: list[Flow]) -> None:
    if pending.text or pending.pictures:
        out.append(Paragraph(pending.text, evidence(place.next_paragraph()), tuple(pending.pictures)))


def _read_table(story: Story, table: Element, path: str, depth: int) -> Table:
    """The table's cells at their grid places; merged cells stand once."""
    drafts: list[_CellDraft] = []
    above: dict[int, _CellDraft] = {}
    index = 0
    for row in blocks(story, table, depth):
        if row.tag != W + "tr" or _is_row_gone(row):
            continue
        above = _read_row(story, row, index, f"{path}, row {index + 1}", above, drafts, depth)
        index += 1
    return Table(tuple(draft.finished() for draft in drafts), evidence(path))


def _read_row(
    story: Story,
    row: Element,
    index: int,
    path: str,
    above: dict[int, _CellDraft],
    drafts: list[_CellDraft],
    depth: int,
) -> dict[int, _CellDraft]:
    """Adds the row's cells to ``drafts``; returns which cell covers each column at which one begins."""
    begins: dict[int, _CellDraft] = {}
    column = _grid_before(row)
    previous: _CellDraft | None = None
    position = 0
    for cell in blocks(story, row, depth):
        if cell.tag != W + "tc":
            continue
        position += 1
        properties = cell.find(W + "tcPr")
        if _has(properties, "cellDel"):
            continue
        span = min(max(_number(properties, "gridSpan", 1), 1), _MOST_COLUMNS)
        if previous is not None and _merge(properties, "hMerge") == "continue":
            previous.column_span += span
            column += span
            continue
        place = f"{path}, cell {position}"
        flow = read_flow(story, cell, place, depth, in_cell=True)
        merge = _merge(properties, "vMerge")
        previous = _continued(above.get(column), span, index, flow) if merge == "continue" else None
        if previous is None:
            previous = _CellDraft(index, column, span, merge is not None, flow, evidence(place))
            drafts.append(previous)
        else:
            previous.row_span += 1
        begins[column] = previous
        column += span
    return begins


def _continued(above: _CellDraft | None, span: int, row: int, flow: tuple[Flow, ...]) -> _CellDraft | None:
    """The cell above that this one continues; ``None`` where it stands for itself.

    What a continued cell holds is not printed. A continuation that fits no merged cell above is printed as a cell of
    its own, and so it is read; an empty one is taken as continuing whatever cell of its width is above.
    """
    fits = above is not None and above.column_span == span and above.row + above.row_span == row
    return above if above is not None and fits and (above.mergeable or not _holds_anything(flow)) else None


def _holds_anything(flow: tuple[Flow, ...]) -> bool:
    return any(isinstance(item, Table) or item.text.strip() or item.pictures for item in flow)


def _is_row_gone(row: Element) -> bool:
    """Whether the row is deleted or hidden."""
    properties = row.find(W + "trPr")
    return _has(properties, "del") or (properties is not None and is_on(properties.find(W + "hidden")))


def _grid_before(row: Element) -> int:
    return min(max(_number(row.find(W + "trPr"), "gridBefore", 0), 0), _MOST_COLUMNS)


def _merge(properties: Element | None, name: str) -> str | None:
    """``restart``, ``continue`` (also when the value is left out) or ``None``."""
    element = None if properties is None else properties.find(W + name)
    if element is None:
        return None
    return "restart" if element.get(VAL) == "restart" else "continue"


def _has(properties: Element | None, name: str) -> bool:
    return properties is not None and properties.find(W + name) is not None


def _number(properties: Element | None, name: str, default: int) -> int:
    element = None if properties is None else properties.find(W + name)
    return default if element is None else number(element.get(VAL), default)


def _join(path: str, step: str) -> str:
    return f"{path}, {step}" if path else step
