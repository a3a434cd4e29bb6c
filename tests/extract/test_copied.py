"""What a copy made too dark or too light hides: look-alikes among merged strokes, and a pen's among broken ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extract.doubt.unseen_names import BROKEN as OPEN
from extract.doubt.unseen_names import with_names_open
from extract.ocr.engine import Glyph, ReadLine
from extract.page_problem import PageProblem
from extract.readers.scan.copied import BROKEN, MERGED, doubted_where_merged, print_of
from extract.readers.scan.lines import PlacedLine
from extract.vision.straight import UprightPage
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark

PER_MM = 8
AT = Evidence("scan", 1, BBox(10, 10, 180, 60))


def page(stroke: int, grey: int = 0, lines: int = 4) -> tuple[UprightPage, list[PlacedLine]]:
    """Lines of ten characters of 4 mm, each of three standing strokes of so many pixels."""
    pixels = np.full((60 * PER_MM, 60 * PER_MM, 3), 255, np.uint8)
    placed = []
    for n in range(lines):
        x0, y0 = 5 * PER_MM, (5 + 10 * n) * PER_MM
        for x in range(x0, x0 + 40 * PER_MM, 11):
            pixels[y0 : y0 + 4 * PER_MM, x : x + stroke] = grey
        glyphs = tuple(Glyph("国", (i + 0.5) / 10, 0.92 if i == 3 else 0.999) for i in range(10))
        quad = ((x0, y0), (x0 + 320, y0), (x0 + 320, y0 + 32), (x0, y0 + 32))
        placed.append(PlacedLine(quad, ReadLine(glyphs), BBox(5, 5 + 10 * n, 45, 9 + 10 * n), 4.0))
    return UprightPage(1, pixels, PER_MM * 25.4, np.eye(3), (480, 480), bilevel=grey == 0), placed


@pytest.mark.parametrize(("stroke", "problem"), [(1, BROKEN), (3, None), (4, None), (8, MERGED)])
def test_a_copys_print_tells_whether_it_was_made_too_dark_or_too_light(stroke: int, problem: str | None) -> None:
    print_ = print_of(*page(stroke))
    assert print_ is not None
    assert print_.problem == problem


def test_of_a_page_with_greys_or_with_hardly_any_print_nothing_is_said() -> None:
    assert print_of(*page(8, grey=100)) is None
    assert print_of(*page(8, lines=2)) is None


def test_among_merged_strokes_what_was_not_read_beyond_doubt_is_in_doubt() -> None:
    (line, *_) = doubted_where_merged(page(8)[1])
    assert [glyph.score for glyph in line.read.glyphs if glyph.score < 0.99] == [0.85]


@pytest.mark.parametrize(("code", "present"), [(OPEN, None), (MERGED, False)])
def test_no_name_is_denied_where_printed_strokes_break(code: str, present: bool | None) -> None:
    nothing = Answer(None, "", 0.99, False, AT)
    cell = Answer({"present": False, "score": 0.99, "needs_review": False}, "", 0.99, False, AT)
    block = BlockRecord("unit", nothing, nothing, nothing, SignatureMark(False), SealMark(False), AT)
    record = Record("annex6-recheck-report", "national", rows={"group": ({"signature": cell},)}, blocks=(block,))
    found = with_names_open(record, [PageProblem(code, "第1页", 1)])
    signed = found.rows["group"][0]["signature"].value
    assert isinstance(signed, dict)
    assert (found.blocks[0].signature.present, signed["present"]) == (present, present)
    assert found.blocks[0].signature.needs_review is (present is None)


def test_signatures_that_were_seen_stand() -> None:
    nothing = Answer(None, "", 0.99, False, AT)
    block = BlockRecord("unit", nothing, nothing, nothing, SignatureMark(True, 0.99), SealMark(False), AT)
    record = Record("annex6-recheck-report", "national", blocks=(block,))
    assert with_names_open(record, [PageProblem(BROKEN, "第1页", 1)]).blocks[0].signature.present is True


def test_a_block_that_goes_on_overleaf_is_signed_there_where_its_date_stands() -> None:
    nothing, dated = Answer(None, "", 0.99, False, AT), Answer("2016-05-04", "", 0.99, False, replace(AT, page=2))
    block = BlockRecord("unit", nothing, nothing, dated, SignatureMark(False), SealMark(False), AT)
    record = Record("annex6-recheck-report", "national", blocks=(block,))
    assert with_names_open(record, [PageProblem(BROKEN, "第2页", 2)]).blocks[0].signature.present is None
