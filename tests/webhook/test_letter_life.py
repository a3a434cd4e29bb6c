"""A letter's life: each step once, in order, by whom and when; final bytes from the number on; withdrawn for good."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import docx
import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, stream_encode_multipart

from extract.limits import DEFAULT_LIMITS
from render.pictures import EvidencePicture
from tests.render.conformance.drawing import drawn
from tests.render.conformance.drawing import letter as formal_letter
from tests.webhook.conftest import Office, OfficeMaker, complete
from tests.webhook.test_decisions import LATE, decide
from tests.webhook.test_letters import upheld, words, write
from tests.webhook.test_reply import mailed, read, release
from tests.webhook.test_review import patch
from webhook.service.letters.keeping import NewLetter
from webhook.service.letters.life import LetterNow
from webhook.service.letters.numbers import NewSeries
from webhook.service.letters.stages import Rules, term_begins
from webhook.service.letters.writing import Letters
from webhook.store.blobs import Blobs

SCAN = b"%PDF-1.7 signed and sealed"
FORMAL = drawn(formal_letter())


def drafted(office: Office) -> str:
    """A letter that nobody has checked yet."""
    return str(write(office, upheld(office)).json["id"])


def numbered_office(office: Office, code_word: str = "鄂市监标函") -> str:
    """The issuer of the office's letters, which now has a series."""
    issuer = str(now_of(office, drafted(office)).letter.issuer)
    assert office.request("POST", "/numbers", json={"issuer": issuer, "code_word": code_word}).status_code == 200
    return issuer


def now_of(office: Office, letter: str) -> LetterNow:
    return office.services.life.get(letter)


def take(office: Office, letter: str, to: str, **said: Any) -> TestResponse:
    tag = office.request("GET", f"/letters/{letter}").headers["ETag"]
    return office.request("POST", f"/letters/{letter}/steps", json={"to": to, **said}, headers={"If-Match": tag})


def send_file(office: Office, letter: str, what: str, data: bytes | None = SCAN, **fields: str) -> TestResponse:
    tag = office.request("GET", f"/letters/{letter}").headers["ETag"]
    given: dict[str, Any] = dict(fields)
    if data is not None:
        given["file"] = FileStorage(io.BytesIO(data), filename="盖章.pdf")
    stream, _, boundary = stream_encode_multipart(given, use_tempfile=False)
    kind = f"multipart/form-data; boundary={boundary}"
    return office.request(
        "PUT", f"/letters/{letter}/{what}", data=stream.read(), content_type=kind, headers={"If-Match": tag}
    )


def withdraw(office: Office, letter: str, reason: str = "内容有误") -> TestResponse:
    tag = office.request("GET", f"/letters/{letter}").headers["ETag"]
    path = f"/letters/{letter}/withdraw"
    return office.request("POST", path, json={"reason": reason}, headers={"If-Match": tag})


def steps(told: Any) -> list[str]:
    return [step["step"] for step in told["steps"]]


def code(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, answer.json["error"]["code"]


# -- the whole way --------------------------------------------------------------------------------------------------


def test_a_letter_goes_every_step_and_each_says_who_and_when(office: Office) -> None:
    numbered_office(office)
    letter = drafted(office)
    for stage in ("checked", "signed", "numbered"):
        assert take(office, letter, stage).json["state"] == stage
    assert send_file(office, letter, "scan").json["state"] == "sealed"
    assert take(office, letter, "sent", channel="post", copies=2).json["sent_on"] == "2016-05-20"
    office.clock.now += timedelta(days=3)
    told = send_file(office, letter, "delivery", None, on="2016-05-22", proof="EMS 签收").json
    assert steps(told) == ["drafted", "checked", "signed", "numbered", "sealed", "sent", "delivered"]
    assert {step["by"] for step in told["steps"]} == {"王芳"}
    assert [step["on"] for step in told["steps"][-2:]] == ["2016-05-20", "2016-05-22"]
    assert (told["number"], told["channel"], told["copies"]) == ("鄂市监标函〔2016〕1号", "post", 2)
    assert (told["delivered_on"], told["term_begins"], told["ahead"]) == ("2016-05-22", "2016-05-22", [])
    trail = [event.action for event in office.services.cases.trail(told["submission"]) if event.subject_id == letter]
    assert trail == [f"letter-{step}" for step in steps(told)[1:]]


def test_one_order_takes_every_step_between_and_keeps_each(office: Office) -> None:
    numbered_office(office)
    told = take(office, drafted(office), "numbered").json
    assert steps(told) == ["drafted", "checked", "signed", "numbered"]
    assert told["version"] == 4


def test_without_a_series_the_number_stays_blank_and_its_step_is_left_out(office: Office) -> None:
    letter = drafted(office)
    before = office.request("GET", f"/letters/{letter}.docx").data
    assert "numbered" not in now_of(office, letter).ahead
    assert code(take(office, letter, "numbered")) == (409, "no-series")
    take(office, letter, "signed")
    told = send_file(office, letter, "scan").json
    assert (told["number"], steps(told)) == (None, ["drafted", "checked", "signed", "sealed"])
    assert office.request("GET", f"/letters/{letter}.docx").data == before


def test_a_step_is_taken_once(office: Office) -> None:
    letter = drafted(office)
    take(office, letter, "signed")
    assert code(take(office, letter, "checked")) == (409, "step-done")
    assert steps(office.request("GET", f"/letters/{letter}").json) == ["drafted", "checked", "signed"]


@pytest.mark.parametrize(
    ("order", "code_said"),
    [
        ({"to": "sent", "channel": "post"}, "not-sealed"),
        ({"to": "sent", "channel": "reply"}, "not-mailed"),
        ({"to": "delivered", "proof": "签收"}, "not-sealed"),
    ],
)
def test_a_step_that_demands_what_is_not_there_takes_none(
    office: Office, order: dict[str, Any], code_said: str
) -> None:
    letter = drafted(office)
    assert code(take(office, letter, **order)) == (409, code_said)
    assert now_of(office, letter).letter.state == "drafted"


@pytest.mark.parametrize(
    ("order", "words_said"),
    [
        ({"to": "sent"}, "以何种方式"),
        ({"to": "sealed"}, "扫描件"),
        ({"to": "delivered"}, "凭据"),
        ({"to": "sent", "channel": "mail", "address": "不是地址"}, "电子邮件地址"),
        ({"to": "sent", "channel": "post", "copies": 0}, "份数"),
    ],
)
def test_an_order_that_says_too_little_is_told_what_is_missing(
    office: Office, order: dict[str, Any], words_said: str
) -> None:
    letter = drafted(office)
    answer = take(office, letter, **order)
    assert code(answer) == (422, "step-wrong")
    assert words_said in answer.json["error"]["message"]


def test_no_step_is_dated_in_the_future_or_before_the_one_before_it(office: Office) -> None:
    letter = drafted(office)
    assert code(take(office, letter, "checked", on="2016-05-21")) == (422, "date-future")
    assert code(take(office, letter, "checked", on="2016-05-19")) == (422, "date-order")


def test_a_change_says_which_state_it_was_made_from(office: Office) -> None:
    letter = drafted(office)
    path = f"/letters/{letter}/steps"
    assert office.request("POST", path, json={"to": "checked"}).status_code == 428
    tag = office.request("GET", f"/letters/{letter}").headers["ETag"]
    take(office, letter, "checked")
    late = office.request("POST", path, json={"to": "signed"}, headers={"If-Match": tag})
    assert code(late) == (409, "changed-meanwhile")


# -- the number and the final bytes ---------------------------------------------------------------------------------


def test_the_number_and_the_day_of_signing_are_written_into_the_letter(office: Office) -> None:
    numbered_office(office)
    letter = drafted(office)
    draft = now_of(office, letter).letter
    office.clock.now += timedelta(days=2)
    told = take(office, letter, "numbered").json
    said = words(office, told)
    assert "鄂市监标函〔2016〕1号" in said
    assert "2016年5月22日" in said
    assert told["issued_on"] == "2016-05-22"
    assert told["sha256"] == hashlib.sha256(office.services.letters.get(letter)[1]).hexdigest() != draft.sha256
    [kept] = [file for file in told["files"] if file["role"] == "draft"]
    assert kept["sha256"] == draft.sha256


def test_the_bytes_are_final_from_the_number_on(office: Office) -> None:
    numbered_office(office)
    letter = drafted(office)
    take(office, letter, "numbered")
    final = office.request("GET", f"/letters/{letter}.docx").data
    send_file(office, letter, "scan")
    take(office, letter, "sent", channel="post")
    assert office.request("GET", f"/letters/{letter}.docx").data == final


def test_a_letter_made_from_a_template_that_was_changed_since_takes_no_number(
    office: Office,
) -> None:
    numbered_office(office)
    letter = drafted(office)
    with office.store.write() as tx:
        tx.letters.change(letter, 1, template_digest="0" * 64)
    assert code(take(office, letter, "numbered")) == (409, "template-changed")
    assert office.services.numbers.all()[0].counter.next == 1


def test_a_letter_that_no_longer_says_what_was_decided_is_neither_signed_nor_numbered(office: Office) -> None:
    submission = upheld(office)
    letter = str(write(office, submission).json["id"])
    patch(office, f"/submissions/{submission}/record", {"where": "fields.postcode", "value": "430021"})
    assert code(take(office, letter, "signed")) == (409, "letter-outdated")


def test_a_number_given_by_hand_is_written_and_used_once(office: Office) -> None:
    first, second = (write(office, upheld(office), number="鄂质监标函[2016]76号").json["id"] for _ in range(2))
    assert take(office, first, "numbered").json["number"] == "鄂质监标函〔2016〕76号"
    assert code(take(office, second, "numbered")) == (409, "number-taken")


# -- seal and delivery ----------------------------------------------------------------------------------------------


def test_the_scan_is_kept_as_it_came(office: Office) -> None:
    letter = drafted(office)
    take(office, letter, "signed")
    file = next(file for file in send_file(office, letter, "scan").json["files"] if file["role"] == "scan")
    assert (file["role"], file["name"], file["size"]) == ("scan", "盖章.pdf", len(SCAN))
    headers = {"Authorization": f"Bearer {office.token}"}
    assert office.client.get(file["content"], headers=headers).data == SCAN


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 a Word file", b"signed, believe me"])
def test_what_is_no_scan_seals_nothing(office: Office, data: bytes) -> None:
    letter = drafted(office)
    assert code(send_file(office, letter, "scan", data)) == (415, "scan-format")
    assert now_of(office, letter).letter.state == "drafted"


def test_sealing_without_a_file_is_told(office: Office) -> None:
    letter = drafted(office)
    assert code(send_file(office, letter, "scan", None, on="2016-05-20")) == (400, "no-file")
    assert code(send_file(office, letter, "scan", on="gestern")) == (422, "bad-date")


def test_a_scan_over_the_limit_is_refused(make_office: OfficeMaker) -> None:
    office = make_office(limits=replace(DEFAULT_LIMITS, file_bytes=20))
    office.services.keeping.keep(report(), b"a draft", "王芳")
    [letter] = office.services.life.waiting("checked", 1)
    assert code(send_file(office, letter.id, "scan")) == (413, "file-too-large")
    assert [file.role for file in now_of(office, letter.id).files] == ["check"]


def test_a_paper_that_should_bear_a_number_is_not_sealed_without(office: Office) -> None:
    numbered_office(office)
    letter = drafted(office)
    assert code(send_file(office, letter, "scan")) == (409, "not-numbered")


def test_no_term_begins_before_delivery_or_after_withdrawal(office: Office) -> None:
    _, letter = mailed(office)
    release(office, letter)
    assert term_begins(now_of(office, letter).letter) is None
    told = send_file(office, letter, "delivery", proof="回信确认").json
    assert told["term_begins"] == "2016-05-20"
    assert sorted(file["role"] for file in told["files"]) == ["enclosure", "proof"]
    assert withdraw(office, letter).json["term_begins"] is None


# -- persons --------------------------------------------------------------------------------------------------------


def test_where_persons_are_parted_nobody_checks_or_signs_their_own(office: Office) -> None:
    office.request("PUT", "/letter-rules", json={"separate_persons": True})
    letter = drafted(office)
    assert code(take(office, letter, "checked")) == (409, "same-person")
    office.token = office.services.users.add("李强")
    assert take(office, letter, "checked").json["state"] == "checked"
    assert code(take(office, letter, "signed")) == (409, "same-person")
    office.token = office.services.users.add("赵敏")
    told = take(office, letter, "signed").json
    assert [(step["step"], step["by"]) for step in told["steps"]] == [
        ("drafted", "王芳"),
        ("checked", "李强"),
        ("signed", "赵敏"),
    ]


def test_where_persons_are_parted_a_release_takes_no_step_of_another(office: Office) -> None:
    office.services.life.set_rules(Rules(separate_persons=True), "王芳")
    _, letter = mailed(office)
    assert code(release(office, letter)) == (409, "same-person")
    assert now_of(office, letter).letter.released_at is None


# -- the reply ------------------------------------------------------------------------------------------------------


def test_a_release_takes_every_step_to_the_reply_and_numbers_by_itself(office: Office) -> None:
    _, letter = mailed(office)
    issuer = now_of(office, letter).letter.issuer
    office.request("POST", "/numbers", json={"issuer": issuer, "code_word": "鄂市监标函", "first": 76})
    told = release(office, letter).json
    assert steps(told) == ["drafted", "checked", "signed", "numbered", "sent"]
    assert (told["state"], told["channel"], told["number"]) == ("sent", "reply", "鄂市监标函〔2016〕76号")
    file, _ = read(office.request("GET", f"/letters/{letter}.eml").data).iter_attachments()
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(file.get_content())).paragraphs)
    assert "鄂市监标函〔2016〕76号" in text


def test_a_release_without_a_seal_is_refused_where_the_office_seals_every_mail(office: Office) -> None:
    office.request("PUT", "/letter-rules", json={"unsealed_mail": False})
    _, letter = mailed(office)
    assert code(release(office, letter)) == (409, "not-sealed")
    take(office, letter, "signed")
    send_file(office, letter, "scan")
    assert release(office, letter).json["state"] == "sent"
    names = [
        part.get_filename() for part in read(office.request("GET", f"/letters/{letter}.eml").data).iter_attachments()
    ]
    assert names == ["补正通知书.docx", "补正通知书（盖章扫描件）.pdf", "意见栏空白页（供重新签字盖章）.docx"]


def test_a_letter_goes_out_as_a_mail_of_the_offices_own(office: Office) -> None:
    letter = drafted(office)
    told = take(office, letter, "sent", channel="mail", address="b@example.invalid").json
    assert told["eml"] == f"/api/v1/letters/{letter}.eml"
    found = read(office.request("GET", told["eml"].removeprefix("/api/v1")).data)
    assert (found["To"], found["X-Unsent"], found["In-Reply-To"]) == ("b@example.invalid", "1", None)
    assert found["Subject"] == "补正通知书"
    assert [part.get_filename() for part in found.iter_attachments()] == [
        "补正通知书.docx",
        "意见栏空白页（供重新签字盖章）.docx",
    ]


# -- withdrawal -----------------------------------------------------------------------------------------------------


def test_a_withdrawn_letter_stays_on_view_with_its_number_and_reason(office: Office) -> None:
    numbered_office(office)
    letter = drafted(office)
    take(office, letter, "numbered")
    told = withdraw(office, letter).json
    assert (told["state"], told["number"]) == ("withdrawn", "鄂市监标函〔2016〕1号")
    assert (told["withdrawn_by"], told["withdrawn_reason"]) == ("王芳", "内容有误")
    assert told["ahead"] == []
    assert take(office, drafted(office), "numbered").json["number"] == "鄂市监标函〔2016〕2号"


def test_a_withdrawn_letter_goes_no_further(office: Office) -> None:
    _, letter = mailed(office)
    release(office, letter)
    withdraw(office, letter)
    assert code(take(office, letter, "delivered", proof="签收")) == (409, "withdrawn")
    assert code(withdraw(office, letter)) == (409, "withdrawn")
    assert code(release(office, letter)) == (409, "withdrawn")
    assert office.request("GET", f"/letters/{letter}.eml").json["error"]["code"] == "withdrawn"


def test_a_withdrawal_says_why(office: Office) -> None:
    assert code(withdraw(office, drafted(office), " ")) == (422, "reason-missing")


def test_the_same_letter_can_be_made_anew_after_a_withdrawal(office: Office) -> None:
    submission = upheld(office)
    first = write(office, submission).json["id"]
    assert write(office, submission).json["id"] == first
    withdraw(office, first)
    second = write(office, submission).json
    assert (second["id"] != first, second["state"]) == (True, "drafted")


# -- letters of other papers ----------------------------------------------------------------------------------------


def report(**changed: Any) -> NewLetter:
    """A 上报函 about several pilots, and so about no one submission."""
    given: dict[str, Any] = {
        "paper": "D05", "genre": "函", "format": "信函", "title": "关于上报试点项目的函", "issuer": "湖北省联席办",
        "addressees": ("国家标准委",), "template": "list-report", "template_digest": "0" * 64, "maker": "test",
        "request": {"pilots": ["甲", "乙"]}, "copies_to": ("湖北省人民政府",),
    }  # fmt: skip
    return NewLetter(**{**given, **changed})


def test_a_letter_about_no_submission_is_kept_once_and_goes_its_way(office: Office) -> None:
    kept = office.services.keeping.keep(report(), FORMAL, "王芳")
    assert office.services.keeping.keep(report(), FORMAL, "李强") == kept
    told = office.request("GET", f"/letters/{kept.id}").json
    assert (told["submission"], told["paper"], told["copies_to"]) == (None, "D05", ["湖北省人民政府"])
    take(office, kept.id, "signed")
    send_file(office, kept.id, "scan")
    assert take(office, kept.id, "sent", channel="post").json["state"] == "sent"
    assert [line.title for line in office.services.registers.outgoing(office.services.registers.this_year())] == [
        "关于上报试点项目的函"
    ]


def test_a_letter_whose_maker_is_not_known_takes_no_number(office: Office) -> None:
    office.services.numbers.set(NewSeries("湖北省联席办", "鄂联席函"), "王芳")
    kept = office.services.keeping.keep(report(), FORMAL, "王芳")
    assert code(take(office, kept.id, "numbered")) == (409, "letter-not-remade")
    assert office.services.numbers.all()[0].counter.next == 1


def test_a_letter_about_no_submission_answers_no_mail(office: Office) -> None:
    kept = office.services.keeping.keep(report(), FORMAL, "王芳")
    assert code(release(office, kept.id)) == (409, "not-mailed")


# -- heaps ----------------------------------------------------------------------------------------------------------


def test_letters_lie_in_the_heap_of_the_step_they_wait_for(office: Office) -> None:
    waiting, signed = drafted(office), drafted(office)
    take(office, signed, "signed")
    listed = office.request("GET", "/letters?waiting=checked").json
    assert [letter["id"] for letter in listed["letters"]] == [waiting]
    assert {heap: n for heap, n in listed["waiting"].items() if n} == {"checked": 1, "sealed": 1}
    assert [letter["id"] for letter in office.request("GET", "/letters?waiting=sealed").json["letters"]] == [signed]
    assert office.request("GET", "/letters?waiting=nothing").status_code == 422


def test_a_stranger_sees_and_changes_nothing(office: Office) -> None:
    letter = drafted(office)
    for method, path in (
        ("GET", "/letters"),
        ("POST", f"/letters/{letter}/steps"),
        ("PUT", f"/letters/{letter}/scan"),
        ("GET", "/numbers"),
        ("PUT", "/letter-rules"),
        ("GET", "/registers/outgoing.xlsx"),
    ):
        assert office.client.open(f"/api/v1{path}", method=method).status_code == 401, path


def test_a_receipt_of_an_accepted_form_is_numbered_as_it_was_drafted(office: Office) -> None:
    numbered_office(office)
    submission = office.paper(complete())
    decide(office, submission, "accepted")
    made = write(office, submission).json
    draft = words(office, made)
    final = words(office, take(office, made["id"], "numbered").json)
    assert final.replace("鄂市监标函〔2016〕1号", "") == _without_number(draft)


def test_a_late_refusal_keeps_its_ground_when_it_is_numbered(office: Office) -> None:
    numbered_office(office)
    office.clock.now = LATE
    submission = office.paper(complete())
    decide(office, submission, "refused")
    made = write(office, submission).json
    draft = words(office, made)
    final = words(office, take(office, made["id"], "numbered").json)
    assert "逾期" in final
    assert final.replace("鄂市监标函〔2016〕1号", "") == _without_number(draft)


def test_a_letters_pictures_are_in_the_numbered_letter_too(office: Office) -> None:
    picture = EvidencePicture(drawn_png(), 40.0, 20.0, "原件第1页")
    blobs = Blobs(office.data / "blobs")
    letters = Letters(office.store, blobs, office.clock, show=lambda case, paper, findings: {0: picture})
    draft = letters.create(upheld(office), "王芳")
    assert sorted(file.role for file in now_of(office, draft.id).files) == ["enclosure", "picture"]
    final = letters.remake(draft, "鄂市监标函〔2016〕1号", date(2016, 5, 20))
    for data in (blobs.get(draft.sha256), final):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            media = [package.read(name) for name in package.namelist() if name.startswith("word/media/")]
        assert picture.data in media


def drawn_png() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(target, "PNG")
    return target.getvalue()


def _without_number(text: str) -> str:
    """The text without the line of the blank number."""
    blank = next(line for line in text.split("\n") if line.startswith("〔2016〕"))
    return text.replace(blank, "", 1)
