"""Reading a document as a job: the reading itself, and what is written when it is done."""

from __future__ import annotations

from collections.abc import Callable

from extract.errors import ADVICE, DocumentError
from webhook.service.findings import keyed
from webhook.service.ports import Clock, Reader, ReadResult
from webhook.store import submissions as states
from webhook.store.blobs import Blobs
from webhook.store.database import Store, Tx
from webhook.store.results import Revision, StoredResult
from webhook.store.row import new_id
from webhook.store.submissions import Document, Submission

JOB = "read-document"
SYSTEM = "system"

Write = Callable[[Tx], None]
"""What a job has to write; called in the transaction that also ends the job."""


class ReadDocument:
    """The handler of :data:`JOB`; the subject is a document's id."""

    def __init__(self, store: Store, blobs: Blobs, reader: Reader, clock: Clock) -> None:
        self._store = store
        self._blobs = blobs
        self._reader = reader
        self._clock = clock

    def work(self, document_id: str) -> Write:
        """Read the document, outside any transaction."""
        document, submission = self._load(document_id)
        try:
            results = self._reader.read(
                self._blobs.existing(document.sha256),
                document.name,
                programme=submission.programme,
                form=submission.form,
                on=submission.judged_on,
            )
        except DocumentError as error:
            return self._failed(document, error)
        return lambda tx: self._store_results(tx, document, results)

    def give_up(self, document_id: str) -> Write:
        """What to write when the job was begun too often without coming to an end."""
        document, _ = self._load(document_id)
        message = "读取这份文件时服务多次中断。"
        return self._failed(document, DocumentError("reader-crashed", message, ADVICE["reader-crashed"]))

    def _load(self, document_id: str) -> tuple[Document, Submission]:
        with self._store.read() as tx:
            document = tx.submissions.document(document_id)
            submission = tx.submissions.get(document.submission_id) if document else None
        if document is None or submission is None:
            raise LookupError(f"no document {document_id}")
        return document, submission

    def _failed(self, document: Document, error: DocumentError) -> Write:
        def write(tx: Tx) -> None:
            self._close(tx, document, states.FAILED, error.to_json())

        return write

    def _store_results(self, tx: Tx, document: Document, results: tuple[ReadResult, ...]) -> None:
        for position, result in enumerate(results):
            self._store_result(tx, document, position, result)
        errors = [result.body["error"] for result in results if result.body["status"] == "failed"]
        all_failed = len(errors) == len(results)
        self._close(tx, document, states.FAILED if all_failed else states.READ, errors[0] if all_failed else None)

    def _store_result(self, tx: Tx, document: Document, position: int, result: ReadResult) -> None:
        body = result.body
        stored = StoredResult(
            new_id(),
            document.submission_id,
            document.id,
            position,
            body["kind"],
            body["status"],
            body["form"],
            body["edition"],
            body,
        )
        tx.results.add(stored)
        if result.record is not None:
            first = Revision(stored.id, 1, result.record, [], SYSTEM, self._clock())
            tx.results.add_revision(first, keyed(stored.id, 1, body["findings"], result.subjects))

    def _close(self, tx: Tx, document: Document, state: str, error: dict[str, str] | None) -> None:
        tx.submissions.set_state(document.id, state, error)
        tx.submissions.touch(document.submission_id)
        outcome = {"code": error["code"]} if error else {}
        subject = ("document", document.id)
        tx.audit.add(self._clock(), SYSTEM, f"document-{state}", subject, **outcome)
