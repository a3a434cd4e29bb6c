"""A block's unit of which only a part was read is the known one that the block's seal bears; the unit's name is marked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.document import Document, Paragraph, Picture
from extract.doubt.doubted import REPAIRED, with_doubt
from extract.doubt.sealed_names import meant_by, with_sealed_names
from extract.seals.look import Words
from extract.seals.misread import is_left_of, is_scrap
from extract.seals.seen import SealSeen
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark
from forms.registry import forms
from tests.extract.test_seal_fitting import rim

FORM = next(form for form in forms() if form.id == "annex1-application")
UNIT, OFFICE = "黄石市质量技术监督局", "湖北省社会管理和公共服务标准化联席会议办公室"
AT, STAMP = Evidence("scan", 1, BBox(20, 20, 120, 60)), Evidence("scan", 1, BBox(30, 22, 70, 62))
BESIDE = Evidence("scan", 1, BBox(80, 30, 120, 70))
SURE, DOUBTED = Answer(UNIT, UNIT, 0.99, False, AT), Answer("黄石市质量技局", "黄石市质量技      局", 0.5, True, AT)


def read(
    unit: Answer,
    stamped: str,
    elsewhere: Answer = SURE,
    *,
    red: bool = True,
    beside: bool = False,
    settled: bool | None = None,
) -> BlockRecord:
    """A block after its unit was held against a seal that bears ``stamped``; the form names ``elsewhere`` in a field.

    ``settled`` says whether the seal ``beside`` is surely another block's; ``None``: no other block has it.
    """
    seen = SealSeen("round", 0.99, Words((rim(stamped), rim(stamped))), red=red)
    stamps = [Picture(STAMP, None, 40, 40, seal=seen)]
    stamps += [replace(stamps[0], at=BESIDE)] if beside else []
    nothing = Answer(None, "", 0.99, False, AT)
    seal = SealMark(True, "round", stamped, matches_unit=False, score=0.98, needs_review=True, evidence=STAMP)
    block = BlockRecord("guiding_unit", unit, nothing, nothing, SignatureMark(False), seal, AT)
    other = SealMark(True, "round", score=0.98, needs_review=not settled, evidence=BESIDE)
    blocks = (block, replace(block, unit=SURE, seal=other)) if settled is not None else (block,)
    record = Record(FORM.id, "national", fields={"lead_unit": elsewhere}, blocks=blocks)
    document = Document("scan", (Paragraph("", AT, pictures=tuple(stamps)),))
    return with_sealed_names(record, FORM, document).blocks[0]


def told(block: BlockRecord) -> tuple[object, bool, bool | None, bool]:
    return block.unit.value, block.unit.needs_review, block.seal.matches_unit, block.seal.needs_review


def test_a_name_read_in_part_is_the_one_the_form_states_where_the_seal_bears_it_and_is_marked() -> None:
    assert told(read(DOUBTED, UNIT)) == (UNIT, True, True, False)


@pytest.mark.parametrize(
    "said",
    [
        "湖北省社會管理和公共服務標準  聯席會議辦公室",
        "经单位研名称究：湖同北省意社会管理和公共服务标准化联席会议办公室",
    ],
)
def test_the_office_of_a_programme_needs_no_other_place_on_the_form(said: str) -> None:
    assert told(read(Answer("办公室", said, 0.5, True, AT), OFFICE)) == (OFFICE, True, True, False)


@pytest.mark.parametrize(
    "stamped",
    [
        "黄石市质量技木监督局",
        "湖北省质量技术监督局",
        "宜昌市质量技术监督局",
        "黄石市质量技术监督局综合科",
        "黄石市质量技术监督所",
    ],
)
def test_a_seal_with_a_name_nearly_the_same_is_not_passed(stamped: str) -> None:
    block = read(DOUBTED, stamped)
    assert block.seal.needs_review or not block.seal.matches_unit


@pytest.mark.parametrize(
    "said", ["单位（盖    ：黄石市质量技术监督局", "黄石市质量技术监督局（益章）", "黄石市质量技术监督局 一"]
)
def test_a_name_read_whole_beside_scraps_and_round_the_seal_needs_no_other_place_on_the_form(said: str) -> None:
    unit, elsewhere = with_doubt(Answer(UNIT, said, 0.5, True, AT), REPAIRED), replace(SURE, value="黄石市人民政府")
    assert told(read(unit, UNIT, elsewhere)) == (UNIT, True, True, False)
    assert read(replace(unit, doubts=()), UNIT, elsewhere).seal.needs_review
    for stamped in (
        "黄石市质量技木监督局",
        "黄石市质量技术监督局综合科",
        "宜昌市质量技术监督局",
        "黄石市质量技术监督所",
    ):
        assert read(unit, stamped, elsewhere).seal.needs_review


@pytest.mark.parametrize("said", ["黄石市质量技术监督局\n办公室", "黄石市质量技术监督局标准化科", "黄石市质量技  局"])
def test_a_name_beside_other_words_or_read_in_part_is_not_told_by_its_seal_alone(said: str) -> None:
    unit = with_doubt(Answer(UNIT, said, 0.5, True, AT), REPAIRED)
    assert read(unit, UNIT, replace(SURE, value="黄石市人民政府")).seal.needs_review


@pytest.mark.parametrize("elsewhere", [replace(SURE, needs_review=True), replace(SURE, value="黄石市人民政府")])
def test_a_name_that_stands_surely_nowhere_else_stays_as_it_was_read(elsewhere: Answer) -> None:
    assert told(read(DOUBTED, UNIT, elsewhere)) == (DOUBTED.value, True, False, True)


def test_a_unit_that_is_sure_is_not_another_for_its_seal() -> None:
    sure = Answer("黄石市质量技局", "黄石市质量技局", 0.99, False, AT)
    assert told(read(sure, UNIT)) == ("黄石市质量技局", False, False, True)


def test_a_seal_that_is_not_alone_or_has_no_colour_stays_marked() -> None:
    assert told(read(DOUBTED, UNIT, red=False)) == told(read(DOUBTED, UNIT, beside=True)) == (UNIT, True, True, True)


def test_a_seal_that_reaches_into_the_block_and_is_surely_another_blocks_is_none_beside() -> None:
    assert told(read(DOUBTED, UNIT, beside=True, settled=True)) == (UNIT, True, True, False)
    assert told(read(DOUBTED, UNIT, beside=True, settled=False)) == (UNIT, True, True, True)


@pytest.mark.parametrize(
    ("said", "name", "left"),
    [
        ("黄石市质量技      局", UNIT, True),
        ("濮市范县妇幼保健院", "濮阳市范县妇幼保健院", True),
        ("单位  称：黄石市质量技      局", UNIT, True),
        ("黄石市质量技局", UNIT, False),
        ("黄石市人力资源和社会保障局", "黄石市下陆区人力资源和社会保障局", False),
        ("黄石市第  中学", "黄石市第二中学", False),
        ("宜市图书馆", "宜昌市图书馆", False),
        ("石市图书馆", "黄石市图书馆", False),
        ("湖北省质量技      局", UNIT, False),
        ("黄石市质量技      所", UNIT, False),
    ],
)
def test_a_name_is_left_of_another_where_only_what_a_gap_hides_or_one_character_that_tells_nothing_lacks(
    said: str, name: str, left: bool
) -> None:
    assert is_left_of(said, name) is left


def test_a_name_that_is_left_of_two_is_nobodys() -> None:
    assert meant_by("黄石市    学校", ["黄石市职业学校", "黄石市体育学校"]) is None


@pytest.mark.parametrize(
    ("said", "scrap"), [("烟台市芝", True), ("烟台准院", True), ("烟台市科", False), ("烟", False)]
)
def test_a_scrap_is_so_much_of_a_name_that_it_may_be_none_by_itself(said: str, scrap: bool) -> None:
    assert is_scrap(said, "烟台市芝罘区标准化科学研究院") is scrap
