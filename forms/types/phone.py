"""Telephone numbers: area code, number and extension joined with ``-``, several numbers with ``;``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from forms.record import Value
from forms.types.cleaning import Left, clean, left_over
from forms.types.kind import NO_HINT, Fault, Hint, Kind, Reading

if TYPE_CHECKING:
    from marshmallow import fields as ma

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－─﹣ー─", "-") | {"（": "(", "）": ")", "：": ":", "＋": "+", "／": "/"})
_WORDS = re.compile(
    r"\(?(?:联系电话|聯繫電話|办公电话|辦公電話|移动电话|移動電話|固定电话|电话号码|电话|電話|手机|手機|座机|座機|固话|传真|傳真|办公|辦公|办|辦|宅|"
    r"tel|phone|mobile|fax)\.?\)?\s*:?",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"^(?:\(?(?:\+|00)86\)?|86(?=1[3-9]\d{9}$))-?")
_EXTENSION = r"(?:(?:-|转|轉|分机|分機|ext\.?|x)+(?P<ext>\d{1,6}))?"
_MOBILE = re.compile(r"(1[3-9]\d)-?(\d{4})-?(\d{4})")
_HOTLINE = re.compile(r"1\d{4}|9[56]\d{3,4}|110|119|120|122")
_TOLL_FREE = re.compile(r"([48]00)-?(\d{3,4})-?(\d{3,4})")
_AREA = r"(?:010|02\d|0[3-9]\d{2})"
_LANDLINE = re.compile(
    rf"(?:\((?P<area1>{_AREA})\)-?|(?P<area2>{_AREA})-?)(?P<number>[2-9]\d{{2,3}}-?\d{{4}}){_EXTENSION}", re.IGNORECASE
)
_LOCAL = re.compile(rf"(?P<number>[2-9]\d{{2,3}}-?\d{{4}}){_EXTENSION}", re.IGNORECASE)
_SHAPE = re.compile(rf"1[3-9]\d{{9}}|{_HOTLINE.pattern}|[48]00\d{{7}}|(?:{_AREA}-)?[2-9]\d{{6,7}}(?:-\d{{1,6}})?")


def one_number(text: str) -> str | None:
    """One telephone number in its normal form; ``None`` where ``text`` is none."""
    plain = _COUNTRY.sub("", text)
    if plain != text and plain[:1] != "0" and _LANDLINE.fullmatch("0" + plain):
        plain = "0" + plain
    if _MOBILE.fullmatch(plain):
        return plain.replace("-", "")
    if (free := _TOLL_FREE.fullmatch(plain)) and len("".join(free.groups())) == 10:
        return "".join(free.groups())
    if _HOTLINE.fullmatch(plain):
        return plain
    found = _LANDLINE.fullmatch(plain) or _LOCAL.fullmatch(plain)
    if found is None:
        return None
    parts = found.groupdict()
    area = parts.get("area1") or parts.get("area2")
    number = parts["number"].replace("-", "")
    return "-".join(part for part in (area, number, parts["ext"]) if part)


def numbers(text: str) -> list[str | None]:
    """The numbers of a clean ``text`` in their order; ``None`` for each piece that is no telephone number.

    A line end that runs through a number is left out, where all are numbers then.
    """
    found = _pieces(text)
    whole = _pieces(text.replace("\n", "")) if None in found and "\n" in text else []
    return whole if whole and None not in whole else found


def _pieces(text: str) -> list[str | None]:
    plain = _WORDS.sub(" ", text.translate(_DASHES))
    found: list[str | None] = []
    for piece in re.split(r"[、，,；;/\n。]|或者?|兼", plain):
        words = piece.strip(" -.:")
        if not re.search(r"\w", words):
            continue
        whole = one_number(words.replace(" ", ""))
        found += [whole] if whole else [one_number(word) for word in words.split()]
    return found


@dataclass(frozen=True)
class Phone(Kind):
    """One telephone number or several."""

    name: ClassVar[str] = "phone"

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        text = clean(raw)
        left = left_over(text)
        if left in (Left.BLANK, Left.SAMPLE):
            return Reading(None, ("placeholder-left",) if left is Left.SAMPLE else ())
        found = numbers(text)
        known = list(dict.fromkeys(number for number in found if number))
        if not known or len(known) < len(set(found)):
            return Reading(None, ("phone-invalid",))
        return Reading(";".join(known))

    def check(self, value: Value) -> tuple[Fault, ...]:
        given = str(value).split(";")
        if all(re.fullmatch(r"[2-9]\d{6,7}(?:-\d{1,6})?", number) for number in given):
            message = f"固定电话{given[0]}未写区号。请补写区号，如027-87710317。"
            return (Fault("phone-no-area-code", message),)
        return ()

    def show(self, value: Value) -> str:
        return "" if value is None else str(value).replace(";", "、")

    def samples(self) -> tuple[Value, ...]:
        return ("0717-6251834", "13800000000", "027-87710317-806;15900000001")

    def field(self) -> ma.Field[Any]:
        from forms.types.validation import text_field

        return text_field(
            "电话：区号、号码、分机以“-”相连，多个号码以“;”分隔",
            lambda v: all(_SHAPE.fullmatch(number) for number in v.split(";")),
            "电话号码格式有误，应如027-87710317或者13800000000，多个号码以“;”分隔。",
        )
