"""Text of bytes that do not say how they are encoded, as names in old zips and raw mail headers do not.

Chinese programs write them in UTF-8, in GBK (mainland) or in Big5 (Taiwan, Hong Kong). UTF-8 shows itself by its
form; between the other two decides how many of the characters are common ones.
"""

from __future__ import annotations

from collections.abc import Iterable

GBK, BIG5 = "gb18030", "cp950"
_LEGACY = (GBK, BIG5)
_FAVOUR = 0.25
"""What it is worth that the neighbours of a name are in an encoding, in shares of common characters."""


def text_of(raw: bytes, neighbours: str | None = None) -> str | None:
    """The text of ``raw``, or ``None`` where it is neither UTF-8 nor GBK nor Big5.

    ``neighbours`` is the encoding of the names beside it (:func:`commonest`), for names too short to tell.
    """
    if is_surely_utf8(raw):
        return raw.decode()
    read = {codec: text for codec in _LEGACY if (text := decoded(raw, codec)) is not None}
    utf8 = decoded(raw, "utf-8")
    if utf8 is not None and not _looks_chinese(raw, read.get(GBK)):
        return utf8
    if not read:
        return utf8
    return read[max(read, key=lambda codec: _commonness(read[codec], codec) + _FAVOUR * (codec == neighbours))]


def commonest(names: Iterable[bytes]) -> str | None:
    """The legacy encoding that reads the most of ``names`` as common characters; ``None`` where nothing tells."""
    totals = dict.fromkeys(_LEGACY, 0.0)
    for raw in names:
        if not raw.isascii() and not is_surely_utf8(raw):
            for codec in _LEGACY:
                text = decoded(raw, codec)
                totals[codec] += _commonness(text, codec) * len(raw) if text else 0.0
    return max(totals, key=lambda codec: totals[codec]) if any(totals.values()) else None


def is_surely_utf8(raw: bytes) -> bool:
    """Whether ``raw`` is ASCII or UTF-8 with a character of three bytes: text in GBK never is, but by a rare chance."""
    text = decoded(raw, "utf-8")
    return text is not None and (text.isascii() or any(char >= "\u0800" for char in text))


def decoded(raw: bytes, codec: str) -> str | None:
    """``raw`` in ``codec``, or ``None`` where it is not; an encoding that is not known is not."""
    try:
        return raw.decode(codec)
    except (UnicodeError, LookupError):
        return None


def _looks_chinese(raw: bytes, text: str | None) -> bool:
    """Whether bytes that are also UTF-8 of two-byte letters (一 in GBK is Cyrillic һ) are rather Chinese.

    They are where all are common Chinese characters and none touches an ASCII letter, as in a French word it would.
    """
    if text is None or _commonness(text, GBK) < 1:
        return False
    wide = [not char.isascii() for char in text]
    letters = [char.isascii() and char.isalpha() for char in text]
    return not any(
        (a and b) or (c and d) for a, b, c, d in zip(wide, letters[1:], letters, wide[1:], strict=False)
    )  # fmt: skip


def _commonness(text: str, codec: str) -> float:
    """The share of common characters among those beyond ASCII, a rarer one of the first standard counting half."""
    weigh = _weigh_gb2312 if codec == GBK else _weigh_big5
    weights = [weigh(char) for char in text if not char.isascii()]
    return sum(weights) / len(weights) if weights else 0.0


def _weigh_gb2312(char: str) -> float:
    """Rows 16–55 are the common characters, 1–3 punctuation and full-width letters, 56–87 the rarer ones."""
    lead = _lead(char, "gb2312")
    if 0xB0 <= lead <= 0xD7 or 0xA1 <= lead <= 0xA3:
        return 1.0
    return 0.5 if lead >= 0xD8 else 0.0


def _weigh_big5(char: str) -> float:
    """A1–A3 are punctuation and full-width letters, A4–C6 the common characters, C9–F9 the rarer ones."""
    lead = _lead(char, "big5")
    if 0xA1 <= lead <= 0xC6:
        return 1.0
    return 0.5 if lead else 0.0


def _lead(char: str, codec: str) -> int:
    """The first byte of ``char``; 0 where the plain standard has no such character."""
    try:
        return char.encode(codec)[0]
    except UnicodeEncodeError:
        return 0
