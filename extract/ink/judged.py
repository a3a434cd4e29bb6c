"""How surely a group of ink is a signature: by its shape, its place, and whatever else it may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.ink.figures import may_be_figures
from extract.ink.framed import is_bulky, is_framed
from extract.ink.likeness import begins_at, certainty_of, may_be_small
from extract.ink.parts import Piece, clusters
from extract.ink.shape import shape_of
from extract.ink.signature import DOUBTFUL, SURE_FROM, UNEXPLAINED, Signature
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.ink.layer import InkLayer, Mask
    from extract.ink.parts import Labels
    from extract.ink.places import Places
    from extract.ink.seal_ink import SealInk

LEAST_CERTAINTY = 0.15
"""What is less sure is none, and not even shown to a person."""
_TYPED = 0.5
"""Ink of which more lies in a line that may be typed may be that line."""
_FIGURE_MM = 1.2
"""So far a pen's figures reach out of their line, above and below."""
_HIGHEST_MM = 20.0
"""No name is higher."""
_CLEAR_MM = 1.0
"""What stands beside a seal stands so far from it."""
_WIDE, _APART_MM, _CRUMB_MM2 = 1.4, 10.0, 0.8
"""A name is so much wider than high; a seal's other ink lies within so much of any, and is no crumb of a stroke."""
_INSIDE, _PEN_SHARE, _PEN_SIZES = 0.5, 0.35, 1.4
"""Of ink that lies in a seal by more than the first share, so much is darker than the seal's, and so large, if a pen's."""
_RED_SHARE = 0.5
"""Ink of which more is a pale red is no pen's beyond doubt."""


@dataclass(frozen=True)
class Judge:
    """What a group of ``loose`` ink is judged by; ``labels`` tell its pieces apart, ``doubtful`` lines may be typed."""

    layer: InkLayer
    places: Places
    seals: SealInk
    loose: Sequence[Piece]
    labels: Labels
    doubtful: Sequence[BBox]

    def judged(self, group: Sequence[Piece]) -> Signature | None:
        """The signature that the pieces of one cell may make together; ``None`` if they surely make none."""
        box, number = BBox.around(piece.box for piece in group), group[0].cell
        mask, reach = self._mask(group, box), self._reach(group)
        certainty = certainty_of(shape_of(mask, self.layer.per_mm), reach) * self.places.fitness(box, number)
        if self._may_be_other(group, mask, box) or self._may_be_stamped(group, mask, box):
            certainty = min(certainty, DOUBTFUL)
        if self.places.is_free(number) and may_be_small(shape_of(mask, self.layer.per_mm), reach):
            certainty = max(certainty, UNEXPLAINED)
        if certainty < LEAST_CERTAINTY:
            return None
        return Signature(box, self.places.cell(number), round(certainty, 2), framed=self._is_framed(mask))

    def _is_framed(self, mask: Mask) -> bool:
        """Whether the ink has a frame; on a copy without colours, where rulings take parts of it, or may have had one."""
        per_mm = self.layer.per_mm
        return is_framed(mask, per_mm) or (not self.layer.coloured and is_bulky(mask, per_mm))

    def _may_be_other(self, group: Sequence[Piece], mask: Mask, box: BBox) -> bool:
        """Whether the ink may be print, crumbs, figures, an opinion's end, a block's name or a pale seal's leavings."""
        area = box.width * box.height
        return (
            any(line.overlap(box) > _TYPED * area for line in self.doubtful)
            or (box.height > _HIGHEST_MM and not self._is_name_without_crumbs(group))
            or not self._is_name_without_dates(group, mask, box)
            or self._may_be_year(group, box)
            or self.places.is_named(group[0].cell)
            or self.places.words.may_go_on_in(box)
            or self._is_pale_red(mask, box)
        )

    def _is_pale_red(self, mask: Mask, box: BBox) -> bool:
        """Whether most of the ink is what a pale seal left, whose red nearly went with the colour of the paper."""
        pale = self.layer.pale_red
        return pale is not None and bool((mask & pale[self.layer.window(box)]).sum() > _RED_SHARE * mask.sum())

    def _is_name_without_crumbs(self, group: Sequence[Piece]) -> bool:
        """Whether any of what crumbs joined is a name by itself: a pale seal's lie between a date and words that it hides."""
        for part in clusters([piece for piece in group if piece.area >= _CRUMB_MM2]):
            box = BBox.around(piece.box for piece in part)
            drawn = certainty_of(shape_of(self._mask(part, box), self.layer.per_mm), self._reach(part))
            if drawn >= SURE_FROM and not self._may_be_year(part, box):
                return True
        return False

    def _is_name_without_dates(self, group: Sequence[Piece], mask: Mask, box: BBox) -> bool:
        """Whether the ink in ``box`` is surely a name by what lies in no date."""
        left = shape_of(self._without_dates(mask, box), self.layer.per_mm)
        return certainty_of(left, self._reach(group)) * self.places.fitness(box, group[0].cell) >= SURE_FROM

    def _without_dates(self, mask: Mask, box: BBox) -> Mask:
        """``mask``, the ink in ``box``, without what lies near a date: a pen's figures are higher than their line."""
        met = [date for date in self.places.words.dates if date.overlap(box) > 0]
        if not met:
            return mask
        rows, columns = self.layer.window(box)
        left = mask.copy()
        for date in met:
            near = BBox(date.x0, date.y0 - _FIGURE_MM, date.x1, date.y1 + _FIGURE_MM)
            down, across = self.layer.window(near)
            top, first = max(down.start - rows.start, 0), max(across.start - columns.start, 0)
            left[top : max(down.stop - rows.start, 0), first : max(across.stop - columns.start, 0)] = False
        return left

    def _may_be_year(self, group: Sequence[Piece], box: BBox) -> bool:
        """Whether the ink is like figures in a row below where one signs, in a cell whose date was not read."""
        number = group[0].cell
        prompts = self.places.prompts_in(number)
        below = bool(prompts) and all(box.y0 >= prompt.centre[1] for prompt in prompts if prompt.y0 <= box.y1)
        if not below or self.places.has_date(number):
            return False
        behind = BBox(box.x1 - _CLEAR_MM, box.y0, box.x1 + _CLEAR_MM, box.y1)
        return may_be_figures(group, box, self.places.words.usual, cut=self.seals.touches(behind))

    def _may_be_stamped(self, group: Sequence[Piece], mask: Mask, box: BBox) -> bool:
        """Whether the ink may be a seal's: not where what lies in a ring is so dark and so large that a pen wrote it."""
        window, stamps = self.layer.window(box), self.seals.stamps
        within = mask & stamps.disc[window]
        if not within.any():
            return self._is_stamp_like(group, box)
        pen = (within & stamps.pen[window]).sum() >= _PEN_SHARE * within.sum()
        if pen and self._reach(group) >= _PEN_SIZES and not self.seals.whole[window].any():
            return False
        return bool(within.sum() > _INSIDE * mask.sum()) or self._is_stamp_like(group, box)

    def _is_stamp_like(self, group: Sequence[Piece], box: BBox) -> bool:
        """Whether the ink may be that of a seal whose ring was not found, on a copy without colours.

        Cells of members are not stamped. In a block a signature begins right behind its prompt, and is no higher; or it
        stands beside the ring that was found there, or far from all other ink.
        """
        number = group[0].cell
        if self.layer.coloured or not self.places.is_block(number):
            return False
        if box.height <= _HIGHEST_MM and any(begins_at(box, prompt) for prompt in self.places.prompts_in(number)):
            return False
        return number < 0 or not (self._is_beside_seal(box, self.places.cells[number]) or self._is_alone(group, box))

    def _is_alone(self, group: Sequence[Piece], box: BBox) -> bool:
        """Whether ink as wide as a name stands where no other is near: a seal's ring, star and words lie all about."""
        around = BBox(box.x0 - _APART_MM, box.y0 - _APART_MM, box.x1 + _APART_MM, box.y1 + _APART_MM)
        if box.height > _HIGHEST_MM or box.width < _WIDE * box.height or self.seals.touches(around):
            return False
        own = {piece.label for piece in group}
        others = (piece for piece in self.loose if piece.label not in own and piece.area >= _CRUMB_MM2)
        return not any(around.overlap(piece.box) > 0 for piece in others)

    def _is_beside_seal(self, box: BBox, cell: BBox) -> bool:
        """Whether a seal stands in the cell, and not where the ink is."""
        around = BBox(box.x0 - _CLEAR_MM, box.y0 - _CLEAR_MM, box.x1 + _CLEAR_MM, box.y1 + _CLEAR_MM)
        return box.height <= _HIGHEST_MM and self.seals.touches(cell) and not self.seals.touches(around)

    def _mask(self, group: Sequence[Piece], box: BBox) -> Mask:
        import numpy as np

        return np.asarray(np.isin(self.labels[self.layer.window(box)], [piece.label for piece in group]))

    def _reach(self, group: Sequence[Piece]) -> float:
        """The longer side of the largest piece, in print sizes."""
        return max(max(piece.box.width, piece.box.height) for piece in group) / self.places.words.usual
