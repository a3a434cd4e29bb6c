"""Blocks whose name, unit, opinion and signing are parted otherwise into the cells of their rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.extract.sketch import BLOCKS, COVER, OPINIONS, application, differences, read_word

DAY = "2016年4月12日"
UNITS = [
    (name.removesuffix("意见"), str(unit), str(said))
    for (name, _), (_, said, unit, _) in zip(BLOCKS, OPINIONS, strict=True)
]
Rows = Callable[[str, str, str], list[list[str]]]


@pytest.mark.parametrize(
    "rows",
    [
        lambda name, unit, said: [[f"{name}：{unit}", f"{said}\n（盖章）\n{DAY}"]],
        lambda name, unit, said: [[f"{name}\n{unit}", f"{said}\n（盖章）\n{DAY}"]],
        lambda name, unit, said: [[f"{name}：\n{unit}", f"{said}\n{DAY}"]],
        lambda name, unit, said: [[f"{name}（盖章）：{unit}", f"{said}\n{DAY}"]],
        lambda name, unit, said: [[f"{name}意见：{unit}", said, "签字：", DAY]],
        lambda name, unit, said: [[name, unit], ["意见", f"{said}\n（盖章）\n{DAY}"]],
        lambda name, unit, said: [[f"{name}：{unit}", "<"], ["意见", said], ["日期", DAY]],
        lambda name, unit, said: [[f"{name}意见：{said}", f"单位（盖章）：{unit}\n{DAY}"]],
        lambda name, unit, said: [[f"{name}意见：\n{said}", f"单位（盖章）：{unit}\n{DAY}"]],
    ],
)
def test_a_block_is_read_whole_wherever_its_unit_and_its_signing_stand(rows: Rows) -> None:
    table = [row for name, unit, said in UNITS for row in rows(name, unit, said)]
    found = read_word(*application(blocks=[table]))
    assert differences(found) == []
    assert found.record is not None
    assert found.record.extra == ()


def findings(*pieces: Any) -> list[tuple[str, str | None]]:
    found = read_word(*pieces, on=date(2016, 6, 1)).findings
    return [
        (one.code, one.where) for one in found if "participating" in str(one.where) or one.where == "blocks[1].opinion"
    ]


def test_a_cover_that_says_there_is_no_participating_unit_names_none() -> None:
    cover = [line if not line.startswith("参加单位") else "参加单位：无" for line in COVER]
    without = [row for row in BLOCKS if not row[0].startswith("参加")]
    said_so = [row if not row[0].startswith("参加") else [row[0], "无"] for row in BLOCKS]
    assert findings(*application(cover=cover, blocks=[without])) == []
    assert findings(*application(cover=cover, blocks=[said_so])) == []
    assert findings(*application(blocks=[without])) == [("block-missing", "blocks.participating_unit")]


SIGNED = [
    ["评估组组长签字", "", "评估组成员签字", ""],
    ["日期", "2018年5月11日", "日期", "2018年5月12日"],
]


def signed_by(*rows: list[str]) -> list[tuple[str, str | None, str | None]]:
    found = read_word(
        "社会管理和公共服务综合标准化试点评估报告",
        "试点名称：宜昌市西陵区政务服务综合标准化试点",
        "承担单位：宜昌市西陵区政务服务中心",
        "评估组织单位：湖北省社会管理和公共服务标准化联席会议办公室",
        "评估结果",
        [["评估得分", "95分"], ["评估结论", "合格"], ["总体评价", "良好。"], ["存在问题", "无。"]],
        list(rows),
    ).record
    assert found is not None
    values = [(block.id, block.opinion.value, block.date.value) for block in found.blocks]
    return [(name, str(said) if said else None, str(day) if day else None) for name, said, day in values]


def test_a_row_of_dates_below_blocks_side_by_side_dates_each_of_them() -> None:
    assert signed_by(*SIGNED) == [("group_leader", None, "2018-05-11"), ("group_members", None, "2018-05-12")]


def test_numbers_before_which_members_sign_are_no_opinion() -> None:
    rows = [["组长（签字）", "2018年5月11日"], ["成员（签字）", "1.\n2.\n（3）\n2018年5月12日"]]
    assert signed_by(*rows) == [("group_leader", None, "2018-05-11"), ("group_members", None, "2018-05-12")]
