"""Where seals and signatures found on a page picture enter the document: as pictures in the cell they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from extract.document import Picture
from extract.ink.on_page import signature_pictures
from extract.ink.words import words_of
from extract.layout.tables import Grid, Ruling, grids
from extract.marks.judged import SURE_SCORE
from extract.readers.scan.lines import PlacedLine
from extract.seals.find import may_miss_pale
from extract.seals.leftover import LEAST_INK_MM2, TRACE_MM2
from extract.seals.on_page import dotted_pictures, possible_rings, possible_seals, seal_pictures
from extract.seals.place import Said, asks_for_seal, in_blocks
from extract.seals.seal import SURE_FROM
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.vision.straight import UprightPage

_OUT_MM = 0.5
MarkFinder: TypeAlias = Callable[["UprightPage", Sequence[Ruling], Sequence[BBox]], Iterable[Picture]]
"""Finds marks on a level, upright page; it is given its rulings and its lines of text in millimetres."""

FINDERS: tuple[MarkFinder, ...] = (seal_pictures,)
"""Who looks for seals, in this order. While nobody does, whether a seal is there is left open, never denied."""


def marks_of_page(page: UprightPage, rulings: Sequence[Ruling], lines: Sequence[PlacedLine]) -> list[Picture]:
    """The seals and signatures on ``page``; without colours also what ink is left that a pale seal may be among."""
    coloured = page.coloured
    found = [picture for find in FINDERS for picture in find(page, rulings, [line.box for line in lines])]
    if FINDERS and not coloured and seals_unseen(page):
        found = dotted_pictures(page, rulings, [line.box for line in lines], found)
    sure = [picture.at.box for picture in found if picture.at.box is not None and _tells_its_parts(picture, page)]
    if found:
        found = in_blocks(found, grids(rulings), [Said(line.read.text, line.box) for line in lines])
    seals = [picture.at.box for picture in found if picture.seal is not None and picture.at.box is not None]
    signed = signature_pictures(page, rulings, lines, seals, sure)
    if coloured:
        return found + signed
    left = _left(page, rulings, [line.box for line in lines], seals, signed)
    return found + signed + _where_one_seals(left, rulings, lines)


def _left(
    page: UprightPage,
    rulings: Sequence[Ruling],
    lines: Sequence[BBox],
    seals: Sequence[BBox],
    signed: Sequence[Picture],
) -> list[Picture]:
    """Where ink is left, on a copy without colours, beside print, ``seals`` and what is surely ``signed``.

    In black and white a trace is enough, and that may be part of a ring though it looks like a name.
    """
    names = [one.at.box for one in signed if one.at.box is not None and (one.signature or 0.0) >= SURE_SCORE]
    if not seals_unseen(page):
        return possible_seals(page, rulings, [*lines, *seals, *names], LEAST_INK_MM2)
    inked = [one.at.box for one in signed if one.at.box is not None]
    rings = possible_rings(page, rulings, lines, [*seals, *names])
    return rings + possible_seals(page, rulings, [*map(_grown, lines), *seals, *inked], TRACE_MM2)


def _grown(line: BBox) -> BBox:
    """The box of a line of print with what its characters reach out of it."""
    return BBox(line.x0 - _OUT_MM, line.y0 - _OUT_MM, line.x1 + _OUT_MM, line.y1 + _OUT_MM)


def _where_one_seals(left: Sequence[Picture], rulings: Sequence[Ruling], lines: Sequence[PlacedLine]) -> list[Picture]:
    """Those of ``left`` that stand in a block: where print asks for a signature, a seal or a date. Other ink is no block's."""
    words, tables = words_of(lines), grids(rulings)
    said = [Said(line.read.text, line.box) for line in lines]
    asked = [*words.prompts, *words.dates, *(line.box for line in said if asks_for_seal(line))]
    placed = in_blocks(left, tables, said)
    return [one for one in placed if one.at.box is not None and _is_asked(one, one.at.box, tables, asked)]


def _is_asked(left: Picture, box: BBox, tables: Sequence[Grid], asked: Sequence[BBox]) -> bool:
    x, y = left.seal.hangs_at if left.seal is not None and left.seal.hangs_at is not None else box.centre
    cells = [cell.box for grid in tables for cell in grid.cells if cell.box.holds(x, y)]
    block = min(cells, key=lambda cell: cell.width * cell.height, default=box)
    return any(block.holds(*one.centre) for one in asked)


def _tells_its_parts(picture: Picture, page: UprightPage) -> bool:
    """Whether the picture's box says where a seal's ring, name and middle lie: it is sure, round, and whole."""
    seal, box = picture.seal, picture.at.box
    if seal is None or box is None or seal.slice or seal.kind != "round" or seal.certainty < SURE_FROM:
        return False
    return box.x0 > 0 and box.y0 > 0 and box.x1 < page.width_mm and box.y1 < page.height_mm


def seals_unseen(page: UprightPage) -> bool:
    """Whether a seal may have stood on the paper that ``page`` shows nothing of.

    Pale ink is lost in black and white, and where a page's colours are all but gone.
    """
    from extract.vision.rasters import is_bilevel

    if not FINDERS:
        return True
    if page.coloured:
        return may_miss_pale(page)
    return page.bilevel or is_bilevel(page.pixels)
