"""Bad pictures from bytes to result: a clear result or error each, in bounded time and memory, and nothing raised."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zlib
from collections.abc import Callable
from datetime import date

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extract.reading import Result, read
from forms.programme import programme

SECONDS, MEGABYTES = 120.0, 400.0
"""Far above what any of them takes, far below what decoding without bounds would."""


def result(data: bytes, name: str) -> Result:
    tracemalloc.start()
    begun = time.perf_counter()
    (found,) = read(data, name, programme=programme("national"), on=date(2026, 1, 1))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.perf_counter() - begun < SECONDS
    assert peak / 1e6 < MEGABYTES
    return found


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def plain(mode: str = "L", colour: object = 255, size: tuple[int, int] = (620, 877)) -> Image.Image:
    return Image.new(mode, size, colour)  # type: ignore[arg-type]


def declared_huge() -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


def broken_off() -> bytes:
    noise = np.random.default_rng(1).integers(200, 255, (400, 300, 3), dtype=np.uint8)
    data = encoded(Image.fromarray(noise), "JPEG")
    return data[: len(data) // 2]


def moving() -> bytes:
    return encoded(plain(), "GIF", save_all=True, append_images=[plain(colour=n) for n in range(40)])


def deep() -> bytes:
    return encoded(Image.fromarray(np.full((400, 300), 0xFFFF, dtype=np.uint16)), "TIFF")


def sideways() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return encoded(plain("RGB", "white"), "JPEG", exif=exif)


def landscape() -> bytes:
    """A picture taken outdoors: sky, hills and noise, no paper."""
    rows = np.linspace(200, 60, 600)[:, None, None] * np.array([0.9, 1.0, 0.6])
    noise = np.random.default_rng(3).normal(0, 12, (600, 900, 3))
    image = Image.fromarray(np.clip(rows + noise, 0, 255).astype(np.uint8))
    ImageDraw.Draw(image).polygon([(0, 400), (300, 180), (520, 390), (700, 240), (900, 420)], fill=(50, 80, 40))
    return encoded(image, "JPEG")


def many_pictures() -> bytes:
    """A page of a PDF that shows one small picture five hundred times over."""
    import pikepdf

    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    picture = pikepdf.Stream(document, bytes(16 * 16))
    picture.Type, picture.Subtype, picture.ColorSpace = (
        pikepdf.Name.XObject,
        pikepdf.Name.Image,
        pikepdf.Name.DeviceGray,
    )
    picture.Width, picture.Height, picture.BitsPerComponent = 16, 16, 8
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
    places = (f"q 8 0 0 8 {20 + n % 25 * 22} {40 + n // 25 * 38} cm /Im0 Do Q" for n in range(500))
    page.Contents = document.make_stream("\n".join(places).encode())
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("draw", "status", "codes"),
    [
        (lambda: encoded(plain(colour=0), "PNG"), "unrecognised", ["page-dark"]),
        (lambda: encoded(plain(), "PNG"), "unrecognised", []),
        (lambda: encoded(plain(size=(1, 1)), "PNG"), "unrecognised", []),
        (broken_off, "unrecognised", ["picture-incomplete"]),
        (moving, "unrecognised", ["picture-animated"]),
        (lambda: encoded(plain("CMYK", (0, 0, 0, 0)), "JPEG"), "unrecognised", []),
        (deep, "unrecognised", []),
        (sideways, "unrecognised", []),
    ],
    ids=["black", "white", "one pixel", "broken off", "moving", "CMYK", "sixteen bits", "held sideways"],
)
def test_a_picture_that_shows_no_paper_is_said_to_be_none_of_ours(
    draw: Callable[[], bytes], status: str, codes: list[str]
) -> None:
    found = result(draw(), "scan.bin")
    assert (found.status, found.record) == (status, None)
    assert [problem.code for problem in found.problems if problem.code != "no-text-layer"] == codes


def test_a_landscape_is_read_as_a_page_that_says_nothing() -> None:
    found = result(landscape(), "photo.jpg")
    assert (found.status, found.record) == ("unrecognised", None)
    assert found.problems


def test_a_picture_that_declares_to_be_huge_is_refused_before_it_is_decoded() -> None:
    begun = time.perf_counter()
    found = result(declared_huge(), "huge.png")
    assert found.error is not None
    assert (found.status, found.error.code) == ("failed", "picture-too-large")
    assert time.perf_counter() - begun < 5


def test_a_page_of_five_hundred_pictures_is_read_in_bounded_time() -> None:
    found = result(many_pictures(), "pictures.pdf")
    assert (found.status, found.record) == ("unrecognised", None)
