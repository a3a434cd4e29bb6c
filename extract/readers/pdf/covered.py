"""Words that something painted over them hides: who edits a PDF whites an old answer out and types a new one over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from extract.layout.chars import Char
from extract.readers.pdf.annotations import Annotations
from extract.readers.pdf.chars import PageText, read_chars
from extract.readers.pdf.marks import Alone, Mark, alone
from extract.readers.pdf.objects import COVERED, Drawn, PageObjects
from extract.readers.pdf.open import OpenPdf
from extract.readers.pdf.render import shares_drawn
from extract.readers.pdf.space import Space
from extract.readers.pdf.trust import page_wide
from forms.evidence import BBox

WHOLE = 0.9
"""What is drawn over less of its box is cut by a clip, or is no rectangle: it hides what it is drawn over alone."""
CORE, MOST_CHARS = 0.25, 500
"""A character's ink stands so far within its line, as a share of its height; and so many are looked at on a page."""
WHITE, EDGE_MM = 0.999, 0.8
"""A picture so white within its edges shows nothing but paper: the thinnest signature takes a hundredth of its ground."""
_DPI, _DOTS = 72.0, 40
"""How finely is looked, at least, and how many dots a side has: one at an edge is then no more than a fortieth."""
_LEAST_MM = 0.5
"""No side is taken for shorter: it would be drawn in more dots than it needs."""
_LAST = 1 << 30
"""Annotations are painted after all of the page."""


def read_uncovered(pdf: OpenPdf, page: Any, space: Space, objects: PageObjects, annotations: Annotations) -> PageText:
    """The text of a loaded page; what something hides is odd, ``COVERED``. ``objects.covers`` keeps what hides words.

    Shapes hide what they are painted over, and so do white pictures and annotations with a ground of their own.
    """
    text = read_chars(page, space, objects)
    shapes = [cover for cover in objects.covers if cover.address in text.covering]
    pictures = [one for one in objects.images if _over_words(one.box, text) and not _fills(one, space)]
    notes = [(index, box) for index, box in annotations.grounds if _over_words(box, text)]
    if not shapes and not pictures and not notes:
        return text
    with alone(page) as parts:
        look = _Look(pdf, page, space, parts)
        objects.covers = [*look.shapes(shapes, text), *look.white(pictures), *look.grounds(notes)]
    return read_chars(page, space, objects)


def _over_words(box: BBox, text: PageText) -> bool:
    return any(box.holds((char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2) for char in text.chars)


def _fills(picture: Drawn, space: Space) -> bool:
    """Whether a picture is the page itself, as a scan's is."""
    return page_wide([picture], space.width, space.height)


def _core(char: Char) -> BBox:
    """Where the ink of a character stands, whatever room its line leaves above and below."""
    margin = CORE * (char.y1 - char.y0)
    return BBox(char.x0, char.y0 + margin, char.x1, char.y1 - margin)


def _within(box: BBox) -> BBox:
    return BBox(box.x0 + EDGE_MM, box.y0 + EDGE_MM, box.x1 - EDGE_MM, box.y1 - EDGE_MM)


class _Look:
    """What of a page on which everything is switched off hides what lies below it."""

    def __init__(self, pdf: OpenPdf, page: Any, space: Space, parts: Alone) -> None:
        self.pdf, self.page, self.space, self.parts = pdf, page, space, parts

    def shapes(self, shapes: list[Drawn], text: PageText) -> Iterator[Drawn]:
        """Those that fill their boxes; of others, as of two rectangles in one, the places of characters that they white out.

        The star of a seal, which is drawn over words as well, is not white.
        """
        left = MOST_CHARS
        for shape in shapes:
            with self.parts.active((shape.address,)):
                if self._shares(shape.box)[0] >= WHOLE:
                    yield shape
                    continue
                below = [box for box in map(_core, text.odd.get(COVERED, [])) if shape.box.holds(*box.centre)][:left]
                left -= len(below)
                yield from (replace(shape, box=box) for box in below if self._shares(box)[1] >= WHOLE)

    def white(self, pictures: list[Drawn]) -> Iterator[Drawn]:
        for picture in pictures:
            with self.parts.active((picture.address,)):
                _, white = self._shares(_within(picture.box))
            if white >= WHITE:
                yield picture

    def grounds(self, notes: list[tuple[int, BBox]]) -> Iterator[Drawn]:
        for index, box in notes:
            with self.parts.shown(Mark(box, annotation=index)):
                drawn, _ = self._shares(box, annotations=True)
            if drawn >= WHOLE:
                yield Drawn(-1 - index, box, _LAST)

    def _shares(self, box: BBox, *, annotations: bool = False) -> tuple[float, float]:
        dpi = max(_DPI, _DOTS * 25.4 / max(min(box.width, box.height), _LEAST_MM))
        return shares_drawn(self.pdf, self.page, self.space, box, dpi, annotations=annotations)
