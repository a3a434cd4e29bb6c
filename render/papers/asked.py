"""Needs that several papers share, and what facts must hold together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from render.papers.need import ISSUED_ON, Article, Choice, Day, Need, Reckoned, Rows, Span, Words
from render.papers.request import PaperRequest

REVIEWED_ON = Need("reviewed_on", "审核日期", Day(not_after=Reckoned(ISSUED_ON)), help="成员单位审核、确认的日期")
REVIEWERS = Need(
    "reviewers", "审核单位", Words(500, example="省民政厅、省教育厅等成员单位"), help="参加审核、确认的成员单位"
)
REVIEW_OPINION = Need("opinion", "审核意见", Words(lines=True, example="符合申报条件，同意推荐。"), required=False)
RECEIVED_ON = Need("received_on", "收到日期", Day(not_after=Reckoned(ISSUED_ON)))
FACTS = Need("facts", "有关事实", Words(lines=True, example="经核实，发现服务记录不完整。"))
REQUIREMENTS = Need("requirements", "有关要求", Words(lines=True), required=False)
PERIOD = Need("period", "起止时间", Span())
PLACE = Need("place", "地点", Words(200, example="试点单位办公地点"))
REASONS = Need(
    "reasons",
    "理由",
    Rows((Need("reason", "说明", Words(example="承担单位不能独立承担法律责任")), Need("article", "条文", Article()))),
    help="每一项理由都要有条文",
)
PROBLEMS = Need(
    "problems",
    "问题",
    Rows((
        Need("problem", "说明", Words(example="标准实施检查未形成记录")),
        Need("ground", "出处", Words(300, example="评估报告第三部分"), required=False),
    )),
)  # fmt: skip

STANDARDIZATION, INDUSTRY, MANAGEMENT = "标准化专家", "行业专家", "管理人员"
LEADER, DEPUTY, MEMBER = "组长", "副组长", "成员"


def _member(name: str, category: str, duty: str = MEMBER) -> Mapping[str, Any]:
    return {"name": name, "unit": "省标准化研究院", "post": "研究员", "category": category, "duty": duty}


GROUP = Need(
    "members",
    "成员",
    Rows(
        (
            Need("name", "姓名", Words(50, example="张三")),
            Need("unit", "工作单位", Words(100, example="省标准化研究院")),
            Need("post", "职务或职称", Words(50, example="研究员"), required=False),
            Need("category", "类别", Choice((STANDARDIZATION, INDUSTRY, MANAGEMENT))),
            Need("duty", "组内职务", Choice((LEADER, DEPUTY, MEMBER))),
        ),
        at_least=2,
        most=50,
        given=(
            _member("张三", STANDARDIZATION, LEADER),
            _member("李四", STANDARDIZATION),
            _member("王五", INDUSTRY),
            _member("赵六", INDUSTRY),
            _member("孙七", MANAGEMENT),
        ),
    ),
    help="一般5至7名",
)


def one_leader(facts: Mapping[str, Any], request: PaperRequest) -> str | None:
    """A group has one leader."""
    leaders = [row["name"] for row in facts.get(GROUP.id, ()) if row["duty"] == LEADER]
    if len(leaders) == 1:
        return None
    return f"应当有一名组长，名单中有{len(leaders)}名。" if leaders else "名单中没有组长，请指定一名。"


def named_once(facts: Mapping[str, Any], request: PaperRequest) -> str | None:
    """Nobody stands twice in a group."""
    names = [(row["name"], row["unit"]) for row in facts.get(GROUP.id, ())]
    twice = next((name for name in names if names.count(name) > 1), None)
    return f"“{twice[0]}”（{twice[1]}）在名单中出现不止一次。" if twice else None


def enough_standardization_experts(facts: Mapping[str, Any], request: PaperRequest) -> str | None:
    """标准化专家不少于评估组成员总数的三分之一 (第十九条)."""
    members = facts.get(GROUP.id, ())
    part, whole = request.programme.standardization_share
    wanted = -(-len(members) * part // whole)
    there = sum(row["category"] == STANDARDIZATION for row in members)
    if there >= wanted:
        return None
    return f"评估组{len(members)}人中标准化专家应不少于{wanted}人，名单中有{there}人（《细则》第十九条）。"
