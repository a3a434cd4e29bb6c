"""What is told of a seal held against the names that matter for a block."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """Whose a seal is: the unit's own (``True``), surely not (``False``) or open (``None``); and what stands on it."""

    matches: bool | None
    text: str | None = None
    center: str | None = None
    score: float = 0.0
    likely: bool = False
    """Open, but what is seen of the rim fits the unit's name, and no other unit's of the form as well."""
