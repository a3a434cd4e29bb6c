"""Opinion blocks: beside their name, under it, in one cell with it, over two rows, in a table of their own, as lines."""

from __future__ import annotations

from forms.spec import Block, FilledBy, Needs
from tests.variants.paper import Cell, Piece, Row, Table, row
from tests.variants.sheet import SaidBlock
from tests.variants.slots import Slots

_SIGNS = ("负责人（签字）：", "负责人签字：", "签字：", "法定代表人（签字）：")
_SEALS = ("单位（盖章）：{}", "{}（盖章）", "单位名称：{}", "{}（公章）", "单位公章：{}")
_NO_DATE = "年　月　日"
_FOREIGN = ("同意推荐。", "单位（盖章）：", "2016年5月3日")


class Blocks:
    """Draws all blocks."""

    def __init__(self, slots: Slots) -> None:
        self.slots, self.how, self.labels = slots, slots.how, slots.labels
        self.form = slots.sheet.form
        self.rng = slots.rng

    def pieces(self) -> list[Piece]:
        said = self.slots.sheet.blocks
        if self.how.blocks == "paragraphs":
            return [line for one in said for line in (self._head(one) + "：", *self._lines(one))]
        rows = [r for n, one in enumerate(said) for r in (*self._foreign(n), *self._rows(one))]
        return [Table(tuple(rows))]

    def _head(self, said: SaidBlock) -> str:
        """The block's name where nothing but it says that an opinion begins."""
        block = said.block
        name = self.labels.name(block.labels)
        tail = "意见" if Needs.OPINION in block.needs else "签字"
        if Needs.OPINION not in block.needs and Needs.SEAL in block.needs:
            tail = "签字盖章"
        known = any(mark in name.replace("　", "") for mark in ("意见", "意見", "签", "簽", "章"))
        return name if known else name + self.labels.convert(tail)

    def _rows(self, said: SaidBlock) -> list[Row]:
        lines = self._lines(said)
        way = self.how.blocks
        if way == "one-cell":
            return [row("\n".join([self._head(said) + "：", *lines]))]
        if way == "above":
            return [row(self._head(said)), row("\n".join(lines))]
        name = self.labels.cell(said.block.labels)
        if way == "two-rows" and len(lines) > 2:
            return [
                (Cell(name, 5, "restart"), Cell("\n".join(lines[:1]), 19)),
                (Cell("", 5, "continue"), Cell("\n".join(lines[1:]), 19)),
            ]
        if way == "nested":
            return [(Cell(name, 5), Cell((Table((row("\n".join(lines)),)),), 19))]
        return [row(name, "\n".join(lines), widths=(5, 19))]

    def _lines(self, said: SaidBlock) -> list[str]:
        block, convert = said.block, self.labels.convert
        hints = [] if self.how.hints == "none" else list(map(convert, block.hints))
        opinion = [said.opinion.text] if said.opinion.text else []
        opinion = [*opinion, *hints] if self.how.hints == "after" else [*hints, *opinion]
        return [*opinion, *self._foot(block, said)]

    def _foot(self, block: Block, said: SaidBlock) -> list[str]:
        convert = self.labels.convert
        sign = convert(self.rng.choice(_SIGNS))
        day = said.date.text or convert(_NO_DATE)
        if block.filled_by is FilledBy.GROUP:
            return [day]
        seal = convert(self.rng.choice(_SEALS)).format(said.unit.text if said.named else "")
        if self.rng.random() < 0.2:
            return [seal, f"{sign}　　　　{day}"]
        return [sign, seal, day]

    def _foreign(self, number: int) -> list[Row]:
        """An opinion that no definition has."""
        if not self.how.unknown or number != 1 or any("推荐" in name for b in self.form.blocks for name in b.labels):
            return []
        lines = list(map(self.labels.convert, _FOREIGN))
        self.slots.sheet.unknown.append(lines[0])
        return [row(self.labels.convert("推荐单位意见"), "\n".join(lines), widths=(5, 19))]
