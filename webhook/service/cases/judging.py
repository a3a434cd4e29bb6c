"""Judging forms anew: after a correction, and when what is known beside them has changed."""

from __future__ import annotations

import logging
from datetime import datetime

from forms.check import check
from forms.finding import Finding
from forms.programme import programme
from forms.record import Record
from forms.registry import UnknownEdition
from forms.registry import form as definition
from webhook.service.cases.case import Case, Paper
from webhook.service.cases.facts import facts_for
from webhook.service.cases.findings import keyed
from webhook.service.cases.lookup import load_case
from webhook.store.database import Tx
from webhook.store.results import Revision, StoredFinding
from webhook.store.submissions import Submission

LOG = logging.getLogger(__name__)


def judge(tx: Tx, submission: Submission, record: Record) -> tuple[Finding, ...]:
    """The findings of one form by all that is known now."""
    rules, form = programme(submission.programme), definition(record.form, record.edition)
    return check(record, rules, submission.judged_on, form, facts_for(tx, submission, record))


def stored_findings(result_id: str, revision: int, found: tuple[Finding, ...]) -> tuple[StoredFinding, ...]:
    """Findings as one revision keeps them."""
    return keyed(result_id, revision, [one.to_json() for one in found], [one.subject for one in found])


def judge_anew(tx: Tx, submission_id: str, by: str, now: datetime) -> None:
    """A new revision, without a change of its values, of every form whose findings are no longer the same.

    A form whose edition is gone keeps its findings; log and audit trail say that it was not judged, and by what.
    """
    case = load_case(tx, submission_id)
    changed = [paper for paper in case.papers if _judged_anew(tx, case, paper, by, now)]
    if changed:
        tx.submissions.touch(case.id)


def _judged_anew(tx: Tx, case: Case, paper: Paper, by: str, now: datetime) -> bool:
    number = paper.revision.revision + 1
    try:
        judged = judge(tx, case.submission, paper.record)
    except UnknownEdition as gone:
        LOG.warning("form %s is not judged anew: edition %s of %s is gone", paper.id, gone.edition, gone.form)
        tx.audit.add(now, by, "form-not-judged", ("form", paper.id), form=gone.form, edition=gone.edition)
        return False
    found = stored_findings(paper.id, number, judged)
    if [finding.body for finding in found] == [finding.body for finding in paper.findings]:
        return False
    tx.results.add_revision(Revision(paper.id, number, paper.revision.body, [], by, now), found)
    tx.audit.add(now, by, "form-judged-anew", ("form", paper.id), revision=number)
    return True
