"""What stands at a page break of a table over the whole width: the next row is parted, a line of its own stays one."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document import Cell, Document, Paragraph, Table
from extract.fill.record import Filler
from extract.locate.rejoin import parted_rows, rejoin
from extract.locate.walk import locate
from extract.readers.pdf.reader import read
from forms.evidence import BBox, Evidence
from forms.record import Record
from forms.registry import form
from forms.spec import Form
from tests.extract.readers.pdfdraw import Drawing, pdf

REPORT = form("annex3-evaluation-report", "national")
APPLICATION = form("annex1-application", "national")
RECHECK = form("annex6-recheck-report", "national")
XS = [20.0, 190.0]
LABELS = {"业务范围", "经营状况"}


def rows_of(*pages: Sequence[tuple[str, ...]]) -> Document:
    """A table of one column, a row for each text of several lines, the last of a page at its end."""
    drawn: list[Drawing] = []
    for page in pages:
        top = y = 25.0 if drawn else 272.0 - sum(3 + 6.5 * len(lines) for lines in page)
        edges, drawing = [top], Drawing()
        for lines in page:
            drawing.lines(22, y + 4.7, *lines)
            y += 3 + 6.5 * len(lines)
            edges.append(y)
        drawn.append(drawing.grid(XS, edges))
    return read(pdf(*drawn))


def record_of(document: Document, spec: Form = REPORT) -> Record:
    return Filler(spec, locate(document, spec), document.text).record("")


def said(record: Record, slot: str) -> object:
    value = record.fields[slot].value
    return value["answer"] if isinstance(value, dict) else value


def test_a_row_whose_label_begins_a_page_is_not_the_end_of_the_answer_before() -> None:
    above = [("查阅文件、记录、标准文本：", "否"), ("随机调查公众满意程度：", "否")]
    record = record_of(rows_of(above, [("对照评估计分表测评", "是"), ("形成考核评估结论：", "是")]))
    assert said(record, "procedure_satisfaction_survey") is False
    assert said(record, "procedure_scoring") is True
    assert said(record, "procedure_conclusion") is True
    assert record.fields["procedure_scoring"].evidence is not None
    assert record.fields["procedure_scoring"].evidence.page == 2


def test_an_answer_that_goes_on_overleaf_without_a_label_stays_one() -> None:
    prose = ("业务范围：", "我单位负责受理和办理各类服务事项。", "各窗口常年开放。")
    record = record_of(
        rows_of([("单位地址：", "长虹路98号"), prose], [("每年办理服务", "事项十万余件。")]), APPLICATION
    )
    assert str(record.fields["business_scope"].value).endswith("事项十万余件。")


def test_an_opinion_of_one_word_and_the_name_overleaf_are_two() -> None:
    unit = ("承担单位：", "同意推荐。", "（盖章）", "2020年5月12日")
    below = ("湖南省机关事务管理局（公章）", "负责人（签字）：", "2020年5月15日")
    record = record_of(rows_of([unit, ("管理单位：", "同意", "", "")], [below]), APPLICATION)
    block = next(block for block in record.blocks if block.id == "managing_unit")
    assert block.opinion.value == "同意"
    assert block.unit.value == "湖南省机关事务管理局"
    assert block.date.value == "2020-05-15"


def paragraph(text: str, page: int, y: float = 10.0) -> Paragraph:
    return Paragraph(text, Evidence("pdf", page, BBox(22, y, 22 + 4.2 * len(text), y + 4.4)))


def cell(row: int, *flow: Paragraph, column: int = 0, tall: int = 1) -> Cell:
    at = Evidence("pdf", flow[0].at.page, BBox(20 + 60 * column, 8, 80 + 60 * column, 40))
    return Cell(row, column, flow, at, row_span=tall)


def parted(*cells: Cell) -> list[list[str]]:
    table = parted_rows(Table(cells, cells[0].at), lambda one, other: {one, other} <= LABELS and one != other)
    return [[one.text for one in row] for row in table.by_row()]


def test_rows_below_a_parted_one_move_down_and_a_cell_beside_them_all_grows() -> None:
    cut = cell(0, paragraph("业务范围", 1), paragraph("受理事项。", 1), paragraph("经营状况", 2), column=1)
    side = cell(0, paragraph("基本信息", 1), tall=2)
    table = parted_rows(Table((side, cut, cell(1, paragraph("邮编", 2), column=1)), side.at), lambda one, other: True)
    assert [(one.row, one.row_span, one.text) for one in table.cells] == [
        (0, 3, "基本信息"),
        (0, 1, "业务范围\n受理事项。"),
        (1, 1, "经营状况"),
        (2, 1, "邮编"),
    ]
    below = table.cells[2].at
    assert below.page == 2
    assert below.box is not None
    assert (below.box.x0, below.box.x1, below.box.y0) == (80, 140, 10)


def test_a_label_within_a_page_parts_no_row() -> None:
    lines = paragraph("业务范围", 1), paragraph("受理事项。", 1), paragraph("经营状况", 1)
    assert len(parted(cell(0, *lines))) == 1
    assert len(parted(cell(0, *lines[:2], paragraph("经营状况", 2)))) == 2


def test_a_cell_with_another_beside_it_is_never_parted() -> None:
    answer = cell(0, paragraph("业务范围", 1), paragraph("经营状况", 2), column=1)
    assert len(parted(cell(0, paragraph("说明", 1)), answer)) == 1


def joined(before: str, after: str, right: float) -> str:
    """A cell's last line and the first overleaf, made one row by their label; ``right`` is where the cell ends."""

    def beside(row: int, page: int, label: str, text: str) -> tuple[Cell, Cell]:
        one = Cell(row, 0, (paragraph(label, page),), Evidence("pdf", page, BBox(0, 8, 20, 20)))
        return one, Cell(row, 1, (paragraph(text, page),), Evidence("pdf", page, BBox(20, 8, right, 20)))

    cells = (*beside(0, 1, "业务", before), *beside(1, 2, "范围", after))
    return rejoin(Table(cells, cells[0].at), LABELS.__contains__).table.by_row()[0][1].text


def test_a_line_that_leaves_much_room_is_ended_where_a_full_one_goes_on() -> None:
    assert joined("同意", "湖南省机关事务管理局（公章）", 180.0) == "同意\n湖南省机关事务管理局（公章）"
    assert joined("湖南省机关事", "务管理中心主管", 50.0) == "湖南省机关事务管理中心主管"
    # a long word of figures and letters may have found no room
    assert joined("长虹路", "A1234567890123座", 50.0) == "长虹路A1234567890123座"


def test_an_answer_of_several_lines_is_in_doubt_where_what_begins_like_an_unknown_label_stands_overleaf() -> None:
    above = ("六、标准体系运行实施和持续改进", "已制定标准46项。", "宣传贯彻还不够深入。")
    record = record_of(
        rows_of([("五、工作亮点", "无。"), above], [("下一步：完善标准体系。",), ("七、存在问题", "无。")]), RECHECK
    )
    assert record.fields["system_operation"].needs_review


def test_the_name_of_an_opinion_and_that_of_a_foreign_one_overleaf_are_two_rows() -> None:
    first = Drawing().text(22, 232, "三、试点承担单位、参加单位意见").grid([20, 60, 190], [240, 272])
    first.text(22, 245, "5. 实施单位").lines(62, 245, "自愿申报。", "（盖章）", "2014年8月15日")
    second = Drawing().grid([20, 60, 190], [25, 60, 95]).text(22, 30, "推荐单位意见").text(22, 65, "6. 合作单位")
    second.lines(62, 30, "同意推荐。", "单位（盖章）：", "2016年5月3日")
    second.lines(62, 65, "同意参加。", "（盖章）", "2014年8月16日")
    document = read(pdf(first, second))
    record = record_of(document, APPLICATION)
    assert [(block.id, block.date.value) for block in record.blocks] == [
        ("lead_unit", "2014-08-15"),
        ("participating_unit", "2014-08-16"),
    ]


def test_an_opinion_beside_a_place_that_no_rule_frames_is_that_of_the_block_above() -> None:
    drawing = Drawing().text(22, 32, "三、试点承担单位、参加单位意见").grid([20, 60, 190], [40, 70, 80])
    for y0, x0, y1, x1 in ((80, 190, 110, 190), (80, 60, 110, 60), (110, 60, 110, 190)):
        drawing.line(x0, y0, x1, y1)
    drawing.text(22, 45, "保证单位").lines(62, 45, "同意申报。", "（盖章）", "2016年5月3日")
    drawing.text(22, 75, "管理单位").text(62, 75, "（签署意见并签字盖章）")
    drawing.lines(62, 86, "情况属实，同意。", "单位（盖章）：谷城县图书馆", "2016年5月4日")
    managing = record_of(read(pdf(drawing)), APPLICATION).blocks[-1]
    assert (managing.id, managing.opinion.value, managing.date.value) == (
        "managing_unit",
        "情况属实，同意。",
        "2016-05-04",
    )
