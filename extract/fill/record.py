"""From candidates to a record: values read by their kinds, doubts kept, nothing invented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.fill.answering import Answering, Written
from extract.fill.blocks import BlocksFiller, unit_names
from extract.fill.cut_rows import whole_rows
from extract.fill.lost_rows import lost_cells, lost_table
from extract.fill.signing import cell_mark
from extract.locate.located import Candidate, Located, RowCandidate
from extract.words.labels import LabelIndex
from forms.record import Answer, Printed, Record
from forms.script import fold, script_of
from forms.spec import Field, Form, Rows
from forms.types import Date, Integer, IntegerX4, SignatureCell
from forms.types.kind import Composite, Hint, Kind
from forms.types.standard_counts import SORTS


class Filler:
    """Fills one record of ``form`` from what was located."""

    def __init__(self, form: Form, located: Located, script_text: str) -> None:
        self.form = form
        self.located = located
        self.script = script_of(script_text)
        self.answering = Answering(LabelIndex.of(form).hints)

    def record(self, title: str) -> Record:
        """The record; ``title`` is the form's title as printed."""
        fields = self._fields()
        self.answering.units = frozenset(fold(name) for name in unit_names(fields))
        filler = BlocksFiller(self.answering, self.located, self.form)
        blocks = filler.blocks(fields)
        return Record(
            self.form.id,
            self.form.edition,
            self.script,
            fields,
            dict(self._tables()),
            blocks,
            (*self.located.extras, *filler.typed_names),
            Printed(title, self._parts(), self._labels()),
        )

    # -- fields ----------------------------------------------------------------

    def _fields(self) -> dict[str, Answer]:
        written = {slot: found for field in self.form.fields() for slot, found in self._written(field).items()}
        self.answering.hint = Hint(self._filing_year(written), self.script)
        kinds = self.form.kinds()
        return {slot: self.answering.best(kinds[slot], written[slot]) for slot in kinds if written.get(slot)}

    def _filing_year(self, written: dict[str, list[Written]]) -> int | None:
        """The year of the form's own filing date, where it is written beyond doubt."""
        field = self.form.filing_date()
        if field is None or not isinstance(field.kind, Date):
            return None
        found = [field.kind.read(self.answering.hints.strip(w.raw)) for w in written.get(str(field.id), ())]
        years = {str(r.value)[:4] for r in found if r.value and not r.doubts}
        return int(years.pop()) if len(years) == 1 else None

    def _written(self, field: Field) -> dict[str, list[Written]]:
        """What stands for each slot of ``field``, candidate by candidate."""
        found: dict[str, list[Written]] = {slot: [] for slot in field.ids}
        own = [candidate for candidate in self.located.fields if candidate.target.field is field]
        # what stands behind the slot's own label comes before a date without any, which may be a stamp's
        for candidate in sorted(own, key=lambda one: not one.label):
            if isinstance(field.kind, IntegerX4) and candidate.target.part is not None:
                continue
            if isinstance(field.kind, Composite):
                for slot, written in self._composite(field, candidate):
                    found[slot].append(written)
            else:
                found[field.ids[0]].append(Written(candidate.raw, candidate.at, candidate.doubts, candidate.meant))
        if isinstance(field.kind, IntegerX4) and (apart := self._counts(field)):
            found[field.ids[0]].append(apart)
        return found

    def _counts(self, field: Field) -> Written | None:
        """The counts of standards whose labels are printed apart, as one answer."""
        apart = [c for c in self.located.fields if c.target.field is field and c.target.part is not None]
        if not apart:
            return None
        said = [(SORTS[c.target.part or 0][-1], self.answering.hints.strip(c.raw).strip()) for c in apart]
        raw = "、".join(f"{sort}标准{count}" for sort, count in said if count)
        doubts = tuple(dict.fromkeys(doubt for c in apart for doubt in c.doubts))
        return Written("\n".join(c.raw for c in apart), apart[0].at, doubts, raw)

    def _composite(self, field: Field, candidate: Candidate) -> Iterable[tuple[str, Written]]:
        """The parts of a composite answer; a label of one part alone may still hold the others' values."""
        assert isinstance(field.kind, Composite)
        parts, doubts = field.kind.split(self.answering.hints.strip(candidate.raw))
        doubts = (*candidate.doubts, *doubts)
        wanted = candidate.target.part
        if wanted is not None and candidate.raw.strip() and not parts[wanted].strip():
            # what stands behind the label of this part alone is not this part
            yield field.ids[wanted], Written(candidate.raw, candidate.at, (*doubts, "split-unclear"))
            return
        for number, (slot, raw) in enumerate(zip(field.ids, parts, strict=True)):
            if wanted is None or number == wanted or raw.strip():
                yield slot, Written(raw, candidate.at, doubts if raw.strip() or not candidate.raw.strip() else ())

    # -- rows --------------------------------------------------------------------

    def _tables(self) -> Iterator[tuple[str, tuple[dict[str, Answer], ...]]]:
        for rows in self.form.rows():
            if lost := lost_table(rows, self.located):
                yield rows.id, lost
            elif rows.id in self.located.rows:
                yield rows.id, self._rows(rows)

    def _rows(self, table: Rows) -> tuple[dict[str, Answer], ...]:
        columns, located = table.columns, whole_rows(self.located.rows[table.id])
        header = self.located.headers.get(table.id)
        telling = {str(column.id) for column in columns if not isinstance(column.kind, Integer)}
        rows = [self._row(columns, found) for found in located]
        lost = [lost_cells(columns, found, located, header) for found in located]
        signed = {str(column.id) for column in columns if isinstance(column.kind, SignatureCell)}
        return tuple(
            row | more
            for row, more in zip(rows, lost, strict=True)
            if any(_says_something(row[slot]) for slot in telling & row.keys()) or signed & more.keys()
        )

    def _row(self, columns: tuple[Field, ...], found: RowCandidate) -> dict[str, Answer]:
        row: dict[str, Answer] = {}
        for column in columns:
            cell = found.cells.get(str(column.id))
            if cell and isinstance(column.kind, SignatureCell):
                mark = cell_mark(cell, found.astray)
                doubts = ("signature-uncertain",) if mark.needs_review else ()
                row[str(column.id)] = Answer(
                    mark.to_json(), cell.raw, mark.score, mark.needs_review, mark.evidence, doubts
                )
            elif cell and isinstance(column.kind, Kind):
                row[str(column.id)] = self.answering.answer(
                    column.kind, Written(cell.raw, cell.at, cell.doubts, cell.meant)
                )
        return row

    # -- what the paper prints -----------------------------------------------------

    def _parts(self) -> tuple[str, ...]:
        return tuple(self.located.parts)

    def _labels(self) -> dict[str, str]:
        labels = {slot: c.label for c in reversed(self.located.fields) for slot in c.target.slots if c.label}
        return {**dict(reversed(labels.items())), **self.located.column_labels}


def _says_something(answer: Answer) -> bool:
    """Whether a cell of a row was filled in: one to be signed, unless it surely is not."""
    if isinstance(answer.value, dict) and answer.value.get("present") is False:
        return bool(answer.raw.strip())
    return answer.value is not None or answer.needs_review
