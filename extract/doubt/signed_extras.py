"""Signed opinions of a file's own text that no block claims: the blocks that they may belong to are in doubt.

What stands under the one name of a block that the form does not have is somebody else's, and kept as such.
"""

from __future__ import annotations

from dataclasses import replace

from extract.doubt.doubted import doubted_answers
from extract.locate.located import DATE_LINE
from extract.words.labels import SIGN_WORDS
from forms.record import BlockRecord, Extra, Record


def doubted_by_signed_extras(record: Record) -> Record:
    """``record`` with the blocks marked that lack an opinion and a date where a signed opinion is left over.

    Where no block lacks them, any may have another's, and all are marked.
    """
    if not record.blocks or not any(map(_is_anyones, record.extra)):
        return record
    lacking = [block for block in record.blocks if _lacks(block)] or list(record.blocks)
    blocks = (doubted_answers(block) if block in lacking else block for block in record.blocks)
    return replace(record, blocks=tuple(blocks))


def _is_anyones(extra: Extra) -> bool:
    """Whether words signed and dated stand under no name, or under the names of several."""
    dates = sum(DATE_LINE.match(line) is not None for line in extra.raw.split("\n"))
    named = extra.label.strip()
    return SIGN_WORDS.search(extra.raw) is not None and dates > 0 and (not named or "\n" in named or dates > 1)


def _lacks(block: BlockRecord) -> bool:
    return block.opinion.value is None and block.date.value is None
