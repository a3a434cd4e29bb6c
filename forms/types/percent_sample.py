"""A share of a hundred with the number of those who were asked (公众满意度)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from forms.patterns import late
from forms.record import Value
from forms.script import simplified
from forms.types.cleaning import Left, clean, left_over
from forms.types.kind import NO_HINT, Hint, Kind, Reading
from forms.types.number import Percent, number_field
from forms.types.numeral import PLAIN, plain_numbers, shown, value_of

if TYPE_CHECKING:
    from marshmallow import Schema
    from marshmallow import fields as ma

_SHARE = late(rf"({PLAIN})%")
_SPACED = late(r"(?<=[0-9]\.)\s+(?=[0-9])|(?<=[0-9])\s+(?=[%份人名])")
"""Room behind the point of a share, before its sign, or before what is counted."""
_DATE = late(r"[0-9]{4}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?|[0-9]{1,2}月[0-9]{1,2}日")
_ASKED = late(
    r"(?<![0-9.])([0-9]{1,7})(?:份|人次|人|名|户|位|例|个样本|件)"
    r"|(?:样本|问卷|调查|抽样|抽查|访问|走访|人数)[^0-9%]{0,6}(?<![0-9.])([0-9]{1,7})(?![0-9.])"
)
_PRINT = late(r"[\s_.。:()、，,/%份人名户的为数量率样本问卷满意度调查-]*")
_BARE = late(r"(?<![0-9.])[0-9]{1,7}(?![0-9.])")


def _asked(text: str) -> tuple[int | None, tuple[str, ...]]:
    """How many were asked, as far as ``text``, the share taken out of it, says so without a doubt."""
    counts = {int(match[1] or match[2]) for match in _ASKED.finditer(text)}
    rest = _ASKED.sub("", text)
    if not counts and re.fullmatch(r"[^0-9\u3400-\u9fff]*[0-9]{1,7}[^0-9\u3400-\u9fff]*", rest):
        return int(_BARE.findall(rest)[0]), ()
    if len(counts) > 1:
        return None, ("several-values",)
    return counts.pop() if counts else None, ("number-invalid",) if re.search(r"[0-9]", rest) else ()


@cache
def _schema() -> type[Schema]:
    """A share and the size of its sample."""
    from forms.types.validation import StatedSchema

    class Stated(StatedSchema):
        """A share and the size of its sample."""

        percent = number_field("百分数，0至100", lambda value: 0 <= value <= 100, "应为0至100的数字。")
        sample = number_field("样本量", lambda value: value > 0 and float(value).is_integer(), "应为大于0的整数。")

    return Stated


@dataclass(frozen=True)
class PercentSample(Kind):
    """``{"percent": 99.1, "sample": 120}``; ``sample`` is ``None`` where nobody says how many were asked."""

    name: ClassVar[str] = "percent+sample"

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        left = left_over(clean(raw))
        if left in (Left.BLANK, Left.SAMPLE):
            return Reading(None, ("placeholder-left",) if left is Left.SAMPLE else ())
        text = _SPACED.sub("", _DATE.sub(" ", simplified(plain_numbers(raw), "hant")))
        if _PRINT.fullmatch(text):
            return Reading()
        shares = {value_of(share) for share in _SHARE.findall(text)}
        if not shares:
            alone = Percent().read(raw)
            return Reading(_pair(alone.value, None), alone.doubts) if alone.value is not None else alone
        if len(shares) > 1:
            return Reading(None, ("several-values",))
        share = shares.pop()
        sample, doubts = _asked(_SHARE.sub("", text))
        if share > 100:
            return Reading(None, ("number-invalid",))
        if sample == 0:
            sample, doubts = None, ("number-invalid",)
        return Reading(_pair(share, sample), doubts)

    def show(self, value: Value) -> str:
        if not isinstance(value, dict):
            return ""
        sample = value.get("sample")
        return f"{shown(value['percent'])}%" + (f"（样本{sample}份）" if sample is not None else "")

    def samples(self) -> tuple[Value, ...]:
        return ({"percent": 99.1, "sample": 120}, {"percent": 96, "sample": 300}, {"percent": 88.75, "sample": 45})

    def field(self) -> ma.Field[Any]:
        from marshmallow import fields as ma

        from forms.types.validation import OBJECT_MESSAGES

        schema = _schema()()
        schema.fields["percent"].required = True
        schema.fields["sample"].allow_none = True
        description = "满意度：percent 为百分数，sample 为样本量"
        return ma.Nested(schema, error_messages=OBJECT_MESSAGES, metadata={"description": description})


def _pair(percent: Value, sample: int | None) -> dict[str, Any]:
    return {"percent": percent, "sample": sample}
