"""The marshmallow schema of a form, derived from its definition: plain values in, faults in Chinese out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from marshmallow import Schema
from marshmallow import fields as ma
from marshmallow.validate import OneOf

from forms.record import BlockRecord, Record, Value
from forms.spec import Field, Form
from forms.types.dates import Date
from forms.types.validation import LIST_MESSAGES, OBJECT_MESSAGES, TEXT_MESSAGES, YES_NO_MESSAGES, StatedSchema

SEAL_KINDS = ("round", "oval", "square", "special")
"""What a seal can be, as in the extraction contract."""


@lru_cache(maxsize=64)
def schema_for(form: Form) -> type[Schema]:
    """The schema of ``{"fields": {slot: value}, "rows": {id: [{column: value}]}, "blocks": [{"id", …}]}``.

    A slot may be absent (the document does not print it) or ``None`` (printed and empty); a slot, table or block
    that the form does not have is refused. The messages of ``ValidationError`` are in Chinese.
    """
    name = f"{form.id}/{form.edition}"
    rows: dict[str, ma.Field[Any]] = {
        table.id: _many(_slots(table.columns, f"{name}/{table.id}"), table.title) for table in form.rows()
    }
    return StatedSchema.from_dict(
        {
            "fields": _one(_slots(form.fields(), f"{name}/fields"), "各栏的内容"),
            "rows": _one(StatedSchema.from_dict(rows, name=f"{name}/rows"), "各表的行"),
            "blocks": _many(_block(form, f"{name}/block"), form.blocks_title or "意见栏"),
        },
        name=name,
    )


def values_of(record: Record) -> dict[str, Any]:
    """The plain values of ``record``, shaped as ``schema_for`` validates them, without evidence and scores."""
    return {
        "fields": {slot: answer.value for slot, answer in record.fields.items()},
        "rows": {
            table: [{column: _plain(answer.value) for column, answer in row.items()} for row in rows]
            for table, rows in record.rows.items()
        },
        "blocks": [_block_values(block) for block in record.blocks],
    }


def _plain(value: Value) -> Value:
    """``value``; of a signature only whether it is there, as in a block."""
    if isinstance(value, dict) and {"present", "evidence"} <= value.keys():
        return {"present": value["present"]}
    return value


def _block_values(block: BlockRecord) -> dict[str, Any]:
    seal = {name: getattr(block.seal, name) for name in ("present", "kind", "text", "center", "matches_unit")}
    return {
        "id": block.id,
        "unit": block.unit.value,
        "opinion": block.opinion.value,
        "date": block.date.value,
        "signature": {"present": block.signature.present},
        "seal": seal,
    }


def _slots(fields: Iterable[Field], name: str) -> type[Schema]:
    """One optional value a slot, checked by its kind, titled with its label."""
    slots: dict[str, ma.Field[Any]] = {}
    for field in fields:
        for slot, kind in field.parts:
            value = kind.field()
            value.allow_none = True
            value.metadata = {"title": field.label, **value.metadata}
            slots[slot] = value
    return StatedSchema.from_dict(slots, name=name)


def _one(schema: type[Schema], title: str) -> ma.Nested:
    return ma.Nested(schema, load_default=dict, error_messages=OBJECT_MESSAGES, metadata={"title": title})


def _many(schema: type[Schema], title: str) -> ma.List[Any]:
    row = ma.Nested(schema, error_messages=OBJECT_MESSAGES)
    return ma.List(row, load_default=list, error_messages=LIST_MESSAGES, metadata={"title": title})


def _optional_text(title: str) -> ma.String:
    return ma.String(allow_none=True, error_messages=TEXT_MESSAGES, metadata={"title": title})


def _told(title: str) -> ma.Boolean:
    """Yes, no or cannot be told; nothing that merely looks true is taken."""
    return ma.Boolean(
        allow_none=True, truthy={True}, falsy={False}, error_messages=YES_NO_MESSAGES, metadata={"title": title}
    )


def _block(form: Form, name: str) -> type[Schema]:
    """An opinion block: whose it is of the form's own, what it says, and the marks on it."""
    ids = [block.id for block in form.blocks]
    known = OneOf(ids, [block.label for block in form.blocks], error="本表没有意见栏“{input}”，应为：{choices}。")
    date = Date().field()
    date.allow_none = True
    signature = StatedSchema.from_dict({"present": _told("是否签字")}, name=f"{name}/signature")
    kinds = OneOf(SEAL_KINDS, error="印章形状应为：{choices}。")
    seal: dict[str, ma.Field[Any]] = {
        "present": _told("是否盖章"),
        "kind": ma.String(allow_none=True, validate=kinds, error_messages=TEXT_MESSAGES),
        "text": _optional_text("印文"),
        "center": _optional_text("印章中央文字"),
        "matches_unit": _told("印章与单位是否一致"),
    }
    return StatedSchema.from_dict(
        {
            "id": ma.String(required=True, validate=known, error_messages=TEXT_MESSAGES),
            "unit": _optional_text("单位"),
            "opinion": _optional_text("意见"),
            "date": date,
            "signature": ma.Nested(signature, error_messages=OBJECT_MESSAGES),
            "seal": ma.Nested(StatedSchema.from_dict(seal, name=f"{name}/seal"), error_messages=OBJECT_MESSAGES),
        },
        name=name,
    )
