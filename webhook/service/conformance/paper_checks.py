"""Judging what is not kept: a paper before it goes out."""

from __future__ import annotations

from datetime import date

from forms.check import check_outgoing
from forms.finding import Finding
from forms.outgoing import OutgoingPaper
from forms.programme import UnknownProgramme
from forms.programme import programme as find_programme
from webhook.service.plain_text import demand_text
from webhook.service.ports import Clock, office_day
from webhook.service.problems import Invalid


class Checks:
    """``programme`` is the one that is meant where none is named."""

    def __init__(self, clock: Clock, programme: str) -> None:
        self._clock = clock
        self._programme = programme

    def outgoing(self, paper: OutgoingPaper, programme: str | None, on: date | None) -> tuple[Finding, ...]:
        """The findings of a paper that is to go out, judged on the day ``on``, today by default.

        Raises :class:`Invalid` for a programme there is none of.
        """
        demand_text(paper.issuers, paper.to, paper.cc, paper.signatory, [one.pilot for one in paper.enclosures])
        try:
            rules = find_programme(programme or self._programme)
        except UnknownProgramme as unknown:
            raise Invalid("unknown-programme", str(unknown), "请改用所列编号之一。") from None
        return check_outgoing(paper, rules, on or office_day(self._clock()))
