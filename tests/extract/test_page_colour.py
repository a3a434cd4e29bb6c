"""Whether a page shows any colour: asked by all who look for ink, worked out once."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from extract.vision import ink
from extract.vision.straight import UprightPage, turned


def paper(tint: tuple[int, int, int] = (250, 250, 250)) -> NDArray[np.uint8]:
    """Blue, green and red of a sheet with rows of print."""
    pixels = np.full((800, 600, 3), tint, np.uint8)
    pixels[100:700:40, 60:540] = (30, 30, 30)
    return pixels


def page(pixels: NDArray[np.uint8]) -> UprightPage:
    return UprightPage(1, pixels, 100.0, np.eye(3), (pixels.shape[1], pixels.shape[0]))


def test_the_tint_of_paper_is_no_colour_and_a_small_red_mark_is() -> None:
    tinted = paper((242, 246, 250))
    assert not page(tinted).coloured
    tinted[300:316, 400:416] = (60, 60, 220)
    assert page(tinted).coloured


def test_a_speck_is_no_colour() -> None:
    pixels = paper()
    pixels[300:304, 400:404] = (60, 60, 220)
    assert not page(pixels).coloured


def test_it_is_worked_out_once_for_a_page_and_anew_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[tuple[int, ...]] = []

    def looking(pixels: NDArray[np.uint8]) -> bool:
        looked.append(pixels.shape)
        return True

    monkeypatch.setattr(ink, "shows_colour", looking)
    one = page(paper())
    assert one.coloured
    assert one.coloured
    assert turned(one, 1).coloured
    assert looked == [(800, 600, 3), (600, 800, 3)]


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_turned_shows_the_same_pixels_where_its_way_back_says(quarters: int) -> None:
    drawn = page(paper())
    drawn.pixels[17, 401] = (1, 2, 3)
    other = turned(drawn, quarters)
    ((y, x),) = np.argwhere((other.pixels == (1, 2, 3)).all(axis=2))
    at = other.to_source @ (x + 0.5, y + 0.5, 1.0)
    assert (at[0] / at[2], at[1] / at[2]) == (401.5, 17.5)
    assert turned(other, -quarters).pixels.tobytes() == drawn.pixels.tobytes()
