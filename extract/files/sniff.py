"""What kind of file some bytes are, by the bytes themselves and never by the name's extension."""

from __future__ import annotations

import re
import struct

from extract.errors import DocumentError
from extract.limits import DEFAULT_LIMITS, Limits

CALLED: dict[str, str] = {
    "docx": " Word 文件（.docx）", "pdf": " PDF 文件", "doc": "旧版 Word 文件（.doc）", "wps": "旧版 WPS 文件（.wps）",
    "encrypted-office": "加密的 Office 文件", "zip": "压缩包", "eml": "电子邮件", "ofd": " OFD 文件",
    "png": " PNG 图片", "jpeg": " JPEG 图片", "gif": " GIF 图片", "bmp": " BMP 图片", "tiff": " TIFF 图片",
    "webp": " WebP 图片",
}  # fmt: skip
"""Every kind that :func:`sniff` answers, as a message calls it."""

_PDF_SEARCH_BYTES = 1024
"""How far into a file its PDF header may begin (ISO 32000-1, annex H.3.4.1)."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_END = 0xFFFFFFFA
_OLE_ENTRY_BYTES = 128
_OLE_MOST_SECTORS = 2048
_FIB_FLAGS_OFFSET = 10
_FIB_ENCRYPTED = 0x0100
_WORD_TYPES = (
    b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml",
    b"ms-word.document.macroEnabled.main+xml", b"ms-word.template.macroEnabledTemplate.main+xml",
)  # fmt: skip
_OTHER_OFFICE = (
    (b"spreadsheetml.sheet.main+xml", " Excel 工作簿"), (b"ms-excel.sheet", " Excel 工作簿"),
    (b"spreadsheetml.template.main+xml", " Excel 模板"), (b"presentationml.", " PowerPoint 演示文稿"),
    (b"ms-powerpoint.", " PowerPoint 演示文稿"),
)  # fmt: skip
_FOREIGN = (
    (b"{\\rtf", " RTF 文件"), (b"Rar!\x1a\x07", " RAR 压缩包"), (b"7z\xbc\xaf\x27\x1c", " 7z 压缩包"),
    (b"\x1f\x8b", " gzip 压缩包"), (b"%!PS", " PostScript 文件"), (b"MZ", "可执行程序"), (b"AT&TFORM", " DjVu 文件"),
)  # fmt: skip
_RESAVE_MAIL = "请在 Outlook 中另存为 .eml 文件，或者直接提交其中的附件。"
_REPACK = "请解压后重新压缩为 zip，或者直接提交其中的文件。"
_PHONE_PICTURES = frozenset({b"heic", b"heix", b"heim", b"hevc", b"mif1", b"msf1", b"avif"})
"""Brands of pictures as telephones save them (ISO/IEC 23008-12)."""
_AS_JPEG = "请在手机的相机设置中改用 JPEG（苹果手机为“兼容性最佳”）重拍，或者把照片另存为 JPEG 后重新上传。"
_HEADER_LINE = re.compile(rb"^([!-9;-~]{1,76}):")
_MAIL_HEAD_BYTES = 64 * 1024
"""Enough for the traces that a dozen servers leave before the sender's own headers."""
_MAIL_HEADERS = frozenset(
    b"received from to cc date subject message-id mime-version return-path delivered-to content-type reply-to "
    b"dkim-signature x-mailer sender x-qq-mid authentication-results content-transfer-encoding".split()
)
_MAIL_SURE = frozenset({b"received", b"return-path", b"message-id", b"mime-version", b"from", b"delivered-to"})
_MAIL_LEAST_HEADERS = 2


def sniff(data: bytes, name: str = "", limits: Limits = DEFAULT_LIMITS) -> str:
    """One of :data:`CALLED`. ``name`` only tells a broken Word file from other broken zips in the message.

    Raises ``empty-file``, ``file-too-large``, ``damaged-document`` (a zip that cannot be opened) and
    ``unsupported-format`` (recognised as something else, or not at all).
    """
    if not data:
        raise DocumentError("empty-file", "文件是空的（0 字节）。")
    if len(data) > limits.file_bytes:
        raise DocumentError("file-too-large", f"文件有 {len(data)} 字节，超过上限 {limits.file_bytes} 字节。")
    if data.startswith(b"PK"):
        return _zip_kind(data, name, limits)
    if data.startswith(_OLE):
        return _ole_kind(data, name)
    if b"%PDF-" in data[: _PDF_SEARCH_BYTES + 5]:
        return "pdf"
    return _other_kind(data)


def _other_kind(data: bytes) -> str:
    from extract.files.image_header import image_kind

    image = image_kind(data)
    if image is not None:
        return image
    if _is_mail(data):
        return "eml"
    for magic, called in _FOREIGN:
        if data.startswith(magic):
            raise _unsupported(f"这是{called}", _REPACK if called.endswith("压缩包") else None)
    if data[4:8] == b"ftyp" and data[8:12] in _PHONE_PICTURES:
        raise _unsupported("这是手机的 HEIC 照片", _AS_JPEG)
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n\x00").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<meta")):
        raise _unsupported("这是网页（HTML）")
    if start.startswith(b"<?xml"):
        raise _unsupported("这是 XML 文件")
    raise _unsupported("这是纯文本，不是 Word 或者 PDF 文件" if _is_text(data) else "无法识别文件的格式")


def _unsupported(what: str, advice: str | None = None) -> DocumentError:
    return DocumentError("unsupported-format", f"{what}，不能作为申报表格读取。", advice)


def _zip_kind(data: bytes, name: str, limits: Limits) -> str:
    from extract.files.bounded_zip import BoundedZip, MemberError

    try:
        members = BoundedZip(data, limits)
    except DocumentError as error:
        if error.code != "damaged-document":
            raise
        raise _broken_zip(data, name) from error
    if "OFD.xml" in members:
        return "ofd"
    try:
        types = members.read("[Content_Types].xml") if "[Content_Types].xml" in members else b""
        other = members.read("mimetype") if "mimetype" in members else b""
    except MemberError as error:
        raise _broken_zip(data, name) from error
    if other.startswith(b"application/vnd.oasis.opendocument"):
        raise _unsupported("这是 OpenDocument 文件")
    return _office_kind(types, "word/document.xml" in members)


def _office_kind(types: bytes, has_word_part: bool) -> str:
    if any(kind in types for kind in _WORD_TYPES):
        return "docx"
    for kind, called in _OTHER_OFFICE:
        if kind in types:
            raise _unsupported(f"这是{called}")
    return "docx" if has_word_part else "zip"


def _broken_zip(data: bytes, name: str) -> DocumentError:
    word = b"word/" in data or name.lower().endswith((".docx", ".docm", ".dotx"))
    called = "Word 文件" if word else "压缩包"
    return DocumentError("damaged-document", f"{called}已损坏或者不完整（读到 {len(data)} 字节），无法打开。")


def _ole_kind(data: bytes, name: str) -> str:
    """Word 97–2003, old WPS, or the envelope of an encrypted file, by the streams it holds."""
    streams = _ole_streams(data)
    if "EncryptedPackage" in streams:
        return "encrypted-office"
    if "WordDocument" in streams:
        return "encrypted-office" if _is_encrypted_doc(data, streams["WordDocument"]) else "doc"
    if any(stream.lower().startswith("wps") for stream in streams) or "MatOST" in streams:
        return "wps"
    if "Workbook" in streams or "Book" in streams:
        raise _unsupported("这是旧版 Excel 工作簿")
    if "PowerPoint Document" in streams:
        raise _unsupported("这是旧版 PowerPoint 演示文稿")
    if any(stream.startswith("__substg1.0_") for stream in streams):
        raise _unsupported("这是 Outlook 邮件（.msg）", _RESAVE_MAIL)
    if not streams:
        raise DocumentError("damaged-document", "旧版 Office 文件的目录已损坏，无法打开。")
    raise _unsupported("这是旧版 Office 容器，其中没有 Word 正文")


def _is_encrypted_doc(data: bytes, sector: int) -> bool:
    """Whether the file information block of a .doc says that it is encrypted ([MS-DOC] 2.5.2)."""
    start = (sector + 1) << _sector_shift(data)
    if start + _FIB_FLAGS_OFFSET + 2 > len(data):
        return False
    flags = struct.unpack_from("<H", data, start + _FIB_FLAGS_OFFSET)[0]
    return bool(flags & _FIB_ENCRYPTED)


def _ole_streams(data: bytes) -> dict[str, int]:
    """Names of the entries of a compound file's directory and the sector at which each begins ([MS-CFB] 2.6)."""
    names: dict[str, int] = {}
    shift = _sector_shift(data)
    for sector in _directory_sectors(data, shift):
        start = (sector + 1) << shift
        for place in range(start, min(start + (1 << shift), len(data) - _OLE_ENTRY_BYTES + 1), _OLE_ENTRY_BYTES):
            length = struct.unpack_from("<H", data, place + 64)[0]
            if 2 <= length <= 64:
                name = data[place : place + length - 2].decode("utf-16-le", "replace")
                names[name] = struct.unpack_from("<L", data, place + 116)[0]
    return names


def _sector_shift(data: bytes) -> int:
    return 12 if data[30:32] == b"\x0c\x00" else 9


def _directory_sectors(data: bytes, shift: int) -> list[int]:
    """The chain of directory sectors through the first 109 allocation sectors, which cover the first 6 MB or more."""
    if len(data) < 512:
        return []
    table = struct.unpack_from("<109L", data, 76)
    per_sector = 1 << (shift - 2)
    chain: list[int] = []
    sector = struct.unpack_from("<L", data, 48)[0]
    while sector < _OLE_END and len(chain) < _OLE_MOST_SECTORS and sector not in chain[-4:]:
        chain.append(sector)
        which, entry = divmod(sector, per_sector)
        place = ((table[which] + 1) << shift) + 4 * entry if which < len(table) else len(data)
        if place + 4 > len(data):
            break
        sector = struct.unpack_from("<L", data, place)[0]
    return chain


def _is_mail(data: bytes) -> bool:
    """Whether the file begins with a block of mail header lines (RFC 5322)."""
    names: list[bytes] = []
    head = data[:_MAIL_HEAD_BYTES].lstrip(b"\xef\xbb\xbf\r\n").split(b"\n")
    for line in head[:-1] if len(data) > _MAIL_HEAD_BYTES else head:
        if not line.strip():
            break
        header = _HEADER_LINE.match(line)
        if header:
            names.append(header[1].lower())
        elif not line.startswith((b" ", b"\t", b"From ")):
            return False
    known = [name for name in names if name in _MAIL_HEADERS]
    return len(set(known)) >= _MAIL_LEAST_HEADERS and any(name in _MAIL_SURE for name in known)


def _is_text(data: bytes) -> bool:
    sample = data[:4096]
    return not any(byte < 9 or 13 < byte < 27 for byte in sample)
