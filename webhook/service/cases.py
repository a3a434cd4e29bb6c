"""A submission with everything that belongs to it, as one consistent view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from forms.deliveries import BY_HAND, Delivery, delivery_of
from forms.evidence import Evidence
from forms.record import Record
from webhook.service.findings import Standing, standing
from webhook.service.marked import marked_slots
from webhook.service.problems import NotFound, StillReading, Unreadable
from webhook.service.together import Together, together
from webhook.store import submissions as states
from webhook.store.audit import Event
from webhook.store.database import Store, Tx
from webhook.store.decisions import Decision
from webhook.store.letters import StoredLetter
from webhook.store.mails import Mail
from webhook.store.pairs import StoredPair
from webhook.store.results import Revision, StoredResult
from webhook.store.submissions import Document, Submission

READING = "reading"
COMPLETE, PARTIAL, UNRECOGNISED, FAILED = "complete", "partial", "unrecognised", "failed"


@dataclass(frozen=True)
class PairOf:
    """The other delivery of a form that came twice: what was read of it, and its document.

    ``paper`` and ``file`` are both deliveries by what they are: the one nearer to the signed paper, and the file.
    """

    stored: StoredPair
    other: StoredResult
    paper: tuple[StoredResult, Document]
    file: tuple[StoredResult, Document]
    file_came_as: Delivery

    def is_on_paper(self, evidence: Evidence) -> bool:
        """Whether the evidence surely names a place on a page of the paper, and not of the file."""
        on_file = {Delivery.PDF: "pdf", Delivery.WORD: "docx"}.get(self.file_came_as)
        by_hand = evidence.reader == BY_HAND and self.file_came_as is not Delivery.WORD
        return evidence.reader != on_file and not by_hand


@dataclass(frozen=True)
class Paper:
    """One form that was recognised in a document: its newest record and the findings on it.

    Of a form that came twice ``document`` is the signed paper, and ``pair`` names both.

    ``disposed`` counts the dispositions ever given; with the revision it names the state of the findings.
    """

    result: StoredResult
    document: Document
    revision: Revision
    findings: tuple[Standing, ...]
    disposed: int
    pair: PairOf | None = None

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that it was read in."""
        both = (self.pair.paper[1], self.pair.file[1]) if self.pair else (self.document,)
        return tuple(document.id for document in both)

    @property
    def shown(self) -> StoredResult:
        """What was read of :attr:`document`, whose pages are shown beside the record."""
        return self.pair.paper[0] if self.pair else self.result

    @property
    def problems(self) -> tuple[dict[str, Any], ...]:
        """What was lost in reading it, in either delivery."""
        both = (self.pair.paper[0], self.pair.file[0]) if self.pair else (self.result,)
        return tuple(problem for result in both for problem in result.body["problems"])

    def shows(self, evidence: Evidence | None) -> bool:
        """Whether the evidence names a place in :attr:`document`."""
        return evidence is not None and (self.pair is None or self.pair.is_on_paper(evidence))

    @property
    def id(self) -> str:
        return self.result.id

    @property
    def record(self) -> Record:
        return Record.from_json(self.revision.body)

    @property
    def record_tag(self) -> str:
        """The ETag of the record: its revision."""
        return str(self.revision.revision)

    @property
    def findings_tag(self) -> str:
        """The ETag of the findings: it changes with the record and with every disposition."""
        return f"{self.revision.revision}.{self.disposed}"

    def record_json(self) -> dict[str, Any]:
        """The record with its revision, who made it, when, and the places that still want a look."""
        about: dict[str, Any] = {"id": self.id, "document": self.document.id, "revision": self.revision.revision}
        made = {"by": self.revision.by, "at": self.revision.at.isoformat()}
        if self.pair:
            both = {"paper": self.pair.paper, "file": self.pair.file}
            about["deliveries"] = {name: document.id for name, (_, document) in both.items()}
        return {**about, **made, "needs_review": list(marked_slots(self.record)), **self.revision.body}

    def findings_json(self) -> dict[str, Any]:
        about = {"id": self.id, "document": self.document.id, "revision": self.revision.revision}
        return {**about, "findings": [finding.to_json() for finding in self.findings]}


@dataclass(frozen=True)
class Case:
    """A submission, its documents in order, what was read in them, and what was decided and written.

    ``mails`` are those among the documents that were handed in as such; ``together`` is the case's part in the papers
    of one pilot, ``None`` where its papers are judged each for itself. ``elsewhere`` are its results that are one form
    with a paper of another submission, with that submission's id and the paper's.
    """

    submission: Submission
    documents: tuple[Document, ...]
    results: tuple[StoredResult, ...]
    papers: tuple[Paper, ...]
    decision: Decision | None
    letters: tuple[StoredLetter, ...]
    mails: tuple[Mail, ...] = ()
    together: Together | None = None
    elsewhere: tuple[tuple[StoredResult, str, str], ...] = ()

    @property
    def joined(self) -> dict[str, str]:
        """The results that are one form with another paper, each with the id of the paper that keeps the record."""
        here = {paper.pair.other.id: paper.id for paper in self.papers if paper.pair}
        return here | {result.id: kept for result, _, kept in self.elsewhere}

    @property
    def joint(self) -> tuple[Standing, ...]:
        """The findings across the papers of the pilot that concern a form of this submission."""
        mine = {paper.id for paper in self.papers}
        return tuple(f.standing for f in self.together.findings if f.paper in mine) if self.together else ()

    def findings_on(self, paper: Paper) -> tuple[Standing, ...]:
        """What was found in a form, and across the papers as far as it concerns this form."""
        across = self.together.findings if self.together else ()
        return (*paper.findings, *(found.standing for found in across if found.paper == paper.id))

    @property
    def id(self) -> str:
        return self.submission.id

    @property
    def reading(self) -> bool:
        """Whether a document is still waiting to be read."""
        return any(document.state == states.QUEUED for document in self.documents)

    @property
    def status(self) -> str:
        """``reading``, or what came of it: one word for all documents together.

        ``complete`` when a form was found and nothing was lost, ``partial`` when a form was found and something
        was lost; without a form ``failed`` when something could not be read, ``unrecognised`` otherwise.
        """
        if self.reading:
            return READING
        lost = any(result.status in (PARTIAL, FAILED) for result in self.results)
        lost = lost or any(document.state == states.FAILED for document in self.documents)
        if self.papers:
            return PARTIAL if lost else COMPLETE
        return FAILED if lost else UNRECOGNISED

    @property
    def error(self) -> dict[str, str] | None:
        """The first error met, for a submission that ``failed``."""
        errors = [d.error for d in self.documents] + [r.body.get("error") for r in self.results]
        return next((error for error in errors if error), None) if self.status == FAILED else None

    def paper(self, form: str | None = None) -> Paper:
        """The form with that id (of the result), by default the first one.

        Raises :class:`StillReading`, :class:`Unreadable` (failed, or none of our forms) or :class:`NotFound`.
        """
        if form is not None:
            return _find(self.papers, form)
        if self.papers:
            return self.papers[0]
        if self.reading:
            raise StillReading("still-reading", "文件尚在读取。", "请稍后再试。")
        if self.error:
            raise Unreadable(self.error["code"], self.error["message"], self.error["advice"])
        raise Unreadable(
            UNRECOGNISED, "文件可以打开，但不是本系统认识的申报表。", "请核对是否上传了正确的文件，或者由人工办理。"
        )

    @property
    def papers_received(self) -> tuple[Document, ...]:
        """The documents without the zips and mails that were taken apart."""
        return tuple(document for document in self.documents if document.state != states.UNPACKED)

    def document(self, document_id: str) -> Document:
        for document in self.documents:
            if document.id == document_id:
                return document
        raise NotFound("no-such-document", "没有这份文件。", "请核对编号。")


def _find(papers: tuple[Paper, ...], form: str) -> Paper:
    for paper in papers:
        if paper.id == form:
            return paper
    raise NotFound("no-such-form", "这次申报中没有该编号的表。", "请省略 form 参数，或者用申报信息所列的编号。")


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

    def history(self, submission_id: str, form: str | None = None) -> tuple[Revision, ...]:
        """Every revision of one form's record, oldest first."""
        with self._store.read() as tx:
            return tx.results.revisions(load_case(tx, submission_id).paper(form).id)

    def trail(self, submission_id: str) -> tuple[Event, ...]:
        """Who did what to the submission, its documents and its forms, oldest first."""
        with self._store.read() as tx:
            case = load_case(tx, submission_id)
            subjects = [("submission", case.id), *(("document", d.id) for d in case.documents)]
            subjects += [("form", result.id) for result in case.results]
            subjects += [("letter", letter.id) for letter in case.letters]
            events = [event for subject in subjects for event in tx.audit.about(*subject)]
        return tuple(sorted(events, key=lambda event: event.id))
