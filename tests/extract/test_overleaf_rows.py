"""What stands overleaf without a beginning is the end of the row before, whichever column it stands in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.document import Cell, Document, Paragraph, Table
from extract.locate.located import DOUBTFUL_LABEL, RowCandidate
from extract.locate.walk import locate
from forms.evidence import BBox, Evidence
from forms.registry import form

PLAN = ("阶段性工作内容", "步骤", "时间", "负责及参与的单位/部门")
FIRST = ("完善标准体系。", "组织实施", "2016年5月", "宜昌市图书馆")
GROUP = ("姓名", "工作单位", "职务/职称", "从事专业", "专家组职务", "联系电话")
STEP = "台州市公共交通服务标准化试点"
_WIDTH_MM, _EM_MM = 40.0, 3.5


def cell(row: int, column: int, text: str, page: int) -> Cell:
    """A cell 40 mm wide whose last line is as long as its text says, one line high where it can be."""
    left = 20 + _WIDTH_MM * column
    lines = -(-len(text) * _EM_MM // (_WIDTH_MM - 4)) or 1
    width = min(len(text) * _EM_MM, _WIDTH_MM - 4)
    words = Paragraph(text, Evidence("pdf", page, BBox(left + 2, 21, left + 2 + width, 21 + 4.5 * lines)))
    at = Evidence("pdf", page, BBox(left, 20, left + _WIDTH_MM, 60))
    return Cell(row, column, (words,) if text else (), at)


def rows(
    head: tuple[str, ...], *told: tuple[tuple[str, ...], int], paper: str = "annex1-application"
) -> list[RowCandidate]:
    """The rows of a table headed so; each is told with its page."""
    lines = ((head, 1), *told)
    cells = tuple(cell(r, c, text, page) for r, (line, page) in enumerate(lines) for c, text in enumerate(line))
    heading, part = ("二、试点工作计划", "plan") if "annex1" in paper else ("评估组名单", "group")
    flow = (Paragraph(heading, Evidence("pdf", 1)), Table(cells, Evidence("pdf", 1)))
    return locate(Document("pdf", flow), form(paper, "national")).rows[part]


def test_long_text_alone_overleaf_is_the_end_of_the_row_before_and_doubted_where_both_parts_end() -> None:
    one, two = rows(PLAN, (FIRST, 1), (("开展培训。", "", "", ""), 2), (FIRST, 2))
    assert (one.cells["work"].raw, one.cells["work"].doubts) == ("完善标准体系。\n开展培训。", (DOUBTFUL_LABEL,))
    assert two.cells["work"].raw == FIRST[0]
    assert not one.cells["step"].doubts


def test_a_word_that_breaks_off_and_an_empty_period_overleaf_tell_the_end_of_a_row() -> None:
    first = ("完善标准体系", "台州市公共交通服务标准化试", "2016年5月", "宜昌市图书馆、")
    (one,) = rows(PLAN, (first, 1), (("", "点", "", "宜昌市妇幼保健院"), 2))
    assert one.cells["step"].raw == "台州市公共交通服务标准化试点"
    assert one.cells["responsible_units"].raw == "宜昌市图书馆、\n宜昌市妇幼保健院"


@pytest.mark.parametrize(
    "second",
    [
        ("开展培训。", "宣传", "", ""),
        ("开展培训。", "", "2016年6月", ""),
        ("", "宣传", "2016年6月", "妇幼保健院"),
    ],
)
def test_a_row_overleaf_that_has_a_step_or_a_period_is_one_of_its_own(second: tuple[str, ...]) -> None:
    assert len(rows(PLAN, (FIRST, 1), (second, 2))) == 2


def test_a_row_of_the_same_page_and_a_member_overleaf_stay_rows_of_their_own() -> None:
    assert len(rows(PLAN, (FIRST, 1), (("开展培训。", "", "", ""), 1))) == 2
    members = [
        ("欧阳志远", "宜昌市图书馆", "主任", "标准化", "组长", "13972600001"),
        ("李建国", "谷城县图书馆", "", "行业", "", ""),
    ]
    assert len(rows(GROUP, (members[0], 1), (members[1], 2), paper="annex3-evaluation-report")) == 2


def test_a_row_under_the_columns_of_a_header_before_is_no_header_by_likeness() -> None:
    """标准化办公室 is like 办公电话, 组长 and 成员 with their boxes like 专家组组长签字."""
    member = ("李建国", "谷城县标准化研究院", "标准化办公室", "标准化专家", "组长□ 副组长■ 成员□", "")
    head = ("姓名", "工作单位", "职务/职称", "从事专业", "专家组职务", "签名")
    at = Evidence("pdf", 1)
    first = Table(tuple(cell(0, c, text, 1) for c, text in enumerate(head)), at)
    below = replace(cell(1, 0, "二、复查情况", 1), column_span=6)
    second = (*(cell(0, c, text, 1) for c, text in enumerate(member)), below)
    flow = (Paragraph("复查专家组成员", at), first, Paragraph("", at), Table(second, at))
    found = locate(Document("pdf", flow), form("annex6-recheck-report", "national"))
    assert [row.cells["name"].raw for row in found.rows["group"]] == ["李建国"]


def test_an_answer_that_goes_on_overleaf_beside_an_empty_place_is_whole_and_doubted_where_it_may_end() -> None:
    at = Evidence("pdf", 1)

    def industry(before: str, overleaf: str) -> tuple[str, tuple[str, ...]]:
        cells = (
            *(cell(0, c, text, 1) for c, text in enumerate(("申报领域", before, "电子邮箱", "a@b.cn"))),
            *(cell(1, c, text, 2) for c, text in enumerate(("", overleaf, "", ""))),
            replace(cell(2, 0, "单位名称", 2), column_span=1),
            replace(cell(2, 1, "谷城县图书馆", 2), column_span=3),
        )
        flow = (Paragraph("一、试点承担单位基本情况", at), Table(cells, at))
        found = locate(Document("pdf", flow), form("annex1-application", "national"))
        (one,) = (f for f in found.fields if f.target.field.id == "industry")
        return one.raw, one.doubts

    assert industry("公共管理、社会保", "障和社会组织") == ("公共管理、社会保障和社会组织", ())
    assert industry("公共管理、社会保障；", "和社会组织") == ("公共管理、社会保障；\n和社会组织", (DOUBTFUL_LABEL,))


def test_a_table_set_anew_in_other_widths_goes_on_under_the_header_before_and_all_of_it_is_doubted() -> None:
    def set_at(row: int, texts: tuple[str, ...], edges: tuple[float, ...]) -> list[Cell]:
        places = [Evidence("pdf", 1, BBox(edges[n], 20, edges[n + 1], 40)) for n in range(len(texts))]
        return [Cell(row, n, (Paragraph(t, at),), at) for n, (t, at) in enumerate(zip(texts, places, strict=True))]

    at, member = Evidence("pdf", 1), ("李建国", "谷城县图书馆", "主任", "管理", "组长", "13900001111")
    before, after = (20.0, 40, 70, 100, 130, 155, 190), (20.0, 50, 85, 110, 132, 160, 190)
    first = Table((*set_at(0, GROUP, before), *set_at(1, member, before)), at)
    second = Table(tuple(set_at(0, ("王芳", *member[1:]), after)), at)
    flow = (Paragraph("评估组名单", at), first, Paragraph("", at), second)
    found = locate(Document("pdf", flow), form("annex3-evaluation-report", "national")).rows["group"]
    assert [row.cells["name"].raw for row in found] == ["李建国", "王芳"]
    assert all(cell.doubts for row in found[1:] for cell in row.cells.values())


def _uneven(text: str, column: int, top: float) -> Cell:
    made = cell(2, column, text, 2)
    below = tuple(
        replace(item, at=replace(item.at, box=BBox(item.at.box.x0, top, item.at.box.x1, top + 4.5)))
        for item in made.flow
        if item.at.box is not None
    )
    return replace(made, flow=below)


@pytest.mark.parametrize(
    ("step", "tops"),
    [
        pytest.param("总结评估", (21.0, 30.0, 21.0, 28.0), id="set in the middle of its row"),
        pytest.param("第三阶段", (21.0, 21.0, 21.0, 21.0), id="counted"),
    ],
)
def test_a_row_overleaf_without_its_period_is_one_of_its_own(step: str, tops: tuple[float, ...]) -> None:
    above = [cell(1, c, text, 1) for c, text in enumerate(("完善标准体系", STEP, "2016年5月", "图书馆、业务科"))]
    texts = ("开展各项标准的宣传培训", step, "", "业务一科")
    below = [_uneven(text, c, top) for c, (text, top) in enumerate(zip(texts, tops, strict=True))]
    head = [cell(0, c, text, 1) for c, text in enumerate(PLAN)]
    flow = (
        Paragraph("二、试点工作计划", Evidence("pdf", 1)),
        Table((*head, *above, *below), Evidence("pdf", 1)),
    )
    found = locate(Document("pdf", flow), form("annex1-application", "national")).rows["plan"]
    assert [row.cells["step"].raw for row in found] == [STEP, step]
