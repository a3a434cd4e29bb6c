"""The door for the mail server: who is let in, what is kept before it is answered, and each mail exactly once."""

from __future__ import annotations

import hashlib
import hmac
import io
import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from extract.limits import Limits
from tests.mail_drawing import attached, forwarded, mail, part, word
from tests.mail_drawing import text as mail_text
from tests.webhook.conftest import RECEIVED, Office, OfficeMaker, complete
from tests.webhook.running import Running, start, until
from tests.webhook.test_reply import signed_in
from tests.webhook.test_whole import paper

SECRET = "a secret that two share"
MAIL = mail(mail_text(), attached("申请书.docx"), Subject=word("试点申报"))


@pytest.fixture
def door(make_office: OfficeMaker) -> Office:
    """The service as it takes mails."""
    return make_office(mail_secret=SECRET)


def signed(body: bytes, at: datetime = RECEIVED, secret: str = SECRET) -> str:
    moment = str(int(at.timestamp()))
    made = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256)
    return f"t={moment},v1={made.hexdigest()}"


def deliver(office: Office, body: bytes = MAIL, signature: str | None = None, **options: Any) -> TestResponse:
    """What the mail server says, properly signed unless a ``signature`` is given."""
    headers = {"X-Signature": signed(body) if signature is None else signature, "Content-Type": "message/rfc822"}
    headers |= options.pop("headers", {})
    return office.client.post("/api/v1/inbound-mail", data=body, headers={k: v for k, v in headers.items() if v})


def shown(office: Office, answer: TestResponse) -> dict[str, Any]:
    found: dict[str, Any] = office.request("GET", f"/submissions/{answer.json['id']}").json
    return found


def count(office: Office) -> int:
    return len(office.request("GET", "/submissions").json["submissions"])


# -- once -----------------------------------------------------------------------------------------------------------


def test_a_mail_is_kept_as_it_came_before_it_is_answered(door: Office) -> None:
    answer = deliver(door)
    assert (answer.status_code, answer.json["created"]) == (202, True)
    [document] = shown(door, answer)["documents"]
    assert (door.data / "blobs" / document["sha256"][:2] / document["sha256"]).read_bytes() == MAIL


def test_the_same_mail_delivered_three_times_is_one_submission(door: Office) -> None:
    answers = [deliver(door) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [202, 200, 200]
    assert len({answer.json["id"] for answer in answers}) == count(door) == 1


def test_a_mail_that_came_another_way_is_the_same_mail(door: Office) -> None:
    first, again = deliver(door), deliver(door, b"Received: from a relay\r\n by another\r\n" + MAIL)
    assert (again.status_code, again.json["id"]) == (200, first.json["id"])


@pytest.mark.parametrize(
    "other",
    [
        MAIL.replace(b"<1@example.invalid>", b"<2@example.invalid>"),
        mail(mail_text("这是另一份。"), attached("申请书.docx"), Subject=word("试点申报")),
        MAIL.replace(b"Message-ID: <1@example.invalid>\r\n", b""),
    ],
    ids=["another-id", "another-content", "no-id"],
)
def test_a_mail_of_another_id_or_content_is_another_submission(door: Office, other: bytes) -> None:
    assert deliver(door).json["id"] != deliver(door, other).json["id"]
    assert count(door) == 2


def test_mails_without_an_id_are_told_apart_by_their_senders_too(door: Office) -> None:
    plain = MAIL.replace(b"Message-ID: <1@example.invalid>\r\n", b"")
    assert deliver(door, plain).json["id"] == deliver(door, plain).json["id"]
    deliver(door, plain.replace(b"From: clerk@", b"From: other@"))
    assert count(door) == 2


def test_a_folded_message_id_is_the_same_one(door: Office) -> None:
    folded = MAIL.replace(b"Message-ID: <", b"Message-ID:\r\n <")
    assert deliver(door).json["id"] == deliver(door, folded).json["id"]


def test_a_mail_delivered_by_several_at_once_is_one_submission(door: Office) -> None:
    ids: list[str] = []
    threads = [threading.Thread(target=lambda: ids.append(deliver(door).json["id"])) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (len(ids), len(set(ids)), count(door)) == (6, 1, 1)


# -- the moment and the claims --------------------------------------------------------------------------------------


def test_the_moment_of_receipt_is_the_servers_and_never_the_date_that_the_mail_claims(door: Office) -> None:
    answer = deliver(door, mail(mail_text(), attached("a.docx"), Date="Mon, 01 Jan 2001 08:00:00 +0800"))
    found = shown(door, answer)
    assert answer.json["received_at"] == found["received_at"] == RECEIVED.isoformat()
    assert found["judged_on"] == "2016-05-20"


def test_a_second_delivery_does_not_move_the_moment(door: Office) -> None:
    first = deliver(door)
    door.clock.now = RECEIVED + timedelta(minutes=4)
    assert deliver(door).json["received_at"] == first.json["received_at"]


# -- who is let in --------------------------------------------------------------------------------------------------


def test_without_a_secret_the_door_stays_shut_and_says_why(office: Office) -> None:
    answer = deliver(office)
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "mail-not-set-up")
    assert "PILOT_MAIL_SECRET" in answer.json["error"]["advice"]


def test_the_secret_comes_from_the_environment(make_office: OfficeMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PILOT_MAIL_SECRET", SECRET)
    assert deliver(make_office()).status_code == 202


@pytest.mark.parametrize("given", ["", " "])
def test_an_empty_secret_is_none(make_office: OfficeMaker, monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("PILOT_MAIL_SECRET", given)
    assert deliver(make_office(), signature=signed(MAIL, secret=given)).status_code == 503


GOOD = signed(MAIL)
MOMENT, SUM = GOOD.split(",")


@pytest.mark.parametrize(
    ("signature", "code"),
    [
        ("", "signature-missing"),
        (signed(MAIL, secret="another"), "signature-wrong"),
        (signed(MAIL + b" "), "signature-wrong"),
        (f"t={int(RECEIVED.timestamp()) + 1},{SUM}", "signature-wrong"),
        (signed(MAIL, RECEIVED - timedelta(seconds=301)), "signature-expired"),
        (signed(MAIL, RECEIVED + timedelta(seconds=301)), "signature-expired"),
        (SUM, "signature-malformed"),
        (MOMENT, "signature-malformed"),
        (f"{MOMENT},{MOMENT},{SUM}", "signature-malformed"),
        (f"{GOOD},v0=1", "signature-malformed"),
        ("t=²,v1=" + "0" * 64, "signature-malformed"),
        (f"{MOMENT},v1=签名", "signature-malformed"),
        (",".join([GOOD] + [SUM] * 50), "signature-malformed"),
    ],
)
def test_a_signature_that_does_not_fit_keeps_the_mail_out(door: Office, signature: str, code: str) -> None:
    answer = deliver(door, signature=signature.encode().decode("latin-1"))
    error = answer.json["error"]
    assert (answer.status_code, error["code"]) == (401, code)
    assert error.keys() == {"code", "message", "advice"}
    assert count(door) == 0
    assert list((door.data / "blobs").glob("??/*")) == []


@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_clocks_may_differ_by_five_minutes(door: Office, seconds: int) -> None:
    assert deliver(door, signature=signed(MAIL, RECEIVED + timedelta(seconds=seconds))).status_code == 202


def test_of_two_sums_one_must_fit_while_the_secret_is_changed(door: Office) -> None:
    other = signed(MAIL, secret="the next one").split(",")[1]
    assert deliver(door, signature=f"{MOMENT}, {other}, {SUM.upper().replace('V1', 'v1')}").status_code == 202


def test_a_users_token_does_not_open_the_door(door: Office) -> None:
    answer = deliver(door, signature=" ", headers={"Authorization": f"Bearer {door.token}"})
    assert answer.status_code == 401


# -- what is no mail ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "empty-file"),
        ("只是文字".encode(), 400, "not-a-mail"),
        (b"%PDF-1.4\nFrom: a\n\n", 400, "not-a-mail"),
        (b"\r\n" * 40, 400, "not-a-mail"),
        (MAIL + b" " * 3000, 413, "file-too-large"),
    ],
)
def test_what_cannot_be_a_mail_is_refused_in_the_one_shape(
    make_office: OfficeMaker, body: bytes, status: int, code: str
) -> None:
    office = make_office(mail_secret=SECRET, limits=Limits(file_bytes=2000))
    answer = deliver(office, body)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)
    assert list((office.data / "blobs").glob("??/*")) == []


def test_a_request_over_the_limit_of_all_requests_is_refused_too(make_office: OfficeMaker) -> None:
    answer = deliver(make_office(mail_secret=SECRET, request_bytes=100))
    assert (answer.status_code, answer.json["error"]["code"]) == (413, "file-too-large")


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""])
def test_content_that_is_not_called_a_mail_is_refused(door: Office, kind: str) -> None:
    answer = deliver(door, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json["error"]["code"]) == (415, "unsupported-media-type")


def test_blank_lines_before_a_mail_do_no_harm(door: Office) -> None:
    assert deliver(door, b"\r\n\r\n" + MAIL).status_code == 202


def test_nobody_is_named_in_the_log(door: Office, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    deliver(door, mail(mail_text(), attached("a.docx"), From=f"{word('张伟')} <zhangwei@example.invalid>"))
    deliver(door, signature=signed(b""))
    door.work()
    assert "zhangwei" not in caplog.text
    assert "张伟" not in caplog.text


# -- the real reader ------------------------------------------------------------------------------------------------


@pytest.fixture
def post(real: Office) -> Iterator[Office]:
    """The service with its own reader, which takes mails."""
    inbound = real.services.mail
    before, inbound._door = inbound._door, replace(inbound._door, secret=SECRET)
    yield real
    inbound._door = before


def read(office: Office, body: bytes) -> dict[str, Any]:
    answer = deliver(office, body)
    assert office.services.intake.wait(answer.json["id"], 40)
    return shown(office, answer)


def test_a_mailed_form_is_read_with_sender_and_subject_beside_it(post: Office) -> None:
    sender = f"{word('江汉区政务服务局')} <office@example.invalid>"
    found = read(post, mail(mail_text(), attached("申请书.docx", paper()), From=sender, Subject=word("试点申报材料")))
    assert (found["status"], found["channel"]) == ("complete", "mail")
    assert [d["name"] for d in found["documents"]] == ["邮件.eml", "申请书.docx"]
    assert found["mails"] == [
        {
            "document": found["documents"][0]["id"],
            "message_id": "<1@example.invalid>",
            "sender_name": "江汉区政务服务局",
            "sender_address": "office@example.invalid",
            "subject": "试点申报材料",
        }
    ]
    record = post.request("GET", f"/submissions/{found['id']}/record").json
    assert record["fields"]["pilot_name"]["value"] == complete().value("pilot_name")


def test_an_uploaded_mail_names_its_sender_too(post: Office) -> None:
    found = post.post(("来信.eml", mail(mail_text("只有话"))), query="?wait=40").json
    assert (found["channel"], found["status"]) == ("api", "unrecognised")
    assert found["mails"][0]["sender_address"] == "clerk@example.invalid"


def test_a_mail_that_says_nothing_of_itself_is_taken_all_the_same(post: Office) -> None:
    body = b"MIME-Version: 1.0\r\nReceived: from a\r\nContent-Type: text/plain\r\n\r\nhello\r\n"
    found = read(post, body)
    assert found["status"] == "unrecognised"
    [claims] = found["mails"]
    assert (claims["message_id"], claims["sender_address"], claims["subject"]) == (None, "", "")


# -- returned -------------------------------------------------------------------------------------------------------

REPORT = "multipart/report; report-type=delivery-status"


def bounce(kind: str = REPORT) -> bytes:
    """What a mail system sends back: why, and the mail of the office's own with a form to fill in."""
    own = mail(attached("申请书.docx", paper()), Message_ID="<own@office.example.invalid>", boundary="=_own")
    status = part(b"Action: failed\r\nStatus: 5.1.1\r\n", "Content-Type: message/delivery-status", encoding="7bit")
    return mail(mail_text("550 User unknown"), status, forwarded(own), kind=kind, boundary="=_report", Subject="退信")


@pytest.mark.parametrize("kind", [REPORT, 'Multipart/Report;\r\n charset=utf-8;\r\n\tReport-Type="delivery-status"'])
def test_of_a_mail_that_came_back_no_form_is_read_and_the_page_says_so(post: Office, kind: str) -> None:
    found = read(post, bounce(kind))
    [document] = found["documents"]
    [told] = document["forms"]
    assert (found["status"], told["kind"], told["problems"][0]["code"]) == ("unrecognised", "other", "mail-returned")
    assert found["mails"][0]["subject"] == "退信"
    assert "这是退信" in signed_in(post).get(f"/submissions/{found['id']}").text


def test_a_mail_that_came_back_to_its_sender_and_is_passed_on_is_read(post: Office) -> None:
    found = read(post, mail(mail_text("昨日退回，现再报送"), forwarded(bounce())))
    assert found["status"] == "complete"
    handed = post.post(("退信.eml", bounce()), query="?wait=40").json
    assert handed["status"] == "complete", "what an officer hands in is wanted"


# -- killed ---------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_service_killed_between_keeping_and_answering_has_the_mail_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PILOT_MAIL_SECRET", SECRET)
    begun = []
    try:
        begun.append(start(tmp_path / "data"))
        sender = threading.Thread(target=_sent_in_vain, args=(begun[0],))
        sender.start()
        assert until(lambda: begun[0].rows("SELECT count(*) FROM submissions") == [(1,)])
        begun[0].kill()
        sender.join(30)
        begun.append(start(tmp_path / "data"))
        status, answer = _send(begun[1])
        assert (status, answer["created"]) == (200, False)
        assert begun[1].rows("SELECT count(*), min(id) FROM submissions") == [(1, answer["id"])]
    finally:
        for service in begun:
            service.close()


def _send(service: Running) -> tuple[int, Any]:
    now = datetime.now(RECEIVED.tzinfo)
    headers = {"Content-Type": "message/rfc822", "X-Signature": signed(MAIL, now)}
    return service.ask("/api/v1/inbound-mail", MAIL, **headers)


def _sent_in_vain(service: Running) -> None:
    """Send and care for no answer: the service may be gone before it gives one."""
    try:
        _send(service)
    except (OSError, HTTPException):
        return


def test_the_door_takes_its_mail_from_a_stream(door: Office) -> None:
    receipt = door.services.mail.deliver(GOOD, io.BytesIO(MAIL))
    assert receipt.created
