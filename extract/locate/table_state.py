"""Where the walk over one table stands: what it may look at, the part it is in, and which cells are spoken for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from extract.document import Cell, paragraphs
from extract.locate.grid import Grid
from extract.locate.headed import heading_of
from extract.locate.located import Located
from extract.words.labels import BLOCKS, SIGN_WORDS, FieldTarget, LabelIndex
from extract.words.pairs import cut_at_colon
from extract.words.prompts import asks_alone
from forms.spec import Block


@dataclass
class TableState:
    """Shared by everything that reads one table. ``claimed`` are ids of cells."""

    index: LabelIndex
    found: Located
    grid: Grid
    part: str
    titles: frozenset[int] = frozenset()
    claimed: set[int] = field(default_factory=set)
    answers: dict[int, bool] = field(default_factory=dict)
    """Cells that answer the label beside them though they read like labels, and whether that is certain."""

    def enter(self, part: str) -> None:
        self.part = part
        self.found.enter(part)

    def free(self, cell: Cell) -> bool:
        return id(cell) not in self.claimed

    def claim(self, *cells: Cell) -> None:
        self.claimed.update(map(id, cells))

    def below(self, cell: Cell) -> list[Cell]:
        """The free cells right under ``cell``."""
        return [under for under in self.grid.below(cell) if self.free(under)]

    def known_label(self, text: str) -> bool:
        """Whether ``text`` is the label of any field or block."""
        return bool(self.fields_named(text.strip())) or self.index.block(text.strip()) is not None

    def fields_named(self, text: str) -> tuple[FieldTarget, ...]:
        """The fields that ``text`` names; among opinions 负责人（签字） and 日期 say what to write there and name none."""
        if self.part == BLOCKS and (SIGN_WORDS.search(text) or asks_alone(text)):
            return ()
        return self.index.field_targets(text, self.part)

    def labels_itself(self, cell: Cell, beyond: Block | None = None) -> bool:
        """Whether a cell holds an opinion block of its own, but ``beyond``, or begins with a label and its answer."""
        first = next((line.text for line in paragraphs(cell.flow) if line.text.strip()), "")
        label, colon, _ = cut_at_colon(first)
        if not label.strip() or (not colon and first.strip() == cell.text.strip()):
            return False
        if block := self.index.opinion_block(label) or self.index.signed_block(label):
            return block is not beyond
        return self.index.is_label(label, self.part) or self._heads_prose(first)

    def _heads_prose(self, text: str) -> bool:
        return any(heading_of(text, self.index, part) for part in self.index.headed)

    def foreign(self, cell: Cell) -> bool:
        """Whether a cell among opinions is the label of a block that the form does not have."""
        return self.part == BLOCKS and self.index.foreign_block(cell.text.strip())

    def tells(self, text: str) -> bool:
        """Whether ``text`` is or begins with a label, is a heading, or names a column of rows."""
        label = before_colon(text)
        return (
            any(self.known_label(words) for words in (text, label))
            or self.index.heading(text) is not None
            or any(self.index.column(text, rows) for rows in self.index.form.rows())
        )


def written(cells: Iterable[Cell]) -> list[Cell]:
    """Those of ``cells`` in which something stands."""
    return [cell for cell in cells if cell.text.strip()]


def before_colon(text: str) -> str:
    """What stands before the first colon, or all of it."""
    return text.split("：")[0].split(":")[0]
