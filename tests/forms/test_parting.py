"""Papers handed in together, parted into pilots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.evidence import BBox, Evidence
from forms.paper import PaperReading
from forms.parting import Parted, by_pilot
from forms.pilot import Companion, Paper
from forms.record import Answer, Record
from tests.forms.papers import CODE, PILOT, companion, letter, paper
from tests.forms.records import NOT_PRINTED, UNIT, answer, record

OTHER, OTHER_UNIT, OTHER_CODE = "西陵区养老服务综合标准化试点", "宜昌市西陵区民政局", "11420503011071560B"
THIRD, THIRD_UNIT = "点军区农村供水综合标准化试点", "宜昌市点军区水利局"


def named(number: int, name: Any = PILOT, unit: Any = UNIT, code: Any = NOT_PRINTED) -> Record:
    """附件``number`` of a pilot."""
    if number == 1:
        return record(pilot_name=name, lead_unit=unit, unit_name=unit, organization_code=code)
    slot = "lead_unit" if number == 3 else "unit_name"
    more = {} if number in {3, 4, 6} else {"organization_code": code}
    return paper(number, pilot_name=name, **{slot: unit}, **more)


def scanned(of: Record, **fields: Any) -> Record:
    """The same form as read from a picture."""
    at = Evidence("scan", 1, BBox(20, 30, 80, 36))
    changed = {**of.fields, **{slot: v if isinstance(v, Answer) else answer(v) for slot, v in fields.items()}}
    held = {slot: replace(a, evidence=at) for slot, a in changed.items()}
    rows = {s: tuple({c: replace(a, evidence=at) for c, a in row.items()} for row in r) for s, r in of.rows.items()}
    return replace(of, fields=held, rows=rows)


def listing(*pilots: tuple[str | None, str | None], kind: str = "recommendation-letter") -> Companion:
    """A letter that lists pilots with their units."""
    rows = tuple(
        {slot: answer(value) for slot, value in zip(("pilot_name", "lead_unit"), row, strict=True) if value}
        for row in pilots
    )
    return Companion.of(PaperReading(kind, rows={"pilots": rows}))


def report(name: str | None = None, unit: str | None = None, kind: str = "summary-report") -> Companion:
    fields = {slot: answer(value) for slot, value in (("pilot_name", name), ("unit_name", unit)) if value}
    return Companion.of(PaperReading(kind, fields=fields))


def groups(*papers: Paper) -> list[tuple[int, ...]]:
    return [pilot.papers for pilot in by_pilot(papers).pilots]


def adrift(parted: Parted) -> list[tuple[int, tuple[int, ...]]]:
    return [(one.paper, one.fits) for one in parted.unplaced]


# -- forms ----------------------------------------------------------------------------------------------------------


def test_forms_of_several_pilots_are_parted_by_name_and_unit() -> None:
    mixed = (named(2), named(2, OTHER, OTHER_UNIT), named(3), named(3, OTHER, OTHER_UNIT))
    assert groups(*mixed) == [(0, 2), (1, 3)]
    assert [(p.name, p.unit) for p in by_pilot(mixed).pilots] == [(PILOT, UNIT), (OTHER, OTHER_UNIT)]


def test_names_are_compared_folded() -> None:
    assert groups(named(2), named(3, "西陵區政務服務 綜合標準化試點項目", "宜昌市西陵區政務服務中心")) == [(0, 1)]


def test_one_name_with_two_units_is_two_pilots() -> None:
    assert groups(named(1, "政务服务综合标准化试点"), named(1, "政务服务综合标准化试点", OTHER_UNIT)) == [(0,), (1,)]


def test_two_applications_of_one_unit_are_two_pilots() -> None:
    assert groups(named(1, code=CODE), named(1, OTHER, code=CODE)) == [(0,), (1,)]


@pytest.mark.parametrize("later", [named(3, "西陵区政务服务标准化试点"), named(3, PILOT, "西陵区行政审批局")])
def test_other_forms_that_differ_in_name_or_unit_alone_stay_together_where_no_other_pilot_is_meant(
    later: Record,
) -> None:
    assert groups(named(2), later) == [(0, 1)]
    assert groups(named(2), later, named(2, OTHER, OTHER_UNIT)) == [(0, 1), (2,)]


def test_a_misnamed_form_joins_the_pilot_of_its_unit_that_lacks_it() -> None:
    """The unit's first pilot already has a 附件3 of its own."""
    assert groups(named(2), named(3), named(2, OTHER), named(3, "西陵区养老试点")) == [(0, 1), (2, 3)]


def test_where_several_pilots_of_a_unit_lack_the_form_it_stays_a_pilot_of_its_own() -> None:
    assert groups(named(2), named(2, OTHER), named(3, "另名试点")) == [(0,), (1,), (2,)]


def test_a_renamed_unit_is_one_unit() -> None:
    papers = (named(1), named(2), named(1, PILOT, "旧名中心"))
    renames = ((UNIT, "新名中心"), ("旧名中心", "新名中心"))
    assert [pilot.papers for pilot in by_pilot(papers, renames).pilots] == [(0, 1, 2)]


def test_a_code_of_nine_characters_names_the_unit_of_the_longer_one() -> None:
    assert groups(named(1, code=CODE), named(2, PILOT, None, CODE[8:16] + "-" + CODE[16])) == [(0, 1)]


def test_a_form_that_says_too_little_joins_the_only_pilot_it_can_mean() -> None:
    assert groups(named(2), named(2, OTHER, OTHER_UNIT), named(3, None, OTHER_UNIT)) == [(0,), (1, 2)]
    assert groups(named(2), named(3, None, None)) == [(0, 1)]
    assert groups(named(2, None), named(3, None)) == [(0, 1)]


def test_a_form_that_fits_several_pilots_stays_without_one() -> None:
    parted = by_pilot((named(2), named(2, OTHER), named(3, None), named(3, None, None)))
    assert [pilot.papers for pilot in parted.pilots] == [(0,), (1,)]
    assert adrift(parted) == [(2, (0, 1)), (3, (0, 1))]


def test_a_name_that_may_be_misread_is_no_other_pilot() -> None:
    unsure = answer(PILOT.replace("政务", "政努"), None, "reading-unsure")
    assert groups(named(1), scanned(named(1), pilot_name=unsure)) == [(0, 1)]
    assert groups(named(1), scanned(named(1), pilot_name=unsure.value)) == [(0,), (1,)], "surely another name"
    assert groups(named(1), named(1, unsure)) == [(0,), (1,)], "the same way twice is two applications"


def test_without_forms_everything_is_one_pilots() -> None:
    assert groups(letter(), companion()) == [(0, 1)]
    assert groups() == [()]


# -- companion papers -----------------------------------------------------------------------------------------------

THREE = (named(1), named(1, OTHER, OTHER_UNIT), named(1, THIRD, THIRD_UNIT))


def test_a_letter_belongs_to_every_pilot_that_it_names() -> None:
    held = listing((PILOT, UNIT), (THIRD, None), ("另一县的试点", "另一县"))
    assert groups(*THREE, held) == [(0, 3), (1,), (2, 3)]


def test_a_list_of_units_names_their_pilots() -> None:
    assert groups(*THREE, listing((OTHER_UNIT, None), kind="pass-list")) == [(0,), (1, 3), (2,)]


def test_a_paper_of_one_pilot_is_placed_by_its_name_or_its_unit() -> None:
    assert groups(*THREE, report(OTHER), report(None, THIRD_UNIT)) == [(0,), (1, 3), (2, 4)]
    assert groups(*THREE, report(f"关于{THIRD}工作")) == [(0,), (1,), (2, 3)]


def test_one_name_of_two_units_is_told_by_the_unit() -> None:
    same = (named(1, "政务服务试点"), named(1, "政务服务试点", OTHER_UNIT))
    assert groups(*same, report("政务服务试点", OTHER_UNIT)) == [(0,), (1, 2)]
    assert adrift(by_pilot((*same, report("政务服务试点")))) == [(2, (0, 1))]


def test_among_several_pilots_a_paper_that_names_none_is_not_guessed() -> None:
    assert adrift(by_pilot((*THREE, companion(), report("另一县的试点")))) == [(3, (0, 1, 2)), (4, ())]


def test_with_one_pilot_a_paper_that_names_none_is_its_own_and_one_that_names_another_is_not() -> None:
    parted = by_pilot((named(2), companion(), report("另一县的试点", "另一县")))
    assert [pilot.papers for pilot in parted.pilots] == [(0, 1)]
    assert [(one.paper, one.fits, one.says) for one in parted.unplaced] == [(2, (), ("另一县的试点",))]


def test_whether_a_letter_names_the_only_pilot_is_for_a_rule_to_say() -> None:
    assert groups(named(1), listing(("另一县的试点", "另一县"))) == [(0, 1)]


# -- any papers -----------------------------------------------------------------------------------------------------

_NAMES = st.sampled_from([None, PILOT, OTHER, "政务服务试点", answer("政务服务试占", None, "reading-unsure")])
_UNITS = st.sampled_from([None, UNIT, OTHER_UNIT])
_FORMS = st.builds(named, st.integers(1, 3), _NAMES, _UNITS)
_PAPERS = st.lists(
    _FORMS | st.builds(scanned, _FORMS) | st.builds(report, st.sampled_from([None, PILOT, THIRD])), max_size=4
)


@given(_PAPERS)
def test_every_paper_is_in_a_pilot_or_said_to_be_in_none_whatever_the_order(papers: Sequence[Paper]) -> None:
    seen = {_told(papers, order) for order in permutations(range(len(papers)))}
    assert len(seen) == 1


def _told(papers: Sequence[Paper], order: Sequence[int]) -> tuple[frozenset[frozenset[int]], frozenset[int]]:
    """The papers of each pilot and those without one, by their places in ``papers``."""
    parted = by_pilot([papers[n] for n in order])
    held = [frozenset(order[n] for n in pilot.papers) for pilot in parted.pilots]
    loose = frozenset(order[one.paper] for one in parted.unplaced)
    assert set().union(*held, loose) == set(order)
    assert not loose & set().union(*held)
    assert sum(map(len, held)) >= len(set().union(*held))
    assert all(fit < len(parted.pilots) for one in parted.unplaced for fit in one.fits)
    return frozenset(held), loose
