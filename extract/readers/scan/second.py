"""A second look at lines of which a character is in doubt: read once more with more room around them, and both weighed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from unicodedata import normalize

from extract.ocr.engine import Engine, Glyph, Quad, ReadLine
from forms.script import simplified

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels

DOUBTFUL = 0.9
ROOM = 0.12
"""How much higher the second crop is, as a share of the line's height at either side."""
CONFIRMED = 0.7
"""A character that both looks give at least this score is as sure as the surer of them."""
DISPUTED = 0.5
"""The most that a character scores which the other look does not show."""


def read_twice(engine: Engine, pixels: Pixels, quads: Sequence[Quad]) -> list[ReadLine]:
    """What the lines say, those in doubt after a second look."""
    first = engine.read(pixels, quads)
    doubtful = [index for index, line in enumerate(first) if line.glyphs and line.weakest < DOUBTFUL]
    second = engine.read(pixels, [_roomier(quads[index]) for index in doubtful])
    weighed = dict(zip(doubtful, second, strict=True))
    return [agreed(line, weighed[index]) if index in weighed else line for index, line in enumerate(first)]


def agreed(first: ReadLine, second: ReadLine) -> ReadLine:
    """The surer of two readings of one line; what only one of them shows stays in doubt."""
    if not second.glyphs:
        return first
    if [_plain(glyph) for glyph in first.glyphs] == [_plain(glyph) for glyph in second.glyphs]:
        return ReadLine(tuple(_surer(a, b) for a, b in zip(first.glyphs, second.glyphs, strict=True)))
    better, other = (first, second) if first.score >= second.score else (second, first)
    return ReadLine(tuple(_disputed(glyph, other) for glyph in better.glyphs))


def _plain(glyph: Glyph) -> str:
    """The character whatever its script and width: looks that differ in these alone agree."""
    return simplified(normalize("NFKC", glyph.text) if "\uff01" <= glyph.text <= "\uff5e" else glyph.text)


def _surer(first: Glyph, second: Glyph) -> Glyph:
    low, high = sorted((first.score, second.score))
    better = first if first.score >= second.score else second
    return Glyph(better.text, first.middle, high if low >= CONFIRMED else (low + high) / 2)


def _disputed(glyph: Glyph, other: ReadLine) -> Glyph:
    """``glyph`` as it is where the other reading shows it at the same place, else in doubt."""
    beside = 0.75 / max(len(other.glyphs), 1)
    if any(_plain(g) == _plain(glyph) and abs(g.middle - glyph.middle) <= beside for g in other.glyphs):
        return glyph
    return Glyph(glyph.text, glyph.middle, min(glyph.score, DISPUTED))


def _roomier(quad: Quad) -> Quad:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = quad
    left_x, left_y = (dx - ax) * ROOM, (dy - ay) * ROOM
    right_x, right_y = (cx - bx) * ROOM, (cy - by) * ROOM
    return (
        (ax - left_x, ay - left_y),
        (bx - right_x, by - right_y),
        (cx + right_x, cy + right_y),
        (dx + left_x, dy + left_y),
    )
