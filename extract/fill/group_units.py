"""A group that signs as one is no unit: whatever else is doubted on its page, of its unit there is nothing to look at."""

from __future__ import annotations

from dataclasses import replace

from extract.fill.answering import SURE
from forms.record import Answer, Record
from forms.spec import FilledBy, Form


def without_group_units(record: Record, form: Form) -> Record:
    """``record`` with no unit, and no doubt of one, in the blocks that a group signs."""
    owners = form.blocks_of([block.id for block in record.blocks])
    return replace(
        record,
        blocks=tuple(
            replace(block, unit=Answer(None, "", SURE, evidence=block.evidence))
            if owner.filled_by is FilledBy.GROUP
            else block
            for block, owner in zip(record.blocks, owners, strict=True)
        ),
    )
