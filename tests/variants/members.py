"""Tables of rows: columns in any order, further ones around them, cut as by a page."""

from __future__ import annotations

from collections.abc import Sequence

from forms.spec import Field, Rows
from tests.variants.paper import Piece, Row, Table, row
from tests.variants.slots import Slots

_COUNTERS = frozenset(("序号", "编号", "次序"))


class Members:
    """Draws one table of rows."""

    def __init__(self, slots: Slots, rows: Rows) -> None:
        self.slots, self.how, self.labels, self.definition = slots, slots.how, slots.labels, rows
        said = slots.sheet.rows[rows.id]
        printed = [column for column in rows.columns if said and str(column.id) in said[0]]
        self.columns = slots.rng.sample(printed, len(printed)) if self.how.shuffle else printed
        self.counted = self.how.rows_extra and "sequence" not in [c.id for c in rows.columns]

    def pieces(self) -> list[Piece]:
        header, body = self._header(), self._body()
        if self.how.rows_cut == "whole" or len(body) < 2:
            return [Table((header, *body))]
        at = self.slots.rng.randrange(1, len(body))
        again = (header,) if self.how.rows_cut == "header" else ()
        return [Table((header, *body[:at])), "", Table((*again, *body[at:]))]

    def _header(self) -> Row:
        return self._row("序号", [self.labels.cell(self._names(column)) for column in self.columns], "备注")

    def _names(self, column: Field) -> tuple[str, ...]:
        """The names of a column; one that means a count is no name of a step beside a column that counts."""
        return tuple(name for name in column.labels if not (self.counted and name in _COUNTERS)) or column.labels

    def _body(self) -> list[Row]:
        said = self.slots.sheet.rows[self.definition.id]
        return [
            self._row(str(number), [answers[str(column.id)].text for column in self.columns], "")
            for number, answers in enumerate(said, start=1)
        ]

    def _row(self, first: str, texts: Sequence[str], last: str) -> Row:
        before, behind = ([first] if self.counted else []), ([last] if self.how.rows_extra else [])
        return row(*map(self.labels.convert, before), *texts, *map(self.labels.convert, behind))
