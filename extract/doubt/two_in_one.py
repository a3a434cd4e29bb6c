"""Answers of two copies of a form in one record: where nothing parts them, whose each answer is nobody can tell.

The second copy of a form that stands behind the first without a title of its own says most slots anew. Where the two
differ a slot is marked by itself; rows and lists of names of both run together, and blocks stand twice, also where the
copies are alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from extract.doubt.doubted import SCORE, doubted_marks, with_doubt
from forms.record import Answer, Record
from forms.spec import Form

SEVERAL = "several-values"
_LEAST = 4
"""So many slots that are told twice otherwise are no accident."""
_SHARE = 0.4
"""Nor are so many of those that are told at all; two pilots of one place and year share the other half."""
_LEAST_ROWS = 2
"""So many rows that stand again are no accident."""

Rows = tuple[Mapping[str, Answer], ...]


def doubted_two_in_one(record: Record, form: Form) -> Record:
    """``record`` with every answer marked where so many of its fields are told twice, each time otherwise.

    Where its rows or the blocks that ``form`` prints once stand twice, those are.
    """
    told = [answer for answer in record.fields.values() if answer.value is not None]
    twice = sum(SEVERAL in answer.doubts for answer in told)
    if twice >= _LEAST and twice >= _SHARE * len(told):
        return _with_marks(record.each(_marked))
    if _stands_twice(record, form):
        return _with_marks(replace(record.each(_marked), fields=record.fields))
    return record


def _with_marks(record: Record) -> Record:
    return replace(record, blocks=tuple(map(doubted_marks, record.blocks)))


def _stands_twice(record: Record, form: Form) -> bool:
    """Whether blocks stand more often than ``form`` prints them, or rows are followed by the same rows."""
    printed = Counter(block.id for block in form.blocks)
    repeated = {block.id for block in form.blocks if block.repeated}
    more = Counter(block.id for block in record.blocks if block.id not in repeated) - printed
    return bool(more) or any(map(_again, record.rows.values()))


def _again(rows: Rows) -> bool:
    """Whether the second half says what the first does, whose rows all differ: a plan may say some lines many times."""
    values = [repr({column: answer.value for column, answer in row.items() if not _is_mark(answer)}) for row in rows]
    half = len(values) // 2
    return half >= _LEAST_ROWS and values[:half] == values[half:] and len(set(values[:half])) == half


def _marked(answer: Answer) -> Answer:
    if answer.needs_review or answer.value is None:
        return answer
    value = answer.value
    if isinstance(value, dict) and _is_mark(answer):
        value = {**value, "needs_review": True}
    return with_doubt(replace(answer, value=value, score=min(answer.score, SCORE), needs_review=True), SEVERAL)


def _is_mark(answer: Answer) -> bool:
    """Whether it says that a cell is signed: its place is another in every copy."""
    return isinstance(answer.value, dict) and "present" in answer.value
