"""A document's number that a cover sets in two lines is one: its year and figures found no room behind its letters."""

from __future__ import annotations

import pytest

from extract.document import Document, Paragraph
from extract.fill.record import Filler
from extract.locate.walk import locate
from forms.evidence import BBox, Evidence
from forms.record import Record
from forms.registry import form

SELF_CHECK = form("annex4-recheck-self-inspection", "national")


def read(*lines: str, below: int = 60) -> Record:
    """A cover's lines, each set in below the first, and a long one that shows how wide the page is."""
    texts = ["试点名称：" + "试" * 30, *lines, "报告日期：2024年10月23日"]
    flow = tuple(
        Paragraph(text, Evidence("pdf", 1, BBox(x, 40 + 6.5 * n, x + 4.2 * len(text), 44 + 6.5 * n)))
        for n, text in enumerate(texts)
        for x in [25 if "：" in text else below]
    )
    document = Document("pdf", flow)
    return Filler(SELF_CHECK, locate(document, SELF_CHECK), document.text).record("")


@pytest.mark.parametrize("end", ["(2022)18号", "〔2022〕18号", "［２０２２］18号"])
def test_year_and_figures_below_the_letters_end_the_number(end: str) -> None:
    answer = read("合格公布文件及文号：《关于公布结果的通知》浙质标发", end).fields["qualification_document_number"]
    assert answer.value == "浙质标发〔2022〕18号"
    assert not answer.needs_review


def test_what_is_no_end_of_a_number_stays_apart() -> None:
    record = read("合格公布文件及文号：《关于公布结果的通知》浙质标发", "(2022年)共18项")
    assert record.fields["qualification_document_number"].value is None
    assert record.fields["qualification_document_number"].needs_review


@pytest.mark.parametrize(
    "lines",
    [
        ("《关于公布试点", "项目结果的通知》（浙质标发〔2022〕18号）"),
        ("《关于公布试点项目结果的通知》（浙质", "标发〔2022〕18号）"),
        ("《关于公布试点项目结果的通知》（浙质标发〔20", "22〕18号）"),
    ],
)
@pytest.mark.parametrize("below", [25, 60])
def test_a_line_that_closes_a_bracket_of_the_line_before_goes_on_with_it(lines: tuple[str, str], below: int) -> None:
    record = read(f"合格公布文件及文号：{lines[0]}", lines[1], below=below)
    answer = record.fields["qualification_document_number"]
    assert answer.value == "浙质标发〔2022〕18号"
    assert not answer.needs_review
    assert "\n" not in answer.raw


def test_a_bracket_that_is_opened_and_closed_in_the_next_line_is_its_own() -> None:
    record = read("合格公布文件及文号：浙质标发〔2022〕18号（见附件", "（盖章处）")
    assert record.fields["qualification_document_number"].value == "浙质标发〔2022〕18号"
    assert "盖章处" not in record.fields["qualification_document_number"].raw
