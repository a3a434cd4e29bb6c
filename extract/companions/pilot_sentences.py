"""Pilots named in running text: 现推荐甲试点（承担单位：乙）和丙试点. Where a name may begin earlier it is in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.companions.answers import UNCLEAR, Found
from extract.companions.lines import Line, in_simplified
from extract.companions.units import is_unit
from forms.evidence import Evidence
from forms.script import fold

_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"]{4,80}(?:试点|試點)(?:项目|項目)?)[”」』\"]")
_PLAIN = re.compile(
    r"[^，。；：、！？,;:!?\s“”「」《》〈〉（()）〔〕]{2,80}?(?:标准化|標準化)(?:综合|綜合)?(?:试点|試點)(?:项目|項目)?(?!资格|資格|工作|细则|細則|任务|任務|实施|申请|申請|评估|評估|单位|單位|名单|名單|地区|期)"
)
_VERB = re.compile(
    r"^.{0,30}?(?:推荐|申报(?!的)|下达|确定|同意|批准|公布|撤销|终止|取消|责令|决定对|决定将|经对|上报|报送|的(?=[\u4e00-\u9fff]{2,6}[省市州县区]))"
)
_BEFORE = re.compile(r"^(?:了|以下|下列|你单位|你局|你中心|我市|我局|我省|本市|本单位|对|将|由|为)")
_CARRIED = re.compile(
    r"^(?:由)?(?P<unit>(?:(?!推荐|下达|同意|撤销|终止|取消|责令|确定|批准|公布|[对将]).){4,40}?)(?:承担|实施|申报)的(?P<pilot>.+)$"
)
_UNIT = re.compile(
    r"^[（(]\s*(?:(?:承担|承擔|试点|試點|实施|項目承擔|项目承担)?(?:单位|單位)\s*[:：])?\s*([^（()）]*(?:[（(][^（()）]*[）)])?[^（()）]*)[）)]"
)
_JOINS = re.compile(r"\s*(?:[、和及与與]|以及)\s*")
_GENERIC = re.compile(
    r"^(?:关于|开展|国家级?|省级|全国|全省|我省|[\u4e00-\u9fff]{2,3}省|第?[一二三四五六七八九十\d]+批|\d{4}年度?|本批|各|新|的)*社会管理(?:和|与|及)公共服务(?:综合)?标准化(?:综合)?试点(?:项目)?$"
)
_DOUBTFUL = re.compile(
    r"推荐|申报|经|现将|的|你单位|我[市局省]|开展|根据|按照|关于|并|对|评估|验收|该|这|其|各|等|个|请|及|社会管理和公共服务"
)

Row = dict[str, Found]


def is_generic(name: str) -> bool:
    """Whether ``name`` is that of the whole programme, or of none: 第二批社会管理和公共服务综合标准化试点项目."""
    return _GENERIC.match(fold(name)) is not None


def named_in(lines: tuple[Line, ...]) -> list[Row]:
    """The pilots that sentences name, each once; those in quotation marks alone where there are any."""
    quoted = [
        row
        for line in lines
        for match in _QUOTED.finditer(line.text)
        if not is_generic(match[1])
        for row in [_row(match[1], line.text[match.end() :], line.at, sure=True)]
    ]
    found = quoted or [row for line in lines for row in _plain(line)]
    once = {fold(row["pilot_name"].raw): row for row in reversed(found)}
    return list(reversed(once.values()))


def _plain(line: Line) -> Iterator[Row]:
    """The names in one line. One that follows another in a list begins where that one ends."""
    end_of_last = -1
    for match in _PLAIN.finditer(line.text):
        between = line.text[end_of_last : match.start()] if end_of_last >= 0 else ""
        continues = end_of_last >= 0 and _JOINS.fullmatch(_UNIT.sub("", between)) is not None
        name, unit, clean = _bare(match.group(), continues)
        if is_generic(name) or len(fold(name)) < 8:
            continue
        row = _row(name, line.text[match.end() :], line.at, sure=clean and not _before(line.text, match, continues))
        if unit and "lead_unit" not in row:
            row["lead_unit"] = Found(unit, line.at, () if is_unit(unit) else (UNCLEAR,))
        yield row
        end_of_last = match.end()


def _before(text: str, match: re.Match[str], continues: bool) -> bool:
    """Whether a name may begin before ``match``: what stands there is a sign that names hold as well."""
    return not continues and text[: match.start()][-1:] in ("、", "）", ")", " ")


def _bare(text: str, continues: bool) -> tuple[str, str, bool]:
    """The name without the words before it, the unit that carries it where named, and whether it begins there surely."""
    name, clean = text, continues
    if continues:
        name = re.sub(r"^(?:和|及|与|以及)", "", name)
    unit = ""
    while True:
        plain = in_simplified(name)
        if clean and (carried := _CARRIED.match(plain)):
            unit, name = name[carried.start("unit") : carried.end("unit")], name[carried.start("pilot") :]
        elif verb := _VERB.match(plain) or _BEFORE.match(plain):
            name, clean = name[verb.end() :], True
        else:
            break
    return name, unit, clean and _DOUBTFUL.search(in_simplified(name)) is None


def _row(name: str, behind: str, at: Evidence, *, sure: bool) -> Row:
    row = {"pilot_name": Found(name, at, () if sure else (UNCLEAR,))}
    if (unit := _UNIT.match(behind)) and is_unit(unit[1]):
        row["lead_unit"] = Found(unit[1].strip(), at)
    return row
