"""Which characters of the lines that were read out of pictures a value is made of, and how sure the least sure is."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from extract.document import ReadText
from forms.evidence import BBox, Evidence

UNKNOWN_SCORE = 0.5
"""What a character counts that stands in a value and in none of the lines read at its place."""
_LOOSE_MM = 0.6
"""So far beyond its answer's place the middle of a line may lie."""
_BESIDE = 40
"""So many characters that are none of a value's may stand among the lines that it goes on in."""


def certainty(said: str, at: Evidence, by_page: dict[int, list[ReadText]]) -> float:
    """How sure the least sure character of ``said`` is: of the lines at its place, or of those that it goes on in."""
    wanted = "".join(said.split())
    tried = list(_regions(wanted, at, by_page))
    for lines in tried:
        if (found := _exactly(wanted, lines)) is not None:
            return found
    return max(_nearly(wanted, lines) for lines in tried)


def least_sure(said: str, at: Evidence, by_page: dict[int, list[ReadText]], asked: Callable[[str], bool]) -> float:
    """How sure the least sure character of ``said`` is of those ``asked`` for; 1 where it has none, or stands nowhere
    just so.
    """
    wanted = "".join(said.split())
    if not any(asked(char) for char in wanted):
        return 1.0
    found = (_exactly(wanted, _only(lines, asked)) for lines in _regions(wanted, at, by_page))
    return next((score for score in found if score is not None), 1.0)


def _only(lines: Iterable[ReadText], asked: Callable[[str], bool]) -> list[ReadText]:
    """``lines`` with all characters sure but those ``asked`` for."""
    return [
        replace(line, scores=tuple(s if asked(c) else 1.0 for c, s in zip(line.text, line.scores, strict=True)))
        for line in lines
    ]


def _regions(wanted: str, at: Evidence, by_page: dict[int, list[ReadText]]) -> Iterator[list[ReadText]]:
    """The lines that ``wanted`` may stand in: those at its place, with its column overleaf, or with what stands below.

    The place of prose is that of its heading; it is looked for no further than it is long.
    """
    assert at.page is not None
    page, overleaf = by_page.get(at.page, []), by_page.get(at.page + 1, [])
    here = in_reading_order(line for line in page if at.box is None or inside(line.box, at.box))
    yield here
    box = at.box
    if box is None:
        yield [*here, *in_reading_order(overleaf)]
        return
    under = [line for line in overleaf if box.x0 - _LOOSE_MM <= line.box.centre[0] <= box.x1 + _LOOSE_MM]
    yield [*here, *_first(in_reading_order(under), len(wanted) + _BESIDE)]
    below = [line for line in page if line.box.centre[1] > box.y1 + _LOOSE_MM]
    yield [*here, *_first([*in_reading_order(below), *in_reading_order(overleaf)], len(wanted) + _BESIDE)]


def _first(lines: Iterable[ReadText], characters: int) -> Iterator[ReadText]:
    """As many of the first lines as hold so many characters."""
    for line in lines:
        if characters <= 0:
            return
        characters -= len(line.text)
        yield line


def _exactly(wanted: str, lines: Sequence[ReadText]) -> float | None:
    """The weakest score wherever ``wanted`` stands in the lines; ``None`` where it does not."""
    text, scores = "".join(line.text for line in lines), _telling(lines)
    start, weakest = text.find(wanted), None
    while start >= 0:
        here = min(scores[start : start + len(wanted)])
        weakest = here if weakest is None else min(weakest, here)
        start = text.find(wanted, start + 1)
    return weakest


def _nearly(wanted: str, lines: Sequence[ReadText]) -> float:
    """The weakest score of the characters that agree with ``wanted`` in their order; those that do not are in doubt."""
    text, scores = "".join(line.text for line in lines), _telling(lines)
    blocks = SequenceMatcher(None, text, wanted, autojunk=False).get_matching_blocks()
    agreeing = [score for block in blocks for score in scores[block.a : block.a + block.size]]
    return min([*agreeing, *([UNKNOWN_SCORE] if len(agreeing) < len(wanted) else [])], default=0.0)


def _telling(lines: Iterable[ReadText]) -> list[float]:
    """The scores of the lines' characters; marks count for nothing but inside numbers, codes and addresses."""
    return [
        1.0 if _is_mark(char) and not _inside_a_code(line.text, place) else score
        for line in lines
        for place, (char, score) in enumerate(zip(line.text, line.scores, strict=True))
    ]


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("P")


def _inside_a_code(text: str, place: int) -> bool:
    return _is_latin(text[place - 1 : place]) and _is_latin(text[place + 1 : place + 2])


def _is_latin(text: str) -> bool:
    return text.isascii() and text.isalnum()


def in_reading_order(lines: Iterable[ReadText]) -> list[ReadText]:
    """Lines that stand side by side from left to right, rows from top to bottom."""
    rows: list[list[ReadText]] = []
    for line in sorted(lines, key=_middle):
        if rows and _middle(line) - _middle(rows[-1][0]) <= 0.5 * line.em:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.box.x0)]


def _middle(line: ReadText) -> float:
    return (line.box.y0 + line.box.y1) / 2


def inside(line: BBox, box: BBox) -> bool:
    """Whether the middle of ``line`` lies in ``box``, or hardly beside it."""
    x, y = line.centre
    return box.x0 - _LOOSE_MM <= x <= box.x1 + _LOOSE_MM and box.y0 - _LOOSE_MM <= y <= box.y1 + _LOOSE_MM
