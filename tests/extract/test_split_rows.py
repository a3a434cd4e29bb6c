"""A stroke across one cell of a scanned row makes no second row of it."""

from __future__ import annotations

from extract.document import Cell, Document, Paragraph, Table
from extract.locate.walk import locate
from forms.evidence import BBox, Evidence
from forms.registry import form

HEADS = ("序号", "姓名", "工作单位", "职务/职称", "从事专业", "专家组职务", "联系电话")
FIRST = ("1", "郭志远", "台州市行政服务", "研究员", "行业", "组长", "19586840846")
SECOND = ("2", "杨海涛", "标准化研究院", "科长", "标准化", "成员", "19927230205")


def table(reader: str, *, extra: dict[int, str]) -> Table:
    """A group of two, of whom the first has a second line of cells in the columns of ``extra``."""
    cells: list[Cell] = []
    for row, texts in ((0, HEADS), (1, FIRST), (3, SECOND)):
        for column, text in enumerate(texts):
            tall = row == 1 and column not in extra
            cells.append(cell(reader, row, column, text, 2 if tall else 1))
    cells += [cell(reader, 2, column, text, 1) for column, text in extra.items()]
    return Table(tuple(sorted(cells, key=lambda one: (one.row, one.column))), Evidence(reader, 1))


def cell(reader: str, row: int, column: int, text: str, span: int) -> Cell:
    at = Evidence(reader, 1, BBox(20 + 20 * column, 20 + 6 * row, 40 + 20 * column, 20 + 6 * (row + span)))
    return Cell(row, column, (Paragraph(text, at),), at, row_span=span)


def units(reader: str, extra: dict[int, str]) -> list[tuple[str, tuple[str, ...]]]:
    flow = (Paragraph("评估组名单", Evidence(reader, 1)), table(reader, extra=extra))
    found = locate(Document(reader, flow), form("annex3-evaluation-report", "national")).rows["group"]
    return [(row.cells["unit"].raw, row.cells["unit"].doubts) for row in found]


def test_what_a_stroke_cuts_off_goes_on_in_its_cell_and_is_in_doubt() -> None:
    assert units("scan", {2: "中心"}) == [("台州市行政服务\n中心", ("label-ambiguous",)), ("标准化研究院", ())]


def test_two_persons_of_one_unit_stay_two() -> None:
    assert len(units("scan", {0: "1b", 1: "刘丽华", 6: "18114360410"})) == 3


def test_a_form_that_was_not_scanned_has_the_rows_that_it_says() -> None:
    assert len(units("docx", {2: "中心"})) == 3
