"""How a page comes in: clean, scanned, turned, photographed, faint, small, grey, black and white — with its transform."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

from tests.scans.printed import BASE_DPI
from tests.scans.wear import smooth

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tests.scans.printed import Picture
    from tests.scans.wear import Random

    Matrix = NDArray[Any]
    Floats = NDArray[Any]

MM = 25.4


@dataclass(frozen=True)
class Taken:
    """A picture of a page: RGB or grey pixels, and the matrix from upright millimetres to its pixels.

    ``dpi`` is what the file says of itself, ``None`` for a photograph. ``quality`` is that of a JPEG, ``None`` for
    a PNG; ``bilevel`` marks black and white.
    """

    pixels: Picture
    matrix: Matrix
    dpi: int | None
    quality: int | None = None
    bilevel: bool = False


def take(page: Picture, condition: str, rng: Random) -> Taken:
    """``page`` (RGB at the base resolution) as it comes in under ``condition``; ``KeyError`` for an unknown one."""
    return _WAYS[condition](page, rng)


def _scaled(page: Picture, dpi: float) -> tuple[Picture, Matrix]:
    import cv2
    import numpy as np

    factor = dpi / BASE_DPI
    size = (round(page.shape[1] * factor), round(page.shape[0] * factor))
    small = page if dpi == BASE_DPI else cv2.resize(page, size, interpolation=cv2.INTER_AREA)
    return small, np.diag([dpi / MM, dpi / MM, 1.0])


def _clean(dpi: int) -> Callable[[Picture, Random], Taken]:
    def way(page: Picture, rng: Random) -> Taken:
        pixels, matrix = _scaled(page, dpi)
        return Taken(pixels, matrix, dpi)

    return way


def _scan(dpi: int = 200, quality: int = 55, contrast: float = 1.0) -> Callable[[Picture, Random], Taken]:
    """A flatbed or feeder: a little askew and shifted, uneven light, lens and sensor, JPEG."""

    def way(page: Picture, rng: Random) -> Taken:
        import numpy as np

        pixels, matrix = _askew(*_scaled(page, dpi), rng)
        light = _lit(pixels.astype(np.float32), rng)
        if contrast < 1:
            light *= contrast
            light += 250 * (1 - contrast)
        return Taken(_sensed(_dirt(light, rng, dpi), rng, dpi), matrix, dpi, quality)

    return way


def _askew(pixels: Picture, matrix: Matrix, rng: Random) -> tuple[Picture, Matrix]:
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-1.8, 1.8), 1), (0, 0, 1)])
    turn[:2, 2] += rng.uniform(-0.006, 0.006, 2) * width
    lid = (250, 250, 249) if rng.random() < 0.85 else tuple(int(v) for v in rng.integers(25, 80, 1).repeat(3))
    moved = cv2.warpAffine(
        pixels, turn[:2], (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=lid
    )
    return moved.astype(np.uint8), turn @ matrix


def _lit(light: Floats, rng: Random) -> Floats:
    """The tint of paper and a lamp that is not the same everywhere, laid on ``light`` in place."""
    import numpy as np

    height, width = light.shape[:2]
    across = np.linspace(rng.uniform(0.93, 1), rng.uniform(0.93, 1), width, dtype=np.float32)
    along = np.linspace(rng.uniform(0.96, 1), rng.uniform(0.96, 1), height, dtype=np.float32)
    paper = np.array([rng.uniform(0.98, 1), rng.uniform(0.975, 0.995), rng.uniform(0.95, 0.99)], np.float32)
    rows = light.reshape(height, -1)  # one long row of all channels is many times as fast as pixels of three
    rows *= (across[:, None] * paper).reshape(-1)
    rows *= along[:, None]
    return light


def _dirt(light: Floats, rng: Random, dpi: int) -> Floats:
    """Specks, sometimes a streak of the feeder, punched holes or the shadow of an edge."""
    import cv2
    import numpy as np

    height, width = light.shape[:2]
    for _ in range(int(rng.integers(0, 40))):
        at = (int(rng.integers(0, width)), int(rng.integers(0, height)))
        cv2.circle(light, at, int(rng.integers(1, 3)), (float(rng.uniform(60, 200)),) * 3, -1, cv2.LINE_AA)
    if rng.random() < 0.1:
        x = int(rng.integers(0, width))
        light[:, x : x + 2] = light[:, x : x + 2] * 0.6 + 60
    if rng.random() < 0.15:
        for y in (0.5 - 40 / 297, 0.5 + 40 / 297):
            cv2.circle(
                light,
                (round(12 / MM * dpi), round(y * height)),
                round(3 / MM * dpi),
                (95.0, 92.0, 90.0),
                -1,
                cv2.LINE_AA,
            )
    if rng.random() < 0.3:
        depth = round(rng.uniform(0.5, 4) / MM * dpi)
        light[:, -depth:] *= np.linspace(1, rng.uniform(0.3, 0.8), depth, dtype=np.float32)[None, :, None]
    return light


def _sensed(light: Floats, rng: Random, dpi: float, noise: float = 5.0) -> Picture:
    """Blur of the lens, bleed of the ink and noise of the sensor, as bytes."""
    import cv2
    import numpy as np

    blurred: Floats = cv2.GaussianBlur(light, (0, 0), rng.uniform(0.5, 0.85) * dpi / 200)
    height, width = light.shape[:2]
    blurred += cv2.GaussianBlur(_noise(rng, (height, width, 3), noise), (0, 0), 0.7)
    blurred += cv2.merge([_noise(rng, (height, width), noise * 0.75)] * 3)
    return np.asarray(cv2.convertScaleAbs(np.maximum(blurred, 0, out=blurred)), np.uint8)


def _noise(rng: Random, shape: tuple[int, ...], deviation: float) -> Floats:
    """Normal noise in 256 steps, a byte of chance each: a fraction of the time that drawing from the curve takes."""
    import cv2
    import numpy as np

    chance = np.frombuffer(rng.bytes(int(np.prod(shape))), np.uint8).reshape(shape)
    return np.asarray(cv2.LUT(chance, _normal_steps() * np.float32(deviation)), np.float32)


@cache
def _normal_steps() -> Floats:
    """The middles of 256 equally likely stretches of the normal curve, their deviation one."""
    import numpy as np

    steps = np.array([NormalDist().inv_cdf((n + 0.5) / 256) for n in range(256)], np.float32)
    return np.asarray(steps / steps.std(), np.float32)


def _turned(quarter: int) -> Callable[[Picture, Random], Taken]:
    """A scan of a page that lay turned clockwise by so many quarters."""

    return lambda page, rng: turned(_scan()(page, rng), quarter)


def turned(taken: Taken, quarter: int) -> Taken:
    """The same picture turned clockwise by so many quarters."""
    import numpy as np

    height, width = taken.pixels.shape[:2]
    turns = {
        0: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        1: [[0, -1, height - 1], [1, 0, 0], [0, 0, 1]],
        2: [[-1, 0, width - 1], [0, -1, height - 1], [0, 0, 1]],
        3: [[0, 1, 0], [-1, 0, width - 1], [0, 0, 1]],
    }
    matrix = np.array(turns[quarter % 4], np.float64) @ taken.matrix
    return replace(taken, pixels=np.ascontiguousarray(np.rot90(taken.pixels, -quarter)), matrix=matrix)


def _grey(page: Picture, rng: Random) -> Taken:
    import cv2

    taken = _scan()(page, rng)
    return Taken(cv2.cvtColor(taken.pixels, cv2.COLOR_RGB2GRAY), taken.matrix, taken.dpi, 55)


def _black_and_white(page: Picture, rng: Random) -> Taken:
    """A fax-like copy: one threshold for the page, or one that follows the light."""
    import cv2
    import numpy as np

    taken = _scan()(page, rng)
    grey = cv2.cvtColor(taken.pixels, cv2.COLOR_RGB2GRAY)
    if rng.random() < 0.5:
        limit = float(cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[0])
        black = grey < limit + rng.uniform(-10, 15)
    else:
        small = cv2.resize(grey, None, fx=1 / 8, fy=1 / 8, interpolation=cv2.INTER_AREA)
        around = cv2.resize(cv2.GaussianBlur(small.astype(np.float32), (0, 0), 25 / 8), grey.shape[::-1])
        black = grey < around * rng.uniform(0.72, 0.86)
    return Taken(np.where(black, 0, 255).astype(np.uint8), taken.matrix, taken.dpi, None, bilevel=True)


def _photo(page: Picture, rng: Random) -> Taken:
    """A telephone's picture: perspective, a desk around the page, shadow, a lens that is not quite sharp."""
    import cv2
    import numpy as np

    dpi = rng.uniform(185, 235)
    small, matrix = _scaled(page, dpi)
    height, width = small.shape[:2]
    edge = round(width * rng.uniform(0.05, 0.1))
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    away = corners + edge + rng.uniform(-0.042, 0.042, (4, 2)).astype(np.float32) * (width, width * 0.8)
    seen = cv2.getPerspectiveTransform(corners, away.astype(np.float32))
    size = (width + 2 * edge, height + 2 * edge)
    laid = cv2.warpPerspective(small, seen, size, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_CONSTANT)
    inside = cv2.warpPerspective(np.full((height, width), 255, np.uint8), seen, size)
    share = inside.astype(np.float32) / 255
    light = np.asarray(cv2.blendLinear(laid.astype(np.float32), _desk(size, inside, rng), share, 1 - share), np.float32)
    cast = (rng.uniform(0.95, 1.03), 1.0, rng.uniform(0.9, 1.03))
    shade = _shade(size, rng)
    light *= np.asarray(cv2.merge([shade * np.float32(tint) for tint in cast]), np.float32)
    blurred = cv2.GaussianBlur(light, (0, 0), rng.uniform(0.4, 1.0))
    return Taken(_sensed(blurred, rng, 200, 5.5), seen @ matrix, None, int(rng.integers(58, 80)))


def _desk(size: tuple[int, int], inside: Picture, rng: Random) -> Floats:
    """A darker surface with grain, and the page's shadow on it."""
    import cv2
    import numpy as np

    colours = ((118, 88, 62), (92, 96, 102), (58, 52, 50), (140, 120, 96), (70, 92, 110))
    base = colours[int(rng.integers(len(colours)))]
    grain = cv2.resize(smooth(rng, (size[1] // 4, size[0] // 40 + 3), 6), size) * 30 - 15
    lit = 1 - cv2.GaussianBlur(inside, (0, 0), 14).astype(np.float32) * (0.45 / 255)
    return np.asarray(cv2.merge([(grain + np.float32(tint)) * lit for tint in base]), np.float32)


def _shade(size: tuple[int, int], rng: Random) -> Floats:
    """Light that falls off from one side, and sometimes the soft shadow of a hand."""
    import numpy as np

    ys, xs = (np.linspace(0, 1, length, dtype=np.float32) for length in (size[1], size[0]))
    ys, xs = ys[:, None], xs[None, :]
    far = np.sqrt((xs - rng.uniform(0.2, 0.8)) ** 2 + (ys - rng.uniform(0.1, 0.7)) ** 2)
    shade = np.clip(1.02 - rng.uniform(0.22, 0.4) * far, 0.5, 1.05)
    if rng.random() < 0.4:
        angle, place = rng.uniform(0, 2 * np.pi), rng.uniform(0.2, 0.5)
        across = (xs - 0.5) * np.cos(angle) + (ys - 0.5) * np.sin(angle) - place
        shade *= 1 - rng.uniform(0.12, 0.3) / (1 + np.exp(-across * 25))
    return np.asarray(shade, np.float32)


_WAYS: dict[str, Callable[[Picture, Random], Taken]] = {
    "clean-200": _clean(200),
    "clean-300": _clean(300),
    "scan": _scan(),
    "rotated-90": _turned(1),
    "rotated-180": _turned(2),
    "rotated-270": _turned(3),
    "photo": _photo,
    "faint": _scan(quality=60, contrast=0.55),
    "dpi-150": _scan(150),
    "gray": _grey,
    "bw": _black_and_white,
}
CONDITIONS = tuple(_WAYS)
"""The names of all conditions."""
