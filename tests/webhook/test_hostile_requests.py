"""Requests that nobody in their right mind sends: each is answered in the one shape, and nothing is lost or broken."""

from __future__ import annotations

import json
import re
import threading
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.webhook.conftest import PDF, Office, answer, complete, record
from tests.webhook.test_decisions import decide
from tests.webhook.test_letters import write
from tests.webhook.test_review import patch

CHINESE = re.compile(r"[\u4e00-\u9fff]")
CHANGE = {"where": "fields.postcode", "raw": "430021"}
CHANGES = json.dumps({"changes": [CHANGE]}).encode()


def refused(got: TestResponse, status: int, code: str | None = None) -> None:
    """It was refused with that status, in the one shape, in Chinese."""
    assert got.status_code == status, got.text[:300]
    error = got.json["error"]
    assert code in (None, error["code"])
    assert error["code"]
    assert CHINESE.search(error["message"])
    assert CHINESE.search(error["advice"])


def part(disposition: bytes, data: bytes) -> bytes:
    return b"--B\r\nContent-Disposition: form-data; " + disposition + b"\r\n\r\n" + data + b"\r\n"


def send(office: Office, body: bytes, kind: str = "multipart/form-data; boundary=B", **headers: str) -> TestResponse:
    return office.request("POST", "/submissions", data=body, content_type=kind, headers=headers)


# -- file names -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\\\..\\\\boot.pdf", "boot.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("申请\u2028书\u200b.pdf", "申请书.pdf"),
        ("名" * 300 + ".pdf", "名" * 196 + ".pdf"),
        ("  ", "未命名"),
        ("/", "未命名"),
        ("a%0d%0aSet-Cookie: x.pdf", "a%0d%0aSet-Cookie: x.pdf"),
        ("'; DROP TABLE documents; --.pdf", "'; DROP TABLE documents; --.pdf"),
        ("😀.pdf", "😀.pdf"),
    ],
)
def test_a_hostile_name_is_shown_plainly_and_its_file_comes_back(office: Office, given: str, kept: str) -> None:
    made = send(office, part(b'name="file"; filename="' + given.encode() + b'"', PDF) + b"--B--\r\n")
    assert made.status_code == 202
    (document,) = made.json["documents"]
    assert document["name"] == kept
    original = office.request("GET", f"/documents/{document['id']}/original")
    assert original.data == PDF
    assert original.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "Set-Cookie" not in original.headers


def test_a_name_with_a_line_end_becomes_no_header_of_the_answer(office: Office) -> None:
    encoded = b"name=file; filename*=UTF-8''a%0d%0aSet-Cookie%3A%20x%3D1.pdf"
    made = send(office, part(encoded, PDF) + b"--B--\r\n").json
    original = office.request("GET", f"/documents/{made['documents'][0]['id']}/original")
    assert "Set-Cookie" not in original.headers
    assert made["documents"][0]["name"] == "aSet-Cookie: x=1.pdf"


def test_a_file_without_a_name_is_kept_and_an_empty_field_is_none(office: Office) -> None:
    nameless, empty = part(b'name="file"; filename=""', PDF), part(b'name="more"; filename=""', b"")
    made = send(office, nameless + empty + part(b'name="file"; filename="b.pdf"', PDF + b"2") + b"--B--\r\n")
    assert [document["name"] for document in made.json["documents"]] == ["未命名", "b.pdf"]


def test_a_file_sent_as_text_is_refused_and_not_left_out(office: Office) -> None:
    body = part(b'name="file"', PDF) + part(b'name="file"; filename="b.pdf"', PDF) + b"--B--\r\n"
    refused(send(office, body), 400, "no-file-name")
    assert office.request("GET", "/submissions").json["submissions"] == []


# -- forms that are none ----------------------------------------------------------------------------------------------

GOOD = part(b'name="file"; filename="a.pdf"', PDF)


@pytest.mark.parametrize(
    ("kind", "body", "status", "code"),
    [
        ("multipart/form-data", GOOD, 400, "malformed-upload"),
        ("multipart/form-data; boundary=", GOOD, 400, "malformed-upload"),
        ("multipart/form-data; boundary=C", GOOD + b"--B--\r\n", 400, "malformed-upload"),
        ("multipart/form-data; boundary=B", GOOD, 400, "malformed-upload"),
        ("multipart/form-data; boundary=B", b"\xff" * 100, 400, "malformed-upload"),
        ("multipart/form-data; boundary=B", GOOD.replace(b"a.pdf", "申请书.pdf".encode("gb18030")), 400, None),
        ("multipart/form-data; boundary=B", part(b"name=x", b"1") * 600 + b"--B--\r\n", 413, "file-too-large"),
        ("multipart/form-data; boundary=B", part(b"name=x", b"1" * 3_000_000) + b"--B--\r\n", 413, "file-too-large"),
        ("application/pdf", PDF, 400, "no-file"),
        ("application/json", b"{}", 400, "no-file"),
        ("", PDF, 400, "no-file"),
    ],
)
def test_a_form_that_cannot_be_read_is_refused_whole(
    office: Office, kind: str, body: bytes, status: int, code: str | None
) -> None:
    refused(send(office, body, kind), status, code)
    assert office.request("GET", "/submissions").json["submissions"] == []


@pytest.mark.parametrize("wait", ["abc", "-1", "61", "nan", "inf", ""])
def test_a_wait_that_is_no_number_of_seconds_is_refused(office: Office, wait: str) -> None:
    refused(office.post(PDF, query=f"?wait={wait}"), 422, "invalid-request")


@pytest.mark.parametrize("key", ["键", "😀", "'; --", "\x00", "\u202e"])
def test_a_key_may_be_any_text(office: Office, key: str) -> None:
    given = {"HTTP_IDEMPOTENCY_KEY": key.encode().decode("latin-1")}
    first = office.post(PDF, environ_overrides=given)
    assert first.status_code == 202
    assert office.post(PDF, environ_overrides=given).json["id"] == first.json["id"]
    refused(office.post(PDF + b"2", environ_overrides=given), 409, "idempotency-key-reused")


@pytest.mark.parametrize("key", ["", "x" * 201])
def test_a_key_has_a_length(office: Office, key: str) -> None:
    refused(office.post(PDF, headers={"Idempotency-Key": key}), 400, "bad-idempotency-key")


# -- JSON that is none ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 200_000, 400),
        (b'{"changes":' * 50_000, 400),
        (b'{"changes": ' + b"9" * 5000 + b"}", 400),
        (b'{"changes": "' + b"x" * 3_000_000 + b'"}', 413),
        (b"null", 422),
        (b'"x"', 422),
        (b'{"changes": []}', 422),
        (b'{"changes": [null]}', 422),
        (b'{"changes": [{}]}', 422),
        (b'{"changes": [{"where": null, "raw": "x"}]}', 422),
        (b'{"changes": [{"where": "fields.postcode", "raw": 430021}]}', 422),
        (b'{"changes": [{"where": "fields.postcode", "raw": "430021", "confirm": true}]}', 422),
        (b'{"changes": [{"where": "fields.postcode", "raw": "430021", "by": "me"}]}', 422),
        (b'{"changes": [{"where": "fields.postcode", "value": ' + b"[" * 900 + b"]" * 900 + b"}]}", 422),
        (b'{"changes": [{"where": "fields.pilot_name", "value": "\\ud800"}]}', 422),
        (b'{"changes": [{"where": "fields.pilot_name", "raw": "\\u0001"}]}', 422),
        (b'{"changes": [{"where": "blocks[0].seal", "value": {"present": true, "text": "\\udfff"}}]}', 422),
        (b'{"changes": [{"where": "' + b"x" * 1000 + b'", "raw": "x"}]}', 422),
    ],
    ids=range(21),
)
def test_a_body_that_makes_no_sense_changes_nothing(office: Office, body: bytes, status: int) -> None:
    path = f"/submissions/{office.paper(record())}/record"
    sent = {"data": body, "content_type": "application/json", "headers": {"If-Match": '"1"'}}
    refused(office.request("PATCH", path, **sent), status)
    assert office.request("GET", path).json["revision"] == 1


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "application/x-www-form-urlencoded", ""])
def test_json_must_be_called_json(office: Office, kind: str) -> None:
    path = f"/submissions/{office.paper(record())}/record"
    got = office.request("PATCH", path, data=CHANGES, content_type=kind, headers={"If-Match": '"1"'})
    refused(got, 415, "unsupported-media-type")


@pytest.mark.parametrize(
    "where",
    [
        "fields.nothing", "fields.__class__", "fields.postcode\n", "fields.ｐｏｓｔｃｏｄｅ", "rows.plan[7].step",
        "rows.plan[-1].step", "rows.plan[999999].step", "rows.plan[٠].step", "rows.nothing[0].x",
        "blocks[9].seal", "blocks[0].nothing", "extra[0].raw", "printed.title", "",
    ],
)  # fmt: skip
def test_a_place_that_the_form_does_not_have_is_named_and_refused(office: Office, where: str) -> None:
    path = f"/submissions/{office.paper(record())}/record"
    refused(patch(office, path, {"where": where, "raw": "x"}), 422, "invalid-change")


@pytest.mark.parametrize("tag", ["*", '"2"', '"1", "2"', '""', "rubbish"])
def test_a_state_that_is_not_the_newest_cannot_be_changed_from(office: Office, tag: str) -> None:
    path = f"/submissions/{office.paper(record())}/record"
    refused(patch(office, path, CHANGE, tag=tag), 409, "changed-meanwhile")


def test_a_form_of_another_submission_is_not_reached(office: Office) -> None:
    mine, other = office.paper(record()), office.paper(complete())
    form = office.request("GET", f"/submissions/{other}").json["documents"][0]["forms"][0]["id"]
    for path in (f"/submissions/{mine}/record", f"/submissions/{mine}/findings"):
        refused(office.request("GET", f"{path}?form={form}"), 404, "no-such-form")
    refused(write(office, mine, form=form), 404, "no-such-form")


@pytest.mark.parametrize("text", ["\ud800", "\x00", "a\x0bb"])
def test_no_text_that_cannot_be_printed_comes_in(office: Office, text: str) -> None:
    submission = office.paper(complete())
    tag = office.request("GET", f"/submissions/{submission}").headers["ETag"]
    body = {"decision": "pending", "reason": text}
    told = {"data": json.dumps(body), "content_type": "application/json", "headers": {"If-Match": tag}}
    refused(office.request("PUT", f"/submissions/{submission}/decision", **told), 422, "unusable-text")
    about = {"submission": submission, "contact": text}
    made = office.request("POST", "/letters", data=json.dumps(about), content_type="application/json")
    refused(made, 422, "unusable-text")
    ruling = {"changes": [{"key": text, "disposition": "upheld"}]}
    told = {"data": json.dumps(ruling), "content_type": "application/json", "headers": {"If-Match": '"1.0"'}}
    refused(office.request("PATCH", f"/submissions/{submission}/findings", **told), 422, "unusable-text")


# -- addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/submissions/%00", 404),
        ("/submissions/%ff", 404),
        ("/submissions/" + "x" * 5000, 404),
        ("/submissions?limit=0", 422),
        ("/submissions?limit=x", 422),
        ("/submissions?q=%00", 422),
        ("/submissions?q=" + "x" * 201, 422),
        ("/submissions?state=lost", 422),
        ("/deadlines?limit=0", 422),
        ("/deadlines?set_aside=perhaps", 422),
        ("/submissions?offset=-1", 422),
        ("/submissions?offset=99999999999999999999", 422),
        ("/documents/{document}/pages/0.png", 404),
        ("/documents/{document}/pages/-1.png", 404),
        ("/documents/{document}/pages/" + "9" * 300 + ".png", 404),
        ("/documents/{document}/pages/" + "9" * 5000 + ".png", 404),
        ("/documents/{document}/pages/1.png?dpi=35", 422),
        ("/documents/{document}/pages/1.png?dpi=201", 422),
        ("/documents/{document}/standard.docx?script=x", 422),
        ("/documents/{document}/standard.docx?form=x", 404),
        ("/letters/%00", 404),
    ],
)
def test_an_address_that_leads_nowhere_says_so(office: Office, path: str, status: int) -> None:
    document = office.request("GET", f"/submissions/{office.paper(record())}").json["documents"][0]["id"]
    refused(office.request("GET", path.format(document=document)), status)


def test_there_is_nothing_on_a_page_far_beyond_the_last(office: Office) -> None:
    office.submit()
    assert office.services.cases.newest(25, 0)
    assert office.services.cases.newest(25, 10**30) == ()


@pytest.mark.parametrize("method", ["DELETE", "TRACE", "PROPFIND", "X"])
def test_a_method_that_is_none_is_refused_in_the_same_shape(office: Office, method: str) -> None:
    refused(office.request(method, "/submissions"), 405, "method-not-allowed")


def test_head_and_options_say_what_they_should(office: Office) -> None:
    path = f"/submissions/{office.paper(record())}/record"
    head = office.request("HEAD", path)
    assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", '"1"')
    assert {"GET", "PATCH"} <= set(office.request("OPTIONS", path).headers["Allow"].split(", "))


# -- at the same time -------------------------------------------------------------------------------------------------


def at_once(times: int, act: Any) -> list[Any]:
    """What ``times`` simultaneous calls of ``act(number)`` gave."""
    start, gave = threading.Barrier(times), []

    def run(number: int) -> None:
        start.wait()
        gave.append(act(number))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return gave


def test_of_changes_made_from_the_same_state_one_holds(office: Office) -> None:
    path = f"/submissions/{office.paper(record())}/record"
    gave = at_once(5, lambda n: patch(office, path, {"where": "fields.postcode", "raw": f"43002{n}"}, tag='"1"'))
    assert sorted(got.status_code for got in gave) == [200, 409, 409, 409, 409]
    (won,) = [got.json for got in gave if got.status_code == 200]
    now = office.request("GET", path).json
    assert (now["revision"], now["fields"]["postcode"]) == (2, won["fields"]["postcode"])


def test_two_officers_cannot_overrule_each_other_unseen(office: Office) -> None:
    other = Office(office.app, office.reader, office.clock, office.services.users.add("李明"), office.data)
    submission = office.paper(record(postcode=answer("", "")))
    path = f"/submissions/{submission}/findings"
    seen = other.request("GET", path).headers["ETag"]
    key = office.request("GET", path).json["findings"][0]["key"]
    assert patch(office, path, {"key": key, "disposition": "upheld"}).status_code == 200
    refused(patch(other, path, {"key": key, "disposition": "open"}, tag=seen), 409, "changed-meanwhile")
    assert patch(other, path, {"key": key, "disposition": "open"}).json["findings"][0]["by"] == "李明"
    refused(patch(office, f"/submissions/{submission}/record", CHANGE, tag='"9"'), 409, "changed-meanwhile")


def test_a_letter_asked_for_many_times_at_once_is_one(office: Office) -> None:
    submission = office.paper(complete())
    decide(office, submission, "accepted")
    gave = at_once(4, lambda n: write(office, submission))
    assert [got.status_code for got in gave] == [201] * 4
    assert len({got.json["id"] for got in gave}) == 1
    assert len(office.request("GET", f"/submissions/{submission}").json["letters"]) == 1


def test_a_letter_stays_on_file_when_the_decision_changes_after_it(office: Office) -> None:
    submission = office.paper(complete())
    decide(office, submission, "accepted")
    first = write(office, submission).json
    decide(office, submission, "pending")
    refused(write(office, submission), 409, "not-decided")
    decide(office, submission, "accepted")
    second = write(office, submission).json
    kept = office.request("GET", f"/submissions/{submission}").json["letters"]
    assert {letter["id"] for letter in kept} == {first["id"], second["id"]}
    assert office.request("GET", f"/letters/{first['id']}.docx").status_code == 200


def test_a_deadline_in_the_past_is_not_written_into_a_letter(office: Office) -> None:
    submission = office.paper(complete())
    decide(office, submission, "accepted")
    refused(write(office, submission, due_on="2016-05-19"), 422, "due-date-past")


def test_only_so_many_wait_at_a_time(office: Office) -> None:
    """The others are answered at once, so that somebody who waits never holds up the rest."""
    gave = at_once(6, lambda n: office.post(PDF + bytes([n]), query="?wait=1.5"))
    assert [got.status_code for got in gave] == [202] * 6
    office.work()
    assert office.post(PDF + bytes([0]), query="?wait=1").status_code == 200
