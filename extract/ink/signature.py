"""What is found where one signs, and from which certainty on it is taken for a signature."""

from __future__ import annotations

from dataclasses import dataclass

from forms.evidence import BBox

SURE_FROM = 0.7
"""From this certainty on ink is taken for a signature; below, a person looks."""
UNEXPLAINED = 0.3
"""How surely ink is a signature whose shape says none and that nothing else explains."""


@dataclass(frozen=True)
class Signature:
    """Ink that is, or may be, a signature: its place in millimetres, the cell it is in, how sure that is (0–1).

    ``hidden`` stands for a place to sign that a seal covers on a copy without colours: nobody can tell there.
    """

    box: BBox
    cell: BBox | None
    certainty: float
    hidden: bool = False

    @property
    def sure(self) -> bool:
        return self.certainty >= SURE_FROM
