from dataclasses import replace
from datetime import date

import pytest

from forms.check import check, check_package, verdicts_on
from forms.finding import Severity
from forms.outside import NONE, OutsideFacts, Task
from forms.pilot import Package
from forms.programme import NATIONAL
from forms.rules.rule import Scope, Verdict
from tests.forms.papers import (
    ANNEX_2,
    CODE,
    FORMS,
    NOT_PRINTED,
    ON,
    PILOT,
    codes,
    companion,
    empty_sign_block,
    judged,
    member,
    paper,
    sign_block,
)
from tests.forms.records import UNIT, answer, blank, record, unread

TASK = Task(PILOT, UNIT, "2016-05", "2018-05", "国标委发〔2016〕5号")


def outcome(rule, papers, programme=NATIONAL, facts=NONE):
    (found,) = [
        o for o in verdicts_on(Scope.PACKAGE, Package(tuple(papers), programme, ON, facts)) if o.rule.id == rule
    ]
    return found


def differing(papers, programme=NATIONAL, facts=NONE):
    found = check_package(papers, programme, ON, facts)
    return [(f.code, f.severity, f.subject) for f in found if f.rule in {"X2", "X3"}]


def test_x2_holds_for_papers_that_speak_of_one_pilot():
    papers = (record(), paper(2), paper(3), paper(4), paper(5), paper(6))
    assert outcome("X2", papers, facts=OutsideFacts(task=TASK)).verdict is Verdict.HOLDS
    assert differing((record(), paper(2, pilot_name="西陵區 政務服務綜合標準化試點", lead_unit=UNIT))) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"pilot_name": "西陵区养老服务综合标准化试点"}, "pilot-mismatch"),
        ({"unit_name": "西陵区教育局"}, "unit-mismatch"),
        ({"organization_code": "11330800MB0R57773W"}, "code-mismatch"),
        ({"pilot_period": {"start": "2016-05", "end": "2018-06"}}, "period-mismatch"),
    ],
)
def test_x2_warns_of_what_two_papers_say_differently(change, code):
    assert differing((record(), paper(2, **change))) == [(code, "warn", "《评估申请表》")]
    (found,) = [f for f in check_package((record(), paper(2, **change)), NATIONAL, ON) if f.rule == "X2"]
    assert found.where is None
    assert "与《试点申请书》的" in found.message


def test_x2_compares_with_the_task_list_before_all_others():
    other = replace(TASK, pilot_name="别的试点", end="2019-05")
    assert differing((paper(2),), facts=OutsideFacts(task=other)) == [
        ("pilot-mismatch", "warn", "《评估申请表》"),
        ("period-mismatch", "warn", "《评估申请表》"),
    ]


def test_x2_finds_the_old_code_inside_the_new_one():
    old = f"{CODE[8:16]}-{CODE[16]}"
    assert differing((record(organization_code=old), paper(2))) == []
    assert differing((record(organization_code="D2143569-X"), paper(2))) != []


def test_x2_takes_a_month_for_any_day_in_it():
    exact = paper(2, pilot_period={"start": "2016-05-10", "end": "2018-05-09"})
    assert differing((record(), exact)) == []
    assert differing((record(), paper(2, pilot_period={"start": "2016-06-01", "end": "2018-05-09"}))) != []


def test_x2_knows_a_recorded_rename():
    papers = (record(), paper(2, unit_name="西陵区政务服务局"))
    renamed = replace(NATIONAL, renames=((UNIT, "西陵区政务服务局"),))
    assert differing(papers, renamed) == []
    assert len(differing(papers)) == 1


@pytest.mark.parametrize("value", [NOT_PRINTED, blank(), unread()])
def test_x2_compares_only_what_was_read(value):
    assert differing((record(), paper(2, pilot_name=value))) == []


def test_x2_cannot_tell_of_a_single_paper():
    assert outcome("X2", (record(),)).verdict is Verdict.CANNOT_TELL
    assert outcome("X2", (record(), companion())).verdict is Verdict.CANNOT_TELL


def test_x3_warns_of_papers_that_come_in_the_wrong_order():
    early = paper(2, applied_on="2016-04-01", self_check_on=NOT_PRINTED)
    assert differing((record(), early)) == [("date-order", "warn", "《评估申请表》")]
    assert differing((paper(2), paper(3, reported_on="2018-03-19"))) == [("date-order", "warn", "《评估报告》")]
    assert outcome("X3", (record(), paper(2), paper(3), paper(5), paper(6))).verdict is Verdict.HOLDS


def test_x3_lets_the_first_of_papers_count_that_come_again_after_a_rectification():
    again = paper(2, applied_on="2018-12-20")
    assert differing((paper(2), paper(3), again, paper(3, reported_on="2019-02-01"))) == []


def test_x3_warns_of_a_paper_dated_after_it_came_in():
    facts = OutsideFacts(received_on=date(2018, 3, 19))
    assert differing((paper(2),), facts=facts) == [("date-future", "warn", "《评估申请表》")]
    assert differing((paper(2),), facts=OutsideFacts(received_on=date(2018, 3, 20))) == []


def test_x3_cannot_tell_of_one_date_alone():
    assert outcome("X3", (paper(2),)).verdict is Verdict.CANNOT_TELL


def signed(**changes):
    return (sign_block("unit", ANNEX_2, **changes), empty_sign_block("province_office", ANNEX_2))


@pytest.mark.parametrize(
    ("change", "code", "slot"),
    [
        ({"opinion": answer(None, "")}, "opinion-missing", "opinion"),
        ({"signature": False}, "signature-missing", "signature"),
        ({"seal": False}, "seal-missing", "seal"),
        ({"date": answer(None, "")}, "date-missing", "date"),
    ],
)
def test_what_only_our_own_layout_asks_for_is_a_warning_and_no_rule(change, code, slot):
    found = [f for f in judged(paper(2, blocks=signed(**change))) if f.code == code]
    assert [(f.severity, f.rule, f.where) for f in found] == [("warn", None, f"blocks[0].{slot}")]
    assert found[0].basis == "工作惯例：本系统样表所列意见栏"


def test_the_programme_may_ask_for_it_all_the_same():
    strict = replace(NATIONAL, specimen_marks=Severity.BLOCK)
    assert codes(paper(2, blocks=signed(seal=False)), strict) == [("seal-missing", "block", "blocks[0].seal")]


def test_what_an_official_blank_asks_for_blocks():
    official = replace(FORMS[ANNEX_2], specimen=False)
    found = check(paper(2, blocks=signed(seal=False)), NATIONAL, ON, official)
    assert [(f.code, f.severity, f.basis) for f in found][:1] == [("seal-missing", "block", "工作惯例：试验用的表样")]


SIGNATURE = "rows.group[0].signature"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (answer({"present": True}, ""), []),
        (answer({"present": False}, "张三"), ["signature-missing"]),
        (answer({"present": None}, ""), ["signature-uncertain"]),
        (answer(None, "张三"), ["signature-missing"]),
    ],
    ids=["signed", "typed", "uncertain", "nothing"],
)
def test_a_member_s_empty_cell_is_a_warning_for_the_block_of_the_members_decides(cell, code):
    row = {**member("陈某"), "signature": cell}
    found = [f for f in judged(paper(3, group=(row,))) if f.where == SIGNATURE]
    assert [(f.code, f.severity) for f in found] == [(c, "warn") for c in code]


def test_a_refusal_blocks_on_every_form():
    assert codes(paper(2, blocks=signed(opinion="不同意申请。"))) == [("opinion-refused", "block", "blocks[0].opinion")]


def test_a_block_of_the_receiving_office_is_pending_while_it_is_empty():
    found = [(f.code, f.severity, f.where) for f in judged(paper(2))]
    assert found == [("pending-office", "info", "blocks[1].opinion")]


def test_a_block_that_a_form_of_our_own_layout_does_not_print_is_a_warning():
    found = codes(paper(4, blocks=()))
    assert found == [("block-missing", "warn", "blocks.unit")]


def test_x1_compares_the_block_with_the_table_on_our_own_ground():
    found = [f for f in judged(paper(2, blocks=signed(unit="西陵区教育局"))) if f.rule == "X1"]
    assert [(f.code, f.severity, f.where) for f in found] == [("unit-mismatch", "warn", "blocks[0].unit")]
    assert found[0].basis == "工作惯例：同一单位的名称应当前后一致"
