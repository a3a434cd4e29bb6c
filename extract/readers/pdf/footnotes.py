"""Footnotes of a page with a text layer: their numbers are no part of the words they stand behind, nor is their text.

Only what is both: a small raised number behind a word, and further down a line that begins with that very number, under
the short rule that word processors draw above footnotes or with its number raised too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.layout.chars import Char
from extract.layout.lines import lines_of
from extract.layout.paragraphs import DraftParagraph, paragraphs_of
from extract.layout.tables import Ruling

SMALL, RAISED = 0.75, 0.15
"""A raised number is at most so large, and ends at least so far above its neighbour's foot, in the neighbour's size."""
BESIDE_EM = 0.6
"""It stands no further behind its neighbour."""
SHORTEST_RULE_MM, LONGEST_RULE_MM, RULE_ABOVE_MM = 15.0, 80.0, 9.0
"""How long the rule above footnotes is, and how far above the first of them."""
NEXT_ROW_EM = 2.4
"""Further below the last line stands no more of the notes, but the page's foot."""
MOST_DIGITS = 2


@dataclass(frozen=True)
class Noted:
    """The characters of a page without its footnotes, and these."""

    chars: list[Char]
    notes: list[DraftParagraph]


def without_footnotes(chars: Sequence[Char], rulings: Sequence[Ruling], page: int) -> Noted:
    """``chars`` without footnotes and without the numbers that point at them."""
    digits = [char for char in chars if char.text.isdigit()]
    larger = _larger(chars, {char.em for char in digits})
    raised = [char for char in digits if _is_raised(char, larger[char.em])]
    if not raised:
        return Noted(list(chars), [])
    numbers = _numbers(raised)
    heads = [(number, head) for number in numbers if (head := _head(number, chars, rulings)) is not None]
    if not heads:
        return Noted(list(chars), [])
    top = min(_top(head[0], chars, rulings) for _, head in heads)
    below = _block([char for char in chars if (char.y0 + char.y1) / 2 > top])
    gone = set(map(id, below)) | {id(char) for number, _ in heads for char in number}
    notes = paragraphs_of(lines_of(below), min(c.x0 for c in below), max(c.x1 for c in below), page)
    return Noted([char for char in chars if id(char) not in gone], list(notes))


def _larger(chars: Sequence[Char], sizes: set[float]) -> dict[float, list[Char]]:
    """For each of ``sizes`` the characters beside which one of that size is small: most of a page is of one size."""
    if not sizes:
        return {}
    inked = [(char.em, char) for char in chars if char.text.strip()]
    largest = max((em for em, _ in inked), default=0.0)
    return {
        size: [char for em, char in inked if size <= SMALL * em] if size <= SMALL * largest else [] for size in sizes
    }


def _is_raised(char: Char, larger: Sequence[Char]) -> bool:
    """Whether a character stands raised right behind one of those that are ``larger``, or behind another such."""
    middle = (char.y0 + char.y1) / 2
    left = [other for other in larger if other.x0 < char.x0 and other.y0 <= middle <= other.y1]
    last = max(left, key=lambda other: other.x1, default=None)
    if last is None or last.y1 - char.y1 < RAISED * last.em:
        return False
    return char.x0 - last.x1 <= (BESIDE_EM + (MOST_DIGITS - 1) * SMALL) * last.em


def _numbers(raised: Sequence[Char]) -> list[list[Char]]:
    """The raised digits, those side by side as one number."""
    found: list[list[Char]] = []
    for char in sorted(raised, key=lambda one: (round(one.y0), one.x0)):
        last = found[-1][-1] if found else None
        if last and abs(last.y0 - char.y0) < 0.3 * char.em and abs(char.x0 - last.x1) < 0.3 * char.em:
            found[-1].append(char)
        else:
            found.append([char])
    return found


def _head(number: Sequence[Char], chars: Sequence[Char], rulings: Sequence[Ruling]) -> list[Char] | None:
    """The characters that begin the footnote which ``number`` points at."""
    told = "".join(char.text for char in number)
    for char in chars:
        if char.text != told[0] or char.y0 <= number[0].y1:
            continue
        row = sorted(
            (other for other in chars if other.y0 < (char.y0 + char.y1) / 2 < other.y1), key=lambda other: other.x0
        )
        written = [other for other in row if other.text.strip()]
        head, rest = written[: len(told)], written[len(told) :]
        if not rest or head[0] is not char or "".join(other.text for other in head) != told or rest[0].text.isdigit():
            continue
        if _is_small(char, rest[0]) or _rule_above(char, rulings, chars) is not None:
            return head
    return None


def _top(char: Char, chars: Sequence[Char], rulings: Sequence[Ruling]) -> float:
    """Where the notes begin of which ``char`` begins one."""
    rule = _rule_above(char, rulings, chars)
    return rule.at if rule is not None else char.y0


def _is_small(char: Char, following: Char) -> bool:
    return char.em <= SMALL * following.em and following.y1 - char.y1 >= RAISED * following.em


def _rule_above(char: Char, rulings: Sequence[Ruling], chars: Sequence[Char]) -> Ruling | None:
    """The short rule above the line of ``char``, or above lines of notes that end right above it."""
    rules = [
        rule
        for rule in rulings
        if rule.horizontal
        and SHORTEST_RULE_MM <= rule.end - rule.start <= LONGEST_RULE_MM
        and rule.start - char.em <= char.x0 <= rule.end
        and rule.at <= char.y0 + 0.3 * char.em
    ]
    if not rules:
        return None
    rule = max(rules, key=lambda one: one.at)
    between = [other for other in chars if other.text.strip() and rule.at < (other.y0 + other.y1) / 2 < char.y0]
    edges = [rule.at, *sorted(other.y1 for other in between), char.y0]
    return rule if max(below - above for above, below in pairwise(edges)) <= RULE_ABOVE_MM else None


def _block(below: Sequence[Char]) -> list[Char]:
    """The characters up to the first wide gap between two lines: what follows is the page's foot."""
    kept: list[Char] = []
    foot, em = 0.0, max(char.em for char in below)
    for char in sorted(below, key=lambda one: one.y0 + one.y1):
        if kept and (char.y0 + char.y1) / 2 - foot > NEXT_ROW_EM * em:
            break
        kept.append(char)
        foot = max(foot, (char.y0 + char.y1) / 2)
    return kept
