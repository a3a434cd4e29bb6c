"""Two copies of a form read as one record."""

from __future__ import annotations

from extract.doubt.two_in_one import SEVERAL, doubted_two_in_one
from forms.record import Answer, Record
from tests.forms.records import record


def told_twice(of: Record, slots: int) -> Record:
    """The record with so many of its fields in doubt between two values."""
    told = [slot for slot, answer in of.fields.items() if answer.value is not None]
    doubted = {slot: Answer(of.fields[slot].value, "甲\n乙", 0.5, True, None, (SEVERAL,)) for slot in told[:slots]}
    return Record(of.form, of.edition, of.script, {**of.fields, **doubted}, of.rows, of.blocks)


def unmarked(of: Record) -> list[Answer]:
    rows = [answer for many in of.rows.values() for row in many for answer in row.values()]
    blocks = [answer for block in of.blocks for answer in block.answers]
    return [a for a in (*of.fields.values(), *rows, *blocks) if a.value is not None and not a.needs_review]


def test_where_most_slots_are_told_twice_otherwise_rows_and_blocks_are_marked_too() -> None:
    mixed = told_twice(record(), 12)
    assert unmarked(mixed)
    assert unmarked(doubted_two_in_one(mixed)) == []


def test_a_few_slots_told_twice_put_nothing_else_in_doubt() -> None:
    once = told_twice(record(), 3)
    assert doubted_two_in_one(once) is once
