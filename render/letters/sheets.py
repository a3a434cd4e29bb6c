"""The empty papers: what stands above and below the text of a letter and of a 文件 (GB/T 9704-2012 10.1, 7)."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm

from render.letters import looks
from render.page import (
    BOTTOM_MARGIN,
    LEFT_MARGIN,
    LETTER_LOWER_RULE,
    LETTER_MARK_TOP,
    LINE_TWIPS,
    MARK_STEPS,
    RIGHT_MARGIN,
    TEXT_WIDTH,
    TOP_MARGIN,
)
from render.word import Look, element, new_document, paragraph

_FOOTER_MM = LETTER_LOWER_RULE.mm - 1.5


def letter_sheet() -> Document:
    """An empty letter: issuer and rules on the first page, page numbers outside on the others."""
    document, section = _sheet()
    section.different_first_page_header_footer = True
    section.header_distance = Mm(LETTER_MARK_TOP.mm + looks.MARK_RISES_MM)
    for part in (section.first_page_header, section.first_page_footer):
        part.is_linked_to_previous = False
    only(section.first_page_header._element, *marks("{{ 发文机关 }}", looks.LETTER_MARKS))
    only(section.first_page_footer._element, paragraph("", looks.RULE))
    return document


def document_sheet() -> Document:
    """An empty 文件: page numbers outside from the first page on; its red head stands in the text."""
    return _sheet()[0]


def _sheet() -> tuple[Document, Section]:
    margins = (TOP_MARGIN.mm, RIGHT_MARGIN.mm, BOTTOM_MARGIN.mm, LEFT_MARGIN.mm)
    document = new_document(looks.LOOKS, margins)
    section = document.sections[0]
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    document.settings.odd_and_even_pages_header_footer = True
    section.footer_distance = Mm(_FOOTER_MM)
    for part in (section.footer, section.even_page_footer):
        part.is_linked_to_previous = False
    only(section.footer._element, _page_number(looks.PAGE_ODD))
    only(section.even_page_footer._element, _page_number(looks.PAGE_EVEN))
    section._sectPr.append(element("docGrid", type="lines", linePitch=LINE_TWIPS))
    return document, section


def marks(text: str, styles: tuple[Look, ...]) -> list[BaseOxmlElement]:
    """The issuer's mark in each width; the letter keeps the one whose name ``机关标志`` says."""
    made = []
    for number, ((name, _), look) in enumerate(zip(MARK_STEPS, styles, strict=True)):
        made.append(paragraph(f'{{%p {"elif" if number else "if"} 机关标志 == "{name}" %}}', look))
        made.append(paragraph(text, look))
    return [*made, paragraph("{%p endif %}", styles[0])]


def foot_frame() -> BaseOxmlElement:
    """What puts a paragraph to the bottom of its page's text."""
    frame = element("framePr", w=TEXT_WIDTH.twips, hSpace=0, wrap="around", vAnchor="margin", hAnchor="margin")
    frame.set(qn("w:xAlign"), "left")
    frame.set(qn("w:yAlign"), "bottom")
    return frame


def drawn_rule(thickness_mm: float, number: int) -> BaseOxmlElement:
    """A run that draws a black rule as wide as the text, with the older form for programs that want it.

    ``number`` is its own among the document's drawings.
    """
    width, thickness = round(TEXT_WIDTH.mm * _EMU_PER_MM), round(thickness_mm * _EMU_PER_MM)
    made: BaseOxmlElement = parse_xml(
        _RULE.format(width=width, thickness=thickness, points=thickness / 12_700, number=number)
    )
    return made


_EMU_PER_MM = 36_000
_RULE = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="0"/>'
    '<wp:docPr id="{number}" name="版记分隔线"/><wp:cNvGraphicFramePr/><a:graphic>'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/>'
    '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="0"/></a:xfrm>'
    '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
    '<a:ln w="{thickness}"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    '<v:rect style="width:442.2pt;height:{points:.2f}pt" fillcolor="#000000" stroked="f"/></w:pict></mc:Fallback>'
    "</mc:AlternateContent></w:r>"
)
"""A line shape in the line of text, as Word 2010 and later draw it, and a rectangle for what came before."""


def only(holder: BaseOxmlElement, *made: BaseOxmlElement) -> None:
    """Put ``made`` in the place of whatever ``holder`` has."""
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
