"""Prompts for two groups' signatures in one line, 「组长签字：　　成员签字：」, each with the ink behind it.

In running text a line is one paragraph, and what was drawn in it stands behind all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.document import Paragraph, Picture, ReadText, Table
from extract.locate.located import DATE_LINE, BlockRegion
from extract.words.labels import LONGEST_LABEL, LabelIndex
from extract.words.opinion import is_dated
from forms.evidence import BBox, Evidence
from forms.spec import Needs

_COLON = re.compile("[:：]")
_FOR_DATE = re.compile(r"年.{0,6}月|日\s*期|时间|時間")
_LEAST_LABEL = 4
"""组长签字"""

Item = Paragraph | Table


def parted_prompts(flow: Sequence[Item], index: LabelIndex, read: Sequence[ReadText]) -> Iterator[Item]:
    """``flow`` with such lines parted where the next prompt begins, and the pictures in each behind its own prompt.

    ``read`` are the lines as they were read, which say where each begins.
    """
    items = list(flow)
    while items:
        item = items.pop(0)
        if isinstance(item, Table) or not (parts := _parts(item, index, read)):
            yield item
            continue
        ink = list(item.pictures)
        while items and isinstance(drawn := items[0], Paragraph) and _drawn_in(drawn, item):
            ink += drawn.pictures
            items.pop(0)
        yield from _with_ink(parts, ink)


def shared_dates(blocks: Sequence[BlockRegion]) -> list[BlockRegion]:
    """``blocks`` with a date below several such prompts for each of them, in doubt for those before the last.

    They stand in one line, or one under another with no place for a date between them.
    """
    kept = list(blocks)
    for number in range(len(kept) - 2, -1, -1):
        block, following = kept[number], kept[number + 1]
        if not _are_groups(block, following) or any(is_dated(line.text) for line in block.paragraphs):
            continue
        dates = [line for line in following.paragraphs if DATE_LINE.match(line.text)]
        together = _abreast(block.at, following.at) or not any(map(_is_for_date, block.paragraphs))
        if dates and together:
            kept[number] = replace(block, paragraphs=(*block.paragraphs, dates[0]), shares_date=True)
    return kept


def _parts(line: Paragraph, index: LabelIndex, read: Sequence[ReadText]) -> list[Paragraph]:
    """The parts of a line from each prompt on; none where it asks for one signature."""
    begins = list(_prompts(line.text, index))
    if len(begins) < 2 or line.at.box is None or line.text[: begins[0]].strip():
        return []
    ends = [*begins[1:], len(line.text)]
    lefts = [line.at.box.x0, *(_left(line, begin, read) for begin in begins[1:])]
    rights = [*lefts[1:], line.at.box.x1]
    if lefts != sorted(lefts):
        return []
    return [
        Paragraph(line.text[a:b].strip(), replace(line.at, box=BBox(x0, line.at.box.y0, x1, line.at.box.y1)))
        for a, b, x0, x1 in zip(begins, ends, lefts, rights, strict=True)
    ]


def _prompts(text: str, index: LabelIndex) -> Iterator[int]:
    """Where each prompt for another signature than the one before begins."""
    last, before = 0, None
    for colon in _COLON.finditer(text):
        for start in range(max(last, colon.start() - LONGEST_LABEL), colon.start() - _LEAST_LABEL + 1):
            block = None if text[start].isspace() else index.signed_block(text[start : colon.start()])
            if block:
                if block is not before:
                    yield start
                before = block
                break
        last = colon.end()


def _left(line: Paragraph, begin: int, read: Sequence[ReadText]) -> float:
    """Where the words from ``begin`` on stand: as read, else by their share of the line."""
    assert line.at.box is not None
    words = "".join(_COLON.split(line.text[begin:])[0].split())
    for one in read:
        if one.page == line.at.page and words in one.text and line.at.box.overlap(one.box) > 0:
            return one.box.x0 + one.box.width * one.text.index(words) / len(one.text)
    return line.at.box.x0 + line.at.box.width * begin / len(line.text)


def _drawn_in(item: Paragraph, line: Paragraph) -> bool:
    """Whether ``item`` is nothing but ink at the height of ``line``."""
    box, own = item.at.box, line.at.box
    if item.text.strip() or not item.pictures or item.at.page != line.at.page or box is None or own is None:
        return False
    return box.y0 <= own.centre[1] <= box.y1


def _with_ink(parts: Sequence[Paragraph], ink: Sequence[Picture]) -> Iterator[Paragraph]:
    """``parts``, each with the ink whose middle stands in it."""
    for number, part in enumerate(parts):
        assert part.at.box is not None
        left = part.at.box.x0 if number else float("-inf")
        right = part.at.box.x1 if number < len(parts) - 1 else float("inf")
        own = (one for one in ink if one.at.box is None or left <= one.at.box.centre[0] < right)
        yield replace(part, pictures=tuple(own))


def _are_groups(*blocks: BlockRegion) -> bool:
    """Whether no opinion is asked for in any of ``blocks``: what stands below them is what they signed together."""
    return all(Needs.OPINION not in block.block.needs for block in blocks)


def _is_for_date(line: Paragraph) -> bool:
    """Whether a date, or the blank of one, stands in ``line``."""
    return any(DATE_LINE.match(part) or _FOR_DATE.search(part) for part in line.text.split("\n"))


def _abreast(one: Evidence, other: Evidence) -> bool:
    """Whether two prompts stand in one line."""
    if one.box is None or other.box is None or one.page != other.page:
        return False
    return one.box.x1 <= other.box.x0 and one.box.y0 <= other.box.centre[1] <= one.box.y1
