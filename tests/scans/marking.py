"""Everything that hands and stamps put on a printed form, and the truth about it."""

from __future__ import annotations

from dataclasses import replace

from forms.record import Answer, Record, SealMark, SignatureMark
from tests.scans.block_marks import CELL, block_marks, cell_marks
from tests.scans.desk import Desk
from tests.scans.distractors import add_distractors
from tests.scans.draft import Draft
from tests.scans.pen_marks import Pen
from tests.scans.printed import Printed
from tests.scans.truths import BlockTruth, CellTruth, Ink, Truths


def marked(draft: Draft, printed: Printed) -> tuple[Truths, tuple[Ink, ...]]:
    """What is now true of the form, and the ink to be put on its pages, in the order in which it was put there."""
    desk = Desk(draft, printed)
    Pen(desk).write_all()
    owners = draft.form.blocks_of([said.id for said in draft.record.blocks])
    said = zip(owners, draft.record.blocks, strict=True)
    blocks = tuple(block_marks(desk, n, block, answers) for n, (block, answers) in enumerate(said))
    cells = tuple(cell_marks(desk, name, place) for name, place in printed.places.items() if CELL.fullmatch(name))
    add_distractors(desk)
    record = _with_marks(draft.record, blocks, cells)
    names = (draft.form.id, draft.form.edition, draft.script)
    lists = (tuple(desk.hand), tuple(desk.seals), tuple(desk.drawn))
    return Truths(*names, record, blocks, cells, *lists), tuple(desk.inks)


def _with_marks(record: Record, blocks: tuple[BlockTruth, ...], cells: tuple[CellTruth, ...]) -> Record:
    """``record`` with the marks that now stand on the paper."""
    signed = tuple(
        replace(said, signature=SignatureMark(truth.signed), seal=_seal_mark(truth))
        for said, truth in zip(record.blocks, blocks, strict=True)
    )
    rows = {name: [dict(row) for row in given] for name, given in record.rows.items()}
    for cell in cells:
        rows[cell.rows][cell.row][cell.column] = Answer(SignatureMark(cell.signed).to_json())
    return replace(record, blocks=signed, rows={name: tuple(given) for name, given in rows.items()})


def _seal_mark(truth: BlockTruth) -> SealMark:
    if truth.seal is None:
        return SealMark(False)
    return SealMark(True, truth.seal.shape, truth.seal.rim, truth.seal.centre or None, truth.seal.whose == "own")
