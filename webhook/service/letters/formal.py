"""What a letter's steps ask of its format: that it was checked and may be signed, and what follows when it is final."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from webhook.store.database import Tx
from webhook.store.letters import StoredLetter


class Formal(Protocol):
    """What is asked of a letter's format on its way."""

    def ensure(self, letter_id: str) -> None:
        """See that the letter was checked, before its steps are taken."""
        ...

    def refuse_deviating(self, tx: Tx, letter: StoredLetter) -> None:
        """Raise :class:`Refused` for one that may not be signed as it is."""
        ...

    def is_final(self, tx: Tx, letter: StoredLetter, at: datetime) -> None:
        """The letter's bytes will not change any more."""
        ...


class _NotFormal:
    """Asks nothing."""

    def ensure(self, letter_id: str) -> None:
        pass

    def refuse_deviating(self, tx: Tx, letter: StoredLetter) -> None:
        pass

    def is_final(self, tx: Tx, letter: StoredLetter, at: datetime) -> None:
        pass


NOT_FORMAL = _NotFormal()
