"""One paper while it is read: its title, its lines and tables, and what helps to read its values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from extract.companions.answers import NOT_FOUND, Found, answer, best
from extract.companions.lines import Item, Line, items, written
from extract.companions.titles import PaperTitle, paper_title
from extract.document import Document, Table
from forms.paper_shapes import shape
from forms.record import Answer
from forms.script import script_of
from forms.spec import Field, Form, Rows
from forms.types.kind import Hint, Kind


@dataclass(frozen=True)
class Sheet:
    """A paper of a known kind."""

    flow: tuple[Item, ...]
    title: PaperTitle
    hint: Hint
    whole: bool = True

    @staticmethod
    def of(document: Document, kind: str, whole: bool) -> Sheet:
        """The sheet that ``document`` is, taken for a paper of ``kind`` whatever its title says."""
        flow = items(document)
        title = replace(paper_title(flow) or PaperTitle(kind, "", 0, -1), kind=kind)
        return Sheet(flow, title, Hint(script=script_of(document.text)), whole)

    @cached_property
    def form(self) -> Form:
        return shape(self.title.kind)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return written(self.flow)

    @cached_property
    def body(self) -> tuple[Line, ...]:
        """The lines below the title."""
        return self.lines[self.title.last + 1 :]

    @cached_property
    def head(self) -> tuple[Line, ...]:
        """The lines above the title."""
        return self.lines[: max(self.title.first, 0)]

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tuple(item for item in self.flow if isinstance(item, Table))

    def field(self, slot: str) -> Field | None:
        """The field of the paper's shape, ``None`` where its kind has no such slot."""
        return next((field for field in self.form.cover if field.id == slot), None)

    def rows(self, rows_id: str) -> Rows:
        return self.form.rows_of(rows_id)

    def read(self, slot: str, places: list[Found]) -> Answer:
        """What a slot of the shape says by the places where it was found."""
        field = self.field(slot)
        assert field is not None
        assert isinstance(field.kind, Kind)
        return best(field.kind, places, self.hint) if places else NOT_FOUND

    def cell(self, column: Field, found: Found) -> Answer:
        """What one column of a row says."""
        assert isinstance(column.kind, Kind)
        return answer(column.kind, found, self.hint)
