"""Blocks whose name a scan hides, or prints where nobody would look for one, are blocks all the same."""

from __future__ import annotations

import pytest

from extract.document import Cell, Document, Flow, Paragraph, Table
from extract.fill.record import Filler
from extract.locate.walk import locate
from forms.evidence import BBox, Evidence
from forms.record import Record
from forms.registry import form

FIRST, SECOND = 30, 105
SIGNED = ((SECOND, "负责人（签字）："), (SECOND, "单位（盖章）：宜昌市民政局"), (SECOND, "2022年6月15日"))


def line(x: float, y: float, text: str, reader: str = "scan") -> Paragraph:
    return Paragraph(text, Evidence(reader, 2, BBox(x, y, x + 4 * len(text.replace(" ", "")), y + 4)))


def read(flow: tuple[Flow, ...], form_id: str = "annex2-evaluation-application") -> Record:
    spec = form(form_id, "national")
    return Filler(spec, locate(Document("scan", flow), spec), "").record("")


def unruled(*lines: tuple[float, str]) -> Record:
    return read(tuple(line(x, 20 + 8 * number, text) for number, (x, text) in enumerate(lines)))


def said(record: Record) -> list[tuple[object, ...]]:
    return [(one.id, one.unit.value, one.opinion.value, one.date.value) for one in record.blocks]


def test_a_bare_name_in_a_column_of_its_own_begins_a_block_where_somebody_signs_below() -> None:
    record = unruled(
        (FIRST, "单位名称　　　　宜昌市养老服务中心"),
        (FIRST, "组织推荐单位            材料齐全，同意推荐。"),
        *SIGNED,
    )
    assert said(record) == [("recommender", "宜昌市民政局", "材料齐全，同意推荐。", "2022-06-15")]


def test_such_a_name_may_stand_alone_above_its_opinion() -> None:
    record = unruled((FIRST, "组织推荐单位"), (SECOND, "材料齐全，同意推荐。"), *SIGNED)
    assert said(record) == [("recommender", "宜昌市民政局", "材料齐全，同意推荐。", "2022-06-15")]


@pytest.mark.parametrize(
    "below",
    [
        ((FIRST, "试点名称            宜昌市养老服务试点"), *SIGNED),
        ((SECOND, "宜昌市西陵区人民政府"),),
        ((FIRST, "（盖章）"),),
        (),
    ],
)
def test_a_name_is_no_block_where_other_words_come_first_or_nobody_signs(below: tuple[tuple[float, str], ...]) -> None:
    assert unruled((FIRST, "组织推荐单位            宜昌市民政局"), *below).blocks == ()


@pytest.mark.parametrize("met", [False, True])
def test_a_slots_label_names_a_block_once_the_slot_is_met(met: bool) -> None:
    cover = [(FIRST, "承担单位            宜昌市养老服务中心")] * met
    lines = [*cover, (FIRST, "承担单位            自愿申报。"), *SIGNED]
    flow = tuple(line(x, 20 + 8 * number, text) for number, (x, text) in enumerate(lines))
    assert bool(read(flow, "annex1-application").blocks) is met


def rows(*texts: tuple[str, str], reader: str = "scan", overleaf: int = 99) -> Record:
    """Blocks in a table, each with its name and what stands beside it; from the row ``overleaf`` on, on the next page."""
    cells = []
    for number, (name, words) in enumerate(texts):
        for column, text in enumerate((name, words)):
            page, top = (3, 20 + 40 * (number - overleaf)) if number >= overleaf else (2, 20 + 40 * number)
            at = Evidence(reader, page, BBox(30 + 40 * column, top, 70 + 110 * column, top + 40))
            flow = tuple(Paragraph(part, at) for part in text.split("\n"))
            cells.append(Cell(number, column, flow, at))
    return read((Table(tuple(cells), Evidence(reader, 2)),), "annex1-application")


def opinion(words: str, unit: str, day: str = "2016年4月12日") -> str:
    return f"（签署意见并签字盖章）\n{words}\n负责人（签字）：\n{unit}（盖章）\n{day}"


LEAD = ("承担单位意见", opinion("自愿申报。", "宜昌市养老服务中心"))
HIDDEN = ("", opinion("同意参加。", "宜昌市标准化研究院", "2016年4月13日"))
PARTICIPANT = ("参加单位意见", opinion("同意。", "宜昌市行政审批局", "2016年4月14日"))
GUARANTOR = ("保证单位意见", opinion("同意保证。", "宜昌市人民政府", "2016年4月15日"))


@pytest.mark.parametrize(
    ("below", "named"),
    [((GUARANTOR,), "participating_unit"), ((PARTICIPANT, GUARANTOR), "participating_unit"), ((), "guarantor_unit")],
)
def test_a_signed_row_whose_name_a_scan_hides_is_the_block_that_may_stand_there_in_doubt(
    below: tuple[tuple[str, str], ...], named: str
) -> None:
    found = rows(LEAD, HIDDEN, *below).blocks
    assert (found[0].date.value, found[0].date.needs_review) == ("2016-04-12", False)
    one = found[1]
    assert (one.id, one.unit.value, one.opinion.value, one.date.value) == (
        named,
        "宜昌市标准化研究院",
        "同意参加。",
        "2016-04-13",
    )
    assert all(answer.needs_review for answer in (one.unit, one.opinion, one.date))
    assert len(found) == 2 + len(below)


def test_a_name_with_a_piece_of_the_ruling_read_above_it_begins_its_block() -> None:
    scrap = ("1\n参加单位", opinion("同意。", "宜昌市行政审批局", "2016年4月14日"))
    found = rows(LEAD, ("参加单位", HIDDEN[1]), scrap, GUARANTOR).blocks
    assert [(one.id, one.unit.value, one.unit.needs_review) for one in found[1:3]] == [
        ("participating_unit", "宜昌市标准化研究院", False),
        ("participating_unit", "宜昌市行政审批局", False),
    ]


def test_a_row_that_only_asks_for_a_signature_belongs_to_the_block_above() -> None:
    found = rows(
        ("承担单位意见", "自愿申报。\n属实。"), ("", "负责人（签字）：\n宜昌市养老服务中心（盖章）"), GUARANTOR
    )
    assert [one.id for one in found.blocks] == ["lead_unit", "guarantor_unit"]


@pytest.mark.parametrize("begins", ["单位（盖章）：", "负责人（签字）：\n"])
def test_the_end_of_a_block_overleaf_is_no_block_whose_name_is_hidden(begins: str) -> None:
    end = f"{begins}宜昌市养老服务中心\n2016年4月12日"
    found = rows(("承担单位意见", "自愿申报。\n经办人（签字）："), ("", end), GUARANTOR, overleaf=1)
    assert [one.id for one in found.blocks] == ["lead_unit", "guarantor_unit"]
    assert found.blocks[0].date.value == "2016-04-12"
    other = rows(LEAD, HIDDEN, GUARANTOR, overleaf=1).blocks
    assert [one.id for one in other] == ["lead_unit", "participating_unit", "guarantor_unit"]


def test_a_file_hides_no_name() -> None:
    found = rows(LEAD, HIDDEN, GUARANTOR, reader="docx").blocks
    assert [one.id for one in found] == ["lead_unit", "guarantor_unit"]


def test_a_name_beside_which_a_signature_is_asked_for_may_stand_below_its_opinion() -> None:
    name = "组织推荐单位意见"
    (found,) = unruled((SECOND, "同意推荐。"), (FIRST, f"{name}            负责人（签字）："), *SIGNED[1:]).blocks
    assert all(answer.needs_review for answer in (found.unit, found.opinion, found.date))
    (sure,) = unruled((FIRST, f"{name}            同意推荐。"), *SIGNED).blocks
    assert not any(answer.needs_review for answer in (sure.unit, sure.opinion, sure.date))


@pytest.mark.parametrize(
    ("name", "block"),
    [
        ("省级联席办公室总见", "province_office"),
        ("级联席办公室意", "province_office"),
        ("申清单位意见", "unit"),
        ("中清单位意见", None),
        ("单位意", None),
        ("同意推荐，材料齐全。", None),
    ],
)
def test_a_name_with_a_character_misread_or_two_hidden_begins_its_block_in_doubt(name: str, block: str | None) -> None:
    record = unruled(
        (FIRST, "三、申请单位、行业主管部门及省级联席办公室意见"), (FIRST, f"{name}            同意。"), *SIGNED
    )
    assert [one.id for one in record.blocks] == [block] * (block is not None)
    assert all(answer.needs_review for one in record.blocks for answer in (one.unit, one.opinion, one.date))


def test_a_misread_name_that_ends_with_opinion_and_a_colon_is_no_unknown_blocks() -> None:
    record = unruled(
        (FIRST, "申请单位意见："), (FIRST, "情况属实，同意申报。"), (FIRST, "2022年6月10日"),
        (FIRST, "行业主管部内（推荐单位）意见："), (FIRST, "材料齐全，同意推荐。"), (FIRST, "2022年6月15日"),
    )  # fmt: skip
    assert said(record) == [
        ("unit", None, "情况属实，同意申报。", "2022-06-10"),
        ("recommender", None, "材料齐全，同意推荐。", "2022-06-15"),
    ]
    assert [one.opinion.needs_review for one in record.blocks] == [False, True]


def test_such_a_name_in_a_cell_begins_its_block_in_doubt() -> None:
    found = rows(LEAD, ("参如单位意见", PARTICIPANT[1]), GUARANTOR).blocks
    assert [(one.id, one.unit.needs_review) for one in found] == [
        ("lead_unit", False),
        ("participating_unit", True),
        ("guarantor_unit", False),
    ]
    told = rows(LEAD, ("参如单位意见", PARTICIPANT[1]), GUARANTOR, reader="docx").blocks
    assert "participating_unit" not in [one.id for one in told]


@pytest.mark.parametrize(("reader", "marked"), [("scan", True), ("docx", False)])
def test_an_opinion_beside_two_names_of_a_scan_is_in_doubt_for_the_ruling_between_two_may_be_hidden(
    reader: str, marked: bool
) -> None:
    def at(column: int, top: int, height: int) -> Evidence:
        return Evidence(reader, 2, BBox(30 + 40 * column, top, 70 + 110 * column, top + height))

    def lines(text: str, place: Evidence) -> tuple[Paragraph, ...]:
        return tuple(Paragraph(part, place) for part in text.split("\n"))

    both = (
        "同意推荐。\n单位（盖章）：宜昌市民政局\n2022年6月15日\n同意报送。\n单位（盖章）：湖北省民政厅\n2022年6月16日"
    )
    cells = (
        Cell(0, 0, lines("业务指导单位", at(0, 20, 40)), at(0, 20, 40)),
        Cell(0, 1, lines(both, at(1, 20, 80)), at(1, 20, 80), row_span=2),
        Cell(1, 0, lines("管理单位", at(0, 60, 40)), at(0, 60, 40)),
    )
    found = read((Table(cells, Evidence(reader, 2)),), "annex1-application").blocks
    guiding = [one for one in found if one.id == "guiding_unit"]
    assert guiding
    assert all(answer.needs_review for one in guiding for answer in one.answers) is marked
