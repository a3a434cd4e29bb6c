"""Seals, hands and places by themselves, without any form."""

from __future__ import annotations

import io
import random
from dataclasses import replace

import docx
import numpy as np
import pytest

from tests.scans.glyphs import glyph
from tests.scans.hands import Hand, stray_mask, struck_mask, thinned, written_mask
from tests.scans.seals import SealLook, seal_mask
from tests.scans.stamping import block_seal, outside, paging_seals, stamp
from tests.scans.tokens import Dress, Tokens, finish
from tests.scans.wear import PX, Wear

pytestmark = pytest.mark.needs("chinese-fonts")
UNIT = "宜昌市西陵区政务服务中心"
FRESH = Wear(1.0, 0, 0, 0)


def test_a_seal_is_as_large_as_its_look_says() -> None:
    for diameter in (38.0, 42.0, 45.0):
        ink = seal_mask(SealLook(UNIT, diameter_mm=diameter, height_mm=diameter, wear=FRESH)) > 0.5
        for axis in (0, 1):
            extent = np.nonzero(ink.any(axis))[0]
            assert (extent[-1] - extent[0]) / PX == pytest.approx(diameter, abs=0.5)


def test_an_oval_seal_is_wider_than_high_and_a_square_one_has_corners() -> None:
    oval = seal_mask(SealLook(UNIT, "合同专用章", "oval", 45, 30, "", wear=FRESH)) > 0.5
    assert oval.any(0).sum() > 1.4 * oval.any(1).sum()
    square = seal_mask(SealLook("王建国", "", "square", 18, 18, ring_mm=0.7, wear=FRESH)) > 0.5
    rows, columns = np.nonzero(square)
    assert square[rows.min() : rows.min() + 6, columns.min() : columns.min() + 6].any()


def test_a_faded_seal_has_less_ink_than_a_fresh_one_and_a_dry_one_has_holes() -> None:
    fresh = SealLook(UNIT, wear=FRESH)
    faded, dry = (seal_mask(replace(fresh, wear=wear)) for wear in (Wear(0.4, 0, 0, 0), Wear(1.0, 0, 0, 0.4)))
    whole = seal_mask(fresh)
    assert faded.sum() < 0.5 * whole.sum()
    within = whole > 0.8
    assert 0.1 < (dry[within] < 0.6).mean() < 0.6


def test_the_rim_of_another_unit_is_other_ink() -> None:
    one, two = (seal_mask(SealLook(rim, wear=FRESH)) for rim in (UNIT, "宜昌市西陵区人民政府"))
    assert np.abs(one - two).sum() > 0.1 * one.sum()


def test_four_of_five_seals_are_the_units_own_and_every_wrong_kind_occurs() -> None:
    rng = random.Random(1)
    made = [block_seal(rng, UNIT, [UNIT, "宜昌市人民政府"]) for _ in range(1000)]
    kinds = [whose for whose, _ in made]
    assert 0.75 < kinds.count("own") / 1000 < 0.85
    assert set(kinds) == {"own", "other", "special", "department", "superior"}
    for whose, look in made:
        assert (look.rim == UNIT) is (whose in ("own", "special"))
        assert look.centre.endswith("专用章") is (whose == "special")


def test_no_superior_of_a_unit_is_the_unit_itself() -> None:
    rng = random.Random(2)
    for unit in (UNIT, "宜昌市人民政府", "湖北省人民政府", "湖北省质量技术监督局"):
        assert all(
            look.rim != unit for whose, look in (block_seal(rng, unit, []) for _ in range(200)) if whose == "superior"
        )


def test_the_share_outside_a_box_goes_from_none_to_all() -> None:
    assert outside((0, 0, 100, 100), (50, 50), (20, 20)) == 0
    assert outside((0, 0, 100, 100), (100, 50), (20, 20)) == pytest.approx(0.5, abs=0.02)
    assert outside((0, 0, 100, 100), (150, 50), (20, 20)) == 1


def test_the_slices_of_a_paging_seal_make_the_whole_seal() -> None:
    slices = paging_seals(random.Random(3), UNIT, [(210, 297)] * 4)
    whole = stamp(SealLook(UNIT, wear=FRESH), "own", 0, 100, 100, (210, 297)).ink.mask
    assert len(slices) == 4
    assert sum(made.truth.visible for made in slices) == pytest.approx(1, abs=0.12)
    for made in slices:
        columns = np.nonzero(made.ink.mask.any(0))[0]
        assert 0 < len(columns) < 0.4 * whole.shape[1]


def test_thinning_leaves_lines_of_one_pixel() -> None:
    strokes = glyph("国", "line") > 0.45
    line = thinned(strokes)
    assert 0 < line.sum() < 0.35 * strokes.sum()
    squares = line[:-1, :-1] & line[1:, :-1] & line[:-1, 1:] & line[1:, 1:]
    assert squares.sum() < 0.02 * line.sum()


def test_the_same_hand_writes_the_same_and_another_hand_otherwise() -> None:
    one, again, other = (written_mask.__wrapped__("王建国", Hand(seed)) for seed in (5, 5, 6))
    assert np.array_equal(one, again)
    assert one.shape != other.shape or not np.array_equal(one, other)


@pytest.mark.parametrize("style", ["neat", "quick", "wild", "flourish"])
def test_a_signature_is_about_as_high_as_its_hand_in_style(style: str) -> None:
    mask = written_mask("李晓梅", Hand(11, style, 8.0))
    assert 4 < mask.shape[0] / PX < 20
    assert mask.shape[1] > mask.shape[0]
    assert mask.max() > 0.9


@pytest.mark.parametrize("what", ["tick", "check", "line", "smudge", "dot", "ring"])
def test_stray_ink_has_some_ink_and_much_paper(what: str) -> None:
    mask = stray_mask(what, 4)
    assert 0 < (mask > 0.2).mean() < (0.95 if what == "dot" else 0.6)


def test_a_stroke_through_a_word_is_as_wide_as_the_word() -> None:
    assert struck_mask(14, 2).shape[1] / PX == pytest.approx(14, abs=1)


def test_a_token_becomes_a_bookmark_in_its_place_and_the_text_stays() -> None:
    tokens, word = Tokens(), docx.Document()
    word.add_paragraph(f"负责人{tokens.new('blocks[0].sign')}（签字）{tokens.new('blocks[0].date')}")
    stream = io.BytesIO()
    word.save(stream)
    made = docx.Document(io.BytesIO(finish(stream.getvalue(), tokens, Dress())))
    (paragraph,) = made.paragraphs
    assert paragraph.text == "负责人（签字）"
    order = [child.tag.rpartition("}")[2] for child in paragraph._p]
    assert [tag for tag in order if tag != "pPr"] == [
        "r",
        "bookmarkStart",
        "bookmarkEnd",
        "r",
        "bookmarkStart",
        "bookmarkEnd",
    ]
    assert [tokens.named(name) for name in paragraph._p.xpath(".//w:bookmarkStart/@w:name")] == tokens.names


def test_a_dressed_file_has_its_fonts_and_its_room() -> None:
    tokens, word = Tokens(), docx.Document()
    word.add_paragraph(tokens.new("blocks[0].sign") + "签字")
    stream = io.BytesIO()
    word.save(stream)
    dressed = finish(stream.getvalue(), tokens, Dress(("Noto Sans CJK SC",), {"sign": 10}, a4=True))
    made = docx.Document(io.BytesIO(dressed))
    space = made.paragraphs[0].paragraph_format.space_before
    assert space is not None
    assert space.mm == pytest.approx(10, abs=0.1)
    assert made.styles["Heading 1"].font.name == "Noto Sans CJK SC"
    assert made.sections[0].page_height is not None
    assert made.sections[0].page_height.mm == pytest.approx(297, abs=0.2)
