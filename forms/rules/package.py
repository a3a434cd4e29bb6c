"""That what must come together has come together (第十一条, 第十八条, 第二十三条, 第三十二条, 第三十五条; 湖北通知第四部分)."""

from __future__ import annotations

from forms.finding import Severity
from forms.outside import RecommenderKind, Stage
from forms.periods import chinese_date
from forms.pilot import Package, paper_name
from forms.rules.rule import Answers, Breach, Scope, Unknown, rule
from forms.script import fold
from forms.statutes import HUBEI_2016, RULES

_APPLICATION = (Stage.APPLICATION.value,)
_ITEM_3 = HUBEI_2016.part("第四部分第3项")


def _together(package: Package, *wanted: str) -> Answers:
    """A fault for each paper that is not among those handed in."""
    for paper_id in wanted:
        if not package.holds(paper_id):
            name = paper_name(paper_id)
            message = f"报送材料中未见《{name}》。请补报{name}，或者核对是否已另行报送。"
            yield Breach("paper-missing", Severity.BLOCK, None, message, subject=paper_id)


@rule(
    "R11",
    basis=RULES.art(11),
    strength="—",
    gravest=Severity.BLOCK,
    reads=("recommendation-letter",),
    on=_APPLICATION,
    scope=Scope.PACKAGE,
)
def recommended(package: Package) -> Answers:
    """试点由各省、自治区、直辖市相关行业主管部门组织推荐，经审查符合规定的，提交省级联席办公室: a 推荐函 is there,

    and where it lists pilots, this one is among them.
    """
    yield from _together(package, "recommendation-letter")
    letters = package.companions("recommendation-letter")
    names = [name for record in package.records if isinstance(name := record.value("pilot_name"), str)]
    listed = {pilot for letter in letters for pilot in letter.pilots}
    if letters and not (listed and names):
        yield Unknown("推荐函所列试点或者申请书的试点名称未读出")
    elif letters and not {fold(name) for name in names} & {fold(pilot) for pilot in listed}:
        message = f"推荐函所列试点为“{'、'.join(sorted(listed))}”，其中没有“{names[0]}”。请核对推荐函。"
        yield Breach("pilot-mismatch", Severity.BLOCK, None, message, subject="recommendation-letter")


@rule(
    "R15.1",
    basis=RULES.art(15, item=1),
    strength="应当",
    gravest=Severity.WARN,
    reads=("standards-list",),
    on=(Stage.EVALUATION.value, Stage.EVALUATION_RESULT.value),
    scope=Scope.PACKAGE,
)
def standards_list(package: Package) -> Answers:
    """编制标准明细表: it comes with the papers of the evaluation."""
    if not package.holds("standards-list"):
        message = "报送材料中未见标准明细表。请补报，或者核对是否已附在总结报告中。"
        yield Breach("standards-list-missing", Severity.WARN, None, message)


@rule(
    "R18.5",
    basis=RULES.art(18),
    strength="应当",
    gravest=Severity.BLOCK,
    reads=("annex2-evaluation-application", "summary-report"),
    on=(Stage.EVALUATION.value,),
    scope=Scope.PACKAGE,
)
def report_with_application(package: Package) -> Answers:
    """填报《社会管理和公共服务综合标准化试点评估申请表》（见附件2），同时提交总结报告。"""
    yield from _together(package, "annex2-evaluation-application", "summary-report")


@rule(
    "R23.1",
    basis=RULES.art(23, paragraph=1),
    strength="应当",
    gravest=Severity.BLOCK,
    reads=("annex2-evaluation-application", "summary-report", "annex3-evaluation-report", "outside.copies"),
    on=(Stage.EVALUATION_RESULT.value,),
    scope=Scope.PACKAGE,
)
def evaluation_papers(package: Package) -> Answers:
    """报送材料一式2份，包括报送公函，每个试点的评估申请表、试点总结报告和试点评估报告。"""
    yield from _together(package, "annex2-evaluation-application", "summary-report", "annex3-evaluation-report")
    yield from _covering_letter(package)
    yield from _copies(package, package.programme.report_copies)


def _covering_letter(package: Package) -> Answers:
    if package.outside.covering_letter is False:
        yield from _together(package, "covering-letter")
    elif package.outside.covering_letter is None and not package.holds("covering-letter"):
        yield Unknown("不知道是否有报送公函")


def _copies(package: Package, asked: int) -> Answers:
    if package.outside.copies is None:
        yield Unknown("不知道份数")
    elif package.outside.copies < asked:
        message = f"纸质材料收到{package.outside.copies}份，应报一式{asked}份。请补足。"
        yield Breach("copies-short", Severity.BLOCK, None, message)


@rule(
    "R32.2",
    basis=RULES.art(32),
    strength="并提交",
    gravest=Severity.BLOCK,
    reads=("annex4-recheck-self-inspection", "annex5-recheck-application"),
    on=(Stage.RECHECK.value,),
    scope=Scope.PACKAGE,
)
def self_inspection_with_application(package: Package) -> Answers:
    """并提交《社会管理和公共服务综合标准化试点复查自检报告》（见附件4）和《社会管理和公共服务综合标准化试点复查申请表》（见附件5）。"""
    yield from _together(package, "annex4-recheck-self-inspection", "annex5-recheck-application")


@rule(
    "R35",
    basis=RULES.art(35),
    strength="应当",
    gravest=Severity.BLOCK,
    reads=("annex4-recheck-self-inspection", "annex5-recheck-application", "annex6-recheck-report"),
    on=(Stage.RECHECK_RESULT.value,),
    scope=Scope.PACKAGE,
)
def recheck_papers(package: Package) -> Answers:
    """将《社会管理和公共服务综合标准化试点复查自检报告》、《社会管理和公共服务综合标准化试点复查申请表》和

    《社会管理和公共服务综合标准化试点复查报告》（见附件6）报部级联席办公室。
    """
    yield from _together(
        package, "annex4-recheck-self-inspection", "annex5-recheck-application", "annex6-recheck-report"
    )


@rule(
    "H8",
    basis=_ITEM_3,
    strength="—",
    gravest=Severity.BLOCK,
    reads=("recommendation-letter.issuer", "outside.recommender"),
    on=_APPLICATION,
    scope=Scope.PACKAGE,
    local=True,
)
def recommended_by_name(package: Package) -> Answers:
    """市州已建立联席会议的，以联席会议名义申报推荐；未建立联席会议的，以市州政府办公室或质量技术监督局名义推荐；

    省联席会议成员单位以本单位名义推荐。 Whether a city has a 联席会议 stands in no paper.
    """
    known = package.outside.recommender
    if known is None:
        yield Unknown("推荐单位的情况不知道")
        return
    yield from _signed_by(package, known.name)
    if known.kind is RecommenderKind.MEMBER_UNIT:
        return
    city = {RecommenderKind.CITY_OFFICE, RecommenderKind.CITY_BUREAU}
    if known.kind in city and known.city_has_meeting is None:
        yield Unknown("不知道该市州是否已建立联席会议")
    elif known.kind is RecommenderKind.CITY_MEETING and known.city_has_meeting is False:
        yield _recommender(known.name, "该市州未建立联席会议，应以市州政府办公室或者质量技术监督局名义推荐")
    elif known.kind in city and known.city_has_meeting:
        yield _recommender(known.name, "该市州已建立联席会议，应以联席会议名义推荐")
    elif known.kind is RecommenderKind.OTHER:
        yield _recommender(known.name, "不属于通知所列的推荐单位")


def _signed_by(package: Package, name: str) -> Answers:
    for letter in package.companions("recommendation-letter"):
        if letter.issuer is None:
            yield Unknown("推荐函的落款未读出")
        elif not package.programme.same_unit(letter.issuer, name):
            yield _recommender(letter.issuer, f"与推荐单位“{name}”不一致")


def _recommender(name: str, why: str) -> Breach:
    message = f"推荐函以“{name}”名义推荐，{why}。请核对，由符合通知规定的单位重新出具推荐函。"
    return Breach("recommender-name", Severity.BLOCK, None, message, subject=why)


@rule(
    "H9",
    basis=_ITEM_3,
    strength="须",
    gravest=Severity.BLOCK,
    reads=("recommendation-letter", "annex1-application", "outside.copies", "outside.electronic"),
    on=_APPLICATION,
    scope=Scope.PACKAGE,
    local=True,
)
def four_copies(package: Package) -> Answers:
    """推荐函须附《湖北省社会管理和公共服务综合标准化试点申请书》（样表附后），表格一式四份。

    On paper and as a file: 「申报推荐纸质材料并电子档文件」.
    """
    yield from _together(package, "recommendation-letter", "annex1-application")
    if package.programme.copies is not None:
        yield from _copies(package, package.programme.copies)
    if package.outside.electronic is None:
        yield Unknown("不知道是否报有电子档")
    elif not package.outside.electronic:
        message = "未收到电子档文件。请补报申请书的电子档。"
        yield Breach("electronic-missing", Severity.WARN, None, message)


@rule(
    "H10",
    basis=_ITEM_3,
    strength="不再受理",
    gravest=Severity.BLOCK,
    reads=("outside.received_on",),
    on=_APPLICATION,
    scope=Scope.PACKAGE,
    local=True,
)
def in_time(package: Package) -> Answers:
    """请于5月20日前报省联席会议办公室（设在省质监局标准化处），逾期不再受理。

    Judged by the day of receipt; whether the last day itself is in time is a setting.
    """
    received, deadline = package.outside.received_on, package.programme.deadline
    if received is None or deadline is None:
        yield Unknown("收到日期或者截止日期不知道")
    elif received > deadline or (received == deadline and not package.programme.deadline_inclusive):
        message = (
            f"申报材料于{chinese_date(received.isoformat())}收到，截止日期为{chinese_date(deadline.isoformat())}，"
            "逾期不再受理。请核对收到日期和收到方式。"
        )
        yield Breach("received-late", Severity.BLOCK, None, message)
