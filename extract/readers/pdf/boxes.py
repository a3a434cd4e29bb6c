"""Boxes to tick that a page draws instead of writing them: small squares, with or without something drawn inside.

Programs that print form fields draw them so. Such a square is the character ☐ or ☑ of its line and no cell of a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.document import TICKED, UNTICKED
from extract.layout.chars import Char
from extract.layout.tables import Ruling
from extract.readers.pdf.objects import PageObjects
from forms.evidence import BBox

TICKS = frozenset("√✓✔×✗✘xXvV■●")
"""What stands in a box that is ticked."""
LEAST_INSIDE = 0.3
"""A filled area so large, in shares of its box, ticks it; a smaller one is a speck."""
SAME_MM = 0.4
"""Lines so near to one another are one line."""


def with_drawn_boxes(chars: Sequence[Char], objects: PageObjects) -> list[Char]:
    """``chars`` with a box for each square that is one; the sides of all others become rulings of the page."""
    kept = list(chars)
    boxes: list[BBox] = []
    for number, square in enumerate(objects.squares):
        inside = [char for char in kept if char.text.strip() and square.holds(*_centre(char))]
        others = objects.squares[:number] + objects.squares[number + 1 :]
        if not all(char.text in TICKS for char in inside) or _is_cell(square, objects.rulings, others):
            objects.rulings += sides(square)
            continue
        ticked = bool(inside) or _is_ticked(square, objects)
        gone = set(map(id, inside))
        kept = [char for char in kept if id(char) not in gone]
        kept.append(Char(square.x0, square.y0, square.x1, square.y1, TICKED if ticked else UNTICKED))
        boxes.append(square)
    objects.ink = [drawn for drawn in objects.ink if not any(box.holds(*drawn.box.centre) for box in boxes)]
    return kept


def sides(box: BBox) -> list[Ruling]:
    """The four sides of a box as rulings."""
    level = [Ruling(True, y, box.x0, box.x1) for y in (box.y0, box.y1)]
    return [*level, *(Ruling(False, x, box.y0, box.y1) for x in (box.x0, box.x1))]


def _is_ticked(square: BBox, objects: PageObjects) -> bool:
    drawn = [*objects.scratches, *(ink.box for ink in objects.ink)]
    filled = (box for box in objects.fills if box.overlap(square) >= LEAST_INSIDE * square.width * square.height)
    return any(square.holds(*box.centre) for box in drawn) or any(square.holds(*box.centre) for box in filled)


def _is_cell(square: BBox, rulings: Iterable[Ruling], others: Iterable[BBox]) -> bool:
    """Whether a square is one of several joined side by side, or two sides of it lie on longer lines of a table."""
    if any(_touch(square, other) for other in others):
        return True
    on = [_lies_on(side, rulings) for side in sides(square)]
    return (on[0] and on[1]) or (on[2] and on[3])


def _touch(one: BBox, other: BBox) -> bool:
    beside = abs(one.y0 - other.y0) <= SAME_MM and min(abs(one.x1 - other.x0), abs(other.x1 - one.x0)) <= SAME_MM
    below = abs(one.x0 - other.x0) <= SAME_MM and min(abs(one.y1 - other.y0), abs(other.y1 - one.y0)) <= SAME_MM
    return beside or below


def _lies_on(side: Ruling, rulings: Iterable[Ruling]) -> bool:
    return any(
        line.horizontal is side.horizontal
        and abs(line.at - side.at) <= SAME_MM
        and line.start <= side.start + SAME_MM
        and line.end >= side.end - SAME_MM
        for line in rulings
    )


def _centre(char: Char) -> tuple[float, float]:
    return (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
