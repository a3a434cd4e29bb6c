"""Changed templates: looked through before they count, every version kept, the letters of before unharmed."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, stream_encode_multipart

from render.template import Template
from tests.webhook.conftest import Office, complete
from tests.webhook.test_decisions import decide
from tests.webhook.test_letter_life import take
from tests.webhook.test_letters import words, write
from tests.webhook.test_papers import STATED, error, report, series

WORDS = "我省各部门一致同意。"


def changed(words_added: str = WORDS, name: str = "list-report") -> bytes:
    """The shipped template with a sentence more, in the style of the paragraph before it."""
    document = docx.Document(io.BytesIO(Template.letter(name).data))
    body = next(p for p in document.paragraphs if "依据语" in p.text or "开头" in p.text)
    body.insert_paragraph_before(words_added, style=body.style)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def upload(office: Office, data: bytes, paper: str = "D05", **fields: str) -> TestResponse:
    given: dict[str, Any] = {"file": FileStorage(io.BytesIO(data), filename="上报函（改）.docx"), **fields}
    stream, _, boundary = stream_encode_multipart(given, use_tempfile=False)
    kind = f"multipart/form-data; boundary={boundary}"
    return office.request("PUT", f"/papers/{paper}/template", data=stream.read(), content_type=kind)


def back(office: Office, sha256: str | None, paper: str = "D05") -> TestResponse:
    return office.request("PUT", f"/papers/{paper}/template/in-force", json={"sha256": sha256})


def template(office: Office, paper: str = "D05") -> Any:
    return office.request("GET", f"/papers/{paper}/template").json


def test_letters_are_made_from_the_changed_template_and_remember_it(office: Office) -> None:
    before = report(office, STATED).json
    accepted = upload(office, changed())
    assert accepted.status_code == 200, accepted.json
    told = report(office, STATED).json
    assert WORDS in words(office, told)
    assert WORDS not in words(office, before)
    assert (told["template_digest"], told["template"]) == (accepted.json["in_force"], "上报函（改）.docx")
    assert before["template_digest"] == accepted.json["shipped"]
    by_id = {one["id"]: one for one in office.request("GET", "/papers").json["papers"]}
    assert (by_id["D05"]["changed"], by_id["D12"]["changed"]) == (["信函"], [])


def test_a_letter_becomes_final_from_the_template_that_it_was_drafted_with(office: Office) -> None:
    series(office)
    upload(office, changed())
    letter = report(office, STATED).json["id"]
    assert back(office, None).json["in_force"] == template(office)["shipped"]
    told = take(office, letter, "numbered").json
    assert "docx" in told, told
    assert WORDS in words(office, told)
    assert "鄂标联函〔2016〕1号" in words(office, told)


def test_every_version_is_kept_and_any_may_be_put_in_force_again(office: Office) -> None:
    first = upload(office, changed("第一版。")).json["in_force"]
    second = upload(office, changed("第二版。")).json["in_force"]
    assert back(office, first).json["in_force"] == first
    versions = template(office)["versions"]
    assert [(one["sha256"], one["by"]) for one in versions] == [(first, "王芳"), (second, "王芳"), (first, "王芳")]
    data = office.request("GET", f"/papers/D05/template.docx?sha256={second}").data
    assert "第二版。" in [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]
    assert office.request("GET", "/papers/D05/template.docx").data == Template.letter("list-report").data


def test_a_template_with_faults_is_refused_in_plain_words_and_changes_nothing(office: Office) -> None:
    refused = upload(office, changed("{{ 试点名称啊 }}"))
    assert error(refused) == (422, "template-faulty")
    assert any("试点名称啊" in said for said in refused.json["error"]["details"].values())
    assert template(office)["versions"] == []


@pytest.mark.parametrize(
    "attack",
    ["{{ 试点.__class__ }}", "{% for a in range(10**9) %}{% for b in range(10**9) %}x{% endfor %}{% endfor %}"],
)
def test_an_attack_is_refused(office: Office, attack: str) -> None:
    assert error(upload(office, changed(attack))) == (422, "template-faulty")


@pytest.mark.parametrize(("data", "said"), [(b"", (400, "empty-file")), (b"no zip", (422, "template-faulty"))])
def test_what_is_no_template_is_refused(office: Office, data: bytes, said: tuple[int, str]) -> None:
    assert error(upload(office, data)) == said


def test_without_a_file_nothing_is_put_in_force(office: Office) -> None:
    assert error(office.request("PUT", "/papers/D05/template")) == (400, "no-file")


def test_a_layout_that_the_paper_has_not_and_a_form_have_no_template(office: Office) -> None:
    assert error(office.request("GET", "/papers/D05/template?layout=文件")) == (422, "layout-unknown")
    assert error(office.request("GET", "/papers/D11/template")) == (422, "layout-unknown")


def test_a_version_that_nobody_accepted_is_not_found(office: Office) -> None:
    assert error(back(office, "0" * 64)) == (404, "no-such-template")
    assert error(office.request("GET", f"/papers/D05/template.docx?sha256={'0' * 64}")) == (404, "no-such-template")


def test_the_letters_on_a_decision_are_made_from_the_changed_template_too(office: Office) -> None:
    accepted = upload(office, changed("另请关注本局网站。", "receipt"), "D02")
    assert accepted.status_code == 200, accepted.json
    submission = office.paper(complete())
    decide(office, submission, "accepted")
    assert "另请关注本局网站。" in words(office, write(office, submission).json)
