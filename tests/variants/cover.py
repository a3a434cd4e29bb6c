"""The cover of a paper: labels with their answers, in lines or in a table, and notes on how to fill it in."""

from __future__ import annotations

from tests.variants.paper import Piece, Table, row
from tests.variants.slots import Pair, Slots

_NOTES = ("填表说明", "1. 本表一式四份。", "2. 单位名称：填写全称，与公章一致。", "3. 邮编：六位数字。")


class Cover:
    def __init__(self, slots: Slots) -> None:
        self.slots, self.how, self.labels = slots, slots.how, slots.labels

    def pieces(self) -> list[Piece]:
        pairs = list(self.slots.pairs(self.slots.sheet.form.cover))
        labelled = [pair for pair in pairs if not pair.unlabelled]
        pieces: list[Piece] = [pair.text for pair in pairs if pair.unlabelled]
        if self.how.cover == "table" and labelled:
            rows = tuple(row(self.labels.cell(p.names), p.text, widths=(8, 16)) for p in labelled)
            pieces = [Table(rows), *(pieces or [""])]
        else:
            pieces = [line for pair in labelled for line in self._lines(pair)] + pieces
        return [*pieces, *map(self.labels.convert, _NOTES), ""] if self.how.notes else pieces

    def _lines(self, pair: Pair) -> list[Piece]:
        name = self.labels.name(pair.names)
        text = pair.text.replace("\n", "、")
        if self.how.cover == "lines":
            return [f"{name}：____{text}____"]
        if self.how.cover == "below" and text:
            return [f"{name}：", text]
        return [f"{name}　　{text}" if self.how.cover == "gap" and text else f"{name}：{text}"]
