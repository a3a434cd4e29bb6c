"""Long slanting strokes over a page: found, told from print and rulings, and what stands under them in doubt."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from extract.readers.scan.struck import under_slants
from extract.vision.slants import slants
from forms.evidence import BBox
from tests.extract.test_scan_struck import placed
from tests.scans.glyphs import font

PER_MM = 200 / 25.4


def page(*strokes: tuple[float, float, float, float], text: str = "") -> NDArray[np.uint8]:
    """A page of 160 × 100 mm with pen strokes, and ``text`` over and over."""
    image = Image.new("L", (round(160 * PER_MM), round(100 * PER_MM)), 245)
    paper = ImageDraw.Draw(image)
    for y in range(5, 95, 6):
        paper.text((5 * PER_MM, y * PER_MM), text * 4, fill=25, font=font("plain", round(4.2 * PER_MM)))
    for stroke in strokes:
        paper.line([part * PER_MM for part in stroke], fill=50, width=4)
    return np.asarray(image)


@pytest.mark.parametrize("text", ["", "统一社会信用代码"])
def test_a_stroke_from_corner_to_corner_is_found_over_print_and_paper(text: str) -> None:
    (one,) = slants(page((20, 20, 120, 80), text=text), PER_MM)
    assert one == pytest.approx((20, 20, 120, 80), abs=4)


def test_the_slanting_stroke_of_a_z_is_found_and_its_level_ones_are_none() -> None:
    (one,) = slants(page((30, 20, 120, 20), (120, 20, 30, 80), (30, 80, 120, 80)), PER_MM)
    assert one == pytest.approx((30, 80, 120, 20), abs=4)


def test_print_rulings_and_short_strokes_are_no_slants() -> None:
    strokes = ((10, 10, 150, 10.5), (10, 10, 10, 90), (60, 40, 78, 55))
    assert slants(page(*strokes, text="人八大木米火"), PER_MM) == []


def test_a_line_under_such_a_stroke_is_in_doubt_and_its_place_is_told() -> None:
    (line,), (box,) = under_slants([placed("李建国")], page((15, 10, 60, 30)), [], 1 / PER_MM)
    assert line.read.text == "李建国"
    assert max(glyph.score for glyph in line.read.glyphs) <= 0.5
    assert (box.x0, box.y1) == pytest.approx((15, 30), abs=3)


def test_a_line_away_from_it_and_a_stroke_in_a_seal_change_nothing() -> None:
    line = placed("李建国")
    assert under_slants([line], page((80, 40, 120, 80)), [], 1 / PER_MM)[0] == [line]
    assert under_slants([line], page((15, 10, 60, 30)), [BBox(5, 5, 70, 50)], 1 / PER_MM) == ([line], [])
