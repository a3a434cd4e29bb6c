"""The XML parts of a Word file, opened within limits: no larger, no deeper and with no entities."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from render.conformance.settings import Limits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
}
_PIECE = 64 * 1024
_ENTRY = b"PK\x01\x02"
_OLE = b"\xd0\xcf\x11\xe0"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, OverflowError, ValueError)
_MAIN = "word/document.xml"

Element = etree._Element


class Unreadable(Exception):
    """Bytes that are no paper to be checked: a code of reading errors and a Chinese message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class Parts:
    """The parts by name. Raises :class:`Unreadable`: file-too-large, encrypted-document, unsupported-format,
    damaged-document, archive-bomb, unsafe-xml.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        _refuse(data, limits)
        self._limits = limits
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._names = {info.filename.lower(): info for info in self._zip.infolist()}
        except _BROKEN as error:
            raise Unreadable("damaged-document", "文件不是完好的 .docx（压缩包目录无法读取）。") from error
        if _MAIN not in self._names:
            raise Unreadable("unsupported-format", "压缩包内没有 Word 正文（word/document.xml），不是 .docx 文件。")

    def main(self) -> Element:
        return self._parsed(_MAIN)

    def optional(self, name: str) -> Element | None:
        """A part that a Word file may do without."""
        return self._parsed(name) if name.lower() in self._names else None

    def targets(self) -> dict[str, str]:
        """The parts that the main one refers to, by the id of the reference."""
        folder, file = posixpath.split(_MAIN)
        root = self.optional(f"{folder}/_rels/{file}.rels")
        if root is None:
            return {}
        return {
            one.get("Id", ""): posixpath.normpath(posixpath.join(folder, one.get("Target", "")))
            if not one.get("Target", "").startswith("/")
            else one.get("Target", "")[1:]
            for one in root
            if one.get("TargetMode") != "External"
        }

    def _parsed(self, name: str) -> Element:
        data = self._bytes(name)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise Unreadable("unsafe-xml", f"{name} 声明了文档类型或者实体，或者不是 UTF-8。")
        for strict, usual in _STRICT.items():
            data = data.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Unreadable("damaged-document", f"{name} 不是完好的 XML。") from error
        return root

    def _bytes(self, name: str) -> bytes:
        info = self._names[name.lower()]
        if info.flag_bits & 1:
            raise Unreadable("encrypted-document", f"压缩包内的 {name} 设有密码。")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("damaged-document", f"{name} 的压缩方法不能读取。")
        try:
            return self._inflated(info)
        except _BROKEN as error:
            raise Unreadable("damaged-document", f"{name} 已损坏。") from error

    def _inflated(self, info: zipfile.ZipInfo) -> bytes:
        pieces, size = [], 0
        with self._zip.open(info) as member:
            while piece := member.read(_PIECE):
                size += len(piece)
                self._unpacked += len(piece)
                if size > self._limits.member_bytes or self._unpacked > self._limits.unpacked_bytes:
                    raise Unreadable("archive-bomb", f"{info.filename} 解压后超过上限，已停止读取。")
                pieces.append(piece)
        return b"".join(pieces)


def _refuse(data: bytes, limits: Limits) -> None:
    if len(data) > limits.file_bytes:
        over = f"{len(data) / 1e6:.0f} MB，超过上限 {limits.file_bytes / 1e6:.0f} MB"
        raise Unreadable("file-too-large", f"文件大小 {over}。")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable("encrypted-document", "Word 文件设有打开密码，无法读取。")
        raise Unreadable("unsupported-format", "文件是旧版 .doc，请另存为 .docx 后再检查。")
    if not data.startswith(b"PK"):
        raise Unreadable("unsupported-format", "文件既不是 .docx，也不是 PDF。")
    if data.count(_ENTRY) > limits.members:
        raise Unreadable("archive-bomb", f"压缩包内的文件超过 {limits.members} 个，已拒绝读取。")
