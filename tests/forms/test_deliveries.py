"""Two deliveries of one form made one record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from forms.check import check
from forms.compared import agree
from forms.deliveries import Burden, Delivery, Paired, delivery_of, paired
from forms.evidence import BBox, Evidence
from forms.pairs import pairs_among
from forms.programme import NATIONAL
from forms.record import Answer, Record, SealMark, SignatureMark
from tests.forms.papers import member, paper
from tests.forms.records import ON, PLAN, answer, block, blocks, empty_block, plan, record

SCAN = Evidence("scan", 3, BBox(20, 30, 80, 36))
WORD = Evidence("docx", path="table 1, row 2, cell 3")


def told_by(of: Record, evidence: Evidence) -> Record:
    """The record with its values read at ``evidence``."""

    def moved(held: Answer) -> Answer:
        return replace(held, evidence=evidence)

    return replace(
        of,
        fields={slot: moved(a) for slot, a in of.fields.items()},
        rows={s: tuple({c: moved(a) for c, a in row.items()} for row in rows) for s, rows in of.rows.items()},
        blocks=tuple(replace(b, unit=moved(b.unit), opinion=moved(b.opinion), date=moved(b.date)) for b in of.blocks),
    )


def word(**changes: Any) -> Record:
    """The application as a Word file: nothing signed."""
    return told_by(unsigned(record(**changes)), WORD)


def unsigned(of: Record) -> Record:
    return replace(
        of, blocks=tuple(replace(b, signature=SignatureMark(False), seal=SealMark(False)) for b in of.blocks)
    )


def scan(**changes: Any) -> Record:
    """The same application signed and scanned."""
    return told_by(record(**changes), SCAN)


def unsure(value: Any, raw: str | None = None, doubt: str = "reading-unsure") -> Answer:
    return replace(answer(value, raw, doubt), score=0.4)


def differing(pair: Paired) -> list[tuple[str, str, str | None]]:
    found = check(pair.record, NATIONAL, ON)
    return [(f.code, f.severity.value, f.where) for f in found if f.code == "deliveries-differ"]


# -- one slot -------------------------------------------------------------------------------------------------------


def test_a_record_tells_how_it_came() -> None:
    ways = [delivery_of(told_by(record(), Evidence(reader))) for reader in ("scan", "pdf", "docx")]
    assert ways == [Delivery.SCAN, Delivery.PDF, Delivery.WORD]


def test_what_both_say_is_sure_and_keeps_both_places() -> None:
    pair = paired(scan(contact_name=unsure("李文靜")), word(contact_name="李文静"))
    held = pair.record.fields["contact_name"]
    assert (held.value, held.raw, held.needs_review, held.doubts, held.score) == ("李文静", "李文静", False, (), 1.0)
    assert (held.evidence, held.beside and held.beside.evidence) == (WORD, SCAN)
    assert held.beside
    assert (held.beside.raw, held.beside.agrees) == ("李文靜", True)
    assert "fields.contact_name" in pair.confirmed
    assert (pair.differing, differing(pair)) == ((), [])


def test_it_does_not_matter_which_is_given_first() -> None:
    one, other = scan(contact_name=unsure("李文靖")), word()
    assert paired(one, other) == paired(other, one)


def test_what_differs_keeps_the_files_value_marked_and_is_a_finding_that_shows_both() -> None:
    pair = paired(scan(unit_address="宜昌市西陵区环城北路21号"), word())
    held = pair.record.fields["unit_address"]
    assert (held.value, held.needs_review) == ("宜昌市西陵区环城北路12号", True)
    assert pair.differing == ("fields.unit_address",)
    assert differing(pair) == [("deliveries-differ", "warn", "fields.unit_address")]
    (found,) = [f for f in check(pair.record, NATIONAL, ON) if f.code == "deliveries-differ"]
    assert "Word文件为“宜昌市西陵区环城北路12号”（第1个表格第2行）" in found.message
    assert "扫描件为“宜昌市西陵区环城北路21号”（第3页）" in found.message


def test_what_the_words_leave_open_stays_marked_though_both_say_it() -> None:
    both = {"filed_on": unsure("2016-04-11", "4月11日", "year-assumed")}
    held = paired(scan(**both), word(**both)).record.fields["filed_on"]
    assert (held.needs_review, held.doubts) == (True, ("year-assumed",))


def test_what_was_read_on_a_doubtful_page_is_settled_by_the_other_delivery() -> None:
    pdf = told_by(unsigned(record(postcode=unsure("443000", None, "page-doubtful"))), Evidence("pdf", 2))
    held = paired(scan(), pdf).record.fields["postcode"]
    assert (held.needs_review, held.doubts) == (False, ())


@pytest.mark.parametrize(
    ("on_paper", "in_file", "value", "marked"),
    [
        (unsure("2016-04-11"), answer(None, "2016年 月 日"), "2016-04-11", True),
        (answer("2016-04-11"), answer(None, ""), "2016-04-11", False),
        (unsure(None, "▓▓"), answer("2016-04-11"), "2016-04-11", False),
        (answer(None, ""), answer("2016-04-11"), "2016-04-11", True),
        (unsure(None, "▓▓"), answer(None, ""), None, True),
        (answer(None, ""), answer(None, ""), None, False),
    ],
    ids=["by hand", "on paper", "not read", "surely blank on paper", "ink in a blank", "blank in both"],
)
def test_what_only_one_has_is_its_own(on_paper: Answer, in_file: Answer, value: str | None, marked: bool) -> None:
    held = paired(scan(filed_on=on_paper), word(filed_on=in_file)).record.fields["filed_on"]
    assert (held.value, held.needs_review) == (value, marked)


def test_a_slot_that_one_does_not_print_is_the_others() -> None:
    one, other = scan(), word()
    fewer = replace(one, fields={slot: a for slot, a in one.fields.items() if slot != "email"})
    assert paired(fewer, other).record.fields["email"] == other.fields["email"]


def test_the_word_of_an_officer_stands() -> None:
    stated = replace(answer("0717-6445599"), evidence=replace(SCAN, reader="officer"))
    one = scan()
    one = replace(one, fields={**one.fields, "contact_phone": stated})
    pair = paired(one, word())
    held = pair.record.fields["contact_phone"]
    assert (held.value, held.needs_review, differing(pair)) == ("0717-6445599", False, [])


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("承擔 全區，行政審批。", "承担全区行政审批", True),
        ("0717-6445566", "07176445566", True),
        ("经费3.5万元", "经费35万元", False),
        ("每周2-3次", "每周23次", False),
        ("每周2—3次", "每周2-3次", True),
        ("达到90%", "达到90", False),
        ("a.b@x.cn", "ab@x.cn", False),
        ("A.b@x.cn", "a.b @x.cn", True),
        (["甲局", "乙局"], ["甲局", "乙局"], True),
        (["甲局"], ["甲局", "乙局"], False),
        ({"answer": True, "text": "有。"}, {"answer": True, "text": "有"}, True),
        ({"answer": True, "text": ""}, {"answer": False, "text": ""}, False),
        ({"start": "2016-05", "end": None}, {"start": "2016-05", "end": "2018-05"}, False),
        (92, 92.0, True),
        (1, True, False),
    ],
)
def test_values_are_compared_after_folding_but_for_the_signs_that_numbers_live_by(a: Any, b: Any, same: bool) -> None:
    assert agree(a, b) is same
    assert agree(b, a) is same


# -- rows -----------------------------------------------------------------------------------------------------------


def test_rows_are_compared_by_content_then_by_order() -> None:
    first, second, third, fourth = PLAN
    misread = (second[0], second[1], second[2], second[3].replace("国家", "国冢"))
    pair = paired(scan(rows={"plan": plan(fourth, first, misread, third)}), word())
    works = [row["work"] for row in pair.record.rows["plan"]]
    assert [work.value for work in works] == [row[3] for row in PLAN]
    assert [work.needs_review for work in works] == [False, True, False, False]
    assert differing(pair) == [("deliveries-differ", "warn", "rows.plan[1].work")]


def test_a_row_that_only_one_has_is_kept_and_marked_once() -> None:
    extra = ("验收阶段", "2018-05", "2018-06", "申请评估。")
    pair = paired(scan(rows={"plan": plan(*PLAN, extra)}), word())
    assert pair.record.rows["plan"][4]["work"].value == "申请评估。"
    assert differing(pair) == [("deliveries-differ", "warn", "rows.plan[4].step")]
    missing = paired(scan(rows={"plan": plan(*PLAN[:3])}), word())
    assert differing(missing) == [("deliveries-differ", "warn", "rows.plan[3].step")]


def test_a_table_that_only_one_has_is_its_own() -> None:
    pair = paired(scan(rows={}), word())
    assert pair.record.rows == word().rows


def test_a_member_has_signed_where_the_paper_shows_it() -> None:
    def members(present: bool) -> tuple[dict[str, Answer], ...]:
        cell = answer(SignatureMark(present).to_json(), "")
        return tuple({**member(f"专家{n}"), "signature": cell} for n in "甲乙丙丁戊")

    pair = paired(told_by(paper(3, group=members(True)), SCAN), told_by(paper(3, group=members(False)), WORD))
    cells = [row["signature"].value for row in pair.record.rows["group"]]
    assert [isinstance(cell, dict) and cell["present"] for cell in cells] == [True] * 5


# -- blocks ---------------------------------------------------------------------------------------------------------


def test_marks_are_those_of_the_paper() -> None:
    signed = block("guarantor_unit", seal=SealMark(None, needs_review=True, evidence=SCAN))
    pair = paired(scan(blocks=blocks(signed)), word())
    assert [b.signature.present for b in pair.record.blocks] == [True, True, True, True]
    assert pair.record.blocks[1].seal == signed.seal
    assert [b.unit.value for b in pair.record.blocks] == [b.unit.value for b in word().blocks]


def test_what_was_written_into_a_block_by_hand_is_the_papers() -> None:
    pair = paired(scan(), word(blocks=blocks(empty_block("guiding_unit"))))
    held = pair.record.blocks[2]
    assert (held.opinion.value, held.date.value, held.seal.present) == ("同意推荐。", "2016-04-18", True)


def test_of_a_block_that_was_not_found_on_the_paper_nobody_can_say_how_it_is_marked() -> None:
    pair = paired(scan(blocks=blocks(without=("guiding_unit",))), word())
    assert [b.id for b in pair.record.blocks] == ["lead_unit", "guarantor_unit", "guiding_unit", "managing_unit"]
    lost = pair.record.blocks[2]
    assert (lost.signature.present, lost.signature.needs_review, lost.seal.present) == (None, True, None)


def test_repeated_blocks_are_matched_by_their_units() -> None:
    two = [block("participating_unit", unit=unit, opinion=f"{unit}同意。") for unit in ("甲局", "乙局")]
    pair = paired(scan(blocks=(two[1], two[0])), word(blocks=tuple(two)))
    assert [b.opinion.value for b in pair.record.blocks] == ["甲局同意。", "乙局同意。"]
    assert differing(pair) == []


def test_of_two_files_a_mark_in_either_counts() -> None:
    pdf = told_by(record(), Evidence("pdf", 3))
    assert all(b.seal.present for b in paired(word(), pdf).record.blocks)
    assert all(b.seal.present for b in paired(told_by(record(), WORD), unsigned(pdf)).record.blocks)


def test_two_different_forms_are_never_one() -> None:
    with pytest.raises(ValueError, match="not one form"):
        paired(record(), paper(2))


# -- what is left to do ---------------------------------------------------------------------------------------------


def test_the_burden_of_the_pair_stands_beside_that_of_each_alone() -> None:
    doubtful = {slot: unsure(record().value(slot)) for slot in ("contact_name", "email", "postcode")}
    pair = paired(scan(**doubtful, unit_address=unsure("宜昌市西陵区环城北路21号")), word())
    assert (pair.paper.marked, pair.file.marked, pair.burden.marked) == (4, 0, 1)
    assert pair.burden.slots == Burden.of(word()).slots
    assert len(pair.confirmed) > 30


def test_a_pair_is_the_same_from_and_to_json() -> None:
    held = paired(scan(unit_address="别处"), word()).record
    assert Record.from_json(held.to_json()) == held


# -- which are a pair -----------------------------------------------------------------------------------------------


def pairs(*papers: Record) -> list[tuple[int, int]]:
    return [(pair.first, pair.second) for pair in pairs_among(papers, range(len(papers)))]


def test_scan_and_file_of_one_form_are_a_pair() -> None:
    assert pairs(word(), paper(2), scan()) == [(0, 2)]


def test_the_same_form_twice_in_one_way_is_no_pair() -> None:
    assert pairs(word(), word()) == []


def test_forms_with_another_period_or_edition_or_hardly_a_word_in_common_are_no_pair() -> None:
    assert pairs(word(), scan(pilot_period={"start": "2020-05", "end": "2022-05"})) == []
    assert pairs(word(), replace(scan(), edition="national")) == []
    others = {slot: f"别的内容{slot}" for slot, a in word().fields.items() if isinstance(a.value, str)}
    assert pairs(word(), scan(**others)) == []


def test_a_period_that_may_be_misread_does_not_part_a_pair() -> None:
    assert pairs(word(), scan(pilot_period=unsure({"start": "2020-05", "end": "2022-05"}))) == [(0, 1)]


def test_of_several_filings_the_day_tells_which_belong_together() -> None:
    again = {"filed_on": "2016-05-02"}
    assert pairs(word(), word(**again), scan(**again), scan()) == [(0, 3), (1, 2)]
    assert pairs(word(), word(), scan()) == [], "nothing tells which of the files was signed"


def test_of_three_ways_the_paper_goes_with_the_file_nearest_to_the_source() -> None:
    pdf = told_by(unsigned(record()), Evidence("pdf", 1))
    assert pairs(pdf, scan(), word()) == [(1, 2)]
