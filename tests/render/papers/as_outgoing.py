"""A paper of the catalogue as the rules on outgoing papers look at it."""

from __future__ import annotations

from datetime import date

from forms.outgoing import Enclosure, Ground, OutgoingPaper
from render.papers.catalogue import paper as known_paper
from render.papers.facts import facts_of
from render.papers.request import PaperRequest

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


def as_outgoing(request: PaperRequest) -> OutgoingPaper | None:
    """The paper as the rules on outgoing papers judge it; ``None`` for one that no rule speaks of.

    The member units' review, which no request tells of, is taken for recorded. Raises what
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
        joint_review=True,
        ground=grounds.get(str(facts.get("incident"))),
    )
