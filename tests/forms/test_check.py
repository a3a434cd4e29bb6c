import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import registry
from forms.check import check, verdicts
from forms.finding import Severity
from forms.law import Citation, Practice
from forms.outside import OutsideFacts
from forms.programme import HUBEI, NATIONAL, PROGRAMMES
from forms.record import Answer, Printed, Record, SealMark, SignatureMark
from forms.rules.facts import FORMS, Facts
from forms.rules.rule import LAST, Breach, Scope, Unknown, Verdict, all_rules, position, rule
from forms.statutes import RULES
from tests.forms.papers import SLOTS
from tests.forms.records import (
    BLOCKS,
    FIELDS,
    NOT_PRINTED,
    ON,
    answer,
    at,
    blank,
    block,
    blocks,
    empty_block,
    findings,
    record,
    unread,
)

OF_ANNEX_1 = ["R08", "R09.1a", "R09.1b", "R09.2a", "R09.2b", "R09.3", "R09.4", "R10.1", "R10.2", "R15", "R16", "R18.1"]
OF_ANNEX_1 += ["R26.3", "X1", "X3", "X4"]
OF_HUBEI = ["H1", "H2", "H3", "H7", "H11"]


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_a_complete_application_has_no_findings(programme):
    assert check(record(), programme, ON) == ()


def test_a_complete_national_application_has_no_findings():
    paper = record(
        edition="national",
        participating_units=blank(),
        managing_units=[BLOCKS[3][1]],
        printed=replace(record().printed, labels={"organization_code": "统一社会信用代码"}),
    )
    assert check(paper, NATIONAL, ON) == ()


def test_every_rule_on_an_application_is_judged_in_the_list_s_order():
    assert [outcome.rule.id for outcome in verdicts(record(), NATIONAL, ON)] == OF_ANNEX_1
    in_hubei = [outcome.rule.id for outcome in verdicts(record(), HUBEI, ON)]
    assert in_hubei == [*OF_ANNEX_1[:13], *OF_HUBEI, *OF_ANNEX_1[13:]]


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_every_rule_holds_for_a_complete_application(programme):
    known = OutsideFacts(ended=())
    assert {outcome.verdict for outcome in verdicts(record(), programme, ON, facts=known)} == {Verdict.HOLDS}


def test_a_rule_whose_facts_are_not_given_cannot_tell_and_is_silent():
    untold = [o.rule.id for o in verdicts(record(), NATIONAL, ON) if o.verdict is Verdict.CANNOT_TELL]
    assert untold == ["R26.3"]


def test_no_rule_of_the_application_judges_another_form():
    other = replace(registry.form("annex1-application", "national"), id="another-form")
    assert verdicts(record(), NATIONAL, ON, form=other) == ()


def test_the_form_may_be_given_in_place_of_the_record_s_own_edition():
    paper = replace(record(), edition="of-next-year")
    with pytest.raises(KeyError, match="of-next-year"):
        check(paper, NATIONAL, ON)
    assert check(paper, NATIONAL, ON, form=registry.form("annex1-application", "hubei-2016")) == ()


def test_one_fault_at_one_place_joins_every_rule_and_basis():
    (found,) = check(record(incidents_last_3_years=blank()), HUBEI, ON)
    assert (found.code, found.rule, found.also) == ("field-missing", "R09.3", ("H2",))
    assert found.basis == "第九条第（三）项、鄂质监标函〔2016〕76号第三部分"


def test_two_faults_of_one_code_at_one_place_stay_two_by_their_subject():
    works = record().rows["plan"][:2]
    missing = [f.subject for f in check(record(rows={"plan": works}), NATIONAL, ON)]
    assert missing == ["组织标准实施", "开展标准实施评价", "制定持续改进措施", "创建品牌", "实施记录归档"]


def test_the_gravest_names_the_finding_before_the_list_s_order():
    paper = record(organization_code="00440600MB2C07549J")
    (found,) = [f for f in check(paper, NATIONAL, ON) if f.where == "fields.organization_code"]
    assert (found.severity, found.rule) == (Severity.BLOCK, "R09.1b")


def test_a_mere_practice_is_not_named_beside_an_article():
    paper = record(
        edition="national", participating_units=blank(), managing_units=[BLOCKS[3][1]], business_scope=blank()
    )
    (found,) = [f for f in check(paper, NATIONAL, ON) if f.code == "field-missing"]
    assert found.basis == "第九条第（一）项"


def test_a_practice_alone_says_so():
    paper = record(edition="national", participating_units=blank(), managing_units=[BLOCKS[3][1]], email=blank())
    (found,) = check(paper, NATIONAL, ON)
    assert found.basis is not None
    assert found.basis.startswith("工作惯例：")


def test_the_forms_own_words_stand_as_basis_where_no_rule_does():
    (found,) = check(record(email=blank()), NATIONAL, ON)
    assert (found.rule, found.basis) == (None, "《湖北省社会管理和公共服务综合标准化试点申请书》第2页“电子邮箱”")


def everything_wrong() -> Record:
    rows = record().rows["plan"][:1]
    return record(
        pilot_name=blank("XXXX"),
        pilot_period={"start": "2018-05", "end": "2016-05"},
        filed_on=blank("2016年 月 日"),
        unit_name="宜昌市西陵区行政审批局",
        email=blank(),
        business_scope=blank(),
        rows={"plan": ({**rows[0], "step": blank()},)},
        blocks=(
            block("managing_unit", date=blank()),
            block("lead_unit", seal=False, opinion="不同意", unit="西陵区教育局"),
            block("guiding_unit", signature=None),
        ),
    )


def test_findings_stand_in_the_forms_order_and_those_of_no_place_last():
    assert [f[2] for f in findings(everything_wrong())] == [
        "fields.pilot_name",
        "fields.pilot_period",
        "fields.filed_on",
        "fields.unit_name",
        "fields.email",
        "fields.business_scope",
        "rows.plan[0].step",
        "blocks[1].unit",
        "blocks[1].opinion",
        "blocks[1].seal",
        "blocks.guarantor_unit",
        "blocks[2].signature",
        "blocks[0].date",
        *[None] * 6,
    ]


def test_the_same_paper_gives_the_same_findings():
    assert check(everything_wrong(), HUBEI, ON) == check(everything_wrong(), HUBEI, ON)


def test_a_rule_says_better_what_the_form_s_own_check_would_say_at_the_same_place():
    paper = record(incidents_last_3_years=unread("大概没有", "choice-unclear"), email=unread())
    assert findings(paper) == [
        ("unreadable-value", "warn", "fields.email"),
        ("incident-unclear", "warn", "fields.incidents_last_3_years"),
    ]


def test_what_cannot_be_told_cannot_block():
    ask = Breach("seal-uncertain", Severity.BLOCK, "blocks[0].seal", "…")
    with pytest.raises(ValueError, match="never blocks"):
        Unknown("无法判断", ask)


@pytest.mark.parametrize(("taken", "complaint"), [("Z1", "not in the rule list"), ("R08", "defined twice")])
def test_a_rule_has_an_id_of_the_list_and_only_one_body(taken, complaint):
    all_rules()
    with pytest.raises(ValueError, match=complaint):
        rule(taken, basis=RULES.art(1), strength="应当", gravest=Severity.WARN, reads=())(lambda facts: ())


EVERY = pytest.mark.parametrize("known", all_rules(), ids=lambda known: f"{known.scope} {known.id}")


@EVERY
def test_a_rule_says_in_its_docstring_what_its_basis_says(known):
    assert known.check.__doc__
    assert known.strength
    assert (known.words == "") is isinstance(known.basis, Practice)
    if isinstance(known.basis, Citation):
        article = re.sub(r"\s", "", known.basis.statute.words[known.basis.place])
        clauses = [clause for clause in re.split("[，；。：]", known.words) if clause]
        assert [clause for clause in clauses if clause not in article] == []


STRENGTHS = {
    "原则上": {"R08", "H5"},
    "应当": {
        *("R09.1a", "R09.1b", "R09.2a", "R09.2b", "R09.3", "R09.4", "R10.1", "R10.2", "R12.1", "R13", "R15", "R15.1"),
        *("R16", "R18.4", "R18.5", "R20", "R21", "R23.1", "R23.3", "R24", "R26.1", "R34.2", "R34.3", "R35", "R37.1"),
        *("R37.2", "R38"),
    },
    "一般": {"R18.1"},
    "一般为": {"H7", "R19.1", "R34.1"},
    "一般应当": {"R28"},
    "必要条件": {"H1", "H2", "H3"},
    "要": {"H11"},
    "同时": {"R12.2"},
    "可以": {"R18.3", "R19.4"},
    "可以、视为": {"R32.1"},
    "包括": {"R18.6"},
    "不得": {"R18.7", "R26.3"},
    "不少于": {"R19.2"},
    "由…组成": {"R19.3"},
    "视情节": {"R26.2"},
    "并提交": {"R32.2"},
    "目标": {"H4"},
    "不超过": {"H6"},
    "须": {"H9"},
    "不再受理": {"H10"},
    "—": {
        *("R04", "R11", "R19.5", "R22", "R23.2", "R23.4", "R30", "R34.4", "R34.5", "R36", "H8", "H12"),
        *("X1", "X2", "X3", "X4"),
    },
}


def test_a_rule_binds_as_strongly_as_its_text_says():
    found: dict[str, set[str]] = {}
    for known in all_rules():
        found.setdefault(known.strength, set()).add(known.id)
        if isinstance(known.basis, Citation) and known.strength != "—":
            words = known.basis.statute.words[known.basis.place]
            assert all(word in words for word in re.split("[…、]", known.strength)), known.id
    assert found == STRENGTHS


SOFT = {"一般", "一般为", "一般应当", "原则上", "可以", "目标", "包括", "由…组成", "视情节"}


@EVERY
def test_what_the_text_only_recommends_never_blocks(known):
    """R18.1 warns of the length; an end before its start blocks as no length at all."""
    if known.strength in SOFT and known.id != "R18.1":
        assert known.gravest is not Severity.BLOCK


def test_the_rules_stand_by_article_then_hubei_s_notice_then_our_own():
    ids = ["R04", "R08", "R09.1a", "R09.1b", "R09.2a", "R10.1", "R15", "R15.1", "R18.1", "R39", "H1", "H12", "X1", "X4"]
    places = [position(rule_id) for rule_id in ids]
    assert places == sorted(places)
    assert position("X99") < LAST


def test_a_verdict_is_one_of_three_words():
    assert [str(v) for v in Verdict] == ["holds", "broken", "cannot tell"]


@EVERY
def test_a_rule_says_what_it_reads(known):
    assert known.reads
    assert known.on
    if known.scope is Scope.PAPER:
        assert set(known.on) <= set(FORMS)
        for read in known.reads:
            part, *_, last = read.split(".")
            assert part in {"fields", "rows", "blocks", "printed"}
            assert part == "printed" or last in SLOTS


DOUBTED = object()
"""As an answer: the slot's own good value, left in doubt."""
ANSWERS = st.sampled_from(
    [
        NOT_PRINTED,
        blank(),
        blank("XXXX"),
        unread(),
        DOUBTED,
        answer(None, "▓", "placeholder-left", "unreadable-value"),
        replace(answer(None), needs_review=True),
    ]
)
MARKS = st.sampled_from([True, False, None])


@st.composite
def damaged(draw: st.DrawFn) -> Record:
    changes = draw(st.dictionaries(st.sampled_from(sorted(FIELDS)), ANSWERS, max_size=len(FIELDS)))
    doubted = {name: answer(FIELDS[name], None, "repaired") for name, kind in changes.items() if kind is DOUBTED}
    printed_blocks = tuple(
        draw(st.sampled_from([empty_block(b[0]), block(b[0], seal=draw(MARKS), signature=draw(MARKS))]))
        for b in BLOCKS
        for _ in range(draw(st.integers(0, 2)))
    )
    rows = draw(st.sampled_from([{}, {"plan": ()}, record().rows, {"plan": ({"step": blank(), "work": unread()},)}]))
    printed = draw(st.sampled_from([Printed(), record().printed]))
    return record(**{**changes, **doubted, "blocks": printed_blocks, "rows": rows, "printed": printed})


@settings(max_examples=150, deadline=None)
@given(damaged(), st.sampled_from(PROGRAMMES))
def test_whatever_is_missing_each_fault_is_said_once_at_a_place_that_there_is(paper, programme):
    found = check(paper, programme, ON)
    for outcome in verdicts(paper, programme, ON):
        assert all(breach.severity.rank >= outcome.rule.gravest.rank for breach in outcome.breaches)
    faults = [(f.where, f.code, f.subject) for f in found]
    assert len(set(faults)) == len(faults)
    for finding in found:
        assert finding.message.endswith("。")
        assert finding.basis
        assert finding.rule not in finding.also
        if finding.where and (place := re.match(r"blocks\[(\d+)\]\.\w+$", finding.where)):
            assert int(place[1]) < len(paper.blocks)


@settings(max_examples=100, deadline=None)
@given(damaged())
def test_a_slot_the_document_does_not_print_never_blocks_it(paper):
    blocked = {f.where for f in check(paper, HUBEI, ON) if f.severity is Severity.BLOCK and f.where}
    for place in blocked:
        if place.startswith("fields."):
            assert place.removeprefix("fields.") in paper.fields


def test_a_record_read_back_from_json_gives_the_same_findings():
    paper = everything_wrong()
    assert check(Record.from_json(paper.to_json()), HUBEI, ON) == check(paper, HUBEI, ON)


def test_facts_know_the_names_in_a_slot_of_one_or_of_several():
    facts = Facts(registry.form("annex1-application", "hubei-2016"), record(), NATIONAL, date(2016, 5, 10))
    assert facts.names("lead_unit") == (FIELDS["lead_unit"],)
    assert facts.names("guarantor_units") == tuple(FIELDS["guarantor_units"])
    assert facts.names("no_such_slot") == ()
    assert facts.text("pilot_period") is None


def test_a_finding_points_at_the_mark_and_else_at_the_block():
    unplaced = record(blocks=blocks(block("lead_unit", seal=SealMark(False))))
    (found,) = check(unplaced, NATIONAL, ON)
    assert found.evidence == unplaced.blocks[0].evidence
    assert "（第3页）" in found.message


def test_a_missing_mark_is_shown_where_that_mark_was_looked_for():
    marks = {"signature": SignatureMark(False, evidence=at(4)), "seal": SealMark(False, evidence=at(5))}
    signature, seal = check(record(blocks=blocks(block("lead_unit", **marks))), NATIONAL, ON)
    assert (signature.code, signature.evidence) == ("signature-missing", at(4))
    assert (seal.code, seal.evidence) == ("seal-missing", at(5))


def test_a_finding_without_a_known_page_names_none():
    paper = record(business_scope=Answer(None))
    (found,) = check(paper, NATIONAL, ON)
    assert found.evidence is None
    assert "页" not in found.message
