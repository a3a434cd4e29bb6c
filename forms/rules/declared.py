"""The entries of the rule list that judge no paper: timers and guards of the lifecycle, and what is no rule at all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from forms.law import Basis
from forms.rules.rule import Position, position
from forms.statutes import RULES


class State(StrEnum):
    """What an entry is, when it is no check."""

    TIMER = "timer"
    GUARD = "guard"
    NON_RULE = "non-rule"


@dataclass(frozen=True)
class Declared:
    """One entry: its words as the text has them, how grave it is, and what it amounts to."""

    id: str
    state: State
    basis: Basis
    strength: str
    severity: str
    words: str
    note: str = ""

    @property
    def order(self) -> Position:
        return position(self.id)


DECLARED: tuple[Declared, ...] = (
    Declared(
        "R13",
        State.GUARD,
        RULES.art(13),
        "应当",
        "block",
        "部级联席办公室统一受理试点申请。",
        "国家级试点的申请只从省级联席办公室受理。",
    ),
    Declared(
        "R18.2",
        State.TIMER,
        RULES.art(18),
        "适时",
        "info",
        "试点建设中期，部级联席办公室适时组织相关成员开展中期评估。",
    ),
    Declared(
        "R18.8",
        State.GUARD,
        RULES.art(18),
        "应当",
        "block",
        "省级联席办公室组织相关成员单位确定评估方案后报部级联席办公室。",
    ),
    Declared("R23.2", State.TIMER, RULES.art(23, paragraph=2), "—", "timer", "合格结果有效期3年。"),
    Declared(
        "R23.3",
        State.TIMER,
        RULES.art(23, paragraph=3),
        "应当",
        "timer",
        "部级联席办公室应当责令限期6个月整改，整改结束后重新申请评估。",
    ),
    Declared("R23.4", State.GUARD, RULES.art(23, paragraph=3), "—", "block", "仍未通过评估的，撤销其试点资格。"),
    Declared(
        "R24",
        State.GUARD,
        RULES.art(24),
        "应当",
        "block",
        "应当终止其试点任务。",
        "由人员核实后作出，不自动终止。",
    ),
    Declared("R26.1", State.GUARD, RULES.art(26), "应当", "workflow", "应当责令限期整改，并报部级联席办公室。"),
    Declared(
        "R26.4",
        State.NON_RULE,
        RULES.art(26),
        "—",
        "info",
        "经撤销合格的单位，两年内不得重新申请试点。",
        "只对撤销合格的单位；第二十三条撤销试点资格、第二十四条终止试点任务、第三十六条取消试点资格均未规定两年限制，不据此提出任何问题。",
    ),
    Declared("R33", State.TIMER, RULES.art(33), "应当", "warn, block", "并在3个月内完成复查工作。"),
    Declared(
        "R34.3",
        State.GUARD,
        RULES.art(34, item=3),
        "应当",
        "block",
        "申请材料符合要求的，专家组应当对申请单位进行现场复查。",
    ),
    Declared("R36", State.TIMER, RULES.art(36), "—", "timer", "合格有效期3年。"),
    Declared("R37.1", State.GUARD, RULES.art(37), "应当", "workflow", "应当停止复查工作。"),
    Declared(
        "R39",
        State.NON_RULE,
        RULES.art(39),
        "参照",
        "—",
        "省级社会管理和公共服务综合标准化试点工作，参照本细则执行。",
        "以上各项数字均为申报项目的设置，可以逐项另行规定。",
    ),
)
"""Timers and guards come with the lifecycle; some ids are judged on papers besides."""
