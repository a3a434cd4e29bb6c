"""Papers judged together: when they are, what is found across them, and what an officer can do about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from werkzeug.test import TestResponse

from extract.errors import DocumentError
from forms.paper import PaperReading
from tests.companion_drawing import letter
from tests.webhook.conftest import PDF, Office, answer, complete, recommendation
from tests.webhook.test_containers import ZIP, handed_in
from tests.webhook.test_decisions import decide, proposal
from tests.webhook.test_letters import write
from tests.webhook.test_review import patch
from tests.webhook.test_whole import paper
from tests.zip_drawing import packed

LETTER = PDF + b" a recommendation"
REPORT = PDF + b" a report"
PILOT = str(complete().value("pilot_name"))
SECOND = "另一处养老服务综合标准化试点"
SET_ASIDE = {"disposition": "set-aside", "reason_code": "checked-original"}


def tagged(office: Office, method: str, path: str, body: Any, at: str | None = None) -> TestResponse:
    """A change made from the newest state of ``at``, by default of the submission that ``path`` speaks of."""
    state = at or "/".join(path.split("/")[:3])
    tag = office.request("GET", state).headers["ETag"].strip('"')
    return office.request(method, path, json=body, headers={"If-Match": tag})


def zipped(office: Office, letter: bool = True, *pilots: str) -> str:
    """A zip with a complete application, with or without a 推荐函 that lists its pilot."""
    office.reader.records[PDF] = complete()
    office.reader.companions[LETTER] = ("recommendation-letter", recommendation(*(pilots or (PILOT,))))
    inside = (("申请书.pdf", PDF), *([("推荐函.pdf", LETTER)] if letter else []))
    data = ZIP + repr(inside).encode()
    office.reader.inside[data] = inside
    return str(handed_in(office, ("报送.zip", data))["id"])


def package(office: Office, submission: str) -> dict[str, Any]:
    found: dict[str, Any] = office.request("GET", f"/submissions/{submission}/package").json
    return found


def codes(office: Office, submission: str) -> list[str]:
    return [found["code"] for found in package(office, submission)["findings"]]


def rule(office: Office, submission: str, code: str, **ruling: Any) -> TestResponse:
    (key,) = [found["key"] for found in package(office, submission)["findings"] if found["code"] == code]
    path = f"/submissions/{submission}/package"
    return tagged(office, "PATCH", f"{path}/findings", {"changes": [{"key": key, **ruling}]}, path)


# -- which papers are judged together -------------------------------------------------------------------------------


def test_the_documents_of_a_container_are_the_papers_of_one_pilot(office: Office) -> None:
    submission = zipped(office)
    found = package(office, submission)
    assert (found["package"], found["submissions"], found["stage"]) == (submission, [submission], "application")
    assert [(p["kind"], p["form"], p["companion"]) for p in found["papers"]] == [
        ("form", "annex1-application", None),
        ("companion", None, "recommendation-letter"),
    ]
    assert found["findings"] == []


def test_several_files_handed_in_at_once_are_the_papers_of_one_pilot(office: Office) -> None:
    office.reader.records[PDF] = complete()
    office.reader.companions[LETTER] = ("recommendation-letter", None)
    submission = handed_in(office, ("a.pdf", PDF), ("b.pdf", LETTER))["id"]
    assert codes(office, submission) == []


def test_the_forms_that_stand_in_one_file_are_judged_together(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    once = office.reader.read
    monkeypatch.setattr(office.reader, "read", lambda *given, **more: once(*given, **more) * 2)
    submission = office.paper(complete())
    found = package(office, submission)
    assert [paper["form"] for paper in found["papers"]] == ["annex1-application"] * 2
    assert set(codes(office, submission)) == {"paper-missing", "form-repeated"}


def test_a_file_handed_in_alone_stands_for_itself_until_an_officer_says_otherwise(office: Office) -> None:
    submission = office.paper(complete())
    answer = office.request("GET", f"/submissions/{submission}/package")
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "no-package")
    assert proposal(office, submission) == "accepted"
    made = tagged(office, "PUT", f"/submissions/{submission}/package", {"package": submission})
    assert (made.status_code, made.json["package"]) == (200, submission)
    assert codes(office, submission) == ["paper-missing"]
    assert proposal(office, submission) == "correction"


def test_files_handed_in_apart_are_put_together_and_taken_apart_by_an_officer(office: Office) -> None:
    first = office.paper(complete())
    office.reader.companions[LETTER] = ("recommendation-letter", recommendation(PILOT))
    second = office.submit(LETTER)
    tagged(office, "PUT", f"/submissions/{first}/package", {"package": first})
    assert codes(office, first) == ["paper-missing"]
    tagged(office, "PUT", f"/submissions/{second}/package", {"package": first})

    assert set(package(office, first)["submissions"]) == {first, second}
    assert codes(office, first) == []
    refused = tagged(office, "PUT", f"/submissions/{first}/package", {"package": None})
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "package-in-use")
    assert tagged(office, "PUT", f"/submissions/{second}/package", {"package": None}).json["package"] is None
    assert codes(office, first) == ["paper-missing"]
    told = [event.action for event in office.services.cases.trail(second)]
    assert told.count("package-changed") == 2


def test_papers_for_another_programme_are_not_put_together(office: Office) -> None:
    first, second = office.paper(complete()), office.paper(replace(complete(), extra=()))
    assert tagged(office, "PUT", f"/submissions/{second}/programme", {"programme": "national"}).status_code == 200
    refused = tagged(office, "PUT", f"/submissions/{second}/package", {"package": first})
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "other-programme")


def test_a_package_that_is_not_there_is_not_found(office: Office) -> None:
    submission = office.paper(complete())
    assert tagged(office, "PUT", f"/submissions/{submission}/package", {"package": "none"}).status_code == 404


# -- what is found --------------------------------------------------------------------------------------------------


def test_what_is_missing_blocks_and_names_the_form_it_concerns(office: Office) -> None:
    submission = zipped(office, letter=False)
    (found,) = package(office, submission)["findings"]
    assert (found["code"], found["severity"], found["where"]) == ("paper-missing", "block", None)
    form = office.request("GET", f"/submissions/{submission}/record").json["id"]
    assert found["paper"] == form
    assert proposal(office, submission) == "correction"
    refused = decide(office, submission, "accepted")
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "findings-open")
    assert "材料整体" in refused.json["error"]["message"]


def test_what_was_not_read_is_never_taken_for_missing(office: Office) -> None:
    office.reader.records[PDF] = complete()
    office.reader.errors[LETTER] = DocumentError("no-text-layer", "没有文字层。")
    submission = handed_in(office, ("a.pdf", PDF), ("b.pdf", LETTER))["id"]
    (found,) = package(office, submission)["findings"]
    assert (found["severity"], "没有完整读出" in found["message"]) == ("warn", True)
    assert proposal(office, submission) == "pending"


def test_a_correction_is_judged_across_the_papers_at_once(office: Office) -> None:
    submission = zipped(office, True, "别的试点")
    assert codes(office, submission) == ["pilot-mismatch"]
    patch(office, f"/submissions/{submission}/record", {"where": "fields.pilot_name", "raw": "别的试点"})
    assert codes(office, submission) == []


def test_until_all_is_read_nothing_is_judged_and_nothing_decided(office: Office) -> None:
    first = zipped(office)
    second = str(office.post(REPORT).json["id"])
    assert tagged(office, "PUT", f"/submissions/{second}/package", {"package": first}).status_code == 200
    assert package(office, first)["reading"]
    assert proposal(office, first) == "pending"
    assert decide(office, first, "accepted").json["error"]["code"] == "still-reading"
    office.work()
    assert not package(office, first)["reading"]


def test_what_a_companion_paper_lacks_counts_with_the_papers_and_names_the_paper(office: Office) -> None:
    report = PaperReading("summary-report", "总结报告", text="一、试点工作的基本情况")
    office.reader.companions[REPORT] = ("summary-report", report.to_json())
    office.reader.records[PDF] = complete()
    submission = handed_in(office, ("a.pdf", PDF), ("b.pdf", REPORT))["id"]
    found = [f for f in package(office, submission)["findings"] if f["code"] == "topic-missing"]
    assert len(found) > 1
    assert len({f["key"] for f in found}) == len(found)
    assert all("总结报告" in f["message"] and f["where"] is None for f in found)
    assert rule(office, submission, "paper-missing", disposition="upheld").status_code == 200


def test_what_a_companion_paper_says_is_given_with_its_document(office: Office) -> None:
    submission = zipped(office)
    shown = office.request("GET", f"/submissions/{submission}").json["documents"][2]["forms"][0]
    assert (shown["companion"], shown["paper"]["title"], shown["findings"]) == ("recommendation-letter", "推荐函", [])
    assert PaperReading.from_json(shown["paper"]).column("pilots", "pilot_name") == (PILOT,)


def two_pilots(office: Office, *listed: str) -> str:
    """A zip with the applications of two pilots and a 推荐函 that lists some."""
    first, second = complete(), complete()
    names = {"pilot_name": answer(SECOND), "lead_unit": answer("甲局"), "unit_name": answer("甲局")}
    second = replace(second, fields={**second.fields, **names, "organization_code": answer("11420000011043123X")})
    office.reader.records |= {PDF: first, PDF + b"2": second}
    office.reader.companions[LETTER] = ("recommendation-letter", recommendation(*listed))
    inside = (("a.pdf", PDF), ("b.pdf", PDF + b"2"), ("推荐函.pdf", LETTER))
    data = ZIP + repr((inside, listed)).encode()
    office.reader.inside[data] = inside
    return str(handed_in(office, ("报送.zip", data))["id"])


def test_the_papers_of_several_pilots_are_judged_each_by_themselves(office: Office) -> None:
    submission = two_pilots(office, PILOT, SECOND)
    found = package(office, submission)
    first, second, letter = (paper["id"] for paper in found["papers"])
    assert [(p["name"], p["papers"]) for p in found["pilots"]] == [(PILOT, [first, letter]), (SECOND, [second, letter])]
    assert (found["findings"], found["unplaced"], found["stage"]) == ([], [], "application")


def test_a_finding_on_one_pilots_papers_concerns_its_own_form(office: Office) -> None:
    submission = two_pilots(office, PILOT)
    (found,) = package(office, submission)["findings"]
    second = package(office, submission)["papers"][1]["id"]
    assert (found["code"], found["severity"], found["pilot"], found["paper"]) == ("paper-missing", "block", 1, second)
    assert found["message"].startswith(f"“{SECOND}”：")


def test_a_paper_of_no_pilot_is_said_and_excuses_what_may_be_missing(office: Office) -> None:
    submission = two_pilots(office, "第三个试点")
    found = package(office, submission)
    assert found["unplaced"] == [found["papers"][2]["id"]]
    assert [(f["code"], f["severity"], f["pilot"]) for f in found["findings"]] == [
        ("paper-missing", "warn", 0),
        ("paper-missing", "warn", 1),
        ("paper-unplaced", "warn", None),
    ]
    made = rule(office, submission, "paper-unplaced", disposition="upheld")
    assert made.status_code == 200


def test_every_pilot_of_a_package_counts_towards_its_recommenders_quota(office: Office) -> None:
    submission = two_pilots(office, PILOT, SECOND)
    body = {"recommender": {"name": "湖北省民政厅", "kind": "member-unit"}}
    tagged(office, "PUT", f"/submissions/{submission}/facts", body)
    assert package(office, submission)["facts"]["recommender"]["recommended"] == 2


# -- the officer's word ---------------------------------------------------------------------------------------------


def test_a_finding_across_papers_that_is_set_aside_no_longer_blocks(office: Office) -> None:
    submission = zipped(office, letter=False)
    made = rule(office, submission, "paper-missing", **SET_ASIDE)
    assert (made.status_code, made.json["findings"][0]["disposition"]) == (200, "set-aside")
    assert proposal(office, submission) == "accepted"
    assert decide(office, submission, "accepted").status_code == 200


def test_an_upheld_finding_across_papers_stands_in_the_letter(office: Office) -> None:
    submission = zipped(office, letter=False)
    rule(office, submission, "paper-missing", disposition="upheld")
    assert decide(office, submission, "correction").status_code == 200
    made = write(office, submission)
    assert made.status_code == 201
    assert made.json["findings"] == [package(office, submission)["findings"][0]["key"]]


def test_what_was_set_aside_is_open_again_where_the_papers_say_something_else(office: Office) -> None:
    submission = zipped(office, True, "别的试点")
    rule(office, submission, "pilot-mismatch", **SET_ASIDE)
    patch(office, f"/submissions/{submission}/record", {"where": "fields.pilot_name", "raw": "第三个试点"})
    (found,) = package(office, submission)["findings"]
    assert (found["code"], found["disposition"]) == ("pilot-mismatch", "open")


@pytest.mark.parametrize(
    ("ruling", "code"),
    [
        ({"disposition": "set-aside"}, "reason-missing"),
        ({"disposition": "upheld", "reason_code": "misjudged"}, "invalid-disposition"),
    ],
)
def test_a_ruling_that_makes_no_sense_is_refused(office: Office, ruling: dict[str, str], code: str) -> None:
    submission = zipped(office, letter=False)
    refused = rule(office, submission, "paper-missing", **ruling)
    assert (refused.status_code, refused.json["error"]["code"]) == (422, code)
    assert package(office, submission)["findings"][0]["disposition"] == "open"


def test_a_ruling_on_a_finding_that_is_not_there_is_refused(office: Office) -> None:
    submission = zipped(office)
    path = f"/submissions/{submission}/package"
    body = {"changes": [{"key": "0", "disposition": "upheld"}]}
    assert tagged(office, "PATCH", f"{path}/findings", body, path).json["error"]["code"] == "no-such-finding"


def test_a_ruling_from_an_old_state_changes_nothing(office: Office) -> None:
    submission = zipped(office, letter=False)
    path = f"/submissions/{submission}/package"
    old = office.request("GET", path).headers["ETag"]
    rule(office, submission, "paper-missing", disposition="upheld")
    body = {"changes": [{"key": package(office, submission)["findings"][0]["key"], "disposition": "open"}]}
    stale = office.request("PATCH", f"{path}/findings", json=body, headers={"If-Match": old})
    assert (stale.status_code, stale.json["error"]["code"]) == (409, "changed-meanwhile")
    assert office.request("PATCH", f"{path}/findings", json=body).status_code == 428


# -- the programme --------------------------------------------------------------------------------------------------


def test_an_officer_moves_a_submission_to_another_programme_and_it_is_judged_anew(office: Office) -> None:
    held = complete()
    held = replace(held, fields={**held.fields, "pilot_name": answer(None, "")})
    submission = office.paper(held)
    made = tagged(office, "PUT", f"/submissions/{submission}/programme", {"programme": "national"})
    assert (made.status_code, made.json["programme"]) == (200, "national")
    events = [(e.action, e.detail) for e in office.services.cases.trail(submission)]
    assert ("programme-changed", {"before": "hubei-2016", "programme": "national"}) in events
    again = tagged(office, "PUT", f"/submissions/{submission}/programme", {"programme": "national"})
    assert again.json["version"] == made.json["version"]


def test_rules_of_the_new_programme_hold_and_those_of_the_old_do_not(office: Office) -> None:
    submission = zipped(office)
    body = {"copies": 1}
    tagged(office, "PUT", f"/submissions/{submission}/facts", body)
    assert codes(office, submission) == ["copies-short"]
    tagged(office, "PUT", f"/submissions/{submission}/programme", {"programme": "national"})
    assert codes(office, submission) == []


def test_no_such_programme_changes_nothing(office: Office) -> None:
    submission = office.paper(complete())
    refused = tagged(office, "PUT", f"/submissions/{submission}/programme", {"programme": "mars"})
    assert (refused.status_code, refused.json["error"]["code"]) == (422, "unknown-programme")
    assert office.request("GET", f"/submissions/{submission}").json["programme"] == "hubei-2016"


@pytest.mark.parametrize(
    ("path", "body"),
    [("programme", {"programme": "national"}), ("facts", {"copies": 4}), ("package", {"package": None})],
)
def test_after_the_decision_what_stands_beside_the_papers_stays(
    office: Office, path: str, body: dict[str, Any]
) -> None:
    submission = office.paper(complete())
    assert decide(office, submission, "accepted").status_code == 200
    refused = tagged(office, "PUT", f"/submissions/{submission}/{path}", body)
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "already-decided")


# -- the real reader ------------------------------------------------------------------------------------------------


def test_a_recommendation_is_read_and_judged_with_the_application_it_came_with(real: Office) -> None:
    drawn = letter("recommendation-letter", 1)
    named = drawn.rows["pilots"][0]["pilot_name"]
    inside = packed(("申请书.docx", paper()), ("推荐函.docx", drawn.word()))
    found = real.post(("报送.zip", inside), query="?wait=60").json
    (read,) = [form for document in found["documents"] for form in document["forms"] if form["companion"]]
    assert read["companion"] == "recommendation-letter"
    assert read["paper"]["fields"]["number"]["value"] == drawn.fields["number"]
    assert "pilot-mismatch" in codes(real, found["id"])
    path = f"/submissions/{found['id']}/record"
    assert patch(real, path, {"where": "fields.pilot_name", "raw": named}).status_code == 200
    assert "pilot-mismatch" not in codes(real, found["id"])
