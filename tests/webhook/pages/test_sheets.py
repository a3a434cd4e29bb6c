"""A record laid out for review, and its findings in the form's order."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest

from forms.finding import Finding, Severity
from forms.record import Answer, Printed, Record, SealMark, SignatureMark
from forms.registry import form
from tests.applications import record_of, truth
from tests.webhook.conftest import RECEIVED, answer, block, record
from webhook.routes.pages.script import path_words
from webhook.service.cases.findings import Standing
from webhook.service.cases.marked import marked_slots, slots
from webhook.service.letters.preview import letter_lines
from webhook.service.review.finding_list import MIXED, bears_no_mark, finding_list, place_words
from webhook.service.review.sheet import anchor, sheet_of
from webhook.store.results import Disposition

HUBEI = form("annex1-application", "hubei-2016")
NO_MARKS = {"signature": SignatureMark(False), "seal": SealMark(False)}


def standing(code: str, where: str | None, severity: Severity = Severity.BLOCK, given: str | None = None) -> Standing:
    disposition = Disposition("r", f"{code}{where}", given, None, "", "王芳", RECEIVED) if given else None
    return Standing(f"{code}{where}", Finding(code, severity, "说明", where=where).to_json(), disposition)


@pytest.mark.parametrize("edition", ["hubei-2016", "national"])
def test_the_sheet_shows_every_slot_of_a_record_once(edition: str) -> None:
    shape = form("annex1-application", edition)
    held = record_of(shape, truth(shape, 4))
    sheet = sheet_of(held, shape)
    shown = [line.where for line in sheet.lines() if line.printed] + [mark.where for mark in sheet.marks()]
    assert sorted(shown) == sorted(where for where, _ in slots(held))


def test_the_sheet_and_the_service_agree_on_what_is_marked() -> None:
    held = replace(
        record(contact_name=answer("张伟", needs_review=True)),
        rows={"plan": ({"step": answer("启动", needs_review=True), "work": answer("动员")},)},
        blocks=(block(date=answer(None, "二六年", needs_review=True), seal=SealMark(True, needs_review=True)),),
    )
    assert {line.where for line in sheet_of(held, HUBEI).marked()} == set(marked_slots(held))


def test_a_value_is_shown_as_its_kind_writes_it_and_the_paper_beside_it_where_it_says_more() -> None:
    held = record(pilot_period=Answer({"start": "2016-05", "end": "2018-05"}, "二〇一六年五月至二〇一八年五月"))
    lines = {line.where: line for line in sheet_of(held, HUBEI).lines()}
    assert lines["fields.pilot_period"].shown == "2016年5月-2018年5月"
    assert lines["fields.pilot_period"].differs
    assert not lines["fields.postcode"].differs


@pytest.mark.parametrize(
    ("raw", "value", "marked", "shown"),
    [
        ("張偉", "张伟", False, True),
        ("負責本轄區政務服務事項的受理與辦理" * 2, "负责本辖区政务服务事项的受理与办理" * 2, False, False),
        ("負責本轄區政務服務事項的受理與辦理" * 2, "负责本辖区政务服务事项的受理与办理" * 2, True, True),
        ("负责本辖区政务服务事项的受理与办理" * 2, "负责本辖区政务服务事项" * 3, False, True),
        ("", "张伟", False, False),
    ],
)
def test_a_text_of_the_other_script_is_shown_as_written_where_letters_count(
    raw: str, value: str, marked: bool, shown: bool
) -> None:
    held = record(business_scope=answer(value, raw, needs_review=marked))
    lines = {line.where: line for line in sheet_of(held, HUBEI).lines()}
    assert lines["fields.business_scope"].differs is shown


def test_a_slot_bears_the_label_that_the_paper_prints() -> None:
    held = replace(record(), printed=Printed(labels={"pilot_name": "项目名称"}))
    assert next(sheet_of(held, HUBEI).lines()).label == "项目名称"


def test_long_answers_are_edited_in_several_lines() -> None:
    lines = {line.where: line for line in sheet_of(record(business_scope=answer("职能")), HUBEI).lines()}
    assert (lines["fields.business_scope"].lines, lines["fields.postcode"].lines) == (4, 1)


def signed_rows(*present: bool | None) -> Record:
    """A recheck report whose table of members has been signed so."""
    rows = tuple(
        {"name": answer("王五"), "signature": answer(SignatureMark(seen).to_json(), "王五", needs_review=seen is None)}
        for seen in present
    )
    return Record("annex6-recheck-report", "national", rows={"group": rows})


def test_a_signed_cell_of_a_table_is_a_mark_and_no_empty_answer() -> None:
    sheet = sheet_of(signed_rows(True, False, None), form("annex6-recheck-report", "national"))
    assert [(mark.where, mark.present, mark.needed) for mark in sheet.marks()] == [
        ("rows.group[0].signature", True, True),
        ("rows.group[1].signature", False, True),
        ("rows.group[2].signature", None, True),
    ]
    assert not [line for line in sheet.lines() if line.where.endswith(".signature")]
    assert [seen.where for seen in sheet.marked()] == ["rows.group[2].signature"]


def test_blocks_of_one_kind_are_counted() -> None:
    held = replace(record(), blocks=(block(), block("participating_unit"), block("participating_unit")))
    assert [card.ordinal for card in sheet_of(held, HUBEI).cards] == [None, 1, 2]


@pytest.mark.parametrize(
    ("where", "id"),
    [
        ("fields.pilot_name", "fields-pilot_name"),
        ("rows.plan[0].work", "rows-plan-0-work"),
        ("blocks[2].seal", "blocks-2-seal"),
    ],
)
def test_a_place_is_an_id_of_the_page(where: str, id: str) -> None:
    assert anchor(where) == id


def test_places_of_a_word_file_are_told_in_words() -> None:
    assert path_words_in("table 2, row 3, cell 2") == "表2 第3行 第2格"
    assert path_words_in("paragraph 7, text box 1") == "第7段 文本框1"
    assert path_words_in("footnote 7") == "footnote 7", "an unknown step is shown as it is"


def path_words_in(path: str) -> str:
    from flask import Flask

    with Flask(__name__).test_request_context():
        return path_words(path)


# -- findings -----------------------------------------------------------------------


def test_findings_stand_in_the_forms_order_with_their_places() -> None:
    found = (standing("seal-missing", "blocks[0].seal"), standing("field-missing", "fields.pilot_name"))
    listed = finding_list(found, record(), HUBEI)
    assert [(i.words, i.target) for i in listed.items] == [
        ("“试点名称”栏", "fields-pilot_name"),
        ("“承担单位”意见栏盖章处", "blocks-0-seal"),
    ]


def test_a_place_that_the_edition_does_not_know_comes_last_under_its_own_name() -> None:
    found = (standing("field-missing", "fields.nowhere"), standing("field-missing", "fields.postcode"))
    last = finding_list(found, record(), HUBEI).items[-1]
    assert (last.words, last.target) == ("fields.nowhere", "main")
    assert place_words("fields.nowhere", record(), HUBEI) == "fields.nowhere"


def test_a_block_that_the_paper_lacks_leads_to_the_blocks() -> None:
    [item] = finding_list((standing("block-missing", "blocks.managing_unit"),), record(), HUBEI).items
    assert item.target == "blocks"


def test_notes_want_no_answer_and_open_ones_are_counted() -> None:
    found = (
        standing("field-missing", "fields.postcode"),
        standing("field-missing", "fields.email", given="upheld"),
        standing("wording-unknown", None, Severity.INFO),
        standing("task-missing", "rows.plan", Severity.WARN),
    )
    listed = finding_list(found, record(), HUBEI)
    assert [item.code for item in listed.notes] == ["wording-unknown"]
    assert [item.where for item in listed.open] == ["fields.postcode"]
    assert [item.where for item in listed.upheld] == ["fields.email"]
    assert listed.count == 4


MISSING = (standing("signature-missing", "blocks[0].signature"), standing("seal-missing", "blocks[0].seal"))


def test_missing_marks_are_one_matter_only_where_the_copy_bears_none_at_all() -> None:
    unsigned = replace(record(), blocks=(block(**NO_MARKS),))
    assert len(finding_list(MISSING, unsigned, HUBEI).unsigned) == 2
    assert finding_list(MISSING[:1], unsigned, HUBEI).unsigned == (), "one missing mark is itself"
    for other in (block(), block(**{**NO_MARKS, "seal": SealMark(None)})):
        signed = replace(record(), blocks=(block(**NO_MARKS), other))
        assert not bears_no_mark(signed)
        assert len(finding_list(MISSING, signed, HUBEI).items) == 2


def test_missing_marks_answered_differently_are_mixed() -> None:
    unsigned = replace(record(), blocks=(block(**NO_MARKS),))
    answered = (standing("signature-missing", "blocks[0].signature", given="upheld"), MISSING[1])
    assert finding_list(answered, unsigned, HUBEI).unsigned_disposition == MIXED
    assert finding_list(MISSING, unsigned, HUBEI).unsigned_disposition == "open"


# -- letters ------------------------------------------------------------------------


def test_a_letter_is_previewed_in_its_order_tables_included() -> None:
    word = docx.Document()
    word.add_paragraph("补正通知书")
    word.add_paragraph("")
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "申请书", "4"
    word.add_paragraph("特此通知。")
    stream = io.BytesIO()
    word.save(stream)
    assert letter_lines(stream.getvalue()) == ("补正通知书", "申请书　　4", "特此通知。")


def test_a_record_without_blocks_bears_no_mark() -> None:
    assert bears_no_mark(Record("annex1-application", "hubei-2016"))
