"""The shape of a form: cover, sections, rows of a table, opinion blocks — and the checks on a definition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Flag, StrEnum, auto
from functools import cached_property

from forms.law import Basis
from forms.script import fold
from forms.types.kind import Composite, Kind


class DefinitionError(ValueError):
    """A definition contradicts itself; raised where it is made, never while reading a document.

    ``faults`` says in Chinese, one by one, what is wrong.
    """

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "；".join(self.faults)


class Needs(Flag):
    """What an opinion block asks for."""

    NOTHING = 0
    OPINION = auto()
    SIGNATURE = auto()
    SEAL = auto()
    DATE = auto()
    ALL = OPINION | SIGNATURE | SEAL | DATE


class FilledBy(StrEnum):
    """Who fills a block."""

    UNIT = "unit"
    RECEIVING_OFFICE = "receiving-office"
    GROUP = "evaluation-group"


@dataclass(frozen=True)
class When:
    """A condition on the rest of the form: something is asked for only while the slot ``answered`` has an answer."""

    answered: str


@dataclass(frozen=True)
class Field:
    """A labelled slot. A composite label has as many ids as its kind has parts.

    ``hints`` are words the blank prints in the answer's place; ``unlabelled`` marks a slot that the blank prints
    without its label (the bare 年 月 日 of a cover); ``part_labels`` are, part by part, the labels under which a
    form may print the parts of a composite apart.
    """

    id: str | tuple[str, ...]
    label: str
    kind: Kind | Composite
    basis: Basis
    synonyms: tuple[str, ...] = ()
    required: bool | When = True
    repeated: bool = False
    hints: tuple[str, ...] = ()
    unlabelled: bool = False
    part_labels: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return (self.id,) if isinstance(self.id, str) else self.id

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The printed label first, then its synonyms."""
        return (self.label, *self.synonyms)

    @cached_property
    def parts(self) -> tuple[tuple[str, Kind], ...]:
        """Each slot id with its kind."""
        kinds = self.kind.kinds if isinstance(self.kind, Composite) else (self.kind,)
        return tuple(zip(self.ids, kinds, strict=True))

    def faults(self) -> Iterator[str]:
        """Where ids, kind and part labels do not fit together."""
        count = len(self.kind.kinds) if isinstance(self.kind, Composite) else 1
        if len(self.ids) != count:
            yield f"“{self.label}”有{count}项内容，却列出{len(self.ids)}个 slot"
        if self.part_labels and len(self.part_labels) != count:
            yield f"“{self.label}”的 part_labels 应为{count}组名称"


@dataclass(frozen=True)
class Section:
    """Label/value pairs under one heading.

    In a ``headed`` section each label is itself a heading, and everything up to the next one is its answer.
    """

    id: str
    title: str
    fields: tuple[Field, ...]
    synonyms: tuple[str, ...] = ()
    headed: bool = False


@dataclass(frozen=True)
class Rows:
    """A table with one header row and as many rows as are needed; a blank prints ``room`` empty ones.

    ``hints`` of a column stand below its label in the header.
    """

    id: str
    title: str
    columns: tuple[Field, ...]
    at_least: int = 1
    basis: Basis | None = None
    synonyms: tuple[str, ...] = ()
    room: int = 6


@dataclass(frozen=True)
class Block:
    """An opinion block: what it needs, who fills it, which cover field names its unit (``unit_from``)."""

    id: str
    label: str
    basis: Basis
    needs: Needs = Needs.ALL
    required: bool | When = True
    repeated: bool = False
    filled_by: FilledBy = FilledBy.UNIT
    synonyms: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    unit_from: str | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        return (self.label, *self.synonyms)


@dataclass(frozen=True)
class Form:
    """One form in one edition. ``specimen`` marks a layout of our own (本系统样表), not an official one.

    ``dated_by`` is the slot of the day on which the form itself was filled in; without it the cover's first date is.
    """

    id: str
    edition: str
    annex: int
    title: str
    cites: Basis
    cover: tuple[Field, ...] = ()
    sections: tuple[Section | Rows, ...] = ()
    blocks: tuple[Block, ...] = ()
    blocks_title: str = ""
    title_prefix: str = ""
    specimen: bool = False
    dated_by: str = ""

    def __post_init__(self) -> None:
        faults = tuple(dict.fromkeys(self._faults()))
        if faults:
            raise DefinitionError(*faults)

    def _faults(self) -> Iterator[str]:
        for field in self.fields():
            yield from field.faults()
        yield from self._shared_labels()
        yield from self._shared_ids()
        yield from self._unknown_slots()

    def fields(self) -> Iterator[Field]:
        """Every labelled slot of cover and sections, in the form's order; columns of rows are not among them."""
        yield from self.cover
        for section in self.sections:
            if isinstance(section, Section):
                yield from section.fields

    def rows(self) -> Iterator[Rows]:
        for section in self.sections:
            if isinstance(section, Rows):
                yield section

    def kinds(self) -> dict[str, Kind]:
        """The kind of every slot of ``fields`` by slot id."""
        return {slot: kind for field in self.fields() for slot, kind in field.parts}

    def field_of(self, slot: str) -> Field:
        """The field that holds ``slot``; ``KeyError`` where none does."""
        for field in self.fields():
            if slot in field.ids:
                return field
        raise KeyError(slot)

    def block_of(self, block_id: str) -> Block:
        for block in self.blocks:
            if block.id == block_id:
                return block
        raise KeyError(block_id)

    def blocks_of(self, printed: Sequence[str]) -> tuple[Block, ...]:
        """The definitions of the blocks whose ids are ``printed``: the n-th of an id is the n-th defined, or the last.

        Blocks of one id are several places to sign for one role, each under a label of its own.
        """
        seen: Counter[str] = Counter()
        found = []
        for block_id in printed:
            same = [block for block in self.blocks if block.id == block_id] or [self.block_of(block_id)]
            found.append(same[min(seen[block_id], len(same) - 1)])
            seen[block_id] += 1
        return tuple(found)

    def rows_of(self, rows_id: str) -> Rows:
        for rows in self.rows():
            if rows.id == rows_id:
                return rows
        raise KeyError(rows_id)

    def filing_date(self) -> Field | None:
        """The field of the day on which the form was filled in; ``None`` where it prints none."""
        if self.dated_by:
            return self.field_of(self.dated_by)
        return next((field for field in self.cover if field.kind.name == "date"), None)

    def headings(self) -> dict[str, str]:
        """The printed headings, by section id; ``blocks`` is the heading over the opinion blocks."""
        found = {section.id: section.title for section in self.sections}
        if self.blocks_title:
            found["blocks"] = self.blocks_title
        return found

    def _shared_labels(self) -> Iterator[str]:
        headings = {fold(title) for title in self.headings().values()}
        parts: list[tuple[str, list[tuple[str, tuple[str, ...]]]]] = [
            ("封面", [("、".join(f.ids), f.labels) for f in self.cover]),
            ("意见栏", [(b.id, b.labels) for b in self.blocks]),
        ]
        for section in self.sections:
            slots = section.fields if isinstance(section, Section) else section.columns
            parts.append((f"“{section.title}”", [("、".join(f.ids), f.labels) for f in slots]))
        for part, slots_and_labels in parts:
            owner: dict[str, str] = {}
            for slot, labels in slots_and_labels:
                for label in labels:
                    key = fold(label)
                    if key in headings:
                        yield f"{part}的栏目名称“{label}”与一个标题相同，请改正其中一个"
                    if owner.setdefault(key, slot) != slot:
                        yield f"{part}的栏目名称“{label}”同时属于 {owner[key]} 和 {slot}，请改正其中一个"

    def _shared_ids(self) -> Iterator[str]:
        groups = [("slot", [slot for field in self.fields() for slot in field.ids])]
        groups.append(("部分", [section.id for section in self.sections]))
        groups += [
            (f"“{rows.title}”的列", [slot for column in rows.columns for slot in column.ids]) for rows in self.rows()
        ]
        for what, ids in groups:
            for name, count in Counter(ids).items():
                if count > 1:
                    yield f"{what} {name} 出现{count}次，只能出现一次"

    def _unknown_slots(self) -> Iterator[str]:
        slots = {slot for field in self.fields() for slot in field.ids}
        conditions = [(field.label, field.required) for field in self.fields()]
        for label, required in (*conditions, *((block.label, block.required) for block in self.blocks)):
            if isinstance(required, When) and required.answered not in slots:
                yield f"“{label}”的 required 所依据的 slot {required.answered} 不存在"
        if self.dated_by and self.dated_by not in slots:
            yield f"dated_by 所指的 slot {self.dated_by} 不存在"
