"""A label that stands halfway down the lines of its answer, as in tables without rulings that centre what their cells hold.

Read from the top, the answer's first line would come before its label. Both are put into one line instead, as where they
begin at one height.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.layout.chars import Char

APART_EM = 1.5
"""White so wide parts a label from an answer beside it."""
EDGE_EM = 0.6
"""Lines of one answer begin, or have their middles, so near to one another."""
PITCH_EM = (1.0, 2.1)
"""The distance of two lines of one answer."""
EVEN = 0.3
"""The label stands in the middle between two lines, off by no more of their distance."""
SET_OFF = 1.25
"""White above and below the lines of an answer that is so many times theirs sets them off from the rows beside them."""
_DAY = re.compile(r".*月.{0,4}日")
"""What stands below a unit's name where it signs: no second line of an answer."""


@dataclass(frozen=True)
class _Piece:
    """Characters of one row with no wide white between them."""

    chars: Sequence[Char]

    @property
    def text(self) -> str:
        return "".join(char.text for char in self.chars)

    @property
    def x0(self) -> float:
        return self.chars[0].x0

    @property
    def x1(self) -> float:
        return max(char.x1 for char in self.chars)

    def is_in_line_with(self, other: _Piece, em: float) -> bool:
        middles = abs(self.x0 + self.x1 - other.x0 - other.x1) / 2
        return min(abs(self.x0 - other.x0), middles) <= EDGE_EM * em


class _Row:
    def __init__(self, chars: list[Char]) -> None:
        self.chars = chars
        self.shown = _shown(chars)

    @property
    def middle(self) -> float:
        return sum(char.y0 + char.y1 for char in self.shown) / 2 / len(self.shown)

    @property
    def em(self) -> float:
        return sorted(char.em for char in self.shown)[len(self.shown) // 2]

    def pieces(self) -> list[_Piece]:
        made: list[list[Char]] = []
        for char in sorted(self.shown, key=lambda one: one.x0):
            if made and char.x0 - max(one.x1 for one in made[-1]) < APART_EM * self.em:
                made[-1].append(char)
            else:
                made.append([char])
        return [_Piece(chars) for chars in made]

    def give(self, piece: _Piece, other: _Row) -> None:
        moved = {id(char) for char in piece.chars}
        self.chars = [char for char in self.chars if id(char) not in moved]
        other.chars += piece.chars
        self.shown, other.shown = _shown(self.chars), _shown(other.chars)


def _shown(chars: Sequence[Char]) -> list[Char]:
    return [char for char in chars if not char.text.isspace()]


def labels_on_top(rows: Sequence[Sequence[Char]]) -> list[list[Char]]:
    """``rows``, top to bottom, with the first line of an answer and the label that stands halfway down it in one row."""
    made = [row for chars in rows if (row := _Row(list(chars))).shown]
    for n in range(1, len(made) - 1):
        above, row, below = made[n - 1 : n + 2]
        if not above.shown:
            continue
        if _is_between_two(above, row, below):
            for piece in above.pieces():
                if _goes_round(piece, row, below):
                    above.give(piece, row)
        elif _is_middle_of_three(made, n):
            for piece in _labels(above, row, below):
                row.give(piece, above)
    return [row.chars for row in made if row.shown]


# -- an answer of two lines --------------------------------------------------------------------------------------------


def _is_between_two(above: _Row, row: _Row, below: _Row) -> bool:
    em, pitch = max(above.em, below.em), below.middle - above.middle
    off = abs(row.middle - (above.middle + below.middle) / 2)
    return PITCH_EM[0] * em <= pitch <= PITCH_EM[1] * em and off <= EVEN * pitch


def _goes_round(piece: _Piece, row: _Row, below: _Row) -> bool:
    """Whether ``piece`` goes on in the row below and a label stands left of the white between them."""
    others = row.pieces()
    free = all(one.x1 < piece.x0 or one.x0 > piece.x1 for one in others)
    under = [one for one in below.pieces() if one.is_in_line_with(piece, row.em)]
    apart = piece.x0 - others[0].x1 >= EDGE_EM * row.em  # the end of a line may reach to where the next one is indented
    return free and apart and bool(under) and not _DAY.fullmatch(under[0].text)


# -- an answer of three ------------------------------------------------------------------------------------------------


def _is_middle_of_three(rows: Sequence[_Row], n: int) -> bool:
    """Whether row ``n`` is the middle one of three that are set off from what stands above and below."""
    above, row, below = rows[n - 1 : n + 2]
    first, second = row.middle - above.middle, below.middle - row.middle
    pitch = (first + second) / 2
    if not PITCH_EM[0] * row.em <= pitch <= PITCH_EM[1] * row.em or abs(first - second) > EVEN * pitch:
        return False
    over = n < 2 or not rows[n - 2].shown or above.middle - rows[n - 2].middle > SET_OFF * pitch
    return over and (n + 2 >= len(rows) or rows[n + 2].middle - below.middle > SET_OFF * pitch)


def _labels(above: _Row, row: _Row, below: _Row) -> list[_Piece]:
    """What of the middle row stands beside the lines of an answer, not in one of them; none where no answer is seen."""
    tops, bottoms, em = above.pieces(), below.pieces(), row.em
    columns = [top for top in tops if any(one.is_in_line_with(top, em) for one in bottoms)]
    pieces = row.pieces()
    held = [any(piece.is_in_line_with(top, em) for top in columns) for piece in pieces]
    if not any(held) or held[0] or len(columns) < max(len(tops), len(bottoms)):
        return []
    if any(_DAY.fullmatch(one.text) for one in bottoms):
        return []
    return [piece for piece, of_answer in zip(pieces, held, strict=True) if not of_answer]
