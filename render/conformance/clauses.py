"""Every check that there is: importing a module of clauses registers its checks."""

from __future__ import annotations

from render.conformance import (
    clauses_end,
    clauses_head,
    clauses_letter,
    clauses_look,
    clauses_number,
    clauses_page,
    clauses_record,
    clauses_text,
)
from render.conformance.paper import CLAUSES, Clause

MODULES = (
    clauses_page, clauses_look, clauses_head, clauses_text, clauses_end, clauses_record, clauses_number, clauses_letter,
)  # fmt: skip


def in_order() -> list[Clause]:
    """The checks in the order of the standard's clauses."""
    return sorted(CLAUSES.values(), key=lambda one: [int(part) for part in one.number.split(".")])
