"""Blocks of a scan that stand under another's name, their own hidden by a seal: told apart by who signs and dates there.

A block without a cell goes on to the next name that was read. What stands behind its date and is signed, or sealed, and
dated once more for another unit of the form is the next block's. Its name was not read: all of it is in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from extract.document import Paragraph
from extract.locate.located import BlockRegion
from extract.words.hints import Hints
from extract.words.labels import SIGN_WORDS
from extract.words.opinion import OpinionText, is_dated, read_opinion
from forms.evidence import Evidence
from forms.script import fold
from forms.spec import Block, FilledBy, Form


@dataclass(frozen=True)
class Roles:
    """The blocks of ``form`` in their order, and which of them a unit may sign in: ``units`` by a block's id, folded."""

    form: Form
    units: Mapping[str, frozenset[str]]
    hints: Hints

    def read(self, paragraphs: Sequence[Paragraph]) -> OpinionText:
        known = frozenset(name for names in self.units.values() for name in names)
        return read_opinion(paragraphs, self.hints, known)

    def of(self, name: str, above: Block, below: Block | None) -> Block | None:
        """The one block of the unit ``name`` that may stand between two others."""
        ids = [str(block.id) for block in self.form.blocks]
        last = ids.index(str(below.id)) if below is not None else len(ids)
        fitting = [
            block
            for place, block in enumerate(self.form.blocks)
            if fold(name) in self.units.get(str(block.id), ())
            and ids.index(str(above.id)) <= place <= last
            and (block.repeated or (block is not above and block is not below))
        ]
        return fitting[0] if len(fitting) == 1 else None


def parted(regions: Sequence[BlockRegion], roles: Roles) -> list[BlockRegion]:
    """``regions`` with each that holds another one's in two; in doubt where nobody can tell which the other is."""
    pairs = zip_longest(regions, (region.block for region in regions[1:]))
    return [part for region, after in pairs for part in _parted(region, after, roles)]


def _parted(region: BlockRegion, below: Block | None, roles: Roles) -> Iterator[BlockRegion]:
    cut = _cut(region, roles)
    if cut is None:
        yield region
        return
    above, rest = _shared_out(region.paragraphs, cut)
    other = roles.of(roles.read(rest).units[0], region.block, below)
    if other is None:
        yield replace(region, unsure=True)
        return
    yield replace(region, paragraphs=above)
    yield from _parted(BlockRegion(other, "", rest, _first_words(rest).at, unsure=True), below, roles)


def _cut(region: BlockRegion, roles: Roles) -> int | None:
    """Behind which paragraph another block stands: the first date, where what follows has all that a block has."""
    if region.block.filled_by is FilledBy.GROUP or not region.at.is_scanned:
        return None
    dated = (n for n, one in enumerate(region.paragraphs, 1) if one.text.strip() and is_dated(one.text))
    cut = next(dated, None)
    if cut is None:
        return None
    own, rest = roles.read(region.paragraphs[:cut]), roles.read(region.paragraphs[cut:])
    signed = any(SIGN_WORDS.search(one.text) for one in region.paragraphs[cut:])
    named = {fold(name) for name in rest.units}
    mine = {fold(name) for name in own.units} or roles.units.get(str(region.block.id), frozenset())
    return cut if len(named) == 1 and not named & mine and rest.dates and signed else None


def _shared_out(paragraphs: Sequence[Paragraph], cut: int) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """``paragraphs`` up to ``cut`` and behind it, pictures by whether their middle lies above halfway between the two."""
    last, first = paragraphs[cut - 1].at, _first_words(paragraphs[cut:]).at
    above, rest = list[Paragraph](), list[Paragraph]()
    for number, one in enumerate(paragraphs):
        is_above = number < cut if one.text.strip() or not one.pictures else _is_above(one.pictures[0].at, last, first)
        (above if is_above else rest).append(one)
    return tuple(above), tuple(rest)


def _first_words(paragraphs: Sequence[Paragraph]) -> Paragraph:
    return next(one for one in paragraphs if one.text.strip())


def _is_above(mark: Evidence, last: Evidence, first: Evidence) -> bool:
    if mark.page != last.page or mark.box is None or last.box is None:
        return (mark.page or 0) <= (last.page or 0)
    if first.page != last.page or first.box is None:
        return True
    return mark.box.centre[1] <= (last.box.y1 + first.box.y0) / 2
