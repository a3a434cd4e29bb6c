"""The jobs of batches: drafting every letter, taking them all a step on, and printing them together."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from webhook.service.letters.life import LetterLife
from webhook.service.letters.order import Order
from webhook.service.letters.stages import is_before
from webhook.service.letters.writing import Letters, Particulars
from webhook.service.papers.batches import BatchNow, ItemNow, decision_kind, load_batch, print_key
from webhook.service.papers.making import Papers
from webhook.service.papers.order import PaperOrder, PilotChoice
from webhook.service.problems import Problem
from webhook.service.review.hand import Expected
from webhook.store.blobs import Blobs
from webhook.store.database import Store, Tx
from webhook.store.letters import StoredLetter

Write = Callable[[Tx], None]
Printed = Callable[[Sequence[bytes]], bytes]
"""Makes one PDF of .docx letters, in their order; raises :class:`Problem` where that cannot be."""

GIVEN_UP = {"code": "batch-failed", "message": "多次尝试后仍未完成。", "advice": "请稍后重试；仍出错时请联系管理员。"}


def _nothing(tx: Tx) -> None:
    """What ends a job whose every result is kept already."""


class DraftBatch:
    """The handler of :data:`DRAFT_JOB`: each letter is kept by itself, those that are there already are passed over."""

    def __init__(self, store: Store, papers: Papers, letters: Letters) -> None:
        self._store = store
        self._papers = papers
        self._letters = letters

    def work(self, batch_id: str) -> Write:
        batch = _load(self._store, batch_id)
        for one in batch.items:
            if one.letter is None and one.error is None:
                self._draft(batch, one)
        return _nothing

    def give_up(self, batch_id: str) -> Write:
        return _giving_up(batch_id, lambda one: one.letter is None)

    def _draft(self, batch: BatchNow, one: ItemNow) -> None:
        try:
            values: dict[str, Any] = {"letter_id": self._made(batch, one).id}
        except Problem as problem:
            values = {"error": problem.to_json()}
        with self._store.write() as tx:
            tx.batches.set_item(batch.batch.id, one.item.position, **values)

    def _made(self, batch: BatchNow, one: ItemNow) -> StoredLetter:
        told, by = dict(batch.batch.request), batch.batch.by
        made_on = date.fromisoformat(told.pop("made_on"))
        pilot = PilotChoice.from_json(one.item.pilot)
        order = PaperOrder.from_json(told).of(pilot)
        if (kind := decision_kind(order)) and pilot.submission:
            return self._letters.create(
                pilot.submission, by, kind=kind, form=pilot.form, particulars=_particulars(order, pilot)
            )
        return self._papers.create(order, by, made_on)


def _particulars(order: PaperOrder, pilot: PilotChoice) -> Particulars:
    return Particulars(
        issuer=order.issuer.strip() or None,
        signatory=(order.signatory or "").strip() or None,
        contact=order.contact.strip(),
        recommended_by=pilot.recommended_by.strip() or None,
        script=order.script,
    )


class StepBatch:
    """The handler of :data:`STEP_JOB`: the letters in their order, so that their numbers follow each other."""

    def __init__(self, store: Store, life: LetterLife) -> None:
        self._store = store
        self._life = life

    def work(self, batch_id: str) -> Write:
        batch = _load(self._store, batch_id)
        step = batch.batch.step
        assert step is not None
        for one in batch.items:
            if one.letter and one.error is None and is_before(one.letter, step):
                self._take(batch, one.item.position, one.letter, step)
        return _nothing

    def give_up(self, batch_id: str) -> Write:
        return _giving_up(batch_id, lambda one: one.letter is not None)

    def _take(self, batch: BatchNow, position: int, letter: StoredLetter, step: str) -> None:
        try:
            self._life.take(letter.id, Order(step), Expected(str(letter.version)), batch.batch.step_by or "")
        except Problem as problem:
            with self._store.write() as tx:
                now = tx.letters.get(letter.id)
                if now is None or is_before(now, step):  # else somebody else was faster
                    tx.batches.set_item(batch.batch.id, position, error=problem.to_json())


class PrintBatch:
    """The handler of :data:`PRINT_JOB`."""

    def __init__(self, store: Store, blobs: Blobs, printed: Printed) -> None:
        self._store = store
        self._blobs = blobs
        self._printed = printed

    def work(self, batch_id: str) -> Write:
        letters = _load(self._store, batch_id).letters
        try:
            data = self._printed([self._blobs.get(letter.sha256) for letter in letters])
        except Problem as problem:
            error = problem.to_json()
            return lambda tx: tx.batches.change(batch_id, print_error=error)
        blob, key = self._blobs.put(io.BytesIO(data)), print_key(letters)
        return lambda tx: tx.batches.change(batch_id, print_sha256=blob.sha256, print_of=key, print_error=None)

    def give_up(self, batch_id: str) -> Write:
        return lambda tx: tx.batches.change(batch_id, print_error=GIVEN_UP)


def _load(store: Store, batch_id: str) -> BatchNow:
    with store.read() as tx:
        return load_batch(tx, batch_id)


def _giving_up(batch_id: str, concerned: Callable[[ItemNow], bool]) -> Write:
    """Say of every letter that was left over that it was given up."""

    def write(tx: Tx) -> None:
        batch = load_batch(tx, batch_id)
        for one in batch.items:
            if one.error is None and concerned(one) and not _is_through(batch, one):
                tx.batches.set_item(batch_id, one.item.position, error=GIVEN_UP)

    return write


def _is_through(batch: BatchNow, one: ItemNow) -> bool:
    step = batch.batch.step
    return one.letter is not None and (step is None or not is_before(one.letter, step))
