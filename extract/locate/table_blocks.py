"""Opinion blocks of a table: all that stands beside a block's name, or below it, as one region or several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.document import Cell, Paragraph, paragraphs, pictures
from extract.locate.cell import ends_signed, signed_apart, whole
from extract.locate.located import DATE_LINE, BlockRegion
from extract.locate.table_answers import SUB_LABELS, TableAnswers
from extract.locate.table_labels import Label
from extract.locate.table_state import TableState
from extract.words.labels import BLOCKS, SIGN_WORDS
from extract.words.opinion import speaks_for_itself
from extract.words.pairs import cut_at_colon
from extract.words.prompts import asks_alone
from forms.evidence import Evidence
from forms.patterns import late
from forms.script import fold
from forms.spec import Block

_DATE_PIECE = 4
"""Cells of at most this many characters side by side in an opinion are pieces of one line (2016 | 年 | 4 | 月)."""

_SIGNED = late(rf"{SIGN_WORDS.pattern}|[单單]位(?:名[称稱]|全[称稱])|[0-9]\s*[年月]\s*[0-9]")
"""What stands below an opinion, a date of which figures were misread among it."""


class TableBlocks:
    """Reads the opinion blocks of one table."""

    def __init__(self, state: TableState, answers: TableAnswers) -> None:
        self.state, self.answers, self.grid = state, answers, state.grid
        self.until: int | None = None
        """The row below the last block of this table."""
        self.abreast: list[tuple[int, Cell]] = []
        """The blocks that stand side by side in the last row of blocks, by number, with the cells of their names."""
        self.named_inside: Cell | None = None
        """The cell that holds the last block with its name."""

    def read(self, label: Label, block: Block) -> None:
        """Keep the region of a block's label; of a repeated block each signed opinion is a region of its own."""
        self.state.enter(BLOCKS)
        rows = self._region(label)
        self.state.claim(*(cell for row in rows for cell in row))
        own = tuple(Paragraph("", p.at, (p,)) for p in pictures(label.cell.flow))
        for number, (lines, at) in enumerate(_regions(rows, label.cell.at, block.repeated)):
            marked = label.below + lines + own if number == 0 else lines
            unsure = self._misread(label) or self._reaches_over(label, rows)
            self.state.found.blocks.append(BlockRegion(block, label.text, marked, at, unsure))
        self._note(label.cell, max(label.cell.rows.stop, self._end(rows)))

    def _note(self, name: Cell, until: int) -> None:
        """Note where the last block ends, whose name stands in the cell ``name``."""
        beside = [(number, cell) for number, cell in self.abreast if cell.row == name.row]
        self.abreast = [*beside, (len(self.state.found.blocks) - 1, name)]
        self.until = until

    def named_in(self, cell: Cell) -> None:
        """Know that ``cell`` holds a block with its name."""
        self._note(cell, cell.rows.stop)
        self.named_inside = cell

    def go_on(self, cells: list[Cell]) -> bool:
        """Take a row right below a block that begins with what is to be written beside it (意见 | …, 日期 | …)."""
        written = [cell for cell in cells if cell.text.strip()]
        if not written or written[0].row != self.until or not asks_alone(written[0].text):
            return False
        if any(self.state.known_label(cell.text) or self.state.labels_itself(cell) for cell in written):
            return False
        ends = [name.column for _, name in self.abreast[1:]] + [self.grid.width]
        for (number, name), end in zip(self.abreast, ends, strict=True):
            first = name.column if number != self.abreast[0][0] else 0
            lines = _lines([cell for cell in cells if first <= cell.column < end])
            block = self.state.found.blocks[number]
            self.state.found.blocks[number] = replace(block, paragraphs=(*block.paragraphs, *lines))
        self.state.claim(*cells)
        self.until = max(cell.rows.stop for cell in cells)
        return True

    def _misread(self, label: Label) -> bool:
        return self.state.index.block(label.text) is None

    def _reaches_over(self, label: Label, rows: list[list[Cell]]) -> bool:
        """Whether a scan's cell stands beside two names: the ruling between two opinions was not seen."""
        names = [row for row in range(label.cell.rows.stop, self._end(rows)) if self._named(row, label)]
        return label.cell.at.is_scanned and bool(names)

    @staticmethod
    def _end(rows: list[list[Cell]]) -> int:
        """The first row that no cell of ``rows`` reaches into."""
        return max((cell.rows.stop for row in rows for cell in row), default=0)

    def _named(self, row: int, label: Label) -> bool:
        """Whether words stand in the column of ``label`` in another row."""
        cell = self.grid.at.get((row, label.cell.column))
        return cell is not None and cell is not label.cell and bool(cell.text.strip())

    def _region(self, label: Label) -> list[list[Cell]]:
        """The cells right of a block's label row by row, each row up to the next label; else those below it."""
        if found := [cells for row in label.cell.rows if (cells := self._right_of(label, row))]:
            signed = self._signed_below(label) if all(_is_blank(cell) for row in found for cell in row) else None
            return [[signed]] if signed is not None else found
        below = self.answers.under(label) if self.answers.may_stand_below(label) else []
        return [below] if below else []

    def _signed_below(self, label: Label) -> Cell | None:
        """The signed cell as wide as the label that it stands right below, as where names head columns of opinions."""
        cell = self.grid.at.get((label.cell.rows.stop, label.cell.column))
        if cell is None or cell.columns != label.cell.columns or self.state.known_label(cell.text):
            return None
        return cell if self.state.free(cell) and _SIGNED.search(cell.text) else None

    def _right_of(self, label: Label, row: int) -> list[Cell]:
        cells: list[Cell] = []
        for cell in self.grid.covering(row):
            if cell.row == row and cell.column >= label.cell.columns.stop:
                if self.answers.is_other(cell, label) and fold(cell.text) not in SUB_LABELS:
                    break
                cells.append(cell)
        return cells

    def leave_foreign(self, cell: Cell) -> None:
        """Leave the label of a block that the form does not have with all that stands beside or below it."""
        self.state.claim(cell)
        row = [c for c in self.grid.covering(cell.row) if c.column >= cell.columns.stop]
        beside = [
            c for c in (*self.grid.beside(cell), *row) if self.state.free(c) and not self.state.known_label(c.text)
        ]
        region = list({id(c): c for c in beside or self.state.below(cell)}.values())
        self.state.claim(*region)
        text = "\n".join(c.text for c in region if c.text.strip())
        self.state.found.leave(cell.text, text, (region or [cell])[0].at)

    def read_unnamed(self, cell: Cell) -> bool:
        """Keep the signed opinion in a row of its own beside a name that a scan hides; whether ``cell`` holds one.

        It is a block that may stand between those above and below; of several the one that is always printed, or the
        first that is not there yet.
        """
        found = self.state.found
        left = self.grid.left_of(cell)
        if not cell.at.is_scanned or not left or any(other.text.strip() for other in left) or not found.blocks:
            return False
        lines = tuple(paragraphs(cell.flow))
        if any(other.rows != cell.rows for other in left) or not self._is_signed(lines) or self._ends_last(lines):
            return False
        if not self._is_signed(found.blocks[-1].paragraphs) or not (block := self._between(cell)):
            return False
        marked = lines + tuple(Paragraph("", p.at, (p,)) for other in left for p in pictures(other.flow))
        found.blocks.append(BlockRegion(block, "", marked, cell.at, unsure=True))
        return True

    def _ends_last(self, lines: Sequence[Paragraph]) -> bool:
        """Whether lines overleaf begin with what stands below an opinion: the end of the last block, which the break cut."""
        before, first = self.state.found.blocks[-1].paragraphs, self._said(lines)[0]
        overleaf = bool(before) and (first.at.page or 0) > (before[-1].at.page or 0)
        return overleaf and _SIGNED.search(first.text) is not None

    def _is_signed(self, lines: Iterable[Paragraph]) -> bool:
        """Whether lines hold more than what only asks for a signature: an opinion, where to sign or a date below it."""
        below = [line.text for line in self._said(lines)[1:]]
        return any(_SIGNED.search(text) or ends_signed(text) for text in below)

    def _said(self, lines: Iterable[Paragraph]) -> list[Paragraph]:
        """The lines that are no printed hint."""
        return [line for line in lines if line.text.strip() and not self.state.index.hints.is_hint(line.text)]

    def _between(self, cell: Cell) -> Block | None:
        """The block that most likely stands at ``cell``: between the last one and the next that a cell below names."""
        blocks = self.state.index.form.blocks
        before = next(n for n, block in enumerate(blocks) if block is self.state.found.blocks[-1].block)
        below = (self.state.index.block(row[0].text) for row in self.grid.rows[cell.rows.stop :] if row)
        following = next(filter(None, below), None)
        after = next((n for n, block in enumerate(blocks) if block is following), len(blocks))
        inner = blocks[before + 1 : after]
        ends = [block for block in (blocks[before], *blocks[after : after + 1]) if block.repeated]
        asked = [block for block in inner if block.required is True]
        return next(iter((*asked, *inner, *ends)), None)

    def overleaf(self, cell: Cell) -> int | None:
        """The number of the block that a page break cut, of which ``cell`` is the rest: it stands right below its cell."""
        above = self.grid.at.get((cell.row - 1, cell.column))
        if above is None or above.columns != cell.columns or (above.at.page or 0) >= (cell.at.page or 0):
            return None
        blocks = self.state.found.blocks
        number = next((n for n, block in enumerate(blocks) if block.at == above.at), None)
        if number is None or any(ends_signed(line.text) for line in blocks[number].paragraphs):
            return None
        first = next((line.text for line in paragraphs(cell.flow) if line.text.strip()), "")
        words, colon, _ = cut_at_colon(first)
        named = self.state.index.block(words) if colon or "意" in words else None
        same = named is blocks[number].block and self.state.index.signed_block(words) is named
        return number if named is None or same else None

    def goes_on(self, cell: Cell) -> bool:
        """Whether a cell without any label goes on with the last block: over a page break, or with its signing."""
        found = self.state.found
        if not found.blocks or any(self.state.known_label(c.text) for c in self.grid.covering(cell.row)):
            return False
        signs = bool(SIGN_WORDS.search(cell.text)) or any(map(DATE_LINE.match, cell.text.split("\n")))
        if signs and self.named_inside is not None and self.grid.left_of(cell)[:1] == [self.named_inside]:
            return True
        before = found.blocks[-1].at.page
        alone = cell.column_span == self.grid.width
        if alone and before is not None and cell.at.page is not None and cell.at.page > before:
            return True
        first = self.grid.at.get((cell.row, 0))
        unframed = first is None and not cell.at.is_scanned
        return signs and (alone or unframed or (first is not None and not first.text.strip()))


def _is_blank(cell: Cell) -> bool:
    return not cell.text.strip() and not any(pictures(cell.flow))


def _regions(rows: list[list[Cell]], at: Evidence, repeated: bool) -> list[tuple[tuple[Paragraph, ...], Evidence]]:
    """The lines of each signed opinion in the cells of a region, with its place."""
    lines = [_lines(row) for row in rows]
    if repeated and len(lines) > 1 and all(map(whole, lines)):
        return [(tuple(part), row[0].at) for part, row in zip(lines, rows, strict=True)]
    together = tuple(line for part in lines for line in part)
    place = rows[0][0].at if rows else at
    return [(part, place) for part in (signed_apart(together) if repeated else [together])]


def _lines(cells: list[Cell]) -> list[Paragraph]:
    """The lines of the cells of one row; short cells side by side are pieces of one line.

    What stands beside a cell that only says what to write there (意见 | …, 负责人签字 | …) stands behind it.
    """
    lines: list[Paragraph] = []
    for prompt, group in _beside_prompts(cells):
        written = _unpieced(group)
        lines += _prompted(prompt, written) if prompt else written
    return lines


def _beside_prompts(cells: list[Cell]) -> list[tuple[Cell | None, list[Cell]]]:
    """The cells of one row by the one that says what to write in those right of it, which is none for the first."""
    groups: list[tuple[Cell | None, list[Cell]]] = [(None, [])]
    for cell in cells:
        if asks_alone(cell.text):
            groups.append((cell, []))
        else:
            groups[-1][1].append(cell)
    return groups


def _prompted(prompt: Cell, written: list[Paragraph]) -> list[Paragraph]:
    """``written`` with the words of ``prompt`` before it, and all that is drawn over these."""
    first = next((n for n, line in enumerate(written) if line.text.strip()), None)
    drawn, words = tuple(pictures(prompt.flow)), prompt.text.strip().rstrip("：:")
    if first is None:
        return [Paragraph(f"{words}：", prompt.at, drawn), *written]
    line = written[first]
    if speaks_for_itself(line.text):
        return [Paragraph(words, prompt.at, drawn), *written]
    told = Paragraph(f"{words}：{line.text}", line.at, (*drawn, *line.pictures))
    return [*written[:first], told, *written[first + 1 :]]


def _unpieced(cells: list[Cell]) -> list[Paragraph]:
    """The lines of cells side by side, of which short ones are pieces of one line."""
    lines: list[Paragraph] = []
    pieces: list[Cell] = []
    for cell in cells:
        if 0 < len(cell.text.strip()) <= _DATE_PIECE and "\n" not in cell.text.strip():
            pieces.append(cell)
            continue
        lines += [*_pieced(pieces), *paragraphs(cell.flow)]
        pieces = []
    return [*lines, *_pieced(pieces)]


def _pieced(cells: list[Cell]) -> list[Paragraph]:
    if not cells:
        return []
    marks = tuple(picture for cell in cells for picture in pictures(cell.flow))
    return [Paragraph("".join(cell.text.strip() for cell in cells), cells[0].at, marks)]
