"""Making papers on the pages: the form comes from the needs, says errors in place, shows the letter, begins its life."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from forms.record import SignatureMark
from render.papers.catalogue import PAPERS
from render.papers.kinds import Format
from tests.webhook.conftest import Office, answer, block, record
from tests.webhook.pages.clerk import Clerk
from tests.webhook.test_paper_templates import changed
from tests.webhook.test_papers import MINISTRY, PROVINCE, pilot, remind, series

LETTERS = [paper for paper in PAPERS if Format.FORM not in paper.formats]
REPORT = {
    "issuer": PROVINCE,
    "addressees": MINISTRY,
    "copies_to": "湖北省人民政府",
    "fact.reviewed_on": "2016-05-18",
    "fact.reviewers": "省民政厅、省教育厅等成员单位",
}
REMINDER = {"issuer": PROVINCE, "fact.valid_until": "2016-08-30", "fact.office": "省级联席办公室"}


def test_the_catalogue_leads_to_every_paper_that_is_a_letter(clerk: Clerk) -> None:
    clerk.open("/letters").open(clerk.link("文书目录"))
    led = {str(a.get("href")) for a in clerk.select(".paper-list a[href]")}
    assert {f"/papers/{paper.id}" for paper in LETTERS} <= led
    assert "/papers/D11" not in led


@pytest.mark.parametrize("paper", LETTERS, ids=lambda paper: paper.id)
def test_the_form_of_a_paper_asks_for_everything_that_it_needs(clerk: Clerk, paper: Any) -> None:
    clerk.open(f"/papers/{paper.id}")
    assert clerk.response.status_code == 200
    names = {str(one.get("name")) for one in clerk.select("#making input, #making textarea, #making select")}
    for need in paper.needs:
        asked = {name for name in names if re.fullmatch(rf"fact\.{need.id}(\.\w+)*", name)}
        assert asked, need.id
        columns = getattr(need.kind, "columns", ())
        assert {column.id for column in columns} <= {name.rsplit(".", 1)[-1] for name in asked}


def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(clerk: Clerk) -> None:
    submission = clerk.office.paper(pilot())
    typed = {**REPORT, "pilot": submission, "copies_to": "", "fact.reviewers": "省教育厅"}
    clerk.open("/papers/D05").press("拟稿", "main", **typed)
    assert clerk.response.status_code == 422
    assert clerk.said("#fault-copies_to") == ["请补充省级人民政府。"]
    assert clerk.select("#making input[aria-invalid]") == []
    clerk.press("拟稿", "main", **{**typed, "copies_to": "湖北省人民政府", "fact.reviewed_on": "2016-05-21"})
    assert clerk.response.status_code == 422
    (bad,) = clerk.select("#making input[aria-invalid]")
    assert (bad.get("name"), bad.get("value")) == ("fact.reviewed_on", "2016-05-21")


def test_a_letter_is_looked_at_first_and_then_drafted(clerk: Clerk) -> None:
    submission = clerk.office.paper(pilot())
    clerk.open("/papers/D05").press("预览", "main", **REPORT, pilot=submission)
    assert "武汉市江汉区行政审批局承担的“政务服务综合标准化试点”" in clerk.text
    assert clerk.office.request("GET", "/letters?waiting=checked").json["letters"] == []
    clerk.press("拟稿", "main")
    assert re.fullmatch(r"/letters/\w+", clerk.at)
    assert "待核稿" in clerk.text


def test_a_doubtful_value_is_named_in_the_row_of_its_pilot(clerk: Clerk) -> None:
    doubtful = clerk.office.paper(pilot(lead_unit=answer("武汉市江汉区行政审批局", needs_review=True)))
    clerk.open("/papers/D05").press("拟稿", "main", **REPORT, pilot=doubtful)
    assert clerk.response.status_code == 409
    assert clerk.said(".pilots-offered .fault") == ["承担单位尚未核对。"]


def test_a_pilot_may_be_stated_and_rows_be_added(clerk: Clerk) -> None:
    clerk.open("/papers/D05").press("再加一行", "main")
    assert len(clerk.select("#making details table input")) >= 12
    stated = {"stated.2.name": "居家养老服务综合标准化试点", "stated.2.unit": "宜昌市西陵区民政局"}
    clerk.press("预览", "main", **REPORT, **stated)
    assert "宜昌市西陵区民政局承担的“居家养老服务综合标准化试点”" in clerk.text


@pytest.mark.parametrize("paper", ["D05", "D20", "D21"])
def test_rows_can_be_added_before_what_must_be_given_is_given(clerk: Clerk, paper: str) -> None:
    buttons = clerk.open(f"/papers/{paper}").select("#making button[value]")
    adding = [button for button in buttons if str(button.get("value")).startswith("more.")]
    assert adding
    assert all("formnovalidate" in button.attrib for button in adding)


def test_the_rows_of_a_table_are_filled_in_and_more_can_be_added(clerk: Clerk) -> None:
    submission = clerk.office.paper(pilot())
    members = {
        f"fact.members.{row}.{column}": value
        for row, (name, category, duty) in enumerate(
            (("张三", "标准化专家", "组长"), ("李四", "行业专家", "成员"), ("王五", "管理人员", "成员"))
        )
        for column, value in {"name": name, "unit": "省标准化研究院", "category": category, "duty": duty}.items()
    }
    period = {"fact.period.start": "2016-06-01", "fact.period.end": "2016-06-02", "fact.place": "江汉区政务服务中心"}
    to = {"issuer": PROVINCE, "addressees": "省联席会议各成员单位\n〈承担单位〉", "pilot": submission}
    clerk.open("/papers/D10").press("再加一行", ".grid-need", **to)
    assert len(clerk.select("#making .grid-need tbody tr")) == 3
    clerk.press("拟稿", "main", **to, **members, **period)
    assert re.fullmatch(r"/letters/\w+", clerk.at), clerk.said(".fault")
    assert "社会管理和公共服务综合标准化试点评估报告" in "".join(clerk.said("[aria-labelledby=handouts-title] a"))


def test_several_pilots_of_a_paper_on_one_make_a_batch(clerk: Clerk) -> None:
    series(clerk.office)
    office = clerk.office
    first = office.paper(pilot())
    stated = {"stated.0.name": "居家养老服务综合标准化试点", "stated.0.unit": "宜昌市西陵区民政局"}
    clerk.open("/papers/D21").press("预览", "main", **REMINDER, **stated, pilot=first)
    assert len(clerk.select("#preview .sheet")) == 2
    clerk.press("拟稿", "main")
    assert "正在拟稿" in clerk.text
    office.work()
    clerk.open(clerk.at)
    assert "2/2份已拟稿" in clerk.text
    clerk.press("全部核稿、签发并编号", "main")
    office.work()
    clerk.open(clerk.at)
    assert [said for said in clerk.said("td.number") if said] == ["鄂标联函〔2016〕1号", "鄂标联函〔2016〕2号"]
    clerk.open("/batches")
    assert "D21" in clerk.text


def test_a_batch_with_refused_letters_leads_back_to_where_it_is_ordered(clerk: Clerk) -> None:
    stated = {"stated.0.name": "甲试点", "stated.1.name": "乙试点"}
    clerk.open("/papers/D21").press("拟稿", "main", **REMINDER, **stated)
    clerk.office.work()
    clerk.open(clerk.at)
    assert "重试未成的2份" in clerk.text
    assert clerk.link("重新制作") == "/papers/D21"


def test_a_batch_says_in_words_where_something_waits_and_leads_to_its_submission(clerk: Clerk) -> None:
    held = record(lead_unit=answer("武汉市江汉区行政审批局"))
    submission = clerk.office.paper(replace(held, blocks=(block(signature=SignatureMark(False)),)))
    other = clerk.office.paper(replace(held, blocks=(block(signature=SignatureMark(False)), block("guarantor_unit"))))
    clerk.open(f"/papers/D02?pilot={submission}&pilot={other}").press("拟稿")
    clerk.office.work()
    clerk.open(clerk.at)
    said = " ".join(clerk.said(".outcomes .fault"))
    assert "“承担单位”意见栏签字处" in said
    assert "blocks[" not in said
    links = {link.get("href") for link in clerk.select(".outcomes td a")}
    assert {f"/submissions/{submission}", f"/submissions/{other}"} <= links


def test_one_letter_for_many_pilots_or_one_for_each_is_the_officers_choice(clerk: Clerk) -> None:
    stated = {
        "stated.0.name": "甲试点", "stated.0.unit": "甲中心", "stated.1.name": "乙试点", "stated.1.unit": "乙中心",
    }  # fmt: skip
    clerk.open("/papers/D05").press("预览", "main", **REPORT, **stated)
    assert len(clerk.select("#preview .sheet")) == 1
    clerk.press("预览", "main", each="1")
    assert len(clerk.select("#preview .sheet")) == 2


def test_a_changed_template_is_accepted_or_refused_in_place_and_taken_back(clerk: Clerk) -> None:
    clerk.open("/papers/D05/template").press("检查并采用", "main", files=(("改.docx", changed("{{ 错 }}")),))
    assert clerk.response.status_code == 422
    assert any("错" in said for said in clerk.said(".notice li"))
    clerk.press("检查并采用", "main", files=(("改.docx", changed()),))
    assert clerk.said("td .state-accepted") == ["现用"]
    assert "改.docx" in clerk.text
    clerk.press("改用此版", "main")
    assert "已改用所选的模板。" in clerk.text
    assert clerk.office.services.templates.get("D05").in_force is None


def test_a_reminder_offers_the_forms_of_the_recheck(clerk: Clerk) -> None:
    letter = remind(clerk.office, clerk.office.paper(pilot())).json["id"]
    clerk.open(f"/letters/{letter}")
    assert len(clerk.select("[aria-labelledby=handouts-title] a")) == 2


@pytest.mark.parametrize("path", ["/papers/D99", "/batches/nowhere", "/papers/D99/template"])
def test_what_there_is_not_is_a_page_that_says_so(clerk: Clerk, path: str) -> None:
    clerk.open(path)
    assert clerk.response.status_code == 404


def test_the_pages_are_for_those_who_are_signed_in(office: Office) -> None:
    for path in ("/papers", "/papers/D05", "/batches"):
        assert office.client.get(path).headers["Location"].startswith("/login")


def test_the_pages_speak_traditional_too(clerk: Clerk) -> None:
    clerk.client.set_cookie("script", "hant")
    assert "文書目錄" in clerk.open("/papers").text


def test_the_papers_of_a_submission_lead_to_the_catalogue_and_to_the_forms_for_its_unit(clerk: Clerk) -> None:
    submission = clerk.office.paper(pilot())
    clerk.open(f"/submissions/{submission}/papers")
    assert len(clerk.select("[aria-labelledby=others-title] ul a")) == 3
    clerk.open(clerk.link("从文书目录制作"))
    clerk.open(next(str(a.get("href")) for a in clerk.select(".paper-list a") if "/papers/D05?" in str(a.get("href"))))
    assert [one.get("value") for one in clerk.select("input[checked]")] == [submission]


def test_a_conclusion_is_asked_for_each_pilot_only_where_the_paper_says_it(clerk: Clerk) -> None:
    submission = clerk.office.paper(pilot())
    asked = {}
    for paper in ("D05", "D12"):
        clerk.open(f"/papers/{paper}")
        asked[paper] = f"result.{submission}" in clerk.html
    assert asked == {"D05": False, "D12": True}


def test_the_rows_that_were_selected_on_the_first_page_are_the_pilots_of_the_paper(clerk: Clerk) -> None:
    first, second = (clerk.office.paper(pilot(pilot_name=answer(name))) for name in ("甲试点", "乙试点"))
    clerk.open("/")
    assert {first, second} <= {str(one.get("value")) for one in clerk.select("[form=selected]")}
    clerk.open(f"/papers?pilot={first}&pilot={second}")
    clerk.open(next(str(a.get("href")) for a in clerk.select(".paper-list a") if "/papers/D05?" in str(a.get("href"))))
    assert {one.get("value") for one in clerk.select("input[checked]")} == {first, second}


def test_the_form_begins_with_the_programme_of_the_chosen_pilots_and_its_office(clerk: Clerk) -> None:
    office = clerk.office
    submission = office.paper(pilot())
    office.request("PUT", "/letter-rules", json={"issuers": {"hubei-2016": "鄂州市市场监督管理局"}})
    clerk.open(f"/papers/D21?pilot={submission}")
    assert clerk.select("select[name=programme] option[selected]")[0].get("value") == "hubei-2016"
    assert clerk.select("input[name=issuer]")[0].get("value") == "鄂州市市场监督管理局"
    clerk.open("/papers/D05?pilot=nothing&pilot=" + submission)
    assert clerk.select("select[name=programme] option[selected]")[0].get("value") == "national", (
        "D05 is the ministries'"
    )


def test_the_chosen_pilots_stand_before_the_others(clerk: Clerk) -> None:
    first, *others = (clerk.office.paper(pilot(pilot_name=answer(f"{name}试点"))) for name in "甲乙丙")
    clerk.open(f"/papers/D10?pilot={first}")
    stand = [one.get("value") for one in clerk.select(".pilots-offered input[name=pilot]")]
    assert stand[0] == first
    assert set(stand[1:]) == set(others)


def test_the_ministries_office_is_offered_as_the_sender_of_its_own_papers_alone(clerk: Clerk) -> None:
    def offered(paper: str) -> str:
        (field,) = clerk.open(f"/papers/{paper}").select("input[name=issuer]")
        return str(field.get("value"))

    assert offered("D06") == "国家标准化管理委员会"
    assert offered("D10") == ""
    clerk.open("/papers/D10")
    submission = clerk.office.paper(pilot())
    remind(clerk.office, submission)
    assert offered("D10") == PROVINCE


def test_examples_of_a_groups_members_are_persons_and_their_units(clerk: Clerk) -> None:
    clerk.open("/papers/D10")
    shown = {str(one.get("name")): one.get("placeholder") for one in clerk.select("#making input")}
    assert (shown["fact.members.0.name"], shown["fact.members.0.unit"]) == ("如：张三", "如：省标准化研究院")


def test_a_letter_on_one_submission_is_told_of_on_its_page(clerk: Clerk) -> None:
    submission = clerk.office.paper(pilot())
    letter = remind(clerk.office, submission).json["id"]
    clerk.open(f"/letters/{letter}").press("核稿并签发", "main")
    clerk.open(f"/submissions/{submission}/papers")
    assert clerk.response.status_code == 200
    assert "申请复查的通知" in clerk.text


@pytest.mark.parametrize("end", ["", "2015-05"])
def test_the_period_of_a_stated_pilot_is_asked_for_and_must_be_whole(clerk: Clerk, end: str) -> None:
    stated = {
        "stated.0.name": "居家养老服务综合标准化试点",
        "stated.0.unit": "宜昌市西陵区民政局",
        "stated.0.start": "2016-05",
        "stated.0.end": end,
    }
    order = {"issuer": PROVINCE, "addressees": "湖北省民政厅", "fact.reviewers": "省民政厅", **stated}
    clerk.open("/papers/D06p").press("预览", "main", **order)
    assert clerk.response.status_code == 422
    assert clerk.said("#fault-pilots") == ["试点期限应当写明起止年月，止不早于起，例如 2016-05 至 2018-05。"]
    clerk.press("预览", "main", **{**order, "stated.0.end": "2018-05"})
    assert clerk.response.status_code == 200
    assert "期限：2016年5月—2018年5月" in clerk.said("#preview")[0]
