"""附件4 复查自检报告: a report under headings; its blank is a layout of our own (本系统样表).

The printed form is not at hand: the headings are the points that article 34 looks at on site.
"""

from forms.definitions.vocabulary import other_names
from forms.law import Practice
from forms.spec import Block, Field, Form, Needs, Section
from forms.statutes import RULES
from forms.types import Date, DocumentNumber, LongText, Options, Org, Text, YesNoText

_BLANK = Practice("本系统样表所列栏目")


FORM = Form(
    id="annex4-recheck-self-inspection",
    edition="national",
    annex=4,
    title="社会管理和公共服务综合标准化试点复查自检报告",
    specimen=True,
    cites=RULES.art(32),
    dated_by="reported_on",
    cover=(
        Field("pilot_name", "试点名称", Text(max=100), RULES.art(32), other_names("试点名称")),
        Field("unit_name", "单位名称", Org(), RULES.art(32), (*other_names("单位名称", "承担单位"), "自检单位")),
        Field(
            "qualification_document_number",
            "合格公布文件及文号",
            DocumentNumber(),
            RULES.art(23, paragraph=2),
            other_names("合格公布文件及文号"),
        ),
        Field("qualified_on", "合格公布日期", Date(), RULES.art(23, paragraph=2), other_names("合格公布日期")),
        Field("valid_until", "有效期至", Date(), RULES.art(23, paragraph=2), other_names("有效期至")),
        Field("reported_on", "报告日期", Date(), RULES.art(32), other_names("报告日期", "填报日期")),
    ),
    sections=(
        Section(
            "self_inspection",
            "一、自检内容",
            headed=True,
            synonyms=("自检情况", "自查内容", "自查情况", "复查自检情况", "复查自检内容"),
            fields=(
                Field(
                    "mechanism",
                    "标准化工作运行机制和有效性评价等制度情况",
                    LongText(),
                    RULES.art(34, item=3),
                    other_names("标准化工作运行机制和有效性评价等制度情况"),
                ),
                Field(
                    "plan_implementation",
                    "标准化规划、年度工作计划有效实施情况",
                    LongText(),
                    RULES.art(34, item=3),
                    other_names("标准化规划、年度工作计划有效实施情况"),
                ),
                Field(
                    "system_operation",
                    "标准体系的有效运行实施和持续改进情况",
                    LongText(),
                    RULES.art(34, item=3),
                    other_names("标准体系的有效运行实施和持续改进情况"),
                ),
                Field(
                    "staff_awareness_and_satisfaction",
                    "全员标准化意识和公众满意度提升情况",
                    LongText(),
                    RULES.art(34, item=3),
                    other_names("全员标准化意识和公众满意度提升情况"),
                ),
                Field(
                    "incidents",
                    "有效期内重大事故、通报及整改情况",
                    YesNoText(),
                    RULES.art(26),
                    other_names("有效期内重大事故、通报及整改情况"),
                ),
                Field(
                    "problems", "存在问题及改进措施", LongText(), _BLANK, other_names("存在问题及改进措施", "存在问题")
                ),
                Field(
                    "self_check_result",
                    "自检结论",
                    Options(("符合", "不符合"), also=(("符合要求", "符合"), ("不符合要求", "不符合"))),
                    RULES.art(32),
                    other_names("自检结论"),
                    hints=("（填写符合或者不符合）",),
                ),
            ),
        ),
    ),
    blocks_title="二、单位签字盖章",
    blocks=(
        Block(
            "unit",
            "单位负责人签字、单位盖章",
            _BLANK,
            Needs.SIGNATURE | Needs.SEAL | Needs.DATE,
            synonyms=("单位负责人", "单位负责人签字", "单位盖章", "单位意见", "自检单位", *other_names("申请单位")),
            unit_from="unit_name",
        ),
    ),
)
