"""A colon printed twice is one colon, and one in a cell of its own no answer."""

from __future__ import annotations

from typing import Any

import pytest

from extract.document import Paragraph, Table
from extract.locate.single_colons import single_colons
from forms.record import Record
from tests.extract.sketch import BLOCKS, COVER, SECTION, application, differences, document, read_word


def doubled(text: str) -> str:
    return text.replace("：", "：：")


@pytest.mark.parametrize("colon", ["：：", "： ：", ":：", "：::"])
def test_answers_behind_a_doubled_colon_are_read_without_it(colon: str) -> None:
    assert differences(read_word(*application(cover=[line.replace("：", colon) for line in COVER]))) == []


def test_opinions_and_units_behind_a_doubled_colon_are_read_without_it() -> None:
    blocks = [line for name, said in BLOCKS for line in doubled(f"{name}：{said}").split("\n")]
    assert differences(read_word(*application(blocks=blocks))) == []


def test_a_cell_of_nothing_but_a_colon_is_no_answer() -> None:
    rows: list[list[Any]] = [["：" if n % 2 and text != "<" else text for n, text in enumerate(row)] for row in SECTION]
    record = read_word(*application(section=[rows])).record
    assert isinstance(record, Record)
    slots = ("unit_name", "industry", "business_scope", "conditions")
    assert [record.fields[slot].value for slot in slots] == [None] * 4


def test_what_has_no_doubled_colon_and_a_title_stay_the_very_same() -> None:
    flow = document("甲：乙", "申请书：：", [["邮编：", "443000"]]).flow
    title = flow[1]
    assert isinstance(title, Paragraph)
    assert isinstance(flow[2], Table)
    assert all(one is other for one, other in zip(single_colons(flow, frozenset({id(title)})), flow, strict=True))


def test_colons_between_latin_letters_stay_two() -> None:
    (line,) = single_colons(document("地址：fe80::1").flow)
    assert isinstance(line, Paragraph)
    assert line.text == "地址：fe80::1"
