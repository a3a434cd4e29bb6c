"""Rows of characters on pages, the edges of the text, and from line to line and character to character."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from render.conformance.pdf_page import Glyph, Measured
from render.conformance.sheet import NOMINAL_PITCH_POINTS, Piece, Row
from render.page import BODY, LEFT_MARGIN, MM_PER_POINT, TEXT_WIDTH

ABOVE_BASELINE, BELOW_BASELINE = 0.86, 0.1
"""Where the ink of Chinese characters begins and ends, in their size, whatever box their font claims."""
_ONE_ROW = 0.3
_BODY_POINTS = (14.5, 17.5)
_PITCH_MM = (6.0, 18.0)
_LONG_ROW_MM = 120.0


@dataclass(frozen=True)
class Line:
    """A row with its pieces."""

    row: Row
    pieces: tuple[Piece, ...]


def lines_of(page: Measured) -> list[Line]:
    """The page's rows from the top down."""
    groups: list[list[Glyph]] = []
    for glyph in sorted(page.glyphs, key=lambda one: (one.baseline, one.left)):
        near = groups and abs(glyph.baseline - groups[-1][-1].baseline) <= _ONE_ROW * glyph.points * MM_PER_POINT
        if near:
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    made = (_line(sorted(group, key=lambda one: one.left), page.number) for group in groups)
    return [one for one in made if one is not None]


def _line(glyphs: list[Glyph], page: int) -> Line | None:
    while glyphs and not glyphs[0].text.strip():
        glyphs.pop(0)
    while glyphs and not glyphs[-1].text.strip():
        glyphs.pop()
    if not glyphs:
        return None
    sizes = Counter(one.points for one in glyphs)
    size = sizes.most_common(1)[0][0]
    baseline = statistics.median(one.baseline for one in glyphs)
    em = size * MM_PER_POINT
    row = Row(
        page, _spaced(glyphs), glyphs[0].left, glyphs[-1].right, baseline - ABOVE_BASELINE * em,
        baseline + BELOW_BASELINE * em, baseline, size, _advance(glyphs),
    )  # fmt: skip
    return Line(row, tuple(_pieces(glyphs)))


def _spaced(glyphs: Sequence[Glyph]) -> str:
    """The row's text, a space where a wide gap was left."""
    words = [glyphs[0].text]
    for before, after in pairwise(glyphs):
        if after.left - before.right > 1.5 * after.points * MM_PER_POINT:
            words.append(" ")
        words.append(after.text)
    return "".join(words)


def _pieces(glyphs: Sequence[Glyph]) -> Iterator[Piece]:
    start = 0
    for end in range(1, len(glyphs) + 1):
        if end == len(glyphs) or _look(glyphs[end]) != _look(glyphs[start]):
            text = "".join(one.text for one in glyphs[start:end])
            yield Piece(text, glyphs[start].font, glyphs[start].points, glyphs[start].color)
            start = end


def _look(one: Glyph) -> tuple[str, float, str]:
    return one.font, one.points, one.color


def _advance(glyphs: Sequence[Glyph]) -> float | None:
    """The smallest usual step between two Chinese characters, in points: justified rows are stretched elsewhere."""
    steps = [
        round((after.left - before.left) / MM_PER_POINT, 1)
        for before, after in pairwise(glyphs)
        if _is_chinese(before.text) and _is_chinese(after.text) and before.points == after.points
    ]
    return Counter(steps).most_common(1)[0][0] if steps else None


def _is_chinese(text: str) -> bool:
    return "一" <= text[:1] <= "鿿"


@dataclass(frozen=True)
class Frame:
    """Where the text stands on the pages; ``right`` is ``None`` where no full rows end alike."""

    left: float
    right: float | None
    pitch: float
    advance: float

    @property
    def end(self) -> float:
        return self.left + TEXT_WIDTH.mm if self.right is None else self.right


def frame_of(lines: Sequence[Line]) -> Frame:
    """The frame that most rows of the text's size make."""
    rows = [one.row for one in lines]
    body = [row for row in rows if _BODY_POINTS[0] <= row.points <= _BODY_POINTS[1]] or rows
    return Frame(_left(body), _right(body), _pitch(body), _step(body))


def _left(rows: Sequence[Row]) -> float:
    """The leftmost place where at least two rows begin, or one that ends in a colon as 主送机关 does."""
    for row in sorted(rows, key=lambda one: one.left):
        alike = [other.left for other in rows if abs(other.left - row.left) < 1]
        if len(alike) > 1 or row.text.endswith("："):
            return statistics.median(alike)
    return LEFT_MARGIN.mm


def _right(rows: Sequence[Row]) -> float | None:
    ends = sorted(row.right for row in rows if row.right - row.left >= _LONG_ROW_MM)
    furthest = [end for end in ends if end > ends[-1] - 8]
    if len(furthest) < 3:
        return None
    middle = statistics.median(furthest)
    alike = [end for end in furthest if abs(end - middle) < 0.8]
    return middle if len(alike) * 3 >= len(furthest) * 2 else None


def _pitch(rows: Sequence[Row]) -> float:
    steps = [
        after.baseline - before.baseline
        for before, after in pairwise(rows)
        if before.page == after.page and _PITCH_MM[0] <= after.baseline - before.baseline <= _PITCH_MM[1]
    ]
    if not steps:
        return NOMINAL_PITCH_POINTS
    usual = Counter(round(one * 2) for one in steps).most_common(1)[0][0] / 2
    near = [one for one in steps if abs(one - usual) < 0.5]
    return statistics.mean(near) / MM_PER_POINT


def _step(rows: Sequence[Row]) -> float:
    steps = [row.advance for row in rows if row.advance is not None]
    if not steps:
        return BODY.points
    usual = Counter(steps).most_common(1)[0][0]
    return statistics.mean(one for one in steps if abs(one - usual) < 0.11)
