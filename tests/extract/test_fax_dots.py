"""A fax has more dots to the inch across the page than down it: its pixels stand for oblongs of the paper."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from extract.vision.rasters import Raster, rasters
from extract.vision.straight import straightened

WIDE, HIGH = 1686, 1146
"""A4 at 204 × 98 dots per inch."""


def fax(dpi: tuple[float, float], size: tuple[int, int] = (WIDE, HIGH), kind: str = "TIFF", tag: int = 1) -> Raster:
    pixels = np.full((size[1], size[0]), 255, np.uint8)
    pixels[size[1] // 2 :: 40, 100 : size[0] - 100] = 0
    image, out = Image.fromarray(pixels), io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = tag
    image.save(out, kind, dpi=dpi, **({"exif": exif} if tag != 1 else {}))
    (found,) = rasters(out.getvalue())
    assert isinstance(found, Raster)
    return found


def test_a_faxs_pixels_are_made_squares_and_its_page_is_as_large_as_its_paper() -> None:
    page = straightened(fax((204, 98)))
    assert (page.width_mm, page.height_mm) == pytest.approx((210, 297), abs=1)


def test_the_way_back_leads_to_the_faxs_own_pixels() -> None:
    page = straightened(fax((204, 98)))
    assert page.source_size == (WIDE, HIGH)
    corner = page.to_source @ np.array([page.pixels.shape[1], page.pixels.shape[0], 1.0])
    assert tuple(corner[:2] / corner[2]) == pytest.approx((WIDE, HIGH), abs=3)


def test_a_fax_that_lies_on_its_side_is_upright_before_its_dots_are_told_apart() -> None:
    raster = fax((98, 204), (HIGH, WIDE), "JPEG", tag=6)
    assert raster.stretched == pytest.approx((1.0, 204 / 98), rel=0.01)
    assert raster.pixels.shape[:2] == pytest.approx((2386, WIDE), abs=3)


@pytest.mark.parametrize("dpi", [(150, 150), (150, 149), (150, 1)])
def test_pixels_are_squares_where_the_dots_hardly_differ_or_no_paper_is_so_large(dpi: tuple[float, float]) -> None:
    raster = fax(dpi, (1240, 1754))
    assert raster.stretched == (1.0, 1.0)
    assert raster.dpi == pytest.approx(150, abs=1)
