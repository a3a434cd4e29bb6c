"""Documents as they come in: drawn by seed, printed in batches, marked, and taken under any condition."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.scans.conditions import CONDITIONS, Taken, take, turned
from tests.scans.draft import Draft, draft
from tests.scans.marking import marked
from tests.scans.printed import Printed, Unprinted, printed
from tests.scans.truths import Ink, Truths
from tests.scans.wear import PX

if TYPE_CHECKING:
    from tests.scans.printed import Picture

TUNING = range(100_000)
"""Seeds to develop on."""
TEST = range(1_000_000, 1_100_000)
"""Seeds to measure on, never to look at while developing."""
_A_CALL = 24
"""So many forms are printed by one call of LibreOffice."""


@dataclass(frozen=True)
class PagePicture:
    """A page's picture as file bytes, and the 3×3 matrix from upright millimetres to its pixels, row by row."""

    data: bytes
    suffix: str
    matrix: tuple[tuple[float, ...], ...]
    width: int
    height: int
    dpi: int | None

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The pixel at which a point of the upright page (mm) lies."""
        a, b, c = (row[0] * x + row[1] * y + row[2] for row in self.matrix)
        return a / c, b / c


@dataclass(frozen=True)
class DrawnPage:
    """One page of a drawn document, ``number`` from 0; measures in millimetres."""

    seed: int
    annex: int
    """0 for a page that is of no form."""
    number: int
    width: float
    height: float
    of: Printed
    inks: tuple[Ink, ...]

    def upright(self) -> Picture:
        """The marked page before anything happens to it, RGB at the base resolution."""
        pixels = self.of.picture(self.number)
        for ink in self.inks:
            _lay(pixels, ink)
        return pixels

    def picture(self, condition: str, quarters: int = 0) -> PagePicture:
        """The page taken under ``condition`` and turned by so many quarters clockwise: the same bytes each time."""
        import numpy as np

        rng = np.random.default_rng((self.seed, self.annex, self.number, CONDITIONS.index(condition)))
        return encoded(turned(take(self.upright(), condition, rng), quarters))


@dataclass(frozen=True)
class Drawn:
    """One filled, signed and sealed form with all that is known of it."""

    draft: Draft
    printed: Printed
    truths: Truths
    inks: tuple[Ink, ...]

    @property
    def seed(self) -> int:
        return self.draft.seed

    @cached_property
    def pages(self) -> tuple[DrawnPage, ...]:
        return tuple(
            DrawnPage(
                self.seed,
                self.draft.form.annex,
                n,
                page.width,
                page.height,
                self.printed,
                tuple(i for i in self.inks if i.page == n),
            )
            for n, page in enumerate(self.printed.pages)
        )

    def to_json(self) -> dict[str, Any]:
        names = {"seed": self.seed, "layout": self.draft.layout, "fonts": list(self.draft.fonts)}
        sizes = [{"width": round(p.width, 2), "height": round(p.height, 2)} for p in self.pages]
        return {**names, "pages": sizes, **self.truths.to_json()}


def documents(seeds: Iterable[int], cache: Path | None = None) -> Iterator[Drawn]:
    """The document of each seed, in order; ``cache`` is a folder that keeps what LibreOffice printed.

    ``ValueError`` for a seed that is neither of :data:`TUNING` nor of :data:`TEST`.
    """
    waiting = iter(seeds)
    while some := tuple(islice(waiting, _A_CALL)):
        yield from _drawn(some, cache)


def print_ahead(seeds: Iterable[int], cache: Path) -> None:
    """Fill ``cache`` with what :func:`documents` prints of ``seeds``; nothing is marked."""
    printed([draft(known(seed)) for seed in seeds], cache)


def _drawn(seeds: tuple[int, ...], cache: Path | None) -> Iterator[Drawn]:
    yield from draw([draft(known(seed)) for seed in seeds], cache)


def draw(drafts: Sequence[Draft], cache: Path | None = None) -> Iterator[Drawn]:
    """Each draft printed and marked, in order."""
    for one, paper in zip(drafts, printed(drafts, cache), strict=True):
        lost = [where for where, place in paper.places.items() if place.y < 0]
        if lost:
            raise Unprinted(f"seed {one.seed}: printed without {', '.join(lost)}")
        yield Drawn(one, paper, *marked(one, paper))


def known(seed: int) -> int:
    """``seed``; ``ValueError`` for one of neither range."""
    if seed not in TUNING and seed not in TEST:
        raise ValueError(f"seed {seed} is neither for tuning nor for testing")
    return seed


def _lay(pixels: Picture, ink: Ink) -> None:
    """``ink`` on the page, in place: it darkens what is below like a filter, and hides it as far as it covers."""
    import numpy as np

    left, top = round(ink.x * PX), round(ink.y * PX)
    height, width = ink.mask.shape
    x, y, x_end, y_end = (
        max(0, left),
        max(0, top),
        min(pixels.shape[1], left + width),
        min(pixels.shape[0], top + height),
    )
    if x >= x_end or y >= y_end:
        return
    share = ink.mask[y - top : y_end - top, x - left : x_end - left, None]
    colour = np.array(ink.colour, np.float32)
    below = pixels[y:y_end, x:x_end].astype(np.float32)
    through = below * (1 - share + share * colour / 255)
    over = below * (1 - share) + colour * share
    pixels[y:y_end, x:x_end] = np.clip(through * (1 - ink.cover) + over * ink.cover, 0, 255).astype(np.uint8)


def encoded(taken: Taken) -> PagePicture:
    """The picture as JPEG or PNG bytes that state their resolution, as scanners do."""
    from PIL import Image

    image = Image.fromarray(taken.pixels)
    dpi = {"dpi": (taken.dpi, taken.dpi)} if taken.dpi else {}
    out = io.BytesIO()
    if taken.bilevel:
        image.convert("1", dither=Image.Dither.NONE).save(out, "PNG", **dpi)
    elif taken.quality is None:
        image.save(out, "PNG", compress_level=1, **dpi)
    else:
        image.save(out, "JPEG", quality=taken.quality, **dpi)
    suffix = ".png" if taken.bilevel or taken.quality is None else ".jpg"
    matrix = tuple(tuple(float(v) for v in row) for row in taken.matrix)
    return PagePicture(out.getvalue(), suffix, matrix, image.width, image.height, taken.dpi)
