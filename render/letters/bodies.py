"""The text of every template as data: what stands between the addressee and the closing words.

A part is a style and its text; loops and conditions are parts of their own. The wording is ours and simple; an officer
changes it in Word. Placeholders say in Chinese what stands there; ``文书`` is the paper's number.
"""

from __future__ import annotations

from dataclasses import dataclass

from render.letters.parts import (
    BECAUSE,
    CAPTION,
    DECISION,
    DETAILS,
    LEVEL_2,
    MATERIALS,
    MEMBERS,
    PERIODS,
    PICTURE,
    PROBLEMS,
    RESULTS,
    VALID,
    Part,
    Parts,
    closing_paragraph,
    each,
    heading,
    lines,
    texts,
    when,
)


@dataclass(frozen=True)
class Body:
    """A template's text, its list of pilots for the annex, and whether a 文件 is made of it too."""

    parts: Parts
    annex: Parts = ()
    document: bool = False


BODIES: dict[str, Body] = {
    "correction": Body(
        (
            *texts("{{ 开头 }}"),
            *heading("一、需要补正的内容"),
            *each(
                "部分",
                "问题清单",
                Part(LEVEL_2, "{{ 部分.名称 }}"),
                *each(
                    "问题",
                    "部分.问题",
                    *texts("{{ 问题.序号 }}.{{ 问题.说明 }}{{ 问题.依据 }}"),
                    Part(PICTURE, "{%p if 问题.附图 %}"),
                    Part(PICTURE, "{{ 问题.附图 }}"),
                    Part(CAPTION, "{{ 问题.图题 }}"),
                    Part(PICTURE, "{%p endif %}"),
                ),
            ),
            *heading("二、补正要求"),
            *texts("{{ 补正要求 }}"),
        ),
    ),
    "receipt": Body((*texts("{{ 开头 }}"), MATERIALS, *texts("{{ 说明 }}"))),
    "late-refusal": Body(texts("{{ 开头 }}{{ 依据 }}{{ 结论 }}")),
    "call": Body(
        (
            *texts(BECAUSE + "现就{{ 项目名称 }}申报工作有关事项通知如下："),
            *heading("一、申报范围"),
            *lines("申报范围"),
            *when("推荐名额", *texts("{{ 推荐名额 }}")),
            *heading("二、申报条件"),
            *lines("申报条件"),
            *heading("三、申报程序和时限"),
            *texts(
                "申报单位自愿填写《社会管理和公共服务综合标准化试点申请书》（见附件），由承担单位、参加单位、保证单位、业务指导单位"
                "和管理单位签署意见并签字盖章，经推荐单位审查同意后报送。",
                "推荐函和申请书{% if 申请书份数 %}（一式{{ 申请书份数 }}份）{% endif %}及其电子文本请于{{ 截止日期 }}前（含当日）报"
                "{{ 受理单位 }}，逾期不再受理。",
            ),
        ),
        document=True,
    ),
    "list-report": Body(
        (
            *texts(
                BECAUSE
                + "{{ 自称 }}于{{ 审核日期 }}{% if 审核单位 %}组织{{ 审核单位 }}{% endif %}对{{ 试点 }}的{{ 审核对象 }}"
                "进行了{{ 审核方式 }}。"
            ),
            *lines("审核意见"),
            *when(
                '文书 == "D12" or 文书 == "D26"',
                *each(
                    "项",
                    "少量试点",
                    *texts(
                        "{% if 试点个数 > 1 %}{{ 项.序号 }}.{% endif %}“{{ 项.试点名称 }}”（{{ 项.承担单位 }}）{% if 项.结论 %}：{{ 项.结论 }}{% endif %}。"
                    ),
                ),
                otherwise=DETAILS,
            ),
            *texts("现将{{ 报送内容 }}{% if 一式份数 %}（{{ 一式份数 }}）{% endif %}{{ 报送方式 }}。"),
        ),
        annex=when('文书 == "D12" or 文书 == "D26"', RESULTS, otherwise=(PERIODS,)),
    ),
    "rejection": Body(
        (
            *texts(
                BECAUSE
                + "{{ 自称 }}于{{ 审核日期 }}{% if 审核单位 %}组织{{ 审核单位 }}{% endif %}对{{ 试点 }}的{{ 审核对象 }}"
                "进行了审核，结论为{{ 审核结论 }}。理由如下："
            ),
            *each("理由项", "理由", *texts("{{ 理由项.序号 }}.{{ 理由项.说明 }}（依据：{{ 理由项.条文 }}）。")),
        ),
        annex=(PERIODS,),
    ),
    "task": Body(
        (
            *when(
                "来文",
                *texts(
                    '你单位{{ 来文 }}收悉。{% if 文种 != "通知" %}经研究，现{% if "批" in 文种 %}{{ 文种 }}{% else %}函复{% endif %}如下：{% endif %}'
                ),
            ),
            *texts(
                BECAUSE
                + "经{{ 审核单位 }}审核并协商一致，现下达{% if 批次 not in 项目名称 %}{{ 批次 }}{% endif %}{{ 项目名称 }}任务，"
                "共{{ 试点个数 }}个。"
            ),
            *when(
                "试点清单",
                *texts("试点项目名单见附件。"),
                otherwise=DETAILS,
            ),
            *heading("一、加强组织领导"),
            *texts(
                "试点单位应当成立由主要负责人任组长的试点工作领导小组，编制试点实施方案，明确具体目标、实施步骤和保障措施。"
            ),
            *heading("二、落实试点任务"),
            *texts(
                "试点单位应当按照《细则》第十五条的要求，建立健全标准体系，组织标准实施，开展评价和持续改进，按期完成试点任务。"
            ),
            *heading("三、做好管理和评估"),
            *texts(
                "有关单位应当加强对试点工作的指导。试点期满前3个月，试点单位自查合格的，可以按照《细则》第十八条的规定提出评估申请。"
            ),
            *lines("有关要求"),
        ),
        annex=(PERIODS,),
        document=True,
    ),
    "extension": Body(
        texts(
            "你单位{{ 申请日期 }}关于“{{ 试点_试点名称 }}”延期的申请收悉。申请所述理由为：{{ 延期理由 }}。经研究，现函复如下：",
            "同意该试点延期，{% if 试点_试点期限 %}原定试点期限为{{ 试点_试点期限 }}，{% endif %}截止日期延长至{{ 延长后的截止日期 }}。"
            "请按照试点目标和任务抓紧实施，并在期满前3个月内自查，自查合格的可以提出评估申请。",
        )
    ),
    "mid-term": Body(
        (
            *texts(BECAUSE + "定于{{ 起止时间 }}对{{ 试点 }}开展中期评估。现将有关事项通知如下："),
            *when("少量试点", *DETAILS),
            *heading("一、评估人员"),
            *texts("{{ 评估人员 }}。"),
            *heading("二、准备材料"),
            *lines("准备材料"),
            *heading("三、有关要求"),
            *texts(
                '{% if 级别 == "国家级" %}请有关省级联席办公室做好组织协调，{% endif %}请试点单位如实提供材料，配合做好评估工作。'
            ),
        ),
        annex=(PERIODS,),
    ),
    "acceptance": Body(
        (
            *texts("你单位关于“{{ 试点_试点名称 }}”的{{ 环节 }}申请材料已于{{ 收到日期 }}收到。"),
            *when(
                "标准体系运行起始日期",
                *texts(
                    BECAUSE
                    + "经审查，标准体系自{{ 标准体系运行起始日期 }}起运行，至申请时已满半年，并于{{ 自查合格日期 }}自查合格，"
                    "符合提出评估申请的条件，予以受理。"
                ),
            ),
            *when(
                "复查完成期限",
                *texts(
                    BECAUSE
                    + "经审查，申请材料齐全，予以受理。{{ 自称 }}将组织成员单位进行复查，于{{ 复查完成期限 }}前完成复查工作。"
                ),
            ),
            *texts("受理不表示{{ 环节 }}合格。{{ 环节 }}时间和人员另行通知。"),
        )
    ),
    "plan": Body(
        (
            *texts(
                BECAUSE
                + "{{ 自称 }}组织{{ 审核单位 }}确定了{{ 试点 }}的评估方案，拟于{{ 起止时间 }}开展现场考核评估。评估组{{ 评估组组成 }}。"
            ),
            *DETAILS,
            *texts("现将试点评估方案随函报送。"),
        ),
        annex=(PERIODS,),
    ),
    "group": Body(
        (
            *texts(
                BECAUSE
                + "{{ 自称 }}组织有关成员单位成立{{ 组名 }}，于{{ 起止时间 }}对{{ 试点 }}进行{{ 环节 }}。{{ 组名 }}组成人员如下："
            ),
            MEMBERS,
            *texts("{{ 环节 }}地点：{{ 地点 }}。"),
            *lines("有关要求"),
            *texts("请有关单位支持{{ 组名 }}工作，请试点单位做好现场{{ 环节 }}的准备。"),
        ),
        annex=(PERIODS,),
    ),
    "invitation": Body(
        (
            *texts(
                BECAUSE
                + "{{ 自称 }}拟成立{{ 组名 }}，于{{ 起止时间 }}在{{ 地点 }}对{{ 试点 }}进行{{ 环节 }}。因工作需要，"
                "商请贵单位同意下列人员参加{{ 组名 }}："
            ),
            *each(
                "人",
                "专家",
                *texts("{{ 人.序号 }}.{{ 人.姓名 }}{% if 人.职务或职称 %}（{{ 人.职务或职称 }}）{% endif %}"),
            ),
        ),
        annex=(PERIODS,),
    ),
    "pass-list": Body(
        (
            *texts(
                BECAUSE + "经{{ 审核单位 }}审核并协商一致，确认{{ 试点 }}{{ 环节 }}合格，现予公布。"
                "合格结果有效期自{{ 有效期起始日期 }}起，至{{ 有效期截止日期 }}止。"
            ),
            *texts(
                '请试点合格单位持续改进标准体系，并在有效期届满前3个月内按照《细则》第三十二条的规定提出复查申请。{% if 级别 == "国家级" %}请有关省级联席办公室组织做好跟踪考核。{% endif %}'
            ),
        ),
        annex=(VALID,),
        document=True,
    ),
    "rectification": Body(
        (
            *texts(
                BECAUSE
                + "{% if 审核单位 %}经{{ 审核单位 }}审核，{% endif %}{% if 跟踪考核日期 %}经{{ 跟踪考核日期 }}跟踪考核，{% endif %}"
                "{{ 试点 }}存在下列问题，现责令限期整改："
            ),
            *PROBLEMS,
            *when(
                '文书 == "D14"',
                *texts(
                    "请试点单位于{{ 整改期限 }}前完成整改。整改结束后，应当重新申请评估；仍未通过评估的，将按照《细则》第二十三条第三款的规定"
                    "撤销其试点资格。"
                ),
                otherwise=texts(
                    '请于{{ 整改期限 }}前完成整改，并将整改情况书面报送{{ 署名机关 }}。{% if 级别 == "国家级" %}有关情况将按照《细则》第二十六条的规定报部级联席办公室。{% endif %}'
                ),
            ),
        ),
        document=True,
    ),
    "end": Body(
        (
            *when(
                "首次评估不合格日期",
                *texts(
                    "{{ 试点 }}于{{ 首次评估不合格日期 }}评估不合格，经责令限期整改后重新申请评估，于{{ 再次评估不合格日期 }}再次评估不合格。"
                ),
            ),
            *when("事件日期", *texts("在{{ 试点 }}创建期间，试点单位于{{ 事件日期 }}{{ 事件 }}。")),
            *when("事件 and not 事件日期", *texts("{{ 试点 }}在复查期间出现下列情形：{{ 事件 }}。")),
            *lines("有关事实"),
            *closing_paragraph("结语 or 禁止申请截止日期", DECISION),
            *when(
                "禁止申请截止日期",
                *closing_paragraph(
                    "结语", "自{{ 处理日期 }}起至{{ 禁止申请截止日期 }}止的两年内，该单位不得重新申请试点。"
                ),
            ),
        ),
        document=True,
    ),
    "follow-up-report": Body(
        (
            *texts("{{ 自称 }}于{{ 跟踪考核日期 }}组织成员单位对{{ 试点 }}进行了跟踪考核，发现下列情况："),
            *lines("有关事实"),
            *texts(BECAUSE + "{{ 自称 }}已责令其于{{ 整改期限 }}前完成整改。现将有关情况报送。"),
        )
    ),
    "sanction": Body(
        (
            *texts("经查，{{ 试点 }}存在下列问题："),
            *lines("有关事实"),
            *texts(BECAUSE + "经{{ 审核单位 }}于{{ 审核日期 }}审核，决定对该试点的承担单位给予{{ 处理 }}。"),
            *lines("有关要求"),
            *when(
                '文书 == "D18"',
                *texts("请认真查找原因，采取有效措施改正，并将改正情况报省级联席办公室。"),
                otherwise=texts("请各试点单位引以为戒，严格执行标准，切实做好试点工作。"),
            ),
        ),
        document=True,
    ),
    "reminder": Body(
        (
            *texts(
                "{{ 试点 }}的合格结果有效期将于{{ 有效期截止日期 }}届满。" + BECAUSE + "现就申请复查有关事项通知如下："
            ),
            *texts(
                "你单位可以在{{ 复查申请起始日期 }}至{{ 有效期截止日期 }}期间向{{ 受理单位 }}提出复查申请，并提交《社会管理和公共服务"
                "综合标准化试点复查自检报告》和《社会管理和公共服务综合标准化试点复查申请表》（样表见附件）。",
                "按照《细则》第三十二条的规定，逾期不提交的视为自动放弃。",
            ),
        )
    ),
    "lapse": Body(
        texts(
            "{{ 试点 }}的合格结果有效期已于{{ 有效期截止日期 }}届满。经{{ 收件核查日期 }}核查来信、纸质收件和未处理的材料，至有效期届满时"
            "未收到你单位的复查申请。",
            BECAUSE
            + "逾期不提交复查申请的，视为自动放弃。你单位如已按期提交，请于收到本{{ 文种 }}后及时提供提交凭据。",
        )
    ),
    "disqualification": Body(
        (
            *texts("{{ 当事人单位 }}{{ 当事人 }}在参加试点复查工作期间，有下列违反有关规定的行为："),
            *lines("有关事实"),
            *texts(BECAUSE + "决定取消{{ 当事人 }}的复查工作资格。"),
        ),
        document=True,
    ),
}
"""Every template by its name."""
