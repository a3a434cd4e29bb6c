"""One part of a mail: what it is called, what it is, and the bytes behind its transfer encoding."""

from __future__ import annotations

import binascii
import re
from email.errors import MissingHeaderBodySeparatorDefect
from email.message import Message
from functools import cached_property
from html import unescape
from typing import TypeAlias

from extract.containers.archive import clean_path
from extract.containers.mail_headers import charset_text, loose_base64, parameters
from extract.errors import DocumentError

RawPart: TypeAlias = "Message[str, str]"

SIGNATURE_PICTURE_BYTES = 20 * 1024
"""A picture shown in the text of a mail is taken for a logo below this size."""
_HEADER_CHARS = 256 * 1024
_NO_DOCUMENTS = frozenset(
    (
        "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature",
        "application/applefile", "message/delivery-status", "message/disposition-notification",
        "text/rfc822-headers", "text/calendar", "text/x-vcard", "text/vcard",
    )
)  # fmt: skip
ELSEWHERE = frozenset({"message/partial", "message/external-body"})
"""Parts whose content is in other mails or behind a link (RFC 2046 5.2)."""
_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_SIGNED_DATA_OID = bytes.fromhex("06092a864886f70d010702")
_TNEF = b"\x78\x9f\x3e\x22"
_LINE_TAGS = frozenset({"br", "br/", "/p", "/div", "/tr", "/li", "/h1", "/h2", "/h3"})
_HIDDEN_TAGS = frozenset({"head", "script", "style"})
_SEND_AGAIN = "请重新发送，或者直接上传附件。"


class MailPart:
    """A part of a mail as the parser found it."""

    def __init__(self, raw: RawPart) -> None:
        self.raw = raw
        self.kind = raw.get_content_type()
        self.has_headers = bool(raw.keys())
        self.content_type = parameters(self.header("Content-Type"))
        self.encoding = self.header("Content-Transfer-Encoding").partition(";")[0].strip().lower()
        # Without these the parser hands out the bytes as they stand, and not its own lenient reading of them.
        del raw["Content-Transfer-Encoding"]
        del raw["Content-Type"]

    def header(self, name: str) -> str:
        return str(self.raw.get(name, ""))[:_HEADER_CHARS]

    def headers(self, name: str) -> list[str]:
        return [str(value)[:_HEADER_CHARS] for value in self.raw.get_all(name, [])]

    @cached_property
    def children(self) -> tuple[MailPart, ...]:
        """The parts of a multipart, the mail of a ``message/rfc822``; empty for a part with bytes."""
        payload = self.raw.get_payload()
        if not isinstance(payload, list):
            return ()
        return tuple(MailPart(child) for child in payload if isinstance(child, Message))

    @cached_property
    def name(self) -> str:
        """The file name, the first that lost no character; ``""`` where the part has none."""
        names = [
            parameters(self.header("Content-Disposition")).get("filename", ""),
            self.content_type.get("name", ""),
        ]
        found = [name for name in names if name.strip()]
        whole = [name for name in found if "\ufffd" not in name and "??" not in name]
        return clean_path((whole or found)[0]) if found else ""

    @property
    def is_attached(self) -> bool:
        return self.header("Content-Disposition").partition(";")[0].strip().lower() == "attachment"

    @property
    def is_body(self) -> bool:
        """Whether the part is what the sender wrote rather than a file."""
        return self.kind in ("text/plain", "text/html") and not self.name and not self.is_attached

    @property
    def holds_no_document(self) -> bool:
        """Whether the part is a body, a signature, a mail program's own note, or a small picture shown in the text."""
        if self.kind in _NO_DOCUMENTS or self.is_body:
            return True
        shown = not self.is_attached or "Content-ID" in self.raw
        return self.kind.startswith("image/") and shown and 0 < len(self._loose_bytes()) < SIGNATURE_PICTURE_BYTES

    @cached_property
    def packed(self) -> bytes:
        """The part's content as it stands in the mail."""
        payload = self.raw.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else b""

    def read(self) -> bytes:
        """The part's bytes (RFC 2045 6).

        Raises ``damaged-document`` for base64 in which anything but padding is amiss, as bytes are then lost or
        changed, and for headers that break off; ``unsupported-format`` and ``encrypted-document`` for wrappings that
        are not opened.
        """
        if self.is_broken_off:
            raise damaged("附件的头部已损坏。")
        if self.kind.startswith("multipart/"):
            raise damaged("邮件缺少分隔行，附件无法分出。")
        data = self._decoded()
        refusal = self._refusal(data)
        if refusal is not None:
            raise refusal
        return data

    @property
    def is_broken_off(self) -> bool:
        """Whether the headers end in a line that is none, so that what follows was taken for content."""
        return any(isinstance(defect, MissingHeaderBodySeparatorDefect) for defect in self.raw.defects)

    def _decoded(self) -> bytes:
        if self.encoding == "base64":
            return strict_base64(self.packed)
        if self.encoding in ("", "7bit", "8bit", "binary", "quoted-printable"):
            return self._loose_bytes()
        raise DocumentError("unsupported-format", f"附件用了不能读取的编码（{self.encoding[:40]}）。", _SEND_AGAIN)

    def _loose_bytes(self) -> bytes:
        """The bytes as far as they can be had: enough for a text that a person reads."""
        if self.encoding == "base64":
            return loose_base64(self.packed)
        return binascii.a2b_qp(self.packed) if self.encoding == "quoted-printable" else self.packed

    def _refusal(self, data: bytes) -> DocumentError | None:
        """What to say of a wrapping that is not opened."""
        if self.kind == "application/ms-tnef" or data.startswith(_TNEF):
            message = "附件包在 Outlook 专用格式（winmail.dat）里，无法取出。"
            advice = "请在 Outlook 中改用 HTML 或者纯文本格式重发，或者直接上传附件。"
            return DocumentError("unsupported-format", message, advice)
        if self.kind in ELSEWHERE:
            message = "邮件只含附件的一部分或者链接，没有附件本身。"
            return DocumentError("unsupported-format", message, "请把附件完整地放在一封邮件里重发。")
        return self._sealed(data) if self.kind in _SMIME else None

    @property
    def sealing(self) -> DocumentError | None:
        """Why nothing in this part can be read, where it is encrypted or signed as a whole (RFC 8551, RFC 3156)."""
        if self.kind == "multipart/encrypted":
            return DocumentError(
                "encrypted-document", "邮件已加密（PGP），无法读取。", "请不加密重发，或者直接上传附件。"
            )
        return self._sealed(self._loose_bytes()) if self.kind in _SMIME else None

    def _sealed(self, data: bytes) -> DocumentError:
        kind = self.content_type.get("smime-type", "").lower()
        if kind == "signed-data" or (not kind and _SIGNED_DATA_OID in data[:64]):
            message = "邮件以不透明方式签名（smime.p7m），附件无法取出。"
            return DocumentError("unsupported-format", message, "请改用明文签名或者不签名重发，或者直接上传附件。")
        return DocumentError("encrypted-document", "邮件已加密，无法读取。", "请不加密重发，或者直接上传附件。")

    @property
    def text(self) -> str:
        """A body's text, an HTML one's without its tags."""
        charset = self.content_type.get("charset", "")
        text = charset_text(self._loose_bytes(), charset).replace("\r\n", "\n")
        return _without_tags(text) if self.kind == "text/html" else text


def strict_base64(packed: bytes) -> bytes:
    """The bytes of base64 in lines; its padding may be missing. Raises ``damaged-document`` for anything else."""
    letters = b"".join(packed.split()).rstrip(b"=")
    try:
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4), strict_mode=True)
    except binascii.Error as error:
        raise damaged("附件的编码（base64）已损坏。") from error


def damaged(message: str) -> DocumentError:
    """``damaged-document`` with advice for somebody who sends mail."""
    return DocumentError("damaged-document", message, _SEND_AGAIN)


def _without_tags(html: str) -> str:
    pieces: list[str] = []
    hidden = ""
    for place, piece in enumerate(re.split(r"<([^<>]*)>", html)):
        if place % 2 == 0:
            pieces.append("" if hidden else piece)
            continue
        tag = piece.lower().partition(" ")[0].strip()
        if hidden:
            hidden = "" if tag == f"/{hidden}" else hidden
        elif tag in _HIDDEN_TAGS:
            hidden = tag
        elif tag in _LINE_TAGS:
            pieces.append("\n")
    return unescape("".join(pieces))
