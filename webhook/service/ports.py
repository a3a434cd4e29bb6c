"""What the services need from outside, as protocols: who reads documents, who draws pages,
who checks papers and prints letters, who says the time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from render.conformance.report import Report
from render.pdf import Pdf

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

    ``subjects`` runs beside ``body["findings"]``; ``record`` is ``None`` where ``body`` holds none. ``sheets`` are the
    pages with their sizes, as :func:`extract.pages.sheets.sheet_json` tells of them; none for a format without pages.
    """

    body: dict[str, Any]
    record: dict[str, Any] | None = None
    subjects: tuple[str, ...] = ()
    sheets: tuple[dict[str, Any], ...] = ()


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


@dataclass(frozen=True)
class DraftText:
    """An edition drafted from an official blank: its TOML text, the form, and what a person should look at."""

    form: str
    toml: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class TrialReading:
    """What was read under one edition: the contract's object and the whole record.

    ``taken_for`` are form and edition for which the reader would take the document by itself; ``None`` for none.
    """

    body: dict[str, Any]
    record: dict[str, Any]
    taken_for: tuple[str, str] | None


@dataclass(frozen=True)
class Under:
    """The edition to read under: its folder, in which it is as if in force, its form and its id."""

    folder: Path
    form: str
    edition: str


class EditionReader(Protocol):
    """Reads blanks, and filled forms on trial; raises :class:`extract.errors.DocumentError` where that cannot be."""

    def draft(self, file: Path, name: str, edition: str, form: str | None, base: str | None) -> DraftText:
        """Without ``form`` the title says which it is; without ``base`` the edition that fits best is taken."""
        ...

    def trial(self, file: Path, name: str, under: Under, *, programme: str, on: date) -> TrialReading: ...


class Reader(Protocol):
    """Reads files; raises :class:`extract.errors.DocumentError` where that cannot be."""

    def unpack(self, file: Path, name: str, into: Path) -> Contents:
        """The documents in a zip or mail, each in a file called ``into`` with ``-0``, ``-1``, …"""
        ...

    def read(
        self,
        file: Path,
        name: str,
        *,
        programme: str,
        form: str | None,
        on: date,
        on_page: Callable[[int, int], None] = ...,
    ) -> tuple[ReadResult, ...]:
        """At least one result. ``on_page`` is told each page that is begun, and of how many."""
        ...


@dataclass(frozen=True)
class Shown:
    """How a page is to be shown: ``sheet`` as its reader told of it, ``box`` the part in millimetres (all of it)."""

    dpi: float
    sheet: Mapping[str, Any] | None = None
    box: tuple[float, float, float, float] | None = None
    lossless: bool = False


class PageDrawer(Protocol):
    """Draws pages; raises :class:`extract.errors.DocumentError`, and ``LookupError`` without such a page."""

    def page_png(self, file: Path, number: int, dpi: int) -> bytes: ...

    def view(self, file: Path, number: int, shown: Shown) -> bytes:
        """PNG, or JPEG where the page is a picture and need not be lossless."""
        ...

    def sizes(self, file: Path) -> tuple[tuple[float, float], ...]:
        """Width and height of every page of a PDF in millimetres."""
        ...


class PaperChecker(Protocol):
    """Holds papers against GB/T 9704-2012; raises :class:`extract.errors.DocumentError` where it cannot be read."""

    def check(self, file: Path, name: str, settings: Mapping[str, Any]) -> Report:
        """``settings`` are those of :class:`render.conformance.Settings` that differ from the defaults."""
        ...


class LetterPrinter(Protocol):
    """Makes PDFs of Word letters."""

    def is_there(self) -> bool:
        """Whether this machine has what it takes."""
        ...

    def pdfs(self, letters: Sequence[bytes]) -> Sequence[Pdf]:
        """One for each. Raises :class:`extract.errors.DocumentError` or :class:`render.errors.RenderError`."""
        ...
