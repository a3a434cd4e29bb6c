"""Rows of a scanned table that a page break cuts: what stands overleaf without a beginning is the end of the row before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.doubt.doubted import UNSURE
from extract.locate.located import CellText, RowCandidate
from extract.locate.overleaf import OPEN
from forms.patterns import late

MOST_WRITTEN = 0.5
"""A row of which more cells are written is one by itself, unless a text runs on into it."""
_FINISHED = late(r"[。！？；;!?]\s*$")


def whole_rows(rows: Sequence[RowCandidate]) -> list[RowCandidate]:
    """``rows`` with each end overleaf joined to its row, all of it in doubt: it may be a row whose beginning was not read."""
    whole: list[RowCandidate] = []
    for row in rows:
        if whole and _is_end(row, whole[-1]):
            whole[-1] = _joined(whole[-1], row)
        else:
            whole.append(row)
    return whole


def _is_end(row: RowCandidate, before: RowCandidate) -> bool:
    """Whether ``row`` begins a page after ``before``, without its first cell and with few others."""
    if not row.cells or row.cells.keys() != before.cells.keys():
        return False
    first, *others = row.cells.values()
    page, above = _page(row), _page(before)
    if page is None or above is None or page != above + 1 or first.raw.strip():
        return False
    written = sum(bool(cell.raw.strip()) for cell in others)
    return written > 0 and (written <= MOST_WRITTEN * len(row.cells) or _runs_on(before, row))


def _runs_on(before: RowCandidate, row: RowCandidate) -> bool:
    """Whether the text of a cell stops in the middle and is ended in the ``row`` overleaf."""
    pairs = [(before.cells[slot].raw.strip(), cell.raw.strip()) for slot, cell in row.cells.items()]
    return any(
        OPEN.search(upper) or (_FINISHED.search(lower) and not _FINISHED.search(upper))
        for upper, lower in pairs
        if upper and lower
    )


def _page(row: RowCandidate) -> int | None:
    """The page of a scan that all of a row stands on."""
    pages = {cell.at.page if cell.at.is_scanned else None for cell in row.cells.values()}
    return pages.pop() if len(pages) == 1 else None


def _joined(upper: RowCandidate, lower: RowCandidate) -> RowCandidate:
    cells = {slot: _cell(cell, lower.cells[slot]) for slot, cell in upper.cells.items()}
    return replace(
        upper, cells=cells, astray=(*upper.astray, *lower.astray), unclaimed=(*upper.unclaimed, *lower.unclaimed)
    )


def _cell(upper: CellText, lower: CellText) -> CellText:
    raw = "\n".join(text for text in (upper.raw, lower.raw) if text.strip())
    doubts = tuple(dict.fromkeys((*upper.doubts, *lower.doubts, UNSURE)))
    return replace(upper, raw=raw, doubts=doubts, meant="", pictures=(*upper.pictures, *lower.pictures))
