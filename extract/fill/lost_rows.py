"""Cells, rows and whole tables of rows that a scan hides: what was not found where it is printed is open and marked.

A ruling that was not seen makes one cell of two, a misread header hides a column, and a table of which nothing was
found may be full of rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.doubt.doubted import UNSURE
from extract.fill.signing import lost_cell_mark
from extract.locate.located import Header, Located, RowCandidate
from forms.evidence import SCAN, BBox, Evidence
from forms.record import Answer
from forms.script import fold
from forms.spec import Field, Rows
from forms.types import SignatureCell

SCORE = 0.5
_BELOW_MM = 40.0
"""What stands so near below a header is its table's."""
_LEAST_HEADS = 3
"""So many columns' names in one line are a header's: no sentence and no answer holds them apart from one another."""
_APART = re.compile(r"[ \u3000]{2,}|[\t\n]")
_WIDE_APART = re.compile(r"\S[ \u3000]{3,}\S")
_REMARKS = frozenset(map(fold, ("备注", "说明", "附注")))
"""Headers of a column that may be left empty in every row and is no slot's."""


def lost_cells(
    columns: Sequence[Field], found: RowCandidate, located: Sequence[RowCandidate], header: Header | None
) -> dict[str, Answer]:
    """An open answer for each column that ``found``, one of the ``located`` rows, must have and lacks.

    On a scan that is one that the header or other rows have, each where no header was found; and any that no row has,
    where text stands under a header that nobody knows, or that may name two columns. Cells to be signed that other rows
    have are never missing in any file, nor are those of a scan under the one header that names nothing: a name that runs
    over it hides its words.
    """
    beside = next((cell.at for cell in found.cells.values()), next(iter(found.unclaimed), None))
    if beside is None:
        return {}
    held = {slot for row in located for slot in row.cells}
    printed = {str(one.id) for one in (header.columns.values() if header else columns) if isinstance(one, Field)}
    unclaimed = any(at.is_scanned for row in located for at in row.unclaimed) or _may_head_two(header)
    lost = [column for column in columns if str(column.id) not in found.cells]
    return {
        str(column.id): _open(column, found, beside)
        for column in lost
        if (beside.is_scanned and str(column.id) in held | printed)
        or (isinstance(column.kind, SignatureCell) and str(column.id) in held)
        or (unclaimed and str(column.id) not in held)
        or (beside.is_scanned and isinstance(column.kind, SignatureCell) and _has_unread_head(header))
    }


def _may_head_two(header: Header | None) -> bool:
    """Whether words stand wide apart in a line of a scan's cell that heads a column by like words only."""
    if header is None:
        return False
    like = [one for one in header.cells if one.at.is_scanned and header.columns.get(one.column) in header.doubtful]
    return any(_WIDE_APART.search(cell.text) for cell in like)


def _has_unread_head(header: Header | None) -> bool:
    """Whether one cell of a header is no column's, whatever was read there."""
    if header is None:
        return False
    said = [(header.columns.get(cell.column), cell.text.strip()) for cell in header.cells]
    left = [text for column, text in said if not isinstance(column, Field) and not (column == "" and text)]
    return len(left) == 1 and fold(left[0]) not in _REMARKS


def _open(column: Field, found: RowCandidate, beside: Evidence) -> Answer:
    if isinstance(column.kind, SignatureCell):
        mark = lost_cell_mark(beside)
        return Answer(mark.to_json(), "", mark.score, True, beside, ("signature-uncertain",))
    place = found.unclaimed[0] if len(found.unclaimed) == 1 else replace(beside, box=None)
    return Answer(None, "", SCORE, True, place, (UNSURE,))


def lost_table(rows: Rows, located: Located) -> tuple[dict[str, Answer], ...]:
    """One row, open and marked, for a table of a scan of which neither a header nor a row was found, or whose header
    has no row though something stands below it; as many as are counted for one of a text whose header stands in a line
    with no column told; else none.
    """
    if located.rows.get(rows.id):
        return ()
    at = _header_place(rows, located) if rows.id in located.headers else _somewhere(located)
    places = [at] if at is not None and at.is_scanned else _counted_lines(rows, located) if at is not None else []
    columns = [str(column.id) for column in rows.columns if not isinstance(column.kind, SignatureCell)]
    return tuple(dict.fromkeys(columns, Answer(None, "", SCORE, True, place, (UNSURE,))) for place in places)


def _somewhere(located: Located) -> Evidence | None:
    """The page on which the form begins: where the table stands nobody knows."""
    first = next((candidate.at for candidate in located.fields), None)
    return replace(first, box=None, path=None) if first else None


def _counted_lines(rows: Rows, located: Located) -> list[Evidence]:
    """Where lines that nothing claims are counted from one below a line that names several columns of a text's table;
    that line's own place where something else follows it.
    """
    names = {fold(label): number for number, column in enumerate(rows.columns) for label in column.labels}
    head: Evidence | None = None
    counted: list[Evidence] = []
    for extra in located.extras:
        said = _APART.split(f"{extra.label}\n{extra.raw}".strip())
        if head is None and len({names.get(fold(text)) for text in said} - {None}) >= _LEAST_HEADS:
            head = extra.evidence if extra is not located.extras[-1] else None
        elif head is not None and extra.evidence is not None and said[0] == str(len(counted) + 1):
            counted.append(extra.evidence)
    return counted or [head] if head is not None else []


def _header_place(rows: Rows, located: Located) -> Evidence | None:
    """The header's place, where something that nothing claims stands below it in its table's width."""
    boxes = [(cell.at.page, cell.at.box) for cell in located.headers[rows.id].cells if cell.at.box]
    if not boxes or len({page for page, _ in boxes}) != 1:
        return None
    page, head = boxes[0][0], BBox.around([box for _, box in boxes])
    under = any(extra.raw.strip() and _is_under(extra.evidence, page, head) for extra in located.extras)
    return Evidence(SCAN, page, head) if under and located.headers[rows.id].cells[0].at.is_scanned else None


def _is_under(at: Evidence | None, page: int | None, head: BBox) -> bool:
    if at is None or at.page != page or at.box is None:
        return False
    middle = at.box.centre
    return head.x0 <= middle[0] <= head.x1 and 0 <= middle[1] - head.y1 <= _BELOW_MM
