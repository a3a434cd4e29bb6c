"""A person's name, which no machine conversion may change into another person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from forms.record import Value
from forms.script import simplified_name
from forms.types.cleaning import Left, clean, left_over, tidy
from forms.types.kind import NO_HINT, Hint, Reading
from forms.types.text import Text

_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_COMPOUND = frozenset(
    [
        "欧阳",
        "歐陽",
        "上官",
        "司马",
        "司馬",
        "诸葛",
        "諸葛",
        "东方",
        "東方",
        "皇甫",
        "尉迟",
        "尉遲",
        "公孙",
        "公孫",
        "令狐",
        "慕容",
        "司徒",
        "夏侯",
        "长孙",
        "長孫",
        "宇文",
    ]
)
_TITLES = re.compile(
    r"(?:副|总|代)?(?:主任|局长|處長|处长|科长|院长|校长|所长|馆长|馆員|经理|书记|主席|会长|理事长|董事长|教授|工程师|先生|女士)"
)
_BEHIND = re.compile(r"(.*?)\s*((?:[（(][^（）()]*[）)])?)", re.DOTALL)
"""A name and what stands behind it in brackets: a post, a number."""
_APART = re.compile(r"[、，,；;/／\n]|\s和\s")


def join_name(text: str) -> tuple[str, bool]:
    """``text`` without the spaces between Chinese characters (张 三, 王晓梅 主任), and whether it may be two names.

    Names in Latin letters keep their spaces.
    """
    parts = text.split(" ")
    if len(parts) == 1 or not all(re.fullmatch(f"{_HAN}+", part) for part in parts):
        return text, False
    whole = "".join(parts)
    if len(whole) <= 4 and (min(map(len, parts)) == 1 or parts[0] in _COMPOUND):
        return whole, False
    return whole, not (len(parts) == 2 and _TITLES.fullmatch(parts[1]))


@dataclass(frozen=True)
class Person(Text):
    """One person's name, as written, in simplified script letter by letter."""

    name: ClassVar[str] = "person"

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        text = tidy(raw)
        left = left_over(text)
        if left in (Left.BLANK, Left.SAMPLE):
            return Reading(None, ("placeholder-left",) if left is Left.SAMPLE else ())
        bare, behind = _BEHIND.fullmatch(text).groups()  # type: ignore[union-attr]
        joined, two = join_name(bare)
        joined += clean(behind)
        name, doubtful = simplified_name(joined, hint.script)
        doubts = {
            "placeholder-left": left is Left.PART,
            "several-values": two or _APART.search(joined) is not None,
            "name-script": doubtful,
        }
        return Reading(name, tuple(code for code, holds in doubts.items() if holds))

    def samples(self) -> tuple[Value, ...]:
        return self._within("王晓梅", "许钦祥", "欧阳志远", "范志强")
