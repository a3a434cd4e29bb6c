"""The sections of a Word file: page, margins, grid, headers and footers."""

from __future__ import annotations

from dataclasses import dataclass

from render.conformance.docx_parts import Element, R, W
from render.conformance.docx_styles import attribute
from render.conformance.docx_text import Area
from render.page import PAGE_HEIGHT, PAGE_WIDTH, TWIPS_PER_MM


@dataclass(frozen=True)
class Section:
    """One section's page: sizes and margins in millimetres, its grid in points."""

    element: Element | None
    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    header: float
    footer: float
    grid: float | None
    character_grid: float | None
    """What the grid adds to each character's width."""
    landscape: bool

    @property
    def area(self) -> Area:
        return Area(self.left, self.width - self.right, self.grid)


def referenced(section: Element | None, reference: str, kind: str, targets: dict[str, str]) -> str | None:
    """The part of a section's header or footer of that kind."""
    for one in () if section is None else section.iterchildren(W + reference):
        if one.get(W + "type", "default") == kind:
            return targets.get(one.get(R + "id", ""))
    return None


def section_of(element: Element | None) -> Section:
    """The section that ``w:sectPr`` describes; Word's own measures where it says nothing."""
    size, margins, grid = (child(element, name) for name in ("pgSz", "pgMar", "docGrid"))
    kind = "" if grid is None else grid.get(W + "type", "")
    pitch = (attribute(grid, "linePitch") or 0) / 20
    added = (attribute(grid, "charSpace") or 0) / 4096
    width, height = _mm(size, "w", PAGE_WIDTH.mm), _mm(size, "h", PAGE_HEIGHT.mm)
    return Section(
        element, width, height,
        abs(_mm(margins, "top", 25.4)), _mm(margins, "right", 31.7), abs(_mm(margins, "bottom", 25.4)),
        _mm(margins, "left", 31.7) + _mm(margins, "gutter", 0), _mm(margins, "header", 15), _mm(margins, "footer", 17.5),
        pitch if kind in ("lines", "linesAndChars", "snapToChars") and pitch else None,
        added if kind in ("linesAndChars", "snapToChars") else None,
        width > height,
    )  # fmt: skip


def _mm(element: Element | None, name: str, otherwise: float) -> float:
    given = attribute(element, name)
    return otherwise if given is None else given / TWIPS_PER_MM


def child(element: Element | None, name: str) -> Element | None:
    return None if element is None else element.find(W + name)


def is_on(mark: Element | None) -> bool:
    return mark is not None and mark.get(W + "val", "1") not in ("0", "false", "off")
