"""标准明细表: a row for each standard, and the numbers of standards as the paper states them."""

from __future__ import annotations

import re

from extract.companions.answers import NOT_FOUND, Found, doubt_rows, unread
from extract.companions.lines import in_simplified
from extract.companions.own_paper import own_paper_fields
from extract.companions.pilots import MISCOUNTED
from extract.companions.sheet import Sheet
from extract.companions.table_rows import Row, TableRows, table_rows
from forms.record import Answer
from forms.types.numeral import plain_numbers

_NEEDED = (
    frozenset({"name", "number"}),
    frozenset({"name", "level"}),
    frozenset({"name", "effective_on"}),
    frozenset({"name", "row_number"}),
)
_TOTAL = re.compile(r"(?:共(?:计|有|收录|收集|制定|纳入)?|合计|总计)\s*(\d{1,5})\s*(?:项|个|条)")
_COUNTS = re.compile(r"(?:国家标准|国标|國家標準|國標)\D{0,6}\d+.*(?:行业标准|行标|行業標準|行標)\D{0,6}\d+")
_NUMBER = re.compile(
    r"(?P<number>(?:GB(?:/[TZ])?|DB\s?\d{2,6}(?:/[TZ])?|Q/[\w.\u4e00-\u9fff]{1,16}|T/[A-Z]{2,12}|[A-Z]{2}(?:/[TZ])?)\s*[\d.]+(?:\s*[-—–]\s*\d{2,4}))"
)

Rows = dict[str, tuple[Row, ...]]


def standards_list(sheet: Sheet) -> tuple[dict[str, Answer], Rows]:
    """The list's own slots and its rows; all of them are in doubt where the paper states another number of them."""
    found = table_rows(sheet, sheet.rows("standards"), _NEEDED)
    rows = found.rows if found.found else _prose(sheet)
    total = _total(sheet, found)
    if total.value is not None and total.value != len(rows):
        rows = doubt_rows(rows, MISCOUNTED)
    frame = own_paper_fields(sheet, found.loose)
    return {**frame, "total": total, "counts": _counts(sheet)}, {"standards": tuple(rows)}


def _prose(sheet: Sheet) -> list[Row]:
    """Standards listed line by line: 1. GB/T 24421.1—2009 服务业组织标准化工作指南."""
    columns = {str(column.id): column for column in sheet.rows("standards").columns}
    rows: list[Row] = []
    for line in sheet.body:
        match = _NUMBER.search(line.text)
        if not match or "。" in line.text[:-1]:
            continue
        name = line.text[match.end() :].strip(" \u3000《》，,；;。")
        name_read = sheet.cell(columns["name"], Found(name, line.at, ("label-ambiguous",))) if name else None
        rows.append(
            {
                "number": sheet.cell(columns["number"], Found(match["number"], line.at)),
                "name": name_read or unread(line.text, line.at),
            }
        )
    return rows


def _total(sheet: Sheet, found: TableRows) -> Answer:
    """How many standards the paper says that it lists."""
    texts = [(line.text, line.at) for line in sheet.lines]
    texts += [(cell.text, cell.at) for row in found.loose for cell in row]
    places = [
        Found(match[1], at) for text, at in texts for match in _TOTAL.finditer(plain_numbers(in_simplified(text)))
    ]
    return sheet.read("total", places)


def _counts(sheet: Sheet) -> Answer:
    """The four numbers by level, where a line states them."""
    line = next((line for line in sheet.lines if _COUNTS.search(line.text)), None)
    if line is None:
        return NOT_FOUND
    match = _COUNTS.search(line.text)
    begin = match.start() if match else 0
    return sheet.read("counts", [Found(line.text[begin:], line.at)])
