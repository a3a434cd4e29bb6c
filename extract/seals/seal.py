"""What is known of one official seal on a page picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

from forms.evidence import BBox

SealKind: TypeAlias = Literal["round", "oval"]

SURE_FROM = 0.7
"""From this certainty on a seal is taken for one; below, a person looks."""
DIAMETERS_MM = (32.0, 54.0)
"""Round official seals measure 38–50 mm (国发〔1999〕25号); pages of unknown size and worn ink stray from it."""
OVALS_MM = ((45.0, 30.0), (40.0, 30.0))
"""Widths and heights of oval seals."""


@dataclass(frozen=True)
class Ellipse:
    """Centre, half axes (pixels or millimetres, as its holder says) and turn: degrees by which the long axis falls."""

    x: float
    y: float
    a: float
    b: float
    turn: float = 0.0

    def scaled(self, factor: float) -> Ellipse:
        """The same ellipse in other units."""
        return Ellipse(self.x * factor, self.y * factor, self.a * factor, self.b * factor, self.turn)

    def moved(self, x: float, y: float) -> Ellipse:
        return Ellipse(self.x + x, self.y + y, self.a, self.b, self.turn)

    @property
    def box(self) -> BBox:
        """The upright box around it."""
        turn = math.radians(self.turn)
        reach_x = math.hypot(self.a * math.cos(turn), self.b * math.sin(turn))
        reach_y = math.hypot(self.a * math.sin(turn), self.b * math.cos(turn))
        return BBox(self.x - reach_x, self.y - reach_y, self.x + reach_x, self.y + reach_y)


@dataclass(frozen=True)
class Seal:
    """One seal found on an upright page: its outline in millimetres, its kind, and how sure that it is a seal (0–1)."""

    outline: Ellipse
    kind: SealKind
    certainty: float
    visible: float = 1.0
    """The share of its ring that lies on the page."""
    slice: bool = False
    """Part of a 骑缝章: it seals the edges of the pages and belongs to no block."""
    red: bool = True
    """Found by its colour; else by its ring alone, on a copy without colours."""

    @property
    def diameter_mm(self) -> float:
        """Its longer diameter."""
        return 2 * max(self.outline.a, self.outline.b)

    @property
    def sure(self) -> bool:
        return self.certainty >= SURE_FROM
