"""Pages of a PDF that are pictures: which they are, their pixels, and whether a text layer fits what they show."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from extract.layout.chars import Char
from extract.layout.page import PageContent
from extract.page_problem import PageProblem
from extract.readers.pdf.objects import PageObjects
from extract.readers.pdf.open import OpenPdf
from extract.readers.pdf.render import bgr_of_page
from extract.readers.pdf.space import Space
from forms.script import fold

if TYPE_CHECKING:
    from extract.vision.rasters import Raster

LEAST_DPI, USUAL_DPI, MOST_DPI = 150.0, 200.0, 300.0
PICTURE_CODES = frozenset({"no-text-layer", "text-layer-over-scan"})
"""Problems of a page that has a picture to be read instead."""
_SAME_DPI = 0.005
"""A picture shown at a resolution so near its own is shown pixel by pixel."""
FITS = 0.85
"""The share of a text layer's characters that must be read out of the picture too for the layer to fit it."""
_FAX = 1.2
"""From this ratio of its dots both ways on a picture is a fax's."""
_MM = 25.4


def is_picture(content: PageContent) -> bool:
    """Whether the page is to be read from its picture: it has no text layer, or one that lies over a scan."""
    return any(problem.code in PICTURE_CODES for problem in content.problems)


def raster_of_page(pdf: OpenPdf, page: Any, space: Space, objects: PageObjects, number: int) -> Raster:
    """The page as it is shown, at its own picture's resolution; its size is believed where paper may have it."""
    from extract.vision.rasters import Raster, believable, is_bilevel

    own = _own_dpi(objects)
    dpi = _within_bounds(own, space)
    pixels = bgr_of_page(pdf, page, space, dpi)
    size = (pixels.shape[1], pixels.shape[0])
    bilevel = is_bilevel(pixels, resampled=abs(dpi / own - 1) > _SAME_DPI)
    return Raster(number, pixels, dpi if believable(size, dpi) else None, bilevel=bilevel)


def _own_dpi(objects: PageObjects) -> float:
    """The resolution of the largest picture on the page: a fax's across, where it has twice as many dots as down."""
    largest = max(objects.images, key=lambda image: image.box.width * image.box.height, default=None)
    if largest is not None and largest.pixels and largest.box.width * largest.box.height > 0:
        sides = (largest.box.width, largest.box.height)
        ways = (largest.pixels, largest.pixels[::-1])  # it may lie on its side
        both = min(
            (sorted(count / side * _MM for count, side in zip(way, sides, strict=True)) for way in ways),
            key=lambda dots: dots[1] / dots[0],
        )
        return both[1] if both[1] > _FAX * both[0] else float((both[0] * both[1]) ** 0.5)
    return USUAL_DPI


def _within_bounds(own: float, space: Space) -> float:
    """A resolution within bounds; a page that is huge on paper gets less."""
    inches = max(space.width, space.height) / _MM
    most = MOST_DPI * 19.0 / max(inches, 19.0)
    return min(max(own, min(LEAST_DPI, most)), most)


def settle(layer: PageContent, chars: list[Char], picture: PageContent, *, scanned: bool) -> PageContent:
    """Which of a page's two readings stands: the picture's, unless nothing could be read out of it.

    ``scanned`` says that the page shows pictures and no text of its own: then a blank one is a blank page. A text layer
    that says something else than the picture is told of.
    """
    had_layer = any(problem.code == "text-layer-over-scan" for problem in layer.problems)
    if not any(line.text for line in picture.read):
        return picture if scanned and not had_layer else layer
    if had_layer and not fits("".join(char.text for char in chars), "".join(line.text for line in picture.read)):
        told = f"第{layer.number}页的文字层与所见图像不符，未采用；各项按图像识别。"
        picture.problems.append(PageProblem("text-layer-differs", told, layer.number))
    kept = {"no-text-layer", "text-layer-over-scan", "hidden-text"}
    picture.problems += [problem for problem in layer.problems if problem.code not in kept]
    return picture


def fits(layer: str, picture: str) -> bool:
    """Whether nearly all that the layer says was read out of the picture as well, wherever it stands."""
    said, shown = Counter(fold(layer)), Counter(fold(picture))
    return sum((said & shown).values()) >= FITS * max(sum(said.values()), 1)
