"""Letters that were made; their bytes are blobs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from webhook.store.letter_tables import LETTERS
from webhook.store.row import many, one

DRAFTED, WITHDRAWN = "drafted", "withdrawn"
"""The states before any step and after the last; those between are the names of steps."""

CASE = "case"
"""The ``maker`` in the ``request`` of a letter that tells the decision on a submission."""


@dataclass(frozen=True)
class StoredLetter:
    """``digest`` covers everything the letter was made from: the same letter is made once.

    ``paper`` names it among the programme's documents, ``genre`` is its 文种, ``format`` its layout. ``request`` is
    what it was made from (``maker`` says by whom), ``None`` where that was not kept: such a letter cannot be made
    anew. ``submission_id``, ``result_id`` and ``revision`` are ``None`` for a letter that is about no submission.
    ``sha256`` are the bytes as they are now: of the draft, and from the number on the final ones. ``issued_on`` is
    成文日期, the day of signing. ``released_by`` is who let it go out as a reply; ``None`` until somebody does.
    ``version`` counts every change.
    """

    id: str
    submission_id: str | None
    result_id: str | None
    revision: int | None
    kind: str
    digest: str
    sha256: str
    finding_keys: list[str]
    by: str
    at: datetime
    paper: str
    genre: str
    title: str
    issuer: str
    addressees: list[str]
    template: str
    format: str = "信函"
    copies_to: list[str] | tuple[str, ...] = ()
    copies: int | None = None
    request: dict[str, Any] | None = None
    template_digest: str | None = None
    released_by: str | None = None
    released_at: datetime | None = None
    state: str = DRAFTED
    version: int = 1
    number: str | None = None
    issued_on: date | None = None
    channel: str | None = None
    sent_on: date | None = None
    delivered_on: date | None = None
    withdrawn_by: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_reason: str | None = None


class Letters:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, letter: StoredLetter) -> None:
        self._db.execute(LETTERS.insert().values(**{**vars(letter), "copies_to": list(letter.copies_to)}))

    def get(self, letter_id: str) -> StoredLetter | None:
        return one(StoredLetter, self._db.execute(select(LETTERS).where(LETTERS.c.id == letter_id)).first())

    def change(self, letter_id: str, version: int, **values: Any) -> bool:
        """Whether the letter was still of that version, and now has the values and the next one."""
        same = (LETTERS.c.id == letter_id) & (LETTERS.c.version == version)
        change = LETTERS.update().where(same).values(version=version + 1, **values)
        return self._db.execute(change).rowcount == 1

    def with_digest(self, digest: str) -> StoredLetter | None:
        return one(StoredLetter, self._db.execute(select(LETTERS).where(LETTERS.c.digest == digest)).first())

    def with_number(self, number: str) -> StoredLetter | None:
        return one(StoredLetter, self._db.execute(select(LETTERS).where(LETTERS.c.number == number)).first())

    def of_paper(self, paper: str) -> tuple[StoredLetter, ...]:
        """Every letter of that paper, newest first."""
        query = select(LETTERS).where(LETTERS.c.paper == paper)
        return many(StoredLetter, self._db.execute(query.order_by(LETTERS.c.at.desc(), LETTERS.c.id)))

    def of_submission(self, submission_id: str) -> tuple[StoredLetter, ...]:
        """The submission's letters, oldest first."""
        query = select(LETTERS).where(LETTERS.c.submission_id == submission_id)
        return many(StoredLetter, self._db.execute(query.order_by(LETTERS.c.at, LETTERS.c.id)))

    def in_states(self, states: Collection[str], limit: int, offset: int = 0) -> tuple[StoredLetter, ...]:
        """A page of the letters in one of the states, newest first."""
        query = select(LETTERS).where(LETTERS.c.state.in_(states)).order_by(LETTERS.c.at.desc(), LETTERS.c.id)
        return many(StoredLetter, self._db.execute(query.limit(limit).offset(offset)))

    def counts(self) -> dict[str, int]:
        """How many letters are in each state."""
        query = select(LETTERS.c.state, func.count()).group_by(LETTERS.c.state)
        return {row[0]: row[1] for row in self._db.execute(query)}

    def issued(self, first: date, last: date, issuer: str | None = None) -> tuple[StoredLetter, ...]:
        """The letters signed from ``first`` to ``last``, withdrawn ones too, by day."""
        query = select(LETTERS).where(LETTERS.c.issued_on.between(first, last))
        query = query if issuer is None else query.where(LETTERS.c.issuer == issuer)
        return many(StoredLetter, self._db.execute(query.order_by(LETTERS.c.issued_on, LETTERS.c.at, LETTERS.c.id)))

    def issuers(self) -> tuple[str, ...]:
        """Every office that letters were issued by."""
        query = select(LETTERS.c.issuer).where(LETTERS.c.issuer != "").distinct().order_by(LETTERS.c.issuer)
        return tuple(self._db.execute(query).scalars())
