"""A zip or a mail handed in: one submission, its own bytes kept, and every document in it a document of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from extract.errors import DocumentError
from tests.mail_drawing import attached, forwarded, mail
from tests.mail_drawing import text as mail_text
from tests.webhook.conftest import PDF, Office, complete, record
from tests.webhook.test_whole import paper
from tests.zip_drawing import packed
from webhook.app import machinery
from webhook.service.intake.formats import is_mail, may_hold_documents
from webhook.store.database import Store
from webhook.store.migrations import _config
from webhook.store.submissions import UNPACKED

ZIP = packed(("申请书.pdf", PDF))
LETTER = PDF + b" a letter"
"""Another paper, none of our forms."""


def handed_in(office: Office, *files: tuple[str, bytes]) -> dict[str, Any]:
    """The submission after everything in it was read."""
    made = office.post(*files).json
    office.work()
    found: dict[str, Any] = office.request("GET", f"/submissions/{made['id']}").json
    return found


def really(real: Office, name: str, data: bytes) -> dict[str, Any]:
    """The submission as the real reader, in its own process, leaves it."""
    found: dict[str, Any] = real.post((name, data), query="?wait=40").json
    return found


def nested(depth: int) -> bytes:
    """A paper in so many zips."""
    return packed((f"{depth}.zip", nested(depth - 1))) if depth else paper()


def original(office: Office, document: dict[str, Any]) -> bytes:
    return office.request("GET", f"/documents/{document['id']}/original").data


# -- what is kept ---------------------------------------------------------------------------------------------------


def test_each_document_in_a_zip_is_one_of_its_own_and_the_zip_is_kept(office: Office) -> None:
    office.reader.inside[ZIP] = (("材料/申请书.pdf", PDF), ("推荐函.pdf", LETTER))
    office.reader.records[PDF] = record()
    found = handed_in(office, ("报送.zip", ZIP))
    zip_, form, letter = found["documents"]
    assert [d["name"] for d in found["documents"]] == ["报送.zip", "材料/申请书.pdf", "推荐函.pdf"]
    assert [d["state"] for d in found["documents"]] == ["unpacked", "read", "read"]
    assert [d["inside"] for d in found["documents"]] == [None, zip_["id"], zip_["id"]]
    assert [original(office, d) for d in found["documents"]] == [ZIP, PDF, LETTER]
    assert zip_["forms"] == []
    assert form["forms"][0]["member"] == "材料/申请书.pdf"
    assert letter["forms"][0]["status"] == "unrecognised"
    assert found["status"] == "complete"


def test_documents_follow_the_container_they_came_in(office: Office) -> None:
    office.reader.inside[ZIP] = (("申请书.pdf", PDF),)
    found = handed_in(office, ("报送.zip", ZIP), ("另附.pdf", LETTER))
    assert [d["name"] for d in found["documents"]] == ["报送.zip", "申请书.pdf", "另附.pdf"]


def test_until_its_documents_are_read_the_submission_is_being_read(office: Office) -> None:
    office.reader.inside[ZIP] = (("申请书.pdf", PDF),)
    made = office.post(("报送.zip", ZIP)).json
    assert machinery(office.app).runner.run_one()
    between = office.request("GET", f"/submissions/{made['id']}").json
    assert [d["state"] for d in between["documents"]] == ["unpacked", "queued"]
    assert between["status"] == "reading"


def test_a_document_that_cannot_be_read_leaves_the_others_and_says_why(office: Office) -> None:
    office.reader.inside[ZIP] = (("申请书.pdf", PDF), ("坏.pdf", LETTER))
    office.reader.records[PDF] = record()
    office.reader.errors[LETTER] = DocumentError("damaged-document", "文件已损坏。")
    found = handed_in(office, ("报送.zip", ZIP))
    assert found["status"] == "partial"
    assert found["documents"][2]["error"]["code"] == "damaged-document"


def test_a_document_given_up_for_a_passing_reason_is_read_again_and_the_zip_not_taken_apart_twice(
    office: Office,
) -> None:
    office.reader.inside[ZIP] = (("申请书.pdf", PDF),)
    office.reader.errors[PDF] = DocumentError("reader-timeout", "读取超时。")
    first = handed_in(office, ("报送.zip", ZIP))
    del office.reader.errors[PDF]
    again = handed_in(office, ("报送.zip", ZIP))
    assert (first["id"], first["status"]) == (again["id"], "failed")
    assert [d["state"] for d in again["documents"]] == ["unpacked", "read"]


def test_nothing_is_left_of_the_files_for_the_moment(office: Office) -> None:
    office.reader.inside[ZIP] = (("申请书.pdf", PDF),)
    handed_in(office, ("报送.zip", ZIP))
    assert list((office.data / "blobs" / "incoming").iterdir()) == []


def test_a_name_inside_is_shown_without_what_no_screen_shows(office: Office) -> None:
    office.reader.inside[ZIP] = (("申请\x07书.pdf", PDF), ("长" * 300 + ".pdf", LETTER))
    names = [d["name"] for d in handed_in(office, ("报送.zip", ZIP))["documents"]]
    assert names[1] == "申请书.pdf"
    assert names[2].endswith("长.pdf")
    assert len(names[2]) == 200


def test_a_container_has_no_pages(office: Office) -> None:
    office.reader.inside[ZIP] = (("申请书.pdf", PDF),)
    zip_ = handed_in(office, ("报送.zip", ZIP))["documents"][0]
    answer = office.request("GET", f"/documents/{zip_['id']}/pages/1.png")
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "no-such-page")


def test_taking_apart_is_on_the_trail_without_names(office: Office) -> None:
    office.reader.inside[ZIP] = (("张伟的申请书.pdf", PDF),)
    found = handed_in(office, ("报送.zip", ZIP))
    told = [(event.action, event.detail) for event in office.services.cases.trail(found["id"])]
    assert ("document-unpacked", {"documents": 1}) in told
    assert [action for action, _ in told].index("document-unpacked") < [action for action, _ in told].index(
        "document-read"
    )
    assert "张伟" not in str(told)


def test_a_downloaded_document_has_the_name_without_its_folders(office: Office) -> None:
    office.reader.inside[ZIP] = (("a/b/form.pdf", PDF),)
    document = handed_in(office, ("报送.zip", ZIP))["documents"][1]
    sent = office.request("GET", f"/documents/{document['id']}/original")
    assert sent.headers["Content-Disposition"] == "attachment; filename=form.pdf"


# -- which files are taken apart ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "may"),
    [
        (b"PK\x03\x04 a zip or a Word file", True),
        (b"Received: from a\r\nFrom: b@example.invalid\r\n\r\n", True),
        (PDF, False),
        (PDF + b"\nFrom: x\n\n", False),
        (b"\xff\xd8\xff a photo\nFrom: x\n", False),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", False),
    ],
)
def test_only_what_may_be_a_zip_or_a_mail_is_asked_for_its_documents(head: bytes, may: bool) -> None:
    assert may_hold_documents(head) is may


def test_a_zip_is_no_mail() -> None:
    assert not is_mail(b"PK\x03\x04\nFrom: a\n\n")


# -- the real reader ------------------------------------------------------------------------------------------------


def test_a_form_in_a_zip_is_read_drawn_and_printed_like_one_handed_in(real: Office) -> None:
    found = really(real, "报送.zip", packed(("材料/申请书.docx", paper()), ("说明.txt", "只是文字".encode())))
    zip_, form, note = found["documents"]
    assert found["status"] == "partial"
    assert found["record"]["document"] == form["id"]
    assert found["record"]["fields"]["pilot_name"]["value"] == complete().value("pilot_name")
    assert original(real, form) == paper()
    assert real.request("GET", f"/documents/{form['id']}/standard.docx").data.startswith(b"PK")
    assert (note["state"], note["error"]["code"]) == ("failed", "unsupported-format")
    assert (zip_["state"], zip_["error"]) == (UNPACKED, None)


def test_a_word_file_is_itself_though_it_is_a_zip(real: Office) -> None:
    found = really(real, "申请书.docx", paper() + b"   ")
    assert [d["state"] for d in found["documents"]] == ["read"]


def test_the_attachments_of_a_mail_are_its_documents(real: Office) -> None:
    found = really(real, "来信.eml", mail(mail_text(), attached("申请书.docx", paper())))
    assert [(d["name"], d["state"]) for d in found["documents"]] == [("来信.eml", "unpacked"), ("申请书.docx", "read")]
    assert found["status"] == "complete"


def test_a_mail_without_attachments_is_unrecognised(real: Office) -> None:
    found = really(real, "来信.eml", mail(mail_text()))
    assert (found["status"], [d["state"] for d in found["documents"]]) == ("unrecognised", ["read"])


def test_a_mail_within_a_mail_that_holds_nothing_is_unrecognised_and_not_lost(real: Office) -> None:
    inner = mail(mail_text("转发"), Subject="inner", boundary="=_inner")
    found = really(real, "来信.eml", mail(mail_text(), forwarded(inner), attached("a.docx", paper())))
    assert [(d["state"], d["inside"] is None) for d in found["documents"]] == [
        ("unpacked", True),
        ("read", False),
        ("read", False),
    ]
    assert found["documents"][1]["forms"][0]["status"] == "unrecognised"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed(*((f"{n}.txt", b"x") for n in range(5001))), "archive-bomb"),
        (ZIP[:40], "damaged-document"),
    ],
    ids=["too-many-members", "cut-off"],
)
def test_a_refused_container_fails_with_code_and_advice_and_is_kept(real: Office, data: bytes, code: str) -> None:
    found = really(real, "报送.zip", data)
    assert (found["status"], found["error"]["code"]) == ("failed", code)
    assert found["error"]["advice"]
    [kept] = found["documents"]
    assert original(real, kept) == data


def test_zips_nested_too_deep_fail_at_the_place_where_reading_stopped(real: Office) -> None:
    found = really(real, "深.zip", nested(10))
    _, stopped = found["documents"]
    assert (stopped["state"], stopped["error"]["code"]) == ("failed", "archive-bomb")
    assert "!/" in stopped["name"]
    assert stopped["forms"][0]["member"] == stopped["name"]


# -- what was kept before -------------------------------------------------------------------------------------------


def test_a_data_folder_of_the_first_schema_is_brought_up_to_date_with_what_it_holds(tmp_path: Path) -> None:
    from alembic import command

    store = Store(tmp_path / "service.db")
    with store.engine.begin() as connection:
        command.upgrade(_config(connection), "0001")
        connection.execute(text(OLD_SUBMISSION))
        connection.execute(text(OLD_DOCUMENT))
    assert store.condition() == (False, {})
    store.migrate()
    with store.read() as tx:
        [document] = tx.submissions.documents("s")
        assert (document.name, document.parent_id) == ("申请书.pdf", None)
        assert tx.mails.of_submission("s") == ()
    assert store.condition() == (True, {})
    store.close()


OLD_SUBMISSION = (
    "INSERT INTO submissions (id, received_at, judged_on, programme, channel, submitted_by, digest, version) "
    "VALUES ('s', '2016-05-20 08:00:00', '2016-05-20', 'hubei-2016', 'api', '王芳', 'd', 1)"
)
OLD_DOCUMENT = (
    "INSERT INTO documents (id, submission_id, position, name, sha256, size, state) "
    "VALUES ('d', 's', 0, '申请书.pdf', 'x', 1, 'queued')"
)
