"""The papers of the recheck: reminder to result, and what stops it (第二十九条 to 第三十八条)."""

from __future__ import annotations

from forms.law import Practice
from forms.outgoing import Ground, PaperKind
from forms.statutes import RULES
from render.papers.application import FAULTS
from render.papers.asked import (
    FACTS,
    GROUP,
    PERIOD,
    PLACE,
    RECEIVED_ON,
    REQUIREMENTS,
    REVIEW_OPINION,
    REVIEWED_ON,
    REVIEWERS,
    named_once,
    one_leader,
)
from render.papers.evaluation import EXPERTS, VALID_FROM, VALID_UNTIL
from render.papers.kinds import About, DocumentType, Format, Organ, Party
from render.papers.need import ISSUED_ON, Choice, Day, Need, Reckoned, Words
from render.papers.paper import Paper

_T, _F, _O, _P = DocumentType, Format, Organ, Party

EXPIRES_ON = Need("valid_until", "有效期截止日期", Day(ahead=True, example="2026-06-05"))

PAPERS = (
    Paper(
        "D21", "复查到期提醒通知", (_T.NOTICE,), (_F.LETTER,), (_O.PROVINCE,), (_P.UNIT,),
        "{pilot}申请复查", "reminder", (RULES.art(29), RULES.art(32)),
        needs=(
            Need(EXPIRES_ON.id, EXPIRES_ON.label, Day(not_before=Reckoned(ISSUED_ON), ahead=True, example="2026-06-05")),
            Need(
                "window_from", "复查申请起始日期",
                Day(default=Reckoned(EXPIRES_ON.id, "recheck_window_months", back=True), not_after=Reckoned(EXPIRES_ON.id), ahead=True),
                help="有效期届满前3个月",
            ),
            Need("office", "受理单位", Words(100, example="省级联席办公室")),
        ),
        enclosures=("社会管理和公共服务综合标准化试点复查自检报告", "社会管理和公共服务综合标准化试点复查申请表"),
    ),
    Paper(
        "D22", "复查申请受理通知书", (_T.BUSINESS,), (_F.LETTER,), (_O.PROVINCE,), (_P.UNIT,),
        "试点复查申请受理通知书", "acceptance", (RULES.art(32), RULES.art(33)),
        needs=(
            RECEIVED_ON,
            Need(
                "finish_by", "复查完成期限",
                Day(default=Reckoned(RECEIVED_ON.id, "recheck_months"), not_before=Reckoned(RECEIVED_ON.id), ahead=True, example="2026-06-05"),
                help="自收到申请材料之日起3个月内完成",
            ),
        ),
        words={"环节": "复查"},
    ),
    Paper(
        "D22e", "复查申请补正通知书", (_T.BUSINESS,), (_F.LETTER,), (_O.PROVINCE,), (_P.UNIT,),
        "试点复查申请补正通知书", "correction", (Practice("细则未规定补正，一次告知全部内容"),),
        needs=(
            RECEIVED_ON, FAULTS,
            Need("due_on", "补正期限", Day(not_before=Reckoned(ISSUED_ON), ahead=True, example="2026-03-20")),
        ),
        words={"材料": "试点复查申请材料"},
    ),
    Paper(
        "D23", "视为自动放弃告知函", (_T.LETTER, _T.NOTICE), (_F.LETTER,), (_O.PROVINCE,), (_P.UNIT,),
        "{pilot}视为自动放弃复查", "lapse", (RULES.art(32),),
        needs=(
            Need(EXPIRES_ON.id, EXPIRES_ON.label, Day(not_after=Reckoned(ISSUED_ON), example="2026-02-28")),
            Need("checked_on", "收件核查日期", Day(not_before=Reckoned(EXPIRES_ON.id), not_after=Reckoned(ISSUED_ON), example="2026-03-02"),
                 help="核对来信、纸质收件和未读材料的日期"),
        ),
        copies_usual=(_P.MINISTRY,), adverse=True,
    ),
    Paper(
        "D24", "复查专家组组建通知", (_T.NOTICE,), (_F.LETTER,), (_O.PROVINCE,), (_P.MEMBERS, _P.UNIT),
        "组建{pilots}复查专家组", "group", (RULES.art(34, item=1),), About.MANY, needs=(GROUP, PERIOD, PLACE, REQUIREMENTS),
        words={"环节": "复查", "组名": "复查专家组"}, listed="复查试点名单", checks=(one_leader, named_once),
    ),
    Paper(
        "D24e", "商请复查专家函", (_T.LETTER,), (_F.LETTER,), (_O.PROVINCE,), (_P.EMPLOYERS,),
        "商请选派专家参加试点复查", "invitation", (RULES.art(34, item=1),), About.MANY, needs=(EXPERTS, PERIOD, PLACE),
        words={"环节": "复查", "组名": "复查专家组"}, closing="请予支持。", listed="复查试点名单",
    ),
    Paper(
        "D25", "复查报告（附件6）", (_T.BUSINESS,), (_F.FORM,), (_O.GROUP,), (_P.PROVINCE,),
        "试点复查报告", "", (RULES.art(35),), form="annex6-recheck-report",
    ),
    Paper(
        "D26", "复查结果报送函", (_T.LETTER,), (_F.LETTER,), (_O.PROVINCE,), (_P.MINISTRY,),
        "报送社会管理和公共服务综合标准化试点复查结果", "list-report", (RULES.art(35),), About.MANY,
        needs=(REVIEWED_ON, REVIEWERS, REVIEW_OPINION),
        words={"审核方式": "确认", "审核对象": "试点复查结果", "报送内容": "试点复查结果及有关材料", "报送方式": "报送"},
        closing="请予审核。", each=("试点复查自检报告", "试点复查申请表", "试点复查报告"), listed="试点复查结果汇总表",
        columns=("试点名称", "承担单位", "结论"), outgoing=PaperKind.RECHECK_RESULT, national_only=True,
    ),
    Paper(
        "D27", "复查合格名单公布通知", (_T.NOTICE, _T.ANNOUNCEMENT), (_F.DOCUMENT, _F.LETTER), (_O.MINISTRY,), (_P.PROVINCES,),
        "公布社会管理和公共服务综合标准化试点复查合格单位名单", "pass-list", (RULES.art(36),), About.MANY,
        needs=(REVIEWERS, VALID_FROM, VALID_UNTIL), words={"环节": "复查"}, copies_usual=(_P.GOVERNMENT,),
        listed="复查合格试点单位名单", columns=("试点名称", "承担单位", "有效期"), outgoing=PaperKind.RECHECK_PASS_LIST,
    ),
    Paper(
        "D28", "取消试点资格通知", (_T.NOTICE,), (_F.DOCUMENT, _F.LETTER), (_O.MINISTRY,), (_P.PROVINCE, _P.UNIT),
        "取消{pilot}试点资格", "end", (RULES.art(36),), needs=(FACTS, REVIEWERS),
        words={"处理": "取消", "处理对象": "试点资格"}, copies_usual=(_P.MEMBERS,), adverse=True,
        outgoing=PaperKind.CANCELLATION,
    ),
    Paper(
        "D29", "停止复查通知", (_T.NOTICE,), (_F.LETTER, _F.DOCUMENT), (_O.PROVINCE, _O.MINISTRY), (_P.UNIT,),
        "停止{pilot}复查工作", "end", (RULES.art(37),),
        needs=(Need("incident", "事件", Choice(tuple(ground.value for ground in Ground))), FACTS),
        words={"处理": "停止", "处理对象": "复查工作"}, copies_usual=(_P.MINISTRY,), adverse=True,
        outgoing=PaperKind.RECHECK_STOP,
    ),
    Paper(
        "D30", "取消复查工作资格的通报", (_T.CIRCULAR, _T.LETTER), (_F.DOCUMENT, _F.LETTER), (_O.PROVINCE, _O.MINISTRY), (_P.EMPLOYERS,),
        "取消有关人员复查工作资格", "disqualification", (RULES.art(38),), About.NONE,
        needs=(
            Need("person", "当事人", Words(50, example="张三")),
            Need("person_unit", "当事人单位", Words(100, example="省标准化研究院")),
            FACTS,
        ),
        adverse=True, outgoing=PaperKind.DISQUALIFICATION,
    ),
)  # fmt: skip
"""D21 to D30."""
