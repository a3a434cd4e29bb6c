"""评估计分表: its rows with their full and given marks, and the totals as printed."""

from __future__ import annotations

import re

from extract.companions.answers import SEVERAL, Found, doubted
from extract.companions.labelled import labelled
from extract.companions.own_paper import pilot_name
from extract.companions.sheet import Sheet
from extract.companions.table_rows import Row, TableRows, table_rows
from forms.record import Answer
from forms.script import fold

_NEEDED = (frozenset({"item", "full"}), frozenset({"item", "given"}))
_SUBTOTAL = re.compile("小计")
_SAID = re.compile(
    r"(?P<label>总得分|總得分|实得总分|得分合计|合计得分|总\s*分|總\s*分|评估得分)\s*(?:为|為|是|[:：])?\s*(?P<mark>[\d.]+)\s*分"
)
_FULL = re.compile(
    r"满分(?:为|是|[:：])?\s*(?P<mark>\d+(?:\.\d+)?)\s*分|滿分(?:為|是|[:：])?\s*(?P<also>\d+(?:\.\d+)?)\s*分"
)

Rows = dict[str, tuple[Row, ...]]


def score_sheet(sheet: Sheet) -> tuple[dict[str, Answer], Rows]:
    """The sheet's own slots and its rows."""
    found = table_rows(sheet, sheet.rows("items"), _NEEDED)
    places = labelled(sheet, sheet.lines, found.loose)
    slots = {slot: sheet.read(slot, places.get(slot, [])) for slot in ("unit_name", "scored_on", "scorer")}
    return {
        "pilot_name": pilot_name(sheet, places.get("pilot_name", [])),
        **slots,
        "full_total": _total(sheet, found, "full", _said(sheet, _FULL)),
        "given_total": _total(sheet, found, "given", [*_said(sheet, _SAID), *places.get("given_total", [])]),
    }, {"items": tuple(found.rows)}


def _said(sheet: Sheet, pattern: re.Pattern[str]) -> list[Found]:
    """The marks that lines of text state."""
    found = [(match, line.at) for line in sheet.lines for match in pattern.finditer(line.text)]
    return [Found(next(filter(None, (match["mark"], match.groupdict().get("also")))), at) for match, at in found]


def _total(sheet: Sheet, found: TableRows, column: str, said: list[Found]) -> Answer:
    """The printed total of a column, by the row of totals or by the text; two that differ are in doubt.

    A row of totals that holds one number for both columns tells the total of neither for sure.
    """
    rows = [row for row in found.totals if not _is_subtotal(row)]
    cells = [row[column] for row in rows if column in row and row[column].raw.strip()]
    read = sheet.read(f"{column}_total", [*(Found(cell.raw, cell.evidence, cell.doubts) for cell in cells), *said])
    return doubted(read, SEVERAL) if len(rows) > 1 and len({cell.value for cell in cells}) > 1 else read


def _is_subtotal(row: Row) -> bool:
    return any(_SUBTOTAL.search(fold(answer.raw)) for answer in row.values())
