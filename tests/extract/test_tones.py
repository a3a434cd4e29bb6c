"""Percentiles of grey values are numpy's own, to the last digit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from extract.vision import tones
from extract.vision.ink import ink_mask, red_free, red_mask
from extract.vision.tones import percentile


def noise(seed: int, height: int, width: int, least: int = 0, most: int = 255) -> NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(least, most + 1, (height, width), dtype=np.uint8)


@given(
    st.integers(0, 99),
    st.integers(1, 40),
    st.integers(1, 40),
    st.tuples(st.integers(0, 255), st.integers(0, 255)).map(sorted),
    st.one_of(st.sampled_from([0.0, 0.5, 25.0, 50.0, 75.0, 99.5, 100.0]), st.floats(0, 100)),
)
def test_counting_gives_what_sorting_gives(
    seed: int, height: int, width: int, bounds: list[int], percent: float
) -> None:
    grey = noise(seed, height, width, *bounds)
    assert percentile(grey, percent) == float(np.percentile(grey, percent))


def test_every_second_pixel_is_counted_as_it_lies() -> None:
    grey = noise(7, 61, 83)
    assert percentile(grey[::2, ::2], 99.5) == float(np.percentile(grey[::2, ::2], 99.5))


def test_a_picture_too_large_to_be_counted_is_sorted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tones, "_MOST_COUNTED", 100)
    grey = noise(3, 20, 20)
    assert percentile(grey, 30.0) == float(np.percentile(grey, 30.0))


def test_a_picture_without_pixels_is_refused() -> None:
    with pytest.raises(ValueError, match="without pixels"):
        percentile(np.zeros((0, 5), np.uint8), 50.0)


def test_ink_is_what_exceeds_its_measure_however_the_measure_falls_between_two_greys() -> None:
    grey = np.full((200, 300), 240, np.uint8)
    grey[50:60, 40:260] = 90
    grey[120:130, 40:260] = 225
    ink = ink_mask(grey)
    assert set(np.unique(ink)) == {0, 255}
    assert ink[55, 150] == 255
    assert ink[125, 150] == 0


def test_a_page_with_nothing_red_keeps_its_red_channel_as_it_is() -> None:
    pixels = np.dstack([noise(1, 90, 70, 200, 250)] * 3)
    assert not red_mask(pixels).any()
    assert (red_free(pixels) == pixels[:, :, 2]).all()


def test_red_is_found_where_it_stands_and_taken_away_there_alone() -> None:
    pixels = np.full((80, 120, 3), 250, np.uint8)
    pixels[20:30, 60:110] = (170, 170, 245)
    pixels[50:60, 10:40] = (40, 40, 40)
    red = red_mask(pixels)
    assert red[20:30, 60:110].all()
    assert int((red > 0).sum()) == 10 * 50
    seen = red_free(pixels)
    assert seen[25, 80] >= 245
    assert (seen[50:60, 10:40] == 40).all()
