"""A table whose running numbers leave rows out is said to; misread numbers and rows without one are no gap."""

from __future__ import annotations

import pytest

from extract.document import Cell, Document, Page, Paragraph, Table
from extract.locate.row_numbers import SKIPPED, skipped_rows
from extract.reading import NOTES
from forms.evidence import BBox, Evidence


def document(*numbers: str, head: str = "序号", reader: str = "pdf", pages: tuple[int, ...] = ()) -> Document:
    """A table of two columns whose rows are numbered so; ``pages`` are those of its rows."""
    cells = []
    for row, (number, page) in enumerate(zip((head, *numbers), pages or (1,) * (len(numbers) + 1), strict=True)):
        for column, text in enumerate((number, "工作内容")):
            at = Evidence(reader, page=page, box=BBox(20, 20 + 8 * row, 90, 28 + 8 * row))
            cells.append(Cell(row, column, (Paragraph(text, at),), at))
    table = Table(tuple(cells), cells[0].at)
    return Document(reader, (table,), (Page(1, 210, 297), Page(2, 210, 297)))


def told(*numbers: str, head: str = "序号", reader: str = "pdf") -> list[str]:
    return [problem.message.split("。")[0] for problem in skipped_rows(document(*numbers, head=head, reader=reader))]


def test_rows_that_lack_over_a_page_break_are_told_with_both_pages_and_what_to_do() -> None:
    (problem,) = skipped_rows(document("1", "2", "3", "6", "7", pages=(1, 1, 1, 1, 2, 2)))
    assert (problem.code, problem.page) == (SKIPPED, 2)
    assert problem.message.startswith("第1页末到第2页的表格序号由3跳到6，缺第4至5行。请对照原件")
    assert SKIPPED in NOTES


@pytest.mark.parametrize("head", ["序号", "編號", "步骤"])
@pytest.mark.parametrize("numbers", [("1", "2", "4"), ("1.", "2.", "4."), ("（1）", "（2）", "（4）")])
def test_one_row_that_lacks_is_told_whatever_heads_the_first_column(head: str, numbers: tuple[str, ...]) -> None:
    assert told(*numbers, head=head) == ["第1页的表格序号由2跳到4，缺第3行"]


def test_every_table_that_begins_with_1_is_counted_by_itself() -> None:
    assert told("1", "2", "3", "1", "2", "4") == ["第1页的表格序号由2跳到4，缺第3行"]


@pytest.mark.parametrize(
    "numbers",
    [
        ("1", "2", "3"),
        ("1", "2", "", "4"),  # a row whose number is not written
        ("1", "2", "8", "4", "5"),  # one number alone does not fit
        ("3", "6", "9"),  # does not count from 1
        ("1", "4"),  # two numbers are no count
        ("1", "5", "2", "9"),  # does not rise
        ("第一阶段", "第二阶段", "第四阶段"),
    ],
)
def test_nothing_is_said_where_the_numbers_leave_no_row_out(numbers: tuple[str, ...]) -> None:
    assert told(*numbers) == []


def test_on_a_scan_the_last_number_alone_tells_of_no_gap_and_others_do_in_doubt() -> None:
    assert told("1", "2", "3", "9", reader="scan") == []
    assert told("1", "2", "5", "6", reader="scan") == ["第1页的表格序号由2跳到5，缺第3至4行（或者序号识别有误）"]
