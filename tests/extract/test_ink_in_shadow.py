"""A name in the shadow of a finger is found, and the shadow itself is no ink."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.extract.ink_pages import DPI, Sheet, block, name

MM = DPI / 25.4


def shaded(sheet: Sheet, left: float, right: float, depth: float) -> Sheet:
    """The sheet on a page of A4, a shadow from ``left`` to ``right`` coming from below, as soft as a telephone's light."""
    missing = (round(297 * MM) - sheet.pixels.shape[0], round(210 * MM) - sheet.pixels.shape[1])
    sheet.pixels = cv2.copyMakeBorder(sheet.pixels, 0, missing[0], 0, missing[1], cv2.BORDER_CONSTANT, value=(250,) * 3)
    shadow = np.zeros(sheet.pixels.shape[:2], np.float32)
    shadow[round(25 * MM) :, round(left * MM) : round(right * MM)] = depth
    soft = cv2.GaussianBlur(shadow, (0, 0), 2.3 * MM)
    sheet.pixels = (sheet.pixels * (1 - soft[:, :, None])).astype(np.uint8)
    return sheet


@pytest.mark.parametrize("depth", [0.25, 0.38, 0.5])
def test_a_name_half_in_the_shadow_of_a_finger_is_found(depth: float) -> None:
    sheet = block()
    box = sheet.ink(name(2), 62, 40)
    found = shaded(sheet, box.x0 - 18, box.x0 + 8, depth).found()
    assert [one.sure for one in found] == [True]
    assert found[0].box.overlap(box) > 0.8 * box.width * box.height


@pytest.mark.parametrize("depth", [0.25, 0.38, 0.5])
def test_the_shadow_of_a_finger_is_no_name(depth: float) -> None:
    assert shaded(block(), 55, 80, depth).found() == []
