"""What is looked for in each companion and incoming paper. None has an official blank: labels are those of practice."""

from __future__ import annotations

from forms.definitions.vocabulary import other_names
from forms.law import Basis, Practice
from forms.paper import EDITION
from forms.pilot import COMPANIONS, INCOMING
from forms.spec import Field, Form, Rows
from forms.statutes import HUBEI_2016, RULES
from forms.types import (
    Date,
    DateRange,
    DocumentNumber,
    Integer,
    IntegerX4,
    LongText,
    MonthRange,
    Number,
    Org,
    OrgList,
    Person,
    Text,
    YesNoText,
)

_LAYOUT = Practice("公文通行格式")
_TABLE = Practice("通行表样")

_NUMBER = Field("number", "发文字号", DocumentNumber(), _LAYOUT, required=False)
_LETTERHEAD = Field("letterhead", "发文机关标志", OrgList(), _LAYOUT, required=False)
_ISSUERS = Field("issuers", "落款单位", OrgList(), _LAYOUT)
_DATED = Field("dated", "成文日期", Date(), _LAYOUT)
_ADDRESSEES = Field("addressees", "主送机关", OrgList(), _LAYOUT, required=False)
_COPIES_TO = Field("copies_to", "抄送", OrgList(), _LAYOUT, required=False)
_COPIES = Field("copies", "份数", Integer(), _LAYOUT, required=False)
_LETTER = (_NUMBER, _LETTERHEAD, _ISSUERS, _DATED, _ADDRESSEES, _COPIES_TO)

_PILOT_NAME = Field("pilot_name", "试点名称", Text(max=200), _LAYOUT, other_names("试点名称"), required=False)
_UNIT_NAME = Field("unit_name", "单位名称", Org(), _LAYOUT, other_names("单位名称", "承担单位"), required=False)
_PILOT = (_PILOT_NAME, _UNIT_NAME, Field("dated", "日期", Date(), _LAYOUT, required=False))


def _pilots(basis: Basis, at_least: int = 1) -> Rows:
    return Rows(
        "pilots",
        "所列试点",
        (
            Field("section", "分组", Text(), basis, ("类别", "地区", "所在地区", "省份", "区域"), required=False),
            Field("pilot_name", "试点名称", Text(max=200), basis, ("试点", "试点项目", *other_names("试点名称"))),
            Field(
                "lead_unit",
                "承担单位",
                OrgList(),
                basis,
                ("单位", "单位名称", *other_names("承担单位")),
                required=False,
            ),
            Field("guarantor_units", "保证单位", OrgList(), basis, other_names("保证单位"), required=False),
            Field(
                "period",
                "起止时间",
                DateRange(),
                basis,
                ("有效期", "有效期限", "合格有效期", "试点期限", "试点时间", "建设期限", "实施期限", "期限"),
                required=False,
            ),
            Field(
                "result",
                "结论",
                Text(),
                basis,
                ("评估结论", "评估结果", "复查结论", "复查结果", "结果"),
                required=False,
            ),
        ),
        at_least,
        basis,
    )


def _shape(kind: str, basis: Basis, fields: tuple[Field, ...], *rows: Rows) -> Form:
    return Form(kind, EDITION, 0, (COMPANIONS | INCOMING)[kind], basis, fields, rows, specimen=True)


_TOPICS = Rows(
    "topics",
    "规定内容",
    (
        Field("topic", "内容", Text(), RULES.art(18), required=False),
        Field("covered", "有无", YesNoText(), RULES.art(18), required=False),
    ),
    basis=RULES.art(18),
)
_GROUP = Rows(
    "group",
    "评估组成员",
    (
        Field("name", "姓名", Person(), RULES.art(19), ("成员", "专家姓名")),
        Field("unit", "工作单位", Org(), RULES.art(19), ("单位", "所在单位", "单位名称"), required=False),
        Field("title", "职称", Text(), RULES.art(19), ("职务/职称", "职称/职务", "职务", "职务职称"), required=False),
        Field("category", "类别", Text(), RULES.art(19), ("专家类别", "人员类别", "专业", "领域"), required=False),
        Field("duty", "组内职务", Text(), RULES.art(19), ("分工", "组内分工", "评估组职务", "备注"), required=False),
    ),
    0,
    RULES.art(19),
)
_ITEMS = Rows(
    "items",
    "评分明细",
    (
        Field("row_number", "序号", Text(), _TABLE, ("编号",), required=False),
        Field("section", "类别", Text(), _TABLE, ("一级指标", "评估类别", "部分"), required=False),
        Field(
            "item",
            "评估内容",
            LongText(),
            _TABLE,
            (
                "评估项目",
                "项目",
                "评分项目",
                "考核内容",
                "考核项目",
                "评价内容",
                "二级指标",
                "评估指标",
                "指标",
                "内容",
                "评估要点",
                "评估内容及要求",
                "评估内容与要求",
                "评估要求",
                "考核内容及要求",
            ),
        ),
        Field("full", "分值", Number(), _TABLE, ("标准分", "满分", "总分值", "应得分", "标准分值", "满分值")),
        Field("given", "得分", Number(), _TABLE, ("实得分", "评分", "评估得分", "实际得分", "评估分")),
        Field("remarks", "备注", LongText(), _TABLE, ("扣分原因", "扣分说明", "评分说明", "说明"), required=False),
    ),
    basis=RULES.art(20),
)
_STANDARDS = Rows(
    "standards",
    "标准明细",
    (
        Field("row_number", "序号", Text(), _TABLE, required=False),
        Field(
            "number",
            "标准编号",
            Text(),
            _TABLE,
            ("标准号", "标准代号", "编号", "标准编号及年代号", "标准号码"),
            required=False,
        ),
        Field("name", "标准名称", Text(), _TABLE, ("名称", "标准中文名称")),
        Field(
            "level",
            "标准级别",
            Text(),
            _TABLE,
            ("级别", "标准类别", "类别", "标准层级", "标准性质", "类型", "标准类型"),
            required=False,
        ),
        Field(
            "subsystem", "所属子体系", Text(), _TABLE, ("子体系", "所属体系", "体系编号", "体系位置"), required=False
        ),
        Field("issued_on", "发布日期", Date(), _TABLE, ("发布时间", "颁布日期", "批准日期"), required=False),
        Field("effective_on", "实施日期", Date(), _TABLE, ("实施时间", "执行日期", "施行日期"), required=False),
        Field("remarks", "备注", Text(), _TABLE, ("说明",), required=False),
    ),
    basis=RULES.art(15, item=1),
)
_PHASES = Rows(
    "phases",
    "阶段安排",
    (
        Field("step", "阶段", Text(), RULES.art(16), ("步骤", "实施阶段", "工作阶段", "实施步骤", "阶段名称")),
        Field(
            "period", "时间", DateRange(), RULES.art(16), ("时间安排", "起止时间", "时间节点", "实施时间", "时间进度")
        ),
        Field(
            "work",
            "工作内容",
            LongText(),
            RULES.art(16),
            ("阶段性工作内容", "主要工作", "主要任务", "任务", "内容", "重点工作", "工作任务"),
            required=False,
        ),
        Field(
            "responsible_units",
            "责任单位",
            OrgList(),
            RULES.art(16),
            ("责任部门", "负责单位", "牵头单位", "负责及参与的单位/部门", "负责部门", "责任单位/部门"),
            required=False,
        ),
    ),
    basis=RULES.art(16),
)
_DUE = (
    Field("due", "整改期限", Date(), RULES.art(23, paragraph=3), required=False),
    Field("due_months", "整改期限（月）", Integer(), RULES.art(23, paragraph=3), required=False),
)

_SHAPES = (
    _shape("recommendation-letter", RULES.art(11), (*_LETTER, _COPIES), _pilots(RULES.art(11))),
    _shape("covering-letter", RULES.art(23, paragraph=1), (*_LETTER, _COPIES), _pilots(RULES.art(23, paragraph=1))),
    _shape("summary-report", RULES.art(18), _PILOT, _TOPICS),
    _shape(
        "evaluation-plan",
        RULES.art(18),
        (
            *_LETTER,
            Field("evaluated_on", "评估时间", DateRange(), RULES.art(18), ("评估日期", "现场评估时间"), required=False),
        ),
        _pilots(RULES.art(18)),
        _GROUP,
    ),
    _shape(
        "score-sheet",
        RULES.art(20),
        (
            _PILOT_NAME,
            _UNIT_NAME,
            Field("scored_on", "评分日期", Date(), _TABLE, ("评估日期", "日期", "评估时间"), required=False),
            Field(
                "scorer", "评分人", Person(), _TABLE, ("评估人", "评估员", "评估专家", "专家", "评委"), required=False
            ),
            Field("full_total", "总分", Number(), RULES.art(20), ("分值合计",), required=False),
            Field(
                "given_total", "总得分", Number(), RULES.art(20), ("得分合计", "合计得分", "评估总分"), required=False
            ),
        ),
        _ITEMS,
    ),
    _shape(
        "standards-list",
        RULES.art(15, item=1),
        (
            *_PILOT,
            Field("total", "标准总数", Integer(), _TABLE, ("合计", "总计"), required=False),
            Field("counts", "标准数量（国标/行标/地标/内部）", IntegerX4(), RULES.art(15, item=2), required=False),
        ),
        _STANDARDS,
    ),
    _shape(
        "implementation-plan",
        RULES.art(16),
        (*_PILOT, Field("period", "试点时间", MonthRange(), RULES.art(18), other_names("试点时间"), required=False)),
        _PHASES,
    ),
    _shape("task-notice", RULES.art(13), _LETTER, _pilots(RULES.art(13))),
    _shape("provincial-approval", HUBEI_2016.part("第四部分第3项"), _LETTER, _pilots(HUBEI_2016.part("第四部分第3项"))),
    _shape("pass-list", RULES.art(23, paragraph=2), _LETTER, _pilots(RULES.art(23, paragraph=2))),
    _shape("rectification-order", RULES.art(23, paragraph=3), (*_LETTER, *_DUE), _pilots(RULES.art(23, paragraph=3))),
    _shape("pilot-revocation", RULES.art(23, paragraph=3), _LETTER, _pilots(RULES.art(23, paragraph=3))),
    _shape("termination", RULES.art(24), _LETTER, _pilots(RULES.art(24))),
    _shape("pass-revocation", RULES.art(26), _LETTER, _pilots(RULES.art(26))),
    _shape("recheck-pass-list", RULES.art(36), _LETTER, _pilots(RULES.art(36))),
    _shape("cancellation", RULES.art(36), _LETTER, _pilots(RULES.art(36))),
)

SHAPES: dict[str, Form] = {form.id: form for form in _SHAPES}
"""The shape of each kind of paper by its id."""
