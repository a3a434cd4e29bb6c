"""Parts under headings: the answer is everything up to the next one, in paragraphs or in cells."""

from __future__ import annotations

from forms.spec import Field, Section
from tests.variants.paper import Piece, Table, row
from tests.variants.slots import Pair, Slots
from tests.variants.spellings import chinese

_UNKNOWN = ("工作亮点与创新", "推广应用前景")


class Prose:
    """Draws one section under headings."""

    def __init__(self, slots: Slots, section: Section) -> None:
        self.slots, self.section = slots, section
        self.how, self.labels = slots.how, slots.labels
        self.count = 0

    def pieces(self) -> list[Piece]:
        pairs = [pair for field in self.slots.printed(self.section.fields) for pair in self._pair(field)]
        if self.how.prose == "cells":
            return [Table(tuple(row(self.labels.cell(p.names), p.text, widths=(6, 18)) for p in pairs))]
        if self.how.prose == "inside":
            return [Table(tuple(row("\n".join(self._lines(pair))) for pair in pairs))]
        lines = [line for pair in pairs for line in self._lines(pair)]
        return [Table((row("\n".join(lines)),))] if self.how.prose == "one-cell" else list(lines)

    def _pair(self, field: Field) -> list[Pair]:
        pairs = list(self.slots.pair(field))
        if self.how.unknown and self.slots.rng.random() < 0.1 and self.how.prose != "cells":
            text = self.labels.convert("试点单位创建了服务品牌，获得上级肯定。")
            self.slots.sheet.unknown.append(text)
            pairs.append(Pair((self.slots.rng.choice(_UNKNOWN),), text, long=True))
        return pairs

    def _lines(self, pair: Pair) -> list[str]:
        number = chinese(self.count + 1) if "一" in self.how.numbers else str(self.count + 1)
        self.count += 1
        heading = self.how.numbers.replace("一", number).replace("1", number) + self.labels.name(pair.names)
        return [heading, *(line for line in pair.text.split("\n") if line)]
