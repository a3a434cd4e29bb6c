"""附件5 复查申请表; its blank is a layout of our own (本系统样表).

The printed form is not at hand: the slots are what articles 23, 32 and 37 ask of a unit that applies for its
recheck, and what the 申请书 asks of every unit.
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
    id="annex5-recheck-application",
    edition="national",
    annex=5,
    title="社会管理和公共服务综合标准化试点复查申请表",
    specimen=True,
    cites=RULES.art(32),
    dated_by="applied_on",
    sections=(
        Section(
            "application",
            "一、申请信息",
            synonyms=("复查申请信息", "申请单位基本信息", "申请单位基本情况", "基本信息", "基本情况"),
            fields=(
                Field("pilot_name", "试点名称", Text(max=100), RULES.art(32), other_names("试点名称")),
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
                    "qualification_document_number",
                    "合格公布文件及文号",
                    DocumentNumber(),
                    RULES.art(23, paragraph=2),
                    other_names("合格公布文件及文号"),
                ),
                Field("qualified_on", "合格公布日期", Date(), RULES.art(23, paragraph=2), other_names("合格公布日期")),
                Field("valid_until", "有效期至", Date(), RULES.art(23, paragraph=2), other_names("有效期至")),
                Field(
                    "changes",
                    "有效期内单位名称、职能等变更情况",
                    Text(),
                    _BLANK,
                    other_names("有效期内单位名称、职能等变更情况"),
                    required=False,
                ),
                Field(
                    "incidents",
                    "有效期内重大服务质量等事故",
                    YesNoText(),
                    RULES.art(37),
                    other_names("有效期内重大服务质量等事故"),
                ),
                Field(
                    "self_check_result",
                    "自检结论",
                    Options(("符合", "不符合"), also=(("符合要求", "符合"), ("不符合要求", "不符合"))),
                    RULES.art(32),
                    other_names("自检结论"),
                    hints=("（填写符合或者不符合）",),
                ),
                Field("applied_on", "申请日期", Date(), RULES.art(32), other_names("申请日期")),
            ),
        ),
    ),
    blocks_title="二、申请单位及省级联席办公室意见",
    blocks=(
        Block(
            "unit",
            "申请单位意见",
            RULES.art(32),
            Needs.ALL,
            synonyms=("申请单位", *other_names("申请单位"), "单位意见"),
            unit_from="unit_name",
            hints=(_SIGN_HERE,),
        ),
        Block(
            "province_office",
            "省级联席办公室意见",
            RULES.art(33),
            Needs.ALL,
            synonyms=("省级联席办公室", *other_names("省级联席办公室")),
            filled_by=FilledBy.RECEIVING_OFFICE,
            hints=(_SIGN_HERE,),
        ),
    ),
)
