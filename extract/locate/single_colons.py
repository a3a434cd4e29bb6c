"""Colons printed twice (试点名称：：…) made one, and cells that hold nothing but a colon left empty.

The colon belongs to the label: what stands behind it never begins with another one. A colon alone in a cell of a scan
may be all that was read of an answer, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from extract.document import Cell, Flow, Paragraph, Table

_DOUBLED = re.compile("(?<=[\u3400-\u9fff）)])([ \u3000]*)[：:](?:[ \u3000]*[：:])+")
_ALONE = re.compile(r"\s*[：:]+\s*")


def single_colons(flow: Iterable[Flow], titles: frozenset[int] = frozenset()) -> tuple[Flow, ...]:
    """``flow`` with such colons made one; what has none, and the paragraphs of ``titles`` by id, stay the very same."""
    return tuple(_table(item, titles) if isinstance(item, Table) else _paragraph(item, titles) for item in flow)


def _paragraph(paragraph: Paragraph, titles: frozenset[int]) -> Paragraph:
    if id(paragraph) in titles or not _DOUBLED.search(paragraph.text):
        return paragraph
    return replace(paragraph, text=_DOUBLED.sub(r"\1：", paragraph.text))


def _table(table: Table, titles: frozenset[int]) -> Table:
    cells = tuple(_cell(cell, titles) for cell in table.cells)
    same = all(one is other for one, other in zip(cells, table.cells, strict=True))
    return table if same else replace(table, cells=cells)


def _cell(cell: Cell, titles: frozenset[int]) -> Cell:
    flow = single_colons(cell.flow, titles)
    if not cell.at.is_scanned and _ALONE.fullmatch(cell.text):
        flow = tuple(replace(item, text="") if isinstance(item, Paragraph) else item for item in flow)
    same = all(one is other for one, other in zip(flow, cell.flow, strict=True))
    return cell if same else replace(cell, flow=flow)
