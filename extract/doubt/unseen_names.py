"""Places to sign on a copy so light that its print breaks: a pen's thin strokes are gone there, and no name is denied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extract.doubt.doubted import SCORE
from extract.page_problem import PageProblem
from forms.record import Answer, BlockRecord, Record

BROKEN = "strokes-broken"
"""The problem of a page whose print is broken."""


def with_names_open(record: Record, problems: Iterable[PageProblem]) -> Record:
    """``record`` with the signatures open that were not seen on such pages."""
    pages = {problem.page for problem in problems if problem.code == BROKEN}
    if not pages:
        return record
    opened = record.each(lambda answer: _opened(answer, pages))
    return replace(opened, blocks=tuple(_block(block, pages) for block in opened.blocks))


def _opened(answer: Answer, pages: set[int | None]) -> Answer:
    """``answer`` open where it is a cell to be signed on one of ``pages``, and no signature was seen there."""
    at, said = answer.evidence, answer.value
    if at is None or at.page not in pages or not isinstance(said, dict) or said.get("present") is not False:
        return answer
    return replace(
        answer, value={**said, "present": None, "score": SCORE, "needs_review": True}, score=SCORE, needs_review=True
    )


def _block(block: BlockRecord, pages: set[int | None]) -> BlockRecord:
    at, signature = block.evidence, block.signature
    if at is None or at.page not in pages or signature.present is not False:
        return block
    return replace(block, signature=replace(signature, present=None, score=SCORE, needs_review=True))
