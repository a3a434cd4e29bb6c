"""Lines to paragraphs: what was wrapped is joined, what ended early stays apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.document import Picture
from extract.layout.lines import Line, is_latin
from extract.layout.tables import THINNEST_COLUMN_MM
from extract.words.enclosed import ENCLOSED
from forms.evidence import BBox

CELL_PADDING_MM = 1.9
"""Word's own distance between a cell's side and its text."""
WRAP_SLACK_EM = 0.25
ALIGNED_EM = 0.6
_INDENT_EM = 1.4, 2.6
"""How far in a paragraph's first line begins: two characters."""
SIZE_CHANGE = 1.18
"""Lines whose sizes differ by more are different paragraphs."""
TYPEFACE_CHANGE = 1.5
"""Or by more than this where one of them has no Chinese character: another typeface is so much higher at one size."""
LOOSER = 1.3
"""A distance of lines this many times the tightest in the same place is spacing between paragraphs."""
LOOSER_BEHIND_STOP = 1.12
"""And below a full stop this many times, where the lines are measured by Chinese characters of a text layer."""
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
_LAST_CHARACTER = re.compile(r"(?![无無有是否同])[\u3400-\u9fff][。；，、）》」]?")
"""A line that is no answer of one word: the last character of the line above, for which its room was too narrow."""
_LONG_ENOUGH = 0.55
"""So much of its column a line takes that was broken there."""


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


@dataclass(frozen=True)
class Column:
    """Where lines stand: the edges of their text, and what their own look says of how paragraphs are set."""

    left: float
    right: float
    tightest: float
    """The smallest distance of two lines, in their size."""
    runs_on: bool
    """Sentences end inside lines too: then one that ends with its line is no sign of a paragraph's end."""
    indents: bool = False
    """Paragraphs begin two characters in: what begins at the edge goes on with one."""


def paragraphs_of(lines: Sequence[Line], left: float, right: float, page: int) -> list[DraftParagraph]:
    """The paragraphs that ``lines`` make between the edges ``left`` and ``right`` (those of the text, no padding)."""
    if not lines:
        return []
    like = [both for both in pairwise(lines) if _alike(*both)]
    tightest = min((_pitch(*both) for both in like or pairwise(lines)), default=0.0)
    runs_on = any(c in line.text[:-1] for line in lines for c in FULL_STOPS)
    indents = _INDENT_EM[0] * lines[0].em <= lines[0].x0 - left <= _INDENT_EM[1] * lines[0].em
    column = Column(left, right, max(tightest, 1.0), runs_on, indents)
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
    measured = above.middle is not None and line.middle is not None
    looser = LOOSER_BEHIND_STOP if measured and above.text[-1] in FULL_STOPS else LOOSER
    if _pitch(above, line) > looser * column.tightest:
        return False
    if LABEL_START.match(line.text) or NUMBERED.match(line.text) or APART_START.match(line.text):
        return False
    if LABEL_ALONE.fullmatch(line.text) or (above.text[-1] in FULL_STOPS and _BEHIND_STOP.match(line.text)):
        return False
    at_edge = column.indents and abs(line.x0 - column.left) <= ALIGNED_EM * em
    if above.text[-1] in FULL_STOPS and not column.runs_on and not at_edge:
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
    full = column.right - above.x1 < needed or _breaks_off(above, line, column)
    if not full or above.x0 - column.left > RIGHT_HALF * width:
        return False
    return _continues_at(above, line, column.left, em)


def _breaks_off(above: Line, line: Line, column: Column) -> bool:
    """Whether ``line`` is the one character for which a long line above it, in a room of its own, had no place."""
    long = above.x1 - column.left >= _LONG_ENOUGH * (column.right - column.left)
    return long and above.text[-1] >= "\u3400" and _LAST_CHARACTER.fullmatch(line.text.strip()) is not None


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
    if not (before.isalnum() or before in ".,;:)") or not (is_latin(before) and is_latin(after) and after.isalnum()):
        return ""
    full = right - above.x1 < line.letter + WRAP_SLACK_EM * above.em
    lone = not any(char.isspace() or char >= "\u2000" for char in above.text)
    broken = full and ((lone and above.x0 - left < ALIGNED_EM * above.em) or _of_one_word(before, after))
    return "" if broken else " "


def _of_one_word(before: str, after: str) -> bool:
    """Whether what a full line's end parts is one number or abbreviation, as where words may break anywhere."""
    return (before.isdigit() and after.isdigit()) or (before.isupper() and after.isupper())


def joined(first: DraftParagraph, second: DraftParagraph) -> DraftParagraph:
    """One paragraph whose second part stands on the next page; its place is that of the first."""
    seam = " " if is_latin(first.text[-1:] or "。") and is_latin(second.text[:1] or "。") else ""
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
