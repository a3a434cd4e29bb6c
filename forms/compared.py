"""Whether two readings of one slot say the same, after folding width, script, spaces and punctuation."""

from __future__ import annotations

import re
import unicodedata

from forms.record import Value
from forms.script import fold

_SIGNS = (
    (re.compile(r"(?<=\d)\s*[.．·]\s*(?=\d)"), "点"),
    (re.compile(r"(?<=[\d%年月日])\s*[-–—―~～〜一至]+\s*(?=\d)"), "至"),
    (re.compile(r"(?<=\d)\s*%"), "百分"),
    (re.compile(r"(?<![\d\w])[-−]\s*(?=\d)"), "负"),
)
"""Signs that numbers live by: 3.5 is not 35, and 2-3 is not 23."""
_BARE_NUMBER = re.compile(r"[\d\s()（）+xX/;；,，、—–-]+")
"""A phone, postcode or code: its digits alone count, however they are grouped."""


def given(value: Value) -> bool:
    """Whether anything stands in the slot."""
    if isinstance(value, dict):
        return any(given(part) for part in value.values())
    return value is not None and value != "" and value != []


def agree(a: Value, b: Value) -> bool:
    """Whether two values say the same."""
    if isinstance(a, dict) and isinstance(b, dict):
        return all(agree(a.get(name), b.get(name)) for name in {*a, *b})
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(agree(one, other) for one, other in zip(a, b, strict=True))
    if isinstance(a, str) and isinstance(b, str):
        return a == b or key_of(a) == key_of(b)
    if a in (None, "") and b in (None, ""):
        return True
    return (type(a) is not bool and type(b) is not bool and a == b) or (a is b)


def key_of(value: Value) -> str:
    """What is compared of a value. Never shown."""
    if isinstance(value, dict):
        return "\x1e".join(f"{name}={key_of(value[name])}" for name in sorted(value))
    if isinstance(value, list):
        return "\x1e".join(key_of(part) for part in value)
    if not isinstance(value, str):
        return "" if value is None else str(value)
    return _text_key(value)


def _text_key(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip()
    if "@" in plain:
        return "".join(plain.lower().split())
    if not _BARE_NUMBER.fullmatch(plain):
        for sign, word in _SIGNS:
            plain = sign.sub(word, plain)
    return fold(plain)
