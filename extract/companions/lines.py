"""A paper as lines and tables in reading order: what wraps in a PDF made one line again, page numbers left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from extract.document import Document, Paragraph, Table, paragraphs
from extract.line_places import goes_on, left_edges, right_edges
from forms.evidence import Evidence

_PAGE_NUMBER = re.compile(r"\s*[-—–－─]+\s*\d{1,3}\s*[-—–－─]+\s*|\s*第\s*\d{1,3}\s*页(?:\s*共\s*\d{1,3}\s*页)?\s*")


@dataclass(frozen=True)
class Line:
    """One paragraph, or one line of it where it holds line breaks; ``heading`` where the document says so itself."""

    text: str
    at: Evidence
    heading: bool = False


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
        if isinstance(before, Line) and last and goes_on(last, item.at, right, left) and item.text.strip():
            found[-1] = replace(before, text=before.text + item.text.strip())
        else:
            found += _lines(item)
        last = item.at
    return tuple(found)


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
