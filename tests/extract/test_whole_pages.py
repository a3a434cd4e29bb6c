"""Evidence always has a box where it names a page."""

from __future__ import annotations

from extract.document import Page
from extract.doubt.whole_pages import with_whole_pages
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Extra, Record, SealMark, SignatureMark

PAGE = (Page(2, 210.0, 297.0),)
WHOLE = BBox(0.0, 0.0, 210.0, 297.0)
BOX = BBox(10, 10, 50, 20)
SOMEWHERE, THERE = Evidence("scan", 2), Evidence("scan", 2, BOX)


def answer(at: Evidence | None) -> Answer:
    return Answer(None, "", 0.5, True, at)


def test_what_stands_somewhere_on_a_page_is_given_all_of_it() -> None:
    marks = SignatureMark(None, evidence=SOMEWHERE), SealMark(None, evidence=SOMEWHERE)
    block = BlockRecord("unit", answer(SOMEWHERE), answer(SOMEWHERE), answer(THERE), *marks, SOMEWHERE)
    record = Record(
        "annex1-application",
        "national",
        fields={"pilot_name": answer(SOMEWHERE), "lead_unit": answer(THERE)},
        rows={"plan": ({"work": answer(SOMEWHERE)},)},
        blocks=(block,),
        extra=(Extra("传真", "", SOMEWHERE),),
    )
    found = with_whole_pages(record, PAGE)
    (placed,) = found.blocks
    whole = (
        found.fields["pilot_name"], found.rows["plan"][0]["work"], placed.unit, placed.opinion, placed.signature,
        placed.seal, placed, found.extra[0],
    )  # fmt: skip
    assert [one.evidence and one.evidence.box for one in whole] == [WHOLE] * len(whole)
    assert [one.evidence and one.evidence.box for one in (found.fields["lead_unit"], placed.date)] == [BOX, BOX]


def test_where_a_format_has_no_pages_nothing_is_made_up() -> None:
    path = Evidence("docx", path="table 2, row 3, cell 2")
    record = Record("annex1-application", "national", fields={"pilot_name": answer(path), "lead_unit": answer(None)})
    assert with_whole_pages(record, PAGE).fields == record.fields
    assert with_whole_pages(record, ()) == record
