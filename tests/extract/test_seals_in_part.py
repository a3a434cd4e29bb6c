"""A stamp set down askew leaves part of its ring: where about half of a seal is seen, none is denied."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.extract.sealed_sheet import UNIT, Sheet
from tests.scans.seals import SealLook, seal_mask

pytestmark = pytest.mark.needs("chinese-fonts")


def askew(missing: float, side: float) -> Any:
    """A seal that fades over its width towards ``side`` (radians): of so much of it nothing is left."""
    mask = seal_mask(SealLook(UNIT))
    height, width = mask.shape[:2]
    down, across = np.mgrid[:height, :width]
    away = ((across - width / 2) * np.cos(side) + (down - height / 2) * np.sin(side)) / width + 0.5
    return (mask * np.clip((1 - missing - away) / 0.2 + 0.5, 0, 1)).astype(mask.dtype)


@pytest.mark.parametrize("missing", [0.35, 0.45])
@pytest.mark.parametrize("side", [0.0, 1.2, 2.6, 4.0])
def test_a_seal_of_which_half_is_missing_is_for_a_person(missing: float, side: float) -> None:
    (one,) = Sheet().lay(askew(missing, side), 120, 200).seals()
    assert not one.sure
    assert abs(one.outline.x - 120) < 5
    assert abs(one.outline.y - 200) < 5


def test_a_circle_drawn_round_a_word_is_no_seal_in_part() -> None:
    assert [one for one in Sheet().disc(100, 100, 20, 0.6).seals() if one.red] == []


def test_red_words_and_lines_are_no_seal_in_part() -> None:
    sheet = Sheet().box(30, 60, 180, 61).box(30, 64, 180, 64.5)
    for x in range(40, 170, 16):
        sheet.box(x, 40, x + 11, 42).box(x + 4, 36, x + 6, 52).box(x, 48, x + 12, 50)
    assert sheet.seals() == []
