"""From candidates to a record: values read by their kinds, doubts kept, nothing invented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.cut_rows import whole_rows
from extract.doubted import doubted_answers
from extract.hints import Hints, in_brackets_only
from extract.located import BlockRegion, Candidate, Located, RowCandidate
from extract.lost_rows import lost_cells, lost_table
from extract.opinion import OpinionText, read_opinion
from extract.seal_homes import Home, brought_home
from extract.seal_strays import with_strays
from extract.seals.owners import owners_of
from extract.signing import Mark, cell_mark, judge_all, seal_mark, signature_mark
from extract.wrapped_names import read_whole
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Extra, Printed, Record
from forms.script import fold, script_of
from forms.spec import Field, FilledBy, Form, Needs, Rows
from forms.types import Date, Integer, IntegerX4, LongText, Org, OrgList, SignatureCell
from forms.types.kind import NO_HINT, Composite, Hint, Kind, Reading
from forms.types.standard_counts import SORTS

SURE, UNSURE = 0.99, 0.5
"""Scores of what a text layer says plainly, and of what carries a doubt."""


@dataclass(frozen=True)
class _Written:
    """The raw text of one slot, where it stands, doubts about its place, and how it is to be read if otherwise."""

    raw: str
    at: Evidence
    doubts: tuple[str, ...] = ()
    meant: str = ""


class Filler:
    """Fills one record of ``form`` from what was located."""

    def __init__(self, form: Form, located: Located, script_text: str) -> None:
        self.form = form
        self.located = located
        self.script = script_of(script_text)
        self.hints = Hints(form)
        self.hint = NO_HINT
        self.typed_names: list[Extra] = []
        self.units: frozenset[str] = frozenset()
        """The folded names of the units that the form's own slots name, once these are read."""

    def record(self, title: str) -> Record:
        """The record; ``title`` is the form's title as printed."""
        fields = self._fields()
        self.units = frozenset(fold(name) for name in _unit_names(fields))
        blocks = self._blocks(fields)
        return Record(
            self.form.id,
            self.form.edition,
            self.script,
            fields,
            dict(self._tables()),
            blocks,
            (*self.located.extras, *self.typed_names),
            Printed(title, self._parts(), self._labels()),
        )

    # -- fields ----------------------------------------------------------------

    def _fields(self) -> dict[str, Answer]:
        written = {slot: found for field in self.form.fields() for slot, found in self._written(field).items()}
        self.hint = Hint(self._filing_year(written), self.script)
        kinds = self.form.kinds()
        return {slot: self._best(kinds[slot], written[slot]) for slot in kinds if written.get(slot)}

    def _filing_year(self, written: dict[str, list[_Written]]) -> int | None:
        """The year of the form's own filing date, where it is written beyond doubt."""
        field = self.form.filing_date()
        if field is None or not isinstance(field.kind, Date):
            return None
        found = [field.kind.read(self.hints.strip(w.raw)) for w in written.get(str(field.id), ())]
        years = {str(r.value)[:4] for r in found if r.value and not r.doubts}
        return int(years.pop()) if len(years) == 1 else None

    def _written(self, field: Field) -> dict[str, list[_Written]]:
        """What stands for each slot of ``field``, candidate by candidate."""
        found: dict[str, list[_Written]] = {slot: [] for slot in field.ids}
        # what stands behind the slot's own label comes before a date without any, which may be a stamp's
        for candidate in sorted(self.located.fields, key=lambda one: not one.label):
            if candidate.target.field is not field:
                continue
            if isinstance(field.kind, IntegerX4) and candidate.target.part is not None:
                continue
            if isinstance(field.kind, Composite):
                for slot, written in self._composite(field, candidate):
                    found[slot].append(written)
            else:
                found[field.ids[0]].append(_Written(candidate.raw, candidate.at, candidate.doubts, candidate.meant))
        if isinstance(field.kind, IntegerX4) and (apart := self._counts(field)):
            found[field.ids[0]].append(apart)
        return found

    def _counts(self, field: Field) -> _Written | None:
        """The counts of standards whose labels are printed apart, as one answer."""
        apart = [c for c in self.located.fields if c.target.field is field and c.target.part is not None]
        if not apart:
            return None
        said = [(SORTS[c.target.part or 0][-1], self.hints.strip(c.raw).strip()) for c in apart]
        raw = "、".join(f"{sort}标准{count}" for sort, count in said if count)
        doubts = tuple(dict.fromkeys(doubt for c in apart for doubt in c.doubts))
        return _Written("\n".join(c.raw for c in apart), apart[0].at, doubts, raw)

    def _composite(self, field: Field, candidate: Candidate) -> Iterable[tuple[str, _Written]]:
        """The parts of a composite answer; a label of one part alone may still hold the others' values."""
        assert isinstance(field.kind, Composite)
        parts, doubts = field.kind.split(self.hints.strip(candidate.raw))
        doubts = (*candidate.doubts, *doubts)
        wanted = candidate.target.part
        if wanted is not None and candidate.raw.strip() and not parts[wanted].strip():
            # what stands behind the label of this part alone is not this part
            yield field.ids[wanted], _Written(candidate.raw, candidate.at, (*doubts, "split-unclear"))
            return
        for number, (slot, raw) in enumerate(zip(field.ids, parts, strict=True)):
            if wanted is None or number == wanted or raw.strip():
                yield slot, _Written(raw, candidate.at, doubts if raw.strip() else ())

    def _best(self, kind: Kind, written: Sequence[_Written]) -> Answer:
        """The answer among several places: the one that says something; two that differ are marked and both kept."""
        answers = [self._answer(kind, one) for one in written]
        telling = [answer for answer in answers if answer.value is not None]
        if not telling:
            return next((answer for answer in answers if answer.needs_review), answers[0])
        first = telling[0]
        if isinstance(kind, OrgList) and len(telling) > 1:
            return _together(telling)
        if any(other.value != first.value for other in telling[1:]):
            said = "\n".join(dict.fromkeys(answer.raw for answer in answers if answer.raw.strip()))
            return replace(_doubted(first, ("several-values",)), raw=said)
        return first

    def _answer(self, kind: Kind, written: _Written) -> Answer:
        reading = self._read(kind, written.meant or written.raw)
        if written.at.reader == "scan" and not written.meant:
            reading = read_whole(kind, self.hints.strip(written.raw), reading, self.hint, self.units)
        doubts = tuple(dict.fromkeys((*reading.doubts, *written.doubts)))
        review = bool(doubts) and not _left_as_printed(reading, written.raw)
        return Answer(reading.value, written.raw, UNSURE if review else SURE, review, written.at, doubts)

    def _read(self, kind: Kind, raw: str) -> Reading:
        text = self.hints.strip(raw)
        if not text.strip():
            return Reading(None)
        if in_brackets_only(text):
            return Reading(None, ("placeholder-left",))
        return kind.read(text, self.hint)

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
                row[str(column.id)] = self._answer(column.kind, _Written(cell.raw, cell.at, cell.doubts, cell.meant))
        return row

    # -- blocks ------------------------------------------------------------------

    def _blocks(self, fields: dict[str, Answer]) -> tuple[BlockRecord, ...]:
        strays = judge_all(self.located.strays)
        regions = _one_for_each_group(self.located.blocks)
        texts = [self._opinion(region) for region in regions]
        units = [self._unit(region, text, fields) for region, text in zip(regions, texts, strict=True)]
        named = [*_unit_names(fields), *(str(unit.value) for unit in units if unit.value)]
        homes = [_home(region, unit, named) for region, unit in zip(regions, units, strict=True)]
        homes = brought_home(with_strays(homes, strays))
        return tuple(
            self._block(home, text, unit, strays) for home, text, unit in zip(homes, texts, units, strict=True)
        )

    def _opinion(self, region: BlockRegion) -> OpinionText:
        text = read_opinion(region.paragraphs, self.hints, self.units)
        if Needs.OPINION not in region.block.needs:
            text.take_names()
        return text

    def _block(self, home: Home, text: OpinionText, unit: Answer, strays: tuple[Mark, ...]) -> BlockRecord:
        region = home.region
        self.typed_names += [Extra(prompt, name, region.at) for prompt, name in text.names]
        block = BlockRecord(
            region.block.id,
            unit,
            self._answer(
                LongText(), _Written("\n".join(text.opinion), _place_of(text.places if text.opinion else (), region.at))
            ),
            self._date(text, region.at),
            signature_mark(home.marks, region.at, strays),
            seal_mark(home.marks, region.at, home.contested, home.owners),
            region.at,
        )
        return doubted_answers(block) if region.unsure else block

    def _date(self, text: OpinionText, at: Evidence) -> Answer:
        if not text.dates:
            return Answer(None, "", SURE, False, at)
        return self._best(Date(), [_Written(raw, place) for raw, place in text.dates])

    def _unit(self, region: BlockRegion, text: OpinionText, fields: dict[str, Answer]) -> Answer:
        """The name written in the block, else the one unit that the form names for that role; a group is no unit."""
        if region.block.filled_by is FilledBy.GROUP:
            return Answer(None, "", SURE, False, region.at)
        if text.units:
            return self._best(Org(), [_Written(name, _place_of([place], region.at)) for name, place in text.named])
        named = _role_units(region, fields)
        if len(named) != 1:
            doubtful = any(source.needs_review for _, source in named)
            doubts = ("several-values",) if doubtful else ()
            return Answer(None, "", UNSURE if doubtful else SURE, doubtful, region.at, doubts)
        name, source = named[0]
        return replace(source, value=name, raw="")

    # -- what the paper prints -----------------------------------------------------

    def _parts(self) -> tuple[str, ...]:
        return tuple(self.located.parts)

    def _labels(self) -> dict[str, str]:
        labels = {slot: c.label for c in reversed(self.located.fields) for slot in c.target.slots if c.label}
        return {**dict(reversed(labels.items())), **self.located.column_labels}


def _home(region: BlockRegion, unit: Answer, named: Sequence[str]) -> Home:
    owners = owners_of(unit, (paragraph.text for paragraph in region.paragraphs), named)
    return Home(region, judge_all(region.pictures), owners)


def _place_of(lines: Sequence[Evidence], region: Evidence) -> Evidence:
    """Where ``lines`` of a block stand: its own place where that is a cell, else that of the lines on their first page."""
    boxes = [line.box for line in lines if line.box is not None and line.page == lines[0].page]
    if not boxes or len(boxes) < len(lines) or region.box is None:
        return region
    if region.page == lines[0].page and all(region.box.overlap(box) > 0 for box in boxes):
        return region
    return replace(region, page=lines[0].page, box=BBox.around(boxes))


def _together(answers: list[Answer]) -> Answer:
    """Several lists of units under one label as one; lists that agree in part only are in doubt."""
    first, *others = answers
    names = [str(name) for answer in answers if isinstance(answer.value, list) for name in answer.value]
    if all(other.value == first.value for other in others):
        return first
    doubts = tuple(dict.fromkeys(doubt for answer in answers for doubt in answer.doubts))
    raw = "\n".join(answer.raw for answer in answers)
    merged = Answer(list(dict.fromkeys(names)), raw, UNSURE if doubts else SURE, bool(doubts), first.evidence, doubts)
    return _doubted(merged, ("several-values",)) if len(set(names)) < len(names) else merged


def _says_something(answer: Answer) -> bool:
    """Whether a cell of a row was filled in: one to be signed, unless it surely is not."""
    if isinstance(answer.value, dict) and answer.value.get("present") is False:
        return bool(answer.raw.strip())
    return answer.value is not None or answer.needs_review


def _left_as_printed(reading: Reading, raw: str) -> bool:
    """Whether a slot surely holds the blank's own sample (XXXX, 201X年X月) and no answer; in brackets it may be one."""
    return reading.value is None and set(reading.doubts) == {"placeholder-left"} and not in_brackets_only(raw)


def _doubted(answer: Answer, doubts: tuple[str, ...]) -> Answer:
    return replace(answer, score=UNSURE, needs_review=True, doubts=(*answer.doubts, *doubts))


def _one_for_each_group(regions: Iterable[BlockRegion]) -> list[BlockRegion]:
    """``regions`` with all that a group's members sign as one, however often the place for it is printed."""
    kept: list[BlockRegion] = []
    for region in regions:
        same = next((n for n, other in enumerate(kept) if other.block is region.block), None)
        if same is None or region.block.filled_by is not FilledBy.GROUP:
            kept.append(region)
        else:
            kept[same] = replace(kept[same], paragraphs=(*kept[same].paragraphs, *region.paragraphs))
    return kept


def _unit_names(fields: dict[str, Answer]) -> Iterable[str]:
    """Every unit that the form names in a field of its own."""
    for slot, answer in fields.items():
        if slot == "unit_name" or slot == "lead_unit" or slot.endswith("_units"):
            value = answer.value
            yield from (str(name) for name in (value if isinstance(value, list) else [value] if value else []))


def _role_units(region: BlockRegion, fields: dict[str, Answer]) -> list[tuple[str, Answer]]:
    """The units that the form names for a block's role, with the answer that names them."""
    slots = [region.block.unit_from] if region.block.unit_from else []
    if region.block.unit_from == "lead_unit":
        slots.append("unit_name")
    for slot in slots:
        if slot and (answer := fields.get(slot)) and answer.value:
            names = answer.value if isinstance(answer.value, list) else [answer.value]
            return [(str(name), answer) for name in names]
    return []
