"""To whom a paper usually goes, as far as its pilots, its programme or its issuer say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from forms.divisions import leading_province
from forms.programme import Level, Programme
from render.papers.kinds import Party
from render.papers.paper import Paper
from webhook.service.papers.order import RECOMMENDER, UNIT


def usual_addressees(paper: Paper, issuer: str, rules: Programme) -> tuple[str, ...]:
    """The names and marks among 主送; a party that nothing here names is left to the officer."""
    return tuple(_named(paper.to, issuer, rules, recommender=True))


def usual_copies(paper: Paper, issuer: str, rules: Programme) -> tuple[str, ...]:
    """The names and marks among 抄送. The ministries' office gets none of a paper on a province's own pilots."""
    parties = dict.fromkeys((*paper.copies_required, *paper.copies_usual))
    return tuple(_named(parties, issuer, rules, recommender=False))


def _named(parties: Iterable[Party], issuer: str, rules: Programme, *, recommender: bool) -> Iterator[str]:
    """A recommender gets a copy only where the officer says so: not every pilot was recommended."""
    province = rules.province or leading_province(issuer)
    for party in parties:
        if party is Party.UNIT:
            yield UNIT
        elif party is Party.DEPARTMENT and recommender:
            yield RECOMMENDER
        elif party is Party.MINISTRY and rules.level is Level.NATIONAL and not rules.receives(issuer):
            yield Party.MINISTRY.value
        elif party is Party.PROVINCE and rules.level is Level.PROVINCIAL and rules.province:
            yield rules.receiving_offices[0]
        elif party is Party.GOVERNMENT and province:
            yield f"{province}人民政府"
