"""Every rule of the list has a case that breaks it, one that keeps it and, where facts may be missing, one in doubt."""

from __future__ import annotations

from collections import defaultdict

import pytest

from forms.programme import HUBEI, NATIONAL
from forms.rules.declared import DECLARED, State
from forms.rules.rule import Scope, Verdict, all_rules
from tests.forms.rules import cases_across, cases_application, cases_reports
from tests.forms.rules.case import Case
from tests.forms.rules.rule_list import RULE_LIST

CASES = cases_application.CASES + cases_reports.CASES + cases_across.CASES

NEVER_IN_DOUBT = {
    ("R12.2", Scope.OUTGOING),
    ("R15.1", Scope.PACKAGE),
    ("R18.5", Scope.PACKAGE),
    ("R32.2", Scope.PACKAGE),
    ("R35", Scope.PACKAGE),
    ("R37.1", Scope.OUTGOING),
    ("R38", Scope.OUTGOING),
}
"""Rules that look only at what is there to be seen: whether a paper came, whom a letter names."""


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_says_of_its_case_what_the_article_says(case: Case) -> None:
    outcome = case.outcome()
    assert outcome.verdict is case.verdict
    assert [f"{breach.code} {breach.severity.value}" for breach in outcome.breaches] == list(case.found)


def test_every_rule_is_broken_kept_and_in_doubt_in_some_case() -> None:
    shown: dict[tuple[str, Scope], set[Verdict]] = defaultdict(set)
    for case in CASES:
        shown[case.rule, case.scope].add(case.verdict)
    every = {Verdict.BROKEN, Verdict.HOLDS, Verdict.CANNOT_TELL}
    asked = {(rule.id, rule.scope): every for rule in all_rules()}
    asked |= {entry: every - {Verdict.CANNOT_TELL} for entry in NEVER_IN_DOUBT}
    assert shown == asked


def test_the_gravest_thing_a_rule_may_say_is_said_in_a_case() -> None:
    said = {(case.rule, case.scope, found.split()[1]) for case in CASES for found in case.found}
    assert {(rule.id, rule.scope, rule.gravest.value) for rule in all_rules()} <= said


def test_what_has_no_case_is_declared_and_tested_as_no_rule_or_comes_with_the_lifecycle() -> None:
    uncased = set(RULE_LIST) - {case.rule for case in CASES}
    states = {entry.id: entry.state for entry in DECLARED if entry.id in uncased}
    assert states == {
        "R18.2": State.TIMER,
        "R18.8": State.GUARD,
        "R26.4": State.NON_RULE,
        "R33": State.TIMER,
        "R39": State.NON_RULE,
    }


def test_a_local_rule_is_silent_under_the_national_programme() -> None:
    for rule in all_rules():
        assert rule.local is rule.id.startswith("H")
        assert not rule.local or (rule.id in HUBEI.local_rules and rule.id not in NATIONAL.local_rules)
