"""Where a record still wants a person's look, by place."""

from __future__ import annotations

from collections.abc import Iterator

from forms.record import Answer, Record, SealMark, SignatureMark


def slots(record: Record) -> Iterator[tuple[str, Answer | SignatureMark | SealMark]]:
    """Every answer and mark of ``record`` with its place (``where`` of the contract), in the form's order."""
    for slot, answer in record.fields.items():
        yield f"fields.{slot}", answer
    for section, rows in record.rows.items():
        for index, row in enumerate(rows):
            for column, answer in row.items():
                yield f"rows.{section}[{index}].{column}", answer
    for index, block in enumerate(record.blocks):
        for name in ("unit", "opinion", "date", "signature", "seal"):
            yield f"blocks[{index}].{name}", getattr(block, name)


def marked_slots(record: Record) -> tuple[str, ...]:
    """The places that nobody has confirmed yet."""
    return tuple(where for where, held in slots(record) if held.needs_review)
