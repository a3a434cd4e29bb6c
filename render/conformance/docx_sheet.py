"""A Word file as a sheet: what its settings say, and where they put things on the first page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from render.conformance.docx_numbers import page_numbers
from render.conformance.docx_parts import Element, Parts, Unreadable, W
from render.conformance.docx_rules import Border, Drawn, borders, drawn_lines, has_newer_copy
from render.conformance.docx_section import Section, child, is_on, referenced, section_of
from render.conformance.docx_styles import Shape, Styles
from render.conformance.docx_tables import LaidRow, laid_rows, only_lays_out
from render.conformance.docx_text import Area, Laid, Said, laid, said
from render.conformance.settings import Limits
from render.conformance.sheet import NOMINAL_PITCH_POINTS, PageBox, Paragraph, Region, Rule, Sheet
from render.page import BODY, MM_PER_POINT

_HOLDERS = {W + name for name in ("sdt", "sdtContent", "ins", "tr", "tc")}
_INK_BELOW = 0.1
"""What a line as high as its characters leaves below their ink, in their size."""
_BELOW_SHARE = 0.2
"""How much of what a line is higher than its characters goes below them, where it keeps to no grid."""


def read_docx(data: bytes, limits: Limits) -> Sheet:
    """The sheet of a .docx. Raises :class:`Unreadable`."""
    parts = Parts(data, limits)
    root = parts.main()
    body = root.find(W + "body")
    if body is None:
        raise Unreadable("damaged-document", "Word 正文缺少 w:body。")
    if sum(1 for _ in body.iter(W + "p")) > limits.paragraphs:
        raise Unreadable("too-many-pages", f"Word 文件超过 {limits.paragraphs} 段，已拒绝检查。")
    sections = [section_of(one) for one in body.iter(W + "sectPr")] or [section_of(None)]
    return _Reading(parts, Styles(parts), sections).sheet(body)


@dataclass
class _Reading:
    """One file on its way to a sheet."""

    parts: Parts
    styles: Styles
    sections: list[Section]
    paragraphs: list[Paragraph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    empty: float = 0.0
    """Height in points of the empty lines since the last words."""
    flow: float | None = 0.0
    """Millimetres from the page's top to where the next paragraph begins; ``None`` where that is not known."""
    opens_page: bool = True
    below_picture: bool = False
    current: int = 0
    cell: Area | None = None

    def sheet(self, body: Element) -> Sheet:
        targets = self.parts.targets()
        self._margin(targets, "headerReference", "head")
        header = 0.0 if self.flow is None else self.flow
        self.flow, self.empty = max(self.section.top, header), 0.0
        self._blocks(body, in_table=False)
        self.flow = None
        self._margin(targets, "footerReference", "foot")
        settings = self.parts.optional("word/settings.xml")
        parities = settings is not None and is_on(settings.find(W + "evenAndOddHeaders"))
        return Sheet(
            "docx",
            tuple(map(_page, self.sections)),
            tuple(self.paragraphs),
            tuple(self.rules),
            tuple(page_numbers(self.parts, targets, self.styles, self.sections[0], parities)),
            pitch=self._pitch(),
            advance=self._advance_points(),
            parities=parities,
            first_differs=is_on(child(self.sections[0].element, "titlePg")),
        )

    @property
    def section(self) -> Section:
        return self.sections[min(self.current, len(self.sections) - 1)]

    @property
    def area(self) -> Area:
        """Where text goes now: in a cell of a layout table, or between the section's margins."""
        return self.section.area if self.cell is None else self.cell

    def _blocks(self, holder: Element, in_table: bool) -> None:
        for one in holder.iterchildren():
            if one.tag == W + "p":
                self._paragraph(one, "body", in_table)
                properties = one.find(W + "pPr")
                if properties is not None and properties.find(W + "sectPr") is not None:
                    self.current += 1
                    self.flow, self.opens_page = None, True
            elif one.tag == W + "tbl":
                self._table(one, in_table)
            elif one.tag in _HOLDERS:
                self._blocks(one, in_table)

    def _table(self, table: Element, in_table: bool) -> None:
        """A ruled table's text stands apart; what is only laid out in one belongs to the paper's own."""
        self.flow = None
        if in_table or not only_lays_out(table):
            self._blocks(table, in_table=True)
        else:
            for row in laid_rows(table, self.area):
                self._table_rule(row.above, row, 0)
                for cell, area in row.cells:
                    kept, self.cell = self.cell, area
                    self._blocks(cell, in_table=False)
                    self.cell = kept
                self._table_rule(row.below, row, 1)
        self.empty = 0.0

    def _table_rule(self, border: Border | None, row: LaidRow, below: int) -> None:
        if border is not None:
            above = len(self.paragraphs) + below
            made = Rule(row.left, row.right, None, None, border.thickness, border.color, border.strokes, after=above)
            self.rules.append(made)

    def _margin(self, targets: dict[str, str], reference: str, region: Region) -> None:
        """The header or footer of the first page."""
        kind = "first" if is_on(child(self.sections[0].element, "titlePg")) else "default"
        part = referenced(self.sections[0].element, reference, kind, targets)
        root = None if part is None else self.parts.optional(part)
        self.flow, self.empty = (self.section.header, 0.0) if region == "head" else (None, 0.0)
        for one in () if root is None else root.iter(W + "p"):
            if not any(above.tag == W + "txbxContent" for above in one.iterancestors()):
                self._paragraph(one, region, in_table=False)

    def _paragraph(self, element: Element, region: Region, in_table: bool) -> None:
        for box in _text_boxes(element):
            for inner in box.iterchildren(W + "p"):
                kept, self.flow = self.flow, None
                self._paragraph(inner, region, in_table=False)
                self.flow = kept
        properties = element.find(W + "pPr")
        shape, letters = self.styles.of_paragraph(properties)
        words = said(element, self.styles, letters)
        points = words.pieces[0][0].points if words.pieces else letters.points
        where = laid(words, shape, points, self.area)
        before, after = _space(shape, where.line)
        if shape.page_break or (words.breaks_page and not words.text.strip()):
            self.flow, self.opens_page = None, True
        has_picture = _has_picture(element)
        self._rules(element, shape, letters.points, region, where, points)
        if words.text.strip() and not (region == "foot" and words.page_field):
            self._words(words, shape, where, region, in_table, before)
            self.empty = after
            self.below_picture = has_picture
        elif borders(shape):
            self.empty = after  # empty lines count from the rule
        elif not has_picture and not in_table and not _is_framed(properties):
            self.empty += before + (where.line if region == "body" else 0) + after
        if has_picture:
            self.below_picture, self.empty, self.flow = True, 0.0, None
        below = sum(one.space + one.thickness for one in borders(shape)) / MM_PER_POINT
        self._advance(where, before, after + below, in_table or _is_framed(properties))
        if words.breaks_page and words.text.strip():
            self.flow, self.opens_page = None, True

    def _words(self, words: Said, shape: Shape, where: Laid, region: Region, in_table: bool, before: float) -> None:
        pieces = tuple(piece for piece, _ in words.pieces)
        top = bottom = None
        if self.flow is not None and not in_table:
            size = pieces[0].points
            top = self.flow + (before + max(where.line - size, 0) / 2) * MM_PER_POINT
            bottom = top + ((where.lines - 1) * where.line + size) * MM_PER_POINT
        blank = None if self.opens_page and not self.paragraphs else (self.empty + before) / NOMINAL_PITCH_POINTS
        place = Paragraph(words.text.strip(), pieces, where.left, where.wrap, where.right, top, bottom)
        made = replace(
            place, blank_before=blank, pitch=where.line, align=shape.align, region=region, in_table=in_table,
            below_picture=self.below_picture, opens_page=self.opens_page, tracking=words.pieces[0][1],
        )  # fmt: skip
        self.paragraphs.append(made)
        self.opens_page = False

    def _rules(self, element: Element, shape: Shape, size: float, region: Region, where: Laid, points: float) -> None:
        left, right = self._edges(shape, size)
        for border in borders(shape):
            below = _below_ink(where.line, points, shape.on_grid and self.section.grid is not None)
            space = _space(shape, where.line)
            self.rules.append(self._border(border, region, where, space, below, left, right))
        for line in drawn_lines(element):
            self.rules.append(self._line(line, region))

    def _edges(self, shape: Shape, size: float) -> tuple[float, float]:
        """Where a paragraph's borders begin and end: at its indents, a hanging first line's included."""
        area = self.area
        left, right, first = (
            points if counted is None else counted * size
            for points, counted in (
                (shape.left, shape.left_chars), (shape.right, shape.right_chars), (shape.first, shape.first_chars),
            )
        )  # fmt: skip
        return area.left + (left + min(first, 0)) * MM_PER_POINT, area.right - right * MM_PER_POINT

    def _border(
        self,
        border: Border,
        region: Region,
        where: Laid,
        space: tuple[float, float],
        below_ink: float,
        left: float,
        right: float,
    ) -> Rule:
        before, after = space
        height = before + where.line * where.lines
        top: float | None = None
        if region == "foot":
            top = self.section.height - self.section.footer - after * MM_PER_POINT - border.thickness
        elif self.flow is not None:
            below = height * MM_PER_POINT + border.space
            top = self.flow + (below if border.side == "bottom" else -border.space - border.thickness)
        bottom = None if top is None else top + border.thickness
        gap = border.space + below_ink * MM_PER_POINT
        above = len(self.paragraphs) + (border.side == "bottom")
        return Rule(left, right, top, bottom, border.thickness, border.color, border.strokes, None, region, above, gap)

    def _line(self, line: Drawn, region: Region) -> Rule:
        width, left = self.section.width, line.left
        if left is None:
            middle = width / 2 if line.centred else (self.section.left + width - self.section.right) / 2
            left = middle - line.width / 2
        bottom = None if line.top is None else line.top + line.thickness
        return Rule(
            left, left + line.width, line.top, bottom, line.thickness, line.color, line.strokes, None, region,
            len(self.paragraphs) + 1,
        )  # fmt: skip

    def _advance(self, where: Laid, before: float, after: float, apart: bool) -> None:
        if self.flow is not None and not apart:
            self.flow += (before + where.line * where.lines + after) * MM_PER_POINT
            if self.flow > self.section.height - self.section.bottom:
                self.flow = None

    def _body(self) -> Iterator[Paragraph]:
        found = [one for one in self.paragraphs if one.region == "body" and not one.in_table]
        usual = [one for one in found if abs(one.points - BODY.points) < 4]
        return iter(usual or found)

    def _pitch(self) -> float:
        counted: Counter[float] = Counter()
        for one in self._body():
            counted[round(one.pitch or NOMINAL_PITCH_POINTS, 2)] += len(one.text)
        return counted.most_common(1)[0][0] if counted else NOMINAL_PITCH_POINTS

    def _advance_points(self) -> float:
        added = self.sections[0].character_grid
        counted: Counter[float] = Counter()
        for one in self._body():
            counted[round(one.points + (one.tracking if added is None else added), 3)] += len(one.text)
        return counted.most_common(1)[0][0] if counted else BODY.points


def _page(one: Section) -> PageBox:
    return PageBox(one.width, one.height, one.top, one.right, one.bottom, one.left, landscape=one.landscape)


def _below_ink(line: float, size: float, on_grid: bool) -> float:
    """What a line leaves below its characters, in points: on a grid they stand in its middle."""
    spare = max(line - size, 0)
    return max(spare / 2 if on_grid else spare * _BELOW_SHARE, _INK_BELOW * size)


def _space(shape: Shape, line: float) -> tuple[float, float]:
    before = shape.before if shape.before_lines is None else shape.before_lines * line
    after = shape.after if shape.after_lines is None else shape.after_lines * line
    return before, after


def _has_picture(element: Element) -> bool:
    return any(str(one.tag).endswith(("}pic", "}imagedata")) for one in element.iter())


def _is_framed(properties: Element | None) -> bool:
    return properties is not None and properties.find(W + "framePr") is not None


def _text_boxes(element: Element) -> Iterator[Element]:
    """The text boxes anchored in a paragraph, the older copy of each left out."""
    for box in element.iter(W + "txbxContent"):
        if not has_newer_copy(box):
            yield box
