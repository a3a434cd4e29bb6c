"""Colours as six hexadecimal digits: which are red, which are black."""

from __future__ import annotations

from collections.abc import Sequence

_RED_AT_LEAST, _OTHERS_AT_MOST, _APART = 0x90, 0x70, 0x60


def is_red(color: str) -> bool:
    """Whether a colour is a red as official papers are printed with it, from pure to dark."""
    try:
        red, green, blue = (int(color[place : place + 2], 16) for place in (0, 2, 4))
    except ValueError:
        return False
    return red >= _RED_AT_LEAST and max(green, blue) <= _OTHERS_AT_MOST and red - max(green, blue) >= _APART


def of_parts(parts: Sequence[float]) -> str:
    """The colour of grey, RGB or CMYK parts between 0 and 1; nearly black is black."""
    if len(parts) == 1:
        shades = [parts[0]] * 3
    elif len(parts) == 4:
        shades = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    else:
        shades = [*parts[:3], 0, 0, 0][:3]
    bytes_ = [round(255 * min(max(shade, 0), 1)) for shade in shades]
    return "000000" if max(bytes_) < 0x33 else "".join(f"{one:02X}" for one in bytes_)
