"""Pages and parts of them as people look at them: upright, level, and at the very place that was read."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from extract.document import Page, PagePicture
from extract.errors import DocumentError
from extract.limits import Limits
from extract.pages.sheets import page_of, sheet_json
from extract.pages.views import page_sizes, page_view
from forms.evidence import BBox
from tests.extract.readers.pdfdraw import Drawing, pdf

RED, WHITE = (255, 0, 0), (255, 255, 255)
ON_ITS_SIDE = Page(1, 50.0, 100.0, PagePicture((0.0, 4.0, 0.0, -4.0, 0.0, 200.0, 0.0, 0.0, 1.0), (400, 200), 101.6))
"""A page of 50 by 100 mm, four pixels a millimetre, that came in turned a quarter to the left."""


def sideways(kind: str = "PNG", size: tuple[int, int] = (400, 200)) -> bytes:
    """That picture: red from 10 to 20 mm across and from 60 to 80 mm down the upright page."""
    scale = size[0] / 400
    picture = Image.new("RGB", size, WHITE)
    box = [round(v * scale) for v in (240, 120, 320, 160)]
    picture.paste(RED, (box[0], box[1], box[2], box[3]))
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def shown(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def near(found: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(found, tuple)
    return all(abs(a - b) < 30 for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "WEBP"])
def test_a_picture_that_came_in_turned_is_shown_upright(kind: str) -> None:
    page = shown(page_view(sideways(kind), 1, dpi=50.8, sheet=ON_ITS_SIDE))
    assert page.size == (100, 200)
    assert near(page.getpixel((30, 140)), RED)
    assert near(page.getpixel((30, 100)), WHITE)
    assert near(page.getpixel((60, 140)), WHITE)


def test_a_part_of_a_picture_is_what_stands_there() -> None:
    part = shown(page_view(sideways(), 1, dpi=50.8, sheet=ON_ITS_SIDE, box=BBox(9, 59, 21, 81)))
    assert part.size == (24, 44)
    assert near(part.getpixel((12, 22)), RED)
    assert near(part.getpixel((0, 0)), WHITE)


def test_a_picture_made_smaller_while_it_was_decoded_keeps_its_places() -> None:
    """The pixels of a huge picture are fewer than those it was measured in."""
    page = shown(page_view(sideways(size=(200, 100)), 1, dpi=50.8, sheet=ON_ITS_SIDE))
    assert near(page.getpixel((30, 140)), RED)


def test_a_scanned_page_of_a_pdf_is_drawn_through_its_own_transform() -> None:
    data = pdf(Drawing(100, 50).rect(60, 30, 80, 40, "f", "1 0 0 rg"))
    page = shown(page_view(data, 1, dpi=50.8, sheet=ON_ITS_SIDE))
    assert page.size == (100, 200)
    assert near(page.getpixel((30, 140)), RED)
    assert near(page.getpixel((30, 100)), WHITE)


def test_a_part_of_a_page_with_text_is_drawn_as_it_is() -> None:
    data = pdf(Drawing(), Drawing().rect(20, 30, 60, 70, "f", "1 0 0 rg"))
    part = shown(page_view(data, 2, dpi=50.8, box=BBox(10, 20, 40, 50)))
    assert part.size == (60, 60)
    assert part.getpixel((40, 40)) == RED
    assert part.getpixel((10, 10)) == WHITE


def test_a_box_that_sticks_out_is_cut_off_at_the_edge() -> None:
    part = shown(page_view(pdf(Drawing()), 1, dpi=25.4, box=BBox(-5, 290, 400, 900)))
    assert part.size == (210, 7)


@pytest.mark.parametrize("data", [pdf(Drawing()), sideways("TIFF")])
def test_a_page_that_is_not_there_is_no_picture(data: bytes) -> None:
    page = Page(2, 50, 100, ON_ITS_SIDE.picture)
    with pytest.raises(IndexError):
        page_view(data, 2, sheet=page)


def test_no_picture_is_drawn_larger_than_the_limit() -> None:
    with pytest.raises(DocumentError) as refused:
        page_view(sideways(), 1, dpi=2540, sheet=ON_ITS_SIDE, limits=Limits(page_pixels=1_000_000))
    assert refused.value.code == "picture-too-large"


def test_sizes_of_pages_are_known_before_they_are_drawn() -> None:
    upright, lying = page_sizes(pdf(Drawing(), Drawing(297, 210)))
    assert upright == pytest.approx((210, 297), abs=0.1)
    assert lying == pytest.approx((297, 210), abs=0.1)


def test_a_page_comes_back_from_json_as_it_was() -> None:
    assert page_of(sheet_json(ON_ITS_SIDE)) == ON_ITS_SIDE
    assert page_of(sheet_json(Page(3, 210.0, 297.0))) == Page(3, 210.0, 297.0)
