"""A row that a page break has cut is made whole again, by what its label says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import chain
from statistics import median

from extract.document import Cell, Paragraph, Table
from extract.labels import LONGEST_LABEL
from extract.located import DATE_LINE
from forms.evidence import Evidence

LABEL_START = re.compile(r"[^\s：:，,。；;、？！]{2,16}[：:]")
"""What may be the label of a slot that nobody knows."""
_PADDING_MM = 2.3
_ASIDE_MM = 10.0
"""So far a scanned page may lie to the side of the one before."""
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
    if not upper or len(upper) != len(lower) or not _facing(upper, lower):
        return False
    texts = [(one.text.strip(), two.text.strip()) for one, two in zip(upper, lower, strict=True)]
    if any(_one_label(head, tail, is_label) for head, tail in texts):
        return True
    return _goes_on(*texts[0], is_label) if len(texts) == 1 else False


def _facing(upper: list[Cell], lower: list[Cell]) -> bool:
    """Whether each two stand one above the other across a page break, a frame's padding apart at most.

    A sheet lies on the scanner a little to the side of the one before, all of its cells alike.
    """
    pairs = list(zip(upper, lower, strict=True))
    if not all(one.at.page and two.at.page and one.at.page < two.at.page for one, two in pairs):
        return False
    apart = [_apart(one, two) for one, two in pairs]
    aside = median(chain.from_iterable(apart)) if all(apart) and upper[0].at.is_scanned else 0.0
    return abs(aside) <= _ASIDE_MM and all(
        all(abs(side - aside) <= _PADDING_MM for side in sides) if sides else one.columns == two.columns
        for (one, two), sides in zip(pairs, apart, strict=True)
    )


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
