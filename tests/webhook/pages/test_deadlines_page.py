"""The page of terms: what is over first, with links to the paper, the letter that set it and the one that answers."""

from __future__ import annotations

import pytest

from tests.webhook.conftest import Office
from tests.webhook.pages.clerk import Clerk
from tests.webhook.test_facts import enter
from tests.webhook.test_letter_life import drafted
from webhook.service.registers import deadlines
from webhook.translations import text


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
