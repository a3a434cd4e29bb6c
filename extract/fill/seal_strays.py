"""Seals of page pictures that stand in no block: each is the block's beside which it stands, or leaves some blocks open.

A seal set in the margin is level with the block that it was meant for, or names its unit. One that the paper's edge cuts may be part of a
骑缝章, which shows at the same height on other pages: it is a block's where it names the block's unit, and for a person to
confirm where its middle lies on the paper, level with one block alone, and it names no other block's unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.fill.seal_homes import LEAST_SHARE, Home, is_placed_seal, names, place_on, surely_names
from extract.fill.signing import Mark, has_seal
from forms.evidence import BBox, Evidence

BESIDE_MM, WITHIN_MM = 15.0, 3.0
"""How far beside a block its seal may stand, and how far its middle lies from the height of the next block."""
MIDDLE = 0.55
"""Of a cut seal of which so much of its size shows its middle does."""
PAGED_MM = 6.0
"""The parts of a 骑缝章 stand at heights of their pages that differ by no more."""


def with_strays(homes: Sequence[Home], strays: Sequence[Mark]) -> list[Home]:
    """``homes``, in the order of their blocks, with each of ``strays`` that is one's seal, and contested where one may be."""
    settled = list(homes)
    for mark in strays:
        if not has_seal([mark]):
            continue
        owner = _owner(homes, mark, strays)
        for number in _may_miss(homes, mark, strays) if owner is None else ():
            settled[number] = replace(settled[number], contested=True)
        if owner is not None:
            kept = _aside(mark) if _is_for_a_person(homes[owner], mark) else mark
            settled[owner] = replace(settled[owner], marks=(*settled[owner].marks, kept))
    return settled


def _owner(homes: Sequence[Home], mark: Mark, strays: Sequence[Mark]) -> int | None:
    """The one block that a seal stands beside, or that it names of those it stands beside in part.

    One that is cut has to name the unit, and stand on no other page; or it names no other's, shows its middle, and stands
    beside a block that has no seal.
    """
    seal = mark.picture.seal
    if seal is None or (seal.cut and _is_paged(mark, strays)):
        return None
    beside = [number for number, home in enumerate(homes) if _is_beside(home, mark)]
    if len(beside) == 1 and not seal.cut:
        return beside[0]
    named = [number for number, home in enumerate(homes) if _reaches(home, mark) and names(mark, home.owners)]
    if not named and len(beside) == 1 and _shows_its_middle(mark) and not has_seal(homes[beside[0]].marks):
        return beside[0]
    return named[0] if len(named) == 1 and beside in ([], named) else None


def _shows_its_middle(mark: Mark) -> bool:
    """Whether clearly more than half of a cut seal lies on the paper: of a 骑缝章 a page beside shows as much."""
    box = mark.picture.at.box
    return box is not None and min(box.width, box.height) >= MIDDLE * max(box.width, box.height)


def _is_for_a_person(home: Home, mark: Mark) -> bool:
    """Whether nothing but its place says of a cut seal that it is a block's."""
    seal = mark.picture.seal
    return seal is not None and seal.cut and not names(mark, home.owners)


def _aside(mark: Mark) -> Mark:
    seal = mark.picture.seal
    assert seal is not None, "only seals are a block's by their place"
    return replace(mark, picture=replace(mark.picture, seal=replace(seal, aside=True)))


def _may_miss(homes: Sequence[Home], mark: Mark, strays: Sequence[Mark]) -> Iterable[int]:
    """The blocks that a seal may belong to: those level with it, else those near its page and those whose unit it names."""
    at = mark.picture.at
    if not is_placed_seal(mark) or at.page is None:
        return range(len(homes))
    level = [number for number, home in enumerate(homes) if _level(home, mark, 0.0) is not None]
    if level or _is_paged(mark, strays):
        return level
    named = [number for number, home in enumerate(homes) if surely_names(mark, home.owners)]
    return {*_near_its_page(homes, at), *named}


def _near_its_page(homes: Sequence[Home], at: Evidence) -> list[int]:
    """The blocks on a seal's page, with the one before them where it stands above all; else the one that may go on there."""
    places = {number: place for number, home in enumerate(homes) if (place := place_on(home, at.page)) is not None}
    before = [number for number, home in enumerate(homes) if (home.region.at.page or 0) < (at.page or 0)]
    above = at.box is not None and all(at.box.centre[1] < place.y0 for place in places.values())
    return [*places, *(before[-1:] if above else [])]


def _is_beside(home: Home, mark: Mark) -> bool:
    around, box = _level(home, mark, WITHIN_MM), mark.picture.at.box
    return around is not None and box is not None and _is_near(around, box)


def _reaches(home: Home, mark: Mark) -> bool:
    """Whether so much of a seal's height lies level with a block, near beside it, that it may be the block's."""
    around, box = place_on(home, mark.picture.at.page), mark.picture.at.box
    if around is None or box is None:
        return False
    return _is_near(around, box) and min(around.y1, box.y1) - max(around.y0, box.y0) >= LEAST_SHARE * box.height


def _is_near(around: BBox, box: BBox) -> bool:
    return max(around.x0 - box.x1, box.x0 - around.x1) <= BESIDE_MM


def _level(home: Home, mark: Mark, within: float) -> BBox | None:
    """Where a block stands on the page of a seal, if the seal's middle lies at its height and so far from its ends."""
    at = mark.picture.at
    around = place_on(home, at.page)
    if around is None or at.box is None:
        return None
    return around if around.y0 + within <= at.box.centre[1] <= around.y1 - within else None


def _is_paged(mark: Mark, strays: Sequence[Mark]) -> bool:
    """Whether another cut seal stands at the same height of the same side of another page."""
    return any(_continues(mark, other) for other in strays if other is not mark)


def _continues(mark: Mark, other: Mark) -> bool:
    one, two = mark.picture.at, other.picture.at
    if not all(m.picture.seal is not None and m.picture.seal.cut for m in (mark, other)):
        return False
    if one.box is None or two.box is None or one.page == two.page:
        return False
    (x, y), (other_x, other_y) = one.box.centre, two.box.centre
    return abs(y - other_y) <= PAGED_MM and abs(x - other_x) <= max(one.box.width, two.box.width)
