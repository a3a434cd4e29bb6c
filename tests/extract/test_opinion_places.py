"""Where an opinion stands that goes on overleaf."""

from __future__ import annotations

from extract.fill.blocks import _place_of
from forms.evidence import BBox, Evidence

NAME = Evidence("scan", 4, BBox(24, 224, 65, 228))
FIRST, OVERLEAF = Evidence("scan", 4, BBox(31, 231, 112, 235)), Evidence("scan", 5, BBox(26, 30, 88, 34))


def test_an_opinion_that_goes_on_overleaf_stands_where_it_begins_and_not_at_its_blocks_name() -> None:
    assert _place_of([FIRST, OVERLEAF], NAME) == FIRST


def test_an_opinion_whose_place_nobody_knows_stands_in_its_block() -> None:
    assert _place_of([FIRST, Evidence("docx", path="paragraph 3")], NAME) == NAME
