"""Words above struck-out ones take their place, in doubt; what else stands above them stays where it is."""

from __future__ import annotations

import pytest

from extract.ocr.engine import Glyph, ReadLine
from extract.readers.scan.amended import SCORE, amended
from extract.readers.scan.lines import PlacedLine
from forms.evidence import BBox

MM = 0.1
STRUCK = BBox(43.0, 80.0, 91.0, 84.8)


def line(text: str, x0: float, y0: float, em: float) -> PlacedLine:
    """A line in a box as high as the finder gives it, its characters ``em`` millimetres wide."""
    x1, y1 = x0 + em * len(text), y0 + em / 0.75
    a, b, c, d = ((x / MM, y / MM) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1)))
    glyphs = tuple(Glyph(char, (n + 0.5) / len(text), 0.99) for n, char in enumerate(text))
    return PlacedLine((a, b, c, d), ReadLine(glyphs), BBox(x0, y0, x1, y1), em)


NEW = line("绵阳市涪城区养老服务指导中心", 43, 75.4, 2.9)
LABEL = line("单位名称：", 24, 80, 3.7)


def test_words_in_smaller_print_right_above_struck_ones_stand_in_their_place() -> None:
    kept, moved = amended([LABEL, NEW], [STRUCK], MM)
    assert kept is LABEL
    assert moved.box.centre[1] == pytest.approx(STRUCK.centre[1])
    assert sum(y for _, y in moved.quad) / 4 * MM == pytest.approx(STRUCK.centre[1])
    assert {glyph.score for glyph in moved.read.glyphs} == {SCORE}


def test_a_line_of_the_form_above_struck_words_stays_where_it_is() -> None:
    for above in (
        line("绵阳市涪城区养老服务指导中心", 43, 74.4, 3.7),
        line("试点时间：二年", 43, 75.4, 2.9),
        line("绵阳市涪城区养老服务指导中心", 43, 70.0, 2.9),
        line("绵阳市涪城区养老服务指导中心", 80, 75.4, 2.9),
    ):
        assert amended([LABEL, above], [STRUCK], MM) == [LABEL, above]
    beside = line("任务下达文件", 24, 75.4, 2.9)
    assert amended([beside, NEW], [STRUCK], MM) == [beside, NEW]
    assert amended([LABEL, NEW], [], MM) == [LABEL, NEW]
