"""Page images: upright, with stamps and fields drawn, within the limits."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from extract.errors import DocumentError
from extract.limits import Limits
from extract.pages.images import page_png
from tests.extract.readers.pdfdraw import Drawing, pdf


def image(data: bytes, number: int = 1, dpi: int = 110) -> Image.Image:
    return Image.open(io.BytesIO(page_png(data, number, dpi))).convert("RGB")


def test_a_page_has_its_size_at_the_resolution_asked_for() -> None:
    assert image(pdf(Drawing())).size == (909, 1286)
    assert image(pdf(Drawing()), dpi=55).size == (455, 643)


def test_a_blank_page_is_white() -> None:
    assert image(pdf(Drawing())).getextrema() == ((255, 255), (255, 255), (255, 255))


def test_colours_and_places_are_those_of_the_page() -> None:
    shown = image(pdf(Drawing(), Drawing().rect(20, 30, 60, 70, "f", "0.8 0.2 0 rg")), number=2)
    scale = 110 / 25.4
    assert shown.getpixel((round(40 * scale), round(50 * scale))) == (204, 51, 0)
    assert shown.getpixel((round(80 * scale), round(50 * scale))) == (255, 255, 255)


def test_stamps_and_field_values_are_drawn() -> None:
    drawing = Drawing().annotation("Stamp", (20, 30, 60, 70), appearance="1 0 0 rg 0 0 200 200 re f")
    drawing.annotation("Widget", (100, 30, 140, 70), "/FT/Sig/T(seal)", "0 0 1 rg 0 0 200 200 re f")
    shown, scale = image(pdf(drawing, fields=True)), 110 / 25.4
    assert shown.getpixel((round(40 * scale), round(50 * scale))) == (255, 0, 0)
    assert shown.getpixel((round(120 * scale), round(50 * scale))) == (0, 0, 255)


@pytest.mark.parametrize("rotate", [0, 90])
def test_a_page_is_shown_upright_as_the_reader_counts_its_places(rotate: int) -> None:
    drawing = Drawing(297, 210, rotate=rotate).turned_text((0, 1, -1, 0), 46, 188, "单位名称")
    drawing.rect(40, 180, 50, 190, "f", "1 0 0 rg")
    shown, scale = image(pdf(drawing)), 110 / 25.4
    assert shown.size == (909, 1286)
    assert shown.getpixel((round(25 * scale), round(45 * scale))) == (255, 0, 0)


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_page_that_is_not_there_is_an_index_error(number: int) -> None:
    with pytest.raises(IndexError, match="共 2 页"):
        page_png(pdf(Drawing(), Drawing()), number)


def test_a_page_of_more_pixels_than_the_limit_is_refused() -> None:
    with pytest.raises(DocumentError) as caught:
        page_png(pdf(Drawing(5000, 5000)), 1, dpi=300, limits=Limits(page_pixels=10_000_000))
    assert caught.value.code == "picture-too-large"


def test_bytes_that_are_no_pdf_are_refused() -> None:
    with pytest.raises(DocumentError) as caught:
        page_png(b"\x89PNG", 1)
    assert caught.value.code == "unsupported-format"
