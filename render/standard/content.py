"""What is written into one printed form, and the form as it is being drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from forms.spec import Block, Field, Form
from render.script import converter
from render.standard.looks import CELL, HEADING, PROSE
from render.standard.stamp import Stamp
from render.word import append, paragraph, paragraphs

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
    """Everything written into a form, as text; ``row_stamps`` are pictures by table, row and column.

    ``pilot`` is the code of the pilot that the form is made for, where it is known.
    """

    fields: Texts
    rows: Mapping[str, Sequence[Texts]]
    blocks: Sequence[Signed]
    row_stamps: Mapping[tuple[str, int, str], Sequence[Stamp]]
    pilot: str = ""


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

    def heading(self, title: str) -> None:
        if title:
            append(self.document, paragraph(self.words(title), HEADING))


def written(text: str) -> list[BaseOxmlElement]:
    """``text`` as it stands in a cell; several paragraphs are indented."""
    return paragraphs(text, PROSE if "\n" in text else CELL)
