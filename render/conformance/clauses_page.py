"""5.1 to 5.2.4 and 6: paper, edges, lines and characters, the colour of the text."""

from __future__ import annotations

import math
from collections.abc import Iterator

from render.conformance.paper import Fault, Paper, at, clause, mm
from render.conformance.report import Place
from render.conformance.sheet import BLACK, PageBox, Paragraph
from render.page import (
    BODY,
    BOTTOM_MARGIN,
    LEFT_MARGIN,
    MM_PER_POINT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT_MARGIN,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    TOP_MARGIN,
)

_ROUNDING_POINTS = 0.12
"""Programs round line heights and widths to twentieths of a point."""


@clause("5.1", "幅面尺寸")
def paper_size(paper: Paper) -> Iterator[Fault]:
    """纸张为 A4（210 mm × 297 mm）。"""
    for page in paper.sheet.pages:
        sides = sorted((page.width, page.height))
        if abs(sides[0] - PAGE_WIDTH.mm) > PAGE_WIDTH.tolerance_mm or abs(sides[1] - PAGE_HEIGHT.mm) > PAGE_HEIGHT.tolerance_mm:  # fmt: skip
            yield Fault(
                Place(page.number), f"{page.width:.0f} × {page.height:.0f} mm", "210 × 297 mm（A4）",
                "纸张不是 A4，请把纸张大小改为 A4（210 mm × 297 mm）。", "±2 mm",
            )  # fmt: skip
            return


@clause("5.2.1", "页边")
def top_edge(paper: Paper) -> Iterator[Fault]:
    """天头（上白边）为 37 mm ± 1 mm。"""
    for page in _upright(paper):
        if page.top is None:
            continue
        lowest, highest, accepted = _top_range(paper, page)
        if any(one - paper.settings.margin_off <= page.top <= one + paper.settings.margin_off for one in accepted):
            continue
        if lowest <= page.top <= highest:
            continue
        setting = f"（设置 top_edge={paper.settings.top_edge}）"
        yield _edge("上", page, page.top, TOP_MARGIN.mm, "A", setting)
        return


def _top_range(paper: Paper, page: PageBox) -> tuple[float, float, tuple[float, ...]]:
    """What is accepted: from, to, and single values with the usual tolerance.

    On a page the characters of the first line begin below the edge by what the line's height leaves.
    """
    off, leading = paper.settings.margin_off, max(paper.sheet.pitch - BODY.points, 0) * MM_PER_POINT
    counts_margin = paper.settings.top_edge == "margin"
    if paper.sheet.exact:
        return TOP_MARGIN.mm - off, TOP_MARGIN.mm + off + (leading if counts_margin else 0), ()
    if counts_margin:
        accepted = paper.settings.letter_top if paper.format == "letter" else (TOP_MARGIN.mm,)
        return 1, 0, accepted
    return TOP_MARGIN.mm - leading - off, TOP_MARGIN.mm - leading / 2 + off, ()


@clause("5.2.1", "页边")
def left_edge(paper: Paper) -> Iterator[Fault]:
    """订口（左白边）为 28 mm ± 1 mm。"""
    for page in _upright(paper):
        if page.left is not None and abs(page.left - LEFT_MARGIN.mm) > paper.settings.margin_off + 0.05:
            yield _edge("左", page, page.left, LEFT_MARGIN.mm, "A")
            return


@clause("5.2.1", "版心", "D")
def right_edge(paper: Paper) -> Iterator[Fault]:
    """版心宽 156 mm，右白边 26 mm。"""
    for page in _upright(paper):
        if page.right is None or page.left is None:
            continue
        width = page.width - page.left - page.right
        if abs(page.right - RIGHT_MARGIN.mm) > paper.settings.margin_off + 0.05 and abs(width - TEXT_WIDTH.mm) > 0.5:
            yield _edge("右", page, page.right, RIGHT_MARGIN.mm, "D")
            return


@clause("5.2.1", "版心", "D")
def bottom_edge(paper: Paper) -> Iterator[Fault]:
    """版心高 225 mm，下白边 35 mm。"""
    for page in _upright(paper):
        if page.bottom is None or (page.top is None and not paper.sheet.exact):
            continue
        off = BOTTOM_MARGIN.mm - page.bottom
        # A page of a PDF may end early; a Word file's margin is wrong either way, if the text's height is too.
        wrong = off > paper.settings.margin_off + 0.05
        if not paper.sheet.exact:
            height = page.height - (page.top or 0) - page.bottom
            wrong = abs(off) > paper.settings.margin_off + 0.05 and abs(height - TEXT_HEIGHT.mm) > 0.5
        if wrong:
            yield _edge("下", page, page.bottom, BOTTOM_MARGIN.mm, "D")
            return


def _upright(paper: Paper) -> Iterator[PageBox]:
    return (page for page in paper.sheet.pages if not page.landscape)


def _edge(side: str, page: PageBox, measured: float, demanded: float, certainty: str, more: str = "") -> Fault:
    return Fault(
        Place(page.number), mm(measured), mm(demanded),
        f"{side}白边为 {measured:.1f} mm，应为 {demanded:g} mm{more}，请调整页边距。", "±1 mm", certainty=certainty,
    )  # fmt: skip


@clause("5.2.3", "行数")
def lines_per_page(paper: Paper) -> Iterator[Fault]:
    """每面一般排 22 行。"""
    text = _body(paper)
    if text is None:
        return
    demanded = paper.settings.lines
    fits = math.floor((TEXT_HEIGHT.mm / MM_PER_POINT + _ROUNDING_POINTS) / max(paper.sheet.pitch, 1))
    fullest = max((page.lines or 0 for page in paper.sheet.pages), default=0)
    held = max(fits, fullest) if fullest > demanded else fits
    if held != demanded:
        yield Fault(
            at(text), f"{held} 行（行距 {paper.sheet.pitch:.2f} 磅）", f"{demanded} 行",
            f"版心内可排 {held} 行，应为 {demanded} 行；请把正文行距设为固定值 28 至 28.95 磅。",
        )  # fmt: skip


@clause("5.2.3", "字数")
def characters_per_line(paper: Paper) -> Iterator[Fault]:
    """每行一般排 28 个字。"""
    text = _body(paper)
    if text is None or abs(text.points - BODY.points) > 1:
        return  # another size is told as such
    demanded, room = paper.settings.characters, TEXT_WIDTH.mm / MM_PER_POINT
    held = math.floor((room + _ROUNDING_POINTS) / max(paper.sheet.advance, 1))
    if held != demanded:
        yield Fault(
            at(text), f"{held} 字（字距 {paper.sheet.advance:.2f} 磅）", f"{demanded} 字",
            f"版心每行可排 {held} 字，应为 {demanded} 字；请把3号字的字符间距设为紧缩 0.25 磅，或者用文档网格每行 28 字。",
        )  # fmt: skip


def _body(paper: Paper) -> Paragraph | None:
    return paper.elements.body[0].paragraph if paper.elements.body else None


@clause("5.2.4", "文字的颜色")
def text_color(paper: Paper) -> Iterator[Fault]:
    """公文中文字的颜色均为黑色，发文机关标志除外。"""
    for one in paper.sheet.paragraphs:
        wrong = [color for color in one.colors if color != BLACK]
        if wrong and one is not paper.elements.mark and one.points < 24:
            yield Fault(
                at(one), f"#{wrong[0]}", f"#{BLACK}（黑色）",
                f"“{one.text[:12]}”的文字颜色为 #{wrong[0]}，应为黑色，请改为黑色。",
            )  # fmt: skip
