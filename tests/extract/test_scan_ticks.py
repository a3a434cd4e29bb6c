"""Printed boxes found by their sides, told as ticked by the ink in them, and written into the lines that hold them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from extract.ocr.engine import Glyph, ReadLine
from extract.readers.scan.lines import PlacedLine
from extract.readers.scan.ticks import with_ticks
from extract.vision.tick_boxes import Square, crossed_squares, squares, ticked
from forms.evidence import BBox
from tests.scans.glyphs import font

DPI, EM_MM = 200, 4.2
MM = 25.4 / DPI
LEFT_MM, MIDDLE_MM, SIDE_MM = 20.0, 15.0, 3.6
FINE = 4
PIXELS = FINE / MM
Pen = Callable[[ImageDraw.ImageDraw, float], None]
"""Draws at the left side of a box, in millimetres."""


def check(paper: ImageDraw.ImageDraw, left: float) -> None:
    _line(paper, [(left + 0.6, MIDDLE_MM), (left + 1.5, MIDDLE_MM + 1.2), (left + 4.0, MIDDLE_MM - 2.8)])


def printed(paper: ImageDraw.ImageDraw, left: float) -> None:
    """A tick that stays inside its box, as that of a typed ☑ does."""
    _line(paper, [(left + 0.9, MIDDLE_MM), (left + 1.5, MIDDLE_MM + 0.8), (left + 2.7, MIDDLE_MM - 0.9)])


def above(paper: ImageDraw.ImageDraw, left: float) -> None:
    """A tick that only its lowest point brings into the box."""
    _line(paper, [(left + 0.6, MIDDLE_MM - 3.5), (left + 1.8, MIDDLE_MM - 1.7), (left + 4.0, MIDDLE_MM - 5.5)])


def cross(paper: ImageDraw.ImageDraw, left: float) -> None:
    _line(paper, [(left + 0.4, MIDDLE_MM - 1.5), (left + 3.2, MIDDLE_MM + 1.4)])
    _line(paper, [(left + 3.2, MIDDLE_MM - 1.5), (left + 0.4, MIDDLE_MM + 1.4)])


def speck(paper: ImageDraw.ImageDraw, left: float) -> None:
    _line(paper, [(left + 1.6, MIDDLE_MM), (left + 2.0, MIDDLE_MM)])


def _line(paper: ImageDraw.ImageDraw, points: Sequence[tuple[float, float]]) -> None:
    paper.line([(x * PIXELS, y * PIXELS) for x, y in points], fill=40, width=round(0.5 * PIXELS), joint="curve")


def drawn(text: str, pens: dict[int, Pen]) -> NDArray[np.uint8]:
    """A page with one printed line, each □ drawn as a square; ``pens`` are those of its characters, by their number."""
    image = Image.new("L", (round(120 * PIXELS), round(30 * PIXELS)), 245)
    paper = ImageDraw.Draw(image)
    for n, char in enumerate(text):
        x = LEFT_MM + n * EM_MM
        if char == "□":
            sides = (x + 0.3, MIDDLE_MM - SIDE_MM / 2, x + 0.3 + SIDE_MM, MIDDLE_MM + SIDE_MM / 2)
            paper.rectangle([side * PIXELS for side in sides], outline=30, width=round(0.2 * PIXELS))
        else:
            paper.text(
                (x * PIXELS, MIDDLE_MM * PIXELS), char, fill=25, font=font("plain", round(EM_MM * PIXELS)), anchor="lm"
            )
        if n in pens:
            pens[n](paper, x + 0.3)
    return np.asarray(image.resize((image.width // FINE, image.height // FINE), Image.Resampling.BOX))


def read(text: str, begin: int = 0, scores: float = 0.98) -> PlacedLine:
    """A line as it was read, from the character ``begin`` on; ``.`` stands for a place where nothing was read."""
    left, right, half = LEFT_MM + begin * EM_MM, LEFT_MM + (begin + len(text)) * EM_MM, 0.6 * EM_MM
    box = BBox(left, MIDDLE_MM - half, right, MIDDLE_MM + half)
    quad = tuple((x / MM, y / MM) for x, y in ((left, box.y0), (right, box.y0), (right, box.y1), (left, box.y1)))
    glyphs = tuple(Glyph(one, (n + 0.5) / len(text), scores) for n, one in enumerate(text) if one not in ". ")
    return PlacedLine(quad, ReadLine(glyphs), box, EM_MM)  # type: ignore[arg-type]


def told(page: NDArray[np.uint8], line: PlacedLine) -> tuple[str, list[float]]:
    (after,) = with_ticks([line], page, MM)
    return after.read.text, [glyph.score for glyph in after.read.glyphs if glyph.text in "☑☐□"]


def ink(page: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.where(page < 150, 255, 0).astype(np.uint8)


def test_a_square_is_known_by_its_sides_and_an_underlined_word_is_none() -> None:
    (one,) = squares(ink(drawn("合□格", {})), 1 / MM)
    assert one.side * MM == pytest.approx(SIDE_MM, abs=0.3)
    assert squares(ink(drawn("合格二三工", {})), 1 / MM) == []


@pytest.mark.parametrize("pen", [check, above, cross])
def test_a_box_with_a_pen_in_it_is_ticked_and_the_one_beside_it_is_not(pen: Pen) -> None:
    page = ink(drawn("□是　□否", {0: pen}))
    model = max(squares(page, 1 / MM))
    (found,) = crossed_squares(page, model, round(15 / MM), round(28 / MM))
    assert found.x0 * MM == pytest.approx(LEFT_MM + 0.3, abs=0.4)
    assert (ticked(page, found), ticked(page, model)) == (True, False)


def test_a_speck_in_a_box_is_no_tick_and_no_clean_box_either() -> None:
    page = ink(drawn("□是", {0: speck}))
    assert ticked(page, squares(page, 1 / MM)[0]) is None


def test_no_square_is_made_up_where_only_words_stand() -> None:
    page = ink(drawn("□国有企业固定四回", {}))
    whole = squares(page, 1 / MM)
    assert crossed_squares(page, Square(*min(whole)), round(45 / MM), round(50 / MM)) == []


@pytest.mark.parametrize("as_read", ["回是 □否", "√是 □否", ".是 □否", "□是 □否"])
def test_the_ticked_box_is_written_whatever_it_was_read_as(as_read: str) -> None:
    text, scores = told(drawn("□是　□否", {0: check}), read(as_read))
    assert text in ("☑是□否", "☑是☐否")
    assert scores[0] <= 0.5


def test_a_ticked_box_before_the_first_character_that_was_read_is_put_there() -> None:
    text, scores = told(drawn("□是　□否", {0: check}), read("是 □否", begin=1))
    assert (text, scores) == ("☑是□否", [0.5, 0.98])


def test_a_tick_that_was_read_beside_its_box_is_the_boxs_own() -> None:
    assert told(drawn("□是　□否", {0: check}), read("□√ □否"))[0] == "☑□否"


def test_what_the_reader_saw_as_the_ink_says_stays_as_sure_as_it_was() -> None:
    assert told(drawn("□是　□否", {0: printed}), read("☑是 □否")) == ("☑是□否", [0.98, 0.98])


def test_a_tick_that_runs_out_of_its_box_is_a_pens_and_in_doubt_however_surely_it_was_read() -> None:
    assert told(drawn("□是　□否", {0: check}), read("☑是 □否")) == ("☑是□否", [0.5, 0.98])


def test_two_ticks_in_one_line_are_both_in_doubt() -> None:
    text, scores = told(drawn("□是　□否", {0: check, 3: check}), read("☑是 □否"))
    assert text == "☑是□否" or text == "☑是☑否"
    assert max(scores) <= 0.5


def test_a_box_with_a_speck_stays_as_it_was_read_and_the_line_is_in_doubt() -> None:
    text, scores = told(drawn("□是　□否", {3: speck}), read("□是 □否"))
    assert (text, max(scores)) == ("□是□否", 0.5)


def test_a_character_with_a_frame_beside_a_box_stays_that_character() -> None:
    assert told(drawn("□国　□否", {}), read("□国 □否"))[0] == "□国□否"


def test_a_line_without_boxes_is_the_same_line() -> None:
    line = read("窗口数量")
    assert with_ticks([line], drawn("窗口数量", {}), MM) == [line]
