"""The parts of a 骑缝章 told by the page beside: over the edges of pages laid like a fan each shows a part of it.

What is left of such a seal on the lower page may look like half a ring of a block's seal. A part that no other page goes on
with is a block's seal that the paper's edge cuts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.document import Picture
from extract.layout.page import DraftTable, PageContent
from extract.layout.paragraphs import DraftParagraph
from extract.seals.seal import SURE_FROM
from forms.evidence import BBox

EDGE_MM = 6.0
"""A part of a seal ends this near to the paper's left or right edge."""
SAME_HEIGHT_MM = 8.0
"""So far apart may stand the middles of two parts of one seal: pages of a fan are not level."""
_CUT = 0.75
"""Of a seal over the paper's edge less than this share of its height is seen of its width."""
_RING = 0.4
"""A part whose width is this share of its height shows a ring; a narrower strip may be any ink at the edge."""


@dataclass
class _Ring:
    """One seal found on a page, and the paragraph that holds it."""

    paragraph: DraftParagraph
    picture: Picture
    box: BBox
    width_mm: float
    """That of the page."""

    @property
    def slice(self) -> bool:
        return self.picture.seal is not None and self.picture.seal.slice

    @property
    def at_edge(self) -> bool:
        return min(self.box.x0, self.width_mm - self.box.x1) < EDGE_MM

    @property
    def whole(self) -> bool:
        """Whether it is surely a seal of its own, and not over the edge."""
        seal = self.picture.seal
        return seal is not None and seal.certainty >= SURE_FROM and self.box.width >= _CUT * self.box.height

    @property
    def cut(self) -> bool:
        """Whether it is surely a part of a seal, which no stamp of an office is that was read."""
        seal = self.picture.seal
        if seal is None or not seal.slice or seal.words is not None or seal.certainty < SURE_FROM:
            return False
        return self.at_edge and self.box.width >= _RING * self.box.height


def tell_slices(pages: Sequence[PageContent]) -> None:
    """Make those seals of ``pages``, in the file's order, slices that go on beside a slice of the page before or after.

    A seal that is surely whole stays a block's, and a surely found part becomes one that no other page goes on with.
    """
    rings = [list(_rings(page)) for page in pages]
    for number, own in enumerate(rings):
        others = [ring for page in (*rings[:number], *rings[number + 1 :]) for ring in page if ring.at_edge]
        for ring in own if len(pages) > 1 else ():
            if ring.cut and not any(_are_level(ring, other) for other in others):
                _tell(ring, part=False)
    for one, other in pairwise(rings):
        parts = [ring for ring in (*one, *other) if ring.slice and ring.at_edge]
        for ring in (*one, *other):
            if ring.at_edge and not ring.whole and not ring.slice and any(_are_level(ring, part) for part in parts):
                _tell(ring, part=True)


def _are_level(one: _Ring, other: _Ring) -> bool:
    return abs(one.box.centre[1] - other.box.centre[1]) <= SAME_HEIGHT_MM


def _tell(ring: _Ring, *, part: bool) -> None:
    """Make a seal a part of a 骑缝章, or none: then the paper's edge cuts it."""
    seal = ring.picture.seal
    assert seal is not None, "only seals are slices"
    told = replace(ring.picture, seal=replace(seal, slice=part, cut=seal.cut or not part))
    ring.paragraph.pictures[:] = [told if one is ring.picture else one for one in ring.paragraph.pictures]
    ring.picture = told


def _rings(page: PageContent) -> Iterator[_Ring]:
    for paragraph in _paragraphs([*page.pictures, *page.tables]):
        for picture in paragraph.pictures:
            if picture.seal is not None and picture.at.box is not None:
                yield _Ring(paragraph, picture, picture.at.box, page.width)


def _paragraphs(flow: Sequence[DraftParagraph | DraftTable]) -> Iterator[DraftParagraph]:
    for item in flow:
        if isinstance(item, DraftTable):
            for cell in item.cells:
                yield from _paragraphs(cell.flow)
        else:
            yield item
