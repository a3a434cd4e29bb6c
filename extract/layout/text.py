"""Characters to lines, lines to paragraphs: what was wrapped is joined, what ended early stays apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.document import Picture
from extract.layout.centred import labels_on_top
from extract.layout.chars import Char
from extract.layout.tables import THINNEST_COLUMN_MM
from extract.words.enclosed import ENCLOSED
from forms.evidence import BBox

WIDE_GAP_EM = 0.5
"""A gap this wide beside a Chinese character is a space; narrower ones are how producers set Chinese beside Latin."""
LATIN_GAP_EM = 0.18
DOUBLE_STRIKE = 0.35
"""A character repeated within this share of its width is the same one struck twice (imitated bold)."""
MOST_SPACES = 12
CELL_PADDING_MM = 1.9
"""Word's own distance between a cell's side and its text."""
WRAP_SLACK_EM = 0.25
ALIGNED_EM = 0.6
OUTSIZED = 3.0
"""A character so many times as large as most (a stroke over several lines, read for a letter) joins no lines."""
SIZE_CHANGE = 1.18
"""Lines whose sizes differ by more are different paragraphs."""
TYPEFACE_CHANGE = 1.5
"""Or by more than this where one of them has no Chinese character: another typeface is so much higher at one size."""
LOOSER = 1.3
"""A distance of lines this many times the tightest in the same place is spacing between paragraphs."""
FAR_APART_EM = 1.7
"""White space above a line, in its own size, that parts paragraphs whatever the line before looks like."""

RIGHT_HALF = 0.4
"""A line that begins this far across is set to the right (a date, a seal's place), not wrapped."""

LABEL_START = re.compile(
    r"(?![0-9]+[：:][0-9])(?:[^\s：:，,。；;、？！]{2,16}|[\u3400-\u9fff](?:[ \u3000]{1,2}[\u3400-\u9fff]){1,5})[：:](?!//)"
)
LABEL_ALONE = re.compile(r"[^：:，,。；;？！]{2,40}[：:]")
"""A line of nothing but a label, however long."""
LABEL_BEHIND_STOP = re.compile(r"[^\s：:，,。；;？！]{2,40}[：:](?!//)")
"""What begins a line right below a full stop."""
_BEHIND_STOP = re.compile(rf"{LABEL_BEHIND_STOP.pattern}|{ENCLOSED}")
"""What begins a paragraph there; elsewhere ② counts on inside a sentence."""
APART_START = re.compile(
    r"(?=.*[\u3400-\u9fff])(?:[^\s：:，,。；;、？！□☐■☑√○●]{2,16}|[\u3400-\u9fff](?:\u3000[\u3400-\u9fff]){1,5})"
    r"(?:[ ]{3,}|\u3000{2,})(?![□☐■☑√○●])\S"
)
"""Words that stand apart from what follows them in their line, as a label without a colon does."""
NUMBERED = re.compile(
    r"(?:[（(]?[0-9一二三四五六七八九十]{1,3}(?:[)）、．]|\.(?![0-9]))|第[一二三四五六七八九十]+[章节条]|[•·●◆■□☑☐√])\s*"
)
DATE_LINE = re.compile(
    r"[0-9XＸ〇○零一二三四五六七八九]{2,4}\s*年.{0,5}月.{0,5}日|[_＿]*(?:19|20)[0-9]{2}([-./])[0-9]{1,2}\1[0-9]{1,2}[_＿]*"
)
RANGE_MARKS = frozenset("-—–－~～至到")
"""After these a date that stands alone on its line is the end of a period; otherwise it is the date of a signature."""
_LONG_RULE = 0.7
_RULED = re.compile(r"(?:^|[：:])[\s_＿]*[_＿]$")
_DATE_RULED = re.compile(r"[\s_＿]*自?\s*(?:19|20)[0-9]{2}\s*[年./．-].*[_＿]$")
FULL_STOPS = "。！？"
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


@dataclass
class DraftParagraph:
    """A paragraph on its way: ``free`` is the room behind its last line, ``first`` what its first line begins with."""

    text: str
    page: int
    box: BBox
    em: float = 0.0
    free: float = 1000.0
    first: float = 0.0
    lines: int = 1
    indented: bool = False
    pictures: list[Picture] = field(default_factory=list)
    end_page: int = 0
    end_y: float = 0.0
    """Where its last line stands, on ``end_page``."""
    set_in: tuple[str, ...] = ()
    """Its lines, where there are several."""


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
    wide = LATIN_GAP_EM if _latin(left.text[-1]) and _latin(right.text[0]) else WIDE_GAP_EM
    if gap < wide * em:
        return ""
    return " " * min(max(1, round(gap / (em / 2))), MOST_SPACES)


def _latin(char: str) -> bool:
    return "!" <= char < "\u2000"


def _first_width(text: str, places: Sequence[Char]) -> float:
    """The width of the beginning that a line break cannot part: a word or a character, and what closes it."""
    if not text:
        return 0.0
    end = 1
    if _latin(text[0]):
        while end < len(text) and _latin(text[end]):
            end += 1
            if text[end - 1] in "-/" and end > 1:
                break
    elif text[1:2] in ("/", "／"):
        end = min(3, len(text))
    while end < len(text) and text[end] in CLOSERS:
        end += 1
    return places[end - 1].x1 - places[0].x0


def _answer_x(text: str, places: Sequence[Char]) -> float | None:
    for index, char in enumerate(text):
        if char in "：:":
            after = len(text) - len(text[index + 1 :].lstrip())
            return places[after].x0 if after < len(text) else None
    return None


@dataclass(frozen=True)
class Column:
    """Where lines stand: the edges of their text, and what their own look says of how paragraphs are set."""

    left: float
    right: float
    tightest: float
    """The smallest distance of two lines, in their size."""
    runs_on: bool
    """Sentences end inside lines too: then one that ends with its line is no sign of a paragraph's end."""


def paragraphs_of(lines: Sequence[Line], left: float, right: float, page: int) -> list[DraftParagraph]:
    """The paragraphs that ``lines`` make between the edges ``left`` and ``right`` (those of the text, no padding)."""
    if not lines:
        return []
    like = [both for both in pairwise(lines) if _alike(*both)]
    tightest = min((_pitch(*both) for both in like or pairwise(lines)), default=0.0)
    column = Column(left, right, max(tightest, 1.0), any(c in line.text[:-1] for line in lines for c in FULL_STOPS))
    stacked = _stacked(lines)
    groups: list[list[Line]] = [[lines[0]]]
    for above, line in pairwise(lines):
        wrapped = _may_go_on(above, line, column) and _wrapped(above, line, column)
        if stacked or wrapped or _on_one_rule(above, line, column):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group, left, right, page) for group in groups]


def cell_paragraphs(lines: Sequence[Line], box: BBox, page: int) -> list[DraftParagraph]:
    """The paragraphs of a cell; its padding is read from its own leftmost line where that is near the side."""
    if not lines:
        return []
    gap = min(line.x0 for line in lines) - box.x0
    padding = gap if 0 <= gap <= CELL_PADDING_MM + THINNEST_COLUMN_MM else CELL_PADDING_MM
    return paragraphs_of(lines, box.x0 + padding, box.x1 - padding, page)


def _pitch(above: Line, line: Line) -> float:
    """The distance of two lines' middles in their size."""
    return (_middle(line) - _middle(above)) / max(above.em, line.em)


def _alike(above: Line, line: Line) -> bool:
    """Whether both lines have Chinese characters by which to measure them, or neither is known to have one."""
    return (above.middle is None) == (line.middle is None)


def _middle(line: Line) -> float:
    return (line.y0 + line.y1) / 2 if line.middle is None else line.middle


def _stacked(lines: Sequence[Line]) -> bool:
    """Whether the lines are a label set one Chinese character a line."""
    return len(lines) > 1 and all(len(line.text) == 1 and line.text >= "\u2e80" for line in lines)


def _may_go_on(above: Line, line: Line, column: Column) -> bool:
    """Whether sizes, spacing and words allow ``line`` to belong to the paragraph of ``above``."""
    em = max(above.em, line.em)
    change = SIZE_CHANGE if _alike(above, line) else TYPEFACE_CHANGE
    if em > change * min(above.em, line.em) or line.y0 - above.y1 > FAR_APART_EM * em:
        return False
    if _pitch(above, line) > LOOSER * column.tightest:
        return False
    if LABEL_START.match(line.text) or NUMBERED.match(line.text) or APART_START.match(line.text):
        return False
    if LABEL_ALONE.fullmatch(line.text) or (above.text[-1] in FULL_STOPS and _BEHIND_STOP.match(line.text)):
        return False
    if above.text[-1] in FULL_STOPS and not column.runs_on:
        return False
    return not DATE_LINE.fullmatch(line.text) or above.text[-1] in RANGE_MARKS


def _on_one_rule(above: Line, line: Line, column: Column) -> bool:
    """Whether the rule behind a label, as long as its line, goes on below it under the date that answers it."""
    if _RULED.search(above.text) is None or _DATE_RULED.match(line.text) is None:
        return False
    close = _pitch(above, line) <= LOOSER * column.tightest and abs(above.x0 - line.x0) <= ALIGNED_EM * line.em
    return close and above.x1 - column.left >= _LONG_RULE * (column.right - column.left)


def _wrapped(above: Line, line: Line, column: Column) -> bool:
    """Whether ``above`` ends where there was no room for the beginning of ``line``, which stands where it then would."""
    em = max(above.em, line.em)
    width, middle = column.right - column.left, (column.left + column.right) / 2
    needed = line.first + WRAP_SLACK_EM * em
    inset = above.x0 - column.left > 2.5 * em or line.x0 - column.left > ALIGNED_EM * em
    if inset and abs((above.x0 + above.x1) / 2 - middle) < em and abs((line.x0 + line.x1) / 2 - middle) < em:
        return width - (above.x1 - above.x0) < needed
    if column.right - above.x1 >= needed or above.x0 - column.left > RIGHT_HALF * width:
        return False
    return _continues_at(above, line, column.left, em)


def _continues_at(above: Line, line: Line, left: float, em: float) -> bool:
    """Whether ``line`` begins where a wrapped line may: at its paragraph's edge, hanging, or under the answer."""
    if abs(line.x0 - above.x0) <= ALIGNED_EM * em:
        return True
    if line.x0 < above.x0:  # a first line's indent is two characters
        return line.x0 - left <= ALIGNED_EM * em or 1.4 * em <= above.x0 - line.x0 <= 2.6 * em
    hanging = NUMBERED.match(above.text) is not None and line.x0 - above.x0 <= 3.2 * em
    under = above.answer_x is not None and abs(line.x0 - above.answer_x) <= ALIGNED_EM * em
    return hanging or under


def _paragraph(group: Sequence[Line], left: float, right: float, page: int) -> DraftParagraph:
    text = group[0].text
    for above, line in pairwise(group):
        text += _seam(above, line, left, right) + line.text
    last = group[-1]
    return DraftParagraph(
        text,
        page,
        BBox.around(line.box for line in group),
        last.em,
        right - last.x1,
        group[0].first,
        len(group),
        group[0].x0 - left > last.em,
        end_page=page,
        end_y=last.y1,
        set_in=tuple(line.text for line in group) if len(group) > 1 else (),
    )


def _seam(above: Line, line: Line, left: float, right: float) -> str:
    """What stood at the line break: a space between Latin words, nothing between Chinese characters."""
    before, after = above.text[-1], line.text[0]
    if not (before.isalnum() or before in ".,;:)") or not (_latin(before) and _latin(after) and after.isalnum()):
        return ""
    lone = not any(char.isspace() or char >= "\u2000" for char in above.text)
    broken = (
        lone and right - above.x1 < line.letter + WRAP_SLACK_EM * above.em and above.x0 - left < ALIGNED_EM * above.em
    )
    return "" if broken else " "


def joined(first: DraftParagraph, second: DraftParagraph) -> DraftParagraph:
    """One paragraph whose second part stands on the next page; its place is that of the first."""
    seam = " " if _latin(first.text[-1:] or "。") and _latin(second.text[:1] or "。") else ""
    return DraftParagraph(
        first.text + seam + second.text,
        first.page,
        first.box,
        second.em,
        second.free,
        first.first,
        first.lines + second.lines,
        first.indented,
        [*first.pictures, *second.pictures],
        second.end_page,
        second.end_y,
        (*(first.set_in or (first.text,)), *(second.set_in or (second.text,))),
    )
