"""Answers of a scanned block marked where something may hide them, or has hidden their end.

Ink that gave no words, and a seal on a copy without colours, hide what stands below them: what was not found there may
stand there all the same, and what was taken from another place of the form may not be what stands here. Whoever dates an
opinion writes the day: a date that ends with its month has lost it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.document import Document, ReadText, pictures
from extract.doubt.broken_lines import ENDS
from extract.doubt.doubted import doubted
from forms.evidence import SCAN, BBox, Evidence
from forms.record import Answer, BlockRecord, Record
from forms.script import simplified
from forms.spec import Block, Field, Form, Needs
from forms.types import LongText

LINE_MM = 8.0
"""A block's place that is no higher is its name's line in a form without rulings, and no cell."""
_FOOT_MM = 80.0
"""So far below its name such a block goes on at most."""
_ROOM = 2.0
"""A line is full that leaves room for no more than so many of its characters, a cell's padding among it."""
_TELLING = 6
"""So many of its last characters tell which line ends an answer."""
_TO_MONTH = len("2020-05")


def doubted_where_hidden(record: Record, form: Form, document: Document) -> Record:
    """``record`` with such answers of its blocks marked, and prose whose last line breaks off at its right edge."""
    hidden = list(_covers(document))
    asked = {block.id: block for block in form.blocks}
    typed = [extra.evidence for extra in record.extra if "章" in extra.label and extra.raw.strip()]
    blocks = tuple(
        _judged(
            _with_unit_doubted(block) if block.evidence in typed else block,
            asked[block.id],
            _reach(block, record.blocks),
            hidden,
            document.read,
        )
        for block in record.blocks
    )
    prose = {str(slot) for field in form.fields() if _is_prose(field) for slot in field.ids}
    fields = {
        slot: _uncut(answer, answer.evidence, document.read) if slot in prose else answer
        for slot, answer in record.fields.items()
    }
    return replace(record, fields=fields, blocks=blocks)


def _is_prose(field: Field) -> bool:
    return isinstance(field.kind, LongText)


def _covers(document: Document) -> Iterator[Evidence]:
    """Where ink stands that gave no words, and seals whose ink nobody can tell from print."""
    yield from (Evidence(SCAN, line.page, line.box) for line in document.read if not line.text)
    for picture in pictures(document.flow):
        if picture.seal is not None and not picture.seal.red and not picture.seal.slice:
            yield picture.at


def _reach(block: BlockRecord, blocks: Sequence[BlockRecord]) -> Evidence | None:
    """All of its page that a block may take: its cell, or what stands below its name up to the next one."""
    at = block.evidence
    if at is None or not at.is_scanned or at.box is None or at.box.height > LINE_MM:
        return at if at is not None and at.is_scanned and at.box is not None else None
    top = at.box.y0
    others = (one.evidence for one in blocks)
    below = [one.box.y0 for one in others if one and one.box and one.page == at.page and one.box.y0 > top]
    return replace(at, box=BBox(0.0, top, math.inf, min([top + _FOOT_MM, *below])))


def _judged(
    block: BlockRecord, asked: Block, reach: Evidence | None, hidden: Sequence[Evidence], read: Sequence[ReadText]
) -> BlockRecord:
    if reach is None:
        return block
    block = replace(block, date=_doubted_without_day(block.date))
    if Needs.OPINION not in asked.needs and block.opinion.value is not None:
        # words that nobody asked for are a part of something else
        block = replace(block, opinion=doubted(block.opinion), unit=_doubted_if_elsewhere(block.unit))
        block = replace(block, date=_doubted_if_empty(block.date))
    block = replace(block, opinion=_uncut(block.opinion, reach, read))
    if not any(_lies_on(one, reach) for one in hidden):
        return block
    opinion = _doubted_if_empty(block.opinion) if Needs.OPINION in asked.needs else block.opinion
    return replace(block, opinion=opinion, date=_doubted_if_empty(block.date), unit=_doubted_if_elsewhere(block.unit))


def _doubted_without_day(date: Answer) -> Answer:
    return doubted(date) if isinstance(date.value, str) and len(date.value) == _TO_MONTH else date


def _doubted_if_empty(answer: Answer) -> Answer:
    return doubted(answer) if answer.value is None and not answer.raw.strip() else answer


def _with_unit_doubted(block: BlockRecord) -> BlockRecord:
    """``block``, behind whose prompt for a seal words stand that are no unit's name as they were read."""
    at = block.evidence
    return replace(block, unit=_doubted_if_elsewhere(block.unit)) if at is not None and at.is_scanned else block


def _doubted_if_elsewhere(unit: Answer) -> Answer:
    """``unit`` marked where nothing was read of it in its block: it is none, or the form's own slot gave it."""
    return unit if unit.raw.strip() else doubted(unit)


def _lies_on(cover: Evidence, place: Evidence) -> bool:
    if cover.box is None or place.box is None or cover.page != place.page:
        return False
    x, y = cover.box.centre
    return place.box.x0 <= x <= place.box.x1 and place.box.y0 <= y <= place.box.y1


def _uncut(prose: Answer, place: Evidence | None, read: Sequence[ReadText]) -> Answer:
    """``prose`` marked where it ends no sentence and its last line is full: what follows may be hidden."""
    said = prose.value
    if not isinstance(said, str) or place is None or place.box is None or not place.is_scanned:
        return prose
    last = "".join(said.split("\n")[-1].split())
    if prose.needs_review or not last or last.endswith(ENDS):
        return prose
    page = [line for line in read if line.page == place.page and line.text]
    end = simplified(last[-_TELLING:])
    here = (line for line in page if _lies_on(Evidence(SCAN, line.page, line.box), place))
    ends = [line for line in here if simplified(line.text[-_TELLING:]).endswith(end)]
    edge = place.box.x1 if math.isfinite(place.box.x1) else max((line.box.x1 for line in page), default=0.0)
    return doubted(prose) if any(edge - line.box.x1 <= _ROOM * line.em for line in ends) else prose
