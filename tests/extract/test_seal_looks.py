"""How often a rim is read, in which cuts, and from where on."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from extract.ocr.engine import Glyph, ReadLine
from extract.seals.look import Words, words_of
from extract.seals.seal import Ellipse
from extract.seals.strip import Arc, name_band

SIDE = 300
AT = Ellipse(SIDE / 2, SIDE / 2, 120.0, 120.0)
ARC = Arc(150.0, 240.0)


def ring_of_ink(inner: float, outer: float, start: float, sweep: float) -> np.ndarray:
    """Ink between two shares of the radius from one direction on, in degrees clockwise from the right."""
    y, x = np.mgrid[0:SIDE, 0:SIDE] - SIDE / 2
    share, degrees = np.hypot(x, y) / AT.a, np.degrees(np.arctan2(y, x))
    inside = (share > inner) & (share < outer) & ((degrees - start) % 360 < sweep)
    return np.asarray(inside, dtype=np.float32)


def test_the_band_of_a_name_of_which_another_seals_ink_lies_below_a_part_ends_where_the_rest_of_it_ends() -> None:
    name = ring_of_ink(0.62, 0.88, ARC.start, ARC.sweep)
    crossed = np.maximum(name, ring_of_ink(0.3, 0.62, ARC.start, 80))
    assert name_band(name, AT, ARC, typical=True) == name_band(name, AT, ARC)
    assert name_band(crossed, AT, ARC)[0] < 0.5
    assert name_band(crossed, AT, ARC, typical=True) == name_band(name, AT, ARC)


class Reader:
    """Reads whatever it is shown as the same four characters, ``sure`` as it is of them, and keeps what it was shown.

    The last may be ``least`` sure. They stand from ``begins`` on, a share of the strip, to its end.
    """

    def __init__(self, sure: float, least: float = 1.0, begins: float = 0.0) -> None:
        self.sure, self.begins, self.shown = sure, begins, list[Any]()
        self.scores = (*(sure for _ in range(3)), min(sure, least))
        self.characters = ["", "甲", "乙", "丙", "丁"]

    def chances(self, crop: Any) -> Any:
        self.shown.append(crop)
        steps = np.full((9, 5), (1 - self.sure) / 4)
        for step in range(9):
            steps[step, (step + 1) // 2 if step % 2 else 0] = self.sure
        return steps

    def decoded(self, chances: Any) -> ReadLine:
        middles = (self.begins + (1 - self.begins) * (n + 0.5) / 4 for n in range(4))
        return ReadLine(tuple(map(Glyph, "甲乙丙丁", middles, self.scores)))


def seal(pen: bool = False, all_round: bool = False) -> np.ndarray:
    """A red ring with dashes for a name, a pen's stroke over one of them."""
    ink = np.maximum(ring_of_ink(0.96, 1.0, 0, 360), ring_of_ink(0.3, 0.4, 0, 360))
    for start in range(0, 360, 20) if all_round else range(150, 390, 20):
        ink = np.maximum(ink, ring_of_ink(0.65, 0.88, start, 14))
    pixels = np.full((SIDE, SIDE, 3), 250, np.uint8)
    pixels[ink > 0] = (60, 60, 220)
    if pen:
        pixels[52:64, 158:163] = 15
    return pixels


def looked(pixels: np.ndarray, sure: float, least: float = 1.0, begins: float = 0.0) -> tuple[Words, Reader]:
    reader = Reader(sure, least, begins)
    return words_of(pixels, AT, reader), reader


def test_a_rim_that_two_readings_agree_on_is_read_no_more() -> None:
    words, _ = looked(seal(), 0.99)
    assert [rim.text for rim in words.rims] == ["甲乙丙丁"] * 2


def test_a_rim_of_which_a_part_is_left_unread_is_read_on_though_the_readings_agree() -> None:
    words, _ = looked(seal(), 0.99, begins=0.4)
    assert {rim.text for rim in words.rims} == {"甲乙丙丁"}
    assert len(words.rims) > 9


@pytest.mark.parametrize(("least", "readings"), [(0.99, 2), (0.93, 15)])
def test_readings_that_agree_on_a_character_they_are_not_sure_of_are_not_the_last(least: float, readings: int) -> None:
    words, _ = looked(seal(), 0.99, least)
    assert len(words.rims) == readings


def test_a_rim_that_no_two_readings_are_sure_of_is_read_with_what_a_pen_hides_of_it_filled_in() -> None:
    words, reader = looked(seal(pen=True), 0.8)
    _, clean = looked(seal(), 0.8)
    assert len(words.rims) > 9
    apart = [np.abs(a.astype(int) - b).max(axis=0).max() for a, b in zip(reader.shown, clean.shown, strict=True)]
    assert apart[0] > 150, "the first reading shows the gap"
    assert min(apart) < 90, "a later one shows the dash whole"


@pytest.mark.parametrize(("all_round", "more"), [(False, 0), (True, 2)])
def test_a_rim_without_a_gap_is_read_from_its_other_side_as_well(all_round: bool, more: int) -> None:
    words, _ = looked(seal(all_round=all_round), 0.99)
    assert len(words.rims) == 2 + more
    assert words.rims[0].text == "甲乙丙丁"
