"""What is found where one signs, and from which certainty on it is taken for a signature."""

from __future__ import annotations

from dataclasses import dataclass, replace

from forms.evidence import BBox

SURE_FROM = 0.7
"""From this certainty on ink is taken for a signature; below, a person looks."""
DOUBTFUL = SURE_FROM - 0.1
"""No surer is what may be something else."""
UNEXPLAINED = 0.3
"""How surely ink is a signature whose shape says none and that nothing else explains."""


@dataclass(frozen=True)
class Signature:
    """Ink that is, or may be, a signature: its place in millimetres, the cell it is in, how sure that is (0–1).

    ``hidden`` stands for a place to sign that a seal covers on a copy without colours: nobody can tell there. What is
    ``framed`` has a frame around it, as a name seal's.
    """

    box: BBox
    cell: BBox | None
    certainty: float
    hidden: bool = False
    framed: bool = False

    @property
    def sure(self) -> bool:
        return self.certainty >= SURE_FROM

    def is_at(self, place: BBox, cell: BBox | None) -> bool:
        """Whether it stands in a cell, or at a place without one; a name of the next cell may reach over the rule."""
        return self.cell in (None, cell) and self.box.overlap(cell or place) > 0

    def doubted(self) -> Signature:
        """The same, left to a person."""
        return replace(self, certainty=min(self.certainty, DOUBTFUL))
