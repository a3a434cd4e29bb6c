"""Doubtful characters that the same paper says elsewhere, in the same words, without doubt: one look confirms the other.

A unit's name stands on a form four to ten times, its labels' words more often. Only Chinese words confirm one another:
dates and numbers of the same shape differ in the very character that is in doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.document import ReadText
from forms.script import simplified

SURE = 0.95
"""The least score of each character in the words that confirm."""
LEAST = 0.35
"""A character that scores less is a guess; that the guess makes a known word says little."""
CONFIRMED = 0.95
"""What a confirmed character scores."""
WORDS = 4
"""So many characters in a row must agree, the doubtful one among them."""


def confirmed(lines: Sequence[ReadText]) -> list[ReadText]:
    """``lines`` with the scores of confirmed characters raised; no character is changed."""
    texts = [_folded(line.text) for line in lines]
    known: dict[str, set[int]] = {}
    for number, (text, line) in enumerate(zip(texts, lines, strict=True)):
        for start in _words(text):
            if min(line.scores[start : start + WORDS]) >= SURE:
                known.setdefault(text[start : start + WORDS], set()).add(number)
    return [_raised(number, text, line, known) for number, (text, line) in enumerate(zip(texts, lines, strict=True))]


def _raised(number: int, text: str, line: ReadText, known: dict[str, set[int]]) -> ReadText:
    if not line.scores or min(line.scores) >= SURE:
        return line
    scores = list(line.scores)
    for start in _words(text):
        doubtful = [at for at in range(start, start + WORDS) if line.scores[at] < SURE]
        if len(doubtful) != 1 or line.scores[doubtful[0]] < LEAST:
            continue
        if known.get(text[start : start + WORDS], set()) - {number}:
            scores[doubtful[0]] = max(scores[doubtful[0]], CONFIRMED)
    return replace(line, scores=tuple(scores))


def _words(text: str) -> Iterable[int]:
    """Where :data:`WORDS` Chinese characters in a row begin."""
    run = 0
    for place, char in enumerate(text):
        run = run + 1 if "\u4e00" <= char <= "\u9fff" else 0
        if run >= WORDS:
            yield place - WORDS + 1


def _folded(text: str) -> str:
    """``text`` in one script, character by character."""
    plain = simplified(text)
    return plain if len(plain) == len(text) else text
