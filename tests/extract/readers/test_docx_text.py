"""The text of Word paragraphs: what is printed, once and in order."""

from __future__ import annotations

import pytest

from extract.document import Document, paragraphs
from extract.readers.word.docx import read
from tests.extract.readers.wordml import both, docx, field, line, p, r, say, sdt, t, tbl, tc, text_box, tr

STYLES = """<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="a"><w:name w:val="章"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="b"><w:name w:val="节"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="c"><w:name w:val="正文"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="n"><w:name w:val="编号"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="h"><w:name w:val="隐"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="x"><w:name w:val="环"/><w:basedOn w:val="y"/></w:style>
<w:style w:type="paragraph" w:styleId="y"><w:name w:val="环二"/><w:basedOn w:val="x"/></w:style>
</w:styles>"""


def text(*content: str) -> str:
    """The text of a paragraph with ``content``."""
    return read(docx(p(*content))).text


def styled(*body: str, numbering: str = "") -> Document:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return read(
        docx(
            *body,
            parts={"word/styles.xml": STYLES, "word/numbering.xml": f"<w:numbering {space}>{numbering}</w:numbering>"},
            relations=(("rId1", "styles", "styles.xml"), ("rId2", "numbering", "numbering.xml")),
        )
    )


def test_runs_join_without_a_seam() -> None:
    assert text(say("试点"), say("名"), say("称")) == "试点名称"


def test_tabs_breaks_and_hyphens_become_characters() -> None:
    assert text(r(t("电话"), "<w:tab/>", t("027"), "<w:noBreakHyphen/>", t("1"), "<w:br/>", t("完"), "<w:cr/>")) == (
        "电话\t027-1\n完\n"
    )


def test_page_and_column_breaks_are_no_text() -> None:
    assert text(r(t("上"), '<w:br w:type="page"/>', '<w:br w:type="column"/>', t("下"))) == "上下"


def test_space_round_a_text_counts_only_where_it_is_preserved() -> None:
    assert text("<w:r><w:t>\n 甲 \n</w:t></w:r>", say(" 乙 ")) == "甲 乙 "


def test_hyperlinks_insertions_and_smart_tags_are_looked_through() -> None:
    wrapped = (
        f"<w:hyperlink>{say('甲')}</w:hyperlink>",
        f"<w:ins>{say('乙')}</w:ins>",
        f"<w:moveTo>{say('丙')}</w:moveTo>",
        f"<w:smartTag>{say('丁')}</w:smartTag>",
        f"<w:customXml>{say('戊')}</w:customXml>",
        f"<w:unheardOf>{say('己')}</w:unheardOf>",
        "<m:oMath><m:r><m:t>庚</m:t></m:r></m:oMath>",
    )
    assert text(*wrapped) == "甲乙丙丁戊己庚"


def test_deleted_and_moved_text_is_gone() -> None:
    gone = r("<w:delText>旧</w:delText>")
    assert text(say("甲"), f"<w:del>{gone}</w:del>", f"<w:moveFrom>{say('旧')}</w:moveFrom>", say("乙")) == "甲乙"


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    end = "<w:rPr><w:del/></w:rPr>"
    document = read(docx(line("武汉市", end), line("江汉区", end), line("民政局"), line("完")))
    assert [(item.text, item.at.path) for item in paragraphs(document.flow)] == [
        ("武汉市江汉区民政局", "paragraph 1"),
        ("完", "paragraph 2"),
    ]


def test_a_deleted_paragraph_end_before_a_table_keeps_its_text() -> None:
    document = read(docx(line("说明", "<w:rPr><w:del/></w:rPr>"), tbl(tr(tc(line("格"))))))
    assert document.text == "说明\n格"


@pytest.mark.parametrize(
    ("value", "printed"), [("", ""), ('w:val="1"', ""), ('w:val="0"', "暗"), ('w:val="false"', "暗")]
)
def test_hidden_text_is_left_out(value: str, printed: str) -> None:
    assert text(say("明"), say("暗", f"<w:vanish {value}/>")) == "明" + printed


@pytest.mark.parametrize("stroke", ["strike", "dstrike"])
def test_struck_out_text_is_left_out_and_named(stroke: str) -> None:
    document = read(docx(p(say("联系人："), say("张三", f"<w:{stroke}/>"), say("李四"))))
    assert document.text == "联系人：李四"
    (told,) = document.problems
    assert told.code == "words-struck"
    assert "「张三」" in told.message


@pytest.mark.parametrize("pieces", [("是", "/", "~否"), ("~是", "/", "否"), ("~机关", "／", "是", "、", "~其他")])
def test_signs_between_struck_words_and_others_go_with_them(pieces: tuple[str, ...]) -> None:
    runs = [say(piece.lstrip("~"), "<w:strike/>" if piece[0] == "~" else "") for piece in pieces]
    assert read(docx(p(*runs))).text in ("是", "否")


@pytest.mark.parametrize("pieces", [("~是", "/", "~否"), ("~027-85751234", "/")])
def test_signs_that_alone_are_left_of_struck_words_stay(pieces: tuple[str, ...]) -> None:
    runs = [say(piece.lstrip("~"), "<w:strike/>" if piece[0] == "~" else "") for piece in pieces]
    assert read(docx(p(*runs))).text == "/"


def test_a_stroke_that_is_turned_off_strikes_nothing_out() -> None:
    document = read(docx(p(say("同意", '<w:strike w:val="0"/>'))))
    assert (document.text, document.problems) == ("同意", ())


def test_text_hidden_by_its_style_is_left_out() -> None:
    hidden, shown = say("暗", '<w:rStyle w:val="h"/>'), say("亮", '<w:rStyle w:val="h"/><w:vanish w:val="0"/>')
    assert styled(p(say("明"), hidden, shown)).text == "明亮"


def test_ruby_is_read_without_its_pronunciation() -> None:
    ruby = f"<w:ruby><w:rt>{say('hàn')}</w:rt><w:rubyBase>{say('汉')}</w:rubyBase></w:ruby>"
    assert text(say("武"), r(ruby)) == "武汉"


def test_notes_and_comments_are_no_text() -> None:
    marks = r('<w:footnoteReference w:id="1"/>', "<w:annotationRef/>", '<w:commentReference w:id="1"/>')
    assert text(say("甲"), marks, '<w:commentRangeEnd w:id="1"/>') == "甲"


def test_fields_give_their_result_and_not_their_instruction() -> None:
    simple = f'<w:fldSimple w:instr="DATE">{say("2016年")}</w:fldSimple>'
    assert text(field(" PAGE ", say("3")), simple, field("REF x")) == "32016年"


def test_a_field_nested_in_an_instruction_is_not_printed() -> None:
    condition = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + field("MERGEFIELD 性别", say("男"))
        + '<w:r><w:instrText> = "男"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + say("先生")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert text(say("张"), condition, say("好")) == "张先生好"


def test_a_field_over_two_paragraphs_keeps_both_results() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    first = p(begin, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', say("一"))
    assert read(docx(first, p(say("二"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>', say("三")))).text == "一\n二三"


def test_a_field_that_never_ends_swallows_nothing() -> None:
    assert text('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', say("武汉市民政局")) == "武汉市民政局"
    assert text('<w:r><w:fldChar w:fldCharType="end"/></w:r>', say("留")) == "留"


@pytest.mark.parametrize(
    ("state", "printed"),
    [
        ("<w:checked/>", "☑"),
        ('<w:checked w:val="1"/>', "☑"),
        ('<w:checked w:val="0"/>', "☐"),
        ('<w:default w:val="1"/>', "☑"),
        ('<w:default w:val="0"/>', "☐"),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', "☐"),
        ("", "☐"),
    ],
)
def test_a_legacy_checkbox_shows_its_state(state: str, printed: str) -> None:
    data = f"<w:ffData><w:checkBox>{state}</w:checkBox></w:ffData>"
    assert text(field("FORMCHECKBOX", data=data), say("有")) == printed + "有"
    assert text(say("选"), field("FORMCHECKBOX", say(""), data=data), say("有")) == f"选{printed}有"


def test_a_legacy_text_field_gives_what_was_typed() -> None:
    data = '<w:ffData><w:textInput><w:default w:val="请填写"/></w:textInput></w:ffData>'
    assert text(field("FORMTEXT", say("王芳"), data=data)) == "王芳"


def test_a_legacy_list_gives_the_chosen_entry() -> None:
    entries = '<w:listEntry w:val="企业"/><w:listEntry w:val="事业单位"/>'
    data = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    assert text(field("FORMDROPDOWN", data=data)) == "事业单位"


@pytest.mark.parametrize(
    ("instruction", "printed"),
    [
        ("eq \\o\\ac(□,√)", "☑"),
        (" EQ \\o\\ac(○,1) ", "1"),
        ('SYMBOL 254 \\f "Wingdings" \\s 12', "☑"),
        ('SYMBOL 163 \\f "Wingdings 2"', "☐"),
        ("eq \\o\\ac(□, )", "☐"),
        ("eq \\f(1,2)", ""),
    ],
)
def test_enclosed_characters_and_symbols_made_by_fields_are_shown(instruction: str, printed: str) -> None:
    assert text(say("有"), field(instruction)) == "有" + printed


@pytest.mark.parametrize(("checked", "glyph"), [("1", "☒"), ("0", "☐"), ("1", "√"), ("0", "□"), ("1", "")])
def test_a_checkbox_control_shows_its_state_whatever_glyph_draws_it(checked: str, glyph: str) -> None:
    box = sdt(say(glyph), props=f'<w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox>')
    assert text(say("有"), box, say("无")) == ("有☑无" if checked == "1" else "有☐无")


def test_a_checkbox_control_keeps_text_typed_into_it() -> None:
    props = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
    assert text(sdt(say("☒有"), props=props)) == "☑有"
    assert text(sdt(say("有事故"), props=props)) == "☑有事故"


def test_a_checkbox_control_round_a_paragraph_or_drawn_by_a_symbol_shows_its_state() -> None:
    props = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
    symbol = r('<w:sym w:font="Wingdings" w:char="F0FE"/>')
    assert read(docx(sdt(line("☐"), props=props))).text == "☑"
    assert text(sdt(symbol, props=props), say("有")) == "☑有"
    assert read(docx(sdt(props=props))).text == "☑"


@pytest.mark.parametrize(
    ("font", "char", "printed"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "F0FD", "☑"),
        ("Wingdings", "F0A8", "☐"),
        ("Wingdings", "F06F", "☐"),
        ("Wingdings", "F052", "☑"),
        ("Wingdings", "00FE", "☑"),
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings 2", "F050", "✓"),
        ("Wingdings 2", "F0A3", "☐"),
        ("MS Gothic", "2611", "☑"),
        ("Symbol", "F0D6", "√"),
        ("Wingdings", "F041", "\uf041"),
        ("Wingdings", "坏", ""),
        ("Wingdings", "D800", ""),
    ],
)
def test_symbols_become_the_characters_they_show(font: str, char: str, printed: str) -> None:
    assert text(r(f'<w:sym w:font="{font}" w:char="{char}"/>'), say("有")) == printed + "有"


def test_letters_in_a_pictorial_font_become_what_they_show() -> None:
    assert text(say("R", '<w:rFonts w:ascii="Wingdings 2"/>'), say("R有")) == "☑R有"
    assert text(say("\uf0a8", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')) == "☐"


def test_placeholder_text_of_a_control_is_no_text() -> None:
    empty = sdt(say("单击此处输入文字。"), props="<w:showingPlcHdr/>")
    filled = sdt(say("武汉市民政局"), props='<w:showingPlcHdr w:val="0"/>')
    assert text(say("单位："), empty, filled) == "单位：武汉市民政局"


def test_placeholder_cells_keep_their_place_in_the_row() -> None:
    row = tr(tc(line("名称")), sdt(tc(line("请输入")), props="<w:showingPlcHdr/>"), tc(line("编号")))
    (table,) = read(docx(tbl(row))).flow
    assert [(cell.column, cell.text) for cell in table.cells] == [(0, "名称"), (1, ""), (2, "编号")]  # type: ignore[union-attr]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    document = read(docx(p(say("前"), text_box(line("框内"), line("二行")), say("后")), line("下")))
    assert [(item.text, item.at.path) for item in paragraphs(document.flow)] == [
        ("前后", "paragraph 1"),
        ("框内", "paragraph 1, text box 1"),
        ("二行", "paragraph 1, text box 1"),
        ("下", "paragraph 2"),
    ]


def test_a_text_box_written_for_old_programs_only_is_read() -> None:
    box = f"<w:pict><v:shape><v:textbox><w:txbxContent>{line('旧框')}</w:txbxContent></v:textbox></v:shape></w:pict>"
    assert read(docx(p(r(box)))).text == "\n旧框"


def test_word_art_is_text() -> None:
    assert read(docx(p(r('<w:pict><v:shape><v:textpath string="样本"/></v:shape></w:pict>')))).text == "\n样本"


def test_of_two_alternatives_one_is_read() -> None:
    assert text(r(both(t("新"), t("旧")))) == "新"
    assert text(r(both(t("新"), t("旧"), requires="wpi"))) == "旧"
    assert read(docx(both(line("新"), line("旧")))).text == "新"


def test_headings_are_told_by_style_and_outline_level() -> None:
    def heading(props: str) -> bool:
        return next(paragraphs(styled(line("一、基本信息", props)).flow)).heading

    assert heading('<w:pStyle w:val="1"/>')
    assert heading('<w:pStyle w:val="a"/>')
    assert heading('<w:pStyle w:val="b"/>')
    assert heading('<w:outlineLvl w:val="0"/>')
    assert not heading('<w:pStyle w:val="c"/>')
    assert not heading('<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>')
    assert not heading('<w:pStyle w:val="无此样式"/>')
    assert not heading('<w:pStyle w:val="x"/>')
    assert not heading("")


def test_headers_and_footers_stand_apart() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    section = '<w:sectPr><w:headerReference r:id="rId1"/><w:footerReference r:id="rId2"/></w:sectPr>'
    document = read(
        docx(
            line("正文"),
            section,
            parts={
                "word/h.xml": f"<w:hdr {space}>{line('页眉')}</w:hdr>",
                "word/f.xml": f"<w:ftr {space}>{line('页脚')}</w:ftr>",
            },
            relations=(("rId1", "header", "h.xml"), ("rId2", "footer", "f.xml")),
        )
    )
    assert document.text == "正文"
    assert [(item.text, item.at.path) for item in paragraphs(document.margins)] == [
        ("页眉", "header 1, paragraph 1"),
        ("页脚", "footer 1, paragraph 1"),
    ]


def levels(*formats: tuple[str, str], extra: str = "") -> str:
    """A numbering part whose list 1 has these levels (format, label text)."""
    lvl = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{name}"/>{extra}<w:lvlText w:val="{label}"/></w:lvl>'
        for i, (name, label) in enumerate(formats)
    )
    num = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="7">{lvl}</w:abstractNum>{num}'


def numbered(label: str, level: int = 0, num: int = 1) -> str:
    return line(label, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def test_numbering_labels_are_counted_by_level() -> None:
    document = styled(
        numbered("基本信息"), numbered("单位", 1), numbered("人员", 1), numbered("计划"), numbered("步骤", 1),
        numbering=levels(("chineseCounting", "%1、"), ("decimal", "%1.%2"), extra="<w:isLgl/>"),
    )  # fmt: skip
    assert document.text.split("\n") == ["1、基本信息", "1.1 单位", "1.2 人员", "2、计划", "2.1 步骤"]


@pytest.mark.parametrize(
    ("name", "tenth", "twentieth_first"),
    [
        ("chineseCounting", "十", "二十一"),
        ("chineseCountingThousand", "十", "二十一"),
        ("decimal", "10", "21"),
        ("decimalEnclosedCircle", "⑩", "21"),
        ("decimalFullWidth", "１０", "２１"),
        ("decimalZero", "10", "21"),
        ("upperRoman", "X", "XXI"),
        ("lowerLetter", "j", "u"),
        ("upperLetter", "J", "U"),
        ("ideographTraditional", "癸", "甲"),
        ("chineseLegalSimplified", "壹拾", "贰拾壹"),
        ("unheardOf", "10", "21"),
    ],
)
def test_labels_are_written_in_the_list_s_own_numerals(name: str, tenth: str, twentieth_first: str) -> None:
    rows = styled(*[numbered("项") for _ in range(21)], numbering=levels((name, "（%1）"))).text.split("\n")
    assert (rows[9], rows[20]) == (f"（{tenth}）项", f"（{twentieth_first}）项")


@pytest.mark.parametrize("name", ["bullet", "none"])
def test_bullets_are_no_text(name: str) -> None:
    assert styled(numbered("项"), numbering=levels((name, "●"))).text == "项"


def test_a_style_may_number_its_paragraphs_and_a_paragraph_may_refuse() -> None:
    plain = line("项", '<w:pStyle w:val="n"/>')
    refused = line("项", '<w:pStyle w:val="n"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    document = styled(plain, refused, plain, numbering=levels(("chineseCounting", "%1、")))
    assert document.text == "一、项\n项\n二、项"


def test_a_numbered_paragraph_without_text_is_its_label() -> None:
    assert styled(numbered(""), numbered(""), numbering=levels(("decimal", "%1"))).text == "1\n2"


def test_a_restarted_list_begins_again() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    again = f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{start}</w:num>'
    rows = (numbered("甲"), numbered("乙"), numbered("丙", num=2), numbered("丁", num=2))
    assert styled(*rows, numbering=levels(("decimal", "%1、")) + again).text == "1、甲\n2、乙\n1、丙\n2、丁"


def test_numbering_that_is_not_defined_changes_nothing() -> None:
    assert styled(numbered("甲", num=9)).text == "甲"
    assert read(docx(numbered("甲"))).text == "甲"
