"""A letter as a draft of the reply: only once an officer let it go, to the sender, in the thread, and never sent."""

from __future__ import annotations

import io
from dataclasses import replace
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage, Message

import docx
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from extract.containers.archive import clean_path
from extract.containers.mail import read_mail
from tests.mail_drawing import attached, mail
from tests.webhook.conftest import PDF, Office, complete
from tests.webhook.test_decisions import UNSIGNED, decide, dispose
from tests.webhook.test_letters import upheld, write
from tests.webhook.test_review import patch
from webhook.service.letters.reply import Enclosed, mail_draft, reply_draft
from webhook.service.ports import MailClaims
from webhook.service.problems import Refused
from webhook.store.mails import Mail

MAIL = mail(attached("申请书.pdf", PDF))
DOCX = (Enclosed("收件回执.docx", b"x"),)
LETTER = PDF + b" a recommendation"
CLAIMS = MailClaims(
    "<2@example.invalid>", ("<0@example.invalid>", "<1@example.invalid>"), "张伟", "z@example.invalid", "试点申报"
)


def mailed(office: Office, data: bytes = MAIL, claims: MailClaims = CLAIMS) -> tuple[str, str]:
    """A mailed application with one fault upheld, and the letter that asks for it to be put right."""
    office.reader.inside[data], office.reader.mails[data] = (("申请书.pdf", PDF), ("推荐函.pdf", LETTER)), claims
    office.reader.companions[LETTER] = ("recommendation-letter", None)
    office.reader.records[PDF] = complete(signature=UNSIGNED)
    submission = office.submit(data)
    dispose(office, submission, "signature-missing", "upheld")
    assert decide(office, submission, "correction").status_code == 200
    made = write(office, submission)
    assert made.status_code == 201
    return submission, made.json["id"]


def release(office: Office, letter: str) -> TestResponse:
    return office.request("POST", f"/letters/{letter}/release")


def draft(office: Office, letter: str) -> TestResponse:
    return office.request("GET", f"/letters/{letter}.eml")


def read(data: bytes) -> EmailMessage:
    found = message_from_bytes(data, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def claimed(**changed: object) -> Mail:
    known = {**vars(CLAIMS), "references": list(CLAIMS.references), **changed}
    return Mail("d", **known)  # type: ignore[arg-type]


# -- release --------------------------------------------------------------------------------------------------------


def test_before_an_officer_releases_it_a_letter_is_no_reply(office: Office) -> None:
    _, letter = mailed(office)
    answer = draft(office, letter)
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "not-released")
    assert office.request("GET", f"/letters/{letter}").json["eml"] is None


def test_a_released_letter_is_a_draft_to_the_sender_in_the_thread_with_the_letter(office: Office) -> None:
    _, letter = mailed(office)
    told = release(office, letter).json
    assert (told["released_by"], told["eml"]) == ("王芳", f"/api/v1/letters/{letter}.eml")
    sent = draft(office, letter)
    assert (sent.status_code, sent.mimetype) == (200, "message/rfc822")
    found = read(sent.data)
    assert found["To"] == "张伟 <z@example.invalid>"
    assert found["Subject"] == "Re: 试点申报"
    assert found["In-Reply-To"] == "<2@example.invalid>"
    assert found["References"].split() == ["<0@example.invalid>", "<1@example.invalid>", "<2@example.invalid>"]
    assert (found["From"], found["Date"], found["X-Unsent"]) == (None, None, "1")
    file, pages = found.iter_attachments()
    assert (file.get_filename(), pages.get_filename()) == ("补正通知书.docx", "意见栏空白页（供重新签字盖章）.docx")
    assert file.get_content() == office.request("GET", f"/letters/{letter}.docx").data


def test_the_name_of_the_attachment_is_written_as_rfc_2231_says(office: Office) -> None:
    data = reply_draft(claimed(), "收件回执", DOCX)
    assert b"filename*=utf-8''%E6%94%B6%E4%BB%B6%E5%9B%9E%E6%89%A7.docx" in data
    assert all(len(line) <= 998 and line.isascii() for line in data.split(b"\r\n"))


@pytest.mark.parametrize("name", ["收件回执.docx", f"{'补正通知书（盖章扫描件）' * 9}.pdf", '收"件";x=y\r\nA: b.docx'])
def test_programs_that_know_no_rfc_2231_find_the_name_as_an_encoded_word(name: str) -> None:
    data = mail_draft("b@example.invalid", "函", None, (Enclosed(name, b"1"),))
    attachment = message_from_bytes(data).get_payload(1)
    assert isinstance(attachment, Message)
    written = str(attachment["Content-Type"]).split('name="')[1].removesuffix('"')
    plain = name.replace("\r\n", "  ")
    assert str(make_header(decode_header(written))) == plain
    (file,) = read(data).iter_attachments()
    assert (file.get_filename(), file.get_payload(decode=True)) == (plain, b"1")
    (found,) = read_mail(data).attachments
    assert found.name == clean_path(plain)
    assert all(len(line) <= 86 for line in data.split(b"\r\n")), "no longer than the name of Word's own media type"


def test_releasing_is_on_the_trail_once_and_changes_the_submission(office: Office) -> None:
    submission, letter = mailed(office)
    before = office.request("GET", f"/submissions/{submission}").json["version"]
    release(office, letter)
    office.clock.now = office.clock.now.replace(minute=59)
    first, again = (release(office, letter).json for _ in range(2))
    assert first == again
    assert first["released_at"] == "2016-05-20T15:30:00+00:00"
    trail = [e for e in office.services.cases.trail(submission) if e.action == "letter-released"]
    assert [(e.actor, e.detail) for e in trail] == [("王芳", {"letter": letter, "kind": "correction"})]
    assert office.request("GET", f"/submissions/{submission}").json["version"] == before + 1


def test_a_letter_that_no_longer_says_what_was_decided_is_not_released(office: Office) -> None:
    submission, letter = mailed(office)
    decide(office, submission, "pending")
    assert release(office, letter).json["error"]["code"] == "letter-outdated"


def test_a_letter_about_values_that_were_corrected_since_is_not_released(office: Office) -> None:
    submission, letter = mailed(office)
    patch(office, f"/submissions/{submission}/record", {"where": "fields.postcode", "value": "430021"})
    answer = release(office, letter)
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "letter-outdated")
    assert draft(office, letter).status_code == 409


def test_a_letter_whose_fault_was_set_aside_since_is_not_released(office: Office) -> None:
    submission, letter = mailed(office)
    dispose(office, submission, "signature-missing", "open")
    assert release(office, letter).json["error"]["code"] == "letter-outdated"


def test_what_came_without_a_mail_has_nobody_to_be_answered(office: Office) -> None:
    letter = write(office, upheld(office)).json["id"]
    assert release(office, letter).json["error"]["code"] == "not-mailed"


@pytest.mark.parametrize(("method", "path"), [("POST", "/letters/none/release"), ("GET", "/letters/none.eml")])
def test_an_unknown_letter_is_not_found(office: Office, method: str, path: str) -> None:
    assert office.request(method, path).status_code == 404


def test_a_stranger_releases_nothing(office: Office) -> None:
    _, letter = mailed(office)
    assert office.client.post(f"/api/v1/letters/{letter}/release").status_code == 401
    assert office.client.get(f"/api/v1/letters/{letter}.eml").status_code == 401


# -- what the mail claims -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["", "z", "z@", "用户@example.invalid", "a@b.c\r\nBcc: x@y.z", "a b@c.d", "<a@b.c>"]
)
def test_a_sender_who_cannot_be_answered_is_said(address: str) -> None:
    with pytest.raises(Refused) as refused:
        reply_draft(claimed(sender_address=address), "收件回执", DOCX)
    assert refused.value.code == "sender-missing"


def test_a_mail_of_the_offices_own_carries_number_and_files_and_names_whom_it_was_told() -> None:
    files = (Enclosed("函.docx", b"1"), Enclosed("函.pdf", b"2"), Enclosed("函（盖章扫描件）.JPG", b"3"))
    found = read(mail_draft("b@example.invalid", "函\r\nBcc: x@y.z", "鄂质监标函〔2016〕1号", files))
    assert (found["To"], found["Bcc"], found["From"]) == ("b@example.invalid", None, None)
    assert found["Subject"] == "函  Bcc: x@y.z（鄂质监标函〔2016〕1号）"
    kinds = [part.get_content_type() for part in found.iter_attachments()]
    assert kinds[1:] == ["application/pdf", "image/jpeg"]
    assert [part.get_payload(decode=True) for part in found.iter_attachments()] == [b"1", b"2", b"3"]


def test_a_mail_to_nobody_yet_leaves_the_address_to_the_office() -> None:
    assert read(mail_draft("", "函", None, DOCX))["To"] is None


def test_no_claim_of_the_mail_becomes_a_header_of_its_own() -> None:
    evil = "a\r\nBcc: victim@example.invalid"
    data = reply_draft(
        claimed(subject=evil, sender_name=evil, message_id=f"<1@x>{evil}", references=[f"<{evil}>"]), "收件回执", DOCX
    )
    found = read(data)
    assert found["Bcc"] is None
    assert found["In-Reply-To"] is None
    assert found["Subject"] == "Re: a  Bcc: victim@example.invalid"
    assert [address.addr_spec for address in found["To"].addresses] == ["z@example.invalid"]


@pytest.mark.parametrize("subject", ["Re: 试点申报", "回复：试点申报", "答复: 试点申报"])
def test_a_subject_that_is_an_answer_already_stays_as_it_is(subject: str) -> None:
    assert read(reply_draft(claimed(subject=subject), "收件回执", DOCX))["Subject"] == subject


def test_a_long_id_is_not_broken_and_a_long_thread_keeps_its_first_and_last() -> None:
    long = f"<{'x' * 300}@example.invalid>"
    data = reply_draft(claimed(message_id=long, references=[f"<{n}@x>" for n in range(60)]), "收件回执", DOCX)
    found = read(data)
    assert found["In-Reply-To"].strip() == long
    thread = found["References"].split()
    assert (thread[0], thread[1], thread[-2], thread[-1]) == ("<0@x>", "<40@x>", "<59@x>", long)


@pytest.mark.parametrize(
    ("replied", "before"),
    [
        ("<9@example.invalid>", ["<9@example.invalid>"]),
        ("Your mail of Monday\r\n <9@example.invalid>", ["<9@example.invalid>"]),
        ("<8@example.invalid> <9@example.invalid>", []),
        ("your mail", []),
    ],
)
def test_the_thread_of_a_mail_without_references_begins_with_the_one_mail_that_it_answers(
    office: Office, replied: str, before: list[str]
) -> None:
    _, letter = mailed(office, mail(attached("申请书.pdf", PDF), In_Reply_To=replied), replace(CLAIMS, references=()))
    release(office, letter)
    found = read(draft(office, letter).data)
    assert found["References"].split() == [*before, "<2@example.invalid>"]


def test_what_a_mail_answers_is_no_part_of_a_thread_that_its_references_tell(office: Office) -> None:
    _, letter = mailed(office, mail(attached("申请书.pdf", PDF), In_Reply_To="<9@example.invalid>"))
    release(office, letter)
    assert "<9@example.invalid>" not in read(draft(office, letter).data)["References"]


# -- the page -------------------------------------------------------------------------------------------------------


def test_the_page_shows_the_sender_and_offers_release_and_draft(office: Office) -> None:
    submission, letter = mailed(office)
    client = signed_in(office)
    shown = client.get(f"/submissions/{submission}/papers").text
    assert "试点申报" in shown
    assert "z@example.invalid" in shown
    assert f"/api/v1/letters/{letter}.eml" not in shown
    answer = client.post(
        f"/submissions/{submission}/letters/{letter}/release", data={"csrf_token": _csrf(shown)}, follow_redirects=True
    )
    assert f"/api/v1/letters/{letter}.eml" in answer.text
    assert "放行补正通知书，作为回信" in answer.text


def test_the_page_of_a_mail_without_attachments_says_so(office: Office) -> None:
    office.reader.mails[MAIL] = CLAIMS
    shown = signed_in(office).get(f"/submissions/{office.submit(MAIL)}").text
    assert "邮件没有附件" in shown
    assert "是否上传了正确的文件" not in shown


def signed_in(office: Office) -> FlaskClient:
    client = office.client
    client.post("/login", data={"token": office.token, "csrf_token": _csrf(client.get("/login").text)})
    return client


def _csrf(page: str) -> str:
    return page.split('name="csrf_token" value="')[1].split('"')[0]


def test_the_attached_letter_opens_in_word(office: Office) -> None:
    _, letter = mailed(office)
    release(office, letter)
    file, _ = read(draft(office, letter).data).iter_attachments()
    assert "补正" in "\n".join(p.text for p in docx.Document(io.BytesIO(file.get_content())).paragraphs)


def test_the_blank_block_to_sign_and_seal_again_goes_with_the_letter_that_names_it(office: Office) -> None:
    _, letter = mailed(office)
    release(office, letter)
    words, pages = (
        "\n".join(p.text for p in docx.Document(io.BytesIO(file.get_content())).element.body.iter() if p.text)
        for file in read(draft(office, letter).data).iter_attachments()
    )
    assert "附件：意见栏空白页（供重新签字盖章）" in words
    assert "签字" in pages
    assert "一、" not in pages
