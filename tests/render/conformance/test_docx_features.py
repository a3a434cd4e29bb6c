"""The many ways in which Word files say the same: each is read as what it looks like."""

from __future__ import annotations

from dataclasses import replace

import pytest

from render.conformance import DEFAULTS, check
from render.conformance.docx_sheet import read_docx
from render.conformance.docx_text import Said
from render.conformance.sheet import Piece, Sheet
from tests.render.conformance.drawing import (
    HEITI,
    Par,
    Plan,
    document,
    drawn,
    edge,
    letter,
    paged,
    spoilt,
    with_,
    without,
)
from tests.render.conformance.test_hostile import WORD, zipped

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"


def sheet(body: str, **parts: bytes) -> Sheet:
    """The sheet of a body's XML, with the other parts of the file."""
    spaces = f'xmlns:w="{WORD}" xmlns:wp="{DRAWING}" xmlns:a="{MAIN}" xmlns:v="urn:schemas-microsoft-com:vml"'
    document_xml = f"<w:document {spaces}><w:body>{body}</w:body></w:document>".encode()
    return read_docx(zipped(word__document_xml=document_xml, **parts), DEFAULTS.limits)


def styles(inner: str) -> bytes:
    return f'<w:styles xmlns:w="{WORD}">{inner}</w:styles>'.encode()


TEXT = "<w:r><w:t>字</w:t></w:r>"


def test_a_style_hands_down_what_the_one_it_rests_on_says() -> None:
    inner = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:jc w:val="center"/></w:pPr>'
        '<w:rPr><w:rFonts w:eastAsia="黑体"/><w:sz w:val="32"/><w:color w:val="FF0000"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:rPr><w:sz w:val="44"/></w:rPr></w:style>'
    )
    body = f'<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr>{TEXT}</w:p><w:p>{TEXT}</w:p>'
    styled, plain = sheet(body, word__styles_xml=styles(inner)).paragraphs
    assert (styled.pieces[0].font, styled.points, styled.colors, styled.align) == ("黑体", 22, ("FF0000",), "center")
    assert (plain.points, plain.colors) == (10.5, ("000000",))


def test_a_character_style_and_direct_formatting_come_last() -> None:
    inner = '<w:style w:type="character" w:styleId="c"><w:rPr><w:rFonts w:eastAsia="楷体"/><w:sz w:val="30"/></w:rPr></w:style>'
    body = (
        '<w:p><w:r><w:rPr><w:rStyle w:val="c"/></w:rPr><w:t>甲</w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="c"/><w:sz w:val="28"/></w:rPr><w:t>乙丙</w:t></w:r></w:p>'
    )
    (only,) = sheet(body, word__styles_xml=styles(inner)).paragraphs
    assert [(one.text, one.font, one.points) for one in only.pieces] == [("甲", "楷体", 15), ("乙丙", "楷体", 14)]


def test_fonts_of_the_theme_are_looked_up() -> None:
    theme = (
        f'<a:theme xmlns:a="{MAIN}"><a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/>'
        '<a:font script="Hans" typeface="宋体"/></a:minorFont></a:theme>'
    ).encode()
    fonts = '<w:rPr><w:rFonts w:eastAsiaTheme="minorEastAsia" w:asciiTheme="minorAscii"/></w:rPr>'
    body = f"<w:p><w:r>{fonts}<w:t>字a</w:t></w:r></w:p>"
    (only,) = sheet(body, word__theme__theme1_xml=theme).paragraphs
    assert [one.font for one in only.pieces] == ["宋体", "Calibri"]


def test_deleted_hidden_and_doubled_text_is_not_there() -> None:
    body = (
        "<w:p><w:del><w:r><w:t>删</w:t></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
        "<w:ins><w:r><w:t>增</w:t></w:r></w:ins></w:p>"
    )
    assert [one.text for one in sheet(body).paragraphs] == ["增"]


def section(grid: str = "", margins: str = "") -> str:
    return (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" {margins}/>{grid}</w:sectPr>'
    )


def body_text(spacing: str = "") -> str:
    size = '<w:rPr><w:sz w:val="32"/></w:rPr>'
    return f"<w:p><w:pPr>{spacing}</w:pPr><w:r>{size}<w:t>{'字' * 60}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("spacing", "grid", "pitch"),
    [
        ('<w:spacing w:line="579" w:lineRule="exact"/>', "", 28.95),
        ("", '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-848"/>', 28.95),
        ('<w:snapToGrid w:val="0"/>', '<w:docGrid w:type="lines" w:linePitch="579"/>', 20.8),
        ('<w:spacing w:line="360" w:lineRule="auto"/>', "", 31.2),
        ('<w:spacing w:line="600" w:lineRule="atLeast"/>', "", 30.0),
    ],
)
def test_the_pitch_comes_of_spacing_and_grid(spacing: str, grid: str, pitch: float) -> None:
    assert sheet(body_text(spacing) + section(grid)).pitch == pytest.approx(pitch)


def test_words_own_way_to_28_characters_is_understood() -> None:
    grid = '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-848"/>'
    assert sheet(body_text() + section(grid)).advance == pytest.approx(15.793, abs=0.001)


def test_a_gutter_widens_the_left_edge() -> None:
    (page,) = sheet(body_text() + section(margins='w:gutter="567"')).pages
    assert page.left == pytest.approx(38, abs=0.1)


@pytest.mark.parametrize(
    "line",
    [
        '<w:drawing><wp:anchor><wp:positionH relativeFrom="page"><wp:posOffset>1008000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>3600000</wp:posOffset></wp:positionV>'
        '<wp:extent cx="5616000" cy="0"/><a:graphic><a:prstGeom prst="line"/>'
        '<a:ln w="12700"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:ln></a:graphic></wp:anchor></w:drawing>',
        '<w:pict><v:line from="0,0" to="442.2pt,0" strokecolor="red" strokeweight="1pt"/></w:pict>',
    ],
)
def test_a_drawn_red_line_is_a_rule(line: str) -> None:
    (rule,) = sheet(f"<w:p><w:r>{line}</w:r></w:p>" + section()).rules
    assert rule.width == pytest.approx(156, abs=0.1)
    assert rule.left == pytest.approx(28, abs=0.1)
    assert rule.thickness == pytest.approx(0.35, abs=0.01)
    assert rule.color == "FF0000"


def test_a_border_that_a_style_draws_is_a_rule() -> None:
    inner = (
        '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:pBdr>'
        '<w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="8" w:color="FF0000"/></w:pBdr></w:pPr></w:style>'
    )
    body = f'<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr>{TEXT}</w:p>' + section()
    (rule,) = sheet(body, word__styles_xml=styles(inner)).rules
    assert (rule.strokes, rule.color, rule.after) == ("thick-thin", "FF0000", 1)


def imprint(upright: str = "none") -> str:
    """A 版记 in a table of one column, its rows parted by lines."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{size}"/>' for side, size in (("top", 8), ("insideH", 6), ("bottom", 8))
    )
    rows = "".join(
        f'<w:tr><w:tc><w:p><w:pPr><w:ind w:left="280"/></w:pPr><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>'
        for text in ("抄送：省政府办公厅。", "办公室　2016年4月6日印发")
    )
    borders = f'<w:tblPr><w:tblBorders>{lines}<w:left w:val="{upright}"/></w:tblBorders></w:tblPr>'
    return f'<w:tbl>{borders}<w:tblGrid><w:gridCol w:w="8844"/></w:tblGrid>{rows}</w:tbl>'


def test_a_table_without_upright_lines_is_layout_and_its_lines_are_rules() -> None:
    read = sheet(body_text() + imprint() + section())
    assert [round(rule.thickness, 2) for rule in read.rules] == [0.35, 0.26, 0.35]
    assert all(rule.width == pytest.approx(156, abs=0.1) for rule in read.rules)
    assert [one.in_table for one in read.paragraphs] == [False] * 3
    assert read.paragraphs[1].left == pytest.approx(28 + 1.9 + 4.94, abs=0.1)


def test_a_ruled_tables_text_stands_apart() -> None:
    read = sheet(body_text() + imprint("single") + section())
    assert [one.in_table for one in read.paragraphs] == [False, True, True]
    assert read.rules == ()


def found(plan: Plan) -> set[str]:
    return {one.id for one in check(drawn(plan), "paper.docx").deviations}


def test_a_paper_made_upward_has_its_number_at_the_left_and_names_who_signs() -> None:
    def upward(plan: Plan) -> Plan:
        made = {}
        for name, one in plan.body.items():
            if name == "number":
                made[name] = replace(one, align="left", text="　" + one.text)
                made["signer"] = Par("签发人：张三", align="right", right=1)
            else:
                made[name] = one
        return replace(plan, body=made)

    assert found(upward(document())) == {"typeface"}
    report = check(drawn(upward(document())), "paper.docx")
    assert [one.element for one in report.deviations] == ["签发人姓名"]
    assert found(spoilt(upward(document()), with_("signer", right=4))) == {"typeface", "signer-place"}


def test_a_paper_without_its_parts_is_told_which_are_missing() -> None:
    bare = spoilt(letter(), without("number", "title", "date", "signature"), paged(head=None, first_foot=None))
    report = check(drawn(bare), "bare.docx", replace(DEFAULTS, format="letter"))
    missing = {"mark-present", "number-form", "title-present", "date-present", "letter-rules-present"}
    assert missing <= {one.id for one in report.deviations}


def test_elements_are_named_with_their_words() -> None:
    told = check(drawn(document()), "paper.docx").elements
    assert told["份号"] == "000001"
    assert told["附件说明"] == "附件：1.试点项目汇总表\n2.试点工作计划"
    assert list(told)[:5] == ["份号", "密级和保密期限", "紧急程度", "发文机关标志", "发文字号"]
    assert {"版记"}.isdisjoint(told)


def test_a_black_mark_in_the_body_is_known_by_its_size() -> None:
    plain = spoilt(letter(), edge("head", color="000000", font=HEITI))
    assert found(plain) == {"mark-color", "title-typeface"}


@pytest.mark.parametrize(("text", "letters", "digits", "points"), [
    ("2026年11月23日", True, True, 5 * 4),
    ("2026年11月23日", True, False, 0),
    ("第A章", True, True, 2 * 4),
    ("第A章", False, True, 0),
    ("〔2026〕12号", True, True, 4),  # none beside brackets
])  # fmt: skip
def test_chinese_stands_a_quarter_of_a_character_off_letters_and_digits(
    text: str, letters: bool, digits: bool, points: float
) -> None:
    words = Said(((Piece(text, "仿宋", 16), 0.0),))
    assert words.gaps(letters, digits) == points
