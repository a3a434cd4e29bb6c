"""Printed circles of which a pen marked one, written as boxes; noughts and circles nobody marked stay as they are."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from extract.readers.scan.circles import with_circles
from extract.readers.scan.lines import PlacedLine
from extract.vision.tick_circles import circles, ticked
from tests.extract.test_scan_ticks import EM_MM, FINE, LEFT_MM, MIDDLE_MM, MM, PIXELS, read
from tests.scans.glyphs import font

Pen = Callable[[ImageDraw.ImageDraw, float], None]
"""Draws at the middle of a circle, in millimetres."""
RADIUS = 1.6


def check(paper: ImageDraw.ImageDraw, x: float) -> None:
    _line(paper, [(x - 1.0, MIDDLE_MM), (x, MIDDLE_MM + 1.3), (x + 2.8, MIDDLE_MM - 2.6)])


def full(paper: ImageDraw.ImageDraw, x: float) -> None:
    sides = (x - 1.4, MIDDLE_MM - 1.4, x + 1.4, MIDDLE_MM + 1.4)
    paper.ellipse([side * PIXELS for side in sides], fill=50)


def cross(paper: ImageDraw.ImageDraw, x: float) -> None:
    _line(paper, [(x - 1.9, MIDDLE_MM - 1.9), (x + 1.9, MIDDLE_MM + 1.9)])
    _line(paper, [(x + 1.9, MIDDLE_MM - 1.9), (x - 1.9, MIDDLE_MM + 1.9)])


def _line(paper: ImageDraw.ImageDraw, points: list[tuple[float, float]]) -> None:
    paper.line([(x * PIXELS, y * PIXELS) for x, y in points], fill=40, width=round(0.5 * PIXELS), joint="curve")


def drawn(text: str, pens: dict[int, Pen]) -> NDArray[np.uint8]:
    """A page with one printed line, each ○ drawn as a circle; ``pens`` are those of its characters, by their number."""
    image = Image.new("L", (round(120 * PIXELS), round(30 * PIXELS)), 245)
    paper = ImageDraw.Draw(image)
    for n, char in enumerate(text):
        x = LEFT_MM + (n + 0.5) * EM_MM
        if char == "○":
            sides = (x - RADIUS, MIDDLE_MM - RADIUS, x + RADIUS, MIDDLE_MM + RADIUS)
            paper.ellipse([side * PIXELS for side in sides], outline=30, width=round(0.25 * PIXELS))
        else:
            at = (x * PIXELS, MIDDLE_MM * PIXELS)
            paper.text(at, char, fill=25, font=font("plain", round(EM_MM * PIXELS)), anchor="mm")
        if n in pens:
            pens[n](paper, x)
    return np.asarray(image.resize((image.width // FINE, image.height // FINE), Image.Resampling.BOX))


def told(page: NDArray[np.uint8], line: PlacedLine) -> tuple[str, float]:
    (after,) = with_circles([line], page, MM)
    return after.read.text.replace("　", ""), max(glyph.score for glyph in after.read.glyphs)


@pytest.mark.parametrize("pen", [check, full, cross])
@pytest.mark.parametrize("as_read", ["○有　○无", "●有　○无", "√有　○无", ".有　O无", "0有　0无"])
def test_the_marked_circle_is_a_ticked_box_whatever_it_was_read_as(pen: Pen, as_read: str) -> None:
    text, best = told(drawn("○有　○无", {0: pen}), read(as_read))
    assert (text, best) == ("☑有☐无", 0.5)


def test_the_last_of_three_circles_may_be_the_marked_one() -> None:
    page = drawn("○合格　○不合格　○停止复查", {9: full})
    assert told(page, read("○合格　○不合格　●停止复查")) == ("☐合格☐不合格☑停止复查", 0.5)


def test_circles_that_nobody_marked_stay_as_they_were_read() -> None:
    assert told(drawn("○有　○无", {}), read("○有　○无")) == ("○有○无", 0.98)


def test_a_nought_among_numerals_is_no_circle_to_mark() -> None:
    page = drawn("二○一○年○月", {})
    assert told(page, read("二〇一〇年〇月")) == ("二〇一〇年〇月", 0.98)
    assert told(drawn("二○一○年", {1: check}), read("二〇一〇年"))[0] == "二〇一〇年"


def test_a_lone_circle_says_nothing() -> None:
    assert told(drawn("○有", {0: check}), read("○有"))[0] == "○有"


def test_a_circle_is_known_by_its_roundness() -> None:
    def ink(text: str, pens: dict[int, Pen]) -> NDArray[np.uint8]:
        return np.where(drawn(text, pens) < 150, 255, 0).astype(np.uint8)

    (one,) = circles(ink("有○无", {}), 1 / MM)
    assert one.x * MM == pytest.approx(LEFT_MM + 1.5 * EM_MM, abs=0.2)
    assert one.radius * MM == pytest.approx(RADIUS, abs=0.25)
    assert ticked(ink("有○无", {1: full}), one) is True
    assert circles(ink("国口田回国", {}), 1 / MM) == []
