"""统一社会信用代码 and 组织机构代码: shapes, check digits, and what is said of codes that fail them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.types import Hint, OrgCode, Reading, org_code_valid, uscc_valid
from forms.types.org_code import USCC_ALPHABET, unit_category

CODE = OrgCode()

USCC = [
    ("91350100M000100Y43", True, True),
    ("91350100M000100Y4Z", False, True),
    ("11330800MB0R57773W", True, True),
    ("914403001922038216", True, True),
    ("9144030071526726XG", True, True),
    ("91330100799655058B", True, True),
    ("12440600MB2C07549J", True, True),
    ("91350203M0001QKT19", False, True),
    ("91350211M0000XUF46", False, True),
    ("9131000063159284XQ", True, True),
    ("91350100M0001TGQXM", False, True),
    ("362322198709086409", True, False),
    ("91310115MA1H8R7C6D", False, False),
]


@pytest.mark.parametrize(("code", "whole", "embedded"), USCC)
def test_check_characters_of_known_codes(code: str, whole: bool, embedded: bool) -> None:
    assert uscc_valid(code) is whole
    assert org_code_valid(code[8:17]) is embedded


@pytest.mark.parametrize("code", ["D2143569-X", "D2143569X", "01115867-1"])
def test_nine_character_codes_of_the_older_standard(code: str) -> None:
    assert org_code_valid(code)
    assert CODE.check(f"{code[:8]}-{code[-1]}") == ()


@pytest.mark.parametrize("code", ["", "D2143569", "d2143569X", "D2143569-Y", "91350100M000100Y4", "91350100M000100Y4I"])
def test_other_shapes_pass_no_check(code: str) -> None:
    assert not uscc_valid(code)
    assert not org_code_valid(code)


@given(body=st.text("0123456789", min_size=8, max_size=8), place=st.integers(0, 7), shift=st.integers(1, 9))
def test_one_wrong_digit_of_nine_is_always_found(body: str, place: int, shift: int) -> None:
    check = next(c for c in "0123456789X" if org_code_valid(body + c))
    wrong = body[:place] + str((int(body[place]) + shift) % 10) + body[place + 1 :]
    assert not org_code_valid(wrong + check)


@given(body=st.text(USCC_ALPHABET, min_size=17, max_size=17), place=st.integers(0, 16), shift=st.integers(1, 30))
def test_one_wrong_character_of_eighteen_is_always_found(body: str, place: int, shift: int) -> None:
    check = [c for c in USCC_ALPHABET if uscc_valid(body + c)]
    assert len(check) == 1
    wrong = USCC_ALPHABET[(USCC_ALPHABET.index(body[place]) + shift) % 31]
    assert not uscc_valid(body[:place] + wrong + body[place + 1 :] + check[0])


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("12440600mb2c07549j", "12440600MB2C07549J"),
        ("１２４４０６００ＭＢ２Ｃ０７５４９Ｊ", "12440600MB2C07549J"),
        ("12440600 MB2C 0754 9J", "12440600MB2C07549J"),
        ("12440600MB2\nC07549J", "12440600MB2C07549J"),
        ("统一社会信用代码：12440600MB2C07549J", "12440600MB2C07549J"),
        ("D2143569X", "D2143569-X"),
        ("d2143569-x", "D2143569-X"),
        ("D2143569－X", "D2143569-X"),
        ("D2143569—X", "D2143569-X"),
        ("D2143569 - X", "D2143569-X"),
        ("01115867-1（组织机构代码）", "01115867-1"),
        ("组织机构代码：MB2C0754-9 统一社会信用代码：12440600MB2C07549J", "12440600MB2C07549J"),
        ("12440600MB2C07549J / MB2C07549", "12440600MB2C07549J"),
        ("91350203M0001QKT19", "91350203M0001QKT19"),
    ],
)
def test_a_code_is_read_whatever_its_width_case_and_hyphen(raw: str, value: str) -> None:
    assert CODE.read(raw) == Reading(value)


@pytest.mark.parametrize(
    ("raw", "reading"),
    [
        ("XXXXXXXX-X", Reading(None, ("placeholder-left",))),
        ("XXXXXXXXXXXXXXXXXX", Reading(None, ("placeholder-left",))),
        ("12440600MB2C07549", Reading(None, ("unreadable-value",))),
        ("12440600MB2C07549JJ", Reading(None, ("unreadable-value",))),
        ("420100000012345", Reading(None, ("unreadable-value",))),
        ("D2143569-Y", Reading(None, ("unreadable-value",))),
        ("无", Reading(None, ("unreadable-value",))),
        ("12440600MB2C07549J等", Reading("12440600MB2C07549J")),
        ("12440600MB2C07549J 01115867-1", Reading(None, ("unreadable-value",))),
        ("12440600MB2C07549J、01115867-1", Reading(None, ("several-values",))),
        ("12440600MB2C07549J\n91350100M000100Y43", Reading(None, ("several-values",))),
        ("12440600MB2C07549J、12345", Reading(None, ("unreadable-value",))),
        ("9I350100M000100Y43", Reading("91350100M000100Y43", ("repaired",))),
        ("91350100MOOO1OOY43", Reading("91350100M000100Y43", ("repaired",))),
        ("91350100M000100Y4Z", Reading(None, ("unreadable-value",))),
        ("OOOOOOOOOOOOOOOOOO", Reading(None, ("unreadable-value",))),
    ],
)
def test_what_is_no_single_code_is_marked(raw: str, reading: Reading) -> None:
    assert CODE.read(raw, Hint(2016)) == reading


@pytest.mark.parametrize(
    ("code", "fault", "severe"),
    [
        ("91350203M0001QKT19", "code-early", False),
        ("362322198709086409", "code-invalid", False),
        ("91310115MA1H8R7C6D", "code-invalid", False),
        ("14440600MB2C07549J", "code-invalid", True),
        ("94440600MB2C07549J", "code-invalid", True),
        ("C2440600MB2C07549J", "code-invalid", True),
        ("D2143569-1", "code-invalid", False),
    ],
)
def test_a_code_that_fails_its_checks_is_a_fault_of_its_weight(code: str, fault: str, severe: bool) -> None:
    found = CODE.check(code)
    assert [(one.code, one.severe) for one in found] == [(fault, severe)]
    assert code in found[0].message


@pytest.mark.parametrize(
    ("code", "category"),
    [
        ("11330800MB0R57773W", "机构编制·机关"),
        ("12440600MB2C07549J", "机构编制·事业单位"),
        ("51000000000000000X", "民政·社会团体"),
        ("914403001922038216", "市场监督管理（工商）·企业"),
        ("362322198709086409", "司法行政"),
        ("14000000000000000X", None),
        ("B1000000000000000X", None),
    ],
)
def test_the_first_two_characters_say_what_kind_of_unit_it_is(code: str, category: str | None) -> None:
    assert unit_category(code) == category


@pytest.mark.parametrize("raw", ["362322198709086409", "91310115MA1H8R7C6D", "01115867-2"])
def test_a_code_whose_nine_characters_do_not_check_is_marked(raw: str) -> None:
    assert CODE.read(raw) == Reading(raw, ("code-invalid",))


def test_an_early_code_is_not_marked() -> None:
    assert CODE.read("91350203M0001QKT19") == Reading("91350203M0001QKT19")
