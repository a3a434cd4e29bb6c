"""7.3.5 to 7.3.7: 署名, 成文日期 and 印章, 附注, 附件."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from render.conformance.paper import Fault, Paper, at, characters, clause, indented_by_two, lines, mm
from render.conformance.report import Place
from render.conformance.sheet import CHARACTER_MM, Paragraph, Picture

_DATE = re.compile(r"^([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日$")
_SEAL_MM = (25.0, 62.0)
_SEAL_SQUARENESS = 0.2
_RED_SHARE = 0.5
_REACH_MM = 45.0
"""How far a seal's middle may be from 署名 and 成文日期 and still be theirs."""


@clause("7.3.5", "成文日期")
def date_present(paper: Paper) -> Iterator[Fault]:
    """应有成文日期。"""
    if paper.elements.date is None:
        yield Fault(Place(), "没有找到", "有", "没有找到成文日期，请在署名之下写明年、月、日。")


@clause("7.3.5", "发文机关署名")
def signature_present(paper: Paper) -> Iterator[Fault]:
    """成文日期之上应有发文机关署名。"""
    if paper.elements.date is not None and not paper.elements.signatures:
        yield Fault(at(paper.elements.date), "没有找到", "有", "成文日期之上没有发文机关署名，请补上。")


@clause("7.3.5.4", "成文日期")
def date_digits(paper: Paper) -> Iterator[Fault]:
    """成文日期用阿拉伯数字将年、月、日标全，年份标全称，月、日不编虚位。"""
    one = paper.elements.date
    if one is None:
        return
    text = re.sub(r"\s", "", one.text)
    parts = _DATE.match(text)
    if parts is None:
        yield Fault(at(one), text, "如“2016年3月5日”", f"成文日期“{text}”应用阿拉伯数字标全，如“2016年3月5日”。")
        return
    year, month, day = parts.groups()
    if month.startswith("0") or day.startswith("0"):
        yield Fault(
            at(one), text, f"{year}年{int(month)}月{int(day)}日", f"成文日期“{text}”的月、日不编虚位，请去掉前面的0。"
        )
    elif not _is_day(int(year), int(month), int(day)):
        yield Fault(at(one), text, "历法上有的日期", f"成文日期“{text}”在历法上不存在，请改正。")


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def seal_of(paper: Paper) -> Picture | None:
    """The seal's picture near 署名 and 成文日期."""
    one = paper.elements.date
    if one is None or one.middle is None or one.top is None:
        return None
    for picture in paper.sheet.pictures:
        box = picture.box
        width, height = box.x1 - box.x0, box.y1 - box.y0
        square = abs(width - height) <= _SEAL_SQUARENESS * max(width, height)
        near = abs((box.x0 + box.x1) / 2 - one.middle) + abs((box.y0 + box.y1) / 2 - one.top) <= _REACH_MM
        red = picture.red is None or picture.red >= _RED_SHARE
        if square and _SEAL_MM[0] <= width <= _SEAL_MM[1] and near and red and picture.page == one.page:
            return picture
    return None


@clause("7.3.5.2", "署名和成文日期")
def signature_place(paper: Paper) -> Iterator[Fault]:
    """加盖印章：成文日期右空四字，署名以其为准居中；不加盖印章：署名右空二字，成文日期首字比署名首字右移二字。"""
    day, names = paper.elements.date, paper.elements.signatures
    if (
        day is None
        or len(names) != 1
        or len(names[0].rows) > 1
        or paper.from_right(day) is None
        or paper.from_right(names[0]) is None
    ):
        return
    sealed = paper.settings.sealed if paper.settings.sealed is not None else (True if seal_of(paper) else None)
    with_seal, without = _off_sealed(paper, names[0], day), _off_unsealed(paper, names[0], day)
    if sealed is True:
        wrong, clause_number = with_seal, "7.3.5.1"
    elif sealed is False:
        wrong, clause_number = without, "7.3.5.2"
    else:
        wrong, clause_number = (without if with_seal and without else ""), "7.3.5.2"
    if wrong:
        yield Fault(
            at(day), _measured(paper, names[0], day), wrong, f"署名和成文日期的位置不对，应{wrong}。",
            f"±{paper.settings.characters_off:g} 字", clause=clause_number,
        )  # fmt: skip


def _measured(paper: Paper, name: Paragraph, day: Paragraph) -> str:
    return f"署名右空 {characters(paper.from_right(name) or 0)}，日期右空 {characters(paper.from_right(day) or 0)}"


def _off_sealed(paper: Paper, name: Paragraph, day: Paragraph) -> str:
    """What is wrong if the paper is sealed; empty for nothing."""
    off = paper.settings.characters_off
    if abs((paper.from_right(day) or 0) - 4) > off:
        return "成文日期右空四字"
    if name.middle is None or day.middle is None or _too_long(paper, name, day):
        return ""
    return "署名以成文日期为准居中" if abs(name.middle - day.middle) > 2 * off * CHARACTER_MM else ""


def _too_long(paper: Paper, name: Paragraph, day: Paragraph) -> bool:
    """Whether a name centred on the date would reach over the right edge."""
    half = ((name.right or 0) - (name.left or 0)) / 2
    return (day.middle or 0) + half > paper.right


def _off_unsealed(paper: Paper, name: Paragraph, day: Paragraph) -> str:
    """What is wrong if the paper is not sealed; empty for nothing."""
    off = paper.settings.characters_off
    name_right, day_right = paper.from_right(name) or 0, paper.from_right(day) or 0
    shift = ((day.left or 0) - (name.left or 0)) / CHARACTER_MM
    if abs(name_right - 2) <= off and abs(shift - 2) <= off:
        return ""
    if abs(day_right - 2) <= off and name_right > 2 - off and day.left is not None and shift >= 2 - off:
        return ""
    return "署名右空二字，成文日期首字比署名首字右移二字；日期更长时日期右空二字、署名相应左移"


@clause("7.3.5.2", "发文机关署名")
def signature_space(paper: Paper) -> Iterator[Fault]:
    """不加盖印章的公文在正文（或附件说明）下空一行署名。"""
    names = paper.elements.signatures
    if not names or names[0].blank_before is None or seal_of(paper) or paper.settings.sealed:
        return
    blank, off = names[0].blank_before, paper.settings.blank_off
    if blank < 1 - off or (paper.settings.sealed is False and abs(blank - 1) > off):
        yield Fault(at(names[0]), lines(blank), "空1行", f"署名与上文之间空 {blank:.1f} 行，应空一行。", f"±{off:g} 行")


@clause("7.3.5.1", "印章")
def seal_centred(paper: Paper) -> Iterator[Fault]:
    """印章端正、居中下压发文机关署名和成文日期。"""
    seal, day, names = seal_of(paper), paper.elements.date, paper.elements.signatures
    if seal is None or day is None or day.middle is None:
        return
    box, off = seal.box, 3 * paper.settings.place_off
    aside = (box.x0 + box.x1) / 2 - day.middle
    place = Place(seal.page, round(box.x0, 1), round(box.y0, 1), round(box.x1, 1), round(box.y1, 1))
    if abs(aside) > off:
        yield Fault(
            place,
            f"偏 {mm(aside)}",
            "居中",
            "印章应居中下压署名和成文日期，请移动印章。",
            f"±{off:g} mm",
            certainty="D",
        )
    covered = [one for one in (*names, day) if one.top is not None and one.bottom is not None]
    missed = [one for one in covered if (one.top or 0) < box.y0 or (one.bottom or 0) > box.y1]
    if missed:
        yield Fault(
            place,
            f"没有压住“{missed[0].text[:12]}”",
            "压住署名和成文日期",
            "印章应下压署名和成文日期，不得出现空白印章，请移动印章。",
        )


@clause("7.3.5.1", "印章")
def seal_near_text(paper: Paper) -> Iterator[Fault]:
    """印章顶端上距正文（或附件说明）一行之内。"""
    seal = seal_of(paper)
    above = paper.elements.attachments or [one.paragraph for one in paper.elements.body]
    if seal is None or not above or above[-1].bottom is None or not above[-1].rows:
        return
    gap = seal.box.y0 - above[-1].rows[-1].bottom
    if above[-1].rows[-1].page == seal.page and gap > paper.sheet.pitch_mm + paper.settings.place_off:
        yield Fault(
            Place(seal.page, round(seal.box.x0, 1), round(seal.box.y0, 1)), mm(gap), f"{mm(paper.sheet.pitch_mm)}以内",
            f"印章顶端距上文 {gap:.1f} mm，应在一行之内。", f"±{paper.settings.place_off:g} mm",
        )  # fmt: skip


@clause("7.3.6", "附注")
def remark_form(paper: Paper) -> Iterator[Fault]:
    """附注居左空二字加圆括号编排在成文日期下一行。"""
    one = paper.elements.remark
    if one is None:
        return
    yield from indented_by_two(paper, one, "附注左空 {} 字，应居左空二字。")
    if not re.match(r"^（.*）$", one.text):
        yield Fault(at(one), one.text[:12], "（……）", "附注应加圆括号“（）”。")


@clause("7.3.7", "附件")
def annex_head(paper: Paper) -> Iterator[Fault]:
    """附件另面编排，“附件”二字及顺序号顶格编排在版心左上角第一行。"""
    for one in paper.elements.annexes:
        found = paper.from_left(one)
        if found is not None and abs(found) > paper.settings.characters_off:
            yield Fault(
                at(one), f"左空 {characters(found)}", "顶格", f"“{one.text}”应顶格编排在版心左上角第一行。",
                f"±{paper.settings.characters_off:g} 字",
            )  # fmt: skip
        if not one.opens_page:
            yield Fault(at(one), "接排在同一面", "另面编排", f"“{one.text}”应另面编排，请在其前插入分页。")
        if one.text.endswith(("：", ":", ".", "．")):
            yield Fault(at(one), one.text, one.text[:-1], f"附件首行“{one.text}”后不加标点。", certainty="M")


@clause("7.3.7", "附件标题")
def annex_title(paper: Paper) -> Iterator[Fault]:
    """附件标题居中编排在版心第三行。"""
    for title in paper.elements.annex_titles:
        if title is None:
            continue
        off = paper.off_centre(title)
        if off is not None and abs(off) > paper.settings.characters_off:
            yield Fault(at(title), f"偏 {characters(off)}", "居中", f"附件标题“{title.text[:12]}”应居中编排。")
        blank = title.blank_before
        if blank is not None and abs(blank - 1) > paper.settings.blank_off:
            yield Fault(
                at(title), f"第 {blank + 2:.1f} 行", "第三行", f"附件标题“{title.text[:12]}”应编排在版心第三行。"
            )
