"""What was sent up, and the files that it was made of and that were made of it. Rows of both are never changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from webhook.store.dispatch_tables import DISPATCH_FILES, DISPATCHES
from webhook.store.row import many, one
from webhook.store.tables import RESULTS, SUBMISSIONS

LETTER, ORIGINAL, AS_PDF, SHEET, PRINT, ARCHIVE = "letter", "original", "as-pdf", "sheet", "print", "zip"
"""What a file is: the covering letter, an original as received, a Word file's pages, a contents page or divider, the
print of one copy, the zip."""
MADE = (PRINT, ARCHIVE)


@dataclass(frozen=True)
class Dispatch:
    """One package. ``manifest`` says what it holds, ``binding`` of which pages each copy's print was bound.

    ``digest`` covers everything that it was made of. ``replaces_id`` is the dispatch in whose place it was sent,
    ``reason`` why.
    """

    id: str
    kind: str
    programme: str
    letter_id: str
    copies: int
    digest: str
    manifest: dict[str, Any]
    binding: list[list[dict[str, Any]]]
    replaces_id: str | None
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class DispatchFile:
    """``result_id`` is the paper that an original was read as; ``pages`` those that count, ``None`` where none do."""

    id: str
    dispatch_id: str
    position: int
    role: str
    name: str
    result_id: str | None
    sha256: str
    size: int
    pages: int | None
    by: str
    at: datetime


class Dispatches:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, dispatch: Dispatch, files: Sequence[DispatchFile]) -> None:
        self._db.execute(DISPATCHES.insert().values(**vars(dispatch)))
        self._db.execute(DISPATCH_FILES.insert(), [vars(file) for file in files])

    def get(self, dispatch_id: str) -> Dispatch | None:
        return one(Dispatch, self._db.execute(select(DISPATCHES).where(DISPATCHES.c.id == dispatch_id)).first())

    def with_digest(self, digest: str) -> Dispatch | None:
        return one(Dispatch, self._db.execute(select(DISPATCHES).where(DISPATCHES.c.digest == digest)).first())

    def replaced_by(self, dispatch_id: str) -> Dispatch | None:
        """The dispatch that was sent in its place."""
        query = select(DISPATCHES).where(DISPATCHES.c.replaces_id == dispatch_id)
        return one(Dispatch, self._db.execute(query).first())

    def newest(self, limit: int, offset: int = 0) -> tuple[Dispatch, ...]:
        query = select(DISPATCHES).order_by(DISPATCHES.c.at.desc(), DISPATCHES.c.id)
        return many(Dispatch, self._db.execute(query.limit(limit).offset(offset)))

    def holding(self, kind: str, results: Collection[str]) -> tuple[Dispatch, ...]:
        """The dispatches of that kind, none sent in their place, that held one of these papers; oldest first."""
        held = select(DISPATCH_FILES.c.dispatch_id).where(DISPATCH_FILES.c.result_id.in_(results))
        replaced = select(DISPATCHES.c.replaces_id).where(DISPATCHES.c.replaces_id.is_not(None))
        which = (DISPATCHES.c.kind == kind) & DISPATCHES.c.id.in_(held) & DISPATCHES.c.id.not_in(replaced)
        return many(Dispatch, self._db.execute(select(DISPATCHES).where(which).order_by(DISPATCHES.c.at)))

    def files(self, dispatch_id: str) -> tuple[DispatchFile, ...]:
        """Its files in their order."""
        query = select(DISPATCH_FILES).where(DISPATCH_FILES.c.dispatch_id == dispatch_id)
        return many(DispatchFile, self._db.execute(query.order_by(DISPATCH_FILES.c.position)))

    def file(self, file_id: str) -> DispatchFile | None:
        query = select(DISPATCH_FILES).where(DISPATCH_FILES.c.id == file_id)
        return one(DispatchFile, self._db.execute(query).first())

    def submissions_with(self, forms: Collection[str], limit: int, offset: int = 0) -> tuple[str, ...]:
        """A page of the submissions in which one of these forms was read, newest first."""
        read = select(RESULTS.c.submission_id).where(RESULTS.c.form.in_(forms))
        query = select(SUBMISSIONS.c.id).where(SUBMISSIONS.c.id.in_(read)).order_by(SUBMISSIONS.c.received_at.desc())
        return tuple(self._db.execute(query.limit(limit).offset(offset)).scalars())
