"""A rule: its id in the rule list, its basis, how strongly the text binds, what it reads — and its three answers.

A rule function yields a :class:`Breach` for each fault and an :class:`Unknown` for each thing it cannot tell;
yielding nothing means that the rule holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import Any, Generic, Protocol, TypeVar

from forms.evidence import Evidence
from forms.finding import Severity
from forms.law import Basis
from forms.programme import Programme

_QUOTED = re.compile(r"[^A-Za-z]+")
"""The docstring up to its first English word."""
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
    """What a rule says of one subject."""

    HOLDS = "holds"
    BROKEN = "broken"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class Breach:
    """One fault at one place.

    ``instead_of`` names codes of the form's own checks that it says better there; ``basis`` stands in for the rule's
    own where the rule rests on something else here.
    """

    code: str
    severity: Severity
    where: str | None
    message: str
    subject: str = ""
    evidence: Evidence | None = None
    instead_of: tuple[str, ...] = ()
    basis: Basis | None = None


@dataclass(frozen=True)
class Unknown:
    """Something the rule cannot tell, and why. ``ask`` is what a person is asked to look at; never a block."""

    why: str
    ask: Breach | None = None

    def __post_init__(self) -> None:
        if self.ask is not None and self.ask.severity is Severity.BLOCK:
            raise ValueError("what cannot be told never blocks a paper")


class Scope(StrEnum):
    """What a rule judges."""

    PAPER = "paper"
    COMPANION = "companion"
    PACKAGE = "package"
    OUTGOING = "outgoing"


MODULES: dict[Scope, tuple[str, ...]] = {
    Scope.PAPER: (
        "eligibility", "incidents", "agreement", "timing", "plan", "consistency", "wording", "evaluation", "group",
        "report", "recheck", "ban",
    ),
    Scope.COMPANION: ("summary",),
    Scope.PACKAGE: ("package", "identity", "quotas"),
    Scope.OUTGOING: ("letters", "sanctions"),
}  # fmt: skip
"""The modules that hold the rules of each scope."""
_SCOPES = tuple(Scope)


class Subject(Protocol):
    """What a rule looks at. ``matter`` tells which rules are meant: a form's id, a paper's kind, a package's stage."""

    @property
    def programme(self) -> Programme: ...

    @property
    def matter(self) -> str: ...


S = TypeVar("S")
Answers = Iterable[Breach | Unknown]


@dataclass(frozen=True)
class Outcome:
    """A rule's verdict on one subject, with its faults and what it could not tell."""

    rule: AnyRule
    breaches: tuple[Breach, ...] = ()
    unknowns: tuple[Unknown, ...] = ()

    @property
    def verdict(self) -> Verdict:
        if self.breaches:
            return Verdict.BROKEN
        return Verdict.CANNOT_TELL if self.unknowns else Verdict.HOLDS


@dataclass(frozen=True)
class Rule(Generic[S]):
    """One entry of the rule list as code.

    ``gravest`` is the most it ever says; ``on`` names the matters it is written for; ``local`` rules hold only where a
    programme's notice names them.
    """

    id: str
    scope: Scope
    basis: Basis
    strength: str
    gravest: Severity
    reads: tuple[str, ...]
    on: tuple[str, ...]
    local: bool
    check: Callable[[S], Answers]

    @property
    def order(self) -> Position:
        return position(self.id)

    @property
    def words(self) -> str:
        """The text's own words, as the docstring quotes them first; ``""`` for a check of our own."""
        quoted = _QUOTED.match(self.check.__doc__ or "")
        return "".join(quoted[0].split()).rstrip(":。") if quoted else ""

    def applies(self, subject: Subject) -> bool:
        """Whether the rule is in force for this matter and programme; an edition never decides it."""
        return subject.matter in self.on and (not self.local or self.id in subject.programme.local_rules)

    def judge(self, subject: S) -> Outcome:
        answers = tuple(self.check(subject))
        return Outcome(
            self,
            tuple(answer for answer in answers if isinstance(answer, Breach)),
            tuple(answer for answer in answers if isinstance(answer, Unknown)),
        )


AnyRule = Rule[Any]
"""A rule of whatever scope."""

_RULES: dict[tuple[Scope, str], AnyRule] = {}


def rule(
    rule_id: str,
    *,
    basis: Basis,
    strength: str,
    gravest: Severity,
    reads: tuple[str, ...],
    on: tuple[str, ...] = ("annex1-application",),
    scope: Scope = Scope.PAPER,
    local: bool = False,
) -> Callable[[Callable[[S], Answers]], Callable[[S], Answers]]:
    """Register a function as the rule ``rule_id``; ``ValueError`` for an id that cannot be or already is one.

    One id may be judged in several scopes, in each by one function.
    """
    position(rule_id)

    def register(check: Callable[[S], Answers]) -> Callable[[S], Answers]:
        if (scope, rule_id) in _RULES:
            raise ValueError(f"rule {rule_id!r} is defined twice")
        _RULES[scope, rule_id] = Rule(rule_id, scope, basis, strength, gravest, reads, on, local, check)
        return check

    return register


def all_rules() -> tuple[AnyRule, ...]:
    """Every rule of every scope, in the rule list's order, those of one id by their scope: papers first."""
    every = [known for scope in Scope for known in rules_of(scope)]
    return tuple(sorted(every, key=lambda known: (known.order, _SCOPES.index(known.scope))))


@cache
def rules_of(scope: Scope) -> tuple[AnyRule, ...]:
    """The rules that judge one kind of subject, in the rule list's order; the modules of no other kind are loaded."""
    for name in MODULES[scope]:
        import_module(f"forms.rules.{name}")
    return tuple(sorted((r for r in _RULES.values() if r.scope is scope), key=lambda known: known.order))
