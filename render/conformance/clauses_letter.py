"""10.1, the letter format: its two red double rules, 发文字号 at the right, what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from render.conformance.colors import is_red
from render.conformance.paper import Fault, Paper, at, characters, clause, mm
from render.conformance.report import Format, Place
from render.conformance.sheet import Rule, Strokes
from render.page import LETTER_LOWER_RULE, LETTER_NUMBER_BELOW_RULE, LETTER_RULE_BELOW_MARK, LETTER_RULE_WIDTH

LETTER: tuple[Format, ...] = ("letter",)
_CENTRES_MM = (105.0, 106.0)
"""The middle of the page, and that of the text, on which a copy of the standard has the rules centred."""


@clause("10.1", "信函红色双线", formats=LETTER)
def letter_rules_present(paper: Paper) -> Iterator[Fault]:
    """发文机关标志之下和距首页下页边 20 mm 处各印一条红色双线。"""
    if _upper(paper) is None:
        yield Fault(
            Place(1),
            "没有找到",
            "红色双线（上粗下细）",
            "发文机关标志之下没有红色双线，请加一条长 170 mm、上粗下细的红色双线。",
        )
    if _lower(paper) is None:
        yield Fault(Place(1), "没有找到", "红色双线（上细下粗）", "首页下方没有红色双线，请在距下页边 20 mm 处加一条长 170 mm、上细下粗的红色双线。")  # fmt: skip


def _upper(paper: Paper) -> Rule | None:
    return next(iter(paper.elements.head_rules), None)


def _lower(paper: Paper) -> Rule | None:
    return next(iter(paper.elements.foot_rules), None)


def _rules(paper: Paper) -> Iterator[tuple[str, Rule, Strokes, str]]:
    upper, lower = _upper(paper), _lower(paper)
    if upper is not None:
        yield "上方", upper, "thick-thin", "上粗下细"
    if lower is not None:
        yield "下方", lower, "thin-thick", "上细下粗"


@clause("10.1", "信函红色双线", formats=LETTER)
def letter_rule_strokes(paper: Paper) -> Iterator[Fault]:
    """上方双线上粗下细，下方双线上细下粗。"""
    kinds = {"single": "单线", "double": "等粗双线", "thick-thin": "上粗下细", "thin-thick": "上细下粗"}
    for where, rule, strokes, said in _rules(paper):
        if rule.strokes != strokes:
            yield Fault(at(rule), kinds[rule.strokes], said, f"{where}红线为{kinds[rule.strokes]}，应为{said}的双线。")


@clause("10.1", "信函红色双线", formats=LETTER)
def letter_rule_color(paper: Paper) -> Iterator[Fault]:
    """双线为红色。"""
    for where, rule, _, _ in _rules(paper):
        if not is_red(rule.color):
            yield Fault(at(rule), f"#{rule.color}", "红色", f"{where}双线应为红色，现为 #{rule.color}。")


@clause("10.1", "信函红色双线", formats=LETTER)
def letter_rule_width(paper: Paper) -> Iterator[Fault]:
    """双线长 170 mm。"""
    off = LETTER_RULE_WIDTH.tolerance_mm
    for where, rule, _, _ in _rules(paper):
        if rule.width is not None and abs(rule.width - LETTER_RULE_WIDTH.mm) > off:
            yield Fault(
                at(rule), mm(rule.width), mm(LETTER_RULE_WIDTH.mm), f"{where}双线长 {rule.width:.1f} mm，应为 170 mm。", f"±{off:g} mm"
            )  # fmt: skip


@clause("10.1", "信函红色双线", formats=LETTER)
def letter_rule_centred(paper: Paper) -> Iterator[Fault]:
    """双线居中排布。"""
    off = LETTER_RULE_WIDTH.tolerance_mm
    for where, rule, _, _ in _rules(paper):
        if rule.left is None or rule.right is None:
            continue
        middle = (rule.left + rule.right) / 2
        if not _CENTRES_MM[0] - off <= middle <= _CENTRES_MM[1] + off:
            yield Fault(
                at(rule), mm(middle), "105—106 mm（线的中点）", f"{where}双线的中点距左页边 {middle:.1f} mm，没有居中。", f"±{off:g} mm"
            )  # fmt: skip


@clause("10.1", "信函红色双线", "P", recommended=True, formats=LETTER)
def letter_rule_thickness(paper: Paper) -> Iterator[Fault]:
    """双线的粗细标准未作规定，设置 letter_rule 给出时才检查。"""
    wanted = paper.settings.letter_rule
    for where, rule, _, _ in _rules(paper) if wanted else ():
        assert wanted is not None
        if not wanted[0] <= rule.thickness <= wanted[1]:
            yield Fault(
                at(rule), f"{rule.thickness:.2f} mm", f"{wanted[0]:g}—{wanted[1]:g} mm",
                f"{where}双线总粗 {rule.thickness:.2f} mm，应为 {wanted[0]:g} 至 {wanted[1]:g} mm（设置 letter_rule）。",
            )  # fmt: skip


@clause("10.1", "信函红色双线", formats=LETTER)
def letter_upper_rule_gap(paper: Paper) -> Iterator[Fault]:
    """上方双线在发文机关标志下 4 mm 处。"""
    rule, mark = _upper(paper), paper.elements.mark
    if rule is None or mark is None:
        return
    gap = rule.top - mark.bottom if paper.sheet.exact and rule.top and mark.bottom else rule.gap
    if gap is not None and abs(gap - LETTER_RULE_BELOW_MARK.mm) > paper.place_off:
        yield Fault(
            at(rule),
            mm(gap),
            "4 mm",
            f"上方双线在发文机关标志之下 {gap:.1f} mm，应为 4 mm。",
            f"±{paper.place_off:g} mm",
        )


@clause("10.1", "信函红色双线", formats=LETTER)
def letter_lower_rule_place(paper: Paper) -> Iterator[Fault]:
    """下方双线距首页下页边 20 mm。"""
    rule, page = _lower(paper), paper.sheet.pages[0]
    if rule is None or rule.top is None or rule.bottom is None:
        return
    # From which of its edges is not said: right is what holds the 20 mm between them, with the tolerance.
    nearest = min(max(page.height - LETTER_LOWER_RULE.mm, rule.top), rule.bottom)
    away = page.height - nearest
    if abs(away - LETTER_LOWER_RULE.mm) > paper.place_off:
        yield Fault(
            at(rule), mm(away), "20 mm", f"下方双线距下页边 {away:.1f} mm，应为 20 mm。", f"±{paper.place_off:g} mm"
        )


@clause("10.1", "信函红色双线", "M", formats=LETTER)
def letter_lower_rule_once(paper: Paper) -> Iterator[Fault]:
    """下方双线只印在首页。"""
    later = [rule for rule in paper.elements.foot_rules if rule.page is not None and rule.page > 1]
    if later:
        yield Fault(at(later[0]), f"第{later[0].page}页也有", "只在首页", "下方红色双线只印在首页，请从其余各页去掉。")


@clause("10.1", "发文字号", formats=LETTER)
def letter_number_right(paper: Paper) -> Iterator[Fault]:
    """发文字号顶格居版心右边缘编排。"""
    one = paper.elements.number
    found = None if one is None else paper.from_right(one)
    if one is not None and found is not None and abs(found) > paper.settings.characters_off:
        yield Fault(
            at(one), f"右空 {characters(found)}", "顶格居右", "信函的发文字号应顶格居版心右边缘，请改为右对齐并去掉缩进。",
            f"±{paper.settings.characters_off:g} 字",
        )  # fmt: skip


@clause("10.1", "发文字号", "D", formats=LETTER)
def letter_number_gap(paper: Paper) -> Iterator[Fault]:
    """发文字号与上方双线相距3号汉字高度的 7/8（约 4.9 mm）。"""
    one, rule = paper.elements.number, _upper(paper)
    if one is None or rule is None or one.top is None or rule.bottom is None:
        return
    gap, demanded = one.top - rule.bottom, LETTER_NUMBER_BELOW_RULE.mm
    off = paper.place_off
    if abs(gap - demanded) > off:
        yield Fault(
            at(one), mm(gap), mm(demanded), f"发文字号在上方双线之下 {gap:.1f} mm，应为 {demanded:.1f} mm（3号字高的 7/8）。", f"±{off:g} mm"
        )  # fmt: skip


@clause("10.1", "版记", formats=LETTER)
def letter_record(paper: Paper) -> Iterator[Fault]:
    """信函的版记不加印发机关、印发日期和分隔线。"""
    found = paper.elements
    if found.printed is not None:
        yield Fault(at(found.printed), found.printed.text[:20], "没有", "信函的版记不加印发机关和印发日期，请删去。")
    if found.record_rules:
        yield Fault(
            at(found.record_rules[0]), f"{len(found.record_rules)} 条线", "没有线", "信函的版记不加分隔线，请删去。"
        )


@clause("10.1", "版记", formats=LETTER)
def letter_copies_place(paper: Paper) -> Iterator[Fault]:
    """抄送机关位于公文最后一面版心内最下方。"""
    one = paper.elements.copies
    if one is None or not one.rows or paper.elements.annexes:
        return
    last, bottom = paper.sheet.pages[-1], one.rows[-1].bottom
    if one.rows[-1].page != last.number:
        yield Fault(
            at(one),
            f"第{one.rows[-1].page}页",
            f"第{last.number}页（末页）",
            "抄送机关应位于公文最后一面，请移到末页。",
        )
    elif not paper.text_bottom - 8 <= bottom <= paper.text_bottom + paper.settings.place_off:
        yield Fault(
            at(one),
            mm(bottom),
            "262 mm（版心下边缘）",
            "抄送机关应位于最后一面版心内最下方，请移到页面底部。",
            "−8／+1 mm",
        )
