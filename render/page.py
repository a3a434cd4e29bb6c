"""The measures of GB/T 9704-2012 in millimetres, each with its clause, and its fonts by their official names.

A measure says where it comes from: ``A`` the standard's own words, ``D`` arithmetic from them, ``M`` only partly
confirmed, ``P`` a practice that the standard leaves free.
"""

from __future__ import annotations

from dataclasses import dataclass

MM_PER_POINT = 25.4 / 72
TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True)
class Measure:
    """A length in millimetres, what the standard allows either way, its clause and how sure we are of it."""

    mm: float
    clause: str
    tolerance_mm: float = 0.0
    certainty: str = "A"

    @property
    def twips(self) -> int:
        """The length in twentieths of a point, as Word counts page margins and rows."""
        return twips(self.mm)


def twips(mm: float) -> int:
    """Millimetres in twips, rounded."""
    return round(mm * TWIPS_PER_MM)


PAGE_WIDTH = Measure(210, "5.1", 2)
PAGE_HEIGHT = Measure(297, "5.1", 2)
TOP_MARGIN = Measure(37, "5.2.1", 1)
LEFT_MARGIN = Measure(28, "5.2.1", 1)
TEXT_WIDTH = Measure(156, "5.2.1")
TEXT_HEIGHT = Measure(225, "5.2.1")
RIGHT_MARGIN = Measure(26, "5.2.1", 1, "D")
BOTTOM_MARGIN = Measure(35, "5.2.1", 1, "D")
PAGE_NUMBER_BELOW_TEXT = Measure(7, "7.5")

LETTER_MARK_TOP = Measure(30, "10.1")
"""From the page's edge to the upper edge of the issuer's mark on a letter's first page."""
LETTER_RULE_BELOW_MARK = Measure(4, "10.1")
LETTER_RULE_WIDTH = Measure(170, "10.1", 1.5)
LETTER_LOWER_RULE = Measure(20, "10.1", 1)
"""From the lower red rule to the bottom edge of the first page."""
LETTER_NUMBER_BELOW_RULE = Measure(16 * 7 / 8 * MM_PER_POINT, "10.1", 1, "D")

DOCUMENT_MARK_TOP = Measure(35, "7.2.4")
"""From the 版心's upper edge to that of the issuer's mark of a 文件, 72 mm from the page's edge."""
DOCUMENT_RULE_BELOW_NUMBER = Measure(4, "7.2.7")
IMPRINT_OUTER_RULE = Measure(0.35, "7.4.1")
IMPRINT_INNER_RULE = Measure(0.25, "7.4.1")

CHARACTERS_PER_LINE = 28
LINE_TWIPS = 579
"""28.95 points: 22 lines fill the 版心 of 225 mm (29 points would leave room for 21)."""
TRACKING_TWIPS = -5
"""Character spacing that sets 28 characters of size 3 in 156 mm."""
RED = "FF0000"


@dataclass(frozen=True)
class Lettering:
    """A font by its official name and a size in points."""

    font: str
    points: float

    @property
    def half_points(self) -> int:
        return round(self.points * 2)


MARK_STEPS: tuple[tuple[str, float], ...] = (("宽", 13), ("中", 18), ("窄", 25), ("长", 34))
"""The styles of the issuer's mark and how many characters each has room for in one line; the standard leaves the size free."""

IMPRINT_CHARACTERS = 18
"""So long a printing office stands in one line with the day of printing."""

FANGSONG = "仿宋_GB2312"
XIAOBIAOSONG = "方正小标宋简体"
HEITI = "黑体"
KAITI = "楷体_GB2312"
SONGTI = "宋体"

OFFICIAL_FONTS = (FANGSONG, XIAOBIAOSONG, HEITI, KAITI, SONGTI)
"""The names written into every paper; Word shows the real fonts, a PDF made elsewhere may use stand-ins."""

BODY = Lettering(FANGSONG, 16)
TITLE = Lettering(XIAOBIAOSONG, 22)
MARK = Lettering(XIAOBIAOSONG, 32)
LEVEL_1 = Lettering(HEITI, 16)
LEVEL_2 = Lettering(KAITI, 16)
COPIES_TO = Lettering(FANGSONG, 14)
PAGE_NUMBER = Lettering(SONGTI, 14)
