"""附件6 复查报告: a group and its report under headings; its blank is a layout of our own (本系统样表).

The printed form is not at hand: group, steps and points are those of article 34.
"""

from forms.definitions.vocabulary import other_names
from forms.law import Practice
from forms.spec import Block, Field, FilledBy, Form, Needs, Rows, Section
from forms.statutes import RULES
from forms.types import Date, DateRange, Integer, LongText, Options, Org, Person, Phone, SignatureCell, Text

_BLANK = Practice("本系统样表所列栏目")
_SIGNED_LIST = Practice("复查专家组成员签到、签名表")
_SIGN_HERE = "（签署意见并签字盖章）"


FORM = Form(
    id="annex6-recheck-report",
    edition="national",
    annex=6,
    title="社会管理和公共服务综合标准化试点复查报告",
    specimen=True,
    cites=RULES.art(35),
    dated_by="reported_on",
    cover=(
        Field("pilot_name", "试点名称", Text(max=100), RULES.art(35), other_names("试点名称")),
        Field(
            "unit_name",
            "被复查单位",
            Org(),
            RULES.art(34, item=4),
            (*other_names("被复查单位"), "单位名称", "承担单位", "试点单位", "申请单位"),
        ),
        Field("organizing_unit", "复查组织单位", Org(), RULES.art(33), other_names("复查组织单位")),
        Field("rechecked_on", "复查日期", DateRange(), RULES.art(34), other_names("复查日期")),
    ),
    sections=(
        Rows(
            "group",
            "一、复查专家组成员",
            basis=RULES.art(34, item=1),
            synonyms=(
                "复查专家组成员名单",
                "复查专家组名单",
                "复查组成员",
                "复查组成员名单",
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
                            ("相关专业领域", "行业"),
                            ("行业类", "行业"),
                            ("管理人员", "管理"),
                            ("管理类", "管理"),
                        ),
                    ),
                    RULES.art(34, item=1),
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
            "recheck",
            "二、复查情况",
            headed=True,
            synonyms=("复查工作情况", "现场复查情况", "复查内容", "复查情况及结论"),
            fields=(
                Field(
                    "material_evaluation",
                    "申请材料评价",
                    LongText(),
                    RULES.art(34, item=2),
                    other_names("申请材料评价"),
                ),
                Field(
                    "document_review",
                    "标准体系文件审查",
                    LongText(),
                    RULES.art(34, item=3),
                    other_names("标准体系文件审查"),
                ),
                Field(
                    "spot_check",
                    "现场抽查（查阅文件、检查记录、提问）",
                    LongText(),
                    RULES.art(34, item=3),
                    other_names("现场抽查（查阅文件、检查记录、提问）"),
                ),
                Field(
                    "mechanism",
                    "标准化工作运行机制和有效性评价",
                    LongText(),
                    RULES.art(34, item=3),
                    other_names("标准化工作运行机制和有效性评价"),
                ),
                Field(
                    "plan_implementation",
                    "标准化规划、年度工作计划实施",
                    LongText(),
                    RULES.art(34, item=3),
                    other_names("标准化规划、年度工作计划实施"),
                ),
                Field(
                    "system_operation",
                    "标准体系运行实施和持续改进",
                    LongText(),
                    RULES.art(34, item=3),
                    other_names("标准体系运行实施和持续改进"),
                ),
                Field(
                    "staff_awareness_and_satisfaction",
                    "全员标准化意识和公众满意度",
                    LongText(),
                    RULES.art(34, item=3),
                    other_names("全员标准化意识和公众满意度"),
                ),
                Field(
                    "problems",
                    "有关问题及沟通情况",
                    LongText(),
                    RULES.art(34, item=4),
                    other_names("有关问题及沟通情况", "存在问题"),
                ),
                Field(
                    "conclusion",
                    "复查结论",
                    Options(("合格", "不合格", "停止复查")),
                    RULES.art(34, item=4),
                    other_names("复查结论"),
                    hints=("（填写合格、不合格或者停止复查）",),
                ),
                Field("reported_on", "报告日期", Date(), RULES.art(35), other_names("报告日期")),
            ),
        ),
    ),
    blocks_title="三、专家组签字及省级联席办公室确认意见",
    blocks=(
        Block(
            "group_leader",
            "专家组组长签字",
            _SIGNED_LIST,
            Needs.SIGNATURE | Needs.DATE,
            synonyms=("专家组组长", "专家组长", "复查组组长", "复查专家组组长", "组长"),
            filled_by=FilledBy.GROUP,
        ),
        Block(
            "group_members",
            "专家组成员签字",
            _SIGNED_LIST,
            Needs.SIGNATURE | Needs.DATE,
            synonyms=(
                "专家组成员签名",
                "复查组成员签字",
                "复查组成员签名",
                "专家组全体成员签字",
                "专家组全体成员签名",
                "成员签字",
                "成员签名",
            ),
            repeated=True,
            filled_by=FilledBy.GROUP,
        ),
        Block(
            "province_office",
            "省级联席办公室确认意见",
            RULES.art(35),
            Needs.ALL,
            synonyms=("省级联席办公室确认", "省级联席办公室", *other_names("省级联席办公室")),
            filled_by=FilledBy.RECEIVING_OFFICE,
            hints=(_SIGN_HERE,),
        ),
    ),
)
