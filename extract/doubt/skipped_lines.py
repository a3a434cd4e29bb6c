"""Values of a scan marked where a line of theirs may have been passed over: the lines around it stand too far apart.

A finder of lines that are set close may miss one in the middle of a narrow cell; what is left reads on without a gap.
Marked as well are those whose own lines show that words are missing, or too many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from extract.document import Document, ReadText
from extract.doubt.broken_lines import breaks_off, holds_gap, holds_words_beside
from extract.doubt.doubted import doubted
from extract.doubt.traced import in_reading_order, inside
from forms.record import Answer, Record

WIDER = 1.6
"""So many times as far as other lines of the page, or of the same value, stand two lines with one missing between them."""
LEAST_EM = 1.7
"""Nearer to each other, in their characters' size, there is no room for one."""
PARAGRAPHS = 1.2
"""So many times as far as lines of one paragraph stand the last line of one and the first of the next, as a rule."""
_EARLY_EM = 2.0
"""A line that ends so far before the longest one is a paragraph's last."""
_BELOW_EM = 3.0
"""The next line of a text stands no further below."""


def doubted_where_lines_lack(record: Record, document: Document) -> Record:
    """``record`` with such values marked."""
    by_page: dict[int, list[ReadText]] = {}
    for line in document.read:
        if line.text:
            by_page.setdefault(line.page, []).append(line)
    usual = {page: _usual(lines) for page, lines in by_page.items()}
    return record.each(lambda answer: _weighed(answer, by_page, usual))


def _weighed(answer: Answer, by_page: dict[int, list[ReadText]], usual: dict[int, float]) -> Answer:
    at = answer.evidence
    if at is None or not at.is_scanned or at.page is None or at.box is None or answer.needs_review or not answer.raw:
        return answer
    box = at.box
    beside = any(holds_words_beside(answer, by_page.get(page, ())) for page in (at.page, at.page + 1))
    if beside or holds_gap(answer) or breaks_off(answer):
        return doubted(answer)
    here = in_reading_order(line for line in by_page.get(at.page, ()) if inside(line.box, box))
    gaps = list(_gaps("".join(answer.raw.split()), here))
    if not gaps:
        return answer
    close = min(usual[at.page], *gaps) if len(gaps) > 1 else usual[at.page]
    return doubted(answer) if max(gaps) > max(WIDER * close, LEAST_EM) else answer


def _gaps(said: str, lines: Sequence[ReadText]) -> Iterator[float]:
    """How far below each other lines stand that follow each other in what is said, in the size of their characters.

    What stands between two paragraphs is reckoned as if they were one.
    """
    right = max((line.box.x1 for line in lines), default=0.0)
    for above, below in pairwise(lines):
        if above.text + below.text in said and below.box.y0 > above.box.centre[1]:
            ends = above.box.x1 < right - _EARLY_EM * above.em
            yield _apart(above, below) / (PARAGRAPHS if ends else 1.0)


def _apart(above: ReadText, below: ReadText) -> float:
    return (below.box.centre[1] - above.box.centre[1]) / max(above.em, below.em)


def _usual(lines: Sequence[ReadText]) -> float:
    """How far below each other the lines of a page's texts stand, mostly."""
    ordered = sorted(lines, key=lambda line: line.box.centre[1])
    found = []
    for number, line in enumerate(ordered):
        under = (one for one in ordered[number + 1 :] if one.box.y0 > line.box.centre[1] and _is_under(line, one))
        if (below := next(under, None)) is not None and _apart(line, below) <= _BELOW_EM:
            found.append(_apart(line, below))
    return median(found) if found else _BELOW_EM


def _is_under(line: ReadText, other: ReadText) -> bool:
    """Whether most of the shorter one lies right below the other."""
    common = min(line.box.x1, other.box.x1) - max(line.box.x0, other.box.x0)
    return common > min(line.box.width, other.box.width) / 2
