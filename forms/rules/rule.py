"""A rule: its id in the rule list, its basis, how strongly the text binds, what it reads — and its three answers.

A rule function yields a :class:`Breach` for each fault and an :class:`Unknown` for each thing it cannot tell;
yielding nothing means that the rule holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module

from forms.evidence import Evidence
from forms.finding import Severity
from forms.law import Basis
from forms.rules.facts import Facts

SUBJECTS = ("eligibility", "agreement", "timing", "plan", "consistency", "wording")
"""The modules that hold rules."""

# fmt: off
ORDER = (
    "R04", "R08", "R09.1a", "R09.1b", "R09.2a", "R09.2b", "R09.3", "R09.4", "R10.1", "R10.2", "R11", "R12.1", "R12.2",
    "R13", "R15", "R15.1", "R16", "R18.1", "R18.2", "R18.3", "R18.4", "R18.5", "R18.6", "R18.7", "R18.8", "R19.1",
    "R19.2", "R19.3", "R19.4", "R19.5", "R20", "R21", "R22", "R23.1", "R23.2", "R23.3", "R23.4", "R24", "R26.1",
    "R26.2", "R26.3", "R26.4", "R28", "R30", "R32.1", "R32.2", "R33", "R34.1", "R34.2", "R34.3", "R34.4", "R34.5",
    "R35", "R36", "R37.1", "R37.2", "R38", "R39", "H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "H9", "H10", "H11",
    "H12", "X1", "X2", "X3", "X4",
)
# fmt: on
"""Every id of the rule list, in its order: what decides which of several rules names a fault."""


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
    def order(self) -> int:
        return ORDER.index(self.id)

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
    """Register a function as the rule ``rule_id``; ``ValueError`` where the list does not know or already has it."""
    if rule_id not in ORDER:
        raise ValueError(f"rule {rule_id!r} is not in the rule list")

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
