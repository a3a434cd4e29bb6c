"""Submissions looked up, each with everything that belongs to it as one consistent view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from forms.deliveries import delivery_of
from forms.record import Record
from webhook.service.cases.case import Case, PairOf, Paper
from webhook.service.cases.findings import standing
from webhook.service.cases.together import together
from webhook.service.problems import NotFound
from webhook.store.audit import Event
from webhook.store.database import Store, Tx
from webhook.store.pairs import StoredPair
from webhook.store.results import Revision, StoredResult
from webhook.store.submissions import Document


def load_case(tx: Tx, submission_id: str) -> Case:
    """The submission as it is now, with its part in a pilot's papers; :class:`NotFound` where there is none."""
    case = _load_alone(tx, submission_id)
    package = case.submission.package_id
    if package is None:
        return case
    members = tx.submissions.in_package(package)
    return replace(case, together=together(tx, [case if m.id == case.id else _load_alone(tx, m.id) for m in members]))


def _load_alone(tx: Tx, submission_id: str) -> Case:
    submission = tx.submissions.get(submission_id)
    if submission is None:
        raise NotFound("no-such-submission", "没有这次申报。", "请核对编号。")
    documents = tx.submissions.documents(submission_id)
    order = {document.id: document for document in documents}
    place = {document.id: number for number, document in enumerate(documents)}
    found = tx.results.of_submission(submission_id)
    results = tuple(sorted(found, key=lambda result: (place[result.document_id], result.position)))
    pairs = tx.pairs.of_submission(submission_id)
    joined = {pair.other_id: pair for pair in pairs}
    alone = (result for result in results if result.id not in joined)
    papers = tuple(paper for result in alone if (paper := _paper(tx, result, order, pairs)))
    elsewhere = tuple(_elsewhere(tx, joined[r.id], r) for r in results if r.id in joined)
    decision = tx.decisions.latest(submission_id)
    letters, mails = tx.letters.of_submission(submission_id), tx.mails.of_submission(submission_id)
    moved = tuple(one for one in elsewhere if one[1] != submission_id)
    return Case(submission, documents, results, papers, decision, letters, mails, elsewhere=moved)


def _elsewhere(tx: Tx, pair: StoredPair, result: StoredResult) -> tuple[StoredResult, str, str]:
    kept = tx.results.get(pair.result_id)
    assert kept is not None
    return result, kept.submission_id, kept.id


def _pair_of(tx: Tx, result: StoredResult, document: Document, pairs: Sequence[StoredPair]) -> PairOf | None:
    """The other delivery of the result's form; of several the one joined last."""
    stored = next((pair for pair in reversed(pairs) if pair.result_id == result.id), None)
    other = tx.results.get(stored.other_id) if stored else None
    beside = tx.submissions.document(other.document_id) if other else None
    if stored is None or other is None or beside is None:
        return None
    both = [(delivery_of(Record.from_json(one[0].body)), one) for one in ((result, document), (other, beside))]
    (way, file), (_, paper) = sorted(both, key=lambda one: one[0])
    return PairOf(stored, other, paper, file, way)


def _paper(
    tx: Tx, result: StoredResult, documents: Mapping[str, Document], pairs: Sequence[StoredPair]
) -> Paper | None:
    revision = tx.results.latest(result.id)
    if revision is None:
        return None
    findings = tx.results.findings(result.id, revision.revision)
    given = tx.results.dispositions(result.id)
    document = documents[result.document_id]
    pair = _pair_of(tx, result, document, pairs)
    shown = pair.paper[1] if pair else document
    return Paper(result, shown, revision, standing(findings, given), len(given), pair)


class Cases:
    """Looking things up."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, submission_id: str) -> Case:
        with self._store.read() as tx:
            return load_case(tx, submission_id)

    def newest(self, limit: int = 50, offset: int = 0) -> tuple[Case, ...]:
        """A page of submissions, newest first."""
        with self._store.read() as tx:
            return tuple(load_case(tx, s.id) for s in tx.submissions.newest(limit, offset))

    def of_document(self, document_id: str) -> tuple[Case, Document]:
        """The document and the submission it belongs to; :class:`NotFound` where there is none."""
        with self._store.read() as tx:
            document = tx.submissions.document(document_id)
            if document is None:
                raise NotFound("no-such-document", "没有这份文件。", "请核对编号。")
            return load_case(tx, document.submission_id), document

    def paper_in(self, document_id: str, form: str | None = None) -> tuple[Case, Document, Paper | None]:
        """The form that was read in a document, the first one by default, with the submission that keeps its record.

        Raises :class:`NotFound` where there is no such document.
        """
        case, document = self.of_document(document_id)
        moved = next((one for one in case.elsewhere if one[0].document_id == document_id), None)
        if moved and not any(document_id in paper.documents for paper in case.papers):
            case = self.get(moved[1])
        mine = (paper for paper in case.papers if document_id in paper.documents and form in (None, paper.id))
        return case, document, next(mine, None)

    def history(self, submission_id: str) -> tuple[Revision, ...]:
        """Every revision of the record of its first form, oldest first."""
        with self._store.read() as tx:
            return tx.results.revisions(load_case(tx, submission_id).paper().id)

    def trail(self, submission_id: str) -> tuple[Event, ...]:
        """Who did what to the submission, its documents and its forms, oldest first."""
        with self._store.read() as tx:
            case = load_case(tx, submission_id)
            subjects = [("submission", case.id), *(("document", d.id) for d in case.documents)]
            subjects += [("form", result.id) for result in case.results]
            subjects += [("letter", letter.id) for letter in case.letters]
            events = [event for subject in subjects for event in tx.audit.about(*subject)]
        return tuple(sorted(events, key=lambda event: event.id))
