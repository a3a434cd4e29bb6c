"""How far the streams of a PDF unpack, counted before any library unpacks them whole."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from render.conformance.docx_parts import Unreadable
from render.conformance.settings import Limits

_BEGINS = re.compile(rb"stream\r?\n")
_PIECE = 1024 * 1024
_READ = 64 * 1024
_LAYERS = 3
_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")


def refuse_bombs(data: bytes, limits: Limits) -> None:
    """Raises :class:`Unreadable` ``archive-bomb`` where streams unpack to more than the limits allow."""
    unpacked = 0
    for start in _streams(data):
        packed, begin = data, start
        for _ in range(_LAYERS):
            packed, size = _unpacked(packed, begin, limits.member_bytes)
            unpacked += size
            if size > limits.member_bytes or unpacked > limits.unpacked_bytes:
                raise Unreadable("archive-bomb", "PDF 的内容解压后超过上限，已停止读取。")
            begin = 0
            if not packed.startswith(_ZLIB):
                break


def _streams(data: bytes) -> Iterator[int]:
    for found in _BEGINS.finditer(data):
        if data[found.end() : found.end() + 2] in _ZLIB:
            yield found.end()


def _unpacked(packed: bytes, begin: int, most: int) -> tuple[bytes, int]:
    """What unpacking from ``begin`` gives, kept only up to a piece, and its size; it stops past ``most`` bytes."""
    inflating, size, kept = zlib.decompressobj(), 0, b""
    while begin < len(packed):
        rest = packed[begin : begin + _READ]
        begin += len(rest)
        while rest:
            try:
                piece = inflating.decompress(rest, _PIECE)
            except zlib.error:
                return kept, size  # what is broken unpacks no further
            size += len(piece)
            kept = kept + piece if size <= _PIECE else kept
            if inflating.eof or size > most:
                return kept, size
            rest = inflating.unconsumed_tail
    return kept, size
