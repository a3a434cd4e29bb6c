"""A page that lacks is told from the numbers of those that are there; a misread number and a shuffled folder are none."""

from __future__ import annotations

import pytest

from extract.readers.page_flow import assembled
from extract.readers.page_gaps import MISSING, missing_pages
from extract.reading import NOTES
from tests.extract.readers.test_scan_order import folder, side


def told(*feet: str) -> list[tuple[int | None, str]]:
    """The page and the words of each gap, up to the first full stop."""
    return [(problem.page, problem.message.split("。")[0]) for problem in missing_pages(folder(*feet))]


@pytest.mark.parametrize(
    ("feet", "page", "lack"),
    [
        (("1", "2", "4"), 3, "缺印有页码3的1页"),
        (("- 1 -", "- 2 -", "- 6 -"), 3, "缺印有页码3至5的3页"),
        (("1", "3", "5"), 2, "缺印有页码2的1页"),
        (("第1页 共5页", "第2页 共5页", "第4页 共5页", "第5页 共5页"), 3, "缺印有页码3的1页"),
        (("1/3", "3/3"), 2, "缺印有页码2的1页"),
        (("附件2·national·第1页", "附件2·national·第3页"), 2, "缺印有页码2的1页"),
        (("1", "2", "", "5", "6"), 4, "至少缺1页"),  # the page without a number may be one of the two
        (("1", "2", "blank", "4"), 4, "缺印有页码3的1页"),  # the back of a sheet is no page 3
    ],
)
def test_a_page_missing_in_the_middle_is_told_by_the_number_it_bore(
    feet: tuple[str, ...], page: int, lack: str
) -> None:
    assert (page, True) in [(at, lack in said) for at, said in told(*feet)]


def test_pages_missing_before_and_behind_are_told_where_the_number_of_all_pages_is_printed() -> None:
    assert told("第2页 共4页", "第3页 共4页") == [
        (1, "第1页：所印页码自2起，共4页，缺印有页码1的1页（或者页码识别有误）"),
        (2, "第2页：所印页码到3为止，共4页，缺印有页码4的1页（或者页码识别有误）"),
    ]
    assert told("2", "3", "4") == [], "a cover may bear no number and lie elsewhere"


@pytest.mark.parametrize(
    "feet",
    [
        ("1", "2", "3"),
        ("", "1", "2", "3"),
        ("", "2", "3", "4"),
        ("1", "2", "1", "2", "3"),  # two papers
        ("1", "", "3", "4"),  # a page without a number
        ("1", "2", "8", "4", "5"),  # a misread digit
        ("1/5", "2/5", "3/8", "4/5", "5/5"),  # a misread total
        ("", "2/3", "3/3"),  # a cover without a number
        ("1", "2", "4", "3"),  # out of order, nothing lacks
        ("3", "7"),  # two bare numbers prove nothing
        ("1", "blank", "2", "blank", "3"),
    ],
)
def test_nothing_is_said_to_lack_where_the_numbers_leave_no_gap(feet: tuple[str, ...]) -> None:
    assert told(*feet) == []


def test_a_number_not_read_surely_tells_of_no_gap() -> None:
    pages = [side(1, "1"), side(2, "2"), side(3, "4", score=0.7)]
    assert missing_pages(pages) == []


def test_a_text_pdf_is_told_of_without_the_doubt_about_its_digits() -> None:
    pages = [side(n, foot, reader="pdf") for n, foot in enumerate(("1", "2", "4"), 1)]
    (problem,) = assembled(pages, "pdf").problems
    assert problem.code == MISSING
    assert "识别有误" not in problem.message
    assert "补齐后重新扫描上传" in problem.message
    assert MISSING in NOTES, "nothing that came in was lost by the reading"
