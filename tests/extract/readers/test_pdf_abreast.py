"""A sheet with two pages side by side is told; a wide page that is one is not."""

from __future__ import annotations

from extract.readers.pdf.reader import read
from tests.extract.readers.pdfdraw import Drawing, pdf

WORDS = ("单位名称武汉市江汉区政务服务中心", "法定代表人张三联系电话另附说明", "注册地址武汉市江汉区新华路")


def sheet(*left_edges: float, width: float = 420.0) -> Drawing:
    drawing = Drawing(width=width, height=297.0)
    for x in left_edges:
        drawing.grid([x, x + 150], [40, 100, 200, 250])
        for y, words in zip((60, 150, 230), WORDS, strict=True):
            drawing.text(x + 3, y, words)
    return drawing


def codes(drawing: Drawing) -> list[str]:
    return [problem.code for problem in read(pdf(drawing)).problems]


def test_two_pages_on_one_sheet_are_told() -> None:
    assert codes(sheet(25, 235)) == ["pages-abreast"]


def test_a_last_page_of_a_few_words_beside_another_is_told() -> None:
    assert codes(sheet(25).text(240, 40, "推荐单位（盖章）2016年5月3日")) == ["pages-abreast"]


def test_the_number_of_the_sheet_in_its_middle_makes_no_one_page_of_two() -> None:
    for number in ("1", "- 1 -", "第1页 共2页"):
        assert codes(sheet(25, 235).text(200, 285, number)) == ["pages-abreast"]
    assert codes(sheet(25, 235).text(207, 150, "1")) == []


def test_a_wide_page_with_a_line_or_words_in_its_middle_is_one_page() -> None:
    assert codes(sheet(25, 235).line(150, 270, 260, 270)) == []
    assert codes(sheet(25, 235).text(195, 20, "申请书")) == []


def test_a_wide_page_that_is_written_on_one_half_alone_is_one_page() -> None:
    assert codes(sheet(25)) == []
