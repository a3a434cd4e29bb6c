import re

import pytest

from forms.law import Citation
from forms.rules import rule
from forms.rules.declared import DECLARED, State
from forms.rules.rule import MODULES, all_rules, position
from tests.forms.rules.rule_list import RULE_LIST


def test_the_74_entries_of_the_rule_list_are_all_there_and_no_other():
    assert len(RULE_LIST) == 74
    assert {known.id for known in all_rules()} | {declared.id for declared in DECLARED} == set(RULE_LIST)


def test_what_is_neither_judged_on_a_paper_nor_across_papers_is_declared():
    judged = {known.id for known in all_rules()}
    alone = {declared.id: declared.state for declared in DECLARED if declared.id not in judged}
    assert alone == {
        "R18.2": State.TIMER,
        "R18.8": State.GUARD,
        "R26.4": State.NON_RULE,
        "R33": State.TIMER,
        "R39": State.NON_RULE,
    }


def test_every_rule_stands_in_a_module_that_is_loaded_for_its_scope():
    all_rules()
    for known in rule._RULES.values():
        assert known.check.__module__.removeprefix("forms.rules.") in MODULES[known.scope], known.id


def test_a_non_rule_is_never_judged():
    non_rules = {declared.id for declared in DECLARED if declared.state is State.NON_RULE}
    assert non_rules == {"R26.4", "R39"}
    assert not non_rules & {known.id for known in all_rules()}


@pytest.mark.parametrize("declared", DECLARED, ids=lambda declared: declared.id)
def test_a_declared_entry_has_the_words_and_strength_of_its_article(declared):
    assert isinstance(declared.basis, Citation)
    article = re.sub(r"\s", "", declared.basis.statute.words[declared.basis.place])
    clauses = [clause for clause in re.split("[，；。：]", declared.words) if clause]
    assert [clause for clause in clauses if clause not in article] == []
    assert declared.strength == "—" or declared.strength in article


def test_the_entries_stand_in_the_lists_order():
    order = [position(rule_id) for rule_id in RULE_LIST]
    assert order == sorted(order)
