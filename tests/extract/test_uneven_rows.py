"""Where a row of a scanned table was parted, or two are one, the rows from there on are marked."""

from __future__ import annotations

import pytest

from extract.doubt.uneven_rows import doubted_uneven_rows
from forms.evidence import BBox, Evidence
from forms.record import Answer, Record

SLOTS = ("step", "period", "work", "responsible_units")
WHOLE = ("启动阶段", "2015年6月", "编制实施方案。", "图书馆")
PLACE = BBox(24, 40, 180, 50)


def answer(raw: str, reader: str, *, read: bool = True) -> Answer:
    return Answer(raw if read and raw else None, raw, 0.99, False, Evidence(reader, 1, PLACE))


def doubted(*rows: tuple[str, ...], reader: str = "scan") -> list[bool]:
    """Which of the rows, each of which says so in its cells, are marked; what ends in a question mark is no answer."""
    told = tuple(
        {slot: answer(raw, reader, read=not raw.endswith("?")) for slot, raw in zip(SLOTS, row, strict=True)}
        for row in rows
    )
    found = doubted_uneven_rows(Record("annex1-application", "national", rows={"plan": told})).rows["plan"]
    marks = [{one.needs_review for one in row.values()} for row in found]
    assert all(len(mark) == 1 for mark in marks)
    return [mark.pop() for mark in marks]


@pytest.mark.parametrize(
    "part",
    [("", "", "", "民政府"), ("", "2015年9月", "召开大会。", "图书馆"), ("宣传培训", "", "", "图书馆")],
    ids=["an end", "no name", "half a row"],
)
def test_all_rows_from_the_one_above_a_part_of_a_row_are_marked(part: tuple[str, ...]) -> None:
    assert doubted(WHOLE, WHOLE, WHOLE, part, WHOLE, WHOLE) == [False, False, True, True, True, True]


def test_all_rows_from_one_on_that_holds_the_texts_of_two_are_marked() -> None:
    two = ("启动阶段\n宣传培训", "2015年6月\n2015年9月?", "编制实施方案。\n召开大会。", "图书馆")
    assert doubted(WHOLE, two, WHOLE) == [False, True, True]


def test_a_further_line_in_one_cell_alone_is_a_scrap_and_no_row() -> None:
    assert doubted(WHOLE, ("启动阶段", "2015年6月\n母?", "编制实施方案。", "图书馆"), WHOLE) == [False] * 3


def test_a_first_row_without_its_name_marks_all() -> None:
    assert doubted(("", "", "", "民政府"), WHOLE, WHOLE, WHOLE) == [True] * 4


def test_a_row_that_lacks_one_cell_or_what_few_rows_have_is_whole() -> None:
    assert doubted(WHOLE, ("宣传培训", "2015年6月", "召开大会。", ""), WHOLE) == [False] * 3
    assert doubted(("", *WHOLE[1:]), ("", *WHOLE[1:]), WHOLE) == [False] * 3
    assert doubted(WHOLE, ("宣传培训", "2015年?", "召开大会。", "图书馆"), WHOLE) == [False] * 3


def test_rows_of_a_text_layer_are_what_they_are() -> None:
    assert doubted(WHOLE, ("", "", "", "民政府"), WHOLE, reader="pdf") == [False] * 3


def test_a_cell_to_be_signed_is_judged_by_its_ink_alone() -> None:
    signed = Answer({"present": True, "needs_review": False}, "", 0.99, False, Evidence("scan", 1, PLACE))
    unit = answer("图书馆", "scan")
    rows = tuple({"name": answer(name, "scan"), "unit": unit, "signature": signed} for name in ("王芳", "", "李静"))
    found = doubted_uneven_rows(Record("annex3-evaluation-report", "national", rows={"group": rows})).rows["group"]
    assert [(row["name"].needs_review, row["signature"] is signed) for row in found] == [(True, True)] * 3
