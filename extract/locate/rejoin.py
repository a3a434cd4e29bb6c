"""A row that a page break has cut is made whole again, and rows joined over one are parted, by what their labels say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from extract.document import Cell, Paragraph, Table
from extract.locate.located import DATE_LINE
from extract.words.labels import LONGEST_LABEL
from forms.evidence import BBox, Evidence
from forms.patterns import late

LABEL_START = re.compile(r"[^\s：:，,。；;、？！]{2,16}[：:]")
"""What may be the label of a slot that nobody knows."""
_PADDING_MM = 2.3
_ROOM_EM = 3.0
"""So much room behind a line's end a word of Chinese characters that went on would have filled."""
_ONE_LINE_EM = 1.9
"""What is no higher is one line."""
_ASIDE_MM = 10.0
"""So far a scanned page may lie to the side of the one before."""
_UNFINISHED = late(r"[及和与與、／/的]$|[（(][^（()）]*$")
"""What no label ends with."""
_ENDS = late(r"[。！？；：，、）;:,)]$|[局委办辦处處科部院会會司厅廳室组組站所队隊馆館社府心]$")
_STOPS = late(r"[。！？；：，、）;:,)]$")
_LAST_CHARACTER = late(r"\s*(?![无無有是否])[\u4e00-\u9fff][。；;，,、]")
"""One character and a stop behind it: the end of a word, and no sentence."""
_BEGINS = late(
    rf"\s*(?:[（(]|[0-9０-９一二三四五六七八九十]{{1,3}}[)）、.．]|[①-⑳]|{LABEL_START.pattern})|{DATE_LINE.pattern}"
)


@dataclass(frozen=True)
class Rejoined:
    """A table whose cut rows are whole; ``cut`` are places of answers that may go on below a page break all the same."""

    table: Table
    cut: tuple[Evidence, ...] = ()


def rejoin(table: Table, is_label: Callable[[str], bool]) -> Rejoined:
    """``table`` with such rows joined: the words before the break and those after it are a label only together, or a
    cell below the break that has no label follows one that holds its own.

    A reader joins rows by their rulings and empty cells; that 「业务指导」 and 「单位」 are one label only a
    definition can tell.
    """
    cells = list(table.cells)
    cut: list[Evidence] = []
    for row in range(max((cell.rows.stop for cell in cells), default=0) - 1, 0, -1):
        upper, lower = _beside(c for c in cells if c.rows.stop == row), _beside(c for c in cells if c.row == row)
        same = _one_row(upper, lower, is_label)
        if same:
            cells = _without_break(cells, dict(zip(map(id, upper), lower, strict=True)), row)
        elif same is None:
            cut.append(upper[0].at)
    return Rejoined(replace(table, cells=tuple(cells)) if len(cells) < len(table.cells) else table, tuple(cut))


def parted_rows(table: Table, are_rows: Callable[[str, str], bool]) -> Table:
    """``table`` with each row parted that a reader made of two: overleaf stands the label of another answer.

    ``are_rows`` says of the first lines of two cells whether each is the label of an answer of its own. Prose that
    ends with its page is followed by more of it or by the next row, and no ruling tells the one from the other.
    """
    cells = list(table.cells)
    for cell in reversed(table.cells):
        if at := _next_row(cell, cells, are_rows):
            cells = _parted(cells, cell, at)
    return replace(table, cells=tuple(cells)) if len(cells) > len(table.cells) else table


def _next_row(cell: Cell, cells: list[Cell], are_rows: Callable[[str, str], bool]) -> int | None:
    """The item of a cell alone in its row that stands first on a page and is the label of a row of its own."""
    overleaf = [n for n, (before, item) in enumerate(pairwise(cell.flow), 1) if _is_overleaf(before.at, item.at)]
    if not overleaf or any(_beside_in_row(other, cell) and not _taller(other, cell) for other in cells):
        return None
    for number in overleaf:
        item = cell.flow[number]
        if isinstance(item, Paragraph) and are_rows(cell.text.split("\n")[0], item.text.split("\n")[0]):
            return number
    return None


def _is_overleaf(before: Evidence, at: Evidence) -> bool:
    return bool(before.page and at.page and before.page < at.page)


def _beside_in_row(other: Cell, cell: Cell) -> bool:
    return other is not cell and bool(set(other.rows) & set(cell.rows))


def _taller(other: Cell, cell: Cell) -> bool:
    return other.row <= cell.row and other.rows.stop >= cell.rows.stop and other.row_span > cell.row_span


def _parted(cells: list[Cell], cell: Cell, at: int) -> list[Cell]:
    """``cells`` with ``cell`` ending before its item ``at`` and a row that begins with it below."""
    end, found = cell.rows.stop, list[Cell]()
    for other in cells:
        if other is cell:
            found.append(replace(cell, flow=cell.flow[:at]))
            found.append(Cell(end, cell.column, cell.flow[at:], _place(cell, at), column_span=cell.column_span))
        elif other.row >= end:
            found.append(replace(other, row=other.row + 1))
        else:
            found.append(replace(other, row_span=other.row_span + _taller(other, cell)))
    return found


def _place(cell: Cell, at: int) -> Evidence:
    """Where the items of ``cell`` from ``at`` on stand, from side to side of it."""
    first = cell.flow[at].at
    boxes = [item.at.box for item in cell.flow[at:] if item.at.box and item.at.page == first.page]
    if cell.at.box is None or not boxes:
        return first
    top, bottom = min(box.y0 for box in boxes), max(box.y1 for box in boxes)
    return replace(first, box=BBox(cell.at.box.x0, top, cell.at.box.x1, bottom))


def _beside(cells: Iterable[Cell]) -> list[Cell]:
    return sorted(cells, key=lambda cell: cell.column)


def _without_break(cells: list[Cell], below: dict[int, Cell], row: int) -> list[Cell]:
    """``cells`` with those that end above ``row`` made one with those ``below`` them, by the id of the upper."""
    gone = {id(cell) for cell in below.values()}
    whole = [
        joined_cells(cell, below[id(cell)]) if id(cell) in below else cell for cell in cells if id(cell) not in gone
    ]
    return [replace(cell, row=cell.row - 1) if cell.row >= row else cell for cell in whole]


def _one_row(upper: list[Cell], lower: list[Cell], is_label: Callable[[str], bool]) -> bool | None:
    """Whether the break runs through one row; ``None`` where it cannot be told."""
    if not upper or len(upper) != len(lower) or not faces(upper, lower):
        return False
    texts = [(one.text.strip(), two.text.strip()) for one, two in zip(upper, lower, strict=True)]
    if any(_one_label(head, tail, is_label) for head, tail in texts):
        return True
    return _goes_on(*texts[0], is_label) if len(texts) == 1 else False


def faces(upper: list[Cell], lower: list[Cell]) -> bool:
    """Whether each two stand one above the other across a page break, a frame's padding apart at most.

    A sheet lies on the scanner a little to the side of the one before, all of its cells alike.
    """
    pairs = list(zip(upper, lower, strict=True))
    if not all(one.at.page and two.at.page and one.at.page < two.at.page for one, two in pairs):
        return False
    apart = [_apart(one, two) for one, two in pairs]
    aside = _middle(chain.from_iterable(apart)) if all(apart) and upper[0].at.is_scanned else 0.0
    return abs(aside) <= _ASIDE_MM and all(
        all(abs(side - aside) <= _PADDING_MM for side in sides) if sides else one.columns == two.columns
        for (one, two), sides in zip(pairs, apart, strict=True)
    )


def _middle(distances: Iterable[float]) -> float:
    from statistics import median  # loads three modules that no Word file needs

    return median(distances)


def _apart(one: Cell, two: Cell) -> tuple[float, ...]:
    """How far to the right of the one's sides those of the other lie; nothing where their boxes are not known."""
    first, second = one.at.box, two.at.box
    return (second.x0 - first.x0, second.x1 - first.x1) if first and second else ()


def _one_label(head: str, tail: str, is_label: Callable[[str], bool]) -> bool:
    """Whether the two are a label only together."""
    together = bool(head and tail) and len(head) + len(tail) <= LONGEST_LABEL and is_label(head + tail)
    unfinished = _UNFINISHED.search(head) is not None or tail.startswith(("（", "("))
    return together and (unfinished or not (is_label(head) and is_label(tail)))


def _goes_on(head: str, tail: str, is_label: Callable[[str], bool]) -> bool | None:
    """Whether ``tail`` is more of an answer that stands under its label in one cell: it begins with no label.

    What begins like a label that nobody knows may be one, unless the labels of further answers stand below it. A label
    alone above the break may be a row of its own with the answer in the next, unless further labels stand in that.
    """
    first, *more = head.split("\n")
    lines = tail.split("\n")
    if not tail or not is_label(_before_colon(first)) or is_label(_before_colon(lines[0])):
        return False
    further = any(is_label(_before_colon(line)) for line in lines)
    if not more:
        return further
    return True if further or not LABEL_START.match(tail) else None


def _before_colon(text: str) -> str:
    return re.split("[:：]", text, maxsplit=1)[0].strip()


def joined_cells(upper: Cell, lower: Cell) -> Cell:
    """Both cells as one; a word that the break runs through is whole again."""
    last = upper.flow[-1] if upper.flow else None
    first, *after = lower.flow or (None,)
    if isinstance(last, Paragraph) and isinstance(first, Paragraph) and _one_paragraph(upper, last, first):
        whole = replace(last, text=last.text + first.text, pictures=(*last.pictures, *first.pictures))
        flow = (*upper.flow[:-1], whole, *after)
    else:
        flow = (*upper.flow, *lower.flow)
    return replace(upper, flow=flow, row_span=upper.row_span + lower.row_span - 1)


def runs_on(upper: Cell, lower: Cell) -> bool:
    """Whether a word at the lower end of ``upper`` goes on in ``lower``, or what cannot be told from one."""
    last, first = upper.flow[-1:], lower.flow[:1]
    return bool(
        last
        and first
        and isinstance(last[0], Paragraph)
        and isinstance(first[0], Paragraph)
        and _one_paragraph(upper, last[0], first[0])
    )


def _one_paragraph(cell: Cell, last: Paragraph, first: Paragraph) -> bool:
    dated = DATE_LINE.match(last.text) is not None
    return not dated and _runs_through(last.text, first.text) and not _ends_early(cell, last, first.text)


def _ends_early(cell: Cell, last: Paragraph, after: str) -> bool:
    """Whether the one line of ``last`` leaves room in its ``cell`` for a good part of what stands behind the break."""
    line, box = last.at.box, cell.at.box
    if line is None or box is None or "\n" in last.text or after < "\u2e80":
        return False
    em = line.width / len(last.text)
    return line.height <= _ONE_LINE_EM * em and box.x1 - _PADDING_MM - line.x1 > _ROOM_EM * em


def _runs_through(before: str, after: str) -> bool:
    """Whether neither what ends nor what begins at the break does so by its own words."""
    if not before or not after:
        return False
    if _LAST_CHARACTER.match(after) and not _STOPS.search(before):
        return True
    return not _ENDS.search(before) and not _BEGINS.match(after)
