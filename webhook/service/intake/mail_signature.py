"""Whether a mail server may hand mails in: the signature over what it sends, and the moment it was made."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime

from webhook.service.problems import NotSigned

WINDOW_SECONDS = 300
"""How far the moment of signing may be from ours, either way: what was overheard is of no use later."""
_FIELD = re.compile(r"(t=[0-9]{1,12}|v1=[0-9A-Fa-f]{64})")
_MOST_FIELDS = 5
HELP = "请按 docs/operating.md 以 HMAC-SHA256 签名：X-Signature: t=秒数,v1=签名。"


@dataclass(frozen=True)
class Signature:
    """``t=<seconds of the epoch>,v1=<hex>``: HMAC-SHA256 over ``t``, a full stop and the body.

    Several ``v1`` may stand side by side while a secret is being changed; one that fits is enough.
    """

    at: str
    given: tuple[str, ...]

    @classmethod
    def parse(cls, header: str | None, now: datetime) -> Signature:
        """Raises :class:`NotSigned` for a missing or malformed header, and for one made too long before or after."""
        if not header:
            raise NotSigned("signature-missing", "没有签名，未接收邮件。", HELP)
        fields = [field.strip() for field in header.split(",", _MOST_FIELDS)]
        moments = [field[2:] for field in fields if field.startswith("t=")]
        given = tuple(field[3:].lower() for field in fields if field.startswith("v1="))
        if not all(_FIELD.fullmatch(field) for field in fields) or len(moments) != 1 or not given:
            raise NotSigned("signature-malformed", "签名的格式有误，未接收邮件。", HELP)
        if abs(now.timestamp() - int(moments[0])) > WINDOW_SECONDS:
            minutes = WINDOW_SECONDS // 60
            message = f"签名的时间与本机相差超过{minutes}分钟，未接收邮件。"
            raise NotSigned("signature-expired", message, "请核对两边的时钟，重新签名后再发。")
        return cls(moments[0], given)

    def over(self, secret: str) -> hmac.HMAC:
        """The sum to be fed with the body."""
        return hmac.new(secret.encode(), f"{self.at}.".encode(), hashlib.sha256)

    def demand(self, made: hmac.HMAC) -> None:
        """Raise :class:`NotSigned` unless the header gave what was made from the secret and the body."""
        fits = [hmac.compare_digest(made.hexdigest(), one) for one in self.given]
        if not any(fits):
            raise NotSigned("signature-wrong", "签名与邮件内容不符，未接收邮件。", "请核对密钥，并对原始字节签名。")
