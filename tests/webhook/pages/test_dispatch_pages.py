"""Packages on the pages: choose, look through, make, download, look back; everything that is missing is said at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.webhook.conftest import Office
from tests.webhook.dispatching import RESULT, evaluated, fake_pdf, form_of, letter, national_office
from tests.webhook.pages.clerk import Clerk

PAGE = f"/dispatches?kind={RESULT}"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office of a national programme, with a stand-in for LibreOffice."""
    with national_office(tmp_path, fake_pdf) as made:
        yield made


def test_a_package_is_chosen_looked_through_made_and_found_again(clerk: Clerk) -> None:
    submission, cover = evaluated(clerk.office), letter(clerk.office)
    chosen = {"pilots": form_of(clerk.office, submission), "letter": cover}
    clerk.open("/letters").open(clerk.link("报送材料")).open(clerk.link("试点评估结果报送材料"))
    clerk.press("先核对", **chosen)
    assert clerk.said("#complete") == ["材料齐全：1 个试点，3 份原件，一式 2 份。"]
    clerk.press("制作报送材料", **chosen)
    assert [link.text_content() for link in clerk.select("#made a")] == [
        "试点评估结果报送材料 第1份.pdf",
        "试点评估结果报送材料 第2份.pdf",
        "试点评估结果报送材料.zip",
    ]
    assert len(clerk.select("#members td[title]")) == 3
    clerk.press("核对重印")
    assert "重新装订的3个文件与当时报送的逐字节相同" in clerk.text
    clerk.open(PAGE)
    assert "鄂联席函〔2016〕3号" in clerk.said("#history")[0]


def test_everything_that_is_missing_is_said_and_the_choice_is_kept(clerk: Clerk) -> None:
    submission = evaluated(clerk.office, summary=None, report=None)
    form = form_of(clerk.office, submission)
    clerk.open(PAGE).press("制作报送材料", pilots=form)
    assert clerk.response.status_code == 409
    assert [len(one) > 0 for one in clerk.said(".fault ol li")] == [True] * 3
    assert [str(one.get("value")) for one in clerk.select("input[checked]")] == [form]


def test_nothing_chosen_and_senseless_copies_are_said(clerk: Clerk) -> None:
    clerk.open(PAGE).press("先核对", copies="x")
    assert clerk.response.status_code == 422
    assert "没有选择试点；份数应为1至20" in clerk.text


def test_sending_again_asks_for_what_it_replaces_and_shows_both(clerk: Clerk) -> None:
    submission = evaluated(clerk.office)
    form, first = form_of(clerk.office, submission), letter(clerk.office)
    second = letter(clerk.office, number="鄂联席函〔2016〕4号", title="重新报送的函")
    clerk.open(PAGE).press("制作报送材料", pilots=form, letter=first)
    before = clerk.at.rsplit("/", 1)[-1]
    clerk.open(PAGE).press("制作报送材料", pilots=form, letter=second)
    assert "已经报送过" in clerk.text
    clerk.press("制作报送材料", replaces=before, reason="公函有误")
    assert "代替前次报送" in clerk.text
    clerk.open(f"/dispatches/{before}")
    assert "公函有误" in clerk.text


def test_a_download_is_the_file_that_was_frozen(clerk: Clerk) -> None:
    submission, cover = evaluated(clerk.office), letter(clerk.office)
    clerk.open(PAGE).press("制作报送材料", pilots=form_of(clerk.office, submission), letter=cover)
    answered = clerk.client.get(clerk.link("第1份"))
    assert answered.data.startswith(b"%PDF-")
    answered.close()
