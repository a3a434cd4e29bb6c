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
    "seal-beside": "栏内另有其他印章",
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
    "edition-ended": "表样版本已停用",
    # the evaluation and the recheck
    "window-early": "早于规定的申请时段",
    "window-late": "晚于规定的申请时段",
    "self-check-failed": "自查不合格",
    "self-check-late": "自查晚于申请",
    "system-run-short": "标准体系运行未满期限",
    "system-run-unclear": "标准体系运行时间不明",
    "group-size": "专家组人数超出一般范围",
    "standardization-share": "标准化专家不足",
    "group-composition": "专家组构成不全",
    "member-own-unit": "专家来自被评单位",
    "member-twice": "专家组成员重复",
    "expert-qualification": "专家条件不足",
    "expert-outside-pool": "专家不在专家库",
    "score-sheet-missing": "未附评估计分表",
    "score-range": "评估得分超出范围",
    "score-conclusion": "评估得分与结论不一致",
    "procedure-step-missing": "评估程序缺少步骤",
    "standards-list-missing": "未见标准明细表",
    "coverage-low": "标准覆盖率未达目标",
    "recheck-days": "复查天数超出规定",
    "material-after-visit": "材料评价晚于现场复查",
    "material-unfit": "申请材料评价不符合要求",
    "recheck-content-missing": "复查报告缺少规定内容",
    "no-pass": "无有效的合格记录",
    "validity-mismatch": "有效期与合格公布日期不符",
    "banned-unit": "在不得重新申请的期限内",
    "banned-name": "与被撤销合格的单位同名",
    "topic-missing": "总结报告缺少规定内容",
    # companion and incoming papers
    "number-missing": "未见发文字号",
    "signer-missing": "未见落款单位",
    "pilots-missing": "未列出试点",
    "count-mismatch": "所列数目与所写数目不一致",
    "score-sum": "得分合计与各项之和不一致",
    "level-mismatch": "标准级别与编号不符",
    "standard-twice": "标准编号重复",
    # across the papers of one pilot
    "paper-missing": "缺少规定材料",
    "copies-short": "份数不足",
    "electronic-missing": "未报电子档",
    "recommender-name": "推荐名义不符",
    "quota-exceeded": "推荐数量超出控制数",
    "received-late": "超过截止日期收到",
    "pilot-mismatch": "试点名称前后不一致",
    "code-mismatch": "机构代码前后不一致",
    "period-mismatch": "试点时间前后不一致",
    "paper-unplaced": "材料所属试点不明",
    "editions-mixed": "同一份表用了两种样表",
    "form-repeated": "同一份表收到多份",
    # what goes out
    "issuer-wrong": "发文机关不符",
    "addressee-missing": "缺少应送单位",
    "joint-review-missing": "未经成员单位审核或者确认",
    "due-date": "整改期限不符",
    "failures-unfit": "不合格次数与处理不符",
    "ground-missing": "未写明事由",
    "criticism-missing": "未作通报批评",
    "approval-missing": "未经初审或者联席会议批准",
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
    "reading-unsure": "识别把握不足",
    "deliveries-differ": "同一份表两种报送件内容不一致",
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
