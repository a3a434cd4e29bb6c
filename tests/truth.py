"""Comparing a record with the truth it was drawn from: what is right, what is wrong, and what was marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from forms.record import Answer, Record
from tests.applications import Truth


@dataclass(frozen=True)
class Compared:
    """One value beside its truth."""

    where: str
    expected: Any
    answer: Answer | None

    @property
    def value(self) -> Any:
        return self.answer.value if self.answer else None

    @property
    def right(self) -> bool:
        return bool(self.value == self.expected)

    @property
    def marked(self) -> bool:
        return bool(self.answer and self.answer.needs_review)

    @property
    def silently_wrong(self) -> bool:
        return not self.right and not self.marked


def compare(record: Record, truth: Truth) -> Iterator[Compared]:
    """Every value of the truth beside what was read, and everything read that the truth does not hold."""
    for slot, expected in truth.fields.items():
        yield Compared(f"fields.{slot}", expected, record.fields.get(slot))
    for slot, answer in record.fields.items():
        if slot not in truth.fields:
            yield Compared(f"fields.{slot}", None, answer)
    rows = record.rows.get("plan", ())
    for number in range(max(len(rows), len(truth.plan))):
        read, expected = (rows[number : number + 1] or [{}])[0], (truth.plan[number : number + 1] or [{}])[0]
        for column in {**expected, **read}:
            yield Compared(f"rows.plan[{number}].{column}", expected.get(column), read.get(column))
    yield from _blocks(record, truth)


def _blocks(record: Record, truth: Truth) -> Iterator[Compared]:
    for number in range(max(len(record.blocks), len(truth.blocks))):
        read = record.blocks[number] if number < len(record.blocks) else None
        expected = truth.blocks[number] if number < len(truth.blocks) else {}
        yield Compared(f"blocks[{number}].id", expected.get("id"), Answer(read.id if read else None))
        for slot in ("unit", "opinion", "date"):
            yield Compared(f"blocks[{number}].{slot}", expected.get(slot), getattr(read, slot) if read else None)
        for mark, said in (("signature", "signed"), ("seal", "sealed")):
            found = getattr(read, mark) if read else None
            answer = Answer(found.present, needs_review=found.present is None) if found else None
            yield Compared(f"blocks[{number}].{mark}", expected.get(said), answer)


def compare_records(record: Record, written: Record) -> Iterator[Compared]:
    """Every value of ``written``, which has no marks, beside what was read of it."""
    for slot, answer in written.fields.items():
        yield Compared(f"fields.{slot}", answer.value, record.fields.get(slot))
    for name, rows in written.rows.items():
        for number, row in enumerate(rows):
            read = (record.rows.get(name, ())[number : number + 1] or [{}])[0]
            for column, answer in row.items():
                if isinstance(answer.value, dict) and "present" in answer.value:
                    yield Compared(f"rows.{name}[{number}].{column}", False, _present(read.get(column)))
                else:
                    yield Compared(f"rows.{name}[{number}].{column}", answer.value, read.get(column))
    for number in range(max(len(record.blocks), len(written.blocks))):
        found = record.blocks[number] if number < len(record.blocks) else None
        said = written.blocks[number] if number < len(written.blocks) else None
        yield Compared(f"blocks[{number}].id", said.id if said else None, Answer(found.id if found else None))
        for part in ("unit", "opinion", "date"):
            expected = getattr(said, part).value if said else None
            yield Compared(f"blocks[{number}].{part}", expected, getattr(found, part) if found else None)


def _present(answer: Answer | None) -> Answer | None:
    """The answer of a cell to be signed as a bare yes or no."""
    if answer is None or not isinstance(answer.value, dict):
        return answer
    return Answer(answer.value["present"], needs_review=answer.needs_review)
