"""A tick that hides its box is told by the other boxes, which are there and empty."""

from __future__ import annotations

import pytest

from extract.doubt.hidden_box import hidden
from forms.types.options import Options
from forms.types.yes_no import YesNoText

RESULT = Options(("合格", "不合格"))


@pytest.mark.parametrize(
    ("raw", "value"),
    [("合格  □不合格", "合格"), ("合格□不合格", "合格"), ("□合格 不合格", "不合格"), ("\n□合格\n不合格", "不合格")],
)
def test_the_option_without_a_box_is_the_one_ticked(raw: str, value: str) -> None:
    assert hidden(raw, RESULT) == value


@pytest.mark.parametrize(
    "raw", ["合格 不合格", "□合格 □不合格", "合格", "□合格", "合格 □合格", "经自查，合格 □不合格", "合格 □不合格 待定"]
)
def test_without_an_empty_box_beside_each_other_option_nothing_is_told(raw: str) -> None:
    assert hidden(raw, RESULT) is None


@pytest.mark.parametrize(
    ("raw", "answer", "text"),
    [("\n□有   無", False, ""), ("□有无", False, ""), ("有 □无 2015年发生投诉一起", True, "2015年发生投诉一起")],
)
def test_yes_and_no_may_be_explained(raw: str, answer: bool, text: str) -> None:
    assert hidden(raw, YesNoText()) == {"answer": answer, "text": text}


def test_other_kinds_have_no_boxes() -> None:
    from forms.types.org import Org

    assert hidden("□有 无", Org()) is None
