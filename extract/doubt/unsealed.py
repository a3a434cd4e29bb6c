"""Blocks that nobody seals: where a copy shows no trace of a seal there, none stands, though pale ink leaves no trace.

Such are those that the form asks no seal of, and one that the receiving office has still to fill, as long as nothing at
all stands in it: who seals has written or signed before.
"""

from __future__ import annotations

from forms.record import BlockRecord, Record
from forms.spec import FilledBy, Form, Needs

_BLANK_DATE = str.maketrans("", "", "年月日")


def never_sealed(record: Record, form: Form) -> frozenset[str]:
    """The ids of such blocks of ``record``."""
    unasked = {str(block.id) for block in form.blocks if Needs.SEAL not in block.needs}
    ours = {str(block.id) for block in form.blocks if block.filled_by is FilledBy.RECEIVING_OFFICE}
    filled = {block.id for block in record.blocks if not _is_empty(block)}
    return frozenset(unasked | (ours - filled))


def _is_empty(block: BlockRecord) -> bool:
    """Whether surely nothing was written, signed or stamped in a block."""
    said = any(answer.raw.translate(_BLANK_DATE).strip() or answer.needs_review for answer in block.answers)
    return not said and block.signature.present is False and block.seal.present is False
