"""The page of terms: what is over first, with links to the paper, the letter that set it and the one that answers."""

from __future__ import annotations

import pytest

from tests.webhook.conftest import Office
from tests.webhook.pages.clerk import Clerk
from tests.webhook.test_deadlines import order
from tests.webhook.test_facts import enter
from tests.webhook.test_letter_life import drafted
from tests.webhook.test_papers import STATED
from webhook.service.registers import deadlines
from webhook.translations import text

TASK = {"reviewers": "省民政厅、省教育厅等成员单位"}


def test_the_page_shows_what_is_over_first_and_leads_to_paper_and_letter(office: Office, clerk: Clerk) -> None:
    enter(office, kind="pass", unit="宜昌市西陵区民政局", published_on="2013-01-01")
    letter = drafted(office)
    submission = office.services.letters.find(letter).submission_id
    clerk.open("/").open(clerk.link("期限"))
    assert [said.split()[0] for said in clerk.said("h2")] == ["已过期限", "近期（30天以内，或者已可办理）"]
    assert clerk.said("tbody time") == ["2016-01-01", "2016-05-20", "2016-06-04"]
    assert "已过140天" in clerk.text
    assert "请先核对是否另有按期收到的材料" in clerk.text
    assert clerk.link("视为自动放弃告知函") == "/papers/D23"
    assert clerk.link("补正通知书") == f"/letters/{letter}"
    assert clerk.link("文书和办理记录") == f"/submissions/{submission}/papers"


def test_a_term_is_set_aside_with_its_reason_and_runs_again(office: Office, clerk: Clerk) -> None:
    enter(office, kind="pass", unit="宜昌市西陵区民政局", published_on="2013-01-01")
    clerk.open("/deadlines").press("销号此项", inside="tbody", reason="单位已更名，另案办理")
    assert clerk.said("h2")[-1] == "已销号 1"
    assert clerk.said(".struck time") == ["2016-01-01"]
    assert "已销号：单位已更名，另案办理·王芳·2016-05-2023:30" in clerk.text
    assert "视为自动放弃告知函" not in clerk.text
    clerk.press("恢复", inside=".struck")
    assert clerk.said(".struck") == []
    assert clerk.said("h2")[0] == "已过期限 1"


def test_what_was_said_of_a_term_stands_in_the_history_of_its_submission(office: Office, clerk: Clerk) -> None:
    drafted(office)
    (one,) = (one for one in office.services.deadlines.running() if one.submission)
    office.services.deadlines.set_aside(one.id, "已收纸质件", "王芳")
    office.services.deadlines.reopen(one.id, "王芳")
    told = clerk.open(f"/submissions/{one.submission}/papers").text
    assert "期限销号：补正申报材料（2016-06-04）" in told
    assert "恢复期限：补正申报材料（2016-06-04）" in told


def test_a_term_is_not_set_aside_without_a_reason_and_the_page_says_so(office: Office, clerk: Clerk) -> None:
    drafted(office)
    clerk.open("/deadlines").press("销号此项", inside="tbody", reason=" ")
    assert (clerk.response.status_code, clerk.said(".struck")) == (422, [])
    assert "销号须写明理由" in clerk.said(".notice")[0]


def test_without_terms_the_page_says_so(office: Office, clerk: Clerk) -> None:
    office.clock.now = office.clock.now.replace(year=2017)
    assert "目前没有正在计算的期限" in clerk.open("/deadlines").text


@pytest.mark.parametrize("script", ["hans", "hant"])
def test_every_kind_of_term_and_every_answer_has_words(script: str) -> None:
    kinds = {*deadlines.ANSWERS, deadlines.CORRECT, deadlines.RECHECK_CORRECT, deadlines.RECTIFY, deadlines.EVALUATE}
    kinds |= {deadlines.BANNED, deadlines.CALL}
    papers = {paper for both in deadlines.ANSWERS.values() for paper in both}
    names = [*(f"deadlines.kind.{kind}" for kind in kinds), *(f"deadlines.paper_{paper}" for paper in papers)]
    assert all(text(script, name) for name in names)


def test_a_stranger_is_sent_to_sign_in(office: Office) -> None:
    assert Clerk(office).open("/deadlines").said("h1") == ["登录"]


def test_a_task_without_a_period_is_named_until_its_end_is_known(office: Office, clerk: Clerk) -> None:
    endless = {**STATED, "period": None}
    letter = order(office, "D06p", TASK, pilots=[endless])
    clerk.open("/deadlines")
    assert clerk.said("#endless") == ["期限未知 1"]
    assert [link.get("href") for link in clerk.select("tbody a")][-2:] == [f"/letters/{letter}", "/papers/D06p"]
    order(office, "D06p", TASK)
    assert clerk.open("/deadlines").said("#endless") == []
