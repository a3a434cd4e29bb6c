"""Connected pieces of loose ink: which are large enough, in which cell each mostly lies, which belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any, TypeAlias

from extract.ink.layer import InkLayer
from forms.evidence import BBox

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extract.ink.layer import Mask

    Labels = NDArray[np.int32]
    Whole: TypeAlias = NDArray[Any]

SPECK_MM2, SPECK_MM = 0.12, 0.9
"""Less ink than this, or smaller both ways, is dirt or the crumb of a stroke."""
JOIN_MM = (6.0, 2.5)
"""Pieces this near beside and above one another are one name."""
LEAST_PART_MM, LEAST_PART_MM2, MOST_PART = 5.0, 3.0, 0.75
"""A piece so high with so much ink in each of two cells, and no more than this share in one, is of two names."""
SPILL_MM, _LEVEL = 5.0, 0.5
"""A piece outside all cells is that of a name in one if it lies as near beside it, level with it by this share."""
MOST_PIECES = 4000
"""A page with more loose pieces is a drawing, a photograph or noise."""


@dataclass(frozen=True)
class Piece:
    """One connected piece of ink: its number in the labels, box in millimetres, area in mm² and cell (-1: none)."""

    label: int
    box: BBox
    area: float
    cell: int


def pieces_of(loose: Mask, layer: InkLayer, cells: Sequence[BBox]) -> tuple[list[Piece], Labels]:
    """The pieces of ``loose`` ink that are no specks, and the picture of their numbers."""
    import cv2
    import numpy as np

    owners = cell_map(layer, cells)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(loose.astype(np.uint8), connectivity=8)
    parted = _parted(loose, labels, stats, owners, layer.per_mm)
    if parted is not None:
        _, labels, stats, _ = cv2.connectedComponentsWithStats(parted, connectivity=8)
    mm = 1 / layer.per_mm
    large = np.flatnonzero(
        (stats[:, 4] >= SPECK_MM2 * layer.per_mm**2) & (stats[:, 2:4].max(axis=1) >= SPECK_MM * layer.per_mm)
    )
    found = []
    for label in large[large > 0][:MOST_PIECES].tolist():
        x, y, width, height, area = (int(v) for v in stats[label])
        here = labels[y : y + height, x : x + width] == label
        owner = int(np.bincount(owners[y : y + height, x : x + width][here] + 1).argmax()) - 1
        box = BBox(x * mm, y * mm, (x + width) * mm, (y + height) * mm)
        found.append(Piece(label, box, area * mm * mm, owner))
    return found, np.asarray(labels, dtype=np.int32)


def _parted(loose: Mask, labels: Whole, stats: Whole, owners: Labels, per_mm: float) -> NDArray[np.uint8] | None:
    """The ink cut where pieces of two cells touch: names in two rows that run into one another; ``None``: nowhere."""
    import cv2
    import numpy as np

    cut = loose.astype(np.uint8)
    tall = np.flatnonzero((stats[:, 3] >= LEAST_PART_MM * per_mm) & (stats[:, 4] >= 2 * LEAST_PART_MM2 * per_mm**2))
    any_cut = False
    for label in tall[tall > 0].tolist():
        x, y, width, height, _ = (int(v) for v in stats[label])
        here = labels[y : y + height, x : x + width] == label
        counts = np.bincount(owners[y : y + height, x : x + width][here] + 1)[1:]
        if (counts >= LEAST_PART_MM2 * per_mm**2).sum() > 1 and counts.max() <= MOST_PART * counts.sum():
            part = cut[y : y + height, x : x + width]
            inner = owners[y : y + height, x : x + width]
            edge = cv2.morphologyEx((inner + 1).astype(np.int16), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
            part[here & edge] = 0
            any_cut = True
    return cut if any_cut else None


def cell_map(layer: InkLayer, cells: Sequence[BBox]) -> Labels:
    """For each pixel the number of the smallest cell that holds it, -1 for none."""
    import numpy as np

    owners = np.full(layer.dark.shape, -1, np.int32)
    for number in sorted(range(len(cells)), key=lambda n: -cells[n].width * cells[n].height):
        owners[layer.window(cells[number])] = number
    return owners


def clusters(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces of one cell that lie near one another, together; with them those that run out of it sideways."""
    inside = [piece for piece in pieces if piece.cell >= 0]
    outside = [piece for piece in pieces if piece.cell < 0]
    groups = _joined(inside)
    alone = []
    for piece in sorted(outside, key=lambda one: _gap_to(one, groups)):
        nearest = min(groups, key=lambda group: _gap(piece, group), default=None)
        if nearest is not None and nearest[0].cell >= 0 and _gap(piece, nearest) <= SPILL_MM:
            nearest.append(piece)
        else:
            alone.append(piece)
    return [*groups, *_joined(alone)]


def _joined(pieces: Sequence[Piece]) -> list[list[Piece]]:
    groups: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: one.box.x0):
        near = [group for group in groups if any(_near(piece, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([piece, *(other for group in near for other in group)])
    return groups


def _gap_to(piece: Piece, groups: Sequence[list[Piece]]) -> float:
    return min((_gap(piece, group) for group in groups), default=inf)


def _gap(piece: Piece, group: Sequence[Piece]) -> float:
    """How far beside the group the piece lies; infinite where it lies above or below."""
    box = BBox.around(one.box for one in group)
    level = min(box.y1, piece.box.y1) - max(box.y0, piece.box.y0)
    if level < _LEVEL * piece.box.height:
        return inf
    return max(box.x0, piece.box.x0) - min(box.x1, piece.box.x1)


def _near(one: Piece, other: Piece) -> bool:
    if one.cell != other.cell:
        return False
    across = max(one.box.x0, other.box.x0) - min(one.box.x1, other.box.x1)
    down = max(one.box.y0, other.box.y0) - min(one.box.y1, other.box.y1)
    return across <= JOIN_MM[0] and down <= JOIN_MM[1]
