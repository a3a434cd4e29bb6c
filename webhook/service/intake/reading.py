"""Reading a document as a job: taking it apart, the reading itself, and what is written when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from extract.errors import ADVICE, DocumentError
from forms.record import Record
from webhook.service.cases.judging import judge, stored_findings
from webhook.service.intake.formats import may_hold_documents
from webhook.service.intake.joined_parts import JOINED, with_photographs_joined
from webhook.service.intake.mail_head import CHANNEL, answered_id, head_of
from webhook.service.intake.returned_mails import is_returned, returned
from webhook.service.intake.under_way import UnderWay
from webhook.service.plain_text import plain_name
from webhook.service.ports import Clock, MailClaims, Part, Reader, ReadResult
from webhook.service.review.deliveries import join_deliveries
from webhook.store import submissions as states
from webhook.store.blobs import Blobs
from webhook.store.database import Store, Tx
from webhook.store.mails import Mail
from webhook.store.results import Revision, StoredResult
from webhook.store.row import new_id
from webhook.store.submissions import Document, Submission

JOB = "read-document"
SYSTEM = "system"

Write = Callable[[Tx], None]
"""What a job has to write; called in the transaction that also ends the job."""


class ReadDocument:
    """The handler of :data:`JOB`; the subject is a document's id."""

    def __init__(
        self, store: Store, blobs: Blobs, reader: Reader, clock: Clock, under_way: UnderWay | None = None
    ) -> None:
        self._store = store
        self._blobs = blobs
        self._reader = reader
        self._clock = clock
        self._under_way = under_way or UnderWay()

    def work(self, document_id: str) -> Write:
        """Read the document, or take it apart where it holds others, outside any transaction."""
        document, submission = self._load(document_id)
        try:
            if document.parent_id is None and self._may_hold_documents(document):
                return self._opened(document, submission)
            return self._read(document, submission)
        except DocumentError as error:
            return self._failed(document, error)

    def _may_hold_documents(self, document: Document) -> bool:
        with self._blobs.existing(document.sha256).open("rb") as file:
            return may_hold_documents(file.read(Blobs.HEAD_BYTES))

    def _opened(self, document: Document, submission: Submission) -> Write:
        """What a zip or mail holds, kept; a file that holds nothing but itself is read.

        Of a mail that came back to the office nothing is taken.
        """
        with self._blobs.scratch() as into:
            contents = self._reader.unpack(self._blobs.existing(document.sha256), document.name, into)
            mail = self._mail(document, contents.mail) if contents.mail else None
            if mail and submission.channel == CHANNEL and is_returned(self._head(document)):
                return self._came_back(document, mail)
            inside = [
                (self._kept(document, one.part), one.part.result, one.photographs)
                for one in with_photographs_joined(contents.parts, into)
            ]
        write = self._read(document, submission) if not inside else None

        def write_all(tx: Tx) -> None:
            if mail:
                tx.mails.add(mail)
            if write:
                write(tx)
            else:
                self._store_inside(tx, document, inside)

        return write_all

    def _mail(self, document: Document, claims: MailClaims) -> Mail:
        """What is kept of the mail; without References its thread begins with the mail that it answers."""
        answered = answered_id(self._head(document))
        thread = list(claims.references) or ([answered] if answered else [])
        return Mail(document.id, **{**vars(claims), "references": thread})

    def _head(self, document: Document) -> bytes:
        with self._blobs.existing(document.sha256).open("rb") as file:
            return head_of(file)

    def _came_back(self, document: Document, mail: Mail) -> Write:
        def write(tx: Tx) -> None:
            tx.mails.add(mail)
            self._store_results(tx, document, (returned(document),))

        return write

    def _kept(self, container: Document, part: Part) -> Document:
        with part.file.open("rb") as stream:
            blob = self._blobs.put(stream)
        name = plain_name(part.name)
        return Document(
            new_id(), container.submission_id, 0, name, blob.sha256, blob.size, states.QUEUED, None, container.id
        )

    def _store_inside(self, tx: Tx, container: Document, inside: list[tuple[Document, ReadResult | None, int]]) -> None:
        """File the documents of a container, and queue those that can be read."""
        now, first = self._clock(), tx.submissions.next_position(container.submission_id)
        filed = [(replace(one, position=first + n), result, of) for n, (one, result, of) in enumerate(inside)]
        tx.submissions.add_documents(tuple(document for document, *_ in filed))
        tx.audit.add(now, SYSTEM, "document-unpacked", ("document", container.id), documents=len(inside))
        for document, result, photographs in filed:
            if photographs:
                tx.audit.add(now, SYSTEM, JOINED, ("document", document.id), photographs=photographs)
            if result is None:
                tx.jobs.add(JOB, document.id, now)
            else:
                self._store_results(tx, document, (result,))
        tx.submissions.set_state(container.id, states.UNPACKED)
        self._judge_together(tx, container)
        tx.submissions.touch(container.submission_id)
        self._join(tx, container)

    def _read(self, document: Document, submission: Submission) -> Write:
        with self._under_way.reading(document.id) as begun:
            results = self._reader.read(
                self._blobs.existing(document.sha256),
                document.name,
                programme=submission.programme,
                form=submission.form,
                on=submission.judged_on,
                on_page=begun,
            )
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
        if sum(result.record is not None or result.body.get("companion") is not None for result in results) > 1:
            self._judge_together(tx, document)
        errors = [result.body["error"] for result in results if result.body["status"] == "failed"]
        all_failed = len(errors) == len(results)
        self._close(tx, document, states.FAILED if all_failed else states.READ, errors[0] if all_failed else None)

    def _judge_together(self, tx: Tx, document: Document) -> None:
        """Take the papers of the submission for those that belong together, until an officer says otherwise."""
        if self._submission(tx, document).package_id is None:
            tx.submissions.set_package(document.submission_id, document.submission_id)

    def _store_result(self, tx: Tx, document: Document, position: int, result: ReadResult) -> None:
        record = Record.from_json(result.record) if result.record is not None else None
        found = judge(tx, self._submission(tx, document), record) if record else ()
        body = {**result.body, **({"member": document.name} if document.parent_id else {})}
        body |= {"sheets": list(result.sheets)} if result.sheets else {}
        if record:
            body["findings"] = [finding.to_json() for finding in found]
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
            tx.results.add_revision(first, stored_findings(stored.id, 1, found))

    @staticmethod
    def _submission(tx: Tx, document: Document) -> Submission:
        """The submission as it is now: what was said of it may have changed while its document was read."""
        submission = tx.submissions.get(document.submission_id)
        assert submission is not None
        return submission

    def _close(self, tx: Tx, document: Document, state: str, error: dict[str, str] | None) -> None:
        tx.submissions.set_state(document.id, state, error)
        tx.submissions.touch(document.submission_id)
        outcome = {"code": error["code"]} if error else {}
        subject = ("document", document.id)
        tx.audit.add(self._clock(), SYSTEM, f"document-{state}", subject, **outcome)
        self._join(tx, document)

    def _join(self, tx: Tx, document: Document) -> None:
        """Once everything of the submission is read, make one of each form that came twice."""
        if not tx.submissions.is_waiting(document.submission_id):
            join_deliveries(tx, document.submission_id, SYSTEM, self._clock())
