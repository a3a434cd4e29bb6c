"""A paper as lines and tables in reading order: what wraps in a PDF made one line again, page numbers left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from extract.companions.units import is_unit
from extract.document import Document, Paragraph, Table, paragraphs
from extract.layout.line_places import goes_on, left_edges, right_edges
from forms.evidence import Evidence
from forms.script import simplified

_PAGE_NUMBER = re.compile(r"\s*[-—–－─]+\s*\d{1,3}\s*[-—–－─]+\s*|\s*第\s*\d{1,3}\s*页(?:\s*共\s*\d{1,3}\s*页)?\s*")

_ENDS = ("。", "；", "：", "！", "？", ":", ";")
_BEGINS = re.compile(
    r"(?:[（(]\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[）)]|\d{1,3}\s*[.．、）)](?!\d)|[①-⑳]|[一二三四五六七八九十]{1,3}\s*[、.．]|第[一二三四五六七八九十]{1,2}(?:阶段|部分|步))"
    r"|附\s*件|抄\s*[送报]|[^，。：:（(]{2,10}[:：]|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$|[二一]\S{3}年\S{1,3}月\S{1,3}日$"
)
"""What begins a line of its own, however full the line above is: a number, a label, an annex, a date."""
_TITLE_END = re.compile(r"(?:函|通知|批复|决定|公告|请示|报告|方案)$")
_ADDRESSED = re.compile(r"[^。]{3,}[:：]")
"""Those whom a letter is addressed to, right below its title."""


@dataclass(frozen=True)
class Line:
    """One paragraph, or one line of it where it holds line breaks; ``heading`` where the document says so itself."""

    text: str
    at: Evidence
    heading: bool = False

    @property
    def plain(self) -> str:
        return in_simplified(self.text)


def in_simplified(text: str) -> str:
    """``text`` in simplified characters, place for place, for patterns that tell where something stands."""
    plain = simplified(text)
    return plain if len(plain) == len(text) else text


Item: TypeAlias = Line | Table


def items(document: Document) -> tuple[Item, ...]:
    """Every written line and every table of the body, in reading order."""
    right, left = right_edges(document), left_edges(document)
    found: list[Item] = []
    last: Evidence | None = None
    for item in document.flow:
        if isinstance(item, Table):
            found.append(item)
            last = None
            continue
        before = found[-1] if found else None
        if isinstance(before, Line) and last and _one_line(before, item, goes_on(last, item.at, right, left)):
            found[-1] = replace(before, text=before.text + item.text.strip())
        else:
            found += _lines(item)
        last = item.at
    return tuple(found)


def _one_line(before: Line, item: Paragraph, full: bool) -> bool:
    """Whether ``item`` goes on with the line before it: that is ``full`` or leaves a bracket open, and no new one begins."""
    text = item.text.strip()
    if not text or before.at.box is None or item.at.box is None:
        return False
    opened = sum(c in "（(《“" for c in before.text) > sum(c in "）)》”" for c in before.text)
    if opened and any(c in "）)》”" for c in text):
        return True
    if before.text.endswith(("）", ")")) and is_unit(text):
        return False  # the signing unit below a list of members
    if _TITLE_END.search(before.plain) and _ADDRESSED.fullmatch(text):
        return False
    return full and not before.text.endswith(_ENDS) and _BEGINS.match(in_simplified(text)) is None


def _lines(paragraph: Paragraph) -> Iterator[Line]:
    for text in paragraph.text.split("\n"):
        if text.strip() and not _PAGE_NUMBER.fullmatch(text):
            yield Line(text.strip(), paragraph.at, paragraph.heading)


def written(flow: tuple[Item, ...]) -> tuple[Line, ...]:
    """The lines alone."""
    return tuple(item for item in flow if isinstance(item, Line))


def every_line(flow: tuple[Item, ...]) -> Iterator[Line]:
    """The lines with those that stand in tables, in reading order."""
    for item in flow:
        if isinstance(item, Line):
            yield item
        else:
            for paragraph in paragraphs((item,)):
                yield from _lines(paragraph)
