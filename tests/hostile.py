"""Files that nobody can or should read, drawn for the tests: name, bytes, and the code they are refused with."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import docx
import pikepdf

_ONE_GIGABYTE = 1 << 30


def word(*lines: str) -> bytes:
    """A Word file of plain paragraphs."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """``data`` with one member of the package changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, change(old.read(member)) if member == name else old.read(member))
    return stream.getvalue()


def external_entity() -> bytes:
    """A Word file whose text is to be fetched from a file of the reading machine."""
    doctype = b'<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document'
    return with_part(
        word("x"), "word/document.xml", lambda xml: xml.replace(b"<w:document", doctype, 1).replace(b">x<", b">&e;<")
    )


def zip_bomb() -> bytes:
    """A Word file of a few hundred kilobytes whose text unpacks to a gigabyte of spaces."""
    return with_part(word("x"), "word/document.xml", lambda xml: xml + b" " * (_ONE_GIGABYTE // 2))


def encrypted_word() -> bytes:
    """The outside of a Word file with a password: an OLE2 container that holds an EncryptedPackage."""
    sector = 512
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16 + b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00")
    header += b"\x00" * (44 - len(header)) + (1).to_bytes(4, "little") + (1).to_bytes(4, "little")
    header += b"\x00" * 4 + (4096).to_bytes(4, "little") + (0xFFFFFFFE).to_bytes(4, "little") + b"\x00" * 4
    header += (0xFFFFFFFE).to_bytes(4, "little") + b"\x00" * 4 + (0).to_bytes(4, "little")
    header += b"\xff" * (sector - len(header))
    table = b"\xfd\xff\xff\xff" + b"\xfe\xff\xff\xff" + b"\xff" * (sector - 8)
    return (
        bytes(header)
        + table
        + _entry("Root Entry", 5)
        + _entry("EncryptedPackage", 2)
        + _entry("EncryptionInfo", 2)
        + b"\x00" * 128
    )


def _entry(name: str, kind: int) -> bytes:
    text = name.encode("utf-16-le")
    entry = text + b"\x00" * (64 - len(text)) + (len(text) + 2).to_bytes(2, "little") + bytes([kind, 1])
    return entry + b"\xff" * 12 + b"\x00" * 36 + b"\xfe\xff\xff\xff" + b"\x00" * 8


def pdf(pages: int = 1, password: str | None = None) -> bytes:
    """A PDF of blank pages."""
    stream = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(595, 842))
        lock = pikepdf.Encryption(user=password, owner=password) if password else None
        document.save(stream, encryption=lock or False)
    return stream.getvalue()


def huge_png() -> bytes:
    """The head of a picture of 900 megapixels, with nothing behind it."""
    header = b"IHDR" + struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


REFUSED: tuple[tuple[str, str, Callable[[], bytes], str], ...] = (
    ("an empty file", "空.docx", lambda: b"", "empty-file"),
    ("a truncated Word file", "截断.docx", lambda: word("申请书" * 400)[:9000], "damaged-document"),
    ("a truncated PDF", "截断.pdf", lambda: b"%PDF-1.7\n" + pdf()[9:300], "damaged-document"),
    ("a Word file with an external entity", "实体.docx", external_entity, "unsafe-xml"),
    ("a zip bomb", "炸弹.docx", zip_bomb, "archive-bomb"),
    ("a PDF with a password", "加密.pdf", lambda: pdf(password="secret"), "encrypted-document"),
    ("a Word file with a password", "加密.docx", encrypted_word, "encrypted-document"),
    ("a PDF of 300 pages", "三百页.pdf", lambda: pdf(pages=300), "too-many-pages"),
    ("a text file named .docx", "改名.docx", lambda: "试点名称：养老服务".encode(), "unsupported-format"),
    ("a broken picture named .pdf", "改名.pdf", lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "damaged-document"),
    ("a picture of 30,000 by 30,000 pixels", "大图.png", huge_png, "picture-too-large"),
)
