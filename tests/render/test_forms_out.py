"""A filled form says what its record says, each answer alone in its cell."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document

from forms.law import Practice
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark, Value
from forms.registry import form
from forms.spec import Field, Form, Rows, Section
from forms.types import LongText, Person, SignatureCell
from render.errors import RenderError
from render.forms_out import filled
from render.standard.stamp import Stamp
from tests.render.words import all_text, cells_of, paragraphs_of
from tests.stamps import seal, signature

HUBEI = form("annex1-application", "hubei-2016")
NATIONAL = form("annex1-application", "national")


def record(printed: str = "hubei-2016", blocks: tuple[BlockRecord, ...] = (), **values: Value | Answer) -> Record:
    answers = {slot: v if isinstance(v, Answer) else Answer(v) for slot, v in values.items()}
    return Record("annex1-application", printed, fields=answers, blocks=blocks)


def block(block_id: str, unit: Value = None, opinion: Value = None, date: Value = None) -> BlockRecord:
    return BlockRecord(block_id, Answer(unit), Answer(opinion), Answer(date), SignatureMark(False), SealMark(False))


def small_report() -> Form:
    """A report with a member table and one heading."""
    why = Practice("试")
    columns = (Field("name", "姓名", Person(), why), Field("signature", "签名", SignatureCell(), why))
    prose = Section("report", "二、情况", (Field("state", "运行情况", LongText(), why),), headed=True)
    return Form("report", "1", 6, "报告", why, sections=(Rows("group", "一、成员", columns), prose))


def beside(data: bytes, label: str) -> str:
    """What stands in the cell after ``label``."""
    for row in cells_of(data):
        if label in row[:-1]:
            return row[row.index(label) + 1]
    raise AssertionError(label)


def test_a_value_stands_alone_in_the_cell_beside_its_label() -> None:
    made = filled(HUBEI, record(unit_name="甲 & <乙> {{ 局 }}", postcode="430021"))
    assert beside(made, "单位名称") == "甲 & <乙> {{ 局 }}"
    assert beside(made, "邮编") == "430021"
    assert beside(made, "法人代表") == ""


def test_values_are_written_the_way_their_kind_shows_them() -> None:
    made = filled(
        HUBEI,
        record(
            filed_on="2016-03-05",
            pilot_period={"start": "2016-05", "end": "2018-05"},
            contact_name="许钦祥",
            contact_phone="027-87710317",
            incidents_last_3_years={"answer": False, "text": ""},
        ),
    )
    assert "2016年3月5日" in paragraphs_of(made)
    assert "试点时间：2016年5月-2018年5月" in paragraphs_of(made)
    assert beside(made, "联系人/电话") == "许钦祥/027-87710317"
    assert beside(made, "近3年来有无质量、安全、环保事故") == "无"


def test_an_answer_takes_the_place_of_the_hint_and_an_empty_slot_keeps_it() -> None:
    made = all_text(filled(HUBEI, record(pilot_name="政务服务综合标准化试点")))
    assert "试点名称：政务服务综合标准化试点" in made
    assert "XXXX管理" not in made
    assert "（市州以上行业主管部门或标准化主管部门）" in made


def test_paragraphs_stay_paragraphs() -> None:
    made = filled(HUBEI, record(business_scope="一、受理\n二、办理"))
    assert beside(made, "业务范围") == "一、受理\n二、办理"


def test_what_could_not_be_read_is_shown_as_it_was_written() -> None:
    made = filled(HUBEI, record(filed_on=Answer(None, "2016年2月30日", needs_review=True)))
    assert "2016年2月30日" in paragraphs_of(made)


def test_a_traditional_form_shows_names_as_written_and_a_simplified_one_their_value() -> None:
    named = record(unit_name=Answer("范县行政审批局", "範縣行政審批局"))
    assert beside(filled(HUBEI, named, "hant"), "單位名稱") == "範縣行政審批局"
    assert beside(filled(HUBEI, named), "单位名称") == "范县行政审批局"


def test_a_name_without_its_original_is_never_converted() -> None:
    assert beside(filled(HUBEI, record(unit_name="范县行政审批局"), "hant"), "單位名稱") == "范县行政审批局"


def test_rows_stand_in_their_order_without_empty_ones() -> None:
    rows = {"plan": tuple({"step": Answer(step), "work": Answer(f"做{step}")} for step in ("甲", "乙"))}
    made = cells_of(filled(HUBEI, replace(record(), rows=rows)))
    table = [row for row in made if len(row) == 4 and row[0] in ("步骤", "甲", "乙", "")]
    assert [(row[0], row[2]) for row in table] == [("步骤", "阶段性工作内容"), ("甲", "做甲"), ("乙", "做乙")]


def test_a_block_holds_opinion_then_unit_and_the_date_last() -> None:
    made = filled(HUBEI, record(blocks=(block("guarantor_unit", "甲区政府", "同意。\n请支持。", "2016-03-15"),)))
    assert beside(made, "保证单位").split("\n") == ["同意。", "请支持。", "单位名称：甲区政府", "2016年3月15日"]


def test_a_repeated_block_stands_as_often_as_the_record_has_it_and_every_block_at_least_once() -> None:
    made = filled(HUBEI, record(blocks=(block("guarantor_unit", "甲"), block("guarantor_unit", "乙"))))
    labels = [row[0] for row in cells_of(made) if len(row) == 2 and row[0].endswith("单位")]
    assert labels == ["承担单位", "参加单位", "保证单位", "保证单位", "业务指导单位", "管理单位"]


@pytest.mark.parametrize("floating", [False, True])
def test_marks_stand_in_the_cell_of_their_block(floating: bool) -> None:
    marked = record(blocks=(block("lead_unit"), block("guarantor_unit", "甲区政府")))
    stamps = [Stamp(signature(1), 28, floating), Stamp(seal("甲区政府"), 42, floating)]
    made = Document(io.BytesIO(filled(HUBEI, marked, marks={1: stamps})))
    tag = "{*}anchor" if floating else "{*}inline"
    found = {row.cells[0].text: len(list(row._tr.iter(tag))) for row in made.tables[-1].rows}
    assert found == {"承担单位": 0, "参加单位": 0, "保证单位": 2, "业务指导单位": 0, "管理单位": 0}


REPORT = small_report()


def test_an_answer_under_a_heading_stands_there_in_its_paragraphs() -> None:
    made = paragraphs_of(filled(REPORT, Record("report", "1", fields={"state": Answer("制度健全。\n运行有效。")})))
    assert made[made.index("（一）运行情况") :][:3] == ["（一）运行情况", "制度健全。", "运行有效。"]


def test_a_signature_stands_in_the_cell_of_its_member_and_its_name_in_no_text() -> None:
    mark = SignatureMark(True).to_json()
    rows = {"group": tuple({"name": Answer(name), "signature": Answer(mark)} for name in ("甲", "乙"))}
    stamp = {("group", 1, "signature"): [Stamp(signature(1), 16)]}
    made = filled(REPORT, Record("report", "1", rows=rows), cell_marks=stamp)
    assert [row for row in cells_of(made) if len(row) == 2] == [["姓名", "签名"], ["甲", ""], ["乙", ""]]
    pictures = [len(list(row._tr.iter("{*}inline"))) for row in Document(io.BytesIO(made)).tables[0].rows]
    assert pictures == [0, 0, 1]


def test_two_pictures_of_a_document_have_numbers_of_their_own() -> None:
    stamps = [Stamp(signature(1), 28), Stamp(seal("甲"), 42, floating=True)]
    marked = record(blocks=(block("lead_unit"), block("guarantor_unit")))
    made = Document(io.BytesIO(filled(HUBEI, marked, marks={0: stamps, 1: stamps})))
    numbers = [drawing.get("id") for drawing in made.element.iter("{*}docPr")]
    assert len(numbers) == len(set(numbers)) == 4


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (record(fax="027"), "fields.fax"),
        (replace(record(), rows={"plan": ({"cost": Answer("1")},)}), "rows.plan.cost"),
        (record(blocks=(block("province_office"),)), "blocks.province_office"),
    ],
)
def test_an_answer_that_the_form_has_no_place_for_is_not_dropped_silently(wrong: Record, named: str) -> None:
    with pytest.raises(RenderError) as caught:
        filled(HUBEI, wrong)
    assert caught.value.code == "slot-unknown"
    assert named in caught.value.message


def test_the_bytes_are_the_same_each_time() -> None:
    marked = record("national", blocks=(block("lead_unit", "甲"),), unit_name="甲")
    stamps = {0: [Stamp(seal("甲"), 42, floating=True)]}
    assert filled(NATIONAL, marked, marks=stamps) == filled(NATIONAL, marked, marks=stamps)


def test_drawn_marks_are_the_same_for_the_same_seed_and_differ_for_another() -> None:
    assert seal.__wrapped__("甲", 1) == seal.__wrapped__("甲", 1) != seal.__wrapped__("甲", 2)
    assert signature.__wrapped__(1) == signature.__wrapped__(1) != signature.__wrapped__(2)
