"""Image files as pixels: every page of the file, upright as its EXIF tag says, on white, in blue, green and red."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from extract.errors import DocumentError
from extract.files.image_header import image_kind, image_size
from extract.limits import DEFAULT_LIMITS, Limits
from extract.page_problem import PageProblem
from extract.progress import page_begun

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Pixels: TypeAlias = npt.NDArray[np.uint8]
    """Rows of pixels: blue, green and red, or a single channel."""
    Matrix: TypeAlias = npt.NDArray[np.float64]
    """Three by three, from the pixels of one picture to those of another."""

MOST_PIXELS = 20_000_000
"""Larger pictures are made smaller: A3 at 300 dpi has 17 million, and more shows nothing more of a form."""
BELIEVABLE_MM = ((120.0, 330.0), (160.0, 470.0))
"""The short and the long side that a sheet of paper may have: A5 to A3, with room for odd cuts."""
_BLACK, _PALE, _WHITE = 40, 215, 253
_TONES, _ONE_WHITE = 0.004, 0.97
"""A copy made smaller that has fewer pixels between ink and paper, but for strokes' edges, is one in black and white; so
much of its paper is all one white."""
_TONED = 0.25
"""A copy of its own size with fewer pixels between ink and paper for each of ink is one in black and white: JPEG greys
edges, and smooth print has more, however little of it stands on the page."""
_SIXTEEN_BIT = 255
_JPEG_END = b"\xff\xd9"
_ENDLESS = ("gif", "webp", "png")
_FAX = 1.02
"""From this ratio of its dots across and down on a picture's pixels are no squares."""
_ORIENTATION, _ASIDE = 0x0112, frozenset({5, 6, 7, 8})
"""The tag of a picture that lies on its side, and what it says there."""


@dataclass(frozen=True)
class Raster:
    """One picture. ``dpi`` is ``None`` where the file says nothing that a sheet of paper could have.

    ``shrunk`` is how many pixels of the picture that came in make one of these; ``stretched`` how many of these, across
    and down, were made of one of its own, where it has more dots to the inch one way than the other, as a fax has.
    """

    number: int
    pixels: Pixels
    dpi: float | None = None
    shrunk: float = 1.0
    bilevel: bool = False
    """Whether it came as black and white alone: what was pale on the paper left nothing there, and may have been."""
    problems: tuple[PageProblem, ...] = field(default=())
    stretched: tuple[float, float] = (1.0, 1.0)


def rasters(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Iterator[Raster | PageProblem]:
    """The pictures of an image file in their order; for a page of a TIFF that is damaged, what is to be said of it.

    Of a moving picture the first frame. Raises DocumentError: picture-too-large by the declared size, before
    anything is decoded; too-many-pages; damaged-document where no page can be decoded.
    """
    kind = image_kind(data) or ""
    size = image_size(data)
    if size:
        _check_size(size, limits)
    with _opened(data) as image:
        frames = getattr(image, "n_frames", 1)
        if kind in _ENDLESS and frames > 1:
            told = f"这是有 {frames} 帧的动图，只读取第一帧。"
            yield _raster(image, data, 1, (PageProblem("picture-animated", told, 1),))
        elif frames == 1:
            page_begun(1, 1)
            yield _raster(image, data, 1, ())
        else:
            yield from _frames(image, frames, limits)


def raster_at(data: bytes, number: int, limits: Limits = DEFAULT_LIMITS) -> Raster | PageProblem:
    """Page ``number`` (1-based) of an image file as :func:`rasters` gives it; of a long TIFF no other is decoded.

    Raises IndexError where the file has no such page; DocumentError as :func:`rasters` does.
    """
    with _opened(data) as image:
        frames = getattr(image, "n_frames", 1)
        pages = 1 if (image_kind(data) or "") in _ENDLESS else frames
        if not 1 <= number <= pages:
            raise IndexError(f"图片共 {pages} 页，没有第 {number} 页")
        if pages > 1:
            return _frame(image, number - 1, limits)
    return next(rasters(data, limits))


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # sizes are checked here, and odd tags do no harm
        try:
            image = Image.open(io.BytesIO(data))
            getattr(image, "n_frames", 1)
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            advice = "请在电脑上打开图片检查，重新拍照或者扫描后上传。"
            raise DocumentError("damaged-document", "图片已损坏或者不完整，无法打开。", advice) from error
        with image:
            yield image


def _check_size(size: tuple[int, int], limits: Limits) -> None:
    width, height = size
    if width * height > limits.page_pixels:
        most = f"{limits.page_pixels / 1e6:.0f} 百万像素"
        raise DocumentError("picture-too-large", f"图片为 {width}×{height} 像素，超过上限 {most}。")


def _frames(image: Any, frames: int, limits: Limits) -> Iterator[Raster | PageProblem]:
    if frames > limits.pages:
        raise DocumentError("too-many-pages", f"图片共 {frames} 页，超过上限 {limits.pages} 页。")
    lost = 0
    for index in range(frames):
        page_begun(index + 1, frames)
        found = _frame(image, index, limits)
        lost += isinstance(found, PageProblem)
        yield found
    if lost == frames:
        raise DocumentError("damaged-document", f"图片共 {frames} 页，各页均已损坏，无法读取。")


def _frame(image: Any, index: int, limits: Limits) -> Raster | PageProblem:
    """The page of a file of many; only its own data are decoded."""
    try:
        image.seek(index)
        _check_size(image.size, limits)
        return _raster(image, b"", index + 1, ())
    except (OSError, ValueError, EOFError, SyntaxError):
        pass
    except DocumentError as error:
        if error.code != "damaged-document":
            raise
    return PageProblem("page-unreadable", f"第{index + 1}页已损坏，无法读取；其余各页照常读取。", index + 1)


def _raster(image: Any, data: bytes, number: int, problems: tuple[PageProblem, ...]) -> Raster:
    """The frame that ``image`` stands at. A JPEG that breaks off is read as far as it goes, and that is said."""
    from PIL import ImageOps

    both, whole, bilevel = _dots(image), image.size, image.mode == "1"
    if image.format == "JPEG" and whole[0] * whole[1] > MOST_PIXELS:
        image.draft("RGB", tuple(side // 2 for side in whole))
    try:
        image.load()
        upright = ImageOps.exif_transpose(image)
        pixels = _colours(upright)
    except (OSError, ValueError, SyntaxError) as error:
        broken = _broken_off(data)
        if broken is None:
            raise DocumentError("damaged-document", "图片数据已损坏，无法读取。") from error
        pixels = broken
        told = f"第{number}页的图片数据不完整，只读出其中一部分；请重新扫描后上传。"
        problems = (*problems, PageProblem("picture-incomplete", told, number))
    bilevel = bilevel or is_bilevel(pixels)
    dpi, stretched = (max(both), (max(both) / both[0], max(both) / both[1])) if both else (None, (1.0, 1.0))
    pixels = _small_enough(_squared(pixels, stretched))
    area = whole[0] * stretched[0] * whole[1] * stretched[1]
    shrunk = math.sqrt(area / (pixels.shape[0] * pixels.shape[1]))
    return Raster(number, pixels, dpi / shrunk if dpi else None, shrunk, bilevel, problems, stretched)


def is_bilevel(pixels: Pixels, *, resampled: bool = False) -> bool:
    """Whether a picture knows black and white alone.

    One that was made smaller has other tones along its strokes, but its paper is all one white, and nothing is grey that
    lies not between black and white.
    """
    import cv2
    import numpy as np

    grey = pixels[:, :, 1]
    sample = grey[::3, ::3]
    between, ink = int(((sample > _BLACK) & (sample < _PALE)).sum()), int((sample <= _BLACK).sum())
    if between <= _TONED * ink or not resampled:
        return between <= _TONED * ink
    near = np.ones((5, 5), np.uint8)
    edge = (cv2.erode(grey, near) <= _BLACK) & (cv2.dilate(grey, near) >= _PALE)
    flat = float(((grey > _BLACK) & (grey < _PALE) & ~edge).mean())
    return flat < _TONES and bool((grey >= _WHITE).sum() > _ONE_WHITE * (grey >= _PALE).sum())


def _dots(image: Any) -> tuple[float, float] | None:
    """The dots per inch across and down that the file states of the upright picture, where a sheet of paper may be so
    large. Those of a fax differ (204 × 98); what hardly differs is one.
    """
    try:
        across, down = (float(one) for one in image.info.get("dpi", (0, 0))[:2])
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    if across > 0 and down > 0 and max(across / down, down / across) >= _FAX:
        inches = image.size[0] / across, image.size[1] / down
        if believable(inches, 1.0):
            return (down, across) if image.getexif().get(_ORIENTATION) in _ASIDE else (across, down)
    return (across, across) if believable(image.size, across) else None


def _squared(pixels: Pixels, stretched: tuple[float, float]) -> Pixels:
    """``pixels`` made wider or higher, so that each stands for a square of the paper."""
    import cv2
    import numpy as np

    if stretched == (1.0, 1.0):
        return pixels
    size = round(pixels.shape[1] * stretched[0]), round(pixels.shape[0] * stretched[1])
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


def believable(size: tuple[float, float], dpi: float) -> bool:
    """Whether so many pixels at so many dots per inch are a sheet of paper."""
    if not (math.isfinite(dpi) and dpi > 0):
        return False
    sides = sorted(side / dpi * 25.4 for side in size)
    return all(low <= side <= high for side, (low, high) in zip(sides, BELIEVABLE_MM, strict=True))


def _colours(image: Any) -> Pixels:
    """Eight bits a channel, transparent places white, whatever the file's mode."""
    import numpy as np
    from PIL import Image

    if image.mode.startswith(("I", "F")):
        return _eight_bit(np.asarray(image, dtype=np.float64))
    if image.mode in ("LA", "PA", "RGBA", "RGBa", "La") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, (255, 255, 255, 255))
        image = Image.alpha_composite(paper, image)
    return np.ascontiguousarray(np.asarray(image.convert("RGB"), dtype=np.uint8)[:, :, ::-1])


def _eight_bit(values: Any) -> Pixels:
    """Sixteen-bit grey to eight: by the range of the type, or of the values where they are fractions."""
    import numpy as np

    most = float(values.max(initial=0.0))
    scale = 1.0 if 1 < most <= _SIXTEEN_BIT else 255.0 / (65535.0 if most > 1 else 1.0)
    grey = np.clip(values * scale, 0, 255).astype(np.uint8)
    return np.repeat(grey[:, :, None], 3, axis=2)


def _broken_off(data: bytes) -> Pixels | None:
    """What can be decoded of a JPEG that ends too early, the rest white; ``None`` where that is nothing."""
    import numpy as np
    from PIL import Image

    if image_kind(data) != "jpeg":
        return None
    try:
        found = _colours(Image.open(io.BytesIO(data + _JPEG_END))).copy()
    except (OSError, ValueError, SyntaxError):
        return None
    rows = np.flatnonzero((found != found[-1, -1]).any(axis=(1, 2)))
    if not len(rows):
        return None
    found[int(rows[-1]) + 1 :] = 255
    return found


def _small_enough(pixels: Pixels) -> Pixels:
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    if width * height <= MOST_PIXELS:
        return pixels
    share = math.sqrt(MOST_PIXELS / (width * height))
    size = (max(1, round(width * share)), max(1, round(height * share)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
