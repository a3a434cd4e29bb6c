"""Facts beside the papers: stated with the files or later, kept in the register, and what they make of the findings."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.webhook.conftest import PDF, Office, OfficeMaker, complete
from tests.webhook.test_packages import codes as joint_codes
from tests.webhook.test_packages import package, tagged, zipped
from tests.webhook.test_review import codes

UNIT = str(complete().value("lead_unit"))
MEETING = {"name": "宜昌市社会管理和公共服务标准化联席会议", "kind": "city-meeting", "city_has_meeting": True}
END = {"kind": "ended", "unit": UNIT, "how": "pass-revoked", "ended_on": "2014-06-01", "source": "通报"}


def state(office: Office, submission: str, **facts: Any) -> TestResponse:
    return tagged(office, "PUT", f"/submissions/{submission}/facts", facts)


def enter(office: Office, **entry: Any) -> TestResponse:
    return office.request("POST", "/register", json=entry)


def banned(office: Office, submission: str) -> bool:
    return any(code == "banned-unit" for code, _ in codes(office, submission))


# -- stated ---------------------------------------------------------------------------------------------------------


def test_facts_come_with_the_files_and_are_judged_by_at_once(office: Office) -> None:
    office.reader.records[PDF] = complete()
    ended = [{"unit": UNIT, "how": "pass-revoked", "on": "2014-06-01"}]
    made = office.post(PDF, form={"facts": json.dumps({"ended": ended, "copies": 4})})
    office.work()
    submission = made.json["id"]
    assert office.request("GET", f"/submissions/{submission}/facts").json["stated"] == {"ended": ended, "copies": 4}
    assert banned(office, submission)


def test_facts_stated_later_take_the_place_of_those_before_and_make_a_new_revision(office: Office) -> None:
    submission = office.paper(complete())
    ended = [{"unit": UNIT, "how": "pass-revoked", "on": "2014-06-01"}]
    made = state(office, submission, ended=ended)
    assert (made.status_code, made.json["stated"]) == (200, {"ended": ended})
    assert banned(office, submission)
    assert office.request("GET", f"/submissions/{submission}/record").json["revision"] == 2
    state(office, submission)
    assert not banned(office, submission)
    events = [(e.action, e.detail) for e in office.services.cases.trail(submission)]
    assert events.count(("facts-stated", {"facts": ["ended"]})) == 2
    assert ("form-judged-anew", {"revision": 2}) in events


def test_facts_that_change_no_finding_make_no_revision(office: Office) -> None:
    submission = office.paper(complete())
    state(office, submission, copies=4)
    assert office.request("GET", f"/submissions/{submission}/record").json["revision"] == 1


def test_the_server_says_when_the_papers_came_and_nobody_else(office: Office) -> None:
    submission = zipped(office)
    refused = state(office, submission, received_on="2016-05-01")
    assert (refused.status_code, refused.json["error"]["code"]) == (422, "received-on-given")
    assert package(office, submission)["facts"]["received_on"] == "2016-05-20"


@pytest.mark.parametrize(
    ("given", "said"),
    [("{", "第1行"), ('{"copies": "4"}', "copies：应为"), ('{"colour": 1}', "colour：没有此项"), ("[]", "应为对象")],
)
def test_facts_that_make_no_sense_refuse_the_whole_submission(office: Office, given: str, said: str) -> None:
    refused = office.post(PDF, form={"facts": given})
    assert (refused.status_code, refused.json["error"]["code"]) == (422, "facts-malformed")
    assert said in refused.json["error"]["message"]
    assert office.request("GET", "/submissions").json["submissions"] == []


def test_every_wrong_fact_is_named_in_the_details(office: Office) -> None:
    submission = office.paper(complete())
    refused = state(office, submission, copies=-1, recommender={"name": "甲"}, more=1)
    assert refused.status_code == 422
    assert refused.json["error"]["details"]["json"].keys() == {"copies", "recommender", "more"}


def test_the_same_files_with_other_facts_change_nothing_unasked(office: Office) -> None:
    first = office.post(PDF, form={"facts": '{"copies": 4}'})
    assert office.post(PDF, form={"facts": '{"copies": 4}'}).json["id"] == first.json["id"]
    assert office.post(PDF).json["id"] == first.json["id"]
    refused = office.post(PDF, form={"facts": '{"copies": 3}'})
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "facts-differ")
    assert office.request("GET", f"/submissions/{first.json['id']}/facts").json["stated"] == {"copies": 4}


def test_facts_of_several_submissions_count_for_all_their_papers(office: Office) -> None:
    first = zipped(office)
    second = office.submit(PDF + b" more")
    tagged(office, "PUT", f"/submissions/{second}/package", {"package": first})
    state(office, first, copies=4)
    state(office, second, recommender=MEETING)
    told = package(office, first)["facts"]
    assert (told["copies"], told["recommender"]["name"]) == (4, MEETING["name"])


def test_a_recommender_over_its_quota_is_found_by_what_the_office_holds(office: Office) -> None:
    member = {"name": "湖北省教育厅", "kind": "member-unit"}
    first = zipped(office)
    state(office, first, recommender=member)
    assert package(office, first)["facts"]["recommender"]["recommended"] == 1
    others = [office.submit(PDF + str(n).encode()) for n in range(2)]
    for other in others:
        state(office, other, recommender=member)
    assert package(office, first)["facts"]["recommender"]["recommended"] == 3
    assert "quota-exceeded" in joint_codes(office, first)
    state(office, first, recommender={**member, "recommended": 2})
    assert "quota-exceeded" not in joint_codes(office, first)


# -- the register ---------------------------------------------------------------------------------------------------


def test_an_entry_of_the_register_is_judged_by_at_once_until_it_is_struck_out(office: Office) -> None:
    submission = office.paper(complete())
    assert not banned(office, submission)
    made = enter(office, **END)
    assert (made.status_code, made.json["by"], made.json["struck_at"]) == (201, "王芳", None)
    assert banned(office, submission)
    struck = office.request("POST", f"/register/{made.json['id']}/strike", json={"reason": "登记有误"})
    assert (struck.status_code, struck.json["struck_reason"]) == (200, "登记有误")
    assert not banned(office, submission)
    assert [e["id"] for e in office.request("GET", "/register").json["entries"]] == [made.json["id"]]


def test_an_entry_holds_for_what_is_handed_in_after_it(office: Office) -> None:
    enter(office, **END)
    assert banned(office, office.paper(complete()))


def test_only_a_revoked_pass_bans_and_only_its_own_unit(office: Office) -> None:
    enter(office, **{**END, "how": "terminated"})
    enter(office, **{**END, "unit": "别的单位"})
    assert not banned(office, office.paper(complete()))


def test_a_decided_submission_is_left_as_it_was_decided(office: Office) -> None:
    from tests.webhook.test_decisions import decide

    submission = office.paper(complete())
    assert decide(office, submission, "accepted").status_code == 200
    enter(office, **END)
    assert not banned(office, submission)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({**END, "unit": " "}, "单位名称"),
        ({**END, "how": None}, "如何终结"),
        ({**END, "ended_on": None}, "决定日期"),
        ({**END, "code": "123"}, "“123”不是"),
        ({**END, "published_on": "2016-01-01"}, "没有公布日期"),
        ({**END, "source": "长" * 201}, "最多200字"),
        ({"kind": "pass", "unit": UNIT}, "合格公布日期"),
        ({"kind": "pass", "unit": UNIT, "published_on": "2016-01-02", "valid_until": "2016-01-01"}, "早于公布日期"),
        ({"kind": "pass", "unit": UNIT, "published_on": "2016-01-02", "how": "cancelled"}, "没有终结方式"),
        ({"kind": "pass", "unit": UNIT, "published_on": "9999-12-31"}, "9999-12-31不会是登记的日期"),
        ({**END, "ended_on": "0216-01-02"}, "0216-01-02不会是登记的日期"),
    ],
)
def test_an_entry_that_makes_no_sense_is_refused_by_name(office: Office, entry: dict[str, Any], said: str) -> None:
    refused = enter(office, **entry)
    assert (refused.status_code, refused.json["error"]["code"]) == (422, "register-entry-wrong")
    assert said in refused.json["error"]["message"]
    assert office.request("GET", "/register").json["entries"] == []


def test_several_faults_of_an_entry_are_named_at_once(office: Office) -> None:
    message = enter(office, kind="ended", unit="").json["error"]["message"]
    assert all(said in message for said in ("单位名称", "如何终结", "决定日期"))


def test_the_same_entry_stands_once(office: Office) -> None:
    enter(office, **END)
    again = enter(office, **END)
    assert (again.status_code, again.json["error"]["code"]) == (409, "register-entry-known")


def test_striking_out_asks_for_a_reason_and_happens_once(office: Office) -> None:
    entry = enter(office, **END).json["id"]
    path = f"/register/{entry}/strike"
    assert office.request("POST", path, json={"reason": " "}).json["error"]["code"] == "reason-missing"
    assert office.request("POST", path, json={"reason": "有误"}).status_code == 200
    assert office.request("POST", path, json={"reason": "有误"}).json["error"]["code"] == "already-struck"
    assert office.request("POST", "/register/none/strike", json={"reason": "有误"}).status_code == 404


def test_the_register_is_on_the_audit_trail_with_who_and_when(office: Office) -> None:
    entry = enter(office, **END).json["id"]
    office.request("POST", f"/register/{entry}/strike", json={"reason": "有误"})
    with office.store.read() as tx:
        events = [(e.actor, e.action) for e in tx.audit.about("register", entry)]
    assert events == [("王芳", "register-added"), ("王芳", "register-struck")]


def test_a_pass_is_found_by_unit_and_pilot_with_how_it_ended(office: Office) -> None:
    from webhook.service.cases.facts import facts_for

    held = complete()
    submission = office.paper(held)
    pilot = held.value("pilot_name")
    passed = {"kind": "pass", "unit": UNIT, "published_on": "2014-01-01", "valid_until": "2017-01-01"}
    enter(office, **passed, pilot=pilot)
    enter(office, **{**passed, "published_on": "2015-01-01"}, pilot="别的试点")
    with office.store.read() as tx:
        found = facts_for(tx, tx.submissions.get(submission), held).passed  # type: ignore[arg-type]
    assert found is not None
    assert (found.published_on, found.ended) == (date(2014, 1, 1), None)
    enter(office, **END)
    with office.store.read() as tx:
        found = facts_for(tx, tx.submissions.get(submission), held).passed  # type: ignore[arg-type]
    assert found is not None
    assert found.ended == "撤销合格"


# -- outgoing papers ------------------------------------------------------------------------------------------------

PAPER = {"kind": "application-report", "issuers": ["湖北省教育厅"], "to": ["部级联席办公室"], "joint_review": True}


def test_an_outgoing_paper_is_judged_and_not_kept(office: Office) -> None:
    made = office.request("POST", "/checks/outgoing?programme=national&on=2018-06-01", json=PAPER)
    assert made.status_code == 200
    assert ("issuer-wrong", "R04") in [(f["code"], f["rule"]) for f in made.json["findings"]]


def test_what_is_no_outgoing_paper_is_refused_with_every_fault(office: Office) -> None:
    refused = office.request("POST", "/checks/outgoing", json={"kind": "letter", "copies": "2"})
    assert refused.status_code == 422
    assert refused.json["error"]["details"]["json"].keys() == {"kind", "issuers", "copies"}
    unknown = office.request("POST", "/checks/outgoing?programme=mars", json=PAPER)
    assert (unknown.status_code, unknown.json["error"]["code"]) == (422, "unknown-programme")


# -- mails ----------------------------------------------------------------------------------------------------------


def test_strangers_see_and_change_nothing_of_it(office: Office) -> None:
    for method, path in (("GET", "/register"), ("POST", "/checks/outgoing"), ("GET", "/submissions/x/facts")):
        assert office.client.open(f"/api/v1{path}", method=method, json={}).status_code == 401


def test_a_setting_that_nobody_can_understand_stops_the_start(make_office: OfficeMaker) -> None:
    from webhook.service.problems import Invalid

    with pytest.raises(Invalid) as refused:
        make_office(mail_programmes="a@example.invalid=mars")
    assert "mars" in refused.value.message
