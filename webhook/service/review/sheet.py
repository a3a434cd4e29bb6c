"""A record as an officer reviews it: every slot in the form's order, with its label, what was read, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from forms.deliveries import on_paper
from forms.evidence import Evidence
from forms.finding import CODES
from forms.record import Answer, Beside, BlockRecord, Extra, Record, SealMark, SignatureMark
from forms.script import fold
from forms.spec import Block, Field, Form, Needs, Section
from forms.types import LongText, SignatureCell
from forms.types.kind import Kind
from webhook.service.review.corrections import BLOCK_KINDS

COVER = "cover"
SHORT = 30
"""Up to so many characters a text is shown as written too, where only its script differs from the value's."""


@dataclass(frozen=True)
class Line:
    """One slot. ``shown`` is its value in words, ``raw`` what stands on the paper; ``printed`` whether it stands there.

    ``evidence`` is the place nearest to the signed paper, ``beside`` what another delivery of the form says.
    ``reasons`` are the titles of its doubts; ``lines`` how many lines an editor should offer.
    """

    where: str
    label: str
    shown: str
    raw: str
    marked: bool
    reasons: tuple[str, ...]
    score: float
    evidence: Evidence | None
    printed: bool = True
    lines: int = 1
    beside: Beside | None = None

    @property
    def anchor(self) -> str:
        return anchor(self.where)

    @property
    def differs(self) -> bool:
        """Whether what stands on the paper is worth showing beside the value.

        A long text that is merely of the other script is not, unless it is doubted; of a name every letter counts.
        """
        raw = self.raw.strip()
        if not raw or raw == self.shown:
            return False
        return self.marked or len(raw) <= SHORT or fold(raw) != fold(self.shown)


@dataclass(frozen=True)
class Mark:
    """A signature or a seal: ``present`` as in the record, ``text`` what the seal says; ``needed`` by the block."""

    where: str
    kind: str
    present: bool | None
    needed: bool
    marked: bool
    score: float
    evidence: Evidence | None
    text: str = ""
    matches_unit: bool | None = None

    @property
    def anchor(self) -> str:
        return anchor(self.where)


@dataclass(frozen=True)
class Group:
    """The cover (``title`` empty) or a section of labelled slots."""

    id: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Plan:
    """A table of the form; each row holds one line a column, and a mark in a column that is signed."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Line | Mark, ...], ...]

    def cells(self) -> Iterator[Line | Mark]:
        """Every cell, row by row."""
        for row in self.rows:
            yield from row

    @property
    def anchor(self) -> str:
        return anchor(f"rows.{self.id}")


@dataclass(frozen=True)
class Card:
    """An opinion block as printed; ``ordinal`` counts those of one kind where there are several."""

    index: int
    id: str
    label: str
    ordinal: int | None
    unit: Line
    opinion: Line
    date: Line
    signature: Mark
    seal: Mark

    @property
    def anchor(self) -> str:
        return anchor(f"blocks[{self.index}]")

    @property
    def path(self) -> str:
        """Where the block stands in a format without pages; empty where each slot names its page."""
        seen = self.opinion.evidence or self.unit.evidence or self.date.evidence
        return seen.path or "" if seen and seen.page is None else ""


@dataclass(frozen=True)
class Sheet:
    groups: tuple[Group, ...]
    plans: tuple[Plan, ...]
    cards: tuple[Card, ...]
    blocks_title: str
    extra: tuple[Extra, ...]

    def lines(self) -> Iterator[Line]:
        """Every value in the form's order, the marks left out."""
        for group in self.groups:
            yield from group.lines
        for plan in self.plans:
            yield from (cell for cell in plan.cells() if isinstance(cell, Line))
        for card in self.cards:
            yield from (card.unit, card.opinion, card.date)

    def marks(self) -> Iterator[Mark]:
        """Every signature and seal, those of signed tables first."""
        for plan in self.plans:
            yield from (cell for cell in plan.cells() if isinstance(cell, Mark))
        for card in self.cards:
            yield from (card.signature, card.seal)

    def marked(self) -> tuple[Line | Mark, ...]:
        """What wants a look before it is used, in the form's order."""
        return (*(line for line in self.lines() if line.marked), *(mark for mark in self.marks() if mark.marked))

    def evidence(self) -> Iterator[tuple[str, Evidence]]:
        """Where each slot was read, by its anchor."""
        seen: tuple[Line | Mark, ...] = (*self.lines(), *self.marks())
        yield from ((one.anchor, one.evidence) for one in seen if one.evidence is not None)


def anchor(where: str) -> str:
    """The place as an HTML id: ``rows.plan[0].work`` → ``rows-plan-0-work``."""
    return where.replace("[", "-").replace("]", "").replace(".", "-")


def sheet_of(record: Record, form: Form) -> Sheet:
    """The record laid out as ``form`` prints it."""
    label = _labels(record)
    groups = [Group(COVER, "", _lines(record, form.cover, label))]
    for section in form.sections:
        if isinstance(section, Section):
            groups.append(Group(section.id, section.title, _lines(record, section.fields, label)))
    plans = tuple(_plan(record, rows.id, rows.title, rows.columns) for rows in form.rows())
    return Sheet(tuple(groups), plans, _cards(record, form), form.blocks_title, record.extra)


def _labels(record: Record) -> Callable[[str, str], str]:
    printed: Mapping[str, str] = record.printed.labels

    def label(slot: str, usual: str) -> str:
        return printed.get(slot, "").strip() or usual

    return label


def _lines(record: Record, fields: tuple[Field, ...], label: Callable[[str, str], str]) -> tuple[Line, ...]:
    found = []
    for field in fields:
        for place, (slot, kind) in enumerate(field.parts):
            usual = field.part_labels[place][0] if field.part_labels else field.label
            name = usual if len(field.ids) > 1 else label(slot, usual)
            answer = record.fields.get(slot)
            found.append(_line(f"fields.{slot}", name, answer, kind))
    return tuple(found)


def _line(where: str, label: str, answer: Answer | None, kind: Kind) -> Line:
    if answer is None:
        return Line(where, label, "", "", False, (), 1.0, None, printed=False)
    reasons = tuple(CODES.get(code, code) for code in answer.doubts)
    shown = kind.show(answer.value)
    lines = 4 if isinstance(kind, LongText) or len(shown) > _LONG else 1
    return Line(
        where,
        label,
        shown,
        answer.raw,
        answer.needs_review,
        reasons,
        answer.score,
        on_paper(answer),
        lines=lines,
        beside=answer.beside,
    )


_LONG = 60
"""More characters than this are edited in an area of several lines."""


def _plan(record: Record, rows_id: str, title: str, columns: tuple[Field, ...]) -> Plan:
    parts = [(slot, kind, column) for column in columns for slot, kind in column.parts]
    rows = tuple(
        tuple(_cell(f"rows.{rows_id}[{index}].{slot}", column, row.get(slot), kind) for slot, kind, column in parts)
        for index, row in enumerate(record.rows.get(rows_id, ()))
    )
    return Plan(rows_id, title, tuple(column.label for _, _, column in parts), rows)


def _cell(where: str, column: Field, answer: Answer | None, kind: Kind) -> Line | Mark:
    """A cell of a table; one that is signed is a mark, whatever is typed or written there."""
    if answer is None or not isinstance(kind, SignatureCell):
        return _line(where, column.label, answer, kind)
    seen = answer.value.get("present") if isinstance(answer.value, dict) else False
    needed = column.required is True
    return Mark(where, "signature", seen, needed, answer.needs_review, answer.score, on_paper(answer))


def _cards(record: Record, form: Form) -> tuple[Card, ...]:
    owners = form.blocks_of([block.id for block in record.blocks])
    labels = [owner.label for owner in owners]
    cards = []
    for index, read in enumerate(record.blocks):
        label = labels[index]
        ordinal = labels[: index + 1].count(label) if labels.count(label) > 1 else None
        cards.append(_card(index, read, owners[index], ordinal))
    return tuple(cards)


def _card(index: int, read: BlockRecord, block: Block, ordinal: int | None) -> Card:
    place = f"blocks[{index}]"
    kinds = ((name, BLOCK_KINDS[name]) for name in ("unit", "opinion", "date"))
    unit, opinion, date = (_line(f"{place}.{name}", block.label, getattr(read, name), kind) for name, kind in kinds)
    signature = _mark(f"{place}.signature", read.signature, Needs.SIGNATURE in block.needs)
    return Card(
        index,
        read.id,
        block.label,
        ordinal,
        unit,
        opinion,
        date,
        signature,
        _mark(f"{place}.seal", read.seal, Needs.SEAL in block.needs),
    )


def _mark(where: str, mark: SignatureMark | SealMark, needed: bool) -> Mark:
    kind = where.rpartition(".")[2]
    text = "".join(filter(None, (mark.text, mark.center))) if isinstance(mark, SealMark) else ""
    matches = mark.matches_unit if isinstance(mark, SealMark) else None
    return Mark(where, kind, mark.present, needed, mark.needs_review, mark.score, mark.evidence, text, matches)
