"""A name and a telephone number in one cell (联系人/电话)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from forms.types.cleaning import tidy
from forms.types.kind import Composite, Kind
from forms.types.person import Person
from forms.types.phone import Phone

_NUMBER = r"(?:[(（]?[+＋]?\d[\d()（）*＊\-‐‑‒–—―－─\s]{3,}[\d*＊]|(?<!\d)\d{5,})"
_MORE = r"(?:\s*(?:转|轉|分机|分機|[(（](?:传真|傳真|办|辦|手机|手機|座机|座機)[)）]|ext\.?)\s*\d*)?"
_PHONE = re.compile(_NUMBER + _MORE, re.IGNORECASE)
_LABEL = re.compile(
    r"(?:联系人|聯繫人|聯系人|负责人|負責人|姓名|联系电话|聯繫電話|办公电话|辦公電話|电话|電話|手机|手機|座机|座機|固话|传真|傳真|tel|phone|mobile)\.?\s*[:：]",
    re.IGNORECASE,
)
_JOINS = " \n/／、，,;；:：.-—－|｜"
_PAIRS = (("(", ")"), ("（", "）"), ("[", "]"), ("【", "】"))


def _strip(text: str) -> str:
    """``text`` without separators and empty or lone brackets at its ends."""
    previous = None
    while previous != text:
        previous, text = text, text.strip(_JOINS)
        for opening, closing in _PAIRS:
            if text.startswith(opening) and text.endswith(closing):
                text = text[1:-1]
            text = text.removesuffix(opening)
            text = text.removeprefix(closing)
            text = text.removeprefix(opening) if closing not in text else text
            text = text.removesuffix(closing) if opening not in text else text
    return text


@dataclass(frozen=True)
class PersonPhone(Composite):
    """The person's name, then the number."""

    name: ClassVar[str] = "person+phone"
    kinds: tuple[Kind, ...] = (Person(), Phone())

    def split(self, raw: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        text = _LABEL.sub(" ", tidy(raw))
        found = list(_PHONE.finditer(text))
        if not found:
            return _without_number(text)
        pieces = [_strip(text[: found[0].start()]), _strip(text[found[-1].end() :])]
        between = [_strip(text[one.end() : other.start()]) for one, other in pairwise(found)]
        names = [piece for piece in (pieces[0], *between, pieces[1]) if piece]
        numbers = "、".join(_strip_number(match.group()) for match in found)
        doubts = ("split-unclear",) if len(names) > 1 or any(map(_unclear, names)) else ()
        return (" ".join(names), numbers), doubts

    def join(self, shown: tuple[str, ...]) -> str:
        name, phone = shown
        return f"{name}/{phone}" if name and phone else name or phone


def _strip_number(text: str) -> str:
    """A number without the separators around it and without a bracket that closes nothing."""
    text = text.strip(_JOINS)
    return _strip(text) if sum(text.count(c) for c in "(（") != sum(text.count(c) for c in ")）") else text


def _unclear(name: str) -> bool:
    return bool(re.search(r"\d|[/／、，,;；\n]", name))


def _without_number(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A cell without a telephone number: all of it is the name, or what stands before the one stroke."""
    name, stroke, phone = re.sub("／", "/", text).partition("/")
    if stroke and "/" not in phone:
        return (_strip(name), _strip(phone)), ()
    whole = _strip(text)
    if re.fullmatch(r"[\d*＊\- ()（）]+", whole):
        return ("", whole), ()
    return (whole, ""), ("split-unclear",) if _unclear(whole) else ()
