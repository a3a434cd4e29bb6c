"""Printed circles to choose by, ○有 ○无, of which a pen ticked or filled one: written as boxes are, in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.document import TICKED, UNTICKED
from extract.ocr.engine import Glyph, ReadLine
from extract.readers.scan.lines import PlacedLine, places_mm

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels
    from extract.vision.tick_circles import Circle

DOUBT = 0.5
"""The most that a character scores in whose line a circle is marked."""
LIKE = frozenset("○〇◯OoQ0Ｏ。Dｏ●•◎⊙⊗⊕Φθ@C")
"""What a circle is read as, empty or not."""
STROKES = frozenset("√✓✔×xXvVyV/")
"""What the pen's stroke at a circle is read as."""
NUMERALS = frozenset("〇○零一二三四五六七八九十0123456789年.,-")
"""Beside these a circle is a nought."""
SIZES_EM = (0.4, 1.15)
OFF_EM, ON_IT_EM, BEFORE_EM, WORD_EM = 0.35, 0.55, 1.7, 1.9
"""How far a circle lies off its line's middle, off the character read for it, before its line, and before its word."""
WORKING_DPI = 220.0


@dataclass(frozen=True)
class _Placed:
    """A circle in a line: where it stands in millimetres, whether a pen marked it, and what was read for it."""

    x: float
    ticked: bool | None
    numbers: tuple[int, ...]


def with_circles(lines: Sequence[PlacedLine], grey: Pixels, mm_per_pixel: float) -> list[PlacedLine]:
    """``lines`` with ☑ and ☐ for circles where one of a row is marked; others as they are. ``grey`` shows all ink."""
    import cv2
    import numpy as np

    from extract.vision.ink import ink_mask
    from extract.vision.tick_circles import circles

    if not any(LIKE.intersection(line.read.text) for line in lines):
        return list(lines)
    if (scale := WORKING_DPI * mm_per_pixel / 25.4) < 0.9:
        grey = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    per_mm = min(1 / mm_per_pixel, scale / mm_per_pixel) if scale < 0.9 else 1 / mm_per_pixel
    ink = ink_mask(np.ascontiguousarray(grey))
    clean = circles(ink, per_mm)
    return [_rewritten(line, list(_in_line(line, clean, ink, per_mm, mm_per_pixel))) for line in lines]


def _in_line(
    line: PlacedLine, clean: Sequence[Circle], ink: Pixels, per_mm: float, mm_per_pixel: float
) -> Iterator[_Placed]:
    """The circles of a line before words, where one of them at least is empty."""
    from extract.vision.tick_circles import marked_circles, ticked

    low, high = (share * line.em * per_mm for share in SIZES_EM)
    middle = line.box.centre[1] * per_mm
    left, right = (line.box.x0 - BEFORE_EM * line.em) * per_mm, line.box.x1 * per_mm
    own = [
        one
        for one in clean
        if low <= 2 * one.radius <= high and left <= one.x <= right and abs(one.y - middle) <= OFF_EM * line.em * per_mm
    ]
    if not own:
        return
    places = places_mm(line, line.read.glyphs, mm_per_pixel)
    for circle in marked_circles(ink, own[0], round(left), round(right)):
        x = circle.x / per_mm
        numbers = tuple(n for n, place in enumerate(places) if abs(place - x) <= ON_IT_EM * line.em)
        behind = [
            line.read.glyphs[n].text
            for n, place in enumerate(places)
            if n not in numbers and 0 < place - x <= WORD_EM * line.em
        ]
        before = [line.read.glyphs[n].text for n, place in enumerate(places) if 0 < x - place <= line.em * 1.2]
        as_read = {line.read.glyphs[n].text for n in numbers}
        if not behind or NUMERALS.intersection([behind[0], *before[-1:]]) or not as_read <= LIKE | STROKES | {" "}:
            continue
        yield _Placed(x, ticked(ink, circle), numbers)


def _rewritten(line: PlacedLine, found: Sequence[_Placed]) -> PlacedLine:
    """``line`` with its circles as boxes; as it is where it has but one, or nobody marked any."""
    if len(found) < 2 or all(one.ticked is False for one in found):
        return line
    gone = {number for one in found for number in one.numbers}
    kept = [replace(glyph, score=min(glyph.score, DOUBT)) for n, glyph in enumerate(line.read.glyphs) if n not in gone]
    wide = max(line.box.width, 0.1)
    put = [Glyph(UNTICKED if one.ticked is False else TICKED, (one.x - line.box.x0) / wide, DOUBT) for one in found]
    return replace(line, read=ReadLine(tuple(sorted([*kept, *put], key=lambda glyph: glyph.middle))))
