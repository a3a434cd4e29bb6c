"""The terms for programs: each with what it rests on and what answers it, set aside with a reason, never lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.webhook.conftest import Office
from tests.webhook.test_deadlines import OTHER, UNIT, order
from tests.webhook.test_facts import enter
from tests.webhook.test_letter_life import drafted
from tests.webhook.test_papers import STATED
from webhook.store.register import Entry

TASK = {"reviewers": "省民政厅、省教育厅等成员单位"}
REASON = {"reason": "单位已更名，另案办理"}


def told(office: Office, query: str = "", key: str = "deadlines") -> list[dict[str, Any]]:
    answer: Any = office.request("GET", f"/deadlines{query}")
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json[key]
    return found


def without_end(office: Office, query: str = "") -> list[dict[str, Any]]:
    return told(office, query, "without_end")


def rule(office: Office, term: str, step: str, **options: Any) -> tuple[int, Any]:
    answer = office.request("POST", f"/deadlines/{term}/{step}", **options)
    return answer.status_code, answer.json


def test_each_term_says_its_days_whose_it_is_what_set_it_and_what_answers_it(office: Office) -> None:
    enter(office, kind="pass", unit=UNIT, pilot=STATED["name"], published_on="2013-06-01")
    letter = drafted(office)
    answer: Any = office.request("GET", "/deadlines").json
    assert answer["on"] == "2016-05-20"
    call, recheck, correction = told(office)
    nothing = {"opens": None, "submission": None, "letter": None, "answer": None, "set_aside": None}
    title = {"unit": "", "pilot": call["pilot"], "programme": "hubei-2016"}
    assert call == {"id": call["id"], "kind": "call", "due": "2016-05-20", "state": "soon", **nothing, **title}
    about = {"unit": UNIT, "pilot": STATED["name"], "programme": "national", "opens": "2016-03-01", "answer": "D21"}
    assert recheck == {"id": recheck["id"], "kind": "recheck", "due": "2016-06-01", "state": "soon", **nothing, **about}
    submission = office.services.letters.find(letter).submission_id
    assert (correction["kind"], correction["due"], correction["state"]) == ("correction", "2016-06-04", "soon")
    assert (correction["letter"], correction["submission"]) == (letter, submission)
    assert correction["programme"] == "hubei-2016"


def test_what_is_over_stands_first_and_the_list_comes_in_pages(office: Office) -> None:
    enter(office, kind="pass", unit=OTHER, published_on="2014-01-01")
    enter(office, kind="pass", unit=UNIT, published_on="2013-01-01")
    assert [(one["state"], one["due"]) for one in told(office)] == [
        ("over", "2016-01-01"),
        ("soon", "2016-05-20"),
        ("later", "2017-01-01"),
    ]
    assert [one["due"] for one in told(office, "?limit=1&offset=2")] == ["2017-01-01"]
    assert told(office, "?offset=2147483647") == []


def test_a_term_that_no_paper_ends_is_set_aside_with_a_reason_and_runs_again(office: Office) -> None:
    enter(office, kind="pass", unit=UNIT, published_on="2013-01-01")
    term = told(office)[0]
    aside = {**term, "set_aside": {**REASON, "by": "王芳", "at": "2016-05-20T15:30:00+00:00"}}
    assert rule(office, term["id"], "set-aside", json=REASON) == (200, aside)
    assert term["id"] not in [one["id"] for one in told(office)]
    assert told(office, "?set_aside=true") == [aside]
    assert rule(office, term["id"], "reopen") == (200, term)
    assert told(office)[0] == term
    assert told(office, "?set_aside=true") == []
    with office.store.read() as tx:
        trail = [(event.actor, event.action, event.detail["due"]) for event in tx.audit.about("term", term["id"])]
    assert trail == [("王芳", "deadline-set-aside", "2016-01-01"), ("王芳", "deadline-reopened", "2016-01-01")]


def test_a_term_that_is_moved_to_another_day_runs_though_it_was_set_aside(office: Office) -> None:
    order(office, "D06p", TASK)
    term = next(one for one in told(office) if one["kind"] == "evaluation")
    rule(office, term["id"], "set-aside", json=REASON)
    order(office, "D06a", {"applied_on": "2016-05-10", "reason": "办公场所搬迁", "new_end": "2018-09-30"})
    assert [one["due"] for one in told(office) if one["kind"] == "evaluation"] == ["2018-09-30"]


def test_a_pass_stays_set_aside_whatever_else_its_unit_hands_in(office: Office) -> None:
    enter(office, kind="pass", unit="武汉市江汉区人民政府", published_on="2013-01-01")
    rule(office, told(office)[0]["id"], "set-aside", json=REASON)
    drafted(office)
    assert [one["kind"] for one in told(office)] == ["call", "correction"]


@pytest.mark.parametrize(("published", "until"), [(date(9999, 12, 31), None), (date(1, 1, 1), date(1, 1, 2))])
def test_an_entry_that_was_kept_with_a_mistyped_year_hides_no_other_term(
    office: Office, published: date, until: date | None
) -> None:
    enter(office, kind="pass", unit=UNIT, published_on="2013-01-01")
    days = (None, published, until)
    with office.store.write() as tx:
        tx.register.add(Entry("e", "pass", OTHER, None, None, None, *days, "", "王芳", office.clock()))
    assert "2016-01-01" in [one["due"] for one in told(office)]


def test_a_task_whose_letter_says_no_period_is_told_beside_the_terms(office: Office) -> None:
    letter = order(office, "D06p", TASK, pilots=[{**STATED, "period": None}])
    about = {"unit": UNIT, "pilot": STATED["name"], "programme": "provincial", "submission": None}
    assert without_end(office, "?limit=1&offset=9") == [{**about, "letter": letter}]
    order(office, "D06p", TASK)
    assert without_end(office) == []


@pytest.mark.parametrize("reason", ["", " ", "字" * 201])
def test_a_term_is_not_set_aside_without_a_reason_that_can_be_read(office: Office, reason: str) -> None:
    term = told(office)[0]["id"]
    assert rule(office, term, "set-aside", json={"reason": reason})[0] == 422
    assert told(office, "?set_aside=true") == []


def test_what_is_said_twice_of_a_term_or_of_one_that_is_over_is_refused(office: Office) -> None:
    term = told(office)[0]["id"]
    assert rule(office, term, "reopen")[1]["error"]["code"] == "not-aside"
    assert rule(office, term, "set-aside", json=REASON)[0] == 200
    assert rule(office, term, "set-aside", json=REASON)[1]["error"]["code"] == "already-aside"
    office.clock.now = office.clock.now.replace(year=2017)
    status, answer = rule(office, term, "reopen")
    assert (status, answer["error"]["code"]) == (404, "no-such-term")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", ""), ("POST", "/0123456789abcdef/set-aside"), ("POST", "/0123456789abcdef/reopen")]
)
def test_a_stranger_is_told_of_no_term_and_sets_none_aside(office: Office, method: str, path: str) -> None:
    assert office.client.open(f"/api/v1/deadlines{path}", method=method, json=REASON).status_code == 401
