"""A row that a page break has cut is made whole again, by what its label says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from extract.document import Cell, Paragraph, Table
from extract.labels import LONGEST_LABEL
from extract.located import DATE_LINE
from forms.evidence import Evidence

LABEL_START = re.compile(r"[^\s：:，,。；;、？！]{2,16}[：:]")
"""What may be the label of a slot that nobody knows."""
_PADDING_MM = 2.3
_UNFINISHED = re.compile(r"[及和与與、／/的]$|[（(][^（()）]*$")
"""What no label ends with."""
_ENDS = re.compile(r"[。！？；：，、）;:,)]$|[局委办辦处處科部院会會司厅廳室组組站所队隊馆館社府心]$")
_BEGINS = re.compile(
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


def _beside(cells: Iterable[Cell]) -> list[Cell]:
    return sorted(cells, key=lambda cell: cell.column)


def _without_break(cells: list[Cell], below: dict[int, Cell], row: int) -> list[Cell]:
    """``cells`` with those that end above ``row`` made one with those ``below`` them, by the id of the upper."""
    gone = {id(cell) for cell in below.values()}
    whole = [_joined(cell, below[id(cell)]) if id(cell) in below else cell for cell in cells if id(cell) not in gone]
    return [replace(cell, row=cell.row - 1) if cell.row >= row else cell for cell in whole]


def _one_row(upper: list[Cell], lower: list[Cell], is_label: Callable[[str], bool]) -> bool | None:
    """Whether the break runs through one row; ``None`` where it cannot be told."""
    if not upper or len(upper) != len(lower) or not all(map(_facing, upper, lower)):
        return False
    texts = [(one.text.strip(), two.text.strip()) for one, two in zip(upper, lower, strict=True)]
    if any(_one_label(head, tail, is_label) for head, tail in texts):
        return True
    return _goes_on(*texts[0], is_label) if len(texts) == 1 else False


def _facing(upper: Cell, lower: Cell) -> bool:
    """Whether the two stand one above the other across a page break, a frame's padding apart at most."""
    if upper.at.page is None or lower.at.page is None or upper.at.page >= lower.at.page:
        return False
    one, two = upper.at.box, lower.at.box
    if one is None or two is None:
        return upper.columns == lower.columns
    return abs(one.x0 - two.x0) <= _PADDING_MM and abs(one.x1 - two.x1) <= _PADDING_MM


def _one_label(head: str, tail: str, is_label: Callable[[str], bool]) -> bool:
    """Whether the two are a label only together."""
    together = bool(head and tail) and len(head) + len(tail) <= LONGEST_LABEL and is_label(head + tail)
    unfinished = _UNFINISHED.search(head) is not None or tail.startswith(("（", "("))
    return together and (unfinished or not (is_label(head) and is_label(tail)))


def _goes_on(head: str, tail: str, is_label: Callable[[str], bool]) -> bool | None:
    """Whether ``tail`` is more of an answer that stands under its label in one cell: it begins with no label.

    What begins like a label that nobody knows may be one, unless the labels of further answers stand below it.
    """
    first, *more = head.split("\n")
    lines = tail.split("\n")
    if not more or not tail or not is_label(_before_colon(first)) or is_label(_before_colon(lines[0])):
        return False
    further = any(is_label(_before_colon(line)) for line in lines)
    return True if further or not LABEL_START.match(tail) else None


def _before_colon(text: str) -> str:
    return re.split("[:：]", text, maxsplit=1)[0].strip()


def _joined(upper: Cell, lower: Cell) -> Cell:
    """Both cells as one; a word that the break runs through is whole again."""
    last = upper.flow[-1] if upper.flow else None
    first, *after = lower.flow or (None,)
    if isinstance(last, Paragraph) and isinstance(first, Paragraph) and _runs_through(last.text, first.text):
        whole = replace(last, text=last.text + first.text, pictures=(*last.pictures, *first.pictures))
        flow = (*upper.flow[:-1], whole, *after)
    else:
        flow = (*upper.flow, *lower.flow)
    return replace(upper, flow=flow, row_span=upper.row_span + lower.row_span - 1)


def _runs_through(before: str, after: str) -> bool:
    """Whether neither what ends nor what begins at the break does so by its own words."""
    return bool(before and after) and not _ENDS.search(before) and not _BEGINS.match(after)
