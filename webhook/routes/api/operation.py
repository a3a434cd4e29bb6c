"""One decorator for an API route: its address, what it takes, what it may answer; typed, where the library is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from flask_smorest import Blueprint
from marshmallow import Schema

from webhook.routes.schemas.base import Error

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Says:
    """An answer: in words, with the schema of its body (by name or class) or the type of its bytes."""

    words: str
    schema: type[Schema] | None = None
    content_type: str | None = None
    headers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Takes:
    """What a request carries: the query, a JSON body, multipart fields, bytes of a type, headers (name → words).

    ``signed``: by a program that signs what it sends instead of naming a user.
    """

    query: type[Schema] | None = None
    body: type[Schema] | None = None
    multipart: Mapping[str, Any] | None = None
    headers: Mapping[str, str] | None = None
    raw: str | None = None
    signed: bool = False


NOTHING = Takes()
PREFIX = "/api/v1"
NOT_FOUND = Says("No such id")
UNREADABLE = Says("The file cannot be read, or holds none of the forms known")


def operation(
    blueprint: Blueprint,
    method: str,
    rule: str,
    answers: Mapping[int, Says],
    takes: Takes = NOTHING,
) -> Callable[[View], View]:
    """Register the function as ``method rule``. Query and body are checked and handed over as dicts, in that order."""

    def decorate(view: View) -> View:
        wrapped: Any = view
        for status, says in answers.items():
            wrapped = _answer(blueprint, status, says)(wrapped)
        if takes.body:
            wrapped = blueprint.arguments(takes.body, location="json")(wrapped)
        if takes.query:
            wrapped = blueprint.arguments(takes.query, location="query")(wrapped)
        if takes.headers:
            _say_headers(wrapped, takes.headers)
        wrapped = blueprint.doc(operationId=view.__name__, **_body(takes), **_signed(takes))(wrapped)
        blueprint.route(rule, methods=[method])(wrapped)
        return view

    return decorate


def _answer(blueprint: Blueprint, status: int, says: Says) -> Any:
    if status >= 400:
        return blueprint.alt_response(status, schema=Error, description=says.words)
    known: dict[str, Any] = {"description": says.words, "success": True}
    if says.schema:
        known["schema"] = says.schema
    elif says.content_type:
        known["schema"] = {"type": "string", "format": "binary"}
        known["content_type"] = says.content_type
    if says.headers:
        known["headers"] = {name: {"schema": {"type": "string"}} for name in says.headers}
    return blueprint.alt_response(status, **known)


def _body(takes: Takes) -> dict[str, Any]:
    """A body that is no JSON."""
    if takes.raw:
        content: dict[str, Any] = {takes.raw: {"schema": {"type": "string", "format": "binary"}}}
    elif takes.multipart:
        content = {"multipart/form-data": {"schema": {"type": "object", "properties": dict(takes.multipart)}}}
    else:
        return {}
    return {"requestBody": {"required": True, "content": content}}


def _signed(takes: Takes) -> dict[str, Any]:
    return {"security": [{"signature": []}]} if takes.signed else {}


def _say_headers(view: Any, headers: Mapping[str, str]) -> None:
    """Describe request headers beside the query's parameters, where the library keeps those."""
    parameters = view._apidoc.setdefault("arguments", {}).setdefault("parameters", [])
    for name, words in headers.items():
        known = {"in": "header", "name": name, "required": False, "schema": {"type": "string"}}
        parameters.append({**known, "description": words})
