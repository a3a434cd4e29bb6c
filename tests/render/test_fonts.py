"""Which font stands in for which, what it lacks, and what a Word file asks for; fontconfig is played."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.oxml.ns import qn

from render.conformance.docx_parts import Unreadable
from render.conformance.fonts import ACCEPTED, STAND_INS, is_one_of
from render.conformance.settings import Limits
from render.fonts import Fonts, MissingGlyph, StandIn, borrowed_from, code, escaped, has_shape
from render.fonts_asked import asked
from render.pdf import FONTS

FANG = "FandolFang,FandolFang R\nFandolFang-Regular\n20-7e 4e00-4e10 8bd5"


class Played:
    """fontconfig with one face for every font, and one further font that has 镕."""

    def __init__(self, face: str = FANG) -> None:
        self.calls: list[tuple[str, ...]] = []
        self._face = face

    def __call__(self, program: str, arguments: Sequence[str]) -> str:
        self.calls.append((program, *arguments))
        if program == "fc-match":
            return self._face
        return "Noto Serif CJK SC\n" if arguments[0] == ":charset=9555" else ""


def test_a_font_of_the_same_typeface_under_another_name_is_no_stand_in() -> None:
    assert Fonts(Played("仿宋,FangSong\nFangSong\n20")).stand_in("仿宋_GB2312") is None
    assert Fonts(Played("SimHei\nSimHei\n20")).stand_in("黑体") is None
    assert Fonts(Played("SimHei\nSimHei\n20")).stand_in("宋体") == StandIn("宋体", "SimHei")
    assert Fonts(Played()).stand_in("仿宋_GB2312") == StandIn("仿宋_GB2312", "FandolFang")


@pytest.mark.parametrize(
    ("character", "there"), [("一", True), ("\u4e10", True), ("\u4e11", False), ("试", True), ("\x1f", False)]
)
def test_a_face_has_the_characters_of_its_runs_ends_included(character: str, there: bool) -> None:
    assert Fonts(Played()).face("仿宋_GB2312").has(character) == there


def test_what_a_font_lacks_is_told_with_the_font_that_was_asked_for() -> None:
    fonts = Fonts(Played())
    assert fonts.lacking({"仿宋_GB2312": {"试", "镕", " ", "\u200b", "\ufe00"}}) == [("镕", "仿宋_GB2312")]


def test_each_font_is_looked_up_once() -> None:
    played = Played()
    fonts = Fonts(played)
    for _ in range(3):
        fonts.face("黑体")
        fonts.is_shown_nowhere("镕")
    assert len(played.calls) == 2


def test_a_character_that_no_font_has_is_known_and_a_private_one_has_no_shape_to_agree_on() -> None:
    fonts = Fonts(Played())
    assert not fonts.is_shown_nowhere("镕")
    assert fonts.is_shown_nowhere("\U00031350")
    assert fonts.is_shown_nowhere("\ue000")


def test_a_text_without_a_font_asks_for_a_plain_one_and_names_are_no_patterns() -> None:
    played = Played()
    Fonts(played).face("")
    assert played.calls[0][-1] == "serif"
    assert escaped("FZFangSong-Z02:bold,x") == "FZFangSong\\-Z02\\:bold\\,x"


def test_a_character_shown_by_the_font_that_lacks_it_is_borrowed_from_none() -> None:
    face = Fonts(Played()).face("仿宋_GB2312")
    assert borrowed_from({"FandolFang-Regular"}, face) == ""
    assert borrowed_from({"FandolFang-Regular", "NotoSerifCJKsc-Regular"}, face) == "NotoSerifCJKsc-Regular"


def test_a_borrowed_character_is_told_with_its_code_and_both_fonts() -> None:
    told = str(MissingGlyph("𬭎", "仿宋_GB2312", "NotoSerifCJKsc-Regular"))
    assert told == "“𬭎”（U+2CB4E）不在仿宋_GB2312的代用字体中，PDF 中以 NotoSerifCJKsc-Regular 显示"
    assert code("A") == "U+0041"


def test_white_space_and_selectors_show_nothing() -> None:
    assert not any(map(has_shape, " \u3000\t\u200d\ufe0f\U000e0100"))
    assert all(map(has_shape, "字A。\u0301"))


def word(*runs: tuple[str, str], hidden: str = "", header: str = "") -> bytes:
    """A paragraph of runs, each with its font; a hidden run; a header."""
    document = Document()
    paragraph = document.add_paragraph()
    for text, font in runs:
        run = paragraph.add_run(text)
        run.font.name = font
        run._r.rPr.rFonts.set(qn("w:eastAsia"), font)  # type: ignore[union-attr]
    if hidden:
        paragraph.add_run(hidden).font.hidden = True
    if header:
        document.sections[0].header.paragraphs[0].text = header
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_word_file_is_taken_apart_by_font() -> None:
    found = asked(word(("试点", "黑体"), ("镕A", "楷体_GB2312"), hidden="隐", header="眉"), Limits())
    assert found.fonts["黑体"] == {"试", "点"}
    assert found.fonts["楷体_GB2312"] == {"镕", "A"}
    assert found.text == Counter("试点镕A")
    assert any("眉" in characters for characters in found.fonts.values())
    assert not any("隐" in characters for characters in found.fonts.values())


def test_chinese_and_latin_characters_of_a_run_may_have_fonts_of_their_own() -> None:
    document = Document()
    run = document.add_paragraph().add_run("试A")
    run.font.name = "Times New Roman"
    run._r.rPr.rFonts.set(qn("w:eastAsia"), "宋体")  # type: ignore[union-attr]
    stream = io.BytesIO()
    document.save(stream)
    fonts = asked(stream.getvalue(), Limits()).fonts
    assert fonts == {"宋体": {"试"}, "Times New Roman": {"A"}}


def test_an_accent_counts_with_its_letter_as_it_is_drawn() -> None:
    assert asked(word(("cafe\u0301", "黑体")), Limits()).fonts["黑体"] == set("café")


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(Unreadable, match="unsupported-format"):
        asked(b"plain text", Limits())


def chains() -> dict[str, list[str]]:
    """What fonts.conf puts behind each font that is asked for, in order."""
    told = {}
    for match in ElementTree.parse(FONTS).getroot().iter("match"):
        edit = match.find("edit[@name='family']")
        assert edit is not None
        assert (edit.get("mode"), edit.get("binding")) == ("append", "strong")
        told[match.findtext("test/string", "")] = [one.text or "" for one in edit.iter("string")]
    return told


@pytest.mark.parametrize(
    ("typeface", "names"),
    [
        ("仿宋", ("仿宋_GB2312", "仿宋", "FangSong")),
        ("楷体", ("楷体_GB2312", "楷体", "KaiTi")),
        ("黑体", ("黑体", "SimHei")),
        ("小标宋", ("方正小标宋简体", "方正小标宋_GBK", "小标宋")),
        ("宋体", ("宋体", "SimSun")),
    ],
)
def test_every_name_of_a_typeface_leads_to_the_real_font_first_and_then_to_accepted_stand_ins(
    typeface: str, names: tuple[str, ...]
) -> None:
    told = chains()
    for name in names:
        head = name if len(told[name]) > 1 else told[name][0]
        real = [is_one_of(one, ACCEPTED[typeface]) for one in told[head]]
        assert real == sorted(real, reverse=True)
        assert any(real)
        assert is_one_of(told[head][real.index(False)], STAND_INS[typeface])
