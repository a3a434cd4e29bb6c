"""A seal goes to the block whose unit it names; beside one that names neither, no block is surely without a seal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.document import Paragraph, Picture
from extract.fill.seal_homes import Home, brought_home
from extract.fill.signing import Mark, Owners
from extract.locate.located import BlockRegion
from extract.marks.judged import Judgement
from extract.seals.look import Words
from extract.seals.seen import SealSeen
from forms.evidence import BBox, Evidence
from forms.registry import forms
from tests.extract.test_seal_fitting import rim

UPPER, LOWER, FAR = "宜昌市图书馆", "宜昌市人民政府", "湖北省民政厅"
BLOCK = next(form for form in forms() if form.id == "annex1-application").blocks[0]


def seal(words: str, y: float, page: int = 1, shared: bool = False, sure: float = 0.95) -> Mark:
    """A seal of 40 mm with its middle at 100 mm across and ``y`` down; ``shared``: laid on two blocks."""
    sure, itself = (0.6, sure) if shared else (sure, None)
    seen = SealSeen(certainty=sure, kind="round", words=Words((rim(words), rim(words))), itself=itself)
    picture = Picture(Evidence("scan", page, BBox(80, y - 20, 120, y + 20)), None, 40, 40, seal=seen)
    return Mark(picture, Judgement("round-seal", sure, frozenset({"round-seal"})))


def home(unit: str, top: float, *marks: Mark, height: float = 40, lines: tuple[Evidence, ...] = ()) -> Home:
    at = Evidence("scan", 1, BBox(60, top, 180, top + height))
    said = tuple(Paragraph("2024年12月4日", line) for line in lines)
    return Home(BlockRegion(BLOCK, "意见", said, at), marks, Owners((unit,), (UPPER, LOWER, FAR)))


def settled(*homes: Home) -> list[tuple[int, bool]]:
    """How many seals each block has, and whether it is contested."""
    return [(len(one.marks), one.contested) for one in brought_home(homes)]


def test_a_seal_that_names_its_own_blocks_unit_stays_and_leaves_the_next_block_surely_without() -> None:
    assert settled(home(UPPER, 0, seal(UPPER, 38)), home(LOWER, 40)) == [(1, False), (0, False)]


def test_a_seal_that_names_the_next_blocks_unit_and_stands_on_it_goes_there() -> None:
    assert settled(home(UPPER, 0, seal(LOWER, 38)), home(LOWER, 40)) == [(0, False), (1, False)]


def test_a_seal_that_names_the_next_blocks_unit_far_from_it_stays_where_it_stands() -> None:
    assert settled(home(UPPER, 0, seal(LOWER, 20)), home(LOWER, 60)) == [(1, False), (0, False)]


def test_a_seal_stays_on_its_block_where_one_character_of_the_unit_they_share_with_the_next_was_misread() -> None:
    assert settled(home("宜昌市人民攻府", 0, seal(LOWER, 38)), home(LOWER, 40)) == [(1, False), (0, True)]


@pytest.mark.parametrize(("y", "contested"), [(38, True), (10, False)])
def test_beside_a_seal_that_names_neither_a_block_it_stands_on_is_not_surely_without(y: float, contested: bool) -> None:
    assert settled(home(UPPER, 0, seal(FAR, y)), home(LOWER, 40)) == [(1, False), (0, contested)]


def test_a_seal_laid_on_two_blocks_is_that_ones_whose_unit_it_names_and_as_sure_as_by_itself() -> None:
    mark = seal(LOWER, 40, shared=True)
    upper, lower = brought_home([home(UPPER, 0, mark), home(LOWER, 40, mark)])
    assert (upper.marks, upper.contested) == ((), False)
    assert [(one.picture.seal.certainty, one.shows("round-seal")) for one in lower.marks if one.picture.seal] == [
        (0.95, True)
    ]


def test_a_seal_laid_on_two_blocks_that_is_not_read_well_is_that_ones_whose_unit_it_is_much_liker() -> None:
    mark = seal("宜昌示人民政俯", 40, shared=True)
    assert settled(home(FAR, 0, mark), home(LOWER, 40, mark)) == [(0, False), (1, False)]


@pytest.mark.parametrize(
    ("below", "seals", "stands"),
    [(FAR, [1, 1], True), (UPPER, [1, 2], None)],
    ids=["beside the block's own", "beside another foreign one"],
)
def test_of_a_seal_laid_on_two_blocks_one_that_has_its_own_leaves_it_to_the_other_if_its_misread_name_is_liker(
    below: str, seals: list[int], stands: bool | None
) -> None:
    mark = seal(LOWER, 40, shared=True)
    found = brought_home([home("单位市氏政府章", 0, mark), home(FAR, 40, mark, seal(below, 60))])
    assert [len(one.marks) for one in found] == seals
    assert [one.shows("round-seal") for one in found[0].marks] == [stands]


@pytest.mark.parametrize(
    ("words", "stands"),
    [(UPPER, True), ("宜昌市图馆", True), (LOWER, True), ("昌市图", None), ("十二月三日盖章", None)],
)
def test_a_doubtful_ring_is_a_seals_where_a_unit_of_the_form_is_named_round_it(words: str, stands: bool | None) -> None:
    (alone,) = brought_home([home(UPPER, 0, seal(words, 20, sure=0.3))])
    assert [one.shows("round-seal") for one in alone.marks] == [stands]


def test_a_seal_whose_other_block_was_not_found_is_no_surer_of_this_one() -> None:
    (alone,) = brought_home([home(UPPER, 0, seal(FAR, 40, shared=True))])
    assert [one.shows("round-seal") for one in alone.marks] == [None]


def test_a_seal_laid_on_two_blocks_of_one_unit_stays_open_in_both() -> None:
    mark = seal(LOWER, 40, shared=True)
    both = brought_home([home(LOWER, 0, mark), home(LOWER, 40, mark)])
    assert [[one.shows("round-seal") for one in each.marks] for each in both] == [[None], [None]]


def test_a_seal_on_the_lines_of_a_block_that_goes_on_overleaf_goes_to_that_block() -> None:
    overleaf = Evidence("scan", 2, BBox(106, 30, 140, 35))
    below = Home(
        BlockRegion(BLOCK, "意见", (), Evidence("scan", 2, BBox(60, 43, 180, 100))),
        (seal(UPPER, 32, page=2),),
        Owners((LOWER,), (UPPER, LOWER)),
    )
    assert settled(home(UPPER, 200, lines=(overleaf,)), below) == [(1, False), (0, False)]


@pytest.mark.parametrize(("words", "expected"), [(UPPER, [(1, False), (0, False)]), (FAR, [(0, True), (1, False)])])
def test_a_seal_above_a_block_overleaf_may_be_that_of_the_block_before(
    words: str, expected: list[tuple[int, bool]]
) -> None:
    below = Home(
        BlockRegion(BLOCK, "意见", (), Evidence("scan", 2, BBox(60, 43, 180, 100))),
        (seal(words, 32, page=2),),
        Owners((LOWER,), (UPPER, LOWER, FAR)),
    )
    assert settled(home(UPPER, 200), below) == expected


def test_a_seal_that_is_liker_to_another_unit_of_the_form_is_not_sent_to_the_next_block_of_one_place() -> None:
    court, museum = "咸宁市赤壁市司法局", "咸宁市赤壁市文化馆"
    mark = seal("咸宁市赤壁市灵法局", 38)
    other = replace(home("", 0, mark), owners=Owners(("咸宁市民政局",), (court, museum)))
    named = replace(home(museum, 40), owners=Owners((museum,), (court, museum)))
    assert settled(other, named) == [(1, False), (0, True)]


def test_a_seal_of_a_block_whose_unit_nobody_knows_goes_to_no_other_for_the_name_of_the_place_alone() -> None:
    museum = "咸宁市赤壁市文化馆"
    named = replace(home(museum, 40), owners=Owners((museum,), (museum,)))
    for words, seals in (("咸宁市赤壁市灵法局", [1, 0]), ("咸宁市赤壁市文化倌", [0, 1])):
        nameless = replace(home("", 0, seal(words, 38)), owners=Owners((), (museum,)))
        assert [number for number, _ in settled(nameless, named)] == seals


def test_a_superiors_seal_of_the_same_place_stays_beside_a_block_that_has_its_own() -> None:
    district = "荆州市沙市区人民政府"
    other = home("荆州市标准化研究院", 0, seal("荆州市人民政府", 30))
    both = settled(other, home(district, 40, seal(district, 62)))
    assert [seals for seals, _ in both] == [1, 1]


def test_a_seal_sent_to_the_next_block_for_a_name_that_is_only_like_leaves_the_block_open_on_which_it_stands() -> None:
    like = "宜昌示人民政俯"
    assert settled(home(UPPER, 0, seal(like, 30)), home(LOWER, 40)) == [(0, True), (1, False)]


@pytest.mark.parametrize(
    ("upper", "marks"),
    [((seal(LOWER, 38),), [1, 1]), ((seal(LOWER, 42),), [0, 2]), ((seal(LOWER, 38), seal(UPPER, 12)), [1, 2])],
    ids=["alone, by its middle", "its middle on the next", "beside its block's own"],
)
def test_a_seal_stays_its_blocks_only_one_where_the_next_block_that_it_names_has_its_own(
    upper: tuple[Mark, ...], marks: list[int]
) -> None:
    found = brought_home([home(UPPER, 0, *upper), home(LOWER, 40, seal(LOWER, 62))])
    assert [len(one.marks) for one in found] == marks


@pytest.mark.parametrize(("y", "contested"), [(42, True), (70, False)])
def test_a_second_seal_of_a_blocks_unit_that_stands_on_the_one_above_too_leaves_that_one_open(
    y: float, contested: bool
) -> None:
    lower = home(LOWER, 40, seal(LOWER, y), seal(LOWER, 62), height=60)
    assert settled(home(UPPER, 0), lower) == [(0, contested), (2, False)]
