"""Ink in a block of a grey copy that nothing explains: a pale or broken seal may be among it, and none is denied."""

from __future__ import annotations

import pytest

from extract.readers.scan.marks import marks_of_page
from extract.seals.leftover import unexplained
from forms.evidence import BBox
from tests.extract.ink_pages import BLACK, Sheet, block, name
from tests.scans.seals import SealLook, seal_mask

pytestmark = pytest.mark.needs("chinese-fonts")
PALE = (205, 205, 205)


def broken(sheet: Sheet, x: float, y: float) -> Sheet:
    """A pale seal of which pieces alone are left, with its middle there."""
    mask = seal_mask(SealLook("荆州市图书馆", diameter_mm=40, height_mm=40)).copy()
    for row in range(0, mask.shape[0], 60):
        mask[row : row + 26] = 0
    sheet.ink(mask, x - 22, y, PALE)
    return sheet


def possible(sheet: Sheet) -> int:
    """How many places of the sheet's grey copy are left open for a seal."""
    found = marks_of_page(sheet.grey().page(), sheet.rulings, sheet.lines)
    return sum(one.seal is not None and one.seal.certainty < 0.7 for one in found)


def test_a_pale_seal_of_which_pieces_are_left_is_left_open() -> None:
    assert possible(broken(block(), 80, 38)) == 1


def test_a_signed_block_without_other_ink_is_without_a_seal() -> None:
    sheet = block()
    sheet.ink(name(4, height=9), 64, 40, BLACK)
    assert possible(sheet) == 0


def test_ink_where_nobody_asks_for_a_seal_is_no_blocks() -> None:
    assert possible(broken(Sheet(), 60, 38)) == 0


def test_ink_that_is_known_is_explained_and_the_rest_is_told_once_with_its_place() -> None:
    sheet = broken(block(), 80, 38)
    page, known = sheet.grey().page(), [line.box for line in sheet.lines]
    (place,) = unexplained(page, sheet.rulings, known)
    assert BBox(56, 14, 104, 62).holds(*place.centre)
    assert unexplained(page, sheet.rulings, [*known, place]) == []


def test_what_is_left_of_a_worn_rule_is_no_ring() -> None:
    sheet, per_mm = Sheet(), 200 / 25.4
    for top in range(14, 56, 3):
        sheet.pixels[round(top * per_mm) : round((top + 2.2) * per_mm), round(70 * per_mm) : round(71.4 * per_mm)] = 0
    assert unexplained(sheet.grey().page(), sheet.rulings, [], 4.0) == []
    assert len(unexplained(broken(sheet, 60, 38).grey().page(), sheet.rulings, [], 4.0)) == 1


@pytest.mark.parametrize("drop", [0, 0.4, 1.2])
def test_a_rule_that_is_not_level_is_no_ring_and_a_seal_beside_it_is_open_still(drop: float) -> None:
    import cv2

    sheet, ends = block(), [(round(x * 200 / 25.4), round(y * 200 / 25.4)) for x, y in ((12, 25), (108, 25 + drop))]
    for lower in (0, 4, 8):
        down = round(lower * 200 / 25.4)
        cv2.line(sheet.pixels, (ends[0][0], ends[0][1] + down), (ends[1][0], ends[1][1] + down), BLACK, 4)
    assert possible(sheet) == 0
    assert possible(broken(sheet, 80, 38)) == 1
