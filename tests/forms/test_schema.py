"""The schema that a definition gives: what it takes, what it refuses, and in which words."""

from __future__ import annotations

from typing import Any

import pytest
from marshmallow import ValidationError

from forms.definitions.annex1_hubei_2016 import FORM as HUBEI
from forms.definitions.annex1_national import FORM as NATIONAL
from forms.law import Practice
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark
from forms.schema import schema_for, values_of
from forms.spec import Block, Field, Form, Rows, Section
from forms.types import Date, Email, OrgList, PersonPhone, Text

_WHY = Practice("试验")
FORM = Form(
    id="trial",
    edition="one",
    annex=1,
    title="试验表",
    cites=_WHY,
    cover=(Field("name", "名称", Text(max=5), _WHY), Field("filed_on", "填报日期", Date(), _WHY)),
    sections=(
        Section(
            "unit",
            "一、单位",
            (Field(("contact", "phone"), "联系人/电话", PersonPhone(), _WHY), Field("email", "邮箱", Email(), _WHY)),
        ),
        Rows("plan", "二、计划", (Field("step", "步骤", Text(), _WHY), Field("units", "单位", OrgList(), _WHY))),
    ),
    blocks=(Block("lead", "承担单位", _WHY), Block("other", "参加单位", _WHY, repeated=True)),
)

GOOD: dict[str, Any] = {
    "fields": {"name": "试点", "filed_on": "2016-03-15", "contact": "王晓梅", "phone": "0717-6251834", "email": None},
    "rows": {"plan": [{"step": "准备", "units": ["甲局", "乙局"]}, {"step": None}]},
    "blocks": [
        {
            "id": "lead",
            "unit": "甲局",
            "opinion": "同意",
            "date": "2016-03-16",
            "signature": {"present": None},
            "seal": {"present": True, "kind": "round", "text": "甲局", "center": None, "matches_unit": True},
        },
        {"id": "other", "unit": None},
        {"id": "other", "opinion": "同意"},
    ],
}


def _faults(values: Any) -> Any:
    with pytest.raises(ValidationError) as refused:
        schema_for(FORM)().load(values)
    return refused.value.messages


def test_good_values_pass_unchanged() -> None:
    assert schema_for(FORM)().load(GOOD) == GOOD


def test_what_the_document_does_not_print_may_be_absent() -> None:
    assert schema_for(FORM)().load({}) == {"fields": {}, "rows": {}, "blocks": []}


def test_the_schema_of_a_form_is_made_once() -> None:
    assert schema_for(FORM) is schema_for(FORM)
    assert schema_for(HUBEI) is not schema_for(NATIONAL)


@pytest.mark.parametrize(
    ("values", "messages"),
    [
        ([], {"_schema": ["应为对象。"]}),
        ({"field": {}}, {"field": ["没有此项。"]}),
        ({"fields": {"nmae": "试点"}}, {"fields": {"nmae": ["没有此项。"]}}),
        ({"fields": {"name": "过长的试点名称"}}, {"fields": {"name": ["应为非空文字，最多5字。"]}}),
        ({"fields": {"name": 5}}, {"fields": {"name": ["应为文字。"]}}),
        ({"fields": None}, {"fields": ["此项不能为空。"]}),
        ({"rows": {"plan": {}}}, {"rows": {"plan": ["应为列表。"]}}),
        ({"rows": {"plan": [{"units": "甲局"}]}}, {"rows": {"plan": {0: {"units": ["应为列表。"]}}}}),
        ({"rows": {"plan": [{}, {"who": "甲"}]}}, {"rows": {"plan": {1: {"who": ["没有此项。"]}}}}),
        ({"rows": {"staff": []}}, {"rows": {"staff": ["没有此项。"]}}),
        ({"blocks": [{}]}, {"blocks": {0: {"id": ["缺少此项。"]}}}),
        ({"blocks": [{"id": "guide"}]}, {"blocks": {0: {"id": ["本表没有意见栏“guide”，应为：lead, other。"]}}}),
        (
            {"blocks": [{"id": "lead", "signature": {"present": "yes"}}]},
            {"blocks": {0: {"signature": {"present": ["应为 true 或者 false。"]}}}},
        ),
        (
            {"blocks": [{"id": "lead", "seal": {"kind": "star"}}]},
            {"blocks": {0: {"seal": {"kind": ["印章形状应为：round, oval, square, special。"]}}}},
        ),
    ],
)
def test_faults_are_named_at_their_place_in_chinese(values: Any, messages: Any) -> None:
    assert _faults(values) == messages


def test_an_impossible_date_is_refused_in_fields_and_blocks() -> None:
    message = ["应为存在的日期，形如2016-03-15或者2016-03。"]
    assert _faults({"fields": {"filed_on": "2016-02-30"}}) == {"fields": {"filed_on": message}}
    assert _faults({"blocks": [{"id": "lead", "date": "2016"}]}) == {"blocks": {0: {"date": message}}}


def test_every_slot_carries_its_label_and_what_it_holds() -> None:
    fields = schema_for(FORM)().fields["fields"].schema.fields  # type: ignore[attr-defined]
    assert list(fields) == ["name", "filed_on", "contact", "phone", "email"]
    assert fields["phone"].metadata["title"] == "联系人/电话"
    assert all(field.metadata["description"] for field in fields.values())


def test_the_values_of_a_record_fit_the_schema() -> None:
    block = BlockRecord("lead", Answer("甲局"), Answer("同意"), Answer("2016-03"), SignatureMark(True), SealMark(None))
    record = Record("trial", "one", "hans", {"name": Answer("试点")}, {"plan": ({"step": Answer("准备")},)}, (block,))
    values = values_of(record)
    assert values == {
        "fields": {"name": "试点"},
        "rows": {"plan": [{"step": "准备"}]},
        "blocks": [
            {
                "id": "lead",
                "unit": "甲局",
                "opinion": "同意",
                "date": "2016-03",
                "signature": {"present": True},
                "seal": {"present": None, "kind": None, "text": None, "center": None, "matches_unit": None},
            }
        ],
    }
    assert schema_for(FORM)().load(values) == values


@pytest.mark.parametrize("form", [HUBEI, NATIONAL], ids=lambda form: form.edition)
def test_the_samples_of_each_definition_fit_its_schema(form: Form) -> None:
    rows = {table.id: [_first(table.columns)] for table in form.rows()}
    blocks = [{"id": block.id, "date": "2016-05-20"} for block in form.blocks]
    values = {"fields": _first(form.fields()), "rows": rows, "blocks": blocks}
    assert schema_for(form)().load(values) == values


def _first(fields: Any) -> dict[str, Any]:
    return {slot: kind.samples()[0] for field in fields for slot, kind in field.parts}
