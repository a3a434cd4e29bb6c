"""What stands in a layer that is switched off: nobody who opens the file sees it, so it is taken from the page.

PDFium draws what is seen and reads all words; it tells of no layer whether it is on (ISO 32000-1, 8.11). So in a file
with layers every part that is in one, and every form XObject, is drawn alone: what leaves no dot is not seen.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from extract.readers.pdf.marks import alone, leaves_of
from extract.readers.pdf.objects import DEEPEST_FORM
from extract.readers.pdf.open import OpenPdf
from extract.readers.pdf.render import is_drawn
from extract.readers.pdf.space import Space

_NAME_BYTES = 64
_MARK, _DPI = "OC", 36.0
"""What puts objects in a layer, and how finely each is drawn: at a tenth of a dot's ink it shows."""


@dataclass(frozen=True)
class _Part:
    """Objects that follow one another, put in one layer together; ``form`` is the form XObject around them, ``None`` on
    the page.
    """

    form: Any
    objects: tuple[Any, ...]


def without_hidden_layers(pdf: OpenPdf, page: Any, space: Space) -> int:
    """How many characters were taken from the loaded ``page`` with all else that its layers hide."""
    import pypdfium2.raw as pdfium

    hidden: list[_Part] = []
    with alone(page) as shown:
        todo = [(part, 0) for part in _parts(pdfium, None, _of_page(pdfium, page))]
        while todo:
            part, depth = todo.pop()
            leaves = list(leaves_of(pdfium, part.objects))
            if all(_is_invisible(pdfium, leaf) for leaf in leaves):
                continue  # a layer of recognised words, say: whether it is on, nobody can tell
            with shown.active(frozenset(ctypes.addressof(leaf.contents) for leaf in leaves)):
                seen = is_drawn(pdf, page, space, _DPI)
            if not seen:
                hidden.append(part)
            elif depth < DEEPEST_FORM:
                forms = (obj for obj in part.objects if _is_form(pdfium, obj))
                todo += [(inner, depth + 1) for form in forms for inner in _parts(pdfium, form, _of_form(pdfium, form))]
    before = _characters(pdfium, page) if hidden else 0
    for part in hidden:
        _remove(pdfium, page, part)
    return before - _characters(pdfium, page) if hidden else 0


def _of_page(pdfium: Any, page: Any) -> list[Any]:
    return [pdfium.FPDFPage_GetObject(page, i) for i in range(pdfium.FPDFPage_CountObjects(page))]


def _of_form(pdfium: Any, form: Any) -> list[Any]:
    return [pdfium.FPDFFormObj_GetObject(form, i) for i in range(pdfium.FPDFFormObj_CountObjects(form))]


def _is_form(pdfium: Any, obj: Any) -> bool:
    return bool(pdfium.FPDFPageObj_GetType(obj) == pdfium.FPDF_PAGEOBJ_FORM)


def _is_invisible(pdfium: Any, leaf: Any) -> bool:
    """Whether words are set to be seen by nobody, whatever layer they are in."""
    text = pdfium.FPDFPageObj_GetType(leaf) == pdfium.FPDF_PAGEOBJ_TEXT
    return text and bool(pdfium.FPDFTextObj_GetTextRenderMode(leaf) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def _parts(pdfium: Any, form: Any, objects: list[Any]) -> Iterator[_Part]:
    """What may be hidden among ``objects``: runs of them in one layer, and each form XObject."""
    keys = {id(obj): _key(pdfium, obj) for obj in objects}
    for key, run in groupby(objects, key=lambda obj: keys[id(obj)]):
        if key is not None:
            yield _Part(form, tuple(run))


def _key(pdfium: Any, obj: Any) -> tuple[int, ...] | None:
    """What puts an object in its layers, by address, since two layers may have one name; a form XObject stands for itself."""
    if _is_form(pdfium, obj):
        return (ctypes.addressof(obj.contents),)
    marks = (pdfium.FPDFPageObj_GetMark(obj, i) for i in range(pdfium.FPDFPageObj_CountMarks(obj)))
    layers = [ctypes.addressof(mark.contents) for mark in marks
              if _string(pdfium.FPDFPageObjMark_GetName, mark) == _MARK]  # fmt: skip
    return tuple(layers) or None


def _string(get: Any, *arguments: Any) -> str:
    buffer, size = ctypes.create_string_buffer(_NAME_BYTES * 2), ctypes.c_ulong()
    out = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    if not get(*arguments, out, _NAME_BYTES * 2, size):
        return ""
    return buffer.raw[: max(size.value - 2, 0)].decode("utf-16-le", errors="replace")


def _characters(pdfium: Any, page: Any) -> int:
    """How many characters besides spaces the page has."""
    textpage = pdfium.FPDFText_LoadPage(page)
    if not textpage:
        return 0
    try:
        codes = (pdfium.FPDFText_GetUnicode(textpage, i) for i in range(pdfium.FPDFText_CountChars(textpage)))
        return sum(code > 0x20 and not chr(code).isspace() for code in codes)
    finally:
        pdfium.FPDFText_ClosePage(textpage)


def _remove(pdfium: Any, page: Any, part: _Part) -> None:
    for obj in part.objects:
        done = pdfium.FPDFFormObj_RemoveObject(part.form, obj) if part.form else pdfium.FPDFPage_RemoveObject(page, obj)
        if done:
            pdfium.FPDFPageObj_Destroy(obj)
