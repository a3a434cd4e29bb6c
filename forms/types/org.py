"""Names of units: one, or several in one cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from marshmallow import fields as ma

from forms.record import Value
from forms.types.cleaning import tidy
from forms.types.kind import NO_HINT, Hint, Kind, Reading
from forms.types.text import Text, read_text
from forms.types.validation import LIST_MESSAGES, says, text_field

_OPEN, _CLOSE = "（(〔[【《", "）)〕]】》"
_SEPARATORS = "、，,；;\n"
_NUMBERING = re.compile(r"^(?:[(（]?\d{1,2}[)）.．、]|[①-⑳])\s*(?=[^\d\s])")


@dataclass(frozen=True)
class Org(Text):
    """The name of one unit. Several lines or names in the cell are kept as they stand, in doubt."""

    name: ClassVar[str] = "org"

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        reading = read_text(raw, hint)
        if isinstance(reading.value, str) and len(split_names(reading.value)) > 1:
            return Reading(reading.value, (*reading.doubts, "several-values"))
        return reading

    def samples(self) -> tuple[Value, ...]:
        return self._within("襄阳市政务服务中心管理办公室", "武汉市江汉区人民政府", "宜昌市人力资源和社会保障局")


def split_names(text: str) -> list[str]:
    """The names that 、，；and line ends part, brackets respected; 和 and 及 belong to names and never part them."""
    names, depth, current = [], 0, ""
    for char in text:
        depth = max(depth + (char in _OPEN) - (char in _CLOSE), 0)
        if char == "\n" or (char in _SEPARATORS and depth == 0):
            names.append(current)
            current, depth = "", 0
        else:
            current += char
    names = [_NUMBERING.sub("", name.strip()).strip(" 。") for name in (*names, current)]
    return [name for name in names if name]


@dataclass(frozen=True)
class OrgList(Kind):
    """Several units in one cell: an array of names in their order, the same name once."""

    name: ClassVar[str] = "org list"

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        found: list[str] = []
        doubts: list[str] = []
        for name in split_names(tidy(raw)):
            reading = read_text(name, hint)
            doubts += reading.doubts
            if isinstance(reading.value, str) and reading.value not in found:
                found.append(reading.value)
        return Reading([*found] or None, tuple(dict.fromkeys(doubts)))

    def show(self, value: Value) -> str:
        return "、".join(value) if isinstance(value, list) else ""

    def samples(self) -> tuple[Value, ...]:
        return (
            ["襄阳市质量技术监督局", "襄阳市人力资源和社会保障局"],
            ["标准化工作领导小组办公室"],
            ["综合科", "业务科（政务大厅、分厅）", "信息科"],
        )

    def field(self) -> ma.Field[Any]:
        inner = text_field("单位或者部门名称", lambda v: bool(v.strip()), "名称不能为空。")
        return ma.List(
            inner,
            validate=says(bool, "至少填写一个名称。"),
            error_messages=LIST_MESSAGES,
            metadata={"description": "单位或者部门名称，可以多个"},
        )
