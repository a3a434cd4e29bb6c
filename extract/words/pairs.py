"""Labels and values inside one line of text: 「联系人：张三　　电话：027-87654321」 are two pairs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from forms.script import fold

_COLON = re.compile(r"[:：]")
_GAP = re.compile(r"\s+")
_FRAMED = re.compile(r"^\s*[【〖\[［]([^【】〖〗\[\]［］]{1,30})[】〗\]］]\s*[:：]?\s*(.*)$", re.DOTALL)
"""【单位名称】宜昌市图书馆: brackets instead of a colon."""
_BOX = re.compile("[☑☐☒□■√✓✔]")
"""☐有　☑无，说明：… is an answer, whatever it asks for."""
_WORD = re.compile(r"\S+")
_SHORTEST_WORD = 3
"""Characters of a label that may begin a second pair by nothing but a gap: 电话 may stand in any answer."""
_UNKNOWN_LABEL_LONGEST = 12
"""Folded characters up to which unknown words before a colon are taken for a label of their own."""


@dataclass(frozen=True)
class Pair:
    """A label as printed, what stands behind it, and whether the label is one the caller knows.

    ``doubtful`` is one without a colon before another with one: what follows may be its value (名称　电话：以后公布).
    """

    label: str
    value: str
    known: bool
    doubtful: bool = False


Known = Callable[[str], bool]


def cut_at_colon(text: str) -> tuple[str, bool, str]:
    """What stands before the first colon, whether there is one, and what stands behind it."""
    head, colon, rest = re.match(r"([^:：]*)([:：]?)(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    return head, bool(colon), rest.strip()


def has_colon(text: str) -> bool:
    return _COLON.search(text) is not None


_TABBED = re.compile(r"\s*([^\s：:][^\t：:]*)\t+([^\t\u3000\s](?:[^\t\u3000 ]| (?! ))*)\s*")
"""A label and, behind a tab, one answer without gaps: what it says before a colon or in brackets is its own."""


def split_pairs(text: str, known: Known) -> tuple[Pair, ...]:
    """The label/value pairs of one line; empty where the line is no pair at all.

    A colon divides a pair only behind a label: the first one behind any short words, a later one behind a label
    that ``known`` recognises and that stands apart from the value before it. Without any colon a known label
    followed by a gap is a pair too.
    """
    if (framed := _FRAMED.match(text)) and known(framed[1]):
        return (Pair(framed[1].strip(), framed[2].strip(), True),)
    if (tabbed := _TABBED.fullmatch(text)) and known(tabbed[1]):
        return (Pair(tabbed[1].strip(), tabbed[2].strip(), True),)
    cuts = list(_cuts(text, known))
    if not cuts:
        return tuple(_pairs_by_gaps(text, known))
    ends = [start for start, _, _ in cuts[1:]] + [len(text)]
    return tuple(
        Pair(label, text[colon + 1 : end].strip(), known(label), text[colon] not in ":：")
        for (start, colon, label), end in zip(cuts, ends, strict=True)
    )


def _cuts(text: str, known: Known) -> Iterator[tuple[int, int, str]]:
    """Where each pair begins, its colon, and its label."""
    last = 0
    for match in _COLON.finditer(text):
        colon = match.start()
        segment = text[last:colon]
        if last == 0 and (known(segment) or _like_label(segment)):
            if not known(segment) and (tail := _known_tail(segment, known)) is not None:
                # 「2016年　联系人：」: what stands before the label is not part of it
                if known(head := segment[:tail].rstrip()):
                    yield 0, len(head), head.strip()
                yield tail, colon, segment[tail:].strip()
            else:
                yield 0, colon, segment.strip()
            last = colon + 1
        elif last and (tail := _known_tail(segment, known)) is not None:
            yield last + tail, colon, segment[tail:].strip()
            last = colon + 1
        elif not last:
            return


def _like_label(words: str) -> bool:
    """Whether unknown words before a colon may be a label: a few, and no box to tick is among them."""
    return 0 < len(fold(words)) <= _UNKNOWN_LABEL_LONGEST and _BOX.search(words) is None


def _known_tail(segment: str, known: Known) -> int | None:
    """Where the longest known label that ends ``segment`` begins, if a gap stands before it."""
    starts = [match.end() for match in _GAP.finditer(segment)]
    return next((start for start in starts if segment[start:].strip() and known(segment[start:])), None)


def _pairs_by_gaps(text: str, known: Known) -> Iterator[Pair]:
    """A known label, spaces inside it allowed, then a gap and the value; further ones behind a gap each."""
    stripped = text.strip()
    if known(stripped):
        yield Pair(stripped, "", True)
        return
    end = next((m for m in reversed(list(_GAP.finditer(stripped))[:8]) if known(stripped[: m.start()])), None)
    if end is None:
        return
    label, rest = stripped[: end.start()], stripped[end.end() :]
    words = list(_WORD.finditer(rest))
    for word in words[1:-1]:
        if len(word.group()) >= _SHORTEST_WORD and known(word.group()):
            yield Pair(label, rest[: word.start()].strip(), True)
            yield from _pairs_by_gaps(rest[word.start() :], known)
            return
    yield Pair(label, rest, True)
