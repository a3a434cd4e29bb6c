"""A mail taken apart: who claims to have written what, and the files that came with it.

The mail's bytes stay as they are; only what is read from them is decoded. Whatever a mail says of itself (sender, date,
ids) is a claim: the moment of receipt is the receiver's own. Pages of HTML, signatures and the small pictures in them
are no documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email.errors import MessageError
from email.parser import BytesParser
from email.policy import Compat32

from extract.containers.archive import clean_path
from extract.containers.mail_headers import Mailbox, claimed_date, header_text, mailboxes, message_ids
from extract.containers.mail_part import ELSEWHERE, MailPart, damaged, strict_base64
from extract.errors import DocumentError
from extract.limits import DEFAULT_LIMITS, Limits

_MOST_DEPTH = 50
_MOST_GROUPS = 500
"""Multiparts in one mail; the parser compares each line with the boundaries of all that are open."""
_BOUNDARY = re.compile(rb"boundary\s*(?:\*\d*\*?)?\s*=", re.IGNORECASE)
_BEFORE_HEADERS = b"\xef\xbb\xbf\r\n"
_BROKEN = (MessageError, TypeError, ValueError, LookupError, AttributeError)
"""What the parser lets through for headers that contradict themselves (segments with and without a number, …)."""


@dataclass(frozen=True)
class MailHeader:
    """What a mail claims of itself. ``date_claimed`` is the sender's clock and never a moment of receipt."""

    message_id: str | None
    in_reply_to: str | None
    references: tuple[str, ...]
    subject: str
    sender: Mailbox | None
    to: tuple[Mailbox, ...]
    date_claimed: datetime | None


@dataclass(frozen=True)
class Attachment:
    """One file of a mail: its bytes, or the mail that it is, or why it cannot be had."""

    name: str
    data: bytes = b""
    mail: Mail | None = None
    error: DocumentError | None = None


@dataclass(frozen=True)
class Mail:
    """``text`` is what the sender wrote; ``error`` says why nothing inside could be read (an encrypted mail)."""

    header: MailHeader
    text: str
    attachments: tuple[Attachment, ...]
    error: DocumentError | None = None


class _AsWritten(Compat32):
    """Gives headers as they stand, for :mod:`extract.containers.mail_headers` to read."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        return value


def read_mail(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Mail:
    """The mail in ``data`` (RFC 5322, MIME).

    Raises ``archive-bomb`` where it has too many parts or nests them too deep, ``damaged-document`` where its headers
    contradict themselves so that no parts can be told.
    """
    groups = len(_BOUNDARY.findall(data))
    if groups > _MOST_GROUPS:
        raise DocumentError("archive-bomb", f"邮件的附件分为 {groups} 组，超过上限 {_MOST_GROUPS} 组。")
    try:
        root = BytesParser(policy=_AsWritten()).parsebytes(data.lstrip(_BEFORE_HEADERS))
        return _mail(MailPart(root), limits)
    except RecursionError as error:
        raise _too_deep() from error
    except _BROKEN as error:
        raise damaged("邮件的结构已损坏，无法分出附件。") from error


def _mail(root: MailPart, limits: Limits) -> Mail:
    leaves = list(_leaves(root, 0))
    if len(leaves) > limits.members:
        raise DocumentError("archive-bomb", f"邮件有 {len(leaves)} 个部分，超过上限 {limits.members} 个。")
    error = damaged("邮件的头部已损坏。") if root.is_broken_off else root.sealing
    found = () if error else _attachments(leaves, limits)
    return Mail(_header(root), _text(leaves), tuple(found), error)


def _leaves(part: MailPart, depth: int) -> Iterator[MailPart]:
    """The parts that hold something, in order; a mail within the mail is one of them."""
    if depth > _MOST_DEPTH:
        raise _too_deep()
    if part.children and part.kind.startswith("multipart/"):
        for child in part.children:
            yield from _leaves(child, depth + 1)
    else:
        yield part


def _too_deep() -> DocumentError:
    return DocumentError("archive-bomb", f"邮件的结构嵌套超过 {_MOST_DEPTH} 层，已停止读取。")


def _header(root: MailPart) -> MailHeader:
    own, replied = message_ids(root.header("Message-ID")), message_ids(root.header("In-Reply-To"))
    senders = mailboxes(root.headers("From")) or mailboxes(root.headers("Sender"))
    return MailHeader(
        own[0] if own else None,
        replied[0] if replied else None,
        message_ids(root.header("References")),
        header_text(root.header("Subject")),
        senders[0] if senders else None,
        mailboxes(root.headers("To")),
        claimed_date(root.header("Date")),
    )


def _text(leaves: list[MailPart]) -> str:
    """The bodies in plain text, or where there are none the HTML ones without their tags."""
    bodies = [leaf for leaf in leaves if leaf.is_body]
    plain = [leaf for leaf in bodies if leaf.kind == "text/plain"]
    return "\n".join(leaf.text for leaf in plain or bodies).strip()


def _attachments(leaves: list[MailPart], limits: Limits) -> Iterator[Attachment]:
    unnamed = 0
    for leaf in leaves:
        if leaf.holds_no_document and not leaf.is_broken_off:
            continue
        attachment = _attachment(leaf, limits)
        if not attachment.name:
            unnamed += 1
            attachment = replace(attachment, name=f"未命名附件{unnamed}")
        yield attachment


def _attachment(leaf: MailPart, limits: Limits) -> Attachment:
    try:
        if leaf.children and leaf.kind not in ELSEWHERE:
            return _inner_mail(leaf, limits)
        return Attachment(leaf.name, leaf.read())
    except DocumentError as error:
        return Attachment(leaf.name, error=error)


def _inner_mail(leaf: MailPart, limits: Limits) -> Attachment:
    """The mail within the mail, called by its file name or its subject.

    Some programs encode the inner mail as a whole, against RFC 2046 5.2.1; it is then a file like any other.
    """
    inner = leaf.children[0]
    if leaf.encoding == "base64" and not inner.has_headers:
        return Attachment(leaf.name, strict_base64(inner.packed))
    mail = _mail(inner, limits)
    return Attachment(leaf.name or clean_path(f"{mail.header.subject or '转发的邮件'}.eml"), mail=mail)
