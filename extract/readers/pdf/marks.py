"""Pictures, ink and annotation appearances of a page as pictures with their place: only pages that have any are drawn.

Each is rendered alone, on white, upright, masks and transparency composed, whatever it consists of.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from extract.document import Picture
from extract.layout.tables import Ruling
from extract.readers.pdf.annotations import Annotations
from extract.readers.pdf.objects import DEEPEST_FORM, Drawn
from extract.readers.pdf.open import OpenPdf
from extract.readers.pdf.render import png_of_region
from extract.readers.pdf.space import Space
from forms.evidence import BBox, Evidence

SMALLEST_PICTURE_MM = 2.0
"""Smaller pictures are dots and ornaments."""
SMALLEST_INK_MM = 3.0
LEAST_STROKES = 3
"""A drawing of fewer curves and slanting strokes is an ornament (a slash through a header cell)."""
ROW_SHARE = 0.25
"""What reaches no further into the next row, as a share of its height, belongs to its own."""
INK_GAP_MM = 2.0
"""Strokes this near to one another belong to one drawing."""
MARK_DPI, LEAST_DPI, MOST_DPI, MOST_PIXELS = 200.0, 100.0, 300.0, 2000
HIDDEN = 0x02


@dataclass(frozen=True)
class Mark:
    """What is to be rendered as one picture: objects of the page, or one annotation."""

    box: BBox
    addresses: frozenset[int] = frozenset()
    annotation: int | None = None
    dpi: float = MARK_DPI
    name: str = ""


def marks_of(
    images: Sequence[Drawn],
    ink: Sequence[Drawn],
    annotations: Annotations,
    rulings: Sequence[Ruling] = (),
    coloured: Sequence[Drawn] = (),
) -> list[Mark]:
    """What on a page is to be rendered, top to bottom; ``coloured`` words inside a drawing are a part of it."""
    found = [
        Mark(image.box, frozenset({image.address}), dpi=_dpi(image), name="image")
        for image in images
        if min(image.box.width, image.box.height) >= SMALLEST_PICTURE_MM
    ]
    for box, addresses in ink_clusters(ink, rulings):
        words = frozenset(text.address for text in coloured if box.holds(*text.box.centre))
        found.append(Mark(box, addresses | words, name="drawing"))
    found += [Mark(box, annotation=index, name="annotation") for index, box in annotations.marks]
    return sorted(found, key=lambda mark: mark.box.y0)


def _dpi(image: Drawn) -> float:
    width, _ = image.pixels or (0, 0)
    own = width / max(max(image.box.width, image.box.height) / 25.4, 0.01)
    return max(LEAST_DPI, min(MOST_DPI, own))


def ink_clusters(ink: Sequence[Drawn], rulings: Sequence[Ruling] = ()) -> list[tuple[BBox, frozenset[int]]]:
    """Drawings: strokes that lie near one another, together large enough and of enough strokes to be one.

    Strokes in rows that a level ruling parts are not one drawing: signatures stand close below one another.
    """
    groups: list[tuple[BBox, list[Drawn], frozenset[int]]] = []
    for drawn in sorted(ink, key=lambda d: d.box.y0):
        box, members, rows = drawn.box, [drawn], _rows(drawn.box, rulings)
        apart = []
        for group in groups:
            other, theirs, their_rows = group
            if _near(box, other) and rows & their_rows:
                box, members, rows = BBox.around([box, other]), theirs + members, rows | their_rows
            else:
                apart.append(group)
        groups = [*apart, (box, members, rows)]
    return [
        (box, frozenset(d.address for d in members))
        for box, members, _ in groups
        if max(box.width, box.height) >= SMALLEST_INK_MM and sum(d.strokes for d in members) >= LEAST_STROKES
    ]


def _rows(box: BBox, rulings: Sequence[Ruling]) -> frozenset[int]:
    """The rows between level rulings over its whole width in which a good part of a stroke lies, from the page's top."""
    x = (box.x0 + box.x1) / 2
    above = sorted(r.at for r in rulings if r.horizontal and r.start <= x <= r.end)
    deep = ROW_SHARE * box.height
    first, last = (sum(at <= y for at in above) for y in (box.y0 + deep, box.y1 - deep))
    return frozenset(range(first, last + 1))


def _near(a: BBox, b: BBox) -> bool:
    across = max(a.x0, b.x0) - min(a.x1, b.x1)
    down = max(a.y0, b.y0) - min(a.y1, b.y1)
    return across <= INK_GAP_MM and down <= INK_GAP_MM


def render_marks(pdf: OpenPdf, page: Any, space: Space, marks: Iterable[Mark], number: int) -> list[Picture]:
    """The marks as pictures. What renders all white (an unsigned signature field) is none."""
    pictures = []
    with alone(page) as shown:
        for mark in marks:
            box = _on_page(mark.box, space)
            if min(box.width, box.height) <= 0:
                continue
            dpi = min(mark.dpi, MOST_PIXELS * 25.4 / max(box.width, box.height))
            with shown.shown(mark):
                png = png_of_region(pdf, page, space, box, dpi, annotations=mark.annotation is not None, blank=False)
            if png is not None:
                at = Evidence("pdf", number, mark.box)
                pictures.append(Picture(at, png, mark.box.width, mark.box.height, mark.name))
    return pictures


def _on_page(box: BBox, space: Space) -> BBox:
    return BBox(max(box.x0, 0.0), max(box.y0, 0.0), min(box.x1, space.width), min(box.y1, space.height))


class Alone:
    """Shows single marks of a page on which everything else is switched off."""

    def __init__(self, page: Any) -> None:
        import pypdfium2.raw as pdfium

        self.pdfium = pdfium
        self.page = page
        tops = [pdfium.FPDFPage_GetObject(page, i) for i in range(pdfium.FPDFPage_CountObjects(page))]
        self.objects = {ctypes.addressof(obj.contents): obj for obj in leaves_of(pdfium, tops)}
        self.flags: dict[int, int] = {}

    def switch_off(self) -> None:
        for obj in self.objects.values():
            self.pdfium.FPDFPageObj_SetIsActive(obj, False)
        for index in range(self.pdfium.FPDFPage_GetAnnotCount(self.page)):
            self.flags[index] = self._flag(index, None)
            self._flag(index, self.flags[index] | HIDDEN)

    def switch_on(self) -> None:
        for obj in self.objects.values():
            self.pdfium.FPDFPageObj_SetIsActive(obj, True)
        for index, flags in self.flags.items():
            self._flag(index, flags)

    def _flag(self, index: int, flags: int | None) -> int:
        """The flags of an annotation, set first where ``flags`` is given."""
        annotation = self.pdfium.FPDFPage_GetAnnot(self.page, index)
        if not annotation:
            return 0
        try:
            if flags is not None:
                self.pdfium.FPDFAnnot_SetFlags(annotation, flags)
            return int(self.pdfium.FPDFAnnot_GetFlags(annotation))
        finally:
            self.pdfium.FPDFPage_CloseAnnot(annotation)

    @contextmanager
    def shown(self, mark: Mark) -> Iterator[None]:
        with self.active(mark.addresses):
            if mark.annotation is not None:
                self._flag(mark.annotation, self.flags[mark.annotation])
            yield
            if mark.annotation is not None:
                self._flag(mark.annotation, self.flags[mark.annotation] | HIDDEN)

    @contextmanager
    def active(self, addresses: Iterable[int]) -> Iterator[None]:
        """The objects at ``addresses`` switched on."""
        for address in addresses:
            self.pdfium.FPDFPageObj_SetIsActive(self.objects[address], True)
        yield
        for address in addresses:
            self.pdfium.FPDFPageObj_SetIsActive(self.objects[address], False)


@contextmanager
def alone(page: Any) -> Iterator[Alone]:
    """A page on which everything is switched off, for single parts of it to be switched on."""
    parts = Alone(page)
    parts.switch_off()
    try:
        yield parts
    finally:
        parts.switch_on()


def leaves_of(pdfium: Any, objects: Iterable[Any]) -> Iterator[Any]:
    """Every object among ``objects`` that draws something itself, those inside form XObjects included."""
    todo = [(obj, 0) for obj in objects]
    while todo:
        obj, depth = todo.pop()
        if pdfium.FPDFPageObj_GetType(obj) == pdfium.FPDF_PAGEOBJ_FORM:
            if depth < DEEPEST_FORM:
                inner = range(pdfium.FPDFFormObj_CountObjects(obj))
                todo += [(pdfium.FPDFFormObj_GetObject(obj, i), depth + 1) for i in inner]
        else:
            yield obj
