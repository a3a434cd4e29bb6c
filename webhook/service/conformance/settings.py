"""The settings of a check that are disputed, as an officer gives them: texts of a form, checked all at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from webhook.service.problems import Invalid

AUTO = "auto"
CHOICES: Mapping[str, Mapping[str, Any]] = {
    "format": {AUTO: None, "letter": "letter", "document": "document"},
    "sealed": {AUTO: None, "yes": True, "no": False},
    "top_edge": {"margin": "margin", "glyphs": "glyphs"},
    "number_top": {"either": "either", "characters": "characters", "dash": "dash"},
}
"""Settings that are one of a few words, the default first, and what each word stands for."""


@dataclass(frozen=True)
class Number:
    """A setting that is one number, or ``many`` of them; ``digits`` is how many may follow the point."""

    title: str
    least: float
    most: float
    digits: int = 2
    many: int = 1


NUMBERS: Mapping[str, Number] = {
    "letter_top": Number("信函的 Word 上边距（毫米）", 20, 60, many=3),
    "lines": Number("每面行数", 10, 40, digits=0),
    "characters": Number("每行字数", 10, 50, digits=0),
    "margin_off": Number("页边误差（毫米）", 0, 10),
    "place_off": Number("PDF 中位置的误差（毫米）", 0, 10),
    "estimate_off": Number("Word 文件中位置的误差（毫米）", 0, 10),
    "characters_off": Number("缩进误差（字）", 0, 3),
    "blank_off": Number("空行误差（行）", 0, 3),
}
_TITLES: Mapping[str, str] = {
    "format": "公文格式", "sealed": "是否加盖印章", "top_edge": "上白边", "number_top": "页码的7毫米",
    **{name: number.title for name, number in NUMBERS.items()},
}  # fmt: skip
_PLAIN = re.compile(r"\d{1,3}(?:\.(\d{1,3}))?")


def asked(given: Mapping[str, str]) -> dict[str, Any]:
    """The settings that differ from the defaults, by name, ready for JSON; what is empty is not given.

    Raises :class:`Invalid` naming every one that cannot be understood.
    """
    faults: dict[str, str] = {}
    settings: dict[str, Any] = {}
    for name, text in ((name, given.get(name, "").strip()) for name in (*CHOICES, *NUMBERS)):
        if not text:
            continue
        try:
            settings[name] = _choice(name, text) if name in CHOICES else _number(NUMBERS[name], text)
        except ValueError as error:
            faults[name] = f"{_TITLES[name]}：{error}"
    if faults:
        raise Invalid("setting-wrong", "；".join(faults.values()) + "。", "请更正后重新检查。", faults)
    return {name: value for name, value in settings.items() if value is not None}


def _choice(name: str, text: str) -> Any:
    known = CHOICES[name]
    if text not in known:
        raise ValueError(f"没有“{text[:20]}”，可选：{'、'.join(known)}")
    return known[text]


def _number(number: Number, text: str) -> float | int | list[float]:
    parts = [part for part in re.split(r"[,，、\s]+", text) if part]
    if not 1 <= len(parts) <= number.many:
        raise ValueError("只能填一个数" if number.many == 1 else f"可填1至{number.many}个数，用逗号隔开")
    values = [_within(number, part) for part in parts]
    if number.many > 1:
        return values
    return values[0] if number.digits else int(values[0])


def _within(number: Number, part: str) -> float:
    found = _PLAIN.fullmatch(part) if part.isascii() else None
    if found is None or len(found[1] or "") > number.digits:
        raise ValueError(f"“{part[:20]}”不是数" if number.digits else f"“{part[:20]}”不是整数")
    value = float(part)
    if not number.least <= value <= number.most:
        raise ValueError(f"{part}不在{number.least:g}至{number.most:g}之间")
    return value
