"""Official seals on copies without colours: found by the line of their ring, or left open."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from extract.document import Picture
from extract.fill.signing import Owners, judge_all, seal_mark
from extract.layout.tables import Ruling
from extract.ocr.engine import Glyph, ReadLine
from extract.readers.scan.lines import PlacedLine
from extract.readers.scan.marks import marks_of_page, seals_unseen
from extract.seals.find import find
from extract.seals.look import Words
from extract.seals.on_page import is_office_stamp
from extract.seals.rim import Rim
from extract.seals.seal import Seal
from extract.seals.seen import SealSeen
from extract.vision.rasters import Raster, is_bilevel
from extract.vision.straight import straightened, turned
from forms.evidence import BBox, Evidence
from tests.extract.sealed_sheet import UNIT, Sheet
from tests.scans.glyphs import line_of
from tests.scans.hands import stray_mask, written_mask
from tests.scans.seals import SealLook, seal_mask
from tests.scans.wear import PX, Wear

pytestmark = pytest.mark.needs("chinese-fonts")
GREY = (86, 86, 86)
PRINT = (30, 30, 30)


def grey(*looks: tuple[SealLook, float, float], words: bool = False) -> Sheet:
    """A sheet without colours: print on it where ``words`` says so, and seals."""
    sheet = Sheet()
    for row in range(14 if words else 0):
        sheet.lay(
            line_of("经审核该单位符合申报条件同意推荐申报标准化试点", "serif", 4.2 * PX), 100, 60 + 8 * row, PRINT
        )
    for look, x, y in looks:
        sheet.stamp(look, x, y, GREY)
    return sheet


def sure(found: list[Seal]) -> list[tuple[int, int]]:
    return [(round(one.outline.x), round(one.outline.y)) for one in found if one.sure and not one.slice]


def open_or_sure(found: list[Seal]) -> list[Seal]:
    return [one for one in found if not one.slice]


@pytest.mark.parametrize(
    "look",
    [
        SealLook(UNIT),
        SealLook(UNIT, inner_ring=True, code="4201030012345", tilt=20),
        SealLook("宜昌市图书馆", diameter_mm=38, height_mm=38),
        SealLook(UNIT, middle="emblem", diameter_mm=45, height_mm=45),
        SealLook(UNIT, wear=Wear(0.32, 0.2, 0.25, 0.1), seed=3),
    ],
    ids=["plain", "two rings and a code", "small", "emblem", "faded"],
)
def test_a_seal_is_found_by_its_ring_through_print(look: SealLook) -> None:
    (one,) = grey((look, 110, 100), words=True).seals()
    assert sure([one]) == [(110, 100)]
    assert one.diameter_mm == pytest.approx(look.diameter_mm, abs=1.5)
    assert not one.red


def test_a_signature_over_a_seal_does_not_hide_it() -> None:
    from tests.scans.hands import Hand

    mask = written_mask("王建国", Hand(7, "quick", 14, 0.6, 0.2, True))
    assert sure(grey((SealLook(UNIT), 110, 100)).lay(mask, 112, 102, (40, 40, 40)).seals()) == [(110, 100)]


def test_an_oval_seal_is_found_and_told_from_a_round_one() -> None:
    for width, turn in ((45, 12), (40, -8)):
        (one,) = grey((SealLook(UNIT, "业务专用章", "oval", width, 30, "", tilt=turn), 110, 100)).seals()
        assert (one.kind, one.sure) == ("oval", True)
        assert one.diameter_mm == pytest.approx(width, abs=2.5)


def test_two_seals_that_overlap_are_two_without_colours_too() -> None:
    sheet = grey((SealLook(UNIT), 80, 150), (SealLook("湖北省质量技术监督局", tilt=10), 108, 158))
    assert sorted(sure(sheet.seals())) == [(80, 150), (108, 158)]


def test_a_seal_over_the_edge_of_the_page_is_found_where_its_centre_is() -> None:
    (one,) = open_or_sure(grey((SealLook(UNIT), 201, 150)).seals())
    assert abs(one.outline.x - 201) < 1.5
    assert one.sure


def test_the_slice_of_a_seal_is_no_blocks_seal_without_colours() -> None:
    mask = seal_mask(SealLook(UNIT)).copy()
    mask[:, round(mask.shape[1] / 4) :] = 0
    assert open_or_sure(Sheet().lay(mask, 210 - 42 / 4 + 21, 150, GREY).seals()) == []


def coffee() -> Sheet:
    """The broad pale ring of a cup."""
    return Sheet().disc(100, 100, 41, 5, (190, 190, 190))


@pytest.mark.parametrize(
    "sheet",
    [
        Sheet(),
        grey(words=True),
        Sheet().lay(stray_mask("ring", 7), 100, 100, PRINT),
        Sheet().disc(100, 100, 21, 1.1, GREY),
        Sheet().disc(100, 100, 21, -1, GREY),
        coffee(),
        Sheet().disc(100, 100, 9, 1.1, GREY).lay(line_of("集团", "sans", 6 * PX), 100, 100, GREY),
        Sheet().stamp(SealLook("收文|第 12 号|2016年3月8日", shape="receipt", height_mm=24), 170, 24, GREY),
        Sheet().stamp(SealLook("王建国", shape="square", diameter_mm=38, height_mm=38), 120, 100, GREY),
        Sheet()
        .lay(line_of("湖北省质量技术监督局文件", "serif", 14 * PX), 105, 40, GREY)
        .box(25, 52, 185, 53, -1, GREY),
    ],
    ids=["empty", "print", "drawn ring", "bare ring", "disc", "coffee", "logo", "receipt", "name", "red head"],
)
def test_other_ink_without_colours_is_never_surely_a_seal(sheet: Sheet) -> None:
    assert sure(sheet.seals()) == []


def test_print_alone_leaves_nothing_open() -> None:
    assert open_or_sure(grey(words=True).seals()) == []


def test_half_a_ring_worn_away_is_left_open() -> None:
    mask = seal_mask(SealLook(UNIT)).copy()
    mask[: round(mask.shape[0] * 0.3)] = 0
    (one,) = Sheet().lay(mask, 110, 100, GREY).seals()
    assert not one.sure


def test_a_page_in_black_and_white_alone_never_denies_a_seal() -> None:
    import numpy as np

    sheet = grey((SealLook(UNIT), 110, 100), words=True)
    assert not seals_unseen(sheet.page())
    sheet.pixels = np.where(sheet.pixels > 140, 255, 0).astype(np.uint8)
    assert seals_unseen(sheet.page())


def test_a_pale_seal_whose_name_is_paler_than_print_is_found_by_its_whole_ring() -> None:
    sheet = grey(words=True).stamp(SealLook(UNIT), 110, 220, (214, 214, 214))
    assert sure(sheet.seals()) == [(110, 220)]


@pytest.mark.parametrize(("words", "left"), [("（盖章）", ["possible seal"]), ("工作内容", [])])
def test_ink_that_may_be_a_seals_is_kept_where_print_asks_for_a_seal_alone(words: str, left: list[str]) -> None:
    sheet = Sheet()
    for row in range(6):
        sheet.lay(stray_mask("smudge", row), 104 + 3 * row, 100 + 2 * row, GREY)
    box = BBox(90, 120, 90 + 4 * len(words), 124)
    quad = ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1))
    read = ReadLine(tuple(Glyph(one, (n + 0.5) / len(words), 0.99) for n, one in enumerate(words)))
    sides = [Ruling(True, y, 60, 180) for y in (80, 140)] + [Ruling(False, x, 80, 140) for x in (60, 180)]
    found = marks_of_page(sheet.page(), sides, [PlacedLine(quad, read, box, 4.0)])
    assert [one.name for one in found if one.seal is not None] == left


def test_a_ring_that_may_be_a_seal_is_handed_on_as_such() -> None:
    mask = seal_mask(SealLook(UNIT)).copy()
    mask[: round(mask.shape[0] * 0.3)] = 0
    found = marks_of_page(Sheet().lay(mask, 110, 100, GREY).page(), (), ())
    assert [one.name for one in found if one.seal is not None] == ["possible seal"]


def test_whose_seal_it_is_without_colours_is_said_and_marked() -> None:
    at = Evidence("scan", 1, BBox(89, 79, 131, 121))
    words = Words((Rim(UNIT, tuple(0.99 for _ in UNIT), tuple({char: -0.01, "": -6.0} for char in UNIT)),))
    picture = Picture(at, None, 42, 42, "seal", seal=SealSeen("round", 0.95, words, red=False))
    mark = seal_mark(judge_all([picture]), at, False, Owners((UNIT,), (UNIT,)))
    assert (mark.present, mark.text, mark.matches_unit, mark.needs_review) == (True, UNIT, True, True)


def test_a_round_stamp_of_receipt_is_no_units_seal() -> None:
    def said(text: str) -> Rim:
        return Rim(text, tuple(0.9 for _ in text), ())

    assert is_office_stamp(Words((said("标准化处收文章"),)))
    assert is_office_stamp(Words((said("湖北省标准化处"),), said("收文")))
    assert not is_office_stamp(Words((said(UNIT),), said("业务专用章")))
    assert not is_office_stamp(None)


def test_a_hundred_seals_without_colours_are_found_in_bounded_time() -> None:
    sheet = Sheet()
    for row in range(12):
        for column in range(9):
            sheet.stamp(SealLook(UNIT, tilt=5.0 * (column % 3)), 22 + 21 * column, 22 + 23 * row, GREY)
    begin = time.process_time()
    assert len(sheet.seals()) <= 120
    assert time.process_time() - begin < 30


def copied(*looks: tuple[SealLook, float, float]) -> Sheet:
    """A copy without colours that somebody signed in blue, scanned in colour."""
    from tests.scans.hands import Hand

    mask = written_mask("王建国", Hand(7, "quick", 14, 0.6, 0.2, True))
    return grey(*looks, words=True).lay(mask, 60, 250, (30, 60, 190))


def test_a_grey_seal_on_a_page_with_a_blue_signature_is_left_open_and_never_denied() -> None:
    (one,) = copied((SealLook(UNIT), 110, 100)).seals()
    assert (round(one.outline.x), round(one.outline.y)) == (110, 100)
    assert (one.red, one.sure, one.slice) == (False, False, False)


def test_print_and_a_blue_signature_alone_leave_nothing_open() -> None:
    assert copied().seals() == []


def test_what_is_left_of_a_red_seal_without_its_red_is_no_second_one() -> None:
    (one,) = copied().stamp(SealLook(UNIT), 110, 100, (120, 10, 16)).seals()
    assert one.red


def test_a_red_seal_does_not_hide_a_grey_one_in_another_block() -> None:
    found = copied((SealLook(UNIT), 110, 200)).stamp(SealLook(UNIT), 110, 100).seals()
    assert [(round(one.outline.y), one.red, one.sure) for one in found] == [(100, True, True), (200, False, False)]


def test_a_dry_seal_whose_ring_is_dots_in_black_and_white_is_found() -> None:
    import numpy as np

    sheet = grey((SealLook(UNIT, wear=Wear(0.75, 0.25, 0.3, 0.42), seed=5), 110, 100))
    sheet.pixels = np.where(sheet.pixels > 172, 255, 0).astype(np.uint8)
    (one,) = find(replace(sheet.page(), bilevel=True))
    assert sure([one]) == [(110, 100)]


def test_print_in_black_and_white_leaves_nothing_open() -> None:
    import numpy as np

    sheet = grey(words=True)
    sheet.pixels = np.where(sheet.pixels > 150, 255, 0).astype(np.uint8)
    assert find(replace(sheet.page(), bilevel=True)) == []


def test_a_levelled_page_that_came_in_black_and_white_denies_no_seal() -> None:
    import cv2
    import numpy as np

    sheet = grey(words=True)
    height, width = sheet.pixels.shape[:2]
    askew = cv2.warpAffine(
        np.where(sheet.pixels > 150, 255, 0).astype(np.uint8),
        cv2.getRotationMatrix2D((width / 2, height / 2), 1.2, 1),
        (width, height),
        flags=cv2.INTER_NEAREST,
        borderValue=(255, 255, 255),
    )
    page = straightened(Raster(1, askew, sheet.page().dpi, bilevel=is_bilevel(askew)))
    assert not is_bilevel(page.pixels)
    assert seals_unseen(page)
    assert seals_unseen(turned(page, 1))


def test_a_page_made_smaller_is_black_and_white_still_and_a_grey_one_is_not() -> None:
    import cv2
    import numpy as np

    sheet = grey((SealLook(UNIT), 110, 100), words=True)
    half = (sheet.pixels.shape[1] * 3 // 5, sheet.pixels.shape[0] * 3 // 5)
    black = np.where(sheet.pixels > 150, 255, 0).astype(np.uint8)
    small_black, small_grey = (
        np.asarray(cv2.resize(one, half, interpolation=cv2.INTER_AREA), np.uint8) for one in (black, sheet.pixels)
    )
    assert is_bilevel(black)
    assert is_bilevel(small_black, resampled=True)
    assert not is_bilevel(small_black)
    assert not is_bilevel(small_grey, resampled=True)


def test_a_page_of_few_smooth_words_has_tones_and_one_in_black_and_white_has_none_after_jpeg_either() -> None:
    import cv2
    import numpy as np

    sheet = Sheet().lay(line_of("省级联席会议办公室意见", "serif", 4.2 * PX), 100, 60, PRINT)
    black = np.where(sheet.pixels > 140, 255, 0).astype(np.uint8)
    _, data = cv2.imencode(".jpg", black, (cv2.IMWRITE_JPEG_QUALITY, 60))
    pressed = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)
    assert not is_bilevel(np.asarray(sheet.pixels, np.uint8))
    assert is_bilevel(black)
    assert is_bilevel(pressed)
    assert is_bilevel(np.full((900, 600, 3), 255, np.uint8))
