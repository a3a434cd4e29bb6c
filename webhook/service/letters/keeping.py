"""The door for letters of any paper: whoever composed one hands it over here, and it begins its life as a draft."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from webhook.service.letters.conformance import Checked, unchecked
from webhook.service.plain_text import demand_text
from webhook.service.ports import Clock, office_day
from webhook.store.blobs import Blobs
from webhook.store.database import Store
from webhook.store.letter_steps import Step
from webhook.store.letters import DRAFTED, StoredLetter
from webhook.store.row import new_id


@dataclass(frozen=True)
class NewLetter:
    """A letter that was composed. ``paper`` names it among the programme's documents, ``genre`` is its 文种.

    ``maker`` names who makes it anew with its number (see :class:`webhook.service.letters.life.LetterLife`), from
    ``request``, which is JSON and holds all that it takes. ``number`` is one that an officer gave by hand.
    ``submission_id`` is set for a letter that tells of one submission alone.
    """

    paper: str
    genre: str
    format: str
    title: str
    issuer: str
    addressees: tuple[str, ...]
    template: str
    template_digest: str
    maker: str
    request: Mapping[str, Any]
    copies_to: tuple[str, ...] = ()
    copies: int | None = None
    number: str | None = None
    submission_id: str | None = None


class LetterKeeping:
    def __init__(self, store: Store, blobs: Blobs, clock: Clock, checked: Checked = unchecked) -> None:
        """``checked`` gives the check of a letter's format."""
        self._checked = checked
        self._store = store
        self._blobs = blobs
        self._clock = clock

    def keep(self, new: NewLetter, docx: bytes, by: str) -> StoredLetter:
        """The draft as kept; one made of the same request, and not withdrawn since, is kept once.

        Raises :class:`webhook.service.problems.Invalid` for a text that cannot be stored.
        """
        told = asdict(new)
        demand_text(told)
        whole = json.dumps(told, ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(whole.encode()).hexdigest()
        blob, now = self._blobs.put(io.BytesIO(docx)), self._clock()
        letter = StoredLetter(
            new_id(), new.submission_id, None, None, new.paper, digest, blob.sha256, [], by, now, paper=new.paper,
            genre=new.genre, title=new.title, issuer=new.issuer, addressees=list(new.addressees),
            template=new.template, format=new.format, copies_to=list(new.copies_to), copies=new.copies,
            request={"maker": new.maker, "number": new.number, "letter": dict(new.request)},
            template_digest=new.template_digest,
        )  # fmt: skip
        with self._store.read() as tx:
            if kept := tx.letters.with_digest(digest):
                return kept
        files = self._checked(letter)
        with self._store.write() as tx:
            if kept := tx.letters.with_digest(digest):
                return kept
            tx.letters.add(letter)
            for file in files:
                tx.steps.add_file(file)
            tx.steps.add(Step(letter.id, DRAFTED, office_day(now), {}, by, now))
            tx.audit.add(now, by, "letter-drafted", ("letter", letter.id), kind=new.paper, title=new.title)
            if new.submission_id:
                tx.submissions.touch(new.submission_id)
        return letter
