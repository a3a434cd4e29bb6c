"""Every term that runs, soonest first: what the letters set, what the articles set from a day that the office holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from forms.outside import Ending
from forms.periods import add_months, is_date, latest
from forms.programme import NATIONAL, PROGRAMMES, Level, Programme, Window, programme
from forms.record import Record
from render.papers.catalogue import paper as paper_of
from webhook.service.cases.facts import ENDINGS, stated
from webhook.service.plain_text import demand_text
from webhook.service.ports import Clock, office_day
from webhook.service.problems import Invalid, NotFound, Refused
from webhook.service.registers.passes import TEXT_LENGTH
from webhook.service.registers.sightings import Handed, Named, Who, handed_in, named_in_letters
from webhook.service.review.decisions import CORRECTION
from webhook.store.database import Store, Tx
from webhook.store.letters import CASE, WITHDRAWN, StoredLetter
from webhook.store.register import ENDED, PASSED, Entry
from webhook.store.submissions import Submission
from webhook.store.term_rulings import TermRuling

SOON = timedelta(days=30)
STATES = OVER, NEAR, LATER = "over", "soon", "later"
CORRECT, RECHECK_CORRECT, RECTIFY, FOLLOW_UP = "correction", "recheck-correction", "rectification", "follow-up"
EVALUATE, RECHECK, FINISH, BANNED, CALL = "evaluation", "recheck", "recheck-finish", "ban", "call"
KINDS = (CORRECT, RECHECK_CORRECT, RECTIFY, FOLLOW_UP, EVALUATE, RECHECK, FINISH, BANNED, CALL)

ANSWERS = {RECHECK: ("D21", "D23"), FINISH: ("D26", "D26"), FOLLOW_UP: ("D17b", "D17b")}
"""The paper of the catalogue that answers a term: while it runs, and when it is over."""

_SET_BY_LETTER = {
    "D22e": (RECHECK_CORRECT, "due_on", ("D22", "D23")),
    "D14": (RECTIFY, "due_on", ("D08", "D13", "D15")),
    "D17": (FOLLOW_UP, "due_on", ("D17b", "D18", "D19", "D20")),
    "D22": (FINISH, "finish_by", ("D26", "D27", "D28")),
}
"""A paper that sets a term: which, in which of its facts, and the papers after which it no longer runs."""
_TASKS, _EXTENSION, _PASSES = ("D06", "D06p"), "D06a", ("D13", "D27")
_AFTER_TASK, _AFTER_PASS = ("D08", "D13", "D14", "D15", "D16"), ("D20", "D22", "D23", "D27", "D28")
_FORMS = ("annex1-application", "annex2-evaluation-application", "annex5-recheck-application", "annex6-recheck-report")


@dataclass(frozen=True)
class Deadline:
    """``due`` is the last day. ``opens``: what is waited for may come from that day on; ``None`` from now on.

    ``letter`` is the one that set the term, ``submission`` the paper it is about, ``programme`` the one by whose rules it
    is reckoned; ``aside`` says who set it aside, and why.
    """

    kind: str
    due: date
    who: Who
    opens: date | None = None
    submission: str | None = None
    letter: StoredLetter | None = None
    programme: Programme = NATIONAL
    aside: TermRuling | None = None

    @property
    def id(self) -> str:
        """Made of what the term says: one that is moved to another day is another term.

        A pass in the register is the same whatever forms its unit hands in.
        """
        about = self.submission if self.letter or self.kind != RECHECK else None
        said = (self.kind, self.due.isoformat(), self.who.pilot, self.who.unit, about, self.letter and self.letter.id)
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]

    def is_over(self, today: date) -> bool:
        return self.due < today

    def is_soon(self, today: date) -> bool:
        """Whether it ends within a month, or what is waited for may come already."""
        return not self.is_over(today) and (self.due <= today + SOON or (self.opens or self.due) <= today)

    def state(self, today: date) -> str:
        """``over``, ``soon`` or ``later``."""
        return OVER if self.is_over(today) else NEAR if self.is_soon(today) else LATER

    def answer(self, today: date) -> str | None:
        """The paper of the catalogue that answers it; ``None`` where none does, or not under its programme."""
        if self.kind not in ANSWERS:
            return None
        answer = paper_of(ANSWERS[self.kind][self.is_over(today)])
        return None if answer.national_only and self.programme.level is not Level.NATIONAL else answer.id


class Deadlines:
    """Nothing is decided by a term: it is shown until a paper that came in or a letter that was signed ends it.

    One that no paper will end (a unit was renamed) is set aside by an officer, and may run again.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def today(self) -> date:
        return office_day(self._clock())

    def every(self) -> tuple[Deadline, ...]:
        """Every term that no paper has ended, the first to end first; terms that are over stand before all."""
        with self._store.read() as tx:
            return tuple(self._all(tx))

    def running(self) -> tuple[Deadline, ...]:
        """Those that nobody set aside."""
        return tuple(one for one in self.every() if one.aside is None)

    def asides(self) -> tuple[Deadline, ...]:
        """Those that an officer set aside."""
        return tuple(one for one in self.every() if one.aside)

    def without_end(self) -> tuple[Named, ...]:
        """Tasks of signed letters that say no end of the pilot's period: nothing reminds of their evaluation."""
        with self._store.read() as tx:
            return tuple(_Found(tx, self.today()).without_end())

    def set_aside(self, term: str, reason: str, by: str) -> Deadline:
        """The term as set aside: it stays on view with the reason."""
        demand_text(reason)
        if not reason.strip() or len(reason) > TEXT_LENGTH:
            raise Invalid("reason-missing", f"销号须写明理由，1至{TEXT_LENGTH}字。", "请补充理由后重新提交。")
        with self._store.write() as tx:
            one = self._term(tx, term)
            if one.aside:
                raise Refused("already-aside", "这项期限已经销号。", "无须再次销号。")
            return self._ruled(tx, one, TermRuling(term, True, reason.strip(), by, self._clock()))

    def reopen(self, term: str, by: str) -> Deadline:
        """The term as it runs again."""
        with self._store.write() as tx:
            one = self._term(tx, term)
            if one.aside is None:
                raise Refused("not-aside", "这项期限没有销号。", "无须恢复。")
            return self._ruled(tx, one, TermRuling(term, False, "", by, self._clock()))

    def _all(self, tx: Tx) -> list[Deadline]:
        found, asides = _Found(tx, self.today()), tx.term_rulings.asides()
        every = [*found.corrections(), *found.by_letters(), *found.evaluations(), *found.rechecks()]
        every += [*found.finishes(), *found.bans(), *found.calls()]
        ruled = (replace(one, aside=asides.get(one.id)) for one in every)
        return sorted(ruled, key=lambda one: (one.due, one.kind, one.who.unit, one.who.pilot))

    def _term(self, tx: Tx, term: str) -> Deadline:
        """The term of that id; :class:`NotFound` where there is none, or a paper has ended it."""
        found = next((one for one in self._all(tx) if one.id == term), None)
        if found is None:
            raise NotFound("no-such-term", "没有这项期限，或者它已经了结、改期。", "请刷新期限页后再试。")
        return found

    def _ruled(self, tx: Tx, one: Deadline, ruling: TermRuling) -> Deadline:
        tx.term_rulings.add(ruling)
        about = ("submission", one.submission) if one.submission else ("term", one.id)
        action = "deadline-set-aside" if ruling.aside else "deadline-reopened"
        tx.audit.add(ruling.at, ruling.by, action, about, term=one.id, deadline=one.kind, due=one.due.isoformat())
        return replace(one, aside=ruling if ruling.aside else None)


class _Found:
    """What the office holds on one day, read once."""

    def __init__(self, tx: Tx, today: date) -> None:
        papers = {*_SET_BY_LETTER, *_TASKS, _EXTENSION, *_PASSES, *_AFTER_TASK, *_AFTER_PASS}
        papers |= {paper for _, _, ends in _SET_BY_LETTER.values() for paper in ends}
        self._tx, self._today = tx, today
        self._letters = named_in_letters(tx, sorted(papers))
        self._handed = handed_in(tx, _FORMS)

    def corrections(self) -> Iterator[Deadline]:
        """补正: of a submission the newest letter, until it is decided anew or more of its papers come in."""
        standing = (one for one in reversed(self._tx.letters.of_paper("D03")) if one.state != WITHDRAWN)
        newest = {one.submission_id: one for one in standing}
        for letter in newest.values():
            told = (letter.request or {}).get("letter") or {}
            submission = self._awaiting(letter)
            if (letter.request or {}).get("maker") == CASE and told.get("due_on") and submission:
                record = Record.from_json(told["record"])
                who = Who(str(record.value("pilot_name") or ""), "、".join(letter.addressees))
                due, rules = date.fromisoformat(told["due_on"]), programme(submission.programme)
                yield Deadline(CORRECT, due, who, submission=submission.id, letter=letter, programme=rules)

    def _awaiting(self, letter: StoredLetter) -> Submission | None:
        """The submission of the letter, while it is to be corrected and no more of its papers have come."""
        submission = self._tx.submissions.get(letter.submission_id or "")
        decided = self._tx.decisions.latest(letter.submission_id or "")
        if submission is None or decided is None or decided.decision != CORRECTION:
            return None
        package = submission.package_id
        beside = self._tx.submissions.in_package(package) if package else ()
        came = any(one.id != submission.id and one.received_at > letter.at for one in beside)
        return None if came else submission

    def by_letters(self) -> Iterator[Deadline]:
        for one in self._letters:
            kind, fact, ends = _SET_BY_LETTER.get(one.letter.paper, ("", "", ()))
            due = one.day(fact) if kind else None
            if due and not self._ended(one.who, one.programme, ends, one.letter):
                yield Deadline(kind, due, one.who, None, one.submission, one.letter, one.programme)

    def evaluations(self) -> Iterator[Deadline]:
        """试点期满: of tasks that were given or passed on by a letter, or that an officer stated."""
        for who, end, rules, submission, letter in self._tasks():
            came = self._came("annex2-evaluation-application", who, rules, None)
            if came or self._ended(who, rules, _AFTER_TASK, letter):
                continue
            more = [one.day("new_end") for one in self._letters if one.letter.paper == _EXTENSION and one.is_signed
                    and one.who.is_surely(who, rules)]  # fmt: skip
            last = max([latest(end), *(day for day in more if day)])
            opens, due = _window(last, rules.evaluation_window_months, rules)
            yield Deadline(EVALUATE, due, who, opens, submission, letter)

    def without_end(self) -> Iterator[Named]:
        """The tasks that no term can be reckoned of, until somebody states one or the pilot is past it."""
        ended = [(who, rules) for who, _, rules, _, _ in self._tasks()]
        for one in self._letters:
            if one.letter.paper not in _TASKS or not one.is_signed or (one.period and is_date(one.period[1])):
                continue
            known = any(one.who.is_surely(who, rules) for who, rules in ended)
            came = self._came("annex2-evaluation-application", one.who, one.programme, None)
            if not known and not came and not self._ended(one.who, one.programme, _AFTER_TASK, one.letter):
                yield one

    def _tasks(self) -> Iterator[tuple[Who, str, Programme, str | None, StoredLetter | None]]:
        for one in self._letters:
            if one.letter.paper in _TASKS and one.is_signed and one.period and is_date(one.period[1]):
                yield one.who, one.period[1], one.programme, one.submission, one.letter
        for form in self._of("annex1-application"):
            task = stated(self._tx, form.submission).task
            if task and is_date(task.end) and Who(task.pilot_name, task.unit).is_surely(form.who, form.programme):
                yield form.who, task.end, form.programme, form.submission, None

    def rechecks(self) -> Iterator[Deadline]:
        """合格有效期届满: of the passes in the register, and of lists of passes that the office itself published."""
        entries = self._tx.register.in_force(PASSED)
        for entry in entries:
            rules, who = NATIONAL, Who(entry.pilot or "", entry.unit)
            until = _until(entry, rules)
            if until and not self._is_ended(entry, who, entries):
                yield from self._recheck(who, until, rules, None)
        for one in self._letters:
            until = one.day("valid_until") if one.letter.paper in _PASSES and one.is_signed else None
            if until and not any(_covers(entry, one, until) for entry in entries):
                yield from self._recheck(one.who, until, one.programme, one)

    def _recheck(self, who: Who, until: date, rules: Programme, one: Named | None) -> Iterator[Deadline]:
        opens, due = _window(until, rules.recheck_window_months, rules)
        since = opens or add_months(until, -rules.pass_months)
        came = self._came("annex5-recheck-application", who, rules, since)
        after = one.letter if one else None
        if not came and not self._ended(who, rules, _AFTER_PASS, after, since):
            about = next((form for form in reversed(self._handed) if form.who.is_surely(who, rules)), None)
            submission = one.submission if one else about.submission if about else None
            under = about.programme if about and not one else rules
            yield Deadline(RECHECK, due, who, opens, submission, after, under)

    def _is_ended(self, entry: Entry, who: Who, entries: tuple[Entry, ...]) -> bool:
        """Whether a later entry ends the pass or renews it."""
        rules = NATIONAL
        began = entry.published_on or date.min
        for other in self._tx.register.in_force(ENDED):
            if other.ended_on and other.ended_on >= began and Who(other.pilot or "", other.unit).is_surely(who, rules):
                return True
        return any(
            other.published_on
            and other.published_on > began
            and Who(other.pilot or "", other.unit).is_surely(who, rules)
            for other in entries
        )

    def finishes(self) -> Iterator[Deadline]:
        """复查完成: three months from receipt (第三十三条), where no letter states the day."""
        for form in self._of("annex5-recheck-application"):
            ends = ("D22", "D26", "D27", "D28")
            reported = self._came("annex6-recheck-report", form.who, form.programme, form.on)
            stands = any(
                one.letter.paper == "D22"
                and one.submission == form.submission
                and one.who.is_surely(form.who, form.programme)
                for one in self._letters
            )
            if not reported and not stands and not self._ended(form.who, form.programme, ends, None, form.on):
                due = add_months(form.on, form.programme.recheck_months)
                yield Deadline(FINISH, due, form.who, submission=form.submission, programme=form.programme)

    def bans(self) -> Iterator[Deadline]:
        """不得重新申请: two years from 撤销合格 (第二十六条), shown while they last."""
        for entry in self._tx.register.in_force(ENDED):
            if entry.ended_on and ENDINGS.get(str(entry.how)) is Ending.PASS_REVOKED:
                last = add_months(entry.ended_on, NATIONAL.ban_months)
                if last >= self._today:
                    yield Deadline(BANNED, last, Who(entry.pilot or "", entry.unit), last)

    def calls(self) -> Iterator[Deadline]:
        """申报截止, shown until it is over."""
        for rules in PROGRAMMES:
            if rules.deadline and rules.deadline >= self._today:
                yield Deadline(CALL, rules.deadline, Who(rules.title, ""), programme=rules)

    def _of(self, form: str) -> Iterator[Handed]:
        return (one for one in self._handed if one.form == form)

    def _came(self, form: str, who: Who, rules: Programme, since: date | None) -> bool:
        return any(one.who.is_surely(who, rules) and (since is None or one.on >= since) for one in self._of(form))

    def _ended(
        self, who: Who, rules: Programme, papers: tuple[str, ...], after: StoredLetter | None, since: date | None = None
    ) -> bool:
        """Whether a letter of one of the papers was signed about the pilot, after the letter and since the day."""
        later = (
            one for one in self._letters
            if one.letter.paper in papers and one.is_signed and one.letter is not after
            and (after is None or one.letter.at >= after.at)
            and (since is None or (one.letter.issued_on or office_day(one.letter.at)) >= since)
        )  # fmt: skip
        return any(one.who.is_surely(who, rules) for one in later)


def _until(entry: Entry, rules: Programme) -> date | None:
    """The last day of a pass: as it is registered, or as long after its publication as passes hold."""
    return entry.valid_until or (entry.published_on and add_months(entry.published_on, rules.pass_months))


def _covers(entry: Entry, one: Named, until: date) -> bool:
    """Whether the register holds the pass that a list gives to the pilot, or a later one."""
    ends = _until(entry, one.programme)
    return ends is not None and ends >= until and Who(entry.pilot or "", entry.unit).is_surely(one.who, one.programme)


def _window(end: date, months: int, rules: Programme) -> tuple[date | None, date]:
    """From when to when a paper may come before ``end``, as the programme reads 期满前3个月."""
    before = add_months(end, -months)
    return (None, before) if rules.window_meaning is Window.LATEST_BEFORE else (before, end)
