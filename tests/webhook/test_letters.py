"""Letters: only of what is upheld and confirmed, each made once, and never against the state of the case."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import docx
import pytest
from werkzeug.test import TestResponse

from forms.programme import HUBEI, NATIONAL
from forms.record import Record
from tests.webhook.conftest import Office, complete
from tests.webhook.test_decisions import LATE, UNSIGNED, decide, dispose
from tests.webhook.test_review import patch
from webhook.service.letters.writing import deadline_ground


def write(office: Office, submission: str, **asked: Any) -> TestResponse:
    return office.request("POST", "/letters", json={"submission": submission, **asked})


def words(office: Office, letter: dict[str, Any]) -> str:
    """Everything that the letter says."""
    data = office.client.get(letter["docx"], headers={"Authorization": f"Bearer {office.token}"}).data
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def upheld(office: Office) -> str:
    """A submission with one fault upheld, and the decision to have it put right."""
    submission = office.paper(complete(signature=UNSIGNED))
    dispose(office, submission, "signature-missing", "upheld")
    assert decide(office, submission, "correction").status_code == 200
    return submission


def test_a_correction_letter_names_the_upheld_fault_and_the_unit(office: Office) -> None:
    submission = upheld(office)
    made = write(office, submission)
    assert (made.status_code, made.json["kind"]) == (201, "correction")
    said = words(office, made.json)
    assert "补正" in said
    assert "签字" in said
    assert str(complete().value("lead_unit")) in said


def test_a_letter_leaves_out_what_was_set_aside(office: Office) -> None:
    held = complete(signature=UNSIGNED)
    held = replace(held, blocks=(held.blocks[0], replace(held.blocks[1], signature=UNSIGNED), *held.blocks[2:]))
    submission = office.paper(held)
    path = f"/submissions/{submission}/findings"
    first, second = [f["key"] for f in office.request("GET", path).json["findings"] if f["code"] == "signature-missing"]
    aside = {"key": second, "disposition": "set-aside", "reason_code": "other-proof"}
    patch(office, path, {"key": first, "disposition": "upheld"}, aside)
    decide(office, submission, "correction")
    assert write(office, submission).json["findings"] == [first]


def test_a_receipt_is_written_for_an_accepted_application(office: Office) -> None:
    submission = office.paper(complete())
    decide(office, submission, "accepted")
    made = write(office, submission)
    assert (made.status_code, made.json["kind"], made.json["findings"]) == (201, "receipt", [])
    assert f"20160520-{submission[:6].upper()}" in words(office, made.json)


def test_a_late_application_is_refused_on_the_words_of_the_call(office: Office) -> None:
    office.clock.now = LATE
    submission = office.paper(complete())
    assert decide(office, submission, "refused").status_code == 200
    made = write(office, submission)
    assert (made.status_code, made.json["kind"]) == (201, "late-refusal")
    assert "逾期" in words(office, made.json)


def test_the_ground_of_a_late_refusal_is_the_notices_own_item() -> None:
    ground = deadline_ground(HUBEI)
    assert ground is not None
    assert str(ground).endswith("第四部分第（三）项")
    assert deadline_ground(NATIONAL) is None


def test_a_letter_is_refused_while_a_blocking_finding_is_open(office: Office) -> None:
    submission = office.paper(complete(signature=UNSIGNED))
    refused = write(office, submission, kind="correction")
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "findings-open")
    assert "blocks[0].signature" in refused.json["error"]["message"]


def test_a_letter_is_refused_while_a_value_it_uses_is_unconfirmed(office: Office) -> None:
    submission = office.paper(marked(complete(), "unit_name"))
    assert decide(office, submission, "accepted").status_code == 200
    refused = write(office, submission)
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "value-unconfirmed")
    assert "fields.unit_name" in refused.json["error"]["message"]
    patch(office, f"/submissions/{submission}/record", {"where": "fields.unit_name", "confirm": True})
    assert write(office, submission).status_code == 201


def test_a_marked_value_that_the_letter_does_not_use_does_not_hold_it_up(office: Office) -> None:
    submission = office.paper(marked(complete(), "email"))
    decide(office, submission, "accepted")
    assert write(office, submission).status_code == 201


def marked(held: Record, slot: str) -> Record:
    return replace(held, fields={**held.fields, slot: replace(held.fields[slot], needs_review=True)})


@pytest.mark.parametrize("kind", [None, "receipt"])
def test_a_letter_without_a_decision_is_refused(office: Office, kind: str | None) -> None:
    refused = write(office, office.paper(complete()), kind=kind)
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "not-decided")


def test_a_letter_of_another_decision_is_refused(office: Office) -> None:
    refused = write(office, upheld(office), kind="receipt")
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "not-decided")


def test_a_decision_overtaken_by_a_new_fault_writes_no_letter(office: Office) -> None:
    submission = office.paper(complete())
    decide(office, submission, "accepted")
    change = {"where": "blocks[0].signature", "value": False}
    assert patch(office, f"/submissions/{submission}/record", change).status_code == 200
    assert write(office, submission).json["error"]["code"] == "findings-open"
    dispose(office, submission, "signature-missing", "upheld")
    assert write(office, submission).json["error"]["code"] == "findings-upheld"


def test_the_same_letter_is_made_once(office: Office) -> None:
    submission = upheld(office)
    assert write(office, submission).json["id"] == write(office, submission).json["id"]
    assert write(office, submission, contact="027-82737500").json["id"] != write(office, submission).json["id"]


def test_the_offices_particulars_are_printed(office: Office) -> None:
    made = write(
        office,
        upheld(office),
        issuer="湖北省标准化联席会议办公室",
        recommended_by="武汉市质量技术监督局",
        contact="李明，027-82737500",
    )
    said = words(office, made.json)
    assert "湖北省标准化联席会议办公室" in said
    assert "武汉市质量技术监督局" in said
    assert "李明" in said


def test_letters_of_a_decision_go_out_from_the_office_that_was_set_for_their_programme(office: Office) -> None:
    submission = upheld(office)
    programme = office.services.cases.get(submission).submission.programme
    office.request("PUT", "/letter-rules", json={"issuers": {programme: " 鄂州市市场监督管理局 ", "national": ""}})
    assert office.request("GET", "/letter-rules").json["issuers"] == {programme: "鄂州市市场监督管理局"}
    assert write(office, submission).json["issuer"] == "鄂州市市场监督管理局"
    assert write(office, submission, issuer="湖北省质量技术监督局").json["issuer"] == "湖北省质量技术监督局"


@pytest.mark.parametrize("issuers", [{"county": "县局"}, {"national": "局" * 101}, {"national": "省\x01局"}])
def test_an_office_that_no_letter_could_name_is_not_set(office: Office, issuers: dict[str, str]) -> None:
    assert office.request("PUT", "/letter-rules", json={"issuers": issuers}).status_code == 422
    assert office.request("GET", "/letter-rules").json["issuers"] == {}


def test_a_letter_that_cannot_be_made_says_why_and_is_not_kept(office: Office) -> None:
    submission = upheld(office)
    refused = write(office, submission, issuer=" ")
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "detail-missing")
    assert office.request("GET", f"/submissions/{submission}").json["letters"] == []


def test_who_made_a_letter_is_in_the_audit(office: Office) -> None:
    submission = upheld(office)
    letter = write(office, submission).json
    with office.store.read() as tx:
        (event,) = [event for event in tx.audit.about("submission", submission) if event.action == "letter-made"]
    assert (event.actor, event.detail) == ("王芳", {"letter": letter["id"], "kind": "correction"})


def test_an_unknown_letter_is_not_found(office: Office) -> None:
    assert office.request("GET", "/letters/0000.docx").status_code == 404
    assert write(office, "0000").status_code == 404
    assert write(office, office.paper(complete()), kind="greeting").status_code == 422
