"""Words that a standing ruling parts are in doubt where no side of a cell would leave them so little room."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from extract.layout.tables import Ruling
from extract.ocr.engine import Glyph, ReadLine
from extract.readers.scan.lines import PlacedLine
from extract.readers.scan.walls import doubted_at_sides
from forms.evidence import BBox

EM, MM_PER_PIXEL, Y = 4.0, 0.1, 40.0
SIDE = Ruling(False, 100.0, 30.0, 60.0)


def line(text: str, x: float) -> PlacedLine:
    """A line of characters 4 mm wide that begins at ``x``."""
    glyphs = tuple(Glyph(c, (n + 0.5) / len(text), 0.99) for n, c in enumerate(text))
    box = BBox(x, Y, x + len(text) * EM, Y + EM)
    a, b, c, d = ((cx * 10, cy * 10) for cx, cy in ((box.x0, Y), (box.x1, Y), (box.x1, Y + EM), (box.x0, Y + EM)))
    return PlacedLine((a, b, c, d), ReadLine(glyphs), box, EM)


def weak(*lines: PlacedLine, ink: BBox | None = None, side: Ruling = SIDE) -> list[str]:
    """The characters of each line that are in doubt."""
    page: npt.NDArray[np.uint8] = np.zeros((1000, 2000), np.uint8)
    page[300:600, 998:1003] = 255
    if ink is not None:
        page[round(ink.y0 * 10) : round(ink.y1 * 10), round(ink.x0 * 10) : round(ink.x1 * 10)] = 255
    found = doubted_at_sides(lines, page, [side], MM_PER_PIXEL)
    return ["".join(g.text for g in one.read.glyphs if g.score < 0.5) for one in found]


@pytest.mark.parametrize("at", [99.7, 99.2, 98.9])
def test_characters_as_near_to_one_another_across_a_side_as_in_a_word_are_in_doubt(at: float) -> None:
    assert weak(line("烟台市", at - 12), line("芝罘区", at + 0.4)) == ["市", "芝"]


def test_what_stands_on_either_side_of_a_lost_character_is_in_doubt_where_its_ink_is_left() -> None:
    left, right = line("烟台", 90), line("芝罘区", 102)
    assert weak(left, right, ink=BBox(98.2, 40.5, 98.6, 43.5)) == ["台", "芝"]
    assert weak(left, right) == ["", ""]


def test_little_ink_on_one_side_alone_is_the_rim_of_a_character_that_was_read() -> None:
    left, right = line("烟台", 90), line("芝罘区", 102)
    assert weak(left, right, ink=BBox(101.2, 41.6, 102, 42.0)) == ["", ""]
    assert weak(left, right, ink=BBox(98.2, 41.6, 101.8, 42.0)) == ["台", "芝"]


def test_writing_that_touches_its_side_leaves_the_padded_cell_beyond_it_sure() -> None:
    assert weak(line("许晓", 86.4), line("赵强", 99.6)) == ["", ""]


@pytest.mark.parametrize(
    ("number", "ink", "doubtful"),
    [
        ("13812345678", BBox(98.0, 40.5, 98.9, 43.5), ""),
        ("13812345678", BBox(95.2, 40.5, 98.6, 43.5), "8"),
        ("3812345678", BBox(98.0, 40.5, 98.9, 43.5), "8"),
        ("010-6581234", BBox(98.0, 40.5, 98.9, 43.5), "4"),
    ],
    ids=["a whole number", "ink that touches it", "a figure short", "of any length"],
)
def test_a_mobile_number_of_eleven_figures_goes_on_behind_no_side_that_a_name_is_signed_across(
    number: str, ink: BBox, doubtful: str
) -> None:
    assert weak(line(number, 97 - len(number) * EM), line("斌", 102), ink=ink) == [doubtful, "斌"]


def test_a_whole_number_behind_a_side_is_not_the_end_of_what_stands_before_it() -> None:
    ink = BBox(101.1, 40.5, 101.9, 43.5)
    assert weak(line("斌", 94), line("13812345678", 102.5), ink=ink) == ["斌", ""]


def test_texts_of_two_cells_with_the_usual_white_beside_their_side_are_sure() -> None:
    assert weak(line("单位名称", 82), line("烟台市", 101)) == ["", ""]


def test_lines_at_other_heights_and_beyond_the_sides_end_are_sure() -> None:
    near = line("烟台市", 87.7), line("芝罘区", 100.3)
    assert weak(*near, side=SIDE._replace(start=45)) == ["", ""]
    assert weak(near[0], line("芝罘区", 130)) == ["", ""]


@pytest.mark.parametrize(("at", "doubtful"), [(42.0, "烟台市"), (44.2, ""), (39.8, "")])
def test_a_line_that_a_level_ruling_runs_through_is_in_doubt_and_one_that_stands_on_it_is_sure(
    at: float, doubtful: str
) -> None:
    assert weak(line("烟台市", 80), side=Ruling(True, at, 24, 180)) == [doubtful]
