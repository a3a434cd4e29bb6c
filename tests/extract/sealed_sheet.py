"""A sheet of paper with seals, drawn for tests: measures in millimetres."""

from __future__ import annotations

from typing import Any

from extract.seals.find import find
from extract.seals.seal import Seal
from extract.vision.straight import UprightPage
from tests.scans.seals import SealLook, seal_mask
from tests.scans.wear import PX

DPI, A4 = 150, (210.0, 297.0)
RED = (200, 22, 32)
UNIT = "宜昌市西陵区人民政府"


class Sheet:
    """A white A4 page that marks are put on, measures in millimetres."""

    def __init__(self) -> None:
        import numpy as np

        self.pixels = np.full((round(A4[1] / 25.4 * DPI), round(A4[0] / 25.4 * DPI), 3), 250, np.uint8)

    def stamp(self, look: SealLook, x: float, y: float, colour: tuple[int, int, int] = RED) -> Sheet:
        return self.lay(seal_mask(look), x, y, colour)

    def lay(self, mask: Any, x: float, y: float, colour: tuple[int, int, int] = RED) -> Sheet:
        """Ink around a point; what falls off the page is lost."""
        import cv2
        import numpy as np

        scale = DPI / 25.4 / PX
        ink = cv2.resize(mask, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)[:, :, None]
        left, top = round(x / 25.4 * DPI - ink.shape[1] / 2), round(y / 25.4 * DPI - ink.shape[0] / 2)
        x0, y0 = max(0, left), max(0, top)
        x1, y1 = min(self.pixels.shape[1], left + ink.shape[1]), min(self.pixels.shape[0], top + ink.shape[0])
        part = ink[y0 - top : y1 - top, x0 - left : x1 - left]
        below = self.pixels[y0:y1, x0:x1].astype(np.float32)
        self.pixels[y0:y1, x0:x1] = below * (1 - part) + np.array(colour[::-1], np.float32) * part
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float, thick: float = -1, colour: Any = RED) -> Sheet:
        import cv2

        corners = [(round(x / 25.4 * DPI), round(y / 25.4 * DPI)) for x, y in ((x0, y0), (x1, y1))]
        width = -1 if thick < 0 else max(1, round(thick / 25.4 * DPI))
        cv2.rectangle(self.pixels, corners[0], corners[1], colour[::-1], width)
        return self

    def disc(self, x: float, y: float, radius: float, thick: float = -1, colour: Any = RED) -> Sheet:
        import cv2

        width = -1 if thick < 0 else max(1, round(thick / 25.4 * DPI))
        centre = round(x / 25.4 * DPI), round(y / 25.4 * DPI)
        cv2.circle(self.pixels, centre, round(radius / 25.4 * DPI), colour[::-1], width, cv2.LINE_AA)
        return self

    def page(self) -> UprightPage:
        import numpy as np

        return UprightPage(1, self.pixels, float(DPI), np.eye(3), (self.pixels.shape[1], self.pixels.shape[0]))

    def seals(self) -> list[Seal]:
        return find(self.page())
