"""The papers of follow-up after a pass (第二十六条, 第三十七条)."""

from __future__ import annotations

from forms.outgoing import PaperKind
from forms.statutes import RULES
from render.papers.asked import FACTS, PROBLEMS, REQUIREMENTS, REVIEWED_ON, REVIEWERS
from render.papers.kinds import About, DocumentType, Format, Organ, Party
from render.papers.need import ISSUED_ON, Day, Need, Reckoned
from render.papers.paper import Paper

_T, _F, _O, _P = DocumentType, Format, Organ, Party

CHECKED_ON = Need("checked_on", "跟踪考核日期", Day(not_after=Reckoned(ISSUED_ON), example="2026-02-20"))
DUE_ON = Need("due_on", "整改期限", Day(not_before=Reckoned(ISSUED_ON), ahead=True, example="2026-06-05"))
DECIDED_ON = Need("decided_on", "处理日期", Day(default=Reckoned(ISSUED_ON), not_after=Reckoned(ISSUED_ON)))

PAPERS = (
    Paper(
        "D17", "跟踪考核限期整改通知", (_T.NOTICE,), (_F.LETTER, _F.DOCUMENT), (_O.PROVINCE,), (_P.UNIT,),
        "责令{pilot}限期整改", "rectification", (RULES.art(26),),
        needs=(CHECKED_ON, PROBLEMS, DUE_ON), words={"环节": "跟踪考核", "查明方式": "跟踪考核"}, adverse=True,
        copies_usual=(_P.MINISTRY,), outgoing=PaperKind.FOLLOW_UP_RECTIFICATION,
    ),
    Paper(
        "D17b", "跟踪考核情况报送函", (_T.LETTER,), (_F.LETTER,), (_O.PROVINCE,), (_P.MINISTRY,),
        "报送{pilot}跟踪考核有关情况", "follow-up-report", (RULES.art(26),),
        needs=(CHECKED_ON, FACTS, Need(DUE_ON.id, DUE_ON.label, Day(not_before=Reckoned(CHECKED_ON.id), ahead=True, example="2026-06-05"))),
        closing="请予审核。", outgoing=PaperKind.FOLLOW_UP_REPORT, national_only=True,
    ),
    Paper(
        "D18", "书面警告", (_T.NOTICE,), (_F.LETTER,), (_O.MINISTRY,), (_P.UNIT,),
        "给予{pilot}承担单位书面警告", "sanction", (RULES.art(26),),
        needs=(FACTS, REVIEWED_ON, REVIEWERS, REQUIREMENTS), words={"处理": "书面警告"}, copies_usual=(_P.PROVINCE,), adverse=True,
        outgoing=PaperKind.WARNING,
    ),
    Paper(
        "D19", "通报批评", (_T.CIRCULAR,), (_F.DOCUMENT, _F.LETTER), (_O.MINISTRY,), (_P.PROVINCES, _P.MEMBERS),
        "{pilot}有关问题", "sanction", (RULES.art(26), RULES.art(37)),
        needs=(FACTS, REVIEWED_ON, REVIEWERS, REQUIREMENTS), words={"处理": "通报批评"}, copies_usual=(_P.UNIT,), adverse=True,
        outgoing=PaperKind.CRITICISM,
    ),
    Paper(
        "D20", "撤销合格决定（通知）", (_T.DECISION, _T.NOTICE), (_F.DOCUMENT, _F.LETTER), (_O.MINISTRY,), (_P.PROVINCE, _P.UNIT),
        "撤销{pilot}合格结果", "end", (RULES.art(26),), About.ONE,
        needs=(
            FACTS, REVIEWERS, DECIDED_ON,
            Need(
                "banned_until", "禁止申请截止日期",
                Day(default=Reckoned(DECIDED_ON.id, "ban_months"), not_before=Reckoned(DECIDED_ON.id), ahead=True, example="2028-03-05"),
                help="两年内不得重新申请试点",
            ),
        ),
        words={"处理": "撤销", "处理对象": "评估合格结果"}, copies_usual=(_P.MEMBERS,), adverse=True,
        outgoing=PaperKind.PASS_REVOCATION,
    ),
)  # fmt: skip
"""D17 to D20."""
