"""How a unit's name stands against all readings of a rim together: seen character by character, evenly set, nothing beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median, median_low
from typing import TYPE_CHECKING

from extract.seals.given import given_of, rivals_of
from extract.seals.traced import UNSEEN, Trace

if TYPE_CHECKING:
    from extract.seals.rim import Rim

SEEN_LOSS = 1.2
"""A character that is at least 0.3 times as likely as the likeliest in its place is seen there."""
SHOWN_LOSS = 0.75
"""One that is half as likely in some reading is shown there, whatever another reading shows."""
LIKELY_LOSS = 4.5
"""One that loses no more is thought of, if no one reading shows it; another name's character loses ten and more."""
FOLLOWED, AS_FAR = 0.4, 0.75
"""A reading that shows this share of a name's characters, and of what the best one shows, tells of the others too."""
ONE_UNSEEN_IN = 6
"""One of so many characters may be merely likely."""
OTHER_READ = 0.6
"""Where a reading is so sure of another character, the name's own is not likely: 上 is read where 下 stands."""
GIVEN_UNSEEN_IN, UNSEEN_IN = 3, 4
"""Of characters that the others give one of so many may be unseen; and one of so many of all."""
SURE_RIVAL = 0.85
AHEAD = 3.0
"""A character of a place must be so much likelier than those of all other places there, in whatever reading."""
MOST_UNEVEN = 0.4
"""By how much of the distance between two characters one may stand beside its place: a name is set evenly."""
_LEAST_SEEN = 4
_NO_ROOM = 0.7
"""Where characters should stand between two seen ones, these are further apart than such a share of their distance."""


@dataclass(frozen=True)
class Fit:
    """How a name fits: for each character its least loss in any reading, and how sure another stands there on the mean."""

    losses: tuple[float, ...]
    rivals: tuple[float, ...]
    beside: int
    """Sure characters before the name, in it and behind it, as most readings have them."""
    lacking: int
    """Characters of the name for which there is no room where they should stand."""
    uneven: float
    strongest: tuple[float, ...]
    """How sure that reading is of another character in its place that is surest of it."""
    shown: tuple[bool, ...]
    """Which characters are seen; those of a place only where no reading lets another place's stand there."""
    given: tuple[bool, ...]
    """Which characters the others give."""
    ahead: tuple[float, ...]
    """By how much each character of the place is likelier than those of the other places that may stand there."""

    @property
    def stands(self) -> bool:
        """Whether the name is what stands round the seal."""
        evenly = not self.beside and not self.lacking and self.uneven <= MOST_UNEVEN
        return evenly and self._told and self._filled

    @property
    def _told(self) -> bool:
        """Whether the characters by which the name differs from others nearly the same are seen, but for one in six."""
        unseen = [n for n, is_shown in enumerate(self.shown) if not is_shown and not self.given[n]]
        return all(map(self._likely, unseen)) and len(unseen) <= len(self.losses) // ONE_UNSEEN_IN

    def _likely(self, number: int) -> bool:
        """Whether a character is thought of, and no reading shows another there, nor may it be another place's."""
        alone = self.losses[number] <= LIKELY_LOSS and self.strongest[number] < OTHER_READ
        return alone and (number >= len(self.ahead) or self.ahead[number] >= AHEAD)

    @property
    def _filled(self) -> bool:
        """Whether of the characters that the others give enough are seen, and no other stands surely in one's place."""
        place = len(self.ahead)
        hidden = [number for number, is_shown in enumerate(self.shown) if not is_shown]
        given = [number for number in hidden if self.given[number]]
        unseen = [number for number, loss in enumerate(self.losses) if loss > SEEN_LOSS]
        in_words = sum(self.given[number] for number in unseen if number >= place)
        few = (
            sum(number < place for number in hidden) <= place // GIVEN_UNSEEN_IN
            and in_words <= sum(self.given[place:]) // GIVEN_UNSEEN_IN
            and len(unseen) * UNSEEN_IN <= len(self.losses)
        )
        return not given or (few and not any(map(self._is_other, given)))

    def _is_other(self, number: int) -> bool:
        """Whether another character stands surely in a given one's place; where a place is named less is enough."""
        thought_of = self.losses[number] <= LIKELY_LOSS
        if number < len(self.ahead) and not thought_of:
            return self.strongest[number] >= OTHER_READ
        return self.rivals[number] >= SURE_RIVAL and (number < len(self.ahead) or not thought_of)

    @property
    def differences(self) -> int:
        """How many characters surely stand there that are none of the name's, or surely lack."""
        read = zip(self.losses, self.rivals, strict=True)
        others = sum(loss > LIKELY_LOSS and rival >= SURE_RIVAL for loss, rival in read)
        return others + self.beside + self.lacking

    @property
    def seen(self) -> int:
        """How many of its characters are seen in some reading."""
        return sum(loss <= SEEN_LOSS for loss in self.losses)

    @property
    def score(self) -> float:
        """How sure its characters are on the mean (0–1), each by the reading that shows it best."""
        return fmean(math.exp(-loss) for loss in self.losses)


def fit_of(rims: Sequence[Rim], name: str) -> Fit | None:
    """How ``name`` fits the readings that follow it; ``None`` where none of them does."""
    traces = [rim.traced(name) for rim in rims]
    most = max((trace.seen(SEEN_LOSS) for trace in traces), default=0)
    if most < max(FOLLOWED * len(name), 1):
        return None
    following = [trace for trace in traces if trace.seen(SEEN_LOSS) >= AS_FAR * most]
    spaced = [(trace, *_spacing(trace)) for trace in following]
    sound = [one for one in spaced if not one[1] and one[2] <= MOST_UNEVEN] or spaced
    vouching = [trace for trace, _, _ in sound]
    losses = [min(at) for at in zip(*(trace.losses for trace in vouching), strict=True)]
    rivals = [fmean(at) for at in zip(*(trace.rivals for trace in vouching), strict=True)]
    beside = sum(median_low(sides) for sides in zip(*((t.before, t.within, t.behind) for t in vouching), strict=True))
    _, lacking, uneven = max(sound, key=lambda one: (one[0].seen(SEEN_LOSS), -one[0].before - one[0].behind))
    strongest = [max(at) for at in zip(*(trace.rivals for trace in vouching), strict=True)]
    clear = _clear(losses, strongest)
    ahead = _ahead(vouching, losses, rivals_of(name, clear))
    alone = [at >= len(ahead) or ahead[at] >= AHEAD for at in range(len(losses))]
    shown = tuple(map(all, zip(clear, alone, strict=True)))
    return Fit(
        tuple(losses), tuple(rivals), beside, lacking, uneven, tuple(strongest), shown, given_of(name, shown), ahead
    )


def _clear(losses: Sequence[float], strongest: Sequence[float]) -> list[bool]:
    """Which characters are likely in their places, those that are not most likely where no reading shows another."""
    return [
        loss <= SHOWN_LOSS or (loss <= SEEN_LOSS and other < OTHER_READ)
        for loss, other in zip(losses, strongest, strict=True)
    ]


def _ahead(traces: Sequence[Trace], losses: Sequence[float], others: Sequence[frozenset[str]]) -> tuple[float, ...]:
    """By how much each character of a place is likelier than the likeliest of ``others`` in any reading."""
    return tuple(
        min((trace.loss_of(at, one) for trace in traces for one in others[at]), default=UNSEEN) - losses[at]
        for at in range(len(others))
    )


def _spacing(trace: Trace) -> tuple[int, float]:
    """How many characters lack for want of room, and by how much one stands beside its place, in distances of two."""
    seen = [number for number, loss in enumerate(trace.losses) if loss <= SEEN_LOSS]
    pairs = list(pairwise(seen))
    next_ones = [trace.places[b] - trace.places[a] for a, b in pairs if b == a + 1]
    if len(seen) < _LEAST_SEEN or not next_ones:
        return 0, 0.0
    pitch = max(median(next_ones), 0.5)
    gaps = [(b - a - 1, (trace.places[b] - trace.places[a]) / pitch) for a, b in pairs]
    lacking = sum(missing for missing, gap in gaps if missing and gap < _NO_ROOM * (missing + 1))
    return lacking, _unevenness(seen, trace.places)


def _unevenness(seen: Sequence[int], places: Sequence[float]) -> float:
    """The farthest that a seen character stands from the straight line through all of them."""
    middle, centre = fmean(seen), fmean(places[n] for n in seen)
    spread = sum((n - middle) ** 2 for n in seen)
    pitch = sum((n - middle) * (places[n] - centre) for n in seen) / spread
    return max(abs(places[n] - centre - pitch * (n - middle)) for n in seen) / max(pitch, 0.5)
