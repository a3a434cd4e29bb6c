"""Seals of which a copy in black and white keeps dots: found by their circle, or left open, and never denied."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from extract.readers.scan.marks import marks_of_page
from extract.seals.dots import Dots
from extract.seals.seal import Ellipse
from extract.vision.straight import UprightPage
from tests.extract.ink_pages import BLACK, RED, Sheet, block, name, stray
from tests.scans.hands import Hand, written_mask
from tests.scans.seals import SealLook, seal_mask
from tests.scans.wear import PX, Wear

if TYPE_CHECKING:
    from tests.scans.wear import Mask

pytestmark = pytest.mark.needs("chinese-fonts")
LIMIT = 175
AT = Ellipse(100, 100, 47, 47)


def worn(strength: float, seed: int = 1) -> Mask:
    """A seal of 40 mm that was stamped with so much ink, unevenly."""
    wear = Wear(strength, 0.35, 0.35, 0.3)
    return seal_mask(SealLook("荆州市图书馆", diameter_mm=40, height_mm=40, wear=wear, seed=seed))


def copied(sheet: Sheet) -> UprightPage:
    """The sheet in black and white: ink that is pale is lost."""
    import numpy as np

    grey = sheet.grey().pixels
    return replace(sheet.page(), pixels=np.where(grey < LIMIT, 0, 255).astype(np.uint8), bilevel=True)


def stamped(strength: float, seed: int = 1, x: float = 80, y: float = 36) -> Sheet:
    sheet, mask = block(), worn(strength, seed)
    sheet.ink(mask, x - mask.shape[1] / PX / 2, y, RED)
    return sheet


def told(sheet: Sheet) -> list[bool]:
    """For each seal that is, or may be, on the copy whether it surely is."""
    found = marks_of_page(copied(sheet), sheet.rulings, sheet.lines)
    return [one.seal.certainty >= 0.7 for one in found if one.seal is not None]


@pytest.mark.parametrize(("strength", "seed"), [(0.7, 3), (0.75, 3), (0.8, 1), (0.8, 2)])
def test_a_seal_of_which_dots_are_left_all_round_is_found(strength: float, seed: int) -> None:
    assert True in told(stamped(strength, seed))


@pytest.mark.parametrize(
    ("dots", "sure"),
    [
        (Dots(AT, seen=0.92, dotted=0.45, parts=0.71, beyond=0.0, written=0.25), True),
        (Dots(AT, seen=0.79, dotted=0.53, parts=0.86, beyond=0.01, written=0.09), True),
        (Dots(AT, seen=0.50, dotted=0.78, parts=1.0, beyond=0.0, written=1.0), True),
        (Dots(AT, seen=0.50, dotted=0.31, parts=1.0, beyond=0.0, written=0.3), False),
        (Dots(AT, seen=0.97, dotted=0.50, parts=0.62, beyond=0.33, written=0.62), False),
        (Dots(AT, seen=0.90, dotted=0.90, parts=1.0, beyond=0.0, written=0.0), False),
    ],
    ids=["half a ring", "an empty one", "under print", "an arc", "other ink", "a pen's circle"],
)
def test_half_a_ring_is_sure_where_paper_is_clear_outside(dots: Dots, sure: bool) -> None:
    assert dots.sure is sure


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("strength", [0.55, 0.6, 0.65])
def test_a_seal_of_which_traces_are_left_is_never_denied(strength: float, seed: int) -> None:
    assert told(stamped(strength, seed))


def test_a_pale_seal_over_the_words_of_a_block_is_never_denied() -> None:
    assert told(stamped(0.6, x=60, y=26))


@pytest.mark.parametrize("what", ["tick", "line", "ring"])
def test_what_a_hand_leaves_is_surely_no_seal(what: str) -> None:
    sheet = block()
    sheet.ink(stray(what), 64, 30, BLACK)
    assert True not in told(sheet)


def test_a_signed_block_with_specks_of_dirt_is_without_a_seal() -> None:
    sheet = block()
    sheet.ink(name(4, height=9), 64, 40, BLACK)
    for x, y in ((35, 25), (90, 28)):
        sheet.ink(stray("dot"), x, y, BLACK)
    assert told(sheet) == []


def test_a_year_that_was_not_read_is_surely_no_seal() -> None:
    sheet = Sheet()
    prompt = sheet.words("负责人（签字）：", 30, 36)
    sheet.ink(name(4, height=9), prompt.x1 + 3, 36, BLACK)
    sheet.ink(written_mask("2019", Hand(5, "neat", 5.0)), 62, 52, BLACK)
    assert True not in told(sheet)


def test_circles_drawn_by_a_pen_with_nothing_in_them_are_surely_no_seals() -> None:
    import cv2

    sheet = block()
    cv2.circle(sheet.pixels, (round(80 * 200 / 25.4), round(36 * 200 / 25.4)), round(19 * 200 / 25.4), BLACK, 4)
    sheet.pixels[:, ::3] = 250
    assert True not in told(sheet)
