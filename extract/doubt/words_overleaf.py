"""Answers at the foot of a page behind which words that no slot claims begin the next one: they may be more of them.

A page break may part a label from its answer within one cell; the words overleaf are read, and kept among what no slot
claims. Only an answer that nothing stands below on its page is marked, and only where nothing stands above the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.doubt.doubted import doubted
from forms.evidence import BBox, Evidence
from forms.record import Answer, Extra, Record

PROSE = 12
"""So many characters may be the beginning of prose."""
FOOT_MM = 1.0
"""Answers of one row end so near to one another."""


def doubted_words_overleaf(record: Record) -> Record:
    """``record`` with such empty answers marked; it is as it is where nothing is left over, as in most papers."""
    extras = [one for one in record.extra if not (one.label.strip() and one.raw.strip())]
    if not extras:
        return record
    places = [*_places(record), *filter(None, map(_placed, (one.evidence for one in record.extra)))]
    feet = {page: foot for words in extras for page, foot in _feet(words, places)}
    if not feet:
        return record

    def weigh(answer: Answer) -> Answer:
        at = _placed(answer.evidence)
        at_foot = at is not None and at[0] in feet and at[1].y1 >= feet[at[0]] - FOOT_MM
        return doubted(answer) if at_foot and not answer.needs_review and _may_go_on(answer) else answer

    return record.each(weigh)


def _may_go_on(answer: Answer) -> bool:
    """Whether an answer is empty, or a text so long that it may be the beginning of one."""
    if answer.value is None:
        return not answer.raw.strip()
    return isinstance(answer.value, str) and len(answer.value) >= PROSE


def _feet(words: Extra, places: Iterable[tuple[int, BBox]]) -> Iterator[tuple[int, float]]:
    """The page before ``words``, where they begin theirs, and how far down it is written."""
    at = _placed(words.evidence)
    if at is None or any(page == at[0] and box.y0 < at[1].y0 - FOOT_MM for page, box in places):
        return
    ends = [box.y1 for page, box in places if page == at[0] - 1]
    if ends:
        yield at[0] - 1, max(ends)


def _places(record: Record) -> Iterator[tuple[int, BBox]]:
    rows = (answer for many in record.rows.values() for row in many for answer in row.values())
    for answer in (*record.fields.values(), *rows):
        if at := _placed(answer.evidence):
            yield at
    for block in record.blocks:
        if at := _placed(block.evidence):
            yield at


def _placed(at: Evidence | None) -> tuple[int, BBox] | None:
    """Page and box of what stands in a file's own text."""
    if at is None or at.is_scanned or at.page is None or at.box is None:
        return None
    return at.page, at.box
