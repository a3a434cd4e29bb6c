"""Evidence that names a page and no place on it, as for what a scan hides, is given the whole page: a box is never left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from extract.document import Page
from forms.evidence import BBox, Evidence
from forms.record import BlockRecord, Record

_Boxes = Mapping[int, BBox]


def with_whole_pages(record: Record, pages: Iterable[Page]) -> Record:
    """``record`` with a box wherever a page is named; ``pages`` are those of its document."""
    boxes = {page.number: BBox(0.0, 0.0, page.width_mm, page.height_mm) for page in pages}
    if not boxes:
        return record
    placed = record.each(lambda answer: replace(answer, evidence=_placed(answer.evidence, boxes)))
    return replace(
        placed,
        blocks=tuple(_block(block, boxes) for block in placed.blocks),
        extra=tuple(replace(one, evidence=_placed(one.evidence, boxes)) for one in record.extra),
    )


def _block(block: BlockRecord, boxes: _Boxes) -> BlockRecord:
    return replace(
        block,
        signature=replace(block.signature, evidence=_placed(block.signature.evidence, boxes)),
        seal=replace(block.seal, evidence=_placed(block.seal.evidence, boxes)),
        evidence=_placed(block.evidence, boxes),
    )


def _placed(at: Evidence | None, boxes: _Boxes) -> Evidence | None:
    if at is None or at.box is not None or at.page is None:
        return at
    return replace(at, box=boxes.get(at.page))
