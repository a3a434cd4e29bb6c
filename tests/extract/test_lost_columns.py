"""A column whose header a scan hides is read in doubt where its place tells it, and marked as lost where nothing does."""

from __future__ import annotations

import pytest

from extract.document import Cell, Document, Paragraph, Table
from extract.fill.record import Filler
from extract.locate.walk import locate
from forms.evidence import BBox, Evidence
from forms.record import Answer
from forms.registry import form

HEADS = ("序号", "姓名", "工作单位", "职务/职称", "从事专业", "专家组职务", "联系电话")
ROWS = (
    ("1", "郭志远", "台州市行政服务中心", "研究员", "行业", "组长", "19586840846"),
    ("2", "杨海涛", "标准化研究院", "科长", "标准化", "成员", "19927230205"),
)


def column(
    heads: tuple[str, ...], slot: str, *, reader: str = "scan", rows: tuple[tuple[str, ...], ...] = ROWS
) -> list[Answer | None]:
    """What stands under ``slot`` in each row of a group's table headed so."""
    cells = tuple(
        cell(reader, row, number, text) for row, line in enumerate((heads, *rows)) for number, text in enumerate(line)
    )
    flow = (Paragraph("评估组名单", Evidence(reader, 1)), Table(cells, Evidence(reader, 1)))
    spec = form("annex3-evaluation-report", "national")
    record = Filler(spec, locate(Document(reader, flow), spec), "").record("")
    return [row.get(slot) for row in record.rows["group"]]


def cell(reader: str, row: int, number: int, text: str) -> Cell:
    at = Evidence(reader, 1, BBox(20 + 20 * number, 20 + 6 * row, 40 + 20 * number, 26 + 6 * row))
    return Cell(row, number, (Paragraph(text, at),), at)


def headed(**changed: str) -> tuple[str, ...]:
    return tuple(changed.get(head.split("/")[0], head) for head in HEADS)


def test_a_column_under_a_header_that_was_not_read_is_known_by_those_beside_it_in_doubt() -> None:
    found = column(headed(职务=""), "position_or_title")
    assert [(one.value, one.needs_review) for one in found if one] == [("研究员", True), ("科长", True)]


@pytest.mark.parametrize("said", ["年龄", "", "口口口"])
def test_a_column_that_nothing_tells_is_open_and_marked_in_every_row(said: str) -> None:
    heads = headed(职务=said, 从事专业=said)
    for slot in ("position_or_title", "expertise"):
        found = column(heads, slot)
        assert [(one.value, one.needs_review, one.doubts) for one in found if one] == [
            (None, True, ("reading-unsure",)),
            (None, True, ("reading-unsure",)),
        ]


def test_a_cell_to_be_signed_in_a_lost_column_is_left_open() -> None:
    one, _ = column(headed(职务="口口口"), "signature")
    assert one is not None
    assert one.needs_review
    assert one.doubts == ("signature-uncertain",)


@pytest.mark.parametrize(("head", "marked"), [("专家组    从事专\n职务      业", True), ("专家组任的职务", False)])
def test_a_column_that_may_share_a_header_of_like_words_is_open_and_marked(head: str, marked: bool) -> None:
    heads = (*HEADS[:4], head, HEADS[6])
    rows = tuple((*line[:4], "   ".join((line[5], line[4])), line[6]) for line in ROWS)
    found = column(heads, "expertise", rows=rows)
    assert [one is not None and one.needs_review for one in found] == [marked, marked]


def test_a_row_whose_own_cell_of_a_lost_column_is_empty_is_marked_too() -> None:
    first, second = ROWS
    rows = (first, (*second[:3], "", *second[4:]))
    found = column(headed(职务="口口口"), "position_or_title", rows=rows)
    assert [one is not None and one.needs_review for one in found] == [True, True]


def test_a_table_that_has_all_its_columns_or_lacks_one_that_is_not_printed_marks_nothing() -> None:
    (first, second) = column(HEADS, "position_or_title")
    assert first
    assert second
    assert not first.needs_review
    assert not second.needs_review
    short = tuple(line[:3] + line[4:] for line in ROWS)
    assert column(HEADS[:3] + HEADS[4:], "position_or_title", rows=short) == [None, None]


def test_a_text_layer_hides_no_column() -> None:
    assert column(headed(职务="年龄"), "position_or_title", reader="docx") == [None, None]


@pytest.mark.parametrize("said", ["", "小签免", "口"])
def test_a_column_of_names_by_hand_whose_header_lies_under_ink_is_open_in_every_row(said: str) -> None:
    found = column((*HEADS, said), "signature", rows=tuple((*line, "") for line in ROWS))
    assert [(one.value["present"], one.needs_review) for one in found if one and isinstance(one.value, dict)] == [
        (None, True),
        (None, True),
    ]


@pytest.mark.parametrize(("said", "reader"), [("备注", "scan"), ("備註", "scan"), ("小签免", "docx")])
def test_remarks_and_other_columns_of_a_text_layer_are_no_cells_to_be_signed(said: str, reader: str) -> None:
    assert column((*HEADS, said), "signature", reader=reader, rows=tuple((*line, "") for line in ROWS)) == [None, None]


def test_a_table_without_a_column_more_than_its_known_headers_has_no_cells_to_be_signed() -> None:
    assert column(HEADS, "signature") == [None, None]
