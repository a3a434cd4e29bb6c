"""What rests on an order of pages that their words alone gave: answers, rows and blocks that go on overleaf.

An answer that stands whole on its page says the same wherever the page lies; one that goes on says it only if the page
behind it is the right one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.document import ReadText
from extract.doubt.doubted import doubted, doubted_answers, doubted_marks
from forms.evidence import Evidence
from forms.record import Answer, BlockRecord, Record

Joint = tuple[int, int]
_TELLING = 4
"""So many characters at its end tell on which page an answer ends."""
_ABOVE_MM = 1.0


def doubted_over_joints(record: Record, joints: Sequence[Joint], read: Sequence[ReadText]) -> Record:
    """``record`` with such answers marked; ``joints`` are pages put one behind the other, ``read`` the lines of all."""
    if not joints:
        return record

    def over(answer: Answer) -> bool:
        return any(_goes_over(answer, joint, read) for joint in joints)

    rows = {name: tuple(_doubted_row(row) if any(map(over, row.values())) else row for row in table)
            for name, table in record.rows.items()}  # fmt: skip
    return replace(
        record,
        fields={slot: doubted(answer) if over(answer) else answer for slot, answer in record.fields.items()},
        rows={name: _behind(table, joints) for name, table in rows.items()},
        blocks=tuple(
            doubted_marks(doubted_answers(block)) if any(map(over, block.answers)) else _unended(block, rest, joints)
            for block, rest in ((one, record.blocks[n + 1 :]) for n, one in enumerate(record.blocks))
        ),
    )


def _goes_over(answer: Answer, joint: Joint, read: Sequence[ReadText]) -> bool:
    """Whether ``answer`` stands on the first page of ``joint`` and its end on the second alone, or the other way round."""
    at, said = answer.evidence, "".join(answer.raw.split())
    if at is None or not said or at.page not in joint:
        return False
    first = at.page == joint[0]
    telling = said[-_TELLING:] if first else said[:_TELLING]
    return not _stands(telling, at, read, joint[0] if first else joint[1]) and _stands(
        telling, replace(at, box=None), read, joint[1] if first else joint[0]
    )


def _stands(telling: str, at: Evidence, read: Sequence[ReadText], page: int) -> bool:
    """Whether ``telling`` is read on the page, not above the place ``at``: in its columns, or in any."""
    box = at.box
    here = [line for line in read if line.page == page]
    if box is not None:
        here = [line for line in here if line.box.centre[1] >= box.y0 - _ABOVE_MM]
    within = [line for line in here if box is None or box.x0 <= line.box.centre[0] <= box.x1]
    return any(telling in "".join(line.text for line in lines) for lines in (here, within))


def _doubted_row(row: Mapping[str, Answer]) -> dict[str, Answer]:
    """A row with all marked but its cells to be signed, which are judged by their ink alone."""
    return {slot: one if isinstance(one.value, dict) and "present" in one.value else doubted(one)
            for slot, one in row.items()}  # fmt: skip


def _behind(table: Sequence[Mapping[str, Answer]], joints: Sequence[Joint]) -> tuple[Mapping[str, Answer], ...]:
    """``table`` with the rows marked that stand on a page behind another of its rows: what they are the header says."""
    pages = [{one.evidence.page for one in row.values() if one.evidence is not None} for row in table]
    held: set[int | None] = set().union(*pages)
    later = {after for before, after in joints if before in held}
    return tuple(_doubted_row(row) if own & later else row for row, own in zip(table, pages, strict=True))


def _unended(block: BlockRecord, rest: Sequence[BlockRecord], joints: Sequence[Joint]) -> BlockRecord:
    """``block`` marked where it is the last of its page, and its date or a mark of it is overleaf, or nowhere."""
    page = block.evidence.page if block.evidence is not None else None
    after = {behind for before, behind in joints if before == page}
    if not after or any(other.evidence is not None and other.evidence.page == page for other in rest):
        return block
    marks = {one.evidence.page for one in (block.signature, block.seal) if one.evidence is not None}
    dated = bool(block.date.raw.strip())
    if dated and not marks & after:
        return block
    opinion, date = (one if one.raw.strip() else doubted(one, block.evidence) for one in (block.opinion, block.date))
    return doubted_marks(replace(block, opinion=opinion, date=date))
