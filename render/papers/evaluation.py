"""The papers of the task and its evaluation: mid-term to the result (第十八条 to 第二十四条)."""

from __future__ import annotations

from forms.outgoing import PaperKind
from forms.statutes import RULES
from render.papers.asked import (
    FACTS,
    GROUP,
    PERIOD,
    PLACE,
    PROBLEMS,
    REASONS,
    RECEIVED_ON,
    REQUIREMENTS,
    REVIEW_OPINION,
    REVIEWED_ON,
    REVIEWERS,
    enough_standardization_experts,
    named_once,
    one_leader,
)
from render.papers.kinds import About, DocumentType, Format, Organ, Party
from render.papers.need import ISSUED_ON, Choice, Day, Need, Reckoned, Rows, Words
from render.papers.paper import Paper

_T, _F, _O, _P = DocumentType, Format, Organ, Party

EXPERTS = Need(
    "experts",
    "专家",
    Rows((
        Need("name", "姓名", Words(50, example="张三")),
        Need("post", "职务或职称", Words(50, example="研究员"), required=False),
    ), most=20),
)  # fmt: skip
VALID_FROM = Need(
    "valid_from", "有效期起始日期", Day(default=Reckoned(ISSUED_ON), ahead=True), help="未另行写明的，自公布之日起"
)
VALID_UNTIL = Need(
    "valid_until",
    "有效期截止日期",
    Day(
        default=Reckoned("valid_from", "pass_months"),
        not_before=Reckoned("valid_from"),
        ahead=True,
        example="2029-03-05",
    ),
    help="合格结果有效期3年",
)

PAPERS = (
    Paper(
        "D07", "中期评估通知", (_T.NOTICE,), (_F.LETTER,), (_O.MINISTRY,), (_P.PROVINCE, _P.UNIT),
        "开展{programme}中期评估", "mid-term", (RULES.art(18, paragraph=1),), About.MANY,
        needs=(
            PERIOD, Need("team", "评估人员", Words(500, example="部级联席办公室有关成员单位人员")),
            Need("material", "准备材料", Words(lines=True, example="试点中期工作总结、标准体系表和标准实施记录。")),
        ),
        listed="中期评估试点名单",
    ),
    Paper(
        "D08", "评估申请受理通知书", (_T.BUSINESS,), (_F.LETTER,), (_O.PROVINCE,), (_P.UNIT,),
        "试点评估申请受理通知书", "acceptance", (RULES.art(18),),
        needs=(
            RECEIVED_ON,
            Need(
                "running_since", "标准体系运行起始日期",
                Day(not_after=Reckoned(RECEIVED_ON.id, "system_run_months", back=True), example="2025-06-01"),
                help="运行未满半年的不得提出评估申请",
            ),
            Need("self_checked_on", "自查合格日期", Day(not_after=Reckoned(RECEIVED_ON.id), example="2026-02-20")),
        ),
        words={"环节": "评估"}, copies_usual=(_P.DEPARTMENT,),
    ),
    Paper(
        "D08e", "评估申请不予受理告知书", (_T.BUSINESS,), (_F.LETTER,), (_O.PROVINCE,), (_P.UNIT,),
        "试点评估申请不予受理告知书", "rejection", (RULES.art(18),), needs=(REVIEWED_ON, REASONS),
        words={"审核对象": "评估申请", "审核结论": "不予受理"}, copies_usual=(_P.DEPARTMENT,), closing="特此告知。", adverse=True,
    ),
    Paper(
        "D09", "评估方案报送函", (_T.LETTER,), (_F.LETTER,), (_O.PROVINCE,), (_P.MINISTRY,),
        "报送社会管理和公共服务综合标准化试点评估方案", "plan", (RULES.art(18, paragraph=1),), About.MANY,
        needs=(REVIEWERS, PERIOD, Need("group", "评估组组成", Words(500, example="由标准化专家、行业专家和管理人员共5人组成"))),
        copies_usual=(_P.MEMBERS,), enclosures=("试点评估方案",), listed="拟评估试点名单",
        outgoing=PaperKind.EVALUATION_PLAN, national_only=True,
    ),
    Paper(
        "D10", "评估组组建通知", (_T.NOTICE,), (_F.LETTER,), (_O.PROVINCE,), (_P.MEMBERS, _P.UNIT),
        "组建{pilots}评估组", "group", (RULES.art(19),), About.MANY, needs=(GROUP, PERIOD, PLACE, REQUIREMENTS),
        words={"环节": "评估", "组名": "评估组"}, listed="评估试点名单",
        checks=(one_leader, named_once, enough_standardization_experts),
    ),
    Paper(
        "D10e", "商请评估专家函", (_T.LETTER,), (_F.LETTER,), (_O.PROVINCE,), (_P.EMPLOYERS,),
        "商请选派专家参加试点评估", "invitation", (RULES.art(19),), About.MANY, needs=(EXPERTS, PERIOD, PLACE),
        words={"环节": "评估", "组名": "评估组"}, closing="请予支持。", listed="评估试点名单",
    ),
    Paper(
        "D11", "评估报告（附件3）", (_T.BUSINESS,), (_F.FORM,), (_O.GROUP,), (_P.PROVINCE, _P.MEMBERS),
        "试点评估报告", "", (RULES.art(22),), form="annex3-evaluation-report", outgoing=PaperKind.EVALUATION_REPORT,
    ),
    Paper(
        "D12", "评估结果报送公函", (_T.LETTER,), (_F.LETTER,), (_O.PROVINCE,), (_P.MINISTRY,),
        "报送社会管理和公共服务综合标准化试点评估结果", "list-report", (RULES.art(23, paragraph=1),), About.MANY,
        needs=(REVIEWED_ON, REVIEWERS, REVIEW_OPINION),
        words={"审核方式": "确认", "审核对象": "试点评估结果", "报送内容": "试点评估结果及有关材料", "报送方式": "报送"},
        copies="report_copies", closing="请予审核。", each=("试点评估申请表", "试点总结报告", "试点评估报告"),
        listed="试点评估结果汇总表", columns=("试点名称", "承担单位", "结论"),
        outgoing=PaperKind.EVALUATION_RESULT, national_only=True,
    ),
    Paper(
        "D13", "合格单位名单公布通知", (_T.NOTICE, _T.ANNOUNCEMENT), (_F.DOCUMENT, _F.LETTER), (_O.MINISTRY,), (_P.PROVINCES,),
        "公布社会管理和公共服务综合标准化试点合格单位名单", "pass-list", (RULES.art(23, paragraph=2),), About.MANY,
        needs=(REVIEWERS, VALID_FROM, VALID_UNTIL), words={"环节": "评估"}, copies_usual=(_P.GOVERNMENT,),
        listed="试点合格单位名单", columns=("试点名称", "承担单位", "有效期"), outgoing=PaperKind.PASS_LIST,
    ),
    Paper(
        "D14", "限期整改通知", (_T.NOTICE,), (_F.DOCUMENT, _F.LETTER), (_O.MINISTRY,), (_P.PROVINCE, _P.UNIT),
        "责令{pilot}限期整改", "rectification", (RULES.art(23, paragraph=3),),
        needs=(
            REVIEWERS, PROBLEMS,
            Need(
                "due_on", "整改期限",
                Day(
                    default=Reckoned(ISSUED_ON, "rectification_months"), not_before=Reckoned(ISSUED_ON), ahead=True,
                    example="2026-09-05",
                ),
                help="责令限期6个月整改",
            ),
        ),
        words={"环节": "评估", "查明方式": "评估结果审核"}, copies_usual=(_P.GOVERNMENT,), adverse=True,
        outgoing=PaperKind.RECTIFICATION_ORDER,
    ),
    Paper(
        "D15", "撤销试点资格通知（决定）", (_T.NOTICE, _T.DECISION), (_F.DOCUMENT, _F.LETTER), (_O.MINISTRY,), (_P.PROVINCE, _P.UNIT),
        "撤销{pilot}试点资格", "end", (RULES.art(23, paragraph=3),),
        needs=(
            Need("first_failed_on", "首次评估不合格日期", Day(not_after=Reckoned(ISSUED_ON), example="2025-05-12")),
            Need(
                "second_failed_on", "再次评估不合格日期",
                Day(not_before=Reckoned("first_failed_on"), not_after=Reckoned(ISSUED_ON), example="2026-02-20"),
            ),
            REVIEWERS, Need(FACTS.id, FACTS.label, FACTS.kind, required=False),
        ),
        words={"处理": "撤销", "处理对象": "试点资格"}, copies_usual=(_P.MEMBERS,), adverse=True,
        outgoing=PaperKind.PILOT_REVOCATION,
    ),
    Paper(
        "D16", "终止试点任务通知", (_T.NOTICE,), (_F.DOCUMENT, _F.LETTER), (_O.MINISTRY, _O.PROVINCE), (_P.UNIT,),
        "终止{pilot}试点任务", "end", (RULES.art(24),),
        needs=(
            Need("incident_on", "事件日期", Day(not_after=Reckoned(ISSUED_ON), example="2026-01-08")),
            Need("incident", "事件", Choice((
                "发生重大服务质量事故", "发生重大安全事故", "发生重大环保事故", "受到通报批评", "受到行政处分",
                "被媒体曝光造成严重社会影响",
            ))),
            FACTS,
        ),
        words={"处理": "终止", "处理对象": "试点任务"}, copies_usual=(_P.DEPARTMENT,), adverse=True,
        outgoing=PaperKind.TERMINATION,
    ),
)  # fmt: skip
"""D07 to D16."""
