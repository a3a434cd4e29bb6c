"""What officers made of findings across the papers of one pilot; the newest disposition of a key counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from webhook.store.row import many
from webhook.store.tables import PACKAGE_DISPOSITIONS


@dataclass(frozen=True)
class PackageDisposition:
    """As :class:`webhook.store.results.Disposition`, of the package filed under the submission ``package_id``."""

    package_id: str
    key: str
    disposition: str
    reason_code: str | None
    reason: str
    by: str
    at: datetime


_COLUMNS = [column for column in PACKAGE_DISPOSITIONS.c if column.name != "id"]


class Packages:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def dispose(self, disposition: PackageDisposition) -> None:
        self._db.execute(PACKAGE_DISPOSITIONS.insert().values(**vars(disposition)))

    def dispositions(self, package_id: str) -> tuple[PackageDisposition, ...]:
        """Every disposition ever given, oldest first."""
        query = select(*_COLUMNS).where(PACKAGE_DISPOSITIONS.c.package_id == package_id)
        return many(PackageDisposition, self._db.execute(query.order_by(PACKAGE_DISPOSITIONS.c.id)))
