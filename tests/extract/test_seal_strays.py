"""A seal in no block is that of the block beside it, or leaves those open that it may belong to, and no others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.document import Paragraph, Picture
from extract.fill.seal_homes import Home
from extract.fill.seal_strays import with_strays
from extract.fill.signing import Mark, Owners, seal_mark
from extract.locate.located import BlockRegion
from extract.marks.judged import Judgement
from extract.seals.look import Words
from extract.seals.seen import SealSeen
from forms.evidence import BBox, Evidence
from forms.registry import forms
from tests.extract.test_seal_fitting import rim

UPPER, LOWER, FAR = "宜昌市图书馆", "宜昌市人民政府", "湖北省民政厅"
NOBODY = "赤壁司法局"
"""A unit that the form does not name."""
BLOCK = next(form for form in forms() if form.id == "annex1-application").blocks[0]


def home(unit: str, top: float, page: int = 1, lines: tuple[Evidence, ...] = ()) -> Home:
    """A block 40 mm high whose cell ends 180 mm across."""
    said = tuple(Paragraph("2024年12月4日", line) for line in lines)
    at = Evidence("scan", page, BBox(60, top, 180, top + 40))
    return Home(BlockRegion(BLOCK, "意见", said, at), (), Owners((unit,), (UPPER, LOWER, FAR)))


def seal(words: str, y: float, *, page: int = 1, left: float = 176, cut: bool = False) -> Mark:
    """A sure seal with its middle ``y`` down; one that is ``cut`` ends at the paper's edge."""
    seen = SealSeen("round", 0.95, Words((rim(words), rim(words))), cut=cut)
    right = 210 if cut else left + 40
    picture = Picture(Evidence("scan", page, BBox(left, y - 20, right, y + 20)), None, right - left, 40, seal=seen)
    return Mark(picture, Judgement("round-seal", 0.95, frozenset({"round-seal"})))


def answered(homes: list[Home], *strays: Mark) -> list[tuple[bool | None, bool | None, bool]]:
    """Of each block that has a seal: that one stands there, whether it is the unit's own, and whether a person is asked."""
    given = [(one, seal_mark(one.marks, one.region.at, False, one.owners)) for one in with_strays(homes, strays)]
    return [(seal.present, seal.matches_unit, seal.needs_review) for one, seal in given if one.marks]


def told(homes: list[Home], *strays: Mark) -> list[tuple[int, bool]]:
    """How many seals each block has, and whether it is contested."""
    return [(len(one.marks), one.contested) for one in with_strays(homes, strays)]


@pytest.mark.parametrize("words", [UPPER, FAR])
def test_a_whole_seal_in_the_margin_is_that_of_the_block_level_with_it(words: str) -> None:
    assert told([home(UPPER, 40), home(LOWER, 80)], seal(words, 60)) == [(1, False), (0, False)]


def test_a_cut_seal_that_names_the_unit_level_with_it_is_its_own() -> None:
    assert told([home(LOWER, 40), home(UPPER, 80)], seal("宜昌市人民", 60, cut=True)) == [(1, False), (0, False)]


def test_a_cut_seal_of_which_half_a_long_name_is_left_is_its_units_own() -> None:
    long = "湖北省社会管理和公共服务标准化联席会议办公室"
    assert told([home(long, 40)], seal("湖北省社会管理和台共", 60, cut=True)) == [(1, False)]
    assert told([home(long, 40)], seal("湖北省", 60, left=190, cut=True)) == [(0, True)]


def test_a_cut_seal_that_names_another_unit_leaves_the_block_level_with_it_open() -> None:
    assert told([home(LOWER, 40), home(UPPER, 80)], seal(FAR, 60, left=190, cut=True)) == [(0, True), (0, False)]


def test_a_cut_seal_that_shows_its_middle_level_with_one_block_alone_is_that_ones_for_a_person_to_confirm() -> None:
    homes = [home(LOWER, 40), home(UPPER, 80)]
    assert told(homes, seal(FAR, 60, cut=True)) == [(1, False), (0, False)]
    assert answered(homes, seal(FAR, 60, cut=True)) == [(True, None, True)]
    assert answered(homes, seal(FAR, 60)) == [(True, False, False)]
    sealed = replace(homes[0], marks=(seal(LOWER, 60),))
    assert answered([sealed], seal(FAR, 60, cut=True)) == [(True, True, False)]


def test_a_cut_seal_that_shows_on_another_page_too_is_no_blocks_for_sure() -> None:
    parts = seal(UPPER, 60, cut=True), seal(UPPER, 62, page=2, cut=True)
    assert told([home(UPPER, 40), home(LOWER, 80), home(FAR, 200, page=2)], *parts) == [
        (0, True),
        (0, False),
        (0, False),
    ]


def test_a_seal_on_the_height_where_two_blocks_meet_leaves_the_one_it_is_level_with_open() -> None:
    assert told([home(UPPER, 40), home(LOWER, 80)], seal(FAR, 79)) == [(0, True), (0, False)]


@pytest.mark.parametrize("cut", [True, False])
@pytest.mark.parametrize(("words", "given"), [(UPPER, [(1, False), (0, False)]), (LOWER, [(0, False), (1, False)])])
def test_a_seal_on_the_height_where_two_blocks_meet_is_that_ones_whose_unit_it_names(
    words: str, given: list[tuple[int, bool]], cut: bool
) -> None:
    assert told([home(UPPER, 40), home(LOWER, 80)], seal(words, 79, cut=cut)) == given


def test_a_seal_that_names_the_units_of_both_blocks_it_stands_beside_leaves_the_one_it_is_level_with_open() -> None:
    assert told([home(UPPER, 40), home(UPPER, 80)], seal(UPPER, 79)) == [(0, True), (0, False)]


def test_a_cut_seal_level_with_one_block_that_names_the_next_ones_unit_is_no_blocks_for_sure() -> None:
    assert told([home(UPPER, 40), home(LOWER, 80)], seal(LOWER, 68, cut=True)) == [(0, True), (0, False)]


def test_a_seal_far_beside_a_block_leaves_it_open() -> None:
    assert told([home(UPPER, 40)], seal(UPPER, 60, left=200)) == [(0, True)]


def test_a_seal_below_the_blocks_of_its_page_leaves_these_open_and_no_others() -> None:
    homes = [home(UPPER, 40), home(LOWER, 80), home(FAR, 30, page=2)]
    assert told(homes, seal(NOBODY, 200)) == [(0, True), (0, True), (0, False)]


def test_a_seal_in_no_block_leaves_the_block_open_whose_unit_it_names_on_whichever_page() -> None:
    homes = [home(UPPER, 40), home(LOWER, 80), home(FAR, 30, page=3)]
    assert told(homes, seal(FAR, 200)) == [(0, True), (0, True), (0, True)]


def test_a_seal_above_all_blocks_of_its_page_leaves_the_one_before_open_that_may_go_on_there() -> None:
    homes = [home(UPPER, 40), home(LOWER, 80), home(FAR, 60, page=2)]
    assert told(homes, seal(NOBODY, 30, page=2)) == [(0, False), (0, True), (0, True)]


def test_a_seal_on_a_page_without_blocks_leaves_the_one_open_that_may_go_on_there() -> None:
    homes = [home(UPPER, 40), home(LOWER, 80), home(FAR, 30, page=3)]
    assert told(homes, seal(NOBODY, 60, page=2)) == [(0, False), (0, True), (0, False)]


def test_the_lines_of_a_block_overleaf_are_its_place_too() -> None:
    overleaf = Evidence("scan", 2, BBox(100, 30, 172, 50))
    assert told([home(UPPER, 240, lines=(overleaf,)), home(LOWER, 80, page=2)], seal(UPPER, 40, page=2)) == [
        (1, False),
        (0, False),
    ]


def test_a_picture_of_which_nobody_knows_where_it_stands_leaves_every_block_open() -> None:
    picture = Picture(Evidence("docx"), None, 40, 40)
    unknown = Mark(picture, Judgement("unreadable", 0.5, frozenset()))
    assert told([home(UPPER, 40), home(LOWER, 80, page=2)], unknown) == [(0, True), (0, True)]
