"""Names that lie across the rule between two cells of a column: whose they are nobody can tell.

One who signs a narrow row often writes over its edge. Where hardly more of the ink lies in one cell than in the other,
neither is surely signed and neither is surely empty.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.ink.parts import JOIN_MM, Piece
from extract.ink.signature import UNEXPLAINED, Signature
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.ink.layer import InkLayer, Mask
    from extract.ink.parts import Labels

OWNED = 2 / 3
"""The cell that holds more of a name than this share owns it."""
_EDGE_MM, _TOUCH_MM = 1.0, 0.5
"""Cells so near one another share a rule; ink so near to a rule touches it."""
_DEEP_MM, _LEAST_MM2 = 0.5, 0.5
"""Ink that goes over a rule reaches so far beyond it, by so much; less is the breadth of a stroke."""
_SAME_COLUMN, _LEVEL, _INSIDE = 0.6, 0.5, 0.5
"""Shares of the wider of two cells in one column, of a piece's height level with others, and of a mark in a box."""


@dataclass(frozen=True)
class Crossing:
    """Ink on both sides of the rule between two cells, by their numbers: its box and which share lies in the upper."""

    upper: int
    lower: int
    box: BBox
    share: float
    mask: Mask

    def owner(self, may_own: Callable[[int], bool]) -> int | None:
        """The cell that surely holds it; ``None`` where none does, or only one in which nobody signs."""
        share, cell = max((self.share, self.upper), (1 - self.share, self.lower))
        return cell if share > OWNED and may_own(cell) else None


def crossings(
    loose: Sequence[Piece], labels: Labels, layer: InkLayer, cells: Sequence[BBox], is_free: Callable[[int], bool]
) -> list[Crossing]:
    """What lies across a rule between two cells of which one at least ``is_free`` of print."""
    held: dict[int, list[Piece]] = {}
    for piece in loose:
        held.setdefault(piece.cell, []).append(piece)
    found = []
    for upper, lower in _neighbours(cells, held.keys()):
        edge = (cells[upper].y1 + cells[lower].y0) / 2
        group = _at_edge([*held.get(upper, ()), *held.get(lower, ())], edge)
        if group and (is_free(upper) or is_free(lower)):
            found.append(_measured(group, labels, layer, (upper, lower), edge))
    return [one for one in found if one is not None]


def doubted(made: Sequence[Signature], name: Crossing, cells: Sequence[BBox]) -> list[Signature]:
    """``made`` with a ``name`` that any of ``cells`` may hold in doubt in each of them.

    Where each of two has a sure mark they are two names that touch.
    """
    held = [[one for one in made if one.cell == cell] for cell in cells]
    if len(cells) > 1 and all(any(one.sure for one in own) for own in held):
        return list(made)
    left = [one.doubted() if _is_of(one, name, cells) else one for one in made]
    return left + [Signature(name.box, cell, UNEXPLAINED) for cell, own in zip(cells, held, strict=True) if not own]


def _is_of(mark: Signature, name: Crossing, cells: Sequence[BBox]) -> bool:
    """Whether a mark is what one of two cells has of the ``name``."""
    within = name.box.overlap(mark.box) > _INSIDE * mark.box.width * mark.box.height
    return len(cells) > 1 and mark.cell in cells and within


def _neighbours(cells: Sequence[BBox], inked: Collection[int]) -> list[tuple[int, int]]:
    """The numbers of each two cells of which one stands right below the other, in one column, and one is ``inked``."""
    beside = ((n, other) for n in inked if n >= 0 for other in range(len(cells)))
    pairs = (order for pair in beside for order in (pair, pair[::-1]))
    return sorted({(upper, lower) for upper, lower in pairs if _is_above(cells[upper], cells[lower])})


def _is_above(one: BBox, other: BBox) -> bool:
    common = min(one.x1, other.x1) - max(one.x0, other.x0)
    return abs(one.y1 - other.y0) <= _EDGE_MM and common >= _SAME_COLUMN * max(one.width, other.width)


def _at_edge(pieces: Sequence[Piece], edge: float) -> list[Piece]:
    """The pieces that touch the rule, with those level with them and near beside."""
    group = [piece for piece in pieces if piece.box.y0 - _TOUCH_MM <= edge <= piece.box.y1 + _TOUCH_MM]
    if not group:
        return []
    whole = BBox.around(piece.box for piece in group)
    beside = [piece for piece in pieces if piece not in group and _is_beside(piece.box, whole)]
    return [*group, *beside]


def _is_beside(box: BBox, whole: BBox) -> bool:
    level = min(box.y1, whole.y1) - max(box.y0, whole.y0)
    across = max(box.x0, whole.x0) - min(box.x1, whole.x1)
    return level >= _LEVEL * box.height and across <= JOIN_MM[0]


def _measured(
    group: Sequence[Piece], labels: Labels, layer: InkLayer, cells: tuple[int, int], edge: float
) -> Crossing | None:
    """The ink of ``group``; ``None`` where it does not go over the rule."""
    import numpy as np

    box = BBox.around(piece.box for piece in group)
    rows, columns = layer.window(box)
    mask = np.asarray(np.isin(labels[rows, columns], [piece.label for piece in group]))
    at = min(max(round(edge * layer.per_mm) - rows.start, 0), mask.shape[0])
    above, below = (float(part.sum()) / layer.per_mm**2 for part in (mask[:at], mask[at:]))
    deep = min(edge - box.y0, box.y1 - edge) >= _DEEP_MM
    if not deep or min(above, below) < _LEAST_MM2:
        return None
    return Crossing(*cells, box, above / (above + below), mask)
