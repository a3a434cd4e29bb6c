"""What a PDF's catalogue and pages say that PDFium does not tell, by its bytes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_LAYERS, _UNIT = b"/OCProperties", b"/UserUnit"
_UNITS = re.compile(rb"/UserUnit\s*([0-9]+(?:\.[0-9]+)?)")
_PACKED = re.compile(rb"/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
_HEAD_BYTES, _MOST_BYTES = 600, 4_000_000


def has_layers(data: bytes) -> bool:
    """Whether the document's catalogue speaks of layers; also where a packed one cannot be looked into."""
    return _LAYERS in data or any(packed is None or _LAYERS in packed for packed in _unpacked(data))


def user_unit(data: bytes) -> float:
    """The unit that pages give as theirs, in 1/72 inch (ISO 32000-1, table 30); 1 where none or several are given."""
    texts = [data, *filter(None, _unpacked(data))]
    units = {float(unit) for text in texts if _UNIT in text for unit in _UNITS.findall(text)}
    return units.pop() if len(units) == 1 and min(units) > 0 else 1.0


def _unpacked(data: bytes) -> Iterator[bytes | None]:
    """What the packed objects of a file say; ``None`` for those that cannot be looked into."""
    for found in _PACKED.finditer(data):
        stream = _STREAM.search(data, found.end(), found.end() + _HEAD_BYTES)
        if stream is None:
            continue
        try:
            yield zlib.decompressobj().decompress(data[stream.end() :], _MOST_BYTES)
        except zlib.error:
            yield None
