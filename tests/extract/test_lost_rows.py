"""Rows of scanned tables whose rulings lean, are missing or were not seen: read where their place tells them, else marked."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.document import Cell, Document, Flow, Paragraph, Table
from extract.fill.lost_rows import lost_table
from extract.fill.record import Filler
from extract.locate.located import Header, Located
from extract.locate.walk import locate
from forms.evidence import BBox, Evidence
from forms.record import Answer, Extra
from forms.registry import form

HEADS = ("步骤", "时间", "阶段性工作内容", "负责及参与的单位/部门")
FIRST = ("启动阶段", "2016年5月-2016年8月", "成立领导小组。", "宜昌市图书馆")
SECOND = ("组织实施", "2016年9月-2018年5月", "组织实施各项标准。", "宜昌市图书馆")
EDGES = (30.0, 68.0, 106.0, 144.0, 182.0)
SLOTS = ("step", "period", "work", "responsible_units")
TITLE = "二、创建工作计划"


def line(texts: Sequence[str], row: int, *, page: int = 1, edges: Sequence[float] = EDGES, columns: Sequence[int] = (),
         reader: str = "scan") -> tuple[Cell, ...]:  # fmt: skip
    """A row of cells between ``edges``; ``columns`` are the grid columns at which each begins, and the last ends."""
    places = columns or range(len(texts) + 1)
    cells = []
    for n, text in enumerate(texts):
        at = Evidence(reader, page, BBox(edges[n], 40 + 10 * row, edges[n + 1], 50 + 10 * row))
        cells.append(Cell(row, places[n], (Paragraph(text, at),), at, column_span=places[n + 1] - places[n]))
    return tuple(cells)


def table(*lines: tuple[Cell, ...]) -> Table:
    return Table(tuple(cell for cells in lines for cell in cells), lines[0][0].at)


def plan(*flow: Flow, reader: str = "scan") -> list[dict[str, Answer]] | None:
    """The rows read of an application's plan, ``None`` where the record has no such table."""
    spec = form("annex1-application", "national")
    at = Evidence(reader, 1, BBox(30, 20, 180, 25))
    cover = Paragraph("试点名称：宜昌市西陵区政务服务综合标准化试点", at)
    document = Document(reader, (cover, *flow))
    record = Filler(spec, locate(document, spec), "").record("")
    return [dict(row) for row in record.rows["plan"]] if "plan" in record.rows else None


def heading(reader: str = "scan") -> Paragraph:
    return Paragraph(TITLE, Evidence(reader, 1, BBox(30, 30, 100, 35)))


def told(rows: list[dict[str, Answer]] | None) -> list[list[tuple[str, bool] | None]]:
    """What each row has in each column: its text, and whether it is marked."""
    found = [[row.get(slot) for slot in SLOTS] for row in rows or ()]
    return [[(one.raw, one.needs_review) if one else None for one in row] for row in found]


def sure(*rows: Sequence[str]) -> list[list[tuple[str, bool] | None]]:
    return [[(text, False) for text in row] for row in rows]


OPEN = ("", True)


def test_a_table_of_two_pages_whose_edges_lie_apart_has_its_columns_by_their_place() -> None:
    head = line(HEADS, 0, edges=(30, 69.3, 107.3, 145.3, 182), columns=(0, 2, 4, 6, 7))
    first = line(FIRST, 1, page=2, edges=(32, 70, 108, 146, 184), columns=(0, 1, 3, 5, 7))
    second = line(SECOND, 2, page=2, edges=(32, 70, 108, 146, 184), columns=(0, 1, 3, 5, 7))
    assert told(plan(heading(), table(head, first, second))) == sure(FIRST, SECOND)


def test_a_table_that_goes_on_with_leaning_rulings_is_read_under_its_header() -> None:
    blocks = line(("三、试点承担单位意见",), 2, page=2, edges=(31.3, 184))
    below = line(FIRST, 1, page=2, edges=(31.3, 71, 109, 147, 184)), blocks
    assert told(plan(heading(), table(line(HEADS, 0)), table(*below))) == sure(FIRST)


def test_a_row_whose_header_stands_elsewhere_is_read_in_doubt() -> None:
    far = (30.0, 50.0, 120.0, 150.0, 182.0)
    blocks = line(("管理单位意见", "同意报送。"), 2, page=2, edges=(30, 60, 182))
    below = table(line(FIRST, 1, page=2, edges=far), blocks)
    assert told(plan(heading(), table(line(HEADS, 0)), below)) == [[(text, True) for text in FIRST]]


def test_a_row_that_lacks_a_column_which_others_have_is_open_there_on_paper_only() -> None:
    short = line((FIRST[0], FIRST[1], FIRST[3]), 1, edges=(30, 68, 106, 182), columns=(0, 1, 3, 4))
    rows = told(plan(heading(), table(line(HEADS, 0), short, line(SECOND, 2))))
    assert rows[0][2] == OPEN
    assert rows[1] == sure(SECOND)[0]
    short, head, second = (
        line(texts, n, reader="pdf", columns=columns)
        for n, (texts, columns) in enumerate(
            (((FIRST[0], FIRST[1], FIRST[3]), (0, 1, 3, 4)), (HEADS, ()), (SECOND, ())), start=1
        )
    )
    other = told(plan(heading("pdf"), table(head, short, second), reader="pdf"))
    assert all(cell is None or not cell[1] for row in other for cell in row)


def test_columns_whose_names_stand_in_one_cell_are_open_in_every_row() -> None:
    edges, columns = (30, 68, 182), (0, 1, 2)
    head = line((HEADS[0], "时间            阶段性工作内容"), 0, edges=edges, columns=columns)
    row = line((FIRST[0], "2016年5月-   成立领导\n2016年8月   小组。"), 1, edges=edges, columns=columns)
    assert told(plan(heading(), table(head, row))) == [[(FIRST[0], False), OPEN, OPEN, OPEN]]


@pytest.mark.parametrize(("reader", "rows"), [("scan", [[OPEN] * 4]), ("pdf", [])])
def test_a_table_of_which_nothing_was_found_is_open_on_paper_only(
    reader: str, rows: list[list[tuple[str, bool] | None]]
) -> None:
    assert told(plan(heading(reader), reader=reader)) == rows


def test_a_header_without_rows_is_an_empty_table_unless_something_stands_below_it() -> None:
    head = table(line(HEADS, 0))
    assert told(plan(heading(), head)) == []
    below = Paragraph("成立领导小组，编制实施方案", Evidence("scan", 1, BBox(110, 55, 150, 60)))
    assert told(plan(heading(), head, below)) == [[OPEN, OPEN, (below.text, True), OPEN]]


@pytest.mark.parametrize(
    ("place", "reader", "found"),
    [
        (BBox(110, 55, 150, 60), "scan", 1),
        (BBox(110, 155, 150, 160), "scan", 0),
        (BBox(5, 55, 25, 60), "scan", 0),
        (BBox(110, 55, 150, 60), "pdf", 0),
    ],
    ids=["right below", "far below", "beside", "no scan"],
)
def test_what_nothing_claims_right_below_a_header_without_rows_opens_its_table(
    place: BBox, reader: str, found: int
) -> None:
    (rows,) = form("annex1-application", "national").rows()
    head = Header(rows, dict(enumerate(rows.columns)), cells=line(HEADS, 0, reader=reader))
    extra = Extra("", "宜昌市图书馆", Evidence(reader, 1, place))
    assert len(lost_table(rows, Located(headers={rows.id: head}, extras=[extra]))) == found


def test_the_counted_rows_of_a_text_without_rulings_of_which_no_column_was_told_are_open() -> None:
    spec = form("annex6-recheck-report", "national")
    texts = ("一、复查专家组成员", "序号  姓名      工作单位      职务/职称    联系电话     签名",
             "1     孔军      市场监督      高级工程师   18811461879", "管理局",
             "2     廖芳建    民政局        研究员       19318338504")  # fmt: skip
    flow = [Paragraph(text, Evidence("pdf", 1, BBox(12, 20 + 9 * n, 160, 25 + 9 * n))) for n, text in enumerate(texts)]
    for lines, count in ((flow, 2), (flow[:1], 0), (flow[:2], 0), ([*flow[:2], flow[3]], 1)):
        cover = Paragraph("试点名称：宜昌市政务服务综合标准化试点", Evidence("pdf", 1, BBox(12, 5, 160, 10)))
        record = Filler(spec, locate(Document("pdf", (cover, *lines)), spec), "").record("")
        rows = record.rows.get("group", ())
        assert [row["name"].needs_review for row in rows] == [True] * count
