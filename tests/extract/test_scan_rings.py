"""A word ringed by a pen among others: found by its closed stroke, written as a ticked box, and in doubt."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from extract.layout.tables import Grid, Ruling, grids
from extract.ocr.engine import Glyph, ReadLine
from extract.readers.scan.lines import PlacedLine
from extract.readers.scan.rings import with_rings
from extract.vision.rings import rings
from forms.evidence import BBox
from tests.scans.glyphs import font as printed_font

DPI, EM = 200, 4.2
MM = 25.4 / DPI
LEFT, MIDDLE = 20.0, 15.0
PIXELS = 4 / MM


class Page:
    """A page of 120 × 30 mm on which words are printed and read, and rings drawn."""

    def __init__(self) -> None:
        self.image = Image.new("L", (round(120 * PIXELS), round(30 * PIXELS)), 245)
        self.paper = ImageDraw.Draw(self.image)
        self.lines: list[PlacedLine] = []

    def words(self, text: str, x: float, as_read: str = "") -> Page:
        """Printed words, each character ``EM`` wide, read as they stand or as ``as_read`` says; ``.`` was not read."""
        for n, char in enumerate(text):
            at = ((x + n * EM) * PIXELS, MIDDLE * PIXELS)
            self.paper.text(at, char, fill=25, font=printed_font("plain", round(EM * PIXELS)), anchor="lm")
        half, right, shown = 0.6 * EM, x + len(text) * EM, as_read or text
        box = BBox(x, MIDDLE - half, right, MIDDLE + half)
        quad = tuple((a / MM, b / MM) for a, b in ((x, box.y0), (right, box.y0), (right, box.y1), (x, box.y1)))
        glyphs = tuple(Glyph(one, (n + 0.5) / len(shown), 0.98) for n, one in enumerate(shown) if one not in "　. ")
        self.lines.append(PlacedLine(quad, ReadLine(glyphs), box, EM))  # type: ignore[arg-type]
        return self

    def ring(self, left: float, right: float, high: float = 6.5) -> Page:
        """A closed stroke by hand around the words from ``left`` to ``right``."""
        wide, x = (right - left) / 2 + 1.2, (left + right) / 2
        angles = np.linspace(0.3, 6.9, 60)
        points = [
            (x + wide * math.cos(a) * (1 + 0.03 * math.sin(3 * a)), MIDDLE + high / 2 * math.sin(a)) for a in angles
        ]
        self.paper.line([(a * PIXELS, b * PIXELS) for a, b in points], fill=60, width=round(0.45 * PIXELS))
        return self

    def frame(self, x0: float, x1: float) -> Page:
        sides = (x0 * PIXELS, (MIDDLE - 4) * PIXELS, x1 * PIXELS, (MIDDLE + 4) * PIXELS)
        self.paper.rectangle(sides, outline=30, width=round(0.3 * PIXELS))
        return self

    def pixels(self) -> NDArray[np.uint8]:
        return np.asarray(self.image.resize((self.image.width // 4, self.image.height // 4), Image.Resampling.BOX))

    def told(self, tables: list[Grid] | None = None) -> list[str]:
        self.after = with_rings(self.lines, self.pixels(), MM, tables or [])
        return [line.read.text for line in self.after]


def cell() -> list[Grid]:
    sides = [Ruling(True, y, 10.0, 110.0) for y in (5.0, 25.0)] + [Ruling(False, x, 5.0, 25.0) for x in (10.0, 110.0)]
    return grids(sides)


def test_a_ring_is_found_and_a_frame_and_a_round_character_are_none() -> None:
    (one,) = rings(Page().words("合格　　不合格", LEFT).ring(LEFT, LEFT + 2 * EM).pixels(), 1 / MM)
    assert (one.x0, one.x1) == pytest.approx((LEFT - 1, LEFT + 2 * EM + 1), abs=1.6)
    assert rings(Page().words("国〇口OQ0回", LEFT).frame(10, 30).pixels(), 1 / MM) == []


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("有　　无", 0, "☑有☐无"),
        ("有　　无", 3, "☐有☑无"),
        ("是　／　否", 4, "☐是／☑否"),
        ("合格　／　不合格", 0, "☑合格／☐不合格"),
    ],
)
def test_the_ringed_word_of_several_is_the_one_chosen(text: str, first: int, expected: str) -> None:
    last = first + (2 if text.startswith("合格") else 1)
    page = Page().words(text, LEFT).ring(LEFT + first * EM, LEFT + last * EM, 6.0)
    assert page.told() == [expected]
    assert max(glyph.score for glyph in page.after[0].read.glyphs) <= 0.5


def test_words_of_one_cell_are_one_choice_though_they_were_found_as_lines_of_their_own() -> None:
    page = Page().words("有", LEFT).words("无", LEFT + 5 * EM).ring(LEFT, LEFT + EM)
    assert page.told(cell()) == ["☑有", "☐无"]


def test_what_the_ring_itself_was_read_as_is_left_out() -> None:
    page = Page().words("　合格　　不合格", LEFT, as_read="（合格）.不合格").ring(LEFT + EM, LEFT + 3 * EM)
    assert page.told() == ["☑合格☐不合格"]


def test_the_label_before_a_choice_is_no_word_of_it() -> None:
    page = Page().words("结论：是　　否", LEFT).ring(LEFT + 3 * EM, LEFT + 4 * EM)
    assert page.told() == ["结论：☑是☐否"]


def test_a_ring_round_a_word_with_none_beside_it_only_leaves_the_line_in_doubt() -> None:
    page = Page().words("李建国", LEFT).ring(LEFT, LEFT + 3 * EM)
    assert page.told() == ["李建国"]
    assert max(glyph.score for glyph in page.after[0].read.glyphs) <= 0.5


def test_a_ring_round_a_part_of_a_word_chooses_nothing() -> None:
    page = Page().words("不合格　　合格", LEFT).ring(LEFT, LEFT + EM)
    assert page.told() == ["不合格合格"]
    assert page.after[0].read.weakest <= 0.5


def test_lines_without_a_ring_stay_as_they_are() -> None:
    page = Page().words("有　　无", LEFT).frame(10, 60)
    assert (page.told(cell()), page.after) == (["有无"], page.lines)


def ruled_row(*, ringed: bool) -> NDArray[np.uint8]:
    """Rules 4.6 mm apart; between them curved print that hardly leaves them a gap, or a ring across them; 8 pixels a mm."""
    page = Image.new("L", (720, 160), 255)
    draw = ImageDraw.Draw(page)
    for y in (60, 97):
        draw.line((20, y, 700, y), fill=0, width=2)
    if ringed:
        draw.ellipse((260, 42, 420, 114), outline=0, width=3)
    else:
        draw.arc((260, 62, 420, 95), 100, 260, fill=0, width=3)
        draw.arc((260, 62, 420, 95), -80, 80, fill=0, width=3)
    return np.asarray(page)


@pytest.mark.parametrize("ringed", [True, False])
def test_room_between_rules_and_print_close_to_them_is_no_ring_and_a_ring_across_rules_is(ringed: bool) -> None:
    assert len(rings(ruled_row(ringed=ringed), 8.0)) == ringed
