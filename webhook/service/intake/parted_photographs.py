"""Photographs that were joined into one file, handed in anew one by one on a clerk's word."""

from __future__ import annotations

from collections.abc import Mapping

from webhook.service.cases.case import Case
from webhook.service.intake.joined_parts import JOINED
from webhook.service.intake.photo_pages import apart
from webhook.service.intake.receiving import Intake, Receipt, Sender
from webhook.service.problems import NotFound
from webhook.store.blobs import Blobs
from webhook.store.database import Store, Tx


class PartedPhotographs:
    def __init__(self, store: Store, blobs: Blobs, intake: Intake) -> None:
        self._store = store
        self._blobs = blobs
        self._intake = intake

    def joined_in(self, case: Case) -> Mapping[str, int]:
        """By document of the submission that was made of photographs, how many they are."""
        with self._store.read() as tx:
            counts = {one.id: _photographs(tx, one.id) for one in case.documents}
        return {document: count for document, count in counts.items() if count}

    def part(self, document_id: str, sender: Sender) -> Receipt:
        """A submission of the photographs, each a file of its own; the one that they were joined in stays as it is.

        Raises :class:`NotFound` for a document that is none of ours, or was not joined here.
        """
        with self._store.read() as tx:
            document = tx.submissions.document(document_id)
            submission = tx.submissions.get(document.submission_id) if document else None
            count = _photographs(tx, document_id)
        if document is None or submission is None or not count:
            raise NotFound("not-joined", "这份文件不是由几张照片合成的。", "请核对编号。")
        with self._blobs.existing(document.sha256).open("rb") as stream:
            uploads = apart(stream, document.file_name)
        return self._intake.submit(uploads, sender, programme=submission.programme, form=submission.form)


def _photographs(tx: Tx, document_id: str) -> int:
    return next(
        (int(e.detail["photographs"]) for e in tx.audit.about("document", document_id) if e.action == JOINED), 0
    )
