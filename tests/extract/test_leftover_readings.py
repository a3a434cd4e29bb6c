"""What loose ink says is in doubt where it stands in a row with ink that says nothing: a signature looks like a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import pytest
from numpy.typing import NDArray

from extract.layout.tables import Grid, GridCell
from extract.ocr.engine import Glyph, Quad, ReadLine
from extract.readers.scan.hand import sorted_lines
from extract.readers.scan.leftovers import read_leftovers
from extract.readers.scan.lines import PlacedLine
from extract.readers.scan.sheet import Sheet
from extract.vision.rasters import Raster
from extract.vision.straight import straightened
from forms.evidence import BBox

Pixels: TypeAlias = NDArray[np.uint8]

DPI = 254.0
PER_MM = 10


class Says:
    """An engine that reads ``text`` from what begins left of 40 mm, and nothing anywhere else."""

    def __init__(self, text: str) -> None:
        self.text = text

    def find(self, pixels: Pixels) -> list[Quad]:
        return []

    def read(self, pixels: Pixels, quads: Sequence[Quad]) -> list[ReadLine]:
        glyphs = tuple(Glyph(char, (n + 0.5) / len(self.text), 0.99) for n, char in enumerate(self.text))
        return [ReadLine(glyphs) if quad[0][0] < 40 * PER_MM else ReadLine() for quad in quads]


def least_score(text: str, *inked: tuple[float, float]) -> tuple[float, int]:
    """The least score of what is read of 4 mm high ink, each piece at its place, and how many pieces are unread."""
    pixels = np.full((600, 1000, 3), 250, np.uint8)
    for x, y in inked:
        pixels[round(y * PER_MM) : round((y + 4) * PER_MM), round(x * PER_MM) : round((x + 4) * PER_MM)] = 20
    page = straightened(Raster(1, pixels, DPI))
    (line,), unread = read_leftovers(Sheet(page, [], [], pixels), [], Says(text))
    return line.read.weakest, len(unread)


@pytest.mark.parametrize("beside", [(38.0 + 4, 20.0), (45.0, 22.0)])
def test_a_character_beside_unread_ink_is_in_doubt(beside: tuple[float, float]) -> None:
    score, unread = least_score("不", (35, 20), beside)
    assert (score < 0.5, unread) == (True, 1)


@pytest.mark.parametrize("elsewhere", [(60.0, 20.0), (42.0, 30.0)])
def test_unread_ink_far_away_or_in_another_row_raises_no_doubt(elsewhere: tuple[float, float]) -> None:
    assert least_score("不", (35, 20), elsewhere) == (0.99, 1)


def test_words_that_are_longer_than_a_name_are_no_signature() -> None:
    assert least_score("情况属实", (35, 20), (42, 20)) == (0.99, 1)


@pytest.mark.parametrize(("before", "left"), [("同意申报", 0), ("不予申报", 1)], ids=["its words", "other words"])
def test_loose_ink_round_words_that_were_read_already_says_them_no_second_time(before: str, left: int) -> None:
    pixels = np.full((600, 1000, 3), 250, np.uint8)
    pixels[150:153, 270:490] = pixels[247:250, 270:490] = pixels[150:250, 270:273] = pixels[150:250, 487:490] = 20
    glyphs = tuple(Glyph(char, (n + 0.5) / 4, 0.99) for n, char in enumerate(before))
    quad = ((305.0, 180.0), (455.0, 180.0), (455.0, 220.0), (305.0, 220.0))
    line = PlacedLine(quad, ReadLine(glyphs), BBox(30.5, 18, 45.5, 22), 3.7)
    sheet = Sheet(straightened(Raster(1, pixels, DPI)), [], [], pixels)
    lines, unread = read_leftovers(sheet, [line], Says("同意申报"))
    assert (len(lines), unread) == (left, [])


def test_a_character_without_anything_beside_it_is_read_as_it_stands() -> None:
    assert least_score("无", (35, 20)) == (0.99, 0)


def printed(text: str, x: float, y: float, em: float, score: float = 0.99) -> PlacedLine:
    corners = ((x, y), (x + em * len(text), y), (x + em * len(text), y + em), (x, y + em))
    glyphs = tuple(Glyph(char, (n + 0.5) / len(text), score) for n, char in enumerate(text))
    return PlacedLine(corners, ReadLine(glyphs), BBox(*corners[0], *corners[2]), em)


@pytest.mark.parametrize(("place", "doubted"), [((80, 22), True), ((60, 22), False), ((80, 40), False)])
def test_a_lone_character_beside_a_signature_is_in_doubt(place: tuple[float, float], doubted: bool) -> None:
    box = BBox(20, 10, 180, 60)
    cell = Grid((20, 180), (10, 60), (GridCell(0, 0, 1, 1, box),), owners={(0, 0): 0})
    lines = [printed("专家组组长签字", 22, 30, 4), printed("不", *place, 4), printed("秀强", 88, 20, 9, 0.7)]
    parted = sorted_lines(lines, [cell])
    assert [line.read.text for line in parted.signatures] == ["秀强"]
    assert [line.read.weakest <= 0.5 for line in parted.text] == [False, doubted]
