"""Strokes and characters on a page made into rules, rows and paragraphs, without any program that draws them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from render.conformance.pdf_page import Glyph, Measured, Stroke, color_of
from render.conformance.pdf_rows import frame_of, lines_of
from render.conformance.pdf_rules import rules_of, table_areas
from render.conformance.sheet import blank_lines

RED = "FF0000"
EM = 16 * 25.4 / 72


def page(*strokes: Stroke, glyphs: tuple[Glyph, ...] = ()) -> Measured:
    return Measured(1, 210, 297, glyphs, strokes, (), ())


def level(top: float, thick: float = 0.3, left: float = 28, right: float = 184, color: str = RED) -> Stroke:
    return Stroke(left, top, right, top + thick, color)


def upright(left: float, top: float, bottom: float) -> Stroke:
    return Stroke(left, top, left + 0.2, bottom, "000000")


@pytest.mark.parametrize(
    ("strokes", "kind"),
    [
        ([level(45, 1.06), level(46.4, 0.26)], "thick-thin"),
        ([level(45, 0.26), level(45.6, 1.06)], "thin-thick"),
        ([level(45, 0.5), level(46, 0.5)], "double"),
        ([level(45, 1.06)], "single"),
        ([level(45, 1.06), level(45, 1.06)], "single"),
    ],
)
def test_strokes_close_to_one_another_make_one_rule(strokes: list[Stroke], kind: str) -> None:
    (rule,) = rules_of(page(*strokes))
    assert rule.strokes == kind
    assert rule.top == 45
    assert rule.thickness == pytest.approx(max(one.bottom for one in strokes) - 45)


def test_a_border_drawn_in_pieces_is_one_rule() -> None:
    pieces = [level(45, left=28 + 39 * place, right=28 + 39 * (place + 1)) for place in range(4)]
    (rule,) = rules_of(page(*pieces))
    assert (rule.left, rule.right) == (28, 184)


def test_rules_apart_or_of_other_colours_stay_apart() -> None:
    assert len(rules_of(page(level(45), level(50)))) == 2
    assert len(rules_of(page(level(45), level(46, color="000000")))) == 2


def test_the_lines_of_a_table_are_no_rules_and_short_lines_neither() -> None:
    table = [level(100), level(110), upright(28, 100, 110), upright(184, 100, 110)]
    assert rules_of(page(*table)) == []
    assert table_areas(page(*table)) == [(100, 110), (100, 110)]
    assert rules_of(page(level(45, left=28, right=50))) == []


def row(text: str, baseline: float, left: float = 28, step: float = EM) -> tuple[Glyph, ...]:
    return tuple(
        Glyph(one, left + place * step, left + (place + 1) * step, baseline, 16, "仿宋", "000000")
        for place, one in enumerate(text)
    )


def test_a_row_begins_and_ends_with_its_first_and_last_visible_character() -> None:
    (line,) = lines_of(page(glyphs=row("　　通知　", 50)))
    assert line.row.text == "通知"
    assert line.row.left == pytest.approx(28 + 2 * EM)
    assert line.row.right == pytest.approx(28 + 4 * EM)
    assert line.row.top == pytest.approx(50 - 0.86 * EM)


def test_a_wide_gap_within_a_row_is_a_space() -> None:
    (line,) = lines_of(page(glyphs=row("办公室", 50) + row("印发", 50, left=100)))
    assert line.row.text == "办公室 印发"


def test_rows_are_parted_by_their_baselines_whatever_order_they_are_drawn_in() -> None:
    lines = lines_of(page(glyphs=row("乙", 60) + row("甲", 50)))
    assert [line.row.text for line in lines] == ["甲", "乙"]


def test_the_frame_is_where_most_rows_of_text_stand() -> None:
    step = 15.75 * 25.4 / 72
    texts = [row("字" * 28, 50 + 10.21 * place, step=step) for place in range(6)]
    texts += [row("字" * 10, 50 + 10.21 * 6, left=28 + 2 * step, step=step)]
    frame = frame_of(lines_of(page(glyphs=tuple(glyph for text in texts for glyph in text))))
    assert frame.left == pytest.approx(28)
    assert frame.right == pytest.approx(28 + 28 * step)
    assert frame.pitch == pytest.approx(28.94, abs=0.02)
    assert frame.advance == pytest.approx(15.75, abs=0.06)


@pytest.mark.parametrize("empty", [0, 1, 2])
def test_empty_lines_are_counted_from_ink_to_ink(empty: int) -> None:
    pitch = 10.21
    rows = [line.row for line in lines_of(page(glyphs=row("甲", 50) + row("乙", 50 + pitch * (empty + 1))))]
    gaps = [below.top - above.bottom for above, below in pairwise(rows)]
    assert [blank_lines(gap, pitch) for gap in gaps] == [pytest.approx(empty, abs=0.01)]


def test_colours_are_told_whatever_a_page_calls_them() -> None:
    assert color_of(0) == color_of((0,)) == color_of(None) == color_of(("P1",)) == "000000"
    assert color_of((1, 0, 0)) == color_of((0, 1, 1, 0)) == RED
