"""Evidence that names a page and no place on it, as for what a scan hides, is given the whole page: a box is never left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from extract.document import Page
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Record

_Boxes = Mapping[int, BBox]


def with_whole_pages(record: Record, pages: Iterable[Page]) -> Record:
    """``record`` with a box wherever a page is named; ``pages`` are those of its document."""
    boxes = {page.number: BBox(0.0, 0.0, page.width_mm, page.height_mm) for page in pages}
    if not boxes:
        return record
    return replace(
        record,
        fields=_each(record.fields, boxes),
        rows={name: tuple(_each(row, boxes) for row in rows) for name, rows in record.rows.items()},
        blocks=tuple(_block(block, boxes) for block in record.blocks),
        extra=tuple(replace(one, evidence=_placed(one.evidence, boxes)) for one in record.extra),
    )


def _each(answers: Mapping[str, Answer], boxes: _Boxes) -> dict[str, Answer]:
    return {slot: _answer(answer, boxes) for slot, answer in answers.items()}


def _answer(answer: Answer, boxes: _Boxes) -> Answer:
    return replace(answer, evidence=_placed(answer.evidence, boxes))


def _block(block: BlockRecord, boxes: _Boxes) -> BlockRecord:
    return replace(
        block,
        unit=_answer(block.unit, boxes),
        opinion=_answer(block.opinion, boxes),
        date=_answer(block.date, boxes),
        signature=replace(block.signature, evidence=_placed(block.signature.evidence, boxes)),
        seal=replace(block.seal, evidence=_placed(block.seal.evidence, boxes)),
        evidence=_placed(block.evidence, boxes),
    )


def _placed(at: Evidence | None, boxes: _Boxes) -> Evidence | None:
    if at is None or at.box is not None or at.page is None:
        return at
    return replace(at, box=boxes.get(at.page))
