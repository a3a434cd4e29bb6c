"""The steps that letters went through, and the files that belong to them. Both only ever grow."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from webhook.store.letter_tables import LETTER_FILES, LETTER_STEPS
from webhook.store.row import many, one

DRAFT, PICTURE, SCAN, PDF, PROOF, ENCLOSURE = "draft", "picture", "scan", "pdf", "proof", "enclosure"
"""What a file is to its letter: its bytes before the number, a picture in it, the signed and sealed paper, the letter
as PDF, the proof of delivery, what is enclosed with it."""


@dataclass(frozen=True)
class Step:
    """One step: ``on`` is its day at the office, ``at`` the moment it was recorded."""

    letter_id: str
    step: str
    on: date
    detail: dict[str, Any]
    by: str
    at: datetime


@dataclass(frozen=True)
class LetterFile:
    id: str
    letter_id: str
    role: str
    name: str
    sha256: str
    size: int
    by: str
    at: datetime


_STEP = [column for column in LETTER_STEPS.c if column.name != "id"]


class LetterSteps:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, step: Step) -> None:
        self._db.execute(LETTER_STEPS.insert().values(**vars(step)))

    def of(self, letter_ids: Collection[str]) -> dict[str, tuple[Step, ...]]:
        """The steps of each letter, in the order they were taken."""
        query = select(*_STEP).where(LETTER_STEPS.c.letter_id.in_(letter_ids)).order_by(LETTER_STEPS.c.id)
        found: dict[str, tuple[Step, ...]] = dict.fromkeys(letter_ids, ())
        for step in many(Step, self._db.execute(query)):
            found[step.letter_id] += (step,)
        return found

    def add_file(self, file: LetterFile) -> None:
        self._db.execute(LETTER_FILES.insert().values(**vars(file)))

    def file(self, file_id: str) -> LetterFile | None:
        return one(LetterFile, self._db.execute(select(LETTER_FILES).where(LETTER_FILES.c.id == file_id)).first())

    def files(self, letter_id: str) -> tuple[LetterFile, ...]:
        """The letter's files, oldest first."""
        query = select(LETTER_FILES).where(LETTER_FILES.c.letter_id == letter_id)
        return many(LetterFile, self._db.execute(query.order_by(LETTER_FILES.c.at, LETTER_FILES.c.id)))
