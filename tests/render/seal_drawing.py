"""Pictures of seals, fit and unfit, drawn for tests."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Literal

RED = (215, 20, 25)


@dataclass(frozen=True)
class Drawn:
    """A ring with a star-like middle; ``pixels`` is its width, ``height`` that of an oval, ``margin`` lies around."""

    pixels: int = 500
    height: int | None = None
    margin: int = 20
    shape: Literal["oval", "square", "arc"] = "oval"
    color: tuple[int, int, int] = RED
    ground: tuple[int, int, int, int] = (0, 0, 0, 0)
    format: Literal["PNG", "JPEG", "BMP"] = "PNG"


def seal(drawn: Drawn = Drawn()) -> bytes:
    from PIL import Image, ImageDraw

    width, height, margin = drawn.pixels, drawn.height or drawn.pixels, drawn.margin
    image = Image.new("RGBA", (width + 2 * margin, height + 2 * margin), drawn.ground)
    pen, ink = ImageDraw.Draw(image), (*drawn.color, 255)
    box = (margin, margin, margin + width - 1, margin + height - 1)
    if drawn.shape == "oval":
        pen.ellipse(box, outline=ink, width=14)
    elif drawn.shape == "arc":
        for side in (0, 90, 180, 270):
            pen.arc(box, side - 20, side + 20, fill=ink, width=14)
    else:
        pen.rectangle(box, outline=ink, width=14)
    middle = (margin + width // 2, margin + height // 2)
    pen.ellipse((middle[0] - 40, middle[1] - 40, middle[0] + 40, middle[1] + 40), fill=ink)
    stream = io.BytesIO()
    (image if drawn.format == "PNG" else image.convert("RGB")).save(stream, drawn.format)
    return stream.getvalue()
