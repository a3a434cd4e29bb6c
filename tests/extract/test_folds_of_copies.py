"""The shadow in the fold of a bound copy is no desk round a sheet: a sheet ends at once, a shadow over a centimetre."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from extract.vision.sheet_corners import sheet_corners

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels

WIDTH, HEIGHT = 1240, 1754
PER_MM = 150 / 25.4


def copy(reach: float, depth: float, side: int) -> Pixels:
    """A page lying a little askew on its copy, a shadow along its left or upper side that reaches so many millimetres in."""
    away = np.arange(HEIGHT if side else WIDTH) / PER_MM
    shade = 1 - depth * np.exp(-away / reach)
    page = np.full((HEIGHT, WIDTH), 225.0) * (shade[:, None] if side else shade[None])
    turn = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), 1.4, 1)
    turned = cv2.warpAffine(page, turn, (WIDTH, HEIGHT), borderValue=(255.0,))
    return np.repeat(turned[:, :, None], 3, axis=2).astype(np.uint8)


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("depth", [0.4, 0.55, 0.7])
@pytest.mark.parametrize("reach", [6, 9, 14])
def test_a_shadow_in_the_fold_is_not_cut_away(reach: float, depth: float, side: int) -> None:
    assert sheet_corners(copy(reach, depth, side)) is None


@pytest.mark.parametrize("blur", [1, 9, 17])
def test_a_sheet_is_cut_out_though_the_camera_was_not_sharp(blur: int) -> None:
    desk = np.full((HEIGHT, WIDTH, 3), 90, np.uint8)
    corners = np.array([[130, 120], [1130, 150], [1110, 1640], [110, 1610]], np.int32)
    cv2.fillConvexPoly(desk, corners, (225, 225, 225))
    found = sheet_corners(np.asarray(cv2.GaussianBlur(desk, (blur, blur), 0), np.uint8))
    assert found is not None
    assert found == pytest.approx(corners.astype(np.float32), abs=12)
