"""What is drawn on a page besides text: rulings, pictures, ink, shading; and which text is not plain upright text."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot
from typing import Any

from extract.layout.tables import Ruling
from extract.readers.pdf.clipped import clip_of, seen_part
from extract.readers.pdf.dotted import dotted_lines, is_dot
from extract.readers.pdf.space import IDENTITY, Matrix, Space, moved, space_of, times, upright
from forms.evidence import BBox

THIN_MM = 1.2
"""A shape this thin is a line."""
SHORTEST_RULING_MM = 0.4
STRAIGHT_MM = 0.3
"""How far from level or upright a ruling's ends may be."""
SLANT_MM, SLANT_SHARE = 30.0, 0.14
"""A slanting line so long cancels what it runs over; one that rises less beside its length is a level one's."""
SMALLEST_SQUARE_MM, LARGEST_SQUARE_MM, SQUARE = 1.8, 6.0, 0.8
"""The sides of a box to tick, and the share of the longer one that the shorter one is at least."""
WHITE = 250
DARK = 110
DEEPEST_FORM = 12
"""Form XObjects nested deeper than this are not followed."""
MOST_SEGMENTS = 20_000
"""Segments looked at in one path; more is a drawing, whatever it draws."""

INVISIBLE, WHITE_TEXT, SLANTED, SIDEWAYS, COLOURED = "invisible", "white", "slanted", "sideways", "coloured"
COLOURED_SIDEWAYS, COVERED = "coloured-sideways", "covered"
SMALLEST_COVER_MM, COVER_SEGMENTS = 1.5, 24
"""The sides of a filled shape that may hide words, at least; and so many points it has at most: a rectangle has five, one
with round corners 17 to 21."""
CURVE_STEPS = 8
"""A curve is followed in so many steps."""


@dataclass(frozen=True)
class Drawn:
    """A picture or a piece of ink on the page. ``order`` is its place in the order of painting."""

    address: int
    box: BBox
    order: int
    pixels: tuple[int, int] | None = None
    """The size in pixels by the picture's header; ``None`` for ink."""
    strokes: int = 0


@dataclass
class PageObjects:
    """Everything found on one page, in millimetres on the upright page."""

    rulings: list[Ruling] = field(default_factory=list)
    images: list[Drawn] = field(default_factory=list)
    ink: list[Drawn] = field(default_factory=list)
    slants: list[tuple[float, float, float, float]] = field(default_factory=list)
    """Long lines that neither lie nor stand, by their ends."""
    squares: list[BBox] = field(default_factory=list)
    """Small squares drawn in one stroke: boxes to tick, or cells."""
    scratches: list[BBox] = field(default_factory=list)
    """Short lines that neither lie nor stand."""
    dots: list[BBox] = field(default_factory=list)
    """Marks as high as wide and no larger than a line is thick."""
    fills: list[BBox] = field(default_factory=list)
    """Dark or coloured areas, on which white text can be seen."""
    covers: list[Drawn] = field(default_factory=list)
    """Filled shapes, white ones too, painted after words."""
    text_orders: dict[int, int] = field(default_factory=dict)
    """The place of each text object in the order of painting, by address."""
    odd_text: dict[int, str] = field(default_factory=dict)
    """Text objects, by address, that are not plain dark upright text, and why."""
    coloured: list[Drawn] = field(default_factory=list)
    """Words in colour, whichever way they run."""
    forms: int = 0
    """How many form XObjects there are."""
    texts: int = 0
    last_text: int = -1
    turned: dict[int, int] = field(default_factory=dict)
    """How many text objects run in each direction, in quarter turns."""


class Sweep:
    """One walk over a page's objects and the form XObjects among them."""

    def __init__(self, page: Any, space: Space) -> None:
        import pypdfium2.raw as pdfium

        self.pdfium = pdfium
        self.space = space
        self.found = PageObjects()
        self.order = 0
        self._corner = [ctypes.c_float() for _ in range(4)]
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._matrix = pdfium.FS_MATRIX()
        for index in range(pdfium.FPDFPage_CountObjects(page)):
            self._object(pdfium.FPDFPage_GetObject(page, index), IDENTITY, 0)
        self.found.rulings += dotted_lines(self.found.dots)

    def _object(self, obj: Any, outer: Matrix, depth: int) -> None:
        pdfium = self.pdfium
        self.order += 1
        kind = pdfium.FPDFPageObj_GetType(obj)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            self._text(obj, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._seen(obj, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._image(obj, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
            inner = times(self._own_matrix(obj), outer)
            self.found.forms += 1
            for index in range(pdfium.FPDFFormObj_CountObjects(obj)):
                self._object(pdfium.FPDFFormObj_GetObject(obj, index), inner, depth + 1)

    def _own_matrix(self, obj: Any) -> Matrix:
        m = self._matrix
        if not self.pdfium.FPDFPageObj_GetMatrix(obj, m):
            return IDENTITY
        return (m.a, m.b, m.c, m.d, m.e, m.f)

    def _box(self, obj: Any, outer: Matrix) -> BBox:
        left, bottom, right, top = self._corner
        self.pdfium.FPDFPageObj_GetBounds(obj, left, bottom, right, top)
        corners = (left.value, bottom.value, right.value, top.value)
        if outer is not IDENTITY:
            points = [moved(outer, corners[i], corners[j]) for i in (0, 2) for j in (1, 3)]
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            corners = (min(xs), min(ys), max(xs), max(ys))
        return self.space.box(*corners)

    def _rgba(self, obj: Any, stroke: bool) -> tuple[int, int, int, int]:
        red, green, blue, alpha = self._colour
        get = self.pdfium.FPDFPageObj_GetStrokeColor if stroke else self.pdfium.FPDFPageObj_GetFillColor
        if not get(obj, red, green, blue, alpha):
            return 0, 0, 0, 255
        return red.value, green.value, blue.value, alpha.value

    def _text(self, obj: Any, outer: Matrix) -> None:
        found = self.found
        found.texts += 1
        found.last_text = self.order
        a, b, *_ = times(self._own_matrix(obj), outer)
        direction = _direction(a, b, self.space.turns)
        why = _why_odd(self.pdfium.FPDFTextObj_GetTextRenderMode(obj), direction, self._rgba(obj, False))
        found.text_orders[ctypes.addressof(obj.contents)] = self.order
        if direction is not None:
            found.turned[direction] = found.turned.get(direction, 0) + 1
        if why is not None:
            found.odd_text[ctypes.addressof(obj.contents)] = why
        if why in (SLANTED, COLOURED, COLOURED_SIDEWAYS) and _is_coloured(self._rgba(obj, False)):
            found.coloured.append(Drawn(ctypes.addressof(obj.contents), self._box(obj, outer), self.order))

    def _image(self, obj: Any, outer: Matrix) -> None:
        width, height = ctypes.c_uint(), ctypes.c_uint()
        self.pdfium.FPDFImageObj_GetImagePixelSize(obj, width, height)
        self.found.images.append(
            Drawn(ctypes.addressof(obj.contents), self._box(obj, outer), self.order, (width.value, height.value))
        )

    def _seen(self, obj: Any, outer: Matrix) -> None:
        """Take a path, and of its rulings and dots what the clip leaves; one inside a form XObject whole."""
        found = self.found
        rulings, dots = len(found.rulings), len(found.dots)
        self._path(obj, outer)
        if outer is not IDENTITY or (len(found.rulings), len(found.dots)) == (rulings, dots):
            return
        clip = clip_of(self.pdfium, obj, self.space)
        found.rulings[rulings:] = [part for r in found.rulings[rulings:] if (part := seen_part(r, clip)) is not None]
        found.dots[dots:] = [dot for dot in found.dots[dots:] if clip.holds(*dot.centre)]

    def _path(self, obj: Any, outer: Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        self.pdfium.FPDFPath_GetDrawMode(obj, fill, stroke)
        if not fill.value and not stroke.value:
            return
        if fill.value and self.found.texts:
            self._cover(obj, outer)
        rgba = self._rgba(obj, bool(stroke.value))
        if rgba[3] == 0 or min(rgba[:3]) >= WHITE:
            return
        box = self._box(obj, outer)
        segments = self.pdfium.FPDFPath_CountSegments(obj)
        if segments <= 5 and self._thin(box):
            return
        if segments > MOST_SEGMENTS:
            self._inked(obj, box, segments)
            return
        self._shape(obj, box, outer, bool(stroke.value))

    def _cover(self, obj: Any, outer: Matrix) -> None:
        """Take a filled shape that lets nothing through as one that may hide the words before it."""
        if self.pdfium.FPDFPath_CountSegments(obj) > COVER_SEGMENTS or self._rgba(obj, False)[3] < WHITE:
            return
        box = self._box(obj, outer)
        if min(box.width, box.height) >= SMALLEST_COVER_MM and not self.pdfium.FPDFPageObj_HasTransparency(obj):
            self.found.covers.append(Drawn(ctypes.addressof(obj.contents), box, self.order))

    def _thin(self, box: BBox) -> bool:
        """Take a thin shape as a ruling; whether it was one (or a mere dot)."""
        if max(box.width, box.height) <= THIN_MM and is_dot(box):
            self.found.dots.append(box)
            return True
        if box.height <= THIN_MM and box.width >= box.height:
            if box.width >= SHORTEST_RULING_MM:
                self.found.rulings.append(Ruling(True, (box.y0 + box.y1) / 2, box.x0, box.x1))
            return True
        if box.width <= THIN_MM:
            if box.height >= SHORTEST_RULING_MM:
                self.found.rulings.append(Ruling(False, (box.x0 + box.x1) / 2, box.y0, box.y1))
            return True
        return False

    def _shape(self, obj: Any, box: BBox, outer: Matrix, stroked: bool) -> None:
        """A path of several segments: rulings where its lines are level and upright, ink otherwise."""
        outlines, curves = self._outlines(obj, outer)
        slants = sum(not _straight(a, b) for points in outlines for a, b in pairwise(points))
        if stroked and slants and max(box.width, box.height) <= LARGEST_SQUARE_MM:
            self.found.scratches.append(box)
        if curves or slants > 1:
            self._inked(obj, self._reach(obj, outer) if curves and stroked else box, curves + slants)
            return
        if stroked and not slants and len(outlines) == 1 and _is_square(outlines[0]):
            self.found.squares.append(_around(outlines[0]))
            return
        for points in outlines:
            if stroked:
                self._sides(points)
                self.found.slants += [(*a, *b) for a, b in pairwise(points) if _is_long_slant(a, b)]
            elif points and not self._thin(_around(points)):
                self.found.fills.append(_around(points))

    def _sides(self, points: list[tuple[float, float]]) -> None:
        for (xa, ya), (xb, yb) in pairwise(points):
            if abs(ya - yb) <= STRAIGHT_MM and abs(xa - xb) >= SHORTEST_RULING_MM:
                self.found.rulings.append(Ruling(True, (ya + yb) / 2, min(xa, xb), max(xa, xb)))
            elif abs(xa - xb) <= STRAIGHT_MM and abs(ya - yb) >= SHORTEST_RULING_MM:
                self.found.rulings.append(Ruling(False, (xa + xb) / 2, min(ya, yb), max(ya, yb)))

    def _outlines(self, obj: Any, outer: Matrix) -> tuple[list[list[tuple[float, float]]], int]:
        """The path's outlines as points in millimetres, closed ones ending where they began; and its curves."""
        pdfium = self.pdfium
        matrix = times(self._own_matrix(obj), outer)
        x, y = ctypes.c_float(), ctypes.c_float()
        outlines: list[list[tuple[float, float]]] = []
        curves = 0
        for index in range(pdfium.FPDFPath_CountSegments(obj)):
            segment = pdfium.FPDFPath_GetPathSegment(obj, index)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = self.space.point(*moved(matrix, x.value, y.value))
            kind = pdfium.FPDFPathSegment_GetType(segment)
            curves += kind == pdfium.FPDF_SEGMENT_BEZIERTO
            if kind == pdfium.FPDF_SEGMENT_MOVETO or not outlines:
                outlines.append([])
            outlines[-1].append(point)
            if pdfium.FPDFPathSegment_GetClose(segment):
                outlines[-1].append(outlines[-1][0])
        return outlines, curves

    def _reach(self, obj: Any, outer: Matrix) -> BBox:
        """How far curves really reach: PDFium counts the points that bend them, which lie far beside a pen's strokes."""
        pdfium = self.pdfium
        matrix = times(self._own_matrix(obj), outer)
        x, y = ctypes.c_float(), ctypes.c_float()
        reached: list[tuple[float, float]] = []
        bend: list[tuple[float, float]] = []
        for index in range(pdfium.FPDFPath_CountSegments(obj)):
            segment = pdfium.FPDFPath_GetPathSegment(obj, index)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = self.space.point(*moved(matrix, x.value, y.value))
            if pdfium.FPDFPathSegment_GetType(segment) != pdfium.FPDF_SEGMENT_BEZIERTO or not reached:
                reached.append(point)
                continue
            bend.append(point)
            if len(bend) == 3:
                reached += _along(reached[-1], *bend)
                bend = []
        return _around(reached)

    def _inked(self, obj: Any, box: BBox, strokes: int) -> None:
        self.found.ink.append(Drawn(ctypes.addressof(obj.contents), box, self.order, strokes=strokes))


def swept(page: Any, unit: float = 1.0) -> tuple[Space, PageObjects]:
    """The page's upright space and its objects in it; turned as its text runs where ``/Rotate`` does not say so.

    ``unit`` is the page's ``/UserUnit``.
    """
    space = space_of(page, unit)
    found = Sweep(page, space).found
    turned = upright(space, found.turned)
    return (space, found) if turned is space else (turned, Sweep(page, turned).found)


def _is_long_slant(a: tuple[float, float], b: tuple[float, float]) -> bool:
    across, down = abs(a[0] - b[0]), abs(a[1] - b[1])
    return hypot(across, down) >= SLANT_MM and min(across, down) >= SLANT_SHARE * max(across, down)


def _direction(a: float, b: float, turns: int) -> int | None:
    """Quarter turns clockwise in which the text runs on the upright page; ``None`` when slanted."""
    if abs(b) <= 0.05 * abs(a):
        own = 0 if a > 0 else 2
    elif abs(a) <= 0.05 * abs(b):
        own = 3 if b > 0 else 1
    else:
        return None
    return (own + turns) % 4


def _why_odd(mode: int, direction: int | None, rgba: tuple[int, int, int, int]) -> str | None:
    if mode in (3, 7) or rgba[3] == 0:
        return INVISIBLE
    if direction is None:
        return SLANTED
    if mode in (0, 4) and min(rgba[:3]) >= WHITE:
        return WHITE_TEXT
    if direction != 0:
        return COLOURED_SIDEWAYS if _is_coloured(rgba) else SIDEWAYS
    return COLOURED if _is_coloured(rgba) else None


def _is_coloured(rgba: tuple[int, int, int, int]) -> bool:
    return max(rgba[:3]) - min(rgba[:3]) > DARK


def _is_square(points: list[tuple[float, float]]) -> bool:
    """Whether an outline is a whole square as small as a box to tick."""
    if len(points) not in (5, 6) or max(abs(a - b) for a, b in zip(points[0], points[-1], strict=True)) > STRAIGHT_MM:
        return False
    box = _around(points)
    short, long = sorted((box.width, box.height))
    return short >= SMALLEST_SQUARE_MM and long <= LARGEST_SQUARE_MM and short >= SQUARE * long


def _along(*points: tuple[float, float]) -> list[tuple[float, float]]:
    """Places along a Bézier curve from the first of its four points to the last, which is the last of them."""
    places = []
    for step in range(1, CURVE_STEPS + 1):
        t = step / CURVE_STEPS
        shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        x, y = (sum(share * point[axis] for share, point in zip(shares, points, strict=True)) for axis in (0, 1))
        places.append((x, y))
    return places


def _straight(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return abs(a[0] - b[0]) <= STRAIGHT_MM or abs(a[1] - b[1]) <= STRAIGHT_MM


def _around(points: list[tuple[float, float]]) -> BBox:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return BBox(min(xs), min(ys), max(xs), max(ys))
