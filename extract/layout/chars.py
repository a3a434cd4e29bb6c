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
        x0, y0, x1, y1, text = self
        height, width = y1 - y0, x1 - x0
        return width if width > height and len(text) == 1 and text >= "\u2e80" else height
