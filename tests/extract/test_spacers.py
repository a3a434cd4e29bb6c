"""Columns of a Word table that only keep labels and answers apart."""

from dataclasses import dataclass
from time import process_time

from extract.readers.word.spacers import spread_over_spacers
from forms.record import Record
from tests.extract.readers.wordml import line, tbl, tc, tr
from tests.extract.sketch import SECTION, Xml, application, differences, read_word


@dataclass
class Cell:
    row: int
    column: int
    empty_width: int
    row_span: int = 1
    column_span: int = 1


LONE = [row for row in SECTION if row[2] == "<"]
PAIRS = [*([row[0], row[1]] for row in SECTION), *([row[2], row[3]] for row in SECTION if row[2] != "<")]


def table(width: int, rows: list[list[str]]) -> Xml:
    """``rows`` of a label and an answer, with empty cells of ``width`` twips before both."""
    space = tc(line(""), props=f'<w:tcW w:w="{width}" w:type="dxa"/>')
    return Xml(tbl(*(tr(space, tc(line(label)), space, tc(line(answer))) for label, answer in rows)))


def test_a_column_too_narrow_to_be_written_in_parts_no_label_from_its_answer() -> None:
    assert differences(read_word(*application(section=[table(200, PAIRS)]))) == []


def record_with(width: int, rows: list[list[str]]) -> Record:
    record = read_word(*application(section=[table(width, rows)])).record
    assert record is not None
    return record


def test_an_answer_behind_an_empty_cell_in_which_it_might_stand_is_asked_for() -> None:
    fields = record_with(900, PAIRS).fields
    assert all(fields[slot].needs_review for slot in ("unit_name", "postcode", "email", "business_scope"))


def test_an_empty_answer_before_another_label_is_empty() -> None:
    rows = [["邮政编码", "", "单位简称", "政务中心"], *LONE]
    record = read_word(*application(section=[rows])).record
    assert record is not None
    assert (record.fields["postcode"].value, record.fields["postcode"].needs_review) == (None, False)


def test_a_table_of_thousands_of_rows_is_spread_in_no_time() -> None:
    cells = [Cell(row, column, 200 if column % 2 else 0) for row in range(4000) for column in range(8)]
    begun = process_time()
    assert {(cell.column, cell.column_span) for cell in spread_over_spacers(cells)} == {(n, 2) for n in (0, 2, 4, 6)}
    assert process_time() - begun < 5
