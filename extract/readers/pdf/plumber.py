"""A second opinion on a page's tables from pdfplumber, for pages where our own cells leave text without a cell."""

from __future__ import annotations

import io

from extract.layout.chars import Char
from extract.layout.tables import Grid, grid_of_boxes
from extract.readers.pdf.space import MM
from forms.evidence import BBox


def plumber_grids(data: bytes, number: int) -> list[Grid]:
    """The tables that pdfplumber finds on page ``number`` (1-based, unturned pages only), smallest first.

    None where pdfplumber cannot read a document that PDFium could: a second opinion is then not to be had.
    """
    import pdfplumber
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(data), pages=[number]) as pdf:
            page = pdf.pages[0]
            left, top, *_ = page.cropbox
            tables = [[_millimetres(box, left, top) for box in table.cells] for table in page.find_tables()]
    except (PdfminerException, PSException):
        return []
    found = [grid for boxes in tables if (grid := grid_of_boxes(boxes)) is not None]
    return sorted(found, key=lambda grid: grid.box.width * grid.box.height)


def _millimetres(box: tuple[float, float, float, float], left: float, top: float) -> BBox:
    x0, y0, x1, y1 = box
    return BBox((x0 - left) * MM, (y0 - top) * MM, (x1 - left) * MM, (y1 - top) * MM)


def stray_chars(grids: list[Grid], chars: list[Char]) -> int:
    """How many characters stand inside a table's outline and in none of its cells."""
    if all(len(grid.owners) == (len(grid.xs) - 1) * (len(grid.ys) - 1) for grid in grids):
        return 0
    stray = 0
    for char in chars:
        x, y = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
        around = [grid for grid in grids if grid.box.holds(x, y)]
        stray += bool(around) and all(grid.cell_at(x, y) is None for grid in around) and not char.text.isspace()
    return stray
