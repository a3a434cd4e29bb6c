"""The blocks of a Word file in order: paragraphs, tables with their grid, text boxes after their paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.document import Cell, Flow, Paragraph, Picture, Table
from extract.readers.word.names import MC, VAL, Element, W, child, is_on, number
from extract.readers.word.spacers import spread_over_spacers, width
from extract.readers.word.story import Story, chosen, evidence
from extract.readers.word.text import read_paragraph
from forms.evidence import Evidence

_MOST_COLUMNS = 1000
"""No sheet of paper has more; a span that says so is wrong, and costs no memory."""
_PARAGRAPHS = frozenset({W + "p", W + "r"})
"""A run outside any paragraph is a fault of the writing program, and its text is kept."""
_BLOCKS = _PARAGRAPHS | {W + "tbl", W + "tr", W + "tc", W + "altChunk"}
_FOREIGN_CHUNK = "正文引用了另一种格式的内容（altChunk），未能读取。请用 Word 打开另存后提交。"
_DROPPED = frozenset({W + "del", W + "moveFrom", W + "sectPr", W + "sdtPr", W + "sdtEndPr", W + "tblPr", W + "tblGrid"})


@dataclass
class _Place:
    """Where in the document a flow stands, and how far it has counted."""

    at: Evidence
    in_cell: bool
    paragraphs: int = 0
    tables: int = 0

    def next_paragraph(self) -> Evidence:
        """Where the next paragraph stands: in a cell, simply in that cell."""
        self.paragraphs += 1
        return self.at if self.in_cell else evidence(_join(self.path, f"paragraph {self.paragraphs}"))

    @property
    def path(self) -> str:
        return self.at.path or ""

    def next_table(self) -> str:
        self.tables += 1
        return _join(self.path, f"table {self.tables}")


@dataclass
class _Pending:
    """The text of paragraphs whose end is deleted: it belongs to the next one."""

    text: str
    pictures: list[Picture]


@dataclass
class _CellDraft:
    row: int
    column: int
    column_span: int
    mergeable: bool
    flow: tuple[Flow, ...]
    at: Evidence
    row_span: int = 1
    empty_width: int = 0

    def finished(self) -> Cell:
        return Cell(self.row, self.column, self.flow, self.at, self.row_span, self.column_span)


def read_flow(
    story: Story, container: Element, at: Evidence, depth: int = 0, in_cell: bool = False
) -> tuple[Flow, ...]:
    """The paragraphs and tables of ``container``, which stands ``at``; a cell's paragraphs share its place.

    Raises ``damaged-document`` where nesting passes the limit.
    """
    story.check_depth(depth)
    place = _Place(at, in_cell)
    out: list[Flow] = []
    pending: _Pending | None = None
    for block in blocks(story, container, depth):
        if block.tag in _PARAGRAPHS:
            pending = _add_paragraph(story, block, place, pending, out, depth)
        elif block.tag == W + "tbl":
            _flush(pending, place, out)
            pending = None
            out.append(_read_table(story, block, place.next_table(), depth + 1))
        elif block.tag == W + "altChunk":
            story.problem("part-unreadable", _FOREIGN_CHUNK)
    _flush(pending, place, out)
    return tuple(out)


def blocks(story: Story, container: Element, depth: int) -> Iterator[Element]:
    """The paragraphs, tables, rows or cells of ``container`` as printed.

    Content controls, insertions and alternatives are looked through; what is deleted or moved away is left out.
    """
    for element in container:
        tag = element.tag
        if tag in _BLOCKS:
            yield element
        elif tag == MC + "AlternateContent":
            branch = chosen(element)
            if branch is not None:
                yield from blocks(story, branch, depth)
        elif tag not in _DROPPED and len(element):
            story.check_depth(depth + 1)
            yield from blocks(story, element, depth + 1)


def _add_paragraph(
    story: Story, element: Element, place: _Place, before: _Pending | None, out: list[Flow], depth: int
) -> _Pending | None:
    """Adds the paragraph and its text boxes to ``out``; returns what runs on into the next paragraph."""
    at = place.next_paragraph()
    read = read_paragraph(story, element, at)
    text, pictures = read.text, read.pictures
    if before is not None:
        text, pictures = before.text + text, before.pictures + pictures
    if read.joined:
        place.paragraphs -= 1
    else:
        out.append(Paragraph(text, at, tuple(pictures), read.heading))
    for index, box in enumerate(read.boxes, 1):
        inside = at if place.in_cell else evidence(f"{at.path}, text box {index}")
        out.extend(read_flow(story, box, inside, depth + 1, in_cell=True))
    if read.words:
        out.append(Paragraph("".join(read.words), at))
    return _Pending(text, pictures) if read.joined else None


def _flush(pending: _Pending | None, place: _Place, out: list[Flow]) -> None:
    if pending is not None and (pending.text or pending.pictures):
        out.append(Paragraph(pending.text, place.next_paragraph(), tuple(pending.pictures)))


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
    if any(draft.empty_width for draft in drafts):
        drafts = spread_over_spacers(drafts)
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
        told = child(cell, W + "tcPr")
        properties = _values(told)
        if W + "cellDel" in properties:
            continue
        span = _bounded(properties.get(W + "gridSpan"), least=1)
        if previous is not None and _merge(properties, W + "hMerge") == "continue":
            previous.column_span += span
            column += span
            continue
        at = evidence(f"{path}, cell {position}")
        flow = read_flow(story, cell, at, depth, in_cell=True)
        merge = _merge(properties, W + "vMerge")
        previous = _continued(above.get(column), span, index, flow) if merge == "continue" else None
        if previous is None:
            empty = 0 if _holds_anything(flow) else width(told)
            previous = _CellDraft(index, column, span, merge is not None, flow, at, empty_width=empty)
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
    properties = child(row, W + "trPr")
    return child(properties, W + "del") is not None or is_on(child(properties, W + "hidden"))


def _grid_before(row: Element) -> int:
    return _bounded(_values(child(row, W + "trPr")).get(W + "gridBefore"), least=0)


def _values(properties: Element | None) -> dict[object, str]:
    """The ``w:val`` of each property by tag; "" where it is left out."""
    return {} if properties is None else {one.tag: one.get(VAL, "") for one in properties}


def _merge(properties: dict[object, str], name: str) -> str | None:
    """``restart``, ``continue`` (also when the value is left out) or ``None``."""
    value = properties.get(name)
    if value is None:
        return None
    return "restart" if value == "restart" else "continue"


def _bounded(value: str | None, least: int) -> int:
    return min(max(number(value, least), least), _MOST_COLUMNS)


def _join(path: str, step: str) -> str:
    return f"{path}, {step}" if path else step
