"""7.2, 版头, in both formats: what is there, where it stands and how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from render.conformance.colors import is_red
from render.conformance.paper import Fault, Paper, at, characters, clause, lines, mm
from render.conformance.report import Place
from render.conformance.sheet import Paragraph
from render.page import LETTER_MARK_TOP

DOCUMENT_MARK_TOP_MM = 72.0
"""37 of the upper edge and 35 below it."""
_GOOD_NUMBER = re.compile(r"^\S+?〔\d{4}〕[1-9]\d*号$")
_DRAFT_NUMBER = re.compile(r"^\S*?〔\d{4}〕\s*号$")
_SECRECY_PERIOD = re.compile(r"^(?:绝密|机密|秘密)(?:★(?:\d+(?:年|个月|天|日)|长期)?)?$")


@clause("7.2.1", "份号")
def copy_number(paper: Paper) -> Iterator[Fault]:
    """份号用6位3号阿拉伯数字，顶格编排在版心左上角第一行。"""
    one = paper.elements.copy_number
    if one is None:
        return
    if not re.fullmatch(r"[0-9]{6}", one.text):
        yield Fault(at(one), one.text, "6位阿拉伯数字", f"份号“{one.text}”应为6位阿拉伯数字，如 000001。")
    yield from _flush_left(paper, one, "份号")


@clause("7.2.2", "密级和保密期限")
def secrecy(paper: Paper) -> Iterator[Fault]:
    """密级和保密期限顶格编排在版心左上角，保密期限中的数字用阿拉伯数字。"""
    one = paper.elements.secrecy
    if one is None:
        return
    if not _SECRECY_PERIOD.match(re.sub(r"\s", "", one.text)):
        yield Fault(
            at(one), one.text, "如“机密★1年”", f"“{one.text}”应写作密级、★和用阿拉伯数字标注的期限，如“机密★1年”。",
            certainty="M",
        )  # fmt: skip
    yield from _flush_left(paper, one, "密级和保密期限")


@clause("7.2.3", "紧急程度")
def urgency(paper: Paper) -> Iterator[Fault]:
    """紧急程度顶格编排在版心左上角，按份号、密级、紧急程度自上而下分行。"""
    one = paper.elements.urgency
    if one is None:
        return
    yield from _flush_left(paper, one, "紧急程度")
    order = [paper.elements.copy_number, paper.elements.secrecy, one]
    places = [paper.sheet.paragraphs.index(each) for each in order if each is not None]
    if places != sorted(places):
        yield Fault(
            at(one), "顺序颠倒", "份号、密级、紧急程度", "请按份号、密级和保密期限、紧急程度的顺序自上而下分行编排。"
        )


def _flush_left(paper: Paper, one: Paragraph, element: str) -> Iterator[Fault]:
    found = paper.from_left(one)
    if found is not None and abs(found) > paper.settings.characters_off:
        yield Fault(
            at(one), f"左空 {characters(found)}", "顶格", f"{element}应顶格编排，现左空 {found:.1f} 字，请去掉缩进。",
            f"±{paper.settings.characters_off:g} 字",
        )  # fmt: skip


@clause("7.2.4", "发文机关标志")
def mark_present(paper: Paper) -> Iterator[Fault]:
    """应有发文机关标志。"""
    if paper.elements.mark is None:
        number = "10.1" if paper.format == "letter" else "7.2.4"
        yield Fault(Place(1), "没有找到", "有", "没有找到发文机关标志，请在首页上方加上。", clause=number)


@clause("7.2.4", "发文机关标志")
def mark_color(paper: Paper) -> Iterator[Fault]:
    """发文机关标志用红色。"""
    one = paper.elements.mark
    if one is None:
        return
    wrong = [color for color in one.colors if not is_red(color)]
    if wrong:
        yield Fault(at(one), f"#{wrong[0]}", "红色", f"发文机关标志“{one.text[:12]}”应为红色，现为 #{wrong[0]}。")


@clause("7.2.4", "发文机关标志")
def mark_words(paper: Paper) -> Iterator[Fault]:
    """信函的发文机关标志不加“文件”二字。"""
    one = paper.elements.mark
    if one is not None and paper.format == "letter" and re.sub(r"\s", "", one.text).endswith("文件"):
        yield Fault(
            at(one), one.text, "不加“文件”", "信函格式的发文机关标志只用发文机关全称或者规范化简称，请删去“文件”二字。",
            clause="10.1",
        )  # fmt: skip


@clause("7.2.4", "发文机关标志", "D")
def mark_centred(paper: Paper) -> Iterator[Fault]:
    """发文机关标志居中排布。"""
    one = paper.elements.mark
    off = None if one is None else paper.off_centre(one)
    if one is not None and off is not None and abs(off) > paper.settings.characters_off:
        yield Fault(
            at(one), f"偏 {characters(off)}", "居中", "发文机关标志应居中排布，请改为居中并去掉缩进。",
            f"±{paper.settings.characters_off:g} 字", certainty="A",
        )  # fmt: skip


@clause("7.2.4", "发文机关标志", "D")
def mark_top(paper: Paper) -> Iterator[Fault]:
    """发文机关标志上边缘至版心上边缘为 35 mm；信函至上页边为 30 mm。"""
    one = paper.elements.mark
    if one is None or one.top is None:
        return
    is_letter = paper.format == "letter"
    demanded = LETTER_MARK_TOP.mm if is_letter else DOCUMENT_MARK_TOP_MM
    if abs(one.top - demanded) > paper.place_off:
        yield Fault(
            at(one), mm(one.top), f"{demanded:g} mm（距上页边）",
            f"发文机关标志上边缘距上页边 {one.top:.1f} mm，应为 {demanded:g} mm，请调整其上方的间距。",
            f"±{paper.place_off:g} mm", clause="10.1" if is_letter else "7.2.4", certainty="A" if is_letter else "D",
        )  # fmt: skip


@clause("7.2.5", "发文字号")
def number_form(paper: Paper) -> Iterator[Fault]:
    """发文字号由机关代字、六角括号〔〕括入的四位年份和发文顺序号组成，不加“第”，不编虚位。"""
    one = paper.elements.number
    if one is None:
        yield Fault(
            Place(1), "没有找到", "如“国函〔2012〕10号”", "没有找到发文字号，请补上机关代字、年份和发文顺序号。"
        )
        return
    text = one.text if one is not paper.elements.signer else re.split(r"\s*签发人|\t", one.text)[0]
    if _GOOD_NUMBER.match(text.strip()) or _DRAFT_NUMBER.match(text.strip()):
        return
    faults = []
    if not re.search(r"〔\d{4}〕", text):
        faults.append("年份用四位阿拉伯数字并以六角括号〔〕括入")
    if "第" in text:
        faults.append("顺序号前不加“第”字")
    if re.search(r"[〕\])）】﹞］]\s*第?0", text):
        faults.append("顺序号不编虚位（1不编为01）")
    wanted = "；".join(faults or ["写作机关代字〔年份〕顺序号加“号”字"])
    yield Fault(at(one), text, "如“国函〔2012〕10号”", f"发文字号“{text}”应{wanted}。")


@clause("7.2.5", "发文字号", formats=("document",))
def number_place(paper: Paper) -> Iterator[Fault]:
    """发文字号在发文机关标志下空二行，居中；上行文居左空一字。"""
    one, settings = paper.elements.number, paper.settings
    if one is None:
        return
    if paper.elements.signer is not None:
        found = paper.from_left(one)
        if found is not None and abs(found - 1) > settings.characters_off:
            yield Fault(
                at(one), f"左空 {characters(found)}", "左空1字", "上行文的发文字号应居左空一字编排，请改缩进。",
                f"±{settings.characters_off:g} 字",
            )  # fmt: skip
        return
    off = paper.off_centre(one)
    if off is not None and abs(off) > settings.characters_off:
        yield Fault(
            at(one),
            f"偏 {characters(off)}",
            "居中",
            "发文字号应居中排布，请改为居中。",
            f"±{settings.characters_off:g} 字",
        )


@clause("7.2.5", "发文字号", formats=("document",))
def number_below_mark(paper: Paper) -> Iterator[Fault]:
    """发文字号编排在发文机关标志下空二行位置。"""
    one, mark = paper.elements.number, paper.elements.mark
    if one is None or mark is None or one.blank_before is None or paper.elements.signer is not None:
        return
    if abs(one.blank_before - 2) > paper.settings.blank_off:
        yield Fault(
            at(one), lines(one.blank_before), "空2行",
            f"发文机关标志与发文字号之间空 {one.blank_before:.1f} 行，应空二行。", f"±{paper.settings.blank_off:g} 行",
        )  # fmt: skip


@clause("7.2.6", "签发人", formats=("document",))
def signer_place(paper: Paper) -> Iterator[Fault]:
    """签发人居右空一字编排，“签发人”后标全角冒号。"""
    one = paper.elements.signer
    if one is None:
        return
    found = paper.from_right(one)
    if found is not None and abs(found - 1) > paper.settings.characters_off:
        yield Fault(
            at(one), f"右空 {characters(found)}", "右空1字", "签发人应居右空一字编排，请改右缩进。",
            f"±{paper.settings.characters_off:g} 字",
        )  # fmt: skip
    if "签发人：" not in one.text:
        yield Fault(at(one), one.text, "签发人：", "“签发人”后应标全角冒号。")


@clause("7.2.7", "版头中的分隔线", formats=("document",))
def head_rule(paper: Paper) -> Iterator[Fault]:
    """发文字号之下居中印一条与版心等宽的红色分隔线。"""
    rules = paper.elements.head_rules
    if not rules:
        yield Fault(
            Place(1), "没有找到", "红色分隔线", "发文字号之下没有红色分隔线，请加一条与版心等宽（156 mm）的红色线。"
        )
        return
    rule = rules[-1]
    if not is_red(rule.color):
        yield Fault(at(rule), f"#{rule.color}", "红色", f"版头分隔线应为红色，现为 #{rule.color}。")
    if rule.width is not None and abs(rule.width - 156) > paper.settings.place_off + 0.5:
        yield Fault(
            at(rule), mm(rule.width), "156 mm", f"版头分隔线长 {rule.width:.1f} mm，应与版心等宽（156 mm）。", "±1.5 mm"
        )


@clause("7.2.7", "版头中的分隔线", formats=("document",))
def head_rule_gap(paper: Paper) -> Iterator[Fault]:
    """红色分隔线在发文字号之下 4 mm 处。"""
    number, rules = paper.elements.number, paper.elements.head_rules
    if number is None or not rules:
        return
    rule, gap = rules[-1], rules[-1].gap
    if rule.top is not None and number.bottom is not None:
        gap = rule.top - number.bottom
    if gap is not None and abs(gap - 4) > paper.place_off:
        yield Fault(
            at(rule), mm(gap), "4 mm", f"红色分隔线在发文字号之下 {gap:.1f} mm，应为 4 mm。", f"±{paper.place_off:g} mm"
        )


@clause("7.2.7", "版头中的分隔线", "P", recommended=True, formats=("document",))
def head_rule_thickness(paper: Paper) -> Iterator[Fault]:
    """红色分隔线的粗细标准未作规定，设置 document_rule 给出通行范围。"""
    rules, (thin, thick) = paper.elements.head_rules, paper.settings.document_rule
    off = paper.settings.document_rule_off
    if rules and not thin - off <= rules[-1].thickness <= thick + off:
        measured = rules[-1].thickness
        yield Fault(
            at(rules[-1]), f"{measured:.2f} mm", f"{thin:g}—{thick:g} mm",
            f"红色分隔线粗 {measured:.2f} mm，通行 {thin:g} 至 {thick:g} mm（设置 document_rule）。", f"±{off:g} mm",
        )  # fmt: skip
