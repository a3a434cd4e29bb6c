"""附件2 to 附件6 drawn as Word files in other layouts than ours: other labels, other order, other tables, other numbers."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import docx
from docx.table import _Cell

from forms.record import Answer, BlockRecord, Record
from forms.spec import Block, Field, Form, Rows, Section
from forms.types.kind import Composite

_ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class ReportLayout:
    """How one drawing differs from our own blank; ``numbers`` is how headings are numbered, with room for a number."""

    seed: int
    synonyms: bool
    shuffle: bool
    hints_left: bool
    part_headings: bool
    prose_in_table: bool
    numbers: str


def report_layout(seed: int) -> ReportLayout:
    """A layout drawn by ``seed``."""
    rng = random.Random(seed)
    return ReportLayout(
        seed,
        synonyms=rng.random() < 0.5,
        shuffle=rng.random() < 0.5,
        hints_left=rng.random() < 0.4,
        part_headings=rng.random() < 0.8,
        prose_in_table=rng.random() < 0.4,
        numbers=rng.choice(("（{}）", "{}、", "")),
    )


class ReportDrawing:
    """One form drawn from ``record``, whose raw texts are in the script that ``convert`` gives to the labels."""

    def __init__(self, form: Form, record: Record, how: ReportLayout, convert: Callable[[str], str] = str) -> None:
        self.form, self.record, self.how, self.convert = form, record, how, convert
        self.rng = random.Random(how.seed)
        self.word = docx.Document()

    def bytes(self) -> bytes:
        self.word.add_paragraph(self.convert(self.form.title))
        for field in self.form.cover:
            self.word.add_paragraph(f"{self._label(field)}：{self._shown(field, self.record.fields)}")
        for section in self.form.sections:
            if self.how.part_headings:
                self.word.add_paragraph(self.convert(section.title))
            if isinstance(section, Rows):
                self._rows(section)
            elif section.headed and not self.how.prose_in_table:
                self._prose(section)
            else:
                self._pairs(section)
        if self.how.part_headings:
            self.word.add_paragraph(self.convert(self.form.blocks_title))
        self._blocks()
        stream = io.BytesIO()
        self.word.save(stream)
        return stream.getvalue()

    def _label(self, slot: Field | Block) -> str:
        return self.convert(self.rng.choice(slot.labels) if self.how.synonyms else slot.label)

    def _shown(self, field: Field, answers: Mapping[str, Answer]) -> str:
        """The answer as written, a hint of several words left beside it where the layout says so."""
        parts = tuple(answers[slot].raw for slot in field.ids)
        text = field.kind.join(parts) if isinstance(field.kind, Composite) else parts[0]
        hints = "".join(field.hints) if self.how.hints_left and field.kind.name == "enum" else ""
        return text + self.convert(hints)

    def _ordered(self, fields: tuple[Field, ...]) -> list[Field]:
        return self.rng.sample(fields, len(fields)) if self.how.shuffle else list(fields)

    def _prose(self, section: Section) -> None:
        for number, field in enumerate(self._ordered(section.fields)):
            self.word.add_paragraph(self.how.numbers.format(_ORDINALS[number]) + self._label(field))
            for line in self._shown(field, self.record.fields).split("\n"):
                self.word.add_paragraph(line)

    def _pairs(self, section: Section) -> None:
        table = self.word.add_table(0, 4)
        for field in self._ordered(section.fields):
            cells = table.add_row().cells
            _put(cells[0], self._label(field))
            _put(cells[1].merge(cells[3]), self._shown(field, self.record.fields))

    def _rows(self, rows: Rows) -> None:
        columns = self._ordered(rows.columns)
        table = self.word.add_table(0, len(columns))
        for cell, column in zip(table.add_row().cells, columns, strict=True):
            _put(cell, self._label(column))
        for row in self.record.rows[rows.id]:
            for cell, column in zip(table.add_row().cells, columns, strict=True):
                _put(cell, row[str(column.id)].raw)

    def _blocks(self) -> None:
        table = self.word.add_table(0, 2)
        for block, said in zip(self.form.blocks, self.record.blocks, strict=True):
            cells = table.add_row().cells
            _put(cells[0], self._label(block))
            _put(cells[1], "\n".join(self._block_lines(block, said)))

    def _block_lines(self, block: Block, said: BlockRecord) -> list[str]:
        hints = list(map(self.convert, block.hints)) if self.how.hints_left else []
        sealed = self.convert("单位（盖章）：") + said.unit.raw if said.unit.raw else ""
        lines = (*hints, said.opinion.raw, self.convert("负责人（签字）："), sealed, said.date.raw)
        return [line for line in lines if line]


def _put(cell: _Cell, text: str) -> None:
    first, *others = text.split("\n")
    cell.text = first
    for line in others:
        cell.add_paragraph(line)
