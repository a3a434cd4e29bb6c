"""A post code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from forms.record import Value
from forms.types.cleaning import Left, clean, left_over
from forms.types.kind import NO_HINT, Hint, Kind, Reading

if TYPE_CHECKING:
    from marshmallow import fields as ma

_CODE = re.compile(r"[0-9]{6}")
_LABEL = re.compile(r"^(?:邮政编码|郵政編碼|邮编|郵編|郵遞區號)?[:：]?")


@dataclass(frozen=True)
class Postcode(Kind):
    """Six digits."""

    name: ClassVar[str] = "postcode"

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        text = clean(raw)
        left = left_over(text)
        if left in (Left.BLANK, Left.SAMPLE):
            return Reading(None, ("placeholder-left",) if left is Left.SAMPLE else ())
        code = _LABEL.sub("", re.sub(r"\s", "", text))
        return Reading(code) if _CODE.fullmatch(code) else Reading(None, ("postcode-invalid",))

    def show(self, value: Value) -> str:
        return "" if value is None else str(value)

    def samples(self) -> tuple[Value, ...]:
        return ("430023", "441021", "713300")

    def field(self) -> ma.Field[Any]:
        from forms.types.validation import text_field

        return text_field("邮政编码，6位数字", lambda v: bool(_CODE.fullmatch(v)), "邮政编码应为6位数字。")
