"""What the rows of a paper add up to: marks of a score sheet, standards by level."""

from __future__ import annotations

import re
from collections.abc import Iterable

from forms.paper import PaperReading
from forms.record import Answer, Value
from forms.types.number import is_number

LEVELS = ("国家标准", "行业标准", "地方标准", "内部标准")
"""The four levels in the order of 附件2's 标准数量（国标/行标/地标/内部）."""
_BY_NUMBER = (
    (re.compile(r"^GB[/ZT\d\s]"), 0),
    (re.compile(r"^DB\s?\d"), 2),
    (re.compile(r"^Q\s?/|^T\s?/"), 3),
    (re.compile(r"^[A-Z]{2}(?:/[TZ])?\s*\d"), 1),
)
_BY_NAME = (
    (re.compile("国家|国标"), 0),
    (re.compile("行业|行标"), 1),
    (re.compile("地方|地标"), 2),
    (re.compile("内部|企业|企标|单位|团体|自主|自制"), 3),
)


def column_sum(reading: PaperReading, rows: str, column: str) -> int | float | None:
    """The sum of a column of numbers; ``None`` where there is no row, or one whose number is not known."""
    values = [row.get(column, Answer(None)).value for row in reading.rows.get(rows, ())]
    known = [value for value in values if is_number(value)]
    if not values or len(known) < len(values):
        return None
    total = round(sum(float(str(value)) for value in known), 4)
    return int(total) if total.is_integer() else total


def level_by_number(number: Value) -> int | None:
    """The place in :data:`LEVELS` that a standard's number shows (GB, DB, Q/, a trade's two letters)."""
    return _first(_BY_NUMBER, number)


def level_by_name(name: Value) -> int | None:
    """The place in :data:`LEVELS` that a level's name says; a group's standard (团体标准) is counted with the unit's own."""
    return _first(_BY_NAME, name)


def _first(patterns: Iterable[tuple[re.Pattern[str], int]], text: Value) -> int | None:
    if not isinstance(text, str):
        return None
    return next((place for pattern, place in patterns if pattern.search(text.strip())), None)


def standards_by_level(reading: PaperReading) -> tuple[int, int, int, int] | None:
    """How many standards of each level a 标准明细表 lists; ``None`` where a row's level is not known or in doubt.

    The level's own column counts before the number; a row where the two differ is in doubt.
    """
    counts = [0, 0, 0, 0]
    rows = reading.rows.get("standards", ())
    for row in rows:
        held = [row[column] for column in ("level", "number") if column in row]
        told = {level_by_name(row["level"].value)} if "level" in row else set()
        told |= {level_by_number(row["number"].value)} if "number" in row else set()
        levels = told - {None}
        if len(levels) != 1 or any(answer.needs_review for answer in held):
            return None
        counts[next(level for level in levels if level is not None)] += 1
    return (counts[0], counts[1], counts[2], counts[3]) if rows else None
