"""Applications drawn as Word files in many layouts: labels from the synonym lists, rows reordered, cells merged otherwise."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.shared import Mm
from docx.table import _Cell

from forms.spec import Block, Field, Form, Section
from forms.types.kind import Composite
from tests.applications import Truth


@dataclass(frozen=True)
class Stamp:
    """A mark as PNG bytes, and whether it is the seal or the signature of a block."""

    png: bytes
    width_mm: float
    seal: bool


@dataclass(frozen=True)
class Layout:
    """How one drawing differs from our own blank; every choice is one that real blanks make."""

    seed: int = 0
    synonyms: bool = False
    shuffle: bool = False
    pairs_a_row: int = 2
    above: bool = False
    """Labels in one row and their values in the row below."""
    inside: bool = False
    """Long answers in the cell of their label, below it."""
    one_table: bool = False
    """Everything behind the cover in one table, headings as rows."""
    cover_table: bool = False
    spaced_labels: bool = False
    broken_labels: bool = False
    hints_left: bool = False
    blocks_in_one_cell: bool = False
    apart: bool = False
    """Composite labels printed apart: 联系人 | … | 联系电话 | …"""
    headings: bool = True
    lines_to_write_on: bool = False
    """Cover answers on printed lines: ____宜昌市____."""
    values_below: bool = False
    """Cover answers in the paragraph below their label."""
    notes: bool = False
    """Notes on filling in, which name slots, behind the cover."""
    unknown_slots: bool = False
    """Slots between ours that no definition has."""
    counted_rows: bool = False
    """A column of numbers before the plan's own and one of remarks behind them."""
    blocks_in_paragraphs: bool = False
    foreign_block: bool = False
    """An opinion block that no definition has between ours."""


def layout(seed: int) -> Layout:
    """A layout drawn by ``seed``."""
    rng = random.Random(seed)
    flip = lambda: rng.random() < 0.5  # noqa: E731
    return Layout(
        seed=seed,
        synonyms=flip(),
        shuffle=flip(),
        pairs_a_row=rng.choice((1, 2)),
        above=rng.random() < 0.2,
        inside=rng.random() < 0.3,
        one_table=rng.random() < 0.3,
        cover_table=rng.random() < 0.3,
        spaced_labels=rng.random() < 0.3,
        broken_labels=rng.random() < 0.2,
        hints_left=rng.random() < 0.4,
        blocks_in_one_cell=rng.random() < 0.3,
        apart=rng.random() < 0.3,
        lines_to_write_on=rng.random() < 0.2,
        values_below=rng.random() < 0.15,
        notes=rng.random() < 0.3,
        unknown_slots=rng.random() < 0.3,
        counted_rows=rng.random() < 0.3,
        blocks_in_paragraphs=rng.random() < 0.2,
        foreign_block=rng.random() < 0.3,
    )


Convert = Callable[[str], str]


class Drawing:
    """One application drawn into a Word file."""

    def __init__(
        self, form: Form, truth: Truth, how: Layout, convert: Convert = str, stamps: Iterable[Stamp] = ()
    ) -> None:
        self.form, self.truth, self.how, self.convert = form, truth, how, convert
        self.stamps = tuple(stamps)
        self.rng = random.Random(how.seed)
        self.word: WordDocument = docx.Document()

    def bytes(self) -> bytes:
        self._cover()
        section, rows = (next(s for s in self.form.sections if isinstance(s, Section)), next(self.form.rows()))
        table = self.word.add_table(0, 4) if self.how.one_table else None
        if table is not None:
            table.style = "Table Grid"
        self._heading(section.title, table)
        self._section(section, table)
        self._heading(rows.title, table)
        self._rows(table)
        self._heading(self.form.blocks_title, table)
        self._blocks(table)
        stream = io.BytesIO()
        self.word.save(stream)
        return stream.getvalue()

    # -- words -----------------------------------------------------------------

    def label(self, names: tuple[str, ...], own_cell: bool = True) -> str:
        """The printed label, or one of its synonyms, spaced or, in a cell of its own, broken as the layout asks."""
        name = self.rng.choice(names) if self.how.synonyms else names[0]
        if self.how.spaced_labels and len(name) <= 3:
            name = "　".join(name)
        elif self.how.broken_labels and own_cell and len(name) >= 6:
            name = f"{name[:4]}\n{name[4:]}"
        return self.convert(name)

    def shown(self, field: Field, part: int | None = None) -> str:
        """The answer as somebody writes it, the printed hint left beside it where the layout says so."""
        if isinstance(field.kind, Composite):
            parts = tuple(kind.show(self.truth.fields[slot]) for slot, kind in field.parts)
            return self.convert(parts[part] if part is not None else field.kind.join(parts))
        text = field.kind.show(self.truth.fields.get(field.ids[0]))
        if self.how.hints_left and field.hints and field.hints[0].startswith("（") and len(field.hints[0]) > 4:
            text += field.hints[0]
        return self.convert(text)

    # -- cover -----------------------------------------------------------------

    def _cover(self) -> None:
        self.word.add_paragraph(self.convert(f"{self.form.title_prefix}{self.form.title}"))
        labelled = [field for field in self.form.cover if not field.unlabelled]
        if self.how.cover_table:
            table = self.word.add_table(0, 2)
            for field in labelled:
                cells = table.add_row().cells
                self._put(cells[0], self.label(field.labels, own_cell=False) + "：")
                self._put(cells[1], self.shown(field))
        else:
            for field in labelled:
                self._cover_line(self.label(field.labels, own_cell=False), self.shown(field))
        for field in self.form.cover:
            if field.unlabelled:
                self.word.add_paragraph(self.shown(field))
        if self.how.notes:
            for line in ("填表说明", "1. 本表一式四份。", "2. 单位名称：填写全称，与公章一致。", "3. 邮编：六位数字。"):
                self.word.add_paragraph(self.convert(line))

    def _cover_line(self, name: str, shown: str) -> None:
        if self.how.lines_to_write_on:
            shown = f"__{shown}____"
        if self.how.values_below:
            self.word.add_paragraph(f"{name}：")
            self.word.add_paragraph(shown)
        else:
            self.word.add_paragraph(f"{name}：{shown}")

    # -- label/value table -------------------------------------------------------

    def _section(self, section: Section, table: Any) -> None:
        table = table if table is not None else self._table(4)
        fields = list(section.fields)
        if self.how.shuffle:
            self.rng.shuffle(fields)
        short: list[tuple[str, str]] = []
        for field in fields:
            if type(field.kind).__name__ in ("LongText", "YesNoText"):
                self._short(table, short)
                short = []
                self._long(table, field)
            elif self.how.apart and field.part_labels:
                self._short(table, short)
                short = []
                texts = [(self.label((names[0],)), self.shown(field, n)) for n, names in enumerate(field.part_labels)]
                self._pairs_row(table, texts)
            else:
                short.append((self.label(field.labels), self.shown(field)))
            if self.how.unknown_slots and field.ids == ("unit_name",):
                self._pairs_row(table, [(self.convert(n), v) for n, v in (("传真", "0717-6000000"), ("网址", ""))])
        self._short(table, short)

    def _short(self, table: Any, pairs: list[tuple[str, str]]) -> None:
        if self.how.above:
            for start in range(0, len(pairs), 2):
                self._above_rows(table, pairs[start : start + 2])
            return
        for start in range(0, len(pairs), self.how.pairs_a_row):
            self._pairs_row(table, pairs[start : start + self.how.pairs_a_row])

    def _above_rows(self, table: Any, pairs: list[tuple[str, str]]) -> None:
        if len(pairs) == 1:
            self._pairs_row(table, pairs)
            return
        labels, values = table.add_row().cells, table.add_row().cells
        for n, (label, value) in enumerate(pairs):
            self._put(labels[2 * n].merge(labels[2 * n + 1]), label)
            self._put(values[2 * n].merge(values[2 * n + 1]), value)

    def _pairs_row(self, table: Any, pairs: list[tuple[str, str]]) -> None:
        cells = table.add_row().cells
        if len(pairs) == 1:
            self._put(cells[0], pairs[0][0])
            self._put(cells[1].merge(cells[3]), pairs[0][1])
            return
        for n, (label, value) in enumerate(pairs):
            self._put(cells[2 * n], label)
            self._put(cells[2 * n + 1], value)

    def _long(self, table: Any, field: Field) -> None:
        cells = table.add_row().cells
        if self.how.inside:
            self._put(
                cells[0].merge(cells[3]),
                f"{self.label(field.labels, own_cell=False)}：",
                *self.shown(field).split("\n"),
            )
        else:
            self._put(cells[0], self.label(field.labels))
            self._put(cells[1].merge(cells[3]), *self.shown(field).split("\n"))

    # -- rows --------------------------------------------------------------------

    def _rows(self, table: Any) -> None:
        counted = self.how.counted_rows and table is None
        table = table if table is not None else self._table(6 if counted else 4)
        rows = next(self.form.rows())
        header = table.add_row().cells
        if counted:
            self._put(header[0], self.convert("序号"))
            self._put(header[5], self.convert("备注"))
            header = header[1:5]
        order = list(range(len(rows.columns)))
        if self.how.shuffle:
            self.rng.shuffle(order)
        for cell, n in zip(header, order, strict=True):
            self._put(cell, self.label(rows.columns[n].labels))
        for number, row in enumerate(self.truth.plan, start=1):
            cells = table.add_row().cells
            if counted:
                self._put(cells[0], str(number))
                cells = cells[1:5]
            for cell, n in zip(cells, order, strict=True):
                column = rows.columns[n]
                self._put(cell, *self.convert(column.kind.show(row[str(column.id)])).split("\n"))

    # -- blocks ------------------------------------------------------------------

    def _blocks(self, table: Any) -> None:
        if self.how.blocks_in_paragraphs and table is None and not self.stamps:
            self._blocks_in_paragraphs()
            return
        table = table if table is not None else self._table(4)
        owners = self.form.blocks_of([block_truth["id"] for block_truth in self.truth.blocks])
        for number, (block, block_truth) in enumerate(zip(owners, self.truth.blocks, strict=True)):
            if self.how.foreign_block and number == 1:
                self._foreign_block(table)
            cells = table.add_row().cells
            lines = self._block_lines(block, block_truth)
            if self.how.blocks_in_one_cell:
                cell = cells[0].merge(cells[3])
                self._put(cell, self._opinion_label(block), *lines)
            else:
                self._put(cells[0], self.label(block.labels))
                cell = cells[1].merge(cells[3])
                self._put(cell, *lines)
            self._stamp(cell, block_truth)

    def _blocks_in_paragraphs(self) -> None:
        owners = self.form.blocks_of([block_truth["id"] for block_truth in self.truth.blocks])
        for block, block_truth in zip(owners, self.truth.blocks, strict=True):
            self.word.add_paragraph(self._opinion_label(block))
            for line in self._block_lines(block, block_truth):
                self.word.add_paragraph(line)

    def _opinion_label(self, block: Block) -> str:
        """The block's label with 意见 behind it, where it does not end so by itself."""
        opinion = self.convert("意见")
        return f"{self.label(block.labels, own_cell=False).removesuffix(opinion)}{opinion}："

    def _foreign_block(self, table: Any) -> None:
        cells = table.add_row().cells
        self._put(cells[0], self.convert("推荐单位意见"))
        lines = ("同意推荐。", "单位（盖章）：", "2016年5月3日")
        self._put(cells[1].merge(cells[3]), *map(self.convert, lines))

    def _block_lines(self, block: Block, answer: dict[str, Any]) -> list[str]:
        from forms.types import Date

        hints = list(block.hints) if self.how.hints_left else []
        seal = self.rng.choice(("单位（盖章）：{}", "{}（盖章）", "单位名称：{}")).format(answer["unit"] or "")
        words = [*hints, answer["opinion"], "负责人（签字）：", seal, Date().show(answer["date"]) or "年　月　日"]
        return [self.convert(word) for word in words if word]

    def _stamp(self, cell: _Cell, answer: dict[str, Any]) -> None:
        for stamp in self.stamps:
            wanted = answer["sealed"] if stamp.seal else answer["signed"]
            if wanted:
                run = cell.paragraphs[-2].add_run()
                run.add_picture(io.BytesIO(stamp.png), width=Mm(stamp.width_mm))

    # -- Word --------------------------------------------------------------------

    def _heading(self, text: str, table: Any) -> None:
        if not self.how.headings:
            return
        if table is None:
            self.word.add_paragraph(self.convert(text))
        else:
            cells = table.add_row().cells
            self._put(cells[0].merge(cells[3]), self.convert(text))

    def _table(self, columns: int) -> Any:
        table = self.word.add_table(0, columns)
        table.style = "Table Grid"
        return table

    @staticmethod
    def _put(cell: _Cell, *lines: str) -> None:
        cell.text = lines[0] if lines else ""
        for line in lines[1:]:
            cell.add_paragraph(line)
