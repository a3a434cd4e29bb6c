"""A row's cell under two columns of its header holds what stands in both."""

from __future__ import annotations

from extract.document import Cell, Document, Paragraph, Table
from extract.locate.located import DOUBTFUL_LABEL, Candidate, RowCandidate
from extract.locate.walk import locate
from forms.evidence import BBox, Evidence
from forms.registry import form

FORM = form("annex1-application", "national")
XS = (24, 40, 81, 146, 188)


def at(x0: float, y0: float, x1: float, y1: float) -> Evidence:
    return Evidence("scan", 1, BBox(x0, y0, x1, y1))


def cell(row: int, column: int, *lines: tuple[str, float, float], span: int = 1) -> Cell:
    top = 40.0 + 20 * row
    flow = tuple(Paragraph(text, at(x0, top + 6 * n, x1, top + 6 * n + 4)) for n, (text, x0, x1) in enumerate(lines))
    return Cell(row, column, flow, at(XS[column], top, XS[column + span], top + 20), column_span=span)


HEADER = [
    cell(0, n, (text, XS[n] + 2, XS[n + 1] - 2))
    for n, text in enumerate(("步骤", "时间", "阶段性工作内容", "负责及参与的单位/部门"))
]
REST = cell(1, 2, ("编制标准体系。", 83, 140)), cell(1, 3, ("市民政局", 148, 180))


def only_row(*first: Cell) -> RowCandidate:
    table = Table((*HEADER, *first, *REST), at(24, 40, 188, 80))
    (row,) = locate(Document("scan", (table,)), FORM).rows["plan"]
    return row


def test_words_of_two_columns_whose_ruling_is_lost_go_to_their_own_in_doubt() -> None:
    row = only_row(cell(1, 0, ("组织实施  2017年8月-2017", 26, 79), ("阶段         年11月", 30, 69), span=2))
    assert (row.cells["step"].raw, row.cells["period"].raw) == ("组织实施\n阶段", "2017年8月-2017\n年11月")
    assert all(DOUBTFUL_LABEL in row.cells[slot].doubts for slot in ("step", "period"))


def test_a_line_wholly_under_one_column_is_that_columns() -> None:
    row = only_row(cell(1, 0, ("组织  2017年8月-", 26, 79), ("2017年11月", 48, 69), span=2))
    assert row.cells["period"].raw == "2017年8月-\n2017年11月"


def test_words_that_cannot_be_told_apart_are_in_doubt_together() -> None:
    row = only_row(cell(1, 0, ("组织实施2017年8月-2017年11月", 26, 79), span=2))
    assert DOUBTFUL_LABEL in row.cells["step"].doubts


def test_a_cell_under_one_column_is_none_of_these() -> None:
    row = only_row(cell(1, 0, ("组织  实施", 26, 38)), cell(1, 1, ("2017年8月", 42, 79)))
    assert row.cells["step"].doubts == ()


def test_a_header_whose_ruling_is_lost_heads_both_columns() -> None:
    head = [HEADER[0], cell(0, 1, ("时间            阶段性工作内容", 59, 128), span=2), HEADER[3]]
    row = cell(1, 0, ("组织实施", 26, 38)), cell(1, 1, ("2017年8月", 42, 79)), *REST
    table = Table((*head, *row), at(24, 40, 188, 80))
    (found,) = locate(Document("scan", (table,)), FORM).rows["plan"]
    assert (found.cells["period"].raw, found.cells["work"].raw) == ("2017年8月", "编制标准体系。")


REPORT = form("annex3-evaluation-report", "national")


def beside_two_labels(*lines: tuple[str, float, float]) -> dict[str, Candidate]:
    first, second = (
        Cell(n, 0, (Paragraph(text, at(26, top + 8, 56, top + 12)),), at(24, top, 58, top + 20))
        for n, (text, top) in enumerate((("听取试点单位工作汇报", 40), ("查阅文件、记录、标准文本", 60)))
    )
    answers = tuple(Paragraph(text, at(60, y0, 90, y1)) for text, y0, y1 in lines)
    table = Table((first, Cell(0, 1, answers, at(58, 40, 188, 80), row_span=2), second), at(24, 40, 188, 80))
    found = locate(Document("scan", (table,)), REPORT).fields
    return {str(one.target.field.id): one for one in found}


def test_a_cell_beside_two_labels_answers_each_at_its_height_in_doubt() -> None:
    found = beside_two_labels(("有，记录齐全", 48, 52), ("是", 68, 72))
    assert (found["procedure_briefing"].raw, found["procedure_documents"].raw) == ("有，记录齐全", "是")
    assert all(DOUBTFUL_LABEL in one.doubts for one in found.values())


def test_where_words_run_over_both_labels_both_answers_are_in_doubt() -> None:
    found = beside_two_labels(("有，记录齐全", 58, 62))
    assert all(DOUBTFUL_LABEL in one.doubts for one in found.values())
