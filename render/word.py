"""Word documents piece by piece: styles, paragraphs, ruled tables, pictures, and bytes that are the same each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from docx import Document as open_document
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.styles.style import ParagraphStyle
from docx.text.run import Run

from render.page import Lettering, twips

ILLEGIBLE = "\ufffd"
"""What stands where a character was that XML cannot hold: nobody should think that nothing was there."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNASKED_PARTS = frozenset({"thumbnail", "stylesWithEffects", "customXml", "numbering", "webSettings"})
_EPOCH = (1980, 1, 1, 0, 0, 0)


def legible(text: str) -> str:
    """``text`` with every line break as ``\\n``, and characters that XML forbids replaced by :data:`ILLEGIBLE`."""
    return _NOT_XML.sub(ILLEGIBLE, _BREAKS.sub("\n", text))


@dataclass(frozen=True)
class Rule:
    """A rule over or under a paragraph: its side, Word's name of its kind, width, distance from the text, colour."""

    side: str
    kind: str = "single"
    eighths: int = 6
    space_points: float = 0
    color: str = "000000"


@dataclass(frozen=True)
class Look:
    """A paragraph style: its name as the officer sees it in Word, lettering, alignment and spacing.

    ``line_twips`` is an exact line height, ``None`` for single lines; indents count characters.
    """

    id: str
    name: str
    lettering: Lettering
    align: str = "left"
    color: str = ""
    line_twips: int | None = None
    before_points: float = 0
    after_points: float = 0
    first_line_chars: float = 0
    left_chars: float = 0
    hanging_chars: float = 0
    right_chars: float = 0
    tracking_twips: int = 0
    keep_with_next: bool = False
    on_grid: bool = False
    """Whether lines keep to the section's grid of lines."""
    scale_percent: int = 100
    """How wide characters are, of their usual width."""
    page_break_before: bool = False
    right_tab_mm: float = 0
    out_mm: float = 0
    """How far the paragraph with its rules stands out of the text on both sides."""
    rules: tuple[Rule, ...] = ()


def element(tag: str, **attributes: str | int) -> BaseOxmlElement:
    """``<w:tag w:attribute=…/>``."""
    made = cast(BaseOxmlElement, OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def new_document(looks: Iterable[Look], margins_mm: tuple[float, float, float, float]) -> Document:
    """An empty A4 document with the styles of ``looks``; ``margins_mm`` are top, right, bottom and left."""
    document = open_document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, margins_mm)
    _strip(document)
    for look in looks:
        _add_style(document, look)
    return document


def _strip(document: Document) -> None:
    """Take out what the library's own template brings: styles that nobody asked for, and a line factor of 1.15."""
    styles = document.styles.element
    for default in styles.findall(f".//{qn('w:pPrDefault')}"):
        default.clear()
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:default")) != "1":
            styles.remove(style)
    for latent in styles.findall(qn("w:latentStyles")):
        styles.remove(latent)
    for relations in (document.part.package.rels, document.part.rels):
        for number, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in _UNASKED_PARTS:
                del relations[number]
    properties = document.core_properties
    properties.author = properties.comments = properties.title = ""


def _add_style(document: Document, look: Look) -> None:
    style = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.element.set(qn("w:styleId"), look.id)
    style.quick_style = True
    style.base_style = None
    properties = style.element.get_or_add_pPr()
    for made in _paragraph_properties(look):
        properties.append(made)
    style.element.append(_run_properties(look))


def _paragraph_properties(look: Look) -> list[BaseOxmlElement]:
    """In the order that the schema asks for."""
    made = [element("keepNext")] if look.keep_with_next else []
    made += [element("pageBreakBefore")] if look.page_break_before else []
    made.append(element("widowControl", val=0))
    if look.rules:
        made.append(_borders(look.rules))
    if look.right_tab_mm:
        tabs = element("tabs")
        tabs.append(element("tab", val="right", pos=twips(look.right_tab_mm)))
        made.append(tabs)
    made += [
        element("overflowPunct", val=1),
        element("snapToGrid", val=int(look.on_grid)),
    ]
    spacing = {"before": round(look.before_points * 20), "after": round(look.after_points * 20)}
    if look.line_twips:
        made.append(element("spacing", **spacing, line=look.line_twips, lineRule="exact"))
    else:
        made.append(element("spacing", **spacing, line=240, lineRule="auto"))
    made += [indents(look), element("jc", val=look.align)]
    return made


def _borders(rules: Sequence[Rule]) -> BaseOxmlElement:
    borders = element("pBdr")
    for side in ("top", "left", "bottom", "right"):
        for rule in rules:
            if rule.side == side:
                kind, width = rule.kind, rule.eighths
                borders.append(element(side, val=kind, sz=width, space=round(rule.space_points), color=rule.color))
    return borders


def indents(look: Look) -> BaseOxmlElement:
    """The style's indents, in characters and, for programs that do not count them, in twips."""
    if look.out_mm:
        out = -twips(look.out_mm)
        return element("ind", left=out, right=out, leftChars=0, rightChars=0, firstLine=0)
    given: dict[str, str | int] = {}
    em = look.lettering.points * 20
    counted = {"left": look.left_chars + look.hanging_chars, "right": look.right_chars}
    counted |= {"firstLine": look.first_line_chars} if not look.hanging_chars else {"hanging": look.hanging_chars}
    for side, characters in counted.items():
        given[f"{side}Chars"] = round(characters * 100)
        given[side] = round(characters * em)
    return element("ind", **given)


def _run_properties(look: Look) -> BaseOxmlElement:
    properties = element("rPr")
    font = look.lettering.font
    properties.append(element("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font, hint="eastAsia"))
    if look.color:
        properties.append(element("color", val=look.color))
    if look.tracking_twips:
        properties.append(element("spacing", val=look.tracking_twips))
    if look.scale_percent != 100:
        properties.append(element("w", val=look.scale_percent))
    properties.append(element("sz", val=look.lettering.half_points))
    properties.append(element("szCs", val=look.lettering.half_points))
    properties.append(element("lang", val="en-US", eastAsia="zh-CN"))
    return properties


def paragraph(text: str, look: Look, runs: Sequence[BaseOxmlElement] = ()) -> BaseOxmlElement:
    """One paragraph in the style of ``look``: ``text``, then ``runs``. A line break in ``text`` stays one."""
    made = element("p")
    properties = element("pPr")
    properties.append(element("pStyle", val=look.id))
    made.append(properties)
    if text:
        made.append(spoken(text))
    for run in runs:
        made.append(run)
    return made


def spoken(text: str) -> BaseOxmlElement:
    """A run that says ``text``; a line break in it stays one."""
    run: BaseOxmlElement = element("r")
    Run(run, None).text = legible(text)  # type: ignore[arg-type]
    return run


def paragraphs(text: str, look: Look) -> list[BaseOxmlElement]:
    """One paragraph for each line of ``text``; one empty paragraph for no text at all."""
    return [paragraph(line, look) for line in legible(text).split("\n")]


def page_number() -> BaseOxmlElement:
    """The number of the page it stands on, as the program that lays out the pages counts it."""
    made = element("fldSimple", instr="PAGE")
    made.append(spoken("1"))
    return made


@dataclass(frozen=True)
class Box:
    """A cell of a ruled table: what stands in it, how many grid columns it spans, and a grey ground for labels."""

    content: Sequence[BaseOxmlElement]
    span: int = 1
    align: str = "center"
    """Vertical: ``top`` | ``center`` | ``bottom``."""


@dataclass(frozen=True)
class Line:
    """A row of a ruled table; ``height_mm`` is the least height, ``whole`` keeps it on one page."""

    boxes: Sequence[Box]
    height_mm: float = 9
    whole: bool = True
    header: bool = False


def table(widths_mm: Sequence[float], lines: Sequence[Line], margin_mm: float | None = None) -> BaseOxmlElement:
    """A ruled table with fixed column widths; every line's spans add up to the number of columns.

    ``margin_mm`` is the room left and right within a cell; Word's own is 1.9 mm.
    """
    made = element("tbl")
    properties = element("tblPr")
    made.append(properties)
    properties.append(element("tblW", w=twips(sum(widths_mm)), type="dxa"))
    properties.append(element("jc", val="center"))
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz=4, space=0, color="000000"))
    properties.append(borders)
    properties.append(element("tblLayout", type="fixed"))
    if margin_mm is not None:
        margins = element("tblCellMar")
        for side in ("left", "right"):
            margins.append(element(side, w=twips(margin_mm), type="dxa"))
        properties.append(margins)
    grid = element("tblGrid")
    for width in widths_mm:
        grid.append(element("gridCol", w=twips(width)))
    made.append(grid)
    for line in lines:
        made.append(_line(widths_mm, line))
    return made


def _line(widths_mm: Sequence[float], line: Line) -> BaseOxmlElement:
    made = element("tr")
    properties = element("trPr")
    made.append(properties)
    if line.whole:
        properties.append(element("cantSplit"))
    properties.append(element("trHeight", val=twips(line.height_mm), hRule="atLeast"))
    if line.header:
        properties.append(element("tblHeader"))
    first = 0
    for box in line.boxes:
        made.append(_box(box, sum(widths_mm[first : first + box.span])))
        first += box.span
    if first != len(widths_mm):
        raise ValueError(f"a line of {first} columns in a table of {len(widths_mm)}")
    return made


def _box(box: Box, width_mm: float) -> BaseOxmlElement:
    made = element("tc")
    properties = element("tcPr")
    properties.append(element("tcW", w=twips(width_mm), type="dxa"))
    if box.span > 1:
        properties.append(element("gridSpan", val=box.span))
    properties.append(element("vAlign", val=box.align))
    made.append(properties)
    for content in box.content:
        made.append(content)
    return made


def append(document: Document, *made: BaseOxmlElement) -> None:
    """Put ``made`` at the end of the body, before its section's properties."""
    body = document.element.body
    for item in made:
        body.insert(len(body) - 1, item)


def page_break(look: Look) -> BaseOxmlElement:
    """An empty paragraph after which a new page begins."""
    run = element("r")
    run.append(element("br", type="page"))
    return paragraph("", look, [run])


def package(document: Document) -> bytes:
    """The document as .docx bytes that depend on its content alone: members carry one fixed date."""
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as saved:
        return zipped([(name, saved.read(name)) for name in saved.namelist()])


def zipped(members: Iterable[tuple[str, bytes]], level: int = 6) -> bytes:
    """A zip of ``members`` in the given order, with one fixed date."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as made:
        for name, data in members:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            made.writestr(info, data, compresslevel=level)
    return stream.getvalue()
