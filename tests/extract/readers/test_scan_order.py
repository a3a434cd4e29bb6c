"""Scanned pages are put in order where their own numbers prove it, and nowhere else; what stays unknown is said."""

from __future__ import annotations

import pytest

from extract.document import Document, ReadText, paragraphs
from extract.layout.lines import Line
from extract.layout.page import DraftCell, DraftTable, PageContent
from extract.layout.paragraphs import DraftParagraph
from extract.page_problem import PageProblem
from extract.readers.page_flow import assembled
from extract.readers.scan.order import in_order
from forms.evidence import BBox

BLANK = "blank"


def side(number: int, foot: str = "", *, score: float = 0.99, reader: str = "scan") -> PageContent:
    """A page that says its place in the file, with ``foot`` in its footer."""
    page = PageContent(number, 210, 297, reader=reader)
    if foot == BLANK:
        return page
    page.lines = [Line(f"甲{number}", 30, 100, 50, 105, 5.0)]
    if foot:
        page.lines.append(Line(foot, 95, 280, 115, 284, 4.0))
        page.read = [ReadText(number, BBox(95, 280, 115, 284), foot, (score,) * len(foot), 4.0)]
    return page


def folder(*feet: str) -> list[PageContent]:
    return [side(number, foot) for number, foot in enumerate(feet, start=1)]


def order(*feet: str) -> list[int]:
    """The places in the file, counted from 1, of the written pages as they are read."""
    return [page.number for page in in_order(folder(*feet)).pages if page.lines]


def said(*feet: str) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.page) for problem in in_order(folder(*feet)).problems]


@pytest.mark.parametrize(
    ("feet", "read"),
    [
        (("1", "3", "2", "4"), [1, 3, 2, 4]),
        (("- 3 -", "— 2 —", "·1·"), [3, 2, 1]),
        (("第1页 共3页", "第3页 共3页", "第2頁 共3頁"), [1, 3, 2]),
        (("2/2", "1/2"), [2, 1]),
        (("", "3", "2", "4"), [1, 3, 2, 4]),
        (("1", "3", "2", "1", "2"), [1, 3, 2, 4, 5]),
        (("1", "2", "", "2", "4", "3"), [1, 2, 3, 4, 6, 5]),
        (("附件2·national·第2页", "附件2·national·第1页"), [2, 1]),
    ],
)
def test_pages_whose_numbers_are_a_whole_paper_are_read_by_them(feet: tuple[str, ...], read: list[int]) -> None:
    assert order(*feet) == read
    assert [code for code, _ in said(*feet)] == ["pages-reordered"]


def test_papers_that_lie_in_each_other_are_parted_where_their_pages_say_whose_they_are() -> None:
    code = "附件{}·national·第{}页"
    assert order(code.format(1, 1), code.format(2, 1), code.format(1, 2), code.format(2, 2)) == [1, 3, 2, 4]
    assert order("1/3", "3/3", "1/2", "2/3", "2/2") == [1, 4, 2, 3, 5]


@pytest.mark.parametrize(
    "feet",
    [
        (),
        ("", "", ""),
        ("1", "2", "3"),
        ("1", "2", "1", "2", "3", "1"),
        ("", "2", "3", "", "2", "3"),
        ("1", "2", "", "4"),
        ("1", "2", "8"),
        ("12", "13", "14"),
        ("附件2·national·第1页", "附件2·national·第2页", "附件3·national·第1页"),
        ("第1页 共2页", "", "第2页 共2页"),
        ("2016", "1", "2"),
    ],
)
def test_pages_in_order_or_without_numbers_stay_and_nothing_is_said(feet: tuple[str, ...]) -> None:
    assert order(*feet) == list(range(1, len(feet) + 1))
    assert said(*feet) == []


@pytest.mark.parametrize(
    ("feet", "pages"),
    [
        (("1", "2", "4", "3", "8"), [4]),
        (("1", "3", "3", "2"), [3, 4]),
        (("1", "2", "1", "3", "2", "3"), [5]),
        (("2", "1", "1", "1"), []),
        (("1", "", "3", "2"), [4]),
        (("1/3", "3/3", "3/3", "2/3"), [3, 4]),
    ],
)
def test_numbers_that_prove_no_order_move_nothing_and_their_pages_are_named(
    feet: tuple[str, ...], pages: list[int]
) -> None:
    assert order(*feet) == list(range(1, len(feet) + 1))
    assert said(*feet) == [("pages-unplaced", page) for page in pages]


@pytest.mark.parametrize("pair", ["14", "17", "27", "35", "38", "39", "49", "56", "58", "68"])
def test_one_misread_digit_never_moves_a_page(pair: str) -> None:
    papers = ["1", "2", "3", "4", "1", "2", "3", "1", "1", "2", "", "2", "3", "4", "5", "1"]
    for place, number in enumerate(papers):
        if number and number in pair:
            feet = [*papers[:place], pair.replace(number, ""), *papers[place + 1 :]]
            assert order(*feet) == list(range(1, len(papers) + 1)), feet


def test_a_number_that_is_not_read_surely_is_not_believed() -> None:
    pages = [side(1, "1"), side(2, "3", score=0.6), side(3, "2")]
    assert [page.number for page in in_order(pages).pages] == [1, 2, 3]


def test_a_number_in_the_text_is_no_page_number() -> None:
    pages = folder("", "", "")
    for page, number in zip(pages, "321", strict=True):
        page.lines.append(Line(number, 95, 150, 97, 154, 4.0))
        page.read = [ReadText(page.number, BBox(95, 150, 97, 154), number, (0.99,), 4.0)]
    assert [page.number for page in in_order(pages).pages] == [1, 2, 3]


def test_pages_with_a_text_layer_stay_as_the_file_has_them() -> None:
    pages = [side(1, "2", reader="pdf"), side(2, "1"), side(3, "3")]
    assert [page.number for page in in_order(pages).pages] == [1, 2, 3]


def test_a_thick_bundle_that_lies_the_wrong_way_round_is_put_right() -> None:
    feet = [str(number) for number in range(300, 0, -1)]
    assert order(*feet) == list(range(300, 0, -1))


def test_blank_backs_hinder_no_order() -> None:
    assert order("1", BLANK, "3", BLANK, "2", BLANK) == [1, 5, 3]


def test_a_page_without_a_number_inside_a_paper_that_lay_in_disorder_is_named() -> None:
    feet = ("附件2·national·第2页", "", "附件2·national·第1页")
    assert order(*feet) == [3, 1, 2]
    assert said(*feet) == [("pages-reordered", 1), ("pages-unplaced", 2)]


def test_what_is_said_names_the_pages_of_the_file() -> None:
    moved, *_ = in_order(folder("1", "3", "2", "4")).problems
    assert "自第2页起" in moved.message
    assert "第3、2页" in moved.message
    fallen, *_ = in_order(folder("1", "2", "4", "3", "8")).problems
    assert "第4页所印页码为3" in fallen.message
    assert "第3页为4" in fallen.message


def read_in(pages: list[PageContent]) -> tuple[Document, list[tuple[str, int | None]]]:
    document = assembled(pages, "scan")
    return document, [(line.text, line.at.page) for line in paragraphs(document.flow)]


def test_the_flow_is_in_order_and_every_line_keeps_the_page_it_lies_on() -> None:
    document, lines = read_in(folder("1", "3", BLANK, "2"))
    assert lines == [("甲1", 1), ("甲4", 4), ("甲2", 2)]
    assert [page.number for page in document.pages] == [1, 2, 3, 4]
    assert [(problem.code, problem.page) for problem in document.problems] == [("pages-reordered", 2)]


def test_the_code_at_the_foot_is_no_part_of_the_text_even_where_it_stands_once() -> None:
    document, lines = read_in(folder("附件2·national·第1页", "", "", "", ""))
    assert [text for text, _ in lines] == ["甲1", "甲2", "甲3", "甲4", "甲5"]
    assert [line.text for line in paragraphs(document.margins)] == ["附件2·national·第1页"]


def table(page: PageContent, text: str) -> PageContent:
    """``page`` with one table of a label and an answer, cut off where the page begins or ends."""
    boxes = [BBox(30, 30, 60, 270), BBox(60, 30, 180, 270)]
    cells = [DraftCell(0, n, 1, 1, box, page.number, end_y=270) for n, box in enumerate(boxes)]
    cells[1].flow = [DraftParagraph(text, page.number, boxes[1], em=4.0, end_page=page.number)]
    whole = BBox(30, 30, 180, 270)
    page.lines = [line for line in page.lines if line.y0 > 270]
    page.tables = [DraftTable(page.number, whole, [30, 60, 180], 1, cells, True, True, page.number, whole)]
    return page


def test_a_table_goes_on_on_the_page_that_is_read_next() -> None:
    pages = [table(side(n, foot), f"乙{foot}") for n, foot in enumerate(("1", "3", "2"), start=1)]
    document, _ = read_in(pages)
    assert len(document.flow) == 1
    assert [text for text in document.text.split("\n") if text] == ["乙1", "乙2", "乙3"]


def test_a_table_goes_on_behind_a_blank_back() -> None:
    pages = [table(side(1, "1"), "乙1"), side(2, BLANK), table(side(3, "2"), "乙2")]
    assert len(read_in(pages)[0].flow) == 1


def test_nothing_goes_on_on_a_page_that_could_not_be_placed() -> None:
    pages = [table(side(n, foot), f"乙{foot}") for n, foot in enumerate(("1", "2", "4", "3", "8"), start=1)]
    assert len(read_in(pages)[0].flow) == 3


def test_a_lost_page_is_no_blank_one() -> None:
    lost = PageContent(2, 210, 297, problems=[PageProblem("page-unreadable", "…", 2)], reader="scan")
    pages = [table(side(1, "1"), "乙1"), lost, table(side(3, "3"), "乙3")]
    assert len(read_in(pages)[0].flow) == 2


# -- pages without numbers, by what they print ------------------------------------------------------------------


APPLICATION = "社会管理和公共服务综合标准化试点申请书"
EVALUATION = "社会管理和公共服务综合标准化试点评估申请表"
LETTER = ("关于推荐社会管理和公共服务综合标准化试点项目的函", "湖北省质量技术监督局：", "现予推荐，请予审核。")
COVER = (APPLICATION, "试点名称：甲市标准化试点")
BASICS = ("一、试点承担单位基本信息", "单位名称", "注册地址", "所属行业", "二、创建工作计划")
ASSENTS = ("三、试点承担单位、参加单位、保证单位、业务指导单位及管理单位意见", "承担单位", "参加单位", "单位名称：乙局")
MORE_ASSENTS = ("业务指导单位", "经审查，符合条件。", "管理单位", "单位名称：丙局")
FACTS = (EVALUATION, "一、试点与单位信息", "任务下达文件及文号")
FINDINGS = ("二、自查与标准体系运行情况", "自查日期", "自评得分", "任务完成情况")
SIGNED = ("负责人（签字）：", "年 月 日")


def saying(number: int, lines: tuple[str, ...], *, table: bool = False) -> PageContent:
    page = PageContent(number, 210, 297, reader="scan")
    page.lines = [Line(text, 60, 40 + 9 * n, 150, 45 + 9 * n, 5.0) for n, text in enumerate(lines)]
    if table:
        box = BBox(20, 150, 190, 200)
        cells = [DraftCell(0, n, 1, 1, box, number, [DraftParagraph("无", number, box)]) for n in range(2)]
        page.tables = [DraftTable(number, box, [20.0, 100.0, 190.0], 1, cells, end_page=number, end_box=box)]
    return page


def of(*pages: tuple[str, ...]) -> list[PageContent]:
    return [saying(number, lines) for number, lines in enumerate(pages, start=1)]


def read_as(*pages: tuple[str, ...]) -> list[int]:
    return [page.number for page in in_order(of(*pages)).pages]


@pytest.mark.parametrize(
    ("pages", "read"),
    [
        ((COVER, BASICS, MORE_ASSENTS, ASSENTS), [1, 2, 4, 3]),
        ((COVER, ASSENTS, BASICS, MORE_ASSENTS), [1, 3, 2, 4]),
        ((COVER, BASICS, FACTS, ASSENTS, FINDINGS), [1, 2, 4, 3, 5]),
        ((COVER, BASICS, LETTER, ASSENTS), [1, 2, 4, 3]),
        ((LETTER, BASICS, COVER, ASSENTS), [1, 3, 2, 4]),
        ((FINDINGS, FACTS, ASSENTS, BASICS, COVER), [2, 1, 5, 4, 3]),
    ],
)
def test_pages_without_numbers_are_read_by_their_headings(pages: tuple[tuple[str, ...], ...], read: list[int]) -> None:
    assert read_as(*pages) == read
    (problem,) = in_order(of(*pages)).problems
    assert problem.code == "pages-reordered"
    assert "标题和栏目" in problem.message


def test_pages_put_one_behind_another_by_their_words_are_told_and_no_others() -> None:
    assert in_order(of(COVER, BASICS, MORE_ASSENTS, ASSENTS)).joints == ((2, 4), (4, 3))
    assert in_order(of(COVER, BASICS, ASSENTS)).joints == ()


@pytest.mark.parametrize(
    "pages",
    [
        (COVER, BASICS, ASSENTS, MORE_ASSENTS, SIGNED),
        (COVER, BASICS, ASSENTS, FACTS, FINDINGS, SIGNED),
        (LETTER, COVER, BASICS, ASSENTS),
        (COVER, BASICS, ASSENTS, LETTER, SIGNED),
        (COVER, BASICS, ("管理单位",), FACTS, FINDINGS),
        (COVER, BASICS, ("一段没有标题的文字。",), ASSENTS),
        (COVER, BASICS, ASSENTS, ("法定代表人（签字）：", "单位名称：丙局", "负责人（签字）：", "负责人签字：")),
        (COVER, BASICS, ASSENTS, ("单位名称：丙局", "注册地址：甲路1号")),
        (BASICS, ASSENTS),
    ],
)
def test_pages_that_lie_right_or_say_too_little_stay_and_nothing_is_said(pages: tuple[tuple[str, ...], ...]) -> None:
    assert read_as(*pages) == [*range(1, len(pages) + 1)]
    assert in_order(of(*pages)).problems == ()


def test_a_layout_that_prints_its_sections_in_another_order_is_left_alone() -> None:
    turned = ("二、创建工作计划", "步骤", "一、试点承担单位基本信息", "注册地址", "所属行业")
    assert read_as(COVER, ASSENTS, turned) == [1, 2, 3]


def test_a_page_that_two_forms_of_one_kind_may_have_lost_is_named() -> None:
    ordered = in_order(of(COVER, BASICS, COVER, BASICS, LETTER, ASSENTS))
    assert [page.number for page in ordered.pages] == [1, 2, 3, 4, 5, 6]
    assert ordered.unplaced == {6}
    assert [(problem.code, problem.page) for problem in ordered.problems] == [("pages-unplaced", 6)]


def test_a_table_behind_a_letter_that_says_nothing_of_its_form_is_named() -> None:
    pages = [*of(COVER, BASICS, ASSENTS, LETTER), saying(5, SIGNED, table=True)]
    assert [(problem.code, problem.page) for problem in in_order(pages).problems] == [("pages-unplaced", 5)]


def test_a_printed_number_is_believed_before_the_words() -> None:
    pages = of(COVER, ASSENTS, BASICS)
    for page in pages:
        page.lines.append(Line(str(page.number), 100, 280, 110, 284, 4.0))
        page.read = [ReadText(page.number, BBox(100, 280, 110, 284), str(page.number), (0.99,), 4.0)]
    assert [page.number for page in in_order(pages).pages] == [1, 2, 3]


def test_a_header_that_only_the_pages_of_one_paper_bear_is_no_part_of_the_text() -> None:
    pages = of(*([("甲",)] * 6))
    for page in pages[1:3]:
        page.lines.append(Line("某市某局", 90, 12, 120, 16, 4.0))
    document = assembled(pages, "scan")
    assert [line.text for line in paragraphs(document.margins)] == ["某市某局", "某市某局"]


def test_a_prompt_at_the_top_of_two_pages_is_no_header() -> None:
    pages = of(*([("甲",)] * 6))
    for page in pages[1:3]:
        page.lines.append(Line("负责人（签字）：", 90, 12, 120, 16, 4.0))
    assert assembled(pages, "scan").margins == ()


def test_the_last_line_of_a_letter_never_goes_on_in_the_title_of_the_form_behind_it() -> None:
    pages = of(LETTER, COVER)
    pages[0].lines = [*pages[0].lines, Line("2017年3月20日", 120, 240, 185, 245, 5.0)]
    pages[1].lines = [Line(APPLICATION, 20, 40, 185, 45, 5.0)]
    texts = [item.text for item in paragraphs(assembled(pages, "scan").flow)]
    assert "2017年3月20日" in texts
    assert APPLICATION in texts
