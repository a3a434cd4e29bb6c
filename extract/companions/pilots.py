"""The pilots that a paper lists: in a table, in a numbered list, or in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.companions.answers import Found, doubt_rows, unread
from extract.companions.lines import Line, in_simplified
from extract.companions.pilot_lines import listed, listed_units
from extract.companions.pilot_sentences import named_in
from extract.companions.sheet import Sheet
from extract.companions.table_rows import Row, table_rows
from forms.script import fold
from forms.types.numeral import plain_numbers

_NEEDED = (frozenset({"pilot_name"}), frozenset({"lead_unit"}))
_COUNT = re.compile(
    r"(?:共|等|下列|以下|的|推荐|下达|计|为|将)\s*(\d{1,3})\s*(?:个|项|家)(?!月|年|工作)(?:试点|项目|单位|申报)?"
)
_UNRULED = re.compile(r"\S\s{2,}\S")
MISCOUNTED = "count-mismatch"


def pilot_rows(sheet: Sheet) -> tuple[Row, ...]:
    """The pilots that the paper lists below its title; all in doubt where it states another number of them."""
    lines = sheet.body
    rows = sheet.rows("pilots")
    tables = table_rows(sheet, rows, _NEEDED)
    if tables.found:
        return _counted(tables.rows, lines)
    if unruled := _unruled(lines):
        return (unruled,)
    found = [_answers(sheet, row) for row in listed(lines)]
    if not found:
        found = [_answers(sheet, row) for row in named_in(lines) or named_in(_title(sheet)) or listed_units(lines)]
    return _counted(_once(found), lines)


def _title(sheet: Sheet) -> tuple[Line, ...]:
    """The title as a line, where it is a sentence (关于…的通知) that may name what the letter is about."""
    if not sheet.lines or "关于" not in in_simplified(sheet.title.text):
        return ()
    return (Line(sheet.title.text, sheet.lines[max(sheet.title.first, 0)].at),)


def _answers(sheet: Sheet, row: dict[str, Found]) -> Row:
    columns = {str(column.id): column for column in sheet.rows("pilots").columns}
    return {slot: sheet.cell(columns[slot], found) for slot, found in row.items()}


def _once(rows: list[Row]) -> list[Row]:
    """``rows`` with each pilot once: a letter names it in its title, its text and its annex."""
    kept: dict[str, Row] = {}
    for number, row in enumerate(rows):
        name = row.get("pilot_name")
        key = fold(str(name.value)) if name and name.value else str(number)
        kept.setdefault(key, row)
    return list(kept.values())


def _counted(rows: list[Row], lines: tuple[Line, ...]) -> tuple[Row, ...]:
    stated = set(_counts(lines))
    if rows and stated and len(rows) not in stated:
        rows = doubt_rows(rows, MISCOUNTED)
    return tuple(rows)


def _counts(lines: tuple[Line, ...]) -> Iterator[int]:
    """The numbers of pilots that the text states."""
    for line in lines:
        for match in _COUNT.finditer(plain_numbers(line.plain)):
            yield int(match[1])


def _unruled(lines: tuple[Line, ...]) -> Row | None:
    """A table without rulings, whose columns a PDF does not tell: kept as written, to be read by a person."""
    for n, line in enumerate(lines):
        words = [fold(word) for word in re.split(r"\s{2,}", line.text)]
        if len(words) >= 3 and {"试点名称", "项目名称", "承担单位", "单位名称"} & set(words):
            below = [one.text for one in lines[n:] if one is line or _UNRULED.search(one.text) or len(one.text) < 20]
            return {"pilot_name": unread("\n".join(below), line.at)}
    return None
