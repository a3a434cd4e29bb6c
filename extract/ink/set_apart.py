"""Names in cells to be signed that do not stand like what is typed in their row.

A name set in a small, clear hand reads as well as print, and is as small. What is typed in a row stands on one line, and
in its cell where the others stand in theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.ink.words import Name, Words
    from forms.evidence import BBox

_PERSON = re.compile(r"[\u3400-\u9fff·]{2,4}$")
"""A person's name, and nothing else."""
_LEVEL_EM = 0.15
"""The middles of lines of print in one row differ by less, in print sizes."""
_SAME_MM = 1.0
"""Lines of print begin so near to one another in their cells, or stand so near to the middles of these."""
_FEWEST = 2
"""So many other lines show how a row is set."""


def stands_apart(name: Name, words: Words, cells: Sequence[BBox]) -> bool:
    """Whether a person's name, alone in a cell below 签名, stands otherwise than what is printed in its row."""
    cell = _cell_of(name.box, cells)
    if cell is None or not _PERSON.match("".join(name.text.split())) or not _is_to_sign(cell, words):
        return False
    others = [box for box in words.every_line if box != name.box]
    if any(cell.holds(*box.centre) for box in others):
        return False
    row = [(box, own) for box, own in _in_row(cell, others, cells) if own != cell]
    if len(row) < _FEWEST:
        return False
    level = any(abs(box.centre[1] - name.box.centre[1]) <= _LEVEL_EM * words.usual for box, _ in row)
    alike = sum(_are_set_alike(name.box, cell, box, own) for box, own in row)
    return not level or 2 * alike < len(row)


def _is_to_sign(cell: BBox, words: Words) -> bool:
    """Whether a prompt stands above a cell, in its column."""
    return any(prompt.y1 <= cell.y0 + _SAME_MM and cell.x0 < prompt.centre[0] < cell.x1 for prompt in words.prompts)


def _in_row(cell: BBox, lines: Sequence[BBox], cells: Sequence[BBox]) -> Iterator[tuple[BBox, BBox]]:
    """The lines level with a cell, each with its own cell."""
    for line in lines:
        own = _cell_of(line, cells) if cell.y0 < line.centre[1] < cell.y1 else None
        if own is not None:
            yield line, own


def _are_set_alike(one: BBox, cell: BBox, other: BBox, own: BBox) -> bool:
    """Whether two lines begin at the same distance from their cells' edges, or both stand in the middle."""
    begun = abs((one.x0 - cell.x0) - (other.x0 - own.x0)) <= _SAME_MM
    return begun or (_is_centred(one, cell) and _is_centred(other, own))


def _is_centred(line: BBox, cell: BBox) -> bool:
    return abs(line.centre[0] - cell.centre[0]) <= _SAME_MM


def _cell_of(line: BBox, cells: Sequence[BBox]) -> BBox | None:
    """The smallest cell that holds the middle of a line."""
    return min((cell for cell in cells if cell.holds(*line.centre)), key=_area, default=None)


def _area(box: BBox) -> float:
    return box.width * box.height
