"""Marks by hand on printed forms: which value bears which, how it is printed for that, and the ink of a pen on it."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forms.record import Answer, Record
from forms.spec import Form
from forms.types.kind import Kind
from tests.scans.hands import INKS, spline
from tests.scans.penned import choice_of
from tests.scans.printed import Box, Letter, Place, Printed
from tests.scans.truths import Ink
from tests.scans.wear import PX

if TYPE_CHECKING:
    from tests.scans.wear import Mask

Points = list[tuple[float, float]]
CHOICES = (
    ("□", "tick in □"), ("□", "× in □"), ("□", "■ of □"), ("○", "tick at ○"), ("○", "● of ○"), ("", "ring round a word"),
    ("", "ring round a word"),
)  # fmt: skip
"""What is printed before each word of a choice, and what the pen does."""
STROKES = (
    "level stroke",
    "two strokes",
    "wavy stroke",
    "slanting stroke",
    "whole value struck",
    "long cancelling stroke",
)
CANCELLED = STROKES[-1]
_SHORT = frozenset({"person", "postcode", "number", "text", "org", "address"})
_LEAST, _LONGEST, _LEAST_CANCELLED = 2, 12, 9
_ON_LINE_MM, _INK = 2.5, 128


@dataclass(frozen=True)
class Case:
    """One value with its mark: ``printed`` is what stands there, ``span`` the characters of it that the pen meets."""

    where: str
    how: str
    printed: str
    span: tuple[int, int]
    expected: object


def cases_of(form: Form, record: Record, rng: random.Random, convert: Callable[[str], str]) -> Iterator[Case]:
    """A mark for every choice, and for every short answer."""
    alone = [field for field in form.fields() if len(field.ids) == 1]
    for slot, kind in (part for field in alone for part in field.parts):
        answer, where = record.fields[slot], f"fields.{slot}"
        if case := _choice(where, kind, answer, rng, convert):
            yield case
        elif kind.name in _SHORT and _LEAST <= len(answer.raw) <= _LONGEST and "\n" not in answer.raw:
            yield _struck(where, answer, rng)


def _choice(where: str, kind: Kind, answer: Answer, rng: random.Random, convert: Callable[[str], str]) -> Case | None:
    """The words of a choice side by side, one of them marked; ``None`` for an answer that is no bare choice."""
    if (given := choice_of(kind, answer)) is None:
        return None
    words, chosen = given
    box, how = rng.choice(CHOICES)
    between = "　" if box else rng.choice(("　　", "　／　"))
    before = between.join(box + convert(word) for word in words[: words.index(chosen)])
    begin = len(before + between) if before else 0
    printed = between.join(box + convert(word) for word in words)
    return Case(where, how, printed, (begin, begin + (1 if box else len(chosen))), answer.value)


def _struck(where: str, answer: Answer, rng: random.Random) -> Case:
    """A wrong answer struck out with the right one behind it, the only one struck out, or the right one cancelled."""
    text = answer.raw
    how = rng.choice(STROKES if len(text) >= _LEAST_CANCELLED else STROKES[:-1])
    if how == CANCELLED:
        return Case(where, how, text, (0, len(text)), answer.value)
    if how == "whole value struck":
        return Case(where, how, text, (0, len(text)), None)
    return Case(where, how, f"{_mistaken(text, rng)}　{text}", (0, len(text)), answer.value)


def _mistaken(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    wrong = rng.choice("0123456789" if text[at].isdigit() else "江河海洋山林田园")
    return text[:at] + (wrong if wrong != text[at] else "8") + text[at + 1 :]


def inks_of(case: Case, printed: Printed, place: Place | None, rng: random.Random) -> list[Ink]:
    """The pen's ink for a mark; none where what it is meant for is broken into lines."""
    if place is None or (under := _under(case, printed, place)) is None:
        return []
    box = _inked(printed, place.page, under)
    em = max(letter.box[2] - letter.box[0] for letter in under)
    em = em if any(letter.text > "\u2e80" for letter in under) or "of" in case.how else 2 * em
    colour, pen = rng.choice(INKS), rng.uniform(0.35, 0.6)
    return [
        _ink(points, pen, place.page, colour, filled="■" in case.how or "●" in case.how)
        for points in _drawn(case.how, box, em, rng)
    ]


def _under(case: Case, printed: Printed, place: Place) -> list[Letter] | None:
    """The printed characters that the pen meets."""
    every = printed.pages[place.page].letters
    line = sorted(
        (one for one in every if abs(one.box[1] - place.y) < _ON_LINE_MM and one.box[0] >= place.x - 0.3),
        key=lambda one: one.box[0],
    )
    shown = [n for n, char in enumerate(case.printed) if char.strip()]
    met = [shown.index(n) for n in range(*case.span) if n in shown]
    if "".join(one.text for one in line[: len(shown)]) != "".join(case.printed.split()):
        return None
    return [line[n] for n in met]


def _inked(printed: Printed, page: int, under: Sequence[Letter]) -> Box:
    """The box of what is seen of some characters: the boxes that a font declares are higher."""
    import numpy as np

    boxes = [letter.box for letter in under]
    box = (boxes[0][0], min(b[1] for b in boxes), boxes[-1][2], max(b[3] for b in boxes))
    x0, y0, x1, y1 = (round(v * PX) for v in box)
    seen = printed.picture(page)[y0:y1, x0:x1].min(axis=2) < _INK
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    if not len(rows):
        return box
    return (x0 + columns[0]) / PX, (y0 + rows[0]) / PX, (x0 + columns[-1]) / PX, (y0 + rows[-1]) / PX


def _drawn(how: str, box: Box, em: float, rng: random.Random) -> Iterator[Points]:
    """The ways of the pen's point, in millimetres of the page."""
    x0, y0, x1, y1 = box
    x, y, half = (x0 + x1) / 2, (y0 + y1) / 2, em / 2

    def off(most: float) -> float:
        return rng.uniform(-most, most)

    if how.startswith("tick"):
        dx, dy = off(0.6), off(0.6)
        yield [(x - 1.2 + dx, y + dy), (x + dx, y + 1.4 + dy), (x + 3.2 + dx, y - 2.6 + dy)]
    elif how.startswith("×"):
        yield [(x - 0.9 * half + off(0.3), y - 0.9 * half), (x + 0.9 * half, y + 0.9 * half + off(0.3))]
        yield [(x + 0.9 * half + off(0.3), y - 0.9 * half), (x - 0.9 * half, y + 0.9 * half + off(0.3))]
    elif "of" in how:
        yield _round(x, y, 0.34 * em, 0.34 * em, rng)
    elif how.startswith("ring"):
        yield _round(x, y, (x1 - x0) / 2 + rng.uniform(0.8, 2.0), em / 2 + rng.uniform(0.8, 1.6), rng)
    elif how.startswith("wavy"):
        count = max(4, round((x1 - x0) / 1.6))
        yield [
            (x0 - 0.6 + n * (x1 - x0 + 1.2) / count, y + (1 if n % 2 else -1) * rng.uniform(0.5, 1.1))
            for n in range(count + 1)
        ]
    elif how.startswith("slanting"):
        rise = rng.uniform(0.6, 1.3)
        yield [(x0 - 0.8, y + rise), (x, y + off(0.2)), (x1 + 0.8, y - rise)]
    elif how.startswith("long"):
        yield [(x0 - 4, y + rng.uniform(4, 7)), (x, y), (x0 + max(x1 - x0 + 4, 34), y - rng.uniform(4, 7))]
    else:
        for level in (-0.5, 0.5) if how.startswith("two") else (0.0,):
            yield [(x0 - 0.5, y + level + off(0.25)), (x, y + level + off(0.2)), (x1 + 0.5, y + level + off(0.25))]


def _round(x: float, y: float, wide: float, high: float, rng: random.Random) -> Points:
    angles = [0.5 + n * 6.6 / 12 for n in range(13)]
    return [
        (x + wide * math.cos(a) * rng.uniform(0.95, 1.05), y + high * math.sin(a) * rng.uniform(0.95, 1.05))
        for a in angles
    ]


def _ink(points: Points, pen_mm: float, page: int, colour: tuple[int, int, int], *, filled: bool) -> Ink:
    """The stroke through ``points``, or what it encloses."""
    import numpy as np

    left, top = min(x for x, _ in points) - 2.0, min(y for _, y in points) - 2.0
    path = spline(np.array([((x - left) * PX, (y - top) * PX) for x, y in points]), 16 * len(points))
    return Ink("hand", page, left, top, _mask(path, pen_mm, filled=filled), colour, 0.85)


def _mask(path: Mask, pen_mm: float, *, filled: bool) -> Mask:
    import cv2
    import numpy as np

    wide, high = (math.ceil(float(v) + 2 * PX) for v in path.max(axis=0))
    paper = np.zeros((high, wide), np.float32)
    points = np.rint(path * 8).astype(np.int32)[:, None]
    cv2.polylines(paper, [points], False, 1.0, max(1, round(pen_mm * PX)), cv2.LINE_AA, 3)
    if filled:
        cv2.fillPoly(paper, [points], 1.0, cv2.LINE_AA, 3)
    return np.clip(paper, 0, 1)


def outcome(case: Case, answer: Answer | None, *, same: bool) -> str:
    """What became of a value; ``same`` says that what was read is what was meant."""
    marked = answer is not None and answer.needs_review
    if case.how == CANCELLED:
        return "right, marked" if marked else "silent"
    if same:
        return "right, marked" if marked else "right"
    return "wrong, marked" if marked else "silent"
