"""What is proposed, what an officer may decide, and what the state of the case forbids."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from werkzeug.test import TestResponse

from extract.errors import DocumentError
from forms.record import Record, SignatureMark
from tests.webhook.conftest import PDF, Office, complete
from tests.webhook.test_review import finding, patch

UNSIGNED = SignatureMark(False)
LATE = datetime(2016, 5, 20, 16, 0, tzinfo=UTC)  # midnight in China: the day after the deadline


def proposal(office: Office, submission: str) -> str:
    return str(office.request("GET", f"/submissions/{submission}").json["proposal"]["decision"])


def decide(office: Office, submission: str, decision: str, reason: str = "") -> TestResponse:
    path = f"/submissions/{submission}"
    tag = office.request("GET", path).headers["ETag"]
    body = {"decision": decision, "reason": reason}
    return office.request("PUT", f"{path}/decision", json=body, headers={"If-Match": tag})


def dispose(office: Office, submission: str, code: str, disposition: str, **more: str) -> None:
    ruling = {"key": finding(office, submission, code)["key"], "disposition": disposition, **more}
    assert patch(office, f"/submissions/{submission}/findings", ruling).status_code == 200


def marked(held: Record) -> Record:
    fields = {**held.fields, "postcode": replace(held.fields["postcode"], needs_review=True)}
    return replace(held, fields=fields)


def test_a_complete_application_is_proposed_for_acceptance(office: Office) -> None:
    assert proposal(office, office.paper(complete())) == "accepted"


def test_a_fault_is_proposed_for_correction_until_it_is_set_aside(office: Office) -> None:
    submission = office.paper(complete(signature=UNSIGNED))
    assert proposal(office, submission) == "correction"
    dispose(office, submission, "signature-missing", "upheld")
    assert proposal(office, submission) == "correction"
    dispose(office, submission, "signature-missing", "set-aside", reason_code="checked-original")
    assert proposal(office, submission) == "accepted"


def test_a_marked_value_comes_before_any_proposal(office: Office) -> None:
    submission = office.paper(marked(complete(signature=UNSIGNED)))
    assert proposal(office, submission) == "pending"
    patch(office, f"/submissions/{submission}/record", {"where": "fields.postcode", "confirm": True})
    assert proposal(office, submission) == "correction"


def test_a_file_that_is_not_read_is_for_a_person_to_look_at(office: Office) -> None:
    office.reader.errors[PDF] = DocumentError("damaged-document", "文件已损坏。")
    made = office.post(PDF).json["id"]
    assert proposal(office, made) == "pending"
    office.work()
    assert proposal(office, made) == "pending"


def test_after_the_deadline_refusal_is_proposed_by_the_offices_calendar(office: Office) -> None:
    in_time = office.paper(complete())
    office.clock.now = LATE
    assert proposal(office, in_time) == "accepted"
    assert proposal(office, office.paper(complete())) == "refused"


def test_the_officers_decision_stands_beside_the_proposal_with_name_and_time(office: Office) -> None:
    submission = office.paper(complete())
    made = decide(office, submission, "accepted")
    assert made.status_code == 200
    assert {"decision": "accepted", "title": "收件", "by": "王芳"}.items() <= made.json["decision"].items()
    with office.store.read() as tx:
        (event,) = [event for event in tx.audit.about("submission", submission) if event.action == "decided"]
    assert (event.actor, event.detail) == ("王芳", {"decision": "accepted", "proposed": "accepted"})


def test_an_officer_may_ask_for_correction_of_what_was_only_a_warning(office: Office) -> None:
    held = complete()
    fields = {**held.fields, "contact_phone": replace(held.fields["contact_phone"], value="82737500", raw="82737500")}
    submission = office.paper(replace(held, fields=fields))
    code = office.request("GET", f"/submissions/{submission}/findings").json["findings"][0]["code"]
    dispose(office, submission, code, "upheld")
    assert decide(office, submission, "correction").status_code == 200


@pytest.mark.parametrize(
    ("disposition", "decision", "code"),
    [
        (None, "accepted", "findings-open"),
        (None, "correction", "findings-open"),
        ("upheld", "accepted", "findings-upheld"),
        ("upheld", "refused", "not-late"),
    ],
)
def test_a_decision_that_the_findings_speak_against_is_refused(
    office: Office, disposition: str | None, decision: str, code: str
) -> None:
    submission = office.paper(complete(signature=UNSIGNED))
    if disposition:
        dispose(office, submission, "signature-missing", disposition)
    refused = decide(office, submission, decision)
    assert (refused.status_code, refused.json["error"]["code"]) == (409, code)
    assert office.request("GET", f"/submissions/{submission}").json["decision"] is None


def test_an_open_finding_is_named_by_its_place(office: Office) -> None:
    submission = office.paper(complete(signature=UNSIGNED))
    assert "blocks[0].signature" in decide(office, submission, "accepted").json["error"]["message"]


def test_nothing_upheld_leaves_nothing_to_correct(office: Office) -> None:
    submission = office.paper(complete())
    assert decide(office, submission, "correction").json["error"]["code"] == "nothing-upheld"


def test_a_late_paper_is_accepted_only_with_a_reason(office: Office) -> None:
    office.clock.now = LATE
    submission = office.paper(complete())
    assert decide(office, submission, "accepted").json["error"]["code"] == "late"
    assert decide(office, submission, "accepted", "纸质材料5月19日已收").status_code == 200


def test_a_decision_can_be_taken_back_and_all_of_them_are_kept(office: Office) -> None:
    submission = office.paper(complete())
    for decision in ("accepted", "pending", "accepted"):
        assert decide(office, submission, decision).status_code == 200
    with office.store.read() as tx:
        given = [held.decision for held in tx.decisions.of_submission(submission)]
    assert given == ["accepted", "pending", "accepted"]


def test_a_decision_made_from_a_stale_state_is_refused(office: Office) -> None:
    submission = office.paper(complete())
    body = {"decision": "accepted"}
    stale = office.request("PUT", f"/submissions/{submission}/decision", json=body, headers={"If-Match": '"1"'})
    assert stale.status_code == 409
    bare = office.request("PUT", f"/submissions/{submission}/decision", json=body)
    assert bare.status_code == 428


def test_an_unknown_decision_is_refused(office: Office) -> None:
    assert decide(office, office.paper(complete()), "maybe").status_code == 422
