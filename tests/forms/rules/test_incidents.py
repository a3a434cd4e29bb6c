from dataclasses import replace

import pytest

from forms.check import check
from forms.programme import HUBEI, NATIONAL
from forms.rules.rule import Verdict
from tests.forms.records import NOT_PRINTED, ON, answer, blank, finding, findings, record, unread, verdict


def test_r09_3_holds_for_a_clear_no():
    assert verdict("R09.3", record(incidents_last_3_years={"answer": False, "text": "无"})) is Verdict.HOLDS


def test_r09_3_blocks_a_reported_incident_and_quotes_it():
    paper = record(
        incidents_last_3_years=answer({"answer": True, "text": "2015年食品安全事故"}, "有，2015年食品安全事故")
    )
    assert findings(paper) == [("incident-reported", "block", "fields.incidents_last_3_years")]
    found = finding("incident-reported", paper)
    assert (found.rule, found.basis) == ("R09.3", "第九条第（三）项")
    assert "“有，2015年食品安全事故”（第2页）" in found.message


@pytest.mark.parametrize(
    ("raw", "filed", "verdict_of_it"),
    [
        ("有，2012年受到通报批评", "2016-04-11", Verdict.CANNOT_TELL),
        ("有，2013年3月受到通报批评", "2016-04-11", Verdict.CANNOT_TELL),
        ("有，２０１３年３月受到通报批评", "2016-04-11", Verdict.CANNOT_TELL),
        ("有，2013年4月受到通报批评", "2016-04-11", Verdict.BROKEN),
        ("有，2013年3月受到通报批评", "2016-04-01", Verdict.CANNOT_TELL),
        ("有，2013年3月受到通报批评", "2016-03-31", Verdict.BROKEN),
        ("有，2012年13月受到通报批评", "2016-04-11", Verdict.CANNOT_TELL),
        ("有，2013年受到通报批评", "2016-04-11", Verdict.BROKEN),
        ("有，2010年事故，2015年受到行政处分", "2016-04-11", Verdict.BROKEN),
        ("有，2010年至今多次被曝光", "2016-04-11", Verdict.BROKEN),
        ("有，受到通报批评", "2016-04-11", Verdict.BROKEN),
        ("有，2012年受到通报批评", NOT_PRINTED, Verdict.BROKEN),
    ],
)
def test_r09_3_only_asks_about_what_is_surely_more_than_three_years_ago(raw, filed, verdict_of_it):
    paper = record(incidents_last_3_years=answer({"answer": True, "text": raw[2:]}, raw), filed_on=filed)
    assert verdict("R09.3", paper) is verdict_of_it
    severities = [f[1] for f in findings(paper) if f[2] == "fields.incidents_last_3_years"]
    assert severities == ["block" if verdict_of_it is Verdict.BROKEN else "warn"]


def test_r09_3_blocks_a_blank_answer():
    found = finding("field-missing", record(incidents_last_3_years=blank()))
    assert (found.rule, found.severity) == ("R09.3", "block")


@pytest.mark.parametrize(
    "unclear",
    [
        unread("基本没有", "choice-unclear"),
        unread("□有 □无", "choice-unclear"),
        unread("▓▓"),
        replace(answer(None, "详见附件"), needs_review=True),
        answer({"answer": None, "text": "详见附件"}, "详见附件", "choice-unclear"),
    ],
)
def test_r09_3_asks_once_about_an_answer_that_is_neither_yes_nor_no(unclear):
    paper = record(incidents_last_3_years=unclear)
    assert findings(paper) == [("incident-unclear", "warn", "fields.incidents_last_3_years")]
    assert verdict("R09.3", paper) is Verdict.CANNOT_TELL
    assert f"“{unclear.raw}”" in finding("incident-unclear", paper).message


def test_r09_3_cannot_tell_where_the_slot_is_not_printed():
    paper = record(incidents_last_3_years=NOT_PRINTED)
    assert verdict("R09.3", paper) is Verdict.CANNOT_TELL
    assert findings(paper) == [("slot-not-found", "info", "fields.incidents_last_3_years")]


@pytest.mark.parametrize(
    "incident", [answer({"answer": True, "text": ""}, "有"), blank(), unread("或许", "choice-unclear")]
)
def test_h2_joins_what_r09_3_finds_in_hubei_only(incident):
    paper = record(incidents_last_3_years=incident)
    (found,) = check(paper, HUBEI, ON)
    assert (found.rule, found.also) == ("R09.3", ("H2",))
    assert found.basis == "第九条第（三）项、鄂质监标函〔2016〕76号第三部分"
    (found,) = check(paper, NATIONAL, ON)
    assert found.also == ()
