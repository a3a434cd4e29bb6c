"""Papers made from a request: what stands in them, and what is refused with the place named."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from docx import Document

from forms.programme import HUBEI, NATIONAL
from forms.statutes import HUBEI_2016, RULES
from render.errors import RenderError
from render.papers.catalogue import PAPERS, paper
from render.papers.compose import compose
from render.papers.kinds import About, DocumentType, Format
from render.papers.paper import Paper
from render.papers.request import PaperRequest
from render.papers.request_json import request_from_json, request_to_json
from render.papers.sample import PILOTS, sample_request
from tests.render.words import all_text, cells_of, paragraphs_of

MADE = [
    (known, layout, pilots)
    for known in PAPERS
    for layout in known.formats
    for pilots in (1, 3, 5)
    if layout is not Format.FORM and (pilots == 1 or known.about is About.MANY)
]


def asked(paper_id: str, count: int = 1, layout: Format | None = None, **changes: Any) -> PaperRequest:
    request = sample_request(paper(paper_id), layout, count, draft=False)
    facts = {**request.facts, **changes.pop("facts", {})}
    facts = {name: value for name, value in facts.items() if value is not None}
    return replace(request, facts=facts, **changes)


def said(request: PaperRequest) -> str:
    return all_text(compose(request).docx)


def refused(request: PaperRequest) -> RenderError:
    with pytest.raises(RenderError) as caught:
        compose(request)
    return caught.value


# --- every paper --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("known", "layout", "pilots"), MADE, ids=lambda value: getattr(value, "id", str(value)))
def test_every_paper_is_made_from_its_facts_and_says_them(known: Paper, layout: Format, pilots: int) -> None:
    letter = compose(sample_request(known, layout, pilots, draft=False))
    text = all_text(letter.docx)
    assert "{{" not in text
    assert "{%" not in text
    document = Document(io.BytesIO(letter.docx))
    assert letter.title in [paragraph.text.replace("\n", "") for paragraph in document.paragraphs]
    assert "2026年3月5日" in text
    if known.about is not About.NONE:
        assert all(pilot.name in text for pilot in PILOTS[:pilots])
    assert letter.version
    assert letter.template == known.template_name(layout)


@pytest.mark.parametrize(("known", "layout", "pilots"), MADE[::5], ids=lambda value: getattr(value, "id", str(value)))
def test_the_same_request_gives_the_same_bytes(known: Paper, layout: Format, pilots: int) -> None:
    request = sample_request(known, layout, pilots)
    assert compose(request) == compose(request)


# --- D05 上报函 ---------------------------------------------------------------------------------------------------


def test_the_report_upward_names_the_article_the_review_and_the_pilot() -> None:
    text = said(asked("D05"))
    assert (
        "根据《社会管理和公共服务综合标准化试点细则（试行）》（国标委服务联〔2013〕61号，以下简称《细则》）第十二条的规定"
        in text
    )
    assert (
        "我办于2026年3月5日组织省民政厅、省教育厅等成员单位对武汉市江汉区行政审批局承担的“政务服务综合标准化试点”的试点申请进行了统一审核。"
        in text
    )
    assert "抄送：湖北省人民政府。" in text
    assert "附件：“政务服务综合标准化试点”申请书" in text


@pytest.mark.parametrize("copies", [(), ("湖北省民政厅",), ("武汉市人民政府",)])
def test_without_a_copy_to_the_provincial_government_nothing_is_reported_upward(copies: tuple[str, ...]) -> None:
    error = refused(asked("D05", copies_to=copies))
    assert error.code == "detail-missing"
    assert "第十二条" in error.message
    assert "copies_to" in error.places


def test_the_report_upward_goes_to_the_ministries_and_comes_from_the_province() -> None:
    assert "部级联席办公室" in refused(asked("D05", addressees=("湖北省民政厅",))).message
    assert "省级联席办公室" in refused(asked("D05", signatory="国家标准化管理委员会")).message


def test_a_province_s_own_pilots_are_not_reported_upward() -> None:
    assert refused(asked("D05", programme=HUBEI)).code == "detail-wrong"


# --- lists of pilots ----------------------------------------------------------------------------------------------


def test_up_to_three_pilots_stand_in_the_sentence() -> None:
    text = said(asked("D10", count=3))
    named = [f"{pilot.unit}承担的“{pilot.name}”" for pilot in PILOTS[:3]]
    assert f"对{named[0]}、{named[1]}和{named[2]}进行评估" in text
    assert "附件" not in text


def test_more_pilots_stand_in_a_list_on_a_page_of_its_own_none_left_out() -> None:
    many = tuple(replace(PILOTS[0], name=f"第{n}个试点") for n in range(1, 121))
    letter = compose(replace(asked("D05", count=5), pilots=many))
    assert "等120个试点（名单见附件1）" in all_text(letter.docx)
    rows = cells_of(letter.docx)
    assert rows[0] == ["序号", "试点名称", "承担单位", "保证单位", "试点期限"]
    assert [row[1] for row in rows[1:]] == [pilot.name for pilot in many]
    written = paragraphs_of(letter.docx)
    assert "附件：1.试点申请汇总表" in written
    assert "2.试点申请书（120份）" in written
    at = written.index("附件1")
    assert written[at : at + 3] == ["附件1", "", "试点申请汇总表"]


def test_a_single_enclosure_is_not_numbered() -> None:
    written = paragraphs_of(compose(asked("D13", count=5)).docx)
    assert "附件：试点合格单位名单" in written
    assert "附件" in written


# --- days that follow from others ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paper_id", "issued", "words"),
    [
        ("D20", date(2024, 2, 29), "自2024年2月29日起至2026年2月28日止的两年内"),
        ("D14", date(2025, 8, 31), "请试点单位于2026年2月28日前完成整改"),
        ("D13", date(2024, 2, 29), "有效期自2024年2月29日起，至2027年2月28日止"),
    ],
)
def test_terms_are_reckoned_in_calendar_months(paper_id: str, issued: date, words: str) -> None:
    request = asked(paper_id, issued_on=issued, facts={"banned_until": None, "due_on": None, "valid_until": None})
    assert words in said(request)


def test_a_recheck_is_to_be_finished_three_months_after_receipt() -> None:
    assert "于2026年5月28日前完成复查工作" in said(asked("D22", facts={"received_on": "2026-02-28", "finish_by": None}))


@pytest.mark.parametrize(
    ("paper_id", "facts", "told"),
    [
        ("D05", {"reviewed_on": "2026-03-06"}, "审核日期2026年3月6日晚于成文日期2026年3月5日"),
        ("D14", {"due_on": "2026-03-04"}, "整改期限2026年3月4日早于成文日期2026年3月5日"),
        (
            "D15",
            {"first_failed_on": "2026-02-21"},
            "再次评估不合格日期2026年2月20日早于首次评估不合格日期2026年2月21日",
        ),
        ("D08", {"running_since": "2025-09-06"}, "晚于收到日期前6个月即2025年9月5日"),
        ("D05", {"reviewed_on": "5.3.2026"}, "应为日期"),
        ("D05", {"reviewd_on": "2026-03-01"}, "是否为“reviewed_on”"),
        ("D07", {"period": {"start": "2026-03-05", "end": "2026-03-01"}}, "早于起始日期"),
        ("D16", {"incident": "下雨"}, "之一"),
    ],
)
def test_a_fact_that_cannot_be_is_told_with_its_place(paper_id: str, facts: dict[str, Any], told: str) -> None:
    error = refused(asked(paper_id, facts=facts))
    assert error.code == "detail-wrong"
    assert told in error.message
    assert set(error.places) <= {*facts, "second_failed_on"}


def test_everything_that_is_missing_is_told_at_once() -> None:
    error = refused(asked("D05", facts={"reviewed_on": None, "reviewers": " "}))
    assert error.code == "detail-missing"
    assert set(error.places) == {"reviewed_on", "reviewers"}
    assert "“审核日期”、“审核单位”" in error.message


# --- groups -------------------------------------------------------------------------------------------------------


def members(*categories: str, leaders: int = 1) -> list[dict[str, str]]:
    return [
        {"name": f"专家{n}", "unit": "某院", "category": category, "duty": "组长" if n < leaders else "成员"}
        for n, category in enumerate(categories)
    ]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (members("标准化专家", *["行业专家"] * 4), "应不少于2人，名单中有1人"),
        (members("标准化专家", "标准化专家", *["行业专家"] * 5), "应不少于3人，名单中有2人"),
        (members("标准化专家", "标准化专家", "管理人员", leaders=0), "没有组长"),
        (members("标准化专家", "标准化专家", "管理人员", leaders=2), "名单中有2名"),
        (members("标准化专家", "标准化专家") * 2, "名单中有2名"),
    ],
)
def test_a_group_that_the_rules_do_not_allow_is_refused(rows: list[dict[str, str]], told: str) -> None:
    assert told in refused(asked("D10", facts={"members": rows})).message


def test_for_a_recheck_no_share_of_standardization_experts_is_asked() -> None:
    rows = members("标准化专家", *["行业专家"] * 4)
    assert "专家4" in said(asked("D24", facts={"members": rows}))


# --- refusals rest on articles ------------------------------------------------------------------------------------


def test_each_reason_of_a_refusal_has_its_article() -> None:
    text = said(asked("D04"))
    assert "1.承担单位不能独立承担法律责任（依据：《细则》第九条第（三）项）。" in text
    for article in ("", "工作惯例", "第九十九条"):
        error = refused(asked("D04", facts={"reasons": [{"reason": "不符", "article": article}]}))
        assert error.code == "detail-wrong"
        assert "第1行" in error.message


def test_a_sanction_without_an_article_cannot_be_defined() -> None:
    from forms.law import Practice

    with pytest.raises(ValueError, match="without an article"):
        replace(paper("D20"), basis=(Practice("惯例"),))


# --- drafts and final papers --------------------------------------------------------------------------------------


def test_a_draft_may_lack_number_and_date() -> None:
    text = said(asked("D05", draft=True, number=None, issued_on=None))
    assert "〔2026〕　号" in text
    assert "年　月　日" in text


@pytest.mark.parametrize(
    ("changes", "code", "place"),
    [
        ({"number": None}, "detail-missing", "number"),
        ({"number": "鄂市监标函〔2026〕012号"}, "detail-wrong", "number"),
        ({"number": "鄂市监标函2026第12号"}, "detail-wrong", "number"),
        ({"issued_on": None}, "detail-missing", "issued_on"),
        ({"issued_on": date(2026, 3, 6)}, "detail-wrong", "issued_on"),
        ({"pilots": (replace(PILOTS[0], unconfirmed=("承担单位",)),)}, "value-unconfirmed", "pilots[0]"),
        ({"pilots": (replace(PILOTS[0], name="XXXX综合标准化试点"),)}, "detail-wrong", "pilots[0]"),
        ({"contact": "___"}, "detail-wrong", "contact"),
        ({"facts": {"opinion": "201X年同意"}}, "detail-wrong", "opinion"),
    ],
)
def test_what_a_draft_may_have_a_final_paper_may_not(changes: dict[str, Any], code: str, place: str) -> None:
    error = refused(asked("D05", **changes))
    assert (error.code, list(error.places)) == (code, [place])
    compose(asked("D05", **{**changes, "draft": True}))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"paper": "D99"}, "kind-unknown"),
        ({"paper": "D11"}, "paper-is-form"),
        ({"issuer": " "}, "detail-missing"),
        ({"signatory": ""}, "detail-missing"),
        ({"addressees": (" ",)}, "detail-missing"),
        ({"pilots": ()}, "detail-missing"),
        ({"pilots": (replace(PILOTS[0], unit=""),)}, "detail-missing"),
        ({"layout": Format.DOCUMENT}, "detail-wrong"),
        ({"type": DocumentType.NOTICE}, "detail-wrong"),
        ({"signatory": PILOTS[0].unit}, "detail-wrong"),
    ],
)
def test_a_paper_that_cannot_be_right_is_refused(changes: dict[str, Any], code: str) -> None:
    assert refused(asked("D05", **changes)).code == code


def test_a_paper_about_one_pilot_is_not_made_for_two() -> None:
    assert "分别生成" in refused(replace(asked("D20"), pilots=PILOTS[:2])).message


# --- head and foot ------------------------------------------------------------------------------------------------


def test_the_seal_of_another_office_is_named_below_the_signatory() -> None:
    written = [line.strip("　") for line in paragraphs_of(compose(asked("D05", seal_owner="省市场监管局")).docx)]
    at = written.index("（省市场监管局代章）")
    assert written[at + 1] == "2026年3月5日"


def test_a_document_has_its_red_head_and_its_imprint() -> None:
    written = paragraphs_of(compose(asked("D06")).docx)
    assert written[0] == "国家标准化管理委员会文件"
    assert "国家标准化管理委员会\t2026年3月5日印发" in written


def test_another_type_brings_its_own_closing() -> None:
    assert "特此通知。" in said(asked("D15"))
    decided = said(asked("D15", type=DocumentType.DECISION))
    assert "特此" not in decided
    assert "的决定" in decided


def test_a_province_goes_by_analogy_in_its_own_pilots() -> None:
    request = asked("D15", programme=HUBEI, signatory="湖北省社会管理和公共服务标准化联席会议办公室")
    assert "参照《社会管理" in said(request)


def test_another_call_s_notice_is_not_cited() -> None:
    assert "鄂质监标函〔2016〕76号" not in said(asked("D00", programme=NATIONAL))


def test_a_traditional_paper_converts_our_words_and_no_name() -> None:
    pilot = replace(PILOTS[0], unit="武漢市江漢區行政審批局", name="范县里水镇试点")
    text = said(asked("D05", script="hant", pilots=(pilot,)))
    assert "武漢市江漢區行政審批局承擔的“范县里水镇试点”" in text
    assert "抄送：湖北省人民政府" in text
    assert "現將試點申請材料上報" in text


# --- wording ------------------------------------------------------------------------------------------------------


def test_the_unit_itself_is_addressed_as_such_and_others_read_its_name() -> None:
    assert "决定终止你单位承担的“政务服务综合标准化试点”的试点任务" in said(asked("D16"))
    assert "决定撤销武汉市江汉区行政审批局承担的“政务服务综合标准化试点”的试点资格" in said(asked("D15"))


def test_an_extension_ends_later_than_the_term_it_extends() -> None:
    assert "不晚于原定的2028年3月" in refused(asked("D06a", facts={"new_end": "2028-03-31"})).message
    assert "截止日期延长至2028年4月1日" in said(asked("D06a", facts={"new_end": "2028-04-01"}))


def test_a_late_application_is_refused_by_an_article_that_speaks_of_being_late() -> None:
    assert "逾期不再受理。" in said(asked("D02n"))
    assert refused(asked("D02n", facts={"ground": "第九条"})).code == "ground-missing"
    assert refused(asked("D02n", facts={"deadline": "2026-03-05"})).code == "ground-missing"


def test_the_article_of_analogy_itself_is_not_gone_by_by_analogy() -> None:
    assert "根据《社会管理和公共服务综合标准化试点细则（试行）》" in said(asked("D06p"))


def test_words_for_national_pilots_do_not_stand_in_a_province_s_own() -> None:
    office = "湖北省社会管理和公共服务标准化联席会议办公室"
    assert "报部级联席办公室" in said(asked("D17"))
    assert "部级联席办公室" not in said(asked("D17", programme=HUBEI, signatory=office, copies_to=()))


def test_two_sets_are_told_as_official_text_does() -> None:
    assert "（一式两份）" in said(asked("D12"))


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"script": "latin"}, "script"),
        ({"issued_on": date(9999, 12, 31)}, "issued_on"),
        ({"facts": {"reviewed_on": "0001-01-01"}}, "reviewed_on"),
    ],
)
def test_what_no_paper_can_say_is_refused_by_name(changes: dict[str, Any], place: str) -> None:
    assert list(refused(asked("D05", draft=True, **changes)).places) == [place]


@pytest.mark.parametrize("known", [p for p in PAPERS if Format.FORM not in p.formats], ids=lambda p: p.id)
def test_a_request_kept_as_json_gives_the_same_paper_again(known: Paper) -> None:
    request = sample_request(known, pilots=2, draft=False)
    kept = json.loads(json.dumps(request_to_json(request)))
    assert compose(request_from_json(kept)) == compose(request)


def test_days_and_articles_are_kept_as_they_are_told() -> None:
    rows = [
        {"reason": "不符", "article": HUBEI_2016.part("第四部分第3项")},
        {"reason": "不符", "article": RULES.art(9, item=3)},
    ]
    request = asked("D04", facts={"reviewed_on": date(2026, 3, 1), "reasons": rows})
    kept = request_to_json(request)
    assert kept["facts"]["reviewed_on"] == "2026-03-01"
    assert [row["article"] for row in kept["facts"]["reasons"]] == [
        "鄂质监标函〔2016〕76号第四部分第3项",
        "第九条第（三）项",
    ]
    assert compose(request_from_json(kept)) == compose(request)


def test_an_approval_names_the_paper_that_it_answers() -> None:
    text = said(asked("D06p", type=DocumentType.APPROVAL))
    assert "你单位《关于推荐试点项目的函》（襄市监函〔2026〕3号）收悉。经研究，现批复如下：" in text
    assert "此复。" in text
    assert "所答复的来文" in refused(asked("D06p", type=DocumentType.APPROVAL, facts={"incoming": None})).message
    assert "收悉" not in said(asked("D06p", facts={"incoming": None}))


def test_a_recommendation_says_how_many_sets_the_call_asks_for() -> None:
    assert "试点申报材料（一式四份）推荐上报" in said(asked("D01", programme=HUBEI))
    assert "试点申报材料推荐上报" in said(asked("D01"))
