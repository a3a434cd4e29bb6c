"""Pilots listed line by line: numbered, with the unit in brackets, behind a dash or a colon, or on a line below."""

from __future__ import annotations

import re

from extract.companions.answers import UNCLEAR, Found
from extract.companions.lines import Line
from extract.companions.pilot_sentences import is_generic
from extract.companions.units import is_unit
from forms.evidence import Evidence
from forms.script import fold

NUMBERED = re.compile(
    r"^\s*(?:[（(]\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[）)]|\d{1,3}\s*[.．、）)](?!\d)|[①-⑳]|[一二三四五六七八九十]{1,3}\s*[、.．])\s*"
)
_PILOT = re.compile(r"(?:试点|試點)(?:项目|項目)?$")
_SURE_PILOT = re.compile(r"标准化(?:综合)?试点(?:项目)?$")
_NOT_A_NAME = re.compile(r"^(?:关于|推荐|撤销|取消|终止|开展|做好|申报|下达)|目标|任务|范围|条件")
_BRACKET = re.compile(r"[（(]([^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*)[）)]")
_LABELLED = re.compile(
    r"^(承担单位|承擔單位|试点单位|試點單位|实施单位|單位|单位|保证单位|保證單位|(?:试点|創建|建设|起止|试点起止|試點)?(?:时间|時間|期限)|有效期(?:限)?)\s*[:：]\s*(.+)$"
)
_SLOT = (
    (re.compile("保证"), "guarantor_units"),
    (re.compile("时间|期限|有效期"), "period"),
    (re.compile("单位"), "lead_unit"),
)
_PERIOD = re.compile(r"^(?:有效期(?:限)?|期限|试点时间)?[:：至为自]*\d{4}\s*[年.\-/].*\d")
_PARTS = re.compile(r"\s*(?:——|—|－－|--|[:：]|\s{2,}|\t|　+|[，,；;])\s*")

_ANNOUNCES = re.compile("以下|如下|下列|名单|单位")

Row = dict[str, Found]


def listed(lines: tuple[Line, ...]) -> list[Row]:
    """The pilots of the numbered lines; lines of labels below an item belong to it."""
    rows: list[Row] = []
    for line in lines:
        number = NUMBERED.match(line.text)
        text = (line.text[number.end() :] if number else line.text).strip().rstrip("；;。，,")
        if number and (row := _item(text, line.at)):
            rows.append(row)
        elif rows and not number and (more := _more(text, line.at)):
            rows[-1] = {**more, **rows[-1]}
    return rows


def _more(text: str, at: Evidence) -> Row:
    """What a line of labels below an item adds to it."""
    found: Row = {}
    for part in re.split(r"[；;，,]\s*|\s{2,}", text):
        if labelled := _LABELLED.match(part.strip()):
            found[_slot(labelled[1])] = Found(labelled[2].strip(), at)
    return found


def _slot(label: str) -> str:
    key = fold(label)
    return next(slot for pattern, slot in _SLOT if pattern.search(key))


def _item(text: str, at: Evidence) -> Row | None:
    """The pilot that a numbered line is; ``None`` for a heading or a sentence."""
    if "。" in text or len(text) > 250:
        return None
    row: Row = {}
    for inside in _BRACKET.findall(text):
        if fold(inside):
            row |= _bracketed(inside, at)
    rest = [part.strip() for part in _PARTS.split(_BRACKET.sub("", text)) if part.strip()]
    names = [part for part in rest if _PILOT.search(part)]
    if not names or is_generic(names[0]) or _NOT_A_NAME.search(fold(names[0])) or len(names[0]) < 6:
        return None
    sure = len(names) == 1 and _SURE_PILOT.search(fold(names[0])) and "、" not in names[0]
    row["pilot_name"] = Found(names[0], at, () if sure else (UNCLEAR,))
    rest.remove(names[0])
    return row | _beside(rest, row, at)


def _bracketed(inside: str, at: Evidence) -> Row:
    labelled = _more(inside, at)
    if labelled:
        return labelled
    if _PERIOD.match(inside):
        return {"period": Found(inside, at)}
    return {"lead_unit": Found(inside, at)} if is_unit(inside) else {}


def _beside(parts: list[str], row: Row, at: Evidence) -> Row:
    """What the other parts of the line say: a unit by its ending or its label, a period by its years."""
    found: Row = {}
    label = ""
    for part in parts:
        if label or _LABELLED.match(f"{part}：x"):
            if label:
                found[_slot(label)] = Found(part, at)
                label = ""
            else:
                label = part
        elif _PERIOD.match(part):
            found.setdefault("period", Found(part, at))
        elif "lead_unit" not in row | found and is_unit(part):
            found["lead_unit"] = Found(part, at)
    return found


def listed_units(lines: tuple[Line, ...]) -> list[Row]:
    """The units of a numbered list that a line announces (以下单位…：), where no pilots are named."""
    rows: list[Row] = []
    announced = False
    for line in lines:
        number = NUMBERED.match(line.text)
        text = line.text[number.end() :].strip().rstrip("；;。，,") if number else ""
        if number and announced and is_unit(text):
            rows.append({"lead_unit": Found(text, line.at)})
        else:
            announced = line.text.endswith(("：", ":")) and _ANNOUNCES.search(line.plain) is not None
    return rows
