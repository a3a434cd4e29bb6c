"""What of a record is written into a form: every answer as text, slot by slot, and what each block says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from forms.record import Answer, BlockRecord, Record
from forms.spec import Block, Field, Form
from forms.types import Date
from forms.types.kind import Composite, Kind
from render.errors import RenderError
from render.standard.content import Content, Signed, Texts
from render.standard.stamp import Stamp

Marks = Mapping[int, Sequence[Stamp]]
"""Pictures by the index of their block."""
CellMarks = Mapping[tuple[str, int, str], Sequence[Stamp]]
"""Pictures by table, row and column: ``("group", 0, "signature")``."""
NO_MARKS: Marks = {}
NO_CELL_MARKS: CellMarks = {}


def content_of(
    form: Form,
    record: Record,
    script: str,
    marks: Marks = NO_MARKS,
    cell_marks: CellMarks = NO_CELL_MARKS,
    pilot: str = "",
) -> Content:
    """The texts of ``record`` for ``form``; :class:`RenderError` for an answer whose slot the form does not have."""
    _refuse_unknown_slots(form, record)
    prefer_raw = script == "hant"
    fields = _texts(tuple(form.fields()), record.fields, prefer_raw)
    rows = {
        rows.id: [_texts(rows.columns, row, prefer_raw) for row in record.rows.get(rows.id, ())] for rows in form.rows()
    }
    return Content(fields, rows, _signed_blocks(form, record, prefer_raw, marks), cell_marks, pilot)


def part_texts(field: Field, answers: Mapping[str, Answer], script: str) -> tuple[str, ...]:
    """What is written for each slot of ``field``, apart."""
    return tuple(_shown(kind, answers[slot], script == "hant") if slot in answers else "" for slot, kind in field.parts)


def _texts(fields: Sequence[Field], answers: Mapping[str, Answer], prefer_raw: bool) -> Texts:
    return {field.ids: _text(field, answers, prefer_raw) for field in fields}


def _text(field: Field, answers: Mapping[str, Answer], prefer_raw: bool) -> str:
    """What stands in the field's cell, the parts of a composite joined as its kind writes them."""
    shown = part_texts(field, answers, "hant" if prefer_raw else "hans")
    if not any(shown):
        return ""
    return field.kind.join(shown) if isinstance(field.kind, Composite) else shown[0]


def _shown(kind: Kind, answer: Answer, prefer_raw: bool) -> str:
    if answer.value is None or (prefer_raw and answer.raw.strip()):
        return answer.raw.strip()
    return kind.show(answer.value)


def _signed_blocks(form: Form, record: Record, prefer_raw: bool, marks: Mapping[int, Sequence[Stamp]]) -> list[Signed]:
    """Every block of the form in its order, repeated ones as often as the record has them, at least once."""
    owners = form.blocks_of([read.id for read in record.blocks])
    signed = []
    for block in form.blocks:
        found = [(i, read) for i, read in enumerate(record.blocks) if owners[i] is block]
        signed += [_signed(block, read, prefer_raw, marks.get(i, ())) for i, read in found] or [Signed(block)]
    return signed


def _signed(block: Block, read: BlockRecord, prefer_raw: bool, stamps: Sequence[Stamp]) -> Signed:
    def text(answer: Answer) -> str:
        written = answer.raw.strip()
        return written if answer.value is None or (prefer_raw and written) else str(answer.value)

    return Signed(block, text(read.unit), text(read.opinion), _shown(Date(), read.date, prefer_raw), stamps)


def _refuse_unknown_slots(form: Form, record: Record) -> None:
    known = {f"fields.{slot}" for slot in form.kinds()}
    known |= {f"rows.{rows.id}.{slot}" for rows in form.rows() for column in rows.columns for slot in column.ids}
    known |= {f"blocks.{block.id}" for block in form.blocks}
    used = {f"fields.{slot}" for slot in record.fields}
    used |= {f"rows.{name}.{slot}" for name, rows in record.rows.items() for row in rows for slot in row}
    used |= {f"blocks.{block.id}" for block in record.blocks}
    if unknown := sorted(used - known):
        raise RenderError("slot-unknown", f"《{form.title}》（{form.edition}）没有这些栏：{'、'.join(unknown)}")
