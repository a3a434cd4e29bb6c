"""How far below their labels the answers of a page stand where it sets each in a line of its own, whatever its spacing."""

from __future__ import annotations

from itertools import pairwise

from extract.document import Document, Paragraph
from extract.locate.loose import NUMBERED
from extract.words.labels import COVER, LabelIndex
from extract.words.pairs import cut_at_colon

_ENOUGH = 3
"""So many labels with nothing behind their colons show how a page is set."""
_EVEN = 1.2
"""The furthest answer stands at most so many times as far below its label as the nearest."""


def answers_below(document: Document, index: LabelIndex) -> dict[int, float]:
    """By page, from the top of a label's line to that of its answer's, in millimetres.

    Only of pages all of whose labels end with their colon: beside a label that has its answer behind it, one without may
    be unanswered, and what stands below it something else.
    """
    pages: dict[int, list[Paragraph]] = {}
    for item in document.flow:
        if isinstance(item, Paragraph) and item.at.page is not None and item.text.strip():
            pages.setdefault(item.at.page, []).append(item)
    found = ((page, _distance(lines, index)) for page, lines in pages.items())
    return {page: distance for page, distance in found if distance is not None}


def _distance(lines: list[Paragraph], index: LabelIndex) -> float | None:
    ends = [_ends_label(line, index) for line in lines]
    if None in ends:
        return None
    away = [
        below.at.box.y0 - line.at.box.y0
        for (line, label), (below, other) in pairwise(zip(lines, ends, strict=True))
        if label and not other and line.at.box and below.at.box
    ]
    return max(away) if len(away) >= _ENOUGH and 0 < max(away) <= _EVEN * min(away) else None


def _ends_label(line: Paragraph, index: LabelIndex) -> bool | None:
    """Whether ``line`` is a label and its colon, or holds none; ``None`` for a label with an answer behind it.

    Numbered lines are notes on how to fill in the form, which name slots as well.
    """
    label, colon, rest = cut_at_colon(line.text.strip())
    if not colon or NUMBERED.match(line.text) or not index.is_label(label, COVER):
        return False
    return None if rest else True
