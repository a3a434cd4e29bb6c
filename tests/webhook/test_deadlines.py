"""Terms that run: set by letters, by the articles and by the register, and ended by papers alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from forms.record import Record
from tests.webhook.conftest import Office, answer
from tests.webhook.test_decisions import decide
from tests.webhook.test_facts import enter
from tests.webhook.test_letter_life import drafted, take, withdraw
from tests.webhook.test_papers import MINISTRY, PROVINCE, STATED, draft
from webhook.service.registers.deadlines import Deadline

TODAY = date(2016, 5, 20)
UNIT, OTHER = "宜昌市西陵区民政局", "襄阳市樊城区民政局"
RECHECK_FORM, EVALUATION_FORM = "annex5-recheck-application", "annex2-evaluation-application"


def watched(office: Office) -> list[Deadline]:
    """Every term but that of the call for applications, which ends on this very day."""
    return [one for one in office.services.deadlines.running() if one.kind != "call"]


def running(office: Office) -> list[tuple[str, str]]:
    return [(one.kind, one.due.isoformat()) for one in watched(office)]


def only(office: Office) -> Deadline:
    (one,) = watched(office)
    return one


def order(office: Office, paper: str, facts: dict[str, Any], *, to: str = "signed", **changed: Any) -> str:
    """A letter on the stated pilot, taken to that step; its id."""
    told = {"programme": "provincial", "issuer": PROVINCE, "addressees": ["〈承担单位〉"], "pilots": [STATED]}
    made = draft(office, paper, **{**told, **changed}, facts=facts)
    assert made.json is not None
    assert made.status_code == 201, made.json
    if to != "drafted":
        assert take(office, made.json["id"], to).status_code == 200
    return str(made.json["id"])


def form(id: str, unit: str = UNIT, name: str = STATED["name"]) -> Record:  # type: ignore[assignment]
    return Record(id, "national", fields={"pilot_name": answer(name), "unit_name": answer(unit)})


def test_a_letter_of_correction_sets_a_term_until_it_is_withdrawn_or_decided_anew(office: Office) -> None:
    letter = drafted(office)
    one = only(office)
    assert (one.kind, one.due, one.letter and one.letter.id) == ("correction", date(2016, 6, 4), letter)
    assert one.is_soon(TODAY)
    assert not one.is_over(TODAY)
    assert decide(office, str(one.submission), "pending").status_code == 200
    assert running(office) == []


def test_a_withdrawn_letter_sets_no_term(office: Office) -> None:
    withdraw(office, drafted(office))
    assert running(office) == []


@pytest.mark.parametrize(
    ("until", "group", "paper"),
    [
        ("2016-05-19", "over", "D23"),
        ("2016-06-01", "soon", "D21"),
        ("2016-08-20", "soon", "D21"),
        ("2016-08-21", "later", "D21"),
    ],
)
def test_a_pass_is_watched_to_its_end_and_from_the_day_of_its_window(
    office: Office, until: str, group: str, paper: str
) -> None:
    enter(office, kind="pass", unit=UNIT, published_on="2013-05-01", valid_until=until)
    one = only(office)
    found = "over" if one.is_over(TODAY) else "soon" if one.is_soon(TODAY) else "later"
    assert (one.kind, one.due.isoformat(), found, one.answer(TODAY)) == ("recheck", until, group, paper)


def test_a_pass_is_watched_no_more_once_its_unit_applied_and_not_for_another_units_form(office: Office) -> None:
    enter(office, kind="pass", unit=UNIT, pilot=STATED["name"], published_on="2013-06-01")
    office.paper(form(RECHECK_FORM, OTHER))
    assert ("recheck", "2016-06-01") in running(office), "three years from its publication"
    office.paper(form(RECHECK_FORM))
    assert running(office) == [("recheck-finish", "2016-08-20"), ("recheck-finish", "2016-08-20")]


def test_an_ended_or_renewed_pass_is_watched_no_more(office: Office) -> None:
    enter(office, kind="pass", unit=UNIT, published_on="2013-06-01")
    enter(office, kind="pass", unit=UNIT, published_on="2016-05-02")
    assert running(office) == [("recheck", "2019-05-02")]
    enter(office, kind="ended", unit=UNIT, how="pass-revoked", ended_on="2016-05-10")
    assert running(office) == [("ban", "2018-05-10")]


def test_a_recheck_is_to_be_finished_three_months_after_receipt_or_on_the_day_a_letter_states(office: Office) -> None:
    submission = office.paper(form(RECHECK_FORM))
    assert running(office) == [("recheck-finish", "2016-08-20")]
    letter = order(office, "D22", {}, to="drafted", pilots=[{"submission": submission}])
    one = only(office)
    assert (one.due.isoformat(), one.letter and one.letter.id) == ("2016-08-20", letter)
    office.paper(form("annex6-recheck-report"))
    assert [one.letter and one.letter.id for one in watched(office)] == [letter]


def test_a_task_ends_with_the_period_or_with_its_extension_and_an_application_ends_the_watch(office: Office) -> None:
    letter = order(office, "D06p", {"reviewers": "省民政厅、省教育厅等成员单位"})
    one = only(office)
    assert (one.kind, one.opens, one.due) == ("evaluation", date(2018, 2, 28), date(2018, 5, 31))
    assert one.letter
    assert one.letter.id == letter
    order(office, "D06a", {"applied_on": "2016-05-10", "reason": "办公场所搬迁", "new_end": "2018-09-30"})
    assert running(office) == [("evaluation", "2018-09-30")]
    office.paper(form(EVALUATION_FORM, name="别的试点"))
    assert running(office) == [("evaluation", "2018-09-30")]
    office.paper(form(EVALUATION_FORM))
    assert running(office) == []


def test_what_a_letter_asks_to_put_right_runs_until_a_letter_that_answers_it_is_signed(office: Office) -> None:
    facts = {"checked_on": "2016-05-10", "problems": [{"problem": "标准未实施。"}], "due_on": "2016-11-20"}
    order(office, "D17", facts, programme="national")
    assert running(office) == [("follow-up", "2016-11-20")]
    answering = {"checked_on": "2016-05-10", "due_on": "2016-11-20", "facts": "已整改。"}
    told = order(office, "D17b", answering, to="drafted", programme="national", addressees=[MINISTRY])
    assert running(office) == [("follow-up", "2016-11-20")], "a draft ends nothing"
    take(office, told, "signed")
    assert running(office) == []


def test_terms_stand_in_the_order_of_their_days(office: Office) -> None:
    enter(office, kind="pass", unit=OTHER, published_on="2014-01-01")
    enter(office, kind="pass", unit=UNIT, published_on="2013-01-01")
    drafted(office)
    assert [due for _, due in running(office)] == ["2016-01-01", "2016-06-04", "2017-01-01"]


def test_a_call_is_shown_until_its_last_day(office: Office) -> None:
    (call,) = office.services.deadlines.running()
    assert (call.kind, call.due, call.is_over(TODAY)) == ("call", TODAY, False)
