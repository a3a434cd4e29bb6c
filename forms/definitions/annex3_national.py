"""附件3 评估报告; its blank is a layout of our own (本系统样表).

The printed form is not at hand: the group is that of article 19, the steps are the eight of article 21, the result
is what articles 20 to 23 speak of.
"""

from forms.definitions.vocabulary import other_names
from forms.law import Practice
from forms.spec import Block, Field, FilledBy, Form, Needs, Rows, Section
from forms.statutes import RULES
from forms.types import (
    Date,
    DateRange,
    DoneText,
    Integer,
    LongText,
    Number,
    Options,
    Org,
    PercentSample,
    Person,
    Phone,
    SignatureCell,
    Text,
)

_BLANK = Practice("本系统样表所列栏目")
_SIGNED_LIST = Practice("评估组成员签到、签名表")
_SIGN_HERE = "（签署意见并签字盖章）"


FORM = Form(
    id="annex3-evaluation-report",
    edition="national",
    annex=3,
    title="社会管理和公共服务综合标准化试点评估报告",
    specimen=True,
    cites=RULES.art(22),
    dated_by="reported_on",
    cover=(
        Field("pilot_name", "试点名称", Text(max=100), RULES.art(22), other_names("试点名称")),
        Field(
            "lead_unit",
            "承担单位",
            Org(),
            RULES.art(22),
            (*other_names("承担单位"), "单位名称", "被评估单位", "被验收单位", "受评估单位"),
        ),
        Field("organizing_unit", "评估组织单位", Org(), RULES.art(19), other_names("评估组织单位")),
        Field("evaluated_on", "评估日期", DateRange(), RULES.art(21), other_names("评估日期")),
        Field("evaluation_place", "评估地点", Text(max=100), _BLANK, other_names("评估地点"), required=False),
    ),
    sections=(
        Rows(
            "group",
            "一、评估组成员",
            basis=RULES.art(19),
            synonyms=(
                "评估组成员名单",
                "评估组名单",
                "评估组成员及签名",
                "评估专家组成员",
                "验收组成员",
                "验收组成员名单",
                "专家组成员",
                "专家组成员名单",
                "专家组名单",
            ),
            room=7,
            columns=(
                Field("sequence", "序号", Integer(), _SIGNED_LIST, ("编号",), required=False),
                Field("name", "姓名", Person(), _SIGNED_LIST, other_names("姓名")),
                Field("unit", "工作单位", Org(), _SIGNED_LIST, other_names("工作单位")),
                Field("position_or_title", "职务/职称", Text(), _SIGNED_LIST, other_names("职务/职称")),
                Field(
                    "expertise",
                    "专业（类别）",
                    Options(
                        ("标准化", "行业", "管理"),
                        also=(
                            ("标准化专家", "标准化"),
                            ("标准化类", "标准化"),
                            ("标准化专业", "标准化"),
                            ("行业专家", "行业"),
                            ("有关行业专家", "行业"),
                            ("行业类", "行业"),
                            ("管理人员", "管理"),
                            ("管理类", "管理"),
                        ),
                    ),
                    RULES.art(19),
                    other_names("专业（类别）"),
                    hints=("（标准化/行业/管理）",),
                ),
                Field(
                    "group_role",
                    "组内职务",
                    Options(("组长", "副组长", "成员"), also=(("组员", "成员"),)),
                    _BLANK,
                    other_names("组内职务"),
                    hints=("（组长/副组长/成员）",),
                ),
                Field("phone", "联系电话", Phone(), _BLANK, other_names("联系电话"), required=False),
                Field("signature", "签名", SignatureCell(), _SIGNED_LIST, other_names("签名")),
            ),
        ),
        Section(
            "procedure",
            "二、现场考核评估程序",
            synonyms=(
                "现场考核评估程序执行情况",
                "现场评估程序",
                "评估程序",
                "现场考核评估过程",
                "评估过程",
                "现场验收程序",
                "验收程序",
            ),
            fields=(
                Field(
                    "procedure_announcement",
                    "宣布评估组成员、评估程序及有关事宜",
                    DoneText(),
                    RULES.art(21, item=1),
                    other_names("宣布评估组成员、评估程序及有关事宜"),
                ),
                Field(
                    "procedure_briefing",
                    "听取试点单位工作汇报",
                    DoneText(),
                    RULES.art(21, item=2),
                    other_names("听取试点单位工作汇报"),
                ),
                Field(
                    "procedure_documents",
                    "查阅文件、记录、标准文本",
                    DoneText(),
                    RULES.art(21, item=3),
                    other_names("查阅文件、记录、标准文本"),
                ),
                Field("procedure_site_visit", "考核现场", DoneText(), RULES.art(21, item=4), other_names("考核现场")),
                Field(
                    "procedure_satisfaction_survey",
                    "随机调查公众满意程度",
                    DoneText(),
                    RULES.art(21, item=5),
                    other_names("随机调查公众满意程度"),
                ),
                Field(
                    "procedure_scoring",
                    "对照评估计分表测评",
                    DoneText(),
                    RULES.art(21, item=6),
                    other_names("对照评估计分表测评"),
                ),
                Field(
                    "procedure_conclusion",
                    "形成考核评估结论",
                    DoneText(),
                    RULES.art(21, item=7),
                    other_names("形成考核评估结论"),
                ),
                Field(
                    "procedure_feedback",
                    "通报评估情况，提出改进意见和建议",
                    DoneText(),
                    RULES.art(21, item=8),
                    other_names("通报评估情况，提出改进意见和建议"),
                ),
            ),
        ),
        Section(
            "result",
            "三、评估结果",
            synonyms=("评估情况", "评估情况及结果", "评估情况和结论", "验收结果", "验收情况"),
            fields=(
                Field(
                    "evaluation_basis",
                    "评估依据（评估方案）",
                    Text(),
                    RULES.art(20),
                    other_names("评估依据（评估方案）"),
                ),
                Field(
                    "public_satisfaction",
                    "公众满意度",
                    PercentSample(),
                    RULES.art(21, item=5),
                    other_names("公众满意度"),
                    hints=("      %（样本      份）",),
                ),
                Field("score", "评估得分", Number(), RULES.art(20), other_names("评估得分")),
                Field("overview", "总体评价", LongText(), _BLANK, other_names("总体评价")),
                Field("problems", "存在问题", LongText(), RULES.art(21, item=8), other_names("存在问题")),
                Field(
                    "suggestions", "改进意见和建议", LongText(), RULES.art(21, item=8), other_names("改进意见和建议")
                ),
                Field(
                    "conclusion",
                    "评估结论",
                    Options(("合格", "不合格")),
                    RULES.art(21, item=7),
                    other_names("评估结论"),
                    hints=("（填写合格或者不合格）",),
                ),
                Field("reported_on", "报告日期", Date(), RULES.art(22), other_names("报告日期")),
            ),
        ),
    ),
    blocks_title="四、评估组签字及有关单位意见",
    blocks=(
        Block(
            "group_leader",
            "评估组组长签字",
            _SIGNED_LIST,
            Needs.SIGNATURE | Needs.DATE,
            synonyms=("评估组组长", *other_names("评估组组长")),
            filled_by=FilledBy.GROUP,
        ),
        Block(
            "group_members",
            "评估组成员签字",
            _SIGNED_LIST,
            Needs.SIGNATURE | Needs.DATE,
            synonyms=other_names("评估组成员签字"),
            repeated=True,
            filled_by=FilledBy.GROUP,
        ),
        Block(
            "unit",
            "试点单位意见",
            Practice("评估组向试点单位通报情况后由单位签署"),
            Needs.ALL,
            synonyms=("试点单位", *other_names("试点单位"), "被评估单位", "单位意见"),
            required=False,
            unit_from="lead_unit",
            hints=(_SIGN_HERE,),
        ),
        Block(
            "province_office",
            "省级联席办公室确认意见",
            RULES.art(23),
            Needs.ALL,
            synonyms=("省级联席办公室确认", "省级联席办公室", *other_names("省级联席办公室")),
            filled_by=FilledBy.RECEIVING_OFFICE,
            hints=(_SIGN_HERE,),
        ),
    ),
)
