"""A page, or a part of it, as people look at it: upright and level, just as its boxes are measured.

How a page that was read from a picture stands in it is known from its reading (:class:`extract.document.PagePicture`),
so nothing has to be found out again and a box lies on the very ink that was read.
"""

from __future__ import annotations

from itertools import islice
from math import hypot
from typing import TYPE_CHECKING

from extract.document import Page, PagePicture
from extract.errors import DocumentError
from extract.files.image_header import image_kind
from extract.limits import DEFAULT_LIMITS, Limits
from extract.page_problem import PageProblem
from extract.pages.images import page_png
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.vision.rasters import Matrix, Pixels

JPEG_QUALITY = 80
_MM = 25.4
_FINER = 1.2
"""A picture is drawn so much finer than it is shown: it is turned and bent on the way."""


def page_view(
    data: bytes,
    number: int,
    dpi: float = 110,
    sheet: Page | None = None,
    box: BBox | None = None,
    limits: Limits = DEFAULT_LIMITS,
    *,
    lossless: bool = False,
) -> bytes:
    """Page ``number`` (from 1), or what stands in ``box`` of it (millimetres of the upright page), as PNG or JPEG.

    ``sheet`` is the page as its reader told of it; without it a page is shown as :func:`page_png` does. JPEG where
    the page is a picture, unless it is to be ``lossless``. Raises IndexError where there is no such page, and DocumentError as :func:`page_png` does.
    """
    if sheet is not None and sheet.picture is not None:
        return _encoded(_of_picture(data, sheet, sheet.picture, dpi, box, limits), lossless)
    if box is None:
        return page_png(data, number, round(dpi), limits)
    return _of_pdf(data, number, dpi, box, limits)


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of every page of a PDF in millimetres; A4 for one that cannot be loaded.

    Raises DocumentError as opening does.
    """
    from extract.readers.pdf.objects import swept
    from extract.readers.pdf.open import loaded_page, opened

    sizes = []
    with opened(data, DEFAULT_LIMITS) as pdf:
        for index in range(pdf.pages):
            with loaded_page(pdf, index) as page:
                space = swept(page, pdf.unit)[0] if page is not None else None
                sizes.append((space.width, space.height) if space else (210.0, 297.0))
    return sizes


def _of_pdf(data: bytes, number: int, dpi: float, box: BBox, limits: Limits) -> bytes:
    from extract.readers.pdf.objects import swept
    from extract.readers.pdf.open import loaded_page, opened
    from extract.readers.pdf.render import png_of_region

    with opened(data, limits, forms=True) as pdf:
        if not 1 <= number <= pdf.pages:
            raise IndexError(f"PDF 共 {pdf.pages} 页，没有第 {number} 页")
        with loaded_page(pdf, number - 1) as page:
            if page is None:
                raise DocumentError("damaged-document", f"第{number}页已损坏，无法显示。")
            space = swept(page, pdf.unit)[0]
            part = _within(box, space.width, space.height)
            _check_size(part, dpi, number, limits)
            drawn = png_of_region(pdf, page, space, part, dpi)
            assert drawn is not None, "a part of a page is drawn even when it is blank"
            return drawn


def _of_picture(data: bytes, sheet: Page, picture: PagePicture, dpi: float, box: BBox | None, limits: Limits) -> Pixels:
    import cv2
    import numpy as np

    whole = BBox(0.0, 0.0, sheet.width_mm, sheet.height_mm)
    part = _within(box, sheet.width_mm, sheet.height_mm) if box else whole
    _check_size(part, dpi, sheet.number, limits)
    per_mm = dpi / _MM
    pixels = _pixels(data, sheet.number, picture, _share(picture, part, per_mm), limits)
    shown = np.array([[1 / per_mm, 0, part.x0], [0, 1 / per_mm, part.y0], [0, 0, 1]])
    matrix = _to_array(pixels, picture) @ np.array(picture.to_pixels).reshape(3, 3) @ shown
    size = (max(1, round(part.width * per_mm)), max(1, round(part.height * per_mm)))
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    made = cv2.warpPerspective(pixels, matrix, size, flags=flags, borderValue=(255, 255, 255))
    return np.asarray(made, dtype=np.uint8)


def _encoded(pixels: Pixels, lossless: bool) -> bytes:
    import cv2

    suffix, how = (
        (".png", (cv2.IMWRITE_PNG_COMPRESSION, 3)) if lossless else (".jpg", (cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY))
    )
    return bytes(cv2.imencode(suffix, pixels, how)[1].tobytes())


def _share(picture: PagePicture, part: BBox, per_mm: float) -> float:
    """How large the picture need be, of its own size (at most 1), for ``part`` to be shown at so many pixels a mm."""
    x, y = part.centre
    here, right, below = picture.pixel(x, y), picture.pixel(x + 1, y), picture.pixel(x, y + 1)
    own = max(hypot(right[0] - here[0], right[1] - here[1]), hypot(below[0] - here[0], below[1] - here[1]))
    return min(1.0, _FINER * per_mm / max(own, 1e-6))


def _to_array(pixels: Pixels, picture: PagePicture) -> Matrix:
    """From pixels of the picture that came in to those of the array that holds it smaller."""
    import numpy as np

    height, width = pixels.shape[:2]
    return np.diag([width / picture.size[0], height / picture.size[1], 1.0])


def _pixels(data: bytes, number: int, picture: PagePicture, share: float, limits: Limits) -> Pixels:
    """The picture that came in, at ``share`` of its size."""
    if image_kind(data) is not None:
        return _of_image(data, number, picture, share, limits)
    from extract.readers.pdf.objects import swept
    from extract.readers.pdf.open import loaded_page, opened
    from extract.readers.pdf.render import bgr_of_page

    with opened(data, limits, forms=True) as pdf:
        if not 1 <= number <= pdf.pages:
            raise IndexError(f"PDF 共 {pdf.pages} 页，没有第 {number} 页")
        with loaded_page(pdf, number - 1) as page:
            if page is None:
                raise DocumentError("damaged-document", f"第{number}页已损坏，无法显示。")
            space = swept(page, pdf.unit)[0]
            return bgr_of_page(pdf, page, space, share * picture.size[0] * _MM / space.width)


def _of_image(data: bytes, number: int, picture: PagePicture, share: float, limits: Limits) -> Pixels:
    import cv2
    import numpy as np

    from extract.vision.rasters import rasters

    raster = next(islice(rasters(data, limits), number - 1, number), None)
    if raster is None:
        raise IndexError(f"图片没有第 {number} 页")
    if isinstance(raster, PageProblem):
        raise DocumentError("damaged-document", f"第{number}页已损坏，无法显示。")
    size = tuple(max(1, round(side * share)) for side in picture.size)
    if size[0] >= raster.pixels.shape[1]:
        return raster.pixels
    return np.asarray(cv2.resize(raster.pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _within(box: BBox, width: float, height: float) -> BBox:
    """``box`` cut off at the page's edges; at least a millimetre each way."""
    x0, y0 = min(max(box.x0, 0.0), width - 1), min(max(box.y0, 0.0), height - 1)
    return BBox(x0, y0, max(min(box.x1, width), x0 + 1), max(min(box.y1, height), y0 + 1))


def _check_size(part: BBox, dpi: float, number: int, limits: Limits) -> None:
    pixels = (part.width * dpi / _MM) * (part.height * dpi / _MM)
    if pixels > limits.page_pixels:
        raise DocumentError(
            "picture-too-large", f"第{number}页按 {dpi:g} dpi 有 {pixels / 1e6:.0f} 百万像素，超过上限。"
        )
