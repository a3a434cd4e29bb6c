from dataclasses import replace

import pytest

from forms.outside import ExpertFile, OutsideFacts
from forms.programme import NATIONAL
from forms.rules.rule import Verdict
from tests.forms.papers import codes, group, judged, member, paper, ruled
from tests.forms.records import UNIT, answer, blank, unread

INSTITUTE = "省标准化研究院"


@pytest.mark.parametrize("number", [3, 6])
def test_a_complete_report_has_no_findings(number):
    assert codes(paper(number)) == []


@pytest.mark.parametrize(
    ("number", "rule", "article"), [(3, "R19.1", "第十九条"), (6, "R34.1", "第三十四条第（一）项")]
)
@pytest.mark.parametrize(("people", "fits"), [(4, False), (5, True), (7, True), (8, False)])
def test_a_group_has_usually_5_to_7_people(number, rule, article, people, fits):
    of = paper(number, group=group(people - 2, 1, 1))
    assert ruled(rule, of).verdict is (Verdict.HOLDS if fits else Verdict.BROKEN)
    found = [(f.severity, f.where, f.basis) for f in judged(of) if f.code == "group-size"]
    assert found == ([] if fits else [("warn", None, article)])


@pytest.mark.parametrize(("number", "rule"), [(3, "R19.1"), (6, "R34.1")])
def test_a_group_of_zero_cannot_be_judged_and_crashes_nothing(number, rule):
    assert ruled(rule, paper(number, group=())).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("people", "needed"), [(1, 1), (3, 1), (4, 2), (5, 2), (6, 2), (7, 3), (8, 3), (9, 3), (10, 4)]
)
def test_r19_2_asks_for_a_third_of_the_group_rounded_up(people, needed):
    enough = paper(3, group=group(needed, people - needed))
    assert ruled("R19.2", enough).verdict is Verdict.HOLDS
    short = ruled("R19.2", paper(3, group=group(needed - 1, people - needed + 1)))
    (found,) = short.breaches
    assert (found.code, found.severity) == ("standardization-share", "block")
    assert f"即{needed}人" in found.message


def test_r19_2_is_asked_of_annex_3_alone():
    assert "standardization-share" not in [c[0] for c in codes(paper(6, group=group(0, 4, 1)))]


@pytest.mark.parametrize("unknown", [blank(), unread()])
def test_r19_2_cannot_tell_while_a_member_of_unknown_category_may_be_one(unknown):
    rows = (*group(1, 2, 1), member("陈某", expertise=unknown))
    assert ruled("R19.2", paper(3, group=rows)).verdict is Verdict.CANNOT_TELL
    too_few = (*group(0, 3, 1), member("陈某", expertise=unknown))
    assert ruled("R19.2", paper(3, group=too_few)).verdict is Verdict.BROKEN


def test_r19_2_takes_its_share_from_the_programme():
    half = replace(NATIONAL, standardization_share=(1, 2))
    assert ruled("R19.2", paper(3, group=group(2, 2, 1)), half).verdict is Verdict.BROKEN
    assert ruled("R19.2", paper(3, group=group(3, 1, 1)), half).verdict is Verdict.HOLDS


def test_r19_1_and_r19_2_count_one_person_once():
    twice = (*group(1, 3), member("专家甲", INSTITUTE))
    assert ruled("R19.1", paper(3, group=twice)).verdict is Verdict.BROKEN
    (found,) = ruled("R19.2", paper(3, group=twice)).breaches
    assert "评估组4人中标准化专家1人" in found.message
    elsewhere = (*group(1, 3), member("专家甲", "省质量学会"))
    assert ruled("R19.1", paper(3, group=elsewhere)).verdict is Verdict.HOLDS
    assert ruled("R19.2", paper(3, group=elsewhere)).verdict is Verdict.HOLDS


@pytest.mark.parametrize("odd", [["专家甲", "专家乙"], {"answer": True, "text": "甲"}, 3])
def test_a_cell_that_holds_no_text_names_nobody(odd):
    rows = (*group(2, 2), member(answer(odd, "甲、乙"), answer(odd, "甲、乙")))
    assert ruled("R19.1", paper(3, group=rows)).verdict is Verdict.HOLDS
    assert ruled("R19.5", paper(3, group=rows)).verdict is Verdict.CANNOT_TELL


def test_two_members_without_a_name_are_two():
    nameless = (*group(2, 1), member(blank()), member(blank()))
    assert ruled("R19.1", paper(3, group=nameless)).verdict is Verdict.HOLDS


def test_r19_2_cannot_tell_without_a_table():
    assert ruled("R19.2", paper(3, group=())).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("rows", "lacking"),
    [(group(2, 2, 1), []), (group(5), ["行业", "管理"]), (group(3, 2), ["管理"]), (group(0, 3, 2), ["标准化"])],
)
def test_r19_3_asks_for_experts_of_both_kinds_and_managers(rows, lacking):
    outcome = ruled("R19.3", paper(3, group=rows))
    assert [b.subject for b in outcome.breaches] == lacking
    assert all(b.severity == "warn" for b in outcome.breaches)


def test_r19_3_cannot_tell_of_what_an_unknown_member_may_be():
    outcome = ruled("R19.3", paper(3, group=(*group(3, 1), member("陈某", expertise=blank()))))
    assert (outcome.verdict, len(outcome.unknowns)) == (Verdict.CANNOT_TELL, 1)


@pytest.mark.parametrize("number", [3, 6])
def test_r19_5_warns_of_a_member_from_the_pilots_own_unit(number):
    rows = (*group(2, 2), member("陈某", UNIT, "管理"))
    assert codes(paper(number, group=rows)) == [("member-own-unit", "warn", "rows.group[4].unit")]
    (found,) = [f for f in judged(paper(number, group=rows)) if f.code == "member-own-unit"]
    assert found.message.startswith(f"成员表第5行“陈某”（第2页）的工作单位就是试点单位“{UNIT}”")
    assert found.evidence is not None


def test_r19_5_warns_of_a_member_who_stands_there_twice():
    rows = (*group(2, 2, 1), member("專家甲", INSTITUTE))
    assert codes(paper(3, group=rows)) == [("member-twice", "warn", "rows.group[5].name")]
    (found,) = [f for f in judged(paper(3, group=rows)) if f.code == "member-twice"]
    assert "第6行“專家甲”" in found.message
    assert "与第1行重复" in found.message


def test_r19_5_takes_two_of_one_name_at_two_units_for_two_people_perhaps():
    rows = (*group(2, 2, 1), member("专家甲", "省质量学会"))
    assert ruled("R19.5", paper(3, group=rows)).verdict is Verdict.CANNOT_TELL
    assert codes(paper(3, group=rows)) == []


def test_r19_5_holds_for_independent_members_and_knows_a_recorded_rename():
    assert ruled("R19.5", paper(3)).verdict is Verdict.HOLDS
    renamed = replace(NATIONAL, renames=((INSTITUTE, UNIT),))
    assert ruled("R19.5", paper(3), renamed).verdict is Verdict.BROKEN


@pytest.mark.parametrize("unit", [blank(), unread()])
def test_r19_5_cannot_tell_where_a_member_works(unit):
    rows = (*group(2, 2), member("陈某", unit, "管理"))
    assert ruled("R19.5", paper(3, group=rows)).verdict is Verdict.CANNOT_TELL


GOOD = ExpertFile("陈某", INSTITUTE, degree=True, senior=True, years=5)


def drawn(*files, expertise="标准化"):
    rows = (member("陈某", INSTITUTE, expertise),)
    return paper(6, group=rows), OutsideFacts(experts=files)


def test_r28_holds_for_a_degree_a_senior_title_and_five_years():
    of, facts = drawn(GOOD)
    assert ruled("R28", of, facts=facts).verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"degree": False}, "学历不到本科"),
        ({"senior": False}, "职称不到高级"),
        ({"years": 4}, "4年，不满5年"),
        ({"degree": None, "years": 0}, "0年，不满5年"),
    ],
)
def test_r28_warns_of_what_the_file_shows_to_be_short(change, said):
    of, facts = drawn(replace(GOOD, **change))
    (found,) = ruled("R28", of, facts=facts).breaches
    assert (found.code, found.severity, found.where) == ("expert-qualification", "warn", "rows.group[0].name")
    assert said in found.message


@pytest.mark.parametrize("change", [{"degree": None}, {"senior": None}, {"years": None}])
def test_r28_cannot_tell_by_a_file_with_gaps(change):
    of, facts = drawn(replace(GOOD, **change))
    assert ruled("R28", of, facts=facts).verdict is Verdict.CANNOT_TELL


def test_r28_is_silent_without_the_pool_and_of_managers():
    of, _ = drawn()
    assert ruled("R28", of).verdict is Verdict.CANNOT_TELL
    manager, facts = drawn(replace(GOOD, years=0), expertise="管理")
    assert ruled("R28", manager, facts=facts).verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    "files", [(), (replace(GOOD, unit="省质量学会"),), (GOOD, replace(GOOD, unit=None))], ids=["none", "other", "two"]
)
def test_r28_cannot_tell_of_a_member_who_is_not_surely_in_the_pool(files):
    of, facts = drawn(*files)
    assert ruled("R28", of, facts=facts).verdict is Verdict.CANNOT_TELL


def test_r19_4_says_who_was_not_drawn_from_the_pool_for_information():
    rows = (member("陈某", INSTITUTE), member("刘某", INSTITUTE), member("王某", INSTITUTE, "管理"))
    outcome = ruled("R19.4", paper(3, group=rows), facts=OutsideFacts(experts=(GOOD,)))
    assert [(b.code, b.severity, b.where) for b in outcome.breaches] == [
        ("expert-outside-pool", "info", "rows.group[1].name")
    ]
    assert ruled("R19.4", paper(3, group=rows[:1]), facts=OutsideFacts(experts=(GOOD,))).verdict is Verdict.HOLDS
    assert ruled("R19.4", paper(3)).verdict is Verdict.CANNOT_TELL


def test_a_report_without_its_table_leaves_its_findings_in_the_forms_order():
    found = codes(paper(3, group=(), score=blank()))
    assert [f[2] for f in found] == ["fields.score", "rows.group[0]"]
