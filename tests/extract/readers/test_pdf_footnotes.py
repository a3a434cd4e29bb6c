"""Footnotes of a PDF: their numbers leave the words they stand behind, their text leaves the flow, nothing else goes."""

from __future__ import annotations

import pytest

from extract.document import Document, paragraphs
from extract.readers.pdf.reader import read
from tests.extract.readers.pdfdraw import PT, Drawing, pdf

EM = 12 / PT
NOTE = "以登记证书为准"


def noted(*, rule: bool = True, raised: bool = False, number: str = "1", told: str = "1") -> Drawing:
    """A name with a small raised number behind it, and a note at the page's end."""
    drawing = Drawing().text(30, 50, "单位名称：宜昌市图书馆").text(30 + 11 * EM, 48.8, number, 7)
    drawing.text(30, 60, "邮编：443000")
    if rule:
        drawing.line(25, 262, 75, 262)
    drawing.text(25, 265.5 if raised else 266, told, 6 if raised else 9)
    return drawing.text(27.5, 266, NOTE, 9)


def said(drawing: Drawing) -> tuple[str, str]:
    """The text of the flow and of the margins, without spaces."""
    found: Document = read(pdf(drawing))
    flow, margins = ("".join(line.text for line in paragraphs(part)) for part in (found.flow, found.margins))
    return "".join(flow.split()), "".join(margins.split())


@pytest.mark.parametrize(("rule", "raised"), [(True, False), (False, True), (True, True)])
def test_a_footnote_and_its_number_are_no_part_of_the_flow(rule: bool, raised: bool) -> None:
    text, margins = said(noted(rule=rule, raised=raised))
    assert text == "单位名称：宜昌市图书馆邮编：443000"
    assert NOTE in margins


def test_a_raised_figure_that_no_note_explains_stays() -> None:
    assert said(noted(number="2"))[0].startswith("单位名称：宜昌市图书馆2邮编")


def test_a_line_that_begins_with_the_figure_is_no_note_without_rule_or_raised_number() -> None:
    text, _ = said(noted(rule=False))
    assert "宜昌市图书馆1" in text
    assert NOTE in text


def test_what_stands_far_below_the_notes_stays_the_pages_foot() -> None:
    text, margins = said(noted().text(95, 285, "第三页之后附表"))
    assert "附表" in text + margins
    assert "宜昌市图书馆邮编" in text


def test_a_figure_of_ordinary_size_behind_a_word_is_no_footnotes_number() -> None:
    drawing = Drawing().text(30, 50, "保证单位1").line(25, 262, 75, 262).text(25, 266, "1" + NOTE, 9)
    assert "保证单位1" in said(drawing)[0]
