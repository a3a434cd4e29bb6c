"""Opinion blocks of an official file: the opinion over its hint, the unit beside the seal's place, date, signature, seal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn

from forms.script import fold
from forms.spec import Block
from render.official.blanks import blank_span
from render.official.fields import date_prompt, new_paragraph, write_more
from render.official.places import Node, Spot, cells_of, grid_cells, inside, rows_of
from render.official.words import Words, find, find_any
from render.standard.content import Signed
from render.standard.looks import UNIT_PROMPT
from render.standard.stamp import Stamp, picture

_SIGN = re.compile(r"[签簽籤]\s*[字名]\s*[）)]?\s*[:：]?")
_SEAL = re.compile(
    r"(?P<role>(?:单\s*位|單\s*位|部\s*门|部\s*門|机\s*关|機\s*關)?(?:名\s*[称稱])?)\s*"
    r"(?P<seal>[（(]\s*(?:[加]?[盖蓋])?\s*(?:单位|單位)?\s*[公签簽]?\s*章\s*[）)]|(?:[加]?[盖蓋]|[公签簽])\s*章)(?P<colon>\s*[:：])?"
)
_UNIT = re.compile(r"^\s*(?:单\s*位|單\s*位)(?:名\s*[称稱]|全\s*[称稱])?\s*[:：]")
_ASKS = re.compile(r"^\s*[（(][^（）()]*(?:意见|意見|签|簽|盖|蓋|章|填写|填寫)[^（）()]*[）)]\s*$")
_SHORTEST_HINT = 8
"""Characters from which words in brackets are a hint and no mere place to sign or seal."""


@dataclass(frozen=True)
class Region:
    """The paragraphs of one printed block in order; the label stands in one of the first, or elsewhere."""

    block: Block
    paragraphs: tuple[Node, ...]


def region(spot: Spot, block: Block, others: frozenset[Node], names: Sequence[str]) -> Region:
    """The paragraphs of the block at ``spot``: its cell and those right of it, over all rows of its label; of a label
    that has its row to itself the rows below to be signed, up to the next of ``names``, other blocks' labels; in the body
    the paragraphs up to those that ``others`` are, or to a table.
    """
    if spot.cell is None:
        return Region(block, tuple(_running(spot.paragraphs[0], others)))
    found: list[Node] = []
    for row in _rows_of_label(spot):
        cells = cells_of(row)
        start = cells.index(spot.cell) if spot.cell in cells else _column_of(spot, row)
        found += (paragraph for cell in cells[start:] for paragraph in inside(cell))
    if len(cells_of(spot.row)) == 1 and find_any(_said(found), block.labels):
        found = list(_signed_below(spot, (*names, *block.labels))) or found
    return Region(block, tuple(found))


def _signed_below(spot: Spot, names: Sequence[str]) -> Iterator[Node]:
    """The paragraphs of the rows below ``spot`` that have one cell each and are there to be signed."""
    rows = rows_of(spot.table)
    for row in rows[rows.index(spot.row) + 1 :]:
        cells = cells_of(row)
        paragraphs = [p for cell in cells for p in inside(cell)]
        text = _said(paragraphs)
        asks = _SIGN.search(text) or _SEAL.search(text) or date_prompt(text)
        if len(cells) != 1 or begins_with(text, names) or not asks:
            return
        yield from paragraphs


def _said(paragraphs: Sequence[Node]) -> str:
    return "\n".join(Words(paragraph).text for paragraph in paragraphs)


def begins_with(text: str, names: Sequence[str]) -> bool:
    """Whether one of ``names`` stands at the beginning of ``text``."""
    return any((span := find(text, name)) and not fold(text[: span.start]) for name in names)


def _rows_of_label(spot: Spot) -> list[Node]:
    """The row of ``spot`` and those below it into which the cell left of it goes on."""
    rows = rows_of(spot.table)
    first = rows.index(spot.row)
    position = cells_of(spot.row).index(spot.cell)
    last = first + 1
    while position and last < len(rows):
        cells = grid_cells(rows[last])
        if not any(cell.continues and cell.columns.start == _start(spot, position - 1) for cell in cells):
            break
        last += 1
    return rows[first:last]


def _start(spot: Spot, position: int) -> int:
    return grid_cells(spot.row)[position].columns.start


def _column_of(spot: Spot, row: Node) -> int:
    """The position in ``row`` of the first cell that begins no further left than ``spot``."""
    wanted = next(cell.columns.start for cell in grid_cells(spot.row) if cell.cell is spot.cell)
    cells = grid_cells(row)
    return next((n for n, cell in enumerate(cells) if cell.columns.start >= wanted), len(cells))


def _running(first: Node, others: frozenset[Node]) -> list[Node]:
    found = [first]
    following = first.getnext()
    while following is not None and following.tag == qn("w:p") and following not in others:
        found.append(following)
        following = following.getnext()
    return found


def write_block(document: Document, place: Region, signed: Signed, number: int) -> None:
    """Write what ``signed`` says into the block; what it does not say stays as printed."""
    if signed.date:
        _write_date(place, signed.date)
    if signed.unit:
        _write_unit(place, signed.unit)
    if signed.opinion:
        _write_opinion(place, signed.opinion)
    for at, stamp in enumerate(signed.stamps):
        _stamp_place(place, stamp).append(picture(document, stamp, number * 16 + at))


def _write_date(place: Region, date: str) -> None:
    for paragraph in reversed(place.paragraphs):
        words = Words(paragraph)
        if span := date_prompt(words.text):
            prompt = words.text[span.start : span.end]
            lead = len(prompt) - len(prompt.lstrip())
            words.replace(span.start + lead, span.end, date)
            return
    _append(place, date)


def _write_unit(place: Region, unit: str) -> None:
    for paragraph in place.paragraphs:
        words = Words(paragraph)
        if (match := _UNIT.match(words.text)) and not _SEAL.search(words.text):
            span = blank_span(words.text, match.end(), len(words.text), ())
            at = (span.start, span.end) if span else (match.end(), match.end())
            words.replace(*at, unit)
            return
    for paragraph in reversed(place.paragraphs):
        words = Words(paragraph)
        match = _SEAL.search(words.text)
        if match is None or _is_hint(words.text, place.block):
            continue
        if match["colon"]:
            words.replace(match.end(), match.end(), unit)
        else:
            gap = "　" if match["role"] else ""
            words.replace(match.start(), match.start(), unit + gap)
        return
    _append(place, UNIT_PROMPT + unit)


def _write_opinion(place: Region, opinion: str) -> None:
    """Write over the first hint or empty paragraph before any prompt, behind the block's own label, or before the rest."""
    first, *more = opinion.split("\n")
    for number, paragraph in enumerate(place.paragraphs):
        words = Words(paragraph)
        text = words.text
        label = find_any(text, place.block.labels) if number == 0 else None
        if label is not None:
            start = _behind_block_label(text, label.end)
            if (
                text[start:].strip() == ""
                and text[:start].rstrip().endswith((":", "："))
                and not _free_next(place, number)
            ):
                words.replace(start, len(text), first)
                write_more(paragraph, more, paragraph)
                return
            continue
        if not text.strip() or _is_hint(text, place.block):
            words.replace(0, len(text), first)
            _drop_hints(place, number)
            write_more(paragraph, more, paragraph)
            return
        break
    _insert_before_prompts(place, opinion)


def _behind_block_label(text: str, end: int) -> int:
    match = re.compile(r"\s*(?:签署|審核|审核)?\s*(?:意\s*[见見])?\s*栏?\s*(?:[（(][^（）()]*[）)])?\s*[:：]?").match(
        text, end
    )
    return match.end() if match else end


def _free_next(place: Region, number: int) -> bool:
    following = place.paragraphs[number + 1 : number + 2]
    return any(not Words(p).text.strip() or _is_hint(Words(p).text, place.block) for p in following)


def _drop_hints(place: Region, number: int) -> None:
    """Take away further hints: they have been answered."""
    for paragraph in place.paragraphs[number + 1 :]:
        words = Words(paragraph)
        if _is_hint(words.text, place.block):
            words.replace(0, len(words.text), "")


def _is_hint(text: str, block: Block) -> bool:
    span = blank_span(text, 0, len(text), block.hints)
    if text.strip() and span is not None and span.end - span.start == len(text) and not date_prompt(text):
        return True
    return bool(_ASKS.match(text)) and len(text.strip()) >= _SHORTEST_HINT


def _insert_before_prompts(place: Region, opinion: str) -> None:
    """Put the opinion in a paragraph of its own before the first that is no label."""
    has_label = find_any(Words(place.paragraphs[0]).text, place.block.labels) is not None
    lines = opinion.split("\n")
    like = place.paragraphs[-1] if not has_label else place.paragraphs[0]
    made = [new_paragraph(_left(like), line) for line in lines]
    for paragraph in made if not has_label else reversed(made):
        (place.paragraphs[0].addnext if has_label else place.paragraphs[0].addprevious)(paragraph)


def _left(paragraph: Node) -> Node:
    """A copy of ``paragraph`` that is not set to the right or the middle, for its look alone."""
    from copy import deepcopy

    copy = deepcopy(paragraph)
    for mark in copy.findall(f"{qn('w:pPr')}/{qn('w:jc')}"):
        mark.getparent().remove(mark)
    return copy


def _append(place: Region, text: str) -> None:
    last = place.paragraphs[-1]
    words = Words(last)
    if not words.text.strip():
        words.replace(0, len(words.text), text)
        return
    last.addnext(new_paragraph(last, text))


def _stamp_place(place: Region, stamp: Stamp) -> Node:
    """The paragraph that asks for what ``stamp`` is: a seal floats over the paper, a signature stands in its line."""
    wanted, other = (_SEAL, _SIGN) if stamp.floating else (_SIGN, _SEAL)
    for pattern in (wanted, other):
        for paragraph in reversed(place.paragraphs):
            text = Words(paragraph).text
            if pattern.search(text) and not _is_hint(text, place.block):
                return paragraph
    return place.paragraphs[-1]
