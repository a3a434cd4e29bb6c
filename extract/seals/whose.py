"""Whose seal it is: its rim held against the names that matter for a block."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forms.script import fold, simplified, traditional
from forms.units import same_unit

if TYPE_CHECKING:
    from extract.seals.look import Words
    from extract.seals.rim import Rim

FITS, FITS_EACH = 2.0, 0.22
"""A name may fit worse than the best reading by the first, and by the second for each of its characters."""
FOREIGN, FOREIGN_EACH = 9.0, 0.6
"""A unit's own name that fits worse than by these is not what stands there."""
CLEAR_SCORE, CLEAR_WEAKEST = 0.93, 0.5
"""How surely a rim must be read, on the whole and in its least sure character, to be called another's."""
LINE_SCORE, LINE_FITS = 0.75, 4.0
_LOST = 2
"""A rim that differs from a unit's name by so many characters at one end may be the name with that end lost."""
_PUBLIC = "公章"
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Verdict:
    """Whose a seal is: the unit's own (``True``), surely not (``False``) or open (``None``); and what stands on it."""

    matches: bool | None
    text: str | None = None
    center: str | None = None
    score: float = 0.0


def judged(words: Words, own: Iterable[str], others: Iterable[str]) -> Verdict:
    """Whether the seal with ``words`` is that of ``own`` (a unit's name, and names it is as good as).

    ``others`` are the other units on the form: one that fits as well leaves the question open, one that fits alone
    settles it.
    """
    mine = [name for name in own if name]
    theirs = [name for name in others if name and not any(same_unit(name, unit) for unit in mine)]
    if not words.rims:
        return Verdict(None)
    center, plain = _center(words)
    read = max(words.rims, key=lambda rim: rim.score)
    text = _best_name(words.rims, [*mine, *theirs]) or _shown(read)
    matches = _matches(words.rims, mine, theirs) if mine else None
    if matches and plain is not True:
        matches = plain
    return Verdict(matches, text or None, center, round(read.score, 3))


def _matches(rims: tuple[Rim, ...], mine: list[str], theirs: list[str]) -> bool | None:
    short = min(shortfall(rims, name) for name in mine)
    if any(_clear(rim) and same_unit(rim.text, name) for rim in rims for name in mine):
        short = 0.0  # the organ under another of its known names
    size = max(map(len, mine))
    other = min((shortfall(rims, name) for name in theirs), default=99.0)
    if short <= allowed(size):
        return True if other > short + allowed(size) else None
    if short < FOREIGN + FOREIGN_EACH * size:
        return None
    named = any(shortfall(rims, name) <= allowed(len(name)) for name in theirs)
    clear = [rim for rim in rims if _clear(rim)]
    whole = clear and not any(_part_of(rim.text, name) for rim in rims for name in mine)
    return False if named or whole else None


def allowed(size: int) -> float:
    """By how much a name of so many characters may fit worse than the best reading."""
    return FITS + FITS_EACH * size


def shortfall(rims: tuple[Rim, ...], name: str) -> float:
    """By how much ``name``, in whichever script, fits worse than the reading that it fits best."""
    return min(rim.shortfall(spelled) for rim in rims for spelled in spellings(name))


def spellings(name: str) -> set[str]:
    """``name`` as a seal may have it: without spaces, in either script."""
    bare = re.sub(r"\s", "", name).replace("(", "（").replace(")", "）")
    return {bare, simplified(bare), traditional(bare)}


def _clear(rim: Rim) -> bool:
    return (
        rim.score >= CLEAR_SCORE and min(rim.scores, default=0.0) >= CLEAR_WEAKEST and len(_HAN.findall(rim.text)) > 3
    )


def _part_of(text: str, name: str) -> bool:
    """Whether ``text`` may be ``name`` with one of its ends lost: under another seal, or too faint."""
    text, name = fold(text), fold(name)
    same = max(_common_start(text, name), _common_start(text[::-1], name[::-1]))
    return len(text) <= len(name) and same >= len(text) - _LOST


def _common_start(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _best_name(rims: tuple[Rim, ...], names: list[str]) -> str | None:
    """The name among ``names`` that fits what was read, as the seal has it."""
    fitting = [(rim.shortfall(s), s) for name in names for s in spellings(name) for rim in rims]
    best = min(fitting, default=None)
    return best[1] if best is not None and best[0] <= allowed(len(best[1])) else None


def _shown(rim: Rim) -> str:
    return rim.text if rim.score >= 0.5 else ""


def _center(words: Words) -> tuple[str | None, bool | None]:
    """The line in the middle; and whether it leaves the seal a unit's own: ``False`` for 专用章, ``None`` if unread."""
    line = words.center
    if line is None:
        return None, True
    text = "".join(_HAN.findall(line.text))
    if line.shortfall(_PUBLIC) <= LINE_FITS:
        return _PUBLIC, True
    if line.score < LINE_SCORE or not text:
        return (text or None), None
    return text, False if "专用" in simplified(text) else None
