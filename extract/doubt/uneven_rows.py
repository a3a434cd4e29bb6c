"""Rows of a scanned table that are written otherwise than the others: a row was parted, or two are one, from there on.

A ruling that is none makes two rows of one, one that was not seen makes one of two, and each row below is told by a
number that is not its own. What such rows say may be read well all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from extract.doubt.doubted import doubted
from forms.record import Answer, Record

USUAL = 0.6
"""A cell is usually written that is in so many of the rows."""
LACKING = 0.5
"""A row that lacks so many of the usual cells is none by itself."""
_LEAST_ROWS = 2


def doubted_uneven_rows(record: Record) -> Record:
    """``record`` with the rows of its scanned tables marked from the one on that stands before an uneven row.

    A cell to be signed is judged by its ink alone.
    """
    rows = {name: _weighed(kept) for name, kept in record.rows.items()}
    return replace(record, rows=rows) if rows != record.rows else record


def _weighed(rows: Sequence[Mapping[str, Answer]]) -> tuple[Mapping[str, Answer], ...]:
    first = _first_uneven(rows)
    if first is None:
        return tuple(rows)
    return tuple(
        {slot: answer if _is_signature(answer) else doubted(answer) for slot, answer in row.items()}
        if number >= first
        else row
        for number, row in enumerate(rows)
    )


def _first_uneven(rows: Sequence[Mapping[str, Answer]]) -> int | None:
    """The row from which on nothing is certain: the one above an uneven row, whose end that may be."""
    if len(rows) < _LEAST_ROWS or not all(map(_is_scanned, rows)):
        return None
    written = [{slot for slot, answer in row.items() if answer.raw.strip()} for row in rows]
    slots = list(dict.fromkeys(slot for row in rows for slot, answer in row.items() if not _is_signature(answer)))
    usual = [slot for slot in slots if sum(slot in own for own in written) >= USUAL * len(rows)]
    for number, (row, own) in enumerate(zip(rows, written, strict=True)):
        if _is_part(usual, slots, own):
            return max(number - 1, 0)
        if _is_of_two(row.values()):
            return number
    return None


def _is_part(usual: Sequence[str], slots: Sequence[str], own: set[str]) -> bool:
    """Whether a row lacks what it is named by, or half of what is usually written."""
    lacking = [slot for slot in usual if slot not in own]
    named = slots[0] in usual and slots[0] not in own
    return bool(own) and (named or len(lacking) >= max(LACKING * len(usual), 2))


def _is_of_two(cells: Collection[Answer]) -> bool:
    """Whether a row is two in one: a scrap of a stroke gives one cell a further line, another row gives it to several."""
    return any(map(_is_of_several, cells)) and sum("\n" in cell.raw.strip() for cell in cells) > 1


def _is_of_several(answer: Answer) -> bool:
    """Whether what stands in a cell is nothing that its column holds, over more than one line: two cells' texts."""
    return answer.value is None and "\n" in answer.raw.strip()


def _is_scanned(row: Mapping[str, Answer]) -> bool:
    return any(answer.evidence is not None and answer.evidence.is_scanned for answer in row.values())


def _is_signature(answer: Answer) -> bool:
    return isinstance(answer.value, dict) and "present" in answer.value
