"""Right typefaces, accepted stand-ins, borrowed characters and wrong ones; and which colours are red."""

from __future__ import annotations

from dataclasses import replace

import pytest

from render.conformance import DEFAULTS
from render.conformance.colors import is_red, of_parts
from render.conformance.fonts import ACCEPTED, STAND_INS, is_one_of, plain
from render.conformance.judge import judged
from render.conformance.pdf_page import font_name
from render.conformance.sheet import Kind, PageBox, Paragraph, Piece, Sheet
from render.conformance.typeface import Face, face_of

SERIF, KAI, SANS = "BAAAAA+NotoSerifCJKjp-Regular", "CAAAAA+UKaiCN", "DAAAAA+NotoSansCJKsc-Regular"


def face(role: str, *said: tuple[str, str], kind: Kind = "pdf") -> Face:
    found = face_of([Piece(text, font, 16) for text, font in said], role, DEFAULTS, kind)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("小标宋", "方正小标宋简体"), ("小标宋", "FZXBSJW--GB1-0"), ("小标宋", "FZXiaoBiaoSong-B05S"),
        ("仿宋", "仿宋_GB2312"), ("仿宋", "ABCDEF+FangSong_GB2312"), ("仿宋", "方正仿宋_GBK"), ("仿宋", "仿宋"),
        ("楷体", "KaiTi_GB2312"), ("楷体", "楷体"), ("黑体", "SimHei"), ("宋体", "SimSun"),
    ],
)  # fmt: skip
def test_an_official_typeface_is_known_by_any_of_its_names(role: str, name: str) -> None:
    assert is_one_of(name, ACCEPTED[role])
    assert [other for other in ACCEPTED if is_one_of(name, ACCEPTED[other])] == [role]


@pytest.mark.parametrize("role", ACCEPTED)
def test_every_typeface_has_stand_ins_that_are_none_of_its_names(role: str) -> None:
    assert STAND_INS[role]
    assert not any(is_one_of(name, ACCEPTED[role]) for name in STAND_INS[role])


def test_a_stand_in_is_right_in_a_pdf_and_wrong_in_a_word_file() -> None:
    assert face("仿宋", ("通知", SERIF)) == Face("NotoSerifCJKjp-Regular", True, True)
    assert not face("仿宋", ("通知", SERIF), kind="docx").right


def test_the_typeface_of_another_element_is_wrong() -> None:
    assert face("仿宋", ("通知", KAI)) == Face("UKaiCN", False, False)
    assert not face("黑体", ("通知", SERIF)).right


def test_a_rare_character_from_another_font_is_borrowed_and_named() -> None:
    assert face("楷体", ("（一）龘", KAI), ("镕", SANS)).borrowed == (("镕", "NotoSansCJKsc-Regular"),)
    assert face("楷体", ("龘", SANS)).right


def test_a_common_character_from_another_font_is_another_typeface() -> None:
    assert not face("楷体", ("封面", KAI), ("通知", SANS)).right
    assert not face("仿宋", ("封面封面封面封面封面封面", "仿宋_GB2312"), ("通", "黑体"), kind="docx").right


def test_text_without_chinese_characters_has_no_face() -> None:
    assert face_of([Piece("2016-88", "Times New Roman", 16)], "仿宋", DEFAULTS, "docx") is None


def test_stand_ins_are_the_callers_to_accept() -> None:
    strict = replace(DEFAULTS, stand_ins={**STAND_INS, "仿宋": ()})
    found = face_of([Piece("通知", SERIF, 16)], "仿宋", strict, "pdf")
    assert found is not None
    assert not found.right


def test_the_report_names_stand_ins_by_typeface_and_characters_that_have_no_shape() -> None:
    title = Paragraph("通知", (Piece("通知", SERIF, 22),), 100, None, 112, 80, 88, 1)
    page = PageBox(210, 297, None, None, None, 28, 1)
    report = judged(Sheet("pdf", (page,), (title,), unreadable=("(cid:7)",)), "a.pdf", DEFAULTS)
    assert [(one.official, one.used, one.elements) for one in report.substituted] == [
        ("小标宋", "NotoSerifCJKjp-Regular", ("标题",))
    ]
    assert [one.character for one in report.missing_glyphs] == ["(cid:7)"]


def test_a_font_named_in_the_bytes_of_its_program_is_read() -> None:
    assert font_name("ABCDEE+" + "仿宋_GB2312".encode("gb18030").decode("latin-1")) == "ABCDEE+仿宋_GB2312"
    assert font_name("仿宋".encode().decode("latin-1")) == "仿宋"
    assert plain("ABCDEE+SimHei") == "SimHei"


@pytest.mark.parametrize("color", ["FF0000", "C00000", "E60012", "FF3333"])
def test_a_red_is_red_from_pure_to_dark(color: str) -> None:
    assert is_red(color)


@pytest.mark.parametrize("color", ["000000", "0000FF", "FFC0CB", "FF8000", "800000", "notacolour", ""])
def test_other_colours_are_not(color: str) -> None:
    assert not is_red(color)


def test_colours_of_print_and_grey_are_told_as_on_a_screen() -> None:
    assert of_parts([0]) == of_parts([0, 0, 0]) == of_parts([0, 0, 0, 1]) == of_parts([0.13]) == "000000"
    assert of_parts([0, 1, 1, 0]) == of_parts([1, 0, 0]) == "FF0000"
