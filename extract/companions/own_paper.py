"""What the frame of a unit's own paper (总结报告, 实施方案, 标准明细表) says: its pilot, its unit, its date."""

from __future__ import annotations

import re

from extract.companions.answers import NOT_FOUND, UNCLEAR, Found, doubted
from extract.companions.labelled import labelled
from extract.companions.letter import closing_of, issuers
from extract.companions.pilot_sentences import is_generic
from extract.companions.sheet import Sheet
from extract.companions.units import unit_names
from extract.document import Cell
from forms.record import Answer
from forms.script import fold

_PAPER = re.compile(
    r"(?:的)?(?:建设|建設|创建|創建)?(?:工作)?(?:自评|自評)?(?:总结报告|總結報告|工作总结|工作總結|总结|總結|(?:评估|評估|验收|驗收|考核)*(?:工作|实施|實施)?方案|(?:评估|評估|验收|驗收|考核|评价|評價)\S{0,4}[计評评打记計記]分表|(?:标准|標準)(?:体系|體系)?(?:标准|標準)?明[细細]表?)\s*(?:[（(〔\[].{0,12}[）)〕\]])?$"
)
_LEAD = re.compile(r"^(?:附\s*件\s*[\d一二三四五六七八九十]*\s*[:：]?|关于|關於)\s*")
_PILOT = re.compile(r"(?:试点|試點)(?:项目|項目)?$")
_COVER_LINES = 25
"""Lines from the top that may be labels of a cover."""


def own_paper_fields(sheet: Sheet, loose: list[list[Cell]] | None = None) -> dict[str, Answer]:
    """The answers of 试点名称, 单位名称 and 日期."""
    found = labelled(sheet, (*sheet.head, *sheet.body[:_COVER_LINES]), loose or [])
    closing = closing_of(sheet.body)
    unit = sheet.read("unit_name", found.get("unit_name", []))
    return {
        "pilot_name": pilot_name(sheet, found.get("pilot_name", [])),
        "unit_name": unit if unit.raw else _signing_unit(sheet),
        "dated": sheet.read("dated", [*closing.dates, *found.get("dated", [])]) if sheet.field("dated") else NOT_FOUND,
    }


def _signing_unit(sheet: Sheet) -> Answer:
    """The unit that signs, or whose name stands above the title; two that differ are in doubt."""
    closing = closing_of(sheet.body)
    above = [Found(line.text, line.at) for line in (*sheet.head, *sheet.body[:3]) if len(unit_names(line.text)) == 1]
    if closing.signers and len(closing.signers) == 1:
        signed = issuers(sheet, closing, "unit_name")
        others = {fold(found.raw) for found in above} - {fold(signed.raw)}
        return doubted(signed, UNCLEAR) if others else signed
    return sheet.read("unit_name", above or list(closing.signers))


def pilot_name(sheet: Sheet, places: list[Found]) -> Answer:
    """The name behind its label, else that in the title; in doubt where the two differ or the title's is unclear."""
    titled = name_in_title(sheet)
    if not places:
        return sheet.read("pilot_name", [titled]) if titled else NOT_FOUND
    read = sheet.read("pilot_name", places)
    if titled and titled.raw and fold(titled.raw) not in fold(str(read.value)) and not titled.doubts:
        return doubted(read, UNCLEAR)
    return read


def name_in_title(sheet: Sheet) -> Found | None:
    """The pilot's name that the title begins with."""
    text = _LEAD.sub("", sheet.title.text.strip())
    name = _PAPER.sub("", text).strip()
    begun = fold(name).startswith(("综合标准化", "标准化")) and bool(sheet.head)
    if begun:  # the line above, which ends as a unit's name does, may be the first half of the name
        name = sheet.head[-1].text + name
    if name == text or not _PILOT.search(name) or is_generic(name) or len(name) < 8:
        return None
    at = sheet.lines[max(sheet.title.first, 0)].at if sheet.lines else sheet.flow[0].at
    unclear = begun or "社会管理和公共服务综合" in fold(name) or re.search(r"[《》“”]", name) is not None
    return Found(name, at, (UNCLEAR,) if unclear else ())
