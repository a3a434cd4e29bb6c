"""Texts of a scan that end within a sentence: what follows was not read, so they are marked."""

from __future__ import annotations

import re

from extract.doubt.doubted import doubted
from forms.record import Answer, Record

_GOES_ON = re.compile(r"[，,、：:；（(《“][\s]*$")
"""No sentence ends so."""


def doubted_unended(record: Record) -> Record:
    """``record`` with each such answer marked."""
    return record.each(_weighed)


def _weighed(answer: Answer) -> Answer:
    at, said = answer.evidence, answer.value
    if at is None or not at.is_scanned or answer.needs_review or not isinstance(said, str):
        return answer
    return doubted(answer) if _GOES_ON.search(said) else answer
