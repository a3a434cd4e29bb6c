"""What a picture is, by its pixels: round red seals, signatures, neither, and what nobody can tell."""

from __future__ import annotations

import random

import pytest
from PIL import Image, ImageDraw

from extract.document import Picture
from extract.marks.judged import SURE_SCORE, Judgement, is_blank, judge
from extract.marks.pixels import load
from extract.marks.strokes import measure, straightest
from tests.extract import mark_drawing as draw


def test_a_red_round_seal_is_told_at_any_resolution() -> None:
    for size in (120, 240, 420, 900):
        assert _sure(judge(draw.picture(draw.seal(size), 42))) == "round-seal"


@pytest.mark.parametrize("width_mm", [38, 42, 50, 58])
def test_seals_of_every_official_size_are_told(width_mm: float) -> None:
    assert _sure(judge(draw.picture(draw.seal(), width_mm))) == "round-seal"


def test_a_seal_is_told_where_the_printed_size_is_not_known() -> None:
    assert _sure(judge(draw.picture(draw.seal()))) == "round-seal"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("strength", [1.0, 0.55, 0.4])
def test_a_faint_seal_is_still_a_seal(strength: float, kind: str) -> None:
    assert _sure(judge(draw.picture(draw.seal(strength=strength), 42, kind, quality=35))) == "round-seal"


@pytest.mark.parametrize("tilt", [-35, 8, 90, 171])
def test_a_tilted_seal_is_a_seal(tilt: float) -> None:
    assert _sure(judge(draw.picture(draw.seal(tilt=tilt), 42))) == "round-seal"


@pytest.mark.parametrize("characters", [6, 12, 18, 24])
def test_long_and_short_names_round_the_rim_make_no_difference(characters: int) -> None:
    assert _sure(judge(draw.picture(draw.seal(characters=characters, centre_line=characters > 6), 42))) == "round-seal"


def test_a_seal_without_a_star_is_a_seal() -> None:
    assert _sure(judge(draw.picture(draw.seal(with_star=False), 40))) == "round-seal"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_worn_seal_on_grey_paper_is_a_seal(seed: int) -> None:
    worn = draw.worn(draw.seal(seed=seed), seed)
    assert _sure(judge(draw.picture(draw.scanned(worn, seed), 42, "JPEG"))) == "round-seal"


def test_a_slightly_squeezed_seal_is_measured_as_it_is_printed() -> None:
    squeezed = draw.seal(400).resize((400, 200))
    printed = Picture(draw.AT, draw.picture(squeezed).data, 42, 42)
    assert _sure(judge(printed)) == "round-seal"
    assert judge(draw.picture(squeezed, 42)).kind == "other"


def test_a_round_seal_in_no_official_size_is_left_to_a_person() -> None:
    assert judge(draw.picture(draw.seal(), 15)).score < SURE_SCORE
    assert judge(draw.picture(draw.seal(), 85)).score < SURE_SCORE


@pytest.mark.parametrize("colour", [draw.BLUE, draw.INK, (110, 110, 110)])
def test_a_round_seal_that_is_not_red_is_neither_seal_nor_signature_for_sure(colour: draw.Colour) -> None:
    judgement = judge(draw.picture(draw.seal(colour=colour), 42))
    assert judgement.kind == "other"
    assert judgement.score < SURE_SCORE


@pytest.mark.parametrize("seed", range(1, 9))
def test_a_signature_is_told(seed: int) -> None:
    assert _sure(judge(draw.picture(draw.signature(seed=seed), 40))) == "signature"


@pytest.mark.parametrize("seed", range(1, 5))
def test_a_signature_in_blue_on_a_compressed_white_ground_is_told(seed: int) -> None:
    blue = draw.signature(seed=seed, colour=draw.BLUE, pen=3.5)
    assert _sure(judge(draw.picture(blue, 40, "JPEG", quality=40))) == "signature"


@pytest.mark.parametrize("seed", range(1, 5))
def test_a_photographed_signature_is_told(seed: int) -> None:
    assert _sure(judge(draw.picture(draw.scanned(draw.signature(seed=seed), seed), 40, "JPEG"))) == "signature"


@pytest.mark.parametrize("seed", range(6))
def test_handwriting_in_separate_characters_is_never_taken_for_nothing(seed: int) -> None:
    judgement = judge(draw.picture(draw.written_name(seed=seed), 35))
    assert judgement.kind == "signature" or judgement.score < SURE_SCORE


def test_a_signature_over_the_line_to_sign_on_is_told() -> None:
    image = draw.signature(seed=5)
    image.alpha_composite(draw.signing_line(480), (0, 120))
    assert judge(draw.picture(image, 40)).kind == "signature"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_seal_pressed_over_a_signature_is_both(seed: int) -> None:
    judgement = judge(draw.picture(draw.seal_over_signature(seed), 70))
    assert _sure(judgement) == "round-seal"
    assert judgement.kinds == {"round-seal", "signature"}


@pytest.mark.parametrize("size", [40, 50, 60, 70, 90])
@pytest.mark.parametrize("name", ["Zhang Wei", "Wang Xiaohong", "Li"])
def test_a_seal_over_typed_letters_leaves_the_signature_open(name: str, size: int) -> None:
    image = draw.paper(700, 420)
    image.alpha_composite(draw.typed_letters(name, size), (10, 150))
    image.alpha_composite(draw.seal(380), (300, 20))
    judgement = judge(draw.picture(image, 70))
    assert judgement.kind == "round-seal"
    assert judgement.unsure == {"signature"}


def test_only_the_printed_part_of_a_cropped_picture_is_looked_at() -> None:
    page = draw.paper(1200, 600)
    page.alpha_composite(draw.black_text(3), (0, 100))
    page.alpha_composite(draw.seal(500), (650, 50))
    whole = draw.picture(page)
    printed = Picture(draw.AT, whole.data, 42, 42, crop=(0.54, 0.08, 0.04, 0.08))
    assert _sure(judge(printed)) == "round-seal"
    assert judge(Picture(draw.AT, whole.data, 42, 42, crop=(0.0, 0.0, 0.5, 0.0))).kind == "other"


def test_a_seal_alone_is_no_signature() -> None:
    assert judge(draw.picture(draw.seal(), 42)).kinds == {"round-seal"}


@pytest.mark.parametrize("characters", [2, 3, 4])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_typed_name_in_a_picture_is_left_to_a_person(characters: int, seed: int) -> None:
    judgement = judge(draw.picture(draw.typed_name(characters, seed=seed), 10 * characters))
    assert "signature" not in judgement.kinds or judgement.score < SURE_SCORE


@pytest.mark.parametrize("slant", [-0.25, 0.25])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_slanting_type_set_upright_lies_along_the_axes_as_no_hand_does(seed: int, slant: float) -> None:
    image = draw.typed_name(3, seed=seed)
    slanted = image.transform(image.size, Image.Transform.AFFINE, (1, slant, -slant * image.height / 2, 0, 1, 0))
    typed, hand = (load(draw.picture(one, 30)).stroke for one in (slanted, draw.signature(seed=seed)))
    assert straightest(typed) > 0.44 > straightest(hand)
    assert straightest(typed) > measure(typed).axial


@pytest.mark.parametrize("size", [30, 50, 90])
@pytest.mark.parametrize("name", ["Zhang Wei", "Li Na", "wei ming xiao"])
def test_a_name_in_letters_is_left_to_a_person(name: str, size: int) -> None:
    assert judge(draw.picture(draw.typed_letters(name, size), 30)).score < SURE_SCORE


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("width_mm", [None, 40])
@pytest.mark.parametrize("what", draw.NEITHER)
def test_what_is_no_mark_is_surely_none(what: str, width_mm: float | None, kind: str) -> None:
    assert _sure(judge(draw.picture(draw.NEITHER[what](), width_mm, kind))) == "other"


def test_pictures_without_pixels_are_unreadable() -> None:
    png = draw.picture(draw.seal()).data
    assert png is not None
    for data in (None, b"", b"\x89PNG\r\n\x1a\n", png[:400], b"not a picture at all"):
        judgement = judge(Picture(draw.AT, data))
        assert judgement == Judgement("unreadable", 0.0)
        assert is_blank(Picture(draw.AT, data)) is None


def test_a_picture_too_large_to_decode_is_unreadable() -> None:
    huge = draw.picture(Image.new("1", (9000, 6000), 1))
    assert judge(huge).kind == "unreadable"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_colour_model_is_looked_at(mode: str) -> None:
    image = draw.on_white(draw.signature(seed=3))
    shown = image.convert("L").convert("I").point(lambda v: v * 256).convert("I;16") if mode == "I;16" else None
    file = "JPEG" if mode == "CMYK" else "PNG"
    assert judge(draw.picture(shown or image.convert(mode), 40, "TIFF" if mode == "CMYK" else file)).kind == "signature"


def test_a_palette_with_a_transparent_ground_is_looked_at() -> None:
    assert judge(draw.picture(draw.seal().quantize(16), 42)).kind == "round-seal"


@pytest.mark.parametrize("size", [(1, 1), (3, 200), (200, 2), (12, 9)])
def test_pictures_of_a_few_pixels_are_no_marks(size: tuple[int, int]) -> None:
    for colour in ("white", "black", "red"):
        assert judge(draw.picture(Image.new("RGB", size, colour))).kinds == frozenset()


def test_paper_and_a_line_to_sign_on_are_blank() -> None:
    assert is_blank(draw.picture(draw.paper(300, 100)))
    assert is_blank(draw.picture(Image.new("RGB", (300, 100), (238, 236, 230))))
    assert is_blank(draw.picture(draw.signing_line()))


def test_ink_is_not_blank() -> None:
    for image in (draw.signature(), draw.seal(strength=0.4), draw.typed_name(), draw.red_rule()):
        assert is_blank(draw.picture(image)) is False


def test_a_blank_picture_is_surely_no_mark() -> None:
    assert _sure(judge(draw.picture(draw.paper(300, 100)))) == "other"


def _sure(judgement: Judgement) -> str:
    """The kind, where the judgement may be used as it is."""
    assert judgement.score >= SURE_SCORE, judgement
    return judgement.kind


@pytest.mark.parametrize("seed", [1, 2, 4, 6, 9, 12])
def test_two_characters_written_apart_in_curves_are_a_signature(seed: int) -> None:
    chance, image = random.Random(seed), draw.paper(420, 160)
    pen = ImageDraw.Draw(image)
    for left in (30, 170):
        for _ in range(5):
            points = [(float(left + chance.randint(0, 110)), float(chance.randint(20, 140))) for _ in range(4)]
            draw.curve(pen, points, draw.INK, 5)
    assert _sure(judge(draw.picture(image, 28))) == "signature"
