"""A letter as a draft of a mail, in a thread or new; the office's own mail program sends it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, Policy
from pathlib import PurePath

from webhook.service.problems import Refused
from webhook.store.mails import Mail

_ADDRESS = re.compile(r"([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64})@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)")
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,500}>")
_MOST_REFERENCES = 20
_WORD_LENGTH = 66
"""Characters of an encoded word, so that a line with ``name=""`` round it has no more than 78."""
_ANSWERED = re.compile(r"(?:re|回复|答复)\s*[:：]", re.IGNORECASE)
_TYPES: dict[str, tuple[str, str]] = {
    ".docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".pdf": ("application", "pdf"),
    ".jpg": ("image", "jpeg"),
    ".jpeg": ("image", "jpeg"),
    ".png": ("image", "png"),
    ".tif": ("image", "tiff"),
    ".tiff": ("image", "tiff"),
}
_UNKNOWN = ("application", "octet-stream")


class _ContentType(str):
    """A header that is written as it stands; the library would encode its name by RFC 2231."""

    name = "Content-Type"

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


@dataclass(frozen=True)
class Enclosed:
    """A file that goes with a mail."""

    name: str
    data: bytes


def reply_draft(mail: Mail, title: str, enclosed: Sequence[Enclosed]) -> bytes:
    """The draft: to the mail's sender, in its thread, with the letter called ``title`` and what goes with it.

    It has no sender and no date, which the office's mail program adds. Raises :class:`Refused` where the mail names
    no sender that could be answered.
    """
    words = f"您好：\n\n来信收悉。现送上《{title}》，请查收附件。\n"
    return _thread(mail) + _draft(_receiver(mail), _subject(_one_line(mail.subject)), words, enclosed)


def mail_draft(address: str, title: str, number: str | None, enclosed: Sequence[Enclosed]) -> bytes:
    """The draft of a mail of its own; without ``address`` the office's mail program asks for one."""
    local, _, domain = address.rpartition("@")
    receiver = Address("", local, domain) if address else None
    named = f"《{title}》（{number}）" if number else f"《{title}》"
    subject = f"{title}（{number}）" if number else title
    return _draft(receiver, _one_line(subject), f"您好：\n\n现送上{named}，请查收附件。\n", enclosed)


def _draft(receiver: Address | None, subject: str, words: str, enclosed: Sequence[Enclosed]) -> bytes:
    draft = EmailMessage(SMTP)
    if receiver is not None:
        draft["To"] = receiver
    draft["Subject"] = subject
    draft["X-Unsent"] = "1"  # mail programs open it as a draft, not as a mail that came
    draft.set_content(words, cte="base64")
    draft.make_mixed()
    for file in enclosed:
        draft.attach(_part(file))
    return draft.as_bytes()


def _part(file: Enclosed) -> EmailMessage:
    """The file with its name as RFC 2231 says, and beside it as programs read it that know nothing of that.

    Those (older ones of Foxmail and Outlook, many a web mail) look for an encoded word in ``name`` of Content-Type,
    against RFC 2047 5, and else show ATT00001.dat.
    """
    name, kind = _one_line(file.name), _TYPES.get(PurePath(file.name).suffix.lower(), _UNKNOWN)
    part = EmailMessage(SMTP)
    part.set_content(file.data, *kind, disposition="attachment", filename=name)
    if not name.isascii():
        word = Header(name, "utf-8", maxlinelen=_WORD_LENGTH).encode(linesep="\r\n")
        del part["Content-Type"]
        part["Content-Type"] = _ContentType(f'{"/".join(kind)};\r\n name="{word}"')
    return part


def _receiver(mail: Mail) -> Address:
    found = _ADDRESS.fullmatch(mail.sender_address)
    if found is None:
        raise Refused("sender-missing", "来信没有写明可以回复的发件人地址。", "请下载 Word 文书，另行送达。")
    return Address(_one_line(mail.sender_name), found[1], found[2])


def _subject(asked: str) -> str:
    return asked if _ANSWERED.match(asked) else f"Re: {asked}".strip()


def _thread(mail: Mail) -> bytes:
    """In-Reply-To and References (RFC 5322 3.6.4): the first of a long thread and its last ones, an id a line.

    Written by hand, for the library would encode a long id so that no mail program knew it again.
    """
    own = mail.message_id or ""
    if not _MESSAGE_ID.fullmatch(own):
        return b""
    before = [one for one in mail.references if _MESSAGE_ID.fullmatch(one) and one != own]
    kept = before[:1] + before[1:][-_MOST_REFERENCES:]
    references = "\r\n ".join([*kept, own])
    return f"In-Reply-To: {own}\r\nReferences: {references}\r\n".encode("ascii")


def _one_line(text: str) -> str:
    """``text`` without line ends and what no header may hold: it came from outside."""
    return "".join(c if c.isprintable() else " " for c in text).strip()
