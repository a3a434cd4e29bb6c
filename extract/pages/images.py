"""Pictures of pages, for people to look at beside the values that were read: upright, as the boxes of the values are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.errors import DocumentError
from extract.files.image_header import image_kind
from extract.limits import DEFAULT_LIMITS, Limits
from extract.page_problem import PageProblem

if TYPE_CHECKING:
    from extract.readers.pdf.objects import PageObjects
    from extract.readers.pdf.space import Space
    from extract.vision.rasters import Raster


def page_png(data: bytes, number: int, dpi: int = 110, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Page ``number`` (1-based) of a PDF or an image file as PNG, stamps and form fields drawn.

    A page that is a picture is turned upright and levelled as its reader does it. Raises IndexError where the document
    has no such page; DocumentError as opening does, picture-too-large where the page would have more pixels than the
    limit, damaged-document where this page cannot be loaded.
    """
    if image_kind(data) is not None:
        return _upright_png(_raster(data, number, limits), dpi)
    drawn = _pdf_page(data, number, dpi, limits)
    return drawn if isinstance(drawn, bytes) else _upright_png(drawn, dpi)


def _raster(data: bytes, number: int, limits: Limits) -> Raster:
    from extract.vision.rasters import raster_at

    raster = raster_at(data, number, limits)
    if isinstance(raster, PageProblem):
        raise DocumentError("damaged-document", f"第{number}页已损坏，无法显示。")
    return raster


def _upright_png(raster: Raster, dpi: int) -> bytes:
    import cv2

    from extract.ocr.rapid import engine
    from extract.readers.scan.turns import upright
    from extract.vision.straight import straightened

    page = upright(straightened(raster), engine()).page
    size = (max(1, round(page.width_mm / 25.4 * dpi)), max(1, round(page.height_mm / 25.4 * dpi)))
    shown = cv2.resize(page.pixels, size, interpolation=cv2.INTER_AREA if dpi < page.dpi else cv2.INTER_CUBIC)
    return cv2.imencode(".png", shown, [cv2.IMWRITE_PNG_COMPRESSION, 3])[1].tobytes()


def _pdf_page(data: bytes, number: int, dpi: int, limits: Limits) -> bytes | Raster:
    """The page as PNG, or its pixels where it is a picture that is to be turned upright first."""
    from extract.readers.pdf.objects import swept
    from extract.readers.pdf.open import loaded_page, opened
    from extract.readers.pdf.render import png_of_page
    from extract.readers.pdf.scanned import raster_of_page

    with opened(data, limits, forms=True) as pdf:
        if not 1 <= number <= pdf.pages:
            raise IndexError(f"PDF 共 {pdf.pages} 页，没有第 {number} 页")
        with loaded_page(pdf, number - 1) as page:
            if page is None:
                raise DocumentError("damaged-document", f"第{number}页已损坏，无法显示。")
            space, objects = swept(page, pdf.unit)
            pixels = (space.width * dpi / 25.4) * (space.height * dpi / 25.4)
            if pixels > limits.page_pixels:
                raise DocumentError(
                    "picture-too-large", f"第{number}页按 {dpi} dpi 有 {pixels / 1e6:.0f} 百万像素，超过上限。"
                )
            if _is_picture(page, space, objects, number):
                return raster_of_page(pdf, page, space, objects, number)
            return png_of_page(pdf, page, space, dpi)


def _is_picture(page: Any, space: Space, objects: PageObjects, number: int) -> bool:
    """Whether the page's reader read it from its picture."""
    from extract.layout.page import PageContent
    from extract.readers.pdf.chars import read_chars
    from extract.readers.pdf.scanned import is_picture
    from extract.readers.pdf.trust import trusted_chars

    if not objects.images:
        return False
    content = PageContent(number, space.width, space.height)
    trusted_chars(content, objects, read_chars(page, space, objects))
    return is_picture(content)
