"""What a PDF's catalogue and pages say that PDFium does not tell, by its bytes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import chain

_LAYERS, _UNIT = b"/OCProperties", b"/UserUnit"
_UNITS = re.compile(rb"/UserUnit\s*([0-9]+(?:\.[0-9]+)?)")
_PACKED = re.compile(rb"/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
_HEAD_BYTES, _MOST_BYTES, _MOST_BYTES_IN_ALL = 600, 4_000_000, 64_000_000
"""So far behind its type stands an object's stream; so much is unpacked of one, and of all."""
LEAST_UNIT, MOST_UNIT = 0.01, 100.0
"""Units by which an A4 page would be a stamp's size, or as large as a house."""


def has_layers(data: bytes) -> bool:
    """Whether the document's catalogue speaks of layers; also where a packed one cannot be looked into."""
    return _LAYERS in data or any(packed is None or _LAYERS in packed for packed in _unpacked(data))


def user_unit(data: bytes, pages: int) -> float:
    """The unit that each of so many ``pages`` gives as its own, in 1/72 inch (ISO 32000-1, table 30).

    1 where some give none, where they differ, and where no paper is so small or so large.
    """
    texts = (text for text in chain((data,), _unpacked(data)) if text is not None and _UNIT in text)
    given = [float(unit) for text in texts for unit in _UNITS.findall(text)]
    alike = len(given) >= pages and len(set(given)) == 1
    return given[0] if alike and LEAST_UNIT <= given[0] <= MOST_UNIT else 1.0


def _unpacked(data: bytes) -> Iterator[bytes | None]:
    """What the packed objects of a file say; ``None`` for those that cannot be looked into, or are too many."""
    left = _MOST_BYTES_IN_ALL
    for found in _PACKED.finditer(data):
        stream = _STREAM.search(data, found.end(), found.end() + _HEAD_BYTES)
        if stream is None:
            continue
        if left <= 0:
            yield None
            return
        try:
            text = zlib.decompressobj().decompress(data[stream.end() : stream.end() + _MOST_BYTES], _MOST_BYTES)
        except zlib.error:
            yield None
            continue
        left -= len(text)
        yield text
