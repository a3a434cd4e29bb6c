"""What stands overleaf without a beginning is the end of the row before; a row by itself stays one."""

from __future__ import annotations

import pytest

from extract.cut_rows import whole_rows
from extract.located import CellText, RowCandidate
from forms.evidence import Evidence

SLOTS = ("step", "period", "work", "responsible_units")


def row(*texts: str, page: int | None = 2, reader: str = "scan") -> RowCandidate:
    return RowCandidate({slot: CellText(text, Evidence(reader, page)) for slot, text in zip(SLOTS, texts, strict=True)})


FIRST = row("启动阶段", "2015年6月", "编制实施方案。", "宜昌市图书馆、宜昌市人")
END = ("", "", "", "民政府")


def test_the_end_of_a_row_overleaf_is_joined_to_it_and_all_of_it_is_in_doubt() -> None:
    (whole,) = whole_rows([FIRST, row(*END, page=3)])
    assert [cell.raw for cell in whole.cells.values()] == [
        "启动阶段", "2015年6月", "编制实施方案。", "宜昌市图书馆、宜昌市人\n民政府",
    ]  # fmt: skip
    assert all("reading-unsure" in cell.doubts for cell in whole.cells.values())


@pytest.mark.parametrize(
    "second",
    [
        row(*END, page=2),
        row(*END, page=4),
        row("建立标准体系", "", "", "民政府", page=3),
        row("", "2015年9月", "召开大会。", "民政府", page=3),
        row("", "", "", "", page=3),
        row(*END, page=3, reader="pdf"),
    ],
    ids=["same page", "a page between", "begins", "mostly written", "empty", "text layer"],
)
def test_any_other_row_stays_one(second: RowCandidate) -> None:
    assert whole_rows([FIRST, second]) == [FIRST, second]
