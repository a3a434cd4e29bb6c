"""The shipped templates, built anew: ``python -m render.letters.build`` writes the .docx files beside this one.

The layout is the letter format of GB/T 9704-2012 10.1. Placeholders are in Chinese, so that an officer who opens a
template in Word can read it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from render.page import (
    BODY,
    BOTTOM_MARGIN,
    COPIES_TO,
    HEITI,
    LEFT_MARGIN,
    LETTER_LOWER_RULE,
    LETTER_MARK_TOP,
    LETTER_RULE_BELOW_MARK,
    LETTER_RULE_WIDTH,
    LEVEL_1,
    LEVEL_2,
    LINE_TWIPS,
    MARK,
    MM_PER_POINT,
    PAGE_NUMBER,
    RED,
    RIGHT_MARGIN,
    TEXT_WIDTH,
    TITLE,
    TOP_MARGIN,
    TRACKING_TWIPS,
    Lettering,
    twips,
)
from render.pictures import STYLE as PICTURE_STYLE
from render.word import Box, Line, Look, append, element, new_document, package, paragraph, table

_BASE = Look("LetterBody", "公文正文", BODY, "both", line_twips=LINE_TWIPS, tracking_twips=TRACKING_TWIPS, on_grid=True)
TEXT = replace(_BASE, first_line_chars=2)
FLUSH = replace(_BASE, id="LetterFlush", name="主送机关", align="left")
LINE = replace(FLUSH, id="LetterLine", name="公文署名", keep_with_next=True)
"""署名 and 成文日期 never stand on a page without text: they hold together, and to the closing words."""
LAST = replace(FLUSH, id="LetterDate", name="成文日期")
CLOSING = replace(TEXT, id="LetterClosing", name="公文结语", keep_with_next=True)
NUMBER = replace(
    _BASE, id="LetterNumber", name="发文字号", align="right", line_twips=360, before_points=12, on_grid=False
)  # fmt: skip
"""With what the line and the header leave, 7/8 of a character below the rule (measured in LibreOffice)."""
HEAD = replace(_BASE, id="LetterTitle", name="公文标题", lettering=TITLE, align="center", tracking_twips=0)
FIRST = replace(TEXT, id="LetterLevel1", name="一级标题", lettering=LEVEL_1, keep_with_next=True)
SECOND = replace(TEXT, id="LetterLevel2", name="二级标题", lettering=LEVEL_2, keep_with_next=True)
COPIES = replace(
    _BASE, id="LetterCopies", name="抄送机关", lettering=COPIES_TO, align="left", left_chars=1, hanging_chars=3,
    right_chars=1, tracking_twips=0, on_grid=False, line_twips=400,
)  # fmt: skip
ISSUER = Look("LetterIssuer", "发文机关标志", MARK, "center", color=RED, line_twips=round((MARK.points + 1) * 20))
RULE = Look("LetterRule", "信函下双线", Lettering(BODY.font, 1), "center", line_twips=40)
PAGE_ODD = Look("LetterPageOdd", "单页码", PAGE_NUMBER, "right", right_chars=1)
PAGE_EVEN = Look("LetterPageEven", "双页码", PAGE_NUMBER, left_chars=1)
CELL = Look("LetterCell", "清单内容", Lettering(BODY.font, 12), "center", line_twips=340)
CELL_LEFT = replace(CELL, id="LetterCellLeft", name="清单名称", align="left")
CELL_HEAD = replace(CELL, id="LetterCellHead", name="清单表头", lettering=Lettering(HEITI, 12))
PICTURE = Look(PICTURE_STYLE, "附图", BODY, "center", before_points=4, keep_with_next=True)
"""Single lines: an exact line height would cut a picture off."""
CAPTION = Look("LetterCaption", "图题", Lettering(BODY.font, 10.5), "center", line_twips=300, after_points=6)
LOOKS = (
    TEXT, FLUSH, LINE, LAST, CLOSING, NUMBER, HEAD, FIRST, SECOND, COPIES, ISSUER, RULE, PAGE_ODD, PAGE_EVEN,
    CELL, CELL_LEFT, CELL_HEAD, PICTURE, CAPTION,
)  # fmt: skip

_RULE_EIGHTHS = 24
"""Width of the red double rule's thick stroke in eighths of a point."""
_MARK_RISES_MM, _MARK_LEAVES_MM = 0.4, 1.2
"""How far the mark's strokes reach above their line, and what the line leaves below them (measured in LibreOffice)."""


def _empty() -> BaseOxmlElement:
    return paragraph("", FLUSH)


def _text(*lines: str) -> list[BaseOxmlElement]:
    return [paragraph(line, TEXT) for line in lines]


def _red_rule(side: str, style: str, space_points: float) -> BaseOxmlElement:
    borders = element("pBdr")
    borders.append(element(side, val=style, sz=_RULE_EIGHTHS, space=round(space_points), color=RED))
    return borders


def _across() -> BaseOxmlElement:
    """Indents that let a rule stand out of the text on both sides, to 170 mm."""
    out = -twips((LETTER_RULE_WIDTH.mm - TEXT_WIDTH.mm) / 2)
    return element("ind", left=out, right=out, leftChars=0, rightChars=0, firstLine=0)


def _ruled(made: BaseOxmlElement, rule: BaseOxmlElement) -> BaseOxmlElement:
    made[0].extend([rule, _across()])  # a paragraph begins with its properties
    return made


def _only(holder: BaseOxmlElement, *made: BaseOxmlElement) -> None:
    for old in list(holder):
        holder.remove(old)
    for item in made:
        holder.append(item)


def _page_number(look: Look) -> BaseOxmlElement:
    """— 1 —"""
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    before, after = element("r"), element("r")
    before.append(_words("— "))
    after.append(_words(" —"))
    return paragraph("", look, [before, field, after])


def _words(text: str) -> BaseOxmlElement:
    made = element("t")
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.text = text
    return made


def _letter_paper() -> Document:
    """An empty letter: issuer and rules on the first page, page numbers outside on the others."""
    margins = (TOP_MARGIN.mm, RIGHT_MARGIN.mm, BOTTOM_MARGIN.mm, LEFT_MARGIN.mm)
    document = new_document(LOOKS, margins)
    section = document.sections[0]
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    document.settings.odd_and_even_pages_header_footer = True
    section.different_first_page_header_footer = True
    section.header_distance, section.footer_distance = (
        Mm(LETTER_MARK_TOP.mm + _MARK_RISES_MM),
        Mm(LETTER_LOWER_RULE.mm - 1.5),
    )
    upper = _red_rule("bottom", "thickThinSmallGap", (LETTER_RULE_BELOW_MARK.mm - _MARK_LEAVES_MM) / MM_PER_POINT)
    lower = _red_rule("bottom", "thinThickSmallGap", 0)
    for part in (section.first_page_header, section.first_page_footer, section.footer, section.even_page_footer):
        part.is_linked_to_previous = False
    _only(section.first_page_header._element, _ruled(paragraph("{{ 发文机关 }}", ISSUER), upper))
    _only(section.first_page_footer._element, _ruled(paragraph("", RULE), lower))
    _only(section.footer._element, _page_number(PAGE_ODD))
    _only(section.even_page_footer._element, _page_number(PAGE_EVEN))
    section._sectPr.append(element("docGrid", type="lines", linePitch=LINE_TWIPS))
    return document


def _head() -> list[BaseOxmlElement]:
    return [
        paragraph("{{ 发文字号 }}", NUMBER),
        _empty(),
        _empty(),
        paragraph("{{ 标题 }}", HEAD),
        _empty(),
        paragraph("{{ 主送机关 }}：", FLUSH),
    ]


def _foot(closing: str) -> list[BaseOxmlElement]:
    """The closing words, 署名 and 成文日期 as without a seal, 附注; they hold together on one page.

    抄送 goes to that page's bottom: its frame is anchored before the closing words, so as not to part the others.
    """
    copies = paragraph("抄送：{{ 抄送 }}。", COPIES)
    frame = element("framePr", w=TEXT_WIDTH.twips, hSpace=0, wrap="around", vAnchor="margin", hAnchor="margin")
    frame.set(qn("w:xAlign"), "left")
    frame.set(qn("w:yAlign"), "bottom")
    copies[0].append(frame)
    return [
        paragraph("{%p if 抄送 %}", COPIES),
        copies,
        paragraph("{%p endif %}", COPIES),
        paragraph(closing, CLOSING),
        paragraph("", LINE),
        paragraph("{{ 署名 }}", LINE),
        paragraph("{%p if 代章 %}", LINE),
        paragraph("{{ 代章 }}", LINE),
        paragraph("{%p endif %}", LINE),
        paragraph("{%p if 附注 %}", TEXT),
        paragraph("{{ 成文日期 }}", LINE),
        paragraph("（{{ 附注 }}）", TEXT),
        paragraph("{%p else %}", TEXT),
        paragraph("{{ 成文日期 }}", LAST),
        paragraph("{%p endif %}", TEXT),
    ]


def _materials() -> BaseOxmlElement:
    def cells(*texts: str) -> Sequence[Box]:
        looks = (CELL, CELL_LEFT, CELL, CELL_LEFT)
        return [Box([paragraph(text, look)]) for text, look in zip(texts, looks, strict=True)]

    widths = (14.0, 100.0, 16.0, 26.0)
    head = Line([Box([paragraph(text, CELL_HEAD)]) for text in ("序号", "材料名称", "份数", "备注")], 7, header=True)
    opening = Line([Box([paragraph("{%tr for 材料 in 材料清单 %}", CELL)], span=4)])
    row = Line(cells("{{ loop.index }}", "{{ 材料.名称 }}", "{{ 材料.份数 }}", "{{ 材料.备注 }}"), 7)
    closing = Line([Box([paragraph("{%tr endfor %}", CELL)], span=4)])
    return table(widths, [head, opening, row, closing])


def correction() -> bytes:
    """补正通知书."""
    document = _letter_paper()
    append(
        document,
        *_head(),
        *_text("{{ 开头 }}"),
        paragraph("一、需要补正的内容", FIRST),
        paragraph("{%p for 部分 in 问题清单 %}", TEXT),
        paragraph("{{ 部分.名称 }}", SECOND),
        paragraph("{%p for 问题 in 部分.问题 %}", TEXT),
        *_text("{{ 问题.序号 }}.{{ 问题.说明 }}{{ 问题.依据 }}"),
        paragraph("{%p if 问题.附图 %}", PICTURE),
        paragraph("{{ 问题.附图 }}", PICTURE),
        paragraph("{{ 问题.图题 }}", CAPTION),
        paragraph("{%p endif %}", PICTURE),
        paragraph("{%p endfor %}", TEXT),
        paragraph("{%p endfor %}", TEXT),
        paragraph("二、补正要求", FIRST),
        *_text("{{ 补正要求 }}"),
        *_foot("特此通知。"),
    )
    return package(document)


def receipt() -> bytes:
    """收件回执, in a provincial programme 受理通知书."""
    document = _letter_paper()
    append(document, *_head(), *_text("{{ 开头 }}"), _materials())
    append(document, *_text("{{ 说明 }}"), *_foot("{{ 结语 }}"))
    return package(document)


def late_refusal() -> bytes:
    """不予受理告知书, where the material came after the deadline."""
    document = _letter_paper()
    append(document, *_head(), *_text("{{ 开头 }}{{ 依据 }}{{ 结论 }}"))
    append(document, *_foot("特此告知。"))
    return package(document)


def templates() -> dict[str, bytes]:
    """Every shipped template by its name."""
    return {"correction": correction(), "receipt": receipt(), "late-refusal": late_refusal()}


def main() -> None:
    for name, data in templates().items():
        Path(__file__).with_name(f"{name}.docx").write_bytes(data)


if __name__ == "__main__":
    main()
