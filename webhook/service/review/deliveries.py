"""Two deliveries of one form as one paper: joined once both are read, parted again on an officer's word."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime

from forms.deliveries import delivery_of
from forms.finding import Finding
from forms.pairs import Pair, pairs_among
from forms.parting import by_pilot
from forms.pilot import Paper as ReadPaper
from forms.programme import programme
from forms.record import Record
from forms.registry import UnknownEdition
from webhook.service.cases.case import Case, Paper
from webhook.service.cases.judging import judge, stored_findings
from webhook.service.cases.lookup import load_case
from webhook.service.ports import Clock
from webhook.service.problems import NotFound, Refused
from webhook.service.review.decisions import PENDING
from webhook.service.review.hand import Expected, demand
from webhook.store.database import Store, Tx
from webhook.store.pairs import PAIRED, PARTED, StoredPair
from webhook.store.results import Revision

LOG = logging.getLogger(__name__)

Placed = tuple[Case, Paper]


def join_deliveries(tx: Tx, submission_id: str, by: str, now: datetime) -> None:
    """Make each form that came twice one, among the papers of the submission and of those judged together with it.

    Nothing is joined while one of their files is being read, nor where something has been decided already, nor what
    somebody has parted before.
    """
    case = load_case(tx, submission_id)
    cases = [load_case(tx, member) for member in case.together.submissions] if case.together else [case]
    if any(one.reading for one in cases):
        return
    papers = [(one, paper) for one in cases if not _decided(one) for paper in one.papers]
    for pair in _pairs(papers, case):
        first, second = _in_order(papers[pair.first], papers[pair.second])
        if not tx.pairs.were_parted(first[1].id, second[1].id):
            _join(tx, first, second, pair.paired.record, by, now)


def _decided(case: Case) -> bool:
    return case.decision is not None and case.decision.decision != PENDING


def _pairs(papers: list[Placed], case: Case) -> Iterator[Pair]:
    records: list[ReadPaper] = [paper.record for _, paper in papers]
    if records:
        for pilot in by_pilot(records, programme(case.submission.programme).renames).pilots:
            yield from pairs_among(records, pilot.papers)


def _in_order(one: Placed, other: Placed) -> tuple[Placed, Placed]:
    """The paper that keeps the record first: of the older submission, within one submission the file."""
    if one[0].id != other[0].id:
        return one, other
    first, second = sorted((one, other), key=lambda placed: delivery_of(placed[1].record))
    return first, second


def _join(tx: Tx, first: Placed, second: Placed, record: Record, by: str, now: datetime) -> None:
    case, paper = first
    before = paper.revision.revision
    try:
        found = judge(tx, case.submission, record)
    except UnknownEdition as gone:
        LOG.warning("forms %s and %s are not joined: edition %s is gone", paper.id, second[1].id, gone.edition)
        return
    tx.pairs.add(StoredPair(paper.id, second[1].id, PAIRED, before, by, now))
    _revise(tx, paper, record, found, by, now)
    tx.audit.add(now, by, "deliveries-joined", ("form", paper.id), revision=before + 1, other=second[1].id)
    for one in {case.id, second[0].id}:
        tx.submissions.touch(one)


def _revise(tx: Tx, paper: Paper, record: Record, found: tuple[Finding, ...], by: str, now: datetime) -> None:
    number = paper.revision.revision + 1
    revision = Revision(paper.id, number, record.to_json(), [], by, now)
    tx.results.add_revision(revision, stored_findings(paper.id, number, found))


class Deliveries:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def part(self, submission_id: str, expected: Expected, by: str) -> Case:
        """The case with the two deliveries of a form as papers of their own, each as it was before they were joined.

        What was corrected in the pair stays in the history of its record. The two are not joined again. Raises
        :class:`NotFound` where the form came once, :class:`Refused` after a decision, :class:`Stale` and
        :class:`NoPrecondition`.
        """
        with self._store.write() as tx:
            case = load_case(tx, submission_id)
            paper = case.paper(expected.form)
            demand(expected, paper.record_tag)
            if paper.pair is None:
                raise NotFound("no-pair", "该表只有一种报送件。", "请核对编号。")
            if _decided(case):
                raise Refused("already-decided", "已作出决定，不能再拆开两种报送件。", "请先核对决定。")
            pair, now = paper.pair, self._clock()
            tx.pairs.add(StoredPair(paper.id, pair.other.id, PARTED, pair.stored.revision, by, now))
            before = next(r for r in tx.results.revisions(paper.id) if r.revision == pair.stored.revision)
            record = Record.from_json(before.body)
            _revise(tx, paper, record, judge(tx, case.submission, record), by, now)
            tx.audit.add(now, by, "deliveries-parted", ("form", paper.id), other=pair.other.id)
            for one in {case.id, pair.other.submission_id}:
                tx.submissions.touch(one)
            return load_case(tx, submission_id)
