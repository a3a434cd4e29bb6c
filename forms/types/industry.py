"""The industry an applicant works in: free text, with the letter of GB/T 4754 it suggests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from forms.record import Value
from forms.script import fold
from forms.tables import table
from forms.types.text import Text


@cache
def _table() -> list[dict[str, Any]]:
    return list(table("industries")["category"])


def suggested_industry(text: str) -> tuple[str, str] | None:
    """Letter and title of the one 门类 that ``text`` names or whose words it uses; ``None`` where none or several do."""
    written = fold(text)
    for category in _table():
        if written in {fold(category["title"]), category["letter"].lower()}:
            return category["letter"], category["title"]
    scores = {c["letter"]: max((len(fold(w)) for w in c["words"] if fold(w) in written), default=0) for c in _table()}
    best = max(scores.values())
    named = [c for c in _table() if scores[c["letter"]] == best]
    return (named[0]["letter"], named[0]["title"]) if best and len(named) == 1 else None


@dataclass(frozen=True)
class Industry(Text):
    """Text; never refused, since applicants write what they do and not a code."""

    name: ClassVar[str] = "text->GB/T 4754"

    def suggest(self, value: Value) -> str | None:
        """The letter and title of GB/T 4754 that fits, as ``S 公共管理、社会保障和社会组织``."""
        found = suggested_industry(str(value)) if value else None
        return f"{found[0]} {found[1]}" if found else None

    def samples(self) -> tuple[Value, ...]:
        return self._within("公共管理、社会保障和社会组织", "政务服务", "居民服务业")
