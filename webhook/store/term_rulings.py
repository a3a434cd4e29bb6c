"""What officers said of terms that no paper ends: set aside, or to run again. Rows are added; the newest counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from webhook.store.row import many
from webhook.store.tables import TERM_RULINGS


@dataclass(frozen=True)
class TermRuling:
    """``term`` is the id that a term has by what it says; ``aside`` false lets it run again."""

    term: str
    aside: bool
    reason: str
    by: str
    at: datetime


class TermRulings:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, ruling: TermRuling) -> None:
        self._db.execute(TERM_RULINGS.insert().values(**vars(ruling)))

    def asides(self) -> dict[str, TermRuling]:
        """The newest ruling of each term that is set aside, by the term's id."""
        newest = select(func.max(TERM_RULINGS.c.id)).group_by(TERM_RULINGS.c.term)
        columns = [TERM_RULINGS.c[name] for name in ("term", "aside", "reason", "by", "at")]
        query = select(*columns).where(TERM_RULINGS.c.id.in_(newest), TERM_RULINGS.c.aside)
        return {one.term: one for one in many(TermRuling, self._db.execute(query))}
