"""Opinion blocks in a printed form: what is said, who signs and seals, and when."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from forms.spec import Block, FilledBy, Needs
from render.standard.content import Sheet, Signed, written
from render.standard.looks import (
    BLANK_DATE,
    BLOCK_MM,
    CELL,
    GAP,
    GROUP_PROMPT,
    GROUP_SIGN_PROMPT,
    HINT,
    LABEL,
    MEMBERS_MM,
    OPINION_MM,
    PROMPT,
    PROMPT_ROOM,
    SEAL_PROMPT,
    SIGN_PROMPT,
    SIGNING_MM,
    UNIT_PROMPT,
)
from render.standard.stamp import picture
from render.word import Box, Line, Look, append, paragraph, spoken, table


def draw_blocks(sheet: Sheet) -> None:
    """Draw every opinion block of the sheet's content in one table."""
    if not sheet.content.blocks:
        return
    sheet.heading(sheet.form.blocks_title)
    lines = []
    for number, signed in enumerate(sheet.content.blocks):
        label = Box([paragraph(sheet.words(signed.block.label), LABEL)])
        lines.append(Line([label, Box(_signed(sheet, signed, number), align="top")], _block_height(signed.block)))
    append(sheet.document, table(BLOCK_MM, lines), paragraph("", GAP))


def _block_height(block: Block) -> float:
    if block.needs & (Needs.OPINION | Needs.SEAL):
        return OPINION_MM
    return MEMBERS_MM if block.repeated else SIGNING_MM


def _signed(sheet: Sheet, signed: Signed, number: int) -> list[BaseOxmlElement]:
    """Opinion and unit on top; below them the prompts with the marks on them, and the date last."""
    made = written(signed.opinion) if signed.opinion else []
    if not made:
        made = [paragraph(sheet.words(hint), HINT) for hint in signed.block.hints] or [paragraph("", CELL)]
    if signed.unit:
        made.append(paragraph(sheet.words(UNIT_PROMPT) + signed.unit, CELL))
    foot: list[Sequence[BaseOxmlElement]] = []
    if prompts := _prompts(sheet, signed, number):
        foot.append(prompts)
    if Needs.DATE in signed.block.needs or signed.date:
        foot.append([spoken(signed.date or sheet.words(BLANK_DATE))])
    return made + [paragraph("", look, runs) for look, runs in zip(_foot_looks(signed.block), foot, strict=False)]


def _foot_looks(block: Block) -> tuple[Look, Look]:
    """How the line to sign in and the date below it stand: a group has the whole line, and below it room for many."""
    if block.filled_by is FilledBy.GROUP:
        return GROUP_PROMPT, PROMPT_ROOM if block.repeated else PROMPT
    return PROMPT_ROOM, PROMPT


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
        prompt = GROUP_SIGN_PROMPT if signed.block.filled_by is FilledBy.GROUP else SIGN_PROMPT
        runs.insert(0, spoken(sheet.words(prompt) + room))
    return runs
