"""Places to sign that seals cover on a copy without colours: whether somebody signed there nobody can tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.ink.likeness import SEEN_MM
from extract.ink.signature import Signature
from extract.ink.under_seals import read_over_seal, unexplained_in

if TYPE_CHECKING:
    from extract.ink.layer import InkLayer, Mask
    from extract.ink.parts import Piece
    from extract.ink.places import Places
    from extract.ink.seal_ink import SealInk
    from forms.evidence import BBox

_CERTAINTY = 0.5
"""Neither signed nor unsigned is more likely."""
_COVERED = 0.25
"""Where a seal covers more than this share of the room's height, where a name begins, it may hide one."""
_HIDDEN, _LEFT_MM2 = 0.4, 3.0
"""A place hidden by more is not seen to be empty, nor is one with so much ink that nothing explains: a name leaves more."""
_BLIND_MM2 = 300.0
"""So much of a ring in a cell is room for a name."""


@dataclass(frozen=True)
class HiddenPlaces:
    """What is known of a page where seals may hide signatures: its ``loose`` ink, and the ink that is ``no_print``."""

    layer: InkLayer
    places: Places
    seals: SealInk
    loose: Sequence[Piece]
    no_print: Mask

    def in_zones(self, made: Sequence[Signature]) -> Iterator[Signature]:
        """The places where a seal covers so much that nobody can tell, unless a signature of ``made`` shows beside."""
        if self.seals.discs is None:
            return
        for zone, cell in self.places.zones():
            signed = any(one.sure and one.is_at(zone, cell) for one in made)
            if not signed and self._is_hidden(zone, self.seals.discs, cell):
                yield Signature(zone, cell, _CERTAINTY, hidden=True)

    def under_seals(self, made: Sequence[Signature]) -> Iterator[Signature]:
        """The seals in cells with a prompt, and with no mark yet, over ink that is neither theirs nor print.

        Or over a line that goes on beside them and was read so badly that a name may be part of it.
        """
        marked = {one.cell for one in made}
        words, seals = self.places.words, self.seals.seals
        for number in sorted({self.places.number_at(prompt) for prompt in words.prompts} - {-1}):
            cell = self.places.cells[number]
            box = unexplained_in(self.layer, self.no_print, cell, seals) or read_over_seal(words, cell, seals)
            if cell not in marked and box is not None:
                yield Signature(box, cell, _CERTAINTY, hidden=True)

    def _is_hidden(self, zone: BBox, discs: Mask, cell: BBox | None) -> bool:
        if not self.seals.whole[self.layer.window(zone)].any():
            return self._is_part_hidden(zone) or (zone is cell and self._is_blind(zone))
        covered = discs[self.layer.window(zone)].mean(axis=0) > _COVERED
        begun = len(covered) if zone is cell else min(len(covered), round(SEEN_MM * self.layer.per_mm))
        runs_in = covered.any() and any(zone.holds(*piece.box.centre) for piece in self.loose)
        return bool(runs_in or covered[:begun].any())

    def _is_blind(self, cell: BBox) -> bool:
        """Whether a seal stands in a cell without a prompt where one may sign across it, and a pen's ink is not told there."""
        blind = self.seals.stamps.blind[self.layer.window(cell)]
        return float(blind.sum()) / self.layer.per_mm**2 >= _BLIND_MM2

    def _is_part_hidden(self, zone: BBox) -> bool:
        """Whether the parts of seals leave too little of a place to be seen empty, or what is seen there is not."""
        window = self.layer.window(zone)
        if not self.seals.stamps.disc[window].any():
            return False
        left = sum(piece.area for piece in self.loose if zone.overlap(piece.box) > 0)
        return left > _LEFT_MM2 or bool(self.seals.hides[window].mean() > _HIDDEN)
