"""The office's seal as a picture: whether it is fit to be printed, and where in the picture the seal lies."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from render.errors import RenderError

if TYPE_CHECKING:
    from numpy.typing import NDArray

DIAMETER_MM = (30.0, 58.0)
"""From the smallest seal of an office to the largest of the State Council's rules."""
LEAST_DPI = 300.0
MOST_PIXELS = 16_000_000
_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_SOLID, _WHITE = 128, 225
"""From which opacity on a pixel counts, and up to which of the darker channels it is ink."""
_FLATTEST = 0.6
"""The short side of an oval seal, of its long one."""
_STRAY = 0.005
"""So much of the ground outside the seal may bear ink."""
_RIM = (0.82, 1.03)
_SECTORS, _LEAST_RIM = 72, 0.85
"""The rim, in shares of the radius, and in how many of its sectors ink must be found: a stamp may be worn."""
_LEAST_RED = 0.8


@dataclass(frozen=True)
class SealPicture:
    """A picture of the seal, PNG or JPEG, and the seal's own diameter (an oval one's longer side) on paper."""

    data: bytes
    diameter_mm: float


@dataclass(frozen=True)
class Printed:
    """Where a picture of the seal goes on paper: its size, and from its left top to the seal's middle. Millimetres."""

    width: float
    height: float
    middle_x: float
    middle_y: float
    seal_height: float


def printed(picture: SealPicture) -> Printed:
    """The picture's size at which its seal has its true size.

    Raises :class:`RenderError` ``seal-picture-unfit`` for what is no PNG or JPEG of a red, round or oval seal on
    transparent or white ground, of at least 300 dpi.
    """
    low, high = DIAMETER_MM
    if not low <= picture.diameter_mm <= high:
        raise _unfit(f"直径 {picture.diameter_mm:g} mm 不在 {low:g} 至 {high:g} mm 之间", "请按实物量取直径")
    pixels = _pixels(picture.data)
    ink = (pixels[..., 3] >= _SOLID) & (pixels[..., :3].min(axis=-1) <= _WHITE)
    rows, columns = ink.any(axis=1).nonzero()[0], ink.any(axis=0).nonzero()[0]
    if not len(rows):
        raise _unfit("图样是空白的", "请重新扫描印模")
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    _demand_fine(max(bottom - top, right - left), picture.diameter_mm)
    _demand_oval(ink, (left, top, right, bottom))
    _demand_red(pixels[ink])
    scale = picture.diameter_mm / max(bottom - top, right - left)
    height, width = ink.shape
    middle = (left + right) / 2 * scale, (top + bottom) / 2 * scale
    return Printed(width * scale, height * scale, float(middle[0]), float(middle[1]), float((bottom - top) * scale))


def _pixels(data: bytes) -> NDArray[Any]:
    """Rows of red, green, blue and opacity."""
    import numpy as np
    from PIL import Image, UnidentifiedImageError

    if not data.startswith(_STARTS):
        raise _unfit("不是 PNG 或者 JPEG", "请另存为 PNG 后上传")
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            warnings.simplefilter("ignore")
            if image.width * image.height > MOST_PIXELS:
                raise _unfit(f"有 {image.width}×{image.height} 像素，过大", "请裁去印章以外的部分")
            return np.asarray(image.convert("RGBA"))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise _unfit("已损坏，无法打开", "请重新扫描印模") from error


def _demand_fine(pixels: int, diameter_mm: float) -> None:
    dpi = pixels / (diameter_mm / 25.4)
    if dpi < LEAST_DPI - 1:
        raise _unfit(f"只有 {dpi:.0f} dpi，印出来会模糊", f"请以不低于 {LEAST_DPI:g} dpi 重新扫描印模")


def _demand_oval(ink: NDArray[Any], box: tuple[int, int, int, int]) -> None:
    """Nothing outside the oval that touches the ink's four sides, and a rim that runs round."""
    import numpy as np

    left, top, right, bottom = box
    width, height = right - left, bottom - top
    if min(width, height) < _FLATTEST * max(width, height):
        raise _unfit("不是圆形或者椭圆形", "请只上传印章本身的图样")
    rows, columns = np.ogrid[: ink.shape[0], : ink.shape[1]]
    across = (columns + 0.5 - (left + right) / 2) / (width / 2)
    down = (rows + 0.5 - (top + bottom) / 2) / (height / 2)
    radius = np.hypot(across, down)
    outside = radius > _RIM[1]
    if ink[outside].sum() > _STRAY * max(outside.sum(), ink.sum()):
        raise _unfit("印章以外不是透明或者白色，或者印章不是圆形、椭圆形", "请去除底色和印章以外的内容")
    rim = ink & (radius >= _RIM[0]) & ~outside
    found_rows, found_columns = rim.nonzero()
    angles = np.arctan2(down[found_rows, 0], across[0, found_columns])
    sectors = np.unique(((angles + np.pi) / (2 * np.pi) * _SECTORS).astype(int) % _SECTORS)
    if len(sectors) < _LEAST_RIM * _SECTORS:
        raise _unfit("没有完整的圆形或者椭圆形边框", "请重新扫描端正、清晰的印模")


def _demand_red(inked: NDArray[Any]) -> None:
    red, others = inked[:, 0].astype(int), inked[:, 1:3].max(axis=1).astype(int)
    if (red - others > 40).mean() < _LEAST_RED:
        raise _unfit("不是红色", "印章用红色（GB/T 9704 7.3.5），请重新扫描彩色印模")


def _unfit(what: str, remedy: str) -> RenderError:
    return RenderError("seal-picture-unfit", f"印章图样{what}；{remedy}。")
