"""What mails say of themselves; their bytes are documents."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from webhook.store.row import many
from webhook.store.tables import DOCUMENTS, MAILS


@dataclass(frozen=True)
class Mail:
    """The claims of the mail ``document_id``: nothing proves them. Empty texts stand for what it does not say.

    ``references`` are the ids of its thread before it, oldest first: of References, else of In-Reply-To.
    """

    document_id: str
    message_id: str | None
    references: list[str]
    sender_name: str
    sender_address: str
    subject: str


class Mails:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, mail: Mail) -> None:
        """Keep the mail; one that is read once more is kept as it was."""
        self._db.execute(MAILS.insert().prefix_with("OR IGNORE").values(**vars(mail)))

    def of_submission(self, submission_id: str) -> tuple[Mail, ...]:
        """The mails among the submission's documents, in their order."""
        query = select(MAILS).join(DOCUMENTS, DOCUMENTS.c.id == MAILS.c.document_id)
        mine = query.where(DOCUMENTS.c.submission_id == submission_id).order_by(DOCUMENTS.c.position)
        return many(Mail, self._db.execute(mine))
