"""Opinions of a scan that end with a line which may begin the unit's name, of which only a part was read below: marked."""

from __future__ import annotations

from dataclasses import replace

from extract.doubt.doubted import doubted
from extract.words.opinion import VERDICT
from forms.divisions import leading_place
from forms.record import BlockRecord, Record


def doubted_names_in_opinions(record: Record) -> Record:
    """``record`` with such opinions marked: a seal over the name may hide what tells its first line from the opinion's last."""
    return replace(record, blocks=tuple(_weighed(block) for block in record.blocks))


def _weighed(block: BlockRecord) -> BlockRecord:
    at, last = block.opinion.evidence, block.opinion.raw.rstrip().rpartition("\n")[2].strip()
    if at is None or not at.is_scanned or block.opinion.needs_review or not block.unit.needs_review:
        return block
    names = bool(leading_place(last)) and VERDICT.search(last) is None
    return replace(block, opinion=doubted(block.opinion)) if names else block
