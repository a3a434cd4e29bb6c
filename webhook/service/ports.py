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


@dataclass(frozen=True)
class Part:
    """A document inside a zip or mail: its path in there, and the file that now holds its bytes.

    ``result`` is set where nothing is left to be read: why it was not unpacked, or that nothing is in it.
    """

    name: str
    file: Path
    result: ReadResult | None = None


@dataclass(frozen=True)
class MailClaims:
    """What a mail says of itself; nothing proves it. Empty texts stand for what it does not say."""

    message_id: str | None
    references: tuple[str, ...]
    sender_name: str
    sender_address: str
    subject: str


@dataclass(frozen=True)
class Contents:
    """What a file holds besides itself: ``parts`` is empty for one that is to be read as it is."""

    parts: tuple[Part, ...] = ()
    mail: MailClaims | None = None


class Reader(Protocol):
    """Reads files; raises :class:`extract.errors.DocumentError` where that cannot be."""

    def unpack(self, file: Path, name: str, into: Path) -> Contents:
        """The documents in a zip or mail, each in a file called ``into`` with ``-0``, ``-1``, …"""
        ...

    def read(self, file: Path, name: str, *, programme: str, form: str | None, on: date) -> tuple[ReadResult, ...]:
        """At least one result."""
        ...


class PageDrawer(Protocol):
    """Draws a page as PNG; raises :class:`extract.errors.DocumentError`, and ``LookupError`` without such a page."""

    def page_png(self, file: Path, number: int, dpi: int) -> bytes: ...
