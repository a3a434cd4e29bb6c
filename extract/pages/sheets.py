"""The size of each page and where it stands in the picture that came in, as JSON both ways."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.document import Page, PagePicture


def sheet_json(page: Page) -> dict[str, Any]:
    """``page`` as JSON; ``picture`` is ``None`` for a page that was not read from one.

    ``to_pixels`` takes millimetres of the upright page to pixels of the picture as a viewer shows it, row by row.
    """
    picture = page.picture
    seen = {
        "to_pixels": list(picture.to_pixels),
        "size_px": list(picture.size),
        "dpi": picture.dpi,
        "size_known": picture.size_known,
    } if picture else None  # fmt: skip
    return {"page": page.number, "size_mm": [round(page.width_mm, 2), round(page.height_mm, 2)], "picture": seen}


def page_of(sheet: Mapping[str, Any]) -> Page:
    """The page that :func:`sheet_json` told of."""
    seen, (width, height) = sheet["picture"], sheet["size_mm"]
    picture = None
    if seen:
        across, down = seen["size_px"]
        picture = PagePicture(tuple(seen["to_pixels"]), (across, down), seen["dpi"], seen["size_known"])
    return Page(sheet["page"], width, height, picture)
