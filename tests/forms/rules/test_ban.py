from dataclasses import replace
from datetime import date

import pytest

from forms.check import check, verdicts
from forms.outside import EndedPilot, Ending, OutsideFacts
from forms.programme import NATIONAL
from forms.rules.rule import Verdict
from tests.forms.records import FIELDS, NOT_PRINTED, ON, UNIT, blank, record

REVOKED = EndedPilot(UNIT, Ending.PASS_REVOKED, date(2014, 4, 11))


def outcome(of, *ended, programme=NATIONAL, received=None):
    facts = OutsideFacts(received_on=received, ended=ended)
    (found,) = [o for o in verdicts(of, programme, ON, facts=facts) if o.rule.id == "R26.3"]
    return found


def filed(day):
    return record(filed_on=day)


def test_r26_3_blocks_a_unit_whose_pass_was_revoked_less_than_two_years_ago():
    facts = OutsideFacts(ended=(REVOKED,))
    (found,) = check(filed("2016-04-10"), NATIONAL, ON, facts=facts)
    assert (found.code, found.severity, found.rule, found.where) == (
        "banned-unit",
        "block",
        "R26.3",
        "fields.unit_name",
    )
    assert "2014年4月11日被撤销合格，至2016年4月11日的期间内不得重新申请试点" in found.message


@pytest.mark.parametrize(
    ("day", "inclusive", "banned"), [(11, True, True), (12, True, False), (10, False, True), (11, False, False)]
)
def test_r26_3_counts_the_last_day_as_the_programme_says(day, inclusive, banned):
    programme = replace(NATIONAL, ban_end_inclusive=inclusive)
    found = outcome(filed(f"2016-04-{day}"), REVOKED, programme=programme)
    assert found.verdict is (Verdict.BROKEN if banned else Verdict.HOLDS)


def test_r26_3_clamps_two_years_from_a_leap_day():
    leap = replace(REVOKED, on=date(2016, 2, 29))
    assert outcome(filed("2018-02-28"), leap).verdict is Verdict.BROKEN
    assert outcome(filed("2018-03-01"), leap).verdict is Verdict.HOLDS


def test_r26_3_goes_by_the_code_before_the_name():
    code = FIELDS["organization_code"]
    assert outcome(record(), replace(REVOKED, unit="旧名称", code=code)).verdict is Verdict.BROKEN
    assert outcome(record(), replace(REVOKED, unit="旧名称", code="11330800MB0R57773W")).verdict is Verdict.HOLDS
    assert outcome(record(organization_code=blank()), replace(REVOKED, code=code)).verdict is Verdict.BROKEN


def test_r26_3_knows_a_unit_by_the_nine_characters_of_its_old_code():
    old = replace(REVOKED, unit="旧名称", code="MB2C0754-9")
    assert outcome(record(), old).verdict is Verdict.BROKEN
    assert outcome(record(), replace(old, code="MB2C0754-8")).verdict is Verdict.HOLDS


def test_r26_3_asks_about_a_unit_of_the_same_name_under_another_code():
    other = replace(REVOKED, code="11330800MB0R57773W")
    assert outcome(record(), other).verdict is Verdict.CANNOT_TELL
    (found,) = check(record(), NATIONAL, ON, facts=OutsideFacts(ended=(other,)))
    assert (found.code, found.severity, found.where) == ("banned-name", "warn", "fields.organization_code")
    assert "登记代码为11330800MB0R57773W" in found.message
    assert outcome(filed("2016-04-12"), other).verdict is Verdict.HOLDS


def test_r26_3_goes_by_the_day_of_receipt_where_a_later_day_is_written():
    assert outcome(filed("2016-04-20"), REVOKED, received=date(2016, 4, 11)).verdict is Verdict.BROKEN
    assert outcome(filed("2016-04-20"), REVOKED, received=date(2016, 4, 12)).verdict is Verdict.HOLDS
    assert outcome(filed("2016-04-11"), REVOKED, received=date(2016, 4, 20)).verdict is Verdict.BROKEN


@pytest.mark.parametrize(
    ("day", "verdict"),
    [("2014-04-10", Verdict.HOLDS), ("2014-04-11", Verdict.BROKEN), ("2014-04", Verdict.CANNOT_TELL)],
)
def test_r26_3_bans_no_application_from_before_the_revocation(day, verdict):
    assert outcome(filed(day), REVOKED).verdict is verdict


def test_r26_3_knows_a_recorded_rename():
    renamed = replace(NATIONAL, renames=(("旧名称", UNIT),))
    assert outcome(record(), replace(REVOKED, unit="旧名称"), programme=renamed).verdict is Verdict.BROKEN


def test_r26_3_holds_for_another_unit_and_for_an_empty_list():
    assert outcome(record(), replace(REVOKED, unit="西陵区教育局")).verdict is Verdict.HOLDS
    assert outcome(record()).verdict is Verdict.HOLDS


def test_r26_3_cannot_tell_without_the_list_or_the_day():
    (silent,) = [o for o in verdicts(record(), NATIONAL, ON) if o.rule.id == "R26.3"]
    assert silent.verdict is Verdict.CANNOT_TELL
    undated = record(filed_on=NOT_PRINTED)
    assert outcome(undated, REVOKED).verdict is Verdict.CANNOT_TELL
    assert outcome(undated, REVOKED, received=date(2016, 4, 1)).verdict is Verdict.BROKEN
    assert outcome(filed("2016-04"), REVOKED).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize("how", [Ending.PILOT_REVOKED, Ending.TERMINATED, Ending.CANCELLED])
def test_r26_4_nothing_but_a_revoked_pass_bans_a_unit(how):
    facts = OutsideFacts(ended=(replace(REVOKED, how=how, on=date(2016, 4, 1)),))
    assert check(record(), NATIONAL, ON, facts=facts) == ()
