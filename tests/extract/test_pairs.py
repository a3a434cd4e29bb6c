"""Labels and values inside one line."""

import pytest

from extract.words.pairs import Pair, split_pairs

LABELS = {"联系人", "联系电话", "承担单位", "试点名称"}


def known(text: str) -> bool:
    return "".join(text.split()) in LABELS


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        ("承担单位：宜昌市西陵区政务服务中心", [("承担单位", "宜昌市西陵区政务服务中心")]),
        ("承担单位:", [("承担单位", "")]),
        ("承 担 单 位：某某局", [("承 担 单 位", "某某局")]),
        ("联系人：张三    联系电话：027-87654321", [("联系人", "张三"), ("联系电话", "027-87654321")]),
        ("试点名称\t养老服务综合标准化试点", [("试点名称", "养老服务综合标准化试点")]),
        ("试 点 名 称   养老服务综合标准化试点", [("试 点 名 称", "养老服务综合标准化试点")]),
    ],
)
def test_split_pairs_finds_each_label_with_its_value(line: str, pairs: list[tuple[str, str]]) -> None:
    assert [(p.label, p.value) for p in split_pairs(line, known)] == pairs
    assert all(p.known for p in split_pairs(line, known))


def test_a_colon_inside_a_value_divides_nothing() -> None:
    assert split_pairs("承担单位：民政局（地址：长虹路58号）", known) == (
        Pair("承担单位", "民政局（地址：长虹路58号）", True),
    )


def test_an_unknown_short_label_is_a_pair_that_is_not_known() -> None:
    assert split_pairs("传真：027-87654321", known) == (Pair("传真", "027-87654321", False),)


def test_prose_is_no_pair() -> None:
    assert split_pairs("我单位自愿承担该试点项目并保证所填内容真实有效：详见附件。", known) == ()
    assert split_pairs("承担单位应当按期完成任务", known) == ()


def test_a_label_without_a_colon_before_one_with_a_colon_is_kept_and_doubted() -> None:
    first, second = split_pairs("试点名称　　联系电话：以公布为准", known)
    assert first == Pair("试点名称", "", True, doubtful=True)
    assert second == Pair("联系电话", "以公布为准", True)
