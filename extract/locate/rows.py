"""The rows of a table with a header: which column holds what, and where the rows end."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from extract.document import Cell, Picture, pictures
from extract.locate.located import DOUBTFUL_LABEL, CellText, Header, RowCandidate
from extract.locate.overleaf import WholeRow, whole_row
from extract.locate.parted_cells import parted_cells, parted_head
from extract.locate.row_numbers import COUNTERS
from extract.locate.table_state import TableState
from extract.words.wrapped_names import SEVERAL, may_be_more
from forms.script import fold
from forms.spec import Field, Rows
from forms.types import LongText, MonthRange, OrgList, SignatureCell

_HEADER_SHARE = 0.5
"""The share of a rows table's columns that a row must name to be its header."""
_NAMED_SHARE = 0.6
"""The share of a row's own cells that must name columns where it prints few of them."""
_LEAST_SPLIT = 3
"""So many cells tell a row; of two, one may well hold what two others say."""
_WRITTEN = re.compile(r"[\d。；;□☐■☑√✓]")
_WIDE_GAP = re.compile(r"\s{2,}|\n")


class RowsReader:
    """Reads the rows of one table."""

    def __init__(self, state: TableState) -> None:
        self.state, self.index, self.found, self.grid = state, state.index, state.found, state.grid

    def header(self, cells: list[Cell], part: str) -> Header | None:
        """The rows table whose columns these cells head.

        Under its own heading a table's columns are known by like words too, in doubt.
        """
        for rows in self.index.form.rows():
            cells = self._heads(cells, rows)
            exact = {id(cell): column for cell in cells if (column := self.index.column(cell.text, rows))}
            several = {id(cell): found for cell in cells if len(found := self._columns_in(cell, rows)) > 1}
            count = len({column.ids for column in (*exact.values(), *(c for held in several.values() for c in held))})
            words = {fold(cell.text) for cell in cells}
            wanted = max(2, min(_HEADER_SHARE * len(rows.columns), _NAMED_SHARE * len(words)))
            if count < wanted and not (part == rows.id and len(cells) >= wanted and self._nameless(cells, part)):
                continue
            unknown = [cell for cell in cells if id(cell) not in exact and id(cell) not in several]
            near = self.index.near_columns([c.text.strip() for c in unknown], rows, exact.values())
            if count + len(near) >= wanted:
                likely = {id(unknown[n]): column for n, column in near.items()}
                return self._header(rows, cells, exact | likely, tuple(likely.values()))
        return None

    def _heads(self, cells: list[Cell], rows: Rows) -> list[Cell]:
        """``cells`` with those parted that name several columns side by side."""
        parted: list[Cell] = []
        for cell in cells:
            several = cell.column_span > 1 and len(self._columns_in(cell, rows)) == cell.column_span
            below = [one for line in self.grid.rows[cell.row + 1 :] for one in line] if several else []
            parted += parted_head(cell, below) if several else [cell]
        return parted

    def _columns_in(self, cell: Cell, rows: Rows) -> list[Field]:
        """The columns that a scan's cell names side by side, where the ruling between them was not seen."""
        if not cell.at.is_scanned:
            return []
        words = [word for word in _WIDE_GAP.split(cell.text) if word.strip()]
        found = {column.ids: column for word in words if (column := self.index.column(word, rows))}
        return list(found.values())

    def _nameless(self, cells: list[Cell], part: str) -> bool:
        """Whether none of ``cells`` is a label, the name of a block or a written answer."""
        return not any(
            _WRITTEN.search(cell.text) or self.index.block(cell.text) or self.index.is_label(cell.text, part)
            for cell in cells
        )

    def _header(self, rows: Rows, cells: list[Cell], named: dict[int, Field], doubtful: tuple[Field, ...]) -> Header:
        columns: dict[int, Field | str] = {}
        for number, cell in enumerate(cells):
            column = named.get(id(cell))
            if column and fold(cell.text) in COUNTERS and self._named_again(column, cells, number, named):
                columns |= dict.fromkeys(cell.columns, "")
                continue
            columns |= dict.fromkeys(cell.columns, column or cell.text.strip())
            if column:
                self.found.column_labels.setdefault(str(column.id), cell.text.strip())
        unread = self._unread(rows, columns, self.grid.rows[cells[0].row])
        for cell, column in unread:
            columns |= dict.fromkeys(cell.columns, column)
        told = (*doubtful, *(column for _, column in unread))
        return Header(rows, columns, told, self.grid.width, tuple(self._heads(self.grid.rows[cells[0].row], rows)))

    def _unread(self, rows: Rows, columns: dict[int, Field | str], cells: list[Cell]) -> list[tuple[Cell, Field]]:
        """Cells of a scanned header that say nothing above answers, with the one column that belongs between those known
        beside.
        """
        order = {column.ids: number for number, column in enumerate(rows.columns)}
        known = [order[c.ids] if isinstance(c := columns.get(cell.column), Field) else None for cell in cells]
        found = []
        for number, cell in enumerate(cells[1:-1], 1):
            before, after = known[number - 1], known[number + 1]
            if before is None or after is None or after - before != 2 or before + 1 in known:
                continue
            under = any(below.text.strip() for line in self.grid.rows[cell.row + 1 :] for below in line
                        if below.columns == cell.columns)  # fmt: skip
            if not cell.text.strip() and cell.at.is_scanned and under:
                found.append((cell, rows.columns[before + 1]))
        return found

    @staticmethod
    def _named_again(column: Field, cells: list[Cell], number: int, named: dict[int, Field]) -> bool:
        """Whether another cell heads ``column`` by its own words, or a later one by any."""
        others = [(n, cell) for n, cell in enumerate(cells) if n != number and named.get(id(cell)) is column]
        return any(n > number or fold(cell.text) not in COUNTERS for n, cell in others)

    def read(self, first: int, header: Header, ends: Callable[[list[Cell]], bool]) -> int:
        """Read the rows from ``first`` on until ``ends`` holds for a row's cells; the row after the last."""
        kept = self.found.rows.setdefault(header.rows.id, [])
        row, above = first, list[Cell]()
        while row < len(self.grid.rows):
            cells = [cell for cell in self.grid.covering(row) if cell.row >= first]
            if ends(cells):
                break
            if kept and row > first and (part := _split_off(cells, row)):
                kept[-1] = self._with_part(kept[-1], part, header)
            elif whole := whole_row(above, cells, header):
                above, kept[-1] = whole.cells, self._whole(whole, header)
            else:
                before = len(kept)
                self._read_row(cells, header, kept)
                above = cells if len(kept) == before + 1 else []
                self._doubt_overleaf(cells, header, kept)
            self.state.claim(*cells)
            row += 1
        return row

    def _with_part(self, whole: RowCandidate, part: Cell, header: Header) -> RowCandidate:
        """``whole`` with the text of a cell that belongs below one of its own, in doubt."""
        column = next((header.columns[c] for c in part.columns if c in header.columns), None)
        above = whole.cells.get(str(column.id)) if isinstance(column, Field) else None
        if above is None or not isinstance(column, Field):
            self.found.leave("", part.text, part.at)
            return whole
        raw = "\n".join(filter(None, (above.raw, part.text)))
        joined = replace(
            above,
            raw=raw,
            doubts=(*above.doubts, DOUBTFUL_LABEL),
            pictures=(*above.pictures, *(pictures(part.flow) if _is_signed(column) else ())),
        )
        return replace(whole, cells={**whole.cells, str(column.id): joined})

    def _read_row(self, cells: list[Cell], header: Header, kept: list[RowCandidate]) -> None:
        written = [cell for cell in cells if cell.text.strip()]
        if len(cells) == 1 and self.grid.width > 1:
            for cell in written:
                self.found.leave("", cell.text, cell.at)
        elif self.header(written, "") is None:
            for part in _abreast(cells, header):
                if (found := self._candidate(part, header)).written:
                    kept.append(found)

    def _doubt_overleaf(self, cells: list[Cell], header: Header, kept: list[RowCandidate]) -> None:
        """Doubt the empty places of the row that begins a page below written ones: their cells may go on from above."""
        if not kept or len(cells) < _LEAST_SPLIT or not cells[0].text.strip():
            return
        for cell, column in zip(cells, header.named(cells), strict=True):
            above = self.grid.at.get((cell.row - 1, cell.column))
            said = kept[-1].cells.get(str(column.id)) if isinstance(column, Field) else None
            if above is None or said is None or said.at != cell.at or not isinstance(column, Field):
                continue
            overleaf = (above.at.page or 0) < (cell.at.page or 0) and above.columns == cell.columns
            if overleaf and above.text.strip() and not said.raw.strip() and not _is_signed(column):
                doubted = replace(said, doubts=(*said.doubts, DOUBTFUL_LABEL))
                kept[-1] = replace(kept[-1], cells={**kept[-1].cells, str(column.id): doubted})

    def _whole(self, whole: WholeRow, header: Header) -> RowCandidate:
        """A row whose end stands overleaf, in doubt where both parts of a text may be one of their own."""
        found = self._candidate(whole.cells, header)
        texts = {
            slot: replace(cell, doubts=(*cell.doubts, DOUBTFUL_LABEL)) if slot in whole.unsure else cell
            for slot, cell in found.cells.items()
        }
        return replace(found, cells=texts)

    def _candidate(self, cells: list[Cell], header: Header) -> RowCandidate:
        doubtful = {column.ids for column in header.doubtful}
        cells, unsure = parted_cells(cells, header)
        found: dict[tuple[str, ...], tuple[Field, list[Cell]]] = {}
        unclaimed = []
        for cell, column in zip(cells, header.named(cells), strict=True):
            if isinstance(column, Field):
                found.setdefault(column.ids, (column, []))[1].append(cell)
            elif cell.text.strip() and self.state.free(cell) and column != "":
                self.found.leave(column or "", cell.text, cell.at)
                unclaimed.append(cell.at)
        signed = {id(cell) for column, held in found.values() if _is_signed(column) for cell in held}
        astray = tuple(p for cell in cells if id(cell) not in signed for p in pictures(cell.flow))
        self.found.strays.extend(astray)
        texts = {
            str(c.id): _joined(c, held, c.ids in doubtful or any(id(cell) in unsure for cell in held))
            for c, held in found.values()
        }
        return RowCandidate(texts, astray, tuple(unclaimed))

    def guess(self, rows: Rows) -> bool:
        """Read a table whose columns nobody names, in doubt; whether there was anything to read.

        As many columns as are asked for are taken in their order, any other number as the work alone.
        """
        guessed = [row for number in range(len(self.grid.rows)) if (row := self._guessed(number, rows)).written]
        self.found.rows.setdefault(rows.id, []).extend(guessed)
        return bool(guessed)

    def turned(self, rows: Rows) -> list[RowCandidate]:
        """The rows of a table that is turned on its side: its columns' names stand at the left, one below another."""
        if len({column.ids for cell in self.grid.rows[0] if (column := self.index.column(cell.text, rows))}) > 1:
            return []
        lines = [self.grid.covering(row) for row in range(len(self.grid.rows))]
        named = [(column, line) for line in lines if line and (column := self.index.column(line[0].text, rows))]
        if len({column.ids for column, _ in named}) < max(2, _HEADER_SHARE * len(rows.columns)):
            return []
        for column, line in named:
            self.found.column_labels.setdefault(str(column.id), line[0].text.strip())
        count = max(len(line) for _, line in named)
        uneven = any(len(line) != count for _, line in named)
        turned = [
            RowCandidate({str(c.id): _joined(c, [line[n]], uneven) for c, line in named if n < len(line)})
            for n in range(1, count)
        ]
        return [row for row in turned if row.written]

    def is_turned(self, rows: Rows) -> bool:
        """Whether every line of a table is a column's name with as many cells beside it as in all others, none a name."""
        lines = [self.grid.covering(row) for row in range(len(self.grid.rows))]
        if len({len(line) for line in lines}) != 1 or len(lines[0]) < _LEAST_SPLIT:
            return False
        named = {column.ids for line in lines if (column := self.index.column(line[0].text, rows))}
        told = any(self.index.column(cell.text, rows) for line in lines for cell in line[1:])
        return len(named) == len(lines) >= max(_LEAST_SPLIT, _HEADER_SHARE * len(rows.columns)) and not told

    def _guessed(self, row: int, rows: Rows) -> RowCandidate:
        cells = [cell for cell in self.grid.covering(row) if self.state.free(cell)]
        if len(cells) == len(rows.columns):
            return RowCandidate(
                {str(c.id): _joined(c, [cell], True) for c, cell in zip(rows.columns, cells, strict=True)}
            )
        if not cells:
            return RowCandidate({})
        work = next((column for column in rows.columns if isinstance(column.kind, LongText)), rows.columns[0])
        return RowCandidate({str(work.id): _joined(work, cells, True)}, unclaimed=(cells[0].at,))

    def astray(self, row: int, part: str) -> bool:
        """Take a row of a scan that stands in a rows table's part under no header of it, in doubt; whether it is one.

        It has nearly as many written cells as the table has columns, and none of them is a label.
        """
        rows = next((rows for rows in self.index.form.rows() if rows.id == part), None)
        cells = self.grid.covering(row)
        written = [cell for cell in cells if cell.text.strip()]
        if rows is None or len(written) < max(_LEAST_SPLIT, _NAMED_SHARE * len(rows.columns)):
            return False
        if not cells[0].at.is_scanned or any(not self.state.free(cell) or self._tells(cell, part) for cell in cells):
            return False
        self.found.rows.setdefault(rows.id, []).append(self._guessed(row, rows))
        self.state.claim(*cells)
        return True

    def _tells(self, cell: Cell, part: str) -> bool:
        """Whether a cell is a label or the name of a block."""
        text = cell.text.strip()
        return bool(text) and (self.index.is_label(text, part) or self.index.block(text) is not None)


def _abreast(cells: list[Cell], header: Header) -> list[list[Cell]]:
    """The cells of one row, parted where the header says its columns over again: each part is a row of its own."""
    size = len(header.cells) // header.sets
    if len(cells) == len(header.cells):
        return [cells[start : start + size] for start in range(0, len(cells), size)]
    starts = [header.cells[size * number].column for number in range(1, header.sets)]
    parts: list[list[Cell]] = [[] for _ in range(header.sets)]
    for cell in cells:
        parts[sum(cell.column >= start for start in starts)].append(cell)
    return parts


def _split_off(cells: list[Cell], row: int) -> Cell | None:
    """The one cell that begins in ``row`` where all others go on from above: on a scan a stroke in it made the row."""
    own = [cell for cell in cells if cell.row == row]
    alone = len(own) == 1 and len(cells) >= _LEAST_SPLIT and own[0].at.is_scanned
    return own[0] if alone and all(cell.row == row - 1 for cell in cells if cell is not own[0]) else None


def _joined(column: Field, cells: list[Cell], doubtful: bool) -> CellText:
    """Several cells of one column as one text; those of a period are its start and its end."""
    texts = [cell.text for cell in cells if cell.text.strip()]
    raw = "\n".join(texts)
    apart = len(texts) == 2 and isinstance(column.kind, MonthRange)
    signed = _is_signed(column)
    marks: tuple[Picture, ...] = tuple(p for cell in cells for p in pictures(cell.flow)) if signed else ()
    shared = signed and any(cell.row_span > 1 for cell in cells)
    more = isinstance(column.kind, OrgList) and may_be_more(cells)
    doubts = (*((DOUBTFUL_LABEL,) if doubtful or shared else ()), *((SEVERAL,) if more else ()))
    return CellText(raw, cells[0].at, doubts, "至".join(texts) if apart else "", marks)


def _is_signed(column: Field) -> bool:
    return isinstance(column.kind, SignatureCell)
