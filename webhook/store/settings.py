"""What the office has set, by name; the newest value counts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from webhook.store.letter_tables import SETTINGS


class Settings:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, name: str) -> Any:
        """The value, ``None`` where nobody has set it."""
        row = self._db.execute(select(SETTINGS.c.value).where(SETTINGS.c.name == name)).first()
        return None if row is None else row[0]

    def set(self, name: str, value: Any, by: str, at: datetime) -> None:
        values = {"value": value, "by": by, "at": at}
        if self._db.execute(SETTINGS.update().where(SETTINGS.c.name == name).values(**values)).rowcount == 0:
            self._db.execute(SETTINGS.insert().values(name=name, **values))
