"""A submission with everything that belongs to it, as it is at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from forms.deliveries import BY_HAND, Delivery
from forms.evidence import Evidence
from forms.record import Record
from webhook.service.cases.findings import Standing
from webhook.service.cases.joint import Together
from webhook.service.cases.marked import marked_slots
from webhook.service.problems import NotFound, StillReading, Unreadable
from webhook.store import submissions as states
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
        """What was lost or noticed in reading it, in either delivery."""
        return tuple(problem for result in self._deliveries for problem in result.body["problems"])

    @property
    def lost(self) -> bool:
        """Whether a page or a part of either delivery was lost."""
        return any(result.body["status"] == PARTIAL for result in self._deliveries)

    @property
    def _deliveries(self) -> tuple[StoredResult, ...]:
        return (self.pair.paper[0], self.pair.file[0]) if self.pair else (self.result,)

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
