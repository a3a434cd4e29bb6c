"""附件1 申请书 as Hubei printed it in 2016 (样表 of 鄂质监标函〔2016〕76号), field by field with its printed hints.

Five of the blank's seven pages are known; the last two opinion blocks stand in the heading of part 三 and in
article 10, and are printed like the three that are seen.
"""

from forms.definitions.vocabulary import all_names, other_names
from forms.law import FormInstruction
from forms.spec import Block, Field, Form, Needs, Rows, Section
from forms.statutes import RULES
from forms.types import (
    Address,
    Date,
    DateRange,
    EconomicType,
    Email,
    Industry,
    LongText,
    MonthRange,
    Org,
    OrgCode,
    OrgList,
    Person,
    PersonPhone,
    Postcode,
    Text,
    YesNoText,
)

_BLANK = "湖北省社会管理和公共服务综合标准化试点申请书"
_SIGN_HERE = "（签署意见并签字盖章）"


def _printed(words: str, page: int) -> FormInstruction:
    return FormInstruction(_BLANK, words, page)


FORM = Form(
    id="annex1-application",
    edition="hubei-2016",
    annex=1,
    title="社会管理和公共服务综合标准化试点申请书",
    title_prefix="湖北省",
    cites=RULES.art(10),
    cover=(
        Field(
            "pilot_name",
            "试点名称",
            Text(max=100),
            RULES.art(10),
            other_names("试点名称"),
            hints=("XXXX管理（服务）综合标准化试点",),
        ),
        Field(
            "pilot_period",
            "试点时间",
            MonthRange(),
            RULES.art(18),
            other_names("试点时间"),
            hints=("2016年X月-201X年X月",),
        ),
        Field("lead_unit", "承担单位", Org(), RULES.art(10), other_names("承担单位"), hints=("（）",)),
        Field(
            "guarantor_units",
            "保证单位",
            OrgList(),
            RULES.art(10),
            other_names("保证单位"),
            repeated=True,
            hints=("（试点项目所在地政府、行业主管部门或质监局）",),
        ),
        Field(
            "guiding_units",
            "指导单位",
            OrgList(),
            RULES.art(10),
            other_names("指导单位"),
            repeated=True,
            hints=("（市州以上行业主管部门或标准化主管部门）",),
        ),
        Field("filed_on", "填报日期", Date(), _printed("2016年 月 日", 1), other_names("填报日期"), unlabelled=True),
    ),
    sections=(
        Section(
            "unit",
            "一、试点承担单位基本信息",
            synonyms=("试点承担单位基本情况", "承担单位基本信息", "承担单位基本情况", "单位基本情况", "单位基本信息"),
            fields=(
                Field("unit_name", "单位名称", Org(), _printed("单位名称", 2), other_names("单位名称")),
                Field(
                    "organization_code", "组织机构代码", OrgCode(), RULES.art(9, item=1), other_names("组织机构代码")
                ),
                Field("legal_representative", "法人代表", Person(), _printed("法人代表", 2), other_names("法人代表")),
                Field("registered_address", "注册地址", Address(), _printed("注册地址", 2), other_names("注册地址")),
                Field("unit_address", "单位地址", Address(), _printed("单位地址", 2), other_names("单位地址")),
                Field("postcode", "邮编", Postcode(), _printed("邮编", 2), other_names("邮编")),
                Field("industry", "所属行业", Industry(), _printed("所属行业", 2), other_names("所属行业")),
                Field("economic_type", "经济类型", EconomicType(), _printed("经济类型", 2), other_names("经济类型")),
                Field(
                    ("contact_name", "contact_phone"),
                    "联系人/电话",
                    PersonPhone(),
                    _printed("联系人/电话", 2),
                    other_names("联系人/电话"),
                    part_labels=(all_names("联系人"), all_names("联系电话")),
                ),
                Field("email", "电子邮箱", Email(), _printed("电子邮箱", 2), other_names("电子邮箱")),
                Field(
                    "standardization_body",
                    "标准化机构或负责部门",
                    Text(max=100),
                    RULES.art(9, item=2),
                    other_names("标准化机构或负责部门"),
                ),
                Field(
                    ("standardization_lead_name", "standardization_lead_phone"),
                    "标准化工作负责人/电话",
                    PersonPhone(),
                    RULES.art(9, item=2),
                    other_names("标准化工作负责人/电话"),
                    part_labels=(all_names("标准化工作负责人"), all_names("联系电话")),
                ),
                Field("business_scope", "业务范围", LongText(), RULES.art(9, item=1), other_names("业务范围")),
                Field(
                    "incidents_last_3_years",
                    "近3年来有无质量、安全、环保事故",
                    YesNoText(),
                    RULES.art(9, item=3),
                    other_names("近3年来有无质量、安全、环保事故"),
                ),
                Field(
                    "conditions",
                    "标准化工作现状及试点创建具备的条件（包括经费等保障条件）",
                    LongText(),
                    RULES.art(9, item=2),
                    other_names("标准化工作现状及试点创建具备的条件（包括经费等保障条件）"),
                ),
            ),
        ),
        Rows(
            "plan",
            "二、创建工作计划",
            basis=RULES.art(15),
            synonyms=other_names("创建工作计划"),
            columns=(
                Field("step", "步骤", Text(), RULES.art(15), other_names("步骤")),
                Field("period", "时间", DateRange(), _printed("时间", 4), other_names("时间")),
                Field("work", "阶段性工作内容", LongText(), RULES.art(15), other_names("阶段性工作内容")),
                Field(
                    "responsible_units",
                    "负责及参与的单位/部门",
                    OrgList(),
                    _printed("负责及参与的单位/部门", 4),
                    other_names("负责及参与的单位/部门"),
                    repeated=True,
                ),
            ),
        ),
    ),
    blocks_title="三、试点承担单位、参加单位、保证单位、业务指导单位及管理单位意见",
    blocks=(
        Block(
            "lead_unit",
            "承担单位",
            RULES.art(10),
            Needs.ALL,
            synonyms=other_names("承担单位"),
            unit_from="lead_unit",
            hints=(_SIGN_HERE,),
        ),
        Block(
            "participating_unit",
            "参加单位",
            RULES.art(10),
            Needs.ALL,
            synonyms=other_names("参加单位"),
            required=False,
            repeated=True,
            unit_from="participating_units",
            hints=(_SIGN_HERE, "（可有可无）"),
        ),
        Block(
            "guarantor_unit",
            "保证单位",
            RULES.art(10),
            Needs.ALL,
            synonyms=other_names("保证单位"),
            repeated=True,
            unit_from="guarantor_units",
            hints=(_SIGN_HERE, "（一般为试点属地县区以上人民政府、行业主管部门或者标准化行政主管部门）"),
        ),
        Block(
            "guiding_unit",
            "业务指导单位",
            RULES.art(10),
            Needs.ALL,
            synonyms=other_names("业务指导单位"),
            repeated=True,
            unit_from="guiding_units",
            hints=(_SIGN_HERE,),
        ),
        Block(
            "managing_unit",
            "管理单位",
            RULES.art(10),
            Needs.ALL,
            synonyms=other_names("管理单位"),
            repeated=True,
            unit_from="managing_units",
            hints=(_SIGN_HERE,),
        ),
    ),
)
