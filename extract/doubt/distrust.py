"""Answers that stand on a page whose text is not to be trusted are marked, whatever they say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extract.doubt.doubted import doubted_marks, with_doubt
from extract.page_problem import PageProblem
from forms.record import Answer, BlockRecord, Record

_CODE = "page-doubtful"
_SCORE = 0.5
DOUBTFUL = frozenset({"text-layer-over-scan", "unreadable-characters", "hidden-text", "text-crossed", "pages-abreast"})
"""Problems of a page whose text is read all the same."""


def doubtful_pages(problems: Iterable[PageProblem]) -> frozenset[int]:
    """The pages whose text layer may say something else than the page shows."""
    return frozenset(p.page for p in problems if p.code in DOUBTFUL and p.page is not None)


def distrust(record: Record, pages: frozenset[int]) -> Record:
    """``record`` with every answer from ``pages`` marked for review."""
    if not pages:
        return record

    def marked(answer: Answer) -> Answer:
        return distrusted(answer, pages)

    record = record.each(marked)
    return replace(record, blocks=tuple(_watched(block, pages) for block in record.blocks))


def distrusted(answer: Answer, pages: frozenset[int]) -> Answer:
    """``answer``, marked for review where it stands on one of ``pages``."""
    if not answer.evidence or answer.evidence.page not in pages:
        return answer
    value = answer.value
    if isinstance(value, dict) and "present" in value:
        value = {**value, "needs_review": True}
    return with_doubt(replace(answer, value=value, score=min(answer.score, _SCORE), needs_review=True), _CODE)


def _watched(block: BlockRecord, pages: frozenset[int]) -> BlockRecord:
    """``block`` with its marks for review, where the block stands on one of ``pages``."""
    if not block.evidence or block.evidence.page not in pages:
        return block
    return doubted_marks(block)
