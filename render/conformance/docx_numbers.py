"""The page numbers that a Word file's footers print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from render.conformance.docx_parts import Element, Parts, W
from render.conformance.docx_rules import anchored_at, borders, has_newer_copy
from render.conformance.docx_section import Section, child, is_on, referenced
from render.conformance.docx_styles import Letters, Shape, Styles
from render.conformance.docx_text import Area, Laid, Said, laid, line_height, said
from render.conformance.sheet import PageNumber
from render.page import MM_PER_POINT

Side = Literal["left", "center", "right"]
Parity = Literal["odd", "even", "first", "all"]


def page_numbers(
    parts: Parts, targets: dict[str, str], styles: Styles, section: Section, parities: bool
) -> Iterator[PageNumber]:
    """One for each kind of page that prints a number."""
    kinds: list[tuple[str, Parity]] = [("default", "odd" if parities else "all")]
    if parities:
        kinds.append(("even", "even"))
    if is_on(child(section.element, "titlePg")):
        kinds.append(("first", "first"))
    for kind, parity in kinds:
        part = referenced(section.element, "footerReference", kind, targets)
        root = None if part is None else parts.optional(part)
        every = [] if root is None else list(root.iter(W + "p"))
        paragraphs = [one for one in every if not has_newer_copy(one)]
        for place, paragraph in enumerate(paragraphs):
            below = sum(_height(one, styles, section) for one in paragraphs[place + 1 :])
            yield from _number(paragraph, styles, section, parity, below)


def _height(paragraph: Element, styles: Styles, section: Section) -> float:
    """How many points a paragraph of one line takes, its borders included."""
    shape, letters = styles.of_paragraph(paragraph.find(W + "pPr"))
    around = sum(one.thickness + one.space for one in borders(shape)) / MM_PER_POINT
    return shape.before + line_height(shape, letters.points, section.grid) + shape.after + around


def _number(paragraph: Element, styles: Styles, section: Section, parity: Parity, below: float) -> Iterator[PageNumber]:
    properties = paragraph.find(W + "pPr")
    shape, letters = styles.of_paragraph(properties)
    words = said(paragraph, styles, letters)
    if not words.page_field:
        return
    points = words.pieces[0][0].points if words.pieces else letters.points
    area = Area(section.left, section.width - section.right, section.grid)
    where = laid(words, shape, points, area)
    top = section.height - section.footer - (below + shape.after + where.line / 2 + points / 2) * MM_PER_POINT
    side = _side(shape)
    made = PageNumber(
        words.text.strip(), parity, side, _inset(side, where, area), _font(words, letters), points, top=top
    )
    made = replace(made, dash=top + 0.5 * points * MM_PER_POINT)
    outside = _outside(properties, paragraph)
    if outside is None:
        yield made
    elif outside != "outside":
        yield replace(made, side=outside)
    else:
        yield replace(made, parity="odd", side="right")
        yield replace(made, parity="even", side="left")


def _side(shape: Shape) -> Side:
    return "right" if shape.align == "right" else "center" if shape.align == "center" else "left"


def _inset(side: Side, where: Laid, area: Area) -> float | None:
    if side == "left":
        return None if where.left is None else where.left - area.left
    return None if where.right is None else area.right - where.right


def _outside(properties: Element | None, paragraph: Element) -> Literal["left", "center", "right", "outside"] | None:
    """Where a frame or a text box puts the number, whatever its paragraph says."""
    frame = None if properties is None else properties.find(W + "framePr")
    said_align = anchored_at(paragraph) if frame is None else frame.get(W + "xAlign", "")
    known: dict[str, Literal["left", "center", "right", "outside"]] = {
        "left": "left", "center": "center", "right": "right", "outside": "outside",
    }  # fmt: skip
    return known.get(said_align)


def _font(words: Said, letters: Letters) -> str:
    """The font of its digits."""
    fonts = [piece.font for piece, _ in words.pieces if any(one.isdigit() for one in piece.text)]
    return fonts[0] if fonts else letters.latin
