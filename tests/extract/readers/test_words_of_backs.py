"""Words that shine through from the back of a sheet are told from words of this side: pale, and sure backwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from extract.ocr.engine import Glyph, Quad, ReadLine
from extract.readers.scan.backs import words_of_back
from extract.readers.scan.lines import PlacedLine
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels


class Backwards:
    """An engine to which every line says, from the right to the left, what it is given with a score."""

    def __init__(self, text: str, score: float) -> None:
        self.said = ReadLine(tuple(Glyph(c, 0.5, score) for c in text))

    def find(self, pixels: Pixels) -> list[Quad]:
        return []

    def read(self, pixels: Pixels, quads: Sequence[Quad]) -> list[ReadLine]:
        assert all(quad[0][0] > quad[1][0] for quad in quads), "read from the right to the left"
        return [self.said for _ in quads]


def line(text: str, score: float, top: int) -> PlacedLine:
    glyphs = ReadLine(tuple(Glyph(c, 0.5, score) for c in text))
    quad = ((10.0, top), (110.0, top), (110.0, top + 10.0), (10.0, top + 10.0))
    return PlacedLine(quad, glyphs, BBox(1, top / 10, 11, top / 10 + 1), 1.0)


PRINT, BACK = line("单位地址", 0.99, 10), line("夏点发外合总", 0.6, 40)


def page(dark: int) -> Pixels:
    """A page with strokes of print, and of so dark a grey where the other line stands."""
    pixels = np.full((80, 120, 3), 250, np.uint8)
    pixels[12:18, 20:100:4] = 20
    pixels[42:48, 20:100:4] = dark
    return pixels


def test_pale_words_that_are_sure_backwards_are_the_backs() -> None:
    assert words_of_back([PRINT, BACK], page(200), Backwards("社会管理和公", 0.99)) == {BACK.quad}


def test_words_as_dark_as_print_are_of_this_side_however_they_read_backwards() -> None:
    assert words_of_back([PRINT, BACK], page(40), Backwards("社会管理和公", 0.99)) == frozenset()


def test_pale_words_that_are_unsure_both_ways_stay() -> None:
    assert words_of_back([PRINT, BACK], page(200), Backwards("社会管理和公", 0.7)) == frozenset()
    assert words_of_back([PRINT, BACK], page(200), Backwards("合日", 0.99)) == frozenset()


def test_pale_words_that_are_read_as_they_stand_stay() -> None:
    assert (
        words_of_back([PRINT, line("同意推荐申报", 0.95, 40)], page(200), Backwards("社会管理和公", 0.99))
        == frozenset()
    )


def test_a_line_of_which_part_is_read_as_it_stands_stays() -> None:
    beside = replace(BACK, read=ReadLine((*line("办公室意见", 0.97, 40).read.glyphs, *BACK.read.glyphs)))
    assert words_of_back([PRINT, beside], page(200), Backwards("社会管理和公", 0.99)) == frozenset()
