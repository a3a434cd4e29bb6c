"""Words struck out on a page with a text layer: by a line drawn through them, or by the annotation that strikes text out.

A line as long as its words strikes them, as word processors draw it. Any other stroke across words, a longer line, a
slanting one or one drawn by hand, may mean that a part is void: nobody can tell, and the page's answers are in doubt.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.layout.chars import Char
from extract.layout.tables import Ruling
from extract.page_problem import PageProblem
from forms.evidence import BBox

STRUCK, CROSSED = "words-struck", "text-crossed"
MIDDLE = 0.2
"""So far from the middle of a character, in its heights, runs a line that strikes it; underlines run lower."""
LOOSE_EM, OVER_EM = 0.3, 0.6
"""A line that begins or ends so far inside a character strikes it; one that runs on further beside its words may not."""
TOUCH_MM = 0.6
"""A line whose end is so near to an upright one is the side of a table."""
LEAST_CROSSED = 2
"""So many characters under a stroke that need not be meant for them: one may touch it by chance."""
FLAT = 1.3
"""A stroke by hand is no higher, in heights of the characters under it, for being one through them."""
SAMPLE = 24
"""So many characters of what is crossed are named."""
NO_WORDS = frozenset("一二三—–-－_＿~～…·•=＝+＋|｜/／")
"""Characters that are strokes themselves."""


@dataclass(frozen=True)
class Strokes:
    """What is drawn on a page besides its rules: ``slants`` as their ends, ``by_hand`` and ``struck`` as boxes."""

    slants: Sequence[tuple[float, float, float, float]] = ()
    by_hand: Sequence[BBox] = ()
    struck: Sequence[BBox] = ()
    """What annotations strike out, line by line."""


@dataclass
class Unstruck:
    """The characters that stand, the rules that are no strokes through words, and what is to be said of the page."""

    chars: list[Char]
    rulings: list[Ruling]
    problems: list[PageProblem] = field(default_factory=list)


def without_struck(chars: Sequence[Char], rulings: Sequence[Ruling], strokes: Strokes, page: int) -> Unstruck:
    """``chars`` without those that are struck out."""
    gone: set[int] = set()
    struck: list[str] = []
    crossed: list[str] = []

    def strike(under: Sequence[Char]) -> None:
        struck.append("".join(char.text for char in under if id(char) not in gone).strip())
        gone.update(map(id, under))

    kept: list[Ruling] = []
    rows = sorted(((char.y0 + char.y1) / 2, number) for number, char in enumerate(chars))
    most = MIDDLE * max((char.y1 - char.y0 for char in chars), default=0.0)
    for ruling in rulings:
        first, last = bisect_left(rows, (ruling.at - most,)), bisect_left(rows, (ruling.at + most,))
        under = _under(ruling, [chars[number] for _, number in rows[first:last]]) if ruling.horizontal else []
        if not under or _is_side(ruling, rulings):
            kept.append(ruling)
        elif _is_as_long(ruling, under):
            strike(under)
        else:
            kept.append(ruling)
            crossed += _named(under)
    for box in strokes.struck:
        strike([char for char in chars if _lies_in(char, box)])
    crossed += [words for under in _across(chars, strokes) for words in _named(under)]
    return Unstruck(
        [char for char in chars if id(char) not in gone], kept, list(_problems([*filter(None, struck)], crossed, page))
    )


def _under(ruling: Ruling, chars: Sequence[Char]) -> list[Char]:
    """The characters that a level line runs through, from left to right."""
    found = [
        char
        for char in chars
        if abs(ruling.at - (char.y0 + char.y1) / 2) <= MIDDLE * (char.y1 - char.y0)
        and char.x0 >= ruling.start - LOOSE_EM * char.em
        and char.x1 <= ruling.end + LOOSE_EM * char.em
    ]
    return sorted(found) if any(_is_word(char) for char in found) else []


def _is_word(char: Char) -> bool:
    return bool(char.text.strip()) and not NO_WORDS.issuperset(char.text)


def _is_side(ruling: Ruling, rulings: Sequence[Ruling]) -> bool:
    """Whether an upright line meets an end of a level one."""
    return any(
        not other.horizontal
        and other.start - TOUCH_MM <= ruling.at <= other.end + TOUCH_MM
        and min(abs(other.at - ruling.start), abs(other.at - ruling.end)) <= TOUCH_MM
        for other in rulings
    )


def _is_as_long(ruling: Ruling, under: Sequence[Char]) -> bool:
    em = max(char.em for char in under)
    left, right = min(char.x0 for char in under), max(char.x1 for char in under)
    return ruling.start >= left - OVER_EM * em and ruling.end <= right + OVER_EM * em


def _lies_in(char: Char, box: BBox) -> bool:
    return box.holds((char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2)


def _across(chars: Sequence[Char], strokes: Strokes) -> Iterator[list[Char]]:
    """The characters under each stroke that is no level line."""
    words = [char for char in chars if _is_word(char)] if strokes.slants or strokes.by_hand else []
    for slant in strokes.slants:
        yield [char for char in words if _runs_through(slant, char)]
    for box in strokes.by_hand:
        yield [char for char in words if box.x0 <= (char.x0 + char.x1) / 2 <= box.x1 and _is_level(box, char)]


def _is_level(box: BBox, char: Char) -> bool:
    """Whether a stroke in ``box`` runs through a character at its height, and no higher than it."""
    high = char.y1 - char.y0
    return box.height <= FLAT * high and abs(box.centre[1] - (char.y0 + char.y1) / 2) <= MIDDLE * high


def _runs_through(slant: tuple[float, float, float, float], char: Char) -> bool:
    """Whether a stroke crosses the middle part of a character's box."""
    x0, y0, x1, y1 = slant
    x = (char.x0 + char.x1) / 2
    if not min(x0, x1) <= x <= max(x0, x1):
        return False
    y = y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return abs(y - (char.y0 + char.y1) / 2) <= (0.5 - MIDDLE / 2) * (char.y1 - char.y0)


def _named(under: Sequence[Char]) -> list[str]:
    words = "".join(char.text for char in under).strip()
    return [words[:SAMPLE]] if len(words) >= LEAST_CROSSED else []


def _problems(struck: Sequence[str], crossed: Sequence[str], page: int) -> Iterator[PageProblem]:
    if struck:
        named = "、".join(f"「{words}」" for words in struck)
        yield PageProblem(STRUCK, f"第{page}页有划改：{named}已被划去，未计入所读文字；请对照原件核对。", page)
    if crossed:
        named = "、".join(f"「{words}」" for words in crossed)
        told = f"第{page}页有线条划过{named}，无法确定是否作废；本页各项照读并已标记，请对照原件核对。"
        yield PageProblem(CROSSED, told, page)
