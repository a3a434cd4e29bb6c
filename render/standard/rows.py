"""Tables of rows in a printed form: a header, what was written, or empty rows to fill in."""

from __future__ import annotations

from docx.oxml.xmlchemy import BaseOxmlElement

from forms.spec import Field, Rows
from render.standard.content import Sheet, Texts, written
from render.standard.looks import (
    COLUMN_HINT,
    COLUMN_SHARES,
    GAP,
    LABEL,
    MANY_COLUMNS,
    PAIR_MM,
    ROW_MM,
    ROW_PICTURES,
    SIGNED_ROW_MM,
    TIGHT_CELL,
    TIGHT_LABEL,
    TIGHT_MARGIN_MM,
)
from render.standard.stamp import picture
from render.word import Box, Line, append, paragraph, paragraphs, table


def draw_rows(sheet: Sheet, rows: Rows) -> None:
    """Draw ``rows`` under its heading."""
    sheet.heading(rows.title)
    tight = len(rows.columns) > MANY_COLUMNS
    height = SIGNED_ROW_MM if any(column.kind.name == "signature" for column in rows.columns) else ROW_MM
    given = sheet.content.rows.get(rows.id, ())
    lines = [
        Line([Box(_cell(sheet, rows, n, column, texts, tight)) for column in rows.columns], height, whole=tight)
        for n, texts in enumerate(given or [{}] * max(rows.room, rows.at_least))
    ]
    header = Line([Box(_column_head(sheet, column, tight)) for column in rows.columns], header=True)
    margin_mm = TIGHT_MARGIN_MM if tight else None
    append(sheet.document, table(_column_widths(rows), [header, *lines], margin_mm), paragraph("", GAP))


def _column_head(sheet: Sheet, column: Field, tight: bool) -> list[BaseOxmlElement]:
    hints = [paragraph(sheet.words(hint), COLUMN_HINT) for hint in column.hints]
    return [paragraph(sheet.words(column.label), TIGHT_LABEL if tight else LABEL), *hints]


def _cell(sheet: Sheet, rows: Rows, row: int, column: Field, texts: Texts, tight: bool) -> list[BaseOxmlElement]:
    """What stands in one cell: the text, or the pictures in a column to be signed."""
    stamps = sheet.content.row_stamps.get((rows.id, row, column.ids[0]), ())
    if stamps:
        number = ROW_PICTURES + row * len(rows.columns)
        return [paragraph("", TIGHT_CELL, [picture(sheet.document, s, number + i) for i, s in enumerate(stamps)])]
    text = texts.get(column.ids, "")
    return paragraphs(text, TIGHT_CELL) if tight else written(text)


def _column_widths(rows: Rows) -> list[float]:
    """Millimetres for each column, by its kind of answer."""
    shares = [COLUMN_SHARES.get(column.kind.name, 1.0) for column in rows.columns]
    return [sum(PAIR_MM) * share / sum(shares) for share in shares]
