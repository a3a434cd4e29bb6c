"""A character in its place on a page, whatever it was read from."""

from __future__ import annotations

from typing import NamedTuple


class Char(NamedTuple):
    """A character (or a form field's whole line) in its box, millimetres on the upright page."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str

    @property
    def em(self) -> float:
        """Its size: a Chinese character is as wide as its em, whatever height its font declares."""
        height = self.y1 - self.y0
        return max(height, self.x1 - self.x0) if len(self.text) == 1 and self.text >= "\u2e80" else height
