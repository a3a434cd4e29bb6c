"""Whether a unit's name that is in doubt on the form may be another name misread: one of the form's, or one round a seal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from forms.divisions import leading_place, near_places
from forms.script import fold

ALIKE, KEPT = 0.8, 0.5
"""So much of what was read is of the name, and so much of the name is left: its beginning may stand on a lost line."""
LEAST_ALIKE = 5
MOST_WITHIN = 1
"""So many characters of the name may lack between others: a district's name between a city's and an organ's has more."""
LEAST_SCRAP = 3
"""So many characters of a name are a scrap that may be all that was read of it."""
LEAST_READ = 0.6
"""The share of a name that is read at least."""
MOST_BETWEEN = 2.0
"""What is read of two lines at once is at most so many times as long as the name in it."""
SPACES = 2
"""So many spaces stand on a page for the room of one character."""
_GAP = re.compile(r"([ \u3000]{2,})")
_LABEL = re.compile("^.*[：:]")
_TELLING = frozenset("一二三四五六七八九十东南西北上下新老大小")
"""What tells names apart that are one in all else: it may not be what lacks."""
_ENDS = frozenset("局所处厅院部委会室科队站府馆心校司")
"""How organs' names end: where two end otherwise they are two organs, however alike the rest is."""


def may_be(read: str, name: str) -> bool:
    """Whether ``read``, a name in doubt, may be what was left of ``name``, misread or cut."""
    left, whole = fold(_LABEL.sub("", read)), fold(name)
    blocks = SequenceMatcher(None, left, whole, autojunk=False).get_matching_blocks()[:-1]
    shared = sum(block.size for block in blocks)
    if shared < max(LEAST_ALIKE, ALIKE * len(left), KEPT * len(whole)):
        return False
    within = blocks[-1].b + blocks[-1].size - blocks[0].b - shared
    return within <= MOST_WITHIN and _one_place(left, whole) and _one_rank(left, whole)


def _one_place(read: str, name: str) -> bool:
    """Whether no place is named in both, one in one and another in the other."""
    places = leading_place(read), leading_place(name)
    return not all(places) or places[0] == places[1]


def _one_rank(read: str, name: str) -> bool:
    return read[-1] == name[-1] or not {read[-1], name[-1]} <= _ENDS


def is_left_of(raw: str, name: str) -> bool:
    """Whether ``raw`` is ``name`` but for characters that lack, one alone or where a gap is; or holds all of it in order,
    its place torn by words of another line.

    The place, where one stands in both, and the last character are the name's.
    """
    whole, said = fold(name), _LABEL.sub("", raw).strip()
    read = fold(said)
    if not read or "\n" in said or read[-1] != whole[-1] or not _in_one_place(read, whole):
        return False
    if len(read) > len(whole):
        torn = not leading_place(read) and len(read) <= MOST_BETWEEN * len(whole)
        return torn and in_order(whole, read)
    lacking = _lacking(_tokens(said), whole) if len(read) >= LEAST_READ * len(whole) else None
    return lacking is not None and not _tells(lacking, whole)


def _in_one_place(read: str, name: str) -> bool:
    """Whether no other place is named in what was read: a gap may hide a district."""
    return name.startswith(leading_place(read)) or _one_place(read, name)


def in_order(some: str, all_of_it: str) -> bool:
    """Whether the characters of ``some`` stand in ``all_of_it`` in their order."""
    rest = iter(all_of_it)
    return all(char in rest for char in some)


def _tokens(said: str) -> tuple[str | int, ...]:
    """The characters of ``said``, and for each gap in it how many have room there."""
    tokens: list[str | int] = []
    for piece in _GAP.split(said):
        tokens += [len(piece) // SPACES] if piece.isspace() else fold(piece)
    return tuple(tokens)


def _lacking(tokens: Sequence[str | int], name: str, at: int = 0, spare: int = 1) -> tuple[int, ...] | None:
    """Which characters of ``name`` lack where ``tokens`` stand from its ``at``-th on, ``spare`` of them beside no gap."""
    if not tokens or at > len(name):
        return () if at == len(name) else None
    first, rest = tokens[0], tokens[1:]
    if isinstance(first, int):
        ways = [(rest, first + more, spare) for more in (0, -1, 1) if first + more >= 0]
    else:
        ways = [(rest, 0, spare)] if name.startswith(first, at) else []
        if not ways and at and spare:
            ways = [(tokens, 1, spare - 1)]
        elif ways:
            at += 1
    for left, gone, lone in ways:
        further = _lacking(left, name, at + gone, lone)
        if further is not None:
            return (*range(at, at + gone), *further)
    return None


def _tells(lacking: Sequence[int], name: str) -> bool:
    """Whether what lacks tells ``name`` from another: a number or the like, or what parts its place from one like it."""
    place = leading_place(name)
    left = [number for number in range(len(place)) if number not in lacking]
    near = near_places(place) if len(left) < len(place) else ()
    alike = any(all(other[number] == place[number] for number in left) for other in near)
    return alike or any(name[number] in _TELLING for number in lacking)


def is_scrap(read: str, name: str) -> bool:
    """Whether ``read`` is so much of ``name`` that it may be no name by itself: it ends as none, or as ``name`` does."""
    left, whole = fold(_LABEL.sub("", read)), fold(name)
    unended = bool(left) and (left[-1] == whole[-1] or left[-1] not in _ENDS)
    return unended and len(left) >= LEAST_SCRAP and in_order(left, whole)
