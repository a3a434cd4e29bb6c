"""From bytes to the contract's result: sniffed, read, identified, filled, checked."""

from __future__ import annotations

import hashlib
import sys
import traceback
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from extract.containers.members import Member, members
from extract.document import Document, Page
from extract.doubt.distrust import distrust, doubtful_pages
from extract.doubt.printed_slots import with_printed_slots
from extract.doubt.signed_extras import doubted_by_signed_extras
from extract.doubt.two_in_one import doubted_two_in_one
from extract.doubt.whole_pages import with_whole_pages
from extract.doubt.words_overleaf import doubted_words_overleaf
from extract.errors import DocumentError
from extract.fill.group_units import without_group_units
from extract.fill.record import Filler
from extract.identify.form import Identity, identify
from extract.identify.several import several
from extract.limits import DEFAULT_LIMITS, Limits
from extract.locate.row_numbers import skipped_rows
from extract.locate.walk import locate
from extract.page_problem import PageProblem
from extract.progress import Progress, told_to
from extract.readers import read_document
from forms.check import check, check_companion
from forms.finding import Finding
from forms.paper import PaperReading
from forms.pilot import Companion
from forms.programme import Programme
from forms.record import Record
from forms.registry import refresh
from forms.spec import Form

CONTRACT_VERSION = 1
NOTES = frozenset(
    {
        "contrast-low",
        "edge-cut",
        "pages-missing",
        "pages-reordered",
        "part-crossed",
        "picture-animated",
        "picture-blurred",
        "resolution-low",
        "rows-skipped",
        "strokes-broken",
        "strokes-merged",
        "text-crossed",
        "text-layer-differs",
        "words-struck",
    }
)
"""Problems that say what a page looks like: nothing of it was lost, and doubtful values carry their own marks."""
_EMPTY: dict[str, Any] = {"fields": {}, "rows": {}, "blocks": [], "extra": []}


@dataclass(frozen=True)
class Result:
    """What reading one document gives. Exactly one of ``record`` and ``error`` is set, or neither for other papers."""

    file: str
    sha256: str
    status: str
    kind: str | None
    member: str | None = None
    pages: tuple[int, int] | None = None
    companion: str | None = None
    paper: PaperReading | None = None
    record: Record | None = None
    findings: tuple[Finding, ...] = ()
    problems: tuple[PageProblem, ...] = ()
    candidates: tuple[tuple[str, float], ...] = ()
    error: DocumentError | None = None
    sheets: tuple[Page, ...] = ()
    """The pages with their sizes, and how those read from a picture stand in it."""

    def to_json(self) -> dict[str, Any]:
        """The contract's JSON object."""
        record = self.record.to_json() if self.record else {"form": None, "edition": None, "script": None, **_EMPTY}
        return {
            "version": CONTRACT_VERSION,
            "file": self.file,
            "member": self.member,
            "pages": list(self.pages) if self.pages else None,
            "sha256": self.sha256,
            "kind": self.kind,
            **({"companion": self.companion} if self.companion else {}),
            **({"paper": self.paper.to_json()} if self.paper else {}),
            "status": self.status,
            **record,
            "findings": [finding.to_json() for finding in self.findings],
            "problems": [problem.to_json() for problem in self.problems],
            "candidates": [{"form": form, "score": score} for form, score in self.candidates],
            "error": self.error.to_json() if self.error else None,
        }


def read(
    data: bytes,
    name: str,
    *,
    form_id: str | None = None,
    programme: Programme,
    on: date,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress | None = None,
) -> tuple[Result, ...]:
    """One result for each form or paper in ``data``, those inside a zip or a mail included; at least one.

    ``on`` is the day of judging. Bytes that cannot be read give a result whose status is ``failed`` with the error;
    nothing is raised for them. A fault of the program itself is raised for a lone file and is a ``reader-crashed`` result
    for one inside a zip or a mail: the others there are read all the same. Of an office's own editions those are read
    that have begun on that day. ``progress`` is told of each page as it is begun.
    """
    refresh()
    results: list[Result] = []
    for member in members(data, name, limits):
        digest = hashlib.sha256(member.data).hexdigest()
        with told_to(progress):
            found = _read_or_crashed(member, name, form_id, programme, on, limits)
        results += (replace(result, file=name, sha256=digest, member=member.path) for result in found)
    return tuple(results)


def crashed() -> DocumentError:
    """What a file is told whose reading raised the exception that is handled now.

    Where it arose and its kind go to standard error; its words do not, for they may quote the paper.
    """
    kind, _, where = sys.exc_info()
    traceback.print_tb(where)
    print(kind.__name__ if kind else "", file=sys.stderr)
    return DocumentError("reader-crashed", "读取时程序内部出错，未能读完。", "请改交另一格式，或者联系管理员。")


def _read_or_crashed(
    member: Member, name: str, form_id: str | None, programme: Programme, on: date, limits: Limits
) -> tuple[Result, ...]:
    """``_read_member``; of a member of a zip or a mail nothing whatever is raised."""
    try:
        return _read_member(member, name, form_id, programme, on, limits)
    except Exception:
        if member.path is None:
            raise
        return (Result("", "", "failed", None, error=crashed()),)


def _read_member(
    member: Member, name: str, form_id: str | None, programme: Programme, on: date, limits: Limits
) -> tuple[Result, ...]:
    if member.is_empty:
        return (Result("", "", "unrecognised", "other"),)
    if member.error is not None:
        return (Result("", "", "failed", None, error=member.error),)
    try:
        document = read_document(member.data, member.path or name, limits)
    except DocumentError as error:
        return (Result("", "", "failed", None, error=error),)
    return tuple(_judge(one, form_id, programme, on) for one in several(document))


def _judge(document: Document, form_id: str | None, programme: Programme, on: date) -> Result:
    document = replace(document, problems=(*document.problems, *skipped_rows(document)))
    identity = identify(document, form_id, on)
    pages = (document.pages[0].number, document.pages[-1].number) if document.pages else None
    if identity.form is None:
        paper = _paper(document, identity.companion)
        return Result(
            "",
            "",
            "unrecognised",
            identity.kind,
            pages=pages,
            companion=identity.companion,
            paper=paper,
            findings=check_companion(Companion.of(paper), programme, on) if paper else (),
            problems=(*document.problems, *identity.problems),
            candidates=identity.candidates,
            sheets=document.pages,
        )
    record = distrust(_doubted(fill(document, identity), document, identity.form), doubtful_pages(document.problems))
    record = doubted_two_in_one(record, identity.form)
    record = with_whole_pages(without_group_units(record, identity.form), document.pages)
    return Result(
        "",
        "",
        "complete" if _whole(document) else "partial",
        "form",
        pages=pages,
        record=record,
        findings=check(record, programme, on),
        problems=(*document.problems, *identity.problems),
        sheets=document.pages,
    )


def _paper(document: Document, kind: str | None) -> PaperReading | None:
    """What a companion or incoming paper says; its readers are loaded for such a paper alone."""
    if kind is None:
        return None
    from extract.companions import read_paper

    return read_paper(document, kind, whole=_whole(document))


def _whole(document: Document) -> bool:
    """Whether nothing of the document was lost."""
    return all(problem.code in NOTES for problem in document.problems)


def fill(document: Document, identity: Identity) -> Record:
    """The record of the form that ``document`` was identified as (``identity.form`` is set)."""
    assert identity.form is not None
    titles = frozenset(id(paragraph) for paragraph in identity.title_paragraphs)
    located = locate(document, identity.form, titles)
    return Filler(identity.form, located, document.text).record(identity.title)


def _doubted(record: Record, document: Document, form: Form) -> Record:
    """``record`` with what follows from its having been read out of pictures, or from its page breaks where nothing was."""
    if not document.read and not document.marks_unseen:
        return doubted_by_signed_extras(doubted_words_overleaf(with_printed_slots(record, document, form)))
    from extract.doubt.certainty import weighed
    from extract.doubt.figures import doubted_figures
    from extract.doubt.hidden_places import doubted_where_hidden
    from extract.doubt.lost_blocks import doubted_lost_blocks
    from extract.doubt.mended import mended
    from extract.doubt.moved_order import doubted_over_joints
    from extract.doubt.names_in_opinions import doubted_names_in_opinions
    from extract.doubt.sealed_names import with_sealed_names
    from extract.doubt.skipped_lines import doubted_where_lines_lack
    from extract.doubt.unended import doubted_unended
    from extract.doubt.unsealed import never_sealed
    from extract.doubt.unseen_names import with_names_open

    found = doubted_lost_blocks(mended(record, form, document.read), form, document.read)
    found = weighed(found, document, never_sealed(found, form))
    found = doubted_where_lines_lack(doubted_figures(found, document), document)
    found = doubted_over_joints(doubted_where_hidden(found, form, document), document.joints, document.read)
    found = doubted_unended(doubted_names_in_opinions(with_sealed_names(found, form, document)))
    return with_names_open(found, document.problems)
