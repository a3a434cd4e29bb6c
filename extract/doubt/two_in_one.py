"""Answers of two copies of a form in one record: where nothing parts them, whose each answer is nobody can tell.

The second copy of a form that stands behind the first without a title of its own says most slots anew. Where the two
differ a slot is marked by itself; rows and lists of names of both run together, and blocks stand twice.
"""

from __future__ import annotations

from dataclasses import replace

from extract.doubt.doubted import SCORE, with_doubt
from forms.record import Answer, Record

SEVERAL = "several-values"
_LEAST = 4
"""So many slots that are told twice otherwise are no accident."""
_SHARE = 0.4
"""Nor are so many of those that are told at all; two pilots of one place and year share the other half."""


def doubted_two_in_one(record: Record) -> Record:
    """``record`` with every answer marked where so many of its fields are told twice, each time otherwise."""
    told = [answer for answer in record.fields.values() if answer.value is not None]
    twice = sum(SEVERAL in answer.doubts for answer in told)
    if twice < _LEAST or twice < _SHARE * len(told):
        return record
    return record.each(_marked)


def _marked(answer: Answer) -> Answer:
    if answer.needs_review or answer.value is None:
        return answer
    value = answer.value
    if isinstance(value, dict) and "present" in value:
        value = {**value, "needs_review": True}
    return with_doubt(replace(answer, value=value, score=min(answer.score, SCORE), needs_review=True), SEVERAL)
