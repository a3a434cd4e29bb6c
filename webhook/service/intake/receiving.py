"""Receiving: the bytes are on the disk, and rows say what is to be done with them, before anything reads them."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extract.errors import ADVICE
from extract.limits import Limits
from forms.outside import NONE, OutsideFacts
from forms.programme import UnknownProgramme
from forms.programme import programme as find_programme
from forms.registry import editions
from webhook.service.cases.facts import state, stated
from webhook.service.intake import reading
from webhook.service.intake.formats import unknown_format
from webhook.service.intake.joined_parts import JOINED
from webhook.service.intake.uploads import Upload, plain
from webhook.service.ports import Clock, office_day
from webhook.service.problems import BadUpload, Invalid, Refused, TooLarge, UnknownBytes
from webhook.store import blobs as blob_store
from webhook.store import submissions as states
from webhook.store.blobs import Blobs
from webhook.store.database import Store, Tx
from webhook.store.row import new_id
from webhook.store.submissions import Document, Submission, UsedKey

WAIT_STEP_SECONDS = 0.05
MAX_WAITING = 4
MAY_PASS = ("reader-crashed", "reader-timeout", "tool-missing")
"""Errors of a document that may have come from the state of the machine: the same file sent again is read again."""


@dataclass(frozen=True)
class Sender:
    """Who hands in, through which channel, and under which key of the client's own (``None``: none given)."""

    name: str
    channel: str = "api"
    key: str | None = None


@dataclass(frozen=True)
class Receipt:
    """``created`` is false where the same files had been handed in before."""

    submission_id: str
    created: bool


class Intake:
    """``on_queued`` is called after there is new work; missing the call only means a later start."""

    def __init__(
        self, store: Store, blobs: Blobs, clock: Clock, limits: Limits, programme: str, on_queued: Callable[[], None]
    ) -> None:
        self._store = store
        self._blobs = blobs
        self._clock = clock
        self._limits = limits
        self._programme = programme
        self._on_queued = on_queued
        self._waiting = threading.BoundedSemaphore(MAX_WAITING)

    def submit(
        self,
        uploads: Sequence[Upload],
        sender: Sender,
        *,
        programme: str | None = None,
        form: str | None = None,
        identity: Sequence[str] | None = None,
        facts: OutsideFacts = NONE,
    ) -> Receipt:
        """Keep the files and queue their reading.

        The same files under the same programme are one submission, however often they are sent; where ``identity``
        is given, the same identity is, and nothing else counts. ``facts`` are what is known beside the files. Raises
        :class:`BadUpload`, :class:`TooLarge`, :class:`UnknownBytes`, :class:`Invalid` (programme, form) and
        :class:`Refused` (a key that was used for other files, facts that differ from those kept); then nothing is
        kept.
        """
        chosen = self._check_programme(programme)
        if form is not None and not editions(form):
            raise Invalid("unknown-form", f"没有编号为“{form}”的申报表。", "请省略 form，由系统识别。")
        if not uploads:
            raise BadUpload("no-file", "没有收到文件。", "请在 file 字段中附上至少一份文件。")
        for upload in uploads:
            self._check(upload)
        stored = [self._blobs.put(upload.stream) for upload in uploads]
        digest = _digest(identity or [chosen, form or "", *sorted({blob.sha256 for blob in stored})])
        with self._store.write() as tx:
            receipt = self._known(tx, digest, sender)
            if receipt is None:
                receipt = self._create(tx, _documents(uploads, stored), sender, (chosen, form, digest))
                self._note_joined(tx, receipt, uploads, sender)
            self._state(tx, receipt, facts, sender)
        self._on_queued()
        return receipt

    def _state(self, tx: Tx, receipt: Receipt, facts: OutsideFacts, sender: Sender) -> None:
        """Keep what was stated with the files; files that are known already bring nothing new unasked."""
        if facts == NONE:
            return
        if not receipt.created and stated(tx, receipt.submission_id) != facts:
            advice = "请省略 facts，或者用 PUT /facts 更改。"
            raise Refused("facts-differ", "这些文件以前收到过，当时记录的材料外情况与此次不同。", advice)
        state(tx, receipt.submission_id, facts, sender.name, self._clock())

    def wait(self, submission_id: str, seconds: float) -> bool:
        """Whether every document was read, or given up, within ``seconds``.

        Only so many wait at a time, for each holds a thread of the server; the next one is answered at once.
        """
        if not self._waiting.acquire(blocking=False):
            return not self._is_reading(submission_id)
        try:
            return self._wait(submission_id, time.monotonic() + seconds)
        finally:
            self._waiting.release()

    def _wait(self, submission_id: str, until: float) -> bool:
        while self._is_reading(submission_id):
            if time.monotonic() >= until:
                return False
            time.sleep(WAIT_STEP_SECONDS)
        return True

    def _is_reading(self, submission_id: str) -> bool:
        with self._store.read() as tx:
            return any(document.state == states.QUEUED for document in tx.submissions.documents(submission_id))

    def _check_programme(self, programme: str | None) -> str:
        try:
            return find_programme(programme or self._programme).id
        except UnknownProgramme as unknown:
            raise Invalid("unknown-programme", str(unknown), "请改用所列编号之一。") from None

    def _check(self, upload: Upload) -> None:
        size = upload.stream.seek(0, os.SEEK_END)
        upload.stream.seek(0)
        called = f"“{plain(upload)}”："
        if size == 0:
            raise BadUpload("empty-file", f"{called}文件是空的（0字节）。", "请确认文件已完整保存后重新上传。")
        if size > self._limits.file_bytes:
            megabytes = self._limits.file_bytes // (1024 * 1024)
            raise TooLarge("file-too-large", f"{called}文件超过{megabytes}MB。", "请压缩图片或者拆分文件后重新上传。")
        head = upload.stream.read(blob_store.Blobs.HEAD_BYTES)
        upload.stream.seek(0)
        if message := unknown_format(head):
            raise UnknownBytes("unsupported-format", f"{called}{message}", ADVICE["unsupported-format"])

    def _known(self, tx: Tx, digest: str, sender: Sender) -> Receipt | None:
        """The submission that these files already are, the key being noted beside it."""
        used = tx.submissions.used_key(sender.name, sender.key) if sender.key else None
        if used and used.digest != digest:
            raise Refused("idempotency-key-reused", "此 Idempotency-Key 已用于另一批文件。", "请为新的申报换用新的键。")
        known = tx.submissions.with_digest(digest)
        if known is None:
            return None
        if sender.key and not used:
            tx.submissions.remember_key(UsedKey(sender.name, sender.key, digest, known.id, self._clock()))
        self._read_again(tx, known, sender)
        return Receipt(known.id, created=False)

    def _read_again(self, tx: Tx, known: Submission, sender: Sender) -> None:
        """Queue what was given up for reasons that may have passed; for other faults the answer would be the same."""
        now = self._clock()
        for document in tx.submissions.documents(known.id):
            code = document.error["code"] if document.error else None
            if document.state == states.FAILED and code in MAY_PASS:
                tx.results.forget_failed(document.id)
                tx.submissions.set_state(document.id, states.QUEUED)
                tx.jobs.again(reading.JOB, document.id, now)
                tx.submissions.touch(known.id)
                tx.audit.add(now, sender.name, "document-queued-again", ("document", document.id), code=code)

    def _note_joined(self, tx: Tx, receipt: Receipt, uploads: Sequence[Upload], sender: Sender) -> None:
        """Keep which files were made of photographs, so that a clerk can have them apart again."""
        for document, upload in zip(tx.submissions.documents(receipt.submission_id), uploads, strict=True):
            if upload.photographs:
                about = ("document", document.id)
                tx.audit.add(self._clock(), sender.name, JOINED, about, photographs=upload.photographs)

    def _create(
        self, tx: Tx, documents: Sequence[Document], sender: Sender, about: tuple[str, str | None, str]
    ) -> Receipt:
        programme, form, digest = about
        now = self._clock()
        new = Submission(
            new_id(), now, office_day(now), programme, form, sender.channel, sender.name, digest, version=1
        )
        filed = tuple(_of(document, new.id) for document in documents)
        tx.submissions.add(new, filed)
        if len(filed) > 1:
            tx.submissions.set_package(new.id, new.id)
        for document in filed:
            tx.jobs.add(reading.JOB, document.id, now)
        if sender.key:
            tx.submissions.remember_key(UsedKey(sender.name, sender.key, digest, new.id, now))
        tx.audit.add(now, sender.name, "submission-received", ("submission", new.id), documents=len(filed))
        return Receipt(new.id, created=True)


def _documents(uploads: Sequence[Upload], stored: Sequence[blob_store.Blob]) -> list[Document]:
    return [
        Document(new_id(), "", position, plain(upload), blob.sha256, blob.size, states.QUEUED, None)
        for position, (upload, blob) in enumerate(zip(uploads, stored, strict=True))
    ]


def _of(document: Document, submission_id: str) -> Document:
    return Document(**{**vars(document), "submission_id": submission_id})


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
