"""Whether the first bytes belong to a format that is known at all, readable or not: what is unknown is not kept."""

from __future__ import annotations

import re

from extract.errors import DocumentError
from extract.files.sniff import sniff

_STARTS: tuple[bytes, ...] = (
    b"PK\x03\x04",  # docx, ofd, zip
    b"PK\x05\x06",  # an empty zip
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",  # doc, wps, msg; also an encrypted docx
    b"{\\rtf",
    b"\xff\xd8\xff",  # JPEG
    b"\x89PNG\r\n\x1a\n",
    b"II*\x00",  # TIFF
    b"MM\x00*",
    b"GIF8",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
)
_MAIL_HEADER = re.compile(rb"^(?:Received|MIME-Version|Message-ID|From):", re.MULTILINE | re.IGNORECASE)
_PDF_WITHIN = 1024
"""A PDF may begin with some bytes of rubbish."""


def is_known_format(head: bytes) -> bool:
    """Whether ``head``, the first kilobytes of a file, is a document, picture, archive or mail."""
    if head.startswith(_STARTS) or b"%PDF-" in head[:_PDF_WITHIN]:
        return True
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return True
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"avif"):
        return True
    if head[:2] == b"BM" and head[6:10] == bytes(4):
        return True
    return _begins_as_mail(head)


def is_mail(head: bytes) -> bool:
    """Whether ``head`` begins with a mail's headers."""
    return not head.startswith(_STARTS) and b"%PDF-" not in head[:_PDF_WITHIN] and _begins_as_mail(head)


def may_hold_documents(head: bytes) -> bool:
    """Whether a file that begins so may be a zip or a mail; a Word file begins as a zip does."""
    return head.startswith(b"PK") or is_mail(head)


def _begins_as_mail(head: bytes) -> bool:
    return bool(_MAIL_HEADER.search(re.split(rb"\r?\n\r?\n", head.lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]))


def unknown_format(head: bytes) -> str | None:
    """What bytes of no known format look like, in Chinese; ``None`` for a known format."""
    if is_known_format(head):
        return None
    try:
        sniff(head)
    except DocumentError as error:
        return error.message
    return None
