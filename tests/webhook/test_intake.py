"""Handing in: what is kept, what is refused, and the same files being one submission."""

from __future__ import annotations

import pytest

from extract.errors import DocumentError
from extract.limits import Limits
from tests.webhook.conftest import PDF, Office, OfficeMaker, record
from webhook.app import machinery

DOCX = b"PK\x03\x04 a Word file"


def test_a_submission_is_taken_at_once_and_says_where_it_is(office: Office) -> None:
    answer = office.post(PDF)
    assert answer.status_code == 202
    assert answer.json["status"] == "reading"
    assert answer.headers["Location"] == f"/api/v1/submissions/{answer.json['id']}"
    assert office.request("GET", f"/submissions/{answer.json['id']}/record").status_code == 409


def test_waiting_answers_with_record_and_findings(office: Office) -> None:
    office.reader.records[PDF] = record()
    machinery(office.app).start()
    answer = office.post(PDF, query="?wait=30")
    assert answer.status_code == 200
    assert answer.json["record"]["fields"]["postcode"]["value"] == "430000"
    assert {"code", "where", "key", "disposition"} <= answer.json["findings"][0].keys()


def test_waiting_in_vain_ends_with_a_link(office: Office) -> None:
    answer = office.post(PDF, query="?wait=0.1")
    assert (answer.status_code, answer.json["status"]) == (202, "reading")


@pytest.mark.parametrize(
    ("files", "status", "code"),
    [
        ([], 400, "no-file"),
        ([b""], 400, "empty-file"),
        ([PDF, b""], 400, "empty-file"),
        ([PDF + b"x" * 2000], 413, "file-too-large"),
        ([b"\x00\x01\x02 nobody knows"], 415, "unsupported-format"),
        ([PDF, "只是文字".encode()], 415, "unsupported-format"),
    ],
)
def test_what_cannot_be_a_paper_is_refused_and_not_kept(
    make_office: OfficeMaker, files: list[bytes], status: int, code: str
) -> None:
    office = make_office(limits=Limits(file_bytes=1000))
    answer = office.post(*files)
    error = answer.json["error"]
    assert (answer.status_code, error["code"]) == (status, code)
    assert error["message"]
    assert error["advice"]
    assert office.request("GET", "/submissions").json["submissions"] == []
    assert list((office.data / "blobs").glob("??/*")) == []


def test_a_request_over_the_limit_is_refused_in_the_same_shape(make_office: OfficeMaker) -> None:
    answer = make_office(request_bytes=1000).post(PDF + b"x" * 2000)
    assert (answer.status_code, answer.json["error"]["code"]) == (413, "file-too-large")


@pytest.mark.parametrize(
    "data", [DOCX, b"\xff\xd8\xff\xe0 a photo", b"Rar!\x1a\x07 an archive", b"From: a@b\r\n\r\nhello"]
)
def test_a_known_format_is_kept_whether_or_not_it_can_be_read(office: Office, data: bytes) -> None:
    office.reader.errors[data] = DocumentError("unsupported-format", "这是图片。")
    submission = office.submit(data)
    found = office.request("GET", f"/submissions/{submission}").json
    assert (found["status"], found["error"]["code"]) == ("failed", "unsupported-format")
    kept = office.request("GET", f"/documents/{found['documents'][0]['id']}/original")
    assert kept.data == data


def test_a_failed_reading_shows_code_message_and_advice(office: Office) -> None:
    office.reader.errors[PDF] = DocumentError("encrypted-document", "文件有打开密码。")
    submission = office.submit(PDF)
    answer = office.request("GET", f"/submissions/{submission}/record")
    assert answer.status_code == 422
    assert answer.json["error"] == {
        "code": "encrypted-document",
        "message": "文件有打开密码。",
        "advice": "请去除打开密码后重新上传，或者改交未加密的版本。",
    }


def test_a_paper_that_is_none_of_our_forms_is_unrecognised(office: Office) -> None:
    submission = office.submit(PDF)
    assert office.request("GET", f"/submissions/{submission}").json["status"] == "unrecognised"
    answer = office.request("GET", f"/submissions/{submission}/findings")
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "unrecognised")


def test_several_files_are_one_submission_in_their_order(office: Office) -> None:
    office.reader.records[PDF] = record()
    made = office.post(("推荐函.docx", DOCX), ("申请书.pdf", PDF)).json
    office.work()
    found = office.request("GET", f"/submissions/{made['id']}").json
    assert [document["name"] for document in found["documents"]] == ["推荐函.docx", "申请书.pdf"]
    assert found["status"] == "complete"
    shown = office.request("GET", f"/submissions/{made['id']}/record").json
    assert shown["document"] == found["documents"][1]["id"]


def test_a_form_beside_a_lost_file_is_partial(office: Office) -> None:
    office.reader.records[PDF] = record()
    office.reader.errors[DOCX] = DocumentError("damaged-document", "文件已损坏。")
    made = office.post(PDF, DOCX).json
    office.work()
    found = office.request("GET", f"/submissions/{made['id']}").json
    assert (found["status"], found["error"]) == ("partial", None)
    assert found["documents"][1]["error"]["code"] == "damaged-document"


def test_the_same_files_are_one_submission_whatever_they_are_called(office: Office) -> None:
    first = office.post(("a.pdf", PDF), ("b.docx", DOCX)).json["id"]
    again = office.post(("c.docx", DOCX), ("d.pdf", PDF)).json["id"]
    other = office.post(("a.pdf", PDF)).json["id"]
    assert again == first != other
    office.work()
    assert sorted(office.reader.calls) == ["a.pdf", "a.pdf", "b.docx"]


def test_the_same_file_under_another_programme_is_judged_apart(office: Office) -> None:
    first = office.post(PDF).json
    other = office.post(PDF, form={"programme": "national"}).json
    assert first["id"] != other["id"]
    assert (first["programme"], other["programme"]) == ("hubei-2016", "national")


def test_an_unknown_programme_is_named_with_those_there_are(office: Office) -> None:
    answer = office.post(PDF, form={"programme": "hunan"})
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "unknown-programme")
    assert "hubei" in answer.json["error"]["message"]


def test_an_unknown_form_is_refused_before_anything_is_kept(office: Office) -> None:
    answer = office.post(PDF, form={"form": "annex9"})
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "unknown-form")
    assert list((office.data / "blobs").glob("??/*")) == []


def test_a_key_gives_the_same_submission_again(office: Office) -> None:
    key = {"Idempotency-Key": "7"}
    assert office.post(PDF, headers=key).json["id"] == office.post(PDF, headers=key).json["id"]


def test_a_key_used_for_other_files_is_refused(office: Office) -> None:
    key = {"Idempotency-Key": "7"}
    office.post(PDF, headers=key)
    answer = office.post(DOCX, headers=key)
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "idempotency-key-reused")


def test_a_file_name_is_shown_without_its_folders_and_never_used_as_a_path(office: Office) -> None:
    made = office.post(("../../etc/申请\x07书.pdf", PDF)).json
    assert made["documents"][0]["name"] == "申请书.pdf"


def test_receipt_is_the_servers_moment_and_judged_by_the_office_calendar(office: Office) -> None:
    made = office.post(PDF).json
    assert (made["received_at"], made["judged_on"]) == ("2016-05-20T15:30:00+00:00", "2016-05-20")
    office.clock.now = office.clock.now.replace(hour=16)
    assert office.post(DOCX).json["judged_on"] == "2016-05-21"


def test_an_unknown_submission_is_not_found_in_the_same_shape(office: Office) -> None:
    answer = office.request("GET", "/submissions/0000")
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "no-such-submission")


def test_a_wrong_method_says_which_are_right(office: Office) -> None:
    answer = office.request("DELETE", "/submissions")
    assert (answer.status_code, answer.json["error"]["code"]) == (405, "method-not-allowed")
    assert "POST" in answer.headers["Allow"]
