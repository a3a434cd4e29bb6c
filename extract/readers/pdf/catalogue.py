"""What a PDF's catalogue says that PDFium does not tell, by its bytes."""

from __future__ import annotations

import re
import zlib

_LAYERS = b"/OCProperties"
_PACKED = re.compile(rb"/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
_HEAD_BYTES, _MOST_BYTES = 600, 4_000_000


def has_layers(data: bytes) -> bool:
    """Whether the document's catalogue speaks of layers; also where a packed one cannot be looked into."""
    return _LAYERS in data or any(_may_hold_layers(data, found.end()) for found in _PACKED.finditer(data))


def _may_hold_layers(data: bytes, start: int) -> bool:
    stream = _STREAM.search(data, start, start + _HEAD_BYTES)
    if stream is None:
        return False
    try:
        return _LAYERS in zlib.decompressobj().decompress(data[stream.end() :], _MOST_BYTES)
    except zlib.error:
        return True
