"""Parts of a 骑缝章 on two pages beside one another: known by each other, and no block's seal."""

from __future__ import annotations

import pytest

from extract.document import Picture, pictures
from extract.fill.signing import judge_all
from extract.layout.page import PageContent, lay_out
from extract.layout.tables import Ruling, grids
from extract.readers.page_flow import assembled
from extract.seals.look import Words
from extract.seals.seen import SealSeen
from forms.evidence import BBox, Evidence

A4 = (210.0, 297.0)
CELL = [
    Ruling(True, 100, 25, 190),
    Ruling(True, 200, 25, 190),
    Ruling(False, 25, 100, 200),
    Ruling(False, 190, 100, 200),
]
SLICE = BBox(189, 121, 210, 163)


def page(number: int, *seals: tuple[BBox, SealSeen]) -> PageContent:
    """A page with one cell and seals."""
    content = PageContent(number, *A4, reader="scan")
    found = [Picture(Evidence("scan", number, box), None, box.width, box.height, seal=seen) for box, seen in seals]
    lay_out(content, grids(CELL), (), found)
    return content


def told(*pages: PageContent) -> list[tuple[int | None, bool]]:
    """The page of each seal and whether it is a slice, as handed on."""
    found = sorted(pictures(assembled(pages, "scan").flow), key=lambda one: one.at.page or 0)
    return [(one.at.page, one.seal.slice) for one in found if one.seal is not None]


def seen(certainty: float, *, part: bool = False, red: bool = True) -> SealSeen:
    return SealSeen("round", certainty, None, part, red)


HALF = BBox(169, 123, 209.5, 164)


@pytest.mark.parametrize("red", [True, False], ids=["red", "grey"])
def test_half_a_ring_beside_a_slice_of_the_page_before_or_after_is_a_slice(red: bool) -> None:
    one, other = (SLICE, seen(0.9, part=True, red=red)), (HALF, seen(0.4, red=red))
    assert told(page(1, one), page(2, other)) == [(1, True), (2, True)]
    assert told(page(1, other), page(2, one)) == [(1, True), (2, True)]


def test_a_part_over_the_edge_is_a_slice_however_sure() -> None:
    cut = BBox(190, 126, 210, 157)
    assert told(page(1, (cut, seen(1.0))), page(2, (SLICE, seen(0.9, part=True)))) == [(1, True), (2, True)]


@pytest.mark.parametrize(
    "box",
    [BBox(160, 123, 201, 164), BBox(169, 180, 209.5, 221)],
    ids=["off the edge", "lower down"],
)
def test_what_stands_elsewhere_than_the_slice_is_left_as_it_was(box: BBox) -> None:
    assert told(page(1, (SLICE, seen(0.9, part=True))), page(2, (box, seen(0.4))))[-1] == (2, False)


def test_a_whole_seal_near_the_edge_stays_its_blocks() -> None:
    assert told(page(1, (SLICE, seen(0.9, part=True))), page(2, (HALF, seen(0.9)))) == [(1, True), (2, False)]


def test_two_half_rings_without_a_slice_stay_open() -> None:
    assert told(page(1, (HALF, seen(0.4))), page(2, (HALF, seen(0.4)))) == [(1, False), (2, False)]


def test_a_slice_two_pages_further_says_nothing() -> None:
    assert told(page(1, (SLICE, seen(0.9, part=True))), page(2), page(3, (HALF, seen(0.4))))[-1] == (3, False)


def test_a_slice_is_recorded_and_never_counted() -> None:
    made = assembled([page(1, (SLICE, seen(0.9, part=True))), page(2, (HALF, seen(0.4)))], "scan")
    found = list(pictures(made.flow))
    assert len(found) == 2
    assert judge_all(found) == ()


def test_a_part_of_a_ring_that_no_other_page_goes_on_with_is_a_seal_that_the_edge_cuts() -> None:
    lone = BBox(0, 121, 19, 160)
    made = assembled([page(1), page(2, (lone, seen(0.93, part=True))), page(3)], "scan")
    (found,) = (one for one in pictures(made.flow) if one.seal is not None)
    assert found.seal is not None
    assert (found.seal.slice, found.seal.cut) == (False, True)
    assert [mark.shows("round-seal") for mark in judge_all([found])] == [True]


@pytest.mark.parametrize(
    ("pages", "told_of"),
    [
        ([(SLICE, 0.93, 1)], [True]),
        ([(BBox(200, 121, 210, 160), 0.93, 1), None], [True]),
        ([(SLICE, 0.5, 1), None], [True]),
        ([(SLICE, 0.93, 1), None, (BBox(188, 124, 210, 166), 0.93, 1)], [True, True]),
    ],
    ids=["the file's only page", "a narrow strip", "hardly a seal", "on a page further on"],
)
def test_a_part_stays_a_slice_where_nothing_says_that_it_is_whole_elsewhere(
    pages: list[tuple[BBox, float, int] | None], told_of: list[bool]
) -> None:
    drawn = [page(n, (one[0], seen(one[1], part=True))) if one else page(n) for n, one in enumerate(pages, 1)]
    assert [part for _, part in told(*drawn)] == told_of


def test_an_offices_stamp_over_the_edge_stays_no_blocks_seal() -> None:
    stamp = SealSeen("round", 0.95, Words(()), slice=True)
    assert told(page(1, (SLICE, stamp)), page(2)) == [(1, True)]
