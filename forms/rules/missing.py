"""What a rule says of a slot that is printed and left empty."""

from __future__ import annotations

from forms.finding import Severity
from forms.rules.facts import Facts, may_say, page_note
from forms.rules.rule import Breach


def missing(facts: Facts, slot: str, need: str, severity: Severity = Severity.BLOCK) -> Breach:
    """The one fault for a slot that is printed and empty; it takes the place of what the form itself says of it."""
    answer = facts.answer(slot)
    evidence = answer.evidence if answer else None
    if answer is not None and may_say(answer):
        severity = Severity.WARN
    return Breach(
        "field-missing",
        severity,
        f"fields.{slot}",
        f"“{facts.label(slot)}”栏未填写{page_note(evidence)}，{need}。请填写后重新报送。",
        evidence=evidence,
        instead_of=("field-missing",) if severity is not Severity.BLOCK else (),
    )


def at_slot(facts: Facts, slot: str, code: str, severity: Severity, message: str) -> Breach:
    """A fault at one field, with the field's evidence."""
    answer = facts.answer(slot)
    return Breach(code, severity, f"fields.{slot}", message, evidence=answer.evidence if answer else None)
