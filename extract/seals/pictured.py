"""The words of a seal that is a picture of its own, in a Word file or a text PDF."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from extract.document import Picture
from extract.errors import DocumentError
from extract.seals.look import Words, words_of
from extract.seals.seal import Ellipse

if TYPE_CHECKING:
    from extract.seals.rim import Recogniser

READ_PIXELS = 560
"""The longer side at which a seal's picture is read: 42 mm at 340 dpi."""


def words_of_picture(picture: Picture) -> Words | None:
    """What stands on the seal; ``None`` where nobody could look: no recogniser, no ring, no pixels."""
    from extract.ocr.rapid import engine

    try:
        recogniser = engine()
    except DocumentError:
        return None
    return _words(picture, recogniser)


@lru_cache(maxsize=64)
def _words(picture: Picture, recogniser: Recogniser) -> Words | None:
    import numpy as np

    from extract.marks.judged import ring_of
    from extract.marks.pixels import Unreadable, image_of

    try:
        found = ring_of(picture)
        image = image_of(picture, READ_PIXELS)
    except Unreadable:
        return None
    if found is None:
        return None
    ring, width = found
    pixels = np.ascontiguousarray(np.asarray(image, dtype=np.uint8)[:, :, ::-1])
    at = Ellipse(ring.x + 0.5, ring.y + 0.5, ring.radius_x, ring.radius_y).scaled(pixels.shape[1] / width)
    return words_of(pixels, at, recogniser)
