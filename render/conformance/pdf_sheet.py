"""A PDF as a sheet: measured rows joined to paragraphs, rules, page numbers and the edges of the text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from render.conformance.docx_parts import Unreadable
from render.conformance.elements import COPIES, DATE, level_of
from render.conformance.pdf_bounds import refuse_bombs
from render.conformance.pdf_page import Measured, measured
from render.conformance.pdf_rows import Frame, Line, frame_of, lines_of
from render.conformance.pdf_rules import rules_of, table_areas
from render.conformance.settings import Limits
from render.conformance.sheet import PageBox, PageNumber, Paragraph, Picture, Row, Rule, Sheet, blank_lines
from render.page import MM_PER_POINT

_NUMBER = re.compile(
    r"^[—―─–－\-·•.\s]*第?\s*[0-9０-９]{1,4}\s*页?(?:\s*[,，/／]?\s*共?\s*[0-9０-９]{1,4}\s*页?)?[—―─–－\-·•.\s]*$"
)
_NUMBER_FROM_FOOT_MM = 42.0
_TITLE_POINTS = 18.0
_FULL_CHARACTERS = 1.3
_BEGINS_CHARACTERS = 2.7
_ENDS = re.compile(r"[。！？：；]$")
_DASH_ABOVE_BASELINE = 0.36
_PICTURE_ABOVE_MM = 12.0
_FAR_MM = 40.0
_FIRST_LINE_ABOVE_MM = 43.0


def read_pdf(data: bytes, limits: Limits) -> Sheet:
    """The sheet of a PDF that opens. Raises :class:`Unreadable`: archive-bomb, damaged-document,
    too-many-pages, no-text-layer.
    """
    pages = list(_measured(data, limits))
    if not any(page.glyphs for page in pages):
        raise Unreadable("no-text-layer", "PDF 没有文字层（可能是扫描件），无法量取字体和位置。")
    lines = {page.number: lines_of(page) for page in pages}
    flow = [one for page in pages for one in lines[page.number] if not _is_number(one.row, page)]
    frame = frame_of(flow)
    tables = {page.number: table_areas(page) for page in pages}
    pictures = tuple(picture for page in pages for picture in page.pictures)
    paragraphs = list(_paragraphs(flow, frame, tables, pictures))
    return Sheet(
        "pdf",
        tuple(_page(page, paragraphs, frame) for page in pages),
        tuple(paragraphs),
        tuple(_placed(rule, paragraphs) for page in pages for rule in rules_of(page)),
        tuple(number for page in pages for number in _numbers(page, lines[page.number], frame)),
        pictures,
        frame.pitch,
        frame.advance,
        unreadable=tuple(one for page in pages for one in page.unreadable),
    )


def _measured(data: bytes, limits: Limits) -> Iterator[Measured]:
    import pdfplumber
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import PdfminerException

    refuse_bombs(data, limits)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > limits.pages:
                raise Unreadable("too-many-pages", f"PDF 共 {len(pdf.pages)} 页，超过上限 {limits.pages} 页。")
            for page in pdf.pages:
                if len(page.chars) > limits.characters_a_page:
                    raise Unreadable("too-many-pages", f"第{page.page_number}页的字符过多（{len(page.chars)} 个）。")
                made = measured(page)
                if len(made.strokes) > limits.strokes_a_page:
                    raise Unreadable("too-many-pages", f"第{page.page_number}页的线条过多（{len(made.strokes)} 条）。")
                yield made
                page.close()
    except (PdfminerException, PSException) as error:
        raise Unreadable("damaged-document", "PDF 的页面内容已损坏，无法量取。") from error


def _is_number(row: Row, page: Measured) -> bool:
    return row.baseline > page.height - _NUMBER_FROM_FOOT_MM and _NUMBER.match(row.text.strip()) is not None


def _numbers(page: Measured, lines: Sequence[Line], frame: Frame) -> Iterator[PageNumber]:
    """The page's number, at the side that it is nearer to; in the middle where it is far from both."""
    line = next((one for one in lines if _is_number(one.row, page)), None)
    if line is None:
        return
    row = line.row
    left, right = row.left - frame.left, frame.end - row.right
    side: Literal["left", "center", "right"] = "left" if left < right else "right"
    digits = next((piece for piece in line.pieces if re.search(r"[0-9０-９]", piece.text)), line.pieces[0])
    dash = row.baseline - _DASH_ABOVE_BASELINE * row.points * MM_PER_POINT
    yield PageNumber(
        row.text, "odd" if page.number % 2 else "even", "center" if min(left, right) > _FAR_MM else side,
        min(left, right), digits.font, row.points, page.number, row.top, dash,
    )  # fmt: skip


def _paragraphs(
    flow: Sequence[Line], frame: Frame, tables: dict[int, list[tuple[float, float]]], pictures: Sequence[Picture]
) -> Iterator[Paragraph]:
    group: list[Line] = []
    before: Row | None = None
    for line in flow:
        apart = any(_is_within(row, tables[row.page]) for row in (line.row, *(one.row for one in group[-1:])))
        if group and not apart and _goes_on(group, line, frame):
            group.append(line)
            continue
        if group:
            yield _paragraph(group, before, frame, tables, pictures)
            before = group[-1].row
        group = [line]
    if group:
        yield _paragraph(group, before, frame, tables, pictures)


def _is_within(row: Row, areas: Sequence[tuple[float, float]]) -> bool:
    return any(top <= row.baseline <= bottom for top, bottom in areas)


def _goes_on(group: Sequence[Line], line: Line, frame: Frame) -> bool:
    """Whether a row goes on with the paragraph above it."""
    last, row = group[-1].row, line.row
    character = row.points * MM_PER_POINT
    if abs(last.points - row.points) > 0.3 or group[-1].pieces[-1].color != line.pieces[0].color:
        return False
    near = row.page != last.page or row.baseline - last.baseline < 1.7 * max(frame.pitch * MM_PER_POINT, character)
    if not near:
        return False
    if row.points >= _TITLE_POINTS:
        return row.page == last.page
    hanging = COPIES.match(group[0].row.text) is not None or group[0].row.text.startswith("附件：")
    full = last.right >= frame.end - (_FULL_CHARACTERS + hanging) * character
    begins = group[0].row.left - frame.left <= _BEGINS_CHARACTERS * character
    if not (full and begins) or DATE.match(row.text):
        return False
    flush = abs(row.left - frame.left) <= 0.6 * character
    if flush or (hanging and row.left > group[0].row.left + character):
        return True
    return not _ENDS.search(last.text) and level_of(row.text) == 0


def _paragraph(
    group: Sequence[Line],
    before: Row | None,
    frame: Frame,
    tables: dict[int, list[tuple[float, float]]],
    pictures: Sequence[Picture],
) -> Paragraph:
    rows = tuple(line.row for line in group)
    first, last = rows[0], rows[-1]
    pieces = tuple(piece for line in group for piece in line.pieces)
    text = "".join(row.text for row in rows)
    centred = first.points >= _TITLE_POINTS
    return Paragraph(
        text, pieces, min(row.left for row in rows) if centred else first.left,
        min(row.left for row in rows[1:]) if len(rows) > 1 else None,
        max(row.right for row in rows) if centred else last.right, first.top,
        last.bottom if last.page == first.page else None, first.page,
        _blank(first, before, frame, tables, pictures), frame.pitch, None, "body",
        _is_within(first, tables[first.page]), _is_below(first, before, pictures),
        before is None or before.page != first.page, rows,
    )  # fmt: skip


def _blank(
    first: Row,
    before: Row | None,
    frame: Frame,
    tables: dict[int, list[tuple[float, float]]],
    pictures: Sequence[Picture],
) -> float | None:
    """Empty lines above a row; ``None`` at a page's top and below tables and pictures."""
    if before is None or before.page != first.page or _is_below(first, before, pictures):
        return None
    if any(before.baseline <= bottom <= first.baseline for _, bottom in tables[first.page]):
        return None
    return max(blank_lines(first.top - before.bottom, frame.pitch * MM_PER_POINT), 0.0)


def _is_below(first: Row, before: Row | None, pictures: Sequence[Picture]) -> bool:
    """Whether a picture stands between a row and the one above it."""
    top = before.baseline if before is not None and before.page == first.page else 0.0
    return any(
        picture.page == first.page
        and top - 1 <= picture.box.y0
        and 0 <= first.baseline - picture.box.y1 <= _PICTURE_ABOVE_MM
        for picture in pictures
    )


def _placed(rule: Rule, paragraphs: Sequence[Paragraph]) -> Rule:
    above = [one for one in paragraphs if _is_above(one.rows[0], rule)]
    return replace(rule, after=len(above))


def _is_above(row: Row, rule: Rule) -> bool:
    return (row.page, row.baseline) < (rule.page or 1, rule.top or 0.0)


def _top(first: Row, paragraphs: Sequence[Paragraph]) -> float | None:
    """Where a page's text begins; ``None`` where an empty line may stand above it."""
    goes_on = any(first in one.rows[1:] for one in paragraphs)
    return first.top if goes_on or first.top < _FIRST_LINE_ABOVE_MM else None


def _page(page: Measured, paragraphs: Sequence[Paragraph], frame: Frame) -> PageBox:
    """The page's measured edges; the first page's upper one is left to the elements that stand there."""
    body = [row for one in paragraphs if not one.in_table for row in one.rows if row.page == page.number]
    has_tables = any(one.in_table and one.page == page.number for one in paragraphs)
    opens_with_text = not has_tables and not page.pictures and page.number > 1 and bool(body)
    return PageBox(
        page.width, page.height, _top(body[0], paragraphs) if opens_with_text else None,
        None if frame.right is None else page.width - frame.right,
        page.height - max(row.bottom for row in body) if body else None, frame.left, page.number,
        None if has_tables or page.number == 1 else len({round(row.baseline) for row in body}),
        page.width > page.height,
    )  # fmt: skip
