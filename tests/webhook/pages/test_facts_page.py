"""The pages beside a submission: facts, programme, what belongs together, the register, companion papers."""

from __future__ import annotations

import pytest

from forms.record import SignatureMark
from tests.webhook.conftest import PDF, Office, complete, recommendation
from tests.webhook.pages.clerk import Clerk
from tests.webhook.test_packages import LETTER, PILOT, SECOND, package, two_pilots, zipped

UNIT = str(complete().value("lead_unit"))


def facts_of(office: Office, submission: str) -> dict[str, object]:
    found: dict[str, object] = office.request("GET", f"/submissions/{submission}/facts").json["stated"]
    return found


# -- facts ----------------------------------------------------------------------------------------------------------


def test_a_clerk_states_facts_and_sees_what_follows(office: Office, clerk: Clerk) -> None:
    submission = zipped(office)
    clerk.open(f"/submissions/{submission}").open(clerk.link("材料外的情况"))
    clerk.press("保存并重新检查", copies="3", electronic="no", recommender_name="甲局", recommender_kind="other")
    assert facts_of(office, submission) == {
        "copies": 3,
        "electronic": False,
        "recommender": {"name": "甲局", "kind": "other"},
    }
    assert clerk.said(".notice") == ["已保存，并已重新检查。"]
    assert [f.get("value") for f in clerk.select("#fact-copies")] == ["3"]
    clerk.open(f"/submissions/{submission}")
    assert {"份数不足", "未报电子档"} <= set(clerk.said("#package b"))


def test_a_fact_that_makes_no_sense_is_named_and_what_was_typed_stays(office: Office, clerk: Clerk) -> None:
    submission = zipped(office)
    clerk.open(f"/submissions/{submission}/facts")
    clerk.press("保存并重新检查", copies="-1", task_unit="乙局", passed_published_on="2016-05-20")
    assert clerk.response.status_code == 422
    said = clerk.said(".notice")[0]
    assert "纸质材料份数：应为不小于0的整数" in said
    assert "下达文件所列试点名称：缺少此项" in said
    assert "是否合格：缺少此项" in said
    assert [f.get("value") for f in clerk.select("#fact-task_unit")] == ["乙局"]
    assert facts_of(office, submission) == {}


def test_facts_that_the_page_does_not_ask_for_stay(office: Office, clerk: Clerk) -> None:
    office.reader.records[PDF] = complete()
    made = office.post(PDF, form={"facts": '{"experts": [{"name": "张伟"}], "copies": 4}'})
    office.work()
    submission = made.json["id"]
    clerk.open(f"/submissions/{submission}/facts").press("保存并重新检查", copies="")
    assert facts_of(office, submission) == {"experts": [{"name": "张伟"}]}


def test_a_page_of_an_older_state_saves_nothing(office: Office, clerk: Clerk) -> None:
    submission = zipped(office)
    clerk.open(f"/submissions/{submission}/facts")
    clerk.press("保存并重新检查", copies="3", tag="1")
    assert clerk.response.status_code == 409
    assert facts_of(office, submission) == {}


def test_the_trail_says_in_words_what_was_done(office: Office, clerk: Clerk) -> None:
    submission = zipped(office)
    clerk.open(f"/submissions/{submission}/facts").press("保存并重新检查", copies="3")
    clerk.press("更改申报项目", programme="national")
    clerk.press("不再合在一起检查").press("把本件作为一套材料")
    clerk.open(f"/submissions/{submission}/papers")
    assert "说明材料外的情况：份数" in clerk.text
    assert "改为“国家级社会管理和公共服务综合标准化试点”" in clerk.text
    assert "不再与其他材料合为一套" in clerk.text
    assert "改变与哪些材料合为一套" in clerk.text


# -- programme and package ------------------------------------------------------------------------------------------


def test_a_clerk_moves_a_submission_to_another_programme(office: Office, clerk: Clerk) -> None:
    submission = office.paper(complete())
    clerk.open(f"/submissions/{submission}/facts").press("更改申报项目", programme="national")
    assert office.request("GET", f"/submissions/{submission}").json["programme"] == "national"
    assert "国家级社会管理和公共服务综合标准化试点" in clerk.said(".facts")[0]


def test_a_clerk_puts_two_submissions_together(office: Office, clerk: Clerk) -> None:
    first = office.paper(complete())
    office.reader.companions[LETTER] = ("recommendation-letter", recommendation(PILOT))
    second = office.submit(LETTER)
    clerk.open(f"/submissions/{second}/facts").press("合为一套", inside="#belongs .stack", package=first)
    assert set(package(office, first)["submissions"]) == {first, second}
    assert package(office, first)["findings"] == []
    clerk.press("不再合在一起检查")
    assert package(office, first)["submissions"] == [first]


def test_after_the_decision_the_page_says_that_nothing_changes(office: Office, clerk: Clerk) -> None:
    submission = office.paper(complete())
    clerk.open(f"/submissions/{submission}").press("收件，制作回执")
    clerk.open(f"/submissions/{submission}/facts")
    assert "已作出决定" in clerk.text
    clerk.press("保存并重新检查", copies="3")
    assert clerk.response.status_code == 409
    assert facts_of(office, submission) == {}


# -- findings across the papers -------------------------------------------------------------------------------------


def test_a_clerk_upholds_what_is_missing_and_the_letter_says_it(office: Office, clerk: Clerk) -> None:
    submission = zipped(office, letter=False)
    clerk.open(f"/submissions/{submission}")
    clerk.press("认可", inside="#package")
    assert clerk.at.endswith("#decision")
    clerk.press("补正，制作补正通知书")
    assert "推荐函" in clerk.said(".sheet")[0]


def test_a_decision_with_an_open_finding_across_the_papers_names_it(office: Office, clerk: Clerk) -> None:
    submission = zipped(office, letter=False)
    clerk.open(f"/submissions/{submission}").press("收件", inside="#decision .otherwise")
    assert clerk.response.status_code == 409
    assert clerk.said("#trouble li") == ["缺少规定材料"]


def test_a_clerk_sets_a_finding_across_the_papers_aside_with_a_reason(office: Office, clerk: Clerk) -> None:
    submission = zipped(office, letter=False)
    clerk.open(f"/submissions/{submission}")
    clerk.press("不采纳此项", inside="#package", reason_code="other-proof", reason="另行送达")
    (found,) = package(office, submission)["findings"]
    assert (found["disposition"], found["reason"]) == ("set-aside", "另行送达")
    clerk.open(f"/submissions/{submission}/papers")
    assert "缺少规定材料" in clerk.text
    clerk.open(f"/submissions/{submission}").press("撤回", inside="#package")
    assert package(office, submission)["findings"][0]["disposition"] == "open"


def test_a_form_of_an_unsigned_copy_and_its_package_are_answered_each_for_itself(office: Office, clerk: Clerk) -> None:
    data = PDF + b" unsigned"
    office.reader.records[data] = complete(signature=SignatureMark(False))
    made = office.post(data, PDF + b" other").json
    office.work()
    clerk.open(f"/submissions/{made['id']}").press("认可", inside="#findings")
    assert [f["disposition"] for f in package(office, made["id"])["findings"]] == ["open"]


# -- companion papers -----------------------------------------------------------------------------------------------


def test_what_a_companion_paper_says_stands_on_the_papers_page(office: Office, clerk: Clerk) -> None:
    submission = zipped(office)
    clerk.open(f"/submissions/{submission}/papers")
    assert clerk.said("#companions h3") == ["推荐函"]
    shown = clerk.said("#companions")[0]
    assert "湖北省民政厅" in shown
    assert PILOT in shown


def test_a_companion_paper_handed_in_alone_is_called_by_its_name(office: Office, clerk: Clerk) -> None:
    office.reader.companions[LETTER] = ("recommendation-letter", None)
    submission = office.submit(LETTER)
    clerk.open(f"/submissions/{submission}")
    assert "推荐函" in clerk.text
    assert "recommendation-letter" not in clerk.text
    clerk.open(f"/submissions/{submission}/papers")
    assert "没有读取内容" in clerk.text


# -- the register ---------------------------------------------------------------------------------------------------


def test_a_clerk_keeps_the_register(office: Office, clerk: Clerk) -> None:
    submission = office.paper(complete())
    clerk.open("/").open(clerk.link("登记簿"))
    clerk.press("登记", inside="#enter-ended", unit=UNIT, how="pass-revoked", ended_on="2014-06-01", source="通报")
    assert UNIT in clerk.said("tbody tr")[0]
    assert "撤销合格 2014-06-01" in clerk.said("tbody tr")[0]
    assert "不得重新申请" in clerk.open(f"/submissions/{submission}").text
    clerk.open("/register").press("注销此条", inside="tbody", reason="登记有误")
    assert "已注销： 登记有误 · 王芳" in clerk.said("tbody tr")[0]
    assert "不得重新申请" not in clerk.open(f"/submissions/{submission}").text


def test_a_pass_is_entered_with_its_days(office: Office, clerk: Clerk) -> None:
    days = {"published_on": "2015-01-01", "valid_until": "2018-01-01"}
    clerk.open("/register").press("登记", inside="#enter-pass", unit=UNIT, pilot=PILOT, **days)
    assert "合格，公布日期 2015-01-01有效期至 2018-01-01" in clerk.said("tbody tr")[0]


@pytest.mark.parametrize(
    ("typed", "said"), [({"ended_on": ""}, "须填写决定日期"), ({"ended_on": "昨天"}, "日期应写成 2016-05-20 的形式")]
)
def test_an_entry_that_is_refused_stays_on_the_page(
    office: Office, clerk: Clerk, typed: dict[str, str], said: str
) -> None:
    clerk.open("/register").press("登记", inside="#enter-ended", unit="某局", **typed)
    assert clerk.response.status_code == 422
    assert said in clerk.said(".notice")[0]
    assert clerk.select("#enter-ended input[name=unit]")[0].get("value") == "某局"


def test_the_pages_are_written_in_traditional_too_and_names_stay(office: Office, clerk: Clerk) -> None:
    submission = zipped(office)
    clerk.open("/register").press("繁")
    assert "登記簿" in clerk.open("/register").text
    assert "材料外的情況" in clerk.open(f"/submissions/{submission}/facts").text
    assert "附帶材料" in clerk.open(f"/submissions/{submission}/papers").text
    assert UNIT in clerk.text


def test_strangers_are_sent_to_sign_in(office: Office) -> None:
    for path in ("/register", "/submissions/x/facts"):
        assert office.client.get(path).headers["Location"].startswith("/login")


# -- several pilots -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("script", "said"), [("简", "不能确定属于哪个试点"), ("繁", "不能確定屬於哪個試點")])
def test_several_pilots_and_papers_without_one_are_named_on_the_page(
    office: Office, clerk: Clerk, script: str, said: str
) -> None:
    submission = two_pilots(office, "第三个试点")
    clerk.open(f"/submissions/{submission}").press(script)
    assert clerk.said("#package .pilots b") == [PILOT, SECOND], "names stay as written"
    assert said in clerk.text


def test_the_list_says_of_how_many_pilots_the_papers_are(office: Office, clerk: Clerk) -> None:
    two_pilots(office, "第三个试点")
    (chip,) = clerk.open("/").select(".list .chip[title]")
    assert (chip.text, chip.get("title")) == ("等2个试点", f"{PILOT}、{SECOND}")
