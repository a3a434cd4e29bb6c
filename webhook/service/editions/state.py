"""One edition as the pages and the API show it: what its file states, whether it counts, what is wrong with it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from forms.defined import defined
from forms.overlay import Overlay, OverlayError
from forms.registry import checked
from webhook.service.editions.files import tag
from webhook.service.editions.labels import Labels
from webhook.service.editions.toml_text import Table, tables

DRAFT, PENDING, IN_FORCE, ENDED, FAULTY = "draft", "pending", "in-force", "ended", "faulty"
"""A draft; one that begins later; one in force; one that has ended; one whose file is wrong."""


@dataclass(frozen=True)
class Edition:
    """``own`` is false for those that come with the product; their ``text`` and ``tag`` are empty.

    ``begins`` is ``None`` for a draft and for what has always been in force. ``tables`` is ``None`` for a text that is
    no TOML at all.
    """

    name: str
    form: str
    edition: str
    state: str
    own: bool = True
    source: str = ""
    begins: date | None = None
    ends: date | None = None
    faults: tuple[str, ...] = ()
    open: int = 0
    text: str = ""
    tables: Table | None = None
    overlay: Overlay | None = None

    @property
    def tag(self) -> str:
        return tag(self.text) if self.own else ""

    @property
    def can_be_changed(self) -> bool:
        return self.own and self.state in (DRAFT, FAULTY)

    @property
    def file_name(self) -> str:
        return f"{self.name}.toml"

    @property
    def blank_file(self) -> str | None:
        """The name of the official Word file, as far as the text states one."""
        held = (self.tables or {}).get("blank")
        file = held.get("file") if isinstance(held, dict) else None
        return file if isinstance(file, str) and "/" not in file and file.endswith(".docx") else None

    @property
    def blank_sha256(self) -> str | None:
        held = (self.tables or {}).get("blank")
        digest = held.get("sha256") if isinstance(held, dict) else None
        return digest if isinstance(digest, str) and len(digest) == 64 else None

    def labels(self) -> Labels | None:
        """Its printed labels; ``None`` where the text is no TOML or names no form."""
        return Labels(tables(self.text), self.form) if self.tables is not None and defined(self.form) else None


def stated(text: str, name: str, on: date) -> Edition:
    """The edition that ``text`` states in the file of ``name``, as it counts on the day ``on``."""
    form, _, edition = name.partition("--")
    overlay: Overlay | None = None
    faults: tuple[str, ...] = ()
    try:
        overlay = checked(text, f"{name}.toml")
    except OverlayError as error:
        faults = error.faults
    found = _tables(text)
    if overlay is None:
        source = _text(found, "source")
        made = Edition(name, form, edition, FAULTY, source=source, faults=faults, text=text, tables=found)
        labels = made.labels()
        return replace(made, open=sum(label.open for label in labels.found) if labels else 0)
    begins, ends = overlay.in_force_from, overlay.in_force_until
    state = DRAFT if overlay.draft else PENDING if not overlay.begun(on) else ENDED if overlay.ended(on) else IN_FORCE
    return Edition(
        name,
        form,
        edition,
        state,
        source=overlay.source,
        begins=begins,
        ends=ends,
        open=len(overlay.open_labels),
        text=text,
        tables=found,
        overlay=overlay,
    )


def _tables(text: str) -> Table | None:
    try:
        return tables(text)
    except tomllib.TOMLDecodeError:
        return None


def _text(found: dict[str, Any] | None, key: str) -> str:
    value = (found or {}).get(key, "")
    return value if isinstance(value, str) else ""
