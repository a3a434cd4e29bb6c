"""Every text that an edition of the office's own ever had, by its hash; the file in the folder is what counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from webhook.store.row import many
from webhook.store.tables import EDITION_VERSIONS, RESULTS


@dataclass(frozen=True)
class Version:
    """``name`` is the file's without ``.toml``; ``action`` what made this text; ``blank_sha256`` its official file's."""

    name: str
    action: str
    sha256: str
    blank_sha256: str | None
    by: str
    at: datetime


_COLUMNS = [column for column in EDITION_VERSIONS.c if column.name != "id"]


class EditionVersions:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, version: Version) -> None:
        self._db.execute(EDITION_VERSIONS.insert().values(**vars(version)))

    def of(self, name: str) -> tuple[Version, ...]:
        """The texts of one edition, oldest first."""
        query = select(*_COLUMNS).where(EDITION_VERSIONS.c.name == name).order_by(EDITION_VERSIONS.c.id)
        return many(Version, self._db.execute(query))

    def papers(self, form: str, edition: str) -> int:
        """How many forms were read under one edition."""
        read = (RESULTS.c.form == form) & (RESULTS.c.edition == edition)
        return self._db.execute(select(func.count()).where(read)).scalar_one()
