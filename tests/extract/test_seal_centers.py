"""The line in the middle of a seal, found by where its name's own characters stand."""

from __future__ import annotations

import pytest

from extract.ocr.rapid import engine
from extract.seals.inks import inks_of
from extract.seals.look import Words, _middles, words_of
from extract.seals.rim import Rim
from extract.seals.strip import Arc
from extract.seals.whose import judged
from extract.seals.written import written_arc
from tests.extract.sealed_sheet import DPI, UNIT, Sheet
from tests.scans.seals import SealLook

X, Y = 100.0, 150.0
OTHER = SealLook("湖北省质量技术监督局", diameter_mm=42)


def read(sheet: Sheet) -> Words:
    """The words of the seal that stands nearest to the middle of the sheet."""
    page = sheet.page()
    seal = min(sheet.seals(), key=lambda one: abs(one.outline.x - X) + abs(one.outline.y - Y))
    return words_of(page.pixels, seal.outline.scaled(1 / page.mm_per_pixel), engine())


def seal(centre: str = "", tilt: float = 0.0) -> SealLook:
    return SealLook(UNIT, centre, tilt=tilt)


# -- where the name stands -------------------------------------------------------


def rim(text: str, *places: float, score: float = 0.99) -> Rim:
    return Rim(text, tuple(score for _ in text), (), places)


def test_the_name_stands_from_half_a_character_before_its_first_to_half_a_one_behind_its_last() -> None:
    arc = written_arc(rim("宜昌市西陵区", 0.1, 0.2, 0.3, 0.4, 0.5, 0.6), Arc(100, 300))
    assert arc is not None
    assert (arc.start, arc.sweep) == (pytest.approx(115), pytest.approx(180))


def test_digits_and_characters_far_from_the_name_are_none_of_it() -> None:
    read_with_code = rim("宜昌市西陵90", 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
    with_scrap = rim("宜昌市西陵人", 0.1, 0.2, 0.3, 0.4, 0.5, 0.9)
    for one in (read_with_code, with_scrap):
        arc = written_arc(one, Arc(0, 300))
        assert arc is not None
        assert arc.sweep == pytest.approx(150)


def test_one_character_unread_within_a_name_does_not_part_it() -> None:
    arc = written_arc(rim("宜昌市陵区", 0.1, 0.2, 0.3, 0.5, 0.6), Arc(0, 300))
    assert arc is not None
    assert arc.sweep == pytest.approx(180)


def test_too_few_sure_characters_tell_nothing_of_where_a_name_stands() -> None:
    assert written_arc(rim("宜昌市", 0.1, 0.2, 0.3), Arc(0, 300)) is None
    assert written_arc(rim("宜昌市西陵区", 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, score=0.4), Arc(0, 300)) is None
    assert written_arc(rim("", score=0.0), Arc(0, 300)) is None


# -- the line --------------------------------------------------------------------

chinese = pytest.mark.needs("chinese-fonts")


@chinese
@pytest.mark.parametrize("tilt", [0.0, 20.0])
def test_a_line_is_read_where_another_seal_fills_the_gap_of_the_rim(tilt: float) -> None:
    sheet = Sheet().stamp(seal("业务专用章", tilt), X, Y).stamp(OTHER, X + 23, Y + 30)
    verdict = judged(read(sheet), [UNIT], [])
    assert (verdict.matches, verdict.center) == (False, "业务专用章")


@chinese
def test_a_pen_stroke_in_the_place_of_the_line_is_none() -> None:
    sheet = Sheet().stamp(seal(), X, Y).box(X - 11, Y + 6, X - 8, Y + 14)
    verdict = judged(read(sheet), [UNIT], [])
    assert (verdict.matches, verdict.center) == (True, None)


@chinese
def test_ink_all_across_the_place_of_the_line_leaves_the_seal_open() -> None:
    sheet = Sheet().stamp(seal(), X, Y).box(X - 11, Y + 8, X + 11, Y + 12)
    assert judged(read(sheet), [UNIT], []).matches is None


@chinese
def test_the_ring_of_another_seal_in_the_place_of_the_line_is_none() -> None:
    sheet = Sheet().stamp(seal(), X, Y).stamp(OTHER, X - 2, Y + 33)
    page = sheet.page()
    own, other = (one.outline.scaled(1 / page.mm_per_pixel) for one in sheet.seals())
    verdict = judged(words_of(page.pixels, own, engine(), over=[other]), [UNIT], [])
    assert (verdict.matches, verdict.center) == (True, None)
    assert judged(words_of(page.pixels, own, engine()), [UNIT], []).matches is None


@chinese
def test_a_line_is_read_below_the_star_where_other_ink_shifts_the_name() -> None:
    words = Sheet().stamp(seal("业务专用章"), X, Y)
    at = words.seals()[0].outline.scaled(DPI / 25.4)
    ink = inks_of(words.page().pixels).strong
    shifted = Arc(30.0, 200.0)
    assert [round(arc.middle) for arc in _middles(ink, at, shifted)] == [130, pytest.approx(270, abs=2)]
