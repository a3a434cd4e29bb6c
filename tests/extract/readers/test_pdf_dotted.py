"""Borders of a PDF that are painted dot by dot, as browsers paint dotted ones, are rulings; lone dots are none."""

from __future__ import annotations

import pytest

from extract.document import Table
from extract.readers.pdf.dotted import dotted_lines
from extract.readers.pdf.reader import read
from forms.evidence import BBox
from tests.extract.readers.pdfdraw import Drawing, pdf

XS, YS = (30.0, 60.0, 120.0), (30.0, 42.0, 54.0)


def _dotted(drawing: Drawing, dot: float) -> Drawing:
    for y in YS:
        for n in range(round((XS[-1] - XS[0]) / (2 * dot))):
            x = XS[0] + 2 * n * dot
            drawing.rect(x, y, x + dot, y + dot, "f", "0 g")
    for x in XS:
        for n in range(round((YS[-1] - YS[0]) / (2 * dot))):
            y = YS[0] + 2 * n * dot
            drawing.rect(x, y, x + dot, y + dot, "f", "0 g")
    return drawing


@pytest.mark.parametrize("dot", [0.26, 0.53, 0.8])
def test_a_table_whose_borders_are_dots_is_a_table(dot: float) -> None:
    drawing = Drawing().text(32, 36, "邮编").text(62, 36, "430000").text(32, 48, "传真").text(62, 48, "027")
    (table,) = read(pdf(_dotted(drawing, dot))).flow
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.by_row()] == [["邮编", "430000"], ["传真", "027"]]


def test_an_ellipsis_and_dots_far_apart_are_no_lines() -> None:
    ellipsis = [BBox(30 + n, 30, 30.5 + n, 30.5) for n in range(6)]
    bullets = [BBox(30, 30 + 5 * n, 30.5, 30.5 + 5 * n) for n in range(20)]
    assert dotted_lines([*ellipsis, *bullets]) == []
