"""The piece of a page that proves a value, a mark or its absence: where it is, how large, and its picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from forms.deliveries import on_paper
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Record
from webhook.service.cases.marked import slots

MARGIN_MM = 2.5
LEAST_MM = (24.0, 9.0)
"""Width and height that a piece has at least: a lone digit says nothing without what stands around it."""
FINEST_DPI = 150.0
MOST_PIXELS = 1000
"""No piece is wider or higher."""


@dataclass(frozen=True)
class Crop:
    """``box`` on ``page`` in millimetres of the upright page; ``sheet`` as its reader told of the page."""

    page: int
    box: BBox
    sheet: Mapping[str, Any] | None = None

    @property
    def dpi(self) -> float:
        return min(FINEST_DPI, MOST_PIXELS * 25.4 / max(self.box.width, self.box.height))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in tenths of a millimetre, for whoever keeps room for it."""
        return round(self.box.width * 10), round(self.box.height * 10)


def crop_of(evidence: Evidence | None, sheets: Iterable[Mapping[str, Any]]) -> Crop | None:
    """The piece of the page around ``evidence``; ``None`` where it names no place on a page, or all of it."""
    if evidence is None or evidence.page is None or evidence.box is None:
        return None
    sheet = next((sheet for sheet in sheets if sheet["page"] == evidence.page), None)
    if sheet and is_all_of(evidence.box, sheet):
        return None
    box = _with_margin(evidence.box)
    return Crop(evidence.page, _on_sheet(box, sheet) if sheet else box, sheet)


def evidence_at(record: Record, where: str) -> Evidence | None:
    """Where the slot was read, or was looked for in vain: then at least its block.

    A mark that was not seen has its block's place, which may be no more than the block's name: what is written in the
    block shows how far it goes.
    """
    held = next((held for place, held in slots(record) if place == where), None)
    block = _block_of(record, where)
    if isinstance(held, Answer):
        return on_paper(held) or (block.evidence if block else None)
    own = held.evidence if held is not None else None
    if block is None or block.evidence is None or (own is not None and not _is_at(own, block.evidence)):
        return own
    return block.evidence if held is not None and held.present else _extent(block, block.evidence)


def _is_at(one: Evidence, other: Evidence) -> bool:
    return (one.page, one.box) == (other.page, other.box)


def _block_of(record: Record, where: str) -> BlockRecord | None:
    if not where.startswith("blocks["):
        return None
    index = where.removeprefix("blocks[").partition("]")[0]
    return record.blocks[int(index)] if index.isdecimal() and int(index) < len(record.blocks) else None


def _extent(block: BlockRecord, named: Evidence) -> Evidence:
    """What the block takes of the page on which it is signed: from its name, or the page's top, to its last line."""
    written = [on_paper(answer) for answer in block.answers if answer.raw.strip()]
    marks = (mark.evidence for mark in (block.signature, block.seal) if mark.present)
    parts = [at for at in (*written, *marks) if at and at.page and at.box and at.reader == named.reader]
    if not parts or named.box is None:
        return named
    page = max(at.page for at in parts if at.page)
    boxes = [at.box for at in (named, *parts) if at.page == page and at.box]
    x0, y0 = min(box.x0 for box in boxes), min(box.y0 for box in boxes)
    return replace(named, page=page, box=BBox(x0, y0, max(box.x1 for box in boxes), max(box.y1 for box in boxes)))


def _with_margin(box: BBox) -> BBox:
    across = max(MARGIN_MM, (LEAST_MM[0] - box.width) / 2)
    down = max(MARGIN_MM, (LEAST_MM[1] - box.height) / 2)
    return BBox(max(0.0, box.x0 - across), max(0.0, box.y0 - down), box.x1 + across, box.y1 + down)


def is_all_of(box: BBox, sheet: Mapping[str, Any]) -> bool:
    """Whether ``box`` is the whole page: what names a page and no place on it has such a box."""
    width, height = sheet["size_mm"]
    return bool(box.width > width - 1 and box.height > height - 1)


def _on_sheet(box: BBox, sheet: Mapping[str, Any]) -> BBox:
    width, height = sheet["size_mm"]
    return BBox(min(box.x0, width - 1), min(box.y0, height - 1), min(box.x1, width), min(box.y1, height))
