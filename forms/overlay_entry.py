"""One table of an overlay's TOML, read key by key; what is wrong with it is collected in words for its author."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar

_Choice = TypeVar("_Choice", bound=Enum)
_KINDS_OF_VALUES = {str: "文字", bool: "true 或者 false", list: "列表", dict: "一组内容", int: "数字"}


class Entry:
    """A TOML table under the name that messages call it by; ``faults`` is shared by all tables of one file."""

    def __init__(self, table: Mapping[str, Any], name: str, faults: list[str]) -> None:
        self.name = name
        self.faults = faults
        self._table = table
        self._asked: set[str] = set()

    def fault(self, message: str) -> None:
        """Note what is wrong with this table."""
        self.faults.append(f"{self.name}：{message}" if self.name else message)

    def __contains__(self, key: str) -> bool:
        return key in self._table

    def text(self, key: str, *, required: bool = False) -> str:
        """The text under ``key``, ``""`` where there is none."""
        found = self._of_type(key, str)
        if required and not (isinstance(found, str) and found.strip()) and not self._wrong(key, str):
            self.fault(f"缺少 {key}，请补上")
        return found if isinstance(found, str) else ""

    def flag(self, key: str, default: bool = False) -> bool:
        found = self._of_type(key, bool)
        return found if isinstance(found, bool) else default

    def texts(self, key: str) -> tuple[str, ...] | None:
        """The list of texts under ``key``; ``None`` where there is none."""
        found = self._of_type(key, list)
        if not isinstance(found, list):
            return None
        if not all(isinstance(item, str) and item for item in found):
            self.fault(f"{key} 中的每一项应为文字，请加引号")
            return ()
        return tuple(found)

    def text_or_texts(self, key: str) -> tuple[str, ...]:
        """One text or a list of them, as a tuple; empty, and a fault, where there is none."""
        if isinstance(self._table.get(key), list):
            if self._table[key] == []:
                self.fault(f"{key} 是空的，请补上")
            return self.texts(key) or ()
        return (found,) if (found := self.text(key, required=True)) else ()

    def day(self, key: str) -> date | None:
        """The day under ``key``, written as a TOML date."""
        self._asked.add(key)
        found = self._table.get(key)
        if found is None or (isinstance(found, date) and not isinstance(found, datetime)):
            return found
        self.fault(f"{key} 应为日期，写成 2018-05-01，不加引号")
        return None

    def choices(self, key: str, kinds: Mapping[str, _Choice]) -> tuple[_Choice, ...] | None:
        """What the words under ``key`` stand for; ``None`` where there are none."""
        words = self.texts(key)
        if words is None:
            return None
        for word in words:
            if word not in kinds:
                self.fault(f"{key} 中没有“{word}”这种写法，可用：{'、'.join(kinds)}")
        return tuple(kinds[word] for word in words if word in kinds)

    def table(self, key: str) -> Entry | None:
        """The table under ``key``."""
        found = self._of_type(key, dict)
        return Entry(found, f"[{key}]", self.faults) if isinstance(found, dict) else None

    def tables(self, key: str, path: str = "") -> Iterator[Entry]:
        """The tables of the array under ``key``, called by ``path``, their number and their label or id."""
        found = self._of_type(key, list)
        for number, table in enumerate(found if isinstance(found, list) else (), 1):
            if isinstance(table, dict):
                called = table.get("label") or table.get("title") or table.get("id")
                name = f"[[{path or key}]] 第{number}项" + (f"“{called}”" if isinstance(called, str) else "")
                yield Entry(table, f"{self.name} {name}".strip(), self.faults)
            else:
                self.fault(f"{key} 应写成 [[{path or key}]]")

    def raw(self, key: str) -> Any:
        """The value under ``key`` as it stands."""
        self._asked.add(key)
        return self._table.get(key)

    def end(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._table:
            if key not in self._asked:
                self.fault(f"不认识 {key}，可用：{'、'.join(sorted(self._asked))}")

    def _wrong(self, key: str, kind: type) -> bool:
        return key in self._table and not isinstance(self._table[key], kind)

    def _of_type(self, key: str, kind: type) -> object:
        self._asked.add(key)
        if self._wrong(key, kind):
            self.fault(f"{key} 应为{_KINDS_OF_VALUES[kind]}")
            return None
        return self._table.get(key)
