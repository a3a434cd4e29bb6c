"""What the services need from outside, as protocols: who reads documents, who draws pages, who says the time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""The present moment, aware, in UTC."""

OFFICE_TIME = ZoneInfo("Asia/Shanghai")
"""Days are counted by this clock: of receipt, of deadlines, of letters."""


def office_day(moment: datetime) -> date:
    """The day that ``moment`` falls on at the office."""
    return moment.astimezone(OFFICE_TIME).date()


@dataclass(frozen=True)
class ReadResult:
    """One form (or none) of a file: the contract's object, the whole record, and each finding's subject.

    ``subjects`` runs beside ``body["findings"]``; ``record`` is ``None`` where ``body`` holds none.
    """

    body: dict[str, Any]
    record: dict[str, Any] | None = None
    subjects: tuple[str, ...] = ()


class Reader(Protocol):
    """Reads a file into at least one result; raises :class:`extract.errors.DocumentError` where that cannot be."""

    def read(self, file: Path, name: str, *, programme: str, form: str | None, on: date) -> tuple[ReadResult, ...]: ...


class PageDrawer(Protocol):
    """Draws a page as PNG; raises :class:`extract.errors.DocumentError`, and ``LookupError`` without such a page."""

    def page_png(self, file: Path, number: int, dpi: int) -> bytes: ...
