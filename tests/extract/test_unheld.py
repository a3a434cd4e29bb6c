"""A seal in a cell that something else claimed leaves the blocks of its page open."""

from __future__ import annotations

import pytest

from extract.document import Document, Paragraph, Picture
from extract.locate.located import BlockRegion, Located
from extract.locate.unheld import unheld_seals
from extract.seals.seen import SealSeen
from forms.evidence import BBox, Evidence
from forms.registry import forms

BLOCK = next(form for form in forms() if form.id == "annex1-application").blocks[0]


def seal(top: float, page: int = 2) -> Picture:
    at = Evidence("scan", page, BBox(30, top, 72, top + 42))
    return Picture(at, None, 42, 42, seal=SealSeen("round", 1.0))


def stood(*marks: Picture) -> Document:
    """A document in whose running text these pictures stand."""
    return Document("pdf", tuple(Paragraph("", one.at, (one,)) for one in marks))


def region(*held: Picture, reader: str = "scan") -> BlockRegion:
    at = Evidence(reader, 2, BBox(30, 98, 182, 149))
    return BlockRegion(BLOCK, "意见", tuple(Paragraph("", one.at, (one,)) for one in held), at)


def test_a_seal_that_neither_a_block_nor_the_strays_have_is_told() -> None:
    held, astray, lost = seal(100), seal(200), seal(150)
    found = Located(blocks=[region(held)], strays=[astray])
    assert list(unheld_seals(stood(held, lost, astray), found)) == [lost]


@pytest.mark.parametrize(
    ("blocks", "mark"),
    [
        ([region()], seal(150, page=1)),
        ([], seal(150)),
        ([region(reader="docx")], seal(150)),
        ([region()], Picture(seal(150).at, None, 42, 42)),
    ],
    ids=["on a page without a block", "in a form without blocks", "beside no scan", "no seal"],
)
def test_other_pictures_are_no_blocks_concern(blocks: list[BlockRegion], mark: Picture) -> None:
    assert list(unheld_seals(stood(mark), Located(blocks=blocks))) == []


def test_a_seal_laid_on_two_blocks_is_held_by_either() -> None:
    mark, copy = seal(130), seal(130)
    assert list(unheld_seals(stood(mark, copy), Located(blocks=[region(mark)]))) == []
