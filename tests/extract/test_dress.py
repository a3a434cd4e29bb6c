"""The same application in Word's wrappings, in other scripts, widths and spacings, and with its parts elsewhere."""

from collections.abc import Callable
from typing import Any

import pytest
from opencc import OpenCC

from tests.extract.readers.wordml import line, p, r, say, sdt, t, tbl, tc, text_box, tr
from tests.extract.sketch import (
    BLOCKS,
    COUNTY,
    COVER,
    HEADINGS,
    PLAN,
    SECTION,
    TITLE,
    Xml,
    application,
    differences,
    read_word,
    replaced,
)

PAIRS = [tuple(text.split("：")) for text in COVER]
ORGANS = [COUNTY, "宜昌市西陵区行政审批局", "宜昌市质量技术监督局"]
TO_TRADITIONAL = OpenCC("s2t").convert


def written(text: str, kind: str) -> str:
    if kind == "ins":
        return f'<w:ins w:id="1" w:author="a">{say(text)}</w:ins>'
    return f'<w:del w:id="2" w:author="a"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


UNDERLINED = '<w:u w:val="single"/>'


@pytest.mark.parametrize(
    "cover",
    [
        [Xml(p(text_box(*map(line, COVER))))],
        [Xml(sdt(*map(line, COVER)))],
        [Xml(p(say(f"{a}："), written("旧的内容", "del"), written(b, "ins"))) for a, b in PAIRS],
        [Xml(p(say(f"{a}："), say(f"  {b}      ", props=UNDERLINED))) for a, b in PAIRS],
        [Xml(p(r(t(a)), r("<w:tab/>"), r(t(b)))) for a, b in PAIRS],
    ],
    ids=["text box", "content control", "tracked changes", "underlined", "tabs"],
)
def test_a_cover_reads_the_same_in_words_wrappings(cover: list[Xml]) -> None:
    assert differences(read_word(*application(cover=cover))) == []


def test_cells_of_content_controls_read_the_same() -> None:
    rows = [tr(*(tc(sdt(line(text))) for text in row if text != "<")) for row in SECTION]
    assert differences(read_word(*application(section=[Xml(tbl(*rows))]))) == []


def turned(pieces: Any, turn: Callable[[str], str]) -> Any:
    if isinstance(pieces, str):
        return pieces if pieces in ("<", "^") else turn(pieces)
    return type(pieces)(turned(piece, turn) for piece in pieces)


def mixed(text: str) -> str:
    return TO_TRADITIONAL(text) if len(text) % 2 else text


@pytest.mark.parametrize(
    "turn",
    [
        TO_TRADITIONAL,
        OpenCC("s2tw").convert,
        OpenCC("s2hk").convert,
        lambda text: "".join(map(TO_TRADITIONAL, text)).replace("後", "后").replace("於", "于"),
        mixed,
        lambda text: text.translate({n + 0x30: n + 0xFF10 for n in range(10)}),
        lambda text: text.replace("：", "：\u00a0"),
        lambda text: "\n".join(" ".join(one) if "@" not in one else one for one in text.split("\n")),
        lambda text: "\u200b".join(text),
    ],
    ids=["s2t", "s2tw", "s2hk", "naive", "mixed", "full-width digits", "hard spaces", "apart", "invisible"],
)
def test_an_application_says_the_same_in_other_scripts_widths_and_spacings(turn: Callable[[str], str]) -> None:
    assert differences(read_word(*turned(application(), turn))) == []


@pytest.mark.parametrize("order", [(2, 0, 1), (1, 0, 2), (0, 2, 1)])
def test_parts_are_found_in_any_order(order: tuple[int, ...]) -> None:
    parts = [(HEADINGS[0], SECTION), (HEADINGS[1], PLAN), (HEADINGS[2], BLOCKS)]
    assert differences(read_word(TITLE, *COVER, *(piece for n in order for piece in parts[n]))) == []


@pytest.mark.parametrize(
    "headings",
    [
        ("一、试点承担单位基本信息（由承担单位填写）", "二、创建工作计划（可附页）", "三、有关单位意见（签字盖章）"),
        ("一,试点承担单位基本信息", "二,创建工作计划", "三,各单位意见"),
    ],
)
def test_headings_with_notes_and_other_signs_are_headings(headings: tuple[str, str, str]) -> None:
    result = read_word(*application(headings=headings))
    assert differences(result) == []
    assert result.record is not None
    assert result.record.extra == ()


# -- covers with several units, answers in pieces ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        [["保证单位", ORGANS[0]], ["^", ORGANS[1]], ["^", ORGANS[2]]],
        [["保证单位", ORGANS[0]], ["", ORGANS[1]], ["", ORGANS[2]]],
        [["保证单位1", ORGANS[0]], ["保证单位2", ORGANS[1]], ["保证单位3", ORGANS[2]]],
        [["保证单位", ORGANS[0]], ["保证单位", ORGANS[1]], ["保证单位", ORGANS[2]]],
    ],
    ids=["merged label", "empty label", "numbered labels", "label repeated"],
)
def test_several_units_in_rows_of_a_table_are_all_read(rows: list[list[str]]) -> None:
    table = [list(pair) for pair in PAIRS]
    table[4:5] = rows
    assert differences(read_word(*application(cover=[table])), {"guarantor_units": ORGANS}) == []


def test_lists_of_units_that_agree_in_part_are_marked() -> None:
    cover = [*COVER, f"保证单位：{ORGANS[0]}、{ORGANS[1]}"]
    found = differences(read_word(*application(cover=cover)), {"guarantor_units": ORGANS[:2]})
    assert [(d.where, d.read, d.marked) for d in found] == [("fields.guarantor_units", ORGANS[:2], True)]


@pytest.mark.parametrize("pieces", [["2016", "年", "3", "月", "15", "日"], ["2016年", "3月", "15日", "", "", ""]])
def test_a_date_in_pieces_is_one_date(pieces: list[str]) -> None:
    table = [[a, b, *["<"] * 5] for a, b in PAIRS[:-1]]
    assert differences(read_word(*application(cover=[[*table, ["填报日期", *pieces]]]))) == []


def test_name_and_number_in_two_cells_answer_one_label() -> None:
    rows = [["联系人/联系电话", "王芳", "0717-6221234", ""], ["电子邮箱", "zwzx@163.com", "<", "<"]]
    assert differences(read_word(*application(section=[replaced(SECTION, "联系人/联系电话", *rows)]))) == []


@pytest.mark.parametrize("place", ["before", "after"])
def test_a_place_to_seal_a_promise_is_no_opinion_block(place: str) -> None:
    promise = ("承诺：本单位承诺所填内容真实。", "承担单位（盖章）：", "2016年4月1日")
    pieces = application(plan=[PLAN, *promise]) if place == "before" else (*application(), *promise)
    assert differences(read_word(*pieces)) == []


def test_an_empty_document_and_one_of_titles_alone_are_read_too() -> None:
    assert read_word().status == "unrecognised"
    assert read_word(TITLE, TITLE).status == "unrecognised"
