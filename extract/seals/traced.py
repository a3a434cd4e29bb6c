"""A name traced along a reading of a rim: which of its characters are seen there, where, and what stands beside them.

Where one character is misread, the whole reading is the less likely for it. Traced character by character the loss stays
with the one that is in doubt, and several readings of one rim can each vouch for what they show best.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from forms.script import simplified, traditional

STEP_LOSS = 5.0
"""A step of the reading that says something else costs no more: a misread character must not bend the way of the others."""
UNSEEN = 11.5
"""The loss of a character that no step has among its likely ones."""
_SURE_BESIDE = 0.5
_Step = dict[str, float]


@dataclass(frozen=True)
class Trace:
    """A name laid along one reading; every tuple has one entry for each of its characters."""

    losses: tuple[float, ...]
    """By how much it is less likely than what is likeliest in its place (natural logarithm; 0: it is what is read)."""
    places: tuple[float, ...]
    """The middle of its steps."""
    rivals: tuple[float, ...]
    """The probability of the likeliest other character in its place."""
    choices: tuple[Mapping[str, float], ...]
    """What is likely in its place, each with its loss."""
    before: int
    """Characters surely read before the name, in it and behind it that are none of its own."""
    within: int
    behind: int

    def seen(self, loss: float) -> int:
        """How many of its characters lose no more than ``loss``."""
        return sum(one <= loss for one in self.losses)

    def loss_of(self, place: int, character: str) -> float:
        """The loss of another character, in either script, in the place of the name's own."""
        return min(self.choices[place].get(one, UNSEEN) for one in _spelled(character))


def traced(steps: Sequence[_Step], name: str) -> Trace:
    """The likeliest way of ``name``, in either script, through the ``steps`` of a reading."""
    room = [{"": 0.0}] * (len(name) // 2 + 1)
    steps = [*room, *steps, *room]  # an end that is lost stands there, and not on the characters that are left
    if not name or len(steps) < len(name):
        nothing = tuple(UNSEEN for _ in name)
        none = tuple(0.0 for _ in name)
        return Trace(nothing, none, none, tuple({} for _ in name), 0, 0, 0)
    wanted = [_spelled(character) for character in name]
    way = _way(steps, wanted)
    losses, places, rivals, choices = [], [], [], []
    for number, spelled in enumerate(wanted):
        own = [place for place, state in enumerate(way) if state == 2 * number + 1]
        losses.append(min(max(steps[n].values()) - _of(steps[n], spelled) for n in own))
        places.append((own[0] + own[-1]) / 2)
        rivals.append(max(_rival(steps[n], spelled) for n in own))
        choices.append(_choices([steps[n] for n in own]))
    return Trace(tuple(losses), tuple(places), tuple(rivals), tuple(choices), *_beside(steps, way, wanted))


def _choices(steps: Sequence[_Step]) -> dict[str, float]:
    """Each character that is likely in one of ``steps``, with the least by which it falls short of the likeliest."""
    losses: dict[str, float] = {}
    for step in steps:
        most = max(step.values())
        for one, value in step.items():
            losses[one] = min(most - value, losses.get(one, UNSEEN))
    return losses


@lru_cache(maxsize=8192)
def _spelled(character: str) -> tuple[str, ...]:
    return tuple({character, simplified(character), traditional(character)})


def _of(step: _Step, spelled: tuple[str, ...]) -> float:
    """The logarithm of the probability of a character, however it is written."""
    return max(step.get(one, -UNSEEN) for one in spelled)


def _rival(step: _Step, spelled: tuple[str, ...]) -> float:
    return max((math.exp(value) for one, value in step.items() if one and one not in spelled), default=0.0)


def _way(steps: Sequence[_Step], wanted: Sequence[tuple[str, ...]]) -> list[int]:
    """For each step the state on the likeliest way: 2n+1 for character n, even ones for the pauses around them (CTC)."""
    count, never = 2 * len(wanted) + 1, -math.inf
    here: list[float] = []
    came: list[list[int]] = []
    for number, step in enumerate(steps):
        least = max(step.values()) - STEP_LOSS
        pause = max(step.get("", -UNSEEN), least)
        marks = [max(_of(step, spelled), least) for spelled in wanted]
        if number == 0:
            here = [pause, marks[0], *([never] * (count - 2))]
            came.append(list(range(count)))
            continue
        before, here, source = here, [never] * count, [0] * count
        for state in range(count):
            best, origin = before[state], state
            if state and before[state - 1] > best:
                best, origin = before[state - 1], state - 1
            leap = state > 1 and state % 2 == 1 and wanted[state // 2] != wanted[state // 2 - 1]
            if leap and before[state - 2] > best:
                best, origin = before[state - 2], state - 2
            here[state] = best + (marks[state // 2] if state % 2 else pause)
            source[state] = origin
        came.append(source)
    state = count - 1 if here[-1] >= here[-2] else count - 2
    way = [state]
    for source in reversed(came[1:]):
        state = source[state]
        way.append(state)
    return way[::-1]


def _beside(steps: Sequence[_Step], way: Sequence[int], wanted: Sequence[tuple[str, ...]]) -> tuple[int, int, int]:
    """How many sure characters stand before the name, within and behind it where it has a pause."""
    found = [0, 0, 0]
    last = ""
    for step, state in zip(steps, way, strict=True):
        best = max(step, key=lambda one: step[one])
        if best != last and state % 2 == 0 and "\u4e00" <= best <= "\u9fff" and step[best] > math.log(_SURE_BESIDE):
            near = [wanted[n] for n in (state // 2 - 1, state // 2) if 0 <= n < len(wanted)]
            if not any(best in spelled for spelled in near):
                found[0 if state == 0 else 2 if state == 2 * len(wanted) else 1] += 1
        last = best
    return found[0], found[1], found[2]
