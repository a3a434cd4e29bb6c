"""Rules that lean a little on a sheet drawn in askew are taken out of its ink like upright ones."""

from __future__ import annotations

import pytest

from extract.ink.layer import ink_layer
from extract.layout.tables import Ruling
from forms.evidence import BBox
from tests.extract.ink_pages import DPI, Sheet


def leaning(by: float) -> Sheet:
    """A sheet without rules but for a drawn line of 60 mm around x = 60 that leans by so much of its length."""
    import cv2

    sheet, k = Sheet(()), DPI / 25.4
    top, foot = ((round((60 + by * y) * k), round((45 + y) * k)) for y in (-30, 30))
    cv2.line(sheet.pixels, top, foot, (30, 30, 30), 2)
    return sheet


def left(sheet: Sheet, *rulings: Ruling) -> float:
    """The share of the line's height along which ink is left."""
    layer = ink_layer(sheet.page(), rulings)
    return float(layer.dark[layer.window(BBox(50, 16, 70, 74))].any(axis=1).mean())


@pytest.mark.parametrize("lean", [-0.035, -0.03, 0.02, 0.028])
def test_an_upright_rule_that_leans_leaves_no_ink(lean: float) -> None:
    assert left(leaning(lean), Ruling(False, 60, 15, 75)) < 0.1


def test_a_long_stroke_that_leans_stays_where_no_rule_stands() -> None:
    assert left(leaning(0.03), Ruling(False, 90, 15, 75)) > 0.9


def test_a_stroke_that_leans_more_than_any_sheet_stays_beside_a_rule() -> None:
    assert left(leaning(0.09), Ruling(False, 60, 15, 75)) > 0.7
