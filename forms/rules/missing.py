"""What a rule says of a slot that is printed and left empty."""

from __future__ import annotations

from forms.finding import Severity
from forms.rules.facts import Facts, page_note
from forms.rules.rule import Breach


def missing(facts: Facts, slot: str, need: str) -> Breach:
    """The one fault for a slot that is printed and empty; the form's own check says the same of it."""
    answer = facts.answer(slot)
    evidence = answer.evidence if answer else None
    return Breach(
        "field-missing",
        Severity.BLOCK,
        f"fields.{slot}",
        f"“{facts.label(slot)}”栏未填写{page_note(evidence)}，{need}。请填写后重新报送。",
        evidence=evidence,
    )
