"""Tables over page breaks: what belongs together is joined, different rows are not."""

from __future__ import annotations

import pytest

from extract.document import Document, Table, paragraphs
from extract.readers.pdf.reader import read
from tests.extract.readers.pdfdraw import Drawing, pdf

XS = [20.0, 60.0, 174.0]
PLAN = [20.0, 35.0, 75.0, 174.0]
FULL = "负责全区行政审批和公共服务事项的集中受理与办理工作承"


def rows(document: Document) -> list[list[str]]:
    found = [item for item in document.flow if isinstance(item, Table)]
    assert len(found) == 1, [type(item).__name__ for item in document.flow]
    return [[cell.text for cell in row] for row in found[0].by_row()]


def first_page(last: str = "我单位自愿承担。", label: str = "承担单位") -> Drawing:
    """A table that ends at the page's end; its last row holds ``label`` and ``last``."""
    drawing = Drawing().grid(XS, [40, 240, 270]).text(22, 50, "业务范围").text(62, 50, "政务服务")
    return drawing.text(22, 246, label).text(62, 266 if last == FULL else 246, last)


def next_page(label: str, text: str, *more: str) -> Drawing:
    return Drawing().grid(XS, [25, 60, 80]).text(22, 30, label).lines(62, 30, text, *more).text(22, 70, "邮编")


def test_a_table_that_goes_on_is_one_table() -> None:
    assert rows(read(pdf(first_page(), next_page("保证单位", "同意申报。")))) == [
        ["业务范围", "政务服务"],
        ["承担单位", "我单位自愿承担。"],
        ["保证单位", "同意申报。"],
        ["邮编", ""],
    ]


def test_a_row_whose_label_is_empty_below_the_break_is_the_row_above() -> None:
    document = read(pdf(first_page(), next_page("", "负责人（签字）：", "2016年5月12日")))
    assert rows(document)[1] == ["承担单位", "我单位自愿承担。\n负责人（签字）：\n2016年5月12日"]
    assert len(rows(document)) == 3


def test_a_joined_row_is_evidenced_by_its_first_part() -> None:
    table = read(pdf(first_page(), next_page("", "负责人（签字）："))).flow[0]
    assert isinstance(table, Table)
    cell = table.by_row()[1][1]
    assert cell.at.page == 1
    assert [p.at.page for p in paragraphs(cell.flow)] == [1, 2]


def test_a_sentence_cut_by_the_break_is_one_paragraph() -> None:
    document = read(pdf(first_page(FULL), next_page("", "担政务服务热线。")))
    assert rows(document)[1][1] == FULL + "担政务服务热线。"


def test_a_row_cut_without_a_line_at_the_break_is_one_row() -> None:
    above = Drawing().text(22, 250, "承担单位").text(62, 250, "同意。")
    for y in (40, 240):
        above.line(20, y, 174, y)
    for x in XS:
        above.line(x, 40, x, 272)
    below = Drawing().text(62, 30, "单位（盖章）").line(20, 60, 174, 60).line(20, 80, 174, 80)
    for x in XS:
        below.line(x, 20, x, 80)
    assert rows(read(pdf(above, below)))[1] == ["承担单位", "同意。\n单位（盖章）"]


def test_a_header_repeated_on_the_next_page_is_dropped() -> None:
    pages = []
    for number in ("1", "2"):
        drawing = Drawing().grid(PLAN, [30, 40, 270]).text(22, 35, "步骤").text(37, 35, "时间").text(77, 35, "内容")
        pages.append(drawing.text(22, 50, number).text(37, 50, f"2016年{number}月").text(77, 50, "制定方案"))
    assert rows(read(pdf(*pages))) == [
        ["步骤", "时间", "内容"],
        ["1", "2016年1月", "制定方案"],
        ["2", "2016年2月", "制定方案"],
    ]


@pytest.mark.parametrize(
    ("again", "dropped"), [(("步骤", "时间", "阶段 工作内容"), True), (("步骤", "时闻", "阶段工作内容"), False)]
)
def test_a_repeated_header_is_known_wherever_its_words_are_parted_and_never_by_likeness_in_few_cells(
    again: tuple[str, ...], dropped: bool
) -> None:
    pages = []
    for header, number in ((("步骤", "时间", "阶段工作内容"), "1"), (again, "2")):
        drawing = Drawing().grid(PLAN, [30, 40, 270])
        for x, words in zip((22, 37, 77), header, strict=True):
            drawing.text(x, 35, words)
        pages.append(drawing.text(22, 50, number).text(37, 50, f"2016年{number}月").text(77, 50, "制定方案"))
    assert len(rows(read(pdf(*pages)))) == (3 if dropped else 4)


def test_what_a_seal_over_the_edge_says_beside_a_table_hinders_no_join() -> None:
    pages = [first_page().text(190, 150, "陵区"), next_page("", "负责人（签字）：")]
    found = [item for item in read(pdf(*pages)).flow if isinstance(item, Table)]
    assert len(found) == 1


def test_a_plan_row_with_its_own_time_is_a_row_of_its_own_though_its_step_is_empty() -> None:
    above = Drawing().grid(PLAN, [40, 240, 270]).text(22, 245, "5").text(37, 245, "2016年5月").text(77, 245, "动员")
    below = Drawing().grid(PLAN, [25, 50, 70]).text(37, 30, "2016年9月").text(77, 30, "实施")
    assert rows(read(pdf(above, below)))[1:3] == [["5", "2016年5月", "动员"], ["", "2016年9月", "实施"]]


def test_a_plan_row_whose_content_alone_goes_on_is_one_row() -> None:
    above = Drawing().grid(PLAN, [40, 240, 270]).text(22, 245, "5").text(37, 245, "2016年5月").text(77, 267, "动员；")
    below = Drawing().grid(PLAN, [25, 50, 70]).text(77, 28, "培训。").text(22, 60, "6")
    assert rows(read(pdf(above, below)))[1:3] == [["5", "2016年5月", "动员；\n培训。"], ["6", "", ""]]


def test_a_label_over_several_rows_spans_the_break_and_its_rows_stay_apart() -> None:
    above = Drawing().grid([20, 40, 70, 174], [40, 240]).line(40, 255, 174, 255).line(20, 270, 174, 270)
    for x in (20, 40, 70, 174):
        above.line(x, 240, x, 270)
    above.text(22, 255, "联系").text(42, 247, "姓名").text(72, 247, "王晓梅").text(42, 262, "电话").text(
        72, 262, "1234567"
    )
    below = Drawing().grid([20, 40, 70, 174], [25, 45]).text(42, 35, "邮箱").text(72, 35, "a@b.cn")
    document = read(pdf(above, below))
    assert rows(document)[1:] == [["联系", "姓名", "王晓梅"], ["电话", "1234567"], ["邮箱", "a@b.cn"]]
    table = document.flow[0]
    assert isinstance(table, Table)
    assert next(c for c in table.cells if c.text == "联系").row_span == 3


def test_a_table_that_ends_above_the_pages_end_keeps_its_last_row() -> None:
    above = Drawing().grid(XS, [40, 60, 80]).text(22, 50, "业务范围").text(22, 70, "承担单位").text(62, 70, "同意。")
    long = Drawing().grid(XS, [25, 60, 270]).text(62, 30, "另一行的内容")
    assert rows(read(pdf(above, long)))[1:3] == [["承担单位", "同意。"], ["", "另一行的内容"]]


@pytest.mark.parametrize("number", ["1", "（一）", "第2步"])
def test_a_numbered_row_below_the_break_is_a_row_of_its_own(number: str) -> None:
    above = Drawing().grid([20, 36, 52, 174, 190], [40, 240, 270])
    below = Drawing().grid([20, 36, 52, 174, 190], [25, 60, 80])
    for x, label, text in ((22, "序号序", number), (38, "步骤步", "启动"), (54, FULL, "召开动员大会")):
        above.text(x, 266, label)
        below.text(x, 30, text)
    found = rows(read(pdf(above.text(176, 266, "备注"), below)))
    assert found[1][:2] == ["序号序", "步骤步"]
    assert found[2][:3] == [number, "启动", "召开动员大会"]


def test_tables_with_other_columns_stay_two_tables() -> None:
    document = read(pdf(first_page(), Drawing().grid([20, 90, 130, 174], [25, 60, 80]).text(22, 30, "步骤")))
    assert [type(item).__name__ for item in document.flow] == ["Table", "Table"]


def test_a_heading_between_keeps_two_tables_apart() -> None:
    below = Drawing().text(20, 30, "二、创建工作计划").grid(XS, [40, 60, 80]).text(22, 50, "步骤")
    kinds = [type(item).__name__ for item in read(pdf(first_page(), below)).flow]
    assert kinds == ["Table", "Paragraph", "Table"]


def test_a_page_number_between_hinders_no_join() -> None:
    pages = [first_page().text(100, 285, "- 1 -"), next_page("", "负责人（签字）：").text(100, 285, "- 2 -")]
    assert rows(read(pdf(*pages)))[1][1] == "我单位自愿承担。\n负责人（签字）："


def test_prose_in_a_single_cell_goes_on_behind_the_break() -> None:
    above = Drawing().rect(20, 60, 134, 272).lines(22, 250, FULL, FULL, FULL)
    above.line(20, 240, 134, 240)
    below = Drawing().rect(20, 25, 134, 80).lines(22, 29, "担工作。", "配备专职人员3名。")
    below.line(20, 60, 134, 60)
    assert rows(read(pdf(above, below)))[1] == [FULL * 3 + "担工作。\n配备专职人员3名。"]


def test_a_paragraph_cut_by_the_break_is_one_paragraph() -> None:
    line = FULL + "担政务服务热线的受理转办"
    above = Drawing().lines(25, 260, line, line)
    below = Drawing().lines(25, 30, "和督办工作。", "第二段。")
    assert [p.text for p in paragraphs(read(pdf(above, below)).flow)] == [line * 2 + "和督办工作。", "第二段。"]


def test_a_finished_sentence_at_the_break_is_not_run_on() -> None:
    line = FULL + "担政务服务热线的受理转。"
    document = read(pdf(Drawing().lines(25, 265, line), Drawing().lines(25, 30, "下一段。")))
    assert [p.text for p in paragraphs(document.flow)] == [line, "下一段。"]


def test_an_opinion_over_the_whole_width_keeps_its_date_behind_the_break() -> None:
    above = Drawing().rect(20, 60, 174, 272).line(20, 240, 174, 240)
    above.lines(22, 255, "试点管理单位意见：", "同意列为省级试点项目。", "负责人（签字）：", pitch=6)
    below = Drawing().rect(20, 25, 174, 29.6).text(22, 27.3, "2015年3月24日")
    expected = "试点管理单位意见：\n同意列为省级试点项目。\n负责人（签字）：\n2015年3月24日"
    assert rows(read(pdf(above, below)))[1] == [expected]


def test_an_opinion_dated_below_the_break_is_not_the_dated_one_above() -> None:
    above = Drawing().rect(20, 60, 174, 272).line(20, 240, 174, 240)
    above.lines(22, 249, "试点管理单位意见：", "同意列为省级试点项目。", "负责人（签字）：", "2015年3月24日", pitch=6)
    below = Drawing().rect(20, 25, 174, 60).lines(22, 30, "负责人（签字）：", "2015年3月26日", pitch=6)
    first, second = (row[0] for row in rows(read(pdf(above, below)))[1:])
    assert first.endswith("2015年3月24日")
    assert second == "负责人（签字）：\n2015年3月26日"


def test_a_heading_over_the_whole_width_is_a_row_of_its_own() -> None:
    above = Drawing().rect(20, 60, 134, 272).line(20, 240, 134, 240).lines(22, 257, FULL, "担工作。")
    below = Drawing().rect(20, 25, 134, 80).line(20, 40, 134, 40).text(60, 32, "创建工作计划")
    assert [row[0] for row in rows(read(pdf(above, below)))] == ["", FULL + "担工作。", "创建工作计划", ""]


def test_a_label_without_an_answer_below_a_break_is_a_row_of_its_own() -> None:
    above = Drawing().grid(XS, [40, 240, 246, 270]).text(22, 50, "业务范围").text(62, 243, "长虹路98号")
    above.text(22, 266, "办公地址：").text(62, 266, "长虹路98号")
    below = Drawing().grid(XS, [25, 60, 80]).text(22, 30, "主要职能：").text(22, 70, "邮编")
    assert [row[0] for row in rows(read(pdf(above, below)))][-3:] == ["办公地址：", "主要职能：", "邮编"]


def test_a_long_label_below_a_break_begins_a_row_of_its_own() -> None:
    label = "标准化工作现状及试点创建具备的条件（包括经费等保障条件）："
    above = Drawing().grid([20.0, 174.0], [40, 258, 270]).lines(22, 262, "近三年来有无事故：", "无。", pitch=5)
    below = Drawing().grid([20.0, 174.0], [25, 40, 80]).lines(22, 29, label, "已有专职人员。", pitch=6)
    assert [row[0].split("\n")[0] for row in rows(read(pdf(above, below)))] == ["", "近三年来有无事故：", label, ""]


STEP_MM = 20.0 + 3.8 + 6 * 12 * 25.4 / 72
STEPS = [20.0, STEP_MM, 90.0, 132.0, 174.0]


def plan_over_pages(above: tuple[str, ...], below: tuple[str, ...]) -> list[list[str]]:
    """The rows of a plan of which one ends the first page; six characters fill a line of its first column."""
    first, second = Drawing().grid(STEPS, [240, 260, 270]), Drawing().grid(STEPS, [25, 45])
    for x, head, over, under in zip(STEPS, ("步骤", "时间", "内容", "单位"), above, below, strict=False):
        first.text(x + 1.9, 250, head).text(x + 1.9, 265, over)
        second.text(x + 1.9, 31, under)
    return rows(read(pdf(first, second)))


def test_a_row_below_the_break_beside_a_cell_that_goes_on_is_no_end_of_the_row_above() -> None:
    above, below = (
        ("宣贯培训阶段", "2018年4月", "组织培训。", "各成员单位"),
        ("体系构建阶段", "2019年6月", "编写标准。", ""),
    )
    assert plan_over_pages(above, below)[1:] == [list(above), list(below)]


def test_a_step_alone_below_the_break_is_a_row_unless_the_one_above_is_cut_in_mid_word() -> None:
    above = ("启动阶段", "2018年4月", "组织培训。", "各成员单位")
    assert plan_over_pages(above, ("准备阶段", "", "", ""))[1:] == [list(above), ["准备阶段", "", "", ""]]
    cut = ("宣传贯彻和培", *above[1:])
    assert plan_over_pages(cut, ("训阶段", "", "", ""))[1:] == [["宣传贯彻和培训阶段", *above[1:]]]


@pytest.mark.parametrize(
    ("above", "below"), [("5、随机调查", "6、对照评估计分表"), ("（五）存在问题", "（六）改进意见")]
)
def test_a_row_that_counts_on_from_the_one_above_the_break_is_the_next_row(above: str, below: str) -> None:
    first = Drawing().text(22, 250, above).text(62, 250, "已完成")
    second = Drawing().text(22, 30, below).text(62, 30, "完成").line(20, 60, 174, 60).line(20, 80, 174, 80)
    for y in (40, 240):
        first.line(20, y, 174, y)
    for x in XS:
        first.line(x, 40, x, 272)
        second.line(x, 20, x, 80)
    assert rows(read(pdf(first, second)))[1:3] == [[above, "已完成"], [below, "完成"]]


def test_an_opinion_with_its_date_below_a_dated_one_is_the_next_row() -> None:
    first = Drawing().grid(XS, [40, 240, 270]).text(22, 246, "参加单位意见").text(62, 246, "同意参加。")
    first.text(147, 264, "二〇一八年九月二十五日")
    below = next_page("业务指导单位", "（签署意见并签字盖章）", "同意申报。", "二〇一八年二月十四日")
    assert [row[0] for row in rows(read(pdf(first, below)))] == ["", "参加单位意见", "业务指导单位", "邮编"]


@pytest.mark.parametrize(("above", "below"), [("2017年12月10", "日至19日"), ("2017年12月10日", "至19日")])
def test_a_row_whose_date_or_period_is_parted_by_the_break_is_one_row(above: str, below: str) -> None:
    first = Drawing().grid(PLAN, [40, 240, 251]).text(77, 50, "工作内容")
    first.text(22, 246, "推进组").text(37, 246, above).text(77, 246, FULL)
    second = Drawing().grid(PLAN, [25, 60, 80]).text(22, 30, "织实施").text(37, 30, below).text(77, 30, "受理与办理。")
    whole = rows(read(pdf(first, second)))
    assert whole[1] == ["推进组织实施", "2017年12月10日至19日", FULL + "受理与办理。"]
    assert len(whole) == 3


@pytest.mark.parametrize(("next_number", "count"), [("7", 3), ("8", 4)])
def test_prose_below_the_break_belongs_to_the_heading_above_it_that_the_rows_count_past(
    next_number: str, count: int
) -> None:
    first = (
        Drawing()
        .grid([20, 174], [40, 245, 251])
        .lines(22, 50, "5.人员素质", "已建立领导小组。")
        .text(22, 248, "6.持续改进")
    )
    second = Drawing().grid([20, 174], [25, 45, 60]).text(22, 30, "下一步完善标准体系。")
    second.lines(22, 50, f"{next_number}.满意度", "已开展测评。")
    assert len(rows(read(pdf(first, second)))) == count


@pytest.mark.parametrize(("options", "count"), [("□成员", 3), ("□组长 □成员", 4)])
def test_options_below_the_break_that_do_not_stand_above_are_more_of_them(options: str, count: int) -> None:
    first = Drawing().grid(PLAN, [40, 240, 254]).text(77, 50, "工作单位").text(77, 246, "宜昌市图书馆")
    first.lines(22, 244, "□组长", "☑副组长").text(37, 246, "李建国")
    second = Drawing().grid(PLAN, [25, 60, 80]).text(22, 30, options).text(77, 70, "行政审批办")
    assert len(rows(read(pdf(first, second)))) == count
