"""Which block a seal belongs to: where most of its area lies, else where it covers a prompt or a date, else nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from extract.document import Picture
from extract.layout.tables import Grid
from forms.evidence import BBox

Point: TypeAlias = tuple[float, float]
Cell: TypeAlias = tuple[int, int] | None
"""A grid and its cell by their numbers; ``None`` beside all tables."""
CLEAR_SHARE, LARGEST_SHARE, TIMES_NEXT = 0.65, 0.5, 2.0
"""A block that holds this much of the area that lies in blocks has the seal; so much, where no other holds half of that."""
LEAST_SHARE = 0.2
"""A seal of which less lies in blocks stands beside them."""
LEAST_BLOCK_MM = (50.0, 18.0)
"""Width and height of the smallest cell that is stamped."""
LARGEST_CELL_MM2 = 0.9 * 210 * 297
"""A larger cell is a frame around the page."""
CONTESTED = 0.6
"""How sure each of two blocks can be of a seal that stands on both."""
_STEPS = 12
_PROMPT = re.compile(r"[盖蓋]\s*章|公\s*章|[（(]\s*[章印]\s*[）)]|[签簽]\s*章|年.{0,6}月.{0,6}日")
_LONGEST_PROMPT = 36


@dataclass(frozen=True)
class Said:
    """A line of print and its box."""

    text: str
    box: BBox


def in_blocks(found: Sequence[Picture], grids: Sequence[Grid], lines: Sequence[Said]) -> list[Picture]:
    """``found`` with each seal told where it hangs; one that stands on two blocks alike is handed on for both, unsure.

    ``grids`` come smallest first.
    """
    return [placed for picture in found for placed in _placed(picture, grids, lines)]


def _placed(picture: Picture, grids: Sequence[Grid], lines: Sequence[Said]) -> list[Picture]:
    seal, box = picture.seal, picture.at.box
    if seal is None or box is None or seal.slice:
        return [picture]
    held = _held(box, grids)
    prompted = {_cell_at(grids, *line.box.centre) for line in lines if asks_for_seal(line) and _covers(box, line.box)}
    cells = _owners(held, prompted)
    if len(cells) > 1:
        seal = replace(seal, certainty=min(seal.certainty, CONTESTED), itself=seal.certainty)
    if not cells:
        return [picture]
    return [replace(picture, seal=replace(seal, hangs_at=_middle(held[cell]))) for cell in cells]


def _owners(held: dict[Cell, list[Point]], prompted: set[Cell]) -> list[Cell]:
    """The cells that may own a seal: one where it is clear, two or more where it is not, none beside all blocks."""
    every = sum(len(points) for points in held.values())
    rivals = [cell for cell in held if cell is not None or cell in prompted]
    inside = sum(len(held[cell]) for cell in rivals)
    if not rivals or inside < LEAST_SHARE * every:
        return []
    first, *others = sorted(rivals, key=lambda cell: len(held[cell]), reverse=True)
    most, next_most = len(held[first]), max((len(held[cell]) for cell in others), default=0)
    if most >= CLEAR_SHARE * inside or most >= max(LARGEST_SHARE * inside, TIMES_NEXT * next_most):
        return [first]
    near = [cell for cell in rivals if len(held[cell]) > (1 - CLEAR_SHARE) / 2 * inside]
    asked = [cell for cell in near if cell in prompted]
    return asked if len(asked) == 1 else near


def _held(box: BBox, grids: Sequence[Grid]) -> dict[Cell, list[Point]]:
    """The points of a seal by the block that holds them; those in cells too small to be stamped left out."""
    held: dict[Cell, list[Point]] = {}
    for point in _points(box):
        cell = _cell_at(grids, *point)
        if cell is None or _is_block(grids[cell[0]].cells[cell[1]].box):
            held.setdefault(cell, []).append(point)
    return held


def _points(box: BBox) -> Iterator[Point]:
    (x, y), a, b = box.centre, box.width / 2 / _STEPS, box.height / 2 / _STEPS
    for row in range(-_STEPS, _STEPS + 1):
        for column in range(-_STEPS, _STEPS + 1):
            if row * row + column * column <= _STEPS * _STEPS:
                yield x + a * column, y + b * row


def _cell_at(grids: Sequence[Grid], x: float, y: float) -> Cell:
    for number, grid in enumerate(grids):
        if grid.box.holds(x, y):
            cell = grid.cell_at(x, y)
            if cell is not None and _area(grid.cells[cell].box) < LARGEST_CELL_MM2:
                return number, cell
    return None


def _area(box: BBox) -> float:
    return box.width * box.height


def _is_block(box: BBox) -> bool:
    return box.width >= LEAST_BLOCK_MM[0] and box.height >= LEAST_BLOCK_MM[1]


def asks_for_seal(line: Said) -> bool:
    """Whether a line of print says where one stamps, or gives the date that one stamps over."""
    return len(line.text) <= _LONGEST_PROMPT and _PROMPT.search(line.text) is not None


def _covers(seal: BBox, line: BBox) -> bool:
    """Whether a part of a line lies in the seal's ring."""
    (x, y), (_, height) = seal.centre, line.centre
    nearest = min(max(x, line.x0), line.x1)
    return ((nearest - x) / (seal.width / 2)) ** 2 + ((height - y) / (seal.height / 2)) ** 2 <= 1


def _middle(points: Sequence[Point]) -> Point:
    """The point nearest to the middle of ``points``: in the same cell as they are."""
    x, y = (sum(side) / len(points) for side in zip(*points, strict=True))
    return min(points, key=lambda point: (point[0] - x) ** 2 + (point[1] - y) ** 2)
