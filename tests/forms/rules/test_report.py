from dataclasses import replace
from datetime import date

import pytest

from forms.outside import OutsideFacts
from forms.programme import HUBEI, NATIONAL, PROVINCIAL
from forms.rules.report import STEPS
from forms.rules.rule import Verdict
from tests.forms.papers import NOT_PRINTED, codes, judged, paper, ruled
from tests.forms.records import answer, blank, unread

ATTACHED = OutsideFacts(score_sheet_attached=True, standards_list_attached=True)


def test_r20_holds_for_a_score_with_its_sheet_and_plan():
    assert ruled("R20", paper(3), facts=ATTACHED).verdict is Verdict.HOLDS


@pytest.mark.parametrize("slot", ["score", "evaluation_basis"])
def test_r20_only_warns_of_a_score_or_basis_that_is_missing(slot):
    assert codes(paper(3, **{slot: blank()})) == [("field-missing", "warn", f"fields.{slot}")]


@pytest.mark.parametrize("slot", ["score", "evaluation_basis"])
@pytest.mark.parametrize("value", [NOT_PRINTED, unread()])
def test_r20_cannot_tell_of_what_is_not_printed_or_not_readable(slot, value):
    assert ruled("R20", paper(3, **{slot: value}), facts=ATTACHED).verdict is Verdict.CANNOT_TELL


def test_r20_warns_of_a_sheet_that_is_known_not_to_be_attached():
    found = codes(paper(3), facts=replace(ATTACHED, score_sheet_attached=False))
    assert found == [("score-sheet-missing", "warn", None)]
    assert ruled("R20", paper(3)).verdict is Verdict.CANNOT_TELL


SHEET = replace(NATIONAL, score_total=100, pass_mark=80)


@pytest.mark.parametrize(
    ("score", "code"), [(100, []), (100.5, ["score-range"]), (0, ["score-conclusion"]), (-1, ["score-range"])]
)
def test_r20_warns_of_a_score_beyond_the_sheet(score, code):
    assert [b.code for b in ruled("R20", paper(3, score=score), SHEET, facts=ATTACHED).breaches] == code


@pytest.mark.parametrize(
    ("score", "conclusion", "agrees"),
    [(80, "合格", True), (79.5, "合格", False), (79, "不合格", True), (80, "不合格", False)],
)
def test_r20_warns_of_a_conclusion_against_the_pass_mark(score, conclusion, agrees):
    found = codes(paper(3, score=score, conclusion=conclusion), SHEET)
    assert found == ([] if agrees else [("score-conclusion", "warn", "fields.conclusion")])


def test_r20_knows_neither_total_nor_pass_mark_until_the_sheet_is_issued():
    assert (NATIONAL.score_total, NATIONAL.pass_mark) == (None, None)
    assert codes(paper(3, score=1000, conclusion="不合格")) == []
    assert codes(paper(3, score="九十二分")) == []


@pytest.mark.parametrize("slot", [slot for slot, _ in STEPS])
def test_r21_warns_of_each_of_the_eight_steps_that_is_missing(slot):
    for value in (blank(), answer({"answer": False, "text": "未开展"}, "未开展")):
        assert codes(paper(3, **{slot: value})) == [("procedure-step-missing", "warn", f"fields.{slot}")]


def test_r21_cites_the_item_of_the_step():
    (found,) = judged(paper(3, procedure_satisfaction_survey=blank()))
    assert (found.rule, found.basis) == ("R21", "第二十一条第（五）项")
    assert "“随机调查公众满意程度”" in found.message


def test_r21_holds_for_all_eight_and_cannot_tell_what_is_not_printed_or_undecided():
    assert ruled("R21", paper(3)).verdict is Verdict.HOLDS
    assert len(STEPS) == 8
    for value in (NOT_PRINTED, unread(), answer({"answer": None, "text": "略"}, "略", "choice-unclear")):
        assert ruled("R21", paper(3, procedure_scoring=value)).verdict is Verdict.CANNOT_TELL


def test_r15_1_warns_where_the_list_of_standards_is_known_to_be_missing():
    assert codes(paper(3), facts=OutsideFacts(standards_list_attached=False)) == [
        ("standards-list-missing", "warn", None)
    ]
    assert ruled("R15.1", paper(3), facts=ATTACHED).verdict is Verdict.HOLDS
    assert ruled("R15.1", paper(3)).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("标准覆盖率达到80%。", Verdict.HOLDS),
        ("标准对主要事项的覆盖率为７９.９％", Verdict.BROKEN),
        ("标准覆盖率由40%提升，现覆盖率达92%。", Verdict.HOLDS),
        ("公众满意度达到70%。", Verdict.CANNOT_TELL),
    ],
)
def test_h4_looks_for_the_coverage_that_the_report_states(said, verdict):
    assert ruled("H4", paper(3, overview=said), HUBEI).verdict is verdict
    expected = [("coverage-low", "warn", "fields.overview")] if verdict is Verdict.BROKEN else []
    assert codes(paper(3, overview=said), HUBEI) == expected
    assert codes(paper(3, overview=said), PROVINCIAL) == []


def rechecked(start, end):
    return paper(6, rechecked_on={"start": start, "end": end}, blocks=(), reported_on="2019-07-01")


@pytest.mark.parametrize(
    ("start", "end", "verdict"),
    [
        ("2019-05-08", "2019-05-08", Verdict.HOLDS),
        ("2019-05-08", "2019-05-09", Verdict.HOLDS),
        ("2019-05-31", "2019-06-01", Verdict.HOLDS),
        ("2019-05-08", "2019-05-10", Verdict.BROKEN),
        ("2019-05-09", "2019-05-08", Verdict.BROKEN),
        ("2019-05", "2019-05", Verdict.CANNOT_TELL),
        ("2019-05", "2019-06", Verdict.CANNOT_TELL),
        ("2019-04", "2019-06", Verdict.BROKEN),
    ],
)
def test_r34_2_asks_for_one_or_two_days(start, end, verdict):
    outcome = ruled("R34.2", rechecked(start, end))
    assert outcome.verdict is verdict
    assert all((b.code, b.severity) == ("recheck-days", "warn") for b in outcome.breaches)


def test_r34_2_cannot_tell_without_the_days():
    assert ruled("R34.2", paper(6, rechecked_on=blank())).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(("day", "verdict"), [(7, Verdict.HOLDS), (8, Verdict.HOLDS), (9, Verdict.BROKEN)])
def test_r34_3_asks_that_the_material_is_evaluated_before_the_visit(day, verdict):
    facts = OutsideFacts(material_evaluated_on=date(2019, 5, day))
    outcome = ruled("R34.3", paper(6), facts=facts)
    assert outcome.verdict is verdict
    assert all((b.code, b.severity) == ("material-after-visit", "block") for b in outcome.breaches)


def test_r34_3_is_silent_while_the_day_is_not_known():
    assert ruled("R34.3", paper(6)).verdict is Verdict.CANNOT_TELL
    assert codes(paper(6)) == []


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("申请材料不符合要求。", True),
        ("自检报告不完整，须补充。", True),
        ("材料齐全，未发现不符合要求的情况。", False),
        ("符合要求", False),
    ],
)
def test_r34_3_asks_about_a_visit_although_the_material_seems_unfit(said, asked):
    found = codes(paper(6, material_evaluation=said))
    assert found == ([("material-unfit", "warn", "fields.material_evaluation")] if asked else [])
    assert codes(paper(6, material_evaluation=said, spot_check=NOT_PRINTED))[:1] != found or not asked


POINTS = ["document_review", "spot_check", "mechanism", "plan_implementation", "system_operation"]


@pytest.mark.parametrize("slot", [*POINTS, "staff_awareness_and_satisfaction"])
def test_r34_4_warns_of_each_point_that_is_not_written(slot):
    assert codes(paper(6, **{slot: blank()})) == [("recheck-content-missing", "warn", f"fields.{slot}")]
    assert ruled("R34.4", paper(6, **{slot: unread()})).verdict is Verdict.CANNOT_TELL
    assert ruled("R34.4", paper(6, **{slot: NOT_PRINTED})).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize("slot", ["problems", "conclusion"])
def test_r34_5_warns_of_a_recheck_without_conclusion_or_talk_with_the_unit(slot):
    found = judged(paper(6, **{slot: blank()}))
    assert [(f.code, f.severity, f.where, f.rule) for f in found] == [
        ("recheck-content-missing", "warn", f"fields.{slot}", "R34.5")
    ]
    assert ruled("R34.5", paper(6, **{slot: NOT_PRINTED})).verdict is Verdict.CANNOT_TELL


def test_the_points_hold_for_a_complete_report():
    assert {ruled(rule, paper(6)).verdict for rule in ("R34.2", "R34.4", "R34.5")} == {Verdict.HOLDS}


def test_x3_compares_a_report_with_its_visit_and_its_signatures():
    assert codes(paper(6, reported_on="2019-05-08")) == [("date-order", "warn", "fields.reported_on")]
    early = paper(3, evaluated_on={"start": "2018-05-10", "end": "2018-05-11"})
    assert codes(early) == [("date-order", "warn", "blocks[0].date")]
