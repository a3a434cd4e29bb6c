"""A block is known though a stroke across its label was read for a letter."""

from __future__ import annotations

import pytest

from extract.words.labels import LabelIndex
from forms.registry import form

INDEX = LabelIndex.of(form("annex1-application", "national"))


@pytest.mark.parametrize("label", ["试点承担 L单位", "试点承I担单位", "试点承担1单位意见"])
def test_a_letter_inside_a_blocks_name_is_none_of_it(label: str) -> None:
    block = INDEX.block(label)
    assert block is not None
    assert block is INDEX.block("试点承担单位")


@pytest.mark.parametrize("label", ["试点承担ABC单位", "L", "参加QQ"])
def test_longer_words_and_those_at_an_end_are_another_name(label: str) -> None:
    assert INDEX.block(label) is None


@pytest.mark.parametrize("label", ["1\n试点承担单位", "试点承担单位意见\nl", "丨\n试点承担单位\n1"])
def test_a_letter_in_a_line_above_or_below_a_blocks_name_is_none_of_it(label: str) -> None:
    block = INDEX.block(label)
    assert block is not None
    assert block is INDEX.block("试点承担单位")


@pytest.mark.parametrize("label", ["1", "1\nl", "1\n", "其他\n试点承担单位", "1试点\n推荐单位"])
def test_other_words_in_a_line_of_their_own_make_another_name(label: str) -> None:
    assert INDEX.block(label) is None
