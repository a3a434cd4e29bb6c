"""The definitions written in Python, by form: every edition of a form, the newest first."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from forms.spec import Form

FILES: dict[str, tuple[str, ...]] = {
    "annex1-application": ("annex1_national", "annex1_hubei_2016"),
    "annex2-evaluation-application": ("annex2_national",),
    "annex3-evaluation-report": ("annex3_national",),
    "annex4-recheck-self-inspection": ("annex4_national",),
    "annex5-recheck-application": ("annex5_national",),
    "annex6-recheck-report": ("annex6_national",),
}
"""The files of each form's editions, the newest first: only the form that is asked for is loaded."""


@cache
def defined(form_id: str) -> tuple[Form, ...]:
    """Every edition of one form that is written in Python, the newest first; empty for an unknown id."""
    return tuple(import_module(f"forms.definitions.{name}").FORM for name in FILES.get(form_id, ()))
