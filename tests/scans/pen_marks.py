"""Values given by hand on a printed form: words and dates written, boxes ticked, words struck out and put right."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.scans.desk import Desk
from tests.scans.hands import INKS, Hand, stray_mask, struck_mask, written_mask
from tests.scans.penned import Penned
from tests.scans.printed import Box, Letter, Place
from tests.scans.truths import HandTruth
from tests.scans.wear import PX

if TYPE_CHECKING:
    from tests.scans.wear import Mask

_ON_LINE_MM = 3.0


class Pen:
    """One person's pen, with which everything on one form is written."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        hand = desk.writer(desk.rng.uniform(4.6, 6), ("neat", "quick"))
        self.hand: Hand = replace(hand, slant=hand.slant * 0.4, pen_mm=min(hand.pen_mm, 0.5), joined=False)
        self.colour = desk.rng.choice(INKS)

    def write_all(self) -> None:
        """Everything that the draft leaves to the pen; ``LookupError`` for what has no place on the printed form."""
        for where, done in self.desk.draft.hand.items():
            places = self.desk.printed.places
            place = places.get(where) or places.get(where.replace(".opinion", ".start"))
            if place is None:
                raise LookupError(f"seed {self.desk.draft.seed}: {where} is noted nowhere")
            boxes = self._date(done.text, place) if where.endswith(".date") else self._value(done, place)
            sides = list(zip(*boxes, strict=True))
            whole = min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])
            self.desk.hand.append(HandTruth(where, done.text, place.page, whole, done.how))

    def _value(self, done: Penned, place: Place) -> list[Box]:
        if done.how == "tick":
            return [self._tick(place)]
        if done.how == "struck":
            return self._struck(done, place)
        return [self._words(done.text, place, place.x + 0.5)]

    def _words(self, text: str, place: Place, x: float) -> Box:
        middle = place.y + 2.4 + self.desk.rng.uniform(-0.5, 0.8)
        return self.desk.put("hand", written_mask(text, self.hand), place.page, x, middle, self.colour)

    def _tick(self, place: Place) -> Box:
        """A tick over the box that is printed behind the place."""
        mask = stray_mask("check", self.desk.rng.randrange(1 << 30))
        x = place.x + 1.2 + self.desk.rng.uniform(-0.6, 0.6)
        return self.desk.put("hand", mask, place.page, x, place.y + 1.6 + self.desk.rng.uniform(-0.6, 0.6), self.colour)

    def _struck(self, done: Penned, place: Place) -> list[Box]:
        """A stroke through the printed word, and the right one behind it."""
        wrong = self._line(place)[: len(done.behind)]
        left, right = wrong[0].box[0] - 0.5, wrong[-1].box[2] + 0.5
        middle = (wrong[0].box[1] + wrong[0].box[3]) / 2
        mask = struck_mask(right - left, self.desk.rng.randrange(1 << 30))
        stroke = self.desk.put("hand", mask, place.page, left, middle, self.colour)
        return [stroke, self._words(done.text, place, right + 1)]

    def _date(self, text: str, place: Place) -> list[Box]:
        """The figures of a date before the printed 年, 月 and 日."""
        hand = replace(self.hand, height_mm=min(self.hand.height_mm, 5.0))
        boxes, line, begin = list[Box](), self._line(place), place.x
        for figures, sign in re.findall(r"(\d+)([年月日])", text):
            printed = next(letter for letter in line if letter.text == sign)
            mask = _as_wide(figures, hand, printed.box[0] - begin + 1)
            begin = printed.box[2]
            middle = (printed.box[1] + printed.box[3]) / 2 + self.desk.rng.uniform(-0.6, 0.6)
            x = printed.box[0] - mask.shape[1] / PX - 0.4
            boxes.append(self.desk.put("hand", mask, place.page, x, middle, self.colour))
        return boxes

    def _line(self, place: Place) -> list[Letter]:
        """The characters printed behind a place, in its line."""
        every = self.desk.printed.pages[place.page].letters
        behind = [one for one in every if abs(one.box[1] - place.y) < _ON_LINE_MM and one.box[0] >= place.x - 0.3]
        return sorted(behind, key=lambda one: one.box[0])


def _as_wide(text: str, hand: Hand, room_mm: float) -> Mask:
    """``text`` written smaller where it would not fit into its room."""
    mask = written_mask(text, hand)
    share = room_mm / (mask.shape[1] / PX)
    return mask if share >= 1 else written_mask(text, replace(hand, height_mm=hand.height_mm * max(0.6, share)))
