"""Column edges of one table on two scanned pages made equal: every sheet lay in the scanner a little otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from extract.layout.page import PageContent
from forms.evidence import SCAN

OUTER_MM = 8.0
"""So far apart the outer edges of one table may stand on two sheets."""
INNER_MM = 2.5
"""So far apart its inner edges may stand once the outer ones are laid upon each other."""
WIDTHS = 0.03
"""The share by which its width may differ."""


def align_columns(following: Iterable[tuple[PageContent, PageContent]]) -> None:
    """Lay the first table of the second page of each pair upon the last one of the first, where both may be parts of one.

    Only the edges that tables are joined by change; evidence stays where it is on its own page.
    """
    for page, other in following:
        if page.reader == other.reader == SCAN and page.tables and other.tables:
            last = max(page.tables, key=lambda table: table.box.y1)
            first = min(other.tables, key=lambda table: table.box.y0)
            first.xs = _laid_upon(last.xs, first.xs)


def _laid_upon(last: list[float], first: list[float]) -> list[float]:
    """``first`` with its outer edges laid upon those of ``last``, and all of them where the inner ones agree."""
    width, wide = last[-1] - last[0], first[-1] - first[0]
    if abs(last[0] - first[0]) > OUTER_MM or wide <= 0 or abs(width / wide - 1) > WIDTHS:
        return first
    laid = [last[0] + (x - first[0]) * width / wide for x in first]
    same = len(last) == len(laid) and all(abs(x - y) <= INNER_MM for x, y in zip(laid, last, strict=True))
    return list(last) if same else laid
