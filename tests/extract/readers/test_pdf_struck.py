"""Words struck out over a PDF's own text: by a line, by an annotation, or perhaps by a stroke that nobody can judge."""

from __future__ import annotations

import pytest

from extract.document import Document
from extract.readers.pdf.reader import read
from tests.extract.readers.pdfdraw import PT, Drawing, pdf

CHAR = 12 / PT
"""The width of a character of 12 points."""
LEFT, MIDDLE = 30.0, 50.0


def said(drawing: Drawing) -> tuple[str, list[str]]:
    """The text of a page without its spaces, and the codes of its problems."""
    found: Document = read(pdf(drawing))
    return "".join(found.text.split()), [problem.code for problem in found.problems]


def line(text: str = "联系人李建国王海涛") -> Drawing:
    return Drawing().text(LEFT, MIDDLE, text)


def under(drawing: Drawing, first: int, last: int, *, low: float = 0.0, over: float = 0.0) -> Drawing:
    """A line through the characters from ``first`` up to ``last``."""
    return drawing.line(LEFT + first * CHAR - over, MIDDLE + low, LEFT + last * CHAR + over, MIDDLE + low)


def test_words_under_a_line_as_long_as_they_are_are_left_out_and_named() -> None:
    found = read(pdf(under(line(), 3, 6)))
    assert "".join(found.text.split()) == "联系人王海涛"
    (problem,) = found.problems
    assert (problem.code, problem.page) == ("words-struck", 1)
    assert "「李建国」" in problem.message


def test_a_double_line_strikes_the_same_words_once() -> None:
    drawing = under(under(line(), 3, 6, low=-0.4), 3, 6, low=0.4)
    assert said(drawing) == ("联系人王海涛", ["words-struck"])


def test_a_thin_filled_bar_strikes_words_as_a_line_does() -> None:
    drawing = line().rect(LEFT + 3 * CHAR, MIDDLE - 0.1, LEFT + 6 * CHAR, MIDDLE + 0.1, "f")
    assert said(drawing) == ("联系人王海涛", ["words-struck"])


@pytest.mark.parametrize("low", [2.0, -2.2])
def test_a_line_under_or_over_words_strikes_nothing(low: float) -> None:
    assert said(under(line(), 3, 6, low=low)) == ("联系人李建国王海涛", [])


def test_a_line_through_dashes_and_level_characters_strikes_nothing() -> None:
    assert said(under(line("2019——一二"), 2, 6)) == ("2019——一二", [])


def test_a_line_that_runs_on_far_beside_its_words_leaves_them_and_the_page_in_doubt() -> None:
    text, codes = said(under(line(), 3, 9, over=30))
    assert (text, codes) == ("联系人李建国王海涛", ["text-crossed"])


def test_the_side_of_a_table_under_words_that_overflow_strikes_nothing() -> None:
    drawing = Drawing().grid([20, 90, 180], [40, 60, 80]).text(30, 60, "单位名称宜昌市西陵区图书馆").text(100, 50, "无")
    assert said(drawing)[1] == []


def test_a_long_slanting_line_over_words_leaves_the_page_in_doubt_and_a_short_one_says_nothing() -> None:
    lines = Drawing().lines(LEFT, MIDDLE, "第一项工作内容说明", "第二项工作内容说明", "第三项工作内容说明")
    assert said(lines.line(LEFT, MIDDLE - 4, LEFT + 40, MIDDLE + 20))[1] == ["text-crossed"]
    assert said(line().line(LEFT, MIDDLE - 3, LEFT + 8, MIDDLE + 3))[1] == []


def test_text_that_an_annotation_strikes_out_is_left_out() -> None:
    left, right = (LEFT + 3 * CHAR) * PT, (LEFT + 6 * CHAR) * PT
    drawing = line()
    top, low = drawing.up(MIDDLE - 2.2), drawing.up(MIDDLE + 2.2)
    quads = f"/QuadPoints[{left} {top} {right} {top} {left} {low} {right} {low}]"
    box = (LEFT + 3 * CHAR, MIDDLE - 2.2, LEFT + 6 * CHAR, MIDDLE + 2.2)
    assert said(drawing.annotation("StrikeOut", box, quads)) == ("联系人王海涛", ["words-struck"])
    assert said(line().annotation("StrikeOut", box)) == ("联系人王海涛", ["words-struck"])


@pytest.mark.parametrize(("high", "codes"), [(2.5, ["text-crossed"]), (16.0, [])])
def test_flat_ink_over_words_leaves_the_page_in_doubt_and_a_signature_does_not(high: float, codes: list[str]) -> None:
    box = (LEFT + 3 * CHAR, MIDDLE - high / 2, LEFT + 7 * CHAR, MIDDLE + high / 2)
    wide, tall = 4 * CHAR * PT, high * PT
    appearance = f"2 w 0 {tall / 2:.1f} m {wide:.1f} {tall / 2:.1f} l S"
    assert said(line().annotation("Ink", box, "/InkList[[0 0 9 9]]", appearance))[1] == codes
