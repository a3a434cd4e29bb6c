"""Whether a PDF holds what it was made from, and which of its fonts show a character."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

_END = b"%%EOF"
_TAIL = 1024
_NAMED = 12
"""So many missing characters are named."""


class Faulty(Exception):
    """A PDF that is not whole; the message, in Chinese, says in what."""


@dataclass(frozen=True)
class Proof:
    """How many pages a PDF has, and the fonts that show each character that was asked about."""

    pages: int
    shown: dict[str, set[str]]


def proof(data: bytes, text: Counter[str], characters: Collection[str]) -> Proof:
    """What the PDF proves to hold; ``characters`` are those whose fonts are wanted.

    Raises :class:`Faulty` where it is cut off, cannot be opened, has no page, or lacks characters of ``text``.
    """
    import pypdfium2

    if _END not in data[-_TAIL:]:
        raise Faulty("PDF 没有写完。")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Faulty("PDF 无法打开。") from error
    try:
        return _proof(document, text, characters)
    finally:
        document.close()


def _proof(document: PdfDocument, text: Counter[str], characters: Collection[str]) -> Proof:
    if not len(document):
        raise Faulty("PDF 没有页面。")
    held, shown = Counter[str](), dict[str, set[str]]()
    for number in range(len(document)):
        page = document[number]
        textpage = page.get_textpage()
        held += countable(Counter(textpage.get_text_range()))
        if characters:
            _add_shown(shown, textpage, characters)
        textpage.close()
        page.close()
    if lost := countable(text) - held:
        named = "".join(sorted(lost)[:_NAMED])
        raise Faulty(f"PDF 比 Word 文件少 {lost.total()} 字，如“{named}”。")
    return Proof(len(document), shown)


def countable(text: Counter[str]) -> Counter[str]:
    """Ideographs, Latin letters and digits; marks and other scripts change their shape on the way to paper."""
    counted = Counter[str]()
    for one, times in text.items():
        plain = unicodedata.normalize("NFKC", one).casefold()
        if len(plain) == 1 and (_is_ideograph(plain) or (plain.isascii() and plain.isalnum())):
            counted[plain] += times
    return counted


def _is_ideograph(one: str) -> bool:
    return "\u3400" <= one <= "\u9fff" or "\U00020000" <= one <= "\U0003ffff"


def _add_shown(shown: dict[str, set[str]], textpage: PdfTextPage, characters: Collection[str]) -> None:
    from pypdfium2 import raw

    high = 0
    for index in range(textpage.count_chars()):
        unit = raw.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= unit < 0xDC00:
            high = unit
            continue
        number = 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) if high and 0xDC00 <= unit < 0xE000 else unit
        high = 0
        if chr(number) in characters:
            shown.setdefault(chr(number), set()).add(_font(textpage, index))


def _font(textpage: PdfTextPage, index: int) -> str:
    from pypdfium2 import raw

    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(textpage, index, None, 0, flags)
    name = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFText_GetFontInfo(textpage, index, name, length, flags)
    return name.value.decode("utf-8", "replace")
