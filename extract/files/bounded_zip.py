"""A zip's members, inflated no further than the limits allow.

What a zip's headers say of its sizes is only a claim: members are inflated piece by piece and counted.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from extract.errors import DocumentError
from extract.limits import DEFAULT_LIMITS, Limits

_PIECE_BYTES = 64 * 1024
_DIRECTORY_BYTES_PER_MEMBER = 512
"""A directory entry takes 46 bytes and the name; 512 a member is more than any honest writer needs."""
_END, _END_64, _LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_END_SEARCH_BYTES = 22 + 0xFFFF
ENCRYPTED_FLAG = 0x1
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Packing methods that are unpacked. The others of zipfile unpack a whole block at once, however large it gets."""
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, OverflowError, ValueError, struct.error,
)  # fmt: skip
"""What zipfile lets through when bytes are wrong (an unknown method is a RuntimeError, bad names a ValueError)."""


class MemberError(Exception):
    """One member is missing or damaged; whether the document can do without it is the caller's to say."""


class BoundedZip:
    """The members of a zip by name (case folded, as package part names are compared).

    Raises ``damaged-document`` where the directory cannot be read and ``archive-bomb`` where a limit is passed.
    """

    def __init__(self, data: bytes, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._unpacked = 0
        _check_directory_size(data, limits)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise DocumentError("damaged-document", "压缩包的目录已损坏，无法打开。") from error
        members = self._zip.infolist()
        if len(members) > limits.members:
            raise DocumentError("archive-bomb", f"压缩包内有 {len(members)} 个文件，超过上限 {limits.members} 个。")
        self._entries = tuple(members)
        self._members = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in members}

    @property
    def names(self) -> list[str]:
        """The names as the zip writes them, in its order."""
        return [info.filename for info in self._members.values()]

    @property
    def entries(self) -> tuple[zipfile.ZipInfo, ...]:
        """Every entry of the directory in its order, also those that share a name."""
        return self._entries

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def read(self, name: str, *, check_ratio: bool = True) -> bytes:
        """The member's bytes.

        ``check_ratio=False`` is for members that honestly shrink a thousandfold, such as bitmaps of white paper.
        Raises ``MemberError`` where it is missing or damaged, ``DocumentError`` where a limit is passed or a
        password is asked for.
        """
        info = self._members.get(name.lower())
        if info is None:
            raise MemberError(f"缺少 {name}")
        return self.read_entry(info, check_ratio=check_ratio)

    def read_entry(self, info: zipfile.ZipInfo, *, check_ratio: bool = True) -> bytes:
        """The bytes of one of :attr:`entries`; as :meth:`read`."""
        if info.flag_bits & ENCRYPTED_FLAG:
            raise DocumentError("encrypted-document", f"压缩包内的 {info.filename} 设有密码。")
        if info.compress_type not in METHODS:
            raise MemberError(f"{info.filename} 的压缩方法（{info.compress_type}）不能读取")
        try:
            return self._inflate(info, check_ratio)
        except _BROKEN as error:
            raise MemberError(f"{info.filename} 已损坏") from error

    def _inflate(self, info: zipfile.ZipInfo, check_ratio: bool) -> bytes:
        pieces: list[bytes] = []
        size = 0
        with self._zip.open(info) as member:
            while piece := member.read(_PIECE_BYTES):
                size += len(piece)
                self._unpacked += len(piece)
                self._check(info, size, check_ratio)
                pieces.append(piece)
        return b"".join(pieces)

    def _check(self, info: zipfile.ZipInfo, size: int, check_ratio: bool) -> None:
        limits = self._limits
        if size > limits.member_bytes or self._unpacked > limits.unpacked_bytes:
            raise DocumentError("archive-bomb", f"{info.filename} 解压后超过上限，已停止读取。")
        if check_ratio and size > limits.ratio_from and size > limits.ratio * max(info.compress_size, 1):
            raise DocumentError("archive-bomb", f"{info.filename} 解压后膨胀超过 {limits.ratio} 倍，已停止读取。")


def _check_directory_size(data: bytes, limits: Limits) -> None:
    """Refuses a directory of millions of entries before zipfile makes an object of each."""
    size = _directory_bytes(data)
    if size > limits.members * _DIRECTORY_BYTES_PER_MEMBER:
        raise DocumentError("archive-bomb", f"压缩包的目录有 {size} 字节，文件数超过上限 {limits.members} 个。")


def _directory_bytes(data: bytes) -> int:
    """How long the central directory says it is; 0 where no end record stands."""
    end = data.rfind(_END, max(0, len(data) - _END_SEARCH_BYTES))
    if end < 0 or end + 22 > len(data):
        return 0
    if end >= 20 and data[end - 20 : end - 16] == _LOCATOR_64:
        record = int(struct.unpack_from("<Q", data, end - 12)[0])
        if record + 56 <= len(data) and data[record : record + 4] == _END_64:
            return int(struct.unpack_from("<Q", data, record + 40)[0])
    return int(struct.unpack_from("<L", data, end + 12)[0])
