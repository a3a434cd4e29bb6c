"""Whether a seal that the paper's edge cuts bears a name of which the edge hides the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from statistics import fmean, median
from typing import TYPE_CHECKING

from extract.seals.fitting import SURE_RIVAL, fit_of
from forms.script import simplified

if TYPE_CHECKING:
    from extract.seals.cut import Cut
    from extract.seals.rim import Rim

LEAST_SEEN = 4
"""So many characters of a name tell how it is set."""
LEAST_SCORE = 0.6
"""A character that scores less does not tell where it stands."""
MOST_BESIDE = 0.3
"""By how much of the distance between two characters the middle of a name may stand beside its star, and one beside its
place: a name with one character more or less has its middle half a distance further on."""
_ROUND = 345.0
"""A name leaves some of the rim free."""
_PARTLY = 0.35
"""A character of which the edge leaves less than its middle, and this share beside it, is hidden."""


@dataclass(frozen=True)
class Setting:
    """How a name is set along the rim: the direction of its first character's middle and how far on the next one stands."""

    first: float
    pitch: float

    def at(self, number: float) -> float:
        return self.first + number * self.pitch


def begins(rims: Sequence[Rim], cut: Cut, name: str) -> int | None:
    """How many characters of ``name`` stand on the paper, all of them seen, where the others lie off it; else ``None``.

    The name has to begin where one of its length begins: evenly set, its middle stands where the star points.
    """
    if cut.axis is None or (setting := _setting(rims, name)) is None or _is_beside(setting, cut.axis, len(name)):
        return None
    here = _here(setting, cut, name)
    seen = here.index(False) if False in here else len(name)
    if any(here[seen:]):
        return None
    half = seen < len(name) and cut.shows(setting.at(seen - _PARTLY), setting.at(seen))
    return next((n for n in (seen + half, seen) if n >= LEAST_SEEN and _all_seen(rims, setting, name[:n])), None)


def is_own(rims: Sequence[Rim], cut: Cut, names: Iterable[str], others: Iterable[str]) -> bool | None:
    """Whether a seal surely bears one of ``names``, all of it on the paper; ``None``: it begins so, and may end otherwise.

    ``False``: it does not begin so, or as one of ``others`` as well.
    """
    told = [name for name in names if begins(rims, cut, name) is not None]
    if not told or any(begins(rims, cut, name) is not None for name in others):
        return False
    return True if any(is_whole(rims, cut, name) for name in told) else None


def is_whole(rims: Sequence[Rim], cut: Cut, name: str) -> bool:
    """Whether every character of ``name`` lies on the paper, and nothing of what stands round the seal lies off it.

    Its star tells that; where none does, the rim has to lie on the paper for a character before and behind the name.
    """
    setting = _setting(rims, name)
    if setting is None or not all(_here(setting, cut, name)):
        return False
    if cut.axis is None:
        return cut.shows(setting.at(-1), setting.at(len(name)))
    return not _is_beside(setting, cut.axis, len(name))


def _here(setting: Setting, cut: Cut, name: str) -> list[bool]:
    """Which characters of ``name`` lie on the paper."""
    return [cut.shows(setting.at(n - _PARTLY), setting.at(n + _PARTLY)) for n in range(len(name))]


def _is_beside(setting: Setting, axis: float, size: int) -> bool:
    """Whether the middle of so many characters stands beside ``axis``, or there is no room for them."""
    middle = setting.at((size - 1) / 2)
    beside = abs((middle - axis + 180) % 360 - 180)
    return beside > MOST_BESIDE * setting.pitch or setting.pitch * size > _ROUND


def _all_seen(rims: Sequence[Rim], setting: Setting, begun: str) -> bool:
    """Whether each character of the beginning of a name is seen in its place, and no reading is sure of another there."""
    fit = fit_of(list(_up_to(rims, setting, len(begun))), begun)
    return fit is not None and fit.stands and all(fit.shown) and max(fit.strongest) < SURE_RIVAL


def _setting(rims: Sequence[Rim], name: str) -> Setting | None:
    """How most of the readings set ``name``; ``None`` where too little of it is read, or unevenly."""
    found = [one for rim in rims if (one := _set_along(rim, name)) is not None]
    if not found:
        return None
    pitch = median(one.pitch for one in found)
    return min(found, key=lambda one: abs(one.pitch - pitch))


def _set_along(rim: Rim, name: str) -> Setting | None:
    if rim.arc is None:
        return None
    start, sweep = rim.arc.start, rim.arc.sweep
    read, wanted = simplified(rim.text), simplified(name)
    if len(read) != len(rim.places) or len(wanted) != len(name):
        return None
    blocks = SequenceMatcher(None, wanted, read, autojunk=False).get_matching_blocks()
    pairs = [(block.a + n, block.b + n) for block in blocks for n in range(block.size)]
    shown = [(at, start + rim.places[n] * sweep) for at, n in pairs if rim.scores[n] >= LEAST_SCORE]
    if len(shown) < LEAST_SEEN:
        return None
    pitch = median((b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(shown))
    return _line(shown, pitch)


def _line(shown: Sequence[tuple[int, float]], rough: float) -> Setting | None:
    """The straight line through those characters that stand near one with the pitch ``rough``."""
    first = median(angle - number * rough for number, angle in shown)
    near = [one for one in shown if abs(one[1] - first - one[0] * rough) <= MOST_BESIDE * rough]
    if len(near) < LEAST_SEEN:
        return None
    middle, centre = fmean(n for n, _ in near), fmean(angle for _, angle in near)
    pitch = sum((n - middle) * (angle - centre) for n, angle in near) / sum((n - middle) ** 2 for n, _ in near)
    even = all(abs(angle - centre - pitch * (n - middle)) <= MOST_BESIDE * pitch for n, angle in near)
    return Setting(centre - pitch * middle, pitch) if even and pitch > 0 else None


def _up_to(rims: Sequence[Rim], setting: Setting, seen: int) -> Iterable[Rim]:
    """The readings without what they made of a character that the edge cuts."""
    for rim in rims:
        if rim.arc is not None:
            place = ((setting.at(seen - 0.5) - rim.arc.start) % 360) / rim.arc.sweep
            yield rim.up_to(place) if place < 1 else rim
