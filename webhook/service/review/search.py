"""Submissions found by unit, pilot, code, person or state, so that a paper need not be leafed for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from forms.script import simplified
from webhook.service.cases.case import FAILED, READING, UNRECOGNISED, Case
from webhook.service.cases.lookup import load_case
from webhook.service.plain_text import demand_text
from webhook.service.review.case_lines import state_of
from webhook.service.review.decisions import ACCEPTED, CORRECTION, PENDING, REFUSED
from webhook.store.database import Store, Tx

STATES = (PENDING, CORRECTION, ACCEPTED, REFUSED, READING, FAILED, UNRECOGNISED)
"""The states that can be asked for, in the order of the work."""
WORDS = 8
"""Of a longer question only the first words are looked for."""
ASKED_LENGTH = 200
"""A question has at most so many characters."""
_DECIDED = (CORRECTION, ACCEPTED, REFUSED)
_RECEIPT = re.compile(r"\d{8}-([0-9A-F]{6})", re.IGNORECASE)
"""The number that an applicant asks by (收件编号): the day, and the first digits of the id."""


class Search:
    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, text: str, state: str = "", limit: int = 50, offset: int = 0) -> tuple[Case, ...]:
        """A page of the submissions that hold every word of ``text`` and are in ``state``, newest first.

        Words are parted by spaces and found in either script; a ``state`` that there is not asks for none.
        """
        demand_text(text)
        words = [_spellings(word) for word in text.split()[:WORDS]]
        wanted = state if state in STATES else ""
        decided = (wanted,) if wanted in _DECIDED else (PENDING,) if wanted == PENDING else ()
        with self._store.read() as tx:
            ids = tx.search.matching(
                words,
                decided,
                undecided=wanted == PENDING,
                queued=wanted == READING,
                formless=wanted in (FAILED, UNRECOGNISED),
            )
            if not wanted:
                return tuple(load_case(tx, one) for one in ids[offset : offset + limit])
            return tuple(islice(_in_state(tx, ids, wanted), offset, offset + limit))


def _in_state(tx: Tx, ids: tuple[str, ...], state: str) -> Iterator[Case]:
    return (case for one in ids if state_of(case := load_case(tx, one)) == state)


def _spellings(word: str) -> tuple[str, ...]:
    """The word as typed and in simplified characters; of a receipt's number what the id begins with."""
    receipt = _RECEIPT.fullmatch(word)
    return tuple(dict.fromkeys((receipt[1].lower() if receipt else word, simplified(word))))
