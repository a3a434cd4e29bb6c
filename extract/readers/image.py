"""The reader of image files: each picture of the file is a page."""

from __future__ import annotations

from collections.abc import Iterator

from extract.document import Document
from extract.layout.page import PageContent
from extract.limits import DEFAULT_LIMITS, Limits
from extract.page_problem import PageProblem
from extract.readers.page_flow import assembled
from extract.readers.scan.reader import read_page
from forms.evidence import SCAN

A4_MM = (210.0, 297.0)
"""Taken for the size of a page that cannot be decoded."""


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document that the pictures show. Raises DocumentError: see ``rasters``; tool-missing without the engine."""
    return assembled(list(_pages(data, limits)), SCAN)


def _pages(data: bytes, limits: Limits) -> Iterator[PageContent]:
    from extract.ocr.rapid import engine
    from extract.vision.rasters import rasters

    reading = engine()
    for raster in rasters(data, limits):
        if isinstance(raster, PageProblem):
            number = raster.page or 1
            yield PageContent(number, *A4_MM, problems=[raster], reader=SCAN)
        else:
            yield read_page(raster, reading)
