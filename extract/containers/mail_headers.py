"""What mail headers say: encoded words, parameters, addresses and dates, also as careless programs write them.

Header values come in as the mail's bytes in ASCII with surrogate escapes; text comes out. Sources: RFC 2047 (encoded
words), RFC 2231 (parameters), RFC 5322 (addresses, dates).
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import getaddresses, parsedate_to_datetime
from itertools import groupby

from extract.containers.unlabelled import GBK, decoded, is_surely_utf8, text_of

_GBK_LABELS = frozenset(
    (
        "gb2312", "gb-2312", "gb_2312-80", "gb2312-80", "gbk", "x-gbk", "cp936", "ms936", "windows-936", "euc-cn",
        "x-euc-cn", "gb18030", "gb-18030",
    )
)  # fmt: skip
"""What programs call GBK; most of them write characters beyond the standard that they name."""
_WORD = re.compile(r"=\?([^?\s*]+)(?:\*[^?\s]*)?\?([BbQq])\?([^?]*)\?=")
_WORD_GAP = re.compile(r"(\?=)[ \t\r\n]+(?==\?[^?\s]+\?[BbQq]\?)")
_SEGMENT = re.compile(r"([^\s;=*]+)(?:\*(\d{1,3}))?(\*)?$")
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_MESSAGE_ID = re.compile(r"<[^<>\s]+>")
_LABEL = re.compile(r"(?!.*(?:escape|code|idna|undefined))[a-z0-9][a-z0-9._-]{0,39}")
"""A name of a charset; Python's own codecs that are none (``unicode_escape``, ``punycode``) are left out."""
_LONE = re.compile("[\ud800-\udfff]")
_UNTOLD = frozenset({"unknown-8bit", "unknown", "default", "us-ascii", "ascii"})


@dataclass(frozen=True)
class Mailbox:
    """A correspondent as the mail names them; nothing proves it."""

    name: str
    address: str


def charset_text(raw: bytes, label: str = "") -> str:
    """``raw`` as text: by ``label``, unless the bytes say otherwise; what nobody can read becomes U+FFFD."""
    codec = _codec(label)
    if codec.startswith("utf") or raw.isascii() or not is_surely_utf8(raw):
        text = decoded(raw, codec) if codec else None
        if text is not None:
            return _LONE.sub("\ufffd", text)
    text = text_of(raw)
    return raw.decode(GBK if codec == GBK else "utf-8", "replace") if text is None else text


def _codec(label: str) -> str:
    """Python's name for ``label``; ``""`` where the label says nothing or is no name."""
    label = label.strip().strip("\"'").lower()
    if label in _GBK_LABELS:
        return GBK
    return "" if label in _UNTOLD or not _LABEL.fullmatch(label) else label


def header_text(value: str) -> str:
    """The text of a header value: unfolded, raw 8-bit bytes and encoded words decoded."""
    return decode_words(re.sub(r"\r?\n[ \t]?", " ", _unescape(value))).strip()


def _unescape(value: str) -> str:
    """``value`` with its raw 8-bit bytes read as text, so that no byte of a character is taken for punctuation."""
    raw = value.encode("ascii", "surrogateescape") if _is_escaped(value) else None
    return value if raw is None else charset_text(raw)


def _is_escaped(value: str) -> bool:
    return not value.isascii() and all(char < "\x80" or "\udc80" <= char <= "\udcff" for char in value)


def decode_words(value: str) -> str:
    """``value`` with its encoded words decoded; neighbours of one charset together, as a character may be cut in two."""
    value = _WORD_GAP.sub(r"\1", value)
    pieces: list[str] = []
    place = 0
    for words in _neighbours(value):
        pieces += [value[place : words[0].start()], _words_text(words)]
        place = words[-1].end()
    return "".join([*pieces, value[place:]])


def _neighbours(value: str) -> Iterator[list[re.Match[str]]]:
    """The encoded words, those together that follow one another in one charset."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(value):
        if run and (run[-1].end() != word.start() or run[-1][1].lower() != word[1].lower()):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _words_text(words: list[re.Match[str]]) -> str:
    raw = b""
    for encoding, group in groupby(words, key=lambda word: word[2].upper()):
        texts = [word[3].encode("utf-8", "surrogateescape") for word in group]
        raw += _base64_words(texts) if encoding == "B" else b"".join(map(_quoted_word, texts))
    return charset_text(raw, words[0][1])


def _quoted_word(text: bytes) -> bytes:
    return binascii.a2b_qp(text.replace(b" ", b"_"), header=True)


def _base64_words(texts: list[bytes]) -> bytes:
    """Each word by itself; where a program cut the base64 at any place, all of them as one."""
    whole = [_NO_BASE64.sub(b"", text) for text in texts]
    if any(len(text) % 4 and b"=" not in texts[place] for place, text in enumerate(whole[:-1])):
        return loose_base64(b"".join(whole))
    return b"".join(map(loose_base64, whole))


def loose_base64(text: bytes) -> bytes:
    """The bytes of base64, whatever else stands between its letters; a last letter alone tells nothing."""
    letters = _NO_BASE64.sub(b"", text)
    usable = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(usable + b"=" * (-len(usable) % 4))


def parameters(value: str) -> dict[str, str]:
    """The parameters of a Content-Type or Content-Disposition, by name in lower case.

    Of ``name`` and ``name*`` the second is taken, which says its charset (RFC 2231); encoded words in a value, which
    RFC 2047 forbids and every mail program writes, are decoded.
    """
    plain: dict[str, str] = {}
    extended: dict[str, list[tuple[int, bool, str]]] = {}
    for piece in _split(_unescape(value))[1:]:
        label, equals, content = piece.partition("=")
        segment = _SEGMENT.fullmatch(label.strip())
        if not equals or segment is None:
            continue
        name, number, star = segment[1].lower(), segment[2], bool(segment[3])
        if number is None and not star:
            plain.setdefault(name, decode_words(_unquote(content)))
        else:
            extended.setdefault(name, []).append((int(number or 0), star, _unquote(content)))
    return plain | {name: _joined(segments) for name, segments in extended.items()}


def _split(value: str) -> list[str]:
    """``value`` cut at the semicolons that stand outside quotes."""
    pieces, start, quoted, escaped = [], 0, False, False
    for place, char in enumerate(value):
        if char == '"' and not escaped:
            quoted = not quoted
        elif char == ";" and not quoted:
            pieces.append(value[start:place])
            start = place + 1
        escaped = char == "\\" and quoted and not escaped
    return [*pieces, value[start:]]


def _unquote(text: str) -> str:
    text = re.sub(r"\r?\n[ \t]?", " ", text).strip()
    if text.startswith('"'):
        return re.sub(r'\\(["\\])', r"\1", text[1:-1] if len(text) > 1 and text.endswith('"') else text[1:])
    return text


def _joined(segments: list[tuple[int, bool, str]]) -> str:
    """The segments in their order; the first one that is encoded names the charset for all."""
    ordered = sorted(segments, key=lambda segment: segment[0])
    charset = ""
    if ordered[0][1] and ordered[0][2].count("'") >= 2:
        charset, _, first = ordered[0][2].split("'", 2)
        ordered[0] = (ordered[0][0], True, first)
    runs = ((star, "".join(text for _, _, text in run)) for star, run in groupby(ordered, key=lambda part: part[1]))
    raw = b"".join(_percent_bytes(text) if star else text.encode() for star, text in runs)
    return decode_words(charset_text(raw, charset))


def _percent_bytes(text: str) -> bytes:
    return re.sub(rb"%([0-9A-Fa-f]{2})", lambda hit: bytes([int(hit[1], 16)]), text.encode())


def mailboxes(values: list[str]) -> tuple[Mailbox, ...]:
    """The correspondents that From, To or Cc lines name, those without an address left out."""
    found = getaddresses([re.sub(r"\s+", " ", _unescape(value)) for value in values])
    return tuple(Mailbox(decode_words(name).strip(), address) for name, address in found if "@" in address)


def message_ids(value: str) -> tuple[str, ...]:
    """The message ids in a Message-ID, In-Reply-To or References line, each with its angle brackets."""
    return tuple(_MESSAGE_ID.findall(value))


def claimed_date(value: str) -> datetime | None:
    """The moment a Date line claims; ``None`` where it is no date."""
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
