"""Which read lines are handwritten: by the colour and thickness of their ink, and by characters that keep no level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean, median
from typing import TYPE_CHECKING

from extract.ink.shape import shape_of
from extract.ocr.engine import Glyph
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.ink.layer import InkLayer
    from extract.readers.scan.lines import PlacedLine
    from extract.vision.straight import UprightPage

UNEVEN_MM = {"figure": 0.09, "chinese": 0.16}
"""From this mean distance of characters' middles from their line on, a hand wrote them: printed figures keep the level
within 0.05 mm, Chinese characters, which differ in height, within 0.1 mm, also at 150 dpi."""
COLOURED = 22.0
"""By how much ink is bluer than most of the page's print, of 255, from which on it is a pen's."""
TOGETHER = 1.6
"""Shares of unevenness and of colour that are enough together."""
THICKER = 1.5
"""So many times the thickness of most of the page's strokes: a pen's, where small print is not bold."""
_ENOUGH = {"figure": 2, "chinese": 3}
"""So many characters show whether they keep a level."""
_HALF = 0.36
"""Half the width, in the distance of neighbours, in which a character's ink is looked for."""
_BAND_EM = 0.68
"""So far above and below a line's middle its own ink reaches; beyond, that of the lines beside it begins."""
_NEXT_LINE = 0.8
"""Lines whose middles lie so many times a line's size apart at least stand one below the other."""
_FULL_HEIGHT = 0.75
"""Characters lower than this share of the others (一, 二) stand anywhere in their room."""
_ALLOWED = {"figure": 10, "chinese": 5}
"""One character in so many may stray: dirt beside it, or a stroke of another line."""
_INK_SHARE = 8.0
"""Of a line's pixels, the darkest hundredths that are surely its strokes."""


def handwritten(page: UprightPage, layer: InkLayer, lines: Sequence[PlacedLine]) -> list[bool]:
    """For each of ``lines`` whether a pen wrote it, or a part of it."""
    blues = [blueness(page, line.box) if layer.coloured else 0.0 for line in lines]
    strokes = [shape_of(layer.dark[layer.window(line.box)], layer.per_mm).thickness for line in lines]
    usual_blue, thickest = _median(blues), _median(strokes) * THICKER
    return [
        thick >= thickest or _is_pen((blue - usual_blue) / COLOURED, unevenness(layer, line, lines))
        for line, blue, thick in zip(lines, blues, strokes, strict=True)
    ]


def _is_pen(blue: float, uneven: float) -> bool:
    """Whether a line is written, by shares of what is enough: of one sign alone, or of both nearly."""
    return max(blue, uneven) >= 1.0 or (min(blue, uneven) >= 0.5 and blue + uneven >= TOGETHER)


def blueness(page: UprightPage, box: BBox) -> float:
    """How much bluer than red a line's strokes are, of 255; 0 where the page ends before it."""
    import numpy as np

    k = 1 / page.mm_per_pixel
    crop = page.pixels[max(0, round(box.y0 * k)) : round(box.y1 * k), max(0, round(box.x0 * k)) : round(box.x1 * k)]
    if not crop.size:
        return 0.0
    darkness = crop.astype(np.int32).sum(axis=2)
    strokes = crop[darkness <= np.percentile(darkness, _INK_SHARE)].astype(np.int32)
    return float(np.median(strokes[:, 0] - strokes[:, 2]))


def taller(layer: InkLayer, lines: Sequence[PlacedLine]) -> list[float]:
    """How many times as high as most of the page's Chinese characters each line's are; 0 for a line without any."""
    heights = [[bottom - top for top, bottom in _spans(layer, line, lines, "chinese")] for line in lines]
    usual = _median([height for one in heights for height in one])
    return [_median(one) / usual if usual else 0.0 for one in heights]


def unevenness(layer: InkLayer, line: PlacedLine, lines: Sequence[PlacedLine]) -> float:
    """How far the line's figures, or its Chinese characters, stray from one level, in shares of :data:`UNEVEN_MM`."""
    return max(_strayed(kind, list(_spans(layer, line, lines, kind))) / least for kind, least in UNEVEN_MM.items())


def _strayed(kind: str, spans: list[tuple[float, float]]) -> float:
    """The mean distance of the spans' middles from their common level, the furthest of every few left out."""
    usual = _median([bottom - top for top, bottom in spans])
    middles = [(top + bottom) / 2 for top, bottom in spans if bottom - top >= _FULL_HEIGHT * usual]
    if len(middles) < _ENOUGH[kind]:
        return 0.0
    level = _median(middles)
    strays = sorted(abs(middle - level) for middle in middles)
    return fmean(strays[: len(strays) - len(strays) // _ALLOWED[kind]])


def _spans(layer: InkLayer, line: PlacedLine, lines: Sequence[PlacedLine], kind: str) -> Iterator[tuple[float, float]]:
    """Top and bottom of the ink of each of the line's characters of that kind, counted from the line's own fall."""
    import numpy as np

    glyphs = line.read.glyphs
    fall, (up, down) = _fall(line), _band(line, lines)
    for number, glyph in enumerate(glyphs):
        if _kind(glyph) != kind:
            continue
        half = _HALF * _room(glyphs, number) * line.box.width
        x = line.box.x0 + glyph.middle * line.box.width
        level = line.box.centre[1] + fall * (glyph.middle - 0.5)
        room = layer.window(BBox(x - half, level - up, x + half, level + down))
        rows = np.flatnonzero(layer.dark[room].any(axis=1))
        if len(rows):
            begin = room[0].start / layer.per_mm - level
            yield begin + float(rows[0]) / layer.per_mm, begin + float(rows[-1]) / layer.per_mm


def _band(line: PlacedLine, lines: Sequence[PlacedLine]) -> tuple[float, float]:
    """How far above and below its middle the line's own ink is looked for: at most to where that of the next one begins."""
    middle, usual = line.box.centre[1], min(_BAND_EM * line.em, line.box.height / 2)
    up = down = usual
    for other in lines:
        away = other.box.centre[1] - middle
        if other.box.x0 >= line.box.x1 or line.box.x0 >= other.box.x1 or abs(away) < _NEXT_LINE * line.em:
            continue
        own = abs(away) * line.em / (line.em + other.em)
        up, down = (min(up, own), down) if away < 0 else (up, min(down, own))
    return up, down


def _fall(line: PlacedLine) -> float:
    """How much lower the line ends than it begins, in millimetres."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = line.quad
    across = (bx + cx - ax - dx) / 2
    return (by + cy - ay - dy) / 2 * line.box.width / across if across else 0.0


def _room(glyphs: Sequence[Glyph], number: int) -> float:
    """The distance to the nearer neighbour, as a share of the line."""
    beside = [abs(glyphs[n].middle - glyphs[number].middle) for n in (number - 1, number + 1) if 0 <= n < len(glyphs)]
    return min(beside, default=1.0)


def _kind(glyph: Glyph) -> str:
    if glyph.text.isascii() and glyph.text.isdigit():
        return "figure"
    return "chinese" if "\u3400" <= glyph.text <= "\u9fff" else ""


def _median(values: list[float]) -> float:
    return median(values) if values else 0.0
