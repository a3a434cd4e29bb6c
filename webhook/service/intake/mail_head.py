"""What stands above a mail's text, as the bytes that came: its header lines, and the one mail that it answers."""

from __future__ import annotations

import re
from typing import IO

CHANNEL = "mail"
"""How a submission came that the office's mail server delivered."""
HEAD_BYTES = 1024 * 1024
LEADING = b"\xef\xbb\xbf\r\n"
"""What careless programs put before the first header."""
END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
FOLD = re.compile(rb"\r?\n[ \t]+")
_ANSWERS = re.compile(rb"^In-Reply-To[ \t]*:([^\r\n]*)", re.IGNORECASE | re.MULTILINE)
_MESSAGE_ID = re.compile(rb"<[^<>\s]+>")


def head_of(mail: IO[bytes]) -> bytes:
    """The lines above the first empty one."""
    mail.seek(0)
    head = mail.read(HEAD_BYTES).lstrip(LEADING)
    end = END_OF_HEAD.search(head)
    return head[: end.start()] if end else head


def answered_id(head: bytes) -> str | None:
    """The id in In-Reply-To, with which a thread begins that has no References (RFC 5322 3.6.4).

    ``None`` where there is none, or several: then no order among them is known.
    """
    found = {one for said in _ANSWERS.findall(FOLD.sub(b" ", head)) for one in _MESSAGE_ID.findall(said)}
    return found.pop().decode("latin-1") if len(found) == 1 else None
