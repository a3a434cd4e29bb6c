"""The pages of letters: a line of stages, the next step's buttons, the heaps, the series, the registers; both scripts."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urljoin

import pytest

from tests.webhook.conftest import Office
from tests.webhook.pages.clerk import Clerk, fields
from tests.webhook.test_letter_life import SCAN, drafted, now_of, numbered_office, take, withdraw
from tests.webhook.test_reply import mailed


def stages(clerk: Clerk) -> list[str]:
    """Each stage of the line with how it stands."""
    return [f"{li.find('b').text} {li.get('class').split()[0]}" for li in clerk.select(".stages li")]


def send_file(clerk: Clerk, form_id: str, data: bytes = SCAN, **typed: str) -> Clerk:
    """Press the button of a form that takes a file."""
    (form,) = clerk.select(f"#{form_id}")
    given: dict[str, Any] = {**fields(form), **typed, "file": (io.BytesIO(data), "盖章.pdf")}
    return clerk.send(urljoin(clerk.at, form.get("action")), given)


def test_a_letter_is_taken_to_its_delivery_on_its_page(office: Office, clerk: Clerk) -> None:
    numbered_office(office)
    letter = drafted(office)
    clerk.open(f"/letters/{letter}")
    assert stages(clerk)[:3] == ["拟稿 done", "核稿 next", "签发 ahead"]
    clerk.press("核稿、签发并编号")
    assert "鄂市监标函〔2016〕1号" in clerk.text
    assert stages(clerk)[3:5] == ["编号 done", "用印 next"]
    send_file(clerk, "seal")
    assert "盖章扫描件" in clerk.said(".files a")
    clerk.press("登记发出", inside="#send", channel="post", copies="2")
    clerk.press("登记送达", inside="#deliver", proof="EMS 签收")
    assert {stage.split()[1] for stage in stages(clerk)} == {"done"}
    assert "已于2016-05-20送达，期限自该日起算" in clerk.text
    assert now_of(office, letter).letter.copies == 2


def test_name_and_day_below_a_letter_are_set_to_the_right_without_spaces_that_a_narrow_screen_would_break(
    office: Office, clerk: Clerk
) -> None:
    letter = drafted(office)
    clerk.open(f"/letters/{letter}")
    closing = [line.text for line in clerk.select(".sheet .closing")]
    assert closing == [now_of(office, letter).letter.issuer, "2016年5月20日"]


def test_one_press_takes_a_draft_to_its_number(office: Office, clerk: Clerk) -> None:
    numbered_office(office)
    clerk.open(f"/letters/{drafted(office)}")
    before = clerk.presses
    clerk.press("核稿、签发并编号")
    assert clerk.presses - before == 1
    assert clerk.said(".stages .done b") == ["拟稿", "核稿", "签发", "编号"]
    assert "正在检查定稿" in clerk.text
    assert "签发时检查" not in clerk.text


def test_without_a_series_no_button_numbers_and_the_stage_is_told_as_left_out(office: Office, clerk: Clerk) -> None:
    clerk.open(f"/letters/{drafted(office)}")
    assert not any("编号" in said for said in clerk.said("#step button"))
    assert "编号 skipped" in stages(clerk)
    assert "没有为该发文机关设置发文字号" in clerk.text


def test_the_page_says_why_a_step_is_refused_and_takes_none(office: Office, clerk: Clerk) -> None:
    letter = drafted(office)
    clerk.open(f"/letters/{letter}").press("核稿并签发", on="2016-05-21")
    assert clerk.response.status_code == 422
    assert "晚于今天" in clerk.text
    assert now_of(office, letter).letter.state == "drafted"


def test_a_page_that_is_no_longer_current_changes_nothing(office: Office, clerk: Clerk) -> None:
    letter = drafted(office)
    clerk.open(f"/letters/{letter}")
    take(office, letter, "checked")
    clerk.press("核稿并签发")
    assert clerk.response.status_code == 409
    assert now_of(office, letter).letter.state == "checked"


def test_a_wrong_scan_is_refused_on_the_page(office: Office, clerk: Clerk) -> None:
    letter = drafted(office)
    take(office, letter, "signed")
    clerk.open(f"/letters/{letter}")
    send_file(clerk, "seal", b"PK\x03\x04")
    assert clerk.response.status_code == 415
    assert "PDF" in clerk.text


def test_copies_that_are_no_number_are_told_with_what_to_type(office: Office, clerk: Clerk) -> None:
    numbered_office(office)
    clerk.open(f"/letters/{drafted(office)}").press("核稿、签发并编号")
    clerk.press("登记发出", inside="#send", copies="两份")
    assert clerk.response.status_code == 422
    assert "份数应为数字。请填写1至999的数字" in clerk.text


def test_without_a_scan_only_mails_are_offered(office: Office, clerk: Clerk) -> None:
    letter = drafted(office)
    take(office, letter, "signed")
    clerk.open(f"/letters/{letter}")
    assert clerk.said("#send option") == ["电子邮件"]
    send_file(clerk, "seal")
    assert clerk.said("#send option") == ["电子邮件", "邮寄", "自取"]


def test_a_letter_is_withdrawn_with_a_reason_and_its_number_struck_through(office: Office, clerk: Clerk) -> None:
    numbered_office(office)
    letter = drafted(office)
    take(office, letter, "numbered")
    clerk.open(f"/letters/{letter}").press("撤回", inside=".withdraw", reason="主送单位有误")
    assert clerk.said("s") == ["鄂市监标函〔2016〕1号"]
    assert stages(clerk)[-1] == "撤回 done"
    assert "主送单位有误" in clerk.text
    assert clerk.select("#step, #seal, #send, #deliver, .withdraw") == []


def test_the_reply_by_mail_takes_one_press_and_is_numbered_by_it(office: Office, clerk: Clerk) -> None:
    submission, letter = mailed(office)
    issuer = now_of(office, letter).letter.issuer
    office.request("POST", "/numbers", json={"issuer": issuer, "code_word": "鄂市监标函"})
    clerk.open(f"/submissions/{submission}/papers")
    before = clerk.presses
    clerk.press("放行，作为回信")
    assert clerk.presses - before == 1
    assert clerk.link("下载回信草稿") == f"/api/v1/letters/{letter}.eml"
    assert "鄂市监标函〔2016〕1号" in clerk.text
    assert "编号：试点申报材料补正通知书，鄂市监标函〔2016〕1号" in "".join(clerk.said(".trail"))


def test_the_list_shows_each_heap_with_its_number(office: Office, clerk: Clerk) -> None:
    waiting, signed = drafted(office), drafted(office)
    take(office, signed, "signed")
    clerk.open("/letters")
    assert [said for said in clerk.said(".heaps a") if said[-1].isdigit()] == ["待核稿 1", "待用印 1"]
    assert clerk.link("试点申报材料补正通知书") == f"/letters/{waiting}"
    assert f"/letters/{signed}" in clerk.open("/letters?waiting=sealed").html
    assert clerk.open("/letters?waiting=delivered").said(".empty") == ["没有这一阶段的文书。"]


def test_a_series_is_set_and_removed_on_its_page(office: Office, clerk: Clerk) -> None:
    clerk.open("/numbers").press(
        "保存", inside="#set-series", issuer="湖北省质量技术监督局", code_word="鄂质监标函", first="76"
    )
    assert "鄂质监标函〔2016〕76号" in clerk.text
    clerk.press("停用此系列")
    assert "还没有设置编号" in clerk.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"issuer": "局", "code_word": "鄂〔2016〕"}, "机关代字"),
        ({"issuer": "局", "code_word": "鄂", "first": "一"}, "数字"),
    ],
)
def test_a_wrong_series_is_told_with_what_was_typed(clerk: Clerk, typed: dict[str, str], said: str) -> None:
    clerk.open("/numbers").press("保存", inside="#set-series", **typed)
    assert clerk.response.status_code == 422
    assert said in clerk.text
    assert [i.get("value") for i in clerk.select("#set-series input[name=code_word]")] == [typed["code_word"]]


def test_the_rules_are_kept_as_they_were_ticked(office: Office, clerk: Clerk) -> None:
    clerk.open("/numbers").press("保存规则", separate_persons="1")
    ticked = [i.get("name") for i in clerk.select("#rules input") if i.get("checked") is not None]
    assert ticked == ["separate_persons", "unsealed_mail"]


def test_the_office_of_letters_is_set_once_and_another_named_for_one(office: Office, clerk: Clerk) -> None:
    name = "issuer.hubei-2016"
    clerk.open("/numbers").press("保存规则", **{name: "鄂州市市场监督管理局"})
    assert fields(clerk.select("#rules")[0])[name] == "鄂州市市场监督管理局"
    submission = office.services.letters.find(drafted(office)).submission_id
    clerk.open(f"/submissions/{submission}")
    assert clerk.select("input[name=issuer]")[0].get("placeholder") == "鄂州市市场监督管理局"
    clerk.press("补正通知书", inside="#decision", issuer="湖北省质量技术监督局")
    made = {letter.issuer for letter in office.services.cases.get(str(submission)).letters}
    assert made == {"鄂州市市场监督管理局", "湖北省质量技术监督局"}


def test_the_registers_show_what_the_sheets_hold(office: Office, clerk: Clerk) -> None:
    numbered_office(office)
    letter = drafted(office)
    take(office, letter, "numbered")
    withdraw(office, letter)
    clerk.open("/registers?first=2016-05-01&last=2016-05-31")
    assert any("鄂市监标函〔2016〕1号" in row and "作废：内容有误" in row for row in clerk.said(".void"))
    assert "first=2016-05-01" in clerk.select(".row .button")[0].get("href")
    sheet = clerk.client.get(clerk.select(".row .button")[0].get("href"))
    assert (sheet.status_code, sheet.data[:2]) == (200, b"PK")
    assert clerk.open("/registers?first=2016-05-31&last=2016-05-01").response.status_code == 422


@pytest.mark.parametrize("path", ["/letters", "/numbers", "/registers", "/letters/none"])
def test_a_stranger_is_sent_to_sign_in(office: Office, path: str) -> None:
    answer = office.client.get(path)
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/login")


def test_an_unknown_letter_has_no_page(clerk: Clerk) -> None:
    assert clerk.open("/letters/none").response.status_code == 404


def test_the_pages_speak_traditional_and_leave_the_letter_as_it_is(office: Office, clerk: Clerk) -> None:
    numbered_office(office)
    letter = drafted(office)
    take(office, letter, "numbered")
    clerk.client.set_cookie("script", "hant")
    clerk.open(f"/letters/{letter}")
    assert clerk.said(".stages b")[:4] == ["擬稿", "核稿", "簽發", "編號"]
    assert clerk.said("h1") == ["试点申报材料补正通知书"]
    assert "鄂市监标函〔2016〕1号" in clerk.text
    assert "發文登記簿" in clerk.open("/registers").text
    assert "機關代字" in clerk.open("/numbers").text
