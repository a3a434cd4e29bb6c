"""Whatever stands in the papers, the rules answer: no crash, no fault twice, nothing graver than a rule may say."""

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from forms.check import check, check_companion, check_outgoing, check_package, verdicts, verdicts_on
from forms.finding import Severity
from forms.outgoing import Enclosure, Ground, OutgoingPaper, PaperKind
from forms.outside import (
    EndedPilot,
    Ending,
    ExpertFile,
    OutsideFacts,
    PassRecord,
    Recommender,
    RecommenderKind,
    Stage,
    Task,
)
from forms.pilot import COMPANIONS, Companion, Package
from forms.programme import PROGRAMMES
from forms.record import Answer
from forms.rules.rule import Scope
from tests.forms.papers import FORMS, NOT_PRINTED, ON, PILOT, PROCEDURE, VALUES, member, paper
from tests.forms.records import UNIT, answer, blank, record, unread

DAYS = st.dates(date(2014, 1, 1), date(2021, 12, 31))
MAYBE_DAY = st.none() | DAYS
WRITTEN_DAYS = DAYS.map(lambda day: day.isoformat()) | DAYS.map(lambda day: day.isoformat()[:7])
SPANS = st.fixed_dictionaries({"start": st.none() | WRITTEN_DAYS, "end": st.none() | WRITTEN_DAYS})
TEXTS = st.sampled_from(["合格", "不合格", "覆盖率为30%", "不符合要求", UNIT, PILOT, "", "九十", "2016-03", "2018年"])
ODD = st.one_of(
    TEXTS, WRITTEN_DAYS, SPANS, st.integers(-5, 200), st.just({"answer": None, "text": ""}), st.just(["甲", "乙"])
)
FITTING = {"_on": WRITTEN_DAYS, "_since": WRITTEN_DAYS, "until": WRITTEN_DAYS, "score": st.floats(-10, 200)}


def value_of(slot):
    kind = next((values for end, values in FITTING.items() if slot.endswith(end)), TEXTS)
    if slot in {"pilot_period", "evaluated_on", "rechecked_on"}:
        kind = SPANS
    if slot == "incidents" or slot in PROCEDURE:
        kind = st.builds(lambda yes: {"answer": yes, "text": ""}, st.sampled_from([True, False, None]))
    made = kind.map(answer) | st.sampled_from([blank(), unread(), blank("年 月 日")])
    return made | st.just(NOT_PRINTED)


MEMBERS = st.builds(
    member,
    st.sampled_from(["甲", "乙", "丙", blank(), unread()]),
    st.sampled_from([UNIT, "省标准化研究院", blank(), unread()]),
    st.sampled_from(["标准化", "行业", "管理", blank(), unread()]),
)


@st.composite
def papers(draw):
    number = draw(st.integers(2, 6))
    slots = list(VALUES[list(FORMS)[number - 2]])
    changed = draw(st.lists(st.sampled_from(slots), unique=True))
    changes = {slot: draw(value_of(slot)) for slot in changed}
    if number in {3, 6}:
        changes["group"] = tuple(draw(st.lists(MEMBERS, max_size=9)))
    if draw(st.booleans()):
        changes["blocks"] = ()
    return paper(number, **changes)


FACTS = st.builds(
    OutsideFacts,
    received_on=MAYBE_DAY,
    passed=st.none() | st.builds(PassRecord, st.booleans(), MAYBE_DAY, MAYBE_DAY, st.none() | st.sampled_from(Ending)),
    ended=st.none() | st.lists(st.builds(EndedPilot, st.just(UNIT), st.sampled_from(Ending), DAYS)).map(tuple),
    experts=st.none()
    | st.lists(
        st.builds(
            ExpertFile,
            st.sampled_from("甲乙"),
            st.none(),
            st.none() | st.booleans(),
            years=st.none() | st.integers(0, 9),
        )
    ).map(tuple),
    task=st.none() | st.builds(Task, st.just(PILOT), TEXTS, st.none() | WRITTEN_DAYS, st.none() | WRITTEN_DAYS),
    material_evaluated_on=MAYBE_DAY,
    stage=st.none() | st.sampled_from(Stage),
    recommender=st.none()
    | st.builds(
        Recommender, TEXTS, st.sampled_from(RecommenderKind), st.none() | st.booleans(), st.none() | st.integers(0, 5)
    ),
    copies=st.none() | st.integers(0, 5),
    electronic=st.none() | st.booleans(),
)


def each_fault_once(found):
    faults = [(f.where, f.code, f.subject) for f in found]
    assert len(set(faults)) == len(faults)
    assert all(f.message.endswith("。") and f.basis and f.rule not in f.also for f in found)


def within_what_rules_may_say(outcomes):
    for outcome in outcomes:
        assert all(breach.severity.rank >= outcome.rule.gravest.rank for breach in outcome.breaches)


@settings(max_examples=200, deadline=None)
@given(papers(), st.sampled_from(PROGRAMMES), FACTS)
def test_any_paper_is_judged(of, programme, facts):
    form = FORMS[of.form]
    found = check(of, programme, ON, form, facts)
    each_fault_once(found)
    within_what_rules_may_say(verdicts(of, programme, ON, form, facts))
    for finding in found:
        if finding.severity is Severity.BLOCK and (place := re.match(r"fields\.(\w+)$", finding.where or "")):
            assert place[1] in of.fields


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(FORMS)), st.data())
def test_a_value_of_a_type_that_no_reader_gives_upsets_no_rule(form_id, data):
    number = sorted(FORMS).index(form_id) + 2
    slot = data.draw(st.sampled_from(sorted(set(VALUES[form_id]) - {"pilot_period", "incidents"} - set(PROCEDURE))))
    of = paper(number, **{slot: Answer(data.draw(ODD), "…", needs_review=True)})
    verdicts(of, PROGRAMMES[-1], ON, FORMS[form_id])


COMPANION = st.builds(
    Companion, st.sampled_from(sorted(COMPANIONS)), TEXTS, st.booleans(), st.none() | TEXTS, pilots=st.just((PILOT,))
)


@settings(max_examples=150, deadline=None)
@given(st.lists(papers() | COMPANION | st.just(record()), max_size=6), st.sampled_from(PROGRAMMES), FACTS)
def test_any_pile_of_papers_is_judged(pile, programme, facts):
    each_fault_once(check_package(pile, programme, ON, facts))
    within_what_rules_may_say(verdicts_on(Scope.PACKAGE, Package(tuple(pile), programme, ON, facts)))
    for one in pile:
        if isinstance(one, Companion):
            each_fault_once(check_companion(one, programme, ON))


NAMES = st.lists(st.sampled_from(["省级联席办公室", "部级联席办公室", "湖北省人民政府", UNIT, ""]), max_size=2).map(
    tuple
)
FLAG = st.none() | st.booleans()


@settings(max_examples=200, deadline=None)
@given(
    st.builds(
        OutgoingPaper,
        st.sampled_from(PaperKind),
        NAMES,
        to=NAMES,
        cc=NAMES,
        copies=st.none() | st.integers(0, 3),
        enclosures=st.lists(
            st.builds(Enclosure, TEXTS, st.just(frozenset({"summary-report"}))), max_size=2, unique=True
        ).map(tuple),
        dated=MAYBE_DAY,
        due=MAYBE_DAY,
        valid_until=MAYBE_DAY,
        joint_review=FLAG,
        failures=st.none() | st.integers(0, 3),
        after_recheck=FLAG,
        ground=st.none() | st.sampled_from(Ground),
        criticised=FLAG,
        screened=FLAG,
        approved=FLAG,
    ),
    st.sampled_from(PROGRAMMES),
)
def test_any_outgoing_paper_is_judged(sent, programme):
    each_fault_once(check_outgoing(sent, programme, ON))
