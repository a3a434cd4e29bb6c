"""What stamps say is told from what stands under them: the words inside a seal belong to it, not to the block.

On a page with colours only lines that were read in red can be the seal's. On a copy without colours any short line inside
the ring may be, unless it is a date or goes on in the column of the lines around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING
from unicodedata import category

from extract.ocr.engine import Glyph, ReadLine
from extract.readers.scan.lines import PlacedLine, is_full_width, places_mm
from forms.evidence import BBox

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    from extract.vision.rasters import Pixels

    Mask: TypeAlias = npt.NDArray[np.bool_]

LONGEST = 8
"""The words in the middle of a seal (业务专用章) are no longer; nor is what is left of its rim."""
GHOST_INK, FEW_STROKES_INK = 0.1, 0.03
"""The share of its room that the ink of a character fills in the red channel, one of few strokes (一) among them; a
seal's pale remains fill less."""
GAP_DOUBT = 0.3
"""The most that a character scores beside one that was taken out of its line."""
OFF_MIDDLE = 1.45
"""So many times as far from one sign of a date as from the other a figure stands where another one is missing."""
FIGURE_HEIGHT_EM, FIGURE_EM, LEAST_STROKE_EM = 0.8, 0.3, 0.1
"""The band in which a figure has its ink, how far from its place, and the least of it in one column that is no speck."""
ROOM_EM = 0.55
"""Room without ink in which another figure may stand: one is half as wide as a sign."""
RED_SHARE = 0.9
"""The share of a character's ink that is red where a seal made it."""
_DATED = frozenset("年月日〇一二三四五六七八九十")
"""A stroke of a date may vanish under a seal's; the reader has seen it all the same."""
REACH = 1.04
"""A line lies inside a seal whose corners lie within this many times its radius."""
BAND = (0.55, 1.05)
"""Between these shares of the radius the words along a seal's rim have their middle, however many were read as a line."""
RIM_REACH, LONGEST_ON_RIM = 1.06, 14
"""Such a line reaches no further than this many times the radius to any side, and is no longer."""
RIM_SCORE, RIM_SIZE, RIM_TILT = 0.85, (0.85, 1.18), 0.06
"""Printed words read better, are of the size of the page's other words, and stand level."""
SLANTED = 0.14
"""No line of a level page rises or falls by so much of its length."""
COLUMN_EM, LINES_APART_EM = 0.8, 2.6
"""A line goes on where another ends that begins this near to the same place, and stands this near above or below."""
EDGE_MM, AT_EDGE_MM, SLICE_CHARACTERS, SLICE_SIZE = 25.0, 2.0, 4, 1.4
"""What is cut off at the paper's side within so much of it, so short and so large, is a slice of a seal over several
pages: print keeps clear of the edge."""
_ANSWER = re.compile(
    r"\d{4}\s*年|年.{0,3}月|月.{0,3}日|同意|[属屬][实實]|推[荐薦]|[（(]?[签盖簽蓋][字章]|负责人|負責人|意[见見]|[单單]位名"
)
"""What stands under seals and is written so short: opinions, where one signs, dates, and the names of blocks."""


_DATE_AND_NUMBER = re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日)[0-9A-Za-z]+$")


@dataclass(frozen=True)
class Parted:
    """The lines that belong to the page's text, and the places of those that are stamps' own."""

    text: list[PlacedLine]
    stamps: list[BBox]
    """Those told by their place alone: on such a place something else may stand, too."""


def without_stamps(lines: Sequence[PlacedLine], seals: Sequence[BBox], *, coloured: bool) -> Parted:
    """``lines`` parted by what stands in ``seals`` (boxes around their rings)."""
    text: list[PlacedLine] = []
    stamps: list[BBox] = []
    usual = _usual_em(lines, seals)
    for line in lines:
        inside = any(_lies_in(line.box, seal) for seal in seals)
        stamped = inside and (line.red if coloured else _may_be_stamped(line, lines, seals))
        if not stamped and (coloured or not any(_on_rim(line, seal, usual) for seal in seals)):
            text.append(line)
        elif not coloured:
            stamps.append(line.box)
    return Parted(text, stamps)


def without_slices(lines: Sequence[PlacedLine], width_mm: float) -> Parted:
    """``lines`` without the words of a seal over the edges of several pages, of which this one shows a slice."""
    usual = _usual_em(lines, ())
    slices = [line for line in lines if _is_slice(line, width_mm, usual)]
    return Parted([line for line in lines if line not in slices], [line.box for line in slices])


def _is_slice(line: PlacedLine, width_mm: float, usual: float) -> bool:
    """Whether a short line of large characters stands in the margin alone and is cut off by the paper's side."""
    left = line.box.x0 <= AT_EDGE_MM and line.box.x1 <= EDGE_MM
    right = line.box.x1 >= width_mm - AT_EDGE_MM and line.box.x0 >= width_mm - EDGE_MM
    return (left or right) and len(line.read.text) <= SLICE_CHARACTERS and line.em >= SLICE_SIZE * usual


def cut_behind_dates(lines: Sequence[PlacedLine], mm_per_pixel: float) -> Parted:
    """``lines`` that end with a date and figures right behind it, without these: they are a stamp's number."""
    text: list[PlacedLine] = []
    stamps: list[BBox] = []
    for line in lines:
        found = _DATE_AND_NUMBER.search(line.read.text)
        if found is None:
            text.append(line)
            continue
        kept, gone = line.read.glyphs[: found.end(1)], line.read.glyphs[found.end(1) :]
        places = places_mm(line, gone, mm_per_pixel)
        stamps.append(BBox(places[0] - line.em / 2, line.box.y0, places[-1] + line.em / 2, line.box.y1))
        text.append(replace(line, read=ReadLine(kept)))
    return Parted(text, stamps)


def without_red_glyphs(
    lines: Sequence[PlacedLine], seals: Sequence[BBox], ink: Pixels, red: Pixels, mm_per_pixel: float
) -> list[PlacedLine]:
    """``lines`` without the characters that are a seal's own: their ink is hardly there in the red channel, or is red.

    Black characters under a seal are black there still. ``ink`` is that of the red channel, ``red`` where the page is red.
    """
    return [
        line
        if not any(_touch(line.box, seal) for seal in seals)
        else _doubted_date(_black_of(line, seals, ink, red, mm_per_pixel), (ink > 0) & (red == 0), mm_per_pixel)
        for line in lines
    ]


def _doubted_date(line: PlacedLine, black: Mask, mm_per_pixel: float) -> PlacedLine:
    """``line`` with the lone figure of its month or day in doubt where it stands off the middle between its signs.

    A seal's ring may hide the figure beside it in every channel. Where characters stand is known to a fifth of their size
    only: their ink shows whether there is room for another one.
    """
    glyphs = list(line.read.glyphs)
    places = places_mm(line, glyphs, mm_per_pixel)
    for place in range(1, len(glyphs) - 1):
        before, figure, behind = glyphs[place - 1 : place + 2]
        if figure.text.isdecimal() and before.text + behind.text in ("年月", "月日"):
            near, far = sorted((figure.middle - before.middle, behind.middle - figure.middle))
            signs = places[place - 1], places[place + 1]
            if far > OFF_MIDDLE * near and _has_room(line, places[place], signs, black, mm_per_pixel):
                glyphs[place] = replace(figure, score=min(figure.score, GAP_DOUBT))
    return replace(line, read=ReadLine(tuple(glyphs)))


def _black_of(line: PlacedLine, seals: Sequence[BBox], ink: Pixels, red: Pixels, mm_per_pixel: float) -> PlacedLine:
    middle, half = sum(y for _, y in line.quad) / 4 * mm_per_pixel, line.em / 2
    black = []
    for glyph, x in zip(line.read.glyphs, places_mm(line, line.read.glyphs, mm_per_pixel), strict=True):
        box = BBox(x - half, middle - half, x + half, middle + half)
        stamped = is_full_width(glyph.text) and any(_touch(box, seal) for seal in seals)
        black.append(not (stamped and _is_ghost(box, ink, red, mm_per_pixel, dated=glyph.text in _DATED)))
    black = _with_marks(line.read.glyphs, black)
    return line if all(black) else replace(line, read=ReadLine(tuple(_left(line.read.glyphs, black))))


def _with_marks(glyphs: Sequence[Glyph], black: Sequence[bool]) -> list[bool]:
    """``black`` with brackets and other marks, which have hardly any ink, as black as the character beside them."""
    words = [place for place, glyph in enumerate(glyphs) if not category(glyph.text).startswith("P")]

    def beside(place: int) -> bool:
        before = max((word for word in words if word < place), default=None)
        behind = min((word for word in words if word > place), default=None)
        return any(word is not None and black[word] for word in (before, behind))

    return [one or (place not in words and beside(place)) for place, one in enumerate(black)]


def _left(glyphs: Sequence[Glyph], black: Sequence[bool]) -> Iterator[Glyph]:
    """The black ones of a line's characters; those beside a gap between them are in doubt: it may be no seal's."""
    places = [place for place, one in enumerate(black) if one]
    for place, glyph in enumerate(glyphs):
        if black[place]:
            gap = (place > places[0] and not black[place - 1]) or (place < places[-1] and not black[place + 1])
            yield replace(glyph, score=min(glyph.score, GAP_DOUBT)) if gap else glyph


def _is_ghost(box: BBox, ink: Pixels, red: Pixels, mm_per_pixel: float, *, dated: bool) -> bool:
    """Whether hardly any ink is left of a character, or nearly all that is left is red."""
    x0, y0 = max(0, round(box.x0 / mm_per_pixel)), max(0, round(box.y0 / mm_per_pixel))
    x1, y1 = max(0, round(box.x1 / mm_per_pixel)), max(0, round(box.y1 / mm_per_pixel))
    inked = ink[y0:y1, x0:x1] > 0
    if not inked.size or inked.mean() < (FEW_STROKES_INK if dated else GHOST_INK):
        return True
    return not dated and float((red[y0:y1, x0:x1][inked] > 0).mean()) >= RED_SHARE


def _has_room(line: PlacedLine, figure: float, signs: tuple[float, float], black: Mask, mm_per_pixel: float) -> bool:
    """Whether beside the figure at ``figure`` there is room without black ink, before the next sign, for another one."""
    import numpy as np

    middle, half = sum(y for _, y in line.quad) / 4 * mm_per_pixel, FIGURE_HEIGHT_EM * line.em / 2
    x0, x1 = (max(0, round(x / mm_per_pixel)) for x in signs)
    band = black[max(0, round((middle - half) / mm_per_pixel)) : round((middle + half) / mm_per_pixel), x0 : x1 + 1]
    inked = np.flatnonzero(band.sum(axis=0) * mm_per_pixel >= LEAST_STROKE_EM * line.em)
    own = inked[np.abs(inked - (figure / mm_per_pixel - x0)) <= FIGURE_EM * line.em / mm_per_pixel]
    if not len(own):
        return True
    gaps = np.diff(np.concatenate(([0], inked, [x1 - x0])))
    return float(gaps.max()) * mm_per_pixel >= ROOM_EM * line.em


def _touch(box: BBox, seal: BBox) -> bool:
    return box.x0 < seal.x1 and seal.x0 < box.x1 and box.y0 < seal.y1 and seal.y0 < box.y1


def _may_be_stamped(line: PlacedLine, lines: Sequence[PlacedLine], seals: Sequence[BBox]) -> bool:
    if len(line.read.text) > LONGEST or _ANSWER.search(line.read.text):
        return False
    outside = (other for other in lines if not any(_lies_in(other.box, seal) for seal in seals))
    return not any(_goes_on(line, other) for other in outside)


def _on_rim(line: PlacedLine, seal: BBox, usual: float) -> bool:
    """Whether ``line`` is made of words along the rim of ``seal``: it stands in their band and fits no printed line."""
    if len(line.read.text) > LONGEST_ON_RIM or _ANSWER.search(line.read.text) or not seal.width or not seal.height:
        return False
    (x, y), a, b = seal.centre, seal.width / 2, seal.height / 2
    (cx, cy), box = line.box.centre, line.box
    far = (((cx - x) / a) ** 2 + ((cy - y) / b) ** 2) ** 0.5
    if not BAND[0] <= far <= BAND[1] or _is_print(line, usual):
        return False
    reach_x, reach_y = max(abs(box.x0 - x), abs(box.x1 - x)), max(abs(box.y0 - y), abs(box.y1 - y))
    return _slope(line) > SLANTED or (reach_x <= RIM_REACH * a and reach_y <= RIM_REACH * b)


def _slope(line: PlacedLine) -> float:
    """By how much of its length a line rises or falls."""
    (ax, ay), (bx, by), *_ = line.quad
    return abs(by - ay) / max(abs(bx - ax), 1.0)


def _is_print(line: PlacedLine, usual: float) -> bool:
    """Whether ``line`` reads, stands and is as large as the page's other words."""
    sized = not usual or RIM_SIZE[0] <= line.em / usual <= RIM_SIZE[1]
    return line.read.score >= RIM_SCORE and sized and _slope(line) <= RIM_TILT


def _usual_em(lines: Sequence[PlacedLine], seals: Sequence[BBox]) -> float:
    """The size of most characters that no seal touches; 0 where there are none."""
    sizes = [line.em for line in lines if not any(_touch(line.box, seal) for seal in seals) for _ in line.read.glyphs]
    return median(sizes) if sizes else 0.0


def _goes_on(line: PlacedLine, other: PlacedLine) -> bool:
    """Whether ``line`` begins in the column of ``other``, right below or above it, in letters of its size."""
    near = abs(line.box.y0 - other.box.y0) <= LINES_APART_EM * other.em
    return near and abs(line.box.x0 - other.box.x0) <= COLUMN_EM * other.em and 0.8 < line.em / other.em < 1.25


def _lies_in(box: BBox, seal: BBox) -> bool:
    """Whether all four corners of ``box`` lie in the ellipse of ``seal``."""
    (x, y), a, b = seal.centre, seal.width / 2 * REACH, seal.height / 2 * REACH
    if a <= 0 or b <= 0:
        return False
    corners = ((box.x0, box.y0), (box.x1, box.y0), (box.x0, box.y1), (box.x1, box.y1))
    return all(((cx - x) / a) ** 2 + ((cy - y) / b) ** 2 <= 1 for cx, cy in corners)
