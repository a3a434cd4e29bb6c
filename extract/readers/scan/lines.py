"""Lines of a page picture found, cut where a ruling parts them, read, and set as characters in millimetres."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import fmean, median
from typing import TYPE_CHECKING

from extract.document import ReadText
from extract.layout.chars import Char
from extract.layout.tables import Ruling
from extract.ocr.engine import Engine, Glyph, Quad, ReadLine
from extract.readers.scan.second import read_twice
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels
    from extract.vision.straight import UprightPage

HALF_WIDTH_EM = 0.5
INSET_MM = 0.5
"""How far from a ruling the part of a line on either side of it begins: half a thick rule."""
NARROWEST_MM = 1.0
"""What is left of a line beyond a ruling, if narrower, is the finder's margin and holds no character."""
PITCH_SHARES = (0.62, 1.02)
"""A character's size lies between these shares of its line's height as the finder gives it."""
USUAL_SHARE, LEAST_SHARE = 0.75, 0.5
ENOUGH_PAIRS = 3
SAME_SIZE = 0.1
FEW = 2
NEXT_LINE_EM = 2.4
"""So far below the middle of a line stands that of the next one at most, in its size."""
APART_EM = 0.9
"""Characters with more room than this between them, in their size, stand apart on purpose."""
MARK_SHIFT_EM = 0.3
_LEFT_MARKS, _RIGHT_MARKS = frozenset("，。、；：！？）》」』】〉〕”’"), frozenset("（《「『【〈〔“‘")
"""Full-width marks whose ink stands at the left, or the right, of their room."""


@dataclass(frozen=True)
class PlacedLine:
    """One line as read: its corners in pixels, what it says, its box and character size in millimetres."""

    quad: Quad
    read: ReadLine
    box: BBox
    em: float
    red: bool = False
    """Whether it was read in colour because it is printed, or stamped, in red."""


def cut_at_rulings(quads: Iterable[Quad], rulings: Sequence[Ruling], mm_per_pixel: float) -> list[Quad]:
    """``quads`` with each that runs over standing rulings cut there: its parts stand in different cells.

    One that begins or ends on a ruling's own ink is cut as well: that ink would be read as part of a character.
    """
    standing = [r for r in rulings if not r.horizontal]
    return [part for quad in quads for part in _parts(quad, standing, mm_per_pixel)]


def _parts(quad: Quad, standing: Sequence[Ruling], mm_per_pixel: float) -> list[Quad]:
    left = (quad[0][0] + quad[3][0]) / 2 * mm_per_pixel
    right = (quad[1][0] + quad[2][0]) / 2 * mm_per_pixel
    middle = sum(y for _, y in quad) / 4 * mm_per_pixel
    beside = [r.at for r in standing if r.start < middle < r.end]
    crossed = sorted(at for at in beside if left - INSET_MM < at < right + INSET_MM)
    if not crossed or right <= left:
        return [quad]
    edges = [left - INSET_MM, *crossed, right + INSET_MM]
    parts = []
    for start, end in pairwise(edges):
        begin, stop = max(start + INSET_MM, left), min(end - INSET_MM, right)
        if stop - begin >= NARROWEST_MM:
            parts.append(_between(quad, (begin - left) / (right - left), (stop - left) / (right - left)))
    return parts


def _between(quad: Quad, begin: float, end: float) -> Quad:
    """The part of a line from one share of its length to another."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = quad

    def top(share: float) -> tuple[float, float]:
        return ax + (bx - ax) * share, ay + (by - ay) * share

    def bottom(share: float) -> tuple[float, float]:
        return dx + (cx - dx) * share, dy + (cy - dy) * share

    return top(begin), top(end), bottom(end), bottom(begin)


def read_lines(page: UprightPage, quads: Sequence[Quad], engine: Engine, pixels: Pixels) -> list[PlacedLine]:
    """What the lines say, those that say nothing left out; sizes of one page that nearly agree made equal."""
    reads = zip(quads, read_twice(engine, pixels, quads), strict=True)
    lines = [_placed(quad, read, page.mm_per_pixel) for quad, read in reads if read.text.strip()]
    measured = [_em(line.read.glyphs, _length(line.quad) * page.mm_per_pixel, line.box.height) for line in lines]
    return _even_sizes(lines, measured)


def _placed(quad: Quad, read: ReadLine, mm_per_pixel: float) -> PlacedLine:
    xs, ys = [x * mm_per_pixel for x, _ in quad], [y * mm_per_pixel for _, y in quad]
    return PlacedLine(quad, read, BBox(min(xs), min(ys), max(xs), max(ys)), 0.0)


def _length(quad: Quad) -> float:
    return (quad[1][0] + quad[2][0] - quad[0][0] - quad[3][0]) / 2


def _em(glyphs: Sequence[Glyph], length: float, height: float) -> float | None:
    """A line's character size: the usual distance of neighbouring Chinese characters; ``None`` where there are few."""
    low, high = (share * height for share in PITCH_SHARES)
    near = [pitch for pitch in _pitches(glyphs, length) if low * 0.85 <= pitch <= high * 1.15]
    return min(max(fmean(near), low), high) if len(near) >= ENOUGH_PAIRS else None


def _pitches(glyphs: Sequence[Glyph], length: float) -> list[float]:
    """How far the middles of neighbouring Chinese characters stand apart."""
    return [
        (right.middle - left.middle) * length
        for left, right in pairwise(glyphs)
        if is_full_width(left.text) and is_full_width(right.text) and not (_shift(left.text) or _shift(right.text))
    ]


def _even_sizes(lines: list[PlacedLine], measured: list[float | None]) -> list[PlacedLine]:
    """``lines`` whose sizes nearly agree given one size; short ones take the nearest that their height allows.

    One or two characters below a line take its size: the finder gives them half as much height again as it gives a line.
    """
    sizes = _size_groups(sorted(size for size in measured if size is not None))
    even = [replace(line, em=_even(line, size, sizes)) for line, size in zip(lines, measured, strict=True)]
    few = [len(line.read.text.strip()) <= FEW for line in even]
    long = [line for line, short in zip(even, few, strict=True) if not short]
    return [_as_above(line, long) if short else line for line, short in zip(even, few, strict=True)]


def _as_above(line: PlacedLine, long: Sequence[PlacedLine]) -> PlacedLine:
    """``line`` in the size of the one right above it, of ``long``, where that is smaller and its height allows it."""
    x, y = line.box.x0, line.box.centre[1]
    above = [one for one in long if one.box.x0 - one.em <= x <= one.box.x1]
    near = [one for one in above if one.em < y - one.box.centre[1] <= NEXT_LINE_EM * one.em]
    size = max((one.em for one in near), default=line.em)
    return replace(line, em=size) if LEAST_SHARE * line.box.height <= size < line.em else line


def _even(line: PlacedLine, measured: float | None, sizes: list[float]) -> float:
    wanted = measured if measured is not None else _likely_em(line)
    slack = SAME_SIZE if measured is not None else 3 * SAME_SIZE
    near = [size for size in sizes if abs(size - wanted) <= slack * wanted]
    return min(near, key=lambda size: abs(size - wanted)) if near else wanted


def _likely_em(line: PlacedLine) -> float:
    """The size of a short line: by its height, which the finder may give too much, and no more than its pitch allows."""
    height = line.box.height
    pitches = _pitches(line.read.glyphs, line.box.width)
    return min([USUAL_SHARE * height, *(max(pitch, LEAST_SHARE * height) for pitch in pitches)])


def _size_groups(sizes: list[float]) -> list[float]:
    """The middle of each group of sizes that lie close to one another; ``sizes`` ascend."""
    groups: list[list[float]] = []
    for size in sizes:
        if groups and size <= groups[-1][0] * (1 + 1.5 * SAME_SIZE):
            groups[-1].append(size)
        else:
            groups.append([size])
    return [median(group) for group in groups]


def chars_of(line: PlacedLine, mm_per_pixel: float) -> list[Char]:
    """The line's characters. Neighbours touch unless they stand clearly apart: their places are good to 0.15 em only.

    Spaces are kept between Latin characters; elsewhere the room between two characters says how many there are.
    """
    middle, half = sum(y for _, y in line.quad) / 4 * mm_per_pixel, line.em / 2
    glyphs = _shown(line.read.glyphs)
    places = places_mm(line, glyphs, mm_per_pixel)
    reaches = [half if is_full_width(glyph.text) else half * HALF_WIDTH_EM for glyph in glyphs]
    starts = [place - reach for place, reach in zip(places, reaches, strict=True)]
    ends = [place + reach for place, reach in zip(places, reaches, strict=True)]
    for index in range(len(glyphs) - 1):
        if starts[index + 1] - ends[index] < APART_EM * line.em:
            share = reaches[index] / (reaches[index] + reaches[index + 1])
            ends[index] = starts[index + 1] = places[index] + (places[index + 1] - places[index]) * share
    return [
        Char(start, middle - half, max(end, start + 0.05), middle + half, glyph.text)
        for glyph, start, end in zip(glyphs, starts, ends, strict=True)
    ]


def places_mm(line: PlacedLine, glyphs: Sequence[Glyph], mm_per_pixel: float) -> list[float]:
    """Where the middles of the line's ``glyphs`` stand across the page."""
    (ax, _), (bx, _), (cx, _), (dx, _) = line.quad
    left, right = (ax + dx) / 2 * mm_per_pixel, (bx + cx) / 2 * mm_per_pixel
    return [left + (right - left) * glyph.middle + _shift(glyph.text) * line.em for glyph in glyphs]


def _shown(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """``glyphs`` without the spaces beside Chinese characters."""
    return [
        glyph
        for index, glyph in enumerate(glyphs)
        if not glyph.text.isspace()
        or (0 < index < len(glyphs) - 1 and not any(is_full_width(glyphs[i].text) for i in (index - 1, index + 1)))
    ]


def _shift(text: str) -> float:
    """How far right of its ink, in its size, the middle of a full-width mark lies."""
    return MARK_SHIFT_EM if text in _LEFT_MARKS else -MARK_SHIFT_EM if text in _RIGHT_MARKS else 0.0


def as_read(line: PlacedLine, page: int) -> ReadText:
    """The line with its scores, for whoever asks how sure a value is."""
    shown = [glyph for glyph in line.read.glyphs if not glyph.text.isspace()]
    return ReadText(page, line.box, "".join(g.text for g in shown), tuple(round(g.score, 4) for g in shown), line.em)


def is_full_width(text: str) -> bool:
    """Whether a character is as wide as it is high."""
    return text >= "\u2e80"
