"""Characters set downwards that were found as one line."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extract.readers.scan.stacked import cut_stacked
from tests.scans.glyphs import font

MM_PER_PIXEL = 25.4 / 200
EM, PITCH, LEFT, TOP = 29, 36, 20, 12
WIDE, HIGH = 80, 260


def picture(text: str, down: bool) -> Image.Image:
    page = Image.new("L", (WIDE, HIGH), 0)
    face = font("line", EM)
    for number, char in enumerate(text):
        at = (LEFT, TOP + number * PITCH) if down else (LEFT + number * PITCH // 2, TOP)
        ImageDraw.Draw(page).text(at, char, font=face, fill=255, anchor="lt")
    return page


def parts(page: Image.Image, right: int, bottom: int) -> list[tuple[float, float, float, float]]:
    ink = np.asarray(page).copy()
    quad = (
        (LEFT - 3.0, TOP - 4.0),
        (float(right), TOP - 4.0),
        (float(right), float(bottom)),
        (LEFT - 3.0, float(bottom)),
    )
    found = cut_stacked([quad], ink, MM_PER_PIXEL)
    return [(one[0][0], one[0][1], one[2][0], one[2][1]) for one in found]


@pytest.mark.parametrize("text", ["专家签字", "三二意见", "签字"])
def test_each_character_of_a_stack_is_a_line_of_its_own(text: str) -> None:
    found = parts(picture(text, down=True), LEFT + EM + 3, TOP + len(text) * PITCH)
    assert len(found) == len(text)
    for number, (_, top, _, bottom) in enumerate(found):
        middle = TOP + number * PITCH + EM / 2
        assert abs((top + bottom) / 2 - middle) < PITCH / 4


def test_a_ruling_beside_the_stack_parts_nothing_and_joins_nothing() -> None:
    page = picture("专家签字", down=True)
    ImageDraw.Draw(page).line((LEFT + EM + 2, 0, LEFT + EM + 2, HIGH), fill=255, width=2)
    assert len(parts(page, LEFT + EM + 5, TOP + 4 * PITCH)) == 4


def test_a_level_line_and_a_high_stroke_stay_whole() -> None:
    assert len(parts(picture("签", down=True), LEFT + EM + 3, TOP + PITCH)) == 1
    page = Image.new("L", (WIDE, HIGH), 0)
    ImageDraw.Draw(page).line((LEFT, TOP, LEFT + EM, TOP + 140), fill=255, width=4)
    assert len(parts(page, LEFT + EM + 3, TOP + 145)) == 1
    colon = Image.new("L", (WIDE, HIGH), 0)
    for y in (TOP + 4, TOP + 22):
        ImageDraw.Draw(colon).ellipse((LEFT + 2, y, LEFT + 7, y + 5), fill=255)
    assert len(parts(colon, LEFT + 10, TOP + 30)) == 1
