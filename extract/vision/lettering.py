"""Rulings told from the strokes of large characters: a bold title's long straight strokes meet one another as a table's do.

They lie in one line of writing. A row of a table that stands alone ends on its outer sides, has room for writing between
its lines, and is wider than one character.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from extract.layout.tables import Ruling, connected

ONE_LINE_MM = 16.0
"""No line of a title is higher: 42 pt."""
STICKING_OUT_MM = 1.5
"""The lines of a table end on its sides, as near as a coarse scan shows."""
WIDEST_MM = 100.0
"""Characters of a line whose strokes all meet are not so wide together; a row of a table that lost a side is."""
CLOSE_MM = (1.0, 3.0)
"""Between two lines so far apart no character fits; the two lines of a double frame are nearer."""


def without_lettering(rulings: Iterable[Ruling]) -> list[Ruling]:
    """``rulings`` without those that are strokes of large characters; in millimetres."""
    return [ruling for group in connected(list(rulings)) if not _is_lettering(group) for ruling in group]


def _is_lettering(group: list[Ruling]) -> bool:
    level, upright = [r for r in group if r.horizontal], [r for r in group if not r.horizontal]
    if not level or not upright:
        return False
    tops, sides = sorted(r.at for r in level), sorted(r.at for r in upright)
    top, bottom = min(tops[0], *(r.start for r in upright)), max(tops[-1], *(r.end for r in upright))
    left, right = min(sides[0], *(r.start for r in level)), max(sides[-1], *(r.end for r in level))
    if bottom - top > ONE_LINE_MM:
        return False
    if right - left <= bottom - top + STICKING_OUT_MM or _close(level) or _close(upright):
        return True
    beyond = max(sides[0] - left, right - sides[-1], tops[0] - top, bottom - tops[-1])
    return beyond > STICKING_OUT_MM and right - left < WIDEST_MM


def _close(lines: list[Ruling]) -> bool:
    """Whether two of the parallel ``lines`` run beside one another with no room for a character between them."""
    ordered = sorted(lines, key=lambda line: line.at)
    return any(
        CLOSE_MM[0] < b.at - a.at < CLOSE_MM[1] and min(a.end, b.end) > max(a.start, b.start)
        for a, b in pairwise(ordered)
    )
