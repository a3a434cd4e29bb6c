"""Where seals and signatures found on a page picture enter the document: as pictures in the cell they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from extract.document import Picture
from extract.ink.layer import is_coloured
from extract.ink.on_page import signature_pictures
from extract.readers.scan_lines import PlacedLine
from extract.seals.on_page import seal_pictures
from extract.seals.place import Said, in_blocks
from extract.seals.seal import SURE_FROM
from extract.tables import Ruling, grids
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.vision.straight import UprightPage

MarkFinder: TypeAlias = Callable[["UprightPage", Sequence[Ruling], Sequence[BBox]], Iterable[Picture]]
"""Finds marks on a level, upright page; it is given its rulings and its lines of text in millimetres."""

FINDERS: tuple[MarkFinder, ...] = (seal_pictures,)
"""Who looks for seals, in this order. While nobody does, whether a seal is there is left open, never denied."""


def marks_of_page(page: UprightPage, rulings: Sequence[Ruling], lines: Sequence[PlacedLine]) -> list[Picture]:
    """The seals and signatures on ``page``."""
    found = [picture for find in FINDERS for picture in find(page, rulings, [line.box for line in lines])]
    sure = [picture.at.box for picture in found if picture.at.box is not None and _tells_its_parts(picture, page)]
    if found:
        found = in_blocks(found, grids(rulings), [Said(line.read.text, line.box) for line in lines])
    seals = [picture.at.box for picture in found if picture.seal is not None and picture.at.box is not None]
    return found + signature_pictures(page, rulings, lines, seals, sure)


def _tells_its_parts(picture: Picture, page: UprightPage) -> bool:
    """Whether the picture's box says where a seal's ring, name and middle lie: it is sure, round, and whole."""
    seal, box = picture.seal, picture.at.box
    if seal is None or box is None or seal.slice or seal.kind != "round" or seal.certainty < SURE_FROM:
        return False
    return box.x0 > 0 and box.y0 > 0 and box.x1 < page.width_mm and box.y1 < page.height_mm


def seals_unseen(page: UprightPage) -> bool:
    """Whether a seal may have stood on the paper that ``page`` shows nothing of: pale ink is lost in black and white."""
    from extract.vision.rasters import is_bilevel

    return not FINDERS or (not is_coloured(page.pixels) and (page.bilevel or is_bilevel(page.pixels)))
