"""From PDF user space to millimetres from the top left of the upright page, crop box and rotation respected."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from forms.evidence import BBox

MM = 25.4 / 72
"""Millimetres in a PDF unit (1/72 inch)."""
SIDEWAYS_SHARE = 0.6
"""A page is turned where more than this share of its text runs sideways."""


@dataclass(frozen=True)
class Space:
    """The visible box of a page in user space and its clockwise rotation in quarter turns."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int
    extra: int = 0
    """Those of ``turns`` that ``/Rotate`` does not say: the page's text itself runs sideways."""
    mm: float = MM
    """The millimetres of one unit: more than 1/72 inch where ``/UserUnit`` says so."""

    @property
    def width(self) -> float:
        """The upright page's width in millimetres."""
        return ((self.top - self.bottom) if self.turns % 2 else (self.right - self.left)) * self.mm

    @property
    def height(self) -> float:
        """The upright page's height in millimetres."""
        return ((self.right - self.left) if self.turns % 2 else (self.top - self.bottom)) * self.mm

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The user-space point in millimetres on the upright page."""
        if self.turns == 0:
            return (x - self.left) * self.mm, (self.top - y) * self.mm
        if self.turns == 1:
            return (y - self.bottom) * self.mm, (x - self.left) * self.mm
        if self.turns == 2:
            return (self.right - x) * self.mm, (y - self.bottom) * self.mm
        return (self.top - y) * self.mm, (self.right - x) * self.mm

    def box(self, left: float, bottom: float, right: float, top: float) -> BBox:
        """The user-space rectangle in millimetres on the upright page."""
        xa, ya = self.point(left, bottom)
        xb, yb = self.point(right, top)
        return BBox(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


def space_of(page: Any, unit: float = 1.0) -> Space:
    """The space of a loaded page: its crop box within its media box, turned as ``/Rotate`` says.

    ``unit`` is its ``/UserUnit``, which PDFium passes over.
    """
    import pypdfium2.raw as pdfium

    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(rect))
    return Space(rect.left, rect.bottom, rect.right, rect.top, pdfium.FPDFPage_GetRotation(page) % 4, mm=MM * unit)


def upright(space: Space, turned: Mapping[int, int]) -> Space:
    """``space`` turned so that most text is upright; ``turned`` counts texts by direction in quarter turns."""
    most = max(turned, key=lambda direction: turned[direction], default=0)
    if most == 0 or turned[most] <= SIDEWAYS_SHARE * sum(turned.values()):
        return space
    extra = (4 - most) % 4
    return replace(space, turns=(space.turns + extra) % 4, extra=extra)


Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies ``inner`` first, then ``outer`` (PDF's row vectors)."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """The point after ``matrix``."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
