"""Image files as pixels, pages straightened, rulings and ink: each shown on the smallest picture that has it."""

from __future__ import annotations

import io
import struct
import zlib

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from extract.errors import DocumentError
from extract.layout.tables import Ruling, grids
from extract.limits import Limits
from extract.page_problem import PageProblem
from extract.vision.ink import ink_mask, red_free, red_mask
from extract.vision.leftovers import leftovers
from extract.vision.quality import defects
from extract.vision.rasters import Raster, believable, raster_at, rasters
from extract.vision.rulings import rulings
from extract.vision.sheet_corners import sheet_corners
from extract.vision.straight import skews, straightened, turned
from forms.evidence import BBox

A4 = (1240, 1754)
"""A4 at 150 dpi."""


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def one(data: bytes) -> Raster:
    (found,) = rasters(data)
    assert isinstance(found, Raster)
    return found


def page(size: tuple[int, int] = A4, grey: int = 250) -> NDArray[np.uint8]:
    return np.full((size[1], size[0], 3), grey, dtype=np.uint8)


def with_table(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Four rows of two cells, 150 × 80 mm at 150 dpi, the third row one cell."""
    for y in range(300, 780, 118):
        cv2.line(pixels, (180, y), (1060, y), (40, 40, 40), 3)
    for x in (180, 1060):
        cv2.line(pixels, (x, 300), (x, 772), (40, 40, 40), 3)
    for y in (300, 418, 654):
        cv2.line(pixels, (500, y), (500, y + 118), (40, 40, 40), 3)
    return pixels


def straight(pixels: NDArray[np.uint8], dpi: float | None = 150.0) -> Raster:
    return Raster(1, pixels, dpi)


def cells(pixels: NDArray[np.uint8], dpi: float = 150.0) -> list[int]:
    return [len(grid.cells) for grid in grids(rulings(red_free(pixels), dpi))]


# -- image files ---------------------------------------------------------------------------------------------------


def test_a_huge_picture_is_refused_by_the_size_it_declares() -> None:
    header = b"IHDR" + struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    with pytest.raises(DocumentError) as caught:
        list(rasters(data))
    assert caught.value.code == "picture-too-large"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "TIFF", "WEBP", "GIF"])
def test_every_kind_of_picture_is_opened_in_its_own_colours(kind: str) -> None:
    pixels = one(encoded(Image.new("RGB", (60, 40), (200, 30, 20)), kind)).pixels
    assert pixels.shape == (40, 60, 3)
    assert np.abs(pixels[20, 30].astype(int) - (20, 30, 200)).max() < 12


def test_a_picture_for_printing_is_shown_as_on_a_screen() -> None:
    pixels = one(encoded(Image.new("CMYK", (20, 20), (0, 0, 0, 255)), "JPEG")).pixels
    assert pixels.max() < 30


def test_sixteen_bits_a_pixel_are_made_eight() -> None:
    deep = Image.fromarray(np.full((20, 20), 0x8080, dtype=np.uint16))
    assert np.unique(one(encoded(deep, "TIFF")).pixels).tolist() == [128]


def test_what_is_transparent_is_white() -> None:
    clear = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    assert one(encoded(clear, "PNG")).pixels.min() == 255


def test_a_camera_that_was_held_sideways_is_made_good() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert one(encoded(Image.new("RGB", (60, 40)), "JPEG", exif=exif)).pixels.shape == (60, 40, 3)


def test_of_a_moving_picture_the_first_frame_is_read_and_that_is_said() -> None:
    frames = [Image.new("L", (20, 20), grey) for grey in (0, 255)]
    found = one(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert found.pixels.max() == 0
    assert [problem.code for problem in found.problems] == ["picture-animated"]


def test_a_picture_that_breaks_off_is_read_as_far_as_it_goes_and_that_is_said() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (400, 400, 3), dtype=np.uint8)
    data = encoded(Image.fromarray(noise), "JPEG")
    found = one(data[: len(data) // 2])
    assert [problem.code for problem in found.problems] == ["picture-incomplete"]
    assert found.pixels[:100].std() > 20
    assert found.pixels[-40:].min() == 255


def test_a_picture_of_which_nothing_can_be_decoded_is_damaged() -> None:
    data = encoded(Image.new("RGB", (60, 40)), "PNG")
    with pytest.raises(DocumentError) as caught:
        list(rasters(data[:50]))
    assert caught.value.code == "damaged-document"


def test_every_page_of_a_tiff_is_a_page_and_too_many_are_refused() -> None:
    frames = [Image.new("L", (20 + n, 20), 255) for n in range(3)]
    data = encoded(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    found = [r for r in rasters(data) if isinstance(r, Raster)]
    assert [(r.number, r.pixels.shape[1]) for r in found] == [(1, 20), (2, 21), (3, 22)]
    with pytest.raises(DocumentError) as caught:
        list(rasters(data, Limits(pages=2)))
    assert caught.value.code == "too-many-pages"


def test_a_page_of_a_long_tiff_is_shown_without_decoding_those_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = [Image.new("L", (20 + n, 20), 255) for n in range(9)]
    data = encoded(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    decoded: list[int] = []
    real = Image.Image.load

    def noted(image: Image.Image) -> object:
        decoded.append(image.size[0])
        return real(image)

    monkeypatch.setattr(Image.Image, "load", noted)
    found = raster_at(data, 8)
    assert isinstance(found, Raster)
    assert (found.number, found.pixels.shape[1]) == (8, 27)
    assert set(decoded) <= {27}
    with pytest.raises(IndexError, match="共 9 页"):
        raster_at(data, 10)


def test_of_a_moving_picture_there_is_but_the_first_page() -> None:
    frames = [Image.new("L", (20, 20), grey) for grey in (0, 255)]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert isinstance(raster_at(data, 1), Raster)
    with pytest.raises(IndexError):
        raster_at(data, 2)


def test_a_page_of_a_tiff_that_is_damaged_is_a_problem_of_that_page() -> None:
    noise = np.random.default_rng(2).integers(0, 255, (64, 64), dtype=np.uint8)
    frames = [Image.fromarray(noise), Image.new("L", (20, 20), 255)]
    data = bytearray(encoded(frames[0], "TIFF", save_all=True, append_images=frames[1:], compression="tiff_lzw"))
    data[200:3000] = bytes(2800)
    found = list(rasters(bytes(data)))
    assert any(isinstance(r, PageProblem) and r.code == "page-unreadable" for r in found) or len(found) == 2


@pytest.mark.parametrize(
    ("size", "dpi", "expected"), [(A4, 150, True), (A4, 72, False), ((2480, 3508), 300, True), (A4, 0, False)]
)
def test_a_resolution_is_believed_where_the_sheet_would_be_paper(
    size: tuple[int, int], dpi: float, expected: bool
) -> None:
    assert believable(size, dpi) is expected


# -- straightening -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("degrees", [-4.0, -0.6, 1.8])
def test_the_skew_of_a_table_is_measured_to_a_tenth_of_a_degree(degrees: float) -> None:
    matrix = cv2.getRotationMatrix2D((620, 877), degrees, 1.0)
    askew = cv2.warpAffine(with_table(page()), matrix, A4, borderValue=(250, 250, 250))
    assert skews(np.asarray(askew, dtype=np.uint8)) == pytest.approx((-degrees, -degrees), abs=0.1)


def test_the_lying_rulings_are_levelled_where_standing_ones_lean_otherwise() -> None:
    matrix = np.array([[1.0, 0.0, 0.0], [-0.0135, 1.0, 8.0]])  # lines rise by 0.77 degrees, sides stay upright
    drawn = cv2.warpAffine(with_table(page()), matrix, A4, borderValue=(250, 250, 250))
    lying, _ = skews(np.asarray(drawn, dtype=np.uint8))
    assert lying == pytest.approx(-0.77, abs=0.1)


def test_worn_rulings_without_a_long_piece_tell_the_skew() -> None:
    pixels = page()
    for y in range(300, 1300, 100):
        for x in range(100, 1140, 28):
            at = y + round((x - 100) * 0.01)
            cv2.line(pixels, (x, at), (x + 20, at), (40, 40, 40), 2)
    lying, standing = skews(pixels)
    assert lying == pytest.approx(0.57, abs=0.15)
    assert standing == lying


def test_a_page_askew_is_levelled_and_each_place_known_in_the_picture_that_came_in() -> None:
    pixels = with_table(page())
    matrix = cv2.getRotationMatrix2D((620, 877), 2.0, 1.0)
    askew = np.asarray(cv2.warpAffine(pixels, matrix, A4, borderValue=(250, 250, 250)), dtype=np.uint8)
    level = straightened(straight(askew))
    assert cells(level.pixels) == [7]
    corner = level.to_source @ (180, 300, 1)
    assert corner[:2] == pytest.approx(matrix @ (180, 300, 1), abs=2.5)


def test_a_sheet_on_a_dark_desk_is_cut_out_and_a_page_that_fills_the_picture_is_not() -> None:
    desk = np.full((2000, 1600, 3), 60, dtype=np.uint8)
    corners = np.array([[200, 150], [1420, 210], [1380, 1880], [160, 1830]], dtype=np.float32)
    flat = np.array([[0, 0], [1240, 0], [1240, 1754], [0, 1754]], dtype=np.float32)
    cv2.warpPerspective(
        with_table(page()), cv2.getPerspectiveTransform(flat, corners), (1600, 2000), desk, cv2.INTER_LINEAR,
        cv2.BORDER_TRANSPARENT,
    )  # fmt: skip
    sheet = straightened(straight(desk, None))
    assert sheet.cut_out
    assert sheet.width_mm / sheet.height_mm == pytest.approx(210 / 297, abs=0.01)
    assert cells(sheet.pixels, sheet.dpi) == [7]
    assert not straightened(straight(with_table(page()))).cut_out


@pytest.mark.parametrize(
    "shade",
    [
        ((1420, 210), (1000, 190), (1411, 700)),
        ((200, 150), (640, 171), (176, 1190)),
        ((200, 150), (460, 163), (191, 500)),
    ],
)
def test_a_sheet_with_a_shadow_over_a_corner_is_cut_out_whole(shade: tuple[tuple[int, int], ...]) -> None:
    desk = np.full((2000, 1600, 3), 60, dtype=np.uint8)
    corners = np.array([[200, 150], [1420, 210], [1380, 1880], [160, 1830]], dtype=np.int32)
    cv2.fillConvexPoly(desk, corners, (240, 240, 240))
    cv2.fillConvexPoly(desk, np.array(shade, dtype=np.int32), (110, 110, 110))
    found = sheet_corners(desk)
    assert found is not None
    assert found == pytest.approx(corners.astype(np.float32), abs=25)


@pytest.mark.parametrize("ways", [(1, 1), (1, -1), (-1, 0), (0, 1)])
def test_a_page_on_which_the_light_falls_off_is_not_cut_out(ways: tuple[int, int]) -> None:
    drawn = with_table(page())
    height, width = drawn.shape[:2]
    across, down = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    far = (ways[0] * across + ways[1] * down) / sum(map(abs, ways))
    dim = (drawn * (0.8 + 0.22 * far)[:, :, None]).clip(0, 255).astype(np.uint8)
    assert sheet_corners(dim) is None


def test_what_is_bright_and_no_sheet_is_not_cut_out() -> None:
    round_lamp = np.full((2000, 1600, 3), 60, dtype=np.uint8)
    cv2.ellipse(round_lamp, (800, 1000), (700, 900), 0, 0, 360, (240, 240, 240), -1)
    assert sheet_corners(round_lamp) is None


def test_a_picture_of_unknown_size_is_taken_for_a4() -> None:
    found = straightened(straight(page((800, 1131)), None))
    assert (round(found.width_mm), round(found.height_mm), found.size_known) == (210, 297, False)


@pytest.mark.parametrize(("quarters", "size"), [(1, (1754, 1240)), (2, A4), (3, (1754, 1240))])
def test_a_page_is_turned_by_quarters_and_back(quarters: int, size: tuple[int, int]) -> None:
    pixels = page()
    pixels[100, 200] = 0
    found = turned(straightened(straight(pixels)), quarters)
    assert (found.pixels.shape[1], found.pixels.shape[0]) == size
    ((y, x),) = np.argwhere(found.pixels[:, :, 0] == 0)
    assert (found.to_source @ (x + 0.5, y + 0.5, 1))[:2] == pytest.approx((200.5, 100.5))


# -- rulings and ink -----------------------------------------------------------------------------------------------


def test_the_cells_of_a_table_are_found_and_the_gap_of_a_merged_cell_is_not_bridged() -> None:
    assert cells(with_table(page())) == [7]


def test_a_faint_table_is_found_too() -> None:
    faint = (255 - (255 - with_table(page()).astype(np.int32)) * 0.3).astype(np.uint8)
    assert cells(faint) == [7]


def test_an_underline_and_a_line_of_dashes_are_no_table() -> None:
    pixels = page()
    cv2.line(pixels, (200, 400), (900, 400), (30, 30, 30), 3)
    cv2.line(pixels, (200, 600), (900, 600), (30, 30, 30), 3)
    assert rulings(red_free(pixels), 150) == []


def test_a_ruling_that_is_worn_in_places_is_mended() -> None:
    pixels = with_table(page())
    for x in range(300, 420, 12):
        pixels[414:424, x : x + 4] = 250
    pixels[300:420, 640:650] = 250
    assert cells(pixels) == [7]


def test_red_ink_is_gone_and_black_ink_under_it_stays() -> None:
    pixels = page((200, 100))
    pixels[20:80, 20:120] = (60, 50, 215)
    pixels[40:60, 100:180] = 30
    seen = red_free(pixels)
    assert seen[30, 40] > 235
    assert seen[50, 110] < 60
    assert red_mask(pixels)[30, 40] == 255
    assert red_mask(pixels)[50, 150] == 0


def test_only_what_is_red_is_changed_whatever_the_paper() -> None:
    pixels = page((400, 300))
    pixels[:] = (190, 205, 220)
    rng = np.random.default_rng(3)
    for n, colour in enumerate(rng.integers(0, 256, (300, 3))):
        pixels[10 + n // 20 * 12 : 20 + n // 20 * 12, 10 + n % 20 * 12 : 20 + n % 20 * 12] = colour
    seen, red = red_free(pixels), red_mask(pixels)
    white = np.minimum(pixels / np.array([190.0, 205.0, 220.0]), 1.0)
    redder = white[:, :, 2] - np.maximum(white[:, :, 0], white[:, :, 1])
    assert ((red > 0) == (redder > 0.12))[abs(redder - 0.12) > 1e-5].all()
    changed = seen != pixels[:, :, 2]
    assert changed.any()
    assert (redder[changed] > 0.08).all()
    assert (seen[(redder > 0.2) & (white[:, :, 2] > 0.63)] >= 219).all()


def test_ink_that_no_line_and_no_ruling_covers_is_left_over() -> None:
    pixels = page()
    cv2.rectangle(pixels, (300, 300), (420, 330), (20, 20, 20), 4)
    cv2.rectangle(pixels, (300, 700), (420, 730), (20, 20, 20), 4)
    cv2.line(pixels, (100, 1000), (1100, 1000), (20, 20, 20), 3)
    per_mm = 150 / 25.4
    covered = BBox(295 / per_mm, 295 / per_mm, 425 / per_mm, 335 / per_mm)
    rule = Ruling(True, 1000 / per_mm, 100 / per_mm, 1100 / per_mm)
    (left,) = leftovers(ink_mask(red_free(pixels)), [covered], [rule], per_mm)
    assert left.centre == pytest.approx((360 / per_mm, 715 / per_mm), abs=1.0)


def test_what_makes_a_page_hard_to_read_is_said() -> None:
    small = straightened(straight(with_table(page((620, 877)))[:, :], None))
    assert "resolution-low" in [code for code, _ in defects(small, True)]
    black = straightened(straight(np.zeros((1754, 1240, 3), dtype=np.uint8)))
    assert [code for code, _ in defects(black, False)] == ["page-dark"]
    assert defects(straightened(straight(page())), False) == []
    assert defects(straightened(straight(with_table(page()))), True) == []
    faint = (255 - (255 - with_table(page()).astype(np.int32)) * 0.15).astype(np.uint8)
    assert [code for code, _ in defects(straightened(straight(faint)), True)] == ["contrast-low"]


def lettered(size: tuple[int, int] = (1240, 1754)) -> NDArray[np.uint8]:
    """A page of small dark strokes, as of print."""
    pixels = page(size)
    for y in range(200, size[1] - 200, 40):
        for x in range(150, size[0] - 150, 30):
            cv2.rectangle(pixels, (x, y), (x + 18, y + 22), (20, 20, 20), 3)
    return pixels


@pytest.mark.parametrize(("sigma", "codes"), [(0.0, []), (0.8, []), (3.0, ["picture-blurred"])])
def test_a_page_whose_strokes_run_into_the_paper_is_blurred_and_a_noisy_one_is_not(
    sigma: float, codes: list[str]
) -> None:
    noise = np.random.default_rng(7).normal(0, 6, (1754, 1240, 1))
    pixels = cv2.GaussianBlur(lettered(), (0, 0), sigma) if sigma else lettered()
    noisy = np.clip(pixels + noise, 0, 255).astype(np.uint8)
    assert [code for code, _ in defects(straightened(straight(noisy, 150.0)), True)] == codes


def test_the_back_of_a_sheet_with_holes_dust_and_what_shines_through_is_blank() -> None:
    back = np.asarray(255 - (255 - cv2.GaussianBlur(lettered(), (0, 0), 5)) // 12, dtype=np.uint8)
    for y in (700, 1050):
        cv2.circle(back, (70, y), 18, (90, 90, 90), -1)
    back[::97, ::89] = 60
    assert defects(straightened(straight(back, 150.0)), False) == []


def test_strokes_that_run_out_over_an_edge_are_told_of() -> None:
    cut = lettered()[208:]
    ((code, told),) = defects(straightened(straight(np.ascontiguousarray(cut), 150.0)), True)
    assert (code, "上边" in told) == ("edge-cut", True)


@pytest.mark.parametrize(("quarters", "told"), [(0, "上边"), (1, "右边"), (2, "下边")])
def test_writing_cut_on_a_page_that_lay_askew_is_told_of_though_levelling_puts_paper_there(
    quarters: int, told: str
) -> None:
    height, width = lettered().shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 1.0, 1)
    askew = cv2.warpAffine(lettered(), turn, (width, height), borderValue=(255, 255, 255))
    page = straightened(straight(np.ascontiguousarray(askew[208:]), 150.0))
    assert page.cut == ((0, -1),)
    assert told in dict(defects(turned(page, quarters), True))["edge-cut"]


@pytest.mark.parametrize("shade", [25, 60, 120])
def test_a_lid_a_shadow_a_streak_and_a_rule_along_an_edge_are_no_cut_writing(shade: int) -> None:
    noise = np.random.default_rng(3).normal(0, 5, lettered().shape)
    pixels = np.clip(lettered() + noise, 0, 255).astype(np.uint8)
    pixels[:6] = shade
    pixels[:, -14:] = np.clip(pixels[:, -14:] * np.linspace(1, 0.3, 14)[None, :, None], 0, 255).astype(np.uint8)
    pixels[:, 400:402], pixels[700:704] = shade, 30
    assert straightened(straight(pixels, 150.0)).cut == ()
