"""Which block a seal belongs to: by its area, then by the prompts and dates that it covers, and else nobody's for sure."""

from __future__ import annotations

import pytest

from extract.document import Picture
from extract.fill.signing import judge_all, seal_mark
from extract.layout.page import PageContent, lay_out
from extract.layout.paragraphs import DraftParagraph
from extract.layout.tables import Ruling, grids
from extract.seals.place import Said, in_blocks
from extract.seals.seen import SealSeen
from forms.evidence import BBox, Evidence

EDGES = (100.0, 150.0, 200.0)


def table(*edges: float) -> list[Ruling]:
    """Blocks one over the other, a narrow label beside each."""
    sides = [Ruling(False, x, edges[0], edges[-1]) for x in (25.0, 50.0, 185.0)]
    return [Ruling(True, y, 25, 185) for y in edges] + sides


def seal(x: float, y: float, certainty: float = 0.95) -> Picture:
    box = BBox(x - 21, y - 21, x + 21, y + 21)
    return Picture(Evidence("scan", 1, box), None, 42, 42, "seal", seal=SealSeen("round", certainty))


def line(text: str, x: float, y: float) -> Said:
    return Said(text, BBox(x, y - 2, x + 4 * len(text), y + 2))


def held(picture: Picture, *lines: Said, edges: tuple[float, ...] = EDGES) -> dict[int, bool | None]:
    """In which block (0, 1; -1: in none) the seal is handed on, and whether it is surely present there."""
    content, ruled = PageContent(1, 210, 297), grids(table(*edges))
    lay_out(content, ruled, (), in_blocks([picture], ruled, lines))
    found = {-1: list(content.pictures)}
    for cell in content.tables[0].cells:
        found.setdefault(cell.row, []).extend(item for item in cell.flow if isinstance(item, DraftParagraph))
    return {
        row: seal_mark(judge_all(one for item in items for one in item.pictures), picture.at, False).present
        for row, items in found.items()
        if items
    }


def test_a_seal_belongs_to_the_block_that_holds_most_of_it() -> None:
    assert held(seal(150, 125)) == {0: True}
    assert held(seal(150, 143)) == {0: True}
    assert held(seal(150, 157)) == {1: True}


def test_a_label_beside_the_block_owns_no_seal() -> None:
    assert held(seal(48, 125)) == {0: True}


def test_on_the_line_between_two_blocks_it_is_open_in_both() -> None:
    assert held(seal(150, 149)) == {0: None, 1: None}
    assert held(seal(150, 152)) == {0: None, 1: None}


@pytest.mark.parametrize("text", ["（盖章）", "单位（公章）：", "（章）", "2016年3月8日", "（蓋章）"])
def test_on_the_line_it_belongs_to_the_block_whose_prompt_or_date_it_covers(text: str) -> None:
    assert held(seal(150, 152), line(text, 140, 145)) == {0: True}
    assert held(seal(150, 148), line(text, 140, 160)) == {1: True}


def test_a_seal_over_three_low_blocks_is_that_ones_that_holds_most_of_it_whoever_asks() -> None:
    rows = (100.0, 122.0, 144.0, 166.0)
    assert held(seal(150, 134), line("（盖章）", 140, 149), edges=rows) == {1: True}
    assert held(seal(150, 142), edges=rows) == {1: None, 2: None}


def test_prompts_of_both_blocks_leave_it_open_in_both() -> None:
    assert held(seal(150, 152), line("（盖章）", 140, 145), line("（盖章）", 140, 160)) == {0: None, 1: None}


def test_a_prompt_that_it_does_not_cover_says_nothing() -> None:
    assert held(seal(150, 152), line("（盖章）", 60, 145)) == {0: None, 1: None}


def test_a_seal_over_the_end_of_the_table_is_the_last_blocks() -> None:
    assert held(seal(150, 204)) == {1: True}


def test_over_the_end_of_the_table_with_a_prompt_below_it_is_open() -> None:
    assert held(seal(150, 201), line("（盖章）", 140, 196), line("（盖章）", 140, 210)) == {-1: None, 1: None}


def test_a_seal_far_from_every_block_stays_beside_them() -> None:
    assert held(seal(150, 260)) == {-1: True}


def test_where_it_stands_is_still_told_as_it_stands() -> None:
    (one,) = in_blocks([seal(150, 143)], grids(table(*EDGES)), ())
    assert one.at.box == BBox(129, 122, 171, 164)
