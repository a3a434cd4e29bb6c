"""A block of a form drawn for tests of signatures: paper, rules, printed words, and whatever ink is put on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from extract.ink.find import find
from extract.ink.signature import Signature
from extract.layout.tables import Ruling
from extract.ocr.engine import Glyph, ReadLine
from extract.readers.scan.lines import PlacedLine
from extract.vision.straight import UprightPage
from forms.evidence import BBox
from tests.scans.glyphs import line_of
from tests.scans.hands import Hand, stray_mask, written_mask
from tests.scans.seals import SealLook, seal_mask
from tests.scans.wear import PX

if TYPE_CHECKING:
    from tests.scans.wear import Mask

DPI = 200.0
BLUE, BLACK, RED = (150, 60, 38), (20, 20, 20), (32, 22, 200)
"""Blue, green and red of inks."""
EM = 4.2


class Sheet:
    """A sheet of 120 by 90 mm with one ruled cell from (10, 10) to (110, 60), or with those asked for."""

    def __init__(self, cells: tuple[BBox, ...] = (BBox(10, 10, 110, 60),)) -> None:
        import numpy as np

        self.pixels: Any = np.full((round(90 * DPI / 25.4), round(120 * DPI / 25.4), 3), 250, np.uint8)
        self.rulings = [ruling for cell in cells for ruling in _sides(cell)]
        self.lines: list[PlacedLine] = []
        for ruling in self.rulings:
            self._rule(ruling)

    def _rule(self, ruling: Ruling) -> None:
        at, start, end = (round(v * DPI / 25.4) for v in (ruling.at, ruling.start, ruling.end))
        if ruling.horizontal:
            self.pixels[at - 1 : at + 2, start:end] = 30
        else:
            self.pixels[start:end, at - 1 : at + 2] = 30

    def ink(self, mask: Mask, x: float, middle: float, colour: tuple[int, int, int] = BLUE) -> BBox:
        """``mask`` from ``x`` on, centred on the line ``middle``; the box of its ink."""
        import cv2
        import numpy as np

        factor = DPI / 25.4 / PX
        small = cv2.resize(mask, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)[:, :, None]
        height, width = small.shape[:2]
        top, left = round(middle * DPI / 25.4 - height / 2), round(x * DPI / 25.4)
        part: Any = self.pixels[top : top + height, left : left + width]
        small = small[: part.shape[0], : part.shape[1]]
        inked = part * (1 - small) + part * small * (np.array(colour) / 255)
        part[:] = inked.astype(np.uint8)
        return BBox(x, middle - height / 2 * 25.4 / DPI, x + width * 25.4 / DPI, middle + height / 2 * 25.4 / DPI)

    def words(self, text: str, x: float, middle: float, score: float = 0.99, em: float = EM) -> BBox:
        """Printed words, and the line that is read there."""
        box = self.ink(line_of(text, "plain", em * PX), x, middle, BLACK)
        self.read(text, BBox(x, middle - em / 2, box.x1, middle + em / 2), score, em)
        return box

    def read(self, text: str, box: BBox, score: float, em: float) -> None:
        """A line as it was read, whatever stands there."""
        glyphs = tuple(Glyph(c, (n + 0.5) / len(text), score) for n, c in enumerate(text))
        quad = ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1))
        self.lines.append(PlacedLine(quad, ReadLine(glyphs), box, em))

    def read_together(self, pieces: tuple[tuple[str, BBox], ...], score: float, em: float) -> None:
        """Words and names side by side that were read as one line."""
        whole = BBox.around(box for _, box in pieces)
        glyphs = tuple(
            Glyph(c, (box.x0 + (n + 0.5) / len(text) * box.width - whole.x0) / whole.width, score)
            for text, box in pieces
            for n, c in enumerate(text)
        )
        self.read(" ", whole, score, em)
        self.lines[-1] = replace(self.lines[-1], read=ReadLine(glyphs))

    def seal(self, x: float, y: float) -> BBox:
        """A round seal of 40 mm; its box."""
        mask = seal_mask(SealLook("荆州市图书馆", diameter_mm=40, height_mm=40))
        self.ink(mask, x - mask.shape[1] / PX / 2, y, RED)
        return BBox(x - 20, y - 20, x + 20, y + 20)

    def grey(self) -> Sheet:
        """The sheet as a copier without colours gives it."""
        import cv2

        self.pixels = cv2.cvtColor(cv2.cvtColor(self.pixels, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
        return self

    def found(self, seals: tuple[BBox, ...] = ()) -> list[Signature]:
        """What is found on it."""
        return find(self.page(), self.rulings, self.lines, seals)

    def page(self) -> UprightPage:
        import numpy as np

        size = (self.pixels.shape[1], self.pixels.shape[0])
        return UprightPage(1, self.pixels, DPI, np.eye(3), size)


def _sides(cell: BBox) -> list[Ruling]:
    level = [Ruling(True, y, cell.x0, cell.x1) for y in (cell.y0, cell.y1)]
    return level + [Ruling(False, x, cell.y0, cell.y1) for x in (cell.x0, cell.x1)]


def block() -> Sheet:
    """An opinion block with a prompt and a printed date."""
    sheet = Sheet()
    sheet.words("情况属实，同意申报。", 12, 16)
    sheet.words("负责人（签字）：", 30, 40)
    sheet.words("2019年5月6日", 75, 54)
    return sheet


def name(seed: int = 1, style: str = "quick", height: float = 9.0) -> Mask:
    """A signature by hand."""
    return written_mask("王海涛", Hand(seed, style, height))


def stray(what: str) -> Mask:
    return stray_mask(what, 3)
