"""Ink in a line, or right before or behind it, that no character accounts for: the characters beside it are in doubt.

Where a stamp's ring or a stroke runs over writing that cannot be told from it by colour, characters are passed over, and
those around them read well.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.layout.tables import Ruling
from extract.ocr.engine import ReadLine
from extract.readers.scan.lines import PlacedLine, is_full_width, places_mm
from forms.evidence import BBox

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    from extract.vision.rasters import Pixels

    Mask: TypeAlias = npt.NDArray[np.bool_]

DOUBT = 0.3
"""The most that a character beside unaccounted ink scores: that other places say the same words does not help it."""
LEAST_GAP_EM = 0.7
"""A narrower gap has no room for a character: places are good to 0.15 em."""
LEAST_LATIN_GAP_EM = 1.3
"""Between letters of different widths: @ is four times as wide as l."""
LEAST_END_EM = 0.4
END_REACH_EM = 0.8
"""So far from its middle a line's first or last letter may reach: places are good to 0.3 em where letters are narrow."""
AROUND_EM = 1.4
"""So far beyond a line's ends a character of it may stand."""
CORE_EM = 0.36
"""Half the height of the band in which all characters have ink, and rules above and below have none."""
LEAST_INK = 0.07
"""The share of a room that is ink where a character, or what hides it, stands."""
RULE_MM = 0.8
WALL_EM = 0.3
"""A full-width character whose middle stands this near to a ruling is not whole, or is a neighbour's, or the ruling's ink."""

RULE_OFF_MM, RULE_WIDTH_MM, SLANT_MM = 2.5, 0.9, 0.15
"""On a slanting page a ruling's ink stands so far from its place; it is no broader, that slant among it."""
WHOLE = 0.95
TALL_EM = 0.55
"""So far above and below a line's band a ruling goes on, and no character does."""

_SAYS_ALL = re.compile(r"月.{0,3}[日号號]$|[签簽盖蓋公][字章]\W*$")
"""What ends so goes on nowhere: a date, and a prompt for a signature or a seal."""


def doubted_beside_ink(
    lines: Sequence[PlacedLine], ink: Pixels, rulings: Sequence[Ruling], mm_per_pixel: float
) -> list[PlacedLine]:
    """``lines`` with characters put in doubt beside which ink stands that nobody read. ``ink`` is that of the page."""
    boxes = [line.box for line in lines]
    standing = [ruling for ruling in rulings if not ruling.horizontal]

    def doubted(line: PlacedLine) -> PlacedLine:
        others = [box for box in boxes if box is not line.box]
        weak = _on_walls(line, standing, mm_per_pixel)
        for room, beside in _rooms(line, standing, mm_per_pixel):
            if not any(_stands_in(box, room) for box in others) and _inked(room, ink, standing, line.em, mm_per_pixel):
                weak.update(beside)
        return lowered(line, weak) if weak else line

    return [doubted(line) for line in lines]


def doubted_beside_seals(
    lines: Sequence[PlacedLine],
    hidden: Sequence[BBox],
    ink: Pixels,
    rulings: Sequence[Ruling],
    mm_per_pixel: float,
) -> list[PlacedLine]:
    """``lines`` with the words at their ends put in doubt beside which a seal's ink stands that no line of them accounts for.

    Words read of the seal itself stood there before, and may hide the rest of a name. ``hidden`` are the places of seals
    and of what was taken for theirs. Behind a date and a prompt nothing goes on.
    """
    standing = [ruling for ruling in rulings if not ruling.horizontal]

    def doubted(line: PlacedLine) -> PlacedLine:
        if not line.read.glyphs or _SAYS_ALL.search(line.read.text):
            return line
        others = [other.box for other in lines if other is not line]
        weak: set[int] = set()
        for room, beside in _rooms(line, standing, mm_per_pixel):
            within = len(beside) == 1 and _is_word(line.read.glyphs[beside[0]].text)
            if within and any(_in_disc(room, seal) for seal in hidden) and not any(_stands_in(b, room) for b in others):
                weak.update(beside if _inked(room, ink, standing, line.em, mm_per_pixel) else ())
        return lowered(line, weak) if weak else line

    return [doubted(line) for line in lines]


def _is_word(text: str) -> bool:
    return "\u3400" <= text <= "\u9fff"


def _in_disc(room: BBox, seal: BBox) -> bool:
    """Whether part of ``room``, at half its height, lies in the ellipse of ``seal``."""
    (x, y), a, b = seal.centre, seal.width / 2, seal.height / 2
    if a <= 0 or b <= 0:
        return False
    down = (room.centre[1] - y) / b
    half = a * math.sqrt(max(0.0, 1 - down * down))
    return half > 0 and room.x0 < x + half and x - half < room.x1


def _stands_in(box: BBox, room: BBox) -> bool:
    """Whether ``box`` holds words at half the height of ``room``: one that touches it from above or below does not."""
    return box.y0 <= room.centre[1] <= box.y1 and box.x0 < room.x1 and room.x0 < box.x1


def lowered(line: PlacedLine, weak: set[int]) -> PlacedLine:
    """``line`` with the characters of these numbers in doubt."""
    glyphs = (replace(g, score=min(g.score, DOUBT)) if n in weak else g for n, g in enumerate(line.read.glyphs))
    return replace(line, read=ReadLine(tuple(glyphs)))


def _on_walls(line: PlacedLine, standing: Sequence[Ruling], mm_per_pixel: float) -> set[int]:
    """The characters at the line's ends that stand on a ruling."""
    middle = sum(y for _, y in line.quad) / 4 * mm_per_pixel
    walls = [ruling.at for ruling in standing if ruling.start < middle < ruling.end]
    places = places_mm(line, line.read.glyphs, mm_per_pixel)
    return {
        n
        for n in {0, len(places) - 1}
        if is_full_width(line.read.glyphs[n].text) and any(abs(places[n] - wall) < WALL_EM * line.em for wall in walls)
    }


def _rooms(line: PlacedLine, standing: Sequence[Ruling], mm_per_pixel: float) -> Iterator[tuple[BBox, tuple[int, ...]]]:
    """Where a character may have been passed over, and which characters stand beside it."""
    glyphs, em = line.read.glyphs, line.em
    places = places_mm(line, glyphs, mm_per_pixel)
    middle = sum(y for _, y in line.quad) / 4 * mm_per_pixel
    low, high = middle - CORE_EM * em, middle + CORE_EM * em
    reach = [em * (0.6 if is_full_width(glyph.text) else 0.4) for glyph in glyphs]
    first, last = places[0] - max(reach[0], END_REACH_EM * em), places[-1] + max(reach[-1], END_REACH_EM * em)
    walls = [ruling.at for ruling in standing if ruling.start < high and low < ruling.end]
    before = max([first - AROUND_EM * em, *(wall + RULE_MM for wall in walls if wall < places[0])])
    behind = min([last + AROUND_EM * em, *(wall - RULE_MM for wall in walls if wall > places[-1])])
    ends = [(before, first, (0,)), (last, behind, (len(glyphs) - 1,))]
    rooms = [(left, right, beside) for left, right, beside in ends if right - left >= LEAST_END_EM * em]
    gaps = [(places[n] + reach[n], places[n + 1] - reach[n + 1], (n, n + 1)) for n in range(len(glyphs) - 1)]
    spaces = {n for n, glyph in enumerate(glyphs) if glyph.text.isspace()}
    for left, right, beside in gaps:
        wide = any(is_full_width(glyphs[n].text) for n in beside)
        least = LEAST_GAP_EM if wide else LEAST_LATIN_GAP_EM
        if right - left >= least * em and not spaces.intersection(beside):
            yield BBox(left, low, right, high), beside
    for left, right, end in rooms:
        yield BBox(left, low, right, high), end


def _inked(room: BBox, ink: Pixels, standing: Sequence[Ruling], em: float, mm_per_pixel: float) -> bool:
    """Whether ink stands in ``room`` that is no ruling's."""
    x0, x1 = max(0, round(room.x0 / mm_per_pixel)), max(0, round(room.x1 / mm_per_pixel))
    y0, y1 = max(0, round(room.y0 / mm_per_pixel)), max(0, round(room.y1 / mm_per_pixel))
    part = ink[y0:y1, x0:x1] > 0
    if not part.size or part.mean() < LEAST_INK:
        return False
    if not any(room.x0 - RULE_OFF_MM <= ruling.at <= room.x1 + RULE_OFF_MM for ruling in standing):
        return True
    above = max(0, round((room.y0 - TALL_EM * em) / mm_per_pixel))
    below = round((room.y1 + TALL_EM * em) / mm_per_pixel)
    ruled = _ruled(ink[above:below, x0:x1] > 0, mm_per_pixel)
    return bool(part[:, ~ruled].sum() / part.size >= LEAST_INK)


def _ruled(band: Mask, mm_per_pixel: float) -> Mask:
    """Which columns of ``band`` hold a thin line that runs through all its height, slanting a little perhaps."""
    import numpy as np

    off = max(1, round(SLANT_MM / mm_per_pixel))
    near = np.zeros_like(band)
    for shift in range(-off, off + 1):
        near |= np.roll(band, shift, axis=1)
    through: Mask = near.mean(axis=0) >= WHOLE
    edges = np.flatnonzero(np.diff(np.concatenate(([0], through.astype(np.int8), [0]))))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if (end - start) * mm_per_pixel > RULE_WIDTH_MM:
            through[start:end] = False
    return through
