"""A request as JSON and back: what a kept letter was made from, and what it is made from again with its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from forms.law import Citation
from forms.programme import programme
from forms.statutes import RULES
from render.papers.kinds import DocumentType, Format
from render.papers.request import PaperRequest, PilotFacts

_DATES = ("today", "issued_on")
_TUPLES = ("addressees", "copies_to", "enclosures")
_PILOT_TUPLES = ("guarantors", "unconfirmed", "lacking", "used")


def request_to_json(request: PaperRequest) -> dict[str, Any]:
    """The request as JSON says it; the programme by its id, days as ``2026-03-05``."""
    shallow = {name: getattr(request, name) for name in request.__dataclass_fields__}
    return {
        **shallow,
        "programme": request.programme.id,
        "layout": request.layout.value if request.layout else None,
        "type": request.type.value if request.type else None,
        **{name: shallow[name].isoformat() if shallow[name] else None for name in _DATES},
        **{name: list(shallow[name]) for name in _TUPLES},
        "pilots": [_plain(asdict(pilot)) for pilot in request.pilots],
        "facts": _plain(request.facts),
    }


def request_from_json(data: Mapping[str, Any]) -> PaperRequest:
    """The request that :func:`request_to_json` told; :class:`forms.programme.UnknownProgramme` where its call is gone."""
    return PaperRequest(**{
        **data,
        "programme": programme(data["programme"]),
        "layout": Format(data["layout"]) if data["layout"] else None,
        "type": DocumentType(data["type"]) if data["type"] else None,
        **{name: date.fromisoformat(data[name]) if data[name] else None for name in _DATES},
        **{name: tuple(data[name]) for name in _TUPLES},
        "pilots": tuple(_pilot(told) for told in data["pilots"]),
    })  # fmt: skip


def _pilot(told: Mapping[str, Any]) -> PilotFacts:
    period = told["period"]
    tuples = {name: tuple(told[name]) for name in _PILOT_TUPLES}
    return PilotFacts(**{**told, **tuples, "period": (period[0], period[1]) if period else None})


def _plain(value: Any) -> Any:
    """``value`` with days, articles and tuples as JSON has them."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Citation):
        return value.key if value.statute is RULES else f"{value.statute.number}{value.key}"
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
