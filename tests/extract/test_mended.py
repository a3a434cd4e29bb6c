"""Characters that look alike are set right where a check or a known form proves it, on scans alone, and always marked."""

from __future__ import annotations

import pytest

from extract.doubt.mended import address, code, digits, mended
from forms.evidence import BBox, Evidence
from forms.record import Answer, Record
from forms.registry import forms
from forms.types.org_code import OrgCode
from forms.types.phone import Phone
from forms.types.postcode import Postcode

RIGHT = "12440600MB2C07549J"


@pytest.mark.parametrize(
    "raw",
    ["l2440600MB2C07549J", "I2440600MB2C07549J", "1244O6OOMB2C07549J", "12440600M82C07549J", "12440600 MB2CO7S49J"],
)
def test_a_code_is_mended_by_its_checks(raw: str) -> None:
    assert code(raw) == RIGHT


@pytest.mark.parametrize(
    "raw",
    [
        RIGHT,
        "12440600MB2C07548J",
        "12440600M82C07548J",
        "12440600MB2C0754",
        "91350203M0001QKT19",
        "01115867-1",
        "O1115868-1",
        "OOOLIIBBS",
        "",
    ],
)
def test_a_right_code_and_one_that_nothing_proves_stay(raw: str) -> None:
    assert code(raw) is None


@pytest.mark.parametrize("raw", ["O1115867-1", "0lll5867-1"])
def test_an_organisation_code_of_nine_characters_is_mended_by_its_check_digit(raw: str) -> None:
    assert code(raw) == "01115867-1"


def test_letters_among_digits_become_digits() -> None:
    assert digits("43OO23", Postcode()) == "430023"
    assert digits("44lO21", Postcode()) == "441021"
    assert digits("138OO0O0000", Phone()) == "13800000000"
    assert digits("O717-625l834", Phone()) == "0717-6251834"


def test_a_stroke_below_a_number_that_is_whole_without_it_is_none_of_its_figures() -> None:
    assert digits("1369704\n6377\n1", Phone()) == "13697046377"
    assert digits("136970\n46377\nl", Phone()) == "13697046377"
    assert digits("1369704\n637\n1", Phone()) is None, "it is the last figure"
    assert digits("1369704\n6377\n12", Phone()) is None


@pytest.mark.parametrize("raw", ["430023", "SOBIlO", "43002", "43O02", "张三430O23", "4300E3"])
def test_what_is_right_or_proves_nothing_is_no_post_code_to_mend(raw: str) -> None:
    assert digits(raw, Postcode()) is None


def test_a_known_mail_domain_is_told_from_what_only_looks_like_it() -> None:
    assert address("zwzx2016@l63.com") == "zwzx2016@163.com"
    assert address("lO1@qq.c0m") == "lO1@qq.com"
    assert address("a1@163com") == address("a1@163,com") == "a1@163.com"


def test_a_one_that_makes_no_chinese_word_of_letters_is_the_letter_like_it() -> None:
    assert address("1i_ming52@163.com") == "li_ming52@163.com"
    assert address("wang_1ei@l63.com") == "wang_lei@163.com"
    assert address("1iming@bgs.gov.cn") == "liming@bgs.gov.cn"


@pytest.mark.parametrize("raw", ["1xyz@163.com", "2016@163.com", "w1i@163.com", "li_ming1@163.com"])
def test_a_one_that_may_be_meant_stays(raw: str) -> None:
    assert address(raw) is None


@pytest.mark.parametrize("raw", ["a1@163.com", "a1@xiangyang.gov.cn", "a1@l64.com", "l63.com", "甲@l63.com"])
def test_other_addresses_stay(raw: str) -> None:
    assert address(raw) is None


def answered(reader: str, raw: str, value: str | None) -> tuple[Answer, Answer]:
    """An answer for the code of a form's unit, as read and as mended."""
    form, slot = next(
        (form, str(field.ids[0])) for form in forms() for field in form.fields() if isinstance(field.kind, OrgCode)
    )
    answer = Answer(value, raw, 0.99, False, Evidence(reader, 1, BBox(1, 1, 2, 2)), ())
    record = Record(form.id, form.edition, "hans", {slot: answer}, {}, (), ())
    return answer, mended(record, form).fields[slot]


def test_a_mended_value_is_marked_and_keeps_what_was_read() -> None:
    _, after = answered("scan", "l2440600MB2C07549J", "L2440600MB2C07549J")
    assert (after.value, after.raw) == (RIGHT, "l2440600MB2C07549J")
    assert (after.needs_review, after.doubts, after.score) == (True, ("repaired",), 0.5)


def test_a_text_layer_is_not_mended() -> None:
    before, after = answered("pdf", "l2440600MB2C07549J", "L2440600MB2C07549J")
    assert after == before
