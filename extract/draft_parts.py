"""The pieces of a drafted edition: slots, columns and blocks with the words a blank prints for them and their places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from forms.spec import Block, Field


@dataclass
class DraftSlot:
    """A printed label and the field it names. ``at`` has one place, or one for each part printed apart."""

    field: Field
    label: str
    at: tuple[str, ...]
    order: int
    slots: tuple[str, ...]
    part_labels: tuple[tuple[str, ...], ...] = ()
    hints: tuple[str, ...] = ()
    unlabelled: bool = False
    notes: tuple[str, ...] = ()
    """What the person who finishes the draft should look at."""


@dataclass
class DraftSection:
    """Label/value pairs under one printed heading; ``printed`` tells whether the blank prints it."""

    id: str
    title: str
    slots: list[DraftSlot] = field(default_factory=list)
    headed: bool = False
    printed: bool = True


@dataclass
class DraftRows:
    """A table with a header row; ``at`` is the table, or its header row where more stands above it."""

    id: str
    title: str
    at: str
    order: int
    columns: list[DraftSlot] = field(default_factory=list)
    printed: bool = True


@dataclass
class DraftBlock:
    """An opinion block; ``at`` has a place for each time the blank prints it."""

    block: Block
    label: str
    needs: list[str]
    at: list[str]
    order: int
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnmatchedLabel:
    """A printed label that no slot claims for certain; ``notes`` say what it may be and how to settle it.

    ``settles`` are TOML lines that would settle it; ``ignore`` is set for what surely holds no answer.
    """

    label: str
    at: str
    order: int
    notes: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()
    ignore: bool = False


Section: TypeAlias = DraftSection | DraftRows
