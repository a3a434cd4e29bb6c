"""A request for any paper with made-up facts that fit: what a template is tried with, and what the catalogue shows."""

from __future__ import annotations

from datetime import date

from forms.programme import HUBEI, NATIONAL, Programme
from render.papers.kinds import About, Format, Organ, Party
from render.papers.need import Need
from render.papers.paper import Paper
from render.papers.request import PaperRequest, PilotFacts

TODAY = date(2026, 3, 5)
MINISTRY = "社会管理和公共服务标准化联席会议办公室"
PROVINCE = "湖北省社会管理和公共服务标准化联席会议办公室"
_ISSUERS = {
    Organ.MINISTRY: ("国家标准化管理委员会", "国家标准化管理委员会"),
    Organ.PROVINCE: ("湖北省市场监督管理局", PROVINCE),
    Organ.DEPARTMENT: ("湖北省住房和城乡建设厅", "湖北省住房和城乡建设厅"),
}
_PARTIES = {
    Party.MINISTRY: MINISTRY,
    Party.PROVINCE: PROVINCE,
    Party.PROVINCES: "各省、自治区、直辖市标准化联席会议办公室",
    Party.GOVERNMENT: "湖北省人民政府",
    Party.MEMBERS: "省联席会议各成员单位",
    Party.DEPARTMENT: "襄阳市市场监督管理局",
    Party.UNIT: "武汉市江汉区行政审批局",
    Party.EMPLOYERS: "湖北省标准化与质量研究院",
    Party.LOCAL: "各市州市场监督管理局",
}
_NUMBERS = {
    Organ.MINISTRY: "国标委发〔2026〕5号",
    Organ.PROVINCE: "鄂市监标函〔2026〕12号",
    Organ.DEPARTMENT: "鄂建函〔2026〕12号",
}
PILOTS = (
    PilotFacts("政务服务综合标准化试点", "武汉市江汉区行政审批局", ("武汉市江汉区人民政府",), "", ("2026-03", "2028-03"), "", "合格"),
    PilotFacts("居家养老服务综合标准化试点", "宜昌市西陵区民政局", ("宜昌市西陵区人民政府",), "", ("2026-05", "2028-12"), "", "合格"),
    PilotFacts("公共文化服务综合标准化试点", "襄阳市图书馆", ("襄阳市文化和旅游局",), "", ("2026-03", "2029-02"), "", "不合格"),
    PilotFacts("城市社区管理综合标准化试点", "黄石市铁山区社区服务中心", ("黄石市铁山区人民政府",), "", ("2026-06", "2028-06"), "", "合格"),
    PilotFacts("公共教育服务综合标准化试点", "十堰市张湾区教育局", ("十堰市张湾区人民政府",), "", ("2026-03", "2028-03"), "", "合格"),
)  # fmt: skip


def sample_request(
    paper: Paper, layout: Format | None = None, pilots: int = 1, draft: bool = True, script: str = "hans"
) -> PaperRequest:
    """A request that :func:`render.papers.compose.compose` accepts for every paper but the standard forms."""
    programme = programme_for(paper)
    organ = paper.issued_by(programme)[0]
    issuer, signatory = _ISSUERS[organ]
    parties = _PARTIES | ({Party.MEMBERS: "联席会议各成员单位"} if organ is Organ.MINISTRY else {})
    required = [parties[party] for party in (*paper.copies_required, *paper.copies_usual)]
    count = {About.ONE: 1, About.MANY: pilots, About.NONE: 0}[paper.about]
    return PaperRequest(
        paper.id, programme, issuer, signatory, tuple(parties[party] for party in paper.to), TODAY, layout,
        number=_NUMBERS[organ], issued_on=TODAY, copies_to=tuple(required),
        pilots=tuple(PILOTS[at % len(PILOTS)] for at in range(count)), facts=sample_facts(paper.needs),
        contact="许钦祥，电话：027-87710317", script=script, draft=draft,
    )  # fmt: skip


def programme_for(paper: Paper) -> Programme:
    """A programme under which the paper is written."""
    return HUBEI if paper.provincial_only or paper.id == "D02n" else NATIONAL


def sample_facts(needs: tuple[Need, ...]) -> dict[str, object]:
    """A value for every need that follows from no other."""
    return {need.id: need.kind.sample() for need in needs if not getattr(need.kind, "default", None)}
