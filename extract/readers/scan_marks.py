"""Where seals and signatures found on a page picture enter the document: as pictures in the cell they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from extract.document import Picture
from extract.tables import Ruling
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.vision.straight import UprightPage

MarkFinder: TypeAlias = Callable[["UprightPage", Sequence[Ruling], Sequence[BBox]], Iterable[Picture]]
"""Finds marks on a level, upright page; it is given its rulings and its lines of text in millimetres."""

FINDERS: tuple[MarkFinder, ...] = ()
"""Who looks for marks, in this order. While nobody does, whether a mark is there is left open, never denied."""


def marks_of_page(page: UprightPage, rulings: Sequence[Ruling], lines: Sequence[BBox]) -> list[Picture] | None:
    """The marks on ``page``; ``None`` where nobody has looked."""
    if not FINDERS:
        return None
    return [picture for find in FINDERS for picture in find(page, rulings, lines)]
