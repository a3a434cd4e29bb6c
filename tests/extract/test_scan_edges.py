"""Sheets lie in the scanner each a little otherwise; a table that goes on over them is one all the same."""

from __future__ import annotations

import pytest

from extract.layout.page import DraftTable, PageContent
from extract.readers.scan.edges import align_columns
from forms.evidence import BBox


def page(number: int, *edges: float, reader: str = "scan") -> PageContent:
    table = DraftTable(number, BBox(edges[0], 40, edges[-1], 200), list(edges), 1, [])
    return PageContent(number, 210, 297, tables=[table], reader=reader)


def laid(first: PageContent, second: PageContent) -> list[float]:
    align_columns([(first, second)])
    return second.tables[0].xs


def test_a_table_on_a_shifted_sheet_gets_the_edges_of_its_beginning() -> None:
    assert laid(page(1, 27.3, 58.4, 90.3, 183.3), page(2, 30.4, 62.1, 93.1, 186.3)) == [27.3, 58.4, 90.3, 183.3]


def test_a_table_with_other_columns_is_only_moved() -> None:
    assert laid(page(1, 27.0, 58.0, 183.0), page(2, 30.0, 120.0, 186.0)) == pytest.approx([27.0, 117.0, 183.0])


def test_a_table_of_another_width_or_place_stays() -> None:
    assert laid(page(1, 27.0, 58.0, 183.0), page(2, 30.0, 60.0, 160.0)) == [30.0, 60.0, 160.0]
    assert laid(page(1, 27.0, 58.0, 183.0), page(2, 47.0, 78.0, 203.0)) == [47.0, 78.0, 203.0]


def test_a_page_with_a_text_layer_is_exact_and_stays() -> None:
    assert laid(page(1, 27.0, 58.0, 183.0), page(2, 28.0, 59.0, 184.0, reader="pdf")) == [28.0, 59.0, 184.0]
