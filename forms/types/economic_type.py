"""The economic type of a unit: free text, with the code of GB/T 12402 it maps to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from forms.record import Value
from forms.script import fold
from forms.tables import table
from forms.types.text import Text


@cache
def _codes() -> dict[str, str]:
    """The titles by code."""
    return {str(code): str(title) for code, title in table("economic-types")["codes"].items()}


@cache
def _by_name() -> dict[str, str]:
    named = {fold(title): code for code, title in _codes().items()}
    return {**named, **{fold(word): str(code) for word, code in table("economic-types")["names"].items()}}


def economic_code(text: str) -> tuple[str, str] | None:
    """Code and title of GB/T 12402 that ``text`` states by number or by name; ``None`` where it states neither."""
    number = re.match(r"\s*(\d{3})(?!\d)", text)
    if number and number[1] in _codes():
        return number[1], _codes()[number[1]]
    name = re.sub("(?:企业|经济|公司|单位)$", "", fold(text))
    code = _by_name().get(fold(text)) or _by_name().get(name)
    return (code, _codes()[code]) if code else None


@dataclass(frozen=True)
class EconomicType(Text):
    """Text; public bodies write 机关法人, 事业单位 or 无, which have no code and are kept."""

    name: ClassVar[str] = "text->GB/T 12402"

    def suggest(self, value: Value) -> str | None:
        """The code and title of GB/T 12402 that fits, as ``110 国有全资``."""
        found = economic_code(str(value)) if value else None
        return f"{found[0]} {found[1]}" if found else None

    def samples(self) -> tuple[Value, ...]:
        return self._within("国有全资", "事业单位（全额拨款）", "159 其他有限责任（公司）")
