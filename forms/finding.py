"""A fault in a paper, as data: what, how grave, on what basis, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from forms.evidence import Evidence


class Severity(StrEnum):
    """``block`` must be put right before acceptance; ``warn`` wants a look; ``info`` is worth knowing."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return (Severity.BLOCK, Severity.WARN, Severity.INFO).index(self)


CODES: dict[str, str] = {
    # what the applicant left out
    "field-missing": "应填未填",
    "slot-not-found": "未见此栏",
    "block-missing": "表中无此意见栏",
    "opinion-missing": "未签署意见",
    "signature-missing": "未签字",
    "seal-missing": "未盖章",
    "date-missing": "未填写日期",
    "pending-office": "待受理单位填写",
    "rows-missing": "表格无内容",
    "part-missing": "缺少规定部分",
    "title-mismatch": "表名不符",
    # what is written but cannot stand
    "opinion-refused": "意见为不同意",
    "opinion-unclear": "意见表述不明",
    "seal-mismatch": "印章与单位不一致",
    "unit-mismatch": "单位名称前后不一致",
    "code-invalid": "代码校验不通过",
    "code-early": "代码可能为早期赋码",
    "unit-type": "单位类型不符",
    "guarantor-level": "保证单位级别存疑",
    "incident-reported": "申报有事故或者处分",
    "incident-unclear": "事故情况表述不明",
    "groundwork-thin": "标准化工作基础说明过少",
    "support-unstated": "未说明经费、政策等保障",
    "leading-group-unstated": "未说明试点工作领导小组",
    "task-missing": "工作计划未覆盖规定任务",
    "period-length": "试点时间超出一般期限",
    "period-order": "试点时间起止颠倒",
    "date-order": "日期先后不合理",
    "date-future": "日期晚于判断日",
    "wording-unknown": "表样版本不明",
    # what could not be told
    "signature-uncertain": "签字无法判断",
    "seal-uncertain": "印章无法判断",
    # how a value is written
    "unreadable-value": "内容无法识别",
    "placeholder-left": "保留了样表占位内容",
    "year-assumed": "年份按填报日期推定",
    "year-missing": "日期缺年份",
    "year-short": "年份仅两位",
    "date-impossible": "日期不存在",
    "zero-lost": "日期疑漏“〇”",
    "minguo-year": "民国纪年",
    "date-odd-form": "日期写法不规范",
    "range-end-missing": "起止时间缺止期",
    "choice-unclear": "选项未选或者多选",
    "phone-no-area-code": "电话缺区号",
    "phone-invalid": "电话号码格式有误",
    "postcode-invalid": "邮政编码格式有误",
    "email-invalid": "电子邮箱格式有误",
    "email-masked": "电子邮箱被遮蔽",
    "number-invalid": "数字格式有误",
    "too-long": "内容过长",
    "name-script": "姓名繁简转换存疑",
    "split-unclear": "姓名与电话无法拆分",
    "several-values": "一处有多个互异内容",
    "label-ambiguous": "栏目名称有歧义",
    "repaired": "识别内容经校验修正",
    "page-doubtful": "所在页的文字层不可靠",
}
"""Every finding or doubt code, with its Chinese title."""


@dataclass(frozen=True)
class Finding:
    """One fault at one place. ``where`` is as in the contract; ``rule`` an id of the rule list or ``None``.

    ``also`` holds the further rule ids that the same fault breaks; ``subject`` tells apart faults of one code at
    one place (which of the eight tasks is missing) and is not part of the public shape.
    """

    code: str
    severity: Severity
    message: str
    rule: str | None = None
    basis: str | None = None
    also: tuple[str, ...] = ()
    where: str | None = None
    evidence: Evidence | None = None
    subject: str = ""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(f"finding code {self.code!r} is not in the catalogue")

    @property
    def title(self) -> str:
        return CODES[self.code]

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "severity": self.severity.value,
            "rule": self.rule,
            "basis": self.basis,
            "also": list(self.also),
            "where": self.where,
            "message": self.message,
            "evidence": self.evidence.to_json() if self.evidence else None,
        }
