"""Rows that a table's own running numbers say are not there: 3 followed by 6 at a page's end is a page that lacks.

As with page numbers, a number is believed only beside others: one that alone does not fit is misread or mistyped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.document import Cell, Document, Flow, Table
from extract.page_problem import PageProblem
from extract.words.labels import LONGEST_LABEL
from forms.script import fold

SKIPPED = "rows-skipped"
FEWEST = 3
"""So many numbers tell of a gap."""
COUNTERS = frozenset(map(fold, ("序号", "编号", "次序")))
"""Headers of a column that only counts."""
_NUMBER = re.compile(r"[（(]?\s*([0-9０-９]{1,3})\s*[)）.．、]?")


@dataclass(frozen=True)
class _Counted:
    """A cell that holds the number of its row."""

    cell: Cell
    number: int

    @property
    def shift(self) -> int:
        return self.number - self.cell.row


def skipped_rows(document: Document) -> tuple[PageProblem, ...]:
    """What is to be said of the tables of ``document`` whose running numbers leave rows out."""
    return tuple(_told(one, other) for table in _tables(document.flow) for one, other in _gaps(table))


def _tables(flow: Iterable[Flow]) -> Iterator[Table]:
    for item in flow:
        if isinstance(item, Table):
            yield item
            for cell in item.cells:
                yield from _tables(cell.flow)


def _gaps(table: Table) -> Iterator[tuple[_Counted, _Counted]]:
    for counted in _runs(table):
        if len(counted) < FEWEST or counted[0].number != 1:
            continue
        fitting = _without_lone_misfits(counted)
        rises = all(one.number < other.number for one, other in pairwise(fitting))
        if rises and not (fitting[-1].cell.at.is_scanned and _only_last_jumps(fitting)):
            yield from ((one, other) for one, other in pairwise(fitting) if _leaves_out(one, other))


def _runs(table: Table) -> Iterator[list[_Counted]]:
    """The numbers of the first column, and of each that is headed as one that only counts; every 1 begins anew."""
    for column in sorted({0, *(cell.column for cell in table.cells if _heads_numbers(cell.text))}):
        run: list[_Counted] = []
        for one in filter(None, (_counted(cell) for cell in table.cells if cell.column == column)):
            if one.number == 1:
                yield run
                run = []
            run.append(one)
        yield run


def _heads_numbers(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and fold(text) in COUNTERS


def _counted(cell: Cell) -> _Counted | None:
    found = _NUMBER.fullmatch(cell.text.strip())
    return _Counted(cell, int(found[1])) if found else None


def _without_lone_misfits(counted: list[_Counted]) -> list[_Counted]:
    """The numbers but those that alone do not fit between their neighbours."""
    return [
        one
        for n, one in enumerate(counted)
        if not (0 < n < len(counted) - 1 and counted[n - 1].shift == counted[n + 1].shift != one.shift)
    ]


def _only_last_jumps(counted: list[_Counted]) -> bool:
    """Whether a single number, the last, says that rows lack: on a scan one digit of it may be misread."""
    return all(not _leaves_out(one, other) for one, other in pairwise(counted[:-1]))


def _leaves_out(one: _Counted, other: _Counted) -> bool:
    """Whether more numbers lie between the two than rows, whatever those rows are numbered."""
    between = other.cell.row - one.cell.rows.stop
    return other.number - one.number - 1 > between


def _told(one: _Counted, other: _Counted) -> PageProblem:
    page, before = other.cell.at.page, one.cell.at.page
    lies = f"第{before}页末到第{page}页" if before != page else f"第{page}页"
    where = lies if page is not None else "文中"
    lack = other.number - one.number - 1
    named = f"第{one.number + 1}行" if lack == 1 else f"第{one.number + 1}至{other.number - 1}行"
    unsure = "（或者序号识别有误）" if other.cell.at.is_scanned else ""
    message = f"{where}的表格序号由{one.number}跳到{other.number}，缺{named}{unsure}。请对照原件核对有无缺页、漏行；确有缺漏的，请补齐后重新上传。"
    return PageProblem(SKIPPED, message, page)
