"""The sheets that are made for a package: the contents page of each copy, and a divider before each pilot's papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from forms.law import chinese_number
from render.page import FANGSONG, HEITI, XIAOBIAOSONG, Lettering
from render.word import Box, Line, Look, append, new_document, package, page_number, paragraph, spoken, table

MARGINS_MM = (28.0, 24.0, 26.0, 24.0)
_WIDTHS_MM = (12.0, 87.0, 32.0, 14.0, 17.0)
_DIVIDER_MM = (14.0, 100.0, 28.0, 20.0)

COPY = Look("Copy", "份号", Lettering(HEITI, 16), align="right", after_points=6)
TITLE = Look("Title", "标题", Lettering(XIAOBIAOSONG, 22), align="center", line_twips=720, after_points=8)
ABOUT = Look("About", "发文机关和字号", Lettering(FANGSONG, 14), align="center", line_twips=480)
GAP = Look("Gap", "空行", Lettering(FANGSONG, 10.5))
HEAD = Look("Head", "表头", Lettering(HEITI, 12), align="center", line_twips=400)
PILOT = Look("Pilot", "试点", Lettering(HEITI, 12), line_twips=400)
CELL = Look("Cell", "表格", Lettering(FANGSONG, 12), line_twips=400)
FIGURE = Look("Figure", "数字", Lettering(FANGSONG, 12), align="center", line_twips=400)
NOTE = Look("Note", "说明", Lettering(FANGSONG, 10.5), line_twips=340, before_points=4)
ORDER = Look("Order", "试点序号", Lettering(HEITI, 22), align="center", before_points=120, after_points=24)
NAME = Look("Name", "试点名称", Lettering(XIAOBIAOSONG, 26), align="center", line_twips=840, after_points=24)
UNIT = Look("Unit", "承担单位", Lettering(FANGSONG, 16), align="center", line_twips=560, after_points=40)
FOOT = Look("Foot", "页码", Lettering(FANGSONG, 10.5), align="center")
_LOOKS = (COPY, TITLE, ABOUT, GAP, HEAD, PILOT, CELL, FIGURE, NOTE, ORDER, NAME, UNIT, FOOT)


@dataclass(frozen=True)
class Entry:
    """One paper in the contents: what it is, how it came to be printed, how many pages, the first one's number."""

    title: str
    how: str
    pages: int
    begins: int = 0


@dataclass(frozen=True)
class Chapter:
    """One pilot's papers; ``begins`` is the page of its divider."""

    name: str
    unit: str
    entries: tuple[Entry, ...]
    begins: int = 0


@dataclass(frozen=True)
class Contents:
    """What the contents page of one copy says. ``notes`` tell what is not the original's own page."""

    title: str
    issuer: str
    number: str
    copies: int
    letter: Entry
    chapters: tuple[Chapter, ...]
    notes: tuple[str, ...] = ()


def contents_sheet(contents: Contents, copy: int) -> bytes:
    """The contents page of the ``copy``-th set as .docx bytes, marked 第1份; nothing else is marked."""
    document = new_document(_LOOKS, MARGINS_MM)
    _number_pages(document)
    append(
        document,
        paragraph(f"第{copy}份（共{contents.copies}份）", COPY),
        paragraph(contents.title, TITLE),
        paragraph("目　　录", TITLE),
        paragraph(contents.issuer, ABOUT),
        paragraph(contents.number, ABOUT),
        paragraph("", GAP),
        table(_WIDTHS_MM, [_heads("序号", "材料", "来源", "页数", "页码"), *_lines(contents)], 1.2),
        *(paragraph(f"注{number}：{note}", NOTE) for number, note in enumerate(contents.notes, 1)),
    )
    return package(document)


def divider_sheet(chapter: Chapter, order: int) -> bytes:
    """The sheet before the papers of the ``order``-th pilot as .docx bytes."""
    document = new_document(_LOOKS, MARGINS_MM)
    lines = [
        Line([_figure(str(number)), _text(one.title), _text(one.how), _figure(f"{one.pages}页")], whole=False)
        for number, one in enumerate(chapter.entries, 1)
    ]
    append(
        document,
        paragraph(f"试点{chinese_number(order)}", ORDER),
        paragraph(chapter.name, NAME),
        paragraph(chapter.unit, UNIT),
        table(_DIVIDER_MM, [_heads("序号", "材料", "来源", "页数"), *lines], 1.2),
    )
    return package(document)


def _lines(contents: Contents) -> list[Line]:
    lines = [_line("", contents.letter)]
    for order, chapter in enumerate(contents.chapters, 1):
        named = f"{chapter.name}（{chapter.unit}）" if chapter.unit else chapter.name
        head = [paragraph(f"{chinese_number(order)}、{named}", PILOT)]
        lines.append(Line([Box(head, span=4), _figure(str(chapter.begins))], whole=False))
        lines += [_line(str(number), one) for number, one in enumerate(chapter.entries, 1)]
    return lines


def _line(number: str, entry: Entry) -> Line:
    about = (_figure(str(entry.pages)), _figure(str(entry.begins)))
    return Line([_figure(number), _text(entry.title), _text(entry.how), *about], whole=False)


def _heads(*words: str) -> Line:
    return Line([Box([paragraph(word, HEAD)]) for word in words], header=True)


def _text(text: str) -> Box:
    return Box([paragraph(text, CELL)])


def _figure(text: str) -> Box:
    return Box([paragraph(text, FIGURE)])


def _number_pages(document: Document) -> None:
    """Number the sheets at their foot: they are the first of the print, so the numbers are those of the contents."""
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    holder = footer._element
    for old in list(holder):
        holder.remove(old)
    numbered: Sequence[BaseOxmlElement] = [spoken("— "), page_number(), spoken(" —")]
    holder.append(paragraph("", FOOT, numbered))
