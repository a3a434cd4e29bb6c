"""Two looks at one line that differ in script or width alone agree."""

from __future__ import annotations

from extract.ocr.engine import Glyph, ReadLine
from extract.readers.scan.second import agreed


def said(text: str, *scores: float) -> ReadLine:
    glyphs = zip(text, scores, strict=True)
    return ReadLine(tuple(Glyph(char, (n + 0.5) / len(text), score) for n, (char, score) in enumerate(glyphs)))


def test_looks_that_show_one_character_in_two_scripts_or_widths_confirm_each_other() -> None:
    found = agreed(said("會議（", 0.99, 0.8, 0.75), said("会议(", 0.99, 0.96, 0.9))
    assert (found.text, [glyph.score for glyph in found.glyphs]) == ("會议(", [0.99, 0.96, 0.9])


def test_a_line_of_which_one_look_shows_more_is_disputed_only_where_the_other_shows_something_else() -> None:
    found = agreed(said("會議室", 0.9, 0.9, 0.9), said("会议", 0.8, 0.8))
    assert [glyph.score for glyph in found.glyphs] == [0.9, 0.9, 0.5]


def test_figures_in_circles_are_no_other_width_of_figures() -> None:
    assert agreed(said("第①", 0.99, 0.8), said("第1", 0.99, 0.8)).weakest == 0.5
