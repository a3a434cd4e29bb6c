"""Numbers as people write them: 95.5, １，２３４, 九十五, 百分之九十九."""

from __future__ import annotations

import re
import unicodedata

from forms.types.cleaning import clean

PLAIN = r"(?<![0-9.])[0-9]{1,9}(?:\.[0-9]{1,4})?(?![0-9])(?!\.[0-9])"
"""A number in digits; longer ones are no count, score or share that a form asks for."""
_THOUSANDS = re.compile(r"(?<![0-9,])([0-9]{1,3}(?:,[0-9]{3})+)(?![0-9,])")
_DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERALS = "".join((*_DIGITS, *_UNITS))
_WRITTEN_OUT = re.compile(rf"[{_NUMERALS}]+(?:点[{''.join(_DIGITS)}]+)?")
_PERCENT = re.compile(rf"百分之({PLAIN})")
_SIGNS = str.maketrans({"兩": "两", "點": "点", "％": "%", "﹪": "%", "．": "."})


def plain_numbers(raw: str) -> str:
    """``raw`` in half width with every number in digits: 九十五点五分 → 95.5分, 1,234 → 1234, 百分之九十九 → 99%."""
    text = unicodedata.normalize("NFKC", clean(raw)).translate(_SIGNS)
    text = _THOUSANDS.sub(lambda match: match[1].replace(",", ""), text)
    text = _WRITTEN_OUT.sub(lambda match: _in_digits(match.group()), text)
    return _PERCENT.sub(r"\1%", text)


def _in_digits(written: str) -> str:
    """``written`` in digits; as it stands where it is no number (十百)."""
    whole, point, decimals = written.partition("点")
    value = _whole(whole)
    if value is None:
        return written
    return f"{value}.{''.join(str(_DIGITS[c]) for c in decimals)}" if point else str(value)


def _whole(written: str) -> int | None:
    """The whole number of at most four places that ``written`` states."""
    if not any(c in _UNITS for c in written):
        return int("".join(str(_DIGITS[c]) for c in written)) if len(written) == 1 else None
    total, digit, last = 0, None, 10_000
    for c in written:
        if c in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[c]
            continue
        unit = _UNITS[c]
        if unit >= last or (digit in (None, 0) and (unit != 10 or total % 100)):
            return None
        total, digit, last = total + (digit or 1) * unit, None, unit
    return total + (digit or 0)


def value_of(digits: str) -> int | float:
    """The number that ``digits`` (a match of :data:`PLAIN`) states; a whole one as ``int``."""
    value = float(digits)
    return int(value) if value.is_integer() else value


def shown(value: int | float) -> str:
    """``value`` in digits, a whole one without a decimal point."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))
