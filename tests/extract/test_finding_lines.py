"""Where lines of text stand: the parts of a page that are looked at, and the map of a model made rectangles."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from extract.ocr.engine import Glyph, Quad, ReadLine
from extract.ocr.finding import find_lines, lines_of_map
from extract.readers.scan.turns import upright
from extract.vision.condensed import LONGEST_SIDE, condensed, finding_scale, lies, writing
from extract.vision.rasters import Raster
from extract.vision.straight import straightened

PER_MM = 150 / 25.4
PAGE_MM = (210, 297)


def sheet(*writing: tuple[float, float, float, float]) -> NDArray[np.uint8]:
    """A white A4 page at 150 dpi with rows of characters, as writing looks from afar, in boxes of millimetres."""
    grey = np.full((round(PAGE_MM[1] * PER_MM), round(PAGE_MM[0] * PER_MM)), 250, np.uint8)
    for x0, y0, x1, y1 in writing:
        for x in np.arange(x0, x1, 5.0):
            grey[round(y0 * PER_MM) : round(y1 * PER_MM), round(x * PER_MM) : round((x + 4.0) * PER_MM)] = 20
    return grey


class Boxes:
    """An engine that finds dark bars and reads nothing; it keeps the pictures that it was shown."""

    def __init__(self) -> None:
        self.seen: list[NDArray[np.uint8]] = []

    def find(self, pixels: NDArray[np.uint8]) -> list[Quad]:
        import cv2

        self.seen.append(pixels)
        dark = cv2.morphologyEx((pixels[:, :, 0] < 128).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
        _, _, boxes, _ = cv2.connectedComponentsWithStats(np.asarray(dark, dtype=np.uint8))
        return [self._quad(*(int(v) for v in box[:4])) for box in boxes[1:]]

    def _quad(self, x: int, y: int, width: int, height: int) -> Quad:
        return (x, y), (x + width, y), (x + width, y + height), (x, y + height)

    def read(self, pixels: NDArray[np.uint8], quads: object) -> list[ReadLine]:
        return [ReadLine() for _ in quads]  # type: ignore[attr-defined]


# -- the parts of a page ---------------------------------------------------------------------------------------------


def test_margins_and_empty_bands_are_left_out_and_found_places_lead_back_to_the_page() -> None:
    lines = [(40, 50, 89, 54), (120, 52, 149, 56), (60, 240, 99, 244)]
    short = condensed(sheet(*lines), PER_MM)
    assert short is not None
    assert len(short.bands) == 2
    assert short.pixels.size < 0.1 * sheet().size
    places = [short.on_page(quad) for quad in Boxes().find(np.repeat(short.pixels[:, :, None], 3, axis=2))]
    found = sorted(places, key=lambda quad: quad[0][1])
    for (top_left, _, low_right, _), box in zip(found, lines, strict=True):
        assert [v / PER_MM for v in (*top_left, *low_right)] == pytest.approx(box, abs=0.8)


def test_a_table_around_an_empty_cell_does_not_keep_it() -> None:
    grey = sheet((40, 32, 90, 36), (40, 212, 90, 216))
    for x in (30, 180):
        grey[round(20 * PER_MM) : round(220 * PER_MM), round(x * PER_MM) : round(x * PER_MM) + 2] = 20
    for y in (20, 120, 220):
        grey[round(y * PER_MM) : round(y * PER_MM) + 2, round(30 * PER_MM) : round(180 * PER_MM)] = 20
    short = condensed(grey, PER_MM)
    assert short is not None
    assert [tuple(round(v / PER_MM) for v in band) for band in short.bands] == [(29, 39), (209, 219)]


def test_a_full_stop_alone_is_kept_and_a_speck_is_not() -> None:
    stop, speck = sheet(), sheet()
    stop[600:606, 600:606] = 20
    speck[600:601, 600:601] = 20
    assert condensed(stop, PER_MM) is not None
    assert condensed(speck, PER_MM) is None


def test_a_blank_page_is_not_looked_at() -> None:
    engine = Boxes()
    page = straightened(Raster(1, np.repeat(sheet()[:, :, None], 3, axis=2), 150.0))
    assert upright(page, engine).quads == []
    assert engine.seen == []


@pytest.mark.parametrize(
    ("size", "scale"), [((2339, 1654), LONGEST_SIDE / 2339), ((1754, 1240), 1.0), ((368, 400), 2.0)]
)
def test_a_page_is_looked_at_as_large_as_it_is_or_2000_pixels_long_and_a_tiny_one_larger(
    size: tuple[int, int], scale: float
) -> None:
    assert finding_scale(*size) == pytest.approx(scale)


def test_a_page_that_lies_on_its_side_is_looked_at_once() -> None:
    lines = [(40, y, 149, y + 4) for y in range(40, 200, 9)]
    grey = sheet(*lines)
    engine = Boxes()
    lying = np.ascontiguousarray(np.rot90(grey))
    assert not lies(writing(grey, PER_MM))
    assert lies(writing(lying, PER_MM))
    found = upright(straightened(Raster(1, np.repeat(lying[:, :, None], 3, axis=2), 150.0)), engine)
    assert len(engine.seen) == 1
    assert found.page.pixels.shape[:2] == grey.shape
    assert len(found.quads) == len(lines)


class Scripted(Boxes):
    """An engine that reads each line, the longest first, with given scores: as it lies, and upside down."""

    def __init__(self, *scores: tuple[float, float]) -> None:
        super().__init__()
        self.scores = list(scores)
        self.asked = 0

    def read(self, pixels: NDArray[np.uint8], quads: object) -> list[ReadLine]:
        forth, back = self.scores[self.asked]
        self.asked += 1
        return [ReadLine((Glyph("字", 0.5, score),)) for score in (forth, back)]


@pytest.mark.parametrize(
    ("scores", "asked", "turned"),
    [
        ([(1.0, 0.6), (1.0, 0.7)], 2, False),
        ([(0.4, 1.0), (0.6, 1.0)], 2, True),
        ([(1.0, 0.0), (1.0, 0.0)], 2, False),
        ([(0.0, 0.6), (0.1, 0.7), (1.0, 0.3), (1.0, 0.1), (1.0, 0.0)], 5, False),
        ([(0.97, 0.92), (0.71, 1.0), (0.9, 0.8), (0.9, 0.9), (0.9, 0.9)], 5, True),
    ],
    ids=["clear", "clear upside down", "never by one line", "two that read badly decide nothing", "never clear"],
)
def test_no_more_lines_are_read_both_ways_up_than_it_takes(
    scores: list[tuple[float, float]], asked: int, turned: bool
) -> None:
    engine = Scripted(*scores)
    grey = sheet(*((40, y, 149, y + 4) for y in range(40, 200, 9)))
    grey[:20, :20] = 0
    found = upright(straightened(Raster(1, np.repeat(grey[:, :, None], 3, axis=2), 150.0)), engine)
    assert engine.asked == asked
    assert bool(found.page.pixels[-5, -5, 0] < 100) is turned


# -- the map of the model --------------------------------------------------------------------------------------------


def test_the_core_of_a_line_is_let_out_by_its_area_over_its_girth() -> None:
    chances = np.zeros((100, 300))
    chances[40:50, 50:250] = 0.9
    ((top_left, top_right, low_right, low_left),) = lines_of_map(chances)
    out = 1.6 * 200 * 10 / 420
    assert top_left == pytest.approx((50 - out, 40 - out), abs=1.0)
    assert low_right == pytest.approx((250 + out, 50 + out), abs=1.0)
    assert (top_right[0], low_left[1]) == pytest.approx((low_right[0], low_right[1]), abs=0.01)


def test_pale_and_tiny_blobs_are_no_lines() -> None:
    chances = np.zeros((100, 300))
    chances[10:20, 50:250] = 0.4
    chances[60:61, 50:52] = 0.9
    assert lines_of_map(chances) == []


def test_a_tilted_line_keeps_its_corners_in_order() -> None:
    chances = np.zeros((200, 300))
    for x in range(40, 260):
        chances[90 - x // 20 : 102 - x // 20, x] = 0.9
    ((top_left, top_right, low_right, low_left),) = lines_of_map(chances)
    assert top_left[0] < top_right[0]
    assert low_left[0] < low_right[0]
    assert top_right[1] < top_left[1] < low_left[1]


class Whole:
    """A model that says that all it is shown is text."""

    def get_inputs(self) -> list[object]:
        return [type("Input", (), {"name": "x"})]

    def run(self, _: None, given: dict[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        (shown,) = given.values()
        assert shown.shape[2] % 32 == shown.shape[3] % 32 == 0
        return [np.ones((1, 1, *shown.shape[2:]), np.float32)]


def test_what_is_found_never_lies_beyond_the_picture() -> None:
    ((a, _, c, _),) = find_lines(Whole(), np.full((45, 3000, 3), 255, np.uint8))
    assert (a, c) == ((0.0, 0.0), (2999.0, 44.0))
