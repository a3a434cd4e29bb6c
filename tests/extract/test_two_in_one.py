"""Two copies of a form read as one record."""

from __future__ import annotations

from dataclasses import replace

from extract.doubt.two_in_one import SEVERAL, doubted_two_in_one
from forms.record import Answer, Record
from forms.registry import form
from tests.forms.records import record

FORM = form("annex1-application", "national")


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
    assert unmarked(doubted_two_in_one(mixed, FORM)) == []


def test_a_few_slots_told_twice_put_nothing_else_in_doubt() -> None:
    once = told_twice(record(), 3)
    assert doubted_two_in_one(once, FORM) is once


def test_where_the_blocks_that_a_form_has_once_stand_again_rows_and_blocks_are_marked_and_agreeing_fields_are_not() -> (
    None
):
    one = record()
    again = replace(one, blocks=(*one.blocks, *one.blocks))
    found = doubted_two_in_one(again, FORM)
    assert found.fields == one.fields
    assert unmarked(found) == unmarked(replace(one, rows={}, blocks=()))
    assert all(block.signature.needs_review and block.seal.needs_review for block in found.blocks)


def test_rows_that_are_followed_by_the_same_rows_are_marked() -> None:
    one = record()
    (name, rows), *_ = one.rows.items()
    assert len(rows) > 1
    again = replace(one, rows={name: (*rows, *rows)})
    assert all(answer.needs_review for row in doubted_two_in_one(again, FORM).rows[name] for answer in row.values())
    assert doubted_two_in_one(one, FORM) is one


def test_several_blocks_of_a_kind_that_repeats_are_no_second_copy() -> None:
    one = record()
    repeated = [block for block in FORM.blocks if block.repeated]
    more = replace(one.blocks[0], id=repeated[0].id)
    several = replace(one, blocks=(*one.blocks, more, more))
    assert doubted_two_in_one(several, FORM) is several


def test_rows_that_say_the_same_over_and_over_are_no_second_copy() -> None:
    one = record()
    (name, rows), *_ = one.rows.items()
    many = replace(one, rows={name: (*rows[:1],) * 6})
    assert doubted_two_in_one(many, FORM) is many
