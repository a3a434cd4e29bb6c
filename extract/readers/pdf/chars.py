"""The characters of a page with their boxes: as Unicode, upright, each once."""

from __future__ import annotations

import ctypes
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from extract.document import TICKED, UNTICKED
from extract.layout.chars import Char
from extract.readers.pdf.in_forms import InForms
from extract.readers.pdf.objects import COLOURED, COLOURED_SIDEWAYS, COVERED, INVISIBLE, SIDEWAYS, PageObjects
from extract.readers.pdf.radicals import RADICALS
from extract.readers.pdf.space import IDENTITY, Matrix, Space, moved

HYPHEN_MARKS = (0x02, 0xFFFE)
"""What PDFium gives for a hyphen at the end of a line."""
SYMBOL_BOXES = {
    0xF0FE: TICKED, 0xF052: TICKED, 0xF0FD: TICKED, 0xF053: TICKED, 0x2612: TICKED, 0x2611: TICKED,
    0xF0A8: UNTICKED, 0xF06F: UNTICKED, 0xF0A3: UNTICKED, 0xF02A: UNTICKED, 0xF0FC: "√",
}  # fmt: skip
"""Boxes of Wingdings and Wingdings 2 at their private places."""
LEAST_WIDE = dict.fromkeys("0123456789", 0.48) | {"-": 0.33}
"""What digits and hyphens take of their size in most fonts; the ink of a 1 is narrower."""
TALLEST = 1.45
"""A Chinese character's box is at most so many of its widths high, unless its font declares heights that it has not."""


@dataclass
class PageText:
    """A page's characters; ``odd`` holds those that are not plain upright text, by reason."""

    chars: list[Char] = field(default_factory=list)
    odd: dict[str, list[Char]] = field(default_factory=dict)
    covering: set[int] = field(default_factory=set)
    """The shapes over characters, by address."""
    unmapped: int = 0
    """Characters without a meaning: private use, control, replacement."""


def read_chars(page: Any, space: Space, objects: PageObjects) -> PageText:
    """The text of a loaded page. Spaces that the producer wrote are kept, those PDFium guesses are not."""
    import pypdfium2.raw as pdfium

    textpage = pdfium.FPDFText_LoadPage(page)
    if not textpage:
        return PageText()
    try:
        found = _read(pdfium, textpage, space, objects)
        return _read(pdfium, textpage, space, objects, sized=True) if _too_tall(found.chars) else found
    finally:
        pdfium.FPDFText_ClosePage(textpage)


def _too_tall(chars: list[Char]) -> bool:
    """Whether a font declares heights that overlap the lines above and below: some subsets keep no heights but those
    of characters that are not in them.
    """
    return any(c.text >= "\u2e80" and len(c.text) == 1 and c.y1 - c.y0 > TALLEST * (c.x1 - c.x0) for c in chars)


def _read(pdfium: Any, textpage: Any, space: Space, objects: PageObjects, sized: bool = False) -> PageText:
    """The characters; ``sized`` gives each the height of its size, on its baseline, whatever its font declares."""
    out = PageText()
    chars, odd_text, upright = out.chars, objects.odd_text, space.turns == 0
    covers, mm = objects.covers, space.mm
    rect = pdfium.FS_RECTF()
    ref = ctypes.byref(rect)
    get_unicode, get_box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    left, top, width, height = space.left, space.top, space.width, space.height
    high, high_left = 0, 0.0
    in_forms = InForms(pdfium, textpage) if objects.forms else None
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        code = get_unicode(textpage, index)
        if code <= 0x20 and (code in (9, 10, 13) or (code == 0x20 and pdfium.FPDFText_IsGenerated(textpage, index))):
            continue
        if 0xD800 <= code < 0xDC00:
            high, high_left = code, rect.left if get_box(textpage, index, ref) else 0.0
            continue
        paired = 0xDC00 <= code < 0xE000 and high
        if paired:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        text = chr(code) if 0x20 <= code < 0x2E80 or 0x3000 <= code < 0xD800 else plain(code)
        if text is None:
            out.unmapped += 1
            text = "\ufffd"
        way = in_forms.way(index) if in_forms else None
        if way is None and upright and get_box(textpage, index, ref) and rect.top - rect.bottom > 0.2:
            start = high_left if paired else rect.left
            char = Char((start - left) * mm, (top - rect.top) * mm, (rect.right - left) * mm,
                        (top - rect.bottom) * mm, text)  # fmt: skip
            if sized:
                char = _on_baseline(pdfium, textpage, index, space, char)
        else:
            turned = _turned_box(pdfium, textpage, index, space, text, way or IDENTITY)
            if turned is None:
                continue
            char = turned
        if not (0 <= char.x0 + char.x1 <= 2 * width and 0 <= char.y0 + char.y1 <= 2 * height) or char.x1 <= char.x0:
            continue
        kept = out.odd.setdefault(why, []) if odd_text and (why := _why(pdfium, textpage, index, odd_text)) else chars
        if covers and kept is not out.odd.get(INVISIBLE) and (over := _over(pdfium, textpage, index, char, objects)):
            out.covering |= over
            kept = out.odd.setdefault(COVERED, [])
        ligature = kept and kept[-1].x0 == char.x0 and _of_one_glyph(kept[-1], char)
        if ligature and _of_one_object(pdfium, textpage, index):
            kept[-1] = kept[-1]._replace(text=kept[-1].text + text)
        else:
            kept.append(char)
    chars += _set_upright(out.odd.pop(SIDEWAYS, []))
    if sideways := _set_upright(out.odd.pop(COLOURED_SIDEWAYS, [])):
        out.odd[COLOURED] = [*out.odd.get(COLOURED, []), *sideways]
    return out


def _set_upright(chars: list[Char]) -> list[Char]:
    """Sideways characters, in the order of writing, with each run of them as one wide character in its middle.

    So a label set sideways in a narrow cell is one word in that cell, whichever way it runs.
    """
    runs: list[list[Char]] = []
    for char in chars:
        last = runs[-1][-1] if runs else None
        beside = last and abs(char.x0 + char.x1 - last.x0 - last.x1) < char.x1 - char.x0
        if last and beside and max(char.y0, last.y0) - min(char.y1, last.y1) < char.y1 - char.y0:
            runs[-1].append(char)
        else:
            runs.append([char])
    return [_one(run) for run in runs]


def _one(run: list[Char]) -> Char:
    x0, x1 = min(c.x0 for c in run), max(c.x1 for c in run)
    middle, half = (min(c.y0 for c in run) + max(c.y1 for c in run)) / 2, (x1 - x0) / 2
    return Char(x0, middle - half, x1, middle + half, "".join(c.text for c in run))


def _of_one_glyph(last: Char, char: Char) -> bool:
    """Whether two Latin letters have one box, as those of a ligature have: ff, ffi."""
    return last[:4] == char[:4] and last.text.isascii() and last.text.isalpha() and "A" <= char.text <= "z"


def _of_one_object(pdfium: Any, textpage: Any, index: int) -> bool:
    """Whether a character is set by the same words as the one before it, and not printed once more over it."""
    objects = [pdfium.FPDFText_GetTextObject(textpage, at) for at in (index - 1, index)]
    return all(objects) and len({ctypes.addressof(one.contents) for one in objects}) == 1


def _why(pdfium: Any, textpage: Any, index: int, odd_text: dict[int, str]) -> str | None:
    obj = pdfium.FPDFText_GetTextObject(textpage, index)
    return odd_text.get(ctypes.addressof(obj.contents)) if obj else None


def _over(pdfium: Any, textpage: Any, index: int, char: Char, objects: PageObjects) -> set[int]:
    """The shapes that are painted after a character, and over its middle."""
    x, y = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
    around = [cover for cover in objects.covers if cover.box.holds(x, y)]
    obj = pdfium.FPDFText_GetTextObject(textpage, index) if around else None
    order = objects.text_orders.get(ctypes.addressof(obj.contents)) if obj else None
    return {cover.address for cover in around if order is not None and cover.order > order}


def _turned_box(pdfium: Any, textpage: Any, index: int, space: Space, text: str, way: Matrix = IDENTITY) -> Char | None:
    """The box of a turned glyph: its ink along the line, its em across it (PDFium's loose boxes are upright only).

    ``way`` leads from where PDFium sees it to the page.
    """
    edges = [ctypes.c_double() for _ in range(4)]
    pdfium.FPDFText_GetCharBox(textpage, index, *edges)
    left, right, bottom, top = (edge.value for edge in edges)
    ink = space.box(*moved(way, left, bottom), *moved(way, right, top))
    size, baseline_x, baseline_y = _set(pdfium, textpage, index, space, way)
    if size <= 0.05:
        return None
    x0 = ink.x0 if way is not IDENTITY and text.isascii() else min(baseline_x, ink.x0)
    wide = size * (0.3 if text.isspace() else 1.0 if ord(text[0]) >= 0x2E80 else LEAST_WIDE.get(text, 0.0))
    return Char(x0, baseline_y - 0.86 * size, max(ink.x1, x0 + wide), baseline_y + 0.14 * size, text)


def _on_baseline(pdfium: Any, textpage: Any, index: int, space: Space, char: Char) -> Char:
    """``char`` as high as its size; as it is where the document tells no size."""
    size, _, baseline = _set(pdfium, textpage, index, space)
    return char._replace(y0=baseline - 0.86 * size, y1=baseline + 0.14 * size) if size > 0.05 else char


def _set(pdfium: Any, textpage: Any, index: int, space: Space, way: Matrix = IDENTITY) -> tuple[float, float, float]:
    """A character's size and the beginning of its baseline, in millimetres."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(textpage, index, matrix)
    size = pdfium.FPDFText_GetFontSize(textpage, index) * (matrix.c**2 + matrix.d**2) ** 0.5 * space.mm
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
    return size, *space.point(*moved(way, x.value, y.value))


def plain(code: int) -> str | None:
    """The ordinary character for ``code``; ``None`` where it has no meaning.

    Radicals and compatibility forms become the unified character: fonts give 「⼀」 (U+2F00) for 「一」.
    """
    if code in SYMBOL_BOXES:
        return SYMBOL_BOXES[code]
    if code in HYPHEN_MARKS:
        return "-"
    if code < 0x20 or code == 0xFFFD or 0xD800 <= code < 0xE000 or 0xE000 <= code < 0xF000 or code >= 0xF0000:
        return None
    if 0xF000 <= code <= 0xF0FF:
        return "•"
    if code > 0x10FFFF or 0xF100 <= code < 0xF900:
        return None
    char = chr(code)
    if char in RADICALS:
        return RADICALS[char]
    if 0x2F00 <= code < 0x2FE0 or 0xF900 <= code < 0xFB07 or 0x2F800 <= code < 0x2FA20 or 0xFE30 <= code < 0xFE50:
        return unicodedata.normalize("NFKC", char)
    return char
