"""Where one line of a page stands to another: below it, set in from it, or going on with it."""

from __future__ import annotations

from extract.document import Document
from forms.evidence import Evidence

_FULL_LINE_MM = 7.0
"""A line that ends this close to the right edge of the page's text is full: a character had no more room."""
_PARAGRAPH_INDENT = 1.2
"""A line set in by more of its own heights begins a paragraph: two characters are usual."""
_NEXT_LINE = 1.5
"""A line lower than so many heights of the one before stands apart from it."""
_SAME_TEXT = 0.8
"""Lines of one text stand less of their own heights apart."""
_SAME_EDGE_MM = 2.5
"""Lines of one column begin no further apart."""
_VALUE_INDENT_MM = 8.0
"""A line set in at least this far from its label's start continues the label's value."""


def right_edges(document: Document) -> dict[int, float]:
    """The right edge of everything on each page, in millimetres."""
    edges: dict[int, float] = {}
    for item in document.flow:
        if item.at.page is not None and item.at.box:
            edges[item.at.page] = max(item.at.box.x1, edges.get(item.at.page, 0.0))
    return edges


def wrapped(before: Evidence, here: Evidence, edges: dict[int, float]) -> bool:
    """Whether the line at ``before`` is full, so that the one at ``here`` goes on in mid-sentence."""
    if not before.box or not here.box or before.page is None or before.page != here.page:
        return False
    return edges[before.page] - before.box.x1 < _FULL_LINE_MM


def left_edges(document: Document) -> dict[int, float]:
    """The left edge of everything on each page, in millimetres."""
    edges: dict[int, float] = {}
    for item in document.flow:
        if item.at.page is not None and item.at.box:
            edges[item.at.page] = min(item.at.box.x0, edges.get(item.at.page, item.at.box.x0))
    return edges


def goes_on(before: Evidence, here: Evidence, right: dict[int, float], left: dict[int, float]) -> bool:
    """Whether the line at ``here`` goes on in mid-sentence in running text, on the next page too: the line before is
    full, and this one is not set in as the first of a paragraph is.
    """
    if not before.box or not here.box or before.page is None or here.page is None:
        return False
    if not 0 <= here.page - before.page <= 1 or right[before.page] - before.box.x1 >= _FULL_LINE_MM:
        return False
    return here.box.x0 - left[here.page] < _PARAGRAPH_INDENT * here.box.height


def set_in(first: Evidence, here: Evidence) -> bool:
    """Whether the line at ``here`` is set in from the label at ``first`` on the same page."""
    if not first.box or not here.box or first.page != here.page:
        return False
    return here.box.x0 - first.box.x0 >= _VALUE_INDENT_MM


def close_by(before: Evidence, here: Evidence) -> bool:
    """Whether the line at ``here`` is the next one under ``before``, as far as the format has places."""
    if not before.box or not here.box:
        return True
    return before.page == here.page and here.box.y0 - before.box.y1 <= _NEXT_LINE * before.box.height


def begins_below(before: Evidence, here: Evidence) -> bool:
    """Whether the line at ``here`` is the next one under ``before`` and begins where it does; never where no places are known."""
    if not before.box or not here.box or not close_by(before, here):
        return False
    return abs(before.box.x0 - here.box.x0) <= _SAME_EDGE_MM


def begins_above(line: Evidence, label: Evidence) -> bool:
    """Whether the line right above a label, set in from it, may be the first of the label's answer: in a table whose
    rulings are lost, a label stands halfway down its answer.
    """
    if not line.box or not label.box or not set_in(label, line):
        return False
    return label.box.y0 - line.box.y1 <= _SAME_TEXT * min(line.box.height, label.box.height)
