"""What the line in the middle of a seal says, by several readings of it."""

from __future__ import annotations

import pytest

from extract.seals.rim import Rim
from extract.seals.said import told_line


def read(text: str, score: float) -> Rim:
    return Rim(text, tuple(score for _ in text), tuple({one: -0.01, "": -6.0} for one in text))


@pytest.mark.parametrize(
    ("readings", "told"),
    [
        ([("3公97", 0.9), ("公章", 0.5)], "公章"),
        ([("公章", 0.9), ("财务专用章", 0.8)], "财务专用章"),
        ([("公章", 0.9), ("财务军用章", 0.6)], "公章"),
        ([("2a1", 0.6), ("八公康八", 0.4)], "2a1"),
    ],
    ids=["scraps beside", "for what", "more than two characters", "nothing clear"],
)
def test_a_line_says_what_the_reading_that_tells_most_says(readings: list[tuple[str, float]], told: str) -> None:
    assert told_line([read(*one) for one in readings]).text == told


def test_a_line_of_more_characters_than_two_is_not_public_in_a_worse_reading() -> None:
    assert told_line([read("公章", 0.5), read("财务军用章", 0.6)]).text == "财务军用章"


def test_two_characters_that_are_not_public_are_what_is_left_of_a_longer_line() -> None:
    assert told_line([read("公室", 0.9), read("办公室", 0.7)]).text == "办公室"
