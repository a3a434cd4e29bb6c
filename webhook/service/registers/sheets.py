"""The registers as .xlsx: a sheet that an office prints and files, every text as text and every day as a day."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from webhook.service.registers.lines import Days, Incoming, Outgoing

CELL_LENGTH = 32_767
"""The longest text that a cell holds."""
CUT = "……（全文见系统）"
A4 = 9
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What programs that read the sheet as plain text would take for a formula."""

Cell = str | int | date | None


@dataclass(frozen=True)
class Column:
    """A column's head and its width in characters."""

    head: str
    width: float


@dataclass(frozen=True)
class Line:
    """One row; ``void`` strikes its texts through."""

    cells: tuple[Cell, ...]
    void: bool = False


INCOMING = (
    Column("序号", 6), Column("收文日期", 11), Column("来文单位", 24), Column("来文字号", 22), Column("文件标题", 40),
    Column("份数", 6), Column("承办", 9), Column("备注", 26),
)  # fmt: skip
OUTGOING = (
    Column("序号", 5), Column("发文字号", 20), Column("标题", 26), Column("文种", 9), Column("主送", 17),
    Column("抄送", 14), Column("签发人", 8), Column("签发日期", 11), Column("份数", 5), Column("发出日期", 11),
    Column("方式", 8), Column("送达日期", 11), Column("备注", 20),
)  # fmt: skip


def incoming_sheet(lines: Sequence[Incoming], days: Days, made_at: datetime) -> bytes:
    """收文登记簿 as .xlsx bytes."""
    rows = [
        Line((number, one.received_on, one.sender, one.number, one.title, one.copies, one.officer, one.remark))
        for number, one in enumerate(lines, start=1)
    ]
    return _sheet("收文登记簿", INCOMING, rows, days, made_at)


def outgoing_sheet(lines: Sequence[Outgoing], days: Days, made_at: datetime, issuer: str | None = None) -> bytes:
    """发文登记簿 as .xlsx bytes, of one issuing office or of all; void numbers are struck through."""
    rows = [
        Line(
            (
                number, one.number, one.title, one.genre, one.addressees, one.copies_to, one.signed_by, one.signed_on,
                one.copies, one.sent_on, one.channel, one.delivered_on, one.withdrawn or "",
            ),
            void=one.withdrawn is not None,
        )
        for number, one in enumerate(lines, start=1)
    ]  # fmt: skip
    return _sheet("发文登记簿", OUTGOING, rows, days, made_at, issuer)


def _sheet(
    title: str, columns: Sequence[Column], lines: Sequence[Line], days: Days, made_at: datetime, of: str | None = None
) -> bytes:
    from xlsxwriter import Workbook

    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True})
    book.set_properties({"title": title, "created": made_at.replace(tzinfo=None)})
    sheet, looks = book.add_worksheet(title), _looks(book)
    _print_set_up(sheet, len(columns), 3 + len(lines))
    sheet.merge_range(0, 0, 0, len(columns) - 1, title, looks["title"])
    told = f"{days.first.isoformat()}至{days.last.isoformat()}" + (f"　{of}" if of else "")
    sheet.merge_range(1, 0, 1, len(columns) - 1, "", looks["told"])
    sheet.write_string(1, 0, told, looks["told"])
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(2, place, column.head, looks["head"])
    for row, line in enumerate(lines, start=3):
        last = len(columns) - 1
        for place, cell in enumerate(line.cells):
            _write(sheet, (row, place), cell, looks, line.void and 0 < place < last)
    sheet.freeze_panes(3, 0)
    book.close()
    return target.getvalue()


def _print_set_up(sheet: Any, columns: int, rows: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, 2)
    sheet.print_area(0, 0, max(rows - 1, 2), columns - 1)
    sheet.center_horizontally()
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.set_row(0, 30)


def _looks(book: Any) -> dict[str, Any]:
    cell = {"font_name": "宋体", "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True}
    told = {"font_name": "宋体", "font_size": 10, "align": "right"}
    day = {**cell, "num_format": "yyyy-mm-dd", "align": "center"}
    void = {"font_strikeout": True, "font_color": "#9C1C1C"}
    kinds = {
        "title": {"font_name": "宋体", "font_size": 18, "bold": True, "align": "center", "valign": "vcenter"},
        "told": told,
        "head": {**cell, "bold": True, "align": "center", "bg_color": "#EEF1F4"},
        "text": cell,
        "quoted": {**cell, "quote_prefix": True},
        "number": {**cell, "align": "center"},
        "day": day,
        "text-void": {**cell, **void},
        "quoted-void": {**cell, **void, "quote_prefix": True},
        "number-void": {**cell, **void, "align": "center"},
        "day-void": {**day, **void},
    }
    return {name: book.add_format(look) for name, look in kinds.items()}


def _write(sheet: Any, at: tuple[int, int], cell: Cell, looks: dict[str, Any], void: bool) -> None:
    """A text is written as text, whatever it begins with: what applicants write is never a formula."""
    end = "-void" if void else ""
    if cell is None or cell == "":
        sheet.write_blank(*at, None, looks["text"])
    elif isinstance(cell, str):
        kind = "quoted" if cell.startswith(_FORMULA_STARTS) else "text"
        sheet.write_string(*at, _fitting(cell), looks[kind + end])
    elif isinstance(cell, int):
        sheet.write_number(*at, cell, looks["number" + end])
    else:
        sheet.write_datetime(*at, datetime(cell.year, cell.month, cell.day), looks["day" + end])


def _fitting(text: str) -> str:
    return text if len(text) <= CELL_LENGTH else text[: CELL_LENGTH - len(CUT)] + CUT
