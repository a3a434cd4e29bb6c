"""What stands round a seal, as the recogniser sees it: its best reading, and how well any given name fits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from extract.ocr.engine import Weighing
from extract.seals.strip import PADDING, Arc
from extract.seals.traced import Trace, traced

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extract.ocr.engine import ReadLine
    from extract.vision.rasters import Matrix, Pixels

MOST_CHOICES = 24
"""So many characters are kept of each step along the rim; the others share what is left."""
FLOOR = 1e-5
"""The probability of a character that was not kept, and the least of one that was."""


class Recogniser(Weighing, Protocol):
    """Reads one line of text; :class:`extract.ocr.rapid.RapidOcr` is one."""

    def decoded(self, chances: Matrix) -> ReadLine:
        """The most probable characters."""
        ...


@dataclass(frozen=True)
class Rim:
    """One reading of a rim: ``text`` with the scores of its characters, and per step what else it may be."""

    text: str
    scores: tuple[float, ...]
    steps: tuple[dict[str, float], ...]
    """The natural logarithm of each likely character's probability; ``""`` is no character."""
    places: tuple[float, ...] = ()
    """Where the middle of each character stands: 0 at the beginning of what was laid out, 1 at its end."""
    arc: Arc | None = None
    """The part of the rim that was laid out."""
    room: float = 0.0
    """The share of the strip that was left white at each of its ends."""

    def up_to(self, place: float) -> Rim:
        """What was read before ``place``, counted like :attr:`places`."""
        steps = max(0, round((place * (1 - 2 * self.room) + self.room) * len(self.steps)))
        shown = sum(one < place for one in self.places)
        return replace(
            self,
            text=self.text[:shown],
            scores=self.scores[:shown],
            steps=self.steps[:steps],
            places=self.places[:shown],
        )

    @property
    def score(self) -> float:
        """The mean of its characters' scores."""
        return sum(self.scores) / len(self.scores) if self.scores else 0.0

    @cached_property
    def best(self) -> float:
        """The logarithm of the probability of the likeliest sequence of steps."""
        return sum(max(step.values()) for step in self.steps)

    @cached_property
    def _traces(self) -> dict[str, Trace]:
        return {}

    def traced(self, name: str) -> Trace:
        """``name`` laid along this reading; kept, since one seal is held against the same names again and again."""
        if name not in self._traces:
            self._traces[name] = traced(self.steps, name)
        return self._traces[name]

    def fits(self, name: str) -> float:
        """The logarithm of how probable the likeliest way of reading ``name`` is (0 or less)."""
        return aligned(self.steps, name)

    def shortfall(self, name: str) -> float:
        """By how much ``name`` fits worse than what was read (0 or more)."""
        return self.best - self.fits(name)


def rim_of(recogniser: Recogniser, strip: Pixels, arc: Arc | None = None) -> Rim:
    """``strip``, in which ``arc`` of a rim is laid out, read with what else each place may be."""
    import numpy as np

    chances = np.asarray(recogniser.chances(strip))
    line = recogniser.decoded(chances)
    kept = _likeliest(chances)
    steps = tuple(
        {recogniser.characters[i]: math.log(max(float(row[i]), FLOOR)) for i in places.tolist()}
        for row, places in zip(chances, kept, strict=True)
    )
    shown = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
    width = strip.shape[1]
    places = tuple((glyph.middle * width - PADDING) / (width - 2 * PADDING) for glyph in shown)
    text, scores = "".join(glyph.text for glyph in shown), tuple(glyph.score for glyph in shown)
    return Rim(text, scores, steps, places, arc, PADDING / width)


def _likeliest(chances: Matrix) -> NDArray[np.intp]:
    """For each step the places of the characters that are kept, the likeliest first: the thousands of others unsorted."""
    import numpy as np

    most = min(MOST_CHOICES, chances.shape[1])
    some = np.argpartition(-chances, most - 1, axis=1)[:, :most]
    order = np.argsort(-np.take_along_axis(chances, some, axis=1), axis=1)
    return np.take_along_axis(some, order, axis=1)


def aligned(steps: Sequence[dict[str, float]], name: str) -> float:
    """The best path of ``name`` through the steps, with pauses between its characters (CTC)."""
    floor = math.log(FLOOR)
    states = [""] + [mark for character in name for mark in (character, "")]
    never = -math.inf
    here = [never] * len(states)
    for number, step in enumerate(steps):
        before, here = here, [never] * len(states)
        for place, mark in enumerate(states):
            if number == 0:
                came = 0.0 if place < 2 else never
            else:
                came = max(before[place], before[place - 1] if place else never)
                if place > 1 and mark and mark != states[place - 2]:
                    came = max(came, before[place - 2])
            if came > never:
                here[place] = came + step.get(mark, floor)
    return max(here[-2:]) if here else never
