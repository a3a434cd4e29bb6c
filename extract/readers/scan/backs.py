"""Words that shine through from the back of a sheet: pale, and sure when read backwards; they say nothing on this side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.ocr.engine import Engine, Quad
    from extract.readers.scan.lines import PlacedLine
    from extract.vision.rasters import Pixels

_PALE = 0.6
"""Words of the back have at most so much of the darkness of the page's print."""
_PRINT = 0.9
"""What is read so surely is print of this side."""
_SURE, _SURER = 0.88, 0.15
"""Words of the back score so much backwards, and by so much more than as they stand."""
_LEAST = 4
"""With fewer Chinese characters they may be a scribble, or characters that are their own likeness (日, 合)."""
_SEEN, _RUN = 0.95, 5
"""So many characters one behind another that are as sure as this as they stand are words of this side, whatever is beside."""
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def words_of_back(lines: Sequence[PlacedLine], pixels: Pixels, engine: Engine) -> frozenset[Quad]:
    """Where those of ``lines`` stand, as they were read, that are pale in ``pixels`` and read from the right to the left."""
    darkness = [_darkness(line, pixels) for line in lines]
    known = [dark for line, dark in zip(lines, darkness, strict=True) if line.read.score >= _PRINT]
    if not known:
        return frozenset()
    least = _PALE * median(known)
    pale = [line for line, dark in zip(lines, darkness, strict=True) if dark <= least and not line.red]
    unsure = [line for line in pale if line.read.glyphs and line.read.score < _PRINT and not _says_something(line)]
    turned = engine.read(pixels, [_mirrored(line.quad) for line in unsure])
    return frozenset(
        line.quad
        for line, back in zip(unsure, turned, strict=True)
        if back.score >= max(_SURE, line.read.score + _SURER) and len(_CHINESE.findall(back.text)) >= _LEAST
    )


def _says_something(line: PlacedLine) -> bool:
    """Whether part of a line is surely read as it stands."""
    sure = "".join("+" if glyph.score >= _SEEN else "-" for glyph in line.read.glyphs)
    return "+" * _RUN in sure


def _darkness(line: PlacedLine, pixels: Pixels) -> float:
    """By how many levels the strokes of a line are darker than its paper."""
    import numpy as np

    xs, ys = [x for x, _ in line.quad], [y for _, y in line.quad]
    part = pixels[max(round(min(ys)), 0) : round(max(ys)) + 1, max(round(min(xs)), 0) : round(max(xs)) + 1, 0]
    if not part.size:
        return 0.0
    stroke, paper = np.percentile(part, [2, 85])
    return float(paper - stroke)


def _mirrored(quad: Quad) -> Quad:
    left_top, right_top, right_bottom, left_bottom = quad
    return right_top, left_top, left_bottom, right_bottom
