"""7.5, page numbers: that they are there, how they are written, at which side and how far below the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from render.conformance.fonts import is_one_of, plain
from render.conformance.paper import Fault, Paper, characters, clause, mm, points
from render.conformance.report import Place
from render.conformance.sheet import PageNumber
from render.page import MM_PER_POINT, PAGE_NUMBER, PAGE_NUMBER_BELOW_TEXT

_FORM = re.compile(r"^[—―─]\s?[0-9]+\s?[—―─]$")
_SIDES = {"left": "居左", "center": "居中", "right": "居右"}
_PAGES = {"odd": "单页", "even": "双页", "first": "首页", "all": "各页"}


@clause("7.5", "页码")
def page_number_present(paper: Paper) -> Iterator[Fault]:
    """公文应编页码（信函首页不显示）。"""
    if paper.sheet.kind == "docx":
        if not paper.sheet.numbers:
            yield Fault(Place(), "没有页码", "有页码", "没有找到页码，请在页脚插入页码（单页居右、双页居左）。")
        return
    numbered = {one.page for one in paper.sheet.numbers}
    first = 2 if paper.format == "letter" else 1
    used = {one.page for one in paper.sheet.paragraphs} | {
        row.page for one in paper.sheet.paragraphs for row in one.rows
    }
    missing = [page.number for page in paper.sheet.pages if (page.number or 0) >= first and page.number not in numbered]
    missing = [number for number in missing if number in used]
    if missing:
        yield Fault(
            Place(missing[0]), "没有页码", "有页码", f"第{missing[0]}页没有页码（共 {len(missing)} 页缺页码），请补上。"
        )


@clause("10.1", "页码", formats=("letter",))
def letter_first_page_number(paper: Paper) -> Iterator[Fault]:
    """信函首页不显示页码。"""
    for one in paper.sheet.numbers:
        if one.parity == "first" or one.page == 1:
            yield Fault(_place(one), one.text, "不显示", "信函格式首页不显示页码，请设“首页不同”并删去首页页码。")
            return
    if paper.sheet.kind == "docx" and paper.sheet.numbers and not paper.sheet.first_differs:
        yield Fault(Place(1), "首页有页码", "不显示", "信函格式首页不显示页码，请设“首页不同”。")


@clause("7.5", "页码")
def page_number_form(paper: Paper) -> Iterator[Fault]:
    """页码用半角阿拉伯数字，数字左右各放一条一字线。"""
    for one in paper.sheet.numbers:
        if not _FORM.match(one.text):
            yield Fault(
                _place(one),
                one.text,
                "— 1 —",
                f"{_where(one)}页码写作“{one.text}”，应为半角阿拉伯数字，左右各放一条一字线（— 1 —）。",
            )
            return


@clause("7.5", "页码")
def page_number_side(paper: Paper) -> Iterator[Fault]:
    """单页码居右空一字，双页码居左空一字。"""
    for one in paper.sheet.numbers:
        if one.parity == "all":
            yield Fault(
                _place(one),
                f"各页{_SIDES[one.side]}",
                "单页居右、双页居左",
                "页码应单页居右、双页居左，请设“奇偶页不同”。",
            )
            return
        demanded = "left" if one.parity == "even" else "right"
        if one.side != demanded:
            yield Fault(
                _place(one), _SIDES[one.side], _SIDES[demanded],
                f"{_where(one)}页码{_SIDES[one.side]}，单页应居右、双页应居左，请改对齐方式。",
            )  # fmt: skip
            return


@clause("7.5", "页码")
def page_number_inset(paper: Paper) -> Iterator[Fault]:
    """单页码右空一字，双页码左空一字。"""
    for one in paper.sheet.numbers:
        if one.inset is None or one.side == "center" or one.parity == "all":
            continue
        found = one.inset / (PAGE_NUMBER.points * MM_PER_POINT)
        if abs(found - 1) > paper.settings.characters_off:
            side = "右" if one.side == "right" else "左"
            yield Fault(
                _place(one), f"{side}空 {characters(found)}", f"{side}空1字", f"{_where(one)}页码{side}空 {found:.1f} 字，应空一字。",
                f"±{paper.settings.characters_off:g} 字",
            )  # fmt: skip
            return


@clause("7.5", "页码")
def page_number_size(paper: Paper) -> Iterator[Fault]:
    """页码一般用4号半角宋体阿拉伯数字。"""
    for one in paper.sheet.numbers:
        if all(abs(one.points - size) > paper.settings.points_off for size in paper.settings.size_4):
            yield Fault(
                _place(one),
                points(one.points),
                "4号（14 磅）",
                f"{_where(one)}页码为 {one.points:g} 磅，应为4号（14 磅）。",
            )
            return


@clause("7.5", "页码")
def page_number_typeface(paper: Paper) -> Iterator[Fault]:
    """页码用宋体。"""
    names = paper.settings.accepted_fonts["宋体"]
    if paper.sheet.exact:
        names = (*names, *paper.settings.stand_ins["宋体"])
    for one in paper.sheet.numbers:
        if not is_one_of(one.font, names):
            used = plain(one.font) or "未指明字体"
            yield Fault(_place(one), used, "宋体", f"{_where(one)}页码用的是{used}，应为宋体。")
            return


@clause("7.5", "页码", "D")
def page_number_height(paper: Paper) -> Iterator[Fault]:
    """页码的一字线上距版心下边缘 7 mm（至数字上缘还是至线，见设置 number_top）。"""
    bottom = paper.text_bottom
    demanded = bottom + PAGE_NUMBER_BELOW_TEXT.mm
    for one in paper.sheet.numbers:
        if one.top is None or one.dash is None:
            continue
        highest = one.dash if paper.settings.number_top == "dash" else one.top
        lowest = one.top if paper.settings.number_top == "characters" else one.dash
        nearest = min(max(demanded, highest), lowest)
        if abs(nearest - demanded) > paper.place_off:
            gap = nearest - bottom
            yield Fault(
                _place(one), mm(gap), "7 mm",
                f"{_where(one)}页码在版心下边缘之下 {gap:.1f} mm，应为 7 mm（设置 number_top={paper.settings.number_top}），请调整页脚距离。",
                f"±{paper.place_off:g} mm",
            )  # fmt: skip
            return


def _place(one: PageNumber) -> Place:
    return Place(one.page, top=None if one.top is None else round(one.top, 1), words=one.text)


def _where(one: PageNumber) -> str:
    return f"第{one.page}页" if one.page is not None else _PAGES[one.parity]
