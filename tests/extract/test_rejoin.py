"""Rows that a page break has cut, told by what their labels say."""

from dataclasses import replace

from extract.document import Cell, Paragraph, Table
from extract.locate.rejoin import rejoin
from forms.evidence import BBox, Evidence

LABELS = {"业务指导单位", "单位", "业务范围", "主管部门及推荐单位", "主管部门及", "推荐单位", "存在问题"}


def cell(row: int, column: int, text: str, page: int, span: int = 1) -> Cell:
    at = Evidence("pdf", page, BBox(20.0 + 40 * column, 0.0, 60.0 + 40 * column, 10.0))
    flow = tuple(Paragraph(line, at) for line in text.split("\n"))
    return Cell(row, column, flow, at, row_span=span)


def aside(one: Cell, reader: str, right_mm: float) -> Cell:
    """The cell on a sheet that lies so far to the right."""
    assert one.at.box is not None
    box = BBox(one.at.box.x0 + right_mm, one.at.box.y0, one.at.box.x1 + right_mm, one.at.box.y1)
    return replace(one, at=Evidence(reader, one.at.page, box))


def texts(*cells: Cell) -> list[list[str]]:
    joined = rejoin(Table(cells, cells[0].at), LABELS.__contains__)
    return [[one.text for one in row] for row in joined.table.by_row() if row]


def test_words_that_are_a_label_only_together_are_one_row() -> None:
    cells = cell(0, 0, "业务指导", 1), cell(0, 1, "同意。", 1), cell(1, 0, "单位", 2), cell(1, 1, "2016年5月3日", 2)
    assert texts(*cells) == [["业务指导单位", "同意。\n2016年5月3日"]]


def test_two_labels_are_two_rows_unless_the_first_ends_with_and() -> None:
    assert texts(cell(0, 0, "业务范围", 1), cell(1, 0, "单位", 2)) == [["业务范围"], ["单位"]]
    assert texts(cell(0, 0, "主管部门及", 1), cell(1, 0, "推荐单位", 2)) == [["主管部门及推荐单位"]]


def test_a_label_over_several_rows_is_joined_with_the_last_of_them() -> None:
    cells = (
        cell(0, 0, "业务指导", 1, span=2),
        cell(0, 1, "同意。", 1),
        cell(1, 1, "（签字）", 1),
        cell(2, 0, "单位", 2),
        cell(2, 1, "2016年5月3日", 2),
    )
    assert texts(*cells) == [["业务指导单位", "同意。"], ["（签字）\n2016年5月3日"]]


def test_an_answer_under_its_label_goes_on_below_the_break() -> None:
    cells = cell(0, 0, "业务范围：\n受理服务事项。", 1), cell(1, 0, "办理服务事项。", 2)
    assert texts(*cells) == [["业务范围：\n受理服务事项。\n办理服务事项。"]]
    assert texts(cells[0], cell(1, 0, "存在问题：\n无。", 2)) == [["业务范围：\n受理服务事项。"], ["存在问题：\n无。"]]


def test_what_begins_like_an_unknown_label_is_left_apart_and_doubted() -> None:
    cells = cell(0, 0, "业务范围：\n受理服务事项。", 1), cell(1, 0, "下一步：完善标准。", 2)
    joined = rejoin(Table(cells, cells[0].at), LABELS.__contains__)
    assert len(joined.table.by_row()) == 2
    assert joined.cut == (cells[0].at,)


def test_a_word_that_the_break_runs_through_is_whole_again() -> None:
    cells = cell(0, 0, "业务指导", 1), cell(0, 1, "长虹路98", 1), cell(1, 0, "单位", 2), cell(1, 1, "号大厦", 2)
    assert texts(*cells) == [["业务指导单位", "长虹路98号大厦"]]


def test_a_last_character_overleaf_ends_the_word_above_though_that_ends_like_a_units_name() -> None:
    def answer(above: str, below: str) -> str:
        cells = cell(0, 0, "业务指导", 1), cell(0, 1, above, 1), cell(1, 0, "单位", 2), cell(1, 1, below, 2)
        return texts(*cells)[0][1]

    assert answer("未受到通报批评和行政处", "分。") == "未受到通报批评和行政处分。"
    assert answer("谷城县民政局", "无。") == "谷城县民政局\n无。"


def test_a_sheet_that_lies_aside_on_the_scanner_faces_the_one_before_with_all_its_cells() -> None:
    above = cell(0, 0, "业务指导", 1), cell(0, 1, "同意。", 1)
    below = cell(1, 0, "单位", 2), cell(1, 1, "2016年5月3日", 2)
    scanned = [aside(one, "scan", 4.0 if one.at.page == 2 else 0.0) for one in (*above, *below)]
    assert texts(*scanned) == [["业务指导单位", "同意。\n2016年5月3日"]]
    printed = [aside(one, "pdf", 4.0 if one.at.page == 2 else 0.0) for one in (*above, *below)]
    assert len(texts(*printed)) == 2
    askew = (*scanned[:3], aside(below[1], "scan", 12.0))
    assert len(texts(*askew)) == 2


def test_rows_of_one_page_are_never_joined() -> None:
    assert texts(cell(0, 0, "业务指导", 1), cell(1, 0, "单位", 1)) == [["业务指导"], ["单位"]]


def test_a_label_alone_above_the_break_goes_on_where_further_answers_stand_below_with_their_labels() -> None:
    alone = cell(0, 0, "业务范围：", 1)
    assert texts(alone, cell(1, 0, "受理事项。\n存在问题\n无。", 2)) == [["业务范围：\n受理事项。\n存在问题\n无。"]]
    assert texts(alone, cell(1, 0, "受理事项。", 2)) == [["业务范围："], ["受理事项。"]]
