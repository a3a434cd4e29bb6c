"""Where a value was read: page and box in millimetres, or a path where the format has no pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

SCAN = "scan"
"""The reader of page pictures."""


@dataclass(frozen=True)
class BBox:
    """A box in millimetres from the top left of the upright page; ``x0 <= x1`` and ``y0 <= y1``."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside, the right and lower edges excluded."""
        return self.x0 <= x < self.x1 and self.y0 <= y < self.y1

    def overlap(self, other: BBox) -> float:
        """The common area in square millimetres."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.y1, other.y1) - max(self.y0, other.y0)
        return max(width, 0.0) * max(height, 0.0)

    @staticmethod
    def around(boxes: Iterable[BBox]) -> BBox:
        """The smallest box that holds all ``boxes`` (at least one)."""
        every = list(boxes)
        return BBox(
            min(b.x0 for b in every), min(b.y0 for b in every), max(b.x1 for b in every), max(b.y1 for b in every)
        )

    def to_json(self) -> list[float]:
        return [round(v, 2) for v in (self.x0, self.y0, self.x1, self.y1)]


@dataclass(frozen=True)
class Evidence:
    """Page (1-based) and box; both ``None`` only where the format has no pages, and then ``path`` says where."""

    reader: str
    page: int | None = None
    box: BBox | None = None
    path: str | None = None

    @property
    def is_scanned(self) -> bool:
        """Whether it was read from a picture of the page."""
        return self.reader == SCAN

    def to_json(self) -> dict[str, Any]:
        out: dict[str, Any] = {
            "page": self.page,
            "box_mm": self.box.to_json() if self.box else None,
            "reader": self.reader,
        }
        if self.path is not None:
            out["path"] = self.path
        return out

    @staticmethod
    def from_json(data: dict[str, Any]) -> Evidence:
        box = data.get("box_mm")
        return Evidence(data["reader"], data.get("page"), BBox(*box) if box else None, data.get("path"))
