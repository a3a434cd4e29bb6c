"""Where a finding stands, in the form's order and in an officer's words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from forms.finding import Finding
from forms.record import Record
from forms.spec import Form, Section
from render.errors import RenderError

_FIELD = re.compile(r"fields\.(?P<slot>\w+)")
_ROWS = re.compile(r"rows\.(?P<rows>\w+)(\[(?P<row>\d+)\](\.(?P<slot>\w+))?)?")
_BLOCK = re.compile(r"blocks\[(?P<index>\d+)\](\.(?P<slot>\w+))?")
_LACKING = re.compile(r"blocks\.(?P<block>\w+)")
_BLOCK_SLOTS = ("unit", "opinion", "signature", "seal", "date")
_BLOCK_WORDS = {"unit": "单位名称", "opinion": "意见", "signature": "签字处", "seal": "盖章处", "date": "日期"}

WHOLE = "材料整体"
COVER = "封面"


@dataclass(frozen=True)
class Place:
    """``order`` sorts places as the form prints them; ``part`` is the heading they stand under."""

    order: tuple[int, ...]
    part: str
    words: str
    names: tuple[str, ...] = ()
    """What a message must name itself for the place to need no saying."""


def place_of(finding: Finding, form: Form, record: Record) -> Place:
    """The place of ``finding``; :class:`RenderError` ``slot-unknown`` where the form has no such place."""
    where = finding.where
    if where is None:
        return Place((0,), WHOLE, "")
    found = None
    if match := _FIELD.fullmatch(where):
        found = _field_place(form, match["slot"])
    elif match := _ROWS.fullmatch(where):
        found = _rows_place(form, match["rows"], match["row"], match["slot"])
    elif match := _BLOCK.fullmatch(where):
        found = _block_place(form, record, int(match["index"]), match["slot"])
    elif match := _LACKING.fullmatch(where):
        found = _lacking_place(form, match["block"])
    if found is None:
        raise RenderError(
            "slot-unknown", f"《{form.title}》（{form.edition}）没有“{where}”这一处，问题：{finding.message}"
        )
    return found


def _field_place(form: Form, slot: str) -> Place | None:
    parts = [(COVER, form.cover)]
    parts += [(s.title, s.fields if isinstance(s, Section) else ()) for s in form.sections]
    for part, (title, fields) in enumerate(parts):
        for at, field in enumerate(fields):
            if slot in field.ids:
                return Place((1 + part, at, field.ids.index(slot)), title, f"“{field.label}”栏", (field.label,))
    return None


def _rows_place(form: Form, rows_id: str, row: str | None, slot: str | None) -> Place | None:
    for part, rows in enumerate(form.sections):
        if isinstance(rows, Section) or rows.id != rows_id:
            continue
        if row is None:
            return Place((2 + part,), rows.title, f"“{rows.title}”表", (rows.title.partition("、")[2] or rows.title,))
        words = f"第{int(row) + 1}行"
        if slot is None:
            return Place((2 + part, int(row)), rows.title, words, (words,))
        for at, column in enumerate(rows.columns):
            if slot in column.ids:
                return Place((2 + part, int(row), at), rows.title, f"{words}“{column.label}”栏", (words, column.label))
    return None


def _block_place(form: Form, record: Record, index: int, slot: str | None) -> Place | None:
    if index >= len(record.blocks) or (slot is not None and slot not in _BLOCK_SLOTS):
        return None
    before = [read.id for read in record.blocks[:index]].count(record.blocks[index].id)
    defined = [at for at, block in enumerate(form.blocks) if block.id == record.blocks[index].id]
    if not defined:
        return None
    place = _of_block(form, defined[min(before, len(defined) - 1)])
    total = [read.id for read in record.blocks].count(record.blocks[index].id)
    beyond = before - len(defined) + 1  # those that only the last defined of this id stands for
    words = place.words + (f"（第{beyond + 1}个）" if beyond >= 0 and total > len(defined) else "")
    within = 0 if slot is None else 1 + _BLOCK_SLOTS.index(slot)
    return Place((*place.order, index, within), place.part, words + (_BLOCK_WORDS[slot] if slot else ""), place.names)


def _lacking_place(form: Form, block_id: str) -> Place | None:
    found = (_of_block(form, at) for at, block in enumerate(form.blocks) if block.id == block_id)
    return next(found, None)


def _of_block(form: Form, at: int) -> Place:
    label = form.blocks[at].label
    part = form.blocks_title or "意见"
    return Place((2 + len(form.sections), at), part, f"“{label}”意见栏", (label,))
