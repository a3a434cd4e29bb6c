"""A figure is taken for sure only where it was read without any doubt: no word beside it says what it must be."""

from __future__ import annotations

import pytest

from extract.document import Document, Paragraph, Picture, ReadText
from extract.doubt.certainty import weighed
from extract.doubt.figures import doubted_figures
from extract.seals.seen import SealSeen
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark

AT = Evidence("scan", 1, BBox(20, 20, 120, 60))


def read(text: str, y: float, *weak: float) -> ReadText:
    """A line whose last characters score ``weak`` and the others 1."""
    return ReadText(1, BBox(25, y, 25 + 4 * len(text), y + 4), text, (1.0,) * (len(text) - len(weak)) + weak, 4.0)


def judged(record: Record, *lines: ReadText) -> Record:
    document = Document("scan", (), read=lines)
    return doubted_figures(weighed(record, document), document)


def answered(answer: Answer, *lines: ReadText) -> Answer:
    return judged(Record("annex1-application", "national", fields={"unit_name": answer}), *lines).fields["unit_name"]


def dated(*weak: float) -> Answer:
    return answered(Answer("2014-04-05", "2014年4月5日", 0.99, False, AT), read("2014年4月5日", 25, *weak))


def test_a_figure_hardly_less_sure_than_figures_are_marks_its_value() -> None:
    assert (dated().needs_review, dated(0.97, 0.99).doubts) == (False, ("reading-unsure",))
    assert (dated(0.97, 0.99).score, dated(0.97, 0.99).value) == (0.9, "2014-04-05")


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("zwzxll@gov.cn", True),
        ("zwzxl1@gov.cn", True),
        ("zwzx11@gov.cn", False),
        ("zwzx79@l63.com", True),
        ("li_ming95@163.com", False),
        ("lilin@gov.cn", False),
        ("zw1x@gov.cn", True),
    ],
)
def test_an_address_whose_letters_may_be_figures_is_marked_however_surely_it_was_read(
    address: str, marked: bool
) -> None:
    assert answered(Answer(address, address, 0.99, False, AT), read(address, 25)).needs_review is marked


def test_a_sign_or_word_as_unsure_does_not() -> None:
    assert not dated(0.97).needs_review
    found = answered(
        Answer("国标委发〔2016〕77号", "国标委发〔2016〕77号", 0.99, False, AT),
        read("国标委发〔2016〕77号", 25, 0.97, 0.99, 0.99, 0.99),
    )
    assert not found.needs_review


@pytest.mark.parametrize(("red", "marked"), [(False, True), (True, False)])
def test_a_date_s_month_sign_that_a_seal_without_colours_spoils_marks_the_date(red: bool, marked: bool) -> None:
    """The rim hides the figure beside it: 12月15日 is read as 12月5日."""
    answer = Answer("2014-12-05", "2014年12月5日", 0.97, False, AT)
    line = read("2014年12月5日", 25, 0.96, 1.0, 1.0)
    seal = Picture(AT, None, seal=SealSeen("round", 0.99, red=red))
    document = Document("scan", (Paragraph("", AT, (seal,)),), read=(line,))
    record = Record("annex1-application", "national", fields={"filed_on": answer})
    assert doubted_figures(record, document).fields["filed_on"].needs_review is marked


def test_a_figure_beside_the_value_does_not_touch_it() -> None:
    found = answered(Answer("图书馆", "图书馆", 0.99, False, AT), read("图书馆", 25), read("2014", 40, 0.95))
    assert not found.needs_review


def test_a_code_whose_checks_hold_is_sure_of_its_figures() -> None:
    code = "124205026688027756"
    found = answered(Answer(code, code, 0.99, False, AT), read(code, 25, 0.95))
    assert not found.needs_review


def test_a_block_s_date_and_a_row_s_period_are_judged_alike() -> None:
    empty, date = Answer(None, "", 0.99, False, AT), Answer("2014-04-05", "2014年4月5日", 0.99, False, AT)
    block = BlockRecord("lead_unit", empty, empty, date, SignatureMark(False), SealMark(False), AT)
    record = Record("a", "b", rows={"plan": ({"period": date},)}, blocks=(block,))
    found = judged(record, read("2014年4月5日", 25, 0.97, 0.99))
    assert found.blocks[0].date.needs_review
    assert found.rows["plan"][0]["period"].needs_review


def test_a_dash_read_as_a_one_marks_its_words_and_a_sure_one_does_not() -> None:
    for score, marked in ((0.91, True), (0.99, True), (0.999, False)):
        line = ReadText(1, BBox(25, 25, 45, 29), "计划一实施", (1.0, 1.0, score, 1.0, 1.0), 4.0)
        assert answered(Answer("计划一实施", "计划一实施", 0.97, False, AT), line).needs_review is marked


@pytest.mark.parametrize(
    ("said", "score", "marked"),
    [("统一受理", 0.97, False), ("第一次", 0.97, False), ("统一受理", 0.85, True), ("协调一优化", 0.97, True)],
)
def test_a_one_that_makes_a_common_word_is_asked_no_more_than_its_neighbours(
    said: str, score: float, marked: bool
) -> None:
    scores = tuple(score if char == "一" else 1.0 for char in said)
    line = ReadText(1, BBox(25, 25, 45, 29), said, scores, 4.0)
    assert answered(Answer(said, said, 0.97, False, AT), line).needs_review is marked


@pytest.mark.parametrize(
    ("said", "weak", "marked"),
    [("该项自", 0.9, True), ("该项自", 0.96, False), ("该项合", 0.9, False)],
    ids=["a stroke makes it another", "hardly less sure", "like no other"],
)
def test_a_character_that_one_stroke_makes_of_another_is_to_be_surer(said: str, weak: float, marked: bool) -> None:
    document = Document("scan", (), read=(read(said, 25, weak),))
    record = Record("annex1-application", "national", fields={"unit_name": Answer(said, said, 0.97, False, AT)})
    assert doubted_figures(record, document).fields["unit_name"].needs_review is marked
