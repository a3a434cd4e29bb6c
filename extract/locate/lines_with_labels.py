"""Paragraphs parted at a line that begins with a long known label and its colon.

A reader knows a short label by its look; that words as long as a sentence, which follow a full line, are one only a
definition can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from extract.document import Cell, Paragraph, Table
from extract.words.labels import LONGEST_LABEL, LabelIndex
from forms.evidence import BBox, Evidence

_LEAST_LABEL = 10
"""Shorter words may begin any line of a sentence."""
_LABELLED = re.compile(rf"([^：:。；;！!？?]{{{_LEAST_LABEL},{LONGEST_LABEL}}})[：:]")

Item = Paragraph | Table


def parted_lines(flow: Sequence[Item], index: LabelIndex) -> Iterator[Item]:
    """``flow`` with such paragraphs parted, those in cells too; pictures stay with the first part."""
    for item in flow:
        if isinstance(item, Table):
            yield _table(item, index)
        else:
            yield from _parts(item, index)


def _table(table: Table, index: LabelIndex) -> Table:
    cells = tuple(_cell(cell, index) for cell in table.cells)
    return table if all(map(_is, cells, table.cells)) else replace(table, cells=cells)


def _cell(cell: Cell, index: LabelIndex) -> Cell:
    flow = tuple(parted_lines(cell.flow, index))
    return cell if len(flow) == len(cell.flow) and all(map(_is, flow, cell.flow)) else replace(cell, flow=flow)


def _is(one: object, other: object) -> bool:
    return one is other


def _parts(paragraph: Paragraph, index: LabelIndex) -> list[Paragraph]:
    lines = paragraph.set_in
    if len(lines) < 2 or "".join(lines) != paragraph.text:
        return [paragraph]
    begins = [*accumulate(map(len, lines), initial=0)]
    at = [n for n, begin in enumerate(begins[1:-1], 1) if _is_labelled(paragraph.text[begin:], index)]
    edges = [0, *at, len(lines)]
    if not at:
        return [paragraph]
    return [
        replace(paragraph, text="".join(lines[a:b]), set_in=lines[a:b], at=_place(paragraph.at, a, b, len(lines)),
                pictures=paragraph.pictures if a == 0 else ())
        for a, b in pairwise(edges)
    ]  # fmt: skip


def _is_labelled(text: str, index: LabelIndex) -> bool:
    match = _LABELLED.match(text)
    return match is not None and index.is_label(match[1], "")


def _place(at: Evidence, first: int, end: int, lines: int) -> Evidence:
    """Where the lines from ``first`` to ``end`` of so many stand; where they began, should they run over pages."""
    if at.box is None:
        return at
    high = at.box.height / lines
    return replace(at, box=BBox(at.box.x0, at.box.y0 + first * high, at.box.x1, at.box.y0 + end * high))
