"""Whoever asks for a reading may be told of every page as it is begun."""

from __future__ import annotations

import io
from datetime import date

from PIL import Image

from extract.progress import page_begun, told_to
from extract.reading import read
from extract.vision.rasters import rasters
from forms.programme import programme
from tests.extract.readers.pdfdraw import Drawing, pdf


def test_every_page_of_a_pdf_is_told_as_it_is_begun() -> None:
    told: list[tuple[int, int]] = []
    data = pdf(Drawing(), Drawing())
    read(
        data,
        "a.pdf",
        programme=programme("national"),
        on=date(2016, 5, 20),
        progress=lambda n, of: told.append((n, of)),
    )
    assert told == [(1, 2), (2, 2)]


def test_every_page_of_a_tiff_is_told_and_one_picture_is_one_page() -> None:
    told: list[tuple[int, int]] = []
    page, tiff, png = Image.new("L", (60, 80), 255), io.BytesIO(), io.BytesIO()
    page.save(tiff, "TIFF", save_all=True, append_images=[page, page])
    page.save(png, "PNG")
    with told_to(lambda n, of: told.append((n, of))):
        assert len([*rasters(tiff.getvalue()), *rasters(png.getvalue())]) == 4
    assert told == [(1, 3), (2, 3), (3, 3), (1, 1)]


def test_nobody_is_told_who_did_not_ask() -> None:
    told: list[tuple[int, int]] = []
    with told_to(lambda n, of: told.append((n, of))):
        pass
    page_begun(1, 1)
    assert told == []
