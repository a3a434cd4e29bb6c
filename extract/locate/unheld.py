"""Seals of page pictures that no block holds though blocks stand on their page: in a cell that something else claimed.

Where a block's name lies under its seal, its cell is taken for another's, for notes, or for the end of an answer. The
seal in it is a stray all the same, beside which no block is surely without one.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.document import Document, Picture, pictures
from extract.locate.located import Located


def unheld_seals(document: Document, found: Located) -> Iterator[Picture]:
    """The seals on the pages where blocks were found that are neither in one nor among the strays."""
    pages = {region.at.page for region in found.blocks if region.at.is_scanned}
    pages |= {line.at.page for region in found.blocks for line in region.paragraphs if line.at.is_scanned}
    held = {one.at for region in found.blocks for one in region.pictures} | {one.at for one in found.strays}
    for picture in pictures(document.flow) if pages else ():
        if picture.seal is not None and picture.at.page in pages and picture.at not in held:
            yield picture
