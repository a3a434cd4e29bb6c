"""A picture's pixels made comparable: on white paper, in printed proportions, small enough to look at quickly."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.document import Picture
from extract.files.image_header import image_size

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    Mask = NDArray[np.bool_]
    Plane = NDArray[np.float32]

WORKING_PIXELS = 320
"""The longer side at which a mark is looked at: a 60 mm seal at about 130 dpi."""
MOST_PIXELS = 36_000_000
"""A page at 600 dpi; decoding more would cost more memory than a worker has."""
_REDNESS = 0.11
_SEAL_TINT = 0.30
"""How far green and blue may lie apart in red ink, both relative to paper: orange and purple go further."""
_STROKE_DARKNESS = (0.62, 0.80)
"""Below which share of the paper's brightness in the red channel ink counts; the second for pale pencil and photos."""
_STROKE_REDNESS = 0.16
_INKED = 0.10
_PALE_SHARE = 0.004


@dataclass(frozen=True)
class Pixels:
    """Masks of one picture, all of one shape. ``mm_per_pixel`` is ``None`` where the printed size is not known."""

    red: Mask
    stroke: Mask
    inked: Mask
    """Whatever is not paper, of any colour."""
    mm_per_pixel: float | None


class Unreadable(Exception):
    """The picture has no pixels that can be looked at."""


def load(picture: Picture) -> Pixels:
    """The picture's masks. Raises ``Unreadable`` for no data, damaged data, unknown kinds and too many pixels."""
    import numpy as np

    image = image_of(picture)
    rgb: Plane = np.asarray(image, dtype=np.float32) / np.float32(255)
    relative: Plane = np.clip(rgb / _paper(rgb), 0, 1)
    width_mm = picture.width_mm
    scale = width_mm / image.width if width_mm else None
    return _masks(relative, scale)


def _masks(relative: Plane, scale: float | None) -> Pixels:
    import numpy as np

    r, g, b = relative[..., 0], relative[..., 1], relative[..., 2]
    redness = r - np.maximum(g, b)
    red = (redness > _REDNESS) & (np.abs(g - b) < _SEAL_TINT)
    inked = relative.min(axis=2) < 1 - _INKED
    plain = redness < _STROKE_REDNESS
    stroke = (r < _STROKE_DARKNESS[0]) & plain
    if stroke.mean() < _PALE_SHARE:
        stroke = (r < _STROKE_DARKNESS[1]) & plain
    return Pixels(red, stroke, inked, scale)


def image_of(picture: Picture, longest: int = WORKING_PIXELS) -> Image.Image:
    """The picture on white, in printed proportions, its longer side ``longest`` pixels. Raises ``Unreadable``."""
    from PIL import Image

    size = image_size(picture.data) if picture.data is not None else None
    if picture.data is None or size is None or size[0] * size[1] > MOST_PIXELS:
        raise Unreadable
    try:
        with Image.open(io.BytesIO(picture.data)) as source:
            source.draft("RGB", (2 * longest, 2 * longest))
            flat = _on_white(_printed_part(source, picture))
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise Unreadable from error
    return flat.resize(_working_size(picture, flat.size, longest), Image.Resampling.BOX)


def _printed_part(source: Image.Image, picture: Picture) -> Image.Image:
    if picture.crop is None:
        return source
    left, top, right, bottom = picture.crop
    width, height = source.size
    x0, y0 = round(width * left), round(height * top)
    return source.crop((x0, y0, max(round(width * (1 - right)), x0 + 1), max(round(height * (1 - bottom)), y0 + 1)))


def _on_white(source: Image.Image) -> Image.Image:
    from PIL import Image

    if source.mode.startswith(("I", "F")):
        top = 65535.0 if source.mode.startswith("I") else 1.0
        source = source.convert("F").point(lambda level: level * (255.0 / top)).convert("L")
    if not source.has_transparency_data:
        return source.convert("RGB")
    layered = source.convert("RGBA")
    flat = Image.new("RGB", layered.size, "white")
    flat.paste(layered, mask=layered.getchannel("A"))
    return flat


def _working_size(picture: Picture, size: tuple[int, int], longest: int) -> tuple[int, int]:
    """Pixels of the longer and shorter side in the proportions in which the picture is printed."""
    width, height = size
    if picture.width_mm and picture.height_mm:
        stretched = picture.width_mm / picture.height_mm
        if 0.02 < stretched < 50:
            height = max(1, round(width / stretched))
    factor = longest / max(width, height)
    return max(1, round(width * factor)), max(1, round(height * factor))


def _paper(rgb: Plane) -> Plane:
    """The paper's colour: what the brightest tenth of the picture begins at, never darker than half grey."""
    import numpy as np

    paper = np.percentile(rgb.reshape(-1, 3), 90, axis=0).astype(np.float32)
    return np.maximum(paper, 0.5)
