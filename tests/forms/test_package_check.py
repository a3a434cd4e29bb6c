from dataclasses import replace
from datetime import date

from forms.outside import OutsideFacts
from forms.package_check import Unread, check_together, judged_by_pilot
from forms.programme import HUBEI, NATIONAL
from forms.record import Answer, Printed, Record
from tests.forms.papers import ON, PILOT
from tests.forms.records import UNIT, record
from tests.forms.test_deliveries import scan, word
from tests.forms.test_parting import OTHER, OTHER_UNIT, listing, named, report


def missing(unread: Unread) -> tuple[str, str]:
    (found,) = check_together((record(),), NATIONAL, ON, unread=unread)
    return found.severity, found.message


def test_a_paper_that_is_not_there_blocks_where_everything_was_read():
    severity, message = missing(Unread())
    assert severity == "block"
    assert "另有" not in message


def test_a_paper_that_may_stand_in_a_lost_file_never_blocks():
    severity, message = missing(Unread(lost=2, other=1))
    assert severity == "warn"
    assert "另有2份文件没有完整读出" in message


def test_an_unknown_paper_is_named_and_excuses_nothing():
    severity, message = missing(Unread(other=1))
    assert severity == "block"
    assert "另有1份文件不能确定是何种材料" in message


def test_other_findings_stand_whatever_was_lost():
    late = OutsideFacts(received_on=date(2016, 5, 21))
    found = check_together((record(),), HUBEI, date(2016, 5, 21), late, Unread(lost=1))
    assert [(f.code, f.severity) for f in found if f.code == "received-late"] == [("received-late", "block")]


# -- several pilots -------------------------------------------------------------------------------------------------


def test_each_pilots_papers_are_judged_by_themselves_and_the_findings_say_whose():
    papers = (named(1), named(1, OTHER, OTHER_UNIT), listing((PILOT, UNIT)))
    first, second = judged_by_pilot(papers, NATIONAL, ON).pilots
    assert (first.name, first.findings) == (PILOT, ())
    assert [(f.code, f.severity) for f in second.findings] == [("paper-missing", "block")]
    assert second.findings[0].message.startswith(f"“{OTHER}”：报送材料中未见《推荐函》")


def test_pilots_of_one_name_are_told_apart_by_their_units():
    judged = judged_by_pilot((named(1, "政务试点"), named(1, "政务试点", OTHER_UNIT)), NATIONAL, ON)
    assert [pilot.name for pilot in judged.pilots] == [f"政务试点（{UNIT}）", f"政务试点（{OTHER_UNIT}）"]


def test_pilots_may_be_at_different_stages():
    judged = judged_by_pilot((named(2), named(1, OTHER, OTHER_UNIT)), NATIONAL, ON)
    assert [str(pilot.stage) for pilot in judged.pilots] == ["evaluation", "application"]


def test_a_paper_without_a_pilot_is_said_and_may_be_the_one_that_is_missing():
    papers = (named(2), named(2, OTHER, OTHER_UNIT), report())
    judged = judged_by_pilot(papers, NATIONAL, ON)
    found = check_together(papers, NATIONAL, ON)
    missing = [f for f in found if f.code == "paper-missing"]
    assert [f.severity for f in missing] == ["warn", "warn"]
    assert all("未能确定属于哪个试点" in f.message for f in missing)
    assert found[-1:] == judged.findings
    assert found[-1].code == "paper-unplaced"
    assert f"可能属于“{PILOT}”、“{OTHER}”" in found[-1].message


def test_a_report_of_another_pilot_is_not_taken_for_this_ones():
    found = check_together((named(2), report(OTHER, OTHER_UNIT)), NATIONAL, ON)
    assert [(f.code, f.severity) for f in found if f.code.startswith("paper")] == [
        ("paper-missing", "warn"),
        ("paper-unplaced", "warn"),
    ]
    assert f"所写为“{OTHER}”，与“{PILOT}”都不一致" in found[-1].message


def test_two_deliveries_of_one_form_are_judged_as_one_paper():
    (judged,) = judged_by_pilot((word(), scan(organization_code=None), listing((PILOT, UNIT))), NATIONAL, ON).pilots
    assert [(pair.first, pair.second) for pair in judged.pairs] == [(0, 1)]
    assert judged.findings == ()


def test_one_form_in_two_editions_is_said_and_not_made_one():
    papers = (word(), scan(edition="national"), listing((PILOT, UNIT)))
    (judged,) = judged_by_pilot(papers, NATIONAL, ON).pilots
    assert judged.pairs == ()
    (found,) = [f for f in judged.findings if f.code == "editions-mixed"]
    assert found.severity == "warn"
    assert "试点申请书》报送了两种样表（hubei-2016、national）" in found.message


def test_two_filings_of_one_form_in_two_editions_with_different_periods_are_two_forms():
    later = {"start": "2019-01", "end": "2020-12"}
    papers = (word(), scan(edition="national", pilot_period=later), listing((PILOT, UNIT)))
    (judged,) = judged_by_pilot(papers, NATIONAL, ON).pilots
    assert [f.code for f in judged.findings if f.code == "editions-mixed"] == []


# -- one form in several copies -------------------------------------------------------------------------------------


def repeated(*papers: Record) -> list[tuple[str, str]]:
    (judged,) = judged_by_pilot((*papers, listing((PILOT, UNIT))), NATIONAL, ON).pilots
    return [(f.severity.value, f.message) for f in judged.findings if f.code == "form-repeated"]


def test_a_draft_and_a_final_copy_are_told_with_where_they_differ():
    draft = replace(word(postcode="430000", contact_name="张伟"), printed=Printed(labels={"postcode": "郵 編"}))
    ((severity, message),) = repeated(draft, word(postcode="430099", contact_name="王新"))
    assert severity == "warn"
    assert message.startswith("《试点申请书》收到2份，“邮编”等共2处所填不一致，未合并。")


def test_one_form_sent_twice_alike_is_only_mentioned():
    ((severity, message),) = repeated(word(), word())
    assert severity == "info"
    assert "收到2份，所填内容一致" in message


def test_a_draft_beside_a_form_that_came_as_scan_and_file_is_told():
    assert [severity for severity, _ in repeated(word(filed_on="2016-01-01"), word(), scan())] == ["warn"]


def test_two_deliveries_of_one_form_or_forms_of_two_periods_are_no_copies():
    assert repeated(word(), scan()) == []
    assert repeated(word(), word(pilot_period={"start": "2019-01", "end": "2020-12"})) == []


def test_a_blank_that_came_with_the_form_itself_is_told():
    blank = Record("annex1-application", "hubei-2016", fields={"pilot_name": Answer(None), "unit_name": Answer(None)})
    judged = judged_by_pilot((blank, word(), listing((PILOT, UNIT))), NATIONAL, ON).pilots
    found = [f for pilot in judged for f in pilot.findings if f.code == "form-repeated"]
    assert [f.severity for f in found] == ["warn"]
    assert "中有空白的" in found[0].message


def test_a_form_in_which_nothing_could_be_read_is_no_blank():
    open_answer = Answer(None, "", 0.5, needs_review=True)
    unread = Record("annex1-application", "hubei-2016", fields={"pilot_name": open_answer})
    judged = judged_by_pilot((unread, word()), NATIONAL, ON).pilots
    assert [f for pilot in judged for f in pilot.findings if f.code == "form-repeated"] == []
