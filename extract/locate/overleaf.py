"""Rows of a table with a header that a page break cuts: what stands overleaf without a beginning is the row's end.

A reader joins what its rulings and its first cell show; which columns hold long texts only a definition can tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.document import Cell
from extract.locate.located import Header
from extract.locate.rejoin import faces, joined_cells, runs_on
from forms.patterns import late
from forms.spec import Field
from forms.types import LongText, OrgList

OPEN = late(r"[-—–－~～至、，,及和与與]\s*$")
"""What no answer ends with."""
_COUNTED = late(r"第\s*[0-9一二三四五六七八九十]{1,3}\s*(?:步|阶段|階段|期|批)")
"""What counts a row whole, and ends none."""
_UNEVEN_MM = 2.5
"""Texts that begin so far apart do not begin at one height."""
_LEAST_COLUMNS = 3
_LEAST_EMPTIED = 2
"""So many columns empty overleaf, and nothing written but long texts and lists, are no row of their own."""


@dataclass(frozen=True)
class WholeRow:
    """The cells of a row with what stands overleaf; ``unsure`` are the slots whose texts both end at the break."""

    cells: list[Cell]
    unsure: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Pair:
    above: Cell
    below: Cell
    column: Field | str | None

    @property
    def kept(self) -> bool:
        """Whether the column is written on both sides of the break."""
        return bool(self.above.text.strip() and self.below.text.strip())

    @property
    def emptied(self) -> bool:
        """Whether an answer, which every row has, is written above the break alone."""
        return bool(self.above.text.strip() and not self.below.text.strip()) and not self.is_long

    @property
    def is_long(self) -> bool:
        return isinstance(self.column, Field) and isinstance(self.column.kind, (LongText, OrgList))

    @property
    def runs_on(self) -> bool:
        """Whether a word of Chinese characters runs through the break, or what no answer ends with stands above it."""
        if OPEN.search(self.above.text):
            return True
        return self.below.text.strip() >= "\u2e80" and runs_on(self.above, self.below)

    @property
    def moved(self) -> bool:
        """Whether all of a long text stands overleaf, where its first lines had no room above."""
        return self.is_long and bool(self.below.text.strip()) and not self.above.text.strip()


def whole_row(above: Sequence[Cell], below: Sequence[Cell], header: Header) -> WholeRow | None:
    """The row of ``above`` with its end ``below`` the page break; ``None`` where ``below`` may be a row of its own.

    A row of its own has an answer in the columns that are short. Where some are empty, short words that break off at
    the page's end and go on overleaf, or long texts alone, are more of the row before.
    """
    cells = list(above)
    if (
        len(cells) < _LEAST_COLUMNS
        or header.sets > 1
        or len(below) != len(cells)
        or any(c.at.is_scanned for c in below)
    ):
        return None
    if any(cell.row_span > 1 for cell in (*above, *below)) or not faces(cells, list(below)):
        return None
    pairs = [_Pair(*three) for three in zip(above, below, header.named(below), strict=True)]
    if not _is_end(pairs) or _begins_anew([pair for pair in pairs if pair.kept]):
        return None
    unsure = frozenset(str(p.column.id) for p in _finished(pairs) if isinstance(p.column, Field))
    return WholeRow([joined_cells(pair.above, pair.below) for pair in pairs], unsure)


def _begins_anew(kept: Sequence[_Pair]) -> bool:
    """Whether what stands overleaf is counted as a row, or is set in the middle of one: its texts begin at several heights.

    What a break cuts goes on at the top of the page in every column.
    """
    if any(_COUNTED.fullmatch(pair.below.text.strip()) for pair in kept if not pair.is_long):
        return True
    tops = [item.at.box.y0 for pair in kept for item in pair.below.flow[:1] if item.at.box is not None]
    return len(tops) > 1 and max(tops) - min(tops) > _UNEVEN_MM


def _is_end(pairs: Sequence[_Pair]) -> bool:
    kept = [pair for pair in pairs if pair.kept]
    if not kept or any(pair.below.text.strip() and not pair.kept and not pair.moved for pair in pairs):
        return False
    if any(pair.moved for pair in pairs) and not any(pair.runs_on for pair in kept):
        return False
    emptied = sum(pair.emptied for pair in pairs)
    short = [pair for pair in kept if not pair.is_long]
    return all(pair.runs_on for pair in short) and emptied >= (1 if short else _LEAST_EMPTIED)


def _finished(pairs: Sequence[_Pair]) -> Iterator[_Pair]:
    """Those whose text may end above the break: a list of units goes on with the next of them."""
    return (p for p in pairs if p.kept and not p.runs_on and isinstance(p.column, Field)
            and isinstance(p.column.kind, LongText))  # fmt: skip
