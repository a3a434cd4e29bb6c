"""Labels of several lines in a form without rulings are one label, beside whichever of their lines the answer stands."""

from __future__ import annotations

from extract.document import Document, Paragraph
from extract.fill import Filler
from extract.locate import locate
from forms.evidence import BBox, Evidence
from forms.record import Record
from forms.registry import form

FORM = form("annex2-evaluation-application", "national")


def read(*lines: tuple[float, str], pitch: float = 6.5) -> Record:
    """The record of lines that begin so many millimetres from the left, one below another."""
    flow = tuple(
        Paragraph(
            text, Evidence("pdf", 1, BBox(x, 40 + pitch * n, x + 3.6 * len(text.replace("    ", "")), 44 + pitch * n))
        )
        for n, (x, text) in enumerate(lines)
    )
    document = Document("pdf", flow)
    return Filler(FORM, locate(document, FORM), document.text).record("")


def test_the_rest_of_a_label_below_the_line_of_its_answer_belongs_to_it() -> None:
    record = read((31, "标准化机构或负责    综合协调科"), (31, "部门"), (31, "邮政编码    430021"))
    assert record.fields["standardization_body"].value == "综合协调科"
    assert record.fields["postcode"].value == "430021"
    assert not record.fields["standardization_body"].needs_review


def test_an_answer_beside_the_second_line_of_its_label_is_found() -> None:
    record = read((31, "标准体系开始运行"), (31, "日期    2017年5月10日"))
    assert record.fields["standards_system_running_since"].value == "2017-05-10"


def test_a_label_of_four_lines_is_one() -> None:
    record = read(
        (31, "试点期间有无事    无。未发生。"), (31, "故、通报批评、行"), (31, "政处分、媒体曝光"), (31, "情况")
    )
    assert record.fields["incidents"].value == {"answer": False, "text": "未发生。"}


def test_a_line_further_below_is_no_part_of_a_label() -> None:
    record = read((31, "标准化机构或负责    综合协调科"), (31, "部门"), pitch=14)
    assert "standardization_body" not in record.fields or record.fields["standardization_body"].needs_review


def test_a_line_of_another_column_is_no_part_of_a_label() -> None:
    record = read((31, "标准化机构或负责    综合协调科"), (60, "部门"))
    assert "standardization_body" not in record.fields or record.fields["standardization_body"].needs_review
