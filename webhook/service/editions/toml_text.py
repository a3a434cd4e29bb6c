"""The TOML text of an edition's file from its tables, in one order and look, with the notes that stood above entries."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

Table = dict[str, Any]
NOTES = "# notes"
"""The key under which a table keeps the comments above it; no key of TOML can hold a space unquoted."""
_HEAD = re.compile(r"\s*\[\[\s*([a-z.]+)\s*\]\]\s*(?:#.*)?")
_DAYS = re.compile(r"\s*#?\s*in_force_(?:from|until)\s*=")
_TOP = (
    "form",
    "edition",
    "base",
    "title",
    "title_prefix",
    "blocks_title",
    "dated_by",
    "source",
    "specimen",
    "in_force_from",
    "in_force_until",
)
_INSIDE = {"section": ("field", "column")}


def tables(text: str) -> Table:
    """The tables that ``text`` states, each entry with the notes above it; raises ``tomllib.TOMLDecodeError``."""
    found = tomllib.loads(text)
    heads = list(_noted(text))
    for name in ("cover", "section", "section.field", "section.column", "block", "unmatched"):
        notes = [noted for head, noted in heads if head == name]
        entries = list(_arrays(found, name))
        if len(notes) == len(entries):
            for entry, noted in zip(entries, notes, strict=True):
                if noted:
                    entry[NOTES] = noted
    return found


def _noted(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name of each table of an array, with the comment lines right above it."""
    above: list[str] = []
    for line in text.split("\n"):
        if head := _HEAD.fullmatch(line):
            yield head[1], tuple(above)
        above = [*above, line.strip()[1:].removeprefix(" ")] if line.lstrip().startswith("#") else []


def _arrays(found: Table, name: str) -> Iterator[Table]:
    first, _, inner = name.partition(".")
    for entry in entries(found, first):
        if inner:
            yield from entries(entry, inner)
        else:
            yield entry


def entries(table: Mapping[str, Any], key: str) -> list[Table]:
    """The tables of the array under ``key``; what else stands there is left for the check to name."""
    held = table.get(key)
    return [entry for entry in held if isinstance(entry, dict)] if isinstance(held, list) else []


def written(found: Mapping[str, Any]) -> str:
    """The text of the tables: what the file says of itself first, then its parts in printed order."""
    top = {key: found[key] for key in _TOP if key in found}
    top |= {key: value for key, value in found.items() if key not in top and not _is_part(value)}
    parts = [_lines("", top)]
    parts += [_lines(f"[{key}]", value) for key, value in found.items() if isinstance(value, dict)]
    names = [name for name in ("cover", "section", "block") if name in found]
    names += [key for key, value in found.items() if key not in (*names, "unmatched") and _is_array(value)]
    for name in (*names, "unmatched"):
        parts += [text for entry in entries(found, name) for text in _entry(name, entry)]
    return "\n".join(parts)


def _entry(name: str, entry: Table) -> Iterator[str]:
    inside = _INSIDE.get(name, ())
    yield _lines(f"[[{name}]]", {k: v for k, v in entry.items() if k not in inside or not _is_array(v)})
    for key in inside:
        for inner in entries(entry, key):
            yield _lines(f"[[{name}.{key}]]", inner)


def _is_part(value: Any) -> bool:
    return isinstance(value, dict) or _is_array(value)


def _is_array(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _lines(head: str, pairs: Mapping[str, Any]) -> str:
    notes = [f"# {note}".rstrip() for note in pairs.get(NOTES, ())]
    said = [f"{_key(key)} = {_value(value)}" for key, value in pairs.items() if key != NOTES]
    return "\n".join([*notes, *([head] if head else []), *said]) + "\n"


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _text(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items() if k != NOTES) + "}"
    if isinstance(value, Iterable):
        return "[" + ", ".join(map(_value, value)) + "]"
    return str(value)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def with_days(text: str, begins: date | None, ends: date | None) -> str:
    """``text`` in force from ``begins`` to ``ends``, every other line as it stands."""
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    head = [line for line in lines[:first] if not _DAYS.match(line)]
    end = max((n for n, line in enumerate(head, 1) if line.strip() and not line.lstrip().startswith("#")), default=0)
    days = [f"in_force_from = {begins.isoformat()}"] if begins else []
    days += [f"in_force_until = {ends.isoformat()}"] if ends else []
    made = "\n".join([*head[:end], *days, *head[end:], *lines[first:]])
    return made if _only_days_differ(text, made, begins, ends) else written(_dated(tables(text), begins, ends))


def _only_days_differ(text: str, made: str, begins: date | None, ends: date | None) -> bool:
    try:
        return tomllib.loads(made) == _dated(tomllib.loads(text), begins, ends)
    except tomllib.TOMLDecodeError:
        return False


def _dated(found: Table, begins: date | None, ends: date | None) -> Table:
    kept = {key: value for key, value in found.items() if key not in ("in_force_from", "in_force_until")}
    days = {"in_force_from": begins, "in_force_until": ends}
    return kept | {key: day for key, day in days.items() if day is not None}
