"""Two units on two full lines of a narrow cell look like one whose name goes on: such a list is marked, others are not."""

from __future__ import annotations

import pytest

from extract.fill.record import Filler
from extract.locate.walk import locate
from extract.readers.pdf.reader import read
from forms.record import Answer
from forms.registry import form
from tests.extract.readers.pdfdraw import Drawing, pdf

APPLICATION = form("annex1-application", "national")
EM_MM = 12 * 25.4 / 72
HEADS = "步骤", "时间", "工作内容", "责任单位"


def units(*lines: str, room: float = 0.0) -> Answer:
    """The units of a plan's one row, in a cell as wide as the first line and so many characters more."""
    xs = [20.0, 50.0, 90.0, 120.0, 123.8 + (len(lines[0]) + room) * EM_MM]
    drawing = Drawing().text(20, 20, "二、创建工作计划").grid(xs, [30, 40, 70])
    for x, head, text in zip(xs, HEADS, ("启动阶段", "2016年5月", "动员。", ""), strict=False):
        drawing.text(x + 1.9, 35, head).text(x + 1.9, 45, text)
    document = read(pdf(drawing.lines(121.9, 45, *lines)))
    record = Filler(APPLICATION, locate(document, APPLICATION), document.text).record("")
    return record.rows["plan"][0]["responsible_units"]


@pytest.mark.parametrize(
    "lines",
    [
        ("领导小组办公室", "质量管理科"),
        ("江汉区公共交通集团有限公司", "领导小组办公室"),
        ("市民政局、区司法局", "质量管理科、综合科"),
        ("夷陵区民政局", "办公室"),
    ],
)
def test_two_whole_names_on_full_lines_are_marked(lines: tuple[str, ...]) -> None:
    answer = units(*lines)
    assert answer.needs_review
    assert "several-values" in answer.doubts


@pytest.mark.parametrize(
    "lines",
    [
        ("市民之家管理办公", "室"),
        ("江汉区公共交通集团", "有限公司"),
        ("夷陵区人民政府", "办公室"),
        ("湖北省标准化联席会", "议办公室"),
        ("夷陵区人力资源和社会", "保障局"),
        ("夷陵区社", "会福利院"),
        ("领导小组办公室、", "质量管理科"),
    ],
)
def test_a_name_that_goes_on_below_is_not_marked(lines: tuple[str, ...]) -> None:
    answer = units(*lines)
    assert answer.value == "".join(lines).split("、")
    assert not answer.needs_review


def test_two_lines_with_room_behind_the_first_are_two_units_without_a_mark() -> None:
    answer = units("领导小组办公室", "质量管理科", room=3)
    assert answer.value == ["领导小组办公室", "质量管理科"]
    assert not answer.needs_review


def overleaf(*below: str) -> list[Answer]:
    """The units of a plan's rows, of which one ends a page and the other says ``below`` on the next."""
    xs = [20.0, 50.0, 90.0, 130.0, 180.0]
    first, second = Drawing().text(20, 220, "二、创建工作计划").grid(xs, [230, 250, 270]), Drawing().grid(xs, [25, 60])
    for x, head, text, under in zip(xs, HEADS, ("启动阶段", "2016年5月", "动员。", "民政局"), below, strict=False):
        first.text(x + 1.9, 240, head).text(x + 1.9, 260, text)
        second.text(x + 1.9, 35, under)
    document = read(pdf(first, second))
    record = Filler(APPLICATION, locate(document, APPLICATION), document.text).record("")
    return [row["responsible_units"] for row in record.rows["plan"]]


def test_an_empty_cell_that_begins_a_page_may_go_on_from_above_and_is_marked() -> None:
    above, below = overleaf("实施阶段", "2016年6月", "培训。", "")
    assert (above.value, above.needs_review) == (["民政局"], False)
    assert (below.value, below.needs_review) == (None, True)
    assert not overleaf("实施阶段", "2016年6月", "培训。", "司法局")[1].needs_review


def scope(*lines: tuple[float, str]) -> Answer:
    """The answer in running text below 业务范围, each line from its own edge on; the page's lines end at 186 mm."""
    drawing = Drawing().text(20, 20, "一、试点承担单位基本信息").text(20, 30, "单位名称：宜昌市图书馆")
    for number, (x, text) in enumerate(lines):
        drawing.text(x, 40 + 7 * number, text)
    document = read(pdf(drawing.text(20, 40 + 7 * len(lines), "二、创建工作计划")))
    return Filler(APPLICATION, locate(document, APPLICATION), document.text).record("").fields["business_scope"]


FULL = "负责全区行政审批和公共服务事项的集中受理与办理工作并承担政务服务热线工"


def test_paragraphs_that_end_with_full_lines_are_paragraphs() -> None:
    texts = ("业务范围：" + FULL[:-4] + "。", FULL[:-1] + "。", "组织实施标准。")
    answer = scope((20, texts[0]), (20 + 2 * EM_MM, texts[1]), (20 + 2 * EM_MM, texts[2]))
    assert answer.value == "\n".join((texts[0].removeprefix("业务范围："), *texts[1:]))


def test_a_line_that_begins_with_a_number_in_a_circle_begins_a_paragraph() -> None:
    answer = scope(
        (20, "业务范围：" + FULL[:-4]), (20, "作。"), (20, "①受理" + FULL[:-4] + "。"), (20, "②办理各项工作。")
    )
    assert isinstance(answer.value, str)
    assert [line[:2] for line in answer.value.split("\n")] == ["负责", "①受", "②办"]


def test_a_number_in_a_circle_that_counts_on_inside_a_sentence_begins_no_paragraph() -> None:
    answer = scope((20, "业务范围：①受理" + FULL[:-7] + "；"), (20, "②办理各项工作。"))
    assert answer.value == "①受理" + FULL[:-7] + "；②办理各项工作。"
