"""The reader of blanks and of forms on trial, in child processes like every other reading."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

from extract.limits import DEFAULT_LIMITS, Limits
from webhook.runners.reading import ChildPool
from webhook.service.ports import DraftText, TrialReading, Under


class ChildEditionReader:
    """A :class:`webhook.service.ports.EditionReader`."""

    def __init__(self, pool: ChildPool, limits: Limits = DEFAULT_LIMITS) -> None:
        self._pool = pool
        self._limits = asdict(limits)

    def draft(self, file: Path, name: str, edition: str, form: str | None, base: str | None) -> DraftText:
        about = {"name": name, "edition": edition, "form": form, "base": base}
        head, _ = self._pool.ask({"task": "draft", "file": str(file), **about})
        told = head["ok"]
        return DraftText(told["form"], told["toml"], tuple(told["warnings"]))

    def trial(self, file: Path, name: str, under: Under, *, programme: str, on: date) -> TrialReading:
        edition = {"editions": str(under.folder), "form": under.form, "edition": under.edition}
        about = {"name": name, "programme": programme, "on": on.isoformat(), "limits": self._limits}
        head, _ = self._pool.ask({"task": "trial", "file": str(file), **edition, **about})
        told = head["ok"]
        taken = told["taken_for"]
        return TrialReading(told["body"], told["record"], (taken[0], taken[1]) if taken else None)
