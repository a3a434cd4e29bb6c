"""Seals of page pictures brought home to the block whose unit they name, and blocks that such a seal may be missing from.

A seal as large as two blocks is laid where most of it lies. Its words tell better: one that is not its block's unit's and
is the unit's of the block beside it belongs there. One that names neither leaves the block beside it open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.located import BlockRegion
from extract.signing import Mark, Owners
from forms.evidence import BBox

LEAST_SHARE, LEAST_COVERED = 0.2, 0.8
"""A seal stands on a block too with so much of its height, or where it covers so much of what the block has on its page."""


@dataclass(frozen=True)
class Home:
    """The marks of one block and whose seal is looked for there; ``contested``: a seal beside it may be its own."""

    region: BlockRegion
    marks: tuple[Mark, ...]
    owners: Owners
    contested: bool = False


def brought_home(homes: Sequence[Home]) -> list[Home]:
    """``homes``, in the order of their blocks, with each seal where its words say, and blocks without one open beside
    seals that name no unit of theirs.
    """
    settled = list(homes)
    for number, home in enumerate(homes):
        for mark in home.marks:
            target = _named_beside(homes, number, mark)
            if target is not None:
                settled[number] = _without(settled[number], mark)
                settled[target] = replace(settled[target], marks=(*settled[target].marks, mark))
    return [_contested(settled, number) for number in range(len(settled))]


def _named_beside(homes: Sequence[Home], number: int, mark: Mark) -> int | None:
    """The one block beside that a mark stands on too and whose unit its words name, where they do not name its own."""
    if not _is_placed_seal(mark) or _is_own(mark, homes[number].owners):
        return None
    named = [
        n for n in _beside(homes, number) if _meets(homes[n], mark, homes[number]) and _is_own(mark, homes[n].owners)
    ]
    return named[0] if len(named) == 1 else None


def _without(home: Home, mark: Mark) -> Home:
    return replace(home, marks=tuple(one for one in home.marks if one is not mark))


def _contested(homes: Sequence[Home], number: int) -> Home:
    """The block with ``contested`` set where a seal beside it, not surely that block's own, stands on it or near."""
    home = homes[number]
    foreign = (
        (mark, homes[n])
        for n in _beside(homes, number)
        for mark in homes[n].marks
        if _is_placed_seal(mark) and not _is_own(mark, homes[n].owners)
    )
    return replace(home, contested=any(_meets(home, mark, holder) for mark, holder in foreign))


def _beside(homes: Sequence[Home], number: int) -> Iterator[int]:
    return (n for n in (number - 1, number + 1) if 0 <= n < len(homes))


def _is_placed_seal(mark: Mark) -> bool:
    return mark.picture.seal is not None and mark.picture.at.box is not None


def _is_own(mark: Mark, owners: Owners) -> bool:
    from extract.seals.whose import judged

    words = mark.picture.seal.words if mark.picture.seal is not None else None
    return words is not None and judged(words, owners.own, owners.others).matches is True


def _meets(home: Home, mark: Mark, holder: Home) -> bool:
    """Whether a seal that ``holder`` has stands on a block too: on its place, or on its lines where it goes on overleaf.

    A block that ends overleaf without words goes as far as the next one begins.
    """
    at = mark.picture.at
    places = [home.region.at, *(line.at for line in home.region.paragraphs if line.text.strip())]
    boxes = [place.box for place in places if place.page == at.page and place.box is not None]
    if at.box is None:
        return False
    if not boxes:
        below = holder.region.at
        overleaf = home.region.at.page is not None and at.page == below.page == home.region.at.page + 1
        return overleaf and below.box is not None and at.box.centre[1] < below.box.y0
    around = BBox.around(boxes)
    common = min(around.y1, at.box.y1) - max(around.y0, at.box.y0)
    enough = min(LEAST_SHARE * at.box.height, LEAST_COVERED * around.height)
    return around.overlap(at.box) > 0 and common >= enough
