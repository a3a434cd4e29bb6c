"""Papers from one submission or several judged together, pilot by pilot, with what is wrong across them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from forms.check import check_companion
from forms.finding import Finding
from forms.outside import OutsideFacts
from forms.package_check import Judged, Judgement, Unread, companion_of, judged_by_pilot
from forms.pilot import FORM_NAMES, Companion, Paper, paper_name
from forms.programme import Programme, programme
from webhook.service.cases.case import Case
from webhook.service.cases.facts import facts_together
from webhook.service.cases.findings import Standing
from webhook.service.cases.joint import JointFinding, PilotPapers, Together
from webhook.service.ports import office_day
from webhook.store.database import Tx
from webhook.store.packages import PackageDisposition
from webhook.store.results import StoredResult


@dataclass(frozen=True)
class _Found:
    """A finding with the form that it concerns and the pilot whose papers it is about."""

    finding: Finding
    paper: str | None
    pilot: int | None


def together(tx: Tx, cases: Sequence[Case]) -> Together:
    """The papers of all ``cases``, oldest first, each pilot's judged together under the newest case's programme."""
    submissions = [case.submission for case in cases]
    package_id = submissions[0].package_id
    assert package_id is not None
    facts = facts_together(tx, submissions)
    results = tuple(result for case in cases for result in case.results)
    reading = any(case.reading for case in cases)
    papers = list(_papers(cases))
    rules = programme(submissions[-1].programme)
    judged = _judged(cases, papers, rules, facts)
    found = [] if reading else [*_across(judged, cases, papers, rules, facts), *_within(judged, papers, rules, cases)]
    given = tx.packages.dispositions(package_id)
    pilots = tuple(_pilot(one, papers) for one in judged.pilots)
    stages = {pilot.stage for pilot in pilots}
    return Together(
        package_id,
        tuple(submission.id for submission in submissions),
        results,
        pilots,
        tuple(papers[one.paper][0] for one in judged.unplaced),
        stages.pop() if len(stages) == 1 else None,
        facts,
        tuple(_standing(found, given)),
        len(given),
        reading,
    )


def _judged(
    cases: Sequence[Case], papers: Sequence[tuple[str, Paper]], rules: Programme, facts: OutsideFacts
) -> Judgement:
    on = cases[-1].submission.judged_on
    return judged_by_pilot([paper for _, paper in papers], rules, on, facts, _unread(cases))


def _pilot(judged: Judged, papers: Sequence[tuple[str, Paper]]) -> PilotPapers:
    stage = judged.stage.value if judged.stage else None
    return PilotPapers(judged.name, judged.pilot.unit, stage, tuple(papers[n][0] for n in judged.pilot.papers))


def _papers(cases: Sequence[Case]) -> Iterator[tuple[str, Paper]]:
    """Each form, as corrected, and each companion paper, with the id of its result."""
    for case in cases:
        records = {paper.id: paper.record for paper in case.papers}
        for result in case.results:
            read = records.get(result.id) or companion_of(result.body.get("companion"), result.body.get("paper"))
            if read is not None:
                yield result.id, read


def _across(
    early: Judgement,
    cases: Sequence[Case],
    papers: Sequence[tuple[str, Paper]],
    rules: Programme,
    facts: OutsideFacts,
) -> Iterator[_Found]:
    """What is wrong across the papers of each pilot, then the papers that belong to none, each with its form.

    A deadline is kept by what came first, while a later paper may bear a later date than that.
    """
    last = replace(facts, received_on=office_day(cases[-1].submission.received_at))
    late = early if last == facts else _judged(cases, papers, rules, last)
    for number, (first, then) in enumerate(zip(early.pilots, late.pilots, strict=True)):
        mine = [papers[n] for n in first.pilot.papers]
        timely = [f for f in first.findings if f.code != "date-future"]
        for finding in [*timely, *(f for f in then.findings if f.code == "date-future")]:
            yield _Found(finding, _concerned(finding, mine), number)
    for one, finding in zip(early.unplaced, early.findings, strict=True):
        told = replace(finding, subject=papers[one.paper][0])
        yield _Found(told, _concerned(finding, papers), None)


def _within(
    judged: Judgement, papers: Sequence[tuple[str, Paper]], rules: Programme, cases: Sequence[Case]
) -> Iterator[_Found]:
    """What is wrong within each companion paper: it has no record of its own that the finding could stand on."""
    on = cases[-1].submission.judged_on
    for place, (result_id, paper) in enumerate(papers):
        if isinstance(paper, Companion) and paper.reading is not None:
            pilot = next((n for n, one in enumerate(judged.pilots) if place in one.pilot.papers), None)
            mine = papers if pilot is None else [papers[n] for n in judged.pilots[pilot].pilot.papers]
            for finding in check_companion(paper, rules, on):
                name = paper_name(paper.kind)
                named = finding.message if name in finding.message else f"{name}：{finding.message}"
                subject = f"{result_id} {finding.where or ''} {finding.subject}"
                placeless = replace(finding, where=None, evidence=None, message=named, subject=subject)
                yield _Found(placeless, _concerned(finding, mine), pilot)


def _unread(cases: Sequence[Case]) -> Unread:
    lost = other = 0
    for case in cases:
        failed = {d.id for d in case.documents if d.error} | {r.document_id for r in case.results if _lost(r)}
        lost += len(failed)
        other += sum(r.status == "unrecognised" and r.kind == "other" for r in case.results)
    return Unread(lost, other)


def _lost(result: StoredResult) -> bool:
    return result.status == "failed" or bool(result.body["problems"])


def _concerned(finding: Finding, papers: Sequence[tuple[str, Paper]]) -> str | None:
    """The form that the finding names as its subject, else the latest one of the annexes."""
    forms = [(result_id, paper.form) for result_id, paper in papers if not isinstance(paper, Companion)]
    named = [one for one in forms if finding.subject in (one[1], f"《{FORM_NAMES.get(one[1], '')}》")]
    latest = max((form for _, form in forms), default=None)
    wanted = named or [one for one in forms if one[1] == latest]
    return wanted[-1][0] if wanted else None


def _standing(found: Iterable[_Found], given: Sequence[PackageDisposition]) -> Iterator[JointFinding]:
    """Each finding with the newest disposition given to it.

    Its key holds the words too: they quote what stands in several papers, and where that changes the fault is another.
    """
    newest = {one.key: one for one in given}
    seen: set[str] = set()
    for one in found:
        about = "\x1f".join((one.finding.code, one.finding.subject, one.finding.message))
        key = hashlib.blake2b(f"package\x1f{about}".encode(), digest_size=8).hexdigest()
        if key not in seen:
            seen.add(key)
            yield JointFinding(Standing(key, one.finding.to_json(), newest.get(key)), one.paper, one.pilot)
