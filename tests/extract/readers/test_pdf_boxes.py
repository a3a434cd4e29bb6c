"""Boxes to tick that a PDF draws as small squares, in a table's cell or outside, and squares that are cells."""

from __future__ import annotations

import pytest

from extract.document import Table
from extract.readers.pdf.reader import read
from tests.extract.readers.pdfdraw import Drawing, pdf


def crossed(drawing: Drawing, x: float, y: float, side: float = 4.0) -> Drawing:
    """A box with a cross in it, its upper left at (x, y)."""
    return (
        drawing.rect(x, y, x + side, y + side).line(x, y, x + side, y + side).line(x, y + side, x + side, y)
    )  # fmt: skip


def choice() -> Drawing:
    """Two boxes in a cell, close to its lines."""
    drawing = Drawing().grid([20, 60, 120], [40, 46, 60]).text(22, 43, "自查结论")
    crossed(drawing, 61, 40.3).text(66, 43, "合格")
    return drawing.rect(80, 40.3, 84, 44.3).text(85, 43, "不合格")


def test_boxes_drawn_beside_a_cells_lines_are_characters_of_its_text() -> None:
    (table,) = (item for item in read(pdf(choice())).flow if isinstance(item, Table))
    texts = ["".join(cell.text.split()) for cell in table.cells]
    assert texts == ["自查结论", "☑合格☐不合格", "", ""]


def test_a_character_in_a_drawn_box_ticks_it() -> None:
    drawing = Drawing().rect(30, 40, 34, 44).text(30.2, 42, "√", 10).text(35, 42, "有").rect(50, 40, 54, 44)
    assert "".join(read(pdf(drawing.text(55, 42, "无"))).text.split()) == "☑有☐无"


def test_a_drawn_box_that_is_filled_is_ticked() -> None:
    drawing = Drawing().rect(30, 40, 34, 44).rect(30.8, 40.8, 33.2, 43.2, "f").text(35, 42, "有")
    assert "".join(read(pdf(drawing)).text.split()) == "☑有"


@pytest.mark.parametrize("written", ["4201", "    "])
def test_squares_joined_side_by_side_are_cells(written: str) -> None:
    drawing = Drawing()
    for number, figure in enumerate(written):
        drawing.rect(30 + 5 * number, 40, 35 + 5 * number, 45)
        if figure.strip():
            drawing.text(31.4 + 5 * number, 42.5, figure, 10)
    (table,) = (item for item in read(pdf(drawing.text(30, 60, "邮编"))).flow if isinstance(item, Table))
    assert [cell.text for cell in table.cells] == [figure.strip() for figure in written]


def test_a_square_between_the_lines_of_a_table_is_a_cell() -> None:
    drawing = Drawing().line(20, 40, 100, 40).line(20, 45, 100, 45).line(20, 40, 20, 45).line(100, 40, 100, 45)
    drawing.rect(40, 40, 45, 45).text(60, 42.5, "甲").text(22, 42.5, "乙")
    (table,) = (item for item in read(pdf(drawing)).flow if isinstance(item, Table))
    assert [cell.text for cell in table.cells] == ["乙", "", "甲"]
