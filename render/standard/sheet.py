"""One printed form as a Word document: cover, ruled tables, opinion blocks. Blank and filled forms are drawn alike.

A slot's label stands exactly as the definition prints it, and the answer alone in its own cell, or below its label
where that is a heading; where there is no answer the blank's own words (hints, the bare 年 月 日) stand in its place.
"""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from forms.law import chinese_number
from forms.page_code import around_page
from forms.spec import Field, Form, Rows, Section
from render.standard.blocks import draw_blocks
from render.standard.content import Content, Sheet, written
from render.standard.looks import (
    BLANK_DATE,
    CELL,
    CODE,
    COVER_DATE,
    COVER_LINE,
    COVER_TITLE,
    GAP,
    HINT,
    LABEL,
    LONG_LABEL,
    LONG_STATEMENT,
    LOOKS,
    MARGINS_MM,
    NOTE,
    PAIR_MM,
    PLAIN_TITLE,
    PROSE_ROOM,
    REPORT,
    SHORT_LABEL,
    SPECIMEN,
    SUBHEADING,
    TALL_MM,
    WIDE,
)
from render.standard.rows import draw_rows
from render.word import (
    Box,
    Line,
    append,
    new_document,
    package,
    page_break,
    page_number,
    paragraph,
    paragraphs,
    spoken,
    table,
)


def draw(form: Form, content: Content, script: str = "hans") -> bytes:
    """The form with ``content`` as .docx bytes, the same for the same content."""
    sheet = Sheet(form, content, script, new_document(LOOKS, MARGINS_MM))
    if form.specimen:
        _note_specimen(sheet)
    _cover(sheet)
    for section in form.sections:
        if isinstance(section, Rows):
            draw_rows(sheet, section)
        elif section.headed:
            _headed(sheet, section)
        else:
            _section(sheet, section)
    draw_blocks(sheet)
    return package(sheet.document)


def _note_specimen(sheet: Sheet) -> None:
    """本系统样表 at the head of every page, and at its foot the code by which scanned pages sort themselves."""
    section = sheet.document.sections[0]
    before, after = around_page(sheet.form.annex, sheet.form.edition, sheet.content.pilot)
    code = [spoken(sheet.words(before)), page_number(), spoken(sheet.words(after))]
    for margin, noted in (
        (section.header, paragraph(sheet.words(SPECIMEN), NOTE)),
        (section.footer, paragraph("", CODE, code)),
    ):
        margin.is_linked_to_previous = False
        holder = margin._element
        for old in list(holder):
            holder.remove(old)
        holder.append(noted)


def _cover(sheet: Sheet) -> None:
    form = sheet.form
    look = COVER_TITLE if form.cover else PLAIN_TITLE
    append(sheet.document, paragraph(sheet.words(form.title_prefix + form.title), look))
    for field in form.cover:
        append(sheet.document, *_cover_lines(sheet, field))
    if form.cover:
        append(sheet.document, page_break(GAP))


def _cover_lines(sheet: Sheet, field: Field) -> list[BaseOxmlElement]:
    text = sheet.text_of(field)
    if field.unlabelled:
        return [paragraph(text or sheet.words(BLANK_DATE), COVER_DATE)]
    shown = text or "".join(map(sheet.words, field.hints))
    return [paragraph(f"{sheet.words(field.label)}：{shown}", COVER_LINE)]


def _headed(sheet: Sheet, section: Section) -> None:
    """Each label as a numbered heading of its own, and below it the answer or room for one."""
    sheet.heading(section.title)
    for number, field in enumerate(section.fields, start=1):
        label = f"（{chinese_number(number)}）{sheet.words(field.label)}"
        append(sheet.document, paragraph(label, SUBHEADING), *_under_heading(sheet, field))
    append(sheet.document, paragraph("", GAP))


def _under_heading(sheet: Sheet, field: Field) -> list[BaseOxmlElement]:
    if text := sheet.text_of(field):
        return paragraphs(text, REPORT)
    if hints := [paragraph(sheet.words(hint), REPORT) for hint in field.hints]:
        return hints
    if field.kind.name == "date":
        return [paragraph(sheet.words(BLANK_DATE), REPORT)]
    return [paragraph("", REPORT) for _ in range(PROSE_ROOM if field.kind.name == "longtext" else 1)]


def _section(sheet: Sheet, section: Section) -> None:
    sheet.heading(section.title)
    if all(field.kind.name == "yes_no+text" for field in section.fields):
        lines = [_halves(sheet, field) for field in section.fields]
    else:
        lines = _pairs(sheet, section)
    append(sheet.document, table(PAIR_MM, lines), paragraph("", GAP))


def _pairs(sheet: Sheet, section: Section) -> list[Line]:
    lines: list[Line] = []
    waiting: list[Field] = []
    for field in section.fields:
        if field.kind.name in WIDE:
            lines += _short_lines(sheet, waiting) + _wide_lines(sheet, field)
            waiting = []
        else:
            waiting.append(field)
    return lines + _short_lines(sheet, waiting)


def _short_lines(sheet: Sheet, fields: Sequence[Field]) -> list[Line]:
    """Two pairs a line; a pair left over has the line to itself."""
    lines = []
    for first in range(0, len(fields) - 1, 2):
        pairs = [box for field in fields[first : first + 2] for box in _pair(sheet, field, 1)]
        lines.append(Line(pairs))
    if len(fields) % 2:
        lines.append(Line(_pair(sheet, fields[-1], 3)))
    return lines


def _pair(sheet: Sheet, field: Field, span: int) -> list[Box]:
    return [_label_box(sheet, field, 1), Box(_answer(sheet, field), span)]


def _halves(sheet: Sheet, field: Field) -> Line:
    """A line with as much room for the label as for the answer."""
    boxes = [_label_box(sheet, field, 2), Box(_answer(sheet, field), 2)]
    return Line(boxes, TALL_MM.get(field.kind.name, 9), whole=False)


def _label_box(sheet: Sheet, field: Field, span: int) -> Box:
    return Box([paragraph(sheet.words(field.label), LABEL)], span)


def _wide_lines(sheet: Sheet, field: Field) -> list[Line]:
    height = TALL_MM.get(field.kind.name, 9)
    if field.kind.name == "yes_no+text" and len(field.label) > LONG_STATEMENT:
        return [_halves(sheet, field)]
    if field.kind.name == "longtext" and len(field.label) > SHORT_LABEL:
        label = Box([paragraph(sheet.words(field.label), LONG_LABEL)], 4)
        return [Line([label]), Line([Box(_answer(sheet, field), 4, "top")], height, whole=False)]
    label, answer = _pair(sheet, field, 3)
    return [Line([label, answer], height, whole=False)]


def _answer(sheet: Sheet, field: Field) -> list[BaseOxmlElement]:
    if text := sheet.text_of(field):
        return written(text)
    hints = [paragraph(sheet.words(hint), HINT) for hint in field.hints]
    return hints or [paragraph("", CELL)]
