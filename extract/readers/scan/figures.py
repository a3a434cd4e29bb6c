"""Figures that a pen wrote, read once more with figures alone let stand: postcodes and telephone numbers.

Asked for anything at all, the recogniser takes a pen's figure for a letter or a sign now and then. What is read so stays in
doubt, as all handwriting does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.ocr.alphabet import LIKE
from extract.ocr.engine import Glyph, ReadLine, Weighing
from extract.ocr.rapid import LINE_HEIGHT
from extract.readers.scan.hand import DOUBT
from extract.readers.scan.lines import PlacedLine

if TYPE_CHECKING:
    from extract.vision.rasters import Matrix, Pixels

FIGURES = "0123456789-"
LENGTHS = range(6, 15)
"""Characters of a postcode and of telephone numbers; codes, which have letters, are longer."""
LEAST_FIGURES = 0.6
"""A line is one of figures if so many of its characters are and all others look like one."""
_LOOKS_LIKE = frozenset("".join(LIKE[figure] for figure in "0123456789")) | frozenset(".。·—_>)】]")
_OPEN, _LEAST = 0.5, 0.02
"""A step shows some character if a pause has at most the first chance, and a figure if that has at least the second."""


def figures_read(lines: Sequence[PlacedLine], grey: Pixels, mm_per_pixel: float, reader: Weighing) -> list[PlacedLine]:
    """``lines`` with those by hand that are figures but for a few characters read as figures."""
    return [_read(line, grey, mm_per_pixel, reader) if _is_asked(line) else line for line in lines]


def _is_asked(line: PlacedLine) -> bool:
    said = "".join(line.read.text.split())
    figures = sum(one in FIGURES for one in said)
    by_hand = all(glyph.score <= DOUBT for glyph in line.read.glyphs)
    others = all(one in FIGURES or one in _LOOKS_LIKE for one in said)
    return len(said) in LENGTHS and by_hand and others and LEAST_FIGURES * len(said) <= figures < len(said)


def _read(line: PlacedLine, grey: Pixels, mm_per_pixel: float, reader: Weighing) -> PlacedLine:
    """``line`` as figures; as it was where fewer stand there than characters were read."""
    import cv2
    import numpy as np

    x0, y0, x1, y1 = (max(0, round(v / mm_per_pixel)) for v in (line.box.x0, line.box.y0, line.box.x1, line.box.y1))
    part = grey[y0:y1, x0:x1]
    if not part.size:
        return line
    width = max(round(part.shape[1] / part.shape[0] * LINE_HEIGHT / 8), 6) * 8
    level = np.asarray(cv2.resize(part, (width, LINE_HEIGHT)), dtype=np.uint8)
    crop = np.repeat(level[:, :, None], 3, axis=2)
    glyphs = tuple(_figures(reader.chances(crop), reader.characters))
    return replace(line, read=ReadLine(glyphs)) if len(glyphs) >= len("".join(line.read.text.split())) else line


def _figures(chances: Matrix, characters: Sequence[str]) -> list[Glyph]:
    """The likeliest figure wherever anything stands, repeats left out; signs that look like one count for it in part."""
    import numpy as np

    from extract.ocr.alphabet import LIKE_SHARE

    place = {text: index for index, text in enumerate(characters) if index}
    shown = np.stack(
        [
            chances[:, place[one]]
            + LIKE_SHARE * chances[:, [place[c] for c in LIKE.get(one, "") if c in place]].sum(axis=1)
            for one in FIGURES
        ],
        axis=1,
    )
    most, pause = shown.max(axis=1), chances[:, 0]
    inked = (most > pause) | ((pause < _OPEN) & (most >= _LEAST))
    best = np.where(inked, shown.argmax(axis=1), -1)
    begins = [n for n, one in enumerate(best) if one >= 0 and (n == 0 or best[n - 1] != one)]
    return [Glyph(FIGURES[best[n]], (n + 0.5) / len(best), DOUBT) for n in begins]
