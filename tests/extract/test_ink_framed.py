"""A name seal is no signature: where ink has a frame around it, a person looks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.extract.ink_pages import BLACK, block, name
from tests.scans.wear import PX

if TYPE_CHECKING:
    from tests.scans.wear import Mask

SIDE_MM = 17.0


def name_seal(turn: float, *, worn: float = 0.0) -> Mask:
    """A square frame with four characters, a little askew, of which a part of each side may be worn away."""
    import cv2
    import numpy as np

    from tests.scans.glyphs import line_of

    size = round(24 * PX)
    first, last = round(3.5 * PX), round((3.5 + SIDE_MM) * PX)
    mask = np.zeros((size, size), np.float32)
    cv2.rectangle(mask, (first, first), (last, last), 1.0, round(0.8 * PX))
    gone = round(worn * SIDE_MM * PX)
    mask[:, first + gone // 2 : first + 3 * gone // 2] = 0.0
    mask[first + gone // 2 : first + 3 * gone // 2, :] = 0.0
    for row, pair in enumerate(("之陈", "印丽")):
        drawn = line_of(pair, "plain", 6 * PX)
        top, left = first + round((1.8 + 7 * row) * PX), first + round(2.2 * PX)
        mask[top : top + drawn.shape[0], left : left + drawn.shape[1]] += drawn
    turned = cv2.getRotationMatrix2D((size / 2, size / 2), turn, 1.0)
    return np.clip(cv2.warpAffine(mask, turned, (size, size)), 0, 1)


@pytest.mark.parametrize("turn", [-6.0, 3.0, 9.0])
@pytest.mark.parametrize("worn", [0.0, 0.2])
def test_the_print_of_a_name_seal_is_no_sure_signature_without_colours(turn: float, worn: float) -> None:
    sheet = block()
    sheet.ink(name_seal(turn, worn=worn), 62, 34, BLACK)
    assert not any(one.sure for one in sheet.grey().found())


def test_a_name_seal_whose_frame_was_taken_for_rulings_is_no_sure_signature_without_colours() -> None:
    from extract.layout.tables import Ruling

    sheet = block()
    sheet.ink(name_seal(0.0), 62, 34, BLACK)
    x, y = 62 + 3.5, 34 - SIDE_MM / 2
    sheet.rulings += [Ruling(True, at, x, x + SIDE_MM) for at in (y, y + SIDE_MM)]
    sheet.rulings += [Ruling(False, at, y, y + SIDE_MM) for at in (x, x + SIDE_MM)]
    assert not any(one.sure for one in sheet.grey().found())


@pytest.mark.parametrize("turn", [0.0, 4.0])
def test_a_name_seal_that_lost_half_its_frame_and_bears_a_tick_is_no_sure_signature_without_colours(
    turn: float,
) -> None:
    import cv2

    stamp = name_seal(turn)
    half = stamp.shape[0] // 2
    stamp[:half, : round(7 * PX)] = stamp[: round(5 * PX), :] = 0.0
    tick = [(round(x * PX), round(y * PX)) for x, y in ((9, 9), (11, 12), (18, 2))]
    for start, end in pairwise(tick):
        cv2.line(stamp, start, end, 1.0, round(0.7 * PX))
    sheet = block()
    sheet.ink(stamp, 62, 34, BLACK)
    assert not any(one.sure for one in sheet.grey().found())


@pytest.mark.parametrize("seed", range(4))
def test_a_large_name_has_no_frame(seed: int) -> None:
    sheet = block()
    sheet.ink(name(seed, height=15), 62, 34, BLACK)
    assert any(one.sure for one in sheet.grey().found())


def test_a_name_seal_beside_a_name_leaves_nothing_open() -> None:
    sheet = block()
    sheet.ink(name_seal(5.0), 56, 30, BLACK)
    sheet.ink(name(2), 88, 30)
    assert [one.sure for one in sheet.grey().found()] == [True, True]


@pytest.mark.parametrize("turn", [0.0, 7.0])
@pytest.mark.parametrize(("strokes", "framed"), [((0.0, 1.0), True), ((0.15, 0.85), False)], ids=["frame", "name"])
def test_oblong_ink_has_a_frame_only_where_its_sides_are_drawn_nearly_whole(
    strokes: tuple[float, float], *, framed: bool, turn: float
) -> None:
    import cv2
    import numpy as np

    from extract.ink.framed import is_framed

    wide, high, edge = round(15 * PX), round(7.5 * PX), round(4 * PX)
    ink = np.zeros((high + 2 * edge, wide + 2 * edge), np.uint8)
    begin, end = (round(edge + share * wide) for share in strokes)
    ink[edge : edge + high, [edge, edge + wide - 1]] = 1
    for y in (edge, edge + high - 1):
        ink[y, begin:end] = 1
    drawn = np.asarray(cv2.dilate(ink, np.ones((3, 3), np.uint8)))
    turned = cv2.getRotationMatrix2D((drawn.shape[1] / 2, drawn.shape[0] / 2), turn, 1.0)
    assert is_framed(cv2.warpAffine(drawn, turned, drawn.shape[::-1]) > 0, PX) is framed
