"""A heading that upright rulings cut on a scan ends the rows above it and is none of them."""

from __future__ import annotations

from extract.document import Cell, Document, Paragraph, Table
from extract.locate.located import Located
from extract.locate.walk import locate
from forms.evidence import BBox, Evidence
from forms.registry import form

FORM = form("annex1-application", "national")
HEADER = ("步骤", "时间", "阶段性工作内容", "负责及参与的单位/部门")
PLAN = ("启动阶段", "2017年8月", "编制标准体系。", "市民政局")
OPINION = ("承担单位", "同意申报。")
HEADING = ("三、试点承担单位、", "", "加单位、保证单位、业务指导单位", "及管理单立意见")


def located(*rows: tuple[str, ...], reader: str = "scan") -> Located:
    place = Evidence(reader, 1, BBox(24, 40, 188, 80))
    cells = [
        Cell(n, column, (Paragraph(text, place),), place, column_span=5 - len(row) if column == len(row) - 1 else 1)
        for n, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    return locate(Document(reader, (Table(tuple(cells), place),)), FORM)


def steps(found: Located) -> list[str]:
    return [row.cells["step"].raw for row in found.rows["plan"]]


def test_a_heading_in_several_cells_is_no_row_and_opinions_follow_it() -> None:
    found = located(HEADER, PLAN, HEADING, OPINION)
    assert steps(found) == ["启动阶段"]
    assert [block.block.id for block in found.blocks] == ["lead_unit"]


def test_a_numbered_row_that_is_no_heading_is_a_row() -> None:
    row = ("三、征求意见", "2017年9月", "征求各单位意见。", "试点承担单位、保证单位及管理单位")
    assert steps(located(HEADER, PLAN, row)) == ["启动阶段", "三、征求意见"]


def test_cells_of_a_file_are_what_they_are() -> None:
    assert len(steps(located(HEADER, PLAN, HEADING, OPINION, reader="pdf"))) == 2
