import pytest

from forms.check import check
from forms.programme import NATIONAL
from forms.rules.plan import TASKS
from forms.rules.rule import Verdict
from tests.forms.records import NOT_PRINTED, ON, PLAN, answer, blank, finding, findings, plan, record, unread, verdict

# One phrase a task, each in the words of article 15.
WORDS = {
    "建立健全标准体系": "建立健全标准体系或者标准综合体",
    "收集和制定相关标准": "收集和制定相关标准",
    "开展标准的宣传培训": "开展标准的宣传培训",
    "组织标准实施": "组织标准实施",
    "开展标准实施评价": "开展标准实施评价",
    "制定持续改进措施": "制定持续改进措施",
    "创建品牌": "创建品牌",
    "实施记录归档": "实施记录归档",
}


def of(*works):
    return record(rows={"plan": plan(*(("第一步", "2016-05", "2018-05", work) for work in works))})


def missing(paper):
    return [f.subject for f in check(paper, NATIONAL, ON) if f.code == "task-missing"]


def test_the_tasks_are_the_eight_of_article_15_in_its_order():
    assert [task for task, _ in TASKS] == list(WORDS)


def test_r15_holds_for_a_plan_that_covers_the_eight_tasks():
    assert verdict("R15", record()) is Verdict.HOLDS
    assert verdict("R15", of(*WORDS.values())) is Verdict.HOLDS


@pytest.mark.parametrize("task", WORDS)
def test_r15_warns_once_for_the_one_task_a_plan_leaves_out(task):
    paper = of(*(words for name, words in WORDS.items() if name != task))
    assert missing(paper) == [task]
    found = finding("task-missing", paper)
    assert (found.rule, found.severity, found.where, found.basis) == ("R15", "warn", None, "第十五条")
    number = "一二三四五六七八"[list(WORDS).index(task)]
    assert f"“{task}”的内容（第十五条第（{number}）项）" in found.message


@pytest.mark.parametrize(
    ("task", "words"),
    [
        ("建立健全标准体系", "构建管理服务标准化体系"),
        ("建立健全标准体系", "编制标准明细表"),
        ("收集和制定相关标准", "制修订岗位工作标准"),
        ("收集和制定相关标准", "梳理现行国家标准、行业标准"),
        ("收集和制定相关标准", "完成内部标准的编写"),
        ("收集和制定相关标准", "制訂服務標準"),
        ("开展标准的宣传培训", "组织标准宣贯"),
        ("开展标准的宣传培训", "举办专题讲座"),
        ("组织标准实施", "贯彻落实各项标准"),
        ("组织标准实施", "标准体系试运行"),
        ("组织标准实施", "全面推行服务标准"),
        ("开展标准实施评价", "定期自查自评"),
        ("开展标准实施评价", "检查考核"),
        ("开展标准实施评价", "群众满意度测评"),
        ("制定持续改进措施", "针对问题整改提升"),
        ("制定持续改进措施", "优化完善"),
        ("创建品牌", "打造示范窗口"),
        ("实施记录归档", "整理验收资料"),
        ("实施记录归档", "建立台账"),
        ("实施记录归档", "档案管理"),
    ],
)
def test_r15_knows_a_task_by_other_words(task, words):
    assert task not in missing(of(words))


@pytest.mark.parametrize(
    ("task", "words"),
    [
        ("收集和制定相关标准", "制定标准化工作方案"),
        ("收集和制定相关标准", "编制标准明细表，构建标准体系"),
        ("组织标准实施", "标准实施评价"),
        ("组织标准实施", "制定标准化实施方案"),
        ("实施记录归档", "总结经验"),
        ("建立健全标准体系", "开展标准化工作"),
    ],
)
def test_r15_does_not_take_one_task_for_another(task, words):
    assert task in missing(of(words))


def test_r15_reads_the_step_s_name_too():
    steps = plan(*((words, "2016-05", "2018-05", "见方案") for words in WORDS.values()))
    assert missing(record(rows={"plan": steps})) == []


@pytest.mark.parametrize("rows", [{}, {"plan": ()}])
def test_r15_cannot_tell_of_a_plan_not_printed_or_empty(rows):
    assert verdict("R15", record(rows=rows)) is Verdict.CANNOT_TELL


def test_r15_cannot_tell_what_an_unread_cell_would_say():
    rows = (*plan(*PLAN[:3]), {"step": answer("提升阶段"), "work": unread()})
    paper = record(rows={"plan": rows})
    assert verdict("R15", paper) is Verdict.CANNOT_TELL
    assert missing(paper) == []


def test_r16_holds_when_plan_or_conditions_name_the_leading_group():
    assert verdict("R16", record()) is Verdict.HOLDS
    silent = "中心已制定服务规范四十余项，配备专职标准化人员三名，区财政安排专项经费二十万元。"
    assert verdict("R16", record(conditions=silent)) is Verdict.BROKEN
    named = (*plan(*PLAN), *plan(("筹备", "2016-05", "2016-06", "成立領導小組")))
    assert verdict("R16", record(conditions=silent, rows={"plan": named})) is Verdict.HOLDS
    row = {**plan(PLAN[0])[0], "responsible_units": answer(["试点工作领导小组"])}
    assert verdict("R16", record(conditions=silent, rows={"plan": (row, *plan(*PLAN))})) is Verdict.HOLDS


def test_r16_warns_at_the_conditions():
    paper = record(conditions="中心已制定服务规范四十余项，配备专职标准化人员三名，区财政安排专项经费二十万元。")
    assert findings(paper) == [("leading-group-unstated", "warn", "fields.conditions")]
    found = finding("leading-group-unstated", paper)
    assert (found.rule, found.basis) == ("R16", "第十六条")


@pytest.mark.parametrize("conditions", [NOT_PRINTED, blank(), unread()])
def test_r16_cannot_tell_where_the_conditions_were_not_read(conditions):
    assert verdict("R16", record(conditions=conditions)) is Verdict.CANNOT_TELL


def test_r16_cannot_tell_where_the_plan_was_not_read():
    silent = "中心已制定服务规范四十余项，配备专职标准化人员三名，区财政安排专项经费二十万元。"
    assert verdict("R16", record(conditions=silent, rows={})) is Verdict.CANNOT_TELL
    rows = (*plan(*PLAN), {"step": unread()})
    assert verdict("R16", record(conditions=silent, rows={"plan": rows})) is Verdict.CANNOT_TELL
