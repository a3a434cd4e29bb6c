"""Labels as papers print them: another of their names, spaced, broken, numbered, with brackets and signs of either width."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from tests.variants.layout import Layout

_WIDE = str.maketrans({"/": "／", "（": "(", "）": ")", "-": "－"} | {c: chr(ord(c) + 0xFEE0) for c in "EMAILmailFX"})
_BRACKETS = ("（必填）", "（全称）", "（公章）", "（如有）")
_SHORT = 4
"""Characters up to which a label is spaced apart or printed one character a line."""
_LONG = 6


class Labels:
    """Prints the labels of one paper, each in the same dress."""

    def __init__(self, how: Layout, convert: Callable[[str], str]) -> None:
        self.how, self.convert = how, convert
        self.rng = random.Random(f"labels {how.seed}")
        self.count = 0

    def name(self, names: Sequence[str]) -> str:
        """One of ``names`` in running text."""
        name = self.rng.choice(names) if self.how.synonyms else names[0]
        name = name.translate(_WIDE) if self.how.wide_signs else name
        if self.how.label_dress == "spaced" and len(name) <= _SHORT:
            name = "　".join(name)
        return self.convert(name)

    def cell(self, names: Sequence[str]) -> str:
        """One of ``names`` in a cell of its own."""
        name = self.name(names)
        dress = self.how.label_dress
        self.count += 1
        if dress == "broken" and len(name) >= _LONG:
            return name[: len(name) // 2] + self.rng.choice("\n\v") + name[len(name) // 2 :]
        if dress == "vertical" and len(name) <= _SHORT and name.isalpha() and not name.isascii():
            return self.rng.choice("\n\v").join(name)
        if dress == "colon":
            return name + "："
        if dress == "numbered":
            return f"{self.count}. {name}"
        if dress == "bracket" and self.rng.random() < 0.3 and "（" not in name:
            return name + self.convert(self.rng.choice(_BRACKETS))
        return name
