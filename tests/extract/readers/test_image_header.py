"""Kind and size of an image from its header alone."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from extract.files.image_header import KINDS, image_kind, image_size


def made(kind: str, size: tuple[int, int], **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("size", [(1, 1), (37, 5), (640, 480)])
@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "bmp", "tiff", "webp"])
def test_kind_and_size_agree_with_what_was_drawn(kind: str, size: tuple[int, int]) -> None:
    data = made(kind, size)
    assert (image_kind(data), image_size(data)) == (kind, size)


@pytest.mark.parametrize("options", [{"progressive": True}, {"comment": b"x" * 500}, {"dpi": (300, 300)}])
def test_the_size_of_a_jpeg_stands_after_whatever_comes_first(options: dict[str, object]) -> None:
    assert image_size(made("jpeg", (31, 17), **options)) == (31, 17)


def test_lossless_and_extended_webp_have_their_size() -> None:
    assert image_size(made("webp", (31, 17), lossless=True)) == (31, 17)
    assert image_size(made("webp", (31, 17), exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0")) == (31, 17)


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "bmp", "tiff", "webp"])
def test_a_header_cut_short_has_no_size(kind: str) -> None:
    data = made(kind, (31, 17))
    sizes = {image_size(data[:length]) for length in range(min(len(data), 600))}
    assert sizes <= {None, (31, 17)}
    assert image_size(data[:8]) is None


def test_other_bytes_are_no_image() -> None:
    for data in (b"", b"BM", b"BMW 2002 is a car and no bitmap", b"RIFF1234WAVE", b"%PDF-1.4"):
        assert image_kind(data) is None
        assert image_size(data) is None


def test_a_size_of_nothing_is_no_size() -> None:
    assert image_size(b"GIF89a" + bytes(10)) is None


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([magic for magic, _ in KINDS] + [b"RIFF\0\0\0\0WEBPVP8 "]), st.binary(max_size=120))
def test_any_bytes_after_a_known_beginning_have_a_size_or_none(magic: bytes, rest: bytes) -> None:
    size = image_size(magic + rest)
    assert size is None or min(size) > 0
