"""Postcodes and telephone numbers by hand: of what may stand there only figures do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from extract.ocr.engine import Glyph, ReadLine
from extract.readers.scan.figures import figures_read
from extract.readers.scan.lines import PlacedLine
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.vision.rasters import Matrix, Pixels


class Sees:
    """A recogniser that sees ``text``, and at each place, with a tenth of the chance, the figure that ``behind`` says."""

    def __init__(self, text: str, behind: str) -> None:
        self.text, self.behind = text, behind
        self.characters = ["", *"0123456789->年邮乙"]

    def chances(self, crop: Pixels) -> Matrix:
        rows = np.zeros((2 * len(self.text), len(self.characters)))
        rows[1::2, 0] = 1.0
        for n, (one, other) in enumerate(zip(self.text, self.behind, strict=True)):
            rows[2 * n, self.characters.index(one)] += 0.8
            rows[2 * n, self.characters.index(other)] += 0.1
        return rows


@pytest.mark.parametrize(
    ("text", "score", "meant", "said"),
    [
        ("18235>62205", 0.5, "18235762205", "18235762205"),
        ("18235>62205", 0.99, "18235762205", "18235>62205"),
        ("43乙015", 0.5, "432015", "432015"),
        ("邮43015", 0.5, "4343015", "邮43015"),
        ("2019年", 0.5, "20191", "2019年"),
        ("430015", 0.5, "480015", "430015"),
    ],
    ids=["by hand", "in print", "of a postcode", "with a label", "a date", "nothing but figures"],
)
def test_a_pens_figure_taken_for_another_character_is_read_as_the_figure_and_stays_in_doubt(
    text: str, score: float, meant: str, said: str
) -> None:
    glyphs = tuple(Glyph(char, (n + 0.5) / len(text), score) for n, char in enumerate(text))
    box = BBox(20, 20, 20 + 4.0 * len(text), 25)
    line = PlacedLine(((0, 0), (1, 0), (1, 1), (0, 1)), ReadLine(glyphs), box, 4.0)
    (found,) = figures_read([line], np.full((500, 1000), 255, np.uint8), 0.1, Sees(text, meant))
    assert found.read.text == said
    assert max(glyph.score for glyph in found.read.glyphs) == score
