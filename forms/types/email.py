"""An e-mail address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from forms.record import Value
from forms.types.cleaning import Left, left_over, tidy
from forms.types.kind import NO_HINT, Hint, Kind, Reading

if TYPE_CHECKING:
    from marshmallow import fields as ma

_WIDTH = str.maketrans({"＠": "@", "﹫": "@", "．": ".", "＿": "_", "－": "-", "：": ":", "＊": "*"})
_ADDRESS = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9._%+\-]{0,62}[A-Za-z0-9_\-])?@(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
_LABEL = re.compile(
    r"^(?:电子邮箱|電子郵箱|电子邮件|電子郵件|邮箱|郵箱|电邮|電郵|e-?mail|mailto)\s*:\s*", re.IGNORECASE
)
_MASK = re.compile(r"\*|\[email.{0,3}protected\]|●{2,}|•{2,}", re.IGNORECASE)


def _valid(address: str) -> bool:
    return bool(_ADDRESS.fullmatch(address)) and ".." not in address


_CUT_OFF = re.compile(r"@[A-Za-z0-9.-]*\.$")
"""An address with a point at its end, whose cell may have had no room for the rest."""


@dataclass(frozen=True)
class Email(Kind):
    """One address, its letters as written."""

    name: ClassVar[str] = "email"

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        text = tidy(raw).translate(_WIDTH)
        left = left_over(text)
        if left in (Left.BLANK, Left.SAMPLE):
            return Reading(None, ("placeholder-left",) if left is Left.SAMPLE else ())
        if _MASK.search(text):
            return Reading(None, ("email-masked",))
        plain = _LABEL.sub("", text)
        pieces = [piece.strip("<>。. ") for piece in re.split(r"[;；,，、/\n]+|(?<=[A-Za-z]) +(?=\S+@)", plain)]
        found = {re.sub(r"\s", "", piece) for piece in pieces if piece}
        if not any(map(_valid, found)) and _valid(whole := re.sub(r"\s*\n\s*", "", plain.strip("<>。. "))):
            return Reading(whole)  # one address that its cell had no room for in one line
        if not found or not all(map(_valid, found)):
            return Reading(None, ("email-invalid",))
        doubts = ("email-invalid",) if _CUT_OFF.search(plain.strip()) else ()
        return Reading(found.pop(), doubts) if len(found) == 1 else Reading(None, ("several-values",))

    def show(self, value: Value) -> str:
        return "" if value is None else str(value)

    def samples(self) -> tuple[Value, ...]:
        return ("zwzx2016@163.com", "xy.bzhc@xiangyang.gov.cn")

    def field(self) -> ma.Field[Any]:
        from forms.types.validation import text_field

        return text_field("电子邮箱地址", _valid, "电子邮箱格式有误，应如 name@example.com。")
