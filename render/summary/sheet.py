"""推荐项目汇总表 as .xlsx: every text as text, the head frozen and repeated, A4 across."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from render.summary.table import SummaryRequest, SummaryTable, table_of
from render.word import legible

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What programs that read a sheet as plain text would take for a formula."""
_MADE = datetime(1980, 1, 1)
"""One date for every sheet: the same request makes the same bytes."""
_WIDTHS = (6.0, 34.0, 28.0, 30.0, 24.0, 24.0)
_A4 = 9
_SHEET_NAME = "推荐项目汇总表"
_CELL_LENGTH = 32_767


def summary_xlsx(request: SummaryRequest) -> bytes:
    """The table as .xlsx bytes, the same for the same request; raises what :func:`render.summary.table.table_of` raises."""
    from xlsxwriter import Workbook

    held = table_of(request)
    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True})
    book.set_properties({"title": legible(held.title), "created": _MADE})
    sheet, looks = book.add_worksheet(_SHEET_NAME), _looks(book)
    first = _heading(sheet, held, looks)
    for number, row in enumerate(held.rows, start=1):
        sheet.write_number(first + number, 0, number, looks["number"])
        for place, text in enumerate(row[1:], start=1):
            _write(sheet, (first + number, place), text, looks)
    last = first + len(held.rows) + 1
    sheet.merge_range(last, 0, last, len(held.heads) - 1, "", looks["count"])
    sheet.write_string(last, 0, held.count, looks["count"])
    _print_set_up(sheet, held, first, last)
    book.close()
    return target.getvalue()


def _heading(sheet: Any, held: SummaryTable, looks: dict[str, Any]) -> int:
    """Write mark, title and heads; the row of the heads."""
    row = 0
    if held.annex:
        _write(sheet, (row, 0), held.annex, {**looks, "text": looks["mark"]})
        row += 1
    sheet.merge_range(row, 0, row, len(held.heads) - 1, "", looks["title"])
    sheet.write_string(row, 0, legible(held.title), looks["title"])
    sheet.set_row(row, 34)
    for place, head in enumerate(held.heads):
        sheet.set_column(place, place, _WIDTHS[place])
        sheet.write_string(row + 1, place, head, looks["head"])
    return row + 1


def _write(sheet: Any, at: tuple[int, int], text: str, looks: dict[str, Any]) -> None:
    """A text is written as text, whatever it begins with: what applicants write is never a formula."""
    if not text:
        sheet.write_blank(*at, None, looks["text"])
        return
    sheet.write_string(
        *at, legible(text)[:_CELL_LENGTH], looks["quoted" if text.startswith(_FORMULA_STARTS) else "text"]
    )


def _print_set_up(sheet: Any, held: SummaryTable, head: int, last: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(head + 1, 0)
    sheet.repeat_rows(head)
    sheet.print_area(0, 0, last, len(held.heads) - 1)
    sheet.center_horizontally()
    sheet.set_footer("&C— &P —")


def _looks(book: Any) -> dict[str, Any]:
    text = {"font_name": "仿宋_GB2312", "font_size": 12, "border": 1, "valign": "vcenter", "text_wrap": True}
    kinds = {
        "mark": {"font_name": "黑体", "font_size": 16},
        "title": {"font_name": "方正小标宋简体", "font_size": 22, "align": "center", "valign": "vcenter"},
        "head": {**text, "font_name": "黑体", "align": "center"},
        "text": text,
        "quoted": {**text, "quote_prefix": True},
        "number": {**text, "align": "center"},
        "count": {"font_name": "仿宋_GB2312", "font_size": 12, "align": "left"},
    }
    return {name: book.add_format(look) for name, look in kinds.items()}
