"""Signing in, being sent back, the two scripts, and what a stranger cannot do."""

from __future__ import annotations

import time
from urllib.parse import unquote

import pytest

from tests.webhook.conftest import Office, answer, record
from tests.webhook.pages.clerk import Clerk
from webhook.routes.pages.way_back import inside

PAGES = ("/", "/submissions/abc", "/submissions/abc/papers", "/submissions/abc/progress")
CHANGES = ("/submissions", "/submissions/abc/values", "/submissions/abc/findings", "/submissions/abc/decision")


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_is_sent_to_sign_in_and_comes_back(office: Office, path: str) -> None:
    sent = office.app.test_client().get(path)
    assert (sent.status_code, unquote(sent.headers["Location"])) == (302, f"/login?next={path}")


@pytest.mark.parametrize(
    "path", [*CHANGES, "/submissions/abc/letters", "/samples/complete.docx", "/login", "/logout", "/script"]
)
def test_no_change_is_made_without_the_forms_own_token(office: Office, path: str) -> None:
    client = Clerk(office).sign_in().client
    refused = client.post(path, data={"token": office.token})
    assert refused.status_code == 400
    assert "页面已过期，此次提交未保存。" in refused.get_data(as_text=True)


@pytest.mark.parametrize(
    ("stood_on", "back"),
    [
        ("http://localhost/papers/K3?pilot=1", "/papers/K3?pilot=1"),
        ("http://localhost/submissions/abc/values", "/submissions/abc?form=f"),  # shown in answer to a form
        ("http://elsewhere.example/papers/K3", "/submissions/abc?form=f"),
        (None, "/submissions/abc?form=f"),
    ],
)
def test_whoever_sends_a_form_after_the_session_ended_signs_in_and_comes_back_to_its_page(
    office: Office, stood_on: str | None, back: str
) -> None:
    headers = {"Referer": stood_on} if stood_on else {}
    stranger = office.app.test_client()
    sent = stranger.post("/submissions/abc/values", data={"form": "f", "raw": "改正"}, headers=headers)
    assert (sent.status_code, unquote(sent.headers["Location"])) == (303, f"/login?next={back}&unsaved=1")
    page = stranger.get(sent.headers["Location"]).get_data(as_text=True)
    assert "刚才的提交没有保存" in page
    assert "改正" not in page, "what a stranger sends is shown to nobody"


def test_a_renewed_token_ends_the_session_of_a_form_that_is_sent_as_well(clerk: Clerk) -> None:
    submission = clerk.office.paper(record())
    clerk.open(f"/submissions/{submission}")
    form = clerk.select("#fields-pilot_name input[name=form]")[0].get("value")
    with clerk.client.session_transaction() as session:
        session["token_hash"] = "of an earlier token"
    clerk.press("保存", "#fields-pilot_name", raw="改正")
    assert unquote(clerk.at) == f"/login?next=/submissions/{submission}?form={form}&unsaved=1"


def test_a_form_of_an_earlier_session_leads_back_to_its_page(clerk: Clerk) -> None:
    answered = clerk.client.post("/papers/K3", data={}, headers={"Referer": "http://localhost/papers/K3?pilot=1"})
    assert answered.status_code == 400
    assert 'href="/papers/K3?pilot=1">回到刚才的页面' in answered.get_data(as_text=True)


def test_a_form_may_be_sent_as_long_as_its_session_lasts(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    submission = clerk.office.paper(record())
    clerk.open(f"/submissions/{submission}")
    opened = time.time()
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: opened + 12 * 3600)
    clerk.press("保存", "#fields-pilot_name", raw="改正后的名称")
    assert clerk.said("#fields-pilot_name .value") == ["改正后的名称"]


def test_a_wrong_token_is_said_beside_the_field_and_begins_no_session(office: Office) -> None:
    clerk = Clerk(office).open("/login?next=/submissions/abc")
    clerk.press("登录", token="a guess")
    assert clerk.response.status_code == 403
    assert clerk.said("#wrong") == ["没有这个令牌，请核对后重新输入。"]
    assert clerk.select("input[name=next]")[-1].get("value") == "/submissions/abc"
    assert clerk.client.get("/").status_code == 302


def test_signing_out_ends_the_session(clerk: Clerk) -> None:
    clerk.open("/").press("退出")
    assert clerk.at == "/login"
    assert clerk.client.get("/").status_code == 302


def test_the_script_chosen_in_the_header_stays_and_leads_back(clerk: Clerk) -> None:
    submission = clerk.office.paper(record())
    clerk.open(f"/submissions/{submission}").press("繁")
    assert clerk.at == f"/submissions/{submission}"
    assert clerk.page.get("lang") == "zh-Hant"
    assert "試點名稱" in clerk.text
    assert "政务服务综合标准化试点" in clerk.text, "what the paper says is not converted"
    assert clerk.open("/").page.get("lang") == "zh-Hant"
    assert clerk.press("簡").page.get("lang") == "zh-Hans"


def test_findings_are_told_in_the_chosen_script_with_names_as_written(clerk: Clerk) -> None:
    submission = clerk.office.paper(record())
    simplified = " ".join(clerk.open(f"/submissions/{submission}").said(".finding"))
    clerk.press("繁")
    traditional = " ".join(clerk.said(".finding"))
    assert "须补正" in simplified
    assert "須補正" in traditional
    assert "统一" not in traditional


def test_labels_and_titles_are_turned_whole_though_a_value_says_a_part_of_them(clerk: Clerk) -> None:
    held = record(business_scope=answer("标准化"))
    clerk.open(f"/submissions/{clerk.office.paper(held)}").press("繁")
    assert clerk.said("#fields-standardization_body dt") == ["標準化機構或負責部門"]
    assert clerk.said("#fields-business_scope .value") == ["标准化"], "what the paper says stays as written"


@pytest.mark.parametrize(
    ("target", "goes"),
    [
        ("/submissions/1?form=2", "/submissions/1?form=2"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("\\\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/\nSet-Cookie: a=b", "/"),
        ("", "/"),
        (None, "/"),
    ],
)
def test_nobody_is_sent_to_another_site(target: str | None, goes: str) -> None:
    assert inside(target) == goes


def test_every_page_forbids_foreign_content_and_caches(clerk: Clerk) -> None:
    clerk.open("/")
    policy = clerk.response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert clerk.response.headers["Cache-Control"] == "no-store"
    assert clerk.page.xpath("//@style | //script[not(@src)] | //style") == []
