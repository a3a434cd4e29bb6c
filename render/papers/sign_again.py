"""The page to sign and seal again that goes with a 补正通知书: the faulty opinion blocks of our blank form, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from forms.finding import Finding
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark
from forms.spec import Block, Form, When
from render.blank import blank
from render.official.filled import official_blank
from render.standard.sheet import draw
from render.standard.texts import content_of

_BLOCK = re.compile(r"blocks\[(\d+)\]")
_LACKING = re.compile(r"blocks\.(\w+)")
_NAMES = ("pilot_name", "lead_unit")


def signing_pages(form: Form, record: Record, findings: Iterable[Finding], script: str = "hans") -> bytes | None:
    """The blank blocks that ``findings`` are about as .docx bytes, their units named; ``None`` where none is.

    What was signed must not be cut up: each block named by a finding is printed whole, to be signed, sealed and dated
    anew. A form that the office holds as an official Word file is enclosed as a whole, for its pages are its own.
    """
    faulty = _faulty(form, record, list(findings))
    if not faulty:
        return None
    if official_blank(form):
        return blank(form, script)
    cover = tuple(field for field in form.cover if set(field.ids) & set(_NAMES))
    blocks = tuple(dict.fromkeys(_unconditional(block) for block, _ in faulty))
    reduced = replace(form, cover=cover, sections=(), blocks=blocks, dated_by="")
    slots = {slot for field in cover for slot in field.ids}
    fields = {slot: answer for slot, answer in record.fields.items() if slot in slots}
    empty = Record(form.id, form.edition, script, fields, blocks=tuple(made for _, made in faulty))
    return draw(reduced, content_of(reduced, empty, script), script)


def _unconditional(block: Block) -> Block:
    """``block`` without what it depends on: the slot that tells whether somebody signs there may not be on the page."""
    return replace(block, required=True) if isinstance(block.required, When) else block


def _faulty(form: Form, record: Record, findings: list[Finding]) -> list[tuple[Block, BlockRecord]]:
    """The blocks to sign again in the order of the form, each with the unit that is to sign it."""
    defined = form.blocks_of([block.id for block in record.blocks])
    places = [finding.where or "" for finding in findings]
    read = sorted({int(found[1]) for place in places if (found := _BLOCK.match(place))})
    again = [(defined[index], _blank(record.blocks[index].id, record.blocks[index].unit)) for index in read]
    lacking = {found[1] for place in places if (found := _LACKING.fullmatch(place))}
    again += [(block, _blank(block.id, Answer(None))) for block in form.blocks if block.id in lacking]
    order = [block.id for block in form.blocks]
    return sorted(again, key=lambda pair: order.index(pair[0].id))


def _blank(block_id: str, unit: Answer) -> BlockRecord:
    nothing = Answer(None)
    return BlockRecord(block_id, unit, nothing, nothing, SignatureMark(False), SealMark(False))
