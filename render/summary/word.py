"""推荐项目汇总表 as .docx: A4 across, its head on every page, its page numbers where the other pages of the paper have them."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer
from docx.shared import Mm

from render.letters.looks import ANNEX, ANNEX_TITLE, CELL, CELL_HEAD, CELL_LEFT, FLUSH, HEAD, PAGE_EVEN, PAGE_ODD
from render.letters.sheets import only
from render.page import (
    BOTTOM_MARGIN,
    LEFT_MARGIN,
    PAGE_HEIGHT,
    PAGE_NUMBER_BELOW_TEXT,
    PAGE_WIDTH,
    RIGHT_MARGIN,
    TEXT_WIDTH,
    TOP_MARGIN,
    twips,
)
from render.summary.table import SummaryRequest, SummaryTable, table_of
from render.word import Box, Line, append, element, new_document, package, page_number, paragraph, spoken, table

_MARK = replace(ANNEX, page_break_before=False)
"""The mark stands on the table's own first page; there is no page before it."""
_COUNT = replace(FLUSH, id="SummaryCount", name="汇总表合计", before_points=6)
_WIDTH_MM = PAGE_HEIGHT.mm - TOP_MARGIN.mm - BOTTOM_MARGIN.mm
_SHARES = (0.62, 2.3, 2.0, 2.0, 1.6, 1.7)
_ROW_MM = 11
_FOOTER_MM = 15
_TURNED_MM = 6
_TURNED_X_MM = BOTTOM_MARGIN.mm - PAGE_NUMBER_BELOW_TEXT.mm - _TURNED_MM
_TURNED_ODD = replace(PAGE_ODD, id="SummaryPageOdd", name="横表单页码", after_points=0)
_TURNED_EVEN = replace(PAGE_EVEN, id="SummaryPageEven", name="横表双页码", after_points=0)
_LOOKS = (_MARK, FLUSH, HEAD, ANNEX_TITLE, CELL, CELL_LEFT, CELL_HEAD, PAGE_ODD, _TURNED_ODD, _TURNED_EVEN, _COUNT)


def summary_docx(request: SummaryRequest) -> bytes:
    """The table as .docx bytes, the same for the same request; raises what :func:`render.summary.table.table_of` raises."""
    held = table_of(request)
    document = _sheet()
    _number(document, upright=bool(held.annex))
    if held.annex:
        append(document, paragraph(held.annex, _MARK), paragraph("", FLUSH))
    append(document, paragraph(held.title, ANNEX_TITLE if held.annex else HEAD), paragraph("", CELL))
    append(document, _ruled(held), paragraph(held.count, _COUNT))
    return package(document)


def _sheet() -> Document:
    """A4 across: the left edge of an upright page is the sheet's top, its foot the sheet's left (8)."""
    margins = (LEFT_MARGIN.mm, TOP_MARGIN.mm, RIGHT_MARGIN.mm, BOTTOM_MARGIN.mm)
    document = new_document(_LOOKS, margins)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAGE_HEIGHT.mm), Mm(PAGE_WIDTH.mm)
    section.footer_distance = Mm(_FOOTER_MM)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    return document


def _number(document: Document, upright: bool) -> None:
    """Page numbers below the table; ``upright`` puts them where the letter's other pages have theirs (8)."""
    section: Section = document.sections[0]
    if not upright:
        only(_own(section.footer), paragraph("", PAGE_ODD, _page()))
        return
    document.settings.odd_and_even_pages_header_footer = True
    for footer, look in ((section.footer, _TURNED_ODD), (section.even_page_footer, _TURNED_EVEN)):
        only(_own(footer), _turned(paragraph("", look, _page())), paragraph("", look))


def _own(footer: _Footer) -> BaseOxmlElement:
    footer.is_linked_to_previous = False
    return cast(BaseOxmlElement, footer._element)


def _page() -> list[BaseOxmlElement]:
    return [spoken("— "), page_number(), spoken(" —")]


def _turned(number: BaseOxmlElement) -> BaseOxmlElement:
    """``number`` along the sheet's left edge, which is the foot of the page once it is bound: a table that floats."""
    made = table([_TURNED_MM], [Line([Box([number])], TEXT_WIDTH.mm)], 0)
    properties, height, cell = (_within(made, tag) for tag in ("tblPr", "trHeight", "tcPr"))
    left, top = twips(_TURNED_X_MM), twips(LEFT_MARGIN.mm)
    place = element(
        "tblpPr", leftFromText=0, rightFromText=0, vertAnchor="page", horzAnchor="page", tblpX=left, tblpY=top
    )
    properties.insert(0, place)
    for tag in ("jc", "tblBorders"):
        properties.remove(_within(properties, tag))
    height.set(qn("w:hRule"), "exact")
    cell.insert(len(cell) - 1, element("textDirection", val="tbRl"))
    return made


def _within(holder: BaseOxmlElement, tag: str) -> BaseOxmlElement:
    """The first element of that name; the table that was just made has one of each."""
    return cast(BaseOxmlElement, next(holder.iter(qn(f"w:{tag}"))))


def _ruled(held: SummaryTable) -> BaseOxmlElement:
    shares = _SHARES[: len(held.heads)]
    widths = [_WIDTH_MM * share / sum(shares) for share in shares]
    head = Line([Box([paragraph(text, CELL_HEAD)]) for text in held.heads], _ROW_MM, header=True)
    rows = [Line([_cell(place, text) for place, text in enumerate(row)], _ROW_MM) for row in held.rows]
    return table(widths, [head, *rows])


def _cell(place: int, text: str) -> Box:
    """The number and the period stand in the middle, names at the left, as long as they are."""
    look = CELL if place in (0, 4) else CELL_LEFT
    return Box([paragraph(text, look)])
