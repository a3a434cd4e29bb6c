"""What is wrong with one paper, and what every rule says of it.

Faults come from the rules in force for the form and programme and from what the form asks of each slot. One fault
at one place is one finding: the gravest names it, then the rule list's order; other rules stand in ``also`` and
every basis is joined. The result depends on the arguments alone and stands in the form's order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from forms import registry
from forms.finding import Finding, Severity
from forms.law import Basis, Practice
from forms.outside import NONE, OutsideFacts
from forms.pilot import Companion, Package, Paper, ReadCompanion
from forms.programme import Programme
from forms.record import Record
from forms.rules.facts import Facts
from forms.rules.rule import LAST, AnyRule, Breach, Outcome, Position, Scope, Subject, position, rules_of
from forms.spec import Form, Rows
from forms.written import written_faults

if TYPE_CHECKING:
    from forms.outgoing import OutgoingPaper

_PLACE = re.compile(r"(?P<part>fields|rows|blocks)(?:\.(?P<id>\w+))?(?:\[(?P<index>\d+)\])?(?:\.(?P<slot>\w+))?")
_BLOCK_SLOTS = ("unit", "opinion", "signature", "seal", "date")


@dataclass(frozen=True)
class _Charge:
    """One fault as one accuser states it; ``rule`` is ``None`` for the form's own checks."""

    breach: Breach
    basis: Basis
    rule: AnyRule | None = None

    @property
    def rank(self) -> tuple[int, Position]:
        return self.breach.severity.rank, self.rule.order if self.rule else LAST


def check(
    record: Record, programme: Programme, on: date, form: Form | None = None, facts: OutsideFacts = NONE
) -> tuple[Finding, ...]:
    """The findings of one paper judged on the day ``on``, in the form's order; faults of no place come last.

    ``form`` defaults to the record's own edition; ``KeyError`` where none is defined.
    """
    known = _facts(record, programme, on, form, facts)
    charges = [*_by_rules(Scope.PAPER, known), *_by_form(known)]
    merged = [_merge(together) for together in _same_fault(_without_replaced(charges))]
    return tuple(sorted(merged, key=_FormOrder(known)))


def check_companion(paper: Companion, programme: Programme, on: date) -> tuple[Finding, ...]:
    """The findings of one companion or incoming paper: those of rules, in the rule list's order, then what is missing,
    doubtful or does not add up in what was read.
    """
    from forms.paper_faults import paper_faults

    read = ReadCompanion(paper, programme.at(on), on)
    charges = [*_by_rules(Scope.COMPANION, read), *(_Charge(breach, basis) for breach, basis in paper_faults(read))]
    return tuple(_merge(together) for together in _same_fault(charges))


def check_package(
    papers: Sequence[Paper], programme: Programme, on: date, facts: OutsideFacts = NONE
) -> tuple[Finding, ...]:
    """The findings across the papers of one pilot, in the rule list's order: what is missing, what does not agree.

    ``papers`` are all there are, oldest first. What is wrong within one of them is for :func:`check` and
    :func:`check_companion` to say. The place is always the package as a whole; ``subject`` names the paper meant.
    """
    return _across(Scope.PACKAGE, Package(tuple(papers), programme.at(on), on, facts))


def check_outgoing(paper: OutgoingPaper, programme: Programme, on: date) -> tuple[Finding, ...]:
    """The findings of a paper that is to go out, in the rule list's order."""
    from forms.outgoing import Sending

    return _across(Scope.OUTGOING, Sending(paper, programme.at(on), on))


def verdicts_on(scope: Scope, subject: Subject) -> tuple[Outcome, ...]:
    """What each rule of a scope that is in force says of its subject, in the rule list's order."""
    return tuple(rule.judge(subject) for rule in rules_of(scope) if rule.applies(subject))


def verdicts(
    record: Record, programme: Programme, on: date, form: Form | None = None, facts: OutsideFacts = NONE
) -> tuple[Outcome, ...]:
    """What each rule in force says of the paper, in the rule list's order."""
    known = _facts(record, programme, on, form, facts)
    return verdicts_on(Scope.PAPER, known)


def _facts(record: Record, programme: Programme, on: date, form: Form | None, outside: OutsideFacts) -> Facts:
    if form is None:
        form = registry.form(record.form, record.edition)
    return Facts(form, record, programme.at(on), on, outside)


def _across(scope: Scope, subject: Subject) -> tuple[Finding, ...]:
    return tuple(_merge(together) for together in _same_fault(_by_rules(scope, subject)))


def _by_rules(scope: Scope, subject: Subject) -> Iterator[_Charge]:
    for outcome in verdicts_on(scope, subject):
        asked = (unknown.ask for unknown in outcome.unknowns if unknown.ask is not None)
        for breach in (*outcome.breaches, *asked):
            yield _Charge(breach, breach.basis or outcome.rule.basis, outcome.rule)


def _by_form(facts: Facts) -> Iterator[_Charge]:
    for breach, basis in written_faults(facts):
        yield _Charge(breach, basis)
    yield from _ended_edition(facts)


def _ended_edition(facts: Facts) -> Iterator[_Charge]:
    """That the paper is printed in an edition whose last day is over: it is read all the same."""
    overlay = registry.overlay_of(facts.form)
    if overlay is not None and overlay.in_force_until is not None and overlay.ended(facts.on):
        last = overlay.in_force_until
        message = (
            f"所用表样（{facts.form.edition}，{overlay.source}）使用至{last.year}年{last.month}月{last.day}日，"
            "现已停用，内容已照常读取。请核对填报时间；应当使用新表样的，请申报单位换用新表样。"
        )
        yield _Charge(Breach("edition-ended", Severity.INFO, None, message), facts.form.cites)


def _without_replaced(charges: list[_Charge]) -> list[_Charge]:
    """Without what the form's own checks say of a place where a rule says it better."""
    better = {(c.breach.where, code) for c in charges for code in c.breach.instead_of}
    return [c for c in charges if c.rule is not None or (c.breach.where, c.breach.code) not in better]


def _same_fault(charges: Iterable[_Charge]) -> list[list[_Charge]]:
    """Charges of one code and subject at one place together, the one that names the finding first."""
    together: dict[tuple[str | None, str, str], list[_Charge]] = {}
    for charge in charges:
        breach = charge.breach
        together.setdefault((breach.where, breach.code, breach.subject), []).append(charge)
    return [sorted(same, key=lambda charge: charge.rank) for same in together.values()]


def _merge(charges: list[_Charge]) -> Finding:
    first = charges[0]
    rules = dict.fromkeys(charge.rule.id for charge in charges if charge.rule is not None)
    named = first.rule.id if first.rule else None
    evidence = next((c.breach.evidence for c in charges if c.breach.evidence is not None), None)
    return Finding(
        first.breach.code,
        first.breach.severity,
        first.breach.message,
        rule=named,
        basis=_joined([charge.basis for charge in charges]),
        also=tuple(rule for rule in rules if rule != named),
        where=first.breach.where,
        evidence=evidence,
        subject=first.breach.subject,
    )


def _joined(bases: list[Basis]) -> str:
    """The bases as one text, each once; a mere practice is not named beside an article or the form's own words."""
    firm = [basis for basis in bases if not isinstance(basis, Practice)]
    return "、".join(dict.fromkeys(str(basis) for basis in firm or bases))


class _FormOrder:
    """Sorts findings into the form's order: cover, sections and rows, blocks, then the document as a whole."""

    def __init__(self, facts: Facts) -> None:
        form = facts.form
        parts = [*form.cover]
        self._rows: dict[str, int] = {}
        self._columns: dict[tuple[str, str], int] = {}
        for section in form.sections:
            if isinstance(section, Rows):
                self._rows[section.id] = sum(len(field.ids) for field in parts)
                slots = [slot for column in section.columns for slot in column.ids]
                self._columns |= {(section.id, slot): place for place, slot in enumerate(slots)}
            else:
                parts += section.fields
        self._slots = {slot: place for place, slot in enumerate(slot for field in parts for slot in field.ids)}
        self._kinds = {block.id: place for place, block in enumerate(form.blocks)}
        self._blocks = [block.id for block in facts.record.blocks]

    def __call__(self, finding: Finding) -> tuple[tuple[int, ...], int, Position]:
        order = position(finding.rule) if finding.rule else LAST
        return self._place(finding.where), finding.severity.rank, order

    def _place(self, where: str | None) -> tuple[int, ...]:
        place = _PLACE.fullmatch(where or "")
        if place is None:
            return (2,)
        index = int(place["index"] or 0)
        match place["part"]:
            case "fields":
                return 0, self._slots[place["id"]], 1
            case "rows":
                return 0, self._rows[place["id"]], 0, index, self._columns.get((place["id"], place["slot"]), -1)
            case _ if place["id"]:
                return 1, self._kinds[place["id"]], -1
            case _:
                return 1, self._kinds[self._blocks[index]], index, _BLOCK_SLOTS.index(place["slot"])
