from dataclasses import replace

import pytest

from forms.check import check_companion, verdicts_on
from forms.pilot import ReadCompanion
from forms.programme import HUBEI, NATIONAL
from forms.rules.plan import TASKS
from forms.rules.rule import Scope, Verdict
from forms.rules.summary import TOPICS
from tests.forms.papers import ON, SUMMARY, companion


def outcome(rule, of, programme=NATIONAL):
    (found,) = [o for o in verdicts_on(Scope.COMPANION, ReadCompanion(of, programme, ON)) if o.rule.id == rule]
    return found


@pytest.mark.parametrize("programme", [NATIONAL, HUBEI])
def test_a_complete_summary_report_has_no_findings(programme):
    assert check_companion(companion(), programme, ON) == ()
    assert {outcome(rule, companion()).verdict for rule in ("R15", "R16", "R18.6")} == {Verdict.HOLDS}


def test_a_report_in_traditional_script_is_judged_alike():
    text = "組織管理：領導小組。標準體系建設。標準實施應用。任務完成情況。試點效果。"
    assert outcome("R18.6", companion(text=text)).verdict is Verdict.HOLDS


ONE_EACH = {
    "组织管理": "组织管理有力。",
    "标准体系建设": "标准体系建设完成。",
    "标准实施应用": "标准得到实施。",
    "任务完成情况": "任务完成。",
    "试点效果": "成效明显。",
}


@pytest.mark.parametrize("topic", ONE_EACH)
def test_r18_6_warns_of_each_topic_that_the_report_leaves_out(topic):
    text = "".join(said for other, said in ONE_EACH.items() if other != topic)
    found = [f for f in check_companion(companion(text=text), NATIONAL, ON) if f.rule == "R18.6"]
    assert [(f.code, f.severity, f.where, f.subject) for f in found] == [("topic-missing", "warn", None, topic)]
    assert [name for name, _ in TOPICS] == list(ONE_EACH)


def test_r15_warns_of_each_task_that_the_report_does_not_show():
    found = [f for f in check_companion(companion(text=SUMMARY.replace("归档", "")), NATIONAL, ON) if f.rule == "R15"]
    assert [(f.code, f.subject) for f in found] == [("task-missing", "实施记录归档")]
    assert "第十五条第（八）项" in found[0].message
    bare = outcome("R15", companion(text="略。"))
    assert [b.subject for b in bare.breaches] == [task for task, _ in TASKS]


@pytest.mark.parametrize(("kind", "name"), [("summary-report", "总结报告"), ("implementation-plan", "试点实施方案")])
def test_r16_warns_where_nobody_leads(kind, name):
    (found,) = [f for f in check_companion(companion(kind, "分三步实施。"), NATIONAL, ON) if f.rule == "R16"]
    assert (found.code, found.severity) == ("leading-group-unstated", "warn")
    assert found.message.startswith(name)


@pytest.mark.parametrize("rule", ["R15", "R16", "R18.6"])
@pytest.mark.parametrize("of", [companion(text=""), companion(text="略。", whole=False)], ids=["no text", "not whole"])
def test_what_may_stand_in_a_lost_part_cannot_be_told(rule, of):
    assert outcome(rule, of).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("said", "verdict"), [("80%", Verdict.HOLDS), ("79.9%", Verdict.BROKEN), ("较高", Verdict.CANNOT_TELL)]
)
def test_h4_looks_for_a_coverage_of_80_percent(said, verdict):
    of = companion(text=SUMMARY.replace("92%", said))
    found = outcome("H4", of, HUBEI)
    assert found.verdict is verdict
    assert all((b.code, b.severity) == ("coverage-low", "warn") for b in found.breaches)
    assert "coverage-low" not in [f.code for f in check_companion(of, NATIONAL, ON)]


def test_h4_takes_its_target_from_the_programme():
    assert outcome("H4", companion(), replace(HUBEI, coverage_percent=93)).verdict is Verdict.BROKEN


def test_another_companion_paper_is_asked_nothing():
    assert check_companion(companion("score-sheet", ""), NATIONAL, ON) == ()


def test_an_unknown_companion_paper_is_refused():
    with pytest.raises(KeyError, match="no companion paper"):
        companion("love-letter")
