"""The signatures on a page picture: in each cell and behind each prompt, what the pen left there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extract.ink.across import Crossing, crossings, doubted
from extract.ink.framed import is_name_seal, name_seals_of
from extract.ink.hidden import HiddenPlaces
from extract.ink.judged import Judge
from extract.ink.layer import InkLayer, ink_layer
from extract.ink.likeness import certainty_of
from extract.ink.parts import Piece, clusters, pieces_of
from extract.ink.places import Places, is_roomy
from extract.ink.printed import beside_print
from extract.ink.rings import rings_near
from extract.ink.seal_ink import SealInk
from extract.ink.shape import shape_of
from extract.ink.signature import UNEXPLAINED, Signature
from extract.ink.typed import typed_names
from extract.ink.unexplained import Explained
from extract.ink.words import Line, Words, words_of
from extract.layout.tables import Ruling, grids
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.vision.straight import UprightPage

_IN_DATE = 0.6
"""A piece of which so much lies in a date is the date's."""
_ASIDE_MM = 3.0
"""So far from its place the middle of a ring is found."""


def find(
    page: UprightPage,
    rulings: Sequence[Ruling],
    lines: Sequence[Line],
    seals: Sequence[BBox] = (),
    sure: Sequence[BBox] = (),
) -> list[Signature]:
    """Every signature on ``page``, top to bottom. ``lines`` are those read, signatures taken for text among them.

    ``seals`` are the boxes of the seals found there: on a copy without colours their ink hides a pen's. Of those that
    are ``sure`` only the parts do whose places their ring tells: its line, the name round it, and the middle.
    """
    layer, words, cells = ink_layer(page, rulings), words_of(lines), cells_of(rulings)
    if not layer.coloured:
        places = [*words.prompts, *words.dates, *filter(is_roomy, cells)]
        seals = [box for box in seals if box not in sure]
        seals += [ring for ring in rings_near(layer, places) if not any(_same_place(ring, one) for one in sure)]
    return signatures(layer, cells, words, SealInk.of(layer, seals, sure), name_seals_of(rulings))


def cells_of(rulings: Sequence[Ruling]) -> list[BBox]:
    """The boxes of all cells that the rulings enclose; the frame of a name seal is no table."""
    return [cell.box for grid in grids(rulings) if not is_name_seal(grid.box) for cell in grid.cells]


def _same_place(ring: BBox, seal: BBox) -> bool:
    """Whether a ring lies on the line of a seal, or within it."""
    (x, y), (far_x, far_y) = ring.centre, seal.centre
    return (x - far_x) ** 2 + (y - far_y) ** 2 <= (max(seal.width - ring.width, 0.0) / 2 + _ASIDE_MM) ** 2


def signatures(
    layer: InkLayer, cells: Sequence[BBox], words: Words, seals: SealInk, frames: Sequence[BBox] = ()
) -> list[Signature]:
    """What is, or may be, a signature where cells and prompts ask for one, and the places where a seal may hide one.

    From top to bottom; what stands in ``frames`` is stamped.
    """
    typed, doubtful = typed_names(layer, seals.hides, words, cells)
    doubtful += [one.box for one in words.names if one.may_be_opinion] + words.going_on + list(frames)
    places = Places(cells, words, typed)
    ink, covered = beside_print(layer, words, typed)
    pieces, labels = pieces_of(ink & ~seals.hides, layer, cells)
    loose = [piece for piece in pieces if not _is_date(piece, words)]
    judge = Judge(layer, places, seals, loose, labels, doubtful)
    made = _without_framed([one for group in clusters(loose) if (one := judge.judged(group)) is not None])
    across = crossings(loose, labels, layer, cells, places.is_free)
    made = _with_crossings(made, [one for one in across if _may_be_name(one, layer, words)], places)
    hidden = HiddenPlaces(layer, places, seals, loose, layer.dark & ~covered)
    made += list(hidden.in_zones(made))
    made += list(hidden.under_seals(made))
    explained = Explained(layer, layer.dark & ~seals.hides, covered, words.dates, words.usual)
    for one in _unexplained(explained, places):
        if not any(other.is_at(one.box, one.cell) for other in made):
            made.append(one)
    return sorted(made, key=lambda one: one.box.y0)


def _is_date(piece: Piece, words: Words) -> bool:
    area = max(piece.box.width * piece.box.height, 0.01)
    return any(date.overlap(piece.box) >= _IN_DATE * area for date in words.dates)


def _without_framed(made: Sequence[Signature]) -> list[Signature]:
    """``made`` with name seals in doubt, but where somebody signed the same cell beside one."""
    signed = {one.cell for one in made if one.sure and not one.framed}
    return [one.doubted() if one.framed and one.cell not in signed else one for one in made]


def _with_crossings(made: list[Signature], across: Sequence[Crossing], places: Places) -> list[Signature]:
    """``made`` with what lies ``across`` the rule between two cells to be signed, in doubt wherever it may belong."""
    for one in across:
        if one.owner(places.is_free) is None:
            free = [places.cells[number] for number in (one.upper, one.lower) if places.is_free(number)]
            made = doubted(made, one, free)
    return made


def _may_be_name(found: Crossing, layer: InkLayer, words: Words) -> bool:
    reach = max(found.box.width, found.box.height) / words.usual
    return certainty_of(shape_of(found.mask, layer.per_mm), reach) >= UNEXPLAINED


def _unexplained(explained: Explained, places: Places) -> Iterator[Signature]:
    """What stands behind prompts and nothing explains: nobody can tell whether it is a name."""
    for prompt in places.words.prompts:
        cell = places.cell(places.number_at(prompt))
        if (box := explained.left_behind(prompt, cell)) is not None:
            yield Signature(box, cell, UNEXPLAINED)
