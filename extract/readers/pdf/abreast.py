"""Whether a sheet shows two pages side by side, as A3 prints and two-up prints do: their lines would run into one another."""

from __future__ import annotations

from collections.abc import Sequence

from extract.layout.chars import Char
from extract.layout.tables import Ruling
from extract.page_problem import PageProblem
from extract.readers.pdf.space import Space

CODE = "pages-abreast"
WIDE = 1.2
"""A sheet so many times as wide as high may hold two pages."""
FOLD_MM = 5.0
"""On both sides of the middle nothing stands so near to it: two pages have their margins there."""
LEAST_CHARS, FEWEST_CHARS = 30, 8
"""So many characters make a page of a form, and so many the end of one beside it."""
HIGH = 0.3
"""The share of the sheet's height over which the words of a page reach at least."""
EDGE = 0.15
"""In so much of its height, above and below, the number of a sheet stands."""
_NUMBERING = frozenset("0123456789-－—–/·第共页頁")


def abreast(space: Space, chars: Sequence[Char], rulings: Sequence[Ruling], number: int) -> list[PageProblem]:
    """The problem of such a sheet; none where anything stands in its middle, as on every page that is one."""
    middle = space.width / 2
    if space.width < WIDE * space.height or any(_meets(ruling, middle) for ruling in rulings):
        return []
    words = [char for char in chars if not char.text.isspace() and not _counts_pages(char, space)]
    if any(char.x0 < middle + FOLD_MM and char.x1 > middle - FOLD_MM for char in words):
        return []
    halves = ([c for c in words if c.x1 < middle], [c for c in words if c.x0 > middle])
    if min(map(len, halves)) < FEWEST_CHARS or not any(_is_page(half, space) for half in halves):
        return []
    told = f"第{number}页像是一张纸上并排印了两页，左右两页的文字可能混读；本页各项已标记，请拆成单页后重新提交或者逐项核对。"
    return [PageProblem(CODE, told, number)]


def _counts_pages(char: Char, space: Space) -> bool:
    """Whether a character may be of the sheet's own number, which stands in its middle."""
    at_edge = char.y1 < EDGE * space.height or char.y0 > (1 - EDGE) * space.height
    return at_edge and _NUMBERING.issuperset(char.text)


def _meets(ruling: Ruling, middle: float) -> bool:
    if ruling.horizontal:
        return ruling.start < middle + FOLD_MM and ruling.end > middle - FOLD_MM
    return abs(ruling.at - middle) < FOLD_MM


def _is_page(chars: Sequence[Char], space: Space) -> bool:
    if len(chars) < LEAST_CHARS:
        return False
    return max(c.y1 for c in chars) - min(c.y0 for c in chars) >= HIGH * space.height
