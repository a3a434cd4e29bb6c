"""An empty answer of a scan is marked where words stand beside or below its place that nothing has claimed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.doubt.left_beside import doubted_left_beside
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Extra, Record, SealMark, SignatureMark

LABEL = BBox(24, 188, 57, 204)
BESIDE, BELOW, APART = BBox(58, 189, 165, 193), BBox(25, 206, 56, 210), BBox(58, 220, 165, 224)
NAME, UNDER_NAME = BBox(119, 230, 182, 235), BBox(23, 235, 119, 251)


def at(box: BBox, reader: str = "scan", page: int = 1) -> Evidence:
    return Evidence(reader, page, box)


def answer(place: Evidence, said: str = "") -> Answer:
    return Answer(said or None, said, 0.99, False, place)


def left(box: BBox, raw: str = "制定岗位工作标准46项。", label: str = "", page: int = 1) -> Extra:
    return Extra(label, raw, at(box, page=page))


def field(extra: Extra, said: str = "", reader: str = "scan") -> Answer:
    fields = {"conditions": answer(at(LABEL, reader), said)}
    return doubted_left_beside(Record("annex1-application", "national", fields=fields, extra=(extra,))).fields[
        "conditions"
    ]


@pytest.mark.parametrize("words", [BESIDE, BELOW])
def test_an_empty_answer_is_marked_where_words_are_left_beside_or_below_it(words: BBox) -> None:
    found = field(left(words))
    assert (found.value, found.needs_review, found.doubts) == (None, True, ("reading-unsure",))


@pytest.mark.parametrize(
    "extra",
    [
        left(APART),
        left(BESIDE, page=2),
        left(BESIDE, label="传真号"),
        left(BESIDE, raw="C"),
        left(BBox(2, 189, 20, 193)),
    ],
)
def test_an_empty_answer_is_not_marked_for_words_elsewhere_those_with_a_label_or_a_lone_letter(extra: Extra) -> None:
    assert not field(extra).needs_review


def test_an_answer_that_was_given_and_one_of_a_text_layer_stay_as_they_are() -> None:
    assert not field(left(BESIDE), said="无").needs_review
    assert not field(left(BESIDE), reader="pdf").needs_review


def test_an_empty_answer_is_marked_where_words_of_several_rows_are_left_beside_it() -> None:
    assert field(left(BBox(58, 160, 165, 204), raw="www.zwzx.cn\n全额拨款事业单位")).needs_review
    assert not field(left(BBox(58, 150, 165, 190), raw="www.zwzx.cn\n全额拨款事业单位")).needs_review


def test_words_behind_another_answer_belong_to_that_one() -> None:
    fields = {"conditions": answer(at(LABEL)), "business_scope": answer(at(BBox(57, 188, 100, 204)), "政务服务")}
    record = Record("annex1-application", "national", fields=fields, extra=(left(BBox(101, 189, 165, 193)),))
    assert not doubted_left_beside(record).fields["conditions"].needs_review


def test_a_row_s_empty_cell_is_marked_where_words_are_left_below_it() -> None:
    rows = ({"step": answer(at(BBox(24, 150, 57, 188)), "启动阶段"), "work": answer(at(LABEL))},)
    found = doubted_left_beside(Record("a", "b", rows={"plan": rows}, extra=(left(BELOW),))).rows["plan"][0]
    assert [one.needs_review for one in found.values()] == [False, True]


def block(place: BBox, opinion: str = "") -> BlockRecord:
    here = at(place)
    unit = Answer("宜昌市西陵区质量技术监督局", "", 0.99, False, here)
    return BlockRecord("unit", unit, answer(here, opinion), answer(here), SignatureMark(False), SealMark(False), here)


def blocks(*found: BlockRecord, words: BBox = UNDER_NAME) -> tuple[BlockRecord, ...]:
    return doubted_left_beside(Record("a", "b", blocks=found, extra=(left(words),))).blocks


def test_a_block_without_an_opinion_is_marked_where_words_are_left_below_its_name() -> None:
    (found,) = blocks(block(NAME))
    assert [one.needs_review for one in (found.unit, found.opinion, found.date)] == [True, True, True]


def test_of_a_block_with_an_opinion_only_what_is_empty_or_stands_elsewhere_is_marked() -> None:
    (found,) = blocks(block(NAME, opinion="同意。"))
    assert [one.needs_review for one in (found.unit, found.opinion, found.date)] == [True, False, True]


def test_words_in_the_next_block_s_place_say_nothing_of_the_one_above() -> None:
    above, below = blocks(
        block(NAME), replace(block(BBox(20, 237, 182, 255)), id="recommender"), words=BBox(23, 240, 119, 251)
    )
    assert not above.opinion.needs_review
    assert below.opinion.needs_review
