"""Variants of one character count together, and the likelier of them is shown."""

from __future__ import annotations

import numpy as np
import pytest

from extract.ocr.engine import ReadLine
from extract.ocr.rapid import BLANK, RapidOcr
from extract.ocr.variants import Variants

ALPHABET = ["", "黄", "黃", "（", "(", "市", "1", "①", "塡", "填", "]", "〕", "[", "〔"]


def chances(*steps: dict[str, float]) -> np.ndarray:
    """The probabilities of each step; what is not said of it is blank."""
    table = np.zeros((len(steps), len(ALPHABET)), np.float32)
    for number, step in enumerate(steps):
        for text, share in step.items():
            table[number, ALPHABET.index(text)] = share
        table[number, BLANK] += 1 - sum(step.values())
    return table


@pytest.fixture
def engine() -> RapidOcr:
    made = object.__new__(RapidOcr)  # without its models
    made.characters = ALPHABET
    made._variants = Variants(ALPHABET)
    return made


def said(line: ReadLine) -> list[tuple[str, float]]:
    return [(glyph.text, round(glyph.score, 2)) for glyph in line.glyphs]


def test_a_reader_that_wavers_between_two_scripts_is_sure_of_the_character(engine: RapidOcr) -> None:
    assert said(engine.decoded(chances({}, {"黄": 0.4, "黃": 0.55}, {}))) == [("黃", 0.95)]
    assert said(engine.decoded(chances({}, {"（": 0.6, "(": 0.3}, {}))) == [("（", 0.9)]


def test_a_reader_that_wavers_between_square_brackets_is_sure_of_one_and_of_none_between_a_bracket_and_a_figure(
    engine: RapidOcr,
) -> None:
    assert said(engine.decoded(chances({}, {"〕": 0.4, "]": 0.58}, {}))) == [("]", 0.98)]
    assert said(engine.decoded(chances({}, {"〔": 0.7, "[": 0.28}, {}))) == [("〔", 0.98)]
    assert said(engine.decoded(chances({}, {"〕": 0.4, "1": 0.58}, {}))) == [("1", 0.58)]
    assert said(engine.decoded(chances({}, {"]": 0.5, "[": 0.45}, {}))) == [("]", 0.5)]


def test_a_character_is_not_lost_to_the_blank_because_its_chance_is_divided(engine: RapidOcr) -> None:
    assert said(engine.decoded(chances({}, {"黄": 0.3, "黃": 0.35}, {}))) == [("黃", 0.65)]


def test_a_character_read_in_one_script_and_then_the_other_is_read_once(engine: RapidOcr) -> None:
    assert said(engine.decoded(chances({"黄": 0.6, "黃": 0.3}, {"黃": 0.7, "黄": 0.2}))) == [("黃", 0.9)]


def test_other_characters_that_look_alike_stay_apart(engine: RapidOcr) -> None:
    assert said(engine.decoded(chances({"1": 0.5, "①": 0.4}, {}, {"市": 0.7}))) == [("1", 0.5), ("市", 0.7)]


def test_an_old_form_counts_for_its_standard_one_and_is_never_shown(engine: RapidOcr) -> None:
    assert said(engine.decoded(chances({}, {"塡": 0.6, "填": 0.35}, {}))) == [("填", 0.95)]


def test_an_alphabet_without_variants_is_left_as_it_is() -> None:
    table = np.array([[0.2, 0.8]])
    assert (Variants(["", "市"]).summed(table) == table).all()
