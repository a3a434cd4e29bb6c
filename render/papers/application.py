"""The papers of the application: from the call to the task (第四条 to 第十三条; Hubei's notice of 2016)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms.law import Practice
from forms.outgoing import PaperKind
from forms.periods import chinese_date, is_date, latest
from forms.statutes import HUBEI_2016, RULES
from render.papers.asked import REASONS, RECEIVED_ON, REQUIREMENTS, REVIEW_OPINION, REVIEWED_ON, REVIEWERS
from render.papers.kinds import About, DocumentType, Format, Organ, Party
from render.papers.need import ISSUED_ON, Article, Count, Day, Need, Reckoned, Rows, Words
from render.papers.paper import Paper
from render.papers.request import PaperRequest
from render.wording import day

_T, _F, _O, _P = DocumentType, Format, Organ, Party
FORM_1 = "社会管理和公共服务综合标准化试点申请书"

MATERIALS = Need(
    "materials",
    "材料清单",
    Rows((
        Need("name", "名称", Words(200, example="试点申请书")),
        Need("copies", "份数", Count(), required=False),
        Need("note", "备注", Words(200), required=False),
    )),
)  # fmt: skip
FAULTS = Need(
    "faults",
    "补正内容",
    Rows((
        Need("part", "部分", Words(100, example="封面")),
        Need("fault", "说明", Words(example="“试点时间”未填写，请补填。")),
        Need("basis", "依据", Words(300, example="《细则》第十条"), required=False),
    )),
)  # fmt: skip
RECEIPT_NUMBER = Need("receipt_number", "收件编号", Words(50, example="20260305-0012"))


INCOMING = Need(
    "incoming",
    "来文",
    Words(300, example="《关于推荐试点项目的函》（襄市监函〔2026〕3号）"),
    required=False,
    help="批复和复函所答复的来文",
)


def answers_something(facts: Mapping[str, Any], request: PaperRequest) -> str | None:
    """A 批复 or 复函 answers a paper, which it names."""
    if request.type in (DocumentType.APPROVAL, DocumentType.REPLY) and INCOMING.id not in facts:
        return f"{request.type}应当写明所答复的来文。"
    return None


def later_than_before(facts: Mapping[str, Any], request: PaperRequest) -> str | None:
    """An extension ends later than the term that it extends."""
    period, new_end = request.pilots[0].period, facts["new_end"]
    if period is None or not is_date(period[1]) or new_end > latest(period[1]):
        return None
    return f"延长后的截止日期{day(new_end)}不晚于原定的{chinese_date(period[1])}。"


PAPERS = (
    Paper(
        "D00", "征集通知", (_T.NOTICE,), (_F.DOCUMENT, _F.LETTER), (_O.MINISTRY, _O.PROVINCE), (_P.PROVINCES, _P.MEMBERS),
        "开展{programme}申报工作", "call", (RULES.art(4), HUBEI_2016.part("第四部分第3项")), About.NONE,
        needs=(
            Need("scope", "申报范围", Words(lines=True, example="政务服务、养老服务、社区管理等领域。")),
            Need("quota", "推荐名额", Words(500, example="各地推荐项目不超过1个。"), required=False),
            Need("conditions", "申报条件", Words(lines=True, example="符合《细则》第九条规定的条件。")),
            Need("deadline", "截止日期", Day(not_before=Reckoned(ISSUED_ON), ahead=True, example="2026-05-20")),
            Need("office", "受理单位", Words(100, example="省联席会议办公室")),
            Need("copies", "申请书份数", Count(setting="copies"), required=False),
        ),
        enclosures=(FORM_1,),
    ),
    Paper(
        "D01", "推荐函", (_T.LETTER,), (_F.LETTER,), (_O.DEPARTMENT,), (_P.PROVINCE,),
        "推荐{programme}项目", "list-report", (RULES.art(11), HUBEI_2016.part("第四部分第3项")), About.MANY,
        needs=(REVIEWED_ON, REVIEW_OPINION),
        words={"审核方式": "审查", "审核对象": "申报材料", "报送内容": "试点申报材料", "报送方式": "推荐上报"},
        copies="copies", closing="请予审核。", each=("试点申请书",), listed="试点推荐项目汇总表",
    ),
    Paper(
        "D02", "受理通知书（收件回执）", (_T.BUSINESS,), (_F.LETTER,), (_O.PROVINCE, _O.MINISTRY), (_P.UNIT,),
        "试点申报材料收件回执", "receipt", (Practice("收件后出具凭据"),), copies_usual=(_P.DEPARTMENT,),
        needs=(RECEIVED_ON, RECEIPT_NUMBER, MATERIALS), closing="特此回执。",
    ),
    Paper(
        "D02n", "不予受理告知书（逾期）", (_T.BUSINESS,), (_F.LETTER,), (_O.PROVINCE, _O.MINISTRY), (_P.DEPARTMENT, _P.UNIT),
        "试点申报不予受理告知书", "late-refusal", (HUBEI_2016.part("第四部分第3项"),),
        needs=(
            RECEIVED_ON,
            Need("deadline", "截止日期", Day(not_after=Reckoned(RECEIVED_ON.id), example="2026-03-04")),
            Need("ground", "条文", Article(f"{HUBEI_2016.number}第四部分第3项"), help="申报通知中关于逾期的条款"),
        ),
        closing="特此告知。", adverse=True,
    ),
    Paper(
        "D03", "补正通知书", (_T.BUSINESS,), (_F.LETTER,), (_O.PROVINCE, _O.MINISTRY), (_P.UNIT,),
        "试点申报材料补正通知书", "correction", (Practice("细则未规定补正，一次告知全部内容"),), copies_usual=(_P.DEPARTMENT,),
        needs=(
            RECEIVED_ON, FAULTS,
            Need("due_on", "补正期限", Day(not_before=Reckoned(ISSUED_ON), ahead=True, example="2026-03-20")),
        ),
        words={"材料": "试点申报材料"},
    ),
    Paper(
        "D04", "审核不通过告知函", (_T.LETTER, _T.NOTICE), (_F.LETTER,), (_O.PROVINCE, _O.MINISTRY), (_P.DEPARTMENT,),
        "{pilots}申请审核结果", "rejection", (RULES.art(12), RULES.art(13)), About.MANY,
        needs=(REVIEWED_ON, REVIEWERS, REASONS),
        words={"审核对象": "试点申请", "审核结论": "审核不通过"},
        copies_usual=(_P.UNIT,), adverse=True, listed="审核不通过的试点申请名单",
    ),
    Paper(
        "D05", "上报函", (_T.LETTER,), (_F.LETTER,), (_O.PROVINCE,), (_P.MINISTRY,),
        "上报社会管理和公共服务综合标准化试点申请", "list-report", (RULES.art(12),), About.MANY,
        needs=(REVIEWED_ON, REVIEWERS, REVIEW_OPINION),
        words={"审核方式": "统一审核", "审核对象": "试点申请", "报送内容": "试点申请材料", "报送方式": "上报"},
        copies_required=(_P.GOVERNMENT,), closing="请予审核。", each=("试点申请书",), listed="试点申请汇总表",
        outgoing=PaperKind.APPLICATION_REPORT, national_only=True,
    ),
    Paper(
        "D06", "任务下达通知", (_T.NOTICE,), (_F.DOCUMENT, _F.LETTER), (_O.MINISTRY,), (_P.PROVINCES, _P.MEMBERS),
        "下达{programme}任务", "task", (RULES.art(13),), About.MANY,
        needs=(REVIEWERS, Need("batch", "批次", Words(50, example="第十一批"), required=False), REQUIREMENTS),
        listed="试点项目名单", outgoing=PaperKind.TASK_NOTICE, national_only=True,
    ),
    Paper(
        "D06p", "省级试点下达通知（批复）", (_T.NOTICE, _T.APPROVAL, _T.REPLY), (_F.DOCUMENT, _F.LETTER), (_O.PROVINCE,), (_P.DEPARTMENT,),
        "下达{programme}任务", "task", (RULES.art(39), HUBEI_2016.part("第三部分"), HUBEI_2016.part("第四部分第3项")), About.MANY,
        needs=(REVIEWERS, INCOMING, Need("batch", "批次", Words(50, example="第二批"), required=False), REQUIREMENTS),
        checks=(answers_something,), copies_usual=(_P.UNIT,), listed="试点项目名单", outgoing=PaperKind.PROVINCIAL_APPROVAL, provincial_only=True,
    ),
    Paper(
        "D06a", "延期批准复函", (_T.REPLY,), (_F.LETTER,), (_O.PROVINCE,), (_P.UNIT,),
        "同意{pilot}延期", "extension", (Practice("细则未规定延期，试点单位申请的由省级联席办公室答复"),),
        needs=(
            Need("applied_on", "申请日期", Day(not_after=Reckoned(ISSUED_ON), example="2026-02-10")),
            Need("reason", "延期理由", Words(example="办公场所搬迁")),
            Need("new_end", "延长后的截止日期", Day(not_before=Reckoned(ISSUED_ON), ahead=True, example="2028-09-30")),
        ),
        copies_usual=(_P.DEPARTMENT,), checks=(later_than_before,),
    ),
)  # fmt: skip
"""D00 to D06a."""
