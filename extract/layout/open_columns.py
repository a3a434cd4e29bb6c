"""Columns of rows that level lines alone part: where white runs down through them, a line that nobody drew stands.

Web pages part the rows of a table by lines and its columns by white. Where what stands on both sides of such white
stands level in several rows, it is two columns; else it would be read as one line of text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.layout.chars import Char
from extract.layout.tables import Ruling, straighten

SAME_EDGE_MM = 1.5
STEP_MM = 0.5
CLEAR_MM = 0.6
"""White on both sides of where a column may begin."""
WIDE_EM = 0.8
"""White between two texts in one row that is no space between words."""
FAR_EM = 2.2
"""White between two lines of one row is narrower."""
PAGE_SIDE_MM = 10.0
"""So near to a page's upper edge browsers print what page it is."""
FEWEST_LINES = 3
FEWEST_ROWS = 2
"""So many rows show a column."""
SHARE = 0.4
"""And such a share of those with text that it runs through."""


@dataclass(frozen=True)
class _Gutter:
    """A strip of white from ``left`` to ``right`` through the rows ``first`` to ``last``."""

    left: float
    right: float
    first: int
    last: int

    @property
    def at(self) -> float:
        """Where its line is put: right before what stands behind it, which begins alike on every page."""
        return self.right

    @property
    def rows(self) -> range:
        return range(self.first, self.last + 1)


@dataclass(frozen=True)
class _Band:
    """What stands between two level lines, ``chars`` without spaces."""

    top: float
    bottom: float
    chars: Sequence[Char]

    def is_white(self, x: float) -> bool:
        return not any(char.x0 - CLEAR_MM < x < char.x1 + CLEAR_MM for char in self.chars)

    def is_behind(self, x: float) -> bool:
        """Whether all its text stands behind ``x``, as a heading in the middle of the page does."""
        return bool(self.chars) and all(char.x0 > x for char in self.chars)

    def shows_at(self, gutter: _Gutter) -> bool:
        return self.shows(gutter.at)

    def shows(self, x: float) -> bool:
        """Whether text stands on both sides of ``x``, level in part, and wide white between."""
        left = [char for char in self.chars if char.x1 <= x]
        right = [char for char in self.chars if char.x0 >= x]
        if not left or not right or len(left) + len(right) < len(self.chars):
            return False
        em = sorted(char.em for char in self.chars)[len(self.chars) // 2]
        level = min(max(c.y1 for c in left), max(c.y1 for c in right)) - max(
            min(c.y0 for c in left), min(c.y0 for c in right)
        )
        return level > em / 2 and min(c.x0 for c in right) - max(c.x1 for c in left) >= WIDE_EM * em


def open_columns(rulings: Iterable[Ruling], chars: Iterable[Char]) -> list[Ruling]:
    """The upright lines that the rows between level ``rulings`` lack, at their sides too; none where some are drawn."""
    lines = straighten(rulings)
    shown = [char for char in chars if not char.text.isspace()]
    upright = [line for line in lines if not line.horizontal]
    return [made for stack in _stacks(lines) for made in _columns(stack, upright, shown)]


def _stacks(lines: Iterable[Ruling]) -> list[list[Ruling]]:
    """Level lines that begin and end alike, from the top."""
    stacks: list[list[Ruling]] = []
    for line in sorted((line for line in lines if line.horizontal), key=lambda line: line.at):
        same = [s for s in stacks if abs(s[0].start - line.start) + abs(s[0].end - line.end) <= 2 * SAME_EDGE_MM]
        if same:
            same[0].append(line)
        else:
            stacks.append([line])
    return [stack for stack in stacks if len(stack) >= FEWEST_LINES]


def _columns(stack: Sequence[Ruling], upright: Sequence[Ruling], chars: Sequence[Char]) -> Iterator[Ruling]:
    start, end, top, bottom = stack[0].start, stack[0].end, stack[0].at, stack[-1].at
    inner = [
        u for u in upright if start + SAME_EDGE_MM < u.at < end - SAME_EDGE_MM and u.start < bottom and u.end > top
    ]
    level = [char for char in chars if top < char.y0 + char.em / 2 < bottom]
    if inner or any(not start - SAME_EDGE_MM <= char.x0 <= char.x1 <= end + SAME_EDGE_MM for char in level):
        return
    bands = [
        _Band(one.at, other.at, [char for char in level if one.at < (char.y0 + char.y1) / 2 <= other.at])
        for one, other in pairwise(stack)
    ]
    gutters = _gutters(bands, start, end)
    if not gutters:
        return
    top = _reach(chars, stack[0], [one for one in gutters if one.first == 0], above=True)
    bottom = _reach(chars, stack[-1], [one for one in gutters if one.last == len(bands) - 1], above=False)
    for one in gutters:
        first = top if one.first == 0 else bands[one.first].top
        yield Ruling(False, one.at, first, bottom if one.last == len(bands) - 1 else bands[one.last].bottom)
    for at in (start, end):
        yield Ruling(False, at, top, bottom)


def _reach(chars: Sequence[Char], line: Ruling, gutters: Sequence[_Gutter], *, above: bool) -> float:
    """How far beyond the outermost ``line`` of a stack a row goes that the page break cuts: to its last line of text.

    It is one where it keeps to the columns and stands in more than the first of them, which a heading does not.
    """
    beyond = [c for c in chars if ((c.y0 + c.y1) / 2 < line.at) is above and c.y0 > PAGE_SIDE_MM]
    reach, taken = line.at, list[Char]()
    for char in sorted(beyond, key=lambda c: -c.y1 if above else c.y0):
        far = reach - char.y1 if above else char.y0 - reach
        if far > FAR_EM * char.em or not line.start - SAME_EDGE_MM <= char.x0 <= char.x1 <= line.end + SAME_EDGE_MM:
            break
        taken.append(char)
        reach = min(reach, char.y0) if above else max(reach, char.y1)
    rest = _Band(min(reach, line.at), max(reach, line.at), taken)
    first = min((one.at for one in gutters), default=line.end)
    behind = [char for char in taken if char.x0 > first]
    if not behind or not all(rest.is_white(one.at) for one in gutters):
        return line.at
    goes_on = any(map(rest.shows_at, gutters)) or (above and len(behind) == len(taken))
    return reach if goes_on else line.at


def _gutters(bands: Sequence[_Band], start: float, end: float) -> list[_Gutter]:
    """The strips of white that rows one below another share, between two columns each."""
    found = [run for step in range(1, int((end - start) / STEP_MM)) for run in _runs(bands, start + step * STEP_MM)]
    strips: list[list[tuple[float, int, int]]] = []
    for x, first, last in sorted(found, key=lambda run: (run[1], run[2], run[0])):
        if strips and strips[-1][-1][1:] == (first, last) and x - strips[-1][-1][0] < 1.5 * STEP_MM:
            strips[-1].append((x, first, last))
        else:
            strips.append([(x, first, last)])
    taken: list[_Gutter] = []
    for strip in sorted(strips, key=lambda one: one[0][1] - one[0][2]):
        (left, first, last), right = strip[0], strip[-1][0]
        gutter = _Gutter(left, right, first, last)
        if not any(_is_same(bands, gutter, other) for other in taken):
            taken.append(gutter)
    return _between_columns(bands, taken)


def _between_columns(bands: Sequence[_Band], gutters: list[_Gutter]) -> list[_Gutter]:
    """Those of ``gutters`` with text right before and right behind them in several rows.

    A header set in the middle over short words has white before it that parts nothing.
    """
    kept = list(gutters)
    while kept:
        poorest = min(kept, key=lambda one: _rows_parted(bands, one, kept))
        if _rows_parted(bands, poorest, kept) >= FEWEST_ROWS:
            break
        kept.remove(poorest)
    return kept


def _rows_parted(bands: Sequence[_Band], gutter: _Gutter, gutters: Sequence[_Gutter]) -> int:
    count = 0
    for n in gutter.rows:
        there = [one.at for one in gutters if n in one.rows]
        before = max((x for x in there if x < gutter.at), default=float("-inf"))
        behind = min((x for x in there if x > gutter.at), default=float("inf"))
        middles = [(char.x0 + char.x1) / 2 for char in bands[n].chars]
        count += any(before < x < gutter.at for x in middles) and any(gutter.at < x < behind for x in middles)
    return count


def _is_same(bands: Sequence[_Band], one: _Gutter, other: _Gutter) -> bool:
    """Whether no text stands between two strips of white in the rows that they share, a good part of the shorter's."""
    left, right = min(one.right, other.right), max(one.left, other.left)
    shared = [n for n in one.rows if n in other.rows and bands[n].chars]
    return len(shared) > SHARE * min(len(one.rows), len(other.rows)) and not any(
        left < (c.x0 + c.x1) / 2 < right for n in shared for c in bands[n].chars
    )


def _runs(bands: Sequence[_Band], x: float) -> Iterator[tuple[float, int, int]]:
    """The rows, by the first and the last, one below another through which a column's edge at ``x`` runs."""
    first = 0
    while first < len(bands):
        last = first
        while last < len(bands) and bands[last].is_white(x):
            last += 1
        after = last + 1
        while first < last and bands[first].is_behind(x):
            first += 1
        while first < last and bands[last - 1].is_behind(x):
            last -= 1
        run = bands[first:last]
        shown = sum(band.shows(x) for band in run)
        if shown >= max(FEWEST_ROWS, SHARE * sum(bool(band.chars) for band in run)):
            yield x, first, last - 1
        first = after
