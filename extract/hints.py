"""Printed words that are no answer: the hints of a blank, alone or beside what was filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from forms.script import fold
from forms.spec import Form

_GENERIC = (
    "可有可无",
    "签署意见并签字盖章",
    "签署意见并签名盖章",
    "签署意见",
    "签字盖章",
    "签字并盖章",
    "签名盖章",
    "盖章",
    "公章",
    "签章",
    "章",
    "单位盖章",
    "加盖公章",
    "单位公章",
    "签字",
    "签名",
    "全称",
    "单位全称",
    "请填写单位全称",
    "必填",
    "选填",
    "可选",
    "可不填",
    "如有",
)
_BRACKETED = re.compile(r"[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]")
_NOTHING_BUT_BRACKETS = re.compile(r"^\s*(?:[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]\s*)+$")
_SHORTEST_CUT_HINT = 8
"""A hint cut off by a copy is known by at least so many of its first characters."""


@dataclass(frozen=True)
class Hints:
    """The printed hints of one definition."""

    form: Form

    @cached_property
    def _keys(self) -> frozenset[str]:
        own = [hint for field in self.form.fields() for hint in field.hints]
        own += [hint for block in self.form.blocks for hint in block.hints]
        return frozenset(key for key in map(fold, [*own, *_GENERIC]) if key)

    def is_hint(self, text: str) -> bool:
        """Whether ``text`` is nothing but a printed hint, also one that a copy has cut off."""
        key = fold(text)
        if key in self._keys:
            return True
        return len(key) >= _SHORTEST_CUT_HINT and any(hint.startswith(key) for hint in self._keys)

    def strip(self, text: str) -> str:
        """``text`` without the hints in it; what is left is what somebody wrote."""
        if self.is_hint(text):
            return ""
        lines = [self._strip_line(line) for line in text.split("\n")]
        return "\n".join(line for line in lines if line.strip()) if any(line.strip() for line in lines) else ""

    def _strip_line(self, line: str) -> str:
        if not line.strip() or self.is_hint(line):
            return ""
        return _BRACKETED.sub(lambda match: "" if self.is_hint(match.group()) else match.group(), line)


def in_brackets_only(text: str) -> bool:
    """Whether ``text`` is nothing but words in brackets: most likely the hint of a blank that is not known."""
    return bool(_NOTHING_BUT_BRACKETS.match(text)) and bool(fold(text))
