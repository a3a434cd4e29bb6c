"""Answers written into an official Word file: where they go, how they look, and what of the file stays."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from extract.document import Table, paragraphs
from extract.readers.word.docx import read as read_docx
from forms.overlay import Overlay, parse
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark
from render.errors import RenderError
from render.official.filled import filled_in
from render.official.places import spots
from render.official.words import Words
from render.standard.stamp import Stamp
from tests.drawing import Drawing, layout
from tests.stamps import SEAL_MM, SIGNATURE_MM, seal, signature

_TOP = 'form = "annex1-application"\nedition = "test-1"\nbase = "national"\nsource = "试印的空白表"\n'


def overlay(*entries: str) -> Overlay:
    return parse("\n".join((_TOP, *entries)), "annex1-application--test-1.toml")


def cover(slot: str, label: str, at: str, **more: str) -> str:
    lines = [
        f'slot = "{slot}"',
        f'label = "{label}"',
        f'at = "{at}"',
        *(f"{key} = {value}" for key, value in more.items()),
    ]
    return "\n".join(["[[cover]]", *lines, ""])


def record(fields: dict[str, Any] | None = None, **more: Any) -> Record:
    answers = {slot: value if isinstance(value, Answer) else Answer(value) for slot, value in (fields or {}).items()}
    return Record("annex1-application", "test-1", "hans", answers, **more)


def saved(word: Any) -> bytes:
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def line(text: str) -> Any:
    """A Word file of one paragraph."""
    word = docx.Document()
    word.add_paragraph(text)
    return word


def written(text: str, slot: str, label: str, value: Any, **more: str) -> str:
    """What the only paragraph of a file says once the answer is written there."""
    made = overlay(cover(slot, label, "paragraph 1", **more))
    return str(opened(filled_in(saved(line(text)), made, record({slot: value}))).paragraphs[0].text)


# -- behind a label ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("项目名称：", "项目名称：江宁区试点"),
        ("项目名称：____________", "项目名称：江宁区试点"),
        ("项目名称：________（盖章）", "项目名称：江宁区试点（盖章）"),
        ("项目名称（全称）：　　　　", "项目名称（全称）：江宁区试点"),
        ("项 目 名 称：", "项 目 名 称：江宁区试点"),
        ("項目名稱：", "項目名稱：江宁区试点"),
        ("项目名称：（　　）", "项目名称：江宁区试点"),
        ("1. 项目名称：XXXX试点", "1. 项目名称：江宁区试点"),
        ("项目名称　　　　　", "项目名称　江宁区试点"),
        ("项目名称：______ 邮编：____", "项目名称：江宁区试点 邮编：____"),
    ],
)
def test_an_answer_takes_the_blank_behind_its_label(printed: str, expected: str) -> None:
    assert written(printed, "pilot_name", "项目名称", "江宁区试点") == expected


def test_a_hint_gives_way_to_the_answer() -> None:
    hint = '["（填写全称）"]'
    assert (
        written("项目名称：（填写全称）", "pilot_name", "项目名称", "江宁区试点", hints=hint) == "项目名称：江宁区试点"
    )


@pytest.mark.parametrize("printed", ["    年   月   日", "　　　　年　月　日", "2018年 月 日", "20__年__月__日"])
def test_a_bare_date_is_written_over_its_prompt(printed: str) -> None:
    assert written(printed, "filed_on", "填报日期", "2018-03-15", unlabelled="true").strip() == "2018年3月15日"


def test_two_answers_in_one_paragraph_stand_behind_their_own_labels() -> None:
    made = overlay(cover("postcode", "邮编", "paragraph 1"), cover("email", "电子邮箱", "paragraph 1"))
    data = filled_in(saved(line("邮编：        电子邮箱：")), made, record({"postcode": "211100", "email": "a@b.cn"}))
    assert opened(data).paragraphs[0].text == "邮编：211100　　电子邮箱：a@b.cn"


def test_an_answer_wears_the_look_of_the_line_it_is_written_on() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph()
    paragraph.add_run("项目名称：").bold = True
    blank = paragraph.add_run("          ")
    blank.underline, blank.font.size = True, Pt(15)
    runs = (
        opened(
            filled_in(
                saved(word), overlay(cover("pilot_name", "项目名称", "paragraph 1")), record({"pilot_name": "试点"})
            )
        )
        .paragraphs[0]
        .runs
    )
    assert [(run.text, run.bold, run.underline, run.font.size) for run in runs] == [
        ("项目名称：", True, None, None),
        ("试点", None, True, Pt(15)),
    ]


def test_an_empty_cell_gives_its_answer_the_look_of_its_own_end_of_paragraph() -> None:
    word = docx.Document()
    cell = word.add_table(1, 2).rows[0].cells[1]
    look = parse_xml(f'<w:rPr {nsdecls("w")}><w:color w:val="0000FF"/></w:rPr>')
    cell.paragraphs[0]._p.get_or_add_pPr().append(look)
    made = overlay(cover("pilot_name", "项目名称", "table 1, row 1, cell 2"))
    found = opened(filled_in(saved(word), made, record({"pilot_name": "试点"}))).tables[0].rows[0].cells[1]
    assert found.paragraphs[0].runs[0].font.color.rgb == RGBColor(0, 0, 255)


def test_several_paragraphs_of_an_answer_stand_one_under_another_in_its_cell() -> None:
    word = docx.Document()
    word.add_table(1, 2).rows[0].cells[1].text = "（不超过200字）"
    made = overlay(cover("conditions", "工作基础", "table 1, row 1, cell 2", hints='["（不超过200字）"]'))
    found = opened(filled_in(saved(word), made, record({"conditions": "第一段。\n第二段。"})))
    assert found.tables[0].rows[0].cells[1].text == "第一段。\n第二段。"


def test_words_of_measure_stay_beside_the_answer() -> None:
    made = overlay(cover("postcode", "邮编", "paragraph 1"))
    assert opened(filled_in(saved(line("邮编：______号")), made, record({"postcode": "211100"}))).paragraphs[
        0
    ].text == ("邮编：211100号")


# -- boxes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "value", "expected"),
    [
        ("□有　□无", {"answer": False, "text": ""}, "□有　☑无"),
        ("□有　□无，说明：______", {"answer": True, "text": "一起投诉"}, "☑有　□无，说明：一起投诉"),
        ("有□　无□", {"answer": False, "text": ""}, "有□　无☑"),
        ("☐有 ☐无", {"answer": True, "text": ""}, "☑有 ☐无"),
    ],
)
def test_the_box_of_the_answer_is_ticked(printed: str, value: object, expected: str) -> None:
    word = docx.Document()
    word.add_table(1, 2).rows[0].cells[1].text = printed
    made = overlay(cover("incidents_last_3_years", "有无事故", "table 1, row 1, cell 2"))
    found = opened(filled_in(saved(word), made, record({"incidents_last_3_years": value})))
    assert found.tables[0].rows[0].cells[1].text == expected


def test_a_box_of_a_content_control_is_ticked_in_its_state_too() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("有无事故：有")
    space = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    paragraph._p.append(
        parse_xml(
            f'<w:sdt {nsdecls("w")} {space}><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr>'
            "<w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
        )
    )
    made = overlay(cover("incidents_last_3_years", "有无事故", "paragraph 1"))
    data = filled_in(saved(word), made, record({"incidents_last_3_years": {"answer": True, "text": ""}}))
    assert "有☑" in read_docx(data).text


# -- rows ------------------------------------------------------------------------------


_PLAN = """
[[section]]
id = "plan"
title = "二、工作计划"
at = "table 1"
[[section.column]]
slot = "step"
label = "阶段"
[[section.column]]
slot = "work"
label = "工作内容"
"""


def plan_table(rows: int, columns: tuple[str, ...] = ("序号", "阶段", "工作内容")) -> Any:
    word = docx.Document()
    table = word.add_table(1 + rows, len(columns))
    for cell, label in zip(table.rows[0].cells, columns, strict=True):
        cell.text = label
    for number, row in enumerate(table.rows[1:], 1):
        row.cells[0].text = str(number)
    return word


def plan_of(word: Any, count: int) -> list[list[str]]:
    rows = tuple({"step": Answer(f"第{n}步"), "work": Answer(f"工作{n}")} for n in range(1, count + 1))
    data = filled_in(
        saved(word), overlay(cover("pilot_name", "项目名称", "paragraph 1"), _PLAN), record(rows={"plan": rows})
    )
    return [[cell.text for cell in row.cells] for row in opened(data).tables[0].rows]


@pytest.mark.parametrize("room", [1, 2, 5])
def test_rows_fill_the_empty_ones_first_and_then_copies_of_the_last(room: int) -> None:
    found = plan_of(plan_table(room), 3)
    assert found[1:4] == [["1", "第1步", "工作1"], ["2", "第2步", "工作2"], ["3", "第3步", "工作3"]]
    assert [row[1:] for row in found[4:]] == [["", ""]] * max(0, room - 3)


def test_rows_below_the_answers_are_left_alone() -> None:
    word = plan_table(2)
    last = word.tables[0].add_row().cells
    last[0].merge(last[2]).text = "注：可另附页"
    found = plan_of(word, 4)
    assert [row[1] for row in found] == ["阶段", "第1步", "第2步", "第3步", "第4步", "注：可另附页"]


def test_a_table_without_a_row_to_write_in_is_said_to_have_no_place() -> None:
    with pytest.raises(RenderError) as caught:
        plan_of(plan_table(0), 1)
    assert caught.value.code == "place-missing"
    assert "工作计划" in caught.value.message


# -- blocks ----------------------------------------------------------------------------


def block(*lines: str, label: str = "申请单位意见") -> Any:
    word = docx.Document()
    cells = word.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = label, lines[0]
    for text in lines[1:]:
        cells[1].add_paragraph(text)
    return word


_BLOCK = """
[[block]]
id = "lead_unit"
label = "申请单位意见"
needs = ["opinion", "seal", "date"]
hints = ["（签署意见并签字盖章）"]
at = "table 1, row 1, cell 2"
"""


def said(*blocks: tuple[str, str, str]) -> tuple[BlockRecord, ...]:
    return tuple(
        BlockRecord("lead_unit", Answer(unit), Answer(opinion), Answer(date), SignatureMark(None), SealMark(None))
        for opinion, unit, date in blocks
    )


def signed(word: Any, **more: Any) -> Any:
    blocks = said(("同意申报。", "江宁区政务服务中心", "2018-03-15"))
    made = overlay(cover("pilot_name", "项目名称", "paragraph 1"), _BLOCK)
    return opened(filled_in(saved(word), made, record(blocks=blocks), **more)).tables[0].rows[0].cells[1]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (("", "（盖章）", "年  月  日"), "同意申报。\n江宁区政务服务中心（盖章）\n2018年3月15日"),
        (
            ("（签署意见并签字盖章）", "", "单位（公章）：", "    年 月 日"),
            "同意申报。\n\n单位（公章）：江宁区政务服务中心\n    2018年3月15日",
        ),
        (
            ("", "单位名称：______", "负责人（签字）：    年 月 日"),
            "同意申报。\n单位名称：江宁区政务服务中心\n负责人（签字）：    2018年3月15日",
        ),
        (("盖章　　　年　月　日",), "同意申报。\n江宁区政务服务中心盖章　　　2018年3月15日"),
    ],
)
def test_a_block_keeps_its_prompts_and_says_whose_it_is_and_when(printed: tuple[str, ...], expected: str) -> None:
    assert signed(block(*printed)).text == expected


def test_a_seal_lies_at_its_prompt_and_a_signature_at_its_own() -> None:
    stamps = [Stamp(seal("江宁区政务服务中心"), SEAL_MM, floating=True), Stamp(signature(1), SIGNATURE_MM)]
    cell = signed(block("", "负责人（签字）：", "单位（盖章）：", "年 月 日"), marks={0: stamps})
    drawn = [p.text for p in cell.paragraphs if p._p.findall(f".//{qn('w:drawing')}")]
    assert drawn == ["负责人（签字）：", "单位（盖章）：江宁区政务服务中心"]


def test_a_block_that_is_said_more_often_than_printed_gets_a_row_of_its_own() -> None:
    blocks = said(("同意一。", "甲单位办公室", "2018-03-15"), ("同意二。", "乙单位办公室", "2018-03-16"))
    made = overlay(cover("pilot_name", "项目名称", "paragraph 1"), _BLOCK.replace("hints", "repeated = true\nhints"))
    found = opened(filled_in(saved(block("", "（盖章）", "年 月 日")), made, record(blocks=blocks))).tables[0]
    assert [row.cells[1].text.split("\n")[0] for row in found.rows] == ["同意一。", "同意二。"]


def test_a_block_whose_label_has_its_row_to_itself_is_written_in_the_row_below() -> None:
    word = docx.Document()
    table = word.add_table(3, 1)
    texts = ("申请单位意见", "负责人签字：\n（盖章）\n年 月 日", "推荐单位意见")
    for row, text in zip(table.rows, texts, strict=True):
        first, *more = text.split("\n")
        row.cells[0].text = first
        for line_ in more:
            row.cells[0].add_paragraph(line_)
    made = overlay(cover("pilot_name", "项目名称", "paragraph 1"), _BLOCK.replace("cell 2", "cell 1"))
    data = filled_in(saved(word), made, record(blocks=said(("同意申报。", "江宁区政务服务中心", "2018-03-15"))))
    assert [row.cells[0].text for row in opened(data).tables[0].rows] == [
        "申请单位意见",
        "同意申报。\n负责人签字：\n江宁区政务服务中心（盖章）\n2018年3月15日",
        "推荐单位意见",
    ]


def test_a_block_in_a_table_inside_its_cell_is_written_there() -> None:
    word = block("")
    cell = word.tables[0].rows[0].cells[1]
    cell.add_table(1, 1).rows[0].cells[0].text = "年 月 日"
    inner = signed(word).tables[0].rows[0].cells[0]
    assert inner.text == "2018年3月15日"


# -- what cannot be written --------------------------------------------------------------


def test_every_answer_without_a_place_is_named_at_once() -> None:
    made = overlay(cover("pilot_name", "项目名称", "paragraph 9"), '[[cover]]\nslot = "postcode"\nlabel = "邮编"\n')
    with pytest.raises(RenderError) as caught:
        filled_in(saved(line("")), made, record({"pilot_name": "试点", "postcode": "211100"}))
    assert caught.value.code == "place-missing"
    assert all(words in caught.value.message for words in ("项目名称", "paragraph 9", "邮编"))


def test_an_unanswered_slot_needs_no_place() -> None:
    made = overlay(cover("pilot_name", "项目名称", "paragraph 9"))
    assert opened(filled_in(saved(line("空白表")), made, record({"pilot_name": None}))).paragraphs[0].text == "空白表"


def declares_entities() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(line("x")))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/document.xml":
                text = text.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1)
            new.writestr(name, text)
    return stream.getvalue()


def a_bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(11):
            made.writestr(f"word/media/{number}.bmp", bytes(10 * 1024 * 1024))
    return stream.getvalue()


def another_package() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("notes.txt", "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"no zip", saved(line("x"))[:900], declares_entities(), a_bomb(), another_package()],
    ids=["empty", "text", "cut off", "entities", "bomb", "no word file"],
)
def test_a_file_that_is_no_sound_word_file_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(RenderError) as caught:
        filled_in(data, overlay(cover("pilot_name", "项目名称", "paragraph 1")), record())
    assert caught.value.code == "official-unusable"
    assert "另存为" in caught.value.message


# -- places ----------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(8))
def test_places_are_called_as_the_reader_calls_them(seed: int) -> None:
    from forms.registry import form
    from tests.applications import truth

    national = form("annex1-application", "national")
    data = Drawing(national, truth(national, seed), layout(seed)).bytes()
    assert_same_places(data)


def assert_same_places(data: bytes) -> None:
    """Every cell and paragraph that the reader names stands under the same name, with the same words."""
    found = spots(docx.Document(io.BytesIO(data)).element.body)
    flow = read_docx(data).flow
    cells = {cell.at.path: cell.text for item in flow if isinstance(item, Table) for cell in item.cells}
    body = {p.at.path: p.text for p in flow if not isinstance(p, Table)}
    for path, text in {**cells, **body}.items():
        assert path is not None
        assert "\n".join(Words(p).text for p in found[path].paragraphs) == text, path
    assert len(list(paragraphs(flow))) > len(body)


def test_deleted_rows_and_paragraphs_are_not_counted_and_controls_are_looked_through() -> None:
    word = docx.Document()
    gone, kept = word.add_paragraph("删去"), word.add_paragraph("留下")
    gone._p.get_or_add_pPr().append(parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="1" w:author="a"/></w:rPr>'))
    table = word.add_table(2, 1)
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="2" w:author="a"/>'))
    table.rows[1].cells[0].text = "第二行"
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    kept._p.addprevious(control)
    control[0].append(kept._p)
    found = spots(word.element.body)
    assert "".join(Words(p).text for p in found["table 1, row 1, cell 1"].paragraphs) == "第二行"
    assert Words(found["paragraph 1"].paragraphs[0]).text == "留下"


def test_an_official_file_that_is_missing_or_another_is_said_to_be(tmp_path: Path) -> None:
    from forms import registry
    from render.blank import blank

    name = "annex1-application--test-1"
    text = _TOP + f'in_force_from = 2018-05-01\n[blank]\nfile = "{name}.docx"\nsha256 = "{"0" * 64}"\n'
    (tmp_path / f"{name}.toml").write_text(text + cover("pilot_name", "项目名称", "paragraph 1"), encoding="utf-8")
    registry.use(tmp_path)
    try:
        form = registry.form("annex1-application", "test-1")
        with pytest.raises(RenderError, match="无法读取"):
            blank(form)
        (tmp_path / f"{name}.docx").write_bytes(saved(line("项目名称：")))
        with pytest.raises(RenderError, match="不是同一个文件"):
            blank(form)
    finally:
        registry.use(None)
