"""Pictures of pages, for people to look at beside the values that were read."""

from __future__ import annotations

from extract.errors import DocumentError
from extract.limits import DEFAULT_LIMITS, Limits


def page_png(data: bytes, number: int, dpi: int = 110, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Page ``number`` (1-based) of a PDF as PNG, stamps and form fields drawn, upright as the reader's boxes are.

    Raises IndexError where the document has no such page; DocumentError as opening does, picture-too-large where
    the page would have more pixels than the limit, damaged-document where this page cannot be loaded.
    """
    from extract.readers.pdf_objects import swept
    from extract.readers.pdf_open import loaded_page, opened
    from extract.readers.pdf_render import png_of_page

    with opened(data, limits, forms=True) as pdf:
        if not 1 <= number <= pdf.pages:
            raise IndexError(f"PDF 共 {pdf.pages} 页，没有第 {number} 页")
        with loaded_page(pdf, number - 1) as page:
            if page is None:
                raise DocumentError("damaged-document", f"第{number}页已损坏，无法显示。")
            space = swept(page)[0]
            pixels = (space.width * dpi / 25.4) * (space.height * dpi / 25.4)
            if pixels > limits.page_pixels:
                raise DocumentError(
                    "picture-too-large", f"第{number}页按 {dpi} dpi 有 {pixels / 1e6:.0f} 百万像素，超过上限。"
                )
            return png_of_page(pdf, page, space, dpi)
