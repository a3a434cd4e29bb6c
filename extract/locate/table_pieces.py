"""Answers that a table prints in several cells side by side: counts under their sorts, options with their ticks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.document import Cell
from extract.locate.grid import Grid
from forms.script import fold
from forms.types import DoneText, IntegerX4, Options, PercentSample
from forms.types.kind import Composite, Kind

IN_PIECES = (DoneText, IntegerX4, Options, PercentSample)
_TICK = re.compile(r"\s*[√✓✔☑■●]\s*")
_BOX = re.compile("[√✓✔☑☐□■○●☒]")
_COUNT = re.compile("[0-9０-９]|标|標|内部|內部|企|无|無")
_SHARE = re.compile("[0-9０-９%％]|样本|樣本|问卷|問卷|人数|人數|[份户戶]")
_ANSWERS = frozenset(map(fold, ("是", "否", "有", "无", "完成", "已完成", "未完成")))


def is_piece(cell: Cell, kind: Kind | Composite) -> bool:
    """Whether ``cell`` may be one more piece of an answer of ``kind``; an empty place may."""
    text = cell.text.strip()
    if not text or isinstance(kind, DoneText):
        return True
    if isinstance(kind, IntegerX4):
        return _COUNT.search(text) is not None
    if isinstance(kind, PercentSample):
        return _SHARE.search(text) is not None
    if isinstance(kind, Options):
        words = {fold(word) for word in (*kind.choices, *(word for word, _ in kind.also))}
        return _BOX.search(text) is not None or fold(text) in words
    return False


def as_one(cells: list[Cell], kind: Kind | Composite) -> str:
    """The text of ``cells`` as one answer; counts in the order of their columns, each under its sort."""
    if isinstance(kind, IntegerX4):
        cells = sorted(cells, key=lambda cell: (cell.column, cell.row))
    between = "\n" if isinstance(kind, DoneText) else " "
    return between.join(cell.text.strip() for cell in cells if cell.text.strip())


def meaning(cells: list[Cell], kind: Kind | Composite, grid: Grid) -> tuple[str, bool]:
    """What a tick in one of several places says (是 | 否 above it); and whether it is beyond doubt."""
    ticks = [cell for cell in cells if _TICK.fullmatch(cell.text)]
    if not ticks or len(cells) < 2:
        return "", True
    if isinstance(kind, DoneText) and len(ticks) == 1:
        head = _head(ticks[0], grid)
        rest = [cell for cell in cells if cell is not ticks[0]]
        return (f"{head}\n{as_one(rest, kind)}".strip(), True) if fold(head) in _ANSWERS else ("", False)
    return "", False


def _head(cell: Cell, grid: Grid) -> str:
    """What heads the column of ``cell``: the nearest text above it that is no tick."""
    above: Iterable[Cell | None] = (grid.at.get((row, cell.column)) for row in range(cell.row - 1, -1, -1))
    texts = (other.text.strip() for other in above if other is not None)
    return next((text for text in texts if text and not _TICK.fullmatch(text)), "")
