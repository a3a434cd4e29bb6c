"""Where words stand that a PDF says in other words than it draws (``/ActualText``), inside a form XObject.

PDFium gives such characters (Chromium says so 「大」, 「人」, 「日」 and others whose glyphs are also radicals) the place that
they have within the form, all others the one that they have on the page.
"""

from __future__ import annotations

import ctypes
from typing import Any

from extract.readers.pdf.space import Matrix, times

NEAR = 0.01
"""Places nearer than this, in PDF units, are one."""


class InForms:
    """Of the characters of one loaded text page: the way from where PDFium sees them to the page."""

    def __init__(self, pdfium: Any, textpage: Any) -> None:
        self._pdfium, self._textpage = pdfium, textpage
        self._of_object: dict[int, tuple[Matrix, float, float] | None] = {}

    def way(self, index: int) -> Matrix | None:
        """From the form's space to the page's; ``None`` for a character that stands where PDFium says."""
        obj = self._pdfium.FPDFText_GetTextObject(self._textpage, index)
        if not obj:
            return None
        address = ctypes.addressof(obj.contents)
        if address not in self._of_object:
            self._of_object[address] = self._form(obj, index)
        known = self._of_object[address]
        if known is None:
            return None
        form, left, bottom = known
        x, y = ctypes.c_double(), ctypes.c_double()
        self._pdfium.FPDFText_GetCharOrigin(self._textpage, index, x, y)
        return form if abs(x.value - left) < NEAR and abs(y.value - bottom) < NEAR else None

    def _form(self, obj: Any, index: int) -> tuple[Matrix, float, float] | None:
        """The form's matrix and where the words begin within it; ``None`` for words that stand in none."""
        within, on_page = self._pdfium.FS_MATRIX(), self._pdfium.FS_MATRIX()
        self._pdfium.FPDFPageObj_GetMatrix(obj, within)
        self._pdfium.FPDFText_GetMatrix(self._textpage, index, on_page)
        inner, outer = _tuple(within), _tuple(on_page)
        if max(abs(a - b) for a, b in zip(inner, outer, strict=True)) < NEAR:
            return None
        back = _back(inner)
        return (times(back, outer), inner[4], inner[5]) if back else None


def _tuple(matrix: Any) -> Matrix:
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _back(matrix: Matrix) -> Matrix | None:
    """The way back; ``None`` where the matrix leaves no area."""
    a, b, c, d, e, f = matrix
    area = a * d - b * c
    if abs(area) < 1e-9:
        return None
    turned = (d / area, -b / area, -c / area, a / area, 0.0, 0.0)
    return times((1.0, 0.0, 0.0, 1.0, -e, -f), turned)
