"""Running text: one line or many, as it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from forms.record import Value
from forms.script import simplified
from forms.types.cleaning import Left, clean, left_over
from forms.types.kind import NO_HINT, Fault, Hint, Kind, Reading
from forms.types.names_within import NAME_LETTERS_WITHIN, may_name
from forms.types.options import ticked

if TYPE_CHECKING:
    from marshmallow import fields as ma


def read_plain(raw: str, hint: Hint = NO_HINT) -> Reading:
    """The simplified text that ``raw`` states; blank gives ``None``, a sample left standing ``None`` in doubt."""
    text = clean(raw)
    left = left_over(text)
    if left is Left.BLANK:
        return Reading()
    if left is Left.SAMPLE:
        return Reading(None, ("placeholder-left",))
    doubts = ("placeholder-left",) if left is Left.PART else ()
    value = simplified(text, hint.script)
    if value != text and may_name(text) and _lost(text, value):
        doubts = (*doubts, "name-script")
    return Reading(value, doubts)


def _lost(text: str, value: str) -> bool:
    """Whether ``value`` has fewer of the letters that may be a name's own than ``text``."""
    return any(value.count(letter) < text.count(letter) for letter in NAME_LETTERS_WITHIN)


def read_text(raw: str, hint: Hint = NO_HINT) -> Reading:
    """``read_plain``, or the option that is ticked where the text has boxes."""
    reading = read_plain(raw, hint)
    if reading.value is None:
        return reading
    choice = ticked(raw) or ticked(clean(raw))
    return reading if choice is None else _plain_choice(choice)


def _plain_choice(choice: Reading) -> Reading:
    """A ticked option, unless what stands beside the tick is itself no answer,."""
    option = str(choice.value or "")
    plain = left_over(option) is Left.NOTHING and ticked(option) is None
    return choice if plain else Reading(None, ("choice-unclear",))


@dataclass(frozen=True)
class Text(Kind):
    """A short text; ``max`` is how many characters it may have."""

    name: ClassVar[str] = "text"
    max: int | None = None

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        return read_text(raw, hint)

    def check(self, value: Value) -> tuple[Fault, ...]:
        text = str(value)
        if self.max is None or len(text) <= self.max:
            return ()
        return (Fault("too-long", f"此栏最多{self.max}字，现有{len(text)}字。请精简。"),)

    def show(self, value: Value) -> str:
        return "" if value is None else str(value)

    def samples(self) -> tuple[Value, ...]:
        return self._within("政务服务综合标准化试点", "社区居家养老服务（一期）标准化", "公共就业服务ISO 9001质量管理")

    def field(self) -> ma.Field[Any]:
        from forms.types.validation import text_field

        limit = f"，最多{self.max}字" if self.max else ""
        return text_field(
            f"文字{limit}",
            lambda v: bool(clean(v)) and (self.max is None or len(v) <= self.max),
            f"应为非空文字{limit}。",
        )

    def _within(self, *texts: str) -> tuple[Value, ...]:
        return tuple(text[: self.max] for text in texts)


_SCOPE = "负责全市政务服务事项的进驻、办理和监督。\n承担12345政务服务便民热线的受理、转办、督办和回访。"
_STATE = (
    "已建立由主要负责人任组长的标准化工作领导小组，配备专职人员2名、兼职人员6名。\n"
    "现行服务标准86项，覆盖率81.5%；2015年起每年安排专项经费30万元，区政府出台《关于推进服务标准化的意见》予以政策支持。\n"
    "下一步：①完善标准体系；②开展宣传培训；③持续改进。"
)


@dataclass(frozen=True)
class LongText(Text):
    """Text of several paragraphs, joined with a line feed."""

    name: ClassVar[str] = "longtext"

    def samples(self) -> tuple[Value, ...]:
        return self._within(_SCOPE, _STATE)
