"""What a scan may hide: slots that a form needs and nobody found, and answers beside text that no slot claims.

Where a ruling is taken for another, two labels become one or an answer is cut in two; what is lost so must be looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract.doubt.doubted import doubted, open_answer
from forms.evidence import SCAN, BBox, Evidence
from forms.record import Answer, Extra, Record
from forms.spec import Field, Form, Section
from forms.types.text import LongText

_SAME_EDGE_MM = 0.5
_SAME_WIDTH_MM = 2.0
"""Both parts of a cell that one ruling parts begin and end so near to one another, on a page that leans a little."""
_COMMON = 0.6
"""Cells beside one another have at least this share of the lower one's height in common; of the width, one below another."""
_WIDER = 1.5


def unmet(record: Record, form: Form) -> dict[str, Answer]:
    """For each slot that ``form`` always asks for, of a part that was found, and that was not: an open answer, marked.

    Where one is missing, or text stands on the page that no slot claims, those that may be left empty are in doubt, too.
    """
    unclaimed = {one.evidence.page for one in record.extra if one.evidence and (one.label + one.raw).strip()}
    found: dict[str, Answer] = {}
    for fields, at in _parts_found(record, form):
        if any(field.required is True for field in _lost(fields, record)) or at.page in unclaimed:
            found |= {slot: open_answer(at) for field in fields for slot in _slots(field) if slot not in record.fields}
    return found


def _slots(field: Field) -> tuple[str, ...]:
    """The slots of a labelled field: those of a name and its telephone are printed together, be it under two labels."""
    return () if field.unlabelled else tuple(map(str, field.ids))


def doubted_free_texts(record: Record, form: Form) -> dict[str, Answer]:
    """The free texts of each part of which a needed slot was not found, marked: one may hold what belongs there.

    A label that is not known, as one whose lines stand between those of the answer beside it, is text like any other.
    """
    found: dict[str, Answer] = {}
    for fields, _ in _parts_found(record, form):
        if any(field.required is True for field in _lost(fields, record)):
            texts = (str(slot) for field in fields if isinstance(field.kind, LongText) for slot in field.ids)
            found |= {slot: doubted(record.fields[slot]) for slot in texts if slot in record.fields}
    return {slot: one for slot, one in found.items() if one.evidence is not None and one.evidence.is_scanned}


def _lost(fields: Iterable[Field], record: Record) -> list[Field]:
    """The labelled fields of which no slot was found."""
    return [f for f in fields if not f.unlabelled and not any(slot in record.fields for slot in f.ids)]


def _parts_found(record: Record, form: Form) -> Iterator[tuple[tuple[Field, ...], Evidence]]:
    """The fields of each part of which a slot was found on a scan, with the page it stands on."""
    parts = [form.cover, *(section.fields for section in form.sections if isinstance(section, Section))]
    for fields in parts:
        met = (record.fields[slot].evidence for field in fields for slot in field.ids if slot in record.fields)
        at = next((one for one in met if one is not None and one.is_scanned), None)
        if at is not None:
            yield fields, Evidence(SCAN, at.page)


def doubted_beside_unclaimed(record: Record) -> Record:
    """``record`` with the answers marked right beside or above a cell that holds text and that no slot claims."""
    unclaimed = [one for one in record.extra if one.evidence is not None and (one.label + one.raw).strip()]
    if not unclaimed:
        return record

    def weigh(answer: Answer) -> Answer:
        at = answer.evidence
        if at is None or not at.is_scanned or not any(_touches(at, other) for other in unclaimed):
            return answer
        return doubted(answer)

    return replace(
        record,
        fields={slot: weigh(answer) for slot, answer in record.fields.items()},
        rows={
            n: tuple({s: _in_row(a, weigh(a)) for s, a in row.items()} for row in rows)
            for n, rows in record.rows.items()
        },
    )


def _in_row(before: Answer, after: Answer) -> Answer:
    """A row's answer: a cell to be signed is judged by its ink alone."""
    return before if isinstance(before.value, dict) and "present" in before.value else after


def _touches(at: Evidence, other: Extra) -> bool:
    """Whether ``other`` is a cell that begins where the one at ``at`` ends, beside or below it.

    What has a label of its own is the rest of an answer that a ruling parts only where it is as wide as the answer.
    """
    one, place = at.box, other.evidence
    if one is None or place is None or place.box is None or at.page != place.page:
        return False
    two = place.box
    return _beside(one, two) or (_below(one, two) and (not other.label.strip() or _as_wide(one, two)))


def _as_wide(one: BBox, two: BBox) -> bool:
    return max(abs(one.x0 - two.x0), abs(one.x1 - two.x1)) <= _SAME_WIDTH_MM


def _beside(one: BBox, two: BBox) -> bool:
    common = min(one.y1, two.y1) - max(one.y0, two.y0)
    return abs(two.x0 - one.x1) <= _SAME_EDGE_MM and common >= _COMMON * min(one.height, two.height)


def _below(one: BBox, two: BBox) -> bool:
    common = min(one.x1, two.x1) - max(one.x0, two.x0)
    near = abs(two.y0 - one.y1) <= _SAME_EDGE_MM and two.width <= _WIDER * one.width
    return near and common >= _COMMON * min(one.width, two.width)
