"""Strokes through the characters of a line told from its ink, and the words under them left out of the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from extract.layout.tables import Ruling
from extract.ocr.engine import Glyph, ReadLine
from extract.readers.scan.lines import PlacedLine
from extract.readers.scan.struck import DOUBT, Unstruck, without_struck
from extract.vision.struck import Strike, strikes
from forms.evidence import BBox
from tests.scans.glyphs import font as printed_font

DPI, EM_MM = 200, 4.2
MM = 25.4 / DPI
LEFT_MM, MIDDLE_MM = 20.0, 15.0
FINE = 4
"""Drawn so many times as large and made smaller, as a scanner's eye does."""
Pen = Callable[[ImageDraw.ImageDraw, float, float], None]
"""Draws from the left to the right end of the words, in millimetres."""


def stroke(*, rise: float = 0.0, low: float = 0.0, over: float = 1.0, wide: float = 0.5) -> Pen:
    def draw(paper: ImageDraw.ImageDraw, left: float, right: float) -> None:
        y = MIDDLE_MM + low
        _line(paper, [(left - over, y + rise / 2), (right + over, y - rise / 2)], wide)

    return draw


def wave(paper: ImageDraw.ImageDraw, left: float, right: float) -> None:
    xs = np.linspace(left - 0.8, right + 0.8, 200)
    _line(paper, [(x, MIDDLE_MM + 1.0 * np.sin(x * 1.5)) for x in xs], 0.5)


def twice(paper: ImageDraw.ImageDraw, left: float, right: float) -> None:
    stroke(low=-0.5, wide=0.35)(paper, left, right)
    stroke(low=0.5, wide=0.35)(paper, left, right)


def nothing(paper: ImageDraw.ImageDraw, left: float, right: float) -> None:
    """A line that nobody touched."""


def _line(paper: ImageDraw.ImageDraw, points: list[tuple[float, float]], wide: float) -> None:
    scale = FINE / MM
    paper.line([(x * scale, y * scale) for x, y in points], fill=30, width=round(wide * scale))


def drawn(text: str, pen: Pen, begin: int = 0, end: int | None = None) -> NDArray[np.uint8]:
    """A page of 120 × 30 mm with one printed line, its words from ``begin`` to ``end`` under the pen."""
    scale = FINE / MM
    image = Image.new("L", (round(120 * scale), round(30 * scale)), 245)
    paper = ImageDraw.Draw(image)
    font = printed_font("plain", round(EM_MM * scale))
    paper.text((LEFT_MM * scale, MIDDLE_MM * scale), text, fill=25, font=font, anchor="lm")
    places = [LEFT_MM + font.getlength(text[:n]) / scale for n in (begin, len(text) if end is None else end)]
    pen(paper, *places)
    return np.asarray(image.resize((image.width // FINE, image.height // FINE), Image.Resampling.BOX))


def placed(text: str) -> PlacedLine:
    """The line that was read there."""
    width = printed_font("plain", round(EM_MM * FINE / MM)).getlength(text) * MM / FINE
    half = 0.6 * EM_MM
    left, right = LEFT_MM / MM, (LEFT_MM + width) / MM
    top, bottom = (MIDDLE_MM - half) / MM, (MIDDLE_MM + half) / MM
    glyphs = tuple(Glyph(one, (n + 0.5) / len(text), 0.99) for n, one in enumerate(text))
    box = BBox(LEFT_MM, MIDDLE_MM - half, LEFT_MM + width, MIDDLE_MM + half)
    return PlacedLine(((left, top), (right, top), (right, bottom), (left, bottom)), ReadLine(glyphs), box, EM_MM)


def unstruck(page: NDArray[np.uint8], text: str, rules: tuple[Ruling, ...] = (), seal: BBox | None = None) -> Unstruck:
    return without_struck([placed(text)], page, rules, [seal] if seal else [], MM)


def found(text: str, pen: Pen) -> list[Strike]:
    page = drawn(text, pen)
    half = round(0.75 * EM_MM / MM)
    middle = round(MIDDLE_MM / MM)
    ink = np.where(page[middle - half : middle + half + 1] < 150, 255, 0).astype(np.uint8)
    return strikes(ink, EM_MM / MM, 1 / MM)


@pytest.mark.parametrize(
    "pen",
    [stroke(), stroke(rise=1.2), stroke(low=0.6), stroke(wide=0.25), twice],
    ids=["level", "slant", "low", "thin", "two"],
)
@pytest.mark.parametrize("text", ["田林海", "湖北省质量技术监督局"])
def test_a_stroke_through_characters_is_surely_one(text: str, pen: Pen) -> None:
    (one,) = found(text, pen)
    assert one.sure
    assert one.x0 * MM == pytest.approx(LEFT_MM - 1, abs=1.2)
    assert one.x1 * MM == pytest.approx(LEFT_MM + len(text) * EM_MM + 1, abs=1.2)


def test_a_wavy_stroke_is_found_but_not_beyond_doubt() -> None:
    assert [one.sure for one in found("湖北省质量技术", wave)] == [False]


@pytest.mark.parametrize(
    "text", ["二十一年", "十一一十二三", "田田田国国", "王玉工业一致", "2019——2021", "统一社会信用代码", "———"]
)
def test_print_and_dashes_are_no_strokes(text: str) -> None:
    assert found(text, nothing) == []


@pytest.mark.parametrize("low", [-2.6, 2.6])
def test_a_rule_above_or_below_the_characters_is_no_stroke_through_them(low: float) -> None:
    assert found("湖北省质量技术", stroke(low=low, over=4)) == []


def test_the_struck_words_are_left_out_named_and_what_stands_beside_is_in_doubt() -> None:
    text = "田林插田子涵"
    left = unstruck(drawn(text, stroke(over=0.3), 0, 3), text)
    assert [line.read.text for line in left.text] == ["田子涵"]
    assert max(glyph.score for glyph in left.text[0].read.glyphs) <= 0.5
    assert left.words == ["田林插"]
    assert left.places[0].x1 == pytest.approx(LEFT_MM + 3 * EM_MM, abs=1)


def test_a_line_all_struck_leaves_no_text_but_its_place() -> None:
    left = unstruck(drawn("李建国", stroke()), "李建国")
    assert (left.text, left.words, len(left.places)) == ([], ["李建国"], 1)


def test_what_is_left_of_a_line_takes_no_room_of_its_struck_words() -> None:
    text = "单位名称：宜昌市图书馆"
    (left,) = unstruck(drawn(text, stroke(), begin=5), text).text
    whole = placed(text)
    assert left.box.x0 == pytest.approx(whole.box.x0, abs=EM_MM / 4)
    assert left.box.x1 < whole.box.x0 + 5.5 * EM_MM


def test_words_under_a_wavy_stroke_stay_and_are_in_doubt() -> None:
    text = "湖北省质量技术"
    left = unstruck(drawn(text, wave), text)
    assert [line.read.text for line in left.text] == [text]
    assert max(glyph.score for glyph in left.text[0].read.glyphs) <= 0.5
    assert left.words == []


def test_a_line_that_nobody_touched_is_the_same_line() -> None:
    text = "负责人：李建国"
    line = placed(text)
    assert without_struck([line], drawn(text, nothing), (), [], MM) == Unstruck([line], [], [])


def test_a_ruling_of_the_table_through_a_line_strikes_nothing() -> None:
    rule = Ruling(True, MIDDLE_MM + 0.3, 10.0, 110.0)
    left = unstruck(drawn("李建国", stroke(over=8)), "李建国", (rule,))
    assert left.text[0].read.glyphs[0].score == 0.99


def test_a_rule_far_longer_than_its_words_takes_none_away() -> None:
    left = unstruck(drawn("李建国", stroke(over=7)), "李建国")
    assert [line.read.text for line in left.text] == ["李建国"]


@pytest.mark.parametrize("wider", [0.0, 0.2, 0.4, 0.6, 0.8])
def test_the_side_of_a_frame_that_begins_within_words_takes_none_away(wider: float) -> None:
    """However the end of the words, ``wider`` by a share of a pixel, falls on the pixels."""

    def side(paper: ImageDraw.ImageDraw, left: float, right: float) -> None:
        _line(paper, [(left, MIDDLE_MM), (right + 7, MIDDLE_MM)], 0.4)

    text = "湖北省质量技术监督局"
    line = placed(text)
    (left, top), (right, _), (_, bottom), _ = line.quad
    right += wider
    quad = ((left, top), (right, top), (right, bottom), (left, bottom))
    line = replace(line, quad=quad, box=BBox(line.box.x0, line.box.y0, right * MM, line.box.y1))
    kept = without_struck([line], drawn(text, side, 2), (), [], MM)
    assert [one.read.text for one in kept.text] == [text]
    assert kept.words == []


def doubted(page: NDArray[np.uint8], seal: BBox) -> bool:
    """Whether 李建国 under a seal is in doubt; the words stay in any case."""
    left = unstruck(page, "李建国", seal=seal)
    assert ([line.read.text for line in left.text], left.words) == (["李建国"], [])
    return left.text[0].read.score <= DOUBT


def test_words_struck_out_under_a_seal_stay_and_are_in_doubt() -> None:
    assert doubted(drawn("李建国", stroke()), BBox(10, 5, 50, 45))


def test_words_under_a_seal_that_nobody_struck_out_are_not_in_doubt() -> None:
    assert not doubted(drawn("李建国", nothing), BBox(10, 5, 50, 45))


@pytest.mark.parametrize("top", [MIDDLE_MM, MIDDLE_MM - 40], ids=["top", "foot"])
def test_the_ring_of_a_seal_that_runs_level_through_a_line_strikes_nothing(top: float) -> None:
    assert not doubted(drawn("李建国", stroke()), BBox(10, top, 50, top + 40))


def test_level_characters_are_never_taken_for_their_own_strokes() -> None:
    text = "第一二组"
    left = unstruck(drawn(text, stroke()), text)
    assert [line.read.text for line in left.text] == [text]
    assert left.text[0].read.weakest <= 0.5


def test_figures_are_struck_out_by_a_long_stroke_and_left_alone_by_a_short_one() -> None:
    long = unstruck(drawn("430021", stroke()), "430021")
    assert (long.text, long.words) == ([], ["430021"])
    text = "4401"
    short = unstruck(drawn(text, stroke(over=0.2), 0, 1), text)
    assert (short.words, short.text[0].read.weakest) == ([], 0.99)


def test_one_character_that_a_pen_wrote_is_not_struck_out_by_its_own_stroke() -> None:
    page = drawn("粉丽", stroke(over=0.3), 0, 1)
    line = placed("粉丽")
    penned = replace(line, read=ReadLine(tuple(replace(glyph, score=0.4) for glyph in line.read.glyphs)))
    left = without_struck([penned], page, (), [], MM)
    assert ([one.read.text for one in left.text], left.words) == (["粉丽"], [])
