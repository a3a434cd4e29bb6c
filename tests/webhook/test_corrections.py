"""A change at one place of a record: what the officer states is taken as it is, what makes no sense is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from forms.record import Answer, Record, SealMark, SignatureMark
from forms.registry import form
from tests.webhook.conftest import answer, at, block, record
from webhook.service.cases.marked import marked_slots
from webhook.service.problems import Invalid
from webhook.service.review.corrections import Change, corrected

FORM = form("annex1-application", "hubei-2016")
REPORT = form("annex6-recheck-report", "national")


def change(held: Record, **asked: Any) -> Record:
    return corrected(held, FORM, Change.from_json(asked))


def test_a_text_is_read_by_the_kind_of_its_slot() -> None:
    made = change(record(), where="fields.organization_code", raw="  01115867-1 ")
    assert made.fields["organization_code"].raw == "  01115867-1 "
    assert made.value("organization_code") == "01115867-1"


def test_a_code_that_does_not_check_is_taken_as_it_is_typed() -> None:
    made = change(record(), where="fields.organization_code", raw="40000000-2").fields["organization_code"]
    assert (made.value, made.needs_review, made.doubts) == ("40000000-2", False, ())


def test_a_stated_value_is_sure_and_keeps_its_place() -> None:
    doubtful = record(postcode=answer(None, "43000", needs_review=True, doubts=("postcode-invalid",)))
    made = change(doubtful, where="fields.postcode", value="430021").fields["postcode"]
    assert (made.value, made.raw, made.needs_review, made.doubts, made.score) == ("430021", "430021", False, (), 1.0)
    assert made.evidence == replace(at("table 1"), reader="officer")


def test_a_slot_that_was_not_read_can_be_filled_in() -> None:
    made = change(record(), where="fields.unit_name", value="武汉市江汉区人民政府")
    assert made.value("unit_name") == "武汉市江汉区人民政府"


def test_a_slot_is_emptied_by_null() -> None:
    made = change(record(), where="fields.postcode", value=None).fields["postcode"]
    assert (made.value, made.raw) == (None, "")


def test_confirming_leaves_value_and_text_and_takes_the_mark_away() -> None:
    doubtful = record(contact_name=answer("张伟", "張偉", needs_review=True, doubts=("name-script",)))
    made = change(doubtful, where="fields.contact_name", confirm=True).fields["contact_name"]
    assert (made.value, made.raw, made.needs_review, made.doubts) == ("张伟", "張偉", False, ())


def test_a_list_is_validated_name_by_name() -> None:
    made = change(record(), where="fields.guiding_units", value=["湖北省人民政府"])
    assert made.value("guiding_units") == ["湖北省人民政府"]
    with pytest.raises(Invalid, match="invalid-change"):
        change(record(), where="fields.guiding_units", value=["", "x"])


def test_a_row_is_changed_in_its_place_and_the_next_one_can_be_begun() -> None:
    made = change(record(), where="rows.plan[0].step", value="动员部署")
    made = change(made, where="rows.plan[1].step", value="组织实施")
    made = change(made, where="rows.plan[0].step", value="启动")
    assert [row["step"].value for row in made.rows["plan"]] == ["启动", "组织实施"]


@pytest.mark.parametrize(("part", "value"), [("unit", "江汉区政府"), ("opinion", "同意。"), ("date", "2016-05-11")])
def test_each_text_of_a_block_can_be_stated(part: str, value: str) -> None:
    made = change(record(), where=f"blocks[0].{part}", value=value)
    assert getattr(made.blocks[0], part).value == value


def test_a_signature_is_stated_by_its_presence() -> None:
    held = replace(record(), blocks=(block(signature=SignatureMark(None, 0.5, True, at("table 2"))),))
    made = change(held, where="blocks[0].signature", value={"present": True})
    assert made.blocks[0].signature == SignatureMark(True, 1.0, False, replace(at("table 2"), reader="officer"))
    assert change(held, where="blocks[0].signature", value=False).blocks[0].signature.present is False


def test_a_mark_that_cannot_be_told_must_be_stated_and_not_just_confirmed() -> None:
    held = replace(record(), blocks=(block(seal=SealMark(None, needs_review=True)),))
    with pytest.raises(Invalid) as refused:
        change(held, where="blocks[0].seal", confirm=True)
    assert "blocks[0].seal" in refused.value.message


def test_confirming_a_seal_says_that_it_is_the_units_own() -> None:
    held = replace(record(), blocks=(block(seal=SealMark(True, "round", needs_review=True)),))
    seal = change(held, where="blocks[0].seal", confirm=True).blocks[0].seal
    assert (seal.present, seal.matches_unit, seal.needs_review) == (True, True, False)


def test_another_units_seal_is_stated_as_such() -> None:
    stated = {"present": True, "matches_unit": False, "text": "襄阳市人民政府"}
    seal = change(record(), where="blocks[0].seal", value=stated).blocks[0].seal
    assert (seal.present, seal.matches_unit, seal.text) == (True, False, "襄阳市人民政府")


def test_a_change_elsewhere_touches_nothing_else() -> None:
    before = replace(record(), blocks=(block(), block("guiding_unit")))
    after = change(before, where="blocks[1].opinion", value="同意。")
    assert after.blocks[0] == before.blocks[0]
    assert after.fields == before.fields


@pytest.mark.parametrize(
    "asked",
    [
        {"where": "fields.no_such_slot", "value": "x"},
        {"where": "fields.postcode.more", "value": "430021"},
        {"where": "rows.plan[5].step", "value": "x"},
        {"where": "rows.plan[0].no_such_column", "value": "x"},
        {"where": "rows.other[0].step", "value": "x"},
        {"where": "blocks[7].opinion", "value": "x"},
        {"where": "blocks[0].evidence", "value": "x"},
        {"where": "blocks[0].seal", "value": {"present": "yes"}},
        {"where": "blocks[0].seal", "value": {"present": True, "kind": "square"}},
        {"where": "blocks[0].signature", "value": {"present": True, "text": "x"}},
        {"where": "fields.postcode", "value": "4300"},
        {"where": "fields.postcode", "value": 430021},
        {"where": "fields.filed_on", "value": "2016-02-30"},
        {"where": "fields.filed_on", "raw": "2016年2月30日"},
        {"where": "fields.pilot_name", "raw": "XXXX"},
        {"where": "fields.unit_name", "confirm": True},
        {"where": "fields.postcode"},
        {"where": "fields.postcode", "value": "430021", "confirm": True},
        {"where": "fields.postcode", "value": "430021", "raw": "430021"},
    ],
)
def test_a_change_that_makes_no_sense_names_its_place(asked: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        change(record(), **asked)
    assert refused.value.message.startswith(asked["where"])
    assert refused.value.advice


def test_the_places_still_marked_are_told_in_the_forms_order() -> None:
    held = record(postcode=answer("430000", needs_review=True))
    held = replace(
        held,
        rows={"plan": ({"step": answer("启动"), "period": answer(None, needs_review=True)},)},
        blocks=(block(), block(seal=SealMark(True, needs_review=True))),
    )
    assert marked_slots(held) == ("fields.postcode", "rows.plan[0].period", "blocks[1].seal")


def signed_cell(present: bool | None) -> Record:
    """A recheck report whose only member's cell is signed so."""
    mark = SignatureMark(present, 0.5, True, at("table 1"))
    return Record(REPORT.id, REPORT.edition, rows={"group": ({"signature": answer(mark.to_json(), "王", True)},)})


def stated_cell(held: Record, **asked: Any) -> Answer:
    where = "rows.group[0].signature"
    return corrected(held, REPORT, Change.from_json({"where": where, **asked})).rows["group"][0]["signature"]


@pytest.mark.parametrize("present", [True, False])
def test_a_signed_cell_of_a_table_is_stated_by_its_presence(present: bool) -> None:
    made = stated_cell(signed_cell(None), value={"present": present})
    assert isinstance(made.value, dict)
    assert (made.value["present"], made.value["needs_review"], made.needs_review) == (present, False, False)
    assert made.raw == "王"
    assert made.evidence == replace(at("table 1"), reader="officer")


def test_a_signed_cell_is_confirmed_as_it_was_seen_and_told_by_no_text() -> None:
    made = stated_cell(signed_cell(True), confirm=True)
    assert isinstance(made.value, dict)
    assert (made.value["present"], made.value["needs_review"], made.needs_review) == (True, False, False)
    for asked in ({"raw": "王五"}, {"value": None}):
        with pytest.raises(Invalid, match="invalid-change"):
            stated_cell(signed_cell(True), **asked)
    with pytest.raises(Invalid, match="invalid-change"):
        stated_cell(signed_cell(None), confirm=True)
