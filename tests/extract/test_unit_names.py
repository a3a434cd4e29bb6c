"""A form names its units several times: two names that are nearly one are one of them misread."""

from __future__ import annotations

import pytest

from extract.doubt.unit_names import held_together
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark
from forms.registry import forms
from forms.spec import Form

UNIT, SPONSOR = "烟台市芝罘区图书馆", "烟台市芝罘区人民政府"


@pytest.fixture
def form() -> Form:
    return next(form for form in forms() if form.id == "annex1-application")


def answer(value: str | list[str] | None, reader: str = "scan", *, review: bool = False) -> Answer:
    raw = "" if value is None else "、".join(value) if isinstance(value, list) else value
    return Answer(value, raw, 0.99, review, Evidence(reader, 1, BBox(20, 20, 90, 30)))


def read(
    form: Form, block: str, reader: str = "scan", *, unit: str = UNIT, review: bool = False
) -> tuple[Answer, Answer]:
    """The unit of the first slot and that of the block, after they were held together."""
    nothing = answer(None)
    one = BlockRecord("lead_unit", answer(block, reader), nothing, nothing, SignatureMark(False), SealMark(False))
    fields = {"unit_name": answer(unit, reader, review=review), "guarantor_units": answer([SPONSOR], reader)}
    found = held_together(Record(form.id, form.edition, fields=fields, blocks=(one,)), form)
    return found.fields["unit_name"], found.blocks[0].unit


@pytest.mark.parametrize(
    "said", ["烟市芝罘区图书馆", "烟台市芝来区图书馆", "烟台市芝罘区图书馆一", "单位盖章烟台市芝罘区图书馆"]
)
def test_a_blocks_unit_that_is_nearly_one_of_the_forms_is_that_one_and_marked(form: Form, said: str) -> None:
    unit, block = read(form, said)
    assert (block.value, block.raw) == (UNIT, said)
    assert (block.needs_review, block.doubts) == (True, ("repaired",))
    assert not unit.needs_review


@pytest.mark.parametrize("said", ["务标准化联席会议办公室", "会保障局"])
def test_an_organ_without_its_place_may_have_lost_its_beginning(form: Form, said: str) -> None:
    _, block = read(form, said)
    assert (block.value, block.needs_review) == (said, True)
    _, typed = read(form, said, reader="docx")
    assert not typed.needs_review


@pytest.mark.parametrize(
    ("said", "review"), [("台市人力资源和社会保障局", True), ("冠县人民政府", False), ("全市志愿者协会", False)]
)
def test_a_name_that_begins_with_the_end_of_a_place_has_lost_its_beginning(form: Form, said: str, review: bool) -> None:
    _, block = read(form, said)
    assert (block.value, block.needs_review) == (said, review)


@pytest.mark.parametrize("said", [UNIT, SPONSOR, "山东省质量技术监督局", "烟台市芝罘区档案馆办公室"])
def test_the_forms_own_names_and_other_units_stay(form: Form, said: str) -> None:
    _, block = read(form, said)
    assert (block.value, block.needs_review) == (said, False)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("态单位名称：烟台市芝罘区档案馆", "烟台市芝罘区档案馆"),
        ("冯平杰盖章）：烟台市芝罘区档案馆", "烟台市芝罘区档案馆"),
        ("单位（盖烟台市芝罘区图书馆", UNIT),
        ("单位（盖章烟台市芝罘区图书馆", UNIT),
        ("山东省质量技术监督局 FF", "山东省质量技术监督局"),
        ("山东省质量技术监督局一", "山东省质量技术监督局"),
        ("烟台市标准化研究院（益章)", "烟台市标准化研究院"),
        ("1烟台市标准化研究院", "烟台市标准化研究院"),
    ],
)
def test_what_a_prompt_and_strokes_leave_around_a_name_is_none_of_it(form: Form, said: str, name: str) -> None:
    _, block = read(form, said)
    assert (block.value, block.raw, block.doubts) == (name, said, ("repaired",))


@pytest.mark.parametrize("said", ["烟台市数字X", "3M中国有限公司", "烟台市标准化研究院（筹）", "烟台市第一"])
def test_what_may_belong_to_a_name_stays(form: Form, said: str) -> None:
    assert read(form, said)[1].value == said


def test_where_the_forms_own_name_is_in_doubt_both_are_marked(form: Form) -> None:
    unit, block = read(form, UNIT, unit="烟台市芝来区图书馆", review=True)
    assert (block.value, block.needs_review, unit.needs_review) == (UNIT, True, True)


def test_a_name_that_stands_there_more_often_than_the_one_it_is_like_is_not_marked(form: Form) -> None:
    fields = {"unit_name": answer(UNIT), "guarantor_units": answer([SPONSOR])}
    rows = {"plan": tuple({"responsible_units": answer([name])} for name in (UNIT, UNIT, "烟台市芝罘区图书官"))}
    found = held_together(Record(form.id, form.edition, fields=fields, rows=rows), form)
    assert [row["responsible_units"].needs_review for row in found.rows["plan"]] == [False, False, True]
    assert not found.fields["unit_name"].needs_review


def test_short_names_may_differ_by_one_character(form: Form) -> None:
    fields = {"unit_name": answer("市一中"), "guarantor_units": answer(["市二中"])}
    found = held_together(Record(form.id, form.edition, fields=fields), form)
    assert not any(one.needs_review for one in found.fields.values())


def test_a_text_layer_says_what_it_says(form: Form) -> None:
    unit, block = read(form, "烟市芝罘区图书馆", "pdf")
    assert (block.value, block.needs_review, unit.needs_review) == ("烟市芝罘区图书馆", False, False)


def test_a_line_of_an_opinion_that_only_names_a_unit_is_none_of_it(form: Form) -> None:
    nothing, said = answer(None), answer("同意。\n单位 烟台市芝罘区图书馆")
    one = BlockRecord("lead_unit", nothing, said, nothing, SignatureMark(False), SealMark(False))
    given = Record(form.id, form.edition, fields={"unit_name": answer(UNIT)}, blocks=(one,))
    found = held_together(given, form).blocks[0].opinion
    assert (found.value, found.raw, found.needs_review) == ("同意。", said.raw, True)


@pytest.mark.parametrize("line", ["单位 盖章）:山东省质量技术监督局", "單位（蓋章山东省质量技术监督局"])
def test_a_unit_behind_half_a_prompt_is_the_blocks(form: Form, line: str) -> None:
    nothing, said = answer(None), answer(f"同意。\n{line}")
    one = BlockRecord("lead_unit", nothing, said, nothing, SignatureMark(False), SealMark(False))
    found = held_together(Record(form.id, form.edition, blocks=(one,)), form).blocks[0].unit
    assert (found.value, found.needs_review) == ("山东省质量技术监督局", True)


def test_no_unit_is_made_of_an_opinion(form: Form) -> None:
    nothing, said = answer(None), answer("单位同意推荐。\n山东省质量技术监督局")
    one = BlockRecord("lead_unit", nothing, said, nothing, SignatureMark(False), SealMark(False))
    assert held_together(Record(form.id, form.edition, blocks=(one,)), form).blocks[0].unit == nothing


def test_no_units_name_begins_with_a_prompt(form: Form) -> None:
    _, block = read(form, "单位盖章湖北省质量技术监督局")
    assert (block.value, block.needs_review) == ("湖北省质量技术监督局", True)


def test_a_name_on_two_lines_is_the_name_on_one(form: Form) -> None:
    fields = {"unit_name": answer(UNIT), "guarantor_units": answer(["烟台市芝罘区\n图书馆"])}
    found = held_together(Record(form.id, form.edition, fields=fields), form)
    assert not any(one.needs_review for one in found.fields.values())


@pytest.mark.parametrize("said", ["：烟台市芝罘", "芝罘区图书馆", "：烟台市芝罘区图书馆"])
def test_part_of_a_name_that_the_form_says_in_full_is_marked(form: Form, said: str) -> None:
    assert read(form, said)[1].needs_review


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("烟台市芝罘区公共交通集团", "烟台市芝罘区公共交通集团有限公司"),
        ("芝罘区公共交通集团有限公司", "烟台市芝罘区公共交通集团有限公司"),
        ("烟台市芝罘区", "烟台市芝罘区"),
    ],
)
def test_most_of_one_name_of_the_form_is_that_name_and_marked(form: Form, said: str, meant: str) -> None:
    _, block = read(form, said, unit="烟台市芝罘区公共交通集团有限公司")
    assert (block.value, block.needs_review, block.raw) == (meant, True, said)


@pytest.mark.parametrize(
    "said",
    [
        "湖北省质量技术监",
        "武汉市社会",
        "湖北省社会管理和公共服务标准化联席",
        "湖北省社会管理和公共服务标准化联席会",
        "湖北省社会管理和公共服务标准化联席会议",
        "武漢市社會",
        "宜昌市图书馆（西陵分馆",
    ],
)
def test_a_name_that_ends_as_none_does_or_within_that_of_a_known_office_is_marked_as_it_is(
    form: Form, said: str
) -> None:
    unit, block = read(form, said)
    assert (block.value, block.needs_review, block.doubts) == (said, True, ("reading-unsure",))
    assert not unit.needs_review
    assert read(form, UNIT, unit=said)[0].needs_review, "in a slot as well"
    assert not read(form, said, "pdf")[1].needs_review, "a text layer says what it says"


@pytest.mark.parametrize(
    "said",
    [
        "湖北省社会管理和公共服务标准化联席会议办公室",
        "湖北省質量技術監督局",
        "武汉大学",
        "市残联",
        "宜昌市政务服务中心（分中心）",
        "武汉市第一小学",
        "阳光社区",
        "宜昌市图书馆",
        "湖北长江有限公司",
        "武漢市總工會",
    ],
)
def test_whole_names_of_units_are_not_marked(form: Form, said: str) -> None:
    assert not read(form, said)[1].needs_review


def test_a_blocks_name_with_which_another_blocks_begins_is_marked_unless_the_form_says_it(form: Form) -> None:
    nothing, short, long = answer(None), "武汉市质量技术监督局", "武汉市质量技术监督局办公室"
    blocks = tuple(
        BlockRecord("lead_unit", answer(name), nothing, nothing, SignatureMark(False), SealMark(False))
        for name in (short, long)
    )
    found = held_together(Record(form.id, form.edition, blocks=blocks), form)
    assert [block.unit.needs_review for block in found.blocks] == [True, False]
    rows = {"plan": ({"responsible_units": answer([short])},)}
    found = held_together(Record(form.id, form.edition, rows=rows, blocks=blocks), form)
    assert not any(block.unit.needs_review for block in found.blocks)
