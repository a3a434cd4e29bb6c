"""Characters as masks of ink, from the fonts that are installed; none lies in the repository."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from extract import tools

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.ImageFont import FreeTypeFont

    Mask = NDArray[Any]

FACES = {
    "serif": "Noto Serif CJK SC:bold",
    "sans": "Noto Sans CJK SC:bold",
    "plain": "Noto Serif CJK SC",
    "line": "Noto Sans CJK SC",
    "kai": "AR PL UKai CN",
}
EM = 128
"""The height of a character's tile in pixels."""


@cache
def font_file(face: str) -> tuple[str, int]:
    """The file of a face and its number in the collection; fontconfig gives the nearest one where it is missing."""
    program = str(tools.require(tools.FONT_LIST))
    file, _, index = tools.run([program, "--format=%{file}|%{index}", FACES[face]], 30).partition("|")
    return file, int(index) & 0xFFFF


@lru_cache(maxsize=64)
def font(face: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    file, index = font_file(face)
    return ImageFont.truetype(file, size, index=index)


@lru_cache(maxsize=4096)
def glyph(character: str, face: str) -> Mask:
    """One character, 0–1, cut to its ink and set into a square tile with a narrow margin."""
    import numpy as np
    from PIL import Image, ImageDraw

    image = Image.new("L", (EM * 2, EM * 2), 0)
    ImageDraw.Draw(image).text((EM, EM), character, font=font(face, EM), fill=255, anchor="mm")
    inside = image.getbbox() or (0, 0, EM, EM)
    narrow = inside[2] - inside[0] < EM * 0.4
    middle = (inside[0] + inside[2]) // 2
    sides = (middle - EM // 3, middle + EM // 3) if narrow else (inside[0] - 3, inside[2] + 3)
    tile = image.crop((sides[0], inside[1] - 3, sides[1], inside[3] + 3)).resize((EM, EM))
    return np.asarray(tile, np.float32) / 255


def line_of(text: str, face: str, size: float) -> Mask:
    """A line of printed text ``size`` pixels high, cut to its ink."""
    import numpy as np
    from PIL import Image, ImageDraw

    points = max(4, round(size))
    image = Image.new("L", (round(points * (len(text) + 2)), points * 2), 0)
    ImageDraw.Draw(image).text((points, points), text, font=font(face, points), fill=255, anchor="lm")
    return np.asarray(image.crop(image.getbbox() or (0, 0, 1, 1)), np.float32) / 255
