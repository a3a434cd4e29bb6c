"""A second opinion on a page's tables from pdfplumber, for pages where our own cells leave text without a cell."""

from __future__ import annotations

import io

from extract.readers.pdf_chars import Char
from extract.readers.pdf_space import MM
from extract.tables import Grid, grid_of_boxes
from forms.evidence import BBox


def plumber_grids(data: bytes, number: int) -> list[Grid]:
    """The tables that pdfplumber finds on page ``number`` (1-based, unturned pages only), smallest first."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data), pages=[number]) as pdf:
        page = pdf.pages[0]
        left, top = page.bbox[0], page.bbox[1]
        tables = [
            [BBox((x0 - left) * MM, (y0 - top) * MM, (x1 - left) * MM, (y1 - top) * MM) for x0, y0, x1, y1 in t.cells]
            for t in page.find_tables()
        ]
    found = [grid for boxes in tables if (grid := grid_of_boxes(boxes)) is not None]
    return sorted(found, key=lambda grid: grid.box.width * grid.box.height)


def stray_chars(grids: list[Grid], chars: list[Char]) -> int:
    """How many characters stand inside a table's outline and in none of its cells."""
    stray = 0
    for char in chars:
        x, y = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
        around = [grid for grid in grids if grid.box.holds(x, y)]
        stray += bool(around) and all(grid.cell_at(x, y) is None for grid in around) and not char.text.isspace()
    return stray
