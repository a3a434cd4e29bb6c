"""Form fields and annotations: what was typed or ticked as text, stamps and ink as places to be rendered."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

from extract.document import TICKED, UNTICKED
from extract.layout.chars import Char
from extract.readers.pdf.open import OpenPdf
from extract.readers.pdf.space import Space
from forms.evidence import BBox

HIDDEN_FLAGS = 0x02 | 0x20
"""Hidden, or not to be viewed (ISO 32000-1, table 165)."""
LINE_HEIGHT_MM = 4.2
"""The height of a text field's line where the field is higher: 12 pt type."""
SMALLEST_MM = 2.0


@dataclass
class Annotations:
    """``chars`` are typed and ticked values in their places; ``marks`` the places (by index) of stamps and ink."""

    chars: list[Char] = field(default_factory=list)
    marks: list[tuple[int, BBox]] = field(default_factory=list)
    strokes: list[BBox] = field(default_factory=list)
    """Lines and ink drawn over the page."""
    struck: list[BBox] = field(default_factory=list)
    """What is struck out, line by line."""
    grounds: list[tuple[int, BBox]] = field(default_factory=list)
    """The places (by index) of what may have a ground of its own and hide the page below it: typed text, rectangles."""


def read_annotations(pdf: OpenPdf, page: Any, space: Space) -> Annotations:
    """What the annotations of a loaded page hold. Links, notes and highlights are passed over."""
    import pypdfium2.raw as pdfium

    out = Annotations()
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            if not pdfium.FPDFAnnot_GetFlags(annotation) & HIDDEN_FLAGS:
                _read(pdfium, pdf, annotation, index, space, out)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return out


def _read(pdfium: Any, pdf: OpenPdf, annotation: Any, index: int, space: Space, out: Annotations) -> None:
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, rect):
        return
    box = space.box(rect.left, rect.bottom, rect.right, rect.top)
    subtype = pdfium.FPDFAnnot_GetSubtype(annotation)
    drawn = {
        pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_INK, pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_CIRCLE,
        pdfium.FPDF_ANNOT_LINE, pdfium.FPDF_ANNOT_POLYGON, pdfium.FPDF_ANNOT_POLYLINE,
    }  # fmt: skip
    if subtype in (pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_SQUARE):
        out.grounds.append((index, box))
    if subtype == pdfium.FPDF_ANNOT_WIDGET and pdf.form is not None:
        _field(pdfium, pdf.form, annotation, (index, box), out)
    elif subtype == pdfium.FPDF_ANNOT_FREETEXT:
        text = _utf16(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")
        if text.strip():
            out.chars += field_lines(text, box)
        else:
            _mark(index, box, out)
    elif subtype == pdfium.FPDF_ANNOT_STRIKEOUT:
        out.struck += _quads(pdfium, annotation, space) or [box]
    elif subtype in drawn:
        _mark(index, box, out)
        if subtype not in (pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_CIRCLE):
            out.strokes.append(box)


def _quads(pdfium: Any, annotation: Any, space: Space) -> list[BBox]:
    """The lines of text that an annotation names."""
    quad, found = pdfium.FS_QUADPOINTSF(), []
    for number in range(pdfium.FPDFAnnot_CountAttachmentPoints(annotation)):
        if pdfium.FPDFAnnot_GetAttachmentPoints(annotation, number, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            found.append(space.box(min(xs), min(ys), max(xs), max(ys)))
    return found


def _field(pdfium: Any, form: Any, annotation: Any, place: tuple[int, BBox], out: Annotations) -> None:
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    index, box = place
    if kind in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON):
        ticked = pdfium.FPDFAnnot_IsChecked(form, annotation)
        out.chars.append(Char(box.x0, box.y0, box.x1, box.y1, TICKED if ticked else UNTICKED))
    elif kind in (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX):
        text = _utf16(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation)
        if text.strip():
            out.chars += field_lines(text, box)
    elif kind == pdfium.FPDF_FORMFIELD_SIGNATURE:
        _mark(index, box, out)


def _mark(index: int, box: BBox, out: Annotations) -> None:
    if box.width >= SMALLEST_MM and box.height >= SMALLEST_MM:
        out.marks.append((index, box))


def field_lines(text: str, box: BBox) -> list[Char]:
    """A field's lines, each as one wide character in its share of ``box``: the layout then treats it as text there."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    shown = [(place, line) for place, line in enumerate(lines) if line]
    step = box.height / len(lines)
    height = min(step, LINE_HEIGHT_MM)
    chars = []
    for place, line in shown:
        top = box.y0 + place * step + ((step - height) / 2 if len(lines) == 1 else 0.0)
        width = sum(height if c >= "\u2e80" else height / 2 for c in line)
        chars.append(Char(box.x0, top, min(box.x1, box.x0 + width), top + height, line))
    return chars


def _utf16(get: Any, *arguments: Any) -> str:
    """The string that one of PDFium's two-step getters gives (UTF-16LE, closed by a zero)."""
    size = get(*arguments, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    get(*arguments, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", errors="replace")
