"""What seals cover on a copy without colours, where their ink hides a pen's and may be taken for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from extract.ink.stamped import Stamps, discs_of, stamps_of
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.ink.layer import InkLayer, Mask


@dataclass(frozen=True)
class SealInk:
    """The boxes of all seals of a page, and its masks.

    ``whole`` is what seals cover whose rings are not sure, ``stamps`` tells the parts of the others. ``discs`` is the
    room of all of them, ``None`` where there are none; ``hides`` is where nothing of a pen's is seen.
    """

    layer: InkLayer
    seals: Sequence[BBox]
    whole: Mask
    stamps: Stamps

    @classmethod
    def of(cls, layer: InkLayer, seals: Sequence[BBox], sure: Sequence[BBox]) -> SealInk:
        """The ink of ``seals`` and of those that are ``sure``; none of either hides a pen's on a page in colours."""
        if layer.coloured:
            seals, sure = (), ()
        return cls(layer, [*seals, *sure], discs_of(layer, seals), stamps_of(layer, sure))

    @cached_property
    def discs(self) -> Mask | None:
        return self.whole | self.stamps.disc if self.seals else None

    @cached_property
    def hides(self) -> Mask:
        return self.whole | (self.stamps.own & ~self.stamps.pen)

    def touches(self, box: BBox) -> bool:
        """Whether any of ``box`` lies in a seal."""
        return self.discs is not None and bool(self.discs[self.layer.window(box)].any())
