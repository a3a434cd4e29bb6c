"""Dates that a pen wrote, or a stamp covers, read once more as dates: their pieces joined, and figures alone let stand.

The recogniser, asked for anything at all, makes words of a figure under a seal's ring, and the finder parts the line
there. Asked for 年, 月 and 日 with figures between them, it mostly knows which. What is read so is always in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from statistics import fmean
from typing import TYPE_CHECKING

from extract.layout.tables import Ruling
from extract.ocr.alphabet import Grammar, Weighed, weighed
from extract.ocr.engine import Glyph, Quad, ReadLine, Weighing
from extract.ocr.rapid import LINE_HEIGHT
from extract.readers.scan.hand import DOUBT
from extract.readers.scan.lines import PlacedLine, places_mm
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels

YEARS = range(1990, 2036)
"""Nobody dates a form of this kind before or after them."""
GAP_EM = 4.0
"""The room for the figures of a month or a day is no wider, in the size of its signs."""
WIDTHS = (1.0, 1.5)
"""How wide the room for missing figures is tried, in shares of the usual."""
LEVEL = 0.15
"""The most that a date's piece falls or rises, as a share of its length."""
RISE_EM = 0.6
FIGURE_EM = 0.75
"""The width of a pen's figure at most, in the size of the printed signs."""
MOST_SHORT = 8.0
"""A date that is this much less likely than what is read without a grammar stands there hardly."""
RULE_MM = 0.6
WELL, HOPELESS = 1.0, 40.0
"""A date that falls no shorter is read in its right room, and none is likely to be in one whose first look falls so short."""
INK, LEAST_INK = 0.7, 0.01
"""Darker than this share of the paper is ink; of a day's room at least the second share is."""
MOST_DEFICIT = 8.0
"""What one look at most says against a figure: the others may see it better."""
_SIGNS = str.maketrans("午牛曰目口用", "年年日日日月")
_PIECE = re.compile(r"(?P<date>[0-9]{0,4}(?:[年月日][0-9]{0,6})*)$")
_MONTH = re.compile(r"\d{4}年\d{1,2}月$")
_WHOLE = re.compile(r"(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日$")
_NUMBERS = (tuple(str(n) for n in range(1, 13)), tuple(str(n) for n in range(1, 32)))
_ORDER = "年月日"
_SOME = frozenset({"年", "月", "日", "年月", "年日", "月日", "年月日"})
_ZEROS = tuple(f"0{n}" for n in range(1, 10))
DATE = Grammar(
    (tuple(map(str, YEARS)), ("年",), _NUMBERS[0] + _ZEROS, ("月",), _NUMBERS[1] + _ZEROS, ("日",)),
)


@dataclass(frozen=True)
class Written:
    """The page's lines with its dates read once more, and where pieces were that say nothing beside them."""

    lines: list[PlacedLine]
    unread: list[BBox]


@dataclass(frozen=True)
class _Piece:
    """A line, or its end, that may be part of a date."""

    line: PlacedLine
    begin: int
    """The first of its characters that belongs to the date."""
    text: str
    left: float
    right: float


def dates_read(
    lines: Sequence[PlacedLine],
    grey: Pixels,
    mm_per_pixel: float,
    rulings: Sequence[Ruling],
    reader: Weighing,
) -> Written:
    """``lines`` with those joined and read anew that are a date in part. ``grey`` is the page's red channel."""
    kept, unread = list(lines), list[BBox]()
    for row in _rows(lines, rulings, mm_per_pixel):
        if _is_whole(row) or not _is_dated(row) or any(piece.line not in kept for piece in row):
            continue
        rooms = dict.fromkeys(_room(row, kept, rulings, wide) for wide in WIDTHS)
        if _MONTH.match("".join(piece.text for piece in row)) and not _inked(
            row[-1], next(iter(rooms)), grey, mm_per_pixel
        ):
            continue
        made = _read(row, list(rooms), grey, mm_per_pixel, reader)
        if made is None:
            continue
        gone = [piece.line for piece in row]
        rest = [_before(piece, mm_per_pixel) for piece in row if piece.begin]
        hidden = [line for line in kept if line not in gone and _lies_in(line.box, made.box)]
        unread += [line.box for line in hidden]
        kept = [line for line in kept if line not in gone and line not in hidden] + rest + [made]
    return Written(kept, unread)


# -- which lines are a date's ---------------------------------------------------------------------------------------


def _pieces(lines: Sequence[PlacedLine], mm_per_pixel: float) -> Iterator[_Piece]:
    for line in lines:
        glyphs = line.read.glyphs
        text = "".join(glyph.text if len(glyph.text) == 1 else "?" for glyph in glyphs)
        plain = text.translate(_SIGNS) if re.search(r"\d", text) else text
        tight = [n for n, one in enumerate(plain) if not one.isspace()]
        found = _PIECE.search("".join(plain[n] for n in tight))
        if (
            found
            and found["date"]
            and not line.red
            and _is_level(line.quad)
            and _may_begin(plain, tight, found.start("date"))
        ):
            begin = tight[found.start("date")]
            places = places_mm(line, glyphs, mm_per_pixel)
            left = line.box.x0 if begin == tight[0] else places[begin] - line.em / 2
            yield _Piece(line, 0 if begin == tight[0] else begin, found["date"], left, line.box.x1)


def _is_level(quad: Quad) -> bool:
    (ax, ay), (bx, by), _, _ = quad
    return abs(by - ay) <= LEVEL * abs(bx - ax)


def _may_begin(text: str, tight: Sequence[int], at: int) -> bool:
    """Whether a date may begin at that character: at the line's beginning, or behind a label or wide room."""
    return at == 0 or text[tight[at - 1]] in "：:)）期字章" or tight[at] - tight[at - 1] > 1


def _rows(lines: Sequence[PlacedLine], rulings: Sequence[Ruling], mm_per_pixel: float) -> Iterator[list[_Piece]]:
    """Pieces side by side, left to right, with no ruling between them."""
    left = sorted(_pieces(lines, mm_per_pixel), key=lambda piece: piece.left)
    while left:
        row = [left.pop(0)]
        while (behind := next((p for p in left if _goes_on(row[-1], p, rulings)), None)) is not None:
            row.append(behind)
            left.remove(behind)
        yield row


def _goes_on(piece: _Piece, other: _Piece, rulings: Sequence[Ruling]) -> bool:
    """Whether ``other`` stands behind ``piece`` where the next figures of its date, or later ones, would."""
    em, further = max(piece.line.em, other.line.em), _signs_on(piece, other)
    level = piece.line.box.centre[1]
    if other.begin or not further or abs(level - other.line.box.centre[1]) > RISE_EM * em:
        return False
    if not -0.5 * em <= other.left - piece.right <= further * GAP_EM * em:
        return False
    begin, end = piece.right - em / 2, other.left + em / 2
    return not any(not r.horizontal and r.start < level < r.end and begin < r.at < end for r in rulings)


def _signs_on(piece: _Piece, other: _Piece) -> int:
    """How many signs further in the date ``other`` is: 1 where it goes on right behind, 0 where it cannot."""
    last = max((_ORDER.index(one) for one in piece.text if one in _ORDER), default=-1)
    following = min((_ORDER.index(one) for one in other.text if one in _ORDER), default=last + 1)
    return max(following - last, 0)


def _is_whole(row: Sequence[_Piece]) -> bool:
    """Whether a date is read that there is."""
    found = _WHOLE.search("".join(piece.text for piece in row))
    return found is not None and _exists(*found.groups())


def _is_dated(row: Sequence[_Piece]) -> bool:
    """Whether the signs of a row of pieces are one date's in their order, and no blank's that waits for its figures."""
    text = "".join(piece.text for piece in row)
    signs = "".join(one for one in text if one in _ORDER)
    return bool(signs) and signs in _SOME and text != _ORDER


def is_date(line: PlacedLine) -> bool:
    """Whether a line ends with a whole date that there is."""
    found = _WHOLE.search("".join(line.read.text.split()))
    return found is not None and _exists(*found.groups())


def _exists(year: str, month: str, day: str) -> bool:
    try:
        return date(int(year), int(month), int(day)).year in YEARS
    except ValueError:
        return False


# -- where it stands, and what it says ----------------------------------------------------------------------------


def _room(row: Sequence[_Piece], lines: Sequence[PlacedLine], rulings: Sequence[Ruling], wide: float) -> BBox:
    """The date's place: its pieces with the room for the figures and signs that are missing before and behind them."""
    first, last, em = row[0], row[-1], _em(row)
    text = "".join(piece.text for piece in row)
    y0, y1 = min(piece.line.box.y0 for piece in row), max(piece.line.box.y1 for piece in row)
    level = (y0 + y1) / 2
    walls = [r.at for r in rulings if not r.horizontal and r.start < level < r.end]
    used = [piece.line for piece in row]
    words = [
        line.box
        for line in lines
        if line not in used and line.box.y0 < level < line.box.y1
        if line.box.height < 2 * em and len(line.read.glyphs) > 1
    ]
    x0, x1 = first.left - wide * em * _lacking_before(text), last.right + wide * em * _lacking_behind(text)
    ends = [box.x1 for box in words if box.x1 <= first.left + em / 2] + [x + RULE_MM for x in walls if x < first.left]
    starts = [box.x0 for box in words if box.x0 >= last.right - em / 2] + [x - RULE_MM for x in walls if x > last.right]
    return BBox(first.left if first.begin else max([x0, *ends]), y0, max(min([x1, *starts]), last.right), y1)


def _em(row: Sequence[_Piece]) -> float:
    """The size of the printed signs: a pen's figures are larger."""
    return min(piece.line.em for piece in row if any(sign in piece.text for sign in _ORDER))


def _lacking_before(text: str) -> float:
    """How much room the figures and signs take that are missing before ``text``, in the size of the signs."""
    sign = next(one for one in text if one in _ORDER)
    figures = text.index(sign)
    if sign == "年":
        return (4 - figures) * FIGURE_EM + 0.3 if figures < 4 else 0.0
    return 4 * FIGURE_EM + 2.0 + (0.0 if figures else 1.0) + (0.0 if sign == "月" else 3.0)


def _lacking_behind(text: str) -> float:
    sign = next(one for one in reversed(text) if one in _ORDER)
    behind = len(text) - 1 - text.rindex(sign)
    if sign == "日":
        return 0.1
    return (1.5 if behind else 4.5) + (3.0 if sign == "年" else 0.0)


def _inked(last: _Piece, room: BBox, grey: Pixels, mm_per_pixel: float) -> bool:
    """Whether anything stands in ``room`` behind the piece: a month alone needs no day."""
    import numpy as np

    y0, y1, x0, x1 = (round(value / mm_per_pixel) for value in (room.y0, room.y1, last.right, room.x1))
    behind = grey[max(0, y0) : y1, max(0, x0) : x1]
    return bool(behind.size) and float((behind < INK * np.percentile(grey[max(0, y0) : y1], 60)).mean()) >= LEAST_INK


def _read(
    row: Sequence[_Piece], rooms: Sequence[BBox], grey: Pixels, mm_per_pixel: float, reader: Weighing
) -> PlacedLine | None:
    """The likeliest date in the likeliest of ``rooms``; ``None`` where none is likely."""
    read: list[tuple[BBox, list[Weighed]]] = []
    for room in rooms:
        read.append((room, _looked_at(room, grey, mm_per_pixel, reader)))
        if max(look.shortfall for look in read[-1][1]) <= WELL:
            break
    room, looks = min(read, key=lambda one: fmean(look.shortfall for look in one[1]))
    if min(look.shortfall for look in looks) > MOST_SHORT:
        return None
    year, month, day = _likeliest(looks)
    words = (year, "年", month, "月", day, "日")
    best = min(looks, key=lambda look: look.shortfall + sum(part[w] for part, w in zip(look.parts, words, strict=True)))
    glyphs = [
        Glyph(mark, place, DOUBT)
        for places, word in zip(best.middles, words, strict=True)
        for mark, place in zip(word, places[word], strict=True)
    ]
    return PlacedLine(_quad(room, mm_per_pixel), ReadLine(tuple(glyphs)), room, _em(row))


def _looked_at(room: BBox, grey: Pixels, mm_per_pixel: float, reader: Weighing) -> list[Weighed]:
    """What each look at ``room`` says; one alone where it shows nothing like a date."""
    looks: list[Weighed] = []
    for crop in _looks(room, grey, mm_per_pixel):
        looks.append(weighed(reader.chances(crop), reader.characters, DATE))
        if looks[0].shortfall > HOPELESS:
            break
    return looks


def _likeliest(looks: Sequence[Weighed]) -> tuple[str, str, str]:
    """The year, month and day that all looks together speak for, of a date that there is."""
    some = []
    for part in (0, 2, 4):
        against = {
            word: sum(min(look.parts[part][word], MOST_DEFICIT) for look in looks) for word in looks[0].parts[part]
        }
        some.append(sorted(against.items(), key=lambda one: one[1])[:4])
    dates = [(sum(cost for _, cost in one), tuple(word for word, _ in one)) for one in product(*some)]
    year, month, day = min((one for one in dates if _exists(*one[1])), default=min(dates))[1]
    return year, month, day


def _looks(room: BBox, grey: Pixels, mm_per_pixel: float) -> Iterator[Pixels]:
    """The date cut out close, with more room, without pale ink, and without thick ink where there is any."""
    import cv2
    import numpy as np

    from extract.vision.thick import darkest, without_thick

    for number, share in enumerate((0.0, 0.15, 0.05, 0.05)):
        more = share * room.height
        y0, y1 = round((room.y0 - more) / mm_per_pixel), round((room.y1 + more) / mm_per_pixel)
        x0, x1 = round((room.x0 - more) / mm_per_pixel), round((room.x1 + more) / mm_per_pixel)
        part = grey[max(0, y0) : y1, max(0, x0) : x1]
        if number == 2:
            part = darkest(part)
        elif number == 3:
            whole, part = part, without_thick(part, 1 / mm_per_pixel)
            if np.array_equal(whole, part):
                return
        width = max(round(part.shape[1] / part.shape[0] * LINE_HEIGHT / 8), 1) * 8
        level = cv2.resize(part, (width, LINE_HEIGHT), interpolation=cv2.INTER_LINEAR)
        yield np.repeat(level[:, :, None], 3, axis=2)


def _quad(box: BBox, mm_per_pixel: float) -> Quad:
    x0, y0, x1, y1 = (value / mm_per_pixel for value in (box.x0, box.y0, box.x1, box.y1))
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


def _before(piece: _Piece, mm_per_pixel: float) -> PlacedLine:
    """What stands before the date in its piece, as a line of its own."""
    line, cut = piece.line, piece.left
    share = (cut - line.box.x0) / line.box.width
    glyphs = tuple(replace(g, middle=min(g.middle / share, 1.0)) for g in line.read.glyphs[: piece.begin])
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = line.quad
    top, bottom = (ax + (bx - ax) * share, ay + (by - ay) * share), (dx + (cx - dx) * share, dy + (cy - dy) * share)
    return replace(line, quad=((ax, ay), top, bottom, (dx, dy)), read=ReadLine(glyphs), box=replace(line.box, x1=cut))


def _lies_in(box: BBox, room: BBox) -> bool:
    x, y = box.centre
    return room.x0 < x < room.x1 and room.y0 < y < room.y1
