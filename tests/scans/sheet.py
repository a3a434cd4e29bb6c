"""An overview of many pages in one picture, to look at what the generator draws."""

from __future__ import annotations

import io
from collections.abc import Sequence

_WIDTH, _HEIGHT, _CAPTION = 420, 594, 18


def contact_sheet(pages: Sequence[tuple[str, bytes]], across: int = 5) -> bytes:
    """``pages`` (caption and picture file each) side by side as a PNG."""
    from PIL import Image, ImageDraw

    rows = -(-len(pages) // across)
    sheet = Image.new("RGB", (across * _WIDTH, rows * (_HEIGHT + _CAPTION)), (40, 40, 46))
    pen = ImageDraw.Draw(sheet)
    for number, (caption, data) in enumerate(pages):
        left, top = number % across * _WIDTH, number // across * (_HEIGHT + _CAPTION)
        with Image.open(io.BytesIO(data)) as opened:
            small = opened.convert("RGB")
        small.thumbnail((_WIDTH - 6, _HEIGHT - 6))
        sheet.paste(small, (left + 3, top + _CAPTION))
        pen.text((left + 5, top + 3), caption, fill=(255, 255, 255))
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()
