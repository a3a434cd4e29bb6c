"""Dates under the seals of copies without colours: found once the seal's thick or pale ink is out of the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extract.ocr.engine import Glyph, Quad, ReadLine
from extract.readers.scan.lines import PlacedLine
from extract.readers.scan.sealed_dates import dates_under_seals
from extract.vision.straight import UprightPage
from extract.vision.thick import darkest, without_thick
from forms.evidence import BBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.vision.rasters import Matrix, Pixels

PER_MM = 8.0
SEAL = BBox(60, 40, 100, 80)


class Under:
    """An engine that finds 「3月」 below the seal's middle, if anything, and reads one date everywhere."""

    def __init__(self, date: str = "2018年3月19日", found: str = "3月") -> None:
        self.date, self.found = date, found
        self.characters = ["", *dict.fromkeys(date + "0123456789年月日")]
        self.looked = list[tuple[int, ...]]()

    def find(self, pixels: Pixels) -> list[Quad]:
        self.looked.append(pixels.shape)
        x, y = 50 * PER_MM, 25 * PER_MM
        wide = 4 * len(self.found) * PER_MM
        return [((x, y), (x + wide, y), (x + wide, y + 40), (x, y + 40))] if self.found else []

    def read(self, pixels: Pixels, quads: Sequence[Quad]) -> list[ReadLine]:
        count = len(self.found)
        line = ReadLine(tuple(Glyph(char, (n + 0.5) / count, 0.9) for n, char in enumerate(self.found)))
        return [line for _ in quads]

    def chances(self, crop: Pixels) -> Matrix:
        import numpy as np

        rows = np.zeros((2 * len(self.date), len(self.characters)))
        rows[1::2, 0] = 1.0
        for n, char in enumerate(self.date):
            rows[2 * n, self.characters.index(char)] = 1.0
        return rows


def line(text: str, left: float, top: float) -> PlacedLine:
    box = BBox(left, top, left + 4 * len(text), top + 5)
    x0, y0, x1, y1 = (value * PER_MM for value in (box.x0, box.y0, box.x1, box.y1))
    glyphs = tuple(Glyph(char, (n + 0.5) / len(text), 0.9) for n, char in enumerate(text))
    return PlacedLine(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), ReadLine(glyphs), box, 4.0)


def read(lines: list[PlacedLine], engine: Under) -> list[str]:
    import numpy as np

    grey = np.full((1200, 1400), 255, np.uint8)
    page = UprightPage(1, np.repeat(grey[:, :, None], 3, axis=2), PER_MM * 25.4, np.eye(3), (1400, 1200), True)
    return sorted(one.read.text for one in dates_under_seals(page, grey, lines, [SEAL], [], engine).lines)


def test_a_date_that_the_finder_passed_over_is_read_from_what_is_found_without_the_seal() -> None:
    engine = Under()
    assert read([line("同意。", 20, 20)], engine) == ["2018年3月19日", "同意。"]
    assert len(engine.looked) == 1


def test_nothing_is_looked_for_where_a_date_was_read_near_the_seal() -> None:
    engine = Under()
    assert read([line("2018年3月19日", 62, 60)], engine) == ["2018年3月19日"]
    assert engine.looked == []


def test_what_is_found_and_is_no_date_is_left_out() -> None:
    assert read([line("同意。", 20, 20)], Under(found="标准")) == ["同意。"]
    assert read([line("同意。", 20, 20)], Under(found="")) == ["同意。"]


def test_a_seals_thick_ring_goes_and_the_strokes_of_letters_stay() -> None:
    import cv2
    import numpy as np

    page = np.full((400, 400), 255, np.uint8)
    cv2.circle(page, (200, 200), 150, 0, round(1.2 * PER_MM))
    page[190:210, 100:300:40] = 0
    page[195:199, 90:310] = 0
    left = without_thick(page, PER_MM)
    assert left[196, 120] == 0
    assert left[50, 200] == 255
    assert not (left[:60] < 128).any()


def test_ink_as_pale_as_a_grey_copys_seal_goes() -> None:
    import numpy as np

    page = np.full((100, 100), 240, np.uint8)
    page[10:20], page[40:50, :50] = 190, 20
    left = darkest(page)
    assert left[45, 10] == 0
    assert left[15, 10] == pytest.approx(255)
    assert left[80, 80] == 255
