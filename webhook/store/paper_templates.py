"""Which template of a paper was put in force when; the newest row counts, and the shipped template before the first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from webhook.store.paper_tables import PAPER_TEMPLATES
from webhook.store.row import many


@dataclass(frozen=True)
class TemplateVersion:
    """A template put in force for one paper in one layout: ``sha256`` its bytes, ``None`` the shipped one again."""

    paper: str
    layout: str
    sha256: str | None
    name: str
    by: str
    at: datetime


_COLUMNS = [column for column in PAPER_TEMPLATES.c if column.name != "id"]


class PaperTemplates:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, version: TemplateVersion) -> None:
        self._db.execute(PAPER_TEMPLATES.insert().values(**vars(version)))

    def of(self, paper: str, layout: str) -> tuple[TemplateVersion, ...]:
        """Everything that was put in force for the paper in that layout, oldest first."""
        same = (PAPER_TEMPLATES.c.paper == paper) & (PAPER_TEMPLATES.c.layout == layout)
        return many(TemplateVersion, self._db.execute(select(*_COLUMNS).where(same).order_by(PAPER_TEMPLATES.c.id)))

    def changed(self) -> frozenset[tuple[str, str]]:
        """Paper and layout of every template that is not the shipped one."""
        query = select(PAPER_TEMPLATES.c.paper, PAPER_TEMPLATES.c.layout, PAPER_TEMPLATES.c.sha256)
        newest = {(row[0], row[1]): row[2] for row in self._db.execute(query.order_by(PAPER_TEMPLATES.c.id))}
        return frozenset(key for key, sha256 in newest.items() if sha256)
