"""What stands overleaf without a beginning is the end of the row before; a row by itself stays one."""

from __future__ import annotations

import pytest

from extract.fill.cut_rows import whole_rows
from extract.locate.located import CellText, RowCandidate
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
    ("before", "second"),
    [
        (("宣传培训", "2015年4月-", "开展标准化知识培训，提", "宜昌市"), ("", "2015年6月", "高标准化意识。", "图书馆")),
        (("宣传培训", "2015年4月", "开展培训，提", "宜昌市"), ("", "2015年6月", "高标准化意识。", "图书馆")),
        (("宣传培训", "2015年4月", "开展培训。", "图书馆、"), ("", "2015年6月", "召开大会。", "质监局")),
    ],
    ids=["period and sentence", "sentence", "list"],
)
def test_of_a_row_cut_in_the_middle_of_a_text_all_cells_may_go_on_overleaf(
    before: tuple[str, ...], second: tuple[str, ...]
) -> None:
    (whole,) = whole_rows([row(*before), row(*second, page=3)])
    assert [cell.raw for cell in whole.cells.values()] == [
        "\n".join(filter(None, both)) for both in zip(before, second, strict=True)
    ]


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
