"""A record beside the truth of its paper: what is right, what is silently wrong, what is marked, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from forms.record import Answer, Record
from tests.truth import Compared
from tests.variants.sheet import Said, SaidBlock, Sheet


def compare(record: Record, sheet: Sheet) -> Iterator[Compared]:
    """Every value of the truth beside what was read, and everything read that the truth does not hold."""
    for slot in {**sheet.fields, **record.fields}:
        yield _compared(f"fields.{slot}", sheet.fields.get(slot), record.fields.get(slot))
    for name in {**sheet.rows, **record.rows}:
        said, read = sheet.rows.get(name, []), record.rows.get(name, ())
        for number in range(max(len(said), len(read))):
            told, found = _at(said, number, {}), _at(read, number, {})
            for column in {**told, **found}:
                yield _compared(f"rows.{name}[{number}].{column}", told.get(column), found.get(column))
    for number in range(max(len(sheet.blocks), len(record.blocks))):
        yield from _block(f"blocks[{number}]", _at(sheet.blocks, number, None), _at(record.blocks, number, None))
    yield from _unknown(record, sheet)


def _at(items: Any, number: int, default: Any) -> Any:
    return items[number] if number < len(items) else default


def _compared(where: str, said: Said | None, answer: Answer | None) -> Compared:
    """A slot that is printed must be there, empty or not, and one that is not printed must be absent."""
    expected = _bare(said.value) if said else None
    if said is not None and answer is None:
        return Compared(where, expected, Answer("— not found —"))
    if said is None and answer is not None and answer.value is None and not answer.needs_review:
        return Compared(where, None, Answer("— not printed —"))
    found = Answer(_bare(answer.value), answer.raw, needs_review=answer.needs_review) if answer else None
    return Compared(where, expected, found)


def _bare(value: Any) -> Any:
    """A mark as a mere yes or no, any other value as it is."""
    return value["present"] if isinstance(value, dict) and "present" in value else value


def _block(where: str, said: SaidBlock | None, read: Any) -> Iterator[Compared]:
    yield Compared(f"{where}.id", said.id if said else None, Answer(read.id if read else None))
    for slot in ("unit", "opinion", "date"):
        yield Compared(f"{where}.{slot}", getattr(said, slot).value if said else None, getattr(read, slot, None))
    for mark in ("signature", "seal"):
        found = getattr(read, mark).present if read else None
        yield Compared(f"{where}.{mark}", False if said else None, Answer(found))


def _unknown(record: Record, sheet: Sheet) -> Iterator[Compared]:
    """What no slot claims must be kept as an extra, or in an answer that is marked."""
    kept = "\n".join(f"{extra.label}\n{extra.raw}" for extra in record.extra)
    doubted = "\n".join(answer.raw for answer in record.fields.values() if answer.needs_review)
    for text in sheet.unknown:
        held = text in kept or text in doubted
        yield Compared("extra", text, Answer(text if held else None, needs_review=held and text not in kept))
