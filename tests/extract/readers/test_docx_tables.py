"""Tables of Word files: every cell once, at its place in the grid."""

from __future__ import annotations

import time

import pytest

from extract.document import Cell, Table, paragraphs
from extract.errors import DocumentError
from extract.limits import Limits
from extract.readers.word.docx import read
from tests.extract.readers.wordml import both, cell, docx, line, p, sdt, tbl, tc, tr


def table(*rows: str) -> Table:
    found = read(docx(tbl(*rows))).flow[0]
    assert isinstance(found, Table)
    return found


def grid(found: Table) -> list[tuple[int, int, int, int, str]]:
    """Row, column, row span, column span and text of each cell."""
    return [(c.row, c.column, c.row_span, c.column_span, c.text) for c in found.cells]


def test_cells_know_their_row_and_column() -> None:
    assert grid(table(tr(cell("甲"), cell("乙")), tr(cell("丙"), cell("丁")))) == [
        (0, 0, 1, 1, "甲"),
        (0, 1, 1, 1, "乙"),
        (1, 0, 1, 1, "丙"),
        (1, 1, 1, 1, "丁"),
    ]


def test_columns_are_the_sum_of_the_spans_before() -> None:
    assert grid(table(tr(cell("长", span=3), cell("短")), tr(cell("一"), cell("二"), cell("三"), cell("四")))) == [
        (0, 0, 1, 3, "长"),
        (0, 3, 1, 1, "短"),
        *((1, column, 1, 1, word) for column, word in enumerate("一二三四")),
    ]


def test_a_cell_merged_downwards_stands_once_with_its_span() -> None:
    rows = (
        tr(cell("高", merge="restart"), cell("甲")),
        tr(cell("", merge="continue"), cell("乙")),
        tr(cell("", merge="continue"), cell("丙")),
        tr(cell("低"), cell("丁")),
    )
    assert grid(table(*rows)) == [
        (0, 0, 3, 1, "高"),
        (0, 1, 1, 1, "甲"),
        (1, 1, 1, 1, "乙"),
        (2, 1, 1, 1, "丙"),
        (3, 0, 1, 1, "低"),
        (3, 1, 1, 1, "丁"),
    ]


def test_text_under_a_merged_cell_is_not_printed() -> None:
    rows = (tr(cell("见", merge="restart")), tr(cell("不见", merge="continue")))
    assert grid(table(*rows)) == [(0, 0, 2, 1, "见")]


def test_two_merged_cells_one_under_the_other_stay_apart() -> None:
    rows = (
        tr(cell("上", merge="restart")),
        tr(cell("", merge="continue")),
        tr(cell("下", merge="restart")),
        tr(cell("", merge="continue")),
    )
    assert grid(table(*rows)) == [(0, 0, 2, 1, "上"), (2, 0, 2, 1, "下")]


def test_a_continuation_that_continues_nothing_is_a_cell_of_its_own() -> None:
    assert grid(table(tr(cell("甲", merge="continue")))) == [(0, 0, 1, 1, "甲")]
    unaligned = (tr(cell("宽", span=2, merge="restart")), tr(cell("窄", merge="continue"), cell("旁")))
    assert grid(table(*unaligned)) == [(0, 0, 1, 2, "宽"), (1, 0, 1, 1, "窄"), (1, 1, 1, 1, "旁")]
    unmarked = (tr(cell("甲")), tr(cell("乙", merge="continue")))
    assert grid(table(*unmarked)) == [(0, 0, 1, 1, "甲"), (1, 0, 1, 1, "乙")]


def test_an_empty_continuation_continues_a_cell_that_forgot_to_say_so() -> None:
    assert grid(table(tr(cell("甲")), tr(cell("", merge="continue")))) == [(0, 0, 2, 1, "甲")]


def test_a_row_may_begin_late_and_end_early() -> None:
    late = tr(cell("晚"), props='<w:gridBefore w:val="2"/>')
    assert grid(table(tr(cell("甲"), cell("乙"), cell("丙")), late, tr(cell("早")))) == [
        (0, 0, 1, 1, "甲"),
        (0, 1, 1, 1, "乙"),
        (0, 2, 1, 1, "丙"),
        (1, 2, 1, 1, "晚"),
        (2, 0, 1, 1, "早"),
    ]


def test_cells_merged_sideways_in_the_old_way_are_one() -> None:
    first = tc(line("名称"), props='<w:hMerge w:val="restart"/>')
    second = tc(line(""), props="<w:hMerge/>")
    assert grid(table(tr(first, second, cell("旁")))) == [(0, 0, 1, 2, "名称"), (0, 2, 1, 1, "旁")]


@pytest.mark.parametrize("span", ["0", "-3", "x", "", "1.0"])
def test_a_span_that_makes_no_sense_is_one_column(span: str) -> None:
    odd = tc(line("甲"), props=f'<w:gridSpan w:val="{span}"/>')
    assert grid(table(tr(odd, cell("乙")))) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")]


def test_an_enormous_span_is_bounded() -> None:
    (only,) = table(tr(tc(line("甲"), props='<w:gridSpan w:val="999999999"/>'))).cells
    assert only.column_span == 1000


def test_deleted_and_hidden_rows_are_gone_and_inserted_ones_are_there() -> None:
    rows = (
        tr(cell("删"), props="<w:del/>"),
        tr(cell("藏"), props="<w:hidden/>"),
        tr(cell("增"), props="<w:ins/>"),
        tr(cell("在"), props='<w:hidden w:val="0"/>'),
    )
    assert grid(table(*rows)) == [(0, 0, 1, 1, "增"), (1, 0, 1, 1, "在")]


def test_a_deleted_cell_gives_way_to_the_next() -> None:
    assert grid(table(tr(tc(line("删"), props="<w:cellDel/>"), cell("留")))) == [(0, 0, 1, 1, "留")]


def test_rows_and_cells_inside_content_controls_are_found() -> None:
    row = tr(cell("甲"), sdt(cell("乙")), f"<w:customXml>{cell('丙')}</w:customXml>")
    assert grid(table(row, sdt(tr(cell("丁"))))) == [
        (0, 0, 1, 1, "甲"),
        (0, 1, 1, 1, "乙"),
        (0, 2, 1, 1, "丙"),
        (1, 0, 1, 1, "丁"),
    ]


def test_a_table_inside_a_cell_stands_between_the_cell_s_paragraphs() -> None:
    inner = tbl(tr(cell("内")))
    (outer,) = table(tr(tc(line("前"), inner, line("后")))).cells
    assert [type(item).__name__ for item in outer.flow] == ["Paragraph", "Table", "Paragraph"]
    assert outer.text == "前\n内\n后"


def test_evidence_says_table_row_and_cell() -> None:
    inner = tbl(tr(cell("内一"), cell("内二")))
    document = read(docx(line("题"), tbl(tr(cell("甲"))), tbl(tr(cell("乙")), tr(cell("丙"), tc(inner, p())))))
    assert {item.text: item.at.path for item in paragraphs(document.flow) if item.text} == {
        "题": "paragraph 1",
        "甲": "table 1, row 1, cell 1",
        "乙": "table 2, row 1, cell 1",
        "丙": "table 2, row 2, cell 1",
        "内一": "table 2, row 2, cell 2, table 1, row 1, cell 1",
        "内二": "table 2, row 2, cell 2, table 1, row 1, cell 2",
    }
    assert all(item.at.page is None and item.at.box is None for item in paragraphs(document.flow))
    assert {item.at.reader for item in paragraphs(document.flow)} == {"docx"}


def test_cells_are_counted_as_they_stand_in_their_row() -> None:
    rows = (tr(cell("高", merge="restart"), cell("甲")), tr(cell("", merge="continue"), cell("乙", span=2)))
    assert [c.at.path for c in table(*rows).cells] == [
        "table 1, row 1, cell 1",
        "table 1, row 1, cell 2",
        "table 1, row 2, cell 2",
    ]


def test_a_table_in_only_one_of_two_alternatives_is_read_once() -> None:
    document = read(docx(both(tbl(tr(cell("新"))), tbl(tr(cell("旧"))))))
    assert document.text == "新"


def test_text_outside_any_paragraph_is_kept() -> None:
    assert read(docx("<w:r><w:t>散</w:t></w:r>", sdt("<w:r><w:t>落</w:t></w:r>"))).text == "散\n落"


def test_an_empty_table_and_a_cell_without_paragraph_are_allowed() -> None:
    assert table().cells == ()
    assert grid(table(tr(tc()))) == [(0, 0, 1, 1, "")]


def test_tables_nested_beyond_the_limit_are_refused() -> None:
    def nested(depth: int) -> str:
        return line("底") if depth == 0 else tbl(tr(tc(nested(depth - 1), p())))

    assert read(docx(nested(8))).text.strip() == "底"
    with pytest.raises(DocumentError, match="嵌套超过 7 层") as refused:
        read(docx(nested(8)), Limits(nesting=7))
    assert refused.value.code == "damaged-document"


@pytest.mark.parametrize("depth", [120, 250, 400, 3000])
@pytest.mark.parametrize("wrapper", ["w:sdt", "w:ins", "w:hyperlink", "w:unheardOf", "mc:AlternateContent"])
def test_absurd_nesting_is_read_or_refused_but_never_overflows(wrapper: str, depth: int) -> None:
    deep = f"<{wrapper}>" * depth + line("底") + f"</{wrapper}>" * depth
    for body in (deep, p(deep), tbl(tr(deep)), tbl(deep)):
        try:
            read(docx(body))
        except DocumentError as error:
            assert error.code == "damaged-document"  # noqa: PT017 - being read is as good


def test_time_grows_with_the_rows_and_not_with_their_square() -> None:
    def seconds(rows: int) -> float:
        data = docx(tbl(*[tr(*[cell(f"{row}·{column}") for column in range(6)]) for row in range(rows)]))
        times = []
        for _ in range(3):
            began = time.process_time()
            read(data)
            times.append(time.process_time() - began)
        return min(times)

    assert seconds(1200) < 16 * max(seconds(300), 0.005)


def test_cells_come_in_row_major_order() -> None:
    rows = (tr(cell("a", merge="restart"), cell("b")), tr(cell("", merge="continue"), cell("c")), tr(cell("d")))
    found = table(*rows)
    assert list(found.cells) == sorted(found.cells, key=lambda c: (c.row, c.column))
    assert [[c.text for c in row] for row in found.by_row()] == [["a", "b"], ["c"], ["d"]]
    assert all(isinstance(c, Cell) for c in found.cells)
