"""Struck-out words told from the ink of their lines: they are left out of the text, and what stands beside is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.layout.tables import Ruling
from extract.ocr.engine import Glyph, ReadLine
from extract.readers.scan.lines import PlacedLine, is_full_width, places_mm
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels
    from extract.vision.struck import Strike

DOUBT = 0.5
"""The most that a character scores in whose line something is struck out."""
REACH_EM, HALF_HEIGHT_EM = 1.0, 0.75
RULE_MM = 0.6
"""So far from the middle of a ruling its ink reaches."""
MOST_OVER_EM = 0.95
"""A stroke that runs on further beside its words, nearly as far as is looked, may be a rule or the side of a frame."""
NO_WORDS = frozenset("一二三亠—–-－_＿~～－―─…·•=＝+＋")
"""Characters that are level strokes themselves."""
LOOSE_EM = 0.15
"""So well are the places of characters known."""
LEAST_NARROW_EM = 2.0
LEAST_DARK = 0.4
"""The share of its line's darkness that a stroke has: between characters that run into one another there is less."""


@dataclass(frozen=True)
class Unstruck:
    """The lines without their struck words; these words, and where they stand."""

    text: list[PlacedLine]
    words: list[str]
    places: list[BBox]


def without_struck(
    lines: Sequence[PlacedLine], grey: Pixels, drawn: Sequence[Ruling], seals: Sequence[BBox], mm_per_pixel: float
) -> Unstruck:
    """``lines`` without what is struck out. ``grey`` shows black and red ink.

    Lines under seals keep their words: those that a stroke other than a ring's surely runs through are in doubt.
    """
    lying = [ruling for ruling in drawn if ruling.horizontal]
    out = Unstruck([], [], [])
    for line in lines:
        found = _strikes(line, grey, lying, mm_per_pixel)
        over = [seal for seal in seals if _touch(line.box, seal)]
        if over:
            struck = any(_crosses_under(strike, line, over) for strike in found)
            out.text.append(_in_doubt(line) if struck else line)
        else:
            out.text.extend(_kept(line, found, out, mm_per_pixel) if found else [line])
    return out


def _crosses_under(strike: Strike, line: PlacedLine, seals: Sequence[BBox]) -> bool:
    """Whether a stroke through a line under seals is none of theirs: rings run level at their top and their foot alone."""
    middle = line.box.centre[1]
    ends = (min(abs(middle - seal.y0), abs(middle - seal.y1)) for seal in seals)
    return strike.sure and strike.x1 - strike.x0 >= LEAST_NARROW_EM * line.em and min(ends) > line.em


def under_slants(
    lines: Sequence[PlacedLine], grey: Pixels, seals: Sequence[BBox], mm_per_pixel: float
) -> tuple[list[PlacedLine], list[BBox]]:
    """``lines`` with those in doubt that a long slanting stroke runs over or beside, and the places of such strokes.

    Somebody cancels a part of a page so, be it empty or not: what he meant to cancel is for a person to see.
    """
    from extract.vision.slants import slants

    found = [
        BBox(min(one.x0, one.x1), min(one.y0, one.y1), max(one.x0, one.x1), max(one.y0, one.y1))
        for one in slants(grey, 1 / mm_per_pixel)
    ]
    places = [box for box in found if not any(_lies_in(box, seal) for seal in seals)]
    return [_in_doubt(line) if any(_touch(line.box, box) for box in places) else line for line in lines], places


def _in_doubt(line: PlacedLine) -> PlacedLine:
    return replace(line, read=ReadLine(tuple(_doubted(glyph) for glyph in line.read.glyphs)))


def _kept(line: PlacedLine, found: Sequence[Strike], out: Unstruck, mm_per_pixel: float) -> list[PlacedLine]:
    """``line`` without the words under the sure ones of its strokes, all the rest in doubt; none where nothing is left."""
    glyphs = line.read.glyphs
    gone: set[int] = set()
    for strike in found:
        under = _under(strike, line, mm_per_pixel)
        words = "".join(glyphs[n].text for n in under)
        box = BBox(strike.x0, line.box.y0, strike.x1, line.box.y1)
        own = len(words.strip()) == 1 and _is_penned(line)
        if strike.sure and words.strip() and not own and not _may_be_print(words, strike, line.em):
            gone.update(under)
            out.words.append(words)
            out.places.append(box)
    left = tuple(_doubted(glyph) for n, glyph in enumerate(glyphs) if n not in gone)
    if not any(glyph.text.strip() for glyph in left):
        return []
    return [replace(line, read=ReadLine(left), box=_narrowed(line, left, mm_per_pixel) if gone else line.box)]


def _narrowed(line: PlacedLine, left: Sequence[Glyph], mm_per_pixel: float) -> BBox:
    """The box of what is ``left`` of the line: ink beside it is none of its own."""
    places = places_mm(line, left, mm_per_pixel)
    x0, x1 = min(places) - line.em / 2, max(places) + line.em / 2
    return replace(line.box, x0=max(line.box.x0, x0), x1=min(line.box.x1, x1))


def _is_penned(line: PlacedLine) -> bool:
    """Whether a pen may have written the line: one of its characters may well cross itself."""
    return all(glyph.score <= DOUBT for glyph in line.read.glyphs)


def _may_be_print(words: str, strike: Strike, em: float) -> bool:
    """Whether the characters themselves may make the stroke: level ones do, and two figures that touch."""
    short = strike.x1 - strike.x0 < LEAST_NARROW_EM * em and not any(map(is_full_width, words))
    return short or bool(NO_WORDS.intersection(words))


def _doubted(glyph: Glyph) -> Glyph:
    return replace(glyph, score=min(glyph.score, DOUBT))


def _strikes(line: PlacedLine, grey: Pixels, lying: Sequence[Ruling], mm_per_pixel: float) -> list[Strike]:
    """The strokes through the line's characters, ``x0`` and ``x1`` in millimetres of the page."""
    from extract.vision.struck import strikes

    cut = _cut(line, grey, lying, mm_per_pixel)
    if cut is None:
        return []
    ink, left = cut
    middle = sum(y for _, y in line.quad) / 4 * mm_per_pixel
    penned = _is_penned(line)
    found = strikes(ink, line.em / mm_per_pixel, 1 / mm_per_pixel, penned=penned)
    placed = [replace(one, x0=(one.x0 + left) * mm_per_pixel, x1=(one.x1 + left) * mm_per_pixel) for one in found]
    judged = [_judged(one, line) for one in placed if not any(_is_rule(one, rule, middle, line.em) for rule in lying)]
    return judged if penned else [one for one in judged if _tells(one, line, mm_per_pixel)]


def _under(strike: Strike, line: PlacedLine, mm_per_pixel: float) -> list[int]:
    """Which of the line's characters a stroke runs through."""
    reach = LOOSE_EM * line.em
    places = places_mm(line, line.read.glyphs, mm_per_pixel)
    return [n for n, x in enumerate(places) if strike.x0 - reach <= x <= strike.x1 + reach]


def _tells(strike: Strike, line: PlacedLine, mm_per_pixel: float) -> bool:
    """Whether a stroke through print is worth a doubt: figures and letters run together on any photograph."""
    wide = any(is_full_width(line.read.glyphs[n].text) for n in _under(strike, line, mm_per_pixel))
    return wide or (strike.sure and strike.x1 - strike.x0 >= LEAST_NARROW_EM * line.em)


def _is_rule(strike: Strike, rule: Ruling, middle: float, em: float) -> bool:
    return abs(rule.at - middle) <= 0.5 * em and rule.start < strike.x1 and strike.x0 < rule.end


def _judged(strike: Strike, line: PlacedLine) -> Strike:
    """``strike``, in doubt where it runs on far beside the line's words: a rule may."""
    over = max(line.box.x0 - strike.x0, strike.x1 - line.box.x1)
    return replace(strike, sure=False) if over > MOST_OVER_EM * line.em else strike


def _cut(line: PlacedLine, grey: Pixels, lying: Sequence[Ruling], mm_per_pixel: float) -> tuple[Pixels, int] | None:
    """The line's dark ink, level and with its middle in the middle row, and the page's column that it begins in."""
    import numpy as np

    (ax, ay), (bx, by), (cx, cy), (dx, dy) = line.quad
    em = line.em / mm_per_pixel
    left, right = (ax + dx) / 2, (bx + cx) / 2
    if right - left < em or em < 6:
        return None
    fall = ((by + cy) - (ay + dy)) / 2 / (right - left)
    x0, x1 = max(0, round(left - REACH_EM * em)), min(grey.shape[1], round(right + REACH_EM * em))
    columns = np.arange(x0, x1)
    middle = (ay + by + cy + dy) / 4 + fall * (columns - (left + right) / 2)
    half = round(HALF_HEIGHT_EM * em)
    rows = np.rint(middle[None]).astype(np.int64) + np.arange(-half, half + 1)[:, None]
    crop = grey[np.clip(rows, 0, grey.shape[0] - 1), columns[None]]
    paper, dark = (float(v) for v in np.percentile(crop, (90, 3)))
    ink = crop < paper - LEAST_DARK * (paper - dark)
    for rule in lying:
        beside = (columns >= rule.start / mm_per_pixel) & (columns <= rule.end / mm_per_pixel)
        if beside.any():
            ink &= ~((np.abs(rows - rule.at / mm_per_pixel) <= RULE_MM / mm_per_pixel) & beside[None])
    return np.where(ink, np.uint8(255), np.uint8(0)), x0


def _touch(box: BBox, seal: BBox) -> bool:
    return box.x0 < seal.x1 and seal.x0 < box.x1 and box.y0 < seal.y1 and seal.y0 < box.y1


def _lies_in(box: BBox, seal: BBox) -> bool:
    return seal.x0 <= box.x0 and box.x1 <= seal.x1 and seal.y0 <= box.y0 and box.y1 <= seal.y1
