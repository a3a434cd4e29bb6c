"""One form handed in twice, as a signed paper and as a file: one record, one case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from werkzeug.test import TestResponse

from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark
from tests.webhook.conftest import PDF, Office, answer, complete
from tests.webhook.pages.clerk import Clerk
from tests.webhook.test_containers import handed_in
from tests.webhook.test_decisions import decide, proposal
from tests.webhook.test_packages import tagged
from tests.webhook.test_review import patch
from webhook.app import machinery

SCAN, WORD = PDF + b" a scan", PDF + b" a file"


ON_PAPER = Evidence("scan", 1, BBox(30, 20, 90, 26))


def told_at(of: Record, at: Evidence) -> Record:
    """The record with every value read at one place."""

    def seen(held: Answer) -> Answer:
        return replace(held, evidence=at)

    def block(held: BlockRecord) -> BlockRecord:
        return replace(held, unit=seen(held.unit), opinion=seen(held.opinion), date=seen(held.date))

    return replace(
        of,
        fields={slot: seen(a) for slot, a in of.fields.items()},
        rows={s: tuple({c: seen(a) for c, a in row.items()} for row in part) for s, part in of.rows.items()},
        blocks=tuple(map(block, of.blocks)),
    )


def scanned(of: Record, **fields: Answer) -> Record:
    """The record as read from a picture."""
    return told_at(replace(of, fields={**of.fields, **fields}), ON_PAPER)


def unsigned(of: Record) -> Record:
    """The record as read from a Word file without any mark."""
    bare = (replace(b, signature=SignatureMark(False), seal=SealMark(False)) for b in of.blocks)
    return told_at(replace(of, blocks=tuple(bare)), Evidence("docx", path="table 1, row 2, cell 3"))


def unsure(value: Any) -> Answer:
    return answer(value, None, True, ("reading-unsure",))


def twice(office: Office, **read: Answer) -> str:
    """A scan and the Word file of one application in one submission; ``read`` is what the scan says otherwise."""
    office.reader.records |= {SCAN: scanned(complete(), **read), WORD: unsigned(complete())}
    return str(handed_in(office, ("a.pdf", SCAN), ("a.docx", WORD))["id"])


def record(office: Office, submission: str) -> dict[str, Any]:
    found: dict[str, Any] = office.request("GET", f"/submissions/{submission}/record").json
    return found


def differing(office: Office, submission: str) -> list[str]:
    found = office.request("GET", f"/submissions/{submission}/findings").json["findings"]
    return [f["where"] for f in found if f["code"] == "deliveries-differ"]


def part(office: Office, submission: str) -> TestResponse:
    return tagged(office, "DELETE", f"/submissions/{submission}/deliveries", None, f"/submissions/{submission}/record")


# -- joined ---------------------------------------------------------------------------------------------------------


def test_scan_and_file_of_one_form_are_one_paper_and_what_agrees_wants_no_look(office: Office) -> None:
    submission = twice(office, contact_name=unsure(complete().value("contact_name")))
    held = record(office, submission)
    assert held["needs_review"] == []
    assert all(block["seal"]["present"] for block in held["blocks"])
    assert held["fields"]["contact_name"]["evidence"]["reader"] == "docx"
    assert held["fields"]["contact_name"]["beside"]["evidence"]["reader"] == "scan"
    documents = office.request("GET", f"/submissions/{submission}").json["documents"]
    assert held["deliveries"] == {"paper": documents[0]["id"], "file": documents[1]["id"]}
    assert [form["joined_to"] for d in documents for form in d["forms"]] == [held["id"], None]
    assert len(office.services.cases.get(submission).papers) == 1
    assert proposal(office, submission) == "correction", "the 推荐函 alone is missing"


def test_what_differs_is_marked_and_a_correction_settles_it_in_the_one_record(office: Office) -> None:
    submission = twice(office, contact_name=answer("别人"))
    held = record(office, submission)
    assert (held["needs_review"], differing(office, submission)) == (["fields.contact_name"],) * 2
    assert proposal(office, submission) == "pending"
    fixed = patch(office, f"/submissions/{submission}/record", {"where": "fields.contact_name", "raw": "别人"}).json
    assert (fixed["id"], fixed["needs_review"]) == (held["id"], [])
    assert fixed["fields"]["contact_name"]["evidence"]["page"] == 1, "the place on the signed paper"
    assert differing(office, submission) == []


def test_what_is_confirmed_stays_the_files_value(office: Office) -> None:
    submission = twice(office, contact_name=answer("别人"))
    patch(office, f"/submissions/{submission}/record", {"where": "fields.contact_name", "confirm": True})
    held = record(office, submission)
    assert held["fields"]["contact_name"]["value"] == complete().value("contact_name")
    assert (held["needs_review"], differing(office, submission)) == ([], [])


def test_a_scan_or_a_file_alone_goes_on_as_it_is(office: Office) -> None:
    office.reader.records |= {SCAN: scanned(complete()), WORD: complete()}
    for data in (SCAN, WORD):
        held = record(office, office.submit(data))
        assert (held["revision"], "deliveries" in held) == (1, False)


def test_nothing_is_joined_before_everything_is_read(office: Office) -> None:
    office.reader.records |= {SCAN: scanned(complete()), WORD: unsigned(complete())}
    submission = office.post(("a.pdf", SCAN), ("a.docx", WORD), ("b.docx", b"PK\x03\x04 other")).json["id"]
    machinery(office.app).runner.run_one()
    machinery(office.app).runner.run_one()
    assert len(office.services.cases.get(submission).papers) == 2
    office.work()
    assert len(office.services.cases.get(submission).papers) == 1


def test_forms_of_two_pilots_are_not_joined(office: Office) -> None:
    other = replace(unsigned(complete()), fields={**complete().fields, "pilot_name": answer("另一试点")})
    office.reader.records |= {SCAN: scanned(complete()), WORD: other}
    submission = handed_in(office, ("a.pdf", SCAN), ("a.docx", WORD))["id"]
    assert len(office.services.cases.get(submission).papers) == 2


# -- across submissions ---------------------------------------------------------------------------------------------


def apart(office: Office) -> tuple[str, str]:
    """The file first, the scan in a submission of its own, put together by an officer."""
    office.reader.records |= {SCAN: scanned(complete()), WORD: unsigned(complete())}
    first, second = office.submit(WORD), office.submit(SCAN)
    tagged(office, "PUT", f"/submissions/{first}/package", {"package": first})
    tagged(office, "PUT", f"/submissions/{second}/package", {"package": first})
    return first, second


def test_a_scan_that_comes_later_joins_the_file_once_an_officer_says_they_belong_together(office: Office) -> None:
    first, second = sorted(apart(office))
    cases = [office.services.cases.get(one) for one in (first, second)]
    kept, moved = sorted(cases, key=lambda case: len(case.elsewhere))
    assert (len(kept.papers), len(moved.papers)) == (1, 0)
    assert [(where, form) for _, where, form in moved.elsewhere] == [(kept.id, kept.papers[0].id)]
    assert all(block["seal"]["present"] for block in record(office, kept.id)["blocks"])
    refused = tagged(office, "PUT", f"/submissions/{moved.id}/package", {"package": None})
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "pair-in-package")


def test_the_page_of_the_other_submission_leads_to_the_record(office: Office, clerk: Clerk) -> None:
    cases = [office.services.cases.get(one) for one in apart(office)]
    kept, moved = sorted(cases, key=lambda case: len(case.elsewhere))
    clerk.open(f"/submissions/{moved.id}")
    assert clerk.response.status_code == 200
    clerk.open(clerk.link("前往核对"))
    assert clerk.at.startswith(f"/submissions/{kept.id}")
    assert clerk.select("#deliveries")


def test_nothing_is_joined_to_what_was_decided(office: Office) -> None:
    office.reader.records |= {SCAN: scanned(complete()), WORD: complete()}
    first = office.submit(WORD)
    assert decide(office, first, "accepted").status_code == 200
    second = office.submit(SCAN)
    refused = tagged(office, "PUT", f"/submissions/{second}/package", {"package": first})
    assert refused.status_code == 409
    assert len(office.services.cases.get(second).papers) == 1


# -- parted ---------------------------------------------------------------------------------------------------------


def test_an_officer_parts_them_and_both_are_as_they_were(office: Office) -> None:
    submission = twice(office, contact_name=answer("别人"))
    made = part(office, submission)
    assert made.status_code == 200
    papers = office.services.cases.get(submission).papers
    assert [paper.record for paper in papers] == [office.reader.records[SCAN], office.reader.records[WORD]]
    assert [form["joined_to"] for d in made.json["documents"] for form in d["forms"]] == [None, None]
    again = part(office, submission)
    assert (again.status_code, again.json["error"]["code"]) == (404, "no-pair")
    told = [event.action for event in office.services.cases.trail(submission)]
    assert (told.count("deliveries-joined"), told.count("deliveries-parted")) == (1, 1)
    tagged(office, "PUT", f"/submissions/{submission}/package", {"package": None})
    assert len(office.services.cases.get(submission).papers) == 2, "what was parted is not joined again"


def test_parting_from_an_old_state_changes_nothing(office: Office) -> None:
    submission = twice(office)
    answered = office.request("DELETE", f"/submissions/{submission}/deliveries", headers={"If-Match": '"1"'})
    assert (answered.status_code, answered.json["error"]["code"]) == (409, "changed-meanwhile")
    assert len(office.services.cases.get(submission).papers) == 1


# -- the page -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "same", "other", "differ"),
    [("简", "两件一致", "另一件", "处不一致"), ("繁", "兩件一致", "另一件", "處不一致")],
)
def test_one_page_shows_both_sources(
    office: Office, clerk: Clerk, script: str, same: str, other: str, differ: str
) -> None:
    submission = twice(office, contact_name=answer("别人"))
    clerk.open(f"/submissions/{submission}").press(script)
    assert [a.text for a in clerk.select("#deliveries a")] == ["a.pdf", "a.docx"]
    assert f"1{differ}" in clerk.text
    assert clerk.said("#fields-contact_name .beside") == [f"{other}别人"]
    assert clerk.said("#fields-postcode .same") == [same]
    assert clerk.select("#at-fields-postcode"), "the place on the scan"
    scan_id = office.services.cases.get(submission).papers[0].document.id
    assert all(scan_id in str(img.get("src")) for img in clerk.select("figure img"))
    assert len(clerk.said("#marked li")) == 1


def test_a_clerk_settles_a_difference_and_parts_a_pair_on_the_page(office: Office, clerk: Clerk) -> None:
    submission = twice(office, contact_name=answer("别人"))
    clerk.open(f"/submissions/{submission}").press("确认", inside="#fields-contact_name")
    assert clerk.said("#marked li") == []
    clerk.open(f"/submissions/{submission}").press("拆开", inside="#deliveries")
    assert clerk.response.status_code == 200
    assert len(clerk.select("nav.forms a") or clerk.select(".forms a")) == 2
    clerk.open(f"/submissions/{submission}/papers")
    assert "两种报送件合为一份" in clerk.text
    assert "把两种报送件拆开" in clerk.text


def test_a_place_on_a_page_of_a_pdf_has_no_box_on_the_scan(office: Office, clerk: Clerk) -> None:
    on_pdf = told_at(unsigned(complete()), Evidence("pdf", 1, BBox(1, 2, 3, 4)))
    scan = scanned(complete())
    fewer = replace(scan, fields={slot: a for slot, a in scan.fields.items() if slot != "postcode"})
    office.reader.records |= {SCAN: fewer, WORD: on_pdf}
    submission = handed_in(office, ("a.pdf", SCAN), ("b.pdf", WORD))["id"]
    clerk.open(f"/submissions/{submission}")
    assert record(office, submission)["deliveries"]
    assert clerk.select("#at-fields-contact_name")
    assert clerk.select("#at-fields-postcode") == []


@pytest.fixture
def clerk(office: Office, monkeypatch: pytest.MonkeyPatch) -> Clerk:
    monkeypatch.setattr("webhook.routes.pages.upload.MOMENT_SECONDS", 0)
    return Clerk(office).sign_in()
