"""How long a pilot lasts and in which order its dates follow (第十八条; 湖北通知第四部分)."""

from __future__ import annotations

from collections.abc import Iterator

from forms.evidence import Evidence
from forms.finding import Severity
from forms.law import Practice
from forms.periods import chinese_date, earliest, is_date, latest, months_between, surely_longer, surely_shorter
from forms.record import Answer
from forms.rules.facts import FORMS, Facts, PlacedBlock, page_note
from forms.rules.rule import Answers, Breach, Unknown, rule
from forms.statutes import HUBEI_2016, RULES

Span = tuple[str, str]


def span(answer: Answer | None) -> Span | None:
    """Start and end of a range whose both ends are known."""
    value = answer.value if answer else None
    if not isinstance(value, dict):
        return None
    start, end = value.get("start"), value.get("end")
    return (start, end) if is_date(start) and is_date(end) else None


@rule(
    "R18.1",
    basis=RULES.art(18),
    strength="一般",
    gravest=Severity.BLOCK,
    reads=("fields.pilot_period",),
    on=("annex1-application", "annex2-evaluation-application"),
)
def usual_length(facts: Facts) -> Answers:
    """试点创建工作期限一般为2至3年。

    Both ends belong to the period. Where only months are known it is outside only if it is so in every reading:
    2016-05 to 2018-05 is 24 months and 2016-01 to 2017-12 two full years, both stand; 2016-05 to 2019-05 is 36.
    An end that is not after the start is a fault of its own.
    """
    answer = facts.answer("pilot_period")
    period = span(answer)
    if answer is None or period is None:
        yield Unknown("试点时间未印出、未填写或者不完整")
        return
    known = min(len(period[0]), len(period[1]))
    start, end = period[0][:known], period[1][:known]
    if end < start or (end == start and len(period[0]) == len(period[1])):
        yield _reversed(facts, answer, period)
    elif end == start:
        yield Unknown("起止在同一月内，先后无法判断")
    else:
        yield from _length(facts, answer, period)


@rule(
    "H7",
    basis=HUBEI_2016.part("第四部分第2项"),
    strength="一般为",
    gravest=Severity.WARN,
    reads=("fields.pilot_period",),
    local=True,
)
def usual_length_in_hubei(facts: Facts) -> Answers:
    """试点创建时间一般为2-3年。"""
    for found in usual_length(facts):
        if isinstance(found, Unknown) or found.code == "period-length":
            yield found


def _reversed(facts: Facts, answer: Answer, period: Span) -> Breach:
    return Breach(
        "period-order",
        Severity.BLOCK,
        "fields.pilot_period",
        f"“{facts.label('pilot_period')}”止期{chinese_date(period[1])}不晚于起期{chinese_date(period[0])}"
        f"{page_note(answer.evidence)}。请更正后重新报送。",
        evidence=answer.evidence,
    )


def _length(facts: Facts, answer: Answer, period: Span) -> Iterator[Breach]:
    shortest, longest = facts.programme.term_months
    short, long = surely_shorter(*period, shortest), surely_longer(*period, longest)
    if short or long:
        yield Breach(
            "period-length",
            Severity.WARN,
            "fields.pilot_period",
            f"“{facts.label('pilot_period')}”自{chinese_date(period[0])}至{chinese_date(period[1])}，"
            f"约{months_between(*period)}个月{page_note(answer.evidence)}，"
            f"{'短于' if short else '长于'}一般期限（{shortest}至{longest}个月）。请核对，确需如此的请说明理由。",
            evidence=answer.evidence,
        )


_FILED = ("filed_on", "applied_on", "reported_on")
"""Where a form says when it was filed; a form prints one of them."""
_VISITED = ("evaluated_on", "rechecked_on")
_IN_ORDER = (
    ("standards_system_issued_on", "standards_system_running_since"),
    ("standards_system_running_since", "self_check_on"),
    ("evaluated_on", "reported_on"),
    ("rechecked_on", "reported_on"),
    ("qualified_on", "applied_on"),
    ("qualified_on", "reported_on"),
    ("qualified_on", "valid_until"),
)
_MAY_LIE_AHEAD = ("valid_until", "pilot_period")


@rule(
    "X3",
    basis=Practice("日期先后应当合理"),
    strength="—",
    gravest=Severity.WARN,
    reads=(
        "fields.filed_on",
        "fields.applied_on",
        "fields.reported_on",
        "fields.evaluated_on",
        "fields.rechecked_on",
        "fields.qualified_on",
        "fields.valid_until",
        "fields.standards_system_issued_on",
        "fields.standards_system_running_since",
        "fields.self_check_on",
        "fields.pilot_period",
        "blocks.date",
        "rows.plan.period",
    ),
    on=FORMS,
)
def dates_in_order(facts: Facts) -> Answers:
    """Filed, then signed, then judged; no date to come; a step of the plan lies not wholly outside the pilot's time.

    Dates of which only the month is known are compared as far as they are known. Nothing is compared with a date of
    filing that is itself still to come. A report is signed after the visit began; it may be dated later than that.
    """
    to_come = list(_fields_to_come(facts))
    yield from to_come
    bound = _bound(facts)
    if bound is None:
        yield Unknown("填报日期未印出或者未填写")
    early = None if any(breach.where == f"fields.{bound}" for breach in to_come) else bound
    for placed in facts.blocks:
        yield from _signed(facts, placed, early)
    yield from _pairs(facts)
    yield from _plan_periods(facts)


def _bound(facts: Facts) -> str | None:
    """The slot of the day before which no block can be signed."""
    slot = facts.first(*_VISITED) or facts.first(*_FILED)
    return slot if slot and _first_day(facts.answer(slot)) else None


def _first_day(answer: Answer | None) -> str | None:
    """A date, or the start of a range whose both ends are known."""
    period = span(answer)
    return period[0] if period else _day(answer)


def _last_day(answer: Answer | None) -> str | None:
    period = span(answer)
    return period[1] if period else _day(answer)


def _fields_to_come(facts: Facts) -> Iterator[Breach]:
    for slot in (*_FILED, *_VISITED, *(slot for pair in _IN_ORDER for slot in pair)):
        answer, day = facts.answer(slot), _first_day(facts.answer(slot))
        if answer is not None and day is not None and slot not in _MAY_LIE_AHEAD:
            yield from _not_to_come(facts, day, f"fields.{slot}", f"“{facts.label(slot)}”", answer.evidence)


def _signed(facts: Facts, placed: PlacedBlock, bound: str | None) -> Iterator[Breach]:
    signed_on = _day(placed.read.date)
    if signed_on is None:
        return
    evidence = placed.read.date.evidence or placed.read.evidence
    where = placed.where("date")
    yield from _not_to_come(facts, signed_on, where, placed.name, evidence)
    first = _first_day(facts.answer(bound)) if bound else None
    if bound and first and latest(signed_on) < earliest(first):
        name = facts.label(bound) if bound != "filed_on" else "填报日期"
        message = (
            f"{placed.name}日期{chinese_date(signed_on)}早于{name}{chinese_date(first)}"
            f"{page_note(evidence)}。请核对原件上的日期。"
        )
        yield Breach("date-order", Severity.WARN, where, message, evidence=evidence)


def _pairs(facts: Facts) -> Iterator[Breach]:
    for before, after in _IN_ORDER:
        answer = facts.answer(after)
        first, then = _last_day(facts.answer(before)), _first_day(answer)
        if answer is not None and first and then and latest(then) < earliest(first):
            message = (
                f"“{facts.label(after)}”{chinese_date(then)}{page_note(answer.evidence)}早于"
                f"“{facts.label(before)}”{chinese_date(first)}。请核对原件上的日期。"
            )
            yield Breach("date-order", Severity.WARN, f"fields.{after}", message, evidence=answer.evidence)


def _day(answer: Answer | None) -> str | None:
    return answer.value if answer is not None and is_date(answer.value) else None


def _not_to_come(facts: Facts, day: str, where: str, name: str, evidence: Evidence | None) -> Iterator[Breach]:
    bounds = [bound for bound in (facts.on, facts.outside.received_on) if bound is not None]
    if earliest(day) > min(bounds):
        message = (
            f"{name}日期{chinese_date(day)}晚于{chinese_date(min(bounds).isoformat())}"
            f"{page_note(evidence)}，尚未到来。请核对原件上的日期。"
        )
        yield Breach("date-future", Severity.WARN, where, message, evidence=evidence)


def _plan_periods(facts: Facts) -> Iterator[Breach]:
    pilot = span(facts.answer("pilot_period"))
    for index, row in enumerate(facts.rows("plan") or ()):
        answer = row.get("period")
        step = span(answer)
        if answer is None or step is None:
            continue
        where, note = f"rows.plan[{index}].period", page_note(answer.evidence)
        if latest(step[1]) < earliest(step[0]):
            message = f"工作计划第{index + 1}行时间起止颠倒{note}。请更正。"
            yield Breach("period-order", Severity.WARN, where, message, evidence=answer.evidence)
        elif (
            pilot
            and pilot[0] <= pilot[1]
            and (latest(step[1]) < earliest(pilot[0]) or earliest(step[0]) > latest(pilot[1]))
        ):
            message = (
                f"工作计划第{index + 1}行时间{chinese_date(step[0])}至{chinese_date(step[1])}{note}不在试点时间"
                f"{chinese_date(pilot[0])}至{chinese_date(pilot[1])}之内。请核对。"
            )
            yield Breach("date-order", Severity.WARN, where, message, evidence=answer.evidence)
