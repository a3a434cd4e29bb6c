"""Seals whose red is hardly more than the paper's: seen where the page's colours are clean enough to show them."""

from __future__ import annotations

import pytest

from extract.seals.find import WORK_DPI, unrung
from extract.seals.seal import Ellipse, Seal
from tests.extract.sealed_sheet import UNIT, Sheet
from tests.scans.seals import SealLook

pytestmark = pytest.mark.needs("chinese-fonts")
LOOK = SealLook(UNIT, diameter_mm=42)
PALE = (246, 234, 235)


def test_a_seal_paler_than_what_counts_as_red_is_found_on_a_clean_page() -> None:
    (seal,) = Sheet().box(20, 20, 40, 22).stamp(LOOK, 100, 100, PALE).seals()
    assert seal.sure
    assert (round(seal.outline.x), round(seal.outline.y)) == (100, 100)


def test_a_pale_seal_is_found_beside_a_strong_one_and_no_other() -> None:
    seals = Sheet().stamp(LOOK, 60, 60).stamp(LOOK, 140, 200, PALE).seals()
    assert [(round(seal.outline.x), seal.sure) for seal in seals] == [(60, True), (140, True)]


def test_pale_ink_of_another_shape_is_no_seal() -> None:
    sheet = Sheet().stamp(LOOK, 60, 60).box(100, 150, 150, 190, colour=PALE).disc(150, 240, 20, colour=PALE)
    assert len(sheet.seals()) == 1


@pytest.mark.parametrize(
    ("box", "left"),
    [((100, 100, 143, 143), 1), ((167, 100, 198, 143), 1), ((100, 100, 190, 143), 0), ((100, 100, 120, 143), 0)],
)
def test_red_as_large_as_a_seal_of_which_no_ring_is_told_leaves_its_place_open(
    box: tuple[int, int, int, int], left: int
) -> None:
    x0, y0, x1, y1 = (round(side * WORK_DPI / 25.4) for side in box)
    told = unrung([(x0, y0, x1, y1)], [])
    assert [one.sure for one in told] == [False] * left
    assert unrung([(x0, y0, x1, y1)], [Seal(Ellipse(120, 120, 20, 20), "round", 0.9), *told]) == []
