"""One case of a rule: the situation in the regulation's words, the papers it is about, and what the rule says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from forms.check import verdicts_on
from forms.outgoing import OutgoingPaper, Sending
from forms.outside import OutsideFacts
from forms.pilot import Companion, Package, ReadCompanion
from forms.programme import HUBEI, NATIONAL, Programme
from forms.record import Record
from forms.registry import form
from forms.rules.facts import Facts
from forms.rules.rule import Outcome, Scope, Subject, Verdict
from tests.forms.papers import FORMS, ON
from tests.forms.records import ON as ON_OF_APPLICATIONS

Judged = Record | Companion | OutgoingPaper | tuple[Any, ...]
"""One paper, or all papers of a pilot as a tuple."""


@dataclass(frozen=True)
class Case:
    """``found`` are the faults as “code severity”; they are empty where the rule is silent or cannot tell."""

    rule: str
    situation: str
    of: Judged
    verdict: Verdict
    found: tuple[str, ...]
    facts: OutsideFacts
    programme: Programme
    on: date

    @property
    def scope(self) -> Scope:
        match self.of:
            case Record():
                return Scope.PAPER
            case Companion():
                return Scope.COMPANION
            case OutgoingPaper():
                return Scope.OUTGOING
        return Scope.PACKAGE

    def subject(self) -> Subject:
        match self.of:
            case Record():
                known = FORMS.get(self.of.form) or form(self.of.form, self.of.edition)
                return Facts(known, self.of, self.programme, self.on, self.facts)
            case Companion():
                return ReadCompanion(self.of, self.programme, self.on)
            case OutgoingPaper():
                return Sending(self.of, self.programme, self.on)
        return Package(self.of, self.programme, self.on, self.facts)

    def outcome(self) -> Outcome:
        """What the rule says; fails where it is not in force for the case."""
        (found,) = [o for o in verdicts_on(self.scope, self.subject()) if o.rule.id == self.rule]
        return found

    def __str__(self) -> str:
        return f"{self.rule} {self.situation}"


def _case(rule: str, situation: str, of: Judged, verdict: Verdict, found: tuple[str, ...], **more: Any) -> Case:
    programme = more.pop("programme", HUBEI if rule.startswith("H") else NATIONAL)
    application = isinstance(of, Record) and of.form == "annex1-application"
    on = more.pop("on", ON_OF_APPLICATIONS if application else ON)
    return Case(rule, situation, of, verdict, found, OutsideFacts(**more), programme, on)


def fires(rule: str, situation: str, of: Judged, *found: str, **more: Any) -> Case:
    """A case in which the rule is broken; ``more`` are facts outside the papers, ``programme`` and ``on``."""
    return _case(rule, situation, of, Verdict.BROKEN, found, **more)


def silent(rule: str, situation: str, of: Judged, **more: Any) -> Case:
    return _case(rule, situation, of, Verdict.HOLDS, (), **more)


def unsure(rule: str, situation: str, of: Judged, **more: Any) -> Case:
    return _case(rule, situation, of, Verdict.CANNOT_TELL, (), **more)
