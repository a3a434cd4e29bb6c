"""One printed form as a Word document: cover, ruled tables, opinion blocks. Blank and filled forms are drawn alike.

A slot's label stands exactly as the definition prints it, and the answer alone in its own cell; where there is no
answer the blank's own words (hints, the bare 年 月 日) stand in its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from forms.spec import Block, Field, Form, Needs, Rows, Section
from render.page import BODY, FANGSONG, HEITI, SONGTI, XIAOBIAOSONG, Lettering
from render.script import converter
from render.stamp import Stamp, picture
from render.word import (
    Box,
    Line,
    Look,
    append,
    new_document,
    package,
    page_break,
    paragraph,
    paragraphs,
    spoken,
    table,
)

BLANK_DATE = "    年    月    日"
SPECIMEN = "本系统样表"
SIGN_PROMPT = "负责人（签字）："
SEAL_PROMPT = "（盖章）"
UNIT_PROMPT = "单位名称："
MARGINS_MM = (30, 26, 25, 28)
PAIR_MM = (31, 47, 31, 47)
BLOCK_MM = (34, 122)
EMPTY_ROWS = 6
SHORT_LABEL = 9
"""A longer label over a long text stands in a line of its own above the answer."""

WIDE = frozenset({"org", "org list", "address", "longtext", "yes_no+text"})
"""Kinds of answer that take a whole line; all others stand two to a line."""
TALL_MM: Mapping[str, float] = {"longtext": 46, "yes_no+text": 14}

COVER_TITLE = Look("FormTitle", "表格题目", Lettering(XIAOBIAOSONG, 20), "center", before_points=110, after_points=90)
COVER_LINE = Look("FormCover", "封面栏目", BODY, before_points=7, after_points=7, left_chars=2, hanging_chars=5)
COVER_DATE = Look("FormDate", "封面日期", BODY, "center", before_points=110)
HEADING = Look("FormHeading", "表格标题", Lettering(HEITI, 13), before_points=12, after_points=6, keep_with_next=True)
LABEL = Look("FormLabel", "栏目名称", Lettering(SONGTI, 12), "center")
LONG_LABEL = Look("FormLongLabel", "整行栏目名称", Lettering(SONGTI, 12))
CELL = Look("FormCell", "填写内容", Lettering(FANGSONG, 12))
PROSE = Look("FormProse", "填写内容（多段）", CELL.lettering, first_line_chars=2)
"""Several paragraphs in one cell: indented, so that a full last line is not taken for one that goes on."""
HINT = Look("FormHint", "填写提示", Lettering(FANGSONG, 12))
PROMPT = Look("FormPrompt", "签署栏", Lettering(FANGSONG, 12), "right", before_points=10, right_chars=3)
PROMPT_ROOM = Look("FormPromptRoom", "签署栏（首行）", PROMPT.lettering, "right", before_points=58, right_chars=3)
GAP = Look("FormGap", "表格间隔", Lettering(SONGTI, 5))
NOTE = Look("FormNote", "样表说明", Lettering(FANGSONG, 10.5), "right")
LOOKS = (
    COVER_TITLE,
    COVER_LINE,
    COVER_DATE,
    HEADING,
    LABEL,
    LONG_LABEL,
    CELL,
    PROSE,
    HINT,
    PROMPT,
    PROMPT_ROOM,
    GAP,
    NOTE,
)

Texts: TypeAlias = Mapping[tuple[str, ...], str]
"""What is written into labelled slots, by the ids of their field; an absent or empty text leaves the slot blank."""


@dataclass(frozen=True)
class Signed:
    """What stands in one opinion block; empty texts leave the place as printed."""

    block: Block
    unit: str = ""
    opinion: str = ""
    date: str = ""
    stamps: Sequence[Stamp] = ()


@dataclass(frozen=True)
class Content:
    """Everything written into a form, as text."""

    fields: Texts
    rows: Mapping[str, Sequence[Texts]]
    blocks: Sequence[Signed]


@dataclass(frozen=True)
class Sheet:
    """One form in one script, being drawn into ``document``."""

    form: Form
    content: Content
    script: str
    document: Document

    def words(self, official: str) -> str:
        """Official wording in the sheet's script; never used on names or answers."""
        return converter(self.script)(official)

    def text_of(self, field: Field) -> str:
        return self.content.fields.get(field.ids, "")


def draw(form: Form, content: Content, script: str = "hans") -> bytes:
    """The form with ``content`` as .docx bytes, the same for the same content."""
    sheet = Sheet(form, content, script, new_document(LOOKS, MARGINS_MM))
    if form.specimen:
        _note_specimen(sheet)
    _cover(sheet)
    for section in form.sections:
        if isinstance(section, Section):
            _section(sheet, section)
        else:
            _rows(sheet, section)
    _blocks(sheet)
    return package(sheet.document)


def _note_specimen(sheet: Sheet) -> None:
    header = sheet.document.sections[0].header
    header.is_linked_to_previous = False
    holder = header._element
    for old in list(holder):
        holder.remove(old)
    holder.append(paragraph(sheet.words(SPECIMEN), NOTE))


def _cover(sheet: Sheet) -> None:
    form = sheet.form
    append(sheet.document, paragraph(sheet.words(form.title_prefix + form.title), COVER_TITLE))
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


def _heading(sheet: Sheet, title: str) -> None:
    if title:
        append(sheet.document, paragraph(sheet.words(title), HEADING))


def _section(sheet: Sheet, section: Section) -> None:
    _heading(sheet, section.title)
    lines: list[Line] = []
    waiting: list[Field] = []
    for field in section.fields:
        if _is_wide(field):
            lines += _short_lines(sheet, waiting) + _wide_lines(sheet, field)
            waiting = []
        else:
            waiting.append(field)
    append(sheet.document, table(PAIR_MM, lines + _short_lines(sheet, waiting)), paragraph("", GAP))


def _is_wide(field: Field) -> bool:
    return field.kind.name in WIDE


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
    return [Box([paragraph(sheet.words(field.label), LABEL)]), Box(_answer(sheet, field), span)]


def _wide_lines(sheet: Sheet, field: Field) -> list[Line]:
    height = TALL_MM.get(field.kind.name, 9)
    if field.kind.name == "longtext" and len(field.label) > SHORT_LABEL:
        label = Box([paragraph(sheet.words(field.label), LONG_LABEL)], 4)
        return [Line([label]), Line([Box(_answer(sheet, field), 4, "top")], height, whole=False)]
    label, answer = _pair(sheet, field, 3)
    return [Line([label, answer], height, whole=False)]


def _answer(sheet: Sheet, field: Field) -> list[BaseOxmlElement]:
    if text := sheet.text_of(field):
        return _written(text)
    hints = [paragraph(sheet.words(hint), HINT) for hint in field.hints]
    return hints or [paragraph("", CELL)]


def _written(text: str) -> list[BaseOxmlElement]:
    return paragraphs(text, PROSE if "\n" in text else CELL)


def _rows(sheet: Sheet, rows: Rows) -> None:
    _heading(sheet, rows.title)
    header = Line([Box([paragraph(sheet.words(column.label), LABEL)]) for column in rows.columns], header=True)
    written = sheet.content.rows.get(rows.id, ())
    lines = [
        Line([Box(_written(texts.get(column.ids, ""))) for column in rows.columns], 14, whole=False)
        for texts in written or [{}] * max(EMPTY_ROWS, rows.at_least)
    ]
    append(sheet.document, table(_column_widths(rows), [header, *lines]), paragraph("", GAP))


def _column_widths(rows: Rows) -> list[float]:
    """Millimetres for each column: long texts are given twice the room of the others."""
    shares = [2.0 if column.kind.name == "longtext" else 1.0 for column in rows.columns]
    return [sum(PAIR_MM) * share / sum(shares) for share in shares]


def _blocks(sheet: Sheet) -> None:
    if not sheet.content.blocks:
        return
    _heading(sheet, sheet.form.blocks_title)
    lines = []
    for number, signed in enumerate(sheet.content.blocks):
        label = Box([paragraph(sheet.words(signed.block.label), LABEL)])
        lines.append(Line([label, Box(_signed(sheet, signed, number), align="top")], 52))
    append(sheet.document, table(BLOCK_MM, lines), paragraph("", GAP))


def _signed(sheet: Sheet, signed: Signed, number: int) -> list[BaseOxmlElement]:
    """Opinion and unit on top; below them the prompts with the marks on them, and the date last."""
    made = _written(signed.opinion) if signed.opinion else []
    if not made:
        made = [paragraph(sheet.words(hint), HINT) for hint in signed.block.hints] or [paragraph("", CELL)]
    if signed.unit:
        made.append(paragraph(sheet.words(UNIT_PROMPT) + signed.unit, CELL))
    foot: list[Sequence[BaseOxmlElement]] = []
    if prompts := _prompts(sheet, signed, number):
        foot.append(prompts)
    if Needs.DATE in signed.block.needs or signed.date:
        foot.append([spoken(signed.date or sheet.words(BLANK_DATE))])
    looks = [PROMPT_ROOM, PROMPT]
    return made + [paragraph("", look, runs) for look, runs in zip(looks, foot, strict=False)]


def _prompts(sheet: Sheet, signed: Signed, number: int) -> list[BaseOxmlElement]:
    """The places to sign and to seal, as our own layout prints them, with the pictures that stand there.

    An official blank has only its hints, and then nothing but the pictures stands here.
    """
    standing = [(stamp, picture(sheet.document, stamp, number * 16 + i)) for i, stamp in enumerate(signed.stamps)]
    inline = [run for stamp, run in standing if not stamp.floating]
    runs = [*inline, *(run for stamp, run in standing if stamp.floating)]
    if sheet.form.specimen and Needs.SEAL in signed.block.needs:
        runs.insert(len(inline), spoken(sheet.words(SEAL_PROMPT)))
    if sheet.form.specimen and Needs.SIGNATURE in signed.block.needs:
        room = "" if inline else "　　　　　　"
        runs.insert(0, spoken(sheet.words(SIGN_PROMPT) + room))
    return runs
