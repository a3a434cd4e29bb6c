"""What stands in a slot, as text: width, spaces and lines put right, blanks and left-over samples told apart."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache

_HALF_WIDTH = {
    code: code - 0xFEE0
    for first, last in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"))
    for code in range(ord(first), ord(last) + 1)
}
"""Full-width letters and digits only: ，：（）％／ are punctuation and stay."""

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]")
_LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_SPACES = re.compile(r"[^\S\n]+")
_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]|[\U0002f800-\U0002fa1f]")
_CHINESE = "\u2e80-\u2fdf\u3003-\u303f\u3105-\u312f\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHINESE_SIGN = "，。、；：！？（）《》〈〉「」『』【】〔〕“”‘’…—～"
_BETWEEN_CHINESE = re.compile(f"(?<=[{_CHINESE}{_CHINESE_SIGN}]) +(?=[{_CHINESE}{_CHINESE_SIGN}])")


def half_width(text: str) -> str:
    """Full-width letters, digits and spaces made half-width; every other character stays."""
    return text.translate(_HALF_WIDTH).replace("\u3000", " ")


@lru_cache(maxsize=2048)
def tidy(raw: str) -> str:
    """``raw`` half-width, without invisible characters, one space at most, lines stripped and empty ones dropped.

    Radicals that a PDF font gives instead of characters (⽂ for 文) become the characters.
    """
    text = _CONTROL.sub("", _LINE_END.sub("\n", _INVISIBLE.sub("", raw)))
    text = _SPACES.sub(" ", half_width(_RADICALS.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)))
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def clean(raw: str) -> str:
    """``tidy`` and, besides, no spaces between Chinese characters."""
    return _BETWEEN_CHINESE.sub("", tidy(raw))


class Left(Enum):
    """What of a text was printed and not written."""

    NOTHING = "nothing"
    BLANK = "blank"
    SAMPLE = "sample"
    """The whole answer is a sample left standing (XXXX管理…, 201X年X月)."""
    PART = "part"
    """A written answer still holds a piece of the sample."""


_BLANK = re.compile(r"[\s_＿()（）\[\]［］【】〔〕「」『』《》〈〉<>{}‘’“”\"']+")
_BRACKETS = re.compile(r"[()（）\[\]【】\s]")
_SAMPLE_SIGN = re.compile("[XxＸ×╳✕某○〇◯*＊]")
"""What every left-over sample holds."""
_SAMPLE_ONLY = re.compile(r"[XxＸ×╳✕]{2,}|[○〇◯]{2,}|[*＊]{2,}")
_SAMPLE_RUN = re.compile(r"(?<![0-9A-Za-z.\-/])[XxＸ×╳✕]{2,}(?![0-9A-Za-z])|某某+|[○〇◯]{2,}(?=[\u3400-\u9fff])")
_SAMPLE_DATE = re.compile(r"(?=.*[Xx×╳])[\dXx×╳年月日至到起止\s.\-—–~～/]+")
_CIRCLES = re.compile(r"[○〇◯]{2,}")
_NUMERALS = "零一二三四五六七八九十年"
_PRINTED_HINTS = frozenset(
    [
        "可有可无",
        "可有可無",
        "签署意见并签字盖章",
        "簽署意見並簽字蓋章",
        "簽署意見并簽字蓋章",
        "签字盖章",
        "簽字蓋章",
        "盖章",
        "蓋章",
        "签字",
        "簽字",
        "公章",
        "单位公章",
        "單位公章",
        "单位盖章",
        "單位蓋章",
        "章",
        "可附页",
        "可附頁",
        "可另附页",
        "可另附頁",
        "选填",
        "選填",
        "必填",
    ]
)


def left_over(text: str) -> Left:
    """How much of a clean ``text`` is the blank's own print: nothing, all of it (blank or sample) or a part."""
    words = _BLANK.sub("", text)
    if not words or words in _PRINTED_HINTS:
        return Left.BLANK
    if not _SAMPLE_SIGN.search(text):
        return Left.NOTHING
    inner = _BRACKETS.sub("", text)
    if _SAMPLE_DATE.fullmatch(inner) or _SAMPLE_ONLY.fullmatch(inner):
        return Left.SAMPLE
    run = _sample_run(text)
    if run is None:
        return Left.NOTHING
    return Left.SAMPLE if not _BLANK.sub("", text[: run.start()]) and len(text) <= 60 else Left.PART


def _sample_run(text: str) -> re.Match[str] | None:
    """The first piece of a sample; circles among numerals are zeros (二○○四年)."""
    for run in _SAMPLE_RUN.finditer(text):
        near = text[max(run.start() - 1, 0) : run.start()] + text[run.end() : run.end() + 1]
        if not (_CIRCLES.fullmatch(run.group()) and any(c in _NUMERALS for c in near)):
            return run
    return None
