"""A plan written as running text where a table is asked for: a row for each step that the lines tell apart.

Every value made here is in doubt: nothing but the order of words says what is what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.document import Paragraph
from extract.locate.located import DOUBTFUL_LABEL, CellText, RowCandidate
from extract.words.enclosed import ENCLOSED
from extract.words.labels import LabelIndex
from forms.patterns import late
from forms.spec import Field, Rows
from forms.types import LongText, MonthRange, Org, Text

_MONTH = r"\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?"
_DAY = rf"(?:\d{{4}}\s*年\s*{_MONTH}|\d{{4}}\s*[./-]\s*\d{{1,2}}(?:\s*[./-]\s*\d{{1,2}})?)"
_PERIOD = late(rf"{_DAY}(?:\s*[-—–~～至到]+\s*(?:{_DAY}|{_MONTH}|\d{{1,2}}\s*[日号號]))?")
_NUMBER = late(rf"^\s*(?:[（(]?[0-9一二三四五六七八九十]{{1,3}}[）)、.．]|{ENCLOSED})+\s*")
_JOINTS = " 　（(）)：:，,、。；;"
_LONGEST_STEP = 20


def plan_rows(lines: Iterable[Paragraph], rows: Rows, index: LabelIndex) -> list[RowCandidate]:
    """The rows that ``lines`` tell apart: a new one at each line that holds a period of time, or is the first."""
    found: list[dict[str, CellText]] = []
    for line in lines:
        for text in line.text.split("\n"):
            if text.strip():
                _add(found, text.strip(), line, rows, index)
    return [RowCandidate(cells) for cells in found]


def _add(found: list[dict[str, CellText]], text: str, line: Paragraph, rows: Rows, index: LabelIndex) -> None:
    head, colon, tail = re.split(r"([:：])", text, maxsplit=1) if re.search("[:：]", text) else (text, "", "")
    column = index.column(head, rows) if colon else None
    period = _PERIOD.search(text)
    if column and found and not isinstance(column.kind, MonthRange):
        _put(found[-1], column, tail.strip(), line)
    elif period or not found:
        found.append({})
        _step(found[-1], text, period, line, rows)
    else:
        _put(found[-1], _of_kind(rows, LongText), text, line)


def _step(row: dict[str, CellText], text: str, period: re.Match[str] | None, line: Paragraph, rows: Rows) -> None:
    """Fill a new row: what stands before the period is the step if it is short, all the rest is the work."""
    if period is None:
        _put(row, _of_kind(rows, LongText), text, line)
        return
    before = _NUMBER.sub("", text[: period.start()]).strip(_JOINTS)
    after = text[period.end() :].strip(_JOINTS[:-3] + "，,、")
    _put(row, _of_kind(rows, MonthRange), period.group(), line)
    if len(before) <= _LONGEST_STEP:
        _put(row, _of_kind(rows, Text), before, line)
        _put(row, _of_kind(rows, LongText), after, line)
    else:
        _put(row, _of_kind(rows, LongText), text, line)


def _of_kind(rows: Rows, kind: type) -> Field | None:
    """The first column of ``kind``; running text and names of units are no plain text."""
    apart = () if kind is not Text else (LongText, Org)
    return next((c for c in rows.columns if isinstance(c.kind, kind) and not isinstance(c.kind, apart)), None)


def _put(row: dict[str, CellText], column: Field | None, text: str, line: Paragraph) -> None:
    """Add ``text`` to a column of ``row``."""
    if column is None or not text:
        return
    before = row.get(str(column.id))
    raw = f"{before.raw}\n{text}" if before else text
    row[str(column.id)] = CellText(raw, before.at if before else line.at, (DOUBTFUL_LABEL,))
