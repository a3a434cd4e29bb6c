"""The labels of automatic numbering (一、 （二） 3.), which stand in no text of the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from extract.readers.word.names import VAL, Element, W, is_on, number

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9
_UNLABELLED = frozenset({"none", "bullet"})


@dataclass(frozen=True)
class _Level:
    start: int
    format: str
    text: str
    gap: bool
    """Whether a tab or space stands between label and text."""
    legal: bool
    """Whether all numbers of the label are shown as decimals (``w:isLgl``)."""


@dataclass
class _Counters:
    values: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """Counts numbered paragraphs in document order and gives each its label; loads the part with the first."""

    def __init__(
        self,
        load: Callable[[], Element | None] = lambda: None,
        style_numbering: Callable[[str], Element | None] = lambda style: None,
    ) -> None:
        self._load = load
        self._loaded = False
        self._abstract: dict[str, Element] = {}
        self._nums: dict[str, Element] = {}
        self._style_numbering = style_numbering
        self._levels: dict[tuple[str, int], _Level | None] = {}
        self._counters: dict[str, _Counters] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, properties: Element, style_id: str | None) -> tuple[str, bool]:
        """The label of the next paragraph numbered by ``w:numPr``, and whether a gap follows it.

        ``("", False)`` where the list has bullets, is switched off (id 0) or is not defined.
        """
        self._load_once()
        num = _child_value(properties, "numId")
        depth = self._depth(num, properties, style_id)
        level = self._level(num, depth)
        if level is None:
            return "", False
        values = self._count(num, depth, level)
        if level.format in _UNLABELLED:
            return "", False
        shown = _PLACEHOLDER.sub(lambda match: self._shown(num, int(match[1]) - 1, values, level), level.text)
        return shown, level.gap

    def _load_once(self) -> None:
        if self._loaded:
            return
        self._loaded = True
        root = self._load()
        for element in () if root is None else root:
            if element.tag == W + "abstractNum":
                self._abstract[element.get(W + "abstractNumId", "")] = element
            elif element.tag == W + "num":
                self._nums[element.get(W + "numId", "")] = element

    def _depth(self, num: str, properties: Element, style_id: str | None) -> int:
        """The level: stated, else the one that the list ties to the paragraph's style."""
        stated = properties.find(W + "ilvl")
        if stated is not None or not style_id:
            return min(max(number(stated.get(VAL)) if stated is not None else 0, 0), _LEVELS - 1)
        abstract = self._definition(num)
        for level in () if abstract is None else abstract.iterchildren(W + "lvl"):
            if _child_value(level, "pStyle") == style_id:
                return min(max(number(level.get(W + "ilvl")), 0), _LEVELS - 1)
        return 0

    def _count(self, num: str, depth: int, level: _Level) -> list[int | None]:
        key = self._list_key(num)
        values = self._counters.setdefault(key, _Counters()).values
        override = self._start_override(num, depth)
        current = values[depth]
        if override is not None and (num, depth) not in self._started:
            values[depth] = override
        else:
            values[depth] = level.start if current is None else current + 1
        self._started.add((num, depth))
        values[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        return values

    def _shown(self, num: str, depth: int, values: list[int | None], of: _Level) -> str:
        level = self._level(num, depth)
        if level is None:
            return ""
        value = values[depth]
        return _format(level.start if value is None else value, "decimal" if of.legal else level.format)

    def _level(self, num: str, depth: int) -> _Level | None:
        if (num, depth) not in self._levels:
            element = self._level_element(num, depth)
            self._levels[num, depth] = None if element is None else _read_level(element)
        return self._levels[num, depth]

    def _level_element(self, num: str, depth: int) -> Element | None:
        override = self._override(num, depth)
        if override is not None and (level := override.find(W + "lvl")) is not None:
            return level
        abstract = self._definition(num)
        for level in () if abstract is None else abstract.iterchildren(W + "lvl"):
            if number(level.get(W + "ilvl"), -1) == depth:
                return level
        return None

    def _definition(self, num: str, hops: int = 0) -> Element | None:
        """The abstract list behind ``num``, through the list style it may be linked to."""
        abstract = self._abstract.get(self._list_key(num))
        if abstract is None or hops > 2:
            return abstract
        link = _child_value(abstract, "numStyleLink")
        properties = self._style_numbering(link) if link else None
        return abstract if properties is None else self._definition(_child_value(properties, "numId"), hops + 1)

    def _list_key(self, num: str) -> str:
        element = self._nums.get(num)
        return "" if element is None or num == "0" else _child_value(element, "abstractNumId")

    def _override(self, num: str, depth: int) -> Element | None:
        element = self._nums.get(num)
        for override in () if element is None else element.iterchildren(W + "lvlOverride"):
            if number(override.get(W + "ilvl"), -1) == depth:
                return override
        return None

    def _start_override(self, num: str, depth: int) -> int | None:
        override = self._override(num, depth)
        start = None if override is None else override.find(W + "startOverride")
        return None if start is None else number(start.get(VAL), 1)


def _child_value(element: Element, name: str) -> str:
    child = element.find(W + name)
    return "" if child is None else child.get(VAL, "")


def _read_level(element: Element) -> _Level:
    return _Level(
        start=number(_child_value(element, "start"), 1),
        format=_child_value(element, "numFmt") or "decimal",
        text=_child_value(element, "lvlText"),
        gap=_child_value(element, "suff") != "nothing",
        legal=is_on(element.find(W + "isLgl")),
    )


def _format(value: int, name: str) -> str:
    """``value`` in one of the formats of ECMA-376 part 1, 17.18.59; decimal where the format is not known here."""
    write = _FORMATS.get(name)
    return str(value) if write is None or value < 0 else write(value)


def _chinese(value: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """十一, 二十, 一百零五; beyond 9999 digit by digit."""
    if value > 9999 or value == 0:
        return "".join(digits[int(digit)] for digit in str(value))
    out = ""
    for place, digit in enumerate(reversed(str(value))):
        if digit != "0":
            out = digits[int(digit)] + ("" if place == 0 else units[place - 1]) + out
        elif out and not out.startswith("零"):
            out = "零" + out
    return out.removeprefix("一") if 10 <= value <= 19 and digits is _DIGITS else out


def _letters(value: int) -> str:
    """a … z, aa, bb: a letter is doubled, not carried."""
    return "" if value == 0 else chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 20)


def _roman(value: int) -> str:
    if value > 3999:
        return str(value)
    out = ""
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        out += sign * count
    return out


def _run_of(first: str, length: int) -> Callable[[int], str]:
    """Numbers that Unicode has a character each for, from 1 to ``length``."""
    return lambda value: chr(ord(first) + value - 1) if 1 <= value <= length else str(value)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)] if value else ""


_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
            "ideographDigital", "japaneseCounting", "koreanDigital2", "taiwaneseDigital", "japaneseDigitalTenThousand",
        ),
        _chinese,
    ),
    "chineseLegalSimplified": lambda value: _chinese(value, _LEGAL, "拾佰仟"),
    "ideographLegalTraditional": lambda value: _chinese(value, "零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": lambda value: str(value).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "decimalEnclosedCircle": _run_of("①", 20),
    "decimalEnclosedCircleChinese": _run_of("①", 20),
    "decimalEnclosedParen": _run_of("⑴", 20),
    "decimalEnclosedFullstop": _run_of("⒈", 20),
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
}  # fmt: skip
