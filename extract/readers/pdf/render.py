"""Pages and parts of pages as pixels: PDFium draws, PNG is written here (no imaging library is loaded for it)."""

from __future__ import annotations

import ctypes
import struct
import sys
import zlib
from array import array
from typing import TYPE_CHECKING, Any

from extract.readers.pdf.open import OpenPdf
from extract.readers.pdf.space import Space
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels

COMPRESSION = 3
"""zlib's level: 1.3 times the size of level 6 in a third of the time."""
MOST_DOTS = 1200
"""The longer side of what is only looked at whether anything is drawn there: A4 at 100 dpi."""
WHITE_GROUND, ODD_GROUND = b"\xff\xff\xff\xff", b"\x83\x7e\x81\xff"
"""What a page is drawn on, as blue, green, red and nothing: paper, and a colour that nobody draws in, to see white on."""


def png_of_page(pdf: OpenPdf, page: Any, space: Space, dpi: float) -> bytes:
    """The whole upright page as PNG, annotations and form fields drawn."""
    whole = png_of_region(pdf, page, space, BBox(0.0, 0.0, space.width, space.height), dpi)
    assert whole is not None, "a page is drawn even when it is blank"
    return whole


def png_of_region(
    pdf: OpenPdf, page: Any, space: Space, box: BBox, dpi: float, *, annotations: bool = True, blank: bool = True
) -> bytes | None:
    """What is drawn in ``box`` (millimetres on the upright page) on white, as PNG.

    ``None`` where nothing is drawn there and ``blank`` pictures are not wanted.
    """
    pixels, width, height, stride = _drawn(pdf, page, space, box, dpi, annotations)
    if not blank and pixels.count(0xFF) == len(pixels):
        return None
    return _png(pixels, width, height, stride)


def is_drawn(pdf: OpenPdf, page: Any, space: Space, dpi: float) -> bool:
    """Whether anything is drawn on the page besides its annotations, be it white."""
    whole = BBox(0.0, 0.0, space.width, space.height)
    pixels, *_ = _drawn(pdf, page, space, whole, _bounded(dpi, whole), annotations=False, ground=ODD_GROUND)
    return pixels.count(ODD_GROUND) < len(pixels) // len(ODD_GROUND)


def shares_drawn(
    pdf: OpenPdf, page: Any, space: Space, box: BBox, dpi: float, *, annotations: bool = False
) -> tuple[float, float]:
    """How much of ``box`` (millimetres on the upright page, cut at its edges) is drawn on at all, and how much in white."""
    seen = BBox(max(box.x0, 0.0), max(box.y0, 0.0), min(box.x1, space.width), min(box.y1, space.height))
    if min(seen.width, seen.height) <= 0:
        return 0.0, 0.0
    pixels, *_ = _drawn(pdf, page, space, seen, _bounded(dpi, seen), annotations, ODD_GROUND)
    dots = array("I", pixels)
    left, white = (dots.count(int.from_bytes(ground, sys.byteorder)) for ground in (ODD_GROUND, WHITE_GROUND))
    return 1 - left / len(dots), white / len(dots)


def _bounded(dpi: float, box: BBox) -> float:
    """``dpi``, or so few that no side of ``box`` has more dots than are looked at."""
    return min(dpi, MOST_DOTS * 25.4 / max(box.width, box.height))


def bgr_of_page(pdf: OpenPdf, page: Any, space: Space, dpi: float) -> Pixels:
    """The whole upright page as rows of blue, green and red, annotations and form fields drawn."""
    import cv2
    import numpy as np

    whole = BBox(0.0, 0.0, space.width, space.height)
    pixels, width, height, stride = _drawn(pdf, page, space, whole, dpi, annotations=True)
    rows = np.frombuffer(pixels, np.uint8).reshape(height, stride)[:, : 4 * width]
    return np.asarray(cv2.cvtColor(rows.reshape(height, width, 4), cv2.COLOR_BGRA2BGR), dtype=np.uint8)


def _drawn(
    pdf: OpenPdf, page: Any, space: Space, box: BBox, dpi: float, annotations: bool, ground: bytes = WHITE_GROUND
) -> tuple[bytes, int, int, int]:
    """PDFium's rows of blue, green, red and nothing on ``ground``, with width, height and length of a row."""
    import pypdfium2.raw as pdfium

    scale = dpi / 25.4
    width, height = max(1, round(box.width * scale)), max(1, round(box.height * scale))
    area = (-round(box.x0 * scale), -round(box.y0 * scale), round(space.width * scale), round(space.height * scale))
    bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, int.from_bytes(ground, "little"))
        flags = pdfium.FPDF_ANNOT if annotations else 0
        pdfium.FPDF_RenderPageBitmap(bitmap, page, *area, space.extra, flags)
        if annotations and pdf.form is not None:
            pdfium.FPDF_FFLDraw(pdf.form, bitmap, page, *area, space.extra, flags)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return pixels, width, height, stride


def _png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """PDFium's blue-green-red-x rows as an RGB PNG."""
    size = width * height
    rows = pixels if stride == 4 * width else b"".join(
        pixels[y * stride : y * stride + 4 * width] for y in range(height)
    )  # fmt: skip
    rgb = bytearray(3 * size)
    rgb[0::3], rgb[1::3], rgb[2::3] = rows[2::4], rows[1::4], rows[0::4]
    line = 3 * width
    raw = b"".join(b"\0" + rgb[y * line : (y + 1) * line] for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(raw, COMPRESSION)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
