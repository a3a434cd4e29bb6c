"""The small code at the foot of every page of our own blanks, by which scanned pages sort themselves.

``附件3·national·第2页``, or ``附件3·national·HB-2016-07·第2页`` where the form was made for a known pilot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DOT = "·"
_CODE = re.compile(
    r"附件\s*(?P<annex>[1-6])\s*[·•・.．]\s*(?P<edition>[A-Za-z0-9-]{1,40})\s*[·•・.．]\s*"
    r"(?:(?P<pilot>[A-Za-z0-9-]{1,40})\s*[·•・.．]\s*)?第\s*(?P<page>[0-9]{1,3})\s*[页頁]"
)


@dataclass(frozen=True)
class PageCode:
    """What one page's code says; ``page`` counts from 1 within the form."""

    annex: int
    edition: str
    page: int
    pilot: str = ""

    def __str__(self) -> str:
        before, after = around_page(self.annex, self.edition, self.pilot)
        return f"{before}{self.page}{after}"


def around_page(annex: int, edition: str, pilot: str = "") -> tuple[str, str]:
    """What is printed before and behind the number of the page, which only the printing program knows.

    ``ValueError`` for an edition or a pilot that could not be read back.
    """
    for name in (edition, *((pilot,) if pilot else ())):
        if not re.fullmatch(r"[A-Za-z0-9-]{1,40}", name):
            raise ValueError(f"a page code holds letters, digits and hyphens, not {name!r}")
    return _DOT.join((f"附件{annex}", edition, *((pilot,) if pilot else ()), "第")), "页"


def page_code(text: str) -> PageCode | None:
    """The code that stands in ``text``, in either script; ``None`` where there is none."""
    found = _CODE.search(text)
    if found is None:
        return None
    return PageCode(int(found["annex"]), found["edition"], int(found["page"]), found["pilot"] or "")
