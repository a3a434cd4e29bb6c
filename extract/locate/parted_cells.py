"""Cells of a scan that reach under several columns of a header, or beside several labels: a ruling was not seen there.

What stands in each column keeps a wide gap to the next, line by line, or stands wholly under its own header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.document import Cell, Paragraph, Table, paragraphs
from extract.locate.located import Header
from forms.evidence import BBox, Evidence

LEAST_CELLS = 3
"""A row of fewer cells is a remark or a heading that is printed over all columns."""
_GAP = re.compile(r"[ \u3000]{2,}")


def parted_cells(cells: Sequence[Cell], header: Header) -> tuple[list[Cell], frozenset[int]]:
    """``cells`` with such ones parted where each of their lines can be, and the ids of all in doubt for it."""
    if len(cells) < LEAST_CELLS or not header.cells:
        return list(cells), frozenset()
    kept: list[Cell] = []
    unsure: set[int] = set()
    for cell in cells:
        heads = _heads_over(cell, header)
        if len(heads) < 2 or not cell.at.is_scanned or not cell.text.strip():
            kept.append(cell)
            continue
        parts = _parts(cell, heads) or [cell]
        kept += parts
        unsure |= set(map(id, parts))
    return kept, frozenset(unsure)


def parted_head(head: Cell, below: Sequence[Cell]) -> list[Cell]:
    """A header's cell that names as many columns side by side as it reaches over, as one for each; ``below`` are the
    cells of the rows under it, which show where the columns stand. Itself alone where that cannot be told.
    """
    words = _GAP.split(head.text.strip())
    under = [next((one for one in below if one.columns == range(n, n + 1)), None) for n in head.columns]
    if (
        len(words) != head.column_span
        or len(head.flow) != 1
        or None in under
        or not isinstance(head.flow[0], Paragraph)
    ):
        return [head]
    line = head.flow[0]
    return [
        replace(head, column=own.column, column_span=1, flow=(replace(line, text=word),), at=_place(head, own))
        for word, own in zip(words, under, strict=True)
        if own is not None
    ]


def at_height(cell: Cell, label: Cell) -> Cell | None:
    """What of a cell that reaches over the rows of several labels stands wholly at the height of ``label``; ``None``
    where one of its lines runs over the label's edge.
    """
    over, held = label.at.box, list[Paragraph]()
    if over is None or cell.at.box is None:
        return None
    for line in paragraphs(cell.flow):
        box = line.at.box
        if box is None or box.y0 < over.y0 < box.y1 or box.y0 < over.y1 < box.y1:
            return None
        if over.y0 <= box.centre[1] < over.y1:
            held.append(line)
    place = BBox(cell.at.box.x0, over.y0, cell.at.box.x1, over.y1)
    return replace(cell, row=label.row, row_span=label.row_span, flow=tuple(held), at=replace(cell.at, box=place))


def _heads_over(cell: Cell, header: Header) -> list[Cell]:
    """The header's cells over ``cell`` that name columns."""
    return [
        own for own in header.cells if own.text.strip() and set(own.columns) <= set(cell.columns) & set(header.columns)
    ]


def _parts(cell: Cell, heads: Sequence[Cell]) -> list[Cell]:
    """``cell`` as one for each of ``heads``; none where a line of it cannot be told apart."""
    held: list[list[Paragraph]] = [[] for _ in heads]
    for item in cell.flow:
        if isinstance(item, Table):
            return []
        for line in _lines(item):
            pieces = _GAP.split(line.text.strip())
            own = _under(line, heads)
            if len(pieces) == len(heads):
                for number, piece in enumerate(pieces):
                    held[number].append(replace(line, text=piece, pictures=line.pictures if number == own else ()))
            elif own is not None:
                held[own].append(line)
            else:
                return []
    return [
        replace(cell, column=head.column, column_span=head.column_span, flow=tuple(lines), at=_place(cell, head))
        for head, lines in zip(heads, held, strict=True)
    ]


def _lines(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph line by line; pictures stay with the first."""
    for number, text in enumerate(paragraph.text.split("\n")):
        yield replace(paragraph, text=text, pictures=() if number else paragraph.pictures)


def _under(line: Paragraph, heads: Sequence[Cell]) -> int | None:
    """The number of the head under which ``line`` stands wholly; one that says nothing, by its middle."""
    box = line.at.box
    if box is None:
        return None
    for number, head in enumerate(heads):
        over = head.at.box
        if over is None:
            return None
        if over.x0 <= box.x0 and box.x1 <= over.x1:
            return number
        if not line.text.strip() and box.centre[0] < over.x1:
            return number
    return None if line.text.strip() else len(heads) - 1


def _place(cell: Cell, head: Cell) -> Evidence:
    """The part of a cell's place that lies under ``head``."""
    box, over = cell.at.box, head.at.box
    if box is None or over is None or not (over.x0 < box.x1 and box.x0 < over.x1):
        return cell.at
    return replace(cell.at, box=BBox(max(box.x0, over.x0), box.y0, min(box.x1, over.x1), box.y1))
