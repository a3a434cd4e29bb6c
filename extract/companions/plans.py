"""试点实施方案 and 评估方案: phases with their periods, the group, the days of the evaluation."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.companions.answers import UNCLEAR, Found, unread
from extract.companions.labelled import labelled
from extract.companions.letter import letter_fields
from extract.companions.lines import Line
from extract.companions.own_paper import name_in_title, own_paper_fields
from extract.companions.pilots import pilot_rows
from extract.companions.sheet import Sheet
from extract.companions.summary_report import is_heading
from extract.companions.table_rows import Row, table_rows
from extract.companions.units import is_unit
from forms.evidence import Evidence
from forms.record import Answer
from forms.script import simplified
from forms.types.calendar import days, plain_signs

_PHASE_TABLE = (frozenset({"step", "period"}), frozenset({"work", "period"}))
_GROUP_TABLE = (frozenset({"name", "unit"}), frozenset({"name", "title"}), frozenset({"name", "category"}))
_LEAD = r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}\s*[）)、.．]\s*)?"
_STEP = r"(?P<step>第[一二三四五六七八九十\d]{1,2}(?:阶段|階段|步)(?:\s*[:：—-]*\s*[^\s（(:：，。\d]{2,14})??|[^\s（(:：，。\d]{2,14}(?:阶段|階段))"
_PHASE = (
    re.compile(rf"{_LEAD}{_STEP}\s*[:：]?\s*[（(](?P<period>[^（()）]*\d[^（()）]*)[）)]\s*[:：。，]?\s*(?P<work>.*)$"),
    re.compile(rf"{_LEAD}{_STEP}\s*[:：]\s*(?P<period>\d{{4}}\s*[年.][^，。；：:]*)\s*[，。；：:]?\s*(?P<work>.*)$"),
    re.compile(
        rf"{_LEAD}(?P<period>\d{{4}}\s*[年.][^，。；：:（(]*?)\s*[，:：]\s*(?P<work>(?P<step>[^，。；：:（(]{{2,14}}(?:阶段|階段))[，。；：:].*)$"
    ),
)
_VISIT = re.compile(
    r"(?:拟于|擬於|拟定于|定于|定於|将于|將於|于|於|时间|時間|日期)\s*[:：为為]?\s*(?P<period>\d{4}\s*年[\d年月日号號至到\-—–~～\s]*[日号號月])[^。；]{0,60}(?:评估|評估|验收|驗收|考核)"
)
_MEMBER = re.compile(r"(?P<name>[\u4e00-\u9fff·]{2,5})\s*[（(](?P<inside>[^（()）]+)[）)]")
_ALONE = re.compile(r"^(?P<name>[\u4e00-\u9fff·]{2,4})(?:[\s，,]+(?P<inside>[^、；;（()）]+))?$")
"""李四　武汉大学　教授: one member without brackets."""
_DUTY = re.compile(r"^(?P<duty>(?:副)?(?:组长|組長)|(?:组员|組員|成员|成員|专家|專家))\s*[:：]\s*(?P<rest>.+)$")
_TITLES = re.compile(r"(?:教授|研究员|工程师|讲师|主任|处长|科长|局长|院长|馆员|师|员|长)$")

Rows = dict[str, tuple[Row, ...]]


def implementation_plan(sheet: Sheet) -> tuple[dict[str, Answer], Rows]:
    """The plan's own slots and its phases."""
    found = table_rows(sheet, sheet.rows("phases"), _PHASE_TABLE)
    places = labelled(sheet, (*sheet.head, *sheet.body), found.loose)
    rows = found.rows if found.found else _phases(sheet)
    frame = own_paper_fields(sheet, found.loose)
    return {**frame, "period": sheet.read("period", places.get("period", []))}, {"phases": tuple(rows)}


def _phases(sheet: Sheet) -> list[Row]:
    """The phases that running text tells of; the paragraphs up to the next heading belong to the phase above."""
    columns = {str(column.id): column for column in sheet.rows("phases").columns}
    rows: list[dict[str, Found]] = []
    for line in sheet.body:
        if match := _phase(line):
            step = re.sub(r"[:：—-]\s*$", "", match["step"])
            rows.append({slot: Found(text.strip(), line.at) for slot, text in
                         (("step", step), ("period", match["period"]), ("work", match["work"])) if text.strip()})  # fmt: skip
        elif rows and _ends(line):
            break
        elif rows:
            _add(rows[-1], line)
    return [{slot: sheet.cell(columns[slot], found) for slot, found in row.items()} for row in rows]


def _phase(line: Line) -> re.Match[str] | None:
    matches = (pattern.match(line.text) for pattern in _PHASE)
    return next((match for match in matches if match and days(plain_signs(match["period"]))), None)


def _ends(line: Line) -> bool:
    """Whether a line begins another part: a heading of the first level, or the signing unit's."""
    return (
        bool(re.match(r"^\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|附\s*件)", line.text))
        or (is_heading(line) and line.heading)
        or is_unit(line.text)
    )


def _add(row: dict[str, Found], line: Line) -> None:
    """Add a paragraph to the work of a phase."""
    if (work := row.get("work")) is None:
        row["work"] = Found(line.text, line.at)
    else:
        row["work"] = replace(work, raw=f"{work.raw}\n{line.text}")


# -- 评估方案 ----------------------------------------------------------------------------------------------------------


def evaluation_plan(sheet: Sheet) -> tuple[dict[str, Answer], Rows]:
    """The plan's own slots, the pilots to be evaluated and the group."""
    group = table_rows(sheet, sheet.rows("group"), _GROUP_TABLE)
    places = labelled(sheet, (*sheet.head, *sheet.body), group.loose)
    pilots = pilot_rows(sheet)
    if not pilots and (named := name_in_title(sheet)):
        column = next(column for column in sheet.rows("pilots").columns if column.id == "pilot_name")
        pilots = ({"pilot_name": sheet.cell(column, named)},)
    visits = [Found(match["period"], line.at) for line in sheet.body for match in _VISIT.finditer(line.text)]
    fields = {**letter_fields(sheet), "evaluated_on": sheet.read("evaluated_on", places.get("evaluated_on") or visits)}
    return fields, {"pilots": pilots, "group": tuple(group.rows if group.found else _members(sheet))}


def _members(sheet: Sheet) -> list[Row]:
    """The members that lines name: 组长：李四（武汉大学，教授）."""
    columns = {str(column.id): column for column in sheet.rows("group").columns}
    rows = []
    for line in sheet.body:
        if not (duty := _DUTY.match(line.text)):
            continue
        named = [(match["name"], match["inside"]) for match in _MEMBER.finditer(duty["rest"])]
        if not named and (alone := _ALONE.match(duty["rest"].strip())):
            named = [(alone["name"], alone["inside"] or "")]
        for name, inside in named:
            found = _member(name, inside, duty["duty"], line.at)
            rows.append({slot: sheet.cell(columns[slot], one) for slot, one in found.items()})
        left = "" if not named else _MEMBER.sub("", duty["rest"]).strip("、，,；;。 \u3000和及")
        if not named or (left and not _ALONE.match(duty["rest"].strip())):
            rows.append({"name": unread(line.text, line.at)})
    return rows


def _member(name: str, inside: str, duty: str, at: Evidence) -> dict[str, Found]:
    """One member; of what is said of them a unit is known by its ending, anything else is the title."""
    found = {"name": Found(name, at), "duty": Found(duty, at)}
    for part in filter(None, re.split(r"[，,、；;\s]+", inside)):
        slot = "unit" if is_unit(part) and "unit" not in found else "title"
        sure = slot == "unit" or _TITLES.search(simplified(part)) is not None
        found.setdefault(slot, Found(part, at, () if sure else (UNCLEAR,)))
    return found
