"""How large the characters of a line are, where the finder's box says more than they do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from extract.layout.chars import Char
from extract.layout.lines import lines_of
from extract.ocr.engine import Glyph, Quad, ReadLine
from extract.readers.scan.lines import read_lines
from extract.vision.rasters import Raster
from extract.vision.straight import UprightPage, straightened

TEN_PIXELS_A_MM = 254.0


class Says:
    """An engine that reads the given texts, their characters evenly spread over the line."""

    def __init__(self, *texts: str) -> None:
        self.texts = texts

    def find(self, pixels: NDArray[np.uint8]) -> list[Quad]:
        raise AssertionError("nothing is looked for here")

    def read(self, pixels: NDArray[np.uint8], quads: Sequence[Quad]) -> list[ReadLine]:
        return [self._line(text) for text, _ in zip(self.texts, quads, strict=False)]

    def _line(self, text: str) -> ReadLine:
        return ReadLine(tuple(Glyph(c, (n + 0.5) / len(text), 0.99) for n, c in enumerate(text)))


def page() -> UprightPage:
    return straightened(Raster(1, np.full((600, 2000, 3), 255, np.uint8), TEN_PIXELS_A_MM))


def quad(x0: float, y0: float, x1: float, y1: float) -> Quad:
    a, b, c, d = ((x * 10, y * 10) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1)))
    return a, b, c, d


def sizes(*lines: tuple[str, Quad]) -> list[float]:
    blank = page()
    return [line.em for line in read_lines(blank, [q for _, q in lines], Says(*(t for t, _ in lines)), blank.pixels)]


TITLE = ("创建工作自查表格", quad(10, 5, 58, 13))
LABEL = ("标准体系发布", quad(10, 20, 35.2, 25.6))


def test_two_characters_in_a_high_box_are_as_large_as_their_distance_allows() -> None:
    title, label, short = sizes(TITLE, LABEL, ("日期", quad(18, 26, 26.4, 33.6)))
    assert [title, label] == pytest.approx([6.0, 4.2], abs=0.1)
    assert short == label


def test_characters_spread_over_a_cell_are_as_large_as_their_height_says() -> None:
    _, label, spread = sizes(TITLE, LABEL, ("步骤", quad(18, 26, 42, 31.6)))
    assert spread == label


def test_the_last_characters_of_a_sentence_are_as_large_as_the_line_above_them() -> None:
    """The finder gives a line of one or two characters half as much height again as it gives a long one."""
    above, last = sizes(
        ("要结合实际进行修订参训率达到百分之", quad(20, 20, 83, 24.6)), ("百。", quad(19.4, 26, 27, 32.2))
    )
    assert last == above
    above, large = sizes(
        ("要结合实际进行修订参训率达到百分之", quad(20, 20, 83, 24.6)), ("章", quad(20, 24.5, 30, 34.5))
    )
    assert large > above


def test_a_stroke_over_several_lines_that_was_read_for_a_letter_joins_none_of_them() -> None:
    rows = ("承担单位：妇幼保健院", "评估组织单位：联席会议", "办公室评估地点：大厅")
    chars = [
        Char(20 + 4 * n, 20 + 8 * row, 24 + 4 * n, 24 + 8 * row, text)
        for row, words in enumerate(rows)
        for n, text in enumerate(words)
    ]
    stroke = Char(120, 12, 130, 49, "m")
    assert [line.text for line in lines_of([*chars, stroke]) if line.text != "m"] == list(rows)
    assert [line.text for line in lines_of([stroke])] == ["m"]
