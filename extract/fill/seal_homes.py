"""Seals of page pictures brought home to the block whose unit they name, and blocks that such a seal may be missing from.

A seal as large as two blocks is laid where most of it lies. Its words tell better: one that is not its block's unit's and
is the unit's of the block beside it belongs there. One that names neither leaves the block beside it open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.fill.signing import Mark, Owners, judge_all
from extract.locate.located import BlockRegion
from extract.seals.seal import SURE_FROM
from forms.evidence import BBox
from forms.script import fold

LEAST_SHARE, LEAST_COVERED = 0.2, 0.8
"""A seal stands on a block too with so much of its height, or where it covers so much of what the block has on its page."""
NAMED, NAMED_SHARE, NAMED_CERTAINTY = 5, 0.6, 0.75
"""A ring with so many characters of a unit's name round it, and with so much of the name, is surely a seal's: a line of
print that touches it has some three. How sure it then is."""
LEAST_READ = 4
"""So many characters of a seal that is cut tell whose it may be."""
LIKE, LIKER = 0.6, 0.2
"""A seal that is not read well names a unit with so like a name, and rather than another whose is less like by so much."""


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
            target = _left_to(homes, number, mark) if target is None else target
            if target is not None:
                alike = not _is_own(mark, homes[target].owners) and _stands_on(home, mark)
                left = _without(settled[number], mark)
                settled[number] = replace(left, contested=left.contested or alike)
                settled[target] = replace(settled[target], marks=(*settled[target].marks, mark))
    settled = [_known_by_name(_at_home_alone(settled, number)) for number in range(len(settled))]
    return [_contested(settled, number) for number in range(len(settled))]


def _named_beside(homes: Sequence[Home], number: int, mark: Mark) -> int | None:
    """The one block beside that a mark stands on too and whose unit its words name, where they do not name its own.

    Nor may they be its own of which a character was misread: two blocks may have one unit.
    """
    if not is_placed_seal(mark) or _is_own(mark, homes[number].owners) or _may_be_own(mark, homes[number]):
        return None
    named = [
        n
        for n in _beside(homes, number)
        if _meets(homes[n], mark, homes[number])
        and _names_rather(mark, homes[n].owners, homes[number].owners)
        and not _has_a_better(homes[n], mark, homes[number])
    ]
    return named[0] if len(named) == 1 else None


def _may_be_own(mark: Mark, home: Home) -> bool:
    """Whether a seal stands on a block by its middle, and its words are the name of the block's unit but for a character."""
    seal = mark.picture.seal
    if seal is None or seal.words is None or not _stands_on(home, mark):
        return False
    pairs = [
        (fold(rim.text), fold(name)) for rim in seal.words.rims for name in (*home.owners.own, *home.owners.doubted)
    ]
    return any(_shared(read, name) >= max(len(read), len(name)) - 1 for read, name in pairs)


def _has_a_better(home: Home, mark: Mark, holder: Home) -> bool:
    """Whether a block has its unit's own seal, and a mark is only like it: a superior's, of the same place.

    A second one of the unit's own stays the only seal of ``holder`` where it stands on that block by its middle.
    """
    own = _is_second(mark, home)
    alone = all(_spot(one) == _spot(mark) for one in holder.marks if is_placed_seal(one))
    return own and (not _is_own(mark, home.owners) or (alone and _stands_on(holder, mark) and not _is_shared(mark)))


def _is_shared(mark: Mark) -> bool:
    """Whether a seal was laid on two blocks."""
    return mark.picture.seal is not None and mark.picture.seal.itself is not None


def _stands_on(home: Home, mark: Mark) -> bool:
    """Whether the middle of a seal lies on its block."""
    around, box = place_on(home, mark.picture.at.page), mark.picture.at.box
    return around is not None and box is not None and around.holds(*box.centre)


def _left_to(homes: Sequence[Home], number: int, mark: Mark) -> int | None:
    """The one block beside that a mark was laid on too, where this one has its unit's own seal: it needs no second one.

    The mark's words have to be more like the other unit's name, however badly either was read.
    """
    home = homes[number]
    if not is_placed_seal(mark) or _is_own(mark, home.owners) or not any(_is_sure_own(one, home) for one in home.marks):
        return None
    sharing = [n for n in _beside(homes, number) if any(_spot(one) == _spot(mark) for one in homes[n].marks)]
    likes = {n: _likeness(mark, homes[n].owners) for n in sharing}
    liker = [n for n, like in likes.items() if like >= _likeness(mark, home.owners) + LIKER / 2]
    return liker[0] if len(sharing) == len(liker) == 1 else None


def _is_sure_own(mark: Mark, home: Home) -> bool:
    seal = mark.picture.seal
    return seal is not None and seal.certainty >= SURE_FROM and _is_own(mark, home.owners)


def _without(home: Home, mark: Mark) -> Home:
    return replace(home, marks=tuple(one for one in home.marks if one is not mark))


def _at_home_alone(homes: Sequence[Home], number: int) -> Home:
    """The block with each seal that was laid on two blocks, and has come home from both, as sure as it is by itself."""
    home = homes[number]
    others = {_spot(mark) for n, other in enumerate(homes) if n != number for mark in other.marks}
    kept: dict[object, Mark] = {}
    for mark in home.marks:
        copies = [one for one in home.marks if _spot(one) == _spot(mark)]
        settled = len(copies) > 1 or _is_own(mark, home.owners)
        alone = is_placed_seal(mark) and _spot(mark) not in others and settled
        kept.setdefault(_spot(mark) if alone else id(mark), _by_itself(mark) if alone else mark)
    return replace(home, marks=tuple(kept.values()))


def _spot(mark: Mark) -> object:
    return mark.picture.at.page, mark.picture.at.box


def _by_itself(mark: Mark) -> Mark:
    seal = mark.picture.seal
    if seal is None or seal.itself is None:
        return mark
    return _as_sure_as(mark, seal.itself)


def _as_sure_as(mark: Mark, certainty: float) -> Mark:
    """The mark of a seal with that certainty, wherever else it might have belonged."""
    seal = mark.picture.seal
    assert seal is not None
    (judged,) = judge_all([replace(mark.picture, seal=replace(seal, certainty=certainty, itself=None))])
    return judged


def _known_by_name(home: Home) -> Home:
    """The block with each ring that is not surely a seal's known for one where a unit of the form is named round it."""
    marks = (_as_sure_as(mark, NAMED_CERTAINTY) if _is_named_ring(mark, home.owners) else mark for mark in home.marks)
    return replace(home, marks=tuple(marks))


def _is_named_ring(mark: Mark, owners: Owners) -> bool:
    seal = mark.picture.seal
    if seal is None or seal.words is None or seal.itself is not None or seal.certainty >= SURE_FROM:
        return False
    pairs = [(fold(rim.text), fold(name)) for rim in seal.words.rims for name in (*owners.own, *owners.others)]
    return any(_shared(read, name) >= max(NAMED, NAMED_SHARE * len(name)) for read, name in pairs)


def _contested(homes: Sequence[Home], number: int) -> Home:
    """The block with ``contested`` set where a seal beside it, not surely that block's only own, stands on it or near."""
    home = homes[number]
    foreign = (
        (mark, homes[n])
        for n in _beside(homes, number)
        for mark in homes[n].marks
        if is_placed_seal(mark)
        and (not _names_rather(mark, homes[n].owners, home.owners) or _is_second(mark, homes[n]))
    )
    return replace(home, contested=home.contested or any(_meets(home, mark, holder) for mark, holder in foreign))


def _is_second(mark: Mark, home: Home) -> bool:
    """Whether a block has its unit's own seal beside a mark: it needs but one."""
    return any(_spot(one) != _spot(mark) and _is_sure_own(one, home) for one in home.marks)


def _beside(homes: Sequence[Home], number: int) -> Iterator[int]:
    return (n for n in (number - 1, number + 1) if 0 <= n < len(homes))


def is_placed_seal(mark: Mark) -> bool:
    """Whether a mark is a seal of which is known where it stands."""
    return mark.picture.seal is not None and mark.picture.at.box is not None


def surely_names(mark: Mark, owners: Owners) -> bool:
    """Whether the words of a seal are, or are very like, the name of one of a block's own."""
    return _is_own(mark, owners) or _likeness(mark, owners) >= LIKE + LIKER


def names(mark: Mark, owners: Owners) -> bool:
    """Whether the words of a seal are, or are rather like, the name of one of a block's own."""
    return _is_own(mark, owners) or _likeness(mark, owners) >= LIKE


def _names_rather(mark: Mark, owners: Owners, others: Owners) -> bool:
    """Whether the words of a seal are the name of ``owners``, or clearly more like it than that of ``others``.

    Units of one place are alike by its name alone: the seal may be no liker to another unit of the form, and has to be
    very like where nobody knows whose the other block is.
    """
    if _is_own(mark, owners):
        return True
    like = _likeness(mark, owners)
    liker = _likeness(mark, Owners(owners.others)) > like
    least = LIKE if any(others.own) else LIKE + LIKER
    return not liker and like >= max(least, _likeness(mark, others) + LIKER)


def _likeness(mark: Mark, owners: Owners) -> float:
    """How much of a reading of a seal and of an owner's name is alike (0–1); of one that is cut, how much of the reading."""
    seal = mark.picture.seal
    if seal is None or seal.words is None:
        return 0.0
    pairs = [(fold(rim.text), fold(name)) for rim in seal.words.rims for name in owners.own]
    return max((_alike(read, name, seal.cut) for read, name in pairs), default=0.0)


def _alike(read: str, name: str, cut: bool) -> float:
    if not cut:
        return 2 * _shared(read, name) / max(len(read) + len(name), 1)
    return _shared(read, name) / len(read) if len(read) >= LEAST_READ else 0.0


def _shared(read: str, name: str) -> int:
    """How many characters both have in one order."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, read, name, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def _is_own(mark: Mark, owners: Owners) -> bool:
    from extract.seals.whose import judged

    words = mark.picture.seal.words if mark.picture.seal is not None else None
    return words is not None and judged(words, owners.own, owners.others).matches is True


def place_on(home: Home, page: int | None) -> BBox | None:
    """The box around all that is known of a block on a page; ``None`` where that is nothing."""
    places = [home.region.at, *(line.at for line in home.region.paragraphs if line.text.strip())]
    boxes = [place.box for place in places if place.page == page and place.box is not None]
    return BBox.around(boxes) if boxes else None


def _meets(home: Home, mark: Mark, holder: Home) -> bool:
    """Whether a seal that ``holder`` has stands on a block too: on its place, or on its lines where it goes on overleaf.

    A block that ends overleaf without words goes as far as the next one begins.
    """
    at = mark.picture.at
    around = place_on(home, at.page)
    if at.box is None:
        return False
    if around is None:
        below = holder.region.at
        overleaf = home.region.at.page is not None and at.page == below.page == home.region.at.page + 1
        return overleaf and below.box is not None and at.box.centre[1] < below.box.y0
    common = min(around.y1, at.box.y1) - max(around.y0, at.box.y0)
    enough = min(LEAST_SHARE * at.box.height, LEAST_COVERED * around.height)
    return around.overlap(at.box) > 0 and common >= enough
