"""Drawn documents as the files that offices send: one PDF of pictures, or pictures one by one."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Protocol

from tests.scans.drawn import PagePicture

_PHOTO_DPI = 200
"""What a PDF takes a photograph's resolution for, as telephones do."""


class HasPicture(Protocol):
    """A page that can be taken."""

    def picture(self, condition: str) -> PagePicture: ...


class HasPages(Protocol):
    """A document or folder of pages."""

    @property
    def pages(self) -> Iterable[HasPicture]: ...


def as_images(drawn: HasPages, condition: str) -> list[PagePicture]:
    """Every page taken under ``condition``, in order."""
    return [page.picture(condition) for page in drawn.pages]


def as_pdf(drawn: HasPages, condition: str) -> bytes:
    """A PDF with one picture to a page and no text, the same bytes each time."""
    return pdf_of(as_images(drawn, condition))


def pdf_of(pictures: Iterable[PagePicture]) -> bytes:
    """``pictures`` bound into one PDF: JPEG as it is, other pixels packed without loss."""
    import pikepdf

    document = pikepdf.new()
    for picture in pictures:
        dpi = picture.dpi or _PHOTO_DPI
        width, height = picture.width * 72 / dpi, picture.height * 72 / dpi
        page = document.add_blank_page(page_size=(width, height))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=_image(document, picture)))
        page.Contents = document.make_stream(f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Im0 Do Q".encode())
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def _image(document: object, picture: PagePicture) -> object:
    import pikepdf
    from PIL import Image

    image = Image.open(io.BytesIO(picture.data))
    grey, one = image.mode in ("L", "1"), image.mode == "1"
    stream = pikepdf.Stream(document, picture.data if picture.suffix == ".jpg" else image.tobytes())  # type: ignore[arg-type]
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.Width, stream.Height, stream.BitsPerComponent = picture.width, picture.height, 1 if one else 8
    stream.ColorSpace = pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceRGB
    if picture.suffix == ".jpg":
        stream.Filter = pikepdf.Name.DCTDecode
    return stream
