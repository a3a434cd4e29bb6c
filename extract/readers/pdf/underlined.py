"""Lines under words told from a table's rules: an underline is as long as its words and stands within their height.

Words that fill a narrow cell have underlines from side to side of it, which would part its row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extract.layout.chars import Char
from extract.layout.tables import Ruling

_HIGHEST, _LOWEST_EM = 0.7, 0.08
"""An underline runs below this share of its words' height, and no lower than so far below the lowest of them."""
_BELOW_EM = 0.15
"""Nor lower below any: a box may be that of a character's ink."""
_FLAT, _FLAT_BELOW_EM = 0.6, 0.8
"""Of a box no higher beside its width, that of the ink of 一 or —, the underline stands so far below at most."""
_END_EM = 0.3
"""It begins and ends so near to its words."""
_DASH_EM, _DASH_APART_MM = 0.8, 1.5
"""A piece that is shorter is a dash where another stands so near beside it."""
_FULL = 0.6
"""Its words take this share of it."""
_ONE_LINE_MM = 0.3
"""Pieces of one underline stand so near to one another."""


def without_underlines(chars: Sequence[Char], rulings: Sequence[Ruling]) -> list[Ruling]:
    """``rulings`` without those that are drawn under words."""
    level = [ruling for ruling in rulings if ruling.horizontal]
    if not level or not chars:
        return list(rulings)
    rows = sorted((char.y1, number) for number, char in enumerate(chars))
    high = max(char.y1 - char.y0 for char in chars)
    em = max(char.em for char in chars)
    lines = list(_lines(level))
    under: list[bool] = []
    for before, pieces, after in zip([[], *lines], lines, [*lines[1:], []], strict=False):
        at, start, end = pieces[0].at, pieces[0].start, max(piece.end for piece in pieces)
        first = bisect_left(rows, (at - _FLAT_BELOW_EM * em - _ONE_LINE_MM,))
        last = bisect_left(rows, (at + (1 - _HIGHEST) * high,))
        dash = end - start < _DASH_EM * em and (_near(before, pieces) or _near(pieces, after))
        under.append(not dash and _are_over(at, start, end, [chars[number] for _, number in rows[first:last]]))
    _keep_whole_rules(lines, under)
    gone = {id(piece) for pieces, drawn in zip(lines, under, strict=True) if drawn for piece in pieces}
    return [ruling for ruling in rulings if id(ruling) not in gone]


def _keep_whole_rules(lines: Sequence[Sequence[Ruling]], under: list[bool]) -> None:
    """Take what goes on right beside it as a rule for a rule too."""
    for one, other in (*pairwise(range(len(lines))), *pairwise(range(len(lines) - 1, -1, -1))):
        if not under[one] and under[other] and _near(lines[min(one, other)], lines[max(one, other)]):
            under[other] = False


def _lines(level: Iterable[Ruling]) -> Iterator[list[Ruling]]:
    """Level rulings by the line that they are pieces of, from left to right."""
    line: list[Ruling] = []
    for ruling in sorted(level, key=lambda one: (round(one.at / _ONE_LINE_MM), one.start)):
        reached = max((piece.end for piece in line), default=0.0)
        if line and (abs(ruling.at - line[0].at) > _ONE_LINE_MM or ruling.start - reached > _ONE_LINE_MM):
            yield line
            line = []
        line.append(ruling)
    if line:
        yield line


def _near(left: Sequence[Ruling], right: Sequence[Ruling]) -> bool:
    """Whether two pieces stand on one line, a dash's gap apart."""
    if not left or not right or abs(left[0].at - right[0].at) > _ONE_LINE_MM:
        return False
    return right[0].start - max(piece.end for piece in left) <= _DASH_APART_MM


def _are_over(at: float, start: float, end: float, chars: Iterable[Char]) -> bool:
    """Whether ``chars`` stand on the line from end to end."""
    over = [
        char
        for char in chars
        if _is_on(char, at) and start - _END_EM * char.em <= char.x0 and char.x1 <= end + _END_EM * char.em
    ]
    if not any(char.text.strip() and at <= char.y1 + _BELOW_EM * char.em for char in over):
        return False
    em = max(char.em for char in over)
    if at > max(char.y1 for char in over) + _LOWEST_EM * em:
        return False
    ends = (min(char.x0 for char in over) - start, end - max(char.x1 for char in over))
    return all(abs(far) <= _END_EM * em for far in ends) and sum(c.x1 - c.x0 for c in over) >= _FULL * (end - start)


def _is_on(char: Char, at: float) -> bool:
    flat = char.y1 - char.y0 <= _FLAT * (char.x1 - char.x0)
    below = _FLAT_BELOW_EM if flat else _BELOW_EM
    return char.y0 + _HIGHEST * (char.y1 - char.y0) <= at <= char.y1 + below * char.em
