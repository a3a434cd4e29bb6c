"""A number: a score, a count, a share of a hundred."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from forms.patterns import late
from forms.record import Value
from forms.types.cleaning import Left, clean, left_over
from forms.types.kind import NO_HINT, Hint, Kind, Reading
from forms.types.numeral import PLAIN, plain_numbers, shown, value_of

if TYPE_CHECKING:
    from marshmallow import fields as ma

_FOUND = late(PLAIN)
_TOTAL = late(rf"\(?满分(?:为|是|:)?{PLAIN}分?\)?|\((?:总分|百分制)(?:为|是|:)?(?:{PLAIN})?分?\)|/100分?$")
"""What the score is counted out of is not the score."""
_NEGATIVE = late(r"^[^0-9\u3400-\u9fff]*[-−]\s*[0-9]|负[0-9]")
_WORDS_BEFORE = late(r"[\u3400-\u9fff]{0,10}[:为是共计]{0,2}")
_PRINT = late(r"[\s_.。:()、/%分人名项份第号样本量数为得总共计约-]*")
"""What a blank prints around the place for a number."""
_UNSURE = late("约|近|余|多|左右|以上|以下|不足|超过|大于|小于|至|到|-|~|<|>|≥|≤")


def is_number(value: Any) -> bool:
    """Whether ``value`` is a finite number; ``True`` is none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def number_field(description: str, accepts: Any, message: str) -> ma.Raw:
    """A JSON number for which ``accepts`` holds; text that looks like one is refused."""
    from marshmallow import fields as ma

    from forms.types.validation import MESSAGES, says

    return ma.Raw(
        validate=says(lambda value: is_number(value) and accepts(value), message),
        error_messages=MESSAGES,
        metadata={"description": description, "type": "number"},
    )


@dataclass(frozen=True)
class Number(Kind):
    """A number, with or without its unit (95.5分). More of them, or words that make it vague, leave a doubt."""

    name: ClassVar[str] = "number"
    units: ClassVar[str] = "分"

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        left = left_over(clean(raw))
        if left in (Left.BLANK, Left.SAMPLE):
            return Reading(None, ("placeholder-left",) if left is Left.SAMPLE else ())
        text = _TOTAL.sub("", re.sub(r" +", "", plain_numbers(raw)))
        if _PRINT.fullmatch(text):
            return Reading()
        found = list(dict.fromkeys(match.group() for match in _FOUND.finditer(text)))
        if len(found) != 1 or re.search(r"[0-9]", _FOUND.sub("", text)) or _NEGATIVE.search(text):
            return Reading(None, ("several-values" if len(found) > 1 else "number-invalid",))
        value = value_of(found[0])
        if not self._fits(value):
            return Reading(None, ("number-invalid",))
        return Reading(value) if self._stated(text) else Reading(value, ("number-invalid",))

    def _fits(self, value: int | float) -> bool:
        return True

    def _stated(self, text: str) -> bool:
        """Whether ``text`` states its number and leaves nothing open."""
        before, _, after = _FOUND.sub("\0", text, count=1).partition("\0")
        bare = re.sub(rf"^(?:{self.units})?[。.)、]*$", "", after)
        words = before.strip("(第").strip()
        return not bare and not _UNSURE.search(text) and _WORDS_BEFORE.fullmatch(words) is not None

    def show(self, value: Value) -> str:
        return shown(value) if isinstance(value, int | float) else ""

    def samples(self) -> tuple[Value, ...]:
        return (95, 92.5, 88)

    def field(self) -> ma.Field[Any]:
        return number_field("数字", lambda value: value >= 0, "应为不小于0的数字。")


@dataclass(frozen=True)
class Integer(Number):
    """A whole number: a count, or the number of a row."""

    name: ClassVar[str] = "int"
    units: ClassVar[str] = "人|名|项|份|个|件|次|号"

    def _fits(self, value: int | float) -> bool:
        return isinstance(value, int)

    def samples(self) -> tuple[Value, ...]:
        return (1, 2, 12)

    def field(self) -> ma.Field[Any]:
        return number_field("整数", lambda value: value >= 0 and float(value).is_integer(), "应为不小于0的整数。")


@dataclass(frozen=True)
class Percent(Number):
    """A share of a hundred, 0 to 100, with or without its sign."""

    name: ClassVar[str] = "percent"
    units: ClassVar[str] = "%"

    def _fits(self, value: int | float) -> bool:
        return 0 <= value <= 100

    def _stated(self, text: str) -> bool:
        """A share below 1 without its sign may be one of 1 and not of 100."""
        return super()._stated(text) and ("%" in text or re.match(r"\D*0\.", text) is None)

    def show(self, value: Value) -> str:
        return f"{super().show(value)}%" if isinstance(value, int | float) else ""

    def samples(self) -> tuple[Value, ...]:
        return (99.1, 100, 86)

    def field(self) -> ma.Field[Any]:
        return number_field("百分数，0至100", lambda value: 0 <= value <= 100, "应为0至100的数字。")
