"""Words of a PDF that a shape, white picture or annotation hides are not read, and told; those in front of it are words."""

from __future__ import annotations

import zlib

import pytest

from extract.readers.pdf.reader import read
from tests.extract.readers.pdfdraw import PT, Drawing, pdf

PATCH = (28.0, 36.0, 60.0, 44.0)
WHITED = f"1 g 0 0 {32 * PT:.2f} {8 * PT:.2f} re f"


@pytest.mark.parametrize("colour", ["1 g", "0 g", "1 1 0 rg"])
def test_words_under_a_filled_rectangle_are_left_out_and_told(colour: str) -> None:
    drawing = Drawing().text(30, 40, "联系人：张三").rect(46, 36, 60, 44, "f", colour).text(90, 40, "李四")
    document = read(pdf(drawing))
    assert document.text.split() == ["联系人：", "李四"]
    assert [p.code for p in document.problems] == ["hidden-text"]


def test_words_under_two_rectangles_of_one_shape_are_left_out_and_those_between_them_read() -> None:
    drawing = Drawing().text(30, 40, "张三").text(30, 60, "李四").text(30, 80, "王五")
    boxes = (f"{28 * PT:.1f} {drawing.up(y):.1f} {20 * PT:.1f} {8 * PT:.1f} re" for y in (44, 84))
    drawing.operators.append(f"q 1 g {' '.join(boxes)} f Q")
    document = read(pdf(drawing))
    assert (document.text, [p.code for p in document.problems]) == ("李四", ["hidden-text"])


def test_words_under_a_rectangle_with_round_corners_are_left_out_and_told() -> None:
    drawing = Drawing().text(30, 40, "张三").text(90, 40, "李四")
    drawing.operators.append(
        "q 1 g 86 716 m 164 716 l 167 716 170 719 170 722 c 170 734 l 170 737 167 740 164 740 c 86 740 l"
        " 83 740 80 737 80 734 c 80 722 l 80 719 83 716 86 716 c h f Q"
    )
    document = read(pdf(drawing))
    assert (document.text, [p.code for p in document.problems]) == ("李四", ["hidden-text"])


@pytest.mark.parametrize("width", [2.9, 3.0, 3.1, 3.2])
@pytest.mark.parametrize("left", [29.0, 29.1, 29.2, 29.3])
def test_a_rectangle_no_larger_than_a_character_hides_it(left: float, width: float) -> None:
    drawing = Drawing().text(30, 40, "字甲乙", 7).rect(left, 38, left + width, 42, "f", "1 g")
    assert read(pdf(drawing)).text == "甲乙"


def test_words_typed_over_a_rectangle_that_whites_others_out_are_read() -> None:
    drawing = Drawing().text(30, 40, "同意").rect(28, 36, 60, 44, "f", "1 g").text(30, 40, "不予推荐")
    assert read(pdf(drawing)).text == "不予推荐"


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param("q 0 0 10 10 re W n 1 g 0 0 595 842 re f Q", id="cut by a clip"),
        pytest.param("q 1 g 60 700 m 400 760 l 400 700 l f Q", id="no rectangle"),
        pytest.param("q 0.5 w 60 700 300 60 re S Q", id="not filled"),
        pytest.param("q 1 0 0 rg 80 700 m 160 700 l 160 760 l 80 760 l 80 900 l f Q", id="red and cut"),
    ],
)
def test_words_that_a_shape_leaves_in_sight_are_read(shape: str) -> None:
    drawing = Drawing().text(30, 40, "同意推荐")
    drawing.operators.append(shape)
    document = read(pdf(drawing))
    assert (document.text, document.problems) == ("同意推荐", ())


def test_words_under_a_white_picture_are_left_out_and_those_typed_over_it_are_read() -> None:
    drawing = Drawing().text(30, 40, "同意").image(PATCH, rgb=b"\xff\xff\xff").text(30, 40, "不予推荐")
    document = read(pdf(drawing))
    assert (document.text, [p.code for p in document.problems]) == ("不予推荐", ["hidden-text"])


def test_words_under_a_seals_or_a_signatures_picture_are_words() -> None:
    signed = bytes(255 if abs(x - y) > 1 else 0 for y in range(40) for x in range(160) for _ in range(3))
    for size, rgb in (((8, 8), b"\xd0\x10\x10" * 64), ((160, 40), signed)):
        drawing = Drawing().text(30, 40, "同意").stored_image(size, zlib.compress(rgb))
        drawing.place(f"{32 * PT:.2f} 0 0 {8 * PT:.2f} {28 * PT:.2f} {drawing.up(44):.2f}")
        document = read(pdf(drawing))
        assert (document.text.strip(), document.problems) == ("同意", ())


@pytest.mark.parametrize(("subtype", "read_as"), [("FreeText", "Li Si"), ("Square", "")])
def test_words_under_an_annotation_with_a_ground_of_its_own_are_left_out_and_told(subtype: str, read_as: str) -> None:
    drawing = Drawing().text(30, 40, "张三").annotation(subtype, PATCH, "/Contents(Li Si)", WHITED)
    document = read(pdf(drawing))
    assert (document.text, [p.code for p in document.problems]) == (read_as, ["hidden-text"])


def test_words_below_typed_text_without_a_ground_are_words() -> None:
    drawing = Drawing().text(30, 40, "联系人：").annotation("FreeText", PATCH, "/Contents(Li Si)", "0 0 m")
    document = read(pdf(drawing))
    assert "联系人：" in document.text
    assert document.problems == ()
