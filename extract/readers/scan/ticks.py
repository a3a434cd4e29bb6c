"""Boxes told as ticked or not by the ink in them, and written into their lines as every reader writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.document import TICKED, UNTICKED
from extract.ocr.engine import Glyph, ReadLine
from extract.readers.scan.lines import PlacedLine, places_mm

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels
    from extract.vision.tick_boxes import Square

DOUBT = 0.5
"""The most that a box scores which is told by its ink alone, or beside another that is ticked as well."""
READ = frozenset("□☐▢⬜☑☒")
EMPTY, FULL = frozenset("□☐▢⬜"), frozenset("☑☒■√✓✔")
LIKE_BOXES = frozenset("口囗回区凶囚曰図冈网MVNWZDOU0vヨロV区")
"""What a box, or a box with a tick, is read as."""
ON_IT_EM = 0.5
STROKES = frozenset("√✓✔")
"""A tick that was read beside the box that it was put into."""
STROKE_EM = 1.2
LEAST_SIDE_EM = 0.55
"""A smaller square is part of a character."""
BEFORE_EM, OFF_LINE_EM = 1.7, 0.45
"""How far before or behind its line's characters a box stands, and off their middle."""
SIDES_EM = (0.8, 0.85, 0.9, 0.75, 0.95, 1.0, 0.7)
"""Sides of boxes in the size of their line's characters, the usual ones first."""
NEAR_MM = 12.0
"""So far above or below another box stands one that is as large for being one of the same choice."""
WORKING_DPI = 220.0


@dataclass(frozen=True)
class _Seen:
    """A square in a line: the place in it of the character that was read there, ``None`` where none was."""

    square: Square
    glyph: int | None
    crossed: bool = False
    """Whether a stroke runs over its sides: printed ticks stay inside."""


@dataclass(frozen=True)
class _Sight:
    """The page's ink at a resolution at which boxes are well seen."""

    ink: Pixels
    mm_per_pixel: float


def with_ticks(lines: Sequence[PlacedLine], grey: Pixels, mm_per_pixel: float) -> list[PlacedLine]:
    """``lines`` with their boxes as the ink in them says. ``grey`` shows black ink and red."""
    from extract.vision.tick_boxes import squares

    if not any(READ.intersection(line.read.text) for line in lines):
        return list(lines)
    sight = _sight(grey, mm_per_pixel)
    every = squares(sight.ink, 1 / sight.mm_per_pixel)
    seen = [_in_line(line, every, sight, mm_per_pixel) for line in lines]
    known = [one.square for line, found in zip(lines, seen, strict=True) for one in found if _is_read(line, one)]
    known = known or [one for line in lines for one in _guessed(line, sight, mm_per_pixel)]
    return [_rewritten(line, found, known, sight, mm_per_pixel) for line, found in zip(lines, seen, strict=True)]


def _sight(grey: Pixels, mm_per_pixel: float) -> _Sight:
    import cv2
    import numpy as np

    from extract.vision.ink import ink_mask

    scale = WORKING_DPI * mm_per_pixel / 25.4
    if scale < 0.9:
        grey = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        mm_per_pixel /= scale
    return _Sight(ink_mask(np.ascontiguousarray(grey)), mm_per_pixel)


def _in_line(line: PlacedLine, squares: Sequence[Square], sight: _Sight, mm_per_pixel: float) -> list[_Seen]:
    """The squares in ``line``, or right before or behind it, from left to right."""
    middle = (line.box.y0 + line.box.y1) / 2
    places = places_mm(line, line.read.glyphs, mm_per_pixel)
    found = []
    for square in sorted(squares):
        x, y = (part * sight.mm_per_pixel for part in square.centre)
        near = line.box.x0 - BEFORE_EM * line.em <= x <= line.box.x1 + BEFORE_EM * line.em
        small = square.side * sight.mm_per_pixel < LEAST_SIDE_EM * line.em
        if not near or small or abs(y - middle) > OFF_LINE_EM * line.em:
            continue
        at = min(range(len(places)), key=lambda n: abs(places[n] - x))
        found.append(_Seen(square, at if abs(places[at] - x) <= ON_IT_EM * line.em else None))
    return found


def _guessed(line: PlacedLine, sight: _Sight, mm_per_pixel: float) -> list[Square]:
    """The squares where the reader saw boxes, where ticks cross every one of them: of any size that its line allows."""
    from extract.vision.tick_boxes import Square, crossed_squares

    em, middle = line.em / sight.mm_per_pixel, (line.box.y0 + line.box.y1) / 2 / sight.mm_per_pixel
    places = places_mm(line, line.read.glyphs, mm_per_pixel)
    found = []
    for glyph, place in zip(line.read.glyphs, places, strict=True):
        if glyph.text not in READ:
            continue
        x = place / sight.mm_per_pixel
        for share in SIDES_EM:
            half = share * em / 2
            like = Square(round(x - half), round(middle - half), round(x + half), round(middle + half))
            found += crossed_squares(sight.ink, like, round(x - half - ON_IT_EM * em), round(x - half + ON_IT_EM * em))
    return found[:1]


def _crossed(
    line: PlacedLine, found: Sequence[_Seen], known: Sequence[Square], sight: _Sight, mm_per_pixel: float
) -> list[_Seen]:
    """The squares of ``line`` beside those ``found`` that a tick crosses: as large as a box that stands near."""
    from extract.vision.tick_boxes import crossed_squares

    middle = (line.box.y0 + line.box.y1) / 2 / sight.mm_per_pixel
    like = min(known, key=lambda one: abs(one.centre[1] - middle), default=None)
    if like is None or abs(like.centre[1] - middle) > NEAR_MM / sight.mm_per_pixel:
        return []
    if abs(like.centre[1] - middle) > OFF_LINE_EM * line.em / sight.mm_per_pixel:
        lower = round(middle - like.centre[1])
        like = like._replace(y0=like.y0 + lower, y1=like.y1 + lower)
    left = round((line.box.x0 - BEFORE_EM * line.em) / sight.mm_per_pixel)
    right = round((line.box.x1 + BEFORE_EM * line.em) / sight.mm_per_pixel)
    others = crossed_squares(sight.ink, like, left, right)
    apart = [one for one in others if not any(abs(one.x0 - seen.square.x0) < like.side for seen in found)]
    return [replace(one, crossed=True) for one in _in_line(line, apart, sight, mm_per_pixel)]


def _is_read(line: PlacedLine, seen: _Seen) -> bool:
    """Whether the reader saw a box where the square stands."""
    return seen.glyph is not None and line.read.glyphs[seen.glyph].text in READ


def _rewritten(
    line: PlacedLine, seen: Sequence[_Seen], known: Sequence[Square], sight: _Sight, mm_per_pixel: float
) -> PlacedLine:
    """``line`` with its boxes ticked or not; as it is where it has none, or the ink says nothing new."""
    from extract.vision.tick_boxes import ticked

    whole = [one for one in seen if _is_read(line, one) or any(one.square.is_like(other) for other in known)]
    seen = [*whole, *_crossed(line, whole, known, sight, mm_per_pixel)]
    group = [one for one in seen if _may_be_box(line, one)]
    if not group:
        return line
    inked = [ticked(sight.ink, one.square) for one in group]
    clear = None not in inked and inked.count(True) <= 1
    glyphs: list[Glyph | None] = list(line.read.glyphs)
    put: list[Glyph] = []
    for one, by_ink in zip(group, inked, strict=True):
        before = None if one.glyph is None else line.read.glyphs[one.glyph]
        middle = _share(line, one.square.centre[0] * sight.mm_per_pixel, mm_per_pixel)
        put.append(_glyph(by_ink, before, middle, clear=clear and not one.crossed))
        if one.glyph is not None:
            glyphs[one.glyph] = None
    ticks = [one.square.centre[0] * sight.mm_per_pixel for one, by_ink in zip(group, inked, strict=True) if by_ink]
    places = places_mm(line, line.read.glyphs, mm_per_pixel)
    kept = [
        glyph
        for glyph, x in zip(glyphs, places, strict=True)
        if glyph is not None and not (glyph.text in STROKES and any(abs(x - at) <= STROKE_EM * line.em for at in ticks))
    ]
    return replace(line, read=ReadLine(tuple(sorted([*kept, *put], key=lambda glyph: glyph.middle))))


def _may_be_box(line: PlacedLine, seen: _Seen) -> bool:
    """Whether nothing was read where the square stands, or what a box with a tick is read as."""
    return seen.glyph is None or line.read.glyphs[seen.glyph].text in LIKE_BOXES | EMPTY | FULL


def _glyph(ticked: bool | None, before: Glyph | None, middle: float, *, clear: bool) -> Glyph:
    """The box as its ink says; as sure as it was read where the reader saw the same."""
    if before is not None and before.text in FULL | EMPTY and (ticked is not True or before.text in FULL):
        agreed = clear and ticked == (before.text in FULL)
        text = TICKED if before.text in FULL else before.text
        return replace(before, text=text, score=before.score if agreed else min(before.score, DOUBT))
    return Glyph(UNTICKED if ticked is False else TICKED, middle, DOUBT)


def _share(line: PlacedLine, x: float, mm_per_pixel: float) -> float:
    """Where along the line ``x`` lies, as its characters count."""
    (ax, _), (bx, _), (cx, _), (dx, _) = line.quad
    left, right = (ax + dx) / 2 * mm_per_pixel, (bx + cx) / 2 * mm_per_pixel
    return (x - left) / (right - left)
