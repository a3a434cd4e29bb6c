"""What a companion or incoming paper says, slot by slot, and which slots each kind of paper has. JSON both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.record import Answer, Value

EDITION = "paper"
"""The edition of every shape: a paper without an official blank has but one."""


@dataclass(frozen=True)
class PaperReading:
    """One paper as read. Every slot of its kind is in ``fields``; what was not found there has the value ``None``.

    ``text`` has a line for each paragraph and cell; ``whole`` is false where a part was lost, so that what is not
    found may have stood there. ``rows`` holds every rows id of the kind, empty where no row was found.
    """

    kind: str
    title: str = ""
    script: str = "hans"
    text: str = ""
    whole: bool = True
    fields: Mapping[str, Answer] = field(default_factory=dict)
    rows: Mapping[str, tuple[Mapping[str, Answer], ...]] = field(default_factory=dict)

    def value(self, slot: str) -> Value:
        """The value of a field, ``None`` where nothing was found."""
        answer = self.fields.get(slot)
        return answer.value if answer else None

    def names(self, slot: str) -> tuple[str, ...]:
        """The names that a field holds, whether it holds one or a list."""
        value = self.value(slot)
        held = value if isinstance(value, list) else [value]
        return tuple(name for name in held if isinstance(name, str) and name)

    def column(self, rows: str, column: str) -> tuple[str, ...]:
        """What one column of the rows says, each text once, in their order."""
        found = (row[column].value for row in self.rows.get(rows, ()) if column in row)
        return tuple(dict.fromkeys(value for value in found if isinstance(value, str) and value))

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "title": self.title,
            "script": self.script,
            "whole": self.whole,
            "fields": {slot: answer.to_json() for slot, answer in self.fields.items()},
            "rows": {
                rows: [{column: answer.to_json() for column, answer in row.items()} for row in found]
                for rows, found in self.rows.items()
            },
            "text": self.text,
        }

    @staticmethod
    def from_json(data: dict[str, Any]) -> PaperReading:
        return PaperReading(
            data["kind"],
            data["title"],
            data["script"],
            data["text"],
            data["whole"],
            {slot: Answer.from_json(answer) for slot, answer in data["fields"].items()},
            {
                rows: tuple({column: Answer.from_json(answer) for column, answer in row.items()} for row in found)
                for rows, found in data["rows"].items()
            },
        )
