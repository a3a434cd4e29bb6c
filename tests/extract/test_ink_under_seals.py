"""Names under a seal far from the prompt that asks for them, on copies without colours: left open, never denied."""

from __future__ import annotations

import pytest

from forms.evidence import BBox
from tests.extract.ink_pages import BLACK, Sheet, name


def sealed() -> tuple[Sheet, BBox]:
    """A block that asks to sign anywhere in it, with a seal below the prompt; and the seal's box."""
    sheet = Sheet()
    sheet.words("（签署意见并签字盖章）", 12, 14)
    return sheet, sheet.seal(86, 41)


@pytest.mark.parametrize("seed", [2, 4, 6])
def test_a_name_under_a_seal_below_its_prompt_leaves_the_block_open_without_colours(seed: int) -> None:
    sheet, seal = sealed()
    sheet.ink(name(seed, height=9), 72, 48, BLACK)
    found = sheet.grey().found((seal,))
    assert found
    assert not any(one.sure for one in found)


def test_a_seal_alone_below_the_prompt_is_explained_and_leaves_nothing_open_without_colours() -> None:
    sheet, seal = sealed()
    assert sheet.grey().found((seal,)) == []


def test_words_printed_under_a_seal_below_the_prompt_leave_nothing_open_without_colours() -> None:
    sheet, seal = sealed()
    sheet.words("荆州市图书馆", 72, 48)
    assert sheet.grey().found((seal,)) == []


@pytest.mark.parametrize(("reaches", "found"), [(12.0, 1), (2.0, 0)], ids=["beside the seal", "no further"])
def test_a_line_that_was_read_badly_and_runs_under_a_seal_may_hold_a_name(reaches: float, found: int) -> None:
    sheet, seal = sealed()
    sheet.read("单者人字邱平", BBox(seal.x0 - reaches, 28, seal.x0 + 20, 36), 0.42, 7.7)
    assert [one.hidden for one in sheet.grey().found((seal,))] == [True] * found
