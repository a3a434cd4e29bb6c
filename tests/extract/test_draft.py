"""Drafting an edition from an empty official blank: what is matched, what is left open, and what the draft warns of."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import docx
import pytest

from extract.draft.blank import draft
from extract.draft.parts import Draft
from extract.draft.toml_text import toml_text
from extract.errors import DocumentError
from forms.__main__ import main
from forms.overlay import parse
from forms.registry import form, forms
from forms.spec import Form, Rows, Section
from render.standard.content import Content, Signed
from render.standard.sheet import draw
from tests.applications import Truth, truth
from tests.drawing import Drawing, layout

TITLE = "社会管理和公共服务综合标准化试点申请书"
PYTHON = [f for f in forms() if not (f.id == "annex1-application" and f.edition not in ("national", "hubei-2016"))]


def word(*lines: str, title: str = TITLE) -> Any:
    made = docx.Document()
    for text in (title, *lines):
        made.add_paragraph(text)
    return made


def table(made: Any, *rows: tuple[str, ...]) -> Any:
    drawn = made.add_table(0, max(map(len, rows)))
    for row in rows:
        for cell, text in zip(drawn.add_row().cells, row, strict=False):
            cell.text = text
    return drawn


def saved(made: Any) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def drafted(made: Any, **more: Any) -> Draft:
    return draft(saved(made), "空白表.docx", "test-1", **more)


def unit_table(made: Any, *rows: tuple[str, ...]) -> Any:
    made.add_paragraph("一、单位基本情况")
    table(
        made,
        ("单位名称", "", "组织机构代码", ""),
        ("法定代表人", "", "邮编", ""),
        ("电子邮箱", "", "单位地址", ""),
        *rows,
    )
    return made


def places(made: Draft) -> dict[str, str]:
    """The place of each slot, by slot."""
    return dict(parse(toml_text(made), "annex1-application--test-1.toml").places)


@pytest.mark.parametrize("own", PYTHON, ids=lambda f: f"{f.id}-{f.edition}")
@pytest.mark.parametrize("script", ["hans", "hant"])
def test_our_own_blank_is_drafted_without_an_open_label(own: Form, script: str) -> None:
    signed = [Signed(block) for block in own.blocks]
    made = draft(draw(own, Content({}, {}, signed, {}), script), "blank.docx", "test-1")
    assert [label.label for label in made.unmatched if not label.ignore] == []
    assert made.missing == []
    again = parse(toml_text(made), f"{own.id}--test-1.toml").form
    assert again.kinds() == own.kinds()
    assert [_shape(part) for part in again.sections] == [_shape(part) for part in own.sections]
    assert [(b.id, b.filled_by) for b in again.blocks] == [(b.id, b.filled_by) for b in own.blocks]


def _shape(part: Section | Rows) -> tuple[str, tuple[tuple[str, ...], ...]]:
    return part.id, tuple(f.ids for f in (part.columns if isinstance(part, Rows) else part.fields))


@pytest.mark.parametrize("seed", range(12))
def test_a_blank_in_any_layout_is_drafted_with_every_slot_it_prints(seed: int) -> None:
    national = form("annex1-application", "national")
    said = truth(national, seed)
    empty = Truth(
        dict.fromkeys(said.fields),
        [dict.fromkeys(row) for row in said.plan],
        [{**b, "opinion": "", "unit": "", "date": None} for b in said.blocks],
    )
    made = draft(Drawing(national, empty, layout(seed)).bytes(), "空白表.docx", "test-1", base="national")
    assert made.missing == []
    assert {label.label for label in made.unmatched if not label.ignore} <= {"传真", "网址", "备注", "推荐单位意见"}


def test_title_prefix_sections_and_headings_are_those_of_the_blank() -> None:
    made = word("项目名称：____", title=f"山东省{TITLE}")
    made.add_paragraph("第一部分 试点项目概况")
    table(made, ("单位名称", "", "邮编", ""), ("法人代表", "", "电子邮箱", ""), ("单位地址", "", "组织机构代码", ""))
    found = drafted(made)
    assert (found.title_prefix, found.title) == ("山东省", TITLE)
    assert [section.title for section in found.sections] == ["第一部分 试点项目概况"]
    assert places(found)["fields.postcode"] == "table 1, row 1, cell 4"


def test_a_label_that_is_only_like_a_known_one_is_left_to_a_person() -> None:
    found = drafted(unit_table(word("试点名称："), ("标准化机构与负责部门", "", "", "")))
    assert not any("standardization_body" in line for line in found.matched)
    label = next(label for label in found.unmatched if label.label == "标准化机构与负责部门")
    assert any("standardization_body" in line for line in (*label.notes, *label.settles))
    assert label.at == "table 1, row 4, cell 2"


def test_a_label_printed_twice_is_matched_once_and_said_to_be_there_again() -> None:
    found = drafted(unit_table(word("邮编：____", "项目名称：____"), ("传真", "", "网址", "")))
    again = next(label for label in found.unmatched if label.label == "邮编")
    assert "前面已经对应" in again.notes[0]
    assert len([line for line in found.matched if "→ postcode" in line]) == 1


def test_parts_of_a_composite_printed_apart_keep_a_place_each() -> None:
    found = drafted(unit_table(word("项目名称："), ("联系人", "", "联系电话", "")))
    assert places(found)["fields.contact_phone"] == "table 1, row 4, cell 2; table 1, row 4, cell 4"


def test_one_part_alone_is_a_slot_of_its_own() -> None:
    made = parse(toml_text(drafted(unit_table(word("项目名称："), ("联系人", "", "传真", "")))), "x.toml")
    assert "contact_name" in made.form.kinds()
    assert "contact_phone" not in made.form.kinds()


def test_printed_words_in_an_answers_place_are_its_hints() -> None:
    found = drafted(
        unit_table(word("项目名称：（填写全称）", "承担单位：______（盖章）", "试点时间：20XX年X月-20XX年X月"))
    )
    hints = {slot.slots[0]: slot.hints for slot in found.cover}
    assert hints == {"pilot_name": ("（填写全称）",), "lead_unit": (), "pilot_period": ("20XX年X月-20XX年X月",)}


def test_a_blank_that_is_filled_in_already_is_warned_of() -> None:
    made = word("项目名称：江宁区政务服务综合标准化试点", "承担单位：南京市江宁区政务服务中心")
    made.add_paragraph("一、单位基本情况")
    rows = (("单位名称", "南京市江宁区政务服务中心", "邮编", "211100"), ("法人代表", "陈志远", "电子邮箱", "a@163.com"))
    table(made, *rows, ("单位地址", "天元东路1号", "组织机构代码", ""))
    found = drafted(made)
    assert any("填写了内容" in warning for warning in found.warnings)
    assert "注意：" in toml_text(found)


def test_a_counting_column_is_no_step_where_another_column_is() -> None:
    made = unit_table(word("项目名称："))
    made.add_paragraph("二、工作计划")
    table(made, ("序号", "阶段", "起止时间", "工作内容", "经费预算"), ("", "", "", "", ""))
    found = drafted(made)
    assert 'slot = "step"\nlabel = "阶段"' in toml_text(found)
    assert [(label.label, label.ignore) for label in found.unmatched] == [("序号", True), ("经费预算", False)]
    assert places(found)["rows.plan"] == "table 2"


def blocks_of(*prompts: tuple[str, ...]) -> Draft:
    made = unit_table(word("项目名称："))
    made.add_paragraph("三、意见")
    drawn = made.add_table(0, 2)
    for label, *lines in prompts:
        cells = drawn.add_row().cells
        cells[0].text, cells[1].text = label, lines[0]
        for text in lines[1:]:
            cells[1].add_paragraph(text)
    return drafted(made)


@pytest.mark.parametrize(
    ("label", "lines", "needs"),
    [
        ("申请单位意见", ("", "（盖章）"), ["opinion", "seal"]),
        ("申请单位", ("", "（公章）"), ["seal"]),
        ("申请单位意见", ("", "负责人签字：", "单位公章", "年  月  日"), ["opinion", "signature", "seal", "date"]),
        ("申请单位意见", ("（签署意见并签字盖章）", "", "年 月 日"), ["opinion", "signature", "seal", "date"]),
        ("申請單位意見", ("", "負責人簽名：", "（蓋章）"), ["opinion", "signature", "seal"]),
    ],
)
def test_a_block_asks_for_what_its_prompts_ask_for(label: str, lines: tuple[str, ...], needs: list[str]) -> None:
    (block,) = blocks_of((label, *lines)).blocks
    assert (block.block.id, block.needs) == ("lead_unit", needs)


def test_a_block_printed_twice_has_two_places() -> None:
    found = blocks_of(("保证单位意见", "", "（盖章）"), ("保证单位意见", "", "（盖章）"))
    assert [block.at for block in found.blocks] == [["table 2, row 1, cell 2", "table 2, row 2, cell 2"]]
    assert parse(toml_text(found), "x.toml").form.block_of("guarantor_unit").repeated


def test_two_blocks_of_one_role_under_labels_of_their_own_stay_two() -> None:
    found = blocks_of(("保证单位意见", "", "（盖章）"), ("项目保证单位意见", "", "（盖章）"))
    made = parse(toml_text(found), "x.toml")
    assert [(b.id, b.label) for b in made.form.blocks] == [
        ("guarantor_unit", "保证单位意见"),
        ("guarantor_unit", "项目保证单位意见"),
    ]
    assert [made.places[f"blocks[{n}]"] for n in (0, 1)] == ["table 2, row 1, cell 2", "table 2, row 2, cell 2"]


def test_a_block_that_nobody_knows_is_left_open_with_what_it_asks_for() -> None:
    found = blocks_of(("申请单位意见", "", "（盖章）"), ("县级综治办意见", "", "（盖章）", "年 月 日"))
    (label,) = [label for label in found.unmatched if label.label == "县级综治办意见"]
    assert 'needs = ["opinion", "seal", "date"]' in label.settles
    assert label.at == "table 2, row 2, cell 2"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.4\n%%EOF", "不是 Word"),
        (saved(word("没有任何栏目的一段话。")), "没有找到"),
        (saved(word(title="关于召开会议的通知")), "认不出"),
    ],
    ids=["pdf", "no label", "another paper"],
)
def test_what_cannot_be_drafted_from_says_why_and_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(DocumentError) as caught:
        draft(data, "文件.docx", "test-1", form_id="annex1-application" if "没有" in words else None)
    assert words in caught.value.message
    assert caught.value.advice


def test_a_blank_without_a_title_is_drafted_for_the_form_that_is_named() -> None:
    made = unit_table(word("项目名称：", title="申请材料"))
    with pytest.raises(DocumentError, match="认不出"):
        drafted(made)
    found = drafted(made, form_id="annex1-application")
    assert found.title == TITLE
    assert any("没有找到表的标题" in warning for warning in found.warnings)


@pytest.mark.parametrize("more", [{"form_id": "annex9"}, {"base": "mars-2020"}])
def test_an_unknown_form_or_base_is_named(more: dict[str, str]) -> None:
    with pytest.raises(DocumentError, match=next(iter(more.values()))):
        drafted(unit_table(word("项目名称：")), **more)


def test_quotes_and_backslashes_of_a_label_stand_in_the_toml_as_printed() -> None:
    found = drafted(unit_table(word("项目名称："), ('是否"重点"项目\\类别', "", "", "")))
    assert '是否"重点"项目\\类别' in [label.label for label in parse(toml_text(found), "x.toml").open_labels]


# -- the command line ----------------------------------------------------------------


def test_the_command_writes_the_draft_and_reports_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blank, out = tmp_path / "空白表.docx", tmp_path / "out.toml"
    blank.write_bytes(saved(unit_table(word("项目名称："), ("传真", "", "", ""))))
    assert main(["draft", str(blank), "--edition", "test-1", "-o", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert re.search(r"已对应 \d+ 项", said.err)
    assert "传真" in said.err.partition("未对应 1 项")[2]
    assert parse(out.read_text(encoding="utf-8"), "x.toml").form.edition == "test-1"
    assert main(["check", str(out)]) == 0
    assert "未对应：传真" in capsys.readouterr().out


def test_without_a_file_the_draft_goes_to_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blank = tmp_path / "空白表.docx"
    blank.write_bytes(saved(unit_table(word("项目名称："))))
    assert main(["draft", str(blank)]) == 0
    assert parse(capsys.readouterr().out, "x.toml").form.edition == "new"


def test_every_fault_of_a_file_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bad.toml"
    file.write_text('form = "annex1-application"\nedition = "a b"\nsource = "x"\nwrong = 1\n', encoding="utf-8")
    assert main(["check", str(file)]) == 1
    said = capsys.readouterr().err
    assert "a b" in said
    assert "wrong" in said


@pytest.mark.parametrize(
    ("words", "status"), [(["draft", "missing.docx"], 1), (["check", "missing.toml"], 1), (["draft"], 2), ([], 2)]
)
def test_the_exit_status_tells_a_bad_file_from_wrong_usage(
    words: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        found = main(words)
    except SystemExit as stopped:
        found = int(stopped.code or 0)
    assert found == status
    assert capsys.readouterr().err
