"""Words that a filled shape painted after them hides: who edits a PDF whites an old answer out and types a new one over it."""

from __future__ import annotations

from typing import Any

from extract.readers.pdf.chars import PageText, read_chars
from extract.readers.pdf.marks import alone
from extract.readers.pdf.objects import COVERED, Drawn, PageObjects
from extract.readers.pdf.open import OpenPdf
from extract.readers.pdf.render import share_drawn
from extract.readers.pdf.space import Space

WHOLE = 0.9
"""A shape that is drawn over less of its box is cut by a clip, or is no rectangle: nobody can tell what it hides."""
_DPI = 72.0


def read_uncovered(pdf: OpenPdf, page: Any, space: Space, objects: PageObjects) -> PageText:
    """The text of a loaded page; what a shape hides is odd, ``COVERED``. ``objects.covers`` keeps those that hide words."""
    text = read_chars(page, space, objects)
    if text.odd.get(COVERED):
        over = [cover for cover in objects.covers if cover.address in text.covering]
        objects.covers = _whole(pdf, page, space, over)
        text = read_chars(page, space, objects)
    return text


def _whole(pdf: OpenPdf, page: Any, space: Space, covers: list[Drawn]) -> list[Drawn]:
    with alone(page) as parts:
        whole = []
        for cover in covers:
            with parts.blackened(cover.address):
                if share_drawn(pdf, page, space, cover.box, _DPI) >= WHOLE:
                    whole.append(cover)
    return whole
