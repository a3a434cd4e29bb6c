"""The pages on which a report is drafted and the summary table is made: typed once, refused in place, given as files."""

from __future__ import annotations

from typing import Any

from tests.render.test_reports import MEMBERS, PILOT, REPORT_3, STEPS, UNIT, application
from tests.render.words import all_text, cells_of
from tests.webhook.conftest import Office, answer, record
from tests.webhook.pages.clerk import Clerk

TYPED = {
    "organizing_unit": "湖北省社会管理和公共服务标准化工作联席会议办公室",
    "evaluated_on.start": "2016-05-10",
    "evaluated_on.end": "2016-05-11",
    **{f"procedure_{step}": "是" for step in STEPS},
    "procedure_briefing.text": "听取了单位汇报",
    "evaluation_basis": "评估方案",
    "public_satisfaction": "96.5%（样本120份）",
    "score": "91.5",
    "overview": "标准体系结构合理。",
    "problems": "记录不够完整。",
    "suggestions": "完善记录。",
    "conclusion": "合格",
    "reported_on": "2016-05-12",
}
COLUMNS = ("name", "unit", "position_or_title", "expertise", "group_role")


def members(first_row: int = 0) -> dict[str, str]:
    return {
        f"group-{first_row + n}-{column}": text
        for n, member in enumerate(MEMBERS)
        for column, text in zip(COLUMNS, member, strict=True)
    }


def opened(office: Office, clerk: Clerk) -> Clerk:
    """The page of the report, reached from the submission."""
    held = office.paper(application("annex2-evaluation-application"))
    clerk.open(f"/submissions/{held}/facts")
    return clerk.open(clerk.link("生成附件3"))


def press(clerk: Clerk, words: str, **typed: Any) -> Clerk:
    return clerk.press(words, inside="#report", **typed)


def test_a_report_is_filled_in_on_its_page_and_given_as_a_file(office: Office, clerk: Clerk) -> None:
    opened(office, clerk)
    assert f"取自申请材料：{UNIT}" in clerk.text
    press(clerk, "生成 Word 报告", **TYPED, **members())
    assert clerk.response.status_code == 200
    assert clerk.response.headers["Content-Disposition"].startswith("attachment")
    text = all_text(clerk.response.data)
    assert "听取了单位汇报" in text
    assert "2016年5月10日-2016年5月11日" in text
    assert sum(row[3:4] == ["研究员"] for row in cells_of(clerk.response.data)) == 2


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(office: Office, clerk: Clerk) -> None:
    opened(office, clerk)
    typed = {**TYPED, **members(1), "score": "很高", "group-2-unit": ""}
    press(clerk, "生成 Word 报告", **typed)
    assert clerk.response.status_code == 422
    wrong = {found.get("id") for found in clerk.select(".fault") if found.get("id")}
    assert wrong == {"wrong-score", "wrong-group-2-unit"}
    (score,) = clerk.select("#fact-score")
    assert (score.get("value"), score.get("aria-invalid")) == ("很高", "true")
    press(clerk, "生成 Word 报告", score="91.5", **{"group-2-unit": "武汉大学"})
    assert clerk.response.data[:2] == b"PK"


def test_a_report_can_be_checked_before_it_is_made(office: Office, clerk: Clerk) -> None:
    opened(office, clerk)
    press(clerk, "先行检查", **TYPED, **{k: v for k, v in members().items() if k.startswith(("group-0", "group-1"))})
    assert "一般为5至7人" in clerk.text
    (overview,) = clerk.select("#fact-overview")
    assert overview.text.strip() == TYPED["overview"]


def test_of_several_applications_one_is_chosen_on_the_page(office: Office, clerk: Clerk) -> None:
    other = application("annex2-evaluation-application", pilot="硚口区养老服务综合标准化试点")
    office.reader.records |= {b"%PDF-one": application("annex2-evaluation-application"), b"%PDF-two": other}
    held = office.post(b"%PDF-one", b"%PDF-two").get_json()["id"]
    office.work()
    clerk.open(f"/submissions/{held}/reports/{REPORT_3}")
    assert clerk.response.status_code == 200
    assert "有几份同样的申请材料" in clerk.text
    chosen = next(p.id for p in office.services.cases.get(held).papers if p.record.value("pilot_name") != PILOT)
    press(clerk, "生成 Word 报告", application=chosen, **TYPED, **members())
    assert "硚口区养老服务综合标准化试点" in all_text(clerk.response.data)


def test_a_paper_that_is_not_there_yet_is_named(office: Office, clerk: Clerk) -> None:
    held = office.paper(application("annex5-recheck-application"))
    clerk.open(f"/submissions/{held}/facts")
    clerk.open(clerk.link("生成附件6"))
    assert "尚未收到附件4" in clerk.text


def test_an_application_for_a_pilot_offers_no_report(office: Office, clerk: Clerk) -> None:
    held = office.paper(record())
    assert "生成附件" not in clerk.open(f"/submissions/{held}/facts").text
    assert clerk.open(f"/submissions/{held}/reports/annex1-application").response.status_code == 404
    assert clerk.open(f"/submissions/nobody/reports/{REPORT_3}").response.status_code == 404


def test_the_report_page_is_shown_in_traditional_script_with_names_as_written(office: Office, clerk: Clerk) -> None:
    opened(office, clerk)
    at = clerk.at
    clerk.client.set_cookie("script", "hant")
    clerk.open(at)
    assert "評估組成員" in clerk.text
    assert UNIT in clerk.text


def summary_page(office: Office, clerk: Clerk, *pilots: Any) -> list[str]:
    held = [office.paper(record(pilot_name=one if not isinstance(one, str) else answer(one))) for one in pilots]
    clerk.open("/")
    clerk.open(clerk.link("推荐项目汇总表"))
    by_submission = {str(box.get("value")).partition("/")[0]: str(box.get("value")) for box in clerk.select("input")
                     if box.get("name") == "row"}  # fmt: skip
    return [by_submission[one] for one in held]


def test_the_chosen_rows_are_given_as_word_or_excel(office: Office, clerk: Clerk) -> None:
    keys = summary_page(office, clerk, "甲试点", "乙试点", "丙试点")
    at = clerk.at
    clerk.press("生成 Word 表", inside="#summary", row=[keys[2], keys[0]], annex="附件1")  # type: ignore[arg-type]
    assert [row[1] for row in cells_of(clerk.response.data)[1:]] == ["丙试点", "甲试点"]
    clerk.open(at).press("生成 Excel 表", inside="#summary", row=keys[1])
    assert "spreadsheetml" in clerk.response.headers["Content-Type"]


def test_a_row_that_cannot_be_listed_is_marked_and_the_choice_stays(office: Office, clerk: Clerk) -> None:
    keys = summary_page(office, clerk, "甲试点", answer("乙试点", needs_review=True))
    clerk.press("生成 Word 表", inside="#summary", row=keys)  # type: ignore[arg-type]
    assert clerk.response.status_code == 409
    assert "试点名称尚未核对" in clerk.text
    assert sum(box.get("checked") is not None for box in clerk.select("input")) == 2


def test_nothing_chosen_is_said_so(office: Office, clerk: Clerk) -> None:
    summary_page(office, clerk, "甲试点")
    clerk.press("生成 Word 表", inside="#summary")
    assert clerk.response.status_code == 422
    assert "请选择试点" in clerk.text
