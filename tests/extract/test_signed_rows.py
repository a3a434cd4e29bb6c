"""A neat name in a table set smaller than the rest of the page is not taken for print because most print is as large."""

from __future__ import annotations

from forms.evidence import BBox
from tests.extract.ink_pages import BLACK, EM, Sheet
from tests.scans.glyphs import line_of
from tests.scans.wear import PX

CELLS = tuple(BBox(x0, 30, x1, 42) for x0, x1 in ((10, 40), (40, 75), (75, 110)))
SMALL = 0.72 * EM


def row(last: str = "王海涛", em: float = SMALL) -> Sheet:
    """A page in usual print with a row of small print, the name in its last cell read well and standing so high."""
    sheet = Sheet(CELLS)
    for n, line in enumerate(
        ("标准化工作有效实施并持续改进", "公众满意度逐年提升至百分之九十", "全员标准化意识明显增强")
    ):
        sheet.words(line, 12, 55 + 8 * n)
    sheet.words("王海涛", 15, 36, em=SMALL)
    sheet.words("高级工程师", 45, 36, em=SMALL)
    if last:
        box = sheet.ink(line_of(last, "kai", em * PX), 85, 36, BLACK)
        sheet.read(last, BBox(85, 36 - em / 2, box.x1, 36 + em / 2), 0.99, em)
    return sheet


def test_a_name_larger_than_the_print_beside_it_leaves_its_cell_open() -> None:
    (found,) = row(em=EM).found()
    assert not found.sure
    assert CELLS[2].overlap(found.box) > 0


def test_a_name_as_small_as_the_print_beside_it_is_typed() -> None:
    assert row().found() == []


def test_a_cell_without_a_name_is_empty() -> None:
    assert row(last="").found() == []


def test_a_name_in_usual_print_with_a_single_line_beside_it_is_typed() -> None:
    sheet = row(last="")
    sheet.lines = [line for line in sheet.lines if line.read.text != "高级工程师"]
    box = sheet.ink(line_of("王海涛", "kai", EM * PX), 85, 36, BLACK)
    sheet.read("王海涛", BBox(85, 36 - EM / 2, box.x1, 36 + EM / 2), 0.99, EM)
    assert not any(found.box.x0 > 75 for found in sheet.found())
