"""Places to sign on a copy so light that its print breaks: a pen's thin strokes are gone there, and no name is denied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extract.doubt.doubted import SCORE, opened
from extract.page_problem import PageProblem
from forms.record import Answer, BlockRecord, Record

BROKEN = "strokes-broken"
"""The problem of a page whose print is broken."""


def with_names_open(record: Record, problems: Iterable[PageProblem]) -> Record:
    """``record`` with the signatures open that were not seen on such pages."""
    pages = {problem.page for problem in problems if problem.code == BROKEN}
    if not pages:
        return record
    found = record.each(lambda answer: _opened(answer, pages))
    return replace(found, blocks=tuple(_block(block, pages) for block in found.blocks))


def _opened(answer: Answer, pages: set[int | None]) -> Answer:
    """``answer`` open where it is a cell to be signed on one of ``pages``, and no signature was seen there."""
    at, said = answer.evidence, answer.value
    if at is None or at.page not in pages or not isinstance(said, dict) or said.get("present") is not False:
        return answer
    value = {**said, "present": None, "score": SCORE, "needs_review": True}
    return replace(answer, value=value, score=SCORE, needs_review=True)


def _block(block: BlockRecord, pages: set[int | None]) -> BlockRecord:
    """``block`` with its signature open where it stands on one of ``pages``, or ends there with its date."""
    places = (block.evidence, block.date.evidence)
    here = any(at is not None and at.page in pages for at in places)
    return replace(block, signature=opened(block.signature)) if here else block
