"""A table that goes on overleaf is known by its columns, though the next page lay otherwise under the lamp."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extract.document import Cell
from extract.locate.located import Header
from forms.evidence import BBox, Evidence
from forms.registry import forms

EDGES = (30.0, 60.0, 95.0, 180.0)


def row(moved: float, reader: str = "scan", edges: tuple[float, ...] = EDGES) -> list[Cell]:
    pairs = pairwise(edges)
    boxes = [BBox(left + moved, 20, right + moved, 30) for left, right in pairs]
    return [Cell(0, column, (), Evidence(reader, 1, box)) for column, box in enumerate(boxes)]


def header(reader: str = "scan") -> Header:
    rows = next(rows for form in forms() for rows in form.rows())
    columns = {number: rows.columns[number] for number in range(3)}
    return Header(rows, columns, width=3, cells=tuple(row(0, reader)))


@pytest.mark.parametrize("moved", [0.0, 1.0, 2.5, -6.0])
def test_a_row_moved_as_a_whole_stands_under_the_header(moved: float) -> None:
    assert header().over(row(moved), 3) is not None


def test_a_row_of_other_columns_or_moved_too_far_does_not() -> None:
    assert header().over(row(9.0), 3) is None
    assert header().over(row(0, edges=(30.0, 65.0, 95.0, 180.0)), 3) is None
    assert header().over(row(2.5, edges=(30.0, 60.0, 120.0, 180.0)), 3) is None


def test_printed_pages_do_not_move() -> None:
    assert header("pdf").over(row(2.5, "pdf"), 3) is None
