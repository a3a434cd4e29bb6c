"""What of a printed place is there to be written over: lines, gaps, empty brackets, 年 月 日, hints; and boxes to tick."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from forms.script import fold
from render.official.words import Span, Words, boxes, find

_N = r"[0-9０-９Xx×_＿\s]*"
_DATE = rf"{_N}年{_N}月(?:{_N}[日号號])?"
DATE_PROMPT = re.compile(_DATE)
_BLANK = re.compile(rf"{_DATE}|[_＿]+|[ \t\u3000]{{2,}}|…+|[.．·]{{4,}}|[（(]\s*[）)]|[Xx×]{{2,}}[^\s，。；]*|\u3000")
_BETWEEN = re.compile(r"[\s_＿至到—~～－–-]*")
_BEHIND_LABEL = re.compile(r"\s*(?:[（(][^（）()]*[）)]\s*(?=[:：]))?[:：]?")
_WORD_BREAKS = re.compile(r"[\s。，,、；;：:（(]")
_EXPLAINED = re.compile(r"[_＿]{2,}|[（(][\s_＿]*[）)]|[ \u3000]{4,}")


def blank_span(text: str, start: int, end: int, hints: Sequence[str]) -> Span | None:
    """The stretch between ``start`` and ``end`` that an answer is written over; ``None`` where only words stand there.

    All of it where nothing or nothing but hints and blanks stands there, else the first blank among the words.
    """
    part = text[start:end]
    if not part.strip():
        return Span(start, end)
    found = sorted(_spans(part, hints), key=lambda span: (span.start, -span.end))
    if not found:
        return None
    last = found[0].end
    for span in found[1:]:
        if span.start <= last or _BETWEEN.fullmatch(part[last : span.start]):
            last = max(last, span.end)
    rest = part[: found[0].start] + part[last:]
    if not rest.strip():
        return Span(start, end)
    return Span(start + found[0].start, start + last)


def _spans(part: str, hints: Sequence[str]) -> Iterator[Span]:
    for hint in hints:
        if fold(hint) and (span := find(part, hint)):
            yield _with_brackets(part, span)
    for match in _BLANK.finditer(part):
        yield Span(match.start(), match.end())


def _with_brackets(part: str, span: Span) -> Span:
    """``span`` with the brackets or quotation marks around it."""
    before, after = part[: span.start].rstrip(), part[span.end :].lstrip()
    if before[-1:] in tuple("（([【") and after[:1] in tuple("）)]】"):
        return Span(len(before) - 1, len(part) - len(after) + 1)
    return span


def behind_label(text: str, label: Span) -> int:
    """Where the answer to ``label`` begins: behind its colon, and behind brackets that belong to it."""
    match = _BEHIND_LABEL.match(text, label.end)
    return match.end() if match and match.group().rstrip().endswith((":", "：")) else label.end


def has_colon(text: str, label: Span) -> bool:
    return behind_label(text, label) > label.end


def tick(words: Words, answer: str, start: int, end: int) -> bool:
    """Tick the box of the option that ``answer`` says, and write what it says besides; whether there was one.

    A box stands before its option, or behind it where the stretch begins with an option.
    """
    text = words.text
    marks = [mark for mark in boxes(text) if start <= mark < end]
    if not marks:
        return False
    before = not text[start : marks[0]].strip() or text[start : marks[0]].rstrip().endswith((":", "："))
    option, chosen = _chosen(text, marks, answer, before, start, end)
    if chosen is None:
        return False
    rest = answer[_said(answer, option) :].lstrip(" 。，,；;：:")
    if rest:
        room = next((m for m in _EXPLAINED.finditer(text, start, end) if m.start() > chosen), None)
        at = Span(room.start(), room.end()) if room else Span(len(text[:end].rstrip()), end)
        words.replace(at.start, at.end, rest if room else f"　{rest}")
    words.tick(chosen)
    return True


def _chosen(text: str, marks: list[int], answer: str, before: bool, start: int, end: int) -> tuple[str, int | None]:
    """The longest option that the folded answer begins with, and its box."""
    edges = [*(mark + 1 for mark in marks), end] if before else [start, *marks]
    options: list[tuple[str, int]] = []
    for number, mark in enumerate(marks):
        stretch = text[mark + 1 : marks[number + 1] if number + 1 < len(marks) else end]
        if not before:
            stretch = text[edges[number] : mark].lstrip("□☐▢◻○◯")
        word = next((w for w in _WORD_BREAKS.split(stretch.strip()) if w), "")
        if word:
            options.append((word, mark))
    fitting = [pair for pair in options if fold(answer).startswith(fold(pair[0]))]
    return max(fitting, key=lambda pair: len(fold(pair[0])), default=("", None))


def _said(answer: str, option: str) -> int:
    """How many characters of ``answer`` say ``option``."""
    span = find(answer, option)
    return span.end if span else 0
