"""What a report asks to be told, slot by slot, as a JSON schema: what its form has, but for what is signed by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from forms.spec import Field, Form, Rows
from forms.types import Options, SignatureCell
from forms.types.kind import Kind
from render.reports.sources import FROM_APPLICATIONS


def schema(form: Form) -> dict[str, Any]:
    """The JSON schema of the facts of a request; slots that an application fills are not required."""
    told = _object(form.fields())
    told["required"] = [slot for slot in told["required"] if slot not in FROM_APPLICATIONS]
    for rows in form.rows():
        told["properties"][rows.id] = _rows(rows)
        told["required"].append(rows.id)
    return {"title": form.title, **told}


def _rows(rows: Rows) -> dict[str, Any]:
    return {"type": "array", "title": rows.title, "minItems": rows.at_least, "items": _object(rows.columns)}


def _object(fields: Iterable[Field]) -> dict[str, Any]:
    asked = [
        (field, slot, kind) for field in fields for slot, kind in field.parts if not isinstance(kind, SignatureCell)
    ]
    return {
        "type": "object",
        "properties": {slot: _slot(field, kind) for field, slot, kind in asked},
        "required": [slot for field, slot, _ in asked if field.required is True],
        "additionalProperties": False,
    }


def _slot(field: Field, kind: Kind) -> dict[str, Any]:
    """A slot takes the text that one would write into the form, or a value as records have it."""
    told: dict[str, Any] = {
        "title": field.label,
        "description": f"{kind.field().metadata['description']}，或者如表中所写的文字",
    }
    if isinstance(kind, Options):
        told["examples"] = list(kind.choices)
    return told


def example(kind: Kind) -> str:
    """How an answer of the kind is written into the form."""
    return kind.show(kind.samples()[0]) if not isinstance(kind, Options) else ""
