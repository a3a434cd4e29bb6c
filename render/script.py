"""The script that official wording is printed in. Names and answers are never converted."""

from __future__ import annotations

from collections.abc import Callable

import forms.script

SCRIPTS = ("hans", "hant")


def _as_it_is(text: str) -> str:
    return text


def converter(script: str) -> Callable[[str], str]:
    """What turns our own simplified wording into ``script``; ``ValueError`` for a script that is neither."""
    if script not in SCRIPTS:
        raise ValueError(f"script must be one of {SCRIPTS}, not {script!r}")
    traditional: Callable[[str], str] = getattr(forms.script, "traditional", _as_it_is)
    return traditional if script == "hant" else _as_it_is
