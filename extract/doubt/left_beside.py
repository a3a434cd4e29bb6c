"""Empty answers of a scan beside or below whose place words stand that nothing has claimed: open, and marked.

Where a cell's side was not seen, or a ruling is none, an answer stands in no cell; it is read all the same, and kept
among what no slot claims. An answer that was given has nothing to fear from it; one that is empty may be it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from extract.doubt.doubted import doubted
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Extra, Record

LOOSE_MM = 1.0
"""Words begin at most so far before the end of what they stand behind."""
BELOW_MM = 8.0
"""And at most so far below what they stand under: hardly more than a line."""

WITHIN = 0.6
"""With so much of their width at least under its own."""
_SAYS = re.compile(r"[\u3400-\u9fff]|[0-9A-Za-z]{2}")
"""A lone letter or sign is what is left of a stroke or a seal's rim."""


def doubted_left_beside(record: Record) -> Record:
    """``record`` with such empty answers of its fields, rows and blocks marked."""
    loose = [at for extra in record.extra if (at := _place(extra)) is not None]
    if not loose:
        return record
    places = [one.evidence for one in _answers(record) if one.evidence is not None]
    left = {owner for words in loose for owner in _owners(words, places)}

    def weigh(answer: Answer) -> Answer:
        return doubted(answer) if _is_empty(answer) and answer.evidence in left else answer

    def each(answers: Mapping[str, Answer]) -> dict[str, Answer]:
        return {slot: weigh(answer) for slot, answer in answers.items()}

    return replace(
        record,
        fields=each(record.fields),
        rows={name: tuple(each(row) for row in rows) for name, rows in record.rows.items()},
        blocks=tuple(_weighed(block, loose, record.blocks) for block in record.blocks),
    )


def _place(extra: Extra) -> Evidence | None:
    """Where words stand that have no label of their own."""
    at = extra.evidence
    bare = not extra.label.strip() and _SAYS.search(extra.raw)
    return at if bare and at is not None and at.is_scanned and at.box is not None else None


def _answers(record: Record) -> Iterator[Answer]:
    yield from record.fields.values()
    yield from (answer for rows in record.rows.values() for row in rows for answer in row.values())


def _is_empty(answer: Answer) -> bool:
    scanned = answer.evidence is not None and answer.evidence.is_scanned
    return scanned and answer.value is None and not answer.raw.strip() and not answer.needs_review


def _owners(words: Evidence, places: Iterable[Evidence]) -> Iterator[Evidence]:
    """The nearest place left of ``words`` and the nearest above them."""
    here = [(at, at.box) for at in places if at.box is not None and at.page == words.page]
    assert words.box is not None
    box = words.box
    beside = [(one.x1, at) for at, one in here if _stands_behind(box, one)]
    above = [(one.y1, at) for at, one in here if _stands_under(box, one)]
    for found in (beside, above):
        if found:
            nearest = max(edge for edge, _ in found)
            yield from (at for edge, at in found if edge >= nearest - LOOSE_MM)


def _stands_behind(box: BBox, place: BBox) -> bool:
    """Whether words stand behind a place; those of several lines may stand behind several."""
    abreast = place.y0 <= box.centre[1] <= place.y1 or box.y0 <= place.centre[1] <= box.y1
    return abreast and box.x0 >= min(place.x0, place.x1 - LOOSE_MM)


def _stands_under(box: BBox, place: BBox) -> bool:
    across = min(box.x1, place.x1) - max(box.x0, place.x0)
    return -LOOSE_MM <= box.y0 - place.y1 <= BELOW_MM and across >= WITHIN * box.width


def _weighed(block: BlockRecord, loose: Sequence[Evidence], blocks: Sequence[BlockRecord]) -> BlockRecord:
    """``block`` with what is empty in it marked, and a unit that stands elsewhere, where words are left in its reach."""
    at = block.evidence
    if at is None or not at.is_scanned or not any(_reaches(at, words, blocks) for words in loose):
        return block
    unit = block.unit if block.unit.raw.strip() else doubted(block.unit, at)
    opinion, date = (doubted(one, at) if _is_empty(one) else one for one in (block.opinion, block.date))
    return replace(block, unit=unit, opinion=opinion, date=date)


def _reaches(at: Evidence, words: Evidence, blocks: Sequence[BlockRecord]) -> bool:
    """Whether ``words`` begin beside the block at ``at`` or right below it, and no other begins between the two."""
    if at.box is None or words.box is None or at.page != words.page:
        return False
    top = words.box.y0
    here = (one.evidence.box for one in blocks if one.evidence is not None and one.evidence.page == at.page)
    begin = [box.y0 for box in here if box is not None and box.y0 - LOOSE_MM <= top]
    return at.box.y0 in begin and at.box.y0 >= max(begin) - LOOSE_MM and top <= at.box.y1 + BELOW_MM
