"""发文字号 with titles beside them, in all brackets and spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.types import DocumentNumber, Reading

NUMBERS = {
    "国标委发〔2021〕5号": "国标委发〔2021〕5号",
    "国标委发﹝2021﹞5号": "国标委发〔2021〕5号",
    "国标委发[2021]5号": "国标委发〔2021〕5号",
    "国标委发［2021］5号": "国标委发〔2021〕5号",
    "国标委发（2021）5号": "国标委发〔2021〕5号",
    "國標委發(2021)5號": "国标委发〔2021〕5号",
    "国标委发【2021】5号文": "国标委发〔2021〕5号",
    "国标委发〔２０２１〕５号": "国标委发〔2021〕5号",
    "国 标 委 发 〔 2021 〕 5 号": "国标委发〔2021〕5号",
    "国标委发〔2021〕第005号": "国标委发〔2021〕5号",
    "标委办服务[2018]46号": "标委办服务〔2018〕46号",
    "粤市监标准〔2024〕87号": "粤市监标准〔2024〕87号",
    "文号：国标委发〔2022〕35号": "国标委发〔2022〕35号",
    "以国标委发〔2021〕5号下达": "国标委发〔2021〕5号",
    "《关于下达2021年试点项目的通知》（国标委发〔2021〕5号）": "国标委发〔2021〕5号",
    "关于下达2021年度试点项目的通知国标委发〔2021〕5号": "国标委发〔2021〕5号",
    "关于下达试点项目的通知\n国标委发〔2021〕5号": "国标委发〔2021〕5号",
    "国家标准化管理委员会文件 国标委发〔2021〕5号": "国标委发〔2021〕5号",
    "国标委发〔2021〕5号、国标委发[2021]5号": "国标委发〔2021〕5号",
    "国家标准化管理委员会公告2021年第5号": "2021年第5号",
}


@pytest.mark.parametrize(("raw", "value"), NUMBERS.items())
def test_the_number_alone_is_read_with_its_proper_brackets(raw: str, value: str) -> None:
    assert DocumentNumber().read(raw) == Reading(value)


@pytest.mark.parametrize(
    ("raw", "value", "doubt"),
    [
        ("(2013)61号", "〔2013〕61号", "unreadable-value"),
        ("国标委服\n务联〔2013〕61号", "务联〔2013〕61号", "unreadable-value"),
        ("关于下达试点任务〔2021〕5号", "关于下达试点任务〔2021〕5号", "unreadable-value"),
        ("国标委发〔2021〕5号、鄂质监标函〔2016〕76号", None, "several-values"),
        ("国标委发2021年5号", None, "unreadable-value"),
        ("第二批试点", None, "unreadable-value"),
        ("国标委发〔20XX〕X号", None, "placeholder-left"),
    ],
)
def test_a_number_that_is_not_whole_or_not_alone_is_marked(raw: str, value: str | None, doubt: str) -> None:
    assert DocumentNumber().read(raw) == Reading(value, (doubt,))


@pytest.mark.parametrize("raw", ["〔    〕   号", "国标委发〔20  〕  号", "〔  年〕第  号"])
def test_the_places_that_a_blank_prints_are_no_number(raw: str) -> None:
    assert DocumentNumber().read(raw) == Reading()


@given(
    code=st.text("国标委发服务联函市监准鄂质办", min_size=2, max_size=8),
    year=st.integers(1990, 2099),
    number=st.integers(1, 9999),
    brackets=st.sampled_from(["〔〕", "﹝﹞", "[]", "［］", "()", "（）", "【】"]),
)
def test_any_number_is_read_in_any_brackets(code: str, year: int, number: int, brackets: str) -> None:
    read = DocumentNumber().read(f"{code}{brackets[0]}{year}{brackets[1]}{number}号")
    assert read == Reading(f"{code}〔{year}〕{number}号")
