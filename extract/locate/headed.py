"""Headed prose: lines that are the heading of an answer, and lines inside an answer that may be one.

In such a part of a form each label is a heading, mostly numbered, and everything up to the next one is its answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.document import Paragraph
from extract.words.enclosed import ENCLOSED
from extract.words.labels import FieldTarget, LabelIndex
from extract.words.pairs import cut_at_colon

_NUMBER = re.compile(
    r"^[\s•▪◆►➢]*(?:(?P<open>[（(]?)\s*(?:(?P<arabic>[0-9０-９]{1,3})|(?P<chinese>[一二三四五六七八九十]{1,3}))\s*(?P<close>[）)、.．])"
    rf"|(?P<enclosed>{ENCLOSED}))"
)
_FIRST_ENCLOSED = "①⑴⒈㈠"
_DIGITS = "零一二三四五六七八九"
_SENTENCE = re.compile(r"[。；，！？：;,:!?]")
_LONGEST_HEADING = 30
_COLON = re.compile(r"[:：]")
_TAB = re.compile(r"\t+(?=\S)")


@dataclass(frozen=True)
class Numbering:
    """How a heading is numbered: ``style`` tells （一） from 一、 and 1.; empty for a heading without a number."""

    style: str = ""
    number: int = 0

    @staticmethod
    def of(text: str) -> Numbering:
        match = _NUMBER.match(text)
        if not match:
            return Numbering()
        if enclosed := match["enclosed"]:
            first = max(one for one in _FIRST_ENCLOSED if one <= enclosed)
            return Numbering(first, ord(enclosed) - ord(first) + 1)
        style = ("(" if match["open"] else "") + ("1" if match["arabic"] else "一")
        return Numbering(style, int(match["arabic"]) if match["arabic"] else _chinese(match["chinese"]))

    def follows(self, before: Numbering) -> bool:
        return bool(self.style) and self.style == before.style and self.number == before.number + 1


@dataclass(frozen=True)
class Heading:
    """A line that begins an answer: its label as printed, and what stands behind it in the same line."""

    targets: tuple[FieldTarget, ...]
    label: str
    rest: str = ""

    @property
    def numbering(self) -> Numbering:
        return Numbering.of(self.label)


def heading_of(line: str, index: LabelIndex, part: str) -> Heading | None:
    """The heading that ``line`` is: a label of ``part`` alone, before a colon or a tab, or numbered before a full stop."""
    if targets := index.own_targets(line, part):
        return Heading(targets, line.strip().rstrip(":："))
    cuts = [_TAB.search(line), _COLON.search(line), re.search("。", line) if Numbering.of(line).style else None]
    for cut in filter(None, cuts):
        label = line[: cut.start()]
        if targets := index.own_targets(label, part):
            return Heading(targets, label.strip(), line[cut.end() :].strip())
    return None


def headings_below(lines: Sequence[tuple[int, str]], index: LabelIndex) -> dict[int, tuple[Heading, ...]]:
    """For each of ``lines``, by the id it comes with: the headings below it that begin an answer."""
    found: dict[int, tuple[Heading, ...]] = {}
    below: tuple[Heading, ...] = ()
    for number, text in reversed(lines):
        found[number] = below
        headings = (heading_of(text, index, part) for part in index.headed)
        below = (*below, *filter(None, headings))
    return found


def like_heading(line: str, opened: Numbering) -> bool:
    """Whether ``line``, inside an answer whose heading is numbered as ``opened``, may be a heading nobody knows."""
    short = len(line.strip()) <= _LONGEST_HEADING and not _SENTENCE.search(line)
    return short and Numbering.of(line).style == opened.style


def begins_like_heading(lines: Sequence[str], label: str) -> bool:
    """Whether prose under ``label``, a heading without a number, begins with a line like one.

    Then it may be empty itself, and all of it belong to a heading nobody knows.
    """
    plain = Numbering.of(label)
    return not plain.style and len(lines) > 1 and like_heading(lines[0], plain)


def _chinese(text: str) -> int:
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _DIGITS.find(text)
    return 10 * (_DIGITS.find(tens) if tens else 1) + (_DIGITS.find(ones) if ones else 0)


def behind_colon(line: Paragraph, index: LabelIndex) -> str:
    """What somebody wrote in brackets behind the colon of a label; a scan's brackets may be a hint misread."""
    words = cut_at_colon(line.text)[2].strip()
    return "" if line.at.is_scanned or index.hints.asks_only(words) else words
