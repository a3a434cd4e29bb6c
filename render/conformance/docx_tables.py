"""Tables that only lay out: without upright lines, as many offices set their 版头 and 版记."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from render.conformance.docx_parts import Element, W
from render.conformance.docx_rules import Border, border_of
from render.conformance.docx_styles import attribute
from render.conformance.docx_text import Area
from render.page import TWIPS_PER_MM

_NONE = ("none", "nil")
_CELL_MARGIN_TWIPS = 108.0
_UPRIGHT = ("left", "right", "start", "end", "insideV")


@dataclass(frozen=True)
class LaidRow:
    """A row: its cells with the areas of their text, and the lines above and below it."""

    cells: tuple[tuple[Element, Area], ...]
    above: Border | None
    below: Border | None
    left: float
    right: float


def only_lays_out(table: Element) -> bool:
    """Whether no upright line is drawn; a table with a style of its own is taken for a ruled one."""
    properties = table.find(W + "tblPr")
    if properties is not None and properties.find(W + "tblStyle") is not None:
        return False
    holders = [*table.iter(W + "tblBorders"), *table.iter(W + "tcBorders")]
    sides = (holder.find(W + side) for holder in holders for side in _UPRIGHT)
    return not any(side is not None and side.get(W + "val", "none") not in _NONE for side in sides)


def laid_rows(table: Element, area: Area) -> Iterator[LaidRow]:
    """The rows from the top down, in millimetres from the page's left edge."""
    properties = table.find(W + "tblPr")
    drawn = None if properties is None else properties.find(W + "tblBorders")
    indent = None if properties is None else properties.find(W + "tblInd")
    begin = area.left + (attribute(indent, "w") or 0) / TWIPS_PER_MM
    widths = [(attribute(one, "w") or 0) / TWIPS_PER_MM for one in table.findall(f"{W}tblGrid/{W}gridCol")]
    rows = table.findall(W + "tr")
    for place, row in enumerate(rows):
        cells = tuple(_cells(row, widths, begin, area.grid))
        above = _line(row, drawn, "top", "top") if place == 0 else None
        below = _line(row, drawn, "bottom", "bottom" if place == len(rows) - 1 else "insideH")
        yield LaidRow(cells, above, below, begin, begin + sum(widths))


def _cells(row: Element, widths: list[float], begin: float, grid: float | None) -> Iterator[tuple[Element, Area]]:
    margin, column, left = _CELL_MARGIN_TWIPS / TWIPS_PER_MM, 0, begin
    for cell in row.findall(W + "tc"):
        span = int(attribute(cell.find(f"{W}tcPr/{W}gridSpan"), "val") or 1)
        width = sum(widths[column : column + max(span, 1)])
        yield cell, Area(left + margin, left + width - margin, grid)
        column, left = column + max(span, 1), left + width


def _line(row: Element, drawn: Element | None, side: Literal["top", "bottom"], of_table: str) -> Border | None:
    """A cell's own border before that of the table."""
    own = next((one for one in row.findall(f"{W}tc/{W}tcPr/{W}tcBorders/{W}{side}")), None)
    found = own if own is not None or drawn is None else drawn.find(W + of_table)
    return None if found is None or found.get(W + "val", "none") in _NONE else border_of(side, found)
