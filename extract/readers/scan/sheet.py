"""A page picture as every step of reading it looks at it: upright, its rulings, and its ink by colour, each worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from extract.layout.tables import Ruling
from extract.ocr.engine import Engine, Quad
from extract.readers.scan.turns import upright

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels, Raster
    from extract.vision.straight import UprightPage


@dataclass(frozen=True)
class Sheet:
    """``quads`` are where lines of text stand in its pixels, ``pale`` is the page with red nearly gone, three times over."""

    page: UprightPage
    quads: list[Quad]
    drawn: Sequence[Ruling]
    pale: Pixels

    @property
    def mm_per_pixel(self) -> float:
        return self.page.mm_per_pixel

    @property
    def grey(self) -> Pixels:
        """One channel of ``pale``."""
        return self.pale[:, :, 0]

    @cached_property
    def bright(self) -> Pixels:
        """Black and red ink alike, in one channel."""
        import numpy as np

        return np.ascontiguousarray(self.page.pixels[:, :, 1])

    @cached_property
    def coloured(self) -> bool:
        from extract.vision.ink import has_colours

        return has_colours(self.page.pixels)

    @cached_property
    def ink(self) -> Pixels:
        """255 where ink stands that is not red."""
        from extract.vision.ink import ink_mask

        return ink_mask(self.grey)

    @cached_property
    def red(self) -> Pixels:
        """255 where ink is red."""
        from extract.vision.ink import red_mask

        return red_mask(self.page.pixels)

    @cached_property
    def black(self) -> Pixels:
        """The ink that no red explains; all of it where the page has no colours."""
        import numpy as np

        return np.where(self.red > 0, np.uint8(0), self.ink)


def sheet_of(raster: Raster, engine: Engine) -> Sheet:
    """The page that ``raster`` shows, upright and level."""
    import numpy as np

    from extract.vision.rulings import rulings
    from extract.vision.straight import straightened

    found = upright(straightened(raster), engine)
    drawn = rulings(np.ascontiguousarray(found.red_free[:, :, 0]), found.page.dpi)
    return Sheet(found.page, found.quads, drawn, found.red_free)
