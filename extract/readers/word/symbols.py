"""Characters of the pictorial fonts that forms are ticked with, as the Unicode they show."""

from __future__ import annotations

import re

from extract.document import TICKED, UNTICKED
from forms.patterns import late

_WINGDINGS = {
    0x6E: "■", 0x6F: UNTICKED, 0x70: UNTICKED, 0x71: UNTICKED, 0x72: UNTICKED, 0xA8: UNTICKED,
    0x52: TICKED, 0x78: TICKED, 0xFD: TICKED, 0xFE: TICKED,
    0xFB: "✗", 0xFC: "✓", 0x6C: "●", 0xA1: "○", 0x77: "◆", 0xA7: "▪", 0x9F: "•",
    0xE0: "→", 0xF0: "⇨",
}  # fmt: skip
_WINGDINGS_2 = {
    0xA2: "■", 0xA3: UNTICKED,
    0x51: TICKED, 0x52: TICKED, 0x53: TICKED, 0x54: TICKED,
    0x4F: "✗", 0x50: "✓", 0x97: "●", 0x98: "●", 0x99: "○", 0x9A: "○",
}  # fmt: skip
_WEBDINGS = {0x61: "✓", 0x63: UNTICKED, 0x67: "■", 0x72: "✗", 0x6E: "●"}
_SYMBOL = {0xD6: "√", 0xB7: "•", 0xB4: "×", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB0: "°", 0x7E: "~", 0x2D: "-"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "webdings": _WEBDINGS, "symbol": _SYMBOL}
_TICKS = frozenset("√✓✔☑×✗✘xXvV■●")
_BOXES = frozenset("□☐▢◻○〇◯")
_ENCLOSED = late(r"^\s*eq\s*\\o\s*\\ac\s*\((.+?)[,;，](.*)\)\s*$", re.IGNORECASE | re.DOTALL)
_SYMBOL_FIELD = late(r"^\s*symbol\s+(0x[0-9a-f]+|\d+)\b.*?(?:\\f\s*\"?([^\"\\]+?)\"?\s*(?:\\|$)|$)", re.I | re.S)


def is_pictorial(font: str | None) -> bool:
    """Whether the font shows pictures where its characters say letters."""
    return font is not None and font.strip().lower() in _FONTS


def shown(font: str | None, text: str) -> str:
    """``text`` as ``font`` shows it; characters without a known meaning stay."""
    table = _FONTS.get((font or "").strip().lower())
    if table is None:
        return text
    return "".join(_glyph(table, character) for character in text)


def symbol(font: str | None, code: str | None) -> str:
    """What a ``w:sym`` shows: ``code`` is hexadecimal, in the private area (F0xx) or plain. "" where it is none."""
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    return shown(font, chr(point)) if 0x20 <= point < 0xD800 or 0xE000 <= point <= 0x10FFFF else ""


def field_glyph(instruction: str) -> str:
    """What a field without a stored result shows: a character in a ring or box (``EQ \\o\\ac(□,√)``), a symbol.

    "" for every other field. Word's 带圈字符 is how many a box is ticked.
    """
    if enclosed := _ENCLOSED.match(instruction):
        frame, inner = enclosed[1].strip(), enclosed[2].strip()
        if frame not in _BOXES:
            return inner
        return TICKED if inner in _TICKS else inner or UNTICKED
    if named := _SYMBOL_FIELD.match(instruction):
        return symbol((named[2] or "").strip(), f"{int(named[1], 0):x}")
    return ""


def _glyph(table: dict[int, str], character: str) -> str:
    point = ord(character)
    if 0xF000 <= point <= 0xF0FF:
        return table.get(point - 0xF000, character)
    return table.get(point, character) if point <= 0xFF else character
