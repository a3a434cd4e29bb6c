"""What a letter on a submission is made of, as JSON: so that it can be made anew with its number and date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from forms.law import Basis
from forms.programme import Programme, programme
from forms.record import Record
from forms.registry import form as definition
from render.letter import LetterRequest, Material
from render.pictures import EvidencePicture
from webhook.service.cases.findings import as_finding

_PLAIN = ("kind", "issuer", "signatory", "addressee", "number", "seal_owner", "contact", "receipt_number", "script")
_DAYS = ("issued_on", "due_on", "deadline")

Ground = Callable[[Programme], Basis | None]
"""The article that a programme's refusals rest on."""


def request_json(request: LetterRequest, pictures: Mapping[int, str]) -> dict[str, Any]:
    """The request as JSON; ``pictures`` are the hashes of its pictures' bytes, which are kept beside it."""
    days = {name: getattr(request, name) for name in _DAYS}
    shown = (
        {"finding": index, "sha256": pictures[index], "words": one.words, "mm": [one.width_mm, one.height_mm]}
        for index, one in request.pictures.items()
    )
    return {
        **{name: getattr(request, name) for name in _PLAIN},
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "programme": request.programme.id,
        "record": request.record.to_json(),
        "findings": [finding.to_json() for finding in request.findings],
        "received_at": request.received_at.isoformat() if request.received_at else None,
        "copies_to": list(request.copies_to),
        "enclosures": list(request.enclosures),
        "materials": [{"name": one.name, "copies": one.copies, "note": one.note} for one in request.materials],
        "grounded": request.ground is not None,
        "pictures": list(shown),
    }


def request_of(data: Mapping[str, Any], bytes_of: Callable[[str], bytes], ground: Ground) -> LetterRequest:
    """The request that :func:`request_json` told of; ``bytes_of`` gives a picture's bytes by their hash."""
    rules, record = programme(data["programme"]), Record.from_json(data["record"])
    days = {name: date.fromisoformat(data[name]) if data[name] else None for name in _DAYS}
    pictures = {one["finding"]: _picture(one, bytes_of(one["sha256"])) for one in data["pictures"]}
    return LetterRequest(
        **{name: data[name] for name in _PLAIN},
        **days,  # type: ignore[arg-type]
        programme=rules,
        form=definition(record.form, record.edition),
        record=record,
        findings=tuple(as_finding(finding) for finding in data["findings"]),
        received_at=_moment(data["received_at"]),
        copies_to=tuple(data["copies_to"]),
        enclosures=tuple(data.get("enclosures", ())),
        materials=tuple(Material(**one) for one in data["materials"]),
        ground=ground(rules) if data["grounded"] else None,
        pictures=pictures,
    )


def _picture(told: Mapping[str, Any], data: bytes) -> EvidencePicture:
    width, height = told["mm"]
    return EvidencePicture(data, width, height, told["words"])


def _moment(given: str | None) -> datetime | date | None:
    if given is None:
        return None
    return datetime.fromisoformat(given) if "T" in given else date.fromisoformat(given)
