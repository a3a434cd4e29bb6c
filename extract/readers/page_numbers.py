"""The number that a page prints at its head or foot, and the paper that it counts the pages of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.layout.lines import Line
from extract.layout.margins import FOOTER_MM, HEADER_MM
from extract.layout.page import PageContent
from forms.evidence import SCAN
from forms.page_code import page_code

SURE = 0.9
"""A page number whose digits score less is not believed."""
_ALIKE = ("06", "08", "09", "14", "17", "27", "35", "38", "39", "49", "56", "58", "59", "68", "69", "89")
"""Digits that are taken for each other."""
_NUMBER = re.compile(
    r"[-—–－─一·\s]*(?P<bare>[0-9]{1,3})[-—–－─一·\s]*"
    r"|第\s*(?P<page>[0-9]{1,3})\s*[页頁](?:[\s,，/／]*[共总總]\s*(?P<total>[0-9]{1,3})\s*[页頁])?"
    r"|(?P<part>[0-9]{1,3})\s*[/／]\s*(?P<whole>[0-9]{1,3})"
)


@dataclass(frozen=True)
class Side:
    """A written page with its printed number (0: none), and of which paper that is (``""``: it does not say)."""

    page: PageContent = field(compare=False)
    number: int = 0
    paper: str = ""
    total: int = 0


def is_blank(page: PageContent) -> bool:
    """Whether nothing at all stands on a scanned page, as on the back of a sheet."""
    return page.reader == SCAN and not (page.lines or page.tables or page.pictures or page.read or page.lost)


def numbered_side(page: PageContent) -> Side:
    """The page with its number; without one where none is read surely, or several that differ."""
    found = {side for line in page.lines if (side := _numbered(page, line)) is not None}
    return found.pop() if len(found) == 1 else Side(page)


def _numbered(page: PageContent, line: Line) -> Side | None:
    if not (line.y1 <= HEADER_MM or line.y0 >= page.height - FOOTER_MM) or not _read_surely(page, line):
        return None
    if code := page_code(line.text):
        return Side(page, code.page, f"附件{code.annex}·{code.edition}·{code.pilot}")
    shape = _NUMBER.fullmatch(line.text.strip())
    if shape is None:
        return None
    total = int(shape["total"] or shape["whole"] or 0)
    number = int(shape["bare"] or shape["page"] or shape["part"])
    if number == 0 or (total and number > total):
        return None
    return Side(page, number, f"共{total}页" if total else "", total)


def _read_surely(page: PageContent, line: Line) -> bool:
    """Whether all digits of the line were read well; a text layer's always are."""
    if page.reader != SCAN:
        return True
    here = [read for read in page.read if read.text and line.y0 <= read.box.centre[1] <= line.y1]
    scores = [s for read in here for char, s in zip(read.text, read.scores, strict=True) if char.isdigit()]
    return bool(scores) and min(scores) >= SURE


def alike(number: int) -> Iterator[int]:
    """The numbers that ``number`` may be with one digit misread."""
    said = str(number)
    for place, digit in enumerate(said):
        for pair in (pair for pair in _ALIKE if digit in pair):
            yield int(said[:place] + pair.replace(digit, "") + said[place + 1 :])
