"""Reports and the summary table from the service: drawn from the submissions named, refused with every fault at once."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest

from forms.record import Answer, Record
from tests.render.test_reports import RECHECK, REPORT_3, REPORT_6, UNIT, application, group, recheck, visit
from tests.render.test_summary import Book
from tests.render.words import all_text, cells_of
from tests.webhook.conftest import Office, answer, complete, record

ANNEX_2 = application("annex2-evaluation-application")


def draft(office: Office, submission: str, form: str = REPORT_3, path: str = "", **body: Any) -> Any:
    facts = visit(reported_on="2016-05-12", evaluated_on="2016年5月10日")
    given = {"form": form, "facts": facts, **body}
    return office.request("POST", f"/reports/of/{submission}{path}", json=given)


def summary(office: Office, *submissions: str, **body: Any) -> Any:
    return office.request("POST", "/summaries", json={"rows": [{"submission": one} for one in submissions], **body})


def together(office: Office, *submissions: str) -> None:
    """Say that the papers of these submissions belong together."""
    first, *others = submissions
    for one in (first, *others):
        tag = office.request("GET", f"/submissions/{one}").headers["ETag"]
        put = office.request("PUT", f"/submissions/{one}/package", json={"package": first}, headers={"If-Match": tag})
        assert put.status_code == 200, put.get_json()


def events(office: Office, submission: str) -> list[str]:
    return [event.action for event in office.services.cases.trail(submission)]


def test_a_report_is_drawn_from_the_submission_and_the_facts(office: Office) -> None:
    held = office.paper(ANNEX_2)
    answered = draft(office, held)
    assert answered.status_code == 200
    assert "attachment" in answered.headers["Content-Disposition"]
    text = all_text(answered.data)
    assert UNIT in text
    assert any("陈立新" in row for row in cells_of(answered.data))
    assert "report-drafted" in events(office, held)


def test_a_report_of_which_much_is_missing_names_all_places_and_leaves_no_trace(office: Office) -> None:
    held = office.paper(ANNEX_2)
    answered = draft(office, held, facts={"score": "很高"})
    error = answered.get_json()["error"]
    assert (answered.status_code, error["code"]) == (422, "detail-missing")
    assert {"score", "group", "conclusion", "procedure_feedback"} <= set(error["details"])
    assert "report-drafted" not in events(office, held)


def test_an_unconfirmed_name_refuses_the_report_until_it_is_confirmed(office: Office) -> None:
    unsure = application("annex2-evaluation-application", pilot_name=answer("江汉试点", needs_review=True))
    held = office.paper(unsure)
    answered = draft(office, held)
    assert (answered.status_code, answered.get_json()["error"]["code"]) == (409, "value-unconfirmed")


def test_a_recheck_report_rests_on_the_papers_of_the_pilot_put_together(office: Office) -> None:
    first, second = office.paper(RECHECK[0]), office.paper(RECHECK[1])
    facts = recheck(rechecked_on="2016年5月10日至2016年5月11日", reported_on="2016-05-12")
    alone = draft(office, first, REPORT_6, facts=facts)
    assert (alone.status_code, set(alone.get_json()["error"]["details"])) == (422, {"applications"})
    together(office, first, second)
    for one in (first, second):
        assert draft(office, one, REPORT_6, facts=facts).status_code == 200


def test_of_several_applications_one_is_named(office: Office) -> None:
    other = application("annex2-evaluation-application", pilot="硚口区养老服务综合标准化试点")
    office.reader.records |= {b"%PDF-one": ANNEX_2, b"%PDF-two": other}
    held = office.post(b"%PDF-one", b"%PDF-two").get_json()["id"]
    office.work()
    assert draft(office, held).get_json()["error"]["code"] == "several-applications"
    papers = {str(p.record.value("pilot_name")): p.id for p in office.services.cases.get(held).papers}
    made = draft(office, held, application=papers["硚口区养老服务综合标准化试点"])
    assert "硚口区养老服务综合标准化试点" in all_text(made.data)
    assert draft(office, held, application="x" * 32).status_code == 404


def test_the_rules_are_told_before_a_report_is_made(office: Office) -> None:
    held = office.paper(ANNEX_2)
    few = visit(evaluated_on="2016年5月10日", reported_on="2016-05-12", group=group(3))
    answered = draft(office, held, path="/findings", facts=few)
    assert "group-size" in [found["code"] for found in answered.get_json()["findings"]]
    assert "report-drafted" not in events(office, held)


def test_what_a_report_needs_can_be_asked(office: Office) -> None:
    told = office.request("GET", f"/reports/{REPORT_6}").get_json()
    assert told["applications"] == ["annex4-recheck-self-inspection", "annex5-recheck-application"]
    assert "spot_check" in told["facts"]["required"]
    assert office.request("GET", "/reports/annex1-application").status_code == 404
    assert office.request("GET", f"/reports/{REPORT_6}?edition=none").status_code == 404


@pytest.mark.parametrize("wrong", [{"form": "annex9"}, {"facts": []}, {"script": "latin"}, {"unknown": 1}])
def test_a_request_that_makes_no_sense_is_refused(office: Office, wrong: dict[str, Any]) -> None:
    assert draft(office, office.paper(ANNEX_2), **wrong).status_code == 422


def test_the_chosen_submissions_stand_in_the_table_in_their_order(office: Office) -> None:
    first = office.paper(record(pilot_name=answer("甲试点")))
    second = office.paper(record(pilot_name=answer("乙试点")))
    rows = cells_of(summary(office, second, first, annex="附件1").data)
    assert [row[1] for row in rows] == ["试点名称", "乙试点", "甲试点"]
    sheet = Book(summary(office, first, second, format="xlsx").data).rows()
    assert [row[1] for row in sheet[2:4]] == ["甲试点", "乙试点"]
    assert "summary-made" in events(office, first)


def test_a_submission_named_twice_is_one_row_and_one_with_two_applications_is_two(office: Office) -> None:
    one, two = record(pilot_name=answer("甲试点")), record(pilot_name=answer("乙试点"))
    office.reader.records |= {b"%PDF-one": one, b"%PDF-two": two}
    held = office.post(b"%PDF-one", b"%PDF-two").get_json()["id"]
    office.work()
    rows = cells_of(summary(office, held, held).data)
    assert [row[1] for row in rows[1:]] == ["甲试点", "乙试点"]


def test_the_recommender_stated_beside_the_paper_is_a_column(office: Office) -> None:
    held = office.paper(complete())
    tag = office.request("GET", f"/submissions/{held}").headers["ETag"]
    facts = {"recommender": {"name": "湖北省民政厅", "kind": "member-unit"}}
    put = office.request("PUT", f"/submissions/{held}/facts", json=facts, headers={"If-Match": tag})
    assert put.status_code == 200, put.get_json()
    assert cells_of(summary(office, held).data)[1][-1] == "湖北省民政厅"


def test_all_rows_that_cannot_be_listed_are_named_at_once(office: Office) -> None:
    good, report = office.paper(record()), office.paper(ANNEX_2)
    unsure = office.paper(record(pilot_name=answer("某试点", needs_review=True)))
    without = summary(office, good, report)
    assert (without.status_code, set(without.get_json()["error"]["details"])) == (422, {"rows[1]"})
    marked = summary(office, good, unsure)
    assert (marked.status_code, set(marked.get_json()["error"]["details"])) == (409, {"pilots[1]"})
    assert summary(office, "nobody").status_code == 404
    assert summary(office).status_code == 422


def test_a_traditional_table_keeps_names_as_they_were_written(office: Office) -> None:
    held: Record = replace(record(pilot_name=Answer("台湾街试点", "臺灣街試點")), script="hant")
    rows = cells_of(summary(office, office.paper(held), script="hant").data)
    assert rows[1][1] == "臺灣街試點"
    assert io.BytesIO(summary(office, office.paper(held), script="hant", format="xlsx").data).read(2) == b"PK"
