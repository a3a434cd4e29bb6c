"""A slot that nobody found on a scan, and an answer beside text that no slot claims, are to be looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.doubt.unmet import doubted_beside_unclaimed, doubted_free_texts, unmet
from forms.evidence import BBox, Evidence
from forms.record import Answer, Extra, Record
from forms.registry import forms
from forms.spec import Field, Form, Section
from forms.types.text import LongText

VALUE = BBox(60, 20, 120, 30)


def at(box: BBox | None, reader: str = "scan", page: int = 1) -> Evidence:
    return Evidence(reader, page, box)


def answer(reader: str = "scan") -> Answer:
    return Answer("长虹路37号A", "长虹路37号A", 0.99, False, at(VALUE, reader))


@pytest.fixture
def form() -> Form:
    return next(form for form in forms() if form.id == "annex1-application")


@pytest.fixture
def section(form: Form) -> Section:
    return next(one for one in form.sections if isinstance(one, Section))


def needed(section: Section) -> list[Field]:
    return [field for field in section.fields if field.required is True and not field.unlabelled]


def test_a_needed_slot_that_was_not_found_in_a_part_that_was_is_open_and_marked(form: Form, section: Section) -> None:
    first, *others = needed(section)
    found = unmet(Record(form.id, form.edition, fields={str(first.ids[0]): answer()}), form)
    assert set(found) == {str(slot) for field in others for slot in field.ids}
    one = found[str(others[0].ids[0])]
    assert (one.value, one.needs_review, one.doubts) == (None, True, ("reading-unsure",))
    assert one.evidence == Evidence("scan", 1)


@pytest.mark.parametrize(
    ("reader", "lost", "marked"), [("scan", True, True), ("scan", False, False), ("pdf", True, False)]
)
def test_a_free_text_may_hold_a_needed_slot_that_was_not_found(reader: str, lost: bool, marked: bool) -> None:
    report = next(form for form in forms() if form.id == "annex4-recheck-self-inspection")
    fields = {str(slot): answer(reader) for field in report.fields() for slot in field.ids}
    free = [str(field.ids[0]) for field in report.fields() if isinstance(field.kind, LongText)]
    assert len(free) > 1
    if lost:
        del fields[free[0]]
    doubtful = doubted_free_texts(Record(report.id, report.edition, fields=fields), report)
    assert set(doubtful) == (set(free[1:]) if marked else set())
    assert all(one.needs_review and one.value == "长虹路37号A" for one in doubtful.values())


def test_a_whole_part_that_was_not_found_is_said_elsewhere(form: Form) -> None:
    assert unmet(Record(form.id, form.edition), form) == {}


def test_a_text_layer_hides_no_slot(form: Form, section: Section) -> None:
    first = needed(section)[0]
    assert unmet(Record(form.id, form.edition, fields={str(first.ids[0]): answer("pdf")}), form) == {}


def weighed(box: BBox, said: str = "座3层", reader: str = "scan", page: int = 1) -> Answer:
    record = Record("annex1-application", "national", fields={"unit_address": answer(reader)})
    return doubted_beside_unclaimed(replace(record, extra=(Extra("", said, at(box, page=page)),))).fields[
        "unit_address"
    ]


@pytest.mark.parametrize("box", [BBox(120.2, 20, 180, 30), BBox(120, 19, 150, 41), BBox(60, 30.3, 120, 36)])
def test_an_answer_is_doubted_before_a_cell_with_text_that_no_slot_claims(box: BBox) -> None:
    found = weighed(box)
    assert (found.value, found.needs_review, found.doubts) == ("长虹路37号A", True, ("reading-unsure",))


@pytest.mark.parametrize(
    "box",
    [
        BBox(20, 20, 60, 30),
        BBox(122, 20, 180, 30),
        BBox(120, 29, 180, 60),
        BBox(60, 33, 120, 40),
        BBox(20, 30, 180, 40),
    ],
)
def test_text_farther_off_or_over_the_whole_table_doubts_nothing(box: BBox) -> None:
    assert not weighed(box).needs_review


@pytest.mark.parametrize(
    ("box", "label", "doubted"),
    [
        (BBox(60, 30.2, 120, 36), "箱", True),
        (BBox(61.5, 30.2, 121.5, 36), "箱", True),
        (BBox(60, 30.2, 98, 36), "传真", False),
        (BBox(98, 30.2, 120, 36), "网址", False),
        (BBox(60, 30.2, 98, 36), "", True),
    ],
)
def test_a_pair_below_an_answer_is_the_rest_of_it_only_where_it_is_as_wide(
    box: BBox, label: str, doubted: bool
) -> None:
    record = Record("annex1-application", "national", fields={"unit_address": answer()})
    found = doubted_beside_unclaimed(replace(record, extra=(Extra(label, "0717-6000000", at(box)),)))
    assert found.fields["unit_address"].needs_review is doubted


def test_neither_an_empty_cell_nor_one_of_another_page_doubts_anything() -> None:
    beside = BBox(120.2, 20, 180, 30)
    assert not weighed(beside, " ").needs_review
    assert not weighed(beside, page=2).needs_review
    assert not weighed(beside, reader="pdf").needs_review


def test_in_rows_cells_to_be_signed_are_left_to_their_ink() -> None:
    signed = Answer({"present": True, "needs_review": False}, "", 0.99, False, at(VALUE))
    record = Record("annex3-evaluation-report", "national", rows={"group": ({"signature": signed, "unit": answer()},)})
    found = doubted_beside_unclaimed(replace(record, extra=(Extra("", "座", at(BBox(120, 20, 130, 30))),)))
    (row,) = found.rows["group"]
    assert (row["signature"], row["unit"].needs_review) == (signed, True)


def test_slots_that_may_be_empty_are_open_where_a_needed_one_beside_them_was_lost_and_only_there() -> None:
    form, fields = next(
        (form, fields)
        for form in forms()
        for fields in (form.cover, *(one.fields for one in form.sections if isinstance(one, Section)))
        if sum(f.required is True and not f.unlabelled for f in fields) > 1
        and any(f.required is not True and not f.unlabelled for f in fields)
    )
    optional = {str(slot) for f in fields if f.required is not True and not f.unlabelled for slot in f.ids}
    always = [str(f.ids[0]) for f in fields if f.required is True and not f.unlabelled]
    lost = unmet(Record(form.id, form.edition, fields={always[0]: answer()}), form)
    assert optional <= set(lost)
    assert unmet(Record(form.id, form.edition, fields={slot: answer() for slot in always}), form) == {}
    beside = (Extra("", "综合协调科", at(BBox(60, 200, 120, 206))),)
    given = Record(form.id, form.edition, fields={slot: answer() for slot in always}, extra=beside)
    assert optional <= set(unmet(given, form))
    assert unmet(replace(given, extra=(Extra("", "综合协调科", at(VALUE, page=2)),)), form) == {}


@pytest.mark.parametrize("page", [1, 2])
def test_the_telephone_of_a_person_whose_name_was_found_is_open_where_words_beside_were_not_understood(
    form: Form, section: Section, page: int
) -> None:
    slots = {str(slot): answer() for field in section.fields for slot in field.ids}
    del slots["contact_phone"]
    left = (Extra("聯繫", "電言", at(BBox(60, 200, 120, 206), page=page)),)
    lost = unmet(Record(form.id, form.edition, fields=slots, extra=left), form)
    assert [(slot, one.value, one.needs_review) for slot, one in lost.items()] == (
        [("contact_phone", None, True)] if page == 1 else []
    )
