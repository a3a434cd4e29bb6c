from dataclasses import replace

import pytest

from forms.law import Practice
from forms.programme import HUBEI, NATIONAL, PROGRAMMES, PROVINCIAL, Level, UnknownProgramme, programme
from forms.rules.rule import all_rules


def test_the_default_programme_is_the_national_one():
    assert programme() is NATIONAL


def test_a_programme_is_found_by_its_id_or_its_other_name():
    assert [programme(p.id) for p in PROGRAMMES] == list(PROGRAMMES)
    assert programme("hubei") is HUBEI


def test_an_unknown_programme_is_refused_with_the_ids_there_are():
    with pytest.raises(
        UnknownProgramme, match="没有编号为“hunan”的申报项目。可用的编号：national、provincial、hubei-2016、hubei。"
    ):
        programme("hunan")


@pytest.mark.parametrize("known", PROGRAMMES)
def test_the_numbers_of_the_rules_are_the_defaults_of_every_programme(known):
    assert known.term_months == (24, 36)
    assert known.min_groundwork_characters == 30
    assert known.correction_days == 15
    assert isinstance(known.correction_basis, Practice)


def test_hubei_s_notice_sets_copies_deadline_and_its_own_rules():
    assert HUBEI.level is Level.PROVINCIAL
    assert (HUBEI.copies, HUBEI.deadline.isoformat() if HUBEI.deadline else None) == (4, "2016-05-20")
    assert HUBEI.local_rules == {f"H{number}" for number in range(1, 13)}
    assert HUBEI.admits_enterprises
    assert not PROVINCIAL.local_rules
    assert not NATIONAL.admits_enterprises


@pytest.mark.parametrize("known", PROGRAMMES)
def test_local_rules_are_rules_and_say_so(known):
    local = {rule.id for rule in all_rules() if rule.local}
    assert known.local_rules <= local


@pytest.mark.parametrize(
    "office",
    [
        "湖北省质量技术监督局",
        "湖北省质监局",
        "湖北省市场监督管理局",
        "省質監局",
        "湖北省社会管理和公共服务标准化联席会议办公室",
    ],
)
def test_the_office_of_hubei_is_known_by_its_names(office):
    assert HUBEI.receives(office)


@pytest.mark.parametrize("office", ["宜昌市质量技术监督局", "湖北省教育厅", ""])
def test_another_office_does_not_receive_the_applications(office):
    assert not HUBEI.receives(office)


def test_a_recorded_rename_counts_in_the_programme_that_records_it():
    renamed = replace(NATIONAL, renames=(("西陵区政务中心", "西陵区政务服务局"),))
    assert renamed.same_unit("西陵区政务中心", "西陵区政务服务局")
    assert not NATIONAL.same_unit("西陵区政务中心", "西陵区政务服务局")
