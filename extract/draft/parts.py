"""The pieces of a drafted edition: slots, columns and blocks with the words a blank prints for them and their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from forms.spec import Block, Field, Form


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


@dataclass(frozen=True)
class Draft:
    """An edition drafted from a blank, for a person to finish."""

    form: Form
    """The definition whose slots it took: form and base edition."""
    edition: str
    blank_name: str
    blank_sha256: str
    title: str
    title_prefix: str
    cover: Sequence[DraftSlot]
    sections: Sequence[Section]
    blocks: Sequence[DraftBlock]
    blocks_title: str
    dated_by: str
    unmatched: Sequence[UnmatchedLabel]
    loose: Sequence[str] = ()
    """Other printed words that stand in no label's place."""
    missing: Sequence[str] = ()
    """Labels of slots and blocks of the base that the blank does not print."""
    warnings: tuple[str, ...] = field(default=())

    @property
    def matched(self) -> tuple[str, ...]:
        """One line for each printed label that was matched: label, slot and place."""
        slots = [*self.cover]
        for section in self.sections:
            slots += section.columns if isinstance(section, DraftRows) else section.slots
        lines = [f"{s.label} → {' + '.join(s.slots)}（{'；'.join(filter(None, s.at)) or '列'}）" for s in slots]
        return (*lines, *(f"{b.label} → 意见栏 {b.block.id}（{'；'.join(b.at)}）" for b in self.blocks))
