"""Printed words that are no answer: the hints of a blank, alone or beside what was filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from forms.patterns import late
from forms.registry import editions
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
    "单击或点击此处输入文字",
    "单击此处输入文字",
    "点击此处输入文字",
    "单击此处键入文字",
    "点击此处键入文字",
    "单击或点击以输入日期",
    "单击或点击此处输入日期",
    "单击此处输入日期",
    "点击此处输入日期",
    "选择一项",
    "请选择",
    "请选择一项",
    "请输入",
)
_ASKS = late(
    r"^(?:[若如].{1,6}?)?请|填写|填报|加盖|盖[单公]|签[字名]|打[√✓钩勾对]|勾选|附页|不超过[0-9]+字|[0-9]+字(?:以内|左右)"
)
"""What speaks to whoever fills in the form, and is no part of an answer: a hint of a blank that is not known."""
_BEGS = late(r"^(?:[若如].{1,6}?)?请")
"""Nobody writes so of himself, wherever it stands: 无（如有请说明）。"""
_LIMITS_LENGTH = late(r"(?:不超过|限)?[0-9]+字(?:以内|左右|内)?")
"""Only a blank says how long an answer may be, wherever it says so: （不超过200字）."""
_MAY_ASK = late(
    r"^(?:[若如].{1,6}?)?(?:如实|须|限|不超过|可)|^[0-9]{1,2}位(?:数字|代码|编码|数)$"
    r"|^(?:须|应|需)?与.{0,8}(?:公?章|文件|证件?|证书|执照|附件|封面|申请书|批复)(?:名称)?(?:一致|相符|相同)$"
)
"""What asks so before or behind an answer; within it, it is what somebody wrote: 服务半径（不超过3公里）内的群众."""
_EXPLAINED = late(r"(?:说明|說明|注明|註明|写明|寫明|列明)[：:][\s_＿]*[^\s_＿…）)]")
_ASKS_FOR_OPINION = late(
    r"(?:请|由)?(?:本?单位|部门)?(?:(?:主要|分管)?(?:负责人|领导)|法定代表人)?(?:签署|填写|写明)(?:审核|审查|推荐|明确)?意见"
    r"(?:[并及和后]|同时|以及)?(?:(?:(?:主要|单位)?(?:负责人|领导)|法定代表人)?(?:签字|签名|签章)[并及和或]?)?"
    r"(?:加?盖(?:本?单位|部门)?[公印]?章|签章)?"
)
"""The whole of a prompt that asks for an opinion, and for a signature and a seal below it or for one of them."""
_LINE_TO_WRITE_ON = late(
    r"(?<![A-Za-z0-9Ａ-Ｚａ-ｚ０-９])[_＿]+|[_＿]+(?![A-Za-z0-9Ａ-Ｚａ-ｚ０-９])|[_＿]{2,}|^\s*(?:…+|[.．·]{3,})|(?:…+|[.．·]{4,})\s*$"
)
_MAYBE_LINE = late(r"[_＿…]|[.．·]{3}")
_INVISIBLE = late("[\u200b-\u200f\u2060\ufeff]")
_APART = late(r"\S(?:[ \u3000]\S){5,}")
"""A text whose characters all stand apart, as some programs that read pictures give it."""
_BRACKETED = late(r"[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]")
_NOTHING_BUT_BRACKETS = late(r"^\s*(?:[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]\s*)+$")
_HAN_ONLY = late("[\u4e00-\u9fff]+")
_SHORTEST_CUT_HINT = 8
"""A hint cut off by a copy is known by at least so many of its first characters."""
_SHORTEST_MISREAD, _PART = 12, 3
"""Of a hint at least so long one character may have been misread; one of its first two parts is as printed."""


@dataclass(frozen=True)
class Hints:
    """The printed hints of a form, whatever its edition."""

    form: Form

    @cached_property
    def _keys(self) -> frozenset[str]:
        # any edition's hints: an office may print those of one beside the labels of another
        known = (self.form, *editions(self.form.id))
        own = [hint for form in known for field in form.fields() for hint in field.hints]
        own += [hint for form in known for block in form.blocks for hint in block.hints]
        return frozenset(key for key in map(fold, [*own, *_GENERIC]) if key)

    def is_hint(self, text: str) -> bool:
        """Whether ``text`` is nothing but a printed hint, also one that a copy has cut off."""
        key = fold(text)
        if key in self._keys or _ASKS_FOR_OPINION.fullmatch(key):
            return True
        if len(key) >= _SHORTEST_CUT_HINT and key.startswith(self._starts) and self._is_cut_off(key):
            return True
        return len(key) >= _SHORTEST_MISREAD and any(_but_for_one(key, hint) for hint in self._like(key))

    @cached_property
    def _starts(self) -> tuple[str, ...]:
        return tuple({key[:_SHORTEST_CUT_HINT] for key in self._keys if len(key) >= _SHORTEST_CUT_HINT})

    @cached_property
    def _by_part(self) -> dict[str, list[str]]:
        """The hints long enough to be known though misread, by their first part and by their second."""
        found: dict[str, list[str]] = {}
        for hint in self._keys:
            for part in (hint[:_PART], hint[_PART : 2 * _PART]) if len(hint) >= _SHORTEST_MISREAD else ():
                found.setdefault(part, []).append(hint)
        return found

    def _like(self, key: str) -> list[str]:
        parts = self._by_part
        return parts.get(key[:_PART], []) + parts.get(key[_PART : 2 * _PART], [])

    def _is_cut_off(self, key: str) -> bool:
        return any(hint.startswith(key) for hint in self._keys)

    def strip(self, text: str) -> str:
        """``text`` without the hints in it and the lines to write on; what is left is what somebody wrote.

        A text that is nothing but an unknown hint in brackets stays, so that it can be told from a blank.
        """
        if not text or self.is_hint(text):
            return ""
        lines = [self._strip_line(line) for line in text.split("\n")]
        left = "\n".join(line for line in lines if line.strip())
        return _without_request(left) if "（" in left or "(" in left else left

    def asks_only(self, text: str) -> bool:
        """Whether all of ``text`` is hints, or brackets that ask for something as those of a blank not known do."""
        match = _BRACKETED.fullmatch(text.strip())
        return self.is_hint(text) or (match is not None and _only_asks(match))

    def may_drop_words(self, text: str) -> bool:
        """Whether ``strip`` leaves out brackets behind other words that only look like a hint of a blank not known."""
        known = _BRACKETED.sub(lambda match: "" if self.is_hint(match.group()) else match.group(), text)
        return known.rstrip().endswith(("）", ")")) and fold(known) != fold(_without_request(known))

    def _strip_line(self, line: str) -> str:
        if not line.strip() or self.is_hint(line):
            return ""
        if "（" in line or "(" in line:
            line = _BRACKETED.sub(lambda match: "" if self.is_hint(match.group()) else match.group(), line)
        return without_lines(close_up(line))


def _but_for_one(key: str, hint: str) -> bool:
    """Whether ``key`` is ``hint``, whole or cut off, but for one Chinese character: a figure may be an answer (201X年)."""
    differing = [a + b for a, b in zip(key, hint, strict=False) if a != b]
    return len(key) <= len(hint) and len(differing) <= 1 and all(map(_HAN_ONLY.fullmatch, differing))


def close_up(line: str) -> str:
    """A line whose characters all stand apart, closed up; any other as it is, without invisible characters."""
    line = _INVISIBLE.sub("", line)
    return re.sub(r"[ \u3000]", "", line) if _APART.fullmatch(line.strip()) else line


def without_lines(text: str) -> str:
    """``text`` without the printed lines to write on (____宜昌市____)."""
    return _LINE_TO_WRITE_ON.sub(" ", text) if _MAYBE_LINE.search(text) else text


def _without_request(text: str) -> str:
    """``text`` without brackets that ask for something, unless nothing else would be left.

    Brackets that ask for an explanation and hold one (（请说明：2015年8月停电）) are an answer.
    """
    left = _BRACKETED.sub(lambda match: "" if _only_asks(match) else match.group(), text)
    kept = "\n".join(line for line in left.split("\n") if line.strip())
    return kept if fold(kept) else text


def _only_asks(bracketed: re.Match[str]) -> bool:
    key = fold(bracketed.group())
    if _ends_inner_line(bracketed) and not (_BEGS.match(key) or _LIMITS_LENGTH.fullmatch(key)):
        return False
    asks = bool(_ASKS.search(key)) and (_BEGS.match(key) is not None or not _is_in_sentence(bracketed))
    asks = asks or (bool(_MAY_ASK.search(key)) and _is_at_end(bracketed))
    return asks and _EXPLAINED.search(bracketed.group()) is None


def _ends_inner_line(bracketed: re.Match[str]) -> bool:
    """Whether brackets end a line that has other words, and more lines follow: a blank asks above or below an answer."""
    before = bracketed.string[: bracketed.start()].rpartition("\n")[2]
    behind, _, below = bracketed.string[bracketed.end() :].partition("\n")
    return bool(_BRACKETED.sub("", before).strip()) and not behind.strip(" 。；") and bool(below.strip())


def _is_in_sentence(bracketed: re.Match[str]) -> bool:
    """Whether the sentence that brackets stand in goes on, or ends, behind them: no blank prints 负责人（签字），."""
    before = bracketed.string[: bracketed.start()].rpartition("\n")[2]
    return bool(before.strip()) and bracketed.string[bracketed.end() :].lstrip(" ").startswith(("，", "。", "；"))


def _is_at_end(bracketed: re.Match[str]) -> bool:
    """Whether brackets stand before or behind all other words of their line."""
    before = bracketed.string[: bracketed.start()].rpartition("\n")[2]
    behind = bracketed.string[bracketed.end() :].partition("\n")[0]
    return not all(_BRACKETED.sub("", side).strip() for side in (before, behind))


def in_brackets_only(text: str) -> bool:
    """Whether ``text`` is nothing but words in brackets: most likely the hint of a blank that is not known."""
    return bool(_NOTHING_BUT_BRACKETS.match(text)) and bool(fold(text))
