"""Scores, counts, shares and the numbers of standards, as they are written on forms."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from forms.types import Integer, IntegerX4, Number, Percent, PercentSample, Reading
from forms.types.kind import Kind
from forms.types.numeral import plain_numbers

SCORES = {
    "95": 95,
    "95分": 95,
    "95.5 分": 95.5,
    "95.0": 95,
    "得分：95分": 95,
    "評估得分95分": 95,
    "９５．５": 95.5,
    "九十五分": 95,
    "九十五点五": 95.5,
    "一百": 100,
    "1,234": 1234,
    "95分（满分100分）": 95,
    "95/100": 95,
    "总分95分": 95,
}
VAGUE = ("约95分", "95分以上", "95分，合格", "近95分")
NO_NUMBER = {
    "优秀": "number-invalid",
    "-5": "number-invalid",
    "95-96分": "several-values",
    "95、96": "several-values",
    "20160315001122": "number-invalid",
    "1.2.3": "number-invalid",
}


@pytest.mark.parametrize(("raw", "value"), SCORES.items())
def test_a_number_is_read_without_its_unit_and_its_total(raw: str, value: float) -> None:
    assert Number().read(raw) == Reading(value)
    assert json.dumps(Number().read(raw).value) == json.dumps(value)


@pytest.mark.parametrize("raw", VAGUE)
def test_a_number_among_words_that_make_it_vague_is_marked(raw: str) -> None:
    assert Number().read(raw) == Reading(95, ("number-invalid",))


@pytest.mark.parametrize(("raw", "doubt"), NO_NUMBER.items())
def test_what_states_no_one_number_gives_none_and_is_marked(raw: str, doubt: str) -> None:
    assert Number().read(raw) == Reading(None, (doubt,))


@pytest.mark.parametrize("raw", ["分", "___分", "得分：  分", "（  ）分"])
def test_the_unit_that_a_blank_prints_is_no_answer(raw: str) -> None:
    assert Number().read(raw) == Reading()


@pytest.mark.parametrize(
    ("raw", "value"), {"1": 1, "1.": 1, "①": 1, "（1）": 1, "01": 1, "第3名": 3, "十二": 12}.items()
)
def test_a_row_is_numbered_in_many_ways(raw: str, value: int) -> None:
    assert Integer().read(raw) == Reading(value)


def test_a_count_is_whole() -> None:
    assert Integer().read("3.5") == Reading(None, ("number-invalid",))


@pytest.mark.parametrize(("raw", "value"), {"99.1%": 99.1, "98％": 98, "百分之九十九点一": 99.1, "99.1": 99.1}.items())
def test_a_share_is_one_of_a_hundred(raw: str, value: float) -> None:
    assert Percent().read(raw) == Reading(value)


def test_a_share_over_a_hundred_is_none_and_one_that_may_be_of_one_is_marked() -> None:
    assert Percent().read("120%") == Reading(None, ("number-invalid",))
    assert Percent().read("0.991") == Reading(0.991, ("number-invalid",))
    assert Percent().read("0.5%") == Reading(0.5)


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("二十", "20"),
        ("一百零五", "105"),
        ("一千二百", "1200"),
        ("两百", "200"),
        ("十百", "十百"),
        ("二〇", "二〇"),
        ("一二三", "一二三"),
        ("第十二项", "第12项"),
    ],
)
def test_numerals_become_digits_only_where_they_are_a_number(written: str, digits: str) -> None:
    assert plain_numbers(written) == digits


ASKED = {
    "99.1%（样本120份）": 120,
    "99.1%，样本量120": 120,
    "99.1%，樣本數120": 120,
    "99.1%（調查120戶）": 120,
    "99.1%/120": 120,
    "99.1%（120）": 120,
    "满意度99.1%，发放问卷120份，回收120份": 120,
    "2021年9月10日随机调查120人，满意度99.1%": 120,
    "隨機調查120名群眾，滿意度99.1％": 120,
    "99.1%": None,
    "99.1": None,
}


@pytest.mark.parametrize(("raw", "sample"), ASKED.items())
def test_a_share_is_read_with_the_number_of_those_asked(raw: str, sample: int | None) -> None:
    assert PercentSample().read(raw) == Reading({"percent": 99.1, "sample": sample})


@pytest.mark.parametrize(
    "raw",
    [
        "92.1 %（样本181份）",
        "92. 1%（样本181份）",
        "92.1%\n（样本181份）",
        "样本181份，92.1 ％",
        "92.1%（樣本181  份）",
    ],
)
def test_room_inside_a_share_is_none_of_it(raw: str) -> None:
    assert PercentSample().read(raw) == Reading({"percent": 92.1, "sample": 181})


@pytest.mark.parametrize(
    ("raw", "reading"),
    [
        ("发放问卷150份，回收142份，满意率98.6%", Reading({"percent": 98.6, "sample": None}, ("several-values",))),
        ("98.6%，其中3个窗口", Reading({"percent": 98.6, "sample": None}, ("number-invalid",))),
        ("98.6%（样本0份）", Reading({"percent": 98.6, "sample": None}, ("number-invalid",))),
        ("满意率98%，总体满意度99%", Reading(None, ("several-values",))),
        ("120%（样本50份）", Reading(None, ("number-invalid",))),
        ("很满意", Reading(None, ("number-invalid",))),
        ("   %（样本   份）", Reading()),
    ],
)
def test_a_survey_that_states_no_one_share_or_sample_is_marked(raw: str, reading: Reading) -> None:
    assert PercentSample().read(raw) == reading


COUNTED = (
    "12/5/3/66",
    "12　/　5　/　3　/　66",
    "12  /  5  /  3\n/  66",
    "国标12项、行标5项、地标3项、内\n部66项",
    "12、 5、 3、 66",
    "12项、5项、3项、66项",
    "国标/行标/地标/内部：12/5/3/66",
    "国标12项、行标5项、地标3项、内部66项",
    "国标12项行标5项地标3项内部66项",
    "国标（12）行标（5）地标（3）内部（66）",
    "地标3项、国标12项、行标5项、企业标准66项",
    "12项国标、5项行标、3项地标、66项内部",
    "國家標準12項，行業標準5項，地方標準3項，內部標準（企業標準）66項",
    "共86项，其中国标12项，行标5项，地标3项，内部66项",
    "共收集国标十二项、行标五项、地标三项，制定内部标准六十六项",
)


@pytest.mark.parametrize("raw", COUNTED)
def test_four_counts_are_given_in_the_order_of_the_label(raw: str) -> None:
    assert IntegerX4().read(raw) == Reading([12, 5, 3, 66])


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("12/无/3/66", [12, 0, 3, 66]),
        ("国标12项、行标无、地标3项、内部66项", [12, 0, 3, 66]),
    ],
)
def test_none_of_a_sort_is_nought(raw: str, value: list[int]) -> None:
    assert IntegerX4().read(raw) == Reading(value)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("国标12项，内部66项", [12, None, None, 66]),
        ("12//3/66", [12, None, 3, 66]),
        ("共90项，其中国标12项，行标5项，地标3项，内部66项", [12, 5, 3, 66]),
        ("国标12项（强制性2项）、行标5项、地标3项、内部66项", [12, 5, 3, 66]),
        ("12/5/3", None),
        ("86项", None),
        ("国家标准、行业标准、地方标准若干", None),
    ],
)
def test_counts_that_are_short_or_do_not_add_up_are_marked(raw: str, value: list[int | None] | None) -> None:
    assert IntegerX4().read(raw) == Reading(value, ("number-invalid",))


def test_two_counts_of_one_sort_are_none_and_marked() -> None:
    assert IntegerX4().read("国标12项、国标13项、行标5项、地标3项、内部66项") == Reading(None, ("several-values",))


@pytest.mark.parametrize("raw", ["  /  /  /  ", "国标  项、行标  项、地标  项、内部  项"])
def test_the_places_for_the_counts_that_a_blank_prints_are_no_answer(raw: str) -> None:
    assert IntegerX4().read(raw) == Reading()


@given(counts=st.lists(st.integers(0, 99_999), min_size=4, max_size=4), names=st.permutations(range(4)))
def test_counts_under_their_names_are_found_in_any_order(counts: list[int], names: list[int]) -> None:
    labels = ("国家标准", "行业标准", "地方标准", "内部标准")
    written = "，".join(f"{labels[n]}{counts[n]}项" for n in names)
    assert IntegerX4().read(written) == Reading(counts)
    assert IntegerX4().read(IntegerX4().show(counts)) == Reading(counts)


@given(score=st.integers(0, 1000), decimals=st.integers(0, 99))
def test_any_score_comes_back_as_it_was_written(score: int, decimals: int) -> None:
    assert Number().read(f"{score}.{decimals:02}分").value == float(f"{score}.{decimals:02}")


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (Number(), -1),
        (Number(), "95"),
        (Number(), float("nan")),
        (Integer(), 1.5),
        (Percent(), 101),
        (PercentSample(), {"sample": 3}),
        (PercentSample(), {"percent": 99, "sample": 0}),
        (IntegerX4(), [1, 2, 3]),
        (IntegerX4(), [1, 2, 3, -4]),
        (IntegerX4(), [None] * 4),
    ],
    ids=str,
)
def test_a_number_out_of_its_bounds_is_refused(kind: Kind, wrong: Any) -> None:
    with pytest.raises(ValidationError):
        kind.field().deserialize(wrong)
