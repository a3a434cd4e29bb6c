"""All definitions by id and edition."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from forms.spec import Form

_DEFINITIONS: dict[str, tuple[str, ...]] = {
    "annex1-application": ("annex1_national", "annex1_hubei_2016"),
    "annex2-evaluation-application": ("annex2_national",),
    "annex3-evaluation-report": ("annex3_national",),
    "annex4-recheck-self-inspection": ("annex4_national",),
    "annex5-recheck-application": ("annex5_national",),
    "annex6-recheck-report": ("annex6_national",),
}
"""The files of each form's editions, the newest first: only the form that is asked for is loaded."""


@cache
def editions(form_id: str) -> tuple[Form, ...]:
    """Every edition of one form, the newest first; empty for an unknown id."""
    names = _DEFINITIONS.get(form_id, ())
    return tuple(import_module(f"forms.definitions.{name}").FORM for name in names)


@cache
def forms() -> tuple[Form, ...]:
    """Every definition in force; the editions of one form stand together, the newest first."""
    return tuple(form for form_id in _DEFINITIONS for form in editions(form_id))


def form(form_id: str, edition: str) -> Form:
    """The definition of one form in one edition; ``KeyError`` names what there is."""
    for candidate in editions(form_id):
        if candidate.edition == edition:
            return candidate
    known = ", ".join(f"{f.id}/{f.edition}" for f in forms())
    raise KeyError(f"{form_id}/{edition} is not defined; there are {known}")
