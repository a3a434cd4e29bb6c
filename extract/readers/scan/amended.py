"""Words written, or printed, above struck-out ones: they take their place, in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.ocr.engine import ReadLine
from extract.readers.scan.lines import USUAL_SHARE, PlacedLine
from forms.evidence import BBox

SCORE = 0.5
"""The most that a character scores which was put in the place of others."""
SMALLER = 0.9
"""Words between two lines are so much smaller than these, or stand nearer to the struck ones than any line does."""
NEAR_EM, NEAREST_EM = 1.75, 1.15
"""How far their middle stands above that of the struck words at most, in the size of these."""
OVER = 0.6
"""With so much of the shorter one's width at least they stand over them."""
BEGINS_EM = 2.0


def amended(lines: Sequence[PlacedLine], struck: Sequence[BBox], mm_per_pixel: float) -> list[PlacedLine]:
    """``lines`` with those brought down that stand right above ``struck`` words, between two lines of print."""
    out = list(lines)
    for place in struck:
        above = [n for n, line in enumerate(out) if _stands_above(line, place) and _is_alone(line, out)]
        if len(above) == 1:
            out[above[0]] = _brought_down(out[above[0]], place, mm_per_pixel)
    return out


def _stands_above(line: PlacedLine, place: BBox) -> bool:
    em = USUAL_SHARE * place.height
    distance = place.centre[1] - line.box.centre[1]
    small = line.em <= SMALLER * em and distance <= NEAR_EM * em
    if not 0.5 * em < distance or not (small or distance <= NEAREST_EM * em) or set("：:") & set(line.read.text):
        return False
    across = min(line.box.x1, place.x1) - max(line.box.x0, place.x0)
    begins = line.box.x0 >= place.x0 - BEGINS_EM * em
    return begins and across >= OVER * min(line.box.width, place.x1 - place.x0)


def _is_alone(line: PlacedLine, lines: Sequence[PlacedLine]) -> bool:
    """Whether nothing stands in the line's own height: what is written between two lines has no neighbours."""
    middle, reach = line.box.centre[1], line.em / 3
    return not any(
        abs(other.box.centre[1] - middle) <= reach
        and min(abs(other.box.x0 - line.box.x1), abs(line.box.x0 - other.box.x1)) < 30
        for other in lines
        if other is not line
    )


def _brought_down(line: PlacedLine, place: BBox, mm_per_pixel: float) -> PlacedLine:
    by = place.centre[1] - line.box.centre[1]
    a, b, c, d = ((x, y + by / mm_per_pixel) for x, y in line.quad)
    read = ReadLine(tuple(replace(glyph, score=min(glyph.score, SCORE)) for glyph in line.read.glyphs))
    box = replace(line.box, y0=line.box.y0 + by, y1=line.box.y1 + by)
    return replace(line, quad=(a, b, c, d), read=read, box=box)
