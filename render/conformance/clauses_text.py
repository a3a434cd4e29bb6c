"""7.3.1 to 7.3.4: 标题, 主送机关, 正文 and 附件说明."""

from __future__ import annotations

import re
from collections.abc import Iterator

from render.conformance.elements import BodyText
from render.conformance.paper import Fault, Paper, at, characters, clause, indented_by_two, lines
from render.conformance.report import Place
from render.conformance.sheet import CHARACTER_MM, Paragraph, Rule, blank_lines

_NAME_ENDS = re.compile(r"[。，；、．.,;]$")
_LEVEL_FORMS = (
    ("一、", re.compile(r"^[一二三四五六七八九十百]+、")),
    ("（一）", re.compile(r"^（[一二三四五六七八九十百]+）")),
    ("1.", re.compile(r"^[0-9]+[.．]")),
    ("（1）", re.compile(r"^（[0-9]+）")),
)


@clause("7.3.1", "标题")
def title_present(paper: Paper) -> Iterator[Fault]:
    """应有标题。"""
    if not paper.elements.title:
        yield Fault(Place(1), "没有找到", "有", "没有找到标题，请加上由发文机关名称、事由和文种组成的标题。")


@clause("7.3.1", "标题")
def title_centred(paper: Paper) -> Iterator[Fault]:
    """标题居中排布。"""
    for one in paper.elements.title:
        wrong_align = one.align is not None and one.align not in ("center",)
        off = paper.off_centre(one)
        if (off is not None and abs(off) > paper.settings.characters_off) or (off is None and wrong_align):
            measured = "未居中" if off is None else f"偏 {characters(off)}"
            yield Fault(
                at(one), measured, "居中", f"标题“{one.text[:12]}”应居中排布，请改为居中并去掉缩进。",
                f"±{paper.settings.characters_off:g} 字",
            )  # fmt: skip
            return


@clause("7.3.1", "标题")
def title_space(paper: Paper) -> Iterator[Fault]:
    """标题编排于红色分隔线（信函为最后一个要素）下空二行位置。"""
    if not paper.elements.title:
        return
    one, rules = paper.elements.title[0], paper.elements.head_rules
    blank = one.blank_before
    if paper.format == "document" and paper.sheet.exact and rules and one.rows:
        blank = _blank_below(paper, one, rules[-1])
    if blank is None or abs(blank - 2) <= paper.settings.blank_off:
        return
    above = "红色分隔线" if paper.format == "document" else "上方最后一个要素"
    yield Fault(
        at(one), lines(blank), "空2行", f"标题与{above}之间空 {blank:.1f} 行，应空二行。", f"±{paper.settings.blank_off:g} 行",
        clause="7.3.1" if paper.format == "document" else "10.1",
    )  # fmt: skip


def _blank_below(paper: Paper, one: Paragraph, rule: Rule) -> float | None:
    if rule.bottom is None or rule.page != one.page:
        return None
    return blank_lines(one.rows[0].top - rule.bottom, paper.sheet.pitch_mm)


@clause("7.3.2", "主送机关")
def addressee_space(paper: Paper) -> Iterator[Fault]:
    """主送机关编排于标题下空一行位置。"""
    one = paper.elements.addressee
    if one is None or one.blank_before is None or abs(one.blank_before - 1) <= paper.settings.blank_off:
        return
    yield Fault(
        at(one), lines(one.blank_before), "空1行", f"标题与主送机关之间空 {one.blank_before:.1f} 行，应空一行。",
        f"±{paper.settings.blank_off:g} 行",
    )  # fmt: skip


@clause("7.3.2", "主送机关")
def addressee_left(paper: Paper) -> Iterator[Fault]:
    """主送机关居左顶格，回行时仍顶格。"""
    one = paper.elements.addressee
    found = None if one is None else paper.from_left(one)
    if one is not None and found is not None and abs(found) > paper.settings.characters_off:
        yield Fault(
            at(one), f"左空 {characters(found)}", "顶格", f"主送机关应居左顶格，现左空 {found:.1f} 字，请去掉缩进。",
            f"±{paper.settings.characters_off:g} 字",
        )  # fmt: skip


@clause("7.3.2", "主送机关")
def addressee_colon(paper: Paper) -> Iterator[Fault]:
    """最后一个机关名称后标全角冒号。"""
    one = paper.elements.addressee
    if one is not None and not one.text.endswith("："):
        yield Fault(at(one), one.text[-1], "：", "主送机关后应标全角冒号“：”，请改掉半角冒号。")


@clause("7.3.3", "正文")
def body_on_first_page(paper: Paper) -> Iterator[Fault]:
    """公文首页必须显示正文。"""
    texts = paper.elements.body
    if texts and paper.sheet.exact and all(one.paragraph.page != 1 for one in texts):
        yield Fault(Place(1), "首页没有正文", "首页有正文", "公文首页必须显示正文，请压缩版头或者把主送机关移至版记。")


@clause("7.3.3", "正文")
def paragraph_indent(paper: Paper) -> Iterator[Fault]:
    """每个自然段左空二字。"""
    wrong = [(text, found) for text in paper.elements.body if (found := _off_indent(paper, text)) is not None]
    if wrong:
        text, found = wrong[0]
        several = f"（共 {len(wrong)} 段）" if len(wrong) > 1 else ""
        yield Fault(
            at(text.paragraph), f"左空 {characters(found)}", "左空2字",
            f"“{text.paragraph.text[:12]}”一段左空 {found:.1f} 字，应左空二字{several}，请把首行缩进设为2字符。",
            f"±{paper.settings.characters_off:g} 字",
        )  # fmt: skip


def _off_indent(paper: Paper, text: BodyText) -> float | None:
    one = text.paragraph
    if one.align in ("center", "right"):
        return None if one.below_picture else paper.from_left(one)
    found = paper.from_left(one)
    return found if found is not None and abs(found - 2) > paper.settings.characters_off else None


@clause("7.3.3", "正文")
def paragraph_wrap(paper: Paper) -> Iterator[Fault]:
    """正文回行顶格。"""
    for text in paper.elements.body:
        one = text.paragraph
        if one.wrap is None or (one.right is not None and not one.rows) or (one.rows and len(one.rows) < 2):
            continue
        found = (one.wrap - paper.left) / CHARACTER_MM
        if abs(found) > paper.settings.characters_off:
            yield Fault(
                at(one), f"左空 {characters(found)}", "顶格", f"“{one.text[:12]}”一段回行左空 {found:.1f} 字，应顶格，请去掉左缩进。",
                f"±{paper.settings.characters_off:g} 字",
            )  # fmt: skip
            return


@clause("7.3.3", "层次序数")
def level_form(paper: Paper) -> Iterator[Fault]:
    """结构层次序数依次用“一、”“（一）”“1.”“（1）”标注。"""
    for text in paper.elements.body:
        if text.level == 0:
            continue
        form, pattern = _LEVEL_FORMS[text.level - 1]
        if not pattern.match(text.paragraph.text):
            said = text.paragraph.text[:4]
            yield Fault(
                at(text.paragraph), said, form, f"层次序数“{said}”应写作“{form}”的样式（全角括号，数字后用实心点）。"
            )
            return


@clause("7.3.3", "层次序数")
def level_order(paper: Paper) -> Iterator[Fault]:
    """结构层次自第一层“一、”起使用。"""
    seen: set[int] = set()
    for text in paper.elements.body:
        if text.level == 2 and 1 not in seen:
            yield Fault(
                at(text.paragraph), "无“一、”而有“（一）”", "先“一、”后“（一）”",
                f"“{text.paragraph.text[:12]}”之前没有第一层“一、”，请按一、（一）1.（1）的次序标注。", certainty="M",
            )  # fmt: skip
            return
        seen.add(text.level)


@clause("7.3.4", "附件说明")
def attachment_space(paper: Paper) -> Iterator[Fault]:
    """附件说明在正文下空一行。"""
    one = next(iter(paper.elements.attachments), None)
    if one is not None and one.blank_before is not None and abs(one.blank_before - 1) > paper.settings.blank_off:
        yield Fault(
            at(one), lines(one.blank_before), "空1行", f"正文与附件说明之间空 {one.blank_before:.1f} 行，应空一行。",
            f"±{paper.settings.blank_off:g} 行",
        )  # fmt: skip


@clause("7.3.4", "附件说明")
def attachment_indent(paper: Paper) -> Iterator[Fault]:
    """附件说明左空二字编排“附件”二字，后标全角冒号。"""
    one = next(iter(paper.elements.attachments), None)
    if one is None:
        return
    yield from indented_by_two(paper, one, "附件说明左空 {} 字，应左空二字。")
    if not re.match(r"^附件：", one.text):
        yield Fault(at(one), one.text[:4], "附件：", "“附件”后应标全角冒号。")


@clause("7.3.4", "附件说明")
def attachment_end(paper: Paper) -> Iterator[Fault]:
    """附件名称后不加标点符号。"""
    for one in paper.elements.attachments:
        if _NAME_ENDS.search(one.text):
            yield Fault(at(one), one.text[-1], "无标点", f"附件名称“{one.text[-12:]}”后不加标点符号，请删去。")
