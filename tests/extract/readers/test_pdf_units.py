"""A page that counts in larger units is read in its true millimetres."""

from __future__ import annotations

import tracemalloc
import zlib

import pytest

from extract.document import Table
from extract.readers.pdf.catalogue import has_layers, user_unit
from extract.readers.pdf.reader import read
from tests.extract.readers.pdfdraw import Drawing, pdf


def test_a_page_in_larger_units_is_read_as_the_paper_that_it_is() -> None:
    drawing = Drawing(width=52.5, height=74.25, unit=4.0).grid([5, 15, 43], [10, 12, 14])
    drawing.text(5.5, 11, "单位名称", 2.6).text(15.5, 11, "武汉市江汉区政务服务中心", 2.6).text(5.5, 13, "邮编", 2.6)
    document = read(pdf(drawing))
    (page,), (table,) = document.pages, [item for item in document.flow if isinstance(item, Table)]
    assert (round(page.width_mm), round(page.height_mm)) == (210, 297)
    assert [cell.text for cell in table.by_row()[0]] == ["单位名称", "武汉市江汉区政务服务中心"]
    assert table.at.box is not None
    assert (table.at.box.x0, table.at.box.y0) == pytest.approx((20, 40), abs=0.3)


def packed(body: bytes) -> bytes:
    return b"<</Type/ObjStm/Filter/FlateDecode>>stream\n" + zlib.compress(body) + b"\nendstream"


def test_the_unit_is_found_in_packed_pages_and_is_one_where_pages_differ() -> None:
    assert user_unit(packed(b"4 0 <</Type/Page/UserUnit 2.5>>"), 1) == 2.5
    assert user_unit(b"<</Type/Page/UserUnit 2>> <</Type/Page/UserUnit 3>>", 2) == 1.0
    assert user_unit(b"<</Type/Page/UserUnit 2>> <</Type/Page>>", 2) == 1.0
    assert user_unit(b"<</Type/Page>>", 1) == 1.0


@pytest.mark.parametrize("unit", ["0", "0.0000001", "9" * 400])
def test_a_unit_that_makes_no_paper_is_none(unit: str) -> None:
    assert user_unit(f"<</Type/Page/UserUnit {unit}>>".encode(), 1) == 1.0


def test_a_file_of_packed_objects_without_end_is_not_unpacked_without_end() -> None:
    bomb = packed(bytes(5_000_000)) * 40
    tracemalloc.start()
    assert has_layers(bomb)
    assert user_unit(bomb, 1) == 1.0
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 16_000_000
