"""What is kept of each step along a rim, and how names are held against it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from extract.ocr.engine import Glyph, ReadLine
from extract.seals.look import Words
from extract.seals.rim import FLOOR, MOST_CHOICES, Rim, aligned, rim_of
from extract.seals.whose import judged


class Alphabet:
    """Reads every strip as one step at which the characters are ever less likely, however they are ordered."""

    def __init__(self, size: int) -> None:
        self.order = np.random.default_rng(7).permutation(size)
        self.characters = [chr(0x4E00 + int(rank)) for rank in self.order]

    def chances(self, crop: Any) -> Any:
        return (0.5 ** (self.order + 1.0))[None]

    def decoded(self, chances: Any) -> ReadLine:
        return ReadLine((Glyph("一", 0.5, 0.5),))


@pytest.mark.parametrize("size", [5, 500])
def test_of_each_step_the_likeliest_characters_are_kept_the_likeliest_first(size: int) -> None:
    (step,) = rim_of(Alphabet(size), np.zeros((48, 90, 3), np.uint8)).steps
    assert list(step) == [chr(0x4E00 + rank) for rank in range(min(size, MOST_CHOICES))]
    assert step["一"] == pytest.approx(math.log(0.5))


def steps(*said: tuple[str, float]) -> list[dict[str, float]]:
    return [{mark: math.log(chance), "": math.log(0.1)} for mark, chance in said]


@pytest.mark.parametrize(
    ("name", "chance"),
    [
        ("甲乙", 0.8 * 0.8 * 0.1),
        ("甲", 0.8 * 0.1 * 0.1),
        ("甲甲", 0.8 * 0.1 * FLOOR),  # two of one character stand apart: a pause is between them
        ("", 0.1**3),
        ("甲乙丙丁", 0.0),
    ],
)
def test_a_name_is_as_likely_as_its_likeliest_way_through_the_steps(name: str, chance: float) -> None:
    found = aligned(steps(("甲", 0.8), ("乙", 0.8), ("丙", 0.5)), name)
    assert math.exp(found) == pytest.approx(chance)


def test_no_name_stands_where_there_are_no_steps() -> None:
    assert aligned([], "甲") == -math.inf


def test_whose_a_seal_is_is_told_once_for_the_same_names() -> None:
    rim = Rim("甲乙丙丁", (0.9,) * 4, tuple(steps(*((one, 0.9) for one in "甲乙丙丁"))))
    words = Words((rim,))
    first = judged(words, ["甲乙丙丁"], ["戊己庚辛"])
    assert first.matches is True
    assert judged(words, iter(["甲乙丙丁"]), ("戊己庚辛",)) is first
    assert judged(words, ["戊己庚辛"], ["甲乙丙丁"]).matches is False
