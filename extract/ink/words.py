"""What the lines of a page mean for signatures: print to be taken away, where one signs, dates, and what may be names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Protocol

from extract.ocr.engine import ReadLine
from forms.evidence import BBox

_ROLE = r"(?:[负負][责責]人|[组組][长長]|代表人|[领領][导導]|[经經][办辦]人|[审審]核人|批准人)"
_PROMPT = re.compile(
    r"(?:[签簽籤]\s*[字名章署]|亲笔|親筆)(?:[\s、/及並并和（(]*(?:[加盖蓋]+\s*章|公章))*\s*[）)]?\s*[:：]?"
    rf"|{_ROLE}\s*(?:[:：]|[签簽籤][^字名章署]|$)"
    r"|[责責]人\s*[（(]\s*(?:.?[字名章]|[签簽籤].?)\s*[）)]\s*[:：]?"
)
_DATE = re.compile(
    r"[年].{0,6}[月]|[月].{0,6}[日]|^[\s年月日]+$|\d{4}\s*[-./]\s*\d{1,2}"
    r"|^\W*[12Zz][\dOoQIlZz]{3}\s*年\W*$"
)
"""A year stands alone where a seal hides the rest of its row."""
_SIGN = re.compile(r"^\W*[年月日]\W*$")
_ANSWER = re.compile(
    r"同意|[属屬][实實]|推[荐薦]|批准|情[况況]|通[过過]|合格|符合|意[见見]|[盖蓋]\s*章|公章|[单單]位|同上|[电電][话話]|[（(]\s*印\s*[）)]"
)
_OPINION, _OPINION_WORDS, _LEAST_OPINION = (
    re.compile("[同意参參加申报報上推荐薦情况況属屬实實准予批通过過支持符合要求]"),
    2,
    4,
)
"""Of the characters of an opinion by hand, so many at least, so many are read right."""
_BEHIND = re.compile(
    r"[（(]?\s*(?:加?[盖蓋]\s*章|公\s*章)|[（(]\s*印\s*[）)]|章\s*[）)]\s*$"
    r"|[（(]?\s*[签簽籤]\s*[字名章]|[\d〇○一二三四五六七八九]*\s*年|[\d]+\s*月|日\s*期|[单單]位|[电電][话話]"
)
"""What is printed behind the room to sign, in one line with it."""
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LONGEST_NAME = 6
"""Characters that a name, or what a signature is misread as, has at most."""
_USUAL_NAME = 3
"""Characters that a person's name has, as a rule, at most."""
_PENNED = 0.5
"""What a pen wrote scores no more."""
_ENDS = ("。", "！", "!", "；", ".")
_WIDER = 4.2
"""A name is less wide, in its height."""
_NEXT_LINE = 1.6
"""In its height, so far below a line at most the middle of the next one lies."""
_FAR = 2.2
"""In the usual distance of its characters, a sign so far behind a prompt's last one is none of it."""
_ROOM_EM = 0.12
"""So far beyond its box the ink of a line of print reaches."""
_YEAR_MM, _DATE_EM = 15.0, 0.85
"""So much room before a lone 年 the figures of its year take; so far from its middle a date's ink reaches up and down."""
_SAME_ROW_EM = 0.8
"""The middles of two lines of one row are nearer to one another."""
_TAIL_EM = 0.6
"""So far beyond the places of its first and last character the print of a line may reach."""
_HIGHER, _ENOUGH_GLYPHS = 1.8, 4
"""A line so many print sizes high holds more than print; so many characters tell how far apart they are set."""
_SURE_PRINT, _LARGE, _LINE_HEIGHT = 0.8, 1.3, 1.4
"""Print is read with so high a score, and is no larger in the usual size; a line is so many times as high as its size."""


class Line(Protocol):
    """A line as read: what it says, its box and the size of its characters in millimetres."""

    @property
    def read(self) -> ReadLine: ...

    @property
    def box(self) -> BBox: ...

    @property
    def em(self) -> float: ...


@dataclass(frozen=True)
class Name:
    """A short line, or what stands behind a prompt: typed, or a signature that was taken for text."""

    box: BBox
    text: str
    score: float
    em: float

    @property
    def may_be_opinion(self) -> bool:
        """Whether it reads like an opinion that a pen wrote (同意参加), of which some characters are misread."""
        said = len(_OPINION.findall(self.text)) >= _OPINION_WORDS
        return said and len(_CHINESE.findall(self.text)) >= _LEAST_OPINION


@dataclass(frozen=True)
class Words:
    """The lines of one page, sorted; ``usual`` is the size of most of its print in millimetres."""

    printed: list[BBox] = field(default_factory=list)
    prompts: list[BBox] = field(default_factory=list)
    dates: list[BBox] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    tall: list[BBox] = field(default_factory=list)
    """Lines of usual print whose boxes are higher: a name above or below was found in one with them."""
    penned: list[Name] = field(default_factory=list)
    """Lines of an opinion that a pen wrote."""
    usual: float = 4.0

    @property
    def every_line(self) -> list[BBox]:
        """Where anything was read."""
        return [*self.printed, *self.tall, *(name.box for name in self.names)]

    @property
    def going_on(self) -> list[BBox]:
        """Lines that may be names and may as well go on with the opinion that a pen wrote above them."""
        above = [*self.penned, *(name for name in self.names if name.may_be_opinion)]
        return [name.box for name in self.names if any(_goes_on(one, name) for one in above if one is not name)]

    def may_go_on_in(self, ink: BBox) -> bool:
        """Whether ``ink`` that no line covers, as wide as no name, stands where an opinion by hand goes on."""
        return ink.width >= _WIDER * ink.height and any(_is_next(one, ink) for one in self.penned)


def words_of(lines: Sequence[Line]) -> Words:
    """``lines`` sorted by what they mean for signatures."""
    sizes = [line.em for line in lines for _ in line.read.glyphs]
    words = Words(usual=median(sizes) if sizes else 4.0)
    for line in lines:
        if match := _PROMPT.search(line.read.text):
            _keep_prompt(line, match, words)
        elif _is_date(line, lines):
            _keep_date(line, lines, words)
        elif _may_be_name(line, words.usual):
            words.names.append(Name(line.box, line.read.text, line.read.score, line.em))
        elif (printed := _BEHIND.search(line.read.text)) and printed.start() and _is_tall(line, words.usual):
            _keep_behind(line, 0, words)
        else:
            if _is_penned_opinion(line, words.usual):
                words.penned.append(Name(line.box, line.read.text, line.read.score, line.em))
            kept = words.tall if _is_higher_than_print(line, words.usual) else words.printed
            kept.append(_print_box(line, 0, len(line.read.glyphs), words.usual))
    return words


def _is_penned_opinion(line: Line, usual: float) -> bool:
    """Whether a line reads like an opinion and is a pen's: larger than print, or of no sure character."""
    said = "".join(_CHINESE.findall(line.read.text))
    penned = line.em > _LARGE * usual or max((glyph.score for glyph in line.read.glyphs), default=1.0) <= _PENNED
    return penned and len(said) >= _LEAST_OPINION and bool(_ANSWER.search(said))


def _goes_on(opinion: Name, name: Name) -> bool:
    """Whether a line that is longer than a name stands where an opinion's line goes on."""
    return len(_CHINESE.findall(name.text)) > _USUAL_NAME and _is_next(opinion, name.box)


def _is_next(opinion: Name, box: BBox) -> bool:
    """Whether ink stands right below an opinion's line that ends no sentence, in the same column."""
    down = box.centre[1] - opinion.box.centre[1]
    high = max(opinion.box.height, box.height)
    common = min(opinion.box.x1, box.x1) - max(opinion.box.x0, box.x0)
    open_ended = not opinion.text.rstrip().endswith(_ENDS)
    return open_ended and 0.4 * high < down <= _NEXT_LINE * high and common >= 0.5 * box.width


def _is_date(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line is a date, or one of its signs: read badly and alone in its row, that is some stroke of a name."""
    if not _DATE.search(line.read.text):
        return False
    if not _SIGN.match(line.read.text) or line.read.score >= _SURE_PRINT:
        return True
    return any(other is not line and _same_row(line, other) and _DATE.search(other.read.text) for other in lines)


def _is_higher_than_print(line: Line, usual: float) -> bool:
    """Whether a line's characters follow one another like usual print, and its box is too high for that."""
    glyphs = [glyph for glyph in line.read.glyphs if _CHINESE.match(glyph.text)]
    if len(glyphs) < _ENOUGH_GLYPHS or line.box.height <= _HIGHER * usual:
        return False
    return median((b.middle - a.middle) * line.box.width for a, b in pairwise(glyphs)) <= _LARGE * usual


def _may_be_name(line: Line, usual: float) -> bool:
    """Whether nothing says that the line is print or an answer: few characters, or large or badly read ones."""
    text = "".join(line.read.text.split())
    if _ANSWER.search(text):
        return False
    if len(text) > _LONGEST_NAME:
        return line.read.score < _SURE_PRINT and line.em > _LARGE * usual
    return bool(_CHINESE.search(text)) or line.read.score < _SURE_PRINT or line.em > _LARGE * usual


def _keep_prompt(line: Line, match: re.Match[str], words: Words) -> None:
    """A prompt, what is printed before it, a name behind it, and what is printed behind that."""
    end = _printed_end(line.read, match)
    kept = words.tall if line.box.height > _HIGHER * words.usual else words.printed
    kept.append(_print_box(line, 0, end, words.usual))
    words.prompts.append(_print_box(line, match.start(), end, words.usual))
    _keep_behind(line, match.end(), words)


def _printed_end(read: ReadLine, prompt: re.Match[str]) -> int:
    """Where a prompt's print ends: a last sign far from the others was read out of what is written behind them."""
    middles = [glyph.middle for glyph in read.glyphs[prompt.start() : prompt.end()]]
    steps = [b - a for a, b in pairwise(middles)]
    far = len(steps) >= _ENOUGH_GLYPHS and steps[-1] > _FAR * median(steps)
    return prompt.end() - 1 if far else prompt.end()


def _keep_behind(line: Line, first: int, words: Words) -> None:
    """What may be a name from one character on, and what is printed behind it."""
    text = line.read.text
    printed = _BEHIND.search(text, first)
    last = printed.start() if printed else len(text)
    if text[first:last].strip("（( "):
        box = _print_box(line, first, last, words.usual)
        glyphs = ReadLine(line.read.glyphs[first:last])
        words.names.append(Name(box, glyphs.text, glyphs.score, line.em))
    if printed:
        rest = _print_box(line, last, len(text), words.usual)
        words.printed.append(rest)
        if _DATE.search(text, last):
            words.dates.append(rest)


def _is_tall(line: Line, usual: float) -> bool:
    """Whether something larger than print stands in the line: a name among printed words."""
    return max(line.em, line.box.height / _LINE_HEIGHT) > _LARGE * usual


def _print_box(line: Line, first: int, last: int, usual: float) -> BBox:
    """The box of the characters from one index to another, by their places along the line.

    A line that goes on by hand is as high as the hand: its print is not larger than ``usual``, more or less. Ink far
    before its first character or behind its last was found with the line and not read: a name beside 盖章.
    """
    glyphs, width = line.read.glyphs, line.box.width
    em = min(line.em, _LARGE * usual)
    room = _ROOM_EM * em
    begin = line.box.x0 + glyphs[first].middle * width - em / 2
    end = line.box.x0 + glyphs[last - 1].middle * width + em / 2
    if first == 0:
        begin = max(line.box.x0, begin - _TAIL_EM * em)
    if last == len(glyphs):
        end = min(line.box.x1, end + _TAIL_EM * em)
    return BBox(begin - room, line.box.y0 - room, max(end, begin) + room, line.box.y1 + room)


def _keep_date(line: Line, lines: Sequence[Line], words: Words) -> None:
    """The room of a date: its signs in one row, and what is written before the first.

    It is no higher than the lowest of its lines: a line that is read with a name above it is.
    """
    row = [other for other in lines if _same_row(line, other) and _DATE.search(other.read.text)]
    said = BBox.around(_print_box(other, 0, len(other.read.glyphs), words.usual) for other in row)
    box = BBox(said.x0, max(other.box.y0 for other in row), said.x1, min(other.box.y1 for other in row))
    first = min(row, key=lambda other: other.box.x0).read.text.strip()
    left = box.x0 - (_YEAR_MM if first[:1] in "年月日" else 1.0)
    middle, half = box.centre[1], _DATE_EM * line.em
    words.dates.append(BBox(left, min(box.y0, middle - half), box.x1 + 1.0, max(box.y1, middle + half)))
    kept = words.tall if line.box.height > _HIGHER * words.usual else words.printed
    kept.append(_print_box(line, 0, len(line.read.glyphs), words.usual))


def _same_row(one: Line, other: Line) -> bool:
    return abs(one.box.centre[1] - other.box.centre[1]) < _SAME_ROW_EM * one.em


def holding(boxes: Iterable[BBox], x: float, y: float) -> bool:
    """Whether a point lies in any of ``boxes``."""
    return any(box.holds(x, y) for box in boxes)
