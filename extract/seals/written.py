"""Where a seal's name stands by its own characters: other ink between its end and its beginning does not shift it."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from extract.seals.rim import Rim
from extract.seals.strip import Arc

LEAST_SCORE = 0.6
"""Characters read less surely tell nothing of where a name stands."""
LEAST_CHARACTERS = 4
_NEXT = (0.5, 2.4)
"""Within so many times the usual distance stands the next character of a name: one of them may be unread."""


def written_arc(rim: Rim, arc: Arc) -> Arc | None:
    """The part of ``arc``, along which ``rim`` was read, that the name takes; ``None`` where too little was read.

    It reaches half a character beyond the middle of the first and the last one of the longest row.
    """
    shown = zip(rim.text, rim.places, rim.scores, strict=True)
    middles = [place for one, place, score in shown if score >= LEAST_SCORE and "\u4e00" <= one <= "\u9fff"]
    if len(middles) < LEAST_CHARACTERS:
        return None
    pitch = median(after - before for before, after in pairwise(middles))
    row = _longest_row(middles, pitch)
    if len(row) < LEAST_CHARACTERS:
        return None
    begin, end = row[0] - pitch / 2, row[-1] + pitch / 2
    return Arc((arc.start + begin * arc.sweep) % 360, (end - begin) * arc.sweep)


def _longest_row(middles: list[float], pitch: float) -> list[float]:
    """The most characters of which each stands near the one before."""
    rows = [[middles[0]]]
    for before, after in pairwise(middles):
        if _NEXT[0] * pitch <= after - before <= _NEXT[1] * pitch:
            rows[-1].append(after)
        else:
            rows.append([after])
    return max(rows, key=len)
