"""The review page without scripts: values and places, confirming, correcting, answering findings, deciding."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import docx
import pytest

from forms.evidence import BBox, Evidence
from forms.record import Answer, Extra, Record, SealMark, SignatureMark
from tests.webhook.conftest import answer, at, block
from tests.webhook.conftest import record as bare_record
from tests.webhook.pages.clerk import Clerk
from webhook.routes.pages.form_names import form_tabs

MARKED = {"contact_name": answer("张伟", "张玮", needs_review=True, doubts=("name-script",))}
UNSURE_SEAL = SealMark(True, "round", matches_unit=None, needs_review=True, evidence=at("table 2"))
NO_MARKS = {"signature": SignatureMark(False), "seal": SealMark(False)}
ATTACK = '<script>alert(1)</script><img src=x onerror="alert(2)">'


def record(**fields: Answer) -> Record:
    """A small application that names its unit where letters quote it from."""
    return bare_record(**{"unit_name": answer("武汉市江汉区人民政府"), **fields})


def review(clerk: Clerk, held: Record) -> Clerk:
    return clerk.open(f"/submissions/{clerk.office.paper(held)}")


def decided(clerk: Clerk) -> str | None:
    [case] = clerk.office.services.cases.newest()
    return case.decision.decision if case.decision else None


def uphold_everything(clerk: Clerk) -> Clerk:
    return clerk.press("认可全部须补正")


# -- values -------------------------------------------------------------------------


def test_values_stand_under_the_forms_own_headings_with_their_places(clerk: Clerk) -> None:
    review(clerk, record())
    assert clerk.said(".group h2") == [
        "封面",
        "一、试点承担单位基本信息",
        "二、创建工作计划",
        "三、试点承担单位、参加单位、保证单位、业务指导单位及管理单位意见",
    ]
    assert clerk.said("#fields-postcode dt") == ["邮编"]
    assert clerk.said("#fields-postcode .value") == ["430000"]
    assert clerk.said("#fields-postcode .place") == ["表1"]
    assert clerk.said("#fields-unit_address .blank") == ["表中未见此栏"]


def test_a_form_without_slots_on_its_cover_shows_none(clerk: Clerk) -> None:
    held = replace(bare_record(), form="annex2-evaluation-application", edition="national", fields={}, blocks=())
    review(clerk, held)
    assert clerk.said(".group h2")[0] == "一、试点与单位信息"


def test_a_value_that_is_doubted_says_why_and_what_stands_on_the_paper(clerk: Clerk) -> None:
    review(clerk, record(**MARKED))
    assert clerk.said("#fields-contact_name .doubt") == ["待核对：姓名繁简转换存疑"]
    assert clerk.said("#fields-contact_name .raw") == ["原文张玮"]
    assert clerk.said("#marked li") == ["联系人 张伟 姓名繁简转换存疑"]
    assert clerk.said(".slot.marked") == clerk.said("#fields-contact_name")


def test_confirming_leads_on_to_the_next_doubt_and_then_to_the_decision(clerk: Clerk) -> None:
    review(clerk, record(postcode=answer("430000", needs_review=True), **MARKED))
    clerk.press("确认", inside="#fields-postcode")
    assert clerk.at.endswith("#fields-contact_name")
    clerk.press("确认", inside="#fields-contact_name")
    assert clerk.at.endswith("#decision")
    assert clerk.said("#marked") == []


def test_all_doubts_that_stand_in_one_list_are_confirmed_at_once(clerk: Clerk) -> None:
    held = replace(record(**MARKED), blocks=(block(seal=UNSURE_SEAL),))
    review(clerk, held)
    assert clerk.said("#marked li")[-1] == "承担单位 印章 有印章 是否本单位的章，请核对"
    clerk.press("以上 2 处与原件一致，全部确认")
    paper = clerk.office.services.cases.newest()[0].paper()
    assert paper.record_json()["needs_review"] == []
    assert paper.record.blocks[0].seal.matches_unit is True


def test_a_mark_that_nobody_can_tell_is_left_out_of_confirming_all(clerk: Clerk) -> None:
    unknown = SignatureMark(None, 0.4, needs_review=True, evidence=at("table 2"))
    review(clerk, replace(record(**MARKED), blocks=(block(signature=unknown),)))
    assert "签字看不清" in clerk.said("#blocks-0-signature .sign")[0]
    assert clerk.said("#blocks-0-signature .doubt") == ["待核对"]
    assert clerk.said("#blocks-0-signature .tie") == [], "it is said once"
    clerk.press("以上 1 处与原件一致，全部确认")
    assert clerk.said("#marked li") == ["承担单位 签字 签字看不清"]
    clerk.press("有签字", inside="#blocks-0-signature")
    assert clerk.said("#marked") == []


def test_a_correction_is_read_by_its_kind_and_stays_in_view(clerk: Clerk) -> None:
    review(clerk, record(filed_on=answer(None, "16年3月", needs_review=True, doubts=("year-short",))))
    clerk.press("保存", inside="#fields-filed_on", raw="二〇一六年三月五日")
    assert clerk.said("#fields-filed_on .value") == ["2016年3月5日"]
    assert clerk.at.endswith("#fields-filed_on")


def test_a_correction_that_cannot_be_read_is_refused_beside_its_slot_and_keeps_what_was_typed(clerk: Clerk) -> None:
    review(clerk, record(filed_on=answer("2016-03-05", "2016年3月5日")))
    clerk.press("保存", inside="#fields-filed_on", raw="2016年2月30日")
    assert clerk.response.status_code == 422
    fault = clerk.said("#wrong-fields-filed_on")[0]
    assert "日期不存在" in fault
    assert "fields." not in fault
    field = clerk.select("#edit-fields-filed_on")[0]
    assert (field.get("value"), field.get("aria-invalid")) == ("2016年2月30日", "true")
    assert clerk.select("#fields-filed_on details")[0].get("open") is not None
    assert clerk.said("#fields-filed_on .value") == ["2016年3月5日"]


def test_a_slot_that_the_reader_did_not_see_can_be_filled_in(clerk: Clerk) -> None:
    review(clerk, record()).press("保存", inside="#fields-unit_address", raw="武汉市长虹路1号")
    assert clerk.said("#fields-unit_address .value") == ["武汉市长虹路1号"]
    assert clerk.said("#fields-unit_address .place") == ["人工填写"]


def test_clearing_says_that_the_paper_holds_nothing_there(clerk: Clerk) -> None:
    review(clerk, record()).press("清空", inside="#fields-postcode")
    assert clerk.said("#fields-postcode .blank") == ["未填写"]
    assert clerk.said("#fields-postcode .tie") == ["须补正：应填未填"]


@pytest.mark.parametrize(
    ("button", "present", "matches"), [("本单位公章", True, True), ("别的章", True, False), ("无印章", False, None)]
)
def test_what_seal_it_is_can_be_stated(clerk: Clerk, button: str, present: bool, matches: bool | None) -> None:
    review(clerk, replace(record(), blocks=(block(seal=UNSURE_SEAL),)))
    clerk.press(button, inside="#blocks-0-seal")
    seal = clerk.office.services.cases.newest()[0].paper().record.blocks[0].seal
    assert (seal.present, seal.matches_unit, seal.needs_review) == (present, matches, False)


def test_a_change_made_from_an_old_page_is_refused_and_said(clerk: Clerk) -> None:
    review(clerk, record(**MARKED))
    old = clerk.page
    clerk.press("确认", inside="#fields-contact_name")
    form = next(b for b in old.iter("button") if b.get("data-confirm") is not None).getparent()
    clerk.send(form.get("action"), {**dict(form.form_values()), "do": "confirm"})
    assert clerk.response.status_code == 409
    assert "内容在此期间已被更改" in clerk.said("#wrong-fields-contact_name")[0]


def test_a_correction_from_an_old_page_keeps_what_was_typed_beside_what_stands_there_now(clerk: Clerk) -> None:
    review(clerk, record())
    old = next(b for b in clerk.page.iter("button") if b.get("value") == "correct")
    form = next(a for a in old.iterancestors("form") if dict(a.form_values())["where"] == "fields.pilot_name")
    clerk.press("保存", inside="#fields-pilot_name", raw="甲试点")
    clerk.send(form.get("action"), {**dict(form.form_values()), "do": "correct", "raw": "乙试点"})
    assert clerk.response.status_code == 409
    assert clerk.said("#fields-pilot_name .value") == ["甲试点"]
    field = clerk.select("#edit-fields-pilot_name")[0]
    assert field.get("value") == "乙试点"
    assert field.get("autofocus") is not None, "the field is brought into view"
    assert "再保存一次" in clerk.said("#wrong-fields-pilot_name")[0]
    clerk.press("保存", inside="#fields-pilot_name")
    assert clerk.said("#fields-pilot_name .value") == ["乙试点"]


def test_a_refused_confirmation_empties_no_field(clerk: Clerk) -> None:
    review(clerk, record(**MARKED))
    form = next(b for b in clerk.page.iter("button") if b.get("data-confirm") is not None).getparent()
    clerk.press("保存", inside="#fields-pilot_name", raw="甲试点")
    clerk.send(form.get("action"), {**dict(form.form_values()), "do": "confirm"})
    assert clerk.response.status_code == 409
    assert clerk.select("#edit-fields-contact_name")[0].get("value") == "张伟"


def test_what_is_corrected_in_a_block_is_named_with_its_block(clerk: Clerk) -> None:
    review(clerk, record())
    assert clerk.said("#blocks-0-date label") == ["承担单位 日期"]


def test_what_no_slot_claims_is_shown(clerk: Clerk) -> None:
    review(clerk, replace(record(), extra=(Extra("传真", "027-81234567", at("table 1")),)))
    assert clerk.said(".extra dt") == ["传真"]
    assert clerk.said(".extra .value") == ["027-81234567"]


def test_a_page_of_a_pdf_is_shown_with_the_box_of_each_value(clerk: Clerk) -> None:
    there = Evidence("pdf", page=2, box=BBox(60, 40.5, 120, 46))
    review(clerk, record(postcode=Answer("430000", "430000", evidence=there)))
    assert clerk.said("#fields-postcode .place") == ["第2页"]
    assert clerk.link("第2页") == "#at-fields-postcode"
    [box] = clerk.select("#at-fields-postcode")
    assert [box.get(side) for side in ("x", "y", "width", "height")] == ["60", "40.5", "60", "5.5"]
    document = clerk.office.services.cases.newest()[0].documents[0].id
    assert [image.get("src") for image in clerk.select(".pages img")] == [
        f"/api/v1/documents/{document}/pages/2?dpi=110"
    ]


def test_boxes_say_what_they_hold_and_which_is_doubtful(clerk: Clerk) -> None:
    def there(y: float) -> Evidence:
        return Evidence("scan", page=1, box=BBox(20, y, 190, y + 50))

    signature, seal = SignatureMark(False, evidence=there(200)), SealMark(True, needs_review=True, evidence=there(100))
    postcode = replace(answer("430000"), evidence=there(20))
    review(clerk, replace(record(postcode=postcode), blocks=(block(signature=signature, seal=seal),)))
    kinds = {box.get("id"): box.get("class") for box in clerk.select(".pages rect")}
    assert kinds == {
        "at-fields-postcode": "value",
        "at-blocks-0-signature": "missing",
        "at-blocks-0-seal": "seal marked",
    }
    assert clerk.said(".pages figcaption .chip") == ["待核对 1"]
    assert {link.get("href") for link in clerk.select(".pages svg a")} == {f"#{id[3:]}" for id in kinds if id}


def test_a_value_of_which_only_the_page_is_known_leads_there_and_covers_nothing(clerk: Clerk) -> None:
    clerk.office.reader.sheets = ({"page": 1, "size_mm": [210.0, 297.0], "picture": None},)
    whole = replace(answer(None, "", needs_review=True), evidence=Evidence("scan", 1, BBox(0, 0, 210, 297)))
    review(clerk, record(postcode=whole))
    [box] = clerk.select(".pages rect")
    assert box.get("class") == "page marked"
    assert clerk.select("#fields-postcode .place")[0].get("href") == f"#{box.get('id')}"
    assert clerk.said("#fields-postcode .proof") == []


NOTICED = {"page": 3, "code": "edge-cut", "message": "第3页的下边可能有内容被裁掉；请放正纸张后重新扫描。"}
LOST = {"page": 2, "code": "page-unreadable", "message": "图像已损坏。"}


def test_what_was_noticed_of_a_page_is_not_called_lost_and_names_its_page_once(clerk: Clerk) -> None:
    clerk.office.reader.besides = {"problems": [NOTICED]}
    review(clerk, record())
    assert clerk.said("#problems strong") == ["读取时注意到："]
    assert clerk.said("#problems li") == [NOTICED["message"]]


def test_what_was_lost_in_reading_is_called_so(clerk: Clerk) -> None:
    clerk.office.reader.besides = {"status": "partial", "problems": [LOST]}
    review(clerk, record())
    assert clerk.said("#problems strong") == ["有内容没有读出，请看原件。"]
    assert clerk.said("#problems li") == ["第2页：图像已损坏。"]


def test_a_doubt_is_said_once_beside_its_value_and_a_long_one_is_cut_in_the_list(clerk: Clerk) -> None:
    long = "现有窗口六个，" * 20
    doubtful = answer(long, needs_review=True, doubts=("reading-unsure",))
    review(clerk, record(business_scope=doubtful))
    assert clerk.said("#fields-business_scope .doubt") == ["待核对：识别把握不足"]
    assert clerk.said("#fields-business_scope .tie") == []
    assert clerk.said("#marked .value") == [f"{long[:59]}…"]
    assert clerk.said("#fields-business_scope .value") == [long]


def test_what_is_doubtful_missing_or_stamped_is_shown_as_it_looks_on_paper(clerk: Clerk) -> None:
    there = Evidence("scan", page=1, box=BBox(20, 20, 190, 70))
    signature, seal = SignatureMark(False, evidence=there), SealMark(True, matches_unit=True, evidence=there)
    doubtful = replace(answer("430000", needs_review=True), evidence=there)
    sure = replace(answer("张伟"), evidence=there)
    held = replace(record(postcode=doubtful, contact_name=sure), blocks=(block(signature=signature, seal=seal),))
    review(clerk, held)
    shown = [picture.get("src").partition("where=")[2].partition("&")[0] for picture in clerk.select(".proof img")]
    assert shown == ["fields.postcode", "blocks%5B0%5D.signature", "blocks%5B0%5D.seal"]
    assert all(picture.get("alt") and picture.get("loading") == "lazy" for picture in clerk.select(".proof img"))


def test_pages_keep_their_room_and_all_but_the_first_wait_until_they_are_looked_at(clerk: Clerk) -> None:
    clerk.office.reader.sheets = tuple({"page": n, "size_mm": [210.0, 297.0], "picture": None} for n in range(1, 21))
    review(clerk, record(postcode=Answer("430000", "430000", evidence=Evidence("scan", 2, BBox(60, 40, 120, 46)))))
    pictures = clerk.select(".pages img")
    assert [picture.get("loading") for picture in pictures] == ["eager", *["lazy"] * 19]
    assert {(picture.get("width"), picture.get("height")) for picture in pictures} == {("2100", "2970")}


def test_a_word_file_has_no_page_pictures(clerk: Clerk) -> None:
    assert review(clerk, record()).select(".pages") == []


@pytest.mark.parametrize("slot", ["pilot_name", "lead_unit", "contact_name", "business_scope"])
def test_what_an_applicant_writes_is_shown_and_never_run(clerk: Clerk, slot: str) -> None:
    held = record(**{slot: answer(ATTACK, needs_review=True)})
    held = replace(held, extra=(Extra(ATTACK, ATTACK, at("table 1")),), blocks=(block(opinion=answer(ATTACK)),))
    review(clerk, held)
    for page in (
        clerk,
        clerk.open("/"),
        clerk.open(f"/submissions/{clerk.office.services.cases.newest()[0].id}/papers"),
    ):
        assert page.response.status_code == 200
        assert "<script>alert" not in page.html
        assert page.page.xpath("//img[@onerror]") == []
    review(clerk, held)
    assert ATTACK in clerk.said(f"#fields-{slot} .value")


def test_a_files_name_is_shown_and_never_run(clerk: Clerk) -> None:
    clerk.hand_in((f"{ATTACK}.pdf", b"%PDF-1.4 a paper"))
    assert clerk.page.xpath("//img[@onerror]") == []
    assert "&lt;img" in clerk.html


# -- findings -----------------------------------------------------------------------


def test_a_finding_names_gravity_place_basis_and_leads_to_its_slot(clerk: Clerk) -> None:
    review(clerk, record(postcode=answer(None, "")))
    [finding] = [said for said in clerk.said(".finding") if "邮编" in said]
    assert finding.startswith("须补正 应填未填 “邮编”栏")
    assert "依据：" in finding
    assert clerk.link("“邮编”栏") == "#fields-postcode"


def test_upholding_and_taking_back(clerk: Clerk) -> None:
    review(clerk, record(postcode=answer(None, "")))
    place = f"#{next(f.get('id') for f in clerk.select('li.finding') if '邮编' in f.text_content())}"
    clerk.press("认可", inside=place)
    assert clerk.at.endswith(place)
    assert clerk.said(f"{place} .given") == ["已认可 · 王芳"]
    clerk.press("撤回", inside=place)
    assert clerk.said(f"{place} .given") == []


def test_setting_aside_needs_a_reason_and_shows_it(clerk: Clerk) -> None:
    review(clerk, record(postcode=answer(None, "")))
    place = f"#{next(f.get('id') for f in clerk.select('li.finding') if '邮编' in f.text_content())}"
    clerk.press("不采纳此项", inside=place)
    assert clerk.response.status_code == 422
    assert "不予采信须说明理由" in clerk.said("#trouble")[0]
    clerk.press("不采纳此项", inside=place, reason_code="other-proof", reason="另附情况说明")
    assert clerk.said(f"{place} .given") == ["不采纳 · 另有证明 · 另附情况说明 · 王芳"]


def test_the_missing_marks_of_an_electronic_copy_are_one_line_and_one_press(clerk: Clerk) -> None:
    held = replace(record(), blocks=(block(**NO_MARKS), block("guarantor_unit", **NO_MARKS)))
    review(clerk, held)
    assert clerk.said("#unsigned .what")[0].startswith("须补正 仅收到电子稿，未见签字盖章 共 4 处")
    assert len(clerk.select("#unsigned li")) == 4
    clerk.press("认可", inside="#unsigned")
    [case] = clerk.office.services.cases.newest()
    given = [f.disposition for f in case.paper().findings if f.body["code"] in ("signature-missing", "seal-missing")]
    assert given == ["upheld"] * 4


def test_one_mark_anywhere_makes_every_missing_one_a_fault_of_its_own(clerk: Clerk) -> None:
    held = replace(record(), blocks=(block(**NO_MARKS), block("guarantor_unit", seal=SealMark(False))))
    review(clerk, held)
    assert clerk.select("#unsigned") == []
    assert len([said for said in clerk.said("li.finding") if "未盖章" in said]) == 2


# -- decision and letter ------------------------------------------------------------


def test_a_faulty_form_gets_its_letter_in_five_presses(clerk: Clerk) -> None:
    clerk.office.reader.records[b"%PDF-1.4 faulty"] = record(**MARKED)
    clerk.hand_in(("申请书.pdf", b"%PDF-1.4 faulty"))
    clerk.press("全部确认")
    uphold_everything(clerk)
    clerk.press("补正，制作补正通知书")
    assert clerk.said(".letter h3") == ["补正通知书"]
    assert clerk.presses == 4, "the fifth is the download"
    letter = clerk.client.get(clerk.link("下载"))
    said = "\n".join(p.text for p in docx.Document(io.BytesIO(letter.data)).paragraphs)
    assert "政务服务综合标准化试点" in said
    assert "政务服务综合标准化试点" in clerk.said(".letter .sheet")[0]


def test_a_letter_is_refused_while_findings_are_open_and_leads_to_them(clerk: Clerk) -> None:
    review(clerk, record()).press("补正，制作补正通知书")
    assert clerk.response.status_code == 409
    assert clerk.said("#trouble strong")[0].startswith("还有 ")
    leads = [a.get("href").removeprefix("#") for a in clerk.select("#trouble a")]
    assert leads
    assert all(clerk.select(f"#{lead}") for lead in leads)
    assert decided(clerk) is None


def test_a_letter_is_refused_while_a_value_it_quotes_is_unconfirmed_and_leads_to_it(clerk: Clerk) -> None:
    review(clerk, record(pilot_name=answer("政务服务综合标准化试点", needs_review=True)))
    uphold_everything(clerk).press("补正，制作补正通知书")
    assert clerk.response.status_code == 409
    assert "尚未核对" in clerk.said("#trouble strong")[0]
    assert [a.get("href") for a in clerk.select("#trouble a")] == ["#fields-pilot_name"]
    clerk.press("确认", inside="#fields-pilot_name").press("制作补正通知书", inside="#decision")
    assert clerk.said(".letter h3") == ["补正通知书"]


def test_the_particulars_of_a_letter_are_printed_in_it(clerk: Clerk) -> None:
    uphold_everything(review(clerk, record()))
    clerk.press(
        "补正，制作补正通知书",
        recommended_by="武汉市市场监督管理局",
        number="鄂质监标函〔2016〕80号",
        contact="李敏 027-87654321",
        due_on="2016-06-30",
    )
    [sheet] = clerk.said(".letter .sheet")
    for said in ("武汉市市场监督管理局", "鄂质监标函〔2016〕80号", "李敏 027-87654321", "2016年6月30日"):
        assert said in sheet


def test_a_day_that_is_none_is_refused_before_anything_is_decided(clerk: Clerk) -> None:
    uphold_everything(review(clerk, record())).press("补正，制作补正通知书", due_on="下月底")
    assert clerk.response.status_code == 422
    assert "补正期限应为日期" in clerk.said("#trouble")[0]
    assert decided(clerk) is None


def test_another_decision_than_the_proposed_one_is_there_with_its_reason(clerk: Clerk) -> None:
    review(clerk, record()).press("收件，制作回执")
    assert clerk.response.status_code == 409
    assert decided(clerk) is None


def test_the_trail_says_who_did_what_and_when(clerk: Clerk) -> None:
    uphold_everything(review(clerk, record(**MARKED)).press("确认", inside="#fields-contact_name"))
    clerk.press("补正，制作补正通知书")
    trail: list[str] = clerk.said(".trail li")
    told = [" ".join(line.split()[2:]) for line in trail]
    assert told[:3] == ["王芳 收到 1 份文件", "系统 读取完成", "王芳 核对或者更正：“联系人/电话”栏（第2版内容）"]
    assert "王芳 决定：补正（系统建议：补正）" in told
    assert "王芳 制作补正通知书" in told
    assert [said for said in told if "处理问题" in said] == [
        "王芳 处理问题 4 项：已认可，缺少规定部分、表中无此意见栏×3"
    ], "one press is one line"
    assert told[-1] == "王芳 第2版内容“联系人/电话”栏：核对无误"
    assert trail[0].startswith("2016-05-20 23:30"), "the office's clock, not UTC"


def test_the_original_and_the_standard_form_can_be_downloaded(clerk: Clerk) -> None:
    review(clerk, record())
    assert clerk.client.get(clerk.link("0.pdf")).data.startswith(b"%PDF")
    standard = clerk.client.get(clerk.link("标准表"))
    assert any("政务服务综合标准化试点" in p.text for p in docx.Document(io.BytesIO(standard.data)).paragraphs)


def test_forms_of_one_file_are_told_apart_by_name_and_pages(clerk: Clerk) -> None:
    clerk.office.reader.besides = {"pages": [4, 4]}
    review(clerk, replace(bare_record(), form="annex6-recheck-report", edition="national", fields={}, blocks=()))
    assert "附件6复查报告（全国通用版）" in clerk.said(".head .facts span")
    [case] = clerk.office.services.cases.newest()
    with clerk.office.app.test_request_context():
        assert [tab.name for tab in form_tabs(case)] == ["附件6复查报告 第4页"]


def test_two_copies_of_a_form_in_one_file_are_counted(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    once = clerk.office.reader.read
    monkeypatch.setattr(clerk.office.reader, "read", lambda *given, **more: once(*given, **more) * 2)
    review(clerk, record())
    assert clerk.said(".forms a") == ["附件1申请书 第1份", "附件1申请书 第2份"]


def test_a_file_that_holds_no_form_says_what_its_pages_look_like(clerk: Clerk) -> None:
    dark = {"page": 1, "code": "page-dark", "message": "第1页几乎全黑，无法读取。"}
    worn = {"page": 2, "code": "no-text-layer", "message": "没有读出文字。"}
    clerk.office.reader.besides = {"problems": [dark, worn]}
    clerk.hand_in(("黑.pdf", b"%PDF-1.4 black"))
    outcome = clerk.said(".outcomes td")[-1]
    assert "第1页几乎全黑，无法读取。" in outcome
    assert "第2页：没有读出文字。" in outcome


def test_of_several_forms_each_has_its_page_and_changes_stay_on_it(clerk: Clerk) -> None:
    files: dict[str, Any] = {"甲.pdf": b"%PDF-1.4 a", "乙.pdf": b"%PDF-1.4 b"}
    for name, content in files.items():
        clerk.office.reader.records[content] = record(pilot_name=answer(f"{name[0]}试点"), **MARKED)
    clerk.hand_in(*files.items())
    assert clerk.said(".forms a") == ["附件1申请书 · 甲.pdf 待核对 1", "附件1申请书 · 乙.pdf 待核对 1"]
    clerk.open(next(a.get("href") for a in clerk.select(".forms a") if "乙" in a.text_content()))
    assert clerk.said("#fields-pilot_name .value") == ["乙试点"]
    assert clerk.said("h1") == ["乙试点"], "the page is headed by the pilot that this form names"
    clerk.press("确认", inside="#fields-contact_name")
    assert clerk.said("#fields-pilot_name .value") == ["乙试点"]
    assert clerk.said("#marked") == []
    assert clerk.open(clerk.at.partition("?")[0]).said("#marked") != []
