"""推荐函, 报送公函 and the papers of a higher office: the frame of a letter and the pilots it is about."""

from __future__ import annotations

import re

from extract.companions.answers import NOT_FOUND, Found
from extract.companions.letter import letter_fields, letter_lines
from extract.companions.pilots import pilot_rows
from extract.companions.sheet import Sheet
from extract.companions.table_rows import Row
from forms.record import Answer

_DUE = re.compile(
    r"(?:于|於|在|至|截至|截止|期限[为為:：]|[（(])\s*(?P<day>(?:\d{4}|二[〇○零]\S{2})\s*年\s*\S{1,3}?\s*月\s*\S{1,3}?\s*[日号號])\s*(?:之?前|以前|止)?[^。；]{0,12}?(?:整改|改正|完成)"
)
_DUE_LABEL = re.compile(
    r"整改(?:期限|时限|時限|截止日期)\s*[:：为為]?\s*(?:至|到)?\s*(?P<day>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)"
)
_MONTHS = re.compile(
    r"(?P<months>[\d一二三四五六七八九十]{1,3})\s*[个個]月(?:之)?(?:内|內|的期限)?[^。；]{0,20}?(?:整改|改正|完成)|整改(?:期限)?[^。；\d]{0,8}?(?P<also>[\d一二三四五六七八九十]{1,3})\s*[个個]月"
)

Rows = dict[str, tuple[Row, ...]]


def letter(sheet: Sheet) -> tuple[dict[str, Answer], Rows]:
    """The slots of a letter and the pilots it lists."""
    return letter_fields(sheet), {"pilots": pilot_rows(sheet)}


def rectification_order(sheet: Sheet) -> tuple[dict[str, Answer], Rows]:
    """A letter that also says until when, or within how many months, is to be put right."""
    fields, rows = letter(sheet)
    lines = letter_lines(sheet)
    days = [Found(m["day"], line.at) for p in (_DUE_LABEL, _DUE) for line in lines for m in p.finditer(line.text)]
    months = [Found(f"{m['months'] or m['also']}个", line.at) for line in lines for m in _MONTHS.finditer(line.text)]
    due = sheet.read("due", days) if days else NOT_FOUND
    return {**fields, "due": due, "due_months": sheet.read("due_months", months)}, rows
