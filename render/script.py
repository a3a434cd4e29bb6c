"""The script that official wording is printed in. Names and answers are never converted."""

from __future__ import annotations

from collections.abc import Callable

from forms.script import traditional

SCRIPTS = ("hans", "hant")


def converter(script: str, keep: tuple[str, ...] = ()) -> Callable[[str], str]:
    """What turns our own simplified wording into ``script``, the names in ``keep`` left as they are.

    ``ValueError`` for a script that is neither.
    """
    if script not in SCRIPTS:
        raise ValueError(f"script must be one of {SCRIPTS}, not {script!r}")
    return (lambda text: traditional(text, keep)) if script == "hant" else str
