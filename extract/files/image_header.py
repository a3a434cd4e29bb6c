"""An image's kind and size in pixels from its first bytes, without a library and without decoding anything."""

from __future__ import annotations

import struct
from collections.abc import Callable

_JPEG_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
"""The markers of a frame header, which says the size (ITU-T T.81, table B.1)."""
_JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
_TIFF_WIDTH, _TIFF_HEIGHT = 256, 257
_TIFF_ENTRIES = 200

KINDS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)


def image_kind(data: bytes) -> str | None:
    """``png``, ``jpeg``, ``gif``, ``bmp``, ``tiff``, ``webp``; ``None`` for bytes of no such image."""
    for magic, kind in KINDS:
        if data.startswith(magic):
            return kind if kind != "bmp" or _is_bitmap(data) else None
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; ``None`` where the kind is not known or the header is damaged."""
    read = _READERS.get(image_kind(data) or "")
    try:
        size = read(data) if read else None
    except (struct.error, IndexError):
        return None
    return size if size and size[0] > 0 and size[1] > 0 else None


def _is_bitmap(data: bytes) -> bool:
    """Two letters are little to go by: the length of the second header tells a bitmap from a text."""
    return len(data) >= 26 and struct.unpack_from("<L", data, 14)[0] in (12, 40, 52, 56, 64, 108, 124)


def _png(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">LL", data, 16)
    return width, height


def _gif(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


def _bmp(data: bytes) -> tuple[int, int]:
    layout = "<HH" if struct.unpack_from("<L", data, 14)[0] == 12 else "<ll"
    width, height = struct.unpack_from(layout, data, 18)
    return abs(width), abs(height)


def _jpeg(data: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            return None
        marker = data[place + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", data, place + 5)
            return width, height
        filler = marker == 0xFF
        bare = marker in _JPEG_BARE
        place += 1 if filler else 2 if bare else 2 + max(2, struct.unpack_from(">H", data, place + 2)[0])
    return None


def _tiff(data: bytes) -> tuple[int, int] | None:
    order = "<" if data[:2] == b"II" else ">"
    (place,) = struct.unpack_from(order + "L", data, 4)
    (count,) = struct.unpack_from(order + "H", data, place)
    sizes: dict[int, int] = {}
    for index in range(min(count, _TIFF_ENTRIES)):
        tag, kind = struct.unpack_from(order + "HH", data, place + 2 + 12 * index)
        if tag in (_TIFF_WIDTH, _TIFF_HEIGHT):
            (sizes[tag],) = struct.unpack_from(order + ("H" if kind == 3 else "L"), data, place + 10 + 12 * index)
    if len(sizes) < 2:
        return None
    return sizes[_TIFF_WIDTH], sizes[_TIFF_HEIGHT]


def _webp(data: bytes) -> tuple[int, int] | None:
    form = data[12:16]
    if form == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if form == b"VP8L":
        bits = struct.unpack_from("<L", data, 21)[0]
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if form == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


_READERS: dict[str, Callable[[bytes], tuple[int, int] | None]] = {
    "png": _png, "jpeg": _jpeg, "gif": _gif, "bmp": _bmp, "tiff": _tiff, "webp": _webp,
}  # fmt: skip
