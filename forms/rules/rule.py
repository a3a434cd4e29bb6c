"""A rule: its id in the rule list, its basis, how strongly the text binds, what it reads — and its three answers.

A rule function yields a :class:`Breach` for each fault and an :class:`Unknown` for each thing it cannot tell;
yielding nothing means that the rule holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module

from forms.evidence import Evidence
from forms.finding import Severity
from forms.law import Basis
from forms.rules.facts import Facts

SUBJECTS = ("eligibility", "incidents", "agreement", "timing", "plan", "consistency", "wording")
"""The modules that hold rules."""

_ID = re.compile(r"([RHX])(\d{1,2})(?:\.(\d))?([ab])?")

Position = tuple[int, int, int, str]
LAST: Position = (3, 0, 0, "")
"""The place of what no rule claims: after every rule."""


def position(rule_id: str) -> Position:
    """The place of an id in the rule list: the 细则 by article, then Hubei's notice, then our own checks.

    ``ValueError`` for what cannot be an id of the list.
    """
    parts = _ID.fullmatch(rule_id)
    if parts is None:
        raise ValueError(f"rule {rule_id!r} is not in the rule list")
    return "RHX".index(parts[1]), int(parts[2]), int(parts[3] or 0), parts[4] or ""


class Verdict(StrEnum):
    """What a rule says of one paper."""

    HOLDS = "holds"
    BROKEN = "broken"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class Breach:
    """One fault at one place. ``instead_of`` names codes of the form's own checks that it says better there."""

    code: str
    severity: Severity
    where: str | None
    message: str
    subject: str = ""
    evidence: Evidence | None = None
    instead_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unknown:
    """Something the rule cannot tell, and why. ``ask`` is what a person is asked to look at; never a block."""

    why: str
    ask: Breach | None = None

    def __post_init__(self) -> None:
        if self.ask is not None and self.ask.severity is Severity.BLOCK:
            raise ValueError("what cannot be told never blocks a paper")


Answers = Iterable[Breach | Unknown]
Check = Callable[[Facts], Answers]


@dataclass(frozen=True)
class Outcome:
    """A rule's verdict on one paper, with its faults and what it could not tell."""

    rule: Rule
    breaches: tuple[Breach, ...] = ()
    unknowns: tuple[Unknown, ...] = ()

    @property
    def verdict(self) -> Verdict:
        if self.breaches:
            return Verdict.BROKEN
        return Verdict.CANNOT_TELL if self.unknowns else Verdict.HOLDS


@dataclass(frozen=True)
class Rule:
    """One entry of the rule list as code. ``local`` rules hold only where a programme's notice names them."""

    id: str
    basis: Basis
    strength: str
    reads: tuple[str, ...]
    forms: tuple[str, ...]
    local: bool
    check: Check

    @property
    def order(self) -> Position:
        return position(self.id)

    def applies(self, facts: Facts) -> bool:
        """Whether the rule is in force for this form and programme; an edition never decides it."""
        return facts.form.id in self.forms and (not self.local or self.id in facts.programme.local_rules)

    def judge(self, facts: Facts) -> Outcome:
        answers = tuple(self.check(facts))
        return Outcome(
            self,
            tuple(answer for answer in answers if isinstance(answer, Breach)),
            tuple(answer for answer in answers if isinstance(answer, Unknown)),
        )


_RULES: dict[str, Rule] = {}


def rule(
    rule_id: str,
    *,
    basis: Basis,
    strength: str,
    reads: tuple[str, ...],
    forms: tuple[str, ...] = ("annex1-application",),
    local: bool = False,
) -> Callable[[Check], Check]:
    """Register a function as the rule ``rule_id``; ``ValueError`` for an id that cannot be or already is one."""
    position(rule_id)

    def register(check: Check) -> Check:
        if rule_id in _RULES:
            raise ValueError(f"rule {rule_id!r} is defined twice")
        _RULES[rule_id] = Rule(rule_id, basis, strength, reads, forms, local, check)
        return check

    return register


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the rule list's order."""
    for subject in SUBJECTS:
        import_module(f"forms.rules.{subject}")
    return tuple(sorted(_RULES.values(), key=lambda known: known.order))
