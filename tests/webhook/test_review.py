"""Correcting and disposing through the API: revisions, ETags, and what becomes of a disposition."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from werkzeug.test import TestResponse

from forms.record import SignatureMark
from tests.webhook.conftest import Office, answer, at, block, record

UNSIGNED = replace(record(), blocks=(block(signature=SignatureMark(False, evidence=at("table 2"))),))
UPHELD = {"disposition": "upheld"}
SET_ASIDE = {"disposition": "set-aside", "reason_code": "checked-original", "reason": "原件有签字"}


def patch(office: Office, path: str, *changes: dict[str, Any], tag: str | None = None) -> TestResponse:
    """PATCH from the newest state, or from ``tag``."""
    known = tag or office.request("GET", path).headers["ETag"]
    return office.request("PATCH", path, json={"changes": list(changes)}, headers={"If-Match": known})


def finding(office: Office, submission: str, code: str, where: str | None = None) -> dict[str, Any]:
    found = office.request("GET", f"/submissions/{submission}/findings").json["findings"]
    (one,) = [f for f in found if f["code"] == code and where in (None, f["where"])]
    return dict(one)


def codes(office: Office, submission: str) -> set[tuple[str, str]]:
    found = office.request("GET", f"/submissions/{submission}/findings").json["findings"]
    return {(f["code"], f["where"]) for f in found}


def test_a_correction_is_a_new_revision_by_a_named_user_and_judged_anew(office: Office) -> None:
    submission = office.paper(record(postcode=answer("", "")))
    assert ("field-missing", "fields.postcode") in codes(office, submission)
    made = patch(office, f"/submissions/{submission}/record", {"where": "fields.postcode", "raw": "430021"})
    assert (made.status_code, made.json["revision"], made.json["by"]) == (200, 2, "王芳")
    assert made.headers["ETag"] == '"2"'
    assert made.json["fields"]["postcode"]["value"] == "430021"
    assert ("field-missing", "fields.postcode") not in codes(office, submission)


def test_the_reading_stays_as_the_first_revision(office: Office) -> None:
    submission = office.paper(record())
    patch(office, f"/submissions/{submission}/record", {"where": "fields.postcode", "value": "430021"})
    first, second = office.services.cases.history(submission)
    assert (first.by, first.body["fields"]["postcode"]["value"]) == ("system", "430000")
    assert (second.by, second.changes) == ("王芳", [{"where": "fields.postcode", "value": "430021"}])


def test_confirming_takes_the_place_off_the_list_of_marked_ones(office: Office) -> None:
    submission = office.paper(record(contact_name=answer("张伟", needs_review=True)))
    path = f"/submissions/{submission}/record"
    assert office.request("GET", path).json["needs_review"] == ["fields.contact_name"]
    assert patch(office, path, {"where": "fields.contact_name", "confirm": True}).json["needs_review"] == []


def test_all_changes_of_a_request_are_made_or_none(office: Office) -> None:
    submission = office.paper(record())
    path = f"/submissions/{submission}/record"
    good, bad = {"where": "fields.postcode", "value": "430021"}, {"where": "fields.postcode", "value": "4"}
    refused = patch(office, path, good, bad)
    assert (refused.status_code, refused.json["error"]["code"]) == (422, "invalid-change")
    assert office.request("GET", path).json["revision"] == 1


@pytest.mark.parametrize("path", ["record", "findings"])
def test_a_change_without_if_match_is_refused(office: Office, path: str) -> None:
    submission = office.paper(record())
    change = {"where": "fields.postcode", "value": "430021"} if path == "record" else {"key": "x", **UPHELD}
    answered = office.request("PATCH", f"/submissions/{submission}/{path}", json={"changes": [change]})
    assert (answered.status_code, answered.json["error"]["code"]) == (428, "if-match-missing")


def test_a_change_from_a_stale_state_is_refused(office: Office) -> None:
    submission = office.paper(record())
    path = f"/submissions/{submission}/record"
    change = {"where": "fields.postcode", "value": "430021"}
    assert patch(office, path, change, tag='"1"').status_code == 200
    stale = patch(office, path, change, tag='"1"')
    assert (stale.status_code, stale.json["error"]["code"]) == (409, "changed-meanwhile")


def test_findings_are_stale_once_the_record_has_changed(office: Office) -> None:
    submission = office.paper(UNSIGNED)
    path = f"/submissions/{submission}/findings"
    before = office.request("GET", path)
    patch(office, f"/submissions/{submission}/record", {"where": "fields.postcode", "value": "430021"})
    ruling = {"key": before.json["findings"][0]["key"], **UPHELD}
    assert patch(office, path, ruling, tag=before.headers["ETag"]).status_code == 409


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"changes": []},
        {"changes": [{"value": "430021"}]},
        {"changes": [{"where": "fields.postcode", "value": "430021", "by": "somebody else"}]},
        {"changes": [{"where": "fields.postcode", "confirm": False}]},
    ],
)
def test_a_body_of_another_shape_is_refused_with_details(office: Office, body: dict[str, Any]) -> None:
    submission = office.paper(record())
    answered = office.request("PATCH", f"/submissions/{submission}/record", json=body, headers={"If-Match": '"1"'})
    assert (answered.status_code, answered.json["error"]["code"]) == (422, "invalid-request")
    assert answered.json["error"]["details"]


def test_a_finding_is_upheld_by_a_named_user(office: Office) -> None:
    submission = office.paper(UNSIGNED)
    key = finding(office, submission, "signature-missing")["key"]
    assert patch(office, f"/submissions/{submission}/findings", {"key": key, **UPHELD}).status_code == 200
    assert {"disposition": "upheld", "by": "王芳"}.items() <= finding(office, submission, "signature-missing").items()


def test_a_finding_is_set_aside_only_with_a_reason(office: Office) -> None:
    submission = office.paper(UNSIGNED)
    path = f"/submissions/{submission}/findings"
    key = finding(office, submission, "signature-missing")["key"]
    refused = patch(office, path, {"key": key, "disposition": "set-aside"})
    assert (refused.status_code, refused.json["error"]["code"]) == (422, "reason-missing")
    assert patch(office, path, {"key": key, **SET_ASIDE}).status_code == 200
    shown = finding(office, submission, "signature-missing")
    assert (shown["disposition"], shown["reason_code"], shown["reason"]) == (
        "set-aside",
        "checked-original",
        "原件有签字",
    )


def test_every_disposition_ever_given_is_kept(office: Office) -> None:
    submission = office.paper(UNSIGNED)
    path = f"/submissions/{submission}/findings"
    key = finding(office, submission, "signature-missing")["key"]
    for ruling in (UPHELD, SET_ASIDE, {"disposition": "open"}):
        patch(office, path, {"key": key, **ruling})
    with office.store.read() as tx:
        paper = office.services.cases.get(submission).paper()
        given = [disposition.disposition for disposition in tx.results.dispositions(paper.id)]
        events = [event for event in tx.audit.about("form", paper.id) if event.action == "finding-disposed"]
    assert given == ["upheld", "set-aside", "open"]
    assert [(event.actor, event.detail["disposition"]) for event in events] == [("王芳", given[n]) for n in range(3)]


def test_a_key_of_no_finding_is_refused(office: Office) -> None:
    submission = office.paper(UNSIGNED)
    refused = patch(office, f"/submissions/{submission}/findings", {"key": "0", **UPHELD})
    assert (refused.status_code, refused.json["error"]["code"]) == (422, "no-such-finding")


def test_the_same_fault_keeps_its_disposition_in_the_next_revision(office: Office) -> None:
    submission = office.paper(UNSIGNED)
    key = finding(office, submission, "signature-missing")["key"]
    patch(office, f"/submissions/{submission}/findings", {"key": key, **SET_ASIDE})
    patch(office, f"/submissions/{submission}/record", {"where": "fields.postcode", "value": "430021"})
    shown = finding(office, submission, "signature-missing")
    assert (shown["key"], shown["disposition"]) == (key, "set-aside")


def test_a_fault_set_aside_is_open_again_once_another_value_stands_there(office: Office) -> None:
    submission = office.paper(record(organization_code=answer("420000005")))
    path = f"/submissions/{submission}/findings"
    where = "fields.organization_code"
    key = finding(office, submission, "code-invalid", where)["key"]
    patch(office, path, {"key": key, **SET_ASIDE})
    patch(office, f"/submissions/{submission}/record", {"where": where, "confirm": True})
    assert finding(office, submission, "code-invalid", where)["disposition"] == "set-aside"
    changed = {"where": where, "value": "12420100441624561X"}
    assert patch(office, f"/submissions/{submission}/record", changed).status_code == 200
    assert finding(office, submission, "code-invalid", where)["disposition"] == "open"


def test_a_record_is_chosen_by_the_id_of_its_form(office: Office) -> None:
    submission = office.paper(record())
    form = office.request("GET", f"/submissions/{submission}").json["documents"][0]["forms"][0]["id"]
    assert office.request("GET", f"/submissions/{submission}/record?form={form}").status_code == 200
    assert office.request("GET", f"/submissions/{submission}/record?form=other").status_code == 404
