"""Every word of the pages in both scripts, from one catalogue: ``interface.toml``.

Simplified is written there; traditional is derived by :func:`forms.script.traditional`, or written beside it where
the derivation is not what an office would write.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from forms.script import traditional

SCRIPTS = ("hans", "hant")
LANGUAGE_TAGS: Mapping[str, str] = MappingProxyType({"hans": "zh-Hans", "hant": "zh-Hant"})
"""What ``<html lang>`` says, so that the browser picks the script's own glyphs."""


class UnknownText(KeyError):
    """The catalogue has no text of this name: a page asks for something that nobody wrote."""


@cache
def texts(script: str) -> Mapping[str, str]:
    """Every text by its dotted name (``review.confirm``) in ``script``, placeholders in braces."""
    written = tomllib.loads(files("webhook.translations").joinpath("interface.toml").read_text("utf-8"))
    return MappingProxyType({name: _in_script(entry, script) for name, entry in _flat(written, "")})


def text(script: str, name: str, **values: object) -> str:
    """One text with its placeholders filled in; :class:`UnknownText` for a name the catalogue does not hold."""
    found = texts(script).get(name)
    if found is None:
        raise UnknownText(name)
    return found.format(**values) if values else found


def _flat(table: Mapping[str, Any], path: str) -> list[tuple[str, str | Mapping[str, str]]]:
    found: list[tuple[str, str | Mapping[str, str]]] = []
    for key, entry in table.items():
        name = f"{path}{key}"
        if isinstance(entry, dict) and set(entry) != set(SCRIPTS):
            found += _flat(entry, f"{name}.")
        else:
            found.append((name, entry))
    return found


def _in_script(entry: str | Mapping[str, str], script: str) -> str:
    if not isinstance(entry, str):
        return entry[script]
    return traditional(entry) if script == "hant" else entry
