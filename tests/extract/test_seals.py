"""Official seals on page pictures: found by ink and ring, read round the rim, and told apart by whose they are."""

from __future__ import annotations

import math
import time
from functools import cache
from typing import Any

import pytest

from extract.document import Picture
from extract.fill.owners import acting_organ, owners_of
from extract.fill.signing import Owners, judge_all, seal_mark
from extract.seals.find import may_miss_pale
from extract.seals.look import Words, no_center
from extract.seals.pictured import words_of_picture
from extract.seals.rim import Rim, aligned
from extract.seals.seal import Seal
from extract.seals.seen import SealSeen
from extract.seals.strip import Arc
from extract.seals.verdict import Verdict
from extract.seals.whose import judged
from forms.evidence import Evidence
from forms.record import Answer
from tests.extract.sealed_sheet import UNIT, Sheet
from tests.scans.glyphs import line_of
from tests.scans.hands import stray_mask
from tests.scans.seals import SealLook, seal_mask
from tests.scans.wear import PX, Wear
from tests.stamps import SEAL_MM, seal

pytestmark = pytest.mark.needs("chinese-fonts")
PLACE = Evidence("docx", path="table 3, row 1, cell 2")


def places(found: list[Seal]) -> list[tuple[int, int]]:
    return [(round(one.outline.x), round(one.outline.y)) for one in found if one.sure and not one.slice]


# -- found ---------------------------------------------------------------------


def test_a_seal_is_found_with_its_place_size_and_kind() -> None:
    (one,) = Sheet().stamp(SealLook(UNIT), 120, 200).seals()
    assert places([one]) == [(120, 200)]
    assert (one.kind, one.sure, one.slice) == ("round", True, False)
    assert one.diameter_mm == pytest.approx(42, abs=1.5)


@pytest.mark.parametrize(
    "look",
    [
        SealLook(UNIT, tilt=27),
        SealLook(UNIT, inner_ring=True, code="4201030012345"),
        SealLook(UNIT, middle="emblem", diameter_mm=45, height_mm=45),
        SealLook("宜昌市图书馆", diameter_mm=38, height_mm=38),
        SealLook(UNIT, wear=Wear(0.32, 0.2, 0.25, 0.15), seed=3),
        SealLook(UNIT, wear=Wear(0.8, 0.25, 0.3, 0.4), seed=4),
        SealLook(UNIT, wear=Wear(1.0, 0.1, 0.1, 0.0, 0.2), seed=5),
    ],
    ids=["tilted", "two rings and a code", "emblem", "small", "faded", "dry", "swollen"],
)
def test_a_seal_is_found_however_it_was_pressed(look: SealLook) -> None:
    assert places(Sheet().stamp(look, 100, 150).seals()) == [(100, 150)]


@pytest.mark.parametrize("width", [45, 40])
def test_an_oval_seal_is_told_from_a_round_one(width: float) -> None:
    look = SealLook(UNIT, "业务专用章", "oval", width, 30, "", tilt=12)
    (one,) = Sheet().stamp(look, 100, 150).seals()
    assert (one.kind, one.sure) == ("oval", True)
    assert one.diameter_mm == pytest.approx(width, abs=3)


@pytest.mark.parametrize("place", [(100, 178), (84, 181), (120, 176)])
def test_an_oval_seal_that_touches_a_round_one_is_found_beside_it(place: tuple[int, int]) -> None:
    oval = SealLook(UNIT, "财务专用章", "oval", 45, 30, "", tilt=-4)
    found = Sheet().stamp(SealLook(UNIT), 110, 146).stamp(oval, *place).seals()
    assert [one.kind for one in found] == ["round", "oval"]
    assert places(found) == [(110, 146), place]


def test_two_seals_that_overlap_are_two() -> None:
    sheet = Sheet().stamp(SealLook(UNIT), 80, 150).stamp(SealLook("湖北省质量技术监督局", tilt=10), 110, 160)
    assert sorted(places(sheet.seals())) == [(80, 150), (110, 160)]


def test_a_seal_between_two_others_that_it_overlaps_is_found_too() -> None:
    sheet = Sheet().stamp(SealLook(UNIT), 96, 120).stamp(SealLook("湖北省质量技术监督局"), 88, 165)
    between = SealLook("宜昌市人民政府", middle="emblem", diameter_mm=45, height_mm=45, inner_ring=True)
    assert sorted(places(sheet.stamp(between, 94, 141).seals())) == [(88, 165), (94, 141), (96, 120)]


def test_the_pieces_of_two_seals_that_overlap_make_no_third() -> None:
    sheet = Sheet().stamp(SealLook(UNIT), 96, 120).stamp(SealLook("湖北省质量技术监督局"), 90, 136)
    assert [one.certainty < 0.7 for one in sheet.seals()].count(False) == 2


def test_a_pale_seal_whose_name_fades_before_its_ring_is_found() -> None:
    look = SealLook(
        "湖北省社会管理和公共服务标准化联席会议办公室", "", "round", 38, 38, wear=Wear(0.19, 0.2, 0.25, 0.15)
    )
    assert places(Sheet().stamp(look, 100, 150).seals()) == [(100, 150)]


def test_a_pale_ring_with_nothing_in_it_is_none() -> None:
    empty = SealLook("", "", "round", 38, 38, "", wear=Wear(0.19, 0.2, 0.25, 0.15))
    assert Sheet().stamp(empty, 100, 150).seals() == []


def printed(darkness: float) -> Sheet:
    """A page of print with a seal on it, all its ink so dark."""
    sheet = Sheet().stamp(SealLook(UNIT, wear=Wear(darkness)), 120, 230, (255, 60, 60))
    grey = round(250 * (1 - darkness))
    for row in range(20):
        sheet.box(25, 20 + 8 * row, 185, 23 + 8 * row, colour=(grey, grey, grey))
    return sheet


@pytest.mark.parametrize(("darkness", "missed"), [(0.9, False), (0.4, False), (0.15, True)])
def test_on_a_page_paler_than_a_faint_copy_a_pale_seal_may_be_missed(darkness: float, missed: bool) -> None:
    assert may_miss_pale(printed(darkness).page()) is missed


def test_on_a_page_whose_colours_are_noise_a_pale_seal_may_be_missed() -> None:
    import numpy as np

    sheet = printed(0.4)
    noise = np.random.default_rng(1).normal(0, 60, sheet.pixels.shape)
    sheet.pixels = np.clip(sheet.pixels.astype(np.float64) - 40 + noise, 0, 255).astype(np.uint8)
    assert may_miss_pale(sheet.page())


def test_an_empty_page_hides_nothing() -> None:
    assert not may_miss_pale(Sheet().page())


def test_a_seal_partly_off_the_page_is_found_where_its_centre_is() -> None:
    (one,) = Sheet().stamp(SealLook(UNIT), 201, 150).seals()
    assert math.hypot(one.outline.x - 201, one.outline.y - 150) < 1.5
    assert 0.5 < one.visible < 0.9
    assert not one.slice


def test_the_slice_of_a_seal_over_the_edge_is_no_blocks_seal() -> None:
    mask = seal_mask(SealLook(UNIT)).copy()
    mask[:, round(mask.shape[1] / 4) :] = 0
    (one,) = Sheet().lay(mask, 210 - 42 / 4 + 21, 150).seals()
    assert one.slice


def red_head() -> Sheet:
    """A letterhead with its rule."""
    head = line_of("湖北省质量技术监督局文件", "serif", 14 * PX)
    return Sheet().lay(head, 105, 40).box(25, 52, 185, 53)


@pytest.mark.parametrize(
    "sheet",
    [
        Sheet(),
        Sheet().box(20, 60, 190, 61.5).stamp(SealLook("", middle="star", ring_mm=0.01), 105, 60),
        Sheet().stamp(SealLook("收文|第 12 号|2016年3月8日", shape="receipt", height_mm=24), 170, 24),
        Sheet().stamp(SealLook("王建国", shape="square", diameter_mm=18, height_mm=18), 120, 100),
        Sheet().lay(stray_mask("ring", 7), 100, 100),
        Sheet().disc(100, 100, 21),
        Sheet().disc(100, 100, 21, 1.2),
        Sheet().box(0, 0, 210, 20),
        red_head(),
    ],
    ids=["empty", "rule and star", "receipt", "name", "drawn ring", "disc", "bare ring", "bar", "head"],
)
def test_red_that_is_no_official_seal_is_none(sheet: Sheet) -> None:
    assert not [one for one in sheet.seals() if one.certainty >= 0.3 and not one.slice]


def test_a_square_as_large_as_a_seal_is_never_surely_one() -> None:
    sheet = Sheet().stamp(SealLook("王建国", shape="square", diameter_mm=40, height_mm=40), 120, 100)
    assert places(sheet.seals()) == []


def test_a_red_table_is_no_seal() -> None:
    sheet = Sheet()
    for row in range(9):
        for column in range(5):
            sheet.box(20 + 34 * column, 40 + 14 * row, 54 + 34 * column, 54 + 14 * row, 0.4)
    assert sheet.seals() == []


def test_a_hundred_seals_on_a_page_are_found_in_bounded_time() -> None:
    sheet = Sheet()
    for row in range(12):
        for column in range(9):
            sheet.stamp(SealLook(UNIT, tilt=5.0 * (column % 3)), 22 + 21 * column, 22 + 23 * row)
    begin = time.process_time()
    found = sheet.seals()
    assert time.process_time() - begin < 30
    assert len(found) <= 120


# -- read, and whose -------------------------------------------------------------


@cache
def read(unit: str, centre: str = "", seed: int = 3) -> Words:
    words = words_of_picture(Picture(PLACE, seal(unit, seed, centre), SEAL_MM, SEAL_MM))
    assert words is not None
    return words


def said(unit: str, own: str, *others: str, centre: str = "") -> bool | None:
    return judged(read(unit, centre), [own], [own, *others]).matches


def test_the_name_round_the_rim_is_read() -> None:
    verdict = judged(read(UNIT), [], [])
    assert (verdict.matches, verdict.text, verdict.center) == (None, UNIT, None)
    assert verdict.score > 0.9


def test_the_units_own_seal_is_its_own_in_either_script() -> None:
    assert said(UNIT, UNIT) is True
    assert said(UNIT, "宜昌市西陵區人民政府") is True
    assert said("宜昌市西陵區人民政府", UNIT) is True


def test_an_organs_seal_under_its_older_name_is_its_own() -> None:
    assert judged(Words((rim("宜昌市质量技术监督局"),)), ["宜昌市市场监督管理局"], []).matches is True


@pytest.mark.parametrize(
    "stamped",
    ["宜昌市人民政府", "宜昌市西陵区人民政府办公室", "湖北省质量技术监督局", "宜昌市西陵区政务服务中心"],
    ids=["superior", "department", "on the form", "another"],
)
def test_anybody_elses_seal_is_not_the_units(stamped: str) -> None:
    assert said(stamped, UNIT, "湖北省质量技术监督局") is False


def test_the_line_in_the_middle_is_read_apart_and_says_what_the_seal_is_for() -> None:
    special, public = read(UNIT, "业务专用章"), read(UNIT, "公章")
    assert judged(special, [UNIT], []) == Verdict(False, UNIT, "业务专用章", judged(special, [UNIT], []).score)
    assert (judged(public, [UNIT], []).matches, judged(public, [UNIT], []).center) == (True, "公章")


def rim(text: str, *doubts: dict[str, float]) -> Rim:
    """A rim read as ``text``, each character a step between pauses; ``doubts`` are put in place of the last ones."""
    sure = [{character: -0.01, "": -6.0} for character in text]
    steps = [*sure[: len(text) - len(doubts)], *doubts]
    parted = tuple(step for one in steps for step in (one, {"": -0.01}))
    return Rim(text, tuple(0.99 for _ in text), parted)


def test_a_character_that_may_be_another_leaves_the_unit_its_seal() -> None:
    unclear = {"庭": -0.5, "府": -1.2, "": -6.0}
    assert judged(Words((rim("宜昌市西陵区人民政庭", unclear),)), [UNIT], []) == Verdict(True, UNIT, None, 0.99)


def test_a_character_that_is_surely_another_leaves_it_open() -> None:
    assert judged(Words((rim("宜昌市西陆区人民政府"),)), [UNIT], []).matches is None


@pytest.mark.parametrize("left", ["西陵区人民政府", "宜昌市西陵区人", "布西陵区人民政府"])
def test_a_name_with_an_end_lost_is_nobodys_for_sure(left: str) -> None:
    assert judged(Words((rim(left),)), [UNIT], ["湖北省质量技术监督局"]).matches is None


def test_a_rim_that_fits_two_units_of_the_form_is_left_open() -> None:
    both = {"局": -0.7, "厅": -0.7, "": -6.0}
    words = Words((rim("湖北省民政局", both),))
    assert judged(words, ["湖北省民政局"], ["湖北省民政厅"]).matches is None


def test_a_line_in_the_middle_that_nobody_can_read_leaves_it_open() -> None:
    blurred = Rim("业多用", (0.3, 0.4, 0.3), ({"业": -1.2, "": -1.0},))
    assert judged(Words((rim(UNIT),), blurred), [UNIT], []).matches is None


def test_a_rim_whose_names_ends_are_not_known_leaves_open_what_stands_in_the_middle() -> None:
    unread = no_center(Arc(44, 353))
    assert unread is not None
    assert judged(Words((rim(UNIT),), unread), [UNIT], []).matches is None
    assert no_center(Arc(150, 245)) is None


def test_an_organ_named_as_sealing_in_the_units_stead_may_seal() -> None:
    unit = Answer(UNIT, UNIT)
    owners = owners_of(unit, ["同意。", "（湖北省质量技术监督局代章）"], [UNIT])
    assert owners == Owners((UNIT, "湖北省质量技术监督局"), (UNIT,))
    assert judged(Words((rim("湖北省质量技术监督局"),)), owners.own, owners.others).matches is True
    assert acting_organ("单位（盖章）：") is None


def test_a_unit_whose_name_is_in_doubt_proves_no_seal() -> None:
    owners = owners_of(Answer(UNIT, UNIT, needs_review=True), ["（湖北省质量技术监督局代章）"], [UNIT])
    assert owners == Owners((), (UNIT,), (UNIT,))
    assert owners_of(Answer(None, needs_review=True), [], [UNIT]) == Owners((), (UNIT,))


def test_a_name_is_as_likely_as_its_likeliest_way_through_the_steps() -> None:
    steps = ({"甲": -0.1, "": -3.0}, {"": -0.2, "乙": -2.0}, {"乙": -0.3, "": -2.0})
    assert aligned(steps, "甲乙") == pytest.approx(-0.6)
    assert aligned(steps, "乙") < aligned(steps, "甲乙")
    assert aligned((), "甲") == -math.inf


# -- in a block ------------------------------------------------------------------


def block_seal(*units: str, own: str = UNIT) -> Any:
    pictures = [Picture(PLACE, seal(unit, 3), SEAL_MM, SEAL_MM) for unit in units]
    return seal_mark(judge_all(pictures), PLACE, False, Owners((own,), (own,)))


def test_a_blocks_own_seal_needs_no_look() -> None:
    mark = block_seal(UNIT)
    assert (mark.present, mark.kind, mark.text, mark.matches_unit, mark.needs_review) == (
        True,
        "round",
        UNIT,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("stamped", "expected"), [(UNIT, (True, True)), ("湖北省质量技术监督局", (None, True))], ids=["the same", "another"]
)
def test_a_seal_that_bears_a_doubted_name_is_said_to_be_the_units_and_marked(
    stamped: str, expected: tuple[bool | None, bool]
) -> None:
    picture = Picture(PLACE, seal(stamped, 3), SEAL_MM, SEAL_MM)
    mark = seal_mark(judge_all([picture]), PLACE, False, Owners((), (UNIT,), (UNIT,)))
    assert (mark.matches_unit, mark.needs_review) == expected


def test_another_units_seal_in_the_block_is_named() -> None:
    mark = block_seal("湖北省质量技术监督局")
    assert (mark.text, mark.matches_unit, mark.needs_review) == ("湖北省质量技术监督局", False, False)


@pytest.mark.parametrize("other", ["湖北省质量技术监督局", UNIT + "办公室"], ids=["another unit's", "a department's"])
def test_of_several_seals_the_units_own_counts_and_a_person_looks_at_the_other(other: str) -> None:
    for mark in (block_seal(other, UNIT), block_seal(UNIT, other)):
        assert (mark.text, mark.matches_unit, mark.needs_review, mark.beside) == (UNIT, True, True, other)


def test_the_units_own_seal_set_twice_needs_no_look() -> None:
    mark = block_seal(UNIT, UNIT)
    assert (mark.needs_review, mark.beside) == (False, None)


def test_a_ring_beside_the_units_own_seal_that_may_be_anothers_is_left_to_a_person() -> None:
    own, another = (
        SealSeen("round", sure, Words((rim(name),))) for name, sure in ((UNIT, 0.95), (UNIT + "办公室", 0.5))
    )
    marks = judge_all([Picture(PLACE, None, SEAL_MM, SEAL_MM, seal=one) for one in (own, another)])
    mark = seal_mark(marks, PLACE, False, Owners((UNIT,), (UNIT,)))
    assert (mark.text, mark.matches_unit, mark.needs_review, mark.beside) == (UNIT, True, True, UNIT + "办公室")
