"""Simplified and traditional script: folding for matching, simplified values, traditional previews.

The original text is always kept; folds are derived and never shown (``tw2s``: it alone also maps 發揮著 to 发挥着;
the ``p`` configurations of OpenCC rewrite words and are never used).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from forms.tables import table

if TYPE_CHECKING:
    from opencc import OpenCC

Script = Literal["hans", "hant", "mixed"]

_HONG_KONG = str.maketrans({"衞": "卫", "敍": "叙", "枱": "台", "伕": "夫", "揹": "背", "顎": "颚"})
"""Hong Kong and old forms that ``tw2s`` leaves standing."""

_OWN_FOLDS = str.maketrans({"著": "着", "覆": "复", "佔": "占", "﹝": "〔", "﹞": "〕"}) | _HONG_KONG
_NOT_TEXT = re.compile(r"[\W_]+")

_ALSO_SIMPLIFIED = frozenset("么乾吒拚捱摺榘著薹袷醣麴瞭藉昇甯陞祕鉅沈")
"""Characters that ``tw2s`` changes although a simplified text may rightly hold them."""

_ALWAYS_TRADITIONAL = str.maketrans({"於": "于", "後": "后", "徵": "征", "夥": "伙", "麽": "么", "菸": "烟"})
"""Traditional wherever they stand outside a protected word, though GB 2312 has them."""

_NOT_TAKEN = re.compile("[\0\ud800-\udfff]")
_RARE_PLANE = re.compile(r"[\U00010000-\U0010ffff]")
_FOREIGN_SHARE = 0.15
"""A text is mixed once more than this share of its one-script characters is of the other script."""


@cache
def _converter(configuration: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(configuration)


def _convert(configuration: str, text: str) -> str:
    """``text`` through OpenCC, which takes no NUL and no lone surrogate: both stand as U+FFFD."""
    converted: str = _converter(configuration).convert(_NOT_TAKEN.sub("\ufffd", text))
    return converted


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A key for comparing labels, titles and names: width, script, spacing and punctuation taken away.

    NFKC, then ``tw2s``, then our own folds; letters are lower case. Never shown to anyone.
    """
    plain = _convert("tw2s", unicodedata.normalize("NFKC", text)).translate(_OWN_FOLDS)
    return _NOT_TEXT.sub("", plain).replace("其它", "其他").lower()


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=16384)
def _char_script(char: str) -> Script | None:
    """The only script that has this character; ``None`` where both have it or neither."""
    if not "\u3400" <= char <= "\u9fff" or char in _ALSO_SIMPLIFIED:
        return None
    simplified_set, traditional_set = _encodes(char, "gb2312"), _encodes(char, "big5")
    if simplified_set:
        if ord(char) in _ALWAYS_TRADITIONAL:
            return "hant"
        return None if traditional_set or char == "着" else "hans"
    plain = _convert("tw2s", char).translate(_HONG_KONG)
    return "hant" if plain != char and not _RARE_PLANE.search(plain) else None


def script_of(text: str) -> Script:
    """The script of ``text``, judged by the characters that only one of the two has.

    A few foreign characters in a long text leave its main script standing (a seal, a name, a character-by-character
    conversion that keeps 后, 于 and 里); a text without any such character is ``hans``.
    """
    count: Counter[Script | None] = Counter()
    for char, times in Counter(text).items():
        count[_char_script(char)] += times
    hans, hant = count["hans"], count["hant"]
    if min(hans, hant) > _FOREIGN_SHARE * (hans + hant):
        return "mixed"
    return "hant" if hant > hans else "hans"


@cache
def _words(direction: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """The protected words of one direction by both their spellings, and a pattern that finds them, longest first."""
    words: dict[str, str] = {}
    for group in table("script-words")[direction]:
        for written, meant in group["words"].items():
            words |= {written: meant, meant: meant}
    return words, _alternatives(words)


def _alternatives(words: object) -> re.Pattern[str]:
    ordered = sorted(map(re.escape, words), key=len, reverse=True)  # type: ignore[call-overload]
    return re.compile("|".join(ordered) or r"(?!)")


def _piecewise(text: str, kept: re.Pattern[str], keep: Callable[[str], str], turn: Callable[[str], str]) -> str:
    """``text`` with what matches ``kept`` put through ``keep`` and all that stands between put through ``turn``."""
    out, at = [], 0
    for match in kept.finditer(text):
        out += [turn(text[at : match.start()]), keep(match.group())]
        at = match.end()
    return "".join((*out, turn(text[at:])))


@cache
def _shield(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{characters}]+")


def _to_simplified(text: str) -> str:
    """``tw2s`` without what it gets wrong by itself: 么 is no 幺, and rare names are not pushed out of the plane."""
    if not text:
        return ""
    turned = _piecewise(text, _shield("么吒沈"), str, lambda part: _convert("tw2s", part))
    if _RARE_PLANE.search(turned) and len(turned) == len(text):
        turned = "".join(old if _RARE_PLANE.match(new) else new for old, new in zip(text, turned, strict=True))
    return turned.translate(_HONG_KONG).translate(_ALWAYS_TRADITIONAL)


def simplified(text: str, script: str | None = None) -> str:
    """``text`` in simplified script, protected names and words kept (乾縣 → 乾县, 於崇文, 显著).

    What a simplified text may rightly hold (著, 乾, 瞭 …) is touched only where the text itself, or ``script``
    (that of the whole document), is traditional.
    """
    if text.isascii():
        return text
    foreign = script == "hant" or "hant" in map(_char_script, set(text))
    turn = _to_simplified if foreign else _leave_simplified
    words, pattern = _words("simplified")
    return _piecewise(text, pattern, words.__getitem__, turn)


_COMPATIBILITY = re.compile("[\uf900-\ufaff]")


def _leave_simplified(text: str) -> str:
    """``text`` as it is, but for compatibility forms of the same characters."""
    return _COMPATIBILITY.sub(lambda match: _convert("tw2s", match.group()), text)


def traditional(text: str, keep: tuple[str, ...] = ()) -> str:
    """``text`` as an official paper in traditional script writes it, ``keep`` (names, units, titles) left untouched.

    ``s2tw`` with a list of official words (复查 → 復查, 批复 → 批復). Names cannot be told from words by their look,
    so whoever shows a name passes it in ``keep``: OpenCC alone makes 范志强 into 範志強.
    """
    words, pattern = _words("traditional")
    untouched = _alternatives([name for name in keep if name])

    def turn(part: str) -> str:
        return _piecewise(part, pattern, words.__getitem__, lambda rest: _convert("s2tw", rest) if rest else "")

    return _piecewise(text, untouched, str, turn)


NAME_LETTERS = frozenset("昇甯乾陞著麴吒藉么喆堃徵瞭摺沈")
"""Letters that are a person's own: simplifying them gives another name (昇 is not 升, 甯 is not 宁)."""

_NAME_FOLDS = str.maketrans({"鉅": "钜", "覆": "复"})
_DOUBTFUL = re.compile("[徵瞭於]|(?<=東)昇|(?<!^)鍾")
"""Where a machine conversion of another letter (征, 了, 于, 升, 锺) looks the same."""


def simplified_name(name: str, script: str | None = None) -> tuple[str, bool]:
    """A person's name in simplified script, and whether the letter chosen is in doubt.

    Letter by letter, so that no word is seen in a name. The surname 於 stays, in doubt unless the name is known or
    stands in a simplified text: a machine conversion of the surname 于 looks the same. 鍾 is 钟 as a surname; in a
    given name it may be 锺, and 東昇 may be a converted 东升.
    """
    words, pattern = _words("simplified")
    if pattern.fullmatch(name):
        return words[name], False
    at_home = script == "hans" or (script is None and "hans" in map(_char_script, name))
    out = []
    for place, letter in enumerate(name.translate(_NAME_FOLDS)):
        kept = letter in NAME_LETTERS or (letter == "於" and (place == 0 or at_home))
        out.append(letter if kept else _to_simplified(letter))
    return "".join(out), not at_home and _DOUBTFUL.search(name) is not None
