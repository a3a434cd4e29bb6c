"""What all descriptions of the API's bodies share: how strict they are, the shape of an error, common queries."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, INCLUDE, RAISE, Schema, fields, validate

MAX_CHANGES = 500
MAX_OFFSET = 2**31 - 1
PLACE_LENGTH = 200


def text(words: str, **options: Any) -> fields.String:
    return fields.String(metadata={"description": words}, **options)


class Strict(Schema):
    """A request body: what it does not know, it refuses."""

    class Meta:
        unknown = RAISE


class Query(Schema):
    class Meta:
        unknown = EXCLUDE


class Given(Schema):
    """An answer's body: it may hold more than is described, for the contract grows."""

    class Meta:
        unknown = INCLUDE


class ErrorDetail(Given):
    code = text("What happened, for programs", required=True)
    message = text("What was met, in Chinese", required=True)
    advice = text("What can be done about it, in Chinese", required=True)
    details = fields.Dict(
        metadata={"description": "Each fault of the request by its place; only where the request was malformed"}
    )


class Error(Given):
    """Every error of the API."""

    error = fields.Nested(ErrorDetail, required=True)


class FormQuery(Query):
    form = text(
        "Id of the form (documents[].forms[].id of the submission); the first one by default", load_default=None
    )


class ListQuery(Query):
    limit = fields.Integer(
        load_default=50, validate=validate.Range(min=1, max=200), metadata={"description": "How many"}
    )
    offset = fields.Integer(
        load_default=0,
        validate=validate.Range(min=0, max=MAX_OFFSET),
        metadata={"description": "How many to leave out first"},
    )
