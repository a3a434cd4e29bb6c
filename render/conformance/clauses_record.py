"""7.4, 版记: its lines, 抄送机关, 印发机关 and 印发日期."""

from __future__ import annotations

import re
from collections.abc import Iterator

from render.conformance.paper import Fault, Paper, at, characters, clause, mm
from render.conformance.report import Format
from render.conformance.sheet import Paragraph

DOCUMENT: tuple[Format, ...] = ("document",)
_PRINTED = re.compile(r"[0-9]{4}年[1-9][0-9]?月[1-9][0-9]?日印发$")


@clause("7.4.1", "版记中的分隔线", formats=DOCUMENT)
def record_rules(paper: Paper) -> Iterator[Fault]:
    """版记中的分隔线与版心等宽；首条和末条分隔线齐全。"""
    found, rules = paper.elements, paper.elements.record_rules
    if (found.copies is not None or found.printed is not None) and len(rules) < 2:
        yield Fault(
            at(found.printed or found.copies),
            f"{len(rules)} 条",
            "首条和末条分隔线",
            "版记应有首条和末条分隔线，请补上与版心等宽的线。",
        )
    for rule in rules:
        if rule.width is not None and abs(rule.width - 156) > paper.settings.place_off + 0.5:
            yield Fault(
                at(rule),
                mm(rule.width),
                "156 mm",
                f"版记中的分隔线长 {rule.width:.1f} mm，应与版心等宽（156 mm）。",
                "±1.5 mm",
            )
            return


@clause("7.4.1", "版记中的分隔线", recommended=True, formats=DOCUMENT)
def record_rule_thickness(paper: Paper) -> Iterator[Fault]:
    """首条和末条分隔线用粗线（推荐 0.35 mm），中间的用细线（推荐 0.25 mm）。"""
    rules, (outer, inner) = paper.elements.record_rules, paper.settings.record_rules
    for place, rule in enumerate(rules):
        wanted = outer if place in (0, len(rules) - 1) else inner
        if abs(rule.thickness - wanted) > paper.settings.record_rule_off:
            yield Fault(
                at(rule), f"{rule.thickness:.2f} mm", f"{wanted:g} mm",
                f"版记第 {place + 1} 条分隔线粗 {rule.thickness:.2f} mm，推荐 {wanted:g} mm。",
                f"±{paper.settings.record_rule_off:g} mm",
            )  # fmt: skip


@clause("7.4.1", "版记中的分隔线", formats=DOCUMENT)
def record_bottom(paper: Paper) -> Iterator[Fault]:
    """末条分隔线与公文最后一面的版心下边缘重合。"""
    rules = paper.elements.record_rules
    if not rules or not paper.sheet.exact or rules[-1].bottom is None or rules[-1].top is None:
        return
    off, bottom = 2 * paper.settings.place_off, (rules[-1].bottom + rules[-1].top) / 2
    if abs(bottom - paper.text_bottom) > off:
        yield Fault(
            at(rules[-1]), mm(bottom), mm(paper.text_bottom), f"版记末条分隔线距上页边 {bottom:.1f} mm，应与版心下边缘（262 mm）重合。",
            f"±{off:g} mm",
        )  # fmt: skip


@clause("7.4.2", "抄送机关")
def copies_form(paper: Paper) -> Iterator[Fault]:
    """“抄送”二字后标全角冒号，最后一个抄送机关名称后标句号，左右各空一字。"""
    one = paper.elements.copies
    if one is None:
        return
    if not re.match(r"^抄\s*送：", one.text):
        yield Fault(at(one), one.text[:3], "抄送：", "“抄送”二字后应标全角冒号。")
    if not one.text.endswith("。"):
        yield Fault(at(one), one.text[-1], "。", "最后一个抄送机关名称后应标句号。")
    yield from _one_in(paper, one, "抄送机关")


def _one_in(paper: Paper, one: Paragraph, element: str) -> Iterator[Fault]:
    found = paper.from_left(one)
    size = one.points / 16
    if found is not None and abs(found - size) > paper.settings.characters_off:
        yield Fault(
            at(one), f"左空 {characters(found)}", "左空1字", f"{element}左空 {found:.1f} 字，应左空一字。",
            f"±{paper.settings.characters_off:g} 字",
        )  # fmt: skip


@clause("7.4.3", "印发机关和印发日期", formats=DOCUMENT)
def printed_form(paper: Paper) -> Iterator[Fault]:
    """印发机关左空一字，印发日期右空一字，后加“印发”二字。"""
    one = paper.elements.printed
    if one is None:
        return
    if not _PRINTED.search(one.text):
        yield Fault(
            at(one), one.text[-12:], "如“2016年3月5日印发”", "印发日期应用阿拉伯数字标全、不编虚位，后加“印发”二字。"
        )
    if not one.text[0].isdigit():  # the date may stand in a cell of its own
        yield from _one_in(paper, one, "印发机关")
    right = paper.from_right(one)
    if right is not None and abs(right - one.points / 16) > paper.settings.characters_off:
        yield Fault(
            at(one), f"右空 {characters(right)}", "右空1字", f"印发日期右空 {right:.1f} 字，应右空一字。",
            f"±{paper.settings.characters_off:g} 字",
        )  # fmt: skip
