"""Drafts printed to PDF by LibreOffice, many at a time, and where on their pages the noted places lie."""

from __future__ import annotations

import ctypes
import hashlib
import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from extract import tools
from render.pdf import FONTS
from tests.scans.tokens import Tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Picture = NDArray[Any]

MM_PER_POINT = 25.4 / 72
BASE_DPI = 300
"""Pages are drawn and marked at this resolution and made smaller from there."""
_TO = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in millimetres from the top left of the upright page."""


class Unprinted(Exception):
    """LibreOffice printed a form without some of what stands in it: nothing can be measured on it."""


class HasWord(Protocol):
    """Something to be printed: a Word file and the places noted in it."""

    @property
    def word(self) -> bytes: ...

    @property
    def tokens(self) -> Tokens: ...


@dataclass(frozen=True)
class Place:
    """A noted place: its page (from 0), and the left top of the line it stands in, in millimetres."""

    page: int
    x: float
    y: float


@dataclass(frozen=True)
class Letter:
    """One printed character and its box."""

    text: str
    box: Box


@dataclass(frozen=True)
class PrintedPage:
    """One page of a printed form: measures, characters and rules, all in millimetres."""

    width: float
    height: float
    letters: tuple[Letter, ...]
    level: tuple[Box, ...]
    """Horizontal rules."""
    upright: tuple[Box, ...]
    """Vertical rules."""

    def cell_at(self, x: float, y: float) -> Box | None:
        """The ruled cell around a point, ``None`` where rules do not close on all four sides."""
        above = [r[1] for r in self.level if r[0] - 0.5 <= x <= r[2] + 0.5 and r[1] <= y]
        below = [r[1] for r in self.level if r[0] - 0.5 <= x <= r[2] + 0.5 and r[1] > y]
        left = [r[0] for r in self.upright if r[1] - 0.5 <= y <= r[3] + 0.5 and r[0] <= x]
        right = [r[0] for r in self.upright if r[1] - 0.5 <= y <= r[3] + 0.5 and r[0] > x]
        if not (above and below and left and right):
            return None
        return max(left), max(above), min(right), min(below)


@dataclass(frozen=True)
class Printed:
    """A printed form as PDF bytes with its noted places."""

    pdf: bytes
    places: dict[str, Place]

    @cached_property
    def pages(self) -> tuple[PrintedPage, ...]:
        import pdfplumber

        with pdfplumber.open(io.BytesIO(self.pdf)) as opened:
            return tuple(_page(page) for page in opened.pages)

    def picture(self, page: int) -> Picture:
        """The page as printed, RGB at :data:`BASE_DPI`."""
        import numpy as np
        import pypdfium2 as pdfium

        document = pdfium.PdfDocument(self.pdf)
        try:
            bitmap = document[page].render(scale=BASE_DPI / 72, rev_byteorder=True)
            return np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
        finally:
            document.close()


def _page(page: Any) -> PrintedPage:
    k = MM_PER_POINT
    letters = tuple(
        Letter(c["text"], (c["x0"] * k, c["top"] * k, c["x1"] * k, c["bottom"] * k))
        for c in page.chars
        if c["text"].strip()
    )
    rules = {"h": list[Box](), "v": list[Box]()}
    for edge in page.edges:
        rules[edge["orientation"]].append((edge["x0"] * k, edge["top"] * k, edge["x1"] * k, edge["bottom"] * k))
    return PrintedPage(page.width * k, page.height * k, letters, tuple(rules["h"]), tuple(rules["v"]))


def printed(drafts: Sequence[HasWord], cache: Path | None = None) -> list[Printed]:
    """Each draft printed, in order, in one call of LibreOffice; ``cache`` is a folder of PDFs printed before.

    Raises :class:`extract.errors.DocumentError` like :func:`extract.tools.convert`.
    """
    words = [draft.word for draft in drafts]
    names = [hashlib.sha256(word).hexdigest()[:20] for word in words]
    with tempfile.TemporaryDirectory(prefix="scans-") as made:
        folder = cache or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        missing = {name: word for name, word in zip(names, words, strict=True) if not (folder / f"{name}.pdf").exists()}
        sources = [Path(made) / f"{name}.docx" for name in missing]
        for source, word in zip(sources, missing.values(), strict=True):
            source.write_bytes(word)
        for pdf in tools.convert(sources, Path(made), _TO, 300, {"FONTCONFIG_FILE": str(FONTS)}):
            if pdf.parent != folder:
                (folder / pdf.name).write_bytes(pdf.read_bytes())
        pdfs = [(folder / f"{name}.pdf").read_bytes() for name in names]
    return [Printed(pdf, _places(pdf, draft.tokens)) for pdf, draft in zip(pdfs, drafts, strict=True)]


def _places(pdf: bytes, tokens: Tokens) -> dict[str, Place]:
    """Where the noted places of a PDF lie, by their names."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    document = pdfium.PdfDocument(pdf)
    try:
        heights = [page.get_height() for page in document]
        found = {}
        for number in range(raw.FPDF_CountNamedDests(document)):
            name, target = _destination(raw, document, number)
            page = raw.FPDFDest_GetDestPageIndex(document, target)
            has = [ctypes.c_int() for _ in range(3)]
            x, y, zoom = (ctypes.c_float() for _ in range(3))
            raw.FPDFDest_GetLocationInPage(target, *has, x, y, zoom)
            found[tokens.named(name)] = Place(page, x.value * MM_PER_POINT, (heights[page] - y.value) * MM_PER_POINT)
        return found
    finally:
        document.close()


def _destination(raw: Any, document: Any, number: int) -> tuple[str, Any]:
    length = ctypes.c_long(0)
    raw.FPDF_GetNamedDest(document, number, None, length)
    buffer = ctypes.create_string_buffer(length.value)
    target = raw.FPDF_GetNamedDest(document, number, buffer, length)
    return buffer.raw[: length.value].decode("utf-16-le").rstrip("\0"), target
