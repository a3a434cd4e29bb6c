"""Zips drawn byte by byte, so that a test can give them any name, flag and lie (APPNOTE 4.3)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

UTF8, LOCKED = 0x800, 0x1
STORED, DEFLATED = 0, 8


@dataclass(frozen=True)
class File:
    """One entry. ``claimed`` is the unpacked size that the headers state, the true one by default."""

    name: bytes
    data: bytes = b""
    flags: int = 0
    method: int = DEFLATED
    extra: bytes = b""
    claimed: int | None = None
    crc: int | None = None
    at: int | None = None
    """Where the directory says the entry begins, its true place by default."""


def drawn(*files: File) -> bytes:
    """A zip of ``files``."""
    body, directory = b"", b""
    for file in files:
        packed = _packed(file)
        place = len(body) if file.at is None else file.at
        body += b"PK\x03\x04" + _fields(file, packed) + file.name + file.extra + packed
        directory += b"PK\x01\x02\x14\x00" + _fields(file, packed) + struct.pack("<HHHLL", 0, 0, 0, 0, place)
        directory += file.name + file.extra
    count = len(files)
    return body + directory + struct.pack("<4sHHHHLLH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)


def packed(*files: tuple[str, bytes]) -> bytes:
    """A zip as programs write them today, names in UTF-8 with the flag."""
    return drawn(*(File(name.encode(), data, UTF8) for name, data in files))


def unicode_path(name: str, plain: bytes) -> bytes:
    """Info-ZIP's extra field that says what ``plain`` is in Unicode."""
    body = struct.pack("<BL", 1, zlib.crc32(plain)) + name.encode()
    return struct.pack("<HH", 0x7075, len(body)) + body


def overlapping(names: Sequence[bytes], data: bytes) -> bytes:
    """A zip whose entries all point at the same packed bytes."""
    return drawn(File(names[0], data), *(File(name, b"", at=0) for name in names[1:]))


def _packed(file: File) -> bytes:
    if file.method != DEFLATED:
        return file.data
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeeze.compress(file.data) + squeeze.flush()


def _fields(file: File, packed: bytes) -> bytes:
    """What stands in both headers of an entry: version, flags, method, time, date, CRC, sizes, lengths."""
    crc = zlib.crc32(file.data) if file.crc is None else file.crc
    size = len(file.data) if file.claimed is None else file.claimed
    return struct.pack(
        "<HHHHHLLLHH", 20, file.flags, file.method, 0, 0x21, crc, len(packed), size, len(file.name), len(file.extra)
    )
