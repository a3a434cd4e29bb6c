"""Mails as a mail server hands them over: let in by signature, kept before they are answered, each exactly once."""

from __future__ import annotations

import hashlib
import hmac
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO

from webhook.service.intake.formats import is_mail
from webhook.service.intake.mail_head import CHANNEL, END_OF_HEAD, FOLD, HEAD_BYTES, LEADING, head_of
from webhook.service.intake.mail_programmes import programme_for
from webhook.service.intake.mail_signature import Signature
from webhook.service.intake.receiving import Intake, Receipt, Sender
from webhook.service.intake.uploads import Upload
from webhook.service.ports import Clock
from webhook.service.problems import BadUpload, NotSetUp, TooLarge
from webhook.store.blobs import Blobs

SENDER = "inbound-mail"
"""Who hands in, on the audit trail: the mail server; whom the mail is from is only what it says itself."""
NAME = "邮件.eml"
_CHUNK = 1024 * 1024
_IN_MEMORY_BYTES = 4 * 1024 * 1024
_MESSAGE_ID = re.compile(rb"^Message-ID[ \t]*:([^\r\n]*)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class MailDoor:
    """How mails are let in: ``secret`` is what the mail server signs with, without which nothing is.

    ``programmes`` names the programme of each address that has one of its own; mails to others go to the service's.
    """

    secret: str | None
    most_bytes: int
    programmes: Mapping[str, str] = field(default_factory=dict)


class MailIntake:
    def __init__(self, intake: Intake, clock: Clock, door: MailDoor) -> None:
        self._intake = intake
        self._clock = clock
        self._door = door

    def deliver(self, signature: str | None, body: IO[bytes]) -> Receipt:
        """Keep the mail and queue its reading; on return it is on the disk.

        A mail of the same Message-ID and content is the submission that it already is, whatever servers on another
        way wrote above it. Raises :class:`NotSetUp`, :class:`NotSigned`, :class:`TooLarge` and :class:`BadUpload`;
        then nothing is kept.
        """
        if not self._door.secret:
            advice = "请管理员设置环境变量 PILOT_MAIL_SECRET 后重新启动服务。"
            raise NotSetUp("mail-not-set-up", "尚未设置收取邮件的密钥，未接收邮件。", advice)
        signed = Signature.parse(signature, self._clock())
        with tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES) as kept:
            made = signed.over(self._door.secret)
            self._copy(body, kept, made)
            signed.demand(made)
            identity = _identity(kept)
            chosen = programme_for(head_of(kept), self._door.programmes)
            sender = Sender(SENDER, CHANNEL)
            return self._intake.submit([Upload(NAME, kept)], sender, programme=chosen, identity=identity)

    def _copy(self, body: IO[bytes], kept: IO[bytes], made: hmac.HMAC) -> None:
        size = 0
        while chunk := body.read(_CHUNK):
            size += len(chunk)
            if size > self._door.most_bytes:
                megabytes = self._door.most_bytes // (1024 * 1024)
                raise TooLarge("file-too-large", f"邮件超过{megabytes}MB。", "请发件人压缩或者分几封发送。")
            made.update(chunk)
            kept.write(chunk)


def _identity(mail: IO[bytes]) -> tuple[str, str, str]:
    """What makes a mail the same mail: its Message-ID and the hash of what follows its headers.

    One without a Message-ID is known by all its bytes. Raises :class:`BadUpload` for what is no mail.
    """
    mail.seek(0)
    head = mail.read(HEAD_BYTES)
    if head and not is_mail(head[: Blobs.HEAD_BYTES]):
        raise BadUpload("not-a-mail", "内容不是邮件。", "请发送邮件的原始内容（message/rfc822）。")
    begin = len(head) - len(head.lstrip(LEADING))
    end = END_OF_HEAD.search(head, begin)
    found = _MESSAGE_ID.search(FOLD.sub(b" ", head[begin : end.start()])) if end else None
    own = found[1].strip().decode("latin-1") if found else ""
    mail.seek(end.end() if end and own else 0)
    digest = hashlib.sha256()
    while chunk := mail.read(_CHUNK):
        digest.update(chunk)
    return CHANNEL, own, digest.hexdigest()
