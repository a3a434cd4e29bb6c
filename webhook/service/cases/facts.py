"""What is known beside the papers: what people stated, what the office's register says, and when the papers came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime

from forms.outside import EndedPilot, Ending, OutsideFacts, PassRecord, Recommender
from forms.programme import Programme, programme
from forms.record import Record
from forms.script import fold
from forms.strict_json import code, from_json, to_json
from forms.whose import name_key
from webhook.service.plain_text import demand_text
from webhook.service.ports import office_day
from webhook.service.problems import Invalid
from webhook.store.database import Tx
from webhook.store.facts import StatedFacts
from webhook.store.register import ENDED, PASSED, Entry
from webhook.store.submissions import Submission

APPLICATION = "annex1-application"
REFUSED = "refused"
"""A decision after which a project no longer counts towards its recommender's quota."""

ENDINGS = {code(how): how for how in Ending}
"""How something ended, by the code that the register and the API use."""


def stated(tx: Tx, submission_id: str) -> OutsideFacts:
    """What people stated of a submission, the newest statement."""
    held = tx.facts.latest(submission_id)
    return from_json(OutsideFacts, held.body) if held else OutsideFacts()


def facts_for(tx: Tx, submission: Submission, record: Record) -> OutsideFacts:
    """What one form is judged by: the register's entries on its own unit and pilot, unless people stated otherwise."""
    told = _received(stated(tx, submission.id), submission)
    if told.passed is None:
        told = replace(told, passed=_pass_of(tx, programme(submission.programme), record))
    return replace(told, ended=_ended(tx, told))


def facts_together(tx: Tx, submissions: Sequence[Submission]) -> OutsideFacts:
    """What the papers of one pilot are judged by together.

    Of what was stated for several submissions the latest counts; the papers were received when the first ones came.
    """
    told = OutsideFacts()
    for submission in submissions:
        more = stated(tx, submission.id)
        known = {f.name: value for f in fields(more) if (value := getattr(more, f.name)) is not None}
        told = replace(told, **known)
    told = _received(told, submissions[0])
    if told.recommender is not None and told.recommender.recommended is None:
        count = _recommended(tx, submissions[0], told.recommender)
        told = replace(told, recommender=replace(told.recommender, recommended=count))
    return replace(told, ended=_ended(tx, told))


def _received(told: OutsideFacts, submission: Submission) -> OutsideFacts:
    return replace(told, received_on=office_day(submission.received_at))


def _ended(tx: Tx, told: OutsideFacts) -> tuple[EndedPilot, ...] | None:
    """Those stated and those of the register; an empty register says nothing, for nobody may have kept it."""
    kept = [entry for entry in tx.register.in_force(ENDED) if entry.how and entry.ended_on]
    found = [EndedPilot(e.unit, ENDINGS[str(e.how)], e.ended_on, e.code) for e in kept if e.ended_on]
    return (*(told.ended or ()), *found) if found else told.ended


def _pass_of(tx: Tx, rules: Programme, record: Record) -> PassRecord | None:
    """The newest pass of the form's own unit and pilot; ``None`` where the register has none."""
    mine = [entry for entry in tx.register.in_force(PASSED) if _concerns(entry, rules, record)]
    if not mine:
        return None
    newest = max(mine, key=lambda entry: (entry.published_on is not None, entry.published_on, entry.at))
    ends = [entry for entry in tx.register.in_force(ENDED) if _concerns(entry, rules, record) and _after(entry, newest)]
    how = ENDINGS[str(ends[-1].how)] if ends else None
    return PassRecord(True, newest.published_on, newest.valid_until, how)


def _after(ended: Entry, passed: Entry) -> bool:
    """Whether an end is one of this pass, and not of something before it."""
    return passed.published_on is None or ended.ended_on is None or ended.ended_on >= passed.published_on


def _concerns(entry: Entry, rules: Programme, record: Record) -> bool:
    """Whether an entry is on the unit of a form, by code where both are known, and on its pilot where both name one."""
    pilot, number = record.value("pilot_name"), record.value("organization_code")
    if entry.pilot and isinstance(pilot, str) and fold(entry.pilot) != fold(pilot):
        return False
    if entry.code and isinstance(number, str):
        return entry.code == number
    names = [record.value(slot) for slot in ("unit_name", "lead_unit")]
    return any(isinstance(name, str) and rules.same_unit(name, entry.unit) for name in names)


def _recommended(tx: Tx, submission: Submission, recommender: Recommender) -> int:
    """How many projects of the programme name the same recommender, this one included.

    Papers judged together are as many projects as their applications name, and one where they name none.
    """
    rules = programme(submission.programme)
    projects: dict[str, set[str]] = {submission.package_id or submission.id: _applied_for(tx, submission)}
    for other in tx.submissions.of_programme(submission.programme):
        theirs, decided = stated(tx, other.id).recommender, tx.decisions.latest(other.id)
        counts = decided is None or decided.decision != REFUSED
        if counts and theirs is not None and rules.same_unit(theirs.name, recommender.name):
            projects.setdefault(other.package_id or other.id, set()).update(_applied_for(tx, other))
    return sum(max(1, len(names)) for names in projects.values())


def _applied_for(tx: Tx, submission: Submission) -> set[str]:
    """The pilots that the applications of a submission name, folded."""
    results = (result for result in tx.results.of_submission(submission.id) if result.form == APPLICATION)
    newest = (revision for result in results if (revision := tx.results.latest(result.id)))
    names = (Record.from_json(revision.body).value("pilot_name") for revision in newest)
    return {name_key(name) for name in names if isinstance(name, str) and name}


def state(tx: Tx, submission_id: str, told: OutsideFacts, by: str, now: datetime) -> bool:
    """Keep what was stated as the newest; whether it says anything else than before.

    Raises :class:`Invalid` for a day of receipt: the server's own clock says it.
    """
    if told.received_on is not None:
        raise Invalid("received-on-given", "收到日期由服务器记录，不能填报。", "请省略 received_on。")
    body = to_json(told)
    demand_text(body)
    before = tx.facts.latest(submission_id)
    if body == (before.body if before else {}):
        return False
    tx.facts.add(StatedFacts(submission_id, body, by, now))
    known = before.body if before else {}
    names = sorted(name for name in {*body, *known} if body.get(name) != known.get(name))
    tx.submissions.touch(submission_id)
    tx.audit.add(now, by, "facts-stated", ("submission", submission_id), facts=names)
    return True
