from dataclasses import replace
from datetime import date

import pytest

from forms.check import check
from forms.programme import HUBEI, NATIONAL, PROVINCIAL
from forms.record import Printed, SealMark
from forms.rules.rule import Verdict
from tests.forms.records import (
    GUARANTOR,
    OFFICE,
    ON,
    answer,
    blank,
    block,
    blocks,
    empty_block,
    finding,
    findings,
    outcome,
    record,
    unread,
    verdict,
)

TITLE = "社会管理和公共服务综合标准化试点申请书"


def titled(title, *parts):
    return Printed(title, parts or ("unit", "plan", "blocks"))


def test_r10_1_holds_for_a_form_with_its_title_and_three_parts():
    assert verdict("R10.1", record()) is Verdict.HOLDS


@pytest.mark.parametrize("title", [TITLE, "湖北省" + TITLE, "社會管理和公共服務綜合標準化試點申請書", "附件1 " + TITLE])
def test_r10_1_knows_the_title_with_a_province_before_it_and_in_either_script(title):
    assert verdict("R10.1", record(printed=titled(title))) is Verdict.HOLDS


@pytest.mark.parametrize(
    "title",
    [
        "浙江省社会管理和公共服务综合标准化试点申请书",
        "社会管理和公共服务标准化试点项目申请书",
        "社會管理與公共服務綜合標準化試點申請書",
    ],
)
def test_r10_1_takes_a_title_that_says_the_same(title):
    assert "title-mismatch" not in [code for code, _, _ in findings(record(printed=titled(title)))]


def test_r10_1_blocks_a_form_under_another_title():
    found = finding("title-mismatch", record(printed=titled("服务业标准化试点申请书")))
    assert (found.rule, found.severity, found.where, found.basis) == ("R10.1", "block", None, "第十条")
    assert "“服务业标准化试点申请书”" in found.message


def test_r10_1_cannot_tell_where_neither_title_nor_any_part_was_read():
    nothing = replace(record(printed=Printed(), rows={}, blocks=()), fields={})
    assert verdict("R10.1", nothing) is Verdict.CANNOT_TELL


def test_r10_1_names_the_part_that_is_missing_and_no_slot_of_it():
    paper = record(rows={}, printed=titled(TITLE, "unit", "blocks"))
    assert findings(paper) == [("part-missing", "block", None)]
    assert "二、创建工作计划" in finding("part-missing", paper).message


def test_r10_1_counts_a_part_as_there_when_its_heading_was_missed_but_its_content_read():
    assert verdict("R10.1", record(printed=titled(TITLE, "unit"))) is Verdict.HOLDS


def test_r10_1_says_each_missing_part_once():
    paper = record(rows={}, blocks=(), printed=titled(TITLE, "unit"))
    missing = [f.subject for f in check(paper, NATIONAL, ON) if f.code == "part-missing"]
    assert missing == ["plan", "blocks"]


def test_a_missing_part_does_not_also_report_its_slots_as_not_found():
    paper = record(printed=titled(TITLE, "plan", "blocks"))
    paper = replace(paper, fields={n: a for n, a in paper.fields.items() if n in COVER})
    assert [(f.code, f.subject) for f in check(paper, NATIONAL, ON) if f.code != "leading-group-unstated"] == [
        ("part-missing", "unit")
    ]


COVER = {"pilot_name", "pilot_period", "lead_unit", "guarantor_units", "guiding_units", "filed_on"}


def test_r10_2_holds_when_every_unit_has_agreed_signed_sealed_and_dated():
    assert verdict("R10.2", record()) is Verdict.HOLDS


@pytest.mark.parametrize(
    ("change", "code", "slot", "said"),
    [
        (
            {"opinion": blank()},
            "opinion-missing",
            "opinion",
            "未签署意见（第3页）。请由宜昌市西陵区人民政府签署意见后重新报送。",
        ),
        (
            {"signature": False},
            "signature-missing",
            "signature",
            "未签字（第3页）。请由宜昌市西陵区人民政府签字后重新报送。",
        ),
        ({"seal": False}, "seal-missing", "seal", "未加盖公章（第3页）。请由宜昌市西陵区人民政府加盖公章后重新报送。"),
        (
            {"date": blank("年 月 日")},
            "date-missing",
            "date",
            "未填写日期（第3页）。请由宜昌市西陵区人民政府填写日期后重新报送。",
        ),
    ],
)
def test_r10_2_blocks_for_each_thing_a_block_needs_and_lacks(change, code, slot, said):
    paper = record(blocks=blocks(block("guarantor_unit", **change)))
    assert findings(paper) == [(code, "block", f"blocks[1].{slot}")]
    found = finding(code, paper)
    assert (found.rule, found.basis, found.also) == ("R10.2", "第十条", ())
    assert found.message == f"保证单位意见栏{said}"
    assert found.evidence is not None
    assert found.evidence.page == 3


def test_r10_2_takes_the_preprinted_year_alone_for_no_date():
    paper = record(blocks=blocks(block("lead_unit", date=blank("2016年 月 日"))))
    assert findings(paper) == [("date-missing", "block", "blocks[0].date")]


def test_r10_2_accepts_a_date_of_which_only_the_month_is_written():
    assert findings(record(blocks=blocks(block("lead_unit", date="2016-04")))) == []


def test_r10_2_asks_the_block_without_a_name_by_its_label():
    paper = record(blocks=blocks(block("guarantor_unit", unit=blank(), seal=False)))
    assert "请由该保证单位加盖公章" in finding("seal-missing", paper).message


def test_r10_2_reports_each_slot_of_an_unsigned_form():
    unsigned = blocks(*(block(b, signature=False, seal=False) for b in ("lead_unit", "guarantor_unit")))
    assert findings(record(blocks=unsigned)) == [
        ("signature-missing", "block", "blocks[0].signature"),
        ("seal-missing", "block", "blocks[0].seal"),
        ("signature-missing", "block", "blocks[1].signature"),
        ("seal-missing", "block", "blocks[1].seal"),
    ]


@pytest.mark.parametrize(("mark", "code"), [("signature", "signature-uncertain"), ("seal", "seal-uncertain")])
def test_r10_2_cannot_tell_of_an_uncertain_mark_and_asks_without_blocking(mark, code):
    paper = record(blocks=blocks(block("guiding_unit", **{mark: None})))
    assert findings(paper) == [(code, "warn", f"blocks[2].{mark}")]
    assert verdict("R10.2", paper) is Verdict.CANNOT_TELL


def test_r10_2_cannot_tell_of_an_opinion_that_could_not_be_read():
    paper = record(blocks=blocks(block("guiding_unit", opinion=unread())))
    assert verdict("R10.2", paper) is Verdict.CANNOT_TELL
    assert findings(paper) == [("unreadable-value", "warn", "blocks[2].opinion")]


def test_r10_2_cannot_tell_of_a_date_in_doubt():
    paper = record(blocks=blocks(block("guiding_unit", date=unread("5月20日", "year-missing"))))
    assert verdict("R10.2", paper) is Verdict.CANNOT_TELL
    assert findings(paper) == [("year-missing", "warn", "blocks[2].date")]


def test_r10_2_blocks_a_refusal_and_quotes_it():
    paper = record(blocks=blocks(block("managing_unit", opinion="经研究，不同意申报。")))
    found = finding("opinion-refused", paper)
    assert (found.severity, found.where, found.rule) == ("block", "blocks[3].opinion", "R10.2")
    assert "“经研究，不同意申报。”" in found.message


def test_r10_2_asks_about_an_opinion_that_does_not_say_whether_it_agrees():
    paper = record(blocks=blocks(block("managing_unit", opinion="已阅。")))
    assert findings(paper) == [("opinion-unclear", "warn", "blocks[3].opinion")]
    assert verdict("R10.2", paper) is Verdict.CANNOT_TELL


def test_r10_2_says_of_a_required_block_that_is_not_printed_that_the_form_lacks_it():
    paper = record(blocks=blocks(without=("managing_unit",)))
    assert findings(paper) == [("block-missing", "block", "blocks.managing_unit")]
    assert "表中无此栏" in finding("block-missing", paper).message


def test_r10_2_asks_nothing_of_an_optional_block_that_is_not_printed():
    assert "participating_unit" not in {b.id for b in record().blocks}
    assert verdict("R10.2", record()) is Verdict.HOLDS


def test_r10_2_warns_of_a_unit_on_the_cover_for_which_no_block_stands():
    one, other = "西陵区行政审批局", "西陵区教育局"
    unsigned = record(participating_units=[one])
    assert findings(unsigned) == [("block-missing", "warn", "blocks.participating_unit")]
    assert f"“{one}”" in finding("block-missing", unsigned).message
    second = record(participating_units=[one, other], blocks=blocks(block("participating_unit")))
    assert findings(second) == [("block-missing", "warn", "blocks.participating_unit")]
    assert f"“{other}”没有" in finding("block-missing", second).message
    guarantors = record(guarantor_units=[GUARANTOR, "宜昌市教育局"])
    assert findings(guarantors) == [("block-missing", "warn", "blocks.guarantor_unit")]


@pytest.mark.parametrize("unit", [None, "西陵区行政审批局、西陵区教育局"])
def test_r10_2_asks_for_no_further_block_where_one_may_be_signed_by_all(unit):
    both = blocks(block("participating_unit", unit=answer(unit)))
    named = record(participating_units=["西陵区行政审批局", "西陵区教育局"], blocks=both)
    assert "block-missing" not in [f[0] for f in findings(named)]


def test_r10_2_does_not_see_an_optional_block_that_stands_empty():
    paper = record(blocks=blocks(empty_block("participating_unit")))
    assert findings(paper) == []
    assert findings(paper, HUBEI) == []


def test_r10_2_warns_of_an_empty_optional_block_when_the_cover_names_a_unit_for_it():
    paper = record(
        edition="national",
        participating_units=["西陵区行政审批局"],
        managing_units=["宜昌市社会管理和公共服务标准化联席会议"],
        blocks=blocks(empty_block("participating_unit")),
    )
    assert findings(paper) == [
        ("opinion-missing", "warn", "blocks[1].opinion"),
        ("signature-missing", "warn", "blocks[1].signature"),
        ("seal-missing", "warn", "blocks[1].seal"),
        ("date-missing", "warn", "blocks[1].date"),
    ]


def test_r10_2_checks_an_optional_block_like_any_other_once_something_stands_in_it():
    paper = record(blocks=blocks(block("participating_unit", seal=False)))
    assert findings(paper) == [("seal-missing", "block", "blocks[1].seal")]


def test_r10_2_counts_a_mark_that_cannot_be_told_as_something():
    paper = record(blocks=blocks(replace(empty_block("participating_unit"), seal=SealMark(None, needs_review=True))))
    assert ("opinion-missing", "block", "blocks[1].opinion") in findings(paper)


def test_r10_2_counts_an_opinion_that_could_not_be_read_as_something():
    paper = record(blocks=blocks(replace(empty_block("participating_unit"), opinion=unread())))
    assert ("seal-missing", "block", "blocks[1].seal") in findings(paper)


def test_r10_2_leaves_spare_copies_of_a_repeated_block_alone():
    paper = record(blocks=blocks(block("guarantor_unit"), empty_block("guarantor_unit")))
    assert findings(paper) == []


def test_r10_2_asks_for_a_copy_that_the_cover_names_a_unit_for():
    paper = record(
        guarantor_units=[GUARANTOR, "西陵区教育局"],
        blocks=blocks(block("guarantor_unit"), empty_block("guarantor_unit")),
    )
    assert [f[2] for f in findings(paper)] == [f"blocks[2].{slot}" for slot in ("opinion", "signature", "seal", "date")]
    assert finding("seal-missing", paper).message.startswith("保证单位（第2个）意见栏未加盖公章")


def test_r10_2_blocks_once_where_all_copies_of_a_required_block_are_empty():
    paper = record(blocks=blocks(empty_block("guarantor_unit"), empty_block("guarantor_unit")))
    assert [f for f in findings(paper) if f[1] == "block"] == [
        (f"{slot}-missing", "block", f"blocks[1].{slot}") for slot in ("opinion", "signature", "seal", "date")
    ]


def test_r10_2_only_says_that_the_receiving_office_itself_has_yet_to_sign():
    paper = record(blocks=blocks(empty_block("managing_unit", OFFICE)))
    assert findings(paper, HUBEI) == [("pending-office", "info", "blocks[3].opinion")]
    assert verdict("R10.2", paper, HUBEI) is Verdict.CANNOT_TELL


def test_r10_2_knows_the_receiving_office_by_its_short_name_too():
    paper = record(blocks=blocks(empty_block("managing_unit", "湖北省质监局")))
    assert findings(paper, HUBEI) == [("pending-office", "info", "blocks[3].opinion")]


def test_r10_2_checks_the_receiving_offices_block_once_something_stands_in_it():
    paper = record(blocks=blocks(block("managing_unit", unit=OFFICE, seal=False)))
    assert findings(paper, HUBEI) == [("seal-missing", "block", "blocks[3].seal")]


def test_r10_2_blocks_an_empty_managing_block_of_any_other_office():
    paper = record(blocks=blocks(empty_block("managing_unit", OFFICE)))
    assert len([f for f in findings(paper, PROVINCIAL) if f[1] == "block"]) == 4


def test_r10_2_lets_no_other_block_wait_for_the_receiving_office():
    paper = record(guiding_units=[OFFICE], blocks=blocks(empty_block("guiding_unit", OFFICE)))
    assert len([f for f in findings(paper, HUBEI) if f[1] == "block"]) == 4


def test_r10_2_cannot_tell_of_a_paper_in_which_nothing_was_found():
    nothing = replace(record(blocks=(), rows={}, printed=Printed()), fields={})
    assert verdict("R10.2", nothing) is Verdict.CANNOT_TELL
    assert [f for f in findings(nothing) if f[1] == "block"] == []


def test_h11_joins_the_missing_opinion_and_seal_in_hubei_only():
    paper = record(blocks=blocks(block("guarantor_unit", opinion=blank(), seal=False, signature=False)))
    also = {f.code: (f.rule, f.also, f.basis) for f in check(paper, HUBEI, ON)}
    joined = ("R10.2", ("H11",), "第十条、鄂质监标函〔2016〕76号第四部分第1项")
    assert also == {
        "opinion-missing": joined,
        "seal-missing": joined,
        "signature-missing": ("R10.2", (), "第十条"),
    }
    assert all(f.also == () for f in check(paper, NATIONAL, ON))


def test_h11_asks_the_lead_unit_for_its_seal_alone():
    paper = record(blocks=blocks(block("lead_unit", opinion=blank(), seal=False)))
    assert {f.code: f.also for f in check(paper, HUBEI, ON)} == {"opinion-missing": (), "seal-missing": ("H11",)}


def test_h11_says_nothing_of_the_managing_unit():
    paper = record(blocks=blocks(block("managing_unit", seal=False)))
    assert finding("seal-missing", paper, HUBEI).also == ()
    assert verdict("H11", paper, HUBEI) is Verdict.HOLDS


def test_h11_cannot_tell_of_an_uncertain_seal():
    assert verdict("H11", record(blocks=blocks(block("guiding_unit", seal=None))), HUBEI) is Verdict.CANNOT_TELL


def test_an_outcome_keeps_what_it_could_not_tell_beside_its_faults():
    paper = record(blocks=blocks(block("guiding_unit", seal=None, date=blank())))
    found = outcome("R10.2", paper)
    assert found.verdict is Verdict.BROKEN
    assert [b.code for b in found.breaches] == ["date-missing"]
    assert [u.ask.code for u in found.unknowns if u.ask] == ["seal-uncertain"]


def test_the_day_of_judging_is_an_argument():
    assert findings(record(), on=date(2016, 4, 20)) == []
    assert [f[0] for f in findings(record(), on=date(2016, 4, 19))] == ["date-future"]
