"""What of a page's ink is its print, by the lines that were read there, and what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.ink.layer import InkLayer, Mask
    from extract.ink.words import Words

_GLYPH = 1.5
"""A piece larger than this many print sizes is no printed character, wherever it stands."""
_BAND = 1.15
"""The height of a line of print in its size, with what its box leaves around it."""
_IN_PRINT = 0.5
"""A piece of which so much stands in print is print."""


def beside_print(layer: InkLayer, words: Words, typed: Sequence[BBox]) -> tuple[Mask, Mask]:
    """The ink that is no print, and where print stands; ``typed`` are the names typed where one signs."""
    import numpy as np

    covered = np.zeros_like(layer.dark)
    bands = [_densest_band(layer, box, _BAND * words.usual) for box in words.tall]
    for box in (*words.printed, *bands, *typed):
        covered[layer.window(box)] = True
    return _without_print(layer.dark, covered, _GLYPH * words.usual * layer.per_mm), covered


def _densest_band(layer: InkLayer, box: BBox, height: float) -> BBox:
    """The part of ``box``, so high and as wide, that holds the most ink: the print, where a name stands above or below."""
    import numpy as np

    rows, columns = layer.window(box)
    ink = layer.dark[rows, columns].sum(axis=1)
    high = min(max(round(height * layer.per_mm), 1), max(len(ink), 1))
    if high >= len(ink):
        return box
    top = rows.start + int(np.convolve(ink, np.ones(high), "valid").argmax())
    return BBox(box.x0, top / layer.per_mm, box.x1, (top + high) / layer.per_mm)


def _without_print(ink: Mask, covered: Mask, glyph: float) -> Mask:
    """``ink`` without the pieces that stand in print; of larger pieces only what lies in it is taken away."""
    import cv2
    import numpy as np

    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    inside = np.bincount(labels[covered], minlength=count)
    printed = (inside >= _IN_PRINT * stats[:, 4]) & (stats[:, 2:4].max(axis=1) <= glyph)
    printed[0] = True
    return np.asarray(~printed[labels] & ~covered)
