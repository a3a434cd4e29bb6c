"""Label/value parts: tables of every cut, or lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from forms.spec import Section
from tests.variants.paper import COLUMNS, Cell, Piece, Row, Table, row
from tests.variants.slots import Pair, Slots

_SIDE = 3


class Sections:
    """Draws one section."""

    def __init__(self, slots: Slots, section: Section) -> None:
        self.slots, self.section = slots, section
        self.how, self.labels = slots.how, slots.labels

    def pieces(self) -> list[Piece]:
        pairs = list(self.slots.pairs(self.section.fields))
        if self.how.pairs in ("lines", "written-lines"):
            return [line for pair in pairs for line in self._lines(pair)]
        rows = tuple(self._rows(pairs))
        if self.how.pairs == "nested":
            return [Table((row((Table(rows),)),))]
        return [Table(tuple(self._at_the_side(rows)) if self.how.pairs == "side" else rows)]

    # -- lines -------------------------------------------------------------------

    def _lines(self, pair: Pair) -> list[Piece]:
        name = self.labels.name(pair.names)
        if pair.long and "\n" in pair.text:
            return [f"{name}：", *pair.text.split("\n")]
        text = pair.text.replace("\n", "　")
        return [f"{name}：__{text}__" if self.how.pairs == "written-lines" else f"{name}：{text}"]

    # -- tables ------------------------------------------------------------------

    def _rows(self, pairs: Iterable[Pair]) -> Iterator[Row]:
        short: list[Pair] = []
        for pair in pairs:
            if pair.long:
                yield from self._short(short)
                yield self._long(pair)
                short = []
            else:
                short.append(pair)
        yield from self._short(short)

    def _short(self, pairs: Sequence[Pair]) -> Iterator[Row]:
        abreast = 1 if self.how.pairs == "one" else 2
        for start in range(0, len(pairs), abreast):
            few = pairs[start : start + abreast]
            cells = [(self.labels.cell(pair.names), pair.text) for pair in few]
            if self.how.pairs == "above" and len(few) > 1:
                yield row(*(label for label, _ in cells))
                yield row(*(text for _, text in cells))
            elif len(few) > 1:
                yield row(*(text for pair in cells for text in pair), widths=(5, 7, 5, 7))
            else:
                yield row(*cells[0], widths=(5, 19))

    def _long(self, pair: Pair) -> Row:
        if self.how.long_inside:
            return row(f"{self.labels.name(pair.names)}：\n{pair.text}")
        return row(self.labels.cell(pair.names), pair.text, widths=(5, 19))

    def _at_the_side(self, rows: Sequence[Row]) -> Iterator[Row]:
        """The rows narrowed, the section's heading down their left side."""
        heading = self.labels.convert(self.section.title.partition("、")[2])
        for number, cells in enumerate(rows):
            last = cells[-1]
            narrow = (*cells[:-1], replace(last, span=last.span - _SIDE))
            side = Cell(heading if number == 0 else "", _SIDE, "restart" if number == 0 else "continue")
            assert sum(cell.span for cell in narrow) + _SIDE == COLUMNS
            yield (side, *narrow)
