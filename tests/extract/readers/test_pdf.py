"""Text PDFs: characters, lines, paragraphs, cells and their places."""

from __future__ import annotations

import pytest

from extract.document import Document, Paragraph, Table, paragraphs
from extract.readers.pdf.chars import plain
from extract.readers.pdf.reader import read
from tests.extract.readers.pdfdraw import PT, Drawing, pdf

XS = [20.0, 60.0, 190.0]
FULL = "负责全区行政审批和公共服务事项的集中受理与办理工作承"
"""Twenty-six characters of 12 pt: 110 mm, which fills a text column of that width."""


def texts(document: Document) -> list[str]:
    return [p.text for p in paragraphs(document.flow)]


def table(document: Document) -> Table:
    found = [item for item in document.flow if isinstance(item, Table)]
    assert len(found) == 1
    return found[0]


def cell_text(drawing: Drawing, row: int = 0, column: int = 1) -> str:
    cells = {(c.row, c.column): c for c in table(read(pdf(drawing))).cells}
    return cells[row, column].text


def in_cell(*lines: str, size: float = 12.0, x: float = 62.0) -> Drawing:
    """A row of two cells, the second 114 mm wide, with ``lines`` in the second."""
    return Drawing().grid([20, 60, 174], [40, 90]).text(22, 60, "业务范围").lines(x, 45, *lines, size=size)


def test_a_cell_is_read_with_its_page_and_its_box_in_millimetres() -> None:
    drawing = Drawing().grid(XS, [40, 52, 64]).text(22, 46, "单位名称").text(62, 46, "宜昌市西陵区政务服务中心")
    cell = table(read(pdf(Drawing().text(30, 30, "封面"), drawing))).cells[1]
    assert (cell.row, cell.column, cell.text) == (0, 1, "宜昌市西陵区政务服务中心")
    assert (cell.at.reader, cell.at.page) == ("pdf", 2)
    assert cell.at.box is not None
    assert cell.at.box.to_json() == pytest.approx([60, 40, 190, 52], abs=0.1)
    text = next(paragraphs(cell.flow)).at.box
    assert text is not None
    assert text.to_json() == pytest.approx([62, 43.9, 112.8, 48.1], abs=0.7)


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_page_is_read_upright(rotate: int) -> None:
    matrix = {90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}[rotate]
    width, height = (297.0, 210.0) if rotate != 180 else (210.0, 297.0)
    drawing = Drawing(width, height, rotate=rotate)
    place = {90: (46.0, 210 - 22.0), 180: (210 - 22.0, 297 - 46.0), 270: (297 - 46.0, 22.0)}[rotate]
    drawing.turned_text(matrix, *place, "单位名称")
    paragraph = next(paragraphs(read(pdf(drawing)).flow))
    assert paragraph.text == "单位名称"
    assert paragraph.at.box is not None
    assert paragraph.at.box.x0 == pytest.approx(22, abs=0.5)
    assert paragraph.at.box.y1 == pytest.approx(46.7, abs=0.8)
    assert paragraph.at.box.width == pytest.approx(16.9, abs=0.6)


def test_a_page_whose_text_runs_sideways_is_turned_upright() -> None:
    drawing = Drawing(297, 210).turned_text((0, 1, -1, 0), 46, 210 - 22, "单位名称")
    document = read(pdf(drawing))
    assert texts(document) == ["单位名称"]
    assert (round(document.pages[0].width_mm), round(document.pages[0].height_mm)) == (210, 297)


def test_places_count_from_the_crop_box() -> None:
    drawing = Drawing(crop=(10, 20, 200, 290)).text(40, 60, "单位名称").text(40, 10, "裁掉的字")
    document = read(pdf(drawing))
    paragraph = next(paragraphs(document.flow))
    assert paragraph.text == "单位名称"
    assert paragraph.at.box is not None
    assert paragraph.at.box.x0 == pytest.approx(30, abs=0.2)
    assert paragraph.at.box.centre[1] == pytest.approx(40, abs=0.5)
    assert document.pages[0].width_mm == pytest.approx(190, abs=0.1)


def test_text_struck_twice_for_bold_is_read_once() -> None:
    drawing = Drawing().text(30, 40, "申请书").text(30.2, 40, "申请书")
    assert texts(read(pdf(drawing))) == ["申请书"]


def test_a_doubled_character_stays_doubled() -> None:
    assert texts(read(pdf(Drawing().text(30, 40, "天天向上 11 ll")))) == ["天天向上 11 ll"]


def test_a_ligature_keeps_every_letter_that_it_stands_for() -> None:
    drawing = Drawing().text(30, 40, "oXce26@163.com Yoor").text(30, 60, "X")
    assert texts(read(pdf(drawing, ligatures={"X": "ffi", "Y": "ff"}))) == ["office26@163.com ffoor", "ffi"]


def test_words_said_otherwise_than_drawn_stand_where_they_are_drawn_inside_a_form_too() -> None:
    page = Drawing()
    said = "BT 1 0 0 1 {} 0 Tm /Span <</ActualText <FEFF{}>>> BDC <{}> Tj EMC ET"
    run = said.format(100, "5927", "2F24") + said.format(180, "006600660069", "0058")
    words = f"/F1 50 Tf BT 0 0 Td <5B81> Tj ET {run} BT 1 0 0 1 150 0 Tm <9053> Tj ET"
    page.forms.append(("/Type/XObject/Subtype/Form/BBox[-9999 -9999 9999 9999]", words.encode()))
    page.operators.append(f"q 0.24 0 0 0.24 {40 * PT:.2f} {page.up(60):.2f} cm /X0 Do Q")
    (paragraph,) = paragraphs(read(pdf(page)).flow)
    assert paragraph.text.replace(" ", "") == "宁大道ffi"
    assert paragraph.at.box is not None
    assert paragraph.at.box.x0 == pytest.approx(40, abs=1)


def test_a_ligature_struck_twice_for_bold_is_read_once() -> None:
    drawing = Drawing().text(30, 40, "oXce").text(30, 40, "oXce")
    assert texts(read(pdf(drawing, ligatures={"X": "ffi"}))) == ["office"]


@pytest.mark.parametrize(
    ("drawn", "meant"),
    [
        ("⼀", "一"),
        ("⻓", "长"),
        ("\uf9dc", "隆"),
        ("\ufb01", "fi"),
        ("\uf0fe", "☑"),
        ("\uf0a8", "☐"),
        ("☒", "☑"),
        ("￥", "￥"),
    ],
)
def test_substitutes_for_ordinary_characters_are_read_as_these(drawn: str, meant: str) -> None:
    assert plain(ord(drawn)) == meant


def test_a_character_beyond_the_basic_plane_is_one_character() -> None:
    assert texts(read(pdf(Drawing().text(30, 40, "𠮷林")))) == ["𠮷林"]


def test_slanted_text_is_a_watermark_and_not_part_of_the_text() -> None:
    drawing = Drawing().text(30, 40, "单位名称").turned_text((0.7, 0.7, -0.7, 0.7), 60, 200, "样本")
    document = read(pdf(drawing))
    assert texts(document) == ["单位名称"]
    assert "样" in "".join(p.text for p in paragraphs(document.margins))


def test_wrapped_lines_are_one_paragraph_without_a_space() -> None:
    assert cell_text(in_cell(FULL, "担政务服务热线的督办。")) == FULL + "担政务服务热线的督办。"


def test_a_line_that_ends_early_ends_its_paragraph() -> None:
    assert cell_text(in_cell("同意推荐。", "经审查符合条件。")) == "同意推荐。\n经审查符合条件。"


def test_an_indented_line_begins_a_paragraph_even_after_a_full_line() -> None:
    drawing = in_cell(FULL).text(62 + 8.5, 51.5, "其次，")
    assert cell_text(drawing) == FULL + "\n其次，"


def test_a_label_begins_a_paragraph_even_after_a_full_line() -> None:
    assert cell_text(in_cell(FULL, "负责人（签字）：")) == FULL + "\n负责人（签字）："


def test_lines_set_to_the_right_stay_apart_though_both_reach_the_edge() -> None:
    drawing = in_cell("同意申报。").text(142, 70, "单位（盖章）")
    drawing.text(137.5, 77, "2016年5月12日")
    assert cell_text(drawing).split("\n")[1:] == ["单位（盖章）", "2016年5月12日"]


def test_a_centred_label_wrapped_in_its_cell_is_one_paragraph() -> None:
    drawing = Drawing().grid([20, 50, 174], [40, 60]).text(22.3, 47, "标准化机构或").text(26.5, 53.5, "负责部门")
    assert cell_text(drawing, column=0) == "标准化机构或负责部门"


def test_words_wrapped_between_lines_are_parted_by_a_space() -> None:
    drawing = in_cell("Standardization of services in administration and pu", "centres", size=12.0)
    assert cell_text(drawing) == "Standardization of services in administration and pu centres"


def test_an_address_broken_for_want_of_room_gets_no_space() -> None:
    drawing = Drawing().grid([20, 50, 84], [40, 60]).lines(52, 46, "xlqzwzxabc@163", ".com")
    assert cell_text(drawing) == "xlqzwzxabc@163.com"


def test_wide_gaps_are_spaces() -> None:
    drawing = in_cell("2016年").text(90, 45, "月").text(110, 45, "日")
    parts = cell_text(drawing).split()
    assert parts == ["2016年", "月", "日"]


def test_written_spaces_are_kept_and_the_gap_beside_latin_is_none() -> None:
    assert cell_text(in_cell("通过GB/T 19001认证")) == "通过GB/T 19001认证"


def test_a_label_set_one_character_a_line_is_one_word() -> None:
    drawing = Drawing().grid([20, 30, 174], [40, 90]).lines(23, 48, "承", "担", "单", "位", pitch=9)
    assert cell_text(drawing, column=0) == "承担单位"


@pytest.mark.parametrize("turn", [(0, 1, -1, 0), (0, -1, 1, 0)])
def test_a_label_set_sideways_is_one_word_whichever_way_it_runs(turn: tuple[float, float, float, float]) -> None:
    base = (27, 75) if turn[1] > 0 else (23, 50)
    drawing = Drawing().grid([20, 30, 174], [40, 90]).turned_text(turn, *base, "承担单位")
    drawing.lines(40, 48, "同意。", "经审查，", "符合条件。")
    assert cell_text(drawing, column=0) == "承担单位"


def test_lines_of_the_page_wrap_at_the_text_column() -> None:
    line = FULL + "担政务服务热线的受理转办"
    drawing = Drawing().lines(25, 40, line, "和督办工作。", "第二段文字。")
    assert texts(read(pdf(drawing))) == [line + "和督办工作。", "第二段文字。"]


def test_a_title_over_two_lines_of_its_own_stays_two_paragraphs() -> None:
    drawing = Drawing().text(60, 60, "湖北省社会管理和公共服务", 22).text(68, 72, "综合标准化试点申请书", 22)
    assert texts(read(pdf(drawing))) == ["湖北省社会管理和公共服务", "综合标准化试点申请书"]


def test_text_and_tables_follow_one_another_from_top_to_bottom() -> None:
    drawing = (
        Drawing()
        .text(20, 90, "二、创建工作计划")
        .text(20, 30, "一、基本信息")
        .grid(XS, [40, 52])
        .text(22, 46, "单位名称")
    )
    kinds = [type(item).__name__ for item in read(pdf(drawing)).flow]
    assert kinds == ["Paragraph", "Table", "Paragraph"]


def test_underlined_blanks_of_a_cover_are_no_table() -> None:
    drawing = Drawing()
    for row, label in enumerate(("试点名称：", "试点时间：", "承担单位：")):
        drawing.text(40, 100 + 12 * row, label + "某某").line(62, 103 + 12 * row, 160, 103 + 12 * row)
    document = read(pdf(drawing))
    assert texts(document) == ["试点名称：某某", "试点时间：某某", "承担单位：某某"]
    assert all(isinstance(item, Paragraph) for item in document.flow)


def test_a_frame_round_the_page_is_no_table() -> None:
    drawing = Drawing().rect(15, 15, 195, 282).text(30, 40, "申请书")
    assert all(isinstance(item, Paragraph) for item in read(pdf(drawing)).flow)


def test_a_table_in_a_cell_stands_in_that_cells_flow() -> None:
    drawing = Drawing().grid(XS, [40, 100]).text(62, 45, "人员情况：").grid([65, 100, 140], [60, 70, 80])
    drawing.text(67, 65, "高级").text(102, 65, "3名")
    outer = table(read(pdf(drawing)))
    inner = [item for item in outer.cells[1].flow if isinstance(item, Table)]
    assert [c.text for c in inner[0].cells][:2] == ["高级", "3名"]
    assert [type(item).__name__ for item in outer.cells[1].flow] == ["Paragraph", "Table"]


@pytest.mark.parametrize("number", ["- 3 -", "—7—", "第3页 共5页", "3 / 5", "12", "第三页"])
def test_a_page_number_at_the_pages_edge_goes_to_the_margins(number: str) -> None:
    document = read(pdf(Drawing().text(30, 40, "正文").text(100, 285, number)))
    assert texts(document) == ["正文"]
    assert [p.text for p in paragraphs(document.margins)] == [number]


def test_a_header_repeated_on_every_page_goes_to_the_margins() -> None:
    pages = [Drawing().text(30, 15, "试点申请书").text(30, 40, body) for body in ("第一部分", "第二部分")]
    document = read(pdf(*pages))
    assert texts(document) == ["第一部分", "第二部分"]
    assert len(document.margins) == 2


def test_a_number_in_the_text_is_no_page_number() -> None:
    assert texts(read(pdf(Drawing().text(30, 150, "12")))) == ["12"]


def test_text_that_no_cell_encloses_is_not_lost() -> None:
    drawing = Drawing().grid([20, 60, 190], [40, 60]).line(20, 60, 20, 80).line(60, 60, 60, 80).line(20, 80, 60, 80)
    drawing.text(62, 50, "值").text(22, 70, "下").text(100, 70, "旁")
    assert sorted("".join(texts(read(pdf(drawing))))) == sorted("值下旁")


def test_a_date_alone_on_its_line_is_a_paragraph_unless_it_ends_a_period() -> None:
    assert cell_text(in_cell(FULL, "2016年5月12日")) == FULL + "\n2016年5月12日"
    narrow = Drawing().grid([20, 50, 84.5], [40, 60]).lines(52, 46, "2016年10月1日-", "2017年3月31日")
    assert cell_text(narrow) == "2016年10月1日-2017年3月31日"


def test_spacing_between_paragraphs_parts_them_though_the_line_above_is_full() -> None:
    drawing = in_cell(FULL, FULL).text(62, 62, "成立了领导小组。")
    assert cell_text(drawing) == FULL * 2 + "\n成立了领导小组。"


def test_a_full_line_that_ends_its_sentence_ends_a_paragraph_where_every_sentence_ends_its_line() -> None:
    sentence = FULL[:-1] + "。"
    assert cell_text(in_cell(sentence, "成立了领导小组。")) == sentence + "\n成立了领导小组。"
    flowing = "成立了领导小组。" + FULL[9:] + "。"
    assert cell_text(in_cell(flowing, "配备专职人员。")) == flowing + "配备专职人员。"


def test_a_font_that_declares_heights_over_the_next_line_is_found() -> None:
    from extract.layout.chars import Char
    from extract.readers.pdf.chars import _too_tall

    assert _too_tall([Char(20, 20, 23.7, 27.0, "试")])
    assert not _too_tall([Char(20, 20, 23.7, 25.0, "试"), Char(23.7, 20, 25, 27, "1")])


def test_words_that_stand_apart_in_their_line_begin_a_paragraph() -> None:
    from extract.layout.lines import Line
    from extract.layout.paragraphs import paragraphs_of

    full = Line("管理单位　　襄阳市谷城县质量技术监督局、咸阳市乾县政务服务中心", 25, 40, 180, 44, 3.7, 3.7, 3.7)
    label = Line("试点时间　　2019年6月-2019年8月", 25, 45.5, 120, 49.5, 3.7, 3.7, 3.7)
    alone = Line("标准化工作现状及试点创建具备的条件（包括经费等保障条件）：", 25, 45.5, 120, 49.5, 3.7, 3.7, 3.7)
    more = Line("行政审批办", 25, 45.5, 60, 49.5, 3.7, 3.7, 3.7)
    spaced = Line("保　证　单　位　　（试点项目所在地政府）宜昌市人民政府", 25, 45.5, 150, 49.5, 3.7, 3.7, 3.7)
    following = (label, alone, spaced, more)
    assert [len(paragraphs_of([full, next_line], 25, 180, 1)) for next_line in following] == [2, 2, 2, 1]


def test_a_narrow_sign_leaves_no_gap_on_a_turned_page() -> None:
    drawing = Drawing(rotate=180).turned_text((-1, 0, 0, -1), 188, 251, "2011-11-10")
    drawing.operators = [drawing.operators[0].replace("BT", "BT 0.1 Tc")]
    assert texts(read(pdf(drawing))) == ["2011-11-10"]
