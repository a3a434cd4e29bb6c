"""Who a paper goes to, as far as programme and pilots tell; and the paper as the rules on outgoing papers look at it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from forms.outgoing import Enclosure, Ground, OutgoingPaper
from forms.programme import Level, Programme
from render.papers.catalogue import paper as known_paper
from render.papers.facts import facts_of
from render.papers.kinds import Party
from render.papers.paper import Paper
from render.papers.request import PaperRequest, PilotFacts

_ENCLOSED = {
    "试点申请书": "annex1-application",
    "试点评估申请表": "annex2-evaluation-application",
    "试点总结报告": "summary-report",
    "试点评估报告": "annex3-evaluation-report",
    "试点复查自检报告": "annex4-recheck-self-inspection",
    "试点复查申请表": "annex5-recheck-application",
    "试点复查报告": "annex6-recheck-report",
}
"""What goes with a letter for every pilot, by the ids that the rules know."""


def suggested(
    paper: Paper, programme: Programme, pilots: Iterable[PilotFacts]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """主送 and 抄送 as far as they are known: offices from the programme, units and recommenders from the pilots.

    What nobody knows (成员单位, 专家所在单位) is left out; an officer completes it.
    """
    given = tuple(pilots)
    to = _names(paper.to, programme, given)
    copies = _names((*paper.copies_required, *paper.copies_usual), programme, given)
    return to, tuple(name for name in copies if name not in to)


def _names(parties: Iterable[Party], programme: Programme, pilots: tuple[PilotFacts, ...]) -> tuple[str, ...]:
    names = [name for party in parties for name in _of(party, programme, pilots)]
    return tuple(dict.fromkeys(name for name in names if name))


def _of(party: Party, programme: Programme, pilots: tuple[PilotFacts, ...]) -> list[str]:
    national = programme.level is Level.NATIONAL
    if party is Party.UNIT:
        return [pilot.unit for pilot in pilots]
    if party is Party.DEPARTMENT:
        return [pilot.recommended_by for pilot in pilots]
    if party is Party.GOVERNMENT and programme.province:
        return [f"{programme.province}人民政府"]
    if party is Party.MINISTRY and national:
        return [programme.ministry_offices[1] if len(programme.ministry_offices) > 1 else programme.ministry_offices[0]]
    if party is Party.PROVINCE and not national:
        return list(programme.receiving_offices[:1])
    return []


def outgoing(request: PaperRequest, joint_review: bool | None = None) -> OutgoingPaper | None:
    """The paper as the rules on outgoing papers judge it; ``None`` for one that no rule speaks of.

    ``joint_review`` says whether the member units' review is recorded, which no request tells. Raises what
    :func:`render.papers.facts.facts_of` raises.
    """
    paper = known_paper(request.paper)
    if paper.outgoing is None:
        return None
    facts = facts_of(paper, request)
    due, until = facts.get("due_on"), facts.get("valid_until")
    grounds = {ground.value: ground for ground in Ground}
    copies = getattr(request.programme, paper.copies) if paper.copies else None
    each = frozenset(_ENCLOSED[name] for name in paper.each)
    return OutgoingPaper(
        kind=paper.outgoing,
        issuers=(request.signatory,),
        signatory=request.signatory,
        to=request.addressees,
        cc=request.copies_to,
        copies=copies if isinstance(copies, int) else None,
        enclosures=tuple(Enclosure(pilot.name, each) for pilot in request.pilots) if each else (),
        dated=request.issued_on,
        due=due if isinstance(due, date) else None,
        valid_until=until if isinstance(until, date) else None,
        joint_review=joint_review,
        ground=grounds.get(str(facts.get("incident"))),
    )
