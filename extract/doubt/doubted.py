"""Answers and whole blocks of a scan put in doubt: what they say stands, and a person is asked to look."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from forms.evidence import Evidence
from forms.record import Answer, BlockRecord, SealMark, SignatureMark

UNSURE, REPAIRED = "reading-unsure", "repaired"
"""Why an answer is marked: it was not read well enough; a format or a checksum proved what was misread in it."""
SCORE = 0.5
"""The most that a doubted answer scores."""
M = TypeVar("M", SignatureMark, SealMark)


def doubted(answer: Answer, at: Evidence | None = None) -> Answer:
    """``answer`` marked; ``at`` is where it was looked for, should it have no place of its own."""
    score = min(answer.score, SCORE)
    return with_doubt(replace(answer, score=score, needs_review=True, evidence=answer.evidence or at), UNSURE)


def with_doubt(answer: Answer, doubt: str) -> Answer:
    """``answer`` with that doubt among its own, once."""
    return replace(answer, doubts=tuple(dict.fromkeys((*answer.doubts, doubt))))


def open_answer(at: Evidence) -> Answer:
    """An answer that nobody could find, marked."""
    return Answer(None, "", SCORE, True, at, (UNSURE,))


def open_block(block_id: str, at: Evidence) -> BlockRecord:
    """A block of which nothing can be told, marked."""
    answer = open_answer(at)
    seal = SealMark(None, score=SCORE, needs_review=True, evidence=at)
    return BlockRecord(block_id, answer, answer, answer, SignatureMark(None, SCORE, True, at), seal, at)


def doubted_answers(block: BlockRecord) -> BlockRecord:
    """``block`` with every answer marked."""
    return block.each(lambda answer: doubted(answer, block.evidence))


def doubted_marks(block: BlockRecord) -> BlockRecord:
    """``block`` with its signature and its seal marked, whatever was seen of them."""
    signature, seal = block.signature, block.seal
    return replace(block, signature=replace(signature, needs_review=True), seal=replace(seal, needs_review=True))


def doubted_block(block: BlockRecord) -> BlockRecord:
    """``block`` with every answer marked, and its signature and seal open where none was seen."""
    return doubted_answers(replace(block, signature=opened(block.signature), seal=opened(block.seal)))


def opened(mark: M) -> M:
    """``mark`` open where none was seen, as it is where one was."""
    return mark if mark.present is not False else replace(mark, present=None, score=SCORE, needs_review=True)
