"""Seals in blocks whose unit's name is misread on the form: the rim and the form's other names say whose they are."""

from __future__ import annotations

import pytest

from extract.document import Picture
from extract.fill.signing import Owners, judge_all, seal_mark
from extract.seals.look import Words
from extract.seals.misread import may_be
from extract.seals.rim import Rim
from extract.seals.seen import SealSeen
from forms.evidence import Evidence
from forms.record import SealMark

PLACE = Evidence("scan", 1, None)
UNIT = "濮阳市范县人民政府"
OFFICE = "湖北省社会管理和公共服务标准化联席会议办公室"


@pytest.mark.parametrize(
    ("read", "name"),
    [
        ("仆阳市范县人民政府", UNIT),
        ("阳市范县人民政府", UNIT),
        ("濮陽市范縣人民政府奥", UNIT),
        ("冯平杰单位名称：濮阳市范县人民政府", UNIT),
        ("务标准化联席会议办公室", OFFICE),
        ("黄石市质坐技术监", "黄石市质量技术监督局"),
    ],
)
def test_a_name_with_characters_misread_or_an_end_lost_may_be_the_whole_one(read: str, name: str) -> None:
    assert may_be(read, name)


@pytest.mark.parametrize(
    ("read", "name"),
    [
        ("襄阳市樊城区政务服务中心", "襄阳市襄城区政务服务中心"),
        ("濮阳市人民政府", UNIT),
        ("仆阳市人民政府", UNIT),
        ("湖北省质量技术监督局", "黄石市质量技术监督局"),
        ("黄石市下陆区市场监督管理局", "黄石市下陆区市场监督管理所"),
        ("濮阳市范县人民政府办公室", UNIT),
        ("人民政府", UNIT),
        ("", UNIT),
    ],
)
def test_another_place_rank_or_organ_is_no_name_misread(read: str, name: str) -> None:
    assert not may_be(read, name)


def sealed(stamped: str, doubted: str, *named: str) -> SealMark:
    """What is said of a block with the seal of ``stamped`` whose unit was read as ``doubted`` on a form with ``named``."""
    steps = tuple(step for one in stamped for step in ({one: -0.01, "": -6.0}, {"": -0.01}))
    words = Words((Rim(stamped, tuple(0.99 for _ in stamped), steps),))
    picture = Picture(PLACE, None, 42.0, 42.0, seal=SealSeen("round", 0.95, words))
    return seal_mark(judge_all([picture]), PLACE, False, Owners((), (doubted, *named), (doubted,)))


@pytest.mark.parametrize("named", [(UNIT,), ()], ids=["also named right", "named nowhere else"])
def test_the_seal_of_a_unit_misread_on_the_form_is_its_own_and_marked(named: tuple[str, ...]) -> None:
    mark = sealed(UNIT, "仆阳市范县人民政府", *named)
    assert (mark.matches_unit, mark.needs_review, mark.text) == (True, True, UNIT)


def test_the_seal_of_another_of_the_forms_units_is_left_open_where_the_blocks_is_in_doubt() -> None:
    mark = sealed("濮阳市质量技术监督局", "仆阳市范县人民政府", "濮阳市质量技术监督局")
    assert (mark.matches_unit, mark.needs_review) == (None, True)
