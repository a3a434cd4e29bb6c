"""附件3 and 附件6 say what was recorded and nothing else, and come back from their own paper as they were made."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from docx import Document

from extract.reading import read
from forms.programme import programme
from forms.record import Answer, Record
from forms.registry import form
from forms.schema import values_of
from render.errors import RenderError
from render.reports.needs import schema
from render.reports.report import Report, ReportRequest, make_report
from tests.render.words import all_text, cells_of

NATIONAL = programme("national")
TODAY = date(2026, 9, 20)
REPORT_3, REPORT_6 = "annex3-evaluation-report", "annex6-recheck-report"
PILOT, UNIT = "江汉区政务服务综合标准化试点", "武汉市江汉区行政审批局"
MEMBERS = (
    ("陈立新", "湖北省标准化与质量研究院", "研究员", "标准化", "组长"),
    ("李桂芳", "武汉大学", "教授", "行业", "成员"),
    ("周明", "中国标准化研究院", "研究员", "标准化", "成员"),
    ("吴晓东", "湖北省民政厅", "处长", "管理", "成员"),
    ("郑海燕", "湖北经济学院", "副教授", "行业", "成员"),
)
STEPS = (
    "announcement",
    "briefing",
    "documents",
    "site_visit",
    "satisfaction_survey",
    "scoring",
    "conclusion",
    "feedback",
)


def group(count: int = 5) -> list[dict[str, Any]]:
    columns = ("name", "unit", "position_or_title", "expertise", "group_role")
    return [dict(zip(columns, member, strict=True)) for member in MEMBERS[:count]]


def visit(**changed: Any) -> dict[str, Any]:
    """What was recorded at an evaluation."""
    return {
        "organizing_unit": "湖北省社会管理和公共服务标准化工作联席会议办公室",
        "evaluated_on": {"start": "2026-09-10", "end": "2026-09-11"},
        "group": group(),
        **{f"procedure_{step}": "是" for step in STEPS},
        "procedure_announcement": "是，9月10日上午召开首次会议，宣布评估组成员名单。",
        "evaluation_basis": "江汉区政务服务综合标准化试点评估方案",
        "public_satisfaction": {"percent": 96.5, "sample": 120},
        "score": 91.5,
        "overview": "标准体系结构合理，覆盖政务服务主要事项。\n标准实施有记录，改进有依据。",
        "problems": "标准实施检查记录不够完整。",
        "suggestions": "完善检查记录，按季度评价标准实施情况。",
        "conclusion": "合格",
        "reported_on": "2026年9月15日",
        **changed,
    }


def recheck(**changed: Any) -> dict[str, Any]:
    return {
        "organizing_unit": "湖北省社会管理和公共服务标准化工作联席会议办公室",
        "rechecked_on": "2026年9月10日至2026年9月11日",
        "group": group(),
        "material_evaluation": "申请材料齐全，内容完整。",
        "document_review": "标准体系文件现行有效。",
        "spot_check": "抽查窗口3个，查阅记录20份，提问工作人员6人。",
        "mechanism": "运行机制健全，每年评价一次。",
        "plan_implementation": "年度工作计划已经落实。",
        "system_operation": "标准体系持续改进，修订标准12项。",
        "staff_awareness_and_satisfaction": "全员参加培训，公众满意度为97%。",
        "problems": "个别岗位标准更新不及时，已与单位沟通。",
        "conclusion": "合格",
        "reported_on": "2026-09-15",
        **changed,
    }


def application(form_id: str, pilot: str = PILOT, unit: str = UNIT, **fields: Answer) -> Record:
    said = {"pilot_name": Answer(pilot, pilot), "unit_name": Answer(unit, unit), **fields}
    return Record(form_id, "national", fields=said)


EVALUATION = application("annex2-evaluation-application")
RECHECK = (application("annex4-recheck-self-inspection"), application("annex5-recheck-application"))


def evaluation(facts: dict[str, Any], *records: Record, script: str = "hans") -> Report:
    return make_report(ReportRequest(REPORT_3, records or (EVALUATION,), facts, NATIONAL, TODAY, script=script))


def rechecked(facts: dict[str, Any], *records: Record) -> Report:
    return make_report(ReportRequest(REPORT_6, records or RECHECK, facts, NATIONAL, TODAY))


def refused(facts: dict[str, Any], *records: Record) -> RenderError:
    with pytest.raises(RenderError) as error:
        evaluation(facts, *records)
    return error.value


def read_again(report: Report) -> Record:
    found = read(report.docx, "report.docx", programme=NATIONAL, on=TODAY)[0].record
    assert found is not None
    return found


@pytest.mark.parametrize("made", [lambda: evaluation(visit()), lambda: rechecked(recheck())], ids=["附件3", "附件6"])
def test_the_made_report_reads_as_the_record_it_states(made: Any) -> None:
    report = made()
    found = read_again(report)
    assert (found.form, found.edition) == (report.record.form, report.record.edition)
    assert values_of(replace(found, extra=())) == values_of(report.record)
    assert [slot for slot, answer in found.fields.items() if answer.needs_review] == []
    marks = {(block.signature.present, block.seal.present, block.opinion.value) for block in found.blocks}
    assert marks == {(False, False, None)}


def test_pilot_and_unit_come_from_the_application_and_the_places_are_told() -> None:
    report = evaluation(visit())
    assert report.record.value("pilot_name") == PILOT
    assert report.record.value("lead_unit") == UNIT
    assert report.used == (
        "annex2-evaluation-application:fields.pilot_name",
        "annex2-evaluation-application:fields.unit_name",
    )


def test_nothing_is_signed_sealed_or_answered_that_nobody_gave() -> None:
    report = evaluation(visit())
    document = Document(io.BytesIO(report.docx))
    assert len(document.inline_shapes) == 0
    assert "评估地点：\n" in all_text(report.docx) + "\n"
    assert [row[-1] for row in cells_of(report.docx) if row[1:2] == ["陈立新"]] == [""]
    assert all(block.empty for block in report.record.blocks)


def test_every_missing_answer_is_named_at_once_by_label_and_place() -> None:
    told = refused({"group": [{"name": "陈立新", "group_role": "组长"}], "score": ""})
    required = {
        slot for field in form(REPORT_3, "national").fields() if field.required is True for slot in field.ids
    } - {"pilot_name", "lead_unit"}
    rows = {f"group[0].{column}" for column in ("unit", "position_or_title", "expertise")}
    assert told.code == "detail-missing"
    assert set(told.places) == required | rows
    assert "“评估得分”" in told.message
    assert "“第1行工作单位”" in told.message


def test_a_group_without_members_is_missing() -> None:
    told = refused(visit(group=[]))
    assert set(told.places) == {"group"}


@pytest.mark.parametrize(
    ("leaders", "code", "words"), [(0, "detail-missing", "“组长”"), (2, "detail-wrong", "2名组长")]
)
def test_a_group_has_one_leader(leaders: int, code: str, words: str) -> None:
    members = [{**member, "group_role": "组长" if n < leaders else "成员"} for n, member in enumerate(group())]
    told = refused(visit(group=members))
    assert (told.code, set(told.places)) == (code, {"group"})
    assert words in told.message


@pytest.mark.parametrize(
    ("slot", "given"),
    [
        ("score", "九十多分"),
        ("evaluated_on", "2026年9月31日"),
        ("evaluated_on", {"start": "2026-09-10", "end": None}),
        ("conclusion", "基本合格"),
        ("public_satisfaction", {"percent": 140, "sample": 10}),
        ("procedure_scoring", "见附表"),
        ("reported_on", "20XX年X月X日"),
        ("reported_on", 20260915),
        ("overview", ["好"]),
        ("pilot_name", "长" * 101),
        ("nobody_asks", "x"),
    ],
)
def test_a_fact_that_is_no_answer_of_its_slot_is_refused_at_its_place(slot: str, given: Any) -> None:
    told = refused(visit(**{slot: given}))
    assert told.code == "detail-wrong"
    assert set(told.places) == {slot}


@pytest.mark.parametrize("form_id", [REPORT_3, REPORT_6])
def test_the_schema_of_the_facts_names_what_a_report_is_refused_without(form_id: str) -> None:
    told = schema(form(form_id, "national"))
    with pytest.raises(RenderError) as refusal:
        make_report(ReportRequest(form_id, (EVALUATION,) if form_id == REPORT_3 else RECHECK, {}, NATIONAL, TODAY))
    assert set(told["required"]) == set(refusal.value.places)
    assert "signature" not in told["properties"]["group"]["items"]["properties"]
    facts = visit() if form_id == REPORT_3 else recheck()
    assert set(facts) <= set(told["properties"])


def test_what_is_missing_and_what_is_wrong_are_told_together() -> None:
    told = refused(visit(score="很高", problems=" "))
    assert set(told.places) == {"score", "problems"}
    assert "“存在问题”" in told.message
    assert "“评估得分”" in told.message


def test_a_signature_is_never_written_by_the_program() -> None:
    members = [{**group()[0], "signature": "陈立新"}, *group()[1:]]
    assert set(refused(visit(group=members)).places) == {"group[0].signature"}


def test_a_value_nobody_has_confirmed_is_not_copied() -> None:
    unsure = application("annex2-evaluation-application", pilot_name=Answer(PILOT, PILOT, 0.6, True))
    told = refused(visit(), unsure)
    assert (told.code, set(told.places)) == ("value-unconfirmed", {"pilot_name"})


def test_applications_that_differ_want_the_officers_word() -> None:
    other = application("annex5-recheck-application", unit="武汉市江汉区政务服务中心")
    with pytest.raises(RenderError) as told:
        rechecked(recheck(), RECHECK[0], other)
    assert set(told.value.places) == {"unit_name"}
    decided = rechecked(recheck(unit_name="武汉市江汉区政务服务中心"), RECHECK[0], other)
    assert decided.record.value("unit_name") == "武汉市江汉区政务服务中心"


def test_a_stated_name_that_no_application_bears_is_refused() -> None:
    assert set(refused(visit(pilot_name="别的试点")).places) == {"pilot_name"}


def test_a_recheck_report_needs_both_applications() -> None:
    with pytest.raises(RenderError, match="附件5"):
        rechecked(recheck(), RECHECK[0])
    with pytest.raises(RenderError, match="不由“annex1-application”生成"):
        evaluation(visit(), application("annex1-application"))
    with pytest.raises(RenderError, match="kind-unknown"):
        make_report(ReportRequest("annex1-application", (), {}, NATIONAL, TODAY))


def test_a_traditional_report_keeps_names_as_they_were_written() -> None:
    members = [{**group()[0], "name": "陳立新", "unit": "臺灣大學"}, *group()[1:]]
    said = application("annex2-evaluation-application", pilot_name=Answer(PILOT, "江漢區政務服務綜合標準化試點"))
    report = evaluation(visit(group=members), said, script="hant")
    text = all_text(report.docx)
    assert "社會管理" in text
    assert "江漢區政務服務綜合標準化試點" in text
    assert any("陳立新" in row and "臺灣大學" in row for row in cells_of(report.docx))
    assert read_again(report).value("pilot_name") == PILOT


def test_a_name_that_conversion_could_change_is_printed_as_it_was_stated() -> None:
    members = [{**group()[0], "name": "於志強"}, *group()[1:]]
    report = evaluation(visit(group=members))
    assert any("於志強" in row for row in cells_of(report.docx))


def test_the_rules_speak_before_the_report_is_signed_and_not_of_signatures() -> None:
    few = evaluation(visit(group=group(2), score=0))
    codes = {finding.code for finding in few.findings}
    assert "group-size" in codes
    assert not any(
        "blocks" in (finding.where or "") or "signature" in (finding.where or "") for finding in few.findings
    )
    assert evaluation(visit()).findings == ()


def test_any_text_stands_in_the_report_as_it_was_given() -> None:
    odd = "甲 & <乙> {{ 局 }} “引号” 𠮷喆镕 {% for %}"
    report = evaluation(visit(overview=odd, problems="一\n二\n三"))
    assert odd in all_text(report.docx)
    assert read_again(report).value("problems") == "一\n二\n三"


def test_the_same_request_makes_the_same_bytes() -> None:
    assert evaluation(visit()).docx == evaluation(visit()).docx


ODD: tuple[Any, ...] = (
    float("nan"), float("inf"), -1, 10**30, True, [], [1], {}, {"start": 1}, {"percent": None, "sample": -1},
    {"answer": "maybe"}, {"answer": True, "text": 3}, "\ud7ff\x07", "√", "□合格 □不合格", "0" * 5_000, "𠮷" * 5_000,
)  # fmt: skip


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:20])
@pytest.mark.parametrize("form_id", [REPORT_3, REPORT_6])
def test_whatever_is_given_the_report_states_it_or_names_its_place(form_id: str, odd: Any) -> None:
    shape, papers = form(form_id, "national"), (EVALUATION,) if form_id == REPORT_3 else RECHECK
    good = visit() if form_id == REPORT_3 else recheck()
    for slot in [*shape.kinds(), "group", "name", "expertise", "phone", "sequence"]:
        in_group = slot in ("name", "expertise", "phone", "sequence")
        facts = good | ({"group": [group()[0] | {slot: odd}, *group()[1:]]} if in_group else {slot: odd})
        assert told_at(ReportRequest(form_id, papers, facts, NATIONAL, TODAY), slot) in (
            "stated",
            {f"group[0].{slot}" if in_group else slot},
        )


def told_at(request: ReportRequest, slot: str) -> str | set[str]:
    """The places a request is refused at; ``stated`` where the report is made and its record has an answer there."""
    try:
        made = make_report(request)
    except RenderError as error:
        return set(error.places)
    held = made.record.fields.get(slot) or made.record.rows["group"][0][slot]
    return "stated" if held.raw.strip() or held.value is None else "empty"
