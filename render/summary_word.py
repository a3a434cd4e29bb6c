"""推荐项目汇总表 as .docx: A4 across, its head on every page, its page numbers where the other pages of the paper have them."""

from __future__ import annotations

from dataclasses import replace

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from render.letters.looks import ANNEX, ANNEX_TITLE, CELL, CELL_HEAD, CELL_LEFT, FLUSH, HEAD, PAGE_EVEN, PAGE_ODD
from render.page import BOTTOM_MARGIN, LEFT_MARGIN, PAGE_HEIGHT, PAGE_WIDTH, RIGHT_MARGIN, TOP_MARGIN
from render.summary import SummaryRequest, SummaryTable, table_of
from render.word import Box, Line, append, new_document, package, page_number, paragraph, spoken, table

_MARK = replace(ANNEX, page_break_before=False)
"""The mark stands on the table's own first page; there is no page before it."""
_COUNT = replace(FLUSH, id="SummaryCount", name="汇总表合计", before_points=6)
_LOOKS = (_MARK, FLUSH, HEAD, ANNEX_TITLE, CELL, CELL_LEFT, CELL_HEAD, PAGE_ODD, PAGE_EVEN, _COUNT)
_WIDTH_MM = PAGE_HEIGHT.mm - TOP_MARGIN.mm - BOTTOM_MARGIN.mm
_SHARES = (0.62, 2.3, 2.0, 2.0, 1.6, 1.7)
_ROW_MM = 11
_FOOTER_MM = 15


def summary_docx(request: SummaryRequest) -> bytes:
    """The table as .docx bytes, the same for the same request; raises what :func:`render.summary.table_of` raises."""
    held = table_of(request)
    document = _sheet()
    if held.annex:
        append(document, paragraph(held.annex, _MARK), paragraph("", FLUSH))
    append(document, paragraph(held.title, ANNEX_TITLE if held.annex else HEAD), paragraph("", CELL))
    append(document, _ruled(held), paragraph(held.count, _COUNT))
    return package(document)


def _sheet() -> Document:
    """A4 across: the left edge of an upright page is the sheet's top, its foot the sheet's left (7.5, note on tables)."""
    margins = (LEFT_MARGIN.mm, TOP_MARGIN.mm, RIGHT_MARGIN.mm, BOTTOM_MARGIN.mm)
    document = new_document(_LOOKS, margins)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAGE_HEIGHT.mm), Mm(PAGE_WIDTH.mm)
    section.footer_distance = Mm(_FOOTER_MM)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    section.footer.is_linked_to_previous = False
    footer = section.footer._element
    for old in list(footer):
        footer.remove(old)
    footer.append(paragraph("", PAGE_ODD, [spoken("— "), page_number(), spoken(" —")]))
    return document


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
