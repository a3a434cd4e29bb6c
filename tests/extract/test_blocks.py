"""Opinion blocks: in tables and paragraphs, side by side, repeated, unknown, and what is written in them."""

from collections.abc import Callable
from typing import Any

import pytest

from extract.reading import Result
from tests.extract.sketch import (
    BLOCKS,
    COUNTY,
    HEADINGS,
    OPINIONS,
    UNIT,
    application,
    differences,
    read_word,
    signed,
)

BUREAU = "宜昌市西陵区行政审批局"
SECOND = ("guarantor_unit", "同意。", BUREAU, "2016-04-12")
TWO_GUARANTORS = [*OPINIONS[:3], SECOND, *OPINIONS[3:]]
FOREIGN = ["推荐单位意见", signed("同意推荐。", "宜昌市标准化联席会议办公室")]
NO_HEADING = (HEADINGS[0], HEADINGS[1], "")
SAID = [(label, str(opinion), str(unit)) for (label, _), (_, opinion, unit, _) in zip(BLOCKS, OPINIONS, strict=True)]


def read_blocks(*pieces: Any, headings: tuple[str, str, str] = HEADINGS) -> Result:
    return read_word(*application(blocks=pieces, headings=headings))


def extras(result: Result) -> list[tuple[str, str]]:
    assert result.record is not None
    return [(extra.label, extra.raw) for extra in result.record.extra]


def lines(block: list[str], dress: Callable[[int, str], str], number: int) -> tuple[str, ...]:
    label, region = block
    return (dress(number, label), *region.split("\n"))


@pytest.mark.parametrize(
    "dress",
    [
        lambda n, label: label,
        lambda n, label: f"{label}：",
        lambda n, label: f"（{'一二三四五'[n]}）{label}",
        lambda n, label: f"{n + 1}. {label}：",
        lambda n, label: " ".join(label),
    ],
)
@pytest.mark.parametrize("headings", [HEADINGS, NO_HEADING])
def test_blocks_in_paragraphs_begin_at_their_names(
    dress: Callable[[int, str], str], headings: tuple[str, str, str]
) -> None:
    pieces = [line for n, block in enumerate(BLOCKS) for line in lines(block, dress, n)]
    assert differences(read_blocks(*pieces, headings=headings)) == []


def test_each_block_may_have_a_heading_and_a_table_of_its_own() -> None:
    pieces = [p for n, (label, region) in enumerate(BLOCKS) for p in (f"{'三四五六七'[n]}、{label}", [[region]])]
    assert differences(read_blocks(*pieces, headings=NO_HEADING)) == []


@pytest.mark.parametrize(
    "rows",
    [
        [[f"{label}：\n{region}"] for label, region in BLOCKS],
        [[f"{label}\n{region}"] for label, region in BLOCKS],
        [[f"{label}：{region}"] for label, region in BLOCKS],
        [["\n".join(f"{label}：\n{region}" for label, region in BLOCKS)]],
        [["\n".join(f"{label}\n{region}" for label, region in BLOCKS)]],
        [[text] for block in BLOCKS for text in block],
        [BLOCKS[0] + BLOCKS[1], BLOCKS[2] + BLOCKS[3], [*BLOCKS[4], "<", "<"]],
        [
            *([[BLOCKS[n][part], BLOCKS[n + 1][part]] for n in (0, 2) for part in (0, 1)]),
            [BLOCKS[4][0], "<"],
            [BLOCKS[4][1], "<"],
        ],
        [["意\n见", *BLOCKS[0]], *(["^", *block] for block in BLOCKS[1:])],
        [[label.replace("意见", ""), region] for label, region in BLOCKS],
        [[label.replace("意见", "（盖章）"), region] for label, region in BLOCKS],
        [[f"{label}（签署意见并签字盖章）", region] for label, region in BLOCKS],
        [["\n".join(label), region] for label, region in BLOCKS],
    ],
    ids=[
        "name above, in the cell", "name above without colon", "name before, in the cell", "one cell for all",
        "one cell for all without colons", "name in the row above", "two a row", "two a row, names above",
        "a title at the side", "names alone", "names with (盖章)", "names with a hint", "upright names",
    ],
)  # fmt: skip
def test_blocks_in_a_table_are_read_wherever_their_names_stand(rows: list[list[str]]) -> None:
    assert differences(read_blocks(rows)) == []


def test_blocks_stand_in_the_documents_own_order() -> None:
    order = (4, 2, 0, 1, 3)
    assert differences(read_blocks([BLOCKS[n] for n in order]), opinions=[OPINIONS[n] for n in order]) == []


@pytest.mark.parametrize(
    "region",
    [
        lambda o, u: f"{o}\n{u}\n2016年4月12日",
        lambda o, u: f"{o}\n2016年4月12日",
        lambda o, u: f"（签署意见并签字盖章）\n{o}\n（盖章）\n2016年4月12日",
        lambda o, u: f"（请明确表示是否同意，并由负责人签字、加盖单位公章）\n{o}\n（盖章）\n2016年4月12日",
        lambda o, u: f"{o}\n　　　　　　（盖　章）\n　　　　　2016 年 4 月 12 日",
        lambda o, u: f"{o}\n单位负责人（签字）：          单位（盖章）\n          2016年4月12日",
        lambda o, u: f"{o}\n负责人签名：张强        （公章）        2016年4月12日",
        lambda o, u: f"{o}\n{u}（章）\n日期：2016.4.12",
        lambda o, u: f"{o}\n单位名称（公章）：{u}\n法定代表人（签字）：张强\n日期：2016-04-12",
        lambda o, u: f"{o}\n盖章：\n签字：\n时间：二〇一六年四月十二日",
        lambda o, u: f"意见：{o}\n经办人：张强　　负责人：李强\n单位公章\n2016/4/12",
        lambda o, u: f"{o}\n（盖章）\n２０１６年４月１２日",
    ],
)
def test_opinion_unit_and_date_are_told_from_what_is_printed(region: Callable[[str, str], str]) -> None:
    assert differences(read_blocks([[label, region(o, u)] for label, o, u in SAID])) == []


@pytest.mark.parametrize(
    "rows",
    [
        lambda label, o, u: [[label, o, "签字：", "2016年4月12日", "<", "<", "<", "<"]],
        lambda label, o, u: [[label, o, "2016", "年", "4", "月", "12", "日"]],
        lambda label, o, u: [[label, o, *["<"] * 6], ["^", f"{u}（盖章）", "2016年4月12日", *["<"] * 5]],
        lambda label, o, u: [[label, o, *["<"] * 6], ["^", "（盖章）\n2016年4月12日", *["<"] * 6]],
        lambda label, o, u: [[label, o, *["<"] * 6], ["", "（盖章）\n2016年4月12日", *["<"] * 6]],
    ],
)
def test_a_block_over_several_cells_is_one_block(rows: Callable[[str, str, str], list[list[str]]]) -> None:
    table = [row for label, o, u in SAID for row in rows(label, o, u)]
    assert differences(read_blocks(table)) == []


@pytest.mark.parametrize(
    "opinion",
    [
        "我单位自愿承担，所有材料均已签字并加盖公章，并承诺于2018年5月完成。",
        "经审核，承担单位宜昌市西陵区政务服务中心符合条件，同意推荐，请于2016年5月20日前报省局。",
        "同意。请管理单位予以支持，本单位将督促签字盖章手续的办理。",
        "同意报送。保证单位意见：属实。",
        "原则同意",
    ],
)
def test_an_opinion_that_speaks_of_seals_dates_and_other_units_stays_whole(opinion: str) -> None:
    table = [[label, signed(opinion, unit)] for label, _, unit in SAID]
    expected = [(block, opinion, unit, day) for block, _, unit, day in OPINIONS]
    assert differences(read_blocks(table), opinions=expected) == []
    paragraphs = [line for label, _, unit in SAID for line in (label, *signed(opinion, unit).split("\n"))]
    assert differences(read_blocks(*paragraphs), opinions=expected) == []


@pytest.mark.parametrize("day", ["\n（盖章）\n2016年4月12日", "\n负责人（签字）：\n（盖章）\n2016年4月12日"])
def test_a_printed_date_in_an_empty_block_is_a_date_and_no_opinion(day: str) -> None:
    expected = [(block, None, unit, date) for block, _, unit, date in OPINIONS]
    assert differences(read_blocks([[label, day] for label, _ in BLOCKS]), opinions=expected) == []


# -- one block more than once ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        [BLOCKS[2], ["保证单位意见", signed("同意。", BUREAU)]],
        [["保证单位意见（1）", BLOCKS[2][1]], ["保证单位意见（2）", signed("同意。", BUREAU)]],
        [["保证单位一意见", BLOCKS[2][1]], ["保证单位二意见", signed("同意。", BUREAU)]],
        [["第一保证单位意见", BLOCKS[2][1]], ["第二保证单位意见", signed("同意。", BUREAU)]],
        [BLOCKS[2], ["^", signed("同意。", BUREAU)]],
        [["保证单位意见", BLOCKS[2][1] + "\n" + signed("同意。", BUREAU)]],
    ],
    ids=["twice", "numbered", "counted", "ordinals", "one name for both", "one cell for both"],
)
def test_a_repeated_block_appears_as_often_as_it_stands_there(rows: list[list[str]]) -> None:
    result = read_blocks([*BLOCKS[:2], *rows, *BLOCKS[3:]])
    assert differences(result, opinions=TWO_GUARANTORS) == []


def test_two_dates_in_a_block_are_marked() -> None:
    found = differences(read_blocks([[label, f"{region}\n2016年4月13日"] for label, region in BLOCKS]))
    assert [(d.where, d.marked) for d in found] == [(f"blocks[{n}].date", True) for n in range(5)]


def test_two_units_in_a_block_are_marked() -> None:
    rows = [[BLOCKS[0][0], f"属实。\n单位（盖章）：{UNIT}\n单位（盖章）：{BUREAU}\n2016年4月12日"], *BLOCKS[1:]]
    found = differences(read_blocks(rows), opinions=[(*OPINIONS[0][:1], "属实。", *OPINIONS[0][2:]), *OPINIONS[1:]])
    assert [(d.where, d.marked) for d in found] == [("blocks[0].unit", True)]


# -- blocks that the form does not have ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pieces",
    [
        [[*BLOCKS[:3], FOREIGN, *BLOCKS[3:]]],
        [[[f"{label}：\n{region}"] for label, region in [*BLOCKS[:3], FOREIGN, *BLOCKS[3:]]]],
        [line for label, region in [*BLOCKS[:3], FOREIGN, *BLOCKS[3:]] for line in (label, *region.split("\n"))],
    ],
    ids=["beside", "in its cell", "in paragraphs"],
)
def test_an_unknown_block_is_an_extra_and_no_part_of_its_neighbour(pieces: list[Any]) -> None:
    result = read_blocks(*pieces)
    assert differences(result) == []
    assert extras(result) == [(FOREIGN[0], FOREIGN[1])]


def test_notes_below_the_blocks_are_no_block() -> None:
    notes = ("注：1. 保证单位意见：由县级以上人民政府签署。", "2. 管理单位：指省级主管部门")
    assert differences(read_blocks(BLOCKS, *notes)) == []


def test_a_required_block_that_is_not_printed_is_one_finding() -> None:
    result = read_blocks([*BLOCKS[:2], *BLOCKS[3:]])
    found = [f for f in result.findings if f.where == "blocks.guarantor_unit"]
    assert [f.code for f in found] == ["block-missing"]
    assert "表中无此栏" in found[0].message


def test_a_typed_name_is_kept_and_signs_nothing() -> None:
    rows = [[label, region.replace("负责人（签字）：", "负责人（签字）：张强")] for label, region in BLOCKS]
    result = read_blocks(rows)
    assert differences(result) == []
    assert result.record is not None
    assert [block.signature.present for block in result.record.blocks] == [False] * 5
    assert extras(result) == [("负责人（签字）：", "张强")] * 5


def test_the_unit_that_a_block_does_not_name_is_the_one_the_cover_names_for_it() -> None:
    result = read_blocks([[label, f"{opinion}\n2016年4月12日"] for label, opinion, _ in SAID])
    assert result.record is not None
    guarantor = result.record.blocks[2].unit
    assert (guarantor.value, guarantor.raw) == (COUNTY, "")


@pytest.mark.parametrize("scrap", ["           务", "    公章"])
def test_the_blocks_heading_is_known_with_a_scrap_of_a_seal_far_behind_it(scrap: str) -> None:
    bare = [(label.replace("意见", ""), region) for label, region in BLOCKS]
    plain = read_blocks(*bare)
    found = read_blocks(*bare, headings=(HEADINGS[0], HEADINGS[1], HEADINGS[2] + scrap))
    assert plain.record is not None
    assert found.record is not None
    assert [(b.id, b.opinion.value, b.unit.value) for b in found.record.blocks] == [
        (b.id, b.opinion.value, b.unit.value) for b in plain.record.blocks
    ]
    assert found.record.blocks


def in_paragraphs() -> list[str]:
    return [line for label, region in BLOCKS for line in (f"{label}：", *region.split("\n"))]


@pytest.mark.parametrize("head", ["附：1.推荐函", "附件：1.推荐函", "附件2：总结报告", "附表：标准明细表"])
def test_what_a_form_encloses_is_no_part_of_the_opinion_above(head: str) -> None:
    result = read_blocks(*in_paragraphs(), head, "2.标准明细表")
    assert differences(result) == []
    assert "标准明细表" in str(extras(result))


def test_other_words_below_a_dated_opinion_are_kept_and_the_opinion_marked() -> None:
    result = read_blocks(*in_paragraphs(), "本表由省级联席办公室存档。")
    assert [(d.where, d.marked) for d in differences(result)] == [("blocks[4].opinion", True)]


def test_a_block_of_nothing_but_the_blank_of_a_date_is_printed_all_the_same() -> None:
    rows = [["承担单位", "\n\n年   月   日"], *([label.removesuffix("意见"), region] for label, region in BLOCKS[1:])]
    empty = [("lead_unit", None, UNIT, None), *OPINIONS[1:]]
    assert differences(read_blocks(rows, headings=NO_HEADING), opinions=empty) == []


def test_a_blocks_name_broken_over_lines_above_its_words_is_no_opinion() -> None:
    """承担单 is a name of the block by itself, and 承担单位意见 is its whole one."""
    broken = [["承担单位\n意见\n" + BLOCKS[0][1]], *([f"{label}\n{said}"] for label, said in BLOCKS[1:])]
    assert differences(read_blocks(broken)) == []
