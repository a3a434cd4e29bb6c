"""Characters to lines: what stands level is one line, with the spaces that stood or show between its characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.layout.centred import labels_on_top
from extract.layout.chars import Char
from forms.evidence import BBox

WIDE_GAP_EM = 0.5
"""A gap this wide beside a Chinese character is a space; narrower ones are how producers set Chinese beside Latin."""
LATIN_GAP_EM = 0.18
DOUBLE_STRIKE = 0.35
"""A character repeated within this share of its width is the same one struck twice (imitated bold)."""
MOST_SPACES = 12
OUTSIZED = 3.0
"""A character so many times as large as most (a stroke over several lines, read for a letter) joins no lines."""
OPENERS = frozenset("（《「『【〈〔“‘([{")
"""What no line ends with: it stays with what follows."""
CLOSERS = frozenset("，。、；：？！）》」』】〉〕”’…,.;:?!)]}%％")


@dataclass(slots=True)
class Line:
    """One visual line: its text, its box without outer spaces, its character size."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    em: float
    first: float = 0.0
    """The width of what could not be parted from its beginning: one character, or a whole Latin word."""
    letter: float = 0.0
    """The width of its first character."""
    answer_x: float | None = None
    """Where the text after its first colon begins."""
    middle: float | None = None
    """How far down the middle of its Chinese characters stands, which those of another typeface may not share."""

    @property
    def box(self) -> BBox:
        return BBox(self.x0, self.y0, self.x1, self.y1)


def lines_of(chars: Iterable[Char], *, labelled: bool = False, scanned: bool = False) -> list[Line]:
    """The visual lines of ``chars``, top to bottom; what is far larger than most of them is in no line with these.

    ``labelled`` where labels may stand halfway down the lines of their answers: each is put on top of them. On a
    ``scanned`` page all characters of a line are as high as it; elsewhere those of another typeface may be higher.
    """
    every = list(chars)
    sizes = sorted(char.em for char in every)
    outsized = OUTSIZED * sizes[len(sizes) // 2] if sizes else 0.0
    if not sizes or sizes[-1] <= outsized:
        return _lines_of(every, labelled=labelled, scanned=scanned)
    large = [char for char in every if char.em > outsized]
    lines = _lines_of([char for char in every if char.em <= outsized], labelled=labelled, scanned=scanned)
    return sorted([*lines, *_lines_of(large, scanned=scanned)], key=lambda line: line.y0 + line.y1)


def _lines_of(chars: Iterable[Char], *, labelled: bool = False, scanned: bool = False) -> list[Line]:
    rows: list[list[Char]] = []
    centre, em = 0.0, 0.0
    for char in sorted(chars, key=lambda c: c[1] + c[3]):
        middle, size = (char.y0 + char.y1) / 2, char.em
        larger = size if size > em else em
        if rows and middle - centre <= 0.5 * larger:
            row = rows[-1]
            row.append(char)
            centre += (middle - centre) / len(row)
            em = larger
        else:
            rows.append([char])
            centre, em = middle, size
    rows = labels_on_top(rows) if labelled else rows
    return [line for row in rows if (line := _line(row, scanned)) is not None]


def _line(row: list[Char], scanned: bool) -> Line | None:
    row.sort(key=lambda c: c[0])
    shown = [c for c in row if not c.text.isspace()]
    if not shown:
        return None
    chinese = [] if scanned else [c for c in shown if "\u3400" <= c.text[-1] <= "\u9fff"]
    sizes = sorted(c.em for c in chinese or shown)
    em = sizes[len(sizes) // 2]
    text, places = _composed(row, em)
    start = len(text) - len(text.lstrip())
    line = Line(
        text.strip(), shown[0].x0, min(c.y0 for c in shown), max(c.x1 for c in shown), max(c.y1 for c in shown), em
    )
    line.first = _first_width(text[start:], places[start:])
    line.letter = places[start].x1 - places[start].x0
    line.answer_x = _answer_x(text, places)
    if chinese:
        line.middle = sum(c.y0 + c.y1 for c in chinese) / 2 / len(chinese)
    return line


def _composed(row: list[Char], em: float) -> tuple[str, list[Char]]:
    """The line's text, and the character at each of its places (a space takes its right neighbour's)."""
    text: list[str] = []
    places: list[Char] = []
    last: Char | None = None
    written: list[Char] = []
    closest = LATIN_GAP_EM * em
    for char in row:
        own = char.text
        if own.isspace():
            written.append(char)
            continue
        if last is not None:
            if own == last.text and char.x0 - last.x0 < DOUBLE_STRIKE * (last.x1 - last.x0):
                continue
            if written or char.x0 - last.x1 >= closest:
                between = _between(last, char, written, em)
                text.append(between)
                places += [char] * len(between)
        text.append(own)
        places += [char] * len(own)
        last, written = char, []
    return "".join(text), places


def _between(left: Char, right: Char, written: list[Char], em: float) -> str:
    """The spaces between two characters: those written there, or as many as the gap says.

    LibreOffice also writes spaces to carry an underline, under the glyph that follows: those are none.
    """
    real = [s for s in written if right.x0 - s.x0 >= 0.6 * (s.x1 - s.x0)]
    gap = right.x0 - left.x1
    if real and gap < 2 * em + sum(s.x1 - s.x0 for s in real):
        return "".join("\u3000" if s.text == "\u3000" else " " for s in real)
    wide = LATIN_GAP_EM if is_latin(left.text[-1]) and is_latin(right.text[0]) else WIDE_GAP_EM
    if gap < wide * em:
        return ""
    return " " * min(max(1, round(gap / (em / 2))), MOST_SPACES)


def is_latin(char: str) -> bool:
    """Whether a character is set as letters and figures are, with room between words."""
    return "!" <= char < "\u2000"


def _first_width(text: str, places: Sequence[Char]) -> float:
    """The width of the beginning that a line break cannot part: a word or a character, what opens and what closes it."""
    if not text:
        return 0.0
    begins = next((n for n, char in enumerate(text) if char not in OPENERS), 0)
    end = begins + 1
    if is_latin(text[begins]):
        while end < len(text) and is_latin(text[end]):
            end += 1
            if text[end - 1] in "-/" and end > begins + 1:
                break
    elif text[end : end + 1] in ("/", "／"):
        end = min(end + 2, len(text))
    while end < len(text) and text[end] in CLOSERS:
        end += 1
    return places[end - 1].x1 - places[0].x0


def _answer_x(text: str, places: Sequence[Char]) -> float | None:
    for index, char in enumerate(text):
        if char in "：:":
            after = len(text) - len(text[index + 1 :].lstrip())
            return places[after].x0 if after < len(text) else None
    return None
