"""Words of a PDF that a filled shape hides are not read, and told; those in front of it are words."""

from __future__ import annotations

import pytest

from extract.readers.pdf.reader import read
from tests.extract.readers.pdfdraw import Drawing, pdf


@pytest.mark.parametrize("colour", ["1 g", "0 g", "1 1 0 rg"])
def test_words_under_a_filled_rectangle_are_left_out_and_told(colour: str) -> None:
    drawing = Drawing().text(30, 40, "联系人：张三").rect(46, 36, 60, 44, "f", colour).text(90, 40, "李四")
    document = read(pdf(drawing))
    assert document.text.split() == ["联系人：", "李四"]
    assert [p.code for p in document.problems] == ["hidden-text"]


def test_words_typed_over_a_rectangle_that_whites_others_out_are_read() -> None:
    drawing = Drawing().text(30, 40, "同意").rect(28, 36, 60, 44, "f", "1 g").text(30, 40, "不予推荐")
    assert read(pdf(drawing)).text == "不予推荐"


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param("q 0 0 10 10 re W n 1 g 0 0 595 842 re f Q", id="cut by a clip"),
        pytest.param("q 1 g 60 700 m 400 760 l 60 760 l f Q", id="no rectangle"),
        pytest.param("q 0.5 w 60 700 300 60 re S Q", id="not filled"),
    ],
)
def test_words_that_a_shape_leaves_in_sight_are_read(shape: str) -> None:
    drawing = Drawing().text(30, 40, "同意推荐")
    drawing.operators.append(shape)
    document = read(pdf(drawing))
    assert (document.text, document.problems) == ("同意推荐", ())
