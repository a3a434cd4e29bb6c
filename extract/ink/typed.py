"""Which short lines are typed: by how high they stand, beside what the page and their row print, and how well they are read."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from extract.ink.set_apart import stands_apart

if TYPE_CHECKING:
    from extract.ink.layer import InkLayer, Mask
    from extract.ink.words import Name, Words
    from forms.evidence import BBox

PRINT_SIZES, PRINT_SCORES = (1.12, 1.25), (0.7, 0.85)
"""Short lines no higher than print (in its sizes) and read well are typed; between these bounds they may be."""
_EM_SLACK, _FREE = 1.2, 0.5
"""A line's size as read may be so much larger than it is; its ink tells it where so much of its width is under no seal."""
_ENOUGH_BESIDE = 2
"""So many short lines show how large the print of a row is."""


def typed_names(
    layer: InkLayer, hides: Mask, words: Words, cells: Sequence[BBox] = ()
) -> tuple[list[BBox], list[BBox]]:
    """The boxes of the short lines that are typed, and of those that may be; ``hides`` is the ink of seals."""
    sizes = [_size(layer, hides, name, words.usual) for name in words.names]
    typed, doubtful = [], []
    for at, (name, size) in enumerate(zip(words.names, sizes, strict=True)):
        larger = _is_larger_than_its_row(at, words.names, sizes) or stands_apart(name, words, cells)
        if _is_typed(name.score, size) and not larger:
            typed.append(name.box)
        elif (larger and _is_typed(name.score, size)) or _may_be_typed(name.score, size):
            doubtful.append(name.box)
    return typed, doubtful


def _size(layer: InkLayer, hides: Mask, name: Name, usual: float) -> float:
    """How high a short line stands, in print sizes: by its ink, or by how it was read where that says more.

    The ink of a seal that covers a part of it is none of its own.
    """
    window = layer.window(name.box)
    ink, free = layer.dark[window], ~hides[window].any(axis=0)
    if free.size and free.mean() >= _FREE:
        ink = ink[:, free]
    rows = ink.sum(axis=1) > 1
    return max(float(rows.sum()) / layer.per_mm, name.em / _EM_SLACK) / usual


def _is_larger_than_its_row(at: int, names: Sequence[Name], sizes: Sequence[float]) -> bool:
    """Whether a short line stands higher than those beside it: a table's print may be smaller than most of the page's."""
    box = names[at].box
    beside = [size for name, size in zip(names, sizes, strict=True) if _are_beside(name.box, box)]
    return len(beside) >= _ENOUGH_BESIDE and sizes[at] > PRINT_SIZES[1] * median(beside)


def _are_beside(one: BBox, other: BBox) -> bool:
    """Whether two boxes stand in one row, apart from one another."""
    common = min(one.y1, other.y1) - max(one.y0, other.y0)
    return common >= 0.5 * min(one.height, other.height) and (one.x1 <= other.x0 or other.x1 <= one.x0)


def _is_typed(score: float, size: float) -> bool:
    """Whether a short line is print: no higher than the rest, and read without doubt."""
    return size <= PRINT_SIZES[0] and score >= PRINT_SCORES[1]


def _may_be_typed(score: float, size: float) -> bool:
    return not _is_typed(score, size) and size <= PRINT_SIZES[1] and score >= PRINT_SCORES[0]
