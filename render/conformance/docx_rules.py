"""The rules of a Word file: paragraph borders and drawn lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from render.conformance.docx_parts import Element, W
from render.conformance.docx_styles import THEME, Shape, attribute, hexadecimal, number
from render.conformance.sheet import BLACK, Strokes
from render.page import MM_PER_POINT

EMU_PER_MM = 36_000
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"
_COMPOUND: dict[str, Strokes] = {
    "thickThin": "thick-thin",
    "thinThick": "thin-thick",
    "dbl": "double",
    "thickBetweenThin": "double",
    "thickBetweenThinSmall": "double",
}
_NONE = ("none", "nil")
_LINES = ("line", "straightConnector1")


@dataclass(frozen=True)
class Border:
    """A paragraph's upper or lower border: thickness altogether and distance from the text, in millimetres."""

    side: Literal["top", "bottom"]
    strokes: Strokes
    thickness: float
    space: float
    color: str


@dataclass(frozen=True)
class Drawn:
    """A drawn horizontal line in millimetres; ``left`` and ``top`` only where they are given from the page's edge."""

    width: float
    thickness: float
    color: str
    strokes: Strokes
    left: float | None
    top: float | None
    centred: bool = False


def borders(shape: Shape) -> list[Border]:
    """The horizontal borders of a paragraph of that shape."""
    sides: tuple[tuple[Literal["top", "bottom"], Element | None], ...] = (
        ("top", shape.top_border),
        ("bottom", shape.bottom_border),
    )
    return [border_of(side, one) for side, one in sides if one is not None and one.get(W + "val", "none") not in _NONE]


def border_of(side: Literal["top", "bottom"], one: Element) -> Border:
    """The border that an element such as ``w:bottom`` describes."""
    points = (attribute(one, "sz") or 4) / 8
    kind = one.get(W + "val", "single")
    strokes, thickness = _strokes(kind, points)
    space = (attribute(one, "space") or 0) * MM_PER_POINT
    return Border(side, strokes, thickness * MM_PER_POINT, space, hexadecimal(one.get(W + "color", "auto")))


def _strokes(kind: str, points: float) -> tuple[Strokes, float]:
    """A small gap and the thin stroke beside a thick one measure 0.75 points each."""
    if kind.startswith("thickThin"):
        return "thick-thin", points + 1.5
    if kind.startswith("thinThick"):
        return "thin-thick", points + 1.5
    if kind in ("double", "triple"):
        return "double", points * 3
    return "single", points


def drawn_lines(holder: Element) -> Iterator[Drawn]:
    """The horizontal lines drawn within ``holder``, the older copy of a drawing left out."""
    for frame in (*holder.iter(_DRAWING + "anchor"), *holder.iter(_DRAWING + "inline")):
        geometry = next(iter(frame.iter(THEME + "prstGeom")), None)
        if geometry is not None and geometry.get("prst") in _LINES:
            yield _drawn(frame)
    for line in holder.iter(_VML + "line"):
        if not has_newer_copy(line):
            made = _vml(line)
            if made is not None:
                yield made


def _drawn(frame: Element) -> Drawn:
    extent, stroke = frame.find(_DRAWING + "extent"), next(iter(frame.iter(THEME + "ln")), None)
    width = 0.0 if extent is None else (number(extent.get("cx")) or 0.0) / EMU_PER_MM
    thickness = 0.0 if stroke is None else (number(stroke.get("w")) or 0.0) / EMU_PER_MM
    color = None if stroke is None else next(iter(stroke.iter(THEME + "srgbClr")), None)
    compound = "sng" if stroke is None else stroke.get("cmpd", "sng")
    left, centred = _offset(frame, "positionH")
    top, _ = _offset(frame, "positionV")
    shade = BLACK if color is None else hexadecimal(color.get("val", BLACK))
    return Drawn(width, thickness, shade, _COMPOUND.get(compound, "single"), left, top, centred)


def _offset(frame: Element, name: str) -> tuple[float | None, bool]:
    """Millimetres from the page's edge where they are so given, and whether it is centred."""
    position = frame.find(_DRAWING + name)
    if position is None:
        return None, False
    align, offset = position.find(_DRAWING + "align"), position.find(_DRAWING + "posOffset")
    centred = align is not None and align.text == "center"
    if offset is None or position.get("relativeFrom") != "page":
        return None, centred
    return (number(offset.text) or 0.0) / EMU_PER_MM, centred


def anchored_at(element: Element) -> str:
    """How the drawing around an element is aligned: ``left``, ``right``, ``outside`` …; empty where it is not."""
    for above in element.iterancestors(_DRAWING + "anchor"):
        position = above.find(f"{_DRAWING}positionH/{_DRAWING}align")
        return "" if position is None else (position.text or "")
    return ""


def _vml(line: Element) -> Drawn | None:
    """A line of the older kind, where both its ends are told in points or millimetres."""
    begin, end = _point(line.get("from", "")), _point(line.get("to", ""))
    if begin is None or end is None or abs(begin[1] - end[1]) > 1:
        return None
    weight = _length(line.get("strokeweight", "0.75pt")) or 0.26
    color = hexadecimal(line.get("strokecolor", "black").split(" ")[0].lstrip("#"))
    stroke = next(iter(line.iter(_VML + "stroke")), None)
    compound = "" if stroke is None else stroke.get("linestyle", "")
    return Drawn(abs(end[0] - begin[0]), weight, color, _COMPOUND.get(compound, "single"), None, None)


def _point(said: str) -> tuple[float, float] | None:
    sides = [_length(one) for one in said.split(",")]
    if len(sides) != 2 or sides[0] is None or sides[1] is None:
        return None
    return sides[0], sides[1]


def _length(said: str) -> float | None:
    units = {"pt": MM_PER_POINT, "mm": 1.0, "cm": 10.0, "in": 25.4}
    unit = said.strip()[-2:]
    length = number(said.strip()[:-2] if unit in units else said)
    return None if length is None else length * units.get(unit, MM_PER_POINT)


def has_newer_copy(element: Element) -> bool:
    """Whether an element is the copy for programs that cannot show the drawing beside it."""
    return any(str(above.tag).endswith("}Fallback") for above in element.iterancestors())
