"""附件2 评估申请表; its blank is a layout of our own (本系统样表).

The printed form is not at hand: the slots are what articles 15, 18 and 24 ask of a unit that applies for its
evaluation, and what the 申请书 asks of every unit.
"""

from forms.definitions.vocabulary import all_names, other_names
from forms.law import Practice
from forms.spec import Block, Field, FilledBy, Form, Needs, Section
from forms.statutes import RULES
from forms.types import (
    Address,
    Date,
    DocumentNumber,
    Email,
    IntegerX4,
    LongText,
    MonthRange,
    Number,
    Options,
    Org,
    OrgCode,
    Person,
    PersonPhone,
    Postcode,
    Text,
    YesNoText,
)

_BLANK = Practice("本系统样表所列栏目，参照附件1申请书")
_SIGN_HERE = "（签署意见并签字盖章）"


FORM = Form(
    id="annex2-evaluation-application",
    edition="national",
    annex=2,
    title="社会管理和公共服务综合标准化试点评估申请表",
    specimen=True,
    cites=RULES.art(18),
    dated_by="applied_on",
    sections=(
        Section(
            "pilot_and_unit",
            "一、试点与单位信息",
            synonyms=(
                "试点与单位基本信息",
                "试点及单位基本信息",
                "试点单位基本信息",
                "试点单位基本情况",
                "基本信息",
                "基本情况",
            ),
            fields=(
                Field("pilot_name", "试点名称", Text(max=100), RULES.art(18), other_names("试点名称")),
                Field(
                    "task_document_number",
                    "任务下达文件及文号",
                    DocumentNumber(),
                    RULES.art(13),
                    other_names("任务下达文件及文号"),
                ),
                Field("pilot_period", "试点时间", MonthRange(), RULES.art(18), other_names("试点时间")),
                Field("unit_name", "单位名称", Org(), _BLANK, other_names("单位名称", "承担单位")),
                Field("organization_code", "组织机构代码", OrgCode(), _BLANK, other_names("组织机构代码")),
                Field("legal_representative", "法人代表", Person(), _BLANK, other_names("法人代表")),
                Field("unit_address", "单位地址", Address(), _BLANK, other_names("单位地址")),
                Field("postcode", "邮编", Postcode(), _BLANK, other_names("邮编")),
                Field(
                    ("contact_name", "contact_phone"),
                    "联系人/电话",
                    PersonPhone(),
                    _BLANK,
                    other_names("联系人/电话"),
                    part_labels=(all_names("联系人"), all_names("联系电话")),
                ),
                Field("email", "电子邮箱", Email(), _BLANK, other_names("电子邮箱")),
                Field(
                    "standardization_body",
                    "标准化机构或负责部门",
                    Text(max=100),
                    _BLANK,
                    other_names("标准化机构或负责部门"),
                    required=False,
                ),
                Field(
                    ("standardization_lead_name", "standardization_lead_phone"),
                    "标准化工作负责人/电话",
                    PersonPhone(),
                    _BLANK,
                    other_names("标准化工作负责人/电话"),
                    required=False,
                    part_labels=(all_names("标准化工作负责人"), all_names("联系电话")),
                ),
            ),
        ),
        Section(
            "self_check",
            "二、自查与标准体系运行情况",
            synonyms=("自查情况", "自查及标准体系运行情况", "标准体系运行及自查情况", "试点自查情况", "自查情况说明"),
            fields=(
                Field(
                    "standards_system_issued_on",
                    "标准体系发布日期",
                    Date(),
                    RULES.art(18, paragraph=2),
                    other_names("标准体系发布日期"),
                ),
                Field(
                    "standards_system_running_since",
                    "标准体系运行起始日期",
                    Date(),
                    RULES.art(18, paragraph=2),
                    other_names("标准体系运行起始日期"),
                ),
                Field(
                    "standard_counts",
                    "标准数量（国标/行标/地标/内部）",
                    IntegerX4(),
                    RULES.art(15, item=2),
                    other_names("标准数量（国标/行标/地标/内部）"),
                    required=False,
                ),
                Field("self_check_on", "自查日期", Date(), RULES.art(18), other_names("自查日期")),
                Field(
                    "self_check_result",
                    "自查结论",
                    Options(("合格", "不合格")),
                    RULES.art(18),
                    other_names("自查结论"),
                    hints=("（填写合格或者不合格）",),
                ),
                Field(
                    "self_score",
                    "自评得分",
                    Number(),
                    Practice("对照评估计分表自评"),
                    other_names("自评得分"),
                    required=False,
                ),
                Field("task_completion", "任务完成情况", LongText(), RULES.art(18), other_names("任务完成情况")),
                Field(
                    "incidents",
                    "试点期间事故、通报批评、行政处分、媒体曝光情况",
                    YesNoText(),
                    RULES.art(24),
                    other_names("试点期间事故、通报批评、行政处分、媒体曝光情况"),
                ),
                Field("applied_on", "申请日期", Date(), RULES.art(18), other_names("申请日期")),
            ),
        ),
    ),
    blocks_title="三、申请单位、行业主管部门及省级联席办公室意见",
    blocks=(
        Block(
            "unit",
            "申请单位意见",
            RULES.art(18),
            Needs.ALL,
            synonyms=("申请单位", *other_names("申请单位"), "单位意见"),
            unit_from="unit_name",
            hints=(_SIGN_HERE,),
        ),
        Block(
            "recommender",
            "行业主管部门（推荐单位）意见",
            Practice("行业主管部门推荐时签署意见"),
            Needs.ALL,
            synonyms=("行业主管部门", *other_names("行业主管部门")),
            required=False,
            repeated=True,
            hints=(_SIGN_HERE, "（可有可无）"),
        ),
        Block(
            "province_office",
            "省级联席办公室意见",
            RULES.art(18),
            Needs.ALL,
            synonyms=("省级联席办公室", *other_names("省级联席办公室")),
            filled_by=FilledBy.RECEIVING_OFFICE,
            hints=(_SIGN_HERE,),
        ),
    ),
)
