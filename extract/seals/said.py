"""What the line in the middle of a seal says, by all readings of it: 公章, which leaves the seal a unit's own, or 专用章."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from forms.script import simplified

if TYPE_CHECKING:
    from extract.seals.rim import Rim

PUBLIC = "公章"
HAN = re.compile("[\u4e00-\u9fff]")
LINE_SCORE, LINE_FITS = 0.75, 4.0
"""How surely 专用 is to be read; and by how much 公章 may fit worse than the best reading."""
LONGER_SCORE = 0.5
"""A line of three characters and more, each read so surely on the mean, is not 公章."""
_FOR_WHAT = "专用"


def told_line(readings: Sequence[Rim]) -> Rim:
    """The reading that tells most: one that says 专用 surely, else one that says 公章 where none says more; else the surest.

    Scraps beside the line make some readings sure of digits and signs that nobody writes there. Two characters of which
    one is misread may be left of a longer line: 公室 of 办公室.
    """
    if for_what := [one for one in readings if says_for_what(one)]:
        return max(for_what, key=lambda one: one.score)
    public = [one for one in readings if is_public(one)]
    longer = [one for one in readings if _is_longer(one)]
    if public and not longer:
        return min(public, key=lambda one: one.shortfall(PUBLIC))
    surest = max(readings, key=lambda one: one.score)
    if longer and is_public(surest) and han_of(surest) != PUBLIC:
        return max(longer, key=lambda one: one.score)
    return surest


def is_public(line: Rim) -> bool:
    """Whether a line is 公章, of which a character may be misread: 专用章 has three and more."""
    text = han_of(line)
    return line.shortfall(PUBLIC) <= LINE_FITS or (len(text) == len(PUBLIC) and text[0] == PUBLIC[0])


def says_for_what(line: Rim) -> bool:
    """Whether 专用 is read surely, whatever else of the line is not."""
    at = simplified(line.text).find(_FOR_WHAT)
    return at >= 0 and min(line.scores[at : at + len(_FOR_WHAT)]) >= LINE_SCORE


def han_of(line: Rim) -> str:
    """The Chinese characters of a line."""
    return "".join(HAN.findall(line.text))


def _is_longer(line: Rim) -> bool:
    scores = [score for one, score in zip(line.text, line.scores, strict=True) if HAN.match(one)]
    return len(scores) > len(PUBLIC) and sum(scores) >= LONGER_SCORE * len(scores)
