"""The rules on a page: strokes joined along and across, those of tables left out."""

from __future__ import annotations

from collections.abc import Sequence

from render.conformance.pdf_page import Measured, Stroke
from render.conformance.sheet import Rule, Strokes

_TOUCH_MM = 0.6
_ACROSS_MM = 2.0
_UNEVEN = 1.4
_SHORTEST_MM = 30.0
_SAME_ENDS_MM = 1.5


def rules_of(page: Measured) -> list[Rule]:
    """The page's rules from the top down; ``after`` is for the caller to fill in."""
    uprights = [one for one in page.strokes if one.upright]
    level = [one for one in page.strokes if not one.upright and not _in_table(one, uprights)]
    joined = [one for one in _joined(level) if one.right - one.left >= _SHORTEST_MM]
    found: list[list[Stroke]] = []
    for one in sorted(joined, key=lambda each: (each.top, each.left)):
        fitting = next((group for group in found if _belongs(one, group)), None)
        if fitting is None:
            found.append([one])
        else:
            fitting.append(one)
    return [_rule(group, page.number) for group in found]


def table_areas(page: Measured) -> list[tuple[float, float]]:
    """From where to where, downwards, the page has ruled tables."""
    uprights = [one for one in page.strokes if one.upright]
    areas: list[tuple[float, float]] = []
    for one in uprights:
        if any(other is not one and other.top < one.bottom and other.bottom > one.top for other in uprights):
            areas.append((one.top, one.bottom))
    return areas


def _in_table(one: Stroke, uprights: Sequence[Stroke]) -> bool:
    return any(
        line.top - _TOUCH_MM <= one.top <= line.bottom + _TOUCH_MM
        and one.left - _TOUCH_MM <= line.left <= one.right + _TOUCH_MM
        for line in uprights
    )


def _joined(level: Sequence[Stroke]) -> list[Stroke]:
    """Strokes at one height that touch are one: programs draw a border in pieces, or twice."""
    made: list[Stroke] = []
    for one in sorted(level, key=lambda each: (round(each.top, 1), each.left)):
        last = made[-1] if made else None
        if last and _same_height(last, one) and last.color == one.color and one.left <= last.right + _TOUCH_MM:
            made[-1] = Stroke(last.left, last.top, max(last.right, one.right), last.bottom, last.color)
        else:
            made.append(one)
    return made


def _same_height(one: Stroke, other: Stroke) -> bool:
    return abs(one.top - other.top) < 0.08 and abs(one.bottom - other.bottom) < 0.08


def _belongs(one: Stroke, group: Sequence[Stroke]) -> bool:
    last = group[-1]
    ends = abs(one.left - last.left) < _SAME_ENDS_MM and abs(one.right - last.right) < _SAME_ENDS_MM
    return ends and one.color == last.color and one.top - last.bottom < _ACROSS_MM


def _rule(group: Sequence[Stroke], page: int) -> Rule:
    top, bottom = min(one.top for one in group), max(one.bottom for one in group)
    left, right = min(one.left for one in group), max(one.right for one in group)
    return Rule(left, right, top, bottom, bottom - top, group[0].color, _strokes(group), page)


def _strokes(group: Sequence[Stroke]) -> Strokes:
    if len(group) == 1:
        return "single"
    upper, lower = (one.bottom - one.top for one in (group[0], group[-1]))
    if len(group) == 2 and upper > lower * _UNEVEN:
        return "thick-thin"
    if len(group) == 2 and lower > upper * _UNEVEN:
        return "thin-thick"
    return "double"
