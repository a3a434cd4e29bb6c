"""A word ringed by a pen among others side by side: the one chosen, written as boxes are, always in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.document import TICKED, UNTICKED
from extract.layout.tables import Grid
from extract.ocr.engine import Glyph, ReadLine
from extract.readers.scan.lines import PlacedLine, places_mm

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels
    from extract.vision.rings import Ring

DOUBT = 0.5
"""The most that a character scores in whose row a word is ringed."""
HIGHER_EM = (1.1, 3.4)
"""A ring round a word is so many times as high as its characters."""
OFF_EM, LOOSE_EM = 0.6, 0.1
"""So far off the middle of its word a ring may lie, and a character's middle outside of it."""
APART_EM = 1.7
"""Characters whose middles are further apart are of two words."""
LONGEST = 8
"""A word to choose has so many characters at most."""
BETWEEN = frozenset("/／、|｜;；,，")
BESIDE = frozenset("()（）〔〕[]【】「」OoQCDc0〇○◯")
"""What a ring's own stroke is read as beside a word."""


@dataclass(frozen=True)
class _Mark:
    """One character: its line and number in it, where it stands and how far the next one may be for being its word's."""

    line: int
    number: int
    text: str
    x: float
    em: float


def with_rings(
    lines: Sequence[PlacedLine], grey: Pixels, mm_per_pixel: float, tables: Sequence[Grid]
) -> list[PlacedLine]:
    """``lines`` with a ☑ before each ringed word and a ☐ before those beside it. ``grey`` shows black ink and red."""
    from extract.vision.rings import rings

    out = list(lines)
    for ring in rings(grey, 1 / mm_per_pixel) if lines else []:
        row = sorted(_row(ring, out, tables, mm_per_pixel), key=lambda mark: mark.x)
        if row:
            _mark(ring, row, out)
    return out


def _row(ring: Ring, lines: Sequence[PlacedLine], tables: Sequence[Grid], mm_per_pixel: float) -> Iterator[_Mark]:
    """The characters at the height of a ring, in its cell; only those of the lines that it meets where there is none."""
    middle = (ring.y0 + ring.y1) / 2
    own = _cell(tables, (ring.x0 + ring.x1) / 2, middle)
    for number, line in enumerate(lines):
        low, high = (share * line.em for share in HIGHER_EM)
        level = abs(line.box.centre[1] - middle) <= OFF_EM * line.em and low <= ring.y1 - ring.y0 <= high
        meets = line.box.x0 < ring.x1 and ring.x0 < line.box.x1
        if not level or not (meets or (own is not None and _cell(tables, *line.box.centre) == own)):
            continue
        places = places_mm(line, line.read.glyphs, mm_per_pixel)
        for at, (glyph, x) in enumerate(zip(line.read.glyphs, places, strict=True)):
            if glyph.text.strip():
                yield _Mark(number, at, glyph.text, x, line.em)


def _cell(tables: Sequence[Grid], x: float, y: float) -> tuple[int, int] | None:
    """The innermost cell at a point."""
    for number, grid in enumerate(tables):
        if (found := grid.cell_at(x, y)) is not None and grid.box.holds(x, y):
            return number, found
    return None


def _mark(ring: Ring, row: Sequence[_Mark], lines: list[PlacedLine]) -> None:
    """Write the ring into the lines of ``row``: as a choice where it holds one whole word of several, else as a doubt."""
    inside = [mark for mark in row if ring.x0 - LOOSE_EM * mark.em <= mark.x <= ring.x1 + LOOSE_EM * mark.em]
    if not inside:
        return
    stroke = {(mark.line, mark.number) for mark in row if _is_stroke(ring, mark)}
    words = list(_words([mark for mark in row if (mark.line, mark.number) not in stroke]))
    ringed = [word for word in words if any(mark in inside for mark in word)]
    choice = len(words) > 1 and len(ringed) == 1 and all(mark in inside for mark in ringed[0])
    if choice and max(map(len, words)) <= LONGEST:
        firsts = {(word[0].line, word[0].number): TICKED if word is ringed[0] else UNTICKED for word in words}
    else:
        firsts, stroke = {}, set()
    for number in {mark.line for mark in (row if firsts else inside)}:
        lines[number] = _rewritten(lines[number], number, firsts, stroke)


def _is_stroke(ring: Ring, mark: _Mark) -> bool:
    """Whether a character may be the ring's own stroke."""
    return mark.text in BESIDE and min(abs(mark.x - ring.x0), abs(mark.x - ring.x1)) <= mark.em / 2


def _words(row: Sequence[_Mark]) -> Iterator[list[_Mark]]:
    """The words to choose from, parted by room or by a mark between them; what ends in a colon is their label."""
    word: list[_Mark] = []
    for mark in row:
        if mark.text in "：:":
            word = []
            continue
        if word and (mark.text in BETWEEN or mark.x - word[-1].x > APART_EM * mark.em):
            yield word
            word = []
        if mark.text not in BETWEEN:
            word.append(mark)
    if word:
        yield word


def _rewritten(
    line: PlacedLine, number: int, firsts: dict[tuple[int, int], str], stroke: set[tuple[int, int]]
) -> PlacedLine:
    glyphs: list[Glyph] = []
    for at, glyph in enumerate(line.read.glyphs):
        if (number, at) in stroke:
            continue
        if box := firsts.get((number, at)):
            glyphs.append(Glyph(box, glyph.middle - 0.4 * line.em / max(line.box.width, line.em), DOUBT))
        glyphs.append(replace(glyph, score=min(glyph.score, DOUBT)))
    return replace(line, read=ReadLine(tuple(glyphs)))
