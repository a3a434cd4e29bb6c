"""What one drawn paper says: every answer as it is written and as it must be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from forms.spec import Block, Form

Told = dict[str, "Said"]


@dataclass(frozen=True)
class Said:
    """One answer: the value that the contract makes of it, and its text in the script of the paper."""

    value: Any
    text: str


NOTHING = Said(None, "")


@dataclass(frozen=True)
class SaidBlock:
    """One opinion block; ``named`` says whether its unit is written in it, else the form names it elsewhere."""

    block: Block
    unit: Said
    opinion: Said
    date: Said
    named: bool = True

    @property
    def id(self) -> str:
        return self.block.id


@dataclass
class Sheet:
    """The truth of one paper. Slots that are not printed are in none of the mappings.

    ``unknown`` are the answers of slots that no definition has: they must not be lost.
    """

    form: Form
    fields: Told
    rows: dict[str, list[Told]]
    blocks: list[SaidBlock]
    unknown: list[str] = field(default_factory=list)
