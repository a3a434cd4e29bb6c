"""One labelled answer written into its place of an official file: behind its label, below it, or in a cell of its own."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from render.official.blanks import DATE_PROMPT, behind_label, blank_span, has_colon, tick
from render.official.places import Node, Spot
from render.official.words import Span, Words, find, find_any


@dataclass(frozen=True)
class Written:
    """What is written for one slot: its text, its names as printed, the hints printed in its place.

    ``others`` are the names of other slots whose answers stand in the same place; ``headed`` is an answer below a
    heading.
    """

    text: str
    labels: Sequence[str] = ()
    hints: Sequence[str] = ()
    others: Sequence[str] = ()
    headed: bool = False


def write(spot: Spot, answer: Written) -> None:
    """Write ``answer`` into ``spot``."""
    if not spot.paragraphs:
        return
    found = _labelled(spot, answer)
    if found is None:
        _write_over(spot, answer)
        return
    number, label = found
    words = Words(spot.paragraphs[number])
    start = behind_label(words.text, label)
    end = _end(words.text, start, answer)
    below = spot.paragraphs[number + 1 :] if spot.cell is not None else _below(spot.paragraphs[number])
    if answer.headed or _stands_below(words.text[start:end], label, words.text, below, answer):
        _write_below(spot.paragraphs[number], below, answer)
    else:
        _write_behind(spot.paragraphs[number], words, start, end, answer)


def _labelled(spot: Spot, answer: Written) -> tuple[int, Span] | None:
    """The paragraph that holds the slot's label, and where; a name that is part of another slot's is passed over."""
    for number, paragraph in enumerate(spot.paragraphs):
        text = Words(paragraph).text
        taken = [span for name in answer.others if (span := find(text, name))]
        for name in answer.labels:
            span = find(text, name)
            while span and any(t.start <= span.start and span.end <= t.end and t != span for t in taken):
                span = find(text, name, span.end)
            if span:
                return number, span
    return None


def _end(text: str, start: int, answer: Written) -> int:
    """Where the stretch behind a label ends: at the next slot's label, else with the paragraph."""
    ends = [span.start for name in answer.others if (span := find(text, name, start))]
    return min(ends, default=len(text))


def _stands_below(stretch: str, label: Span, text: str, below: Sequence[Node], answer: Written) -> bool:
    """Whether a label alone in its paragraph has its answer below: on a line to write on, over a hint, or, where it is
    long or the label has no colon, in an empty paragraph.
    """
    if stretch.strip() or not below or not _is_free(Words(below[0]).text, answer):
        return False
    return bool(Words(below[0]).text.strip()) or "\n" in answer.text or not has_colon(text, label)


def _is_free(text: str, answer: Written) -> bool:
    span = blank_span(text, 0, len(text), answer.hints)
    return span is not None and (span.start, span.end) == (0, len(text)) and not find_any(text, answer.others)


def _below(paragraph: Node) -> tuple[Node, ...]:
    """The paragraphs right below one of the body, up to whatever else stands there."""
    found: list[Node] = []
    following = paragraph.getnext()
    while following is not None and following.tag == qn("w:p"):
        found.append(following)
        following = following.getnext()
    return tuple(found)


def _write_below(heading: Node, below: Sequence[Node], answer: Written) -> None:
    """Write over the free paragraphs below a heading, and into new ones where they do not suffice."""
    free: list[Node] = []
    for paragraph in below:
        if not _is_free(Words(paragraph).text, answer) or _breaks_page(paragraph):
            break
        free.append(paragraph)
    if free:
        _write_into(free, answer.text)
    else:
        write_more(heading, answer.text.split("\n"), like=None)


def _write_into(free: Sequence[Node], text: str) -> None:
    """The lines of ``text`` one by one into ``free``; what is left of them stays, without its hints and lines."""
    lines = text.split("\n")
    for number, paragraph in enumerate(free):
        words = Words(paragraph)
        if number < len(lines) or words.text.strip():
            words.replace(0, len(words.text), lines[number] if number < len(lines) else "")
    write_more(free[min(len(lines), len(free)) - 1], lines[len(free) :], like=free[0])


def _breaks_page(paragraph: Node) -> bool:
    """Whether a paragraph carries a page break, the end of a section or a picture."""
    marks = ("w:sectPr", "w:drawing", "w:pict", "w:object", "w:lastRenderedPageBreak")
    if any(next(paragraph.iter(qn(mark)), None) is not None for mark in marks):
        return True
    return any(found.get(qn("w:type")) == "page" for found in paragraph.iter(qn("w:br")))


def _write_behind(paragraph: Node, words: Words, start: int, end: int, answer: Written) -> None:
    """Write behind a label in its own paragraph; further lines in paragraphs of their own, where no label follows."""
    first, *more = answer.text.split("\n")
    if end < len(words.text):
        first, more = " ".join((first, *more)), []
    if not tick(words, first, start, end):
        span = blank_span(words.text, start, end, answer.hints)
        gap = "　" if not has_gap(words.text, start) else ""
        if span is None:
            words.replace(start, start, gap + first)
        else:
            room = "　　" if span.end == end and end < len(words.text) else ""
            words.replace(span.start, span.end, gap + first + room)
    write_more(paragraph, more, paragraph)


def has_gap(text: str, start: int) -> bool:
    """Whether a colon stands before ``start``, so that an answer need not be set apart by a gap."""
    return text[:start].rstrip().endswith((":", "：")) or start == 0


def _write_over(spot: Spot, answer: Written) -> None:
    """Write into a place without the label: over its blank, beside words such as a measure, or over all of it."""
    for paragraph in spot.paragraphs:
        words = Words(paragraph)
        if tick(words, answer.text.replace("\n", " "), 0, len(words.text)):
            return
    texts = [Words(paragraph).text for paragraph in spot.paragraphs]
    if all(_is_free(text, answer) for text in texts):
        _write_into(spot.paragraphs, answer.text)
        return
    for paragraph, text in zip(spot.paragraphs, texts, strict=True):
        span = blank_span(text, 0, len(text), answer.hints)
        if span and text.strip():
            first, *more = answer.text.split("\n")
            Words(paragraph).replace(span.start, span.end, first)
            write_more(paragraph, more, paragraph)
            return
    _write_first(spot, answer)


def _write_first(spot: Spot, answer: Written) -> None:
    """Write beside printed words that leave no blank: in an empty paragraph, else before the words of the last one."""
    empty = next((p for p in spot.paragraphs if not Words(p).text.strip()), None)
    paragraph = empty if empty is not None else spot.paragraphs[-1]
    first, *more = answer.text.split("\n")
    Words(paragraph).replace(0, 0, first)
    write_more(paragraph, more, paragraph)


def write_more(paragraph: Node, lines: Sequence[str], like: Node | None) -> None:
    """Paragraphs for ``lines`` below ``paragraph``, in the look of ``like``."""
    last = paragraph
    for line in lines:
        made = new_paragraph(like, line)
        last.addnext(made)
        last = made


def new_paragraph(like: Node | None, text: str) -> Node:
    """A paragraph that says ``text`` in the look of ``like`` and of its last run; plain for none."""
    made = OxmlElement("w:p")
    run = OxmlElement("w:r")
    if like is not None:
        properties = like.find(qn("w:pPr"))
        if properties is not None:
            made.append(deepcopy(properties))
            _plain(made[0])
        looks = [look for r in like.iter(qn("w:r")) if (look := r.find(qn("w:rPr"))) is not None]
        if looks:
            run.append(deepcopy(looks[-1]))
    made.append(run)
    if text:
        Words(made)
        said = OxmlElement("w:t")
        run.append(said)
        Words(made).replace(0, 0, text)
    return made


def _plain(properties: Node) -> None:
    """Take out of a paragraph's properties what belongs to it alone: the end of a section, a number, a page break."""
    for tag in ("w:sectPr", "w:numPr", "w:pageBreakBefore"):
        for mark in properties.findall(qn(tag)):
            properties.remove(mark)


def date_prompt(text: str) -> Span | None:
    """The 年 月 日 that a paragraph prints."""
    match = DATE_PROMPT.search(text)
    return Span(match.start(), match.end()) if match else None
