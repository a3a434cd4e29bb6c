"""Names that are signed where a seal stands, on copies without colours: told by darkness, or left open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.ink.find import find
from extract.ink.layer import ink_layer
from extract.ink.signature import Signature
from extract.ink.stamped import stamps_of
from forms.evidence import BBox
from tests.extract.ink_pages import BLACK, Sheet, block, name

pytestmark = pytest.mark.needs("chinese-fonts")


def found(sheet: Sheet, seal: BBox, *, bilevel: bool = False) -> list[Signature]:
    """What is found on the sheet's copy, on which a seal is surely known."""
    import numpy as np

    page = sheet.grey().page()
    if bilevel:
        page = replace(page, pixels=np.where(page.pixels > 150, 255, 0).astype(np.uint8), bilevel=True)
    return find(page, sheet.rulings, sheet.lines, (seal,), (seal,))


def test_a_dark_name_under_a_seal_is_a_signature_on_a_grey_copy() -> None:
    sheet = block()
    sheet.ink(name(4, height=10), 64, 40, BLACK)
    assert [one.sure for one in found(sheet, sheet.seal(82, 42))] == [True]


def test_a_name_under_a_seal_is_never_denied_in_black_and_white() -> None:
    sheet = block()
    sheet.ink(name(4, height=10), 64, 40, BLACK)
    seen = found(sheet, sheet.seal(82, 42), bilevel=True)
    assert seen
    assert not any(one.sure for one in seen)


@pytest.mark.parametrize("bilevel", [False, True], ids=["grey", "black and white"])
def test_a_place_that_only_the_empty_rim_of_a_seal_crosses_is_empty(bilevel: bool) -> None:
    sheet = block()
    assert found(sheet, sheet.seal(84, 28), bilevel=bilevel) == []


@pytest.mark.parametrize("bilevel", [False, True], ids=["grey", "black and white"])
def test_a_place_under_the_middle_of_a_seal_is_open(bilevel: bool) -> None:
    sheet = block()
    (one,) = found(sheet, sheet.seal(76, 42), bilevel=bilevel)
    assert one.hidden


def test_the_rim_of_a_seal_is_its_own_only_where_characters_stand() -> None:
    sheet = Sheet(())
    box = sheet.seal(60, 45)
    page = sheet.grey().page()
    stamps = stamps_of(ink_layer(page, []), [box])
    at = {way: (round((45 + y) * 200 / 25.4), round((60 + x) * 200 / 25.4)) for way, (x, y) in _ON_RIM.items()}
    assert {way: bool(stamps.own[place]) for way, place in at.items()} == {"top": True, "bottom": False, "middle": True}
    assert stamps.disc[at["bottom"]]
    assert not stamps.pen.any()


_ON_RIM = {"top": (0, -15), "bottom": (0, 15), "middle": (0, 0)}
