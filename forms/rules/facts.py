"""What a rule may look at: the record as its edition prints it, the programme, the day of judging, outside facts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from forms.evidence import Evidence
from forms.finding import CODES, Severity
from forms.nobody import names_nobody
from forms.outside import NONE, OutsideFacts
from forms.periods import is_date
from forms.programme import Programme
from forms.record import Answer, BlockRecord, Record
from forms.script import simplified
from forms.spec import Block, FilledBy, Form, When
from forms.types.kind import Fault, Kind

_CELL = re.compile(r"table (\d+), row (\d+)")


FORMS = (
    "annex1-application",
    "annex2-evaluation-application",
    "annex3-evaluation-report",
    "annex4-recheck-self-inspection",
    "annex5-recheck-application",
    "annex6-recheck-report",
)
"""The six forms, in the order of their annexes."""


_IN_BRACKETS = re.compile("[（(].*[）)]", re.DOTALL)


class Standing(StrEnum):
    """How a slot stands in the document."""

    NOT_PRINTED = "not printed"
    BLANK = "blank"
    UNREADABLE = "unreadable"
    GIVEN = "given"


def standing(answer: Answer | None) -> Standing:
    """How an answer stands. A left-over placeholder is blank; a value lost to doubt is unreadable, never blank."""
    if answer is None:
        return Standing.NOT_PRINTED
    if answer.value is not None and answer.value != [] and answer.value != "":
        return Standing.GIVEN
    doubts = set(answer.doubts) - {"placeholder-left"}
    unsure = answer.needs_review and not answer.doubts
    return Standing.UNREADABLE if doubts or unsure else Standing.BLANK


def may_say(answer: Answer) -> bool:
    """Whether nothing but words in brackets stands in a slot: the blank's own hint most likely, or else an answer."""
    return answer.needs_review and answer.value is None and _IN_BRACKETS.fullmatch(answer.raw.strip()) is not None


def unfit(answer: Answer, kind: Kind) -> str:
    """Why words that an officer confirmed give no value, as people are told: 邮政编码格式有误.

    ``""`` where nothing was written, where what was is the blank's own (a placeholder, an empty date, a hint in brackets),
    or where nobody has looked yet.
    """
    seen = answer.value is None and not answer.needs_review and not answer.doubts
    if not seen or _IN_BRACKETS.fullmatch(answer.raw.strip()):
        return ""
    doubts = [doubt for doubt in kind.read(answer.raw).doubts if doubt != "placeholder-left"]
    return CODES[doubts[0]] if doubts else ""


@dataclass(frozen=True)
class PlacedBlock:
    """A printed opinion block with its definition. ``number`` counts from 1 among blocks of one id, 0 if alone."""

    index: int
    spec: Block
    read: BlockRecord
    number: int = 0

    def where(self, slot: str) -> str:
        return f"blocks[{self.index}].{slot}"

    @property
    def name(self) -> str:
        """What people call the block: 保证单位意见栏, 保证单位（第2个）意见栏."""
        return f"{self.label}（第{self.number}个）意见栏" if self.number else f"{self.label}意见栏"

    @property
    def label(self) -> str:
        """Whose opinion it is: the printed label without 意见."""
        return self.spec.label.removesuffix("意见")

    @property
    def unit(self) -> str:
        """The unit's name, or the block's label where no name stands."""
        return self.read.unit.value if isinstance(self.read.unit.value, str) else f"该{self.label}"

    @property
    def unsigned(self) -> bool:
        """No opinion, no date and certainly no mark: nothing but perhaps the unit's name, or 无, stands there."""
        read = self.read
        said = isinstance(read.opinion.value, str) and names_nobody(read.opinion.value)
        opinion = Standing.BLANK if said else standing(read.opinion)
        written = opinion is not Standing.BLANK or standing(read.date) is not Standing.BLANK
        return not written and read.signature.present is False and read.seal.present is False

    @property
    def wholly_empty(self) -> bool:
        """Unsigned, and nobody has written a unit's name there either."""
        unit = self.read.unit
        named = standing(unit) is not Standing.BLANK and unit.raw.strip() != ""
        return self.unsigned and not named


@dataclass(frozen=True)
class Facts:
    """Everything a rule is a function of."""

    form: Form
    record: Record
    programme: Programme
    on: date
    outside: OutsideFacts = NONE

    @property
    def matter(self) -> str:
        """The form's id: what a rule on a paper is written for."""
        return self.form.id

    def answer(self, slot: str) -> Answer | None:
        return self.record.fields.get(slot)

    def standing(self, slot: str) -> Standing:
        return standing(self.answer(slot))

    def text(self, slot: str) -> str | None:
        """The value of a slot that holds text; ``None`` where there is none."""
        value = self.record.value(slot)
        return value if isinstance(value, str) and value else None

    def first(self, *slots: str) -> str | None:
        """The first of ``slots`` that this document prints; ``None`` where it prints none of them."""
        return next((slot for slot in slots if slot in self.record.fields), None)

    def day(self, slot: str) -> str | None:
        """The value of a date slot, ``None`` where no date was read."""
        value = self.record.value(slot)
        return value if is_date(value) else None

    def number(self, slot: str) -> int | float | None:
        """The value of a number slot; ``None`` where no number was read."""
        value = self.record.value(slot)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def names(self, slot: str) -> tuple[str, ...]:
        """The names in a slot that holds one name or several, each once; 无 names nobody."""
        value = self.record.value(slot)
        names = value if isinstance(value, list) else [value]
        return tuple(dict.fromkeys(name for name in names if isinstance(name, str) and not names_nobody(name)))

    def label(self, slot: str) -> str:
        """The label as this document prints it, else as the edition does: simplified, white space taken away."""
        printed = self.record.printed.labels.get(slot) or self.form.field_of(slot).label
        return simplified("".join(printed.split()), self.record.script)

    def faults(self, slot: str) -> tuple[Fault, ...]:
        """What the slot's own kind finds wrong with its value."""
        kind, value = self.form.kinds().get(slot), self.record.value(slot)
        return kind.check(value) if kind is not None and value is not None else ()

    @cached_property
    def blocks(self) -> tuple[PlacedBlock, ...]:
        """The printed opinion blocks, in document order."""
        owners = self.form.blocks_of([block.id for block in self.record.blocks])
        total = Counter(owner.label for owner in owners)
        seen: Counter[str] = Counter()
        placed = []
        for index, (owner, block) in enumerate(zip(owners, self.record.blocks, strict=True)):
            seen[owner.label] += 1
            number = seen[owner.label] if total[owner.label] > 1 else 0
            placed.append(PlacedBlock(index, owner, block, number))
        return tuple(placed)

    def duty(self, placed: PlacedBlock) -> Severity | None:
        """How grave it is that something is missing in a block; ``None`` where the block stands for nobody.

        An empty block counts while the cover names more units for it than have signed: as a warning if the block
        depends on them. Of a required block one at least counts whatever the cover says; further empty copies are
        spare.
        """
        if not placed.wholly_empty:
            return Severity.BLOCK
        same = [other for other in self.blocks if other.spec.id == placed.spec.id]
        before = sum(not other.wholly_empty or other.index < placed.index for other in same)
        if placed.spec.required is True and before == 0:
            return Severity.BLOCK
        if not self.asked(placed.spec.required):
            return None
        named = len(self.names(placed.spec.unit_from)) if placed.spec.unit_from else 0
        if before >= named:
            return None
        return Severity.BLOCK if placed.spec.required is True else Severity.WARN

    def asked(self, required: bool | When) -> bool:
        """Whether something is asked for: always, never, or while another slot has an answer."""
        return self.record.value(required.answered) is not None if isinstance(required, When) else required

    def pending(self, placed: PlacedBlock) -> bool:
        """Whether the block still waits for the receiving office itself."""
        unit = placed.read.unit.value
        ours = placed.spec.filled_by is FilledBy.RECEIVING_OFFICE or (
            placed.spec.id == "managing_unit" and isinstance(unit, str) and self.programme.receives(unit)
        )
        return ours and placed.unsigned

    def rows(self, section: str) -> tuple[Mapping[str, Answer], ...] | None:
        """The rows of a table, ``None`` where the document does not print it."""
        found, parts = self.record.rows.get(section), self.record.printed.parts
        if found or not parts:
            return found
        return () if section in parts else None


def page_note(evidence: Evidence | None) -> str:
    """（第3页）; in a format without pages （第2个表格第3行）; nothing where neither is known."""
    if evidence is None:
        return ""
    if evidence.page:
        return f"（第{evidence.page}页）"
    cell = _CELL.match(evidence.path or "")
    return f"（第{cell[1]}个表格第{cell[2]}行）" if cell else ""


def quote(text: str, limit: int = 40) -> str:
    """“text” on one line, cut after ``limit`` characters: messages are read in a list."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= limit else line[:limit] + '…'}”"
