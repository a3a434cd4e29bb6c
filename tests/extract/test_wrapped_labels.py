"""Labels of several lines in a form without rulings are one label, beside whichever of their lines the answer stands."""

from __future__ import annotations

from extract.document import Document, Paragraph
from extract.fill.record import Filler
from extract.locate.walk import locate
from extract.locate.wrapped_labels import whole_labels
from extract.words.labels import LabelIndex
from forms.evidence import SCAN, BBox, Evidence
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


def test_a_block_whose_name_stands_in_a_column_beside_its_opinion_is_found() -> None:
    record = read(
        (31, "三、申请单位、行业主管部门及省级联席办公室意见"),
        (31, "申请单位意见            所填内容真实有效，同意申报。"),
        (108, "负责人（签字）："),
        (108, "单位（盖章）：黄石市公共交通集团有限公司"),
        (119, "2020年9月6日"),
        (31, "行业主管部门（推荐单位）意见          同意推荐。"),
        (108, "单位（盖章）：黄石市人力资源和社会保障局"),
    )
    said = [(block.opinion.value, block.unit.value) for block in record.blocks]
    assert said == [
        ("所填内容真实有效，同意申报。", "黄石市公共交通集团有限公司"),
        ("同意推荐。", "黄石市人力资源和社会保障局"),
    ]
    assert record.blocks[0].date.value == "2020-09-06"


def test_words_beside_a_units_name_in_another_part_begin_no_block() -> None:
    record = read((31, "申请单位    黄石市公共交通集团有限公司"), (31, "邮政编码    430021"))
    assert record.blocks == ()


def test_a_label_with_a_colon_and_room_between_its_characters_is_one_over_two_lines() -> None:
    record = read(
        (31, "试　点　名    宜都市图书借阅服务综合标准化试点"),
        (31, "称："),
        (31, "单　位　名      宜都市图书馆"),
        (31, "称："),
    )
    assert record.fields["pilot_name"].value == "宜都市图书借阅服务综合标准化试点"
    assert record.fields["unit_name"].value == "宜都市图书馆"
    assert not record.extra


def test_a_label_of_two_lines_beside_its_answer_is_one_though_one_space_alone_parts_them() -> None:
    record = read((31, "标准体系开始运行 2017年5月10日"), (31, "日期"), (31, "邮政编码    430021"))
    assert record.fields["standards_system_running_since"].value == "2017-05-10"
    assert record.fields["postcode"].value == "430021"


def test_words_of_a_scan_with_one_space_between_are_no_label_and_answer() -> None:
    at = Evidence(SCAN, 1, BBox(31, 40, 110, 44))
    below = Evidence(SCAN, 1, BBox(31, 46, 40, 50))
    flow = (Paragraph("标准体系开始运行 2017年5月10日", at), Paragraph("日期", below))
    assert list(whole_labels(flow, LabelIndex.of(FORM), {1: 180.0})) == list(flow)


def test_a_numbered_line_above_a_heading_is_no_label_beside_an_answer() -> None:
    texts = ("1. 单位名称规范", "七、全员标准化意识和公众满意度")
    flow = tuple(
        Paragraph(text, Evidence("pdf", 1, BBox(31, y, 110, y + 4))) for text, y in zip(texts, (40, 46), strict=True)
    )
    assert list(whole_labels(flow, LabelIndex.of(form("annex6-recheck-report", "national")), {1: 180.0})) == list(flow)
