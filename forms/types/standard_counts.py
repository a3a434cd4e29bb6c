"""How many standards of each sort: national, sectoral, local and the unit's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from forms.patterns import late
from forms.record import Value
from forms.script import simplified
from forms.types.cleaning import Left, clean, left_over
from forms.types.kind import NO_HINT, Hint, Kind, Reading
from forms.types.number import is_number
from forms.types.numeral import plain_numbers

if TYPE_CHECKING:
    from marshmallow import fields as ma

SORTS: tuple[tuple[str, ...], ...] = (("国标", "国家"), ("行标", "行业"), ("地标", "地方"), ("内部", "企标", "企业"))
"""The four sorts in the label's order (标准数量（国标/行标/地标/内部）), each with how its names begin."""
_SORT_OF = {name: sort for sort, names in enumerate(SORTS) for name in names}
_NAME = f"(?:{'|'.join(_SORT_OF)})"
_NUMBER = r"(?<![0-9.])[0-9]{1,6}(?![0-9.])"
_COUNT = late(_NUMBER)
_NAMED_COUNT = late(rf"({_NAME})[^0-9无]{{0,8}}?({_NUMBER}|无)")
_COUNTED_NAME = late(rf"({_NUMBER})[项个条部]?({_NAME})")
_ECHO = late(rf"^(?:{_NAME}(?:标准)?[/、]){{3}}{_NAME}(?:标准)?:")
"""The label's own brackets, printed once more before the four numbers."""
_ASIDE = late(rf"\({_NAME}(?:标准)?\)")
"""内部标准（企业标准）: one sort under two names."""
_NUMBER_IN_BRACKETS = late(rf"\((\s*(?:{_NUMBER}|无)[项个条部]?\s*)\)")
"""国标（12）: brackets round a number alone belong to the name before them."""
_PRINT = late(rf"(?:{_NAME}|标准|[\s_:()、,，;/项个条部数量共-])*")
"""What a blank prints around the places for the numbers."""
_NEXT = late(r"[、,;/\n。()]+")


@dataclass(frozen=True)
class IntegerX4(Kind):
    """``[12, 5, 3, 66]`` in label order, whether written under their names or only in that order; 无 is 0.

    A sort that is not spoken of is ``None``, in doubt; so is a number that neither names nor adds up the sorts.
    """

    name: ClassVar[str] = "int x4"

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        left = left_over(clean(raw))
        if left in (Left.BLANK, Left.SAMPLE):
            return Reading(None, ("placeholder-left",) if left is Left.SAMPLE else ())
        text = _ECHO.sub("", simplified(plain_numbers(raw)))
        if _PRINT.fullmatch(text):
            return Reading()
        reading = _counts(text)
        if reading.doubts and "\n" in text and not (closed := _counts(text.replace("\n", ""))).doubts:
            return closed  # a cell that had no room for them in one line
        return reading

    def show(self, value: Value) -> str:
        if not isinstance(value, list):
            return ""
        if None not in value:
            return "/".join(map(str, value))
        named = zip(SORTS, value, strict=True)
        return "、".join(f"{sort[0]}{count}项" for sort, count in named if count is not None)

    def samples(self) -> tuple[Value, ...]:
        return ([12, 5, 3, 66], [0, 2, 0, 41], [128, 37, 16, 205])

    def field(self) -> ma.Field[Any]:
        from marshmallow import fields as ma

        from forms.types.validation import LIST_MESSAGES, MESSAGES, says

        message = "应为四个不小于0的整数，依次为国标、行标、地标、内部标准数。"
        count = ma.Raw(allow_none=True, validate=says(_is_count, message), error_messages=MESSAGES)
        return ma.List(
            count,
            validate=says(lambda counts: len(counts) == len(SORTS) and any(c is not None for c in counts), message),
            error_messages=LIST_MESSAGES,
            metadata={"description": "标准数：国标、行标、地标、内部"},
        )


def _is_count(value: Any) -> bool:
    return is_number(value) and value >= 0 and float(value).is_integer()


def _counts(text: str) -> Reading:
    text = _NUMBER_IN_BRACKETS.sub(r"\1", text)
    return _named(_ASIDE.sub("", text)) if re.search(_NAME, text) else _in_order(text)


def _in_order(text: str) -> Reading:
    """Four numbers that nothing but their order tells apart; an empty place between two strokes stays open."""
    pieces = [re.sub("[项个条]$", "", piece.strip()) for piece in re.split(r" *[、,;/\n] *| +", text)]
    if len(pieces) != len(SORTS) or not all(_COUNT.fullmatch(piece) or piece in ("", "无") for piece in pieces):
        return Reading(None, ("number-invalid",))
    return _counted([None if piece == "" else 0 if piece == "无" else int(piece) for piece in pieces])


def _named(text: str) -> Reading:
    """The numbers that stand with the names of their sorts; of the others only the sum is expected."""
    found: list[set[int]] = [set() for _ in SORTS]
    others: list[int] = []
    for piece in _NEXT.split(text):
        pairs = _pairs(piece)
        numbers = [int(count) for count in _COUNT.findall(piece)]
        for sort, count in pairs:
            found[sort].add(count)
            if count in numbers:
                numbers.remove(count)
        others += numbers
    if any(len(counts) > 1 for counts in found):
        return Reading(None, ("several-values",))
    return _counted([next(iter(counts), None) for counts in found], others)


def _pairs(piece: str) -> list[tuple[int, int]]:
    """Sort and count of each named number in ``piece``: the number stands before every name, or behind it."""
    first = re.search(rf"{_NAME}|{_NUMBER}", piece)
    if first and first.group().isdigit() and (before := list(_COUNTED_NAME.finditer(piece))):
        return [(_SORT_OF[match[2]], int(match[1])) for match in before]
    return [(_SORT_OF[match[1]], 0 if match[2] == "无" else int(match[2])) for match in _NAMED_COUNT.finditer(piece)]


def _counted(counts: list[int | None], others: Iterable[int] = ()) -> Reading:
    known = [count for count in counts if count is not None]
    if not known:
        return Reading(None, ("number-invalid",))
    sure = len(known) == len(counts) and all(other == sum(known) for other in others)
    return Reading([*counts], () if sure else ("number-invalid",))
