"""Seals that seem to be a unit's own though part of the name is hidden: said to be its own, for a person to confirm."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from extract.document import Picture
from extract.fill.signing import Owners, judge_all, seal_mark
from extract.seals.look import Words
from extract.seals.rim import Rim
from extract.seals.seen import SealSeen
from extract.seals.whose import judged
from forms.evidence import Evidence
from forms.record import SealMark

PLACE = Evidence("scan", 1, None)
UNIT = "宜昌市西陵区人民政府"
HALF = "西陵区人民政府"
CENTRE, BUREAU = "宜昌市西陵区政务服务中心", "湖北省质量技术监督局"


def words(read: str, line: str | None = None) -> Words:
    """The words of a seal whose rim and middle are read as they are given; ``？`` is a character nobody can read."""
    return Words((rim(read),), None if line is None else rim(line))


def rim(read: str) -> Rim:
    steps = [{"": -0.4} if one == "？" else {one: -0.01, "": -6.0} for one in read]
    parted = tuple(step for one in steps for step in (one, {"": -0.01}))
    shown = read.replace("？", "")
    return Rim(shown, tuple(0.99 for _ in shown), parted)


@pytest.mark.parametrize("read", ["宜昌市西陵？？？政府", "？昌市西？？人民政府", "西陵区人民政府"])
def test_a_name_of_which_a_part_cannot_be_seen_is_likely_the_only_one_it_fits(read: str) -> None:
    verdict = judged(words(read), [UNIT], [CENTRE, BUREAU])
    assert (verdict.matches, verdict.likely) == (None, True)


@pytest.mark.parametrize(
    "read",
    [
        "宜昌市西陵区",
        "宜昌市西陵区人民政",
        "宜昌市人民政府",
        "宜昌市西塞区人民政府",
        "宜昌市西陵区人民法院",
        "区人民政府",
        "宜昌",
    ],
    ids=[
        "fits two units",
        "its end is lost",
        "its superior",
        "another place",
        "another organ",
        "any place",
        "too little",
    ],
)
def test_a_rim_that_may_as_well_be_anothers_is_not_likely_the_units(read: str) -> None:
    assert not judged(words(read), [UNIT], [CENTRE, BUREAU]).likely


@pytest.mark.parametrize(
    ("line", "likely"), [(None, True), ("公", True), ("公龙", True), ("？？", False), ("财务？用章", False)]
)
def test_a_line_in_the_middle_that_may_say_what_the_seal_is_for_leaves_it_open(line: str | None, likely: bool) -> None:
    assert judged(words(HALF, line), [UNIT], []).likely is likely


def test_a_rim_that_bears_the_name_is_likely_the_units_where_half_of_public_is_read_in_the_middle() -> None:
    office = "湖北省社会管理和公共服务标准化联席会议办公室"
    worn = rim(office.replace("准", "表"))
    faint = [{"表": math.log(0.7), "": -6.0} if "表" in step else step for step in worn.steps]
    verdict = judged(Words((replace(worn, steps=tuple(faint)),), rim("公")), [office], [])
    assert (verdict.matches, verdict.likely) == (None, True)


@pytest.mark.parametrize(("line", "likely"), [("印国", True), ("he1s", True), ("？？", False), ("务发用", False)])
def test_a_rim_that_bears_the_name_is_likely_the_units_where_too_little_for_a_line_is_read_in_the_middle(
    line: str, likely: bool
) -> None:
    for read, said in ((UNIT, likely), (HALF, False)):
        verdict = judged(words(read, line), [UNIT], [])
        assert (verdict.matches, verdict.likely) == (None, said)


def test_on_a_copy_without_colours_nothing_is_likely() -> None:
    assert not judged(replace(words(HALF), red=False), [UNIT], []).likely


def sealed(owners: Owners, *rims: str) -> SealMark:
    pictures = [Picture(PLACE, None, 42.0, 42.0, seal=SealSeen("round", 0.95, words(one))) for one in rims]
    return seal_mark(judge_all(pictures), PLACE, False, owners)


@pytest.mark.parametrize("owners", [Owners((UNIT,)), Owners((), (), (UNIT,))], ids=["read", "read in doubt"])
def test_a_likely_seal_is_the_units_and_marked(owners: Owners) -> None:
    mark = sealed(owners, HALF)
    assert (mark.matches_unit, mark.needs_review, mark.text) == (True, True, HALF)


def test_a_likely_seal_beside_a_sure_one_is_left_to_a_person() -> None:
    for rims in ((UNIT, HALF), (HALF, UNIT)):
        mark = sealed(Owners((UNIT,)), *rims)
        assert (mark.matches_unit, mark.needs_review, mark.text) == (True, True, UNIT)
    assert not sealed(Owners((UNIT,)), UNIT, UNIT).needs_review


@pytest.mark.parametrize(("rims", "marked"), [(("y", ""), False), (("湖北省质量", "y"), True), ((), True)])
def test_a_ring_that_bears_no_characters_is_no_other_seal_beside_the_units(rims: tuple[str, ...], marked: bool) -> None:
    own = Picture(PLACE, None, 42.0, 42.0, seal=SealSeen("round", 0.95, words(UNIT)))
    ring = Picture(PLACE, None, 33.0, 33.0, seal=SealSeen("round", 0.4, Words(tuple(map(rim, rims)))))
    assert seal_mark(judge_all([own, ring]), PLACE, False, Owners((UNIT,))).needs_review is marked
