"""A blank prints everything its definition says, once, and nothing else."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document

from forms.law import Practice
from forms.page_code import page_code
from forms.registry import form, forms
from forms.script import traditional
from forms.spec import Block, Field, FilledBy, Form, Needs, Rows, Section
from forms.types import Date, Integer, LongText, Options, Org, Person, Phone, Postcode, SignatureCell, Text, YesNoText
from render.blank import blank
from render.standard.looks import BLANK_DATE
from tests.render.words import all_text, cells_of, paragraphs_of

HUBEI = form("annex1-application", "hubei-2016")
NATIONAL = form("annex1-application", "national")
BASIS = Practice("试")


def small(**parts: object) -> Form:
    return Form(id="small", edition="1", annex=1, title="小表", cites=BASIS, **parts)  # type: ignore[arg-type]


def section(*fields: Field) -> Form:
    return small(sections=(Section("a", "一、基本信息", fields),))


@pytest.mark.parametrize("printed", forms(), ids=lambda printed: f"{printed.id}-{printed.edition}")
def test_every_label_and_hint_and_heading_stands_on_the_blank(printed: Form) -> None:
    text = all_text(blank(printed))
    for heading in printed.headings().values():
        assert text.count(heading) == 1, heading
    cells = [cell.split("\n")[0] for row in cells_of(blank(printed)) for cell in row]
    lines = [line.partition("）")[2] for line in paragraphs_of(blank(printed))]
    for part in printed.sections:
        fields = part.fields if isinstance(part, Section) else part.columns
        places = lines if isinstance(part, Section) and part.headed else cells
        assert [places.count(field.label) for field in fields] == [1] * len(fields)
    assert [cells.count(block.label) for block in printed.blocks] == [1] * len(printed.blocks)
    for field in printed.fields():
        assert all(hint in text for hint in field.hints)


def test_the_hubei_cover_reads_as_it_is_printed() -> None:
    assert [line for line in paragraphs_of(blank(HUBEI)) if line.strip()][:7] == [
        "湖北省社会管理和公共服务综合标准化试点申请书",
        "试点名称：XXXX管理（服务）综合标准化试点",
        "试点时间：2016年X月-201X年X月",
        "承担单位：（）",
        "保证单位：（试点项目所在地政府、行业主管部门或质监局）",
        "指导单位：（市州以上行业主管部门或标准化主管部门）",
        BLANK_DATE,
    ]


def test_a_hubei_block_prints_its_hints_and_date_and_no_prompts_of_ours() -> None:
    blocks = {row[0]: row[1] for row in cells_of(blank(HUBEI)) if len(row) == 2}
    assert blocks["参加单位"].split("\n") == ["（签署意见并签字盖章）", "（可有可无）", BLANK_DATE]
    assert "负责人（签字）" not in all_text(blank(HUBEI))


def test_our_own_layout_says_so_and_prompts_for_signature_and_seal() -> None:
    text = all_text(blank(NATIONAL))
    assert text.count("本系统样表") == 1
    assert text.count("负责人（签字）：") == len(NATIONAL.blocks)
    assert "本系统样表" not in all_text(blank(HUBEI))


def test_a_block_that_needs_only_a_seal_asks_for_nothing_else() -> None:
    printed = small(blocks=(Block("unit", "单位意见", BASIS, Needs.SEAL),), specimen=True)
    assert cells_of(blank(printed))[-1] == ["单位意见", "\n（盖章）"]


def test_short_answers_stand_two_to_a_line_and_names_have_the_line_to_themselves() -> None:
    printed = section(
        Field("postcode", "邮编", Postcode(), BASIS),
        Field("kind", "类型", Text(), BASIS),
        Field("unit_name", "单位名称", Org(), BASIS),
        Field("phone", "电话", Text(), BASIS),
    )
    assert cells_of(blank(printed)) == [["邮编", "", "类型", ""], ["单位名称", ""], ["电话", ""]]


def test_a_long_label_over_a_long_text_has_a_line_of_its_own() -> None:
    printed = section(
        Field("scope", "业务范围", LongText(), BASIS), Field("state", "标准化工作现状及具备的条件", LongText(), BASIS)
    )
    assert cells_of(blank(printed)) == [["业务范围", ""], ["标准化工作现状及具备的条件"], [""]]


def test_a_rows_table_has_empty_rows_to_fill() -> None:
    printed = small(sections=(Rows("plan", "计划", (Field("step", "步骤", Text(), BASIS),), at_least=8),))
    assert cells_of(blank(printed)) == [["步骤"], *[[""]] * 8]


def test_a_form_without_a_cover_begins_with_its_title() -> None:
    printed = section(Field("kind", "类型", Text(), BASIS))
    assert paragraphs_of(blank(printed))[:2] == ["小表", "一、基本信息"]


def test_headed_prose_prints_numbered_headings_with_room_below_them() -> None:
    fields = (
        Field("state", "运行情况", LongText(), BASIS),
        Field("result", "自检结论", Options(("符合", "不符合")), BASIS, hints=("（填写符合或者不符合）",)),
        Field("on", "报告日期", Date(), BASIS),
    )
    printed = small(sections=(Section("a", "一、自检", fields, headed=True),))
    assert cells_of(blank(printed)) == []
    assert [line for line in paragraphs_of(blank(printed)) if line][1:] == [
        "一、自检",
        "（一）运行情况",
        "（二）自检结论",
        "（填写符合或者不符合）",
        "（三）报告日期",
        BLANK_DATE,
    ]


def test_statements_have_half_of_their_line_for_the_label() -> None:
    fields = (Field("heard", "听取汇报", YesNoText(), BASIS), Field("seen", "考核现场", YesNoText(), BASIS))
    table = Document(io.BytesIO(blank(section(*fields)))).tables[0]
    assert [[cell._tc.grid_span for cell in row.cells[::2]] for row in table.rows] == [[2, 2], [2, 2]]


def test_a_table_of_members_fits_the_page_and_says_below_a_label_what_is_asked() -> None:
    columns = (
        Field("n", "序号", Integer(), BASIS),
        Field("name", "姓名", Person(), BASIS),
        Field("unit", "工作单位", Org(), BASIS),
        Field("kind", "类别", Options(("标准化", "行业")), BASIS, hints=("（标准化/行业）",)),
        Field("phone", "联系电话", Phone(), BASIS),
        Field("signature", "签名", SignatureCell(), BASIS),
    )
    made = blank(small(sections=(Rows("group", "成员", columns, room=7),)))
    assert cells_of(made)[0] == ["序号", "姓名", "工作单位", "类别\n（标准化/行业）", "联系电话", "签名"]
    assert len(cells_of(made)) == 8
    widths = [column.width.mm for column in Document(io.BytesIO(made)).tables[0].columns if column.width]
    assert sum(widths) == pytest.approx(156, abs=0.5)
    assert min(widths) == widths[0]


def test_a_group_signs_without_being_asked_for_an_opinion_or_a_seal() -> None:
    signing = Needs.SIGNATURE | Needs.DATE
    blocks = (Block("members", "评估组成员签字", BASIS, signing, repeated=True, filled_by=FilledBy.GROUP),)
    printed = small(blocks=blocks, specimen=True)
    assert cells_of(blank(printed))[-1] == [
        "评估组成员签字",
        "\n签字：\u3000\u3000\u3000\u3000\u3000\u3000\n" + BLANK_DATE,
    ]


@pytest.mark.parametrize("printed", forms(), ids=lambda printed: f"{printed.id}-{printed.edition}")
def test_a_page_of_our_own_layout_says_which_form_it_is_of_and_another_does_not(printed: Form) -> None:
    for script in ("hans", "hant"):
        code = page_code(all_text(blank(printed, script)))
        assert (code and (code.annex, code.edition, code.pilot)) == (
            (printed.annex, printed.edition, "") if printed.specimen else None
        )


def test_a_form_made_for_a_pilot_names_it_at_its_foot() -> None:
    code = page_code(all_text(blank(NATIONAL, pilot="HB-2016-07")))
    assert code is not None
    assert code.pilot == "HB-2016-07"


def test_the_traditional_blank_has_the_same_places_in_traditional_words() -> None:
    plain, traditional_cells = cells_of(blank(HUBEI)), cells_of(blank(HUBEI, "hant"))
    assert [len(row) for row in traditional_cells] == [len(row) for row in plain]
    assert [[traditional(cell) for cell in row] for row in plain] == traditional_cells
    assert "承擔單位" in all_text(blank(HUBEI, "hant"))


def test_a_script_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="script"):
        blank(HUBEI, "latin")


def test_the_bytes_are_the_same_each_time() -> None:
    assert blank(NATIONAL) == blank(replace(NATIONAL))


def test_a_blank_carries_official_font_names_and_nobody_as_author() -> None:
    document = Document(io.BytesIO(blank(NATIONAL)))
    fonts = {
        value
        for style in document.styles.element.iter("{*}rFonts")
        for name, value in style.attrib.items()
        if name.endswith("eastAsia")
    }
    assert {"仿宋_GB2312", "方正小标宋简体", "黑体", "宋体"} <= fonts
    assert document.core_properties.author == ""
