"""Rows of a PDF that level lines alone part are cells where white parts their columns, over page breaks too."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.document import Table
from extract.readers.pdf.reader import read
from tests.extract.readers.pdfdraw import Drawing, pdf

LEFT, RIGHT = 25.0, 185.0


def _ruled(rows: Sequence[tuple[str, ...]], xs: tuple[float, ...], top: float = 40.0, pitch: float = 10.0) -> Drawing:
    """``rows`` whose texts begin at ``xs``, a line from side to side above and below each."""
    drawing = Drawing()
    for n, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            if text:
                drawing.text(x, top + (n + 0.5) * pitch, text)
    for n in range(len(rows) + 1):
        drawing.line(LEFT, top + n * pitch, RIGHT, top + n * pitch)
    return drawing


def _rows(*drawings: Drawing) -> list[list[str]]:
    (table,) = [item for item in read(pdf(*drawings)).flow if isinstance(item, Table)]
    return [[cell.text for cell in row] for row in table.by_row()]


def test_labels_and_answers_between_level_lines_are_two_columns() -> None:
    rows = [("单位名称", "宜昌市图书馆"), ("邮编", "443000"), ("传真", ""), ("电子邮箱", "a@b.cn")]
    assert _rows(_ruled(rows, (27.0, 60.0))) == [list(row) for row in rows]


def test_a_header_set_in_the_middle_stands_in_the_column_of_the_words_below_it() -> None:
    drawing = _ruled(
        [(), ("1", "张三", "图书馆"), ("2", "李四", "档案馆"), ("3", "王五", "博物馆")], (27.0, 60.0, 110.0)
    )
    for x, label in ((35.0, "序号"), (75.0, "姓名"), (140.0, "工作单位")):
        drawing.text(x, 45, label)
    assert _rows(drawing) == [
        ["序号", "姓名", "工作单位"],
        ["1", "张三", "图书馆"],
        ["2", "李四", "档案馆"],
        ["3", "王五", "博物馆"],
    ]


def test_a_row_that_the_page_break_cuts_goes_on_in_its_columns() -> None:
    rows = [("邮编", "443000"), ("传真", "0717"), ("电话", "0717")]
    above = (
        _ruled(rows, (27.0, 60.0), top=240.0).text(27, 276, "存在问题").text(60, 276, "标准的宣传培训工作还没有覆盖")
    )
    below = Drawing().text(60, 18, "全部工作人员。")
    for n in range(3):
        below.line(LEFT, 25 + 10 * n, RIGHT, 25 + 10 * n)
    for n, (label, text) in enumerate((("建议", "加强培训"), ("得分", "95"))):
        below.text(27, 30 + 10 * n, label).text(60, 30 + 10 * n, text)
    label, answer = _rows(above, below)[3]
    assert (label, "".join(answer.split())) == ("存在问题", "标准的宣传培训工作还没有覆盖全部工作人员。")


def test_prose_between_lines_has_no_columns() -> None:
    rows = [
        ("本单位已建立标准体系并开展培训，", ""),
        ("其中国家标准 12 项、行业标准 3 项，", ""),
        ("群众满意度达到 98%。", ""),
    ]
    assert not [item for item in read(pdf(_ruled(rows, (27.0, 60.0)))).flow if isinstance(item, Table)]


def test_dates_with_spaces_one_below_another_are_whole() -> None:
    rows = [("发布日期", "2022 年 9 月 15 日"), ("运行日期", "2022 年 9 月 18 日"), ("自查日期", "2023 年 9 月 15 日")]
    assert _rows(_ruled(rows, (27.0, 60.0))) == [list(row) for row in rows]


def test_a_table_with_some_upright_lines_keeps_its_own_columns() -> None:
    drawing = _ruled([("邮编", "443000"), ("传真", "0717"), ("电话", "0718")], (27.0, 60.0))
    for y, below in pairwise((40.0, 50.0, 60.0, 70.0)):
        drawing.line(100, y, 100, below)
    assert all(len(row) == 2 for row in _rows(drawing))


def test_a_heading_in_the_middle_parts_two_tables_of_different_columns() -> None:
    members = [("1", "张三", "图书馆"), ("2", "李四", "档案馆"), ("3", "王五", "博物馆")]
    drawing = _ruled(members, (27.0, 45.0, 70.0)).text(90, 75, "二、评估结果")
    for n, (label, text) in enumerate((("评估得分", "95"), ("评估结论", "合格"), ("报告日期", "2022年9月1日"))):
        drawing.text(27, 85 + 10 * n, label).text(100, 85 + 10 * n, text)
        drawing.line(LEFT, 80 + 10 * n, RIGHT, 80 + 10 * n)
    drawing.line(LEFT, 110, RIGHT, 110)
    made = [[text for text in row if text] for row in _rows(drawing)]
    assert made == [
        *map(list, members),
        ["二、评估结果"],
        ["评估得分", "95"],
        ["评估结论", "合格"],
        ["报告日期", "2022年9月1日"],
    ]
