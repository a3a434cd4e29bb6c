"""The files inside a zip: names decoded one by one, junk left out, limits checked before anything is unpacked.

Nothing is ever written under a name from a zip; a path is only what the file is called.
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from extract.containers.unlabelled import commonest, text_of
from extract.errors import DocumentError
from extract.files.bounded_zip import ENCRYPTED_FLAG, METHODS, BoundedZip, MemberError
from extract.limits import DEFAULT_LIMITS, Limits

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075
_LOCAL_HEADER_BYTES = 30
_DRIVE = re.compile(r"^[A-Za-z]:")
_JUNK_FOLDERS = frozenset({"__macosx"})
_JUNK_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_JUNK_STARTS = ("~$", ".~", "._")
"""Lock files of Word and WPS, and what macOS keeps of a file beside it."""


@dataclass(frozen=True)
class Entry:
    """One file in a container: its path with ``/``, and its bytes or why they cannot be had."""

    path: str
    data: bytes = b""
    error: DocumentError | None = None


class Archive:
    """A zip's files in its order, folders and junk left out.

    Raises ``archive-bomb`` where what the directory claims passes a limit or entries overlap, ``encrypted-document``
    where every file asks for a password, ``damaged-document`` where the directory cannot be read.
    """

    def __init__(self, data: bytes, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._zip = BoundedZip(data, limits)
        self._files = _named_files(self._zip.entries)
        _check_overlap(self._zip.entries, data)
        if self.size > limits.unpacked_bytes:
            raise DocumentError(
                "archive-bomb", f"压缩包解压后有 {self.size} 字节，超过上限 {limits.unpacked_bytes} 字节。"
            )
        if self._files and all(info.flag_bits & ENCRYPTED_FLAG for _, info in self._files):
            raise DocumentError("encrypted-document", "压缩包设有密码，无法解压。", "请去除密码后重新压缩上传。")

    def __len__(self) -> int:
        return len(self._files)

    @property
    def size(self) -> int:
        """How many bytes are unpacked at most: no more than the directory claims is ever taken from an entry."""
        return sum(info.file_size for path, info in self._files if self._refusal(path, info) is None)

    def __iter__(self) -> Iterator[Entry]:
        for path, info in self._files:
            yield self._entry(path, info)

    def _entry(self, path: str, info: zipfile.ZipInfo) -> Entry:
        error = self._refusal(path, info)
        if error is not None:
            return Entry(path, error=error)
        try:
            return Entry(path, self._zip.read_entry(info))
        except MemberError:
            return Entry(path, error=DocumentError("damaged-document", f"压缩包内的“{path}”已损坏，无法解压。"))
        except DocumentError as refused:
            return Entry(path, error=refused)

    def _refusal(self, path: str, info: zipfile.ZipInfo) -> DocumentError | None:
        """Why this file is not unpacked, by its header alone."""
        limits = self._limits
        if info.flag_bits & ENCRYPTED_FLAG:
            return DocumentError("encrypted-document", f"压缩包内的“{path}”设有密码。", "请去除密码后重新压缩上传。")
        if info.compress_type not in METHODS:
            message = f"压缩包内的“{path}”用了不能读取的压缩方法（编号 {info.compress_type}）。"
            return DocumentError("unsupported-format", message, "请用系统自带的压缩功能重新压缩为 zip 后上传。")
        most = min(limits.file_bytes, limits.member_bytes)
        if info.file_size > limits.ratio_from and info.file_size > limits.ratio * max(info.compress_size, 1):
            return DocumentError("archive-bomb", f"压缩包内的“{path}”解压后膨胀超过 {limits.ratio} 倍，未予解压。")
        if info.file_size > most:
            return DocumentError(
                "file-too-large", f"压缩包内的“{path}”有 {info.file_size} 字节，超过上限 {most} 字节。"
            )
        return None


def _named_files(entries: tuple[zipfile.ZipInfo, ...]) -> tuple[tuple[str, zipfile.ZipInfo], ...]:
    neighbours = commonest(_raw_name(info) for info in entries if not info.flag_bits & _UTF8_FLAG)
    named = ((entry_name(info, neighbours), info) for info in entries)
    return tuple((clean_path(name), info) for name, info in named if not _is_folder(name, info) and not _is_junk(name))


def entry_name(info: zipfile.ZipInfo, neighbours: str | None = None) -> str:
    """The name as its writer meant it: by the UTF-8 flag, by Info-ZIP's Unicode path, else by what its bytes look like.

    zipfile reads a name without the flag as code page 437, which keeps every byte; bytes that are no Chinese
    encoding stay in that page, as the format says.
    """
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    raw = _raw_name(info)
    return _unicode_path(info.extra, raw) or text_of(raw, neighbours) or info.filename


def _raw_name(info: zipfile.ZipInfo) -> bytes:
    return info.orig_filename.partition("\0")[0].encode("utf-8" if info.flag_bits & _UTF8_FLAG else "cp437")


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """Info-ZIP's extra field 0x7075: version 1, the plain name's CRC, then the name in UTF-8 (APPNOTE 4.6.9)."""
    place = 0
    while place + 4 <= len(extra):
        field, length = struct.unpack_from("<HH", extra, place)
        body = extra[place + 4 : place + 4 + length]
        if field == _UNICODE_PATH and len(body) > 5 and body[:5] == struct.pack("<BL", 1, zlib.crc32(raw)):
            try:
                return body[5:].decode()
            except UnicodeDecodeError:
                return None
        place += 4 + length
    return None


def clean_path(name: str) -> str:
    """``name`` as a relative path with ``/``: no drive, no ``..``, nothing that a screen would not show as it is.

    A backslash is a separator only after decoding: in GBK and Big5 it is also the second half of characters.
    """
    shown = "".join(char for char in name if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
    parts = _DRIVE.sub("", shown.replace("\\", "/")).split("/")
    parts = [part for part in parts if part.strip() not in ("", ".", "..")]
    return "/".join(parts) or "未命名"


def _is_folder(name: str, info: zipfile.ZipInfo) -> bool:
    return name.endswith(("/", "\\")) and not info.file_size


def _is_junk(name: str) -> bool:
    *folders, last = name.replace("\\", "/").lower().split("/")
    return last in _JUNK_NAMES or last.startswith(_JUNK_STARTS) or not _JUNK_FOLDERS.isdisjoint(folders)


def _check_overlap(entries: tuple[zipfile.ZipInfo, ...], data: bytes) -> None:
    """Refuses entries that share packed bytes: no writer makes them, and a few bytes could unpack again and again."""
    end = 0
    for info in sorted(entries, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise DocumentError("archive-bomb", "压缩包内的文件相互重叠，已拒绝解压。")
        end = (
            info.header_offset + _LOCAL_HEADER_BYTES + _local_names_bytes(data, info.header_offset) + info.compress_size
        )


def _local_names_bytes(data: bytes, place: int) -> int:
    """How long name and extra field are in the entry's own header; 0 where none stands there."""
    header = data[place : place + _LOCAL_HEADER_BYTES]
    return sum(struct.unpack_from("<HH", header, 26)) if len(header) == _LOCAL_HEADER_BYTES else 0
