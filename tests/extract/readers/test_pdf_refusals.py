"""What cannot be read is refused by name; one lost page is a problem and the rest is read."""

from __future__ import annotations

import io

import pikepdf
import pytest

from extract.document import paragraphs
from extract.errors import DocumentError
from extract.limits import Limits
from extract.readers.pdf.reader import read
from tests.extract.readers.pdfdraw import Drawing, pdf

WHOLE_PAGE = (0.0, 0.0, 210.0, 297.0)
SENTENCE = "本单位自愿承担该试点项目并保证所填内容真实有效按期完成各项任务。"


def refusal(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(DocumentError) as caught:
        read(data, limits or Limits())
    return caught.value.code


def encrypted(user: str, owner: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(Drawing().text(30, 40, "单位名称")))) as document:
        document.save(out, encryption=pikepdf.Encryption(user=user, owner=owner))
    return out.getvalue()


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"") == "empty-file"


def test_bytes_without_a_pdf_header_are_no_pdf() -> None:
    assert refusal(b"PK\x03\x04 something else") == "unsupported-format"


def test_a_file_over_the_size_limit_is_refused_before_it_is_opened() -> None:
    assert refusal(b"%PDF-1.7 nothing that opens", Limits(file_bytes=10)) == "file-too-large"


def test_a_pdf_that_needs_a_password_is_refused() -> None:
    assert refusal(encrypted("secret", "owner")) == "encrypted-document"


def test_a_password_for_owners_only_does_not_hinder_reading() -> None:
    assert read(encrypted("", "owner")).text == "单位名称"


def test_a_truncated_pdf_is_damaged() -> None:
    data = pdf(Drawing().text(30, 40, "单位名称"))
    assert refusal(data[: len(data) // 5]) == "damaged-document"


def test_a_pdf_whose_cross_references_point_nowhere_is_repaired_and_read() -> None:
    head, _, _ = pdf(Drawing().text(30, 40, "单位名称")).partition(b"startxref")
    assert read(head + b"startxref\n7\n%%EOF\n").text == "单位名称"


def test_a_page_that_cannot_be_loaded_is_a_problem_and_the_others_are_read() -> None:
    data = pdf(Drawing().text(30, 40, "第一部分"), Drawing().text(30, 40, "第二部分"))
    second = data.index(b"/Type/Page/", data.index(b"/Type/Page/") + 1)
    broken = data[:second] + b"/Type/Nope/" + data[second + len(b"/Type/Page/") :]
    document = read(broken)
    if document.problems:
        assert [(p.code, p.page) for p in document.problems] == [("page-unreadable", 2)]
    assert document.text.startswith("第一部分")


def test_more_pages_than_the_limit_are_refused() -> None:
    data = pdf(*[Drawing() for _ in range(4)])
    assert refusal(data, Limits(pages=3)) == "too-many-pages"
    assert read(data, Limits(pages=4)).flow == ()


def test_a_picture_is_refused_by_its_header_without_being_unpacked() -> None:
    drawing = Drawing().text(30, 40, "单位名称")
    drawing.stored_image((20_000, 20_000), b"never looked at").place("50 0 0 50 100 100")
    assert refusal(pdf(drawing)) == "picture-too-large"


def test_a_scan_of_a_blank_sheet_is_a_document_with_nothing_in_it() -> None:
    document = read(pdf(Drawing().image(WHOLE_PAGE)))
    assert (document.flow, document.problems) == ((), ())


def test_a_scan_that_bears_the_name_of_the_scanning_app_is_read_from_its_picture() -> None:
    drawing = Drawing().image(WHOLE_PAGE, rgb=b"\xff\xff\xff").text(120, 290, "由扫描全能王扫描创建")
    document = read(pdf(drawing))
    assert document.text == "由扫描全能王扫描创建"
    assert {paragraph.at.reader for paragraph in paragraphs(document.flow)} == {"scan"}


def test_a_scanned_page_among_text_pages_is_read_by_its_own_reader() -> None:
    scanned = Drawing().image(WHOLE_PAGE, rgb=b"\xff\xff\xff").text(30, 40, "负责人签字")
    document = read(pdf(Drawing().text(30, 40, "单位名称"), scanned))
    found = [(p.text, p.at.reader, p.at.page) for p in paragraphs(document.flow)]
    assert found == [("单位名称", "pdf", 1), ("负责人签字", "scan", 2)]
    assert [page.picture is None for page in document.pages] == [True, False]


def test_outlines_that_nothing_can_be_read_in_are_a_page_without_text_and_not_a_blank_one() -> None:
    drawing = Drawing()
    for index in range(30):
        x = 60 + index * 12
        drawing.operators.append(f"{x} 700 m {x + 3} 702 {x + 6} 698 {x + 9} 700 c {x + 5} 699 l f")
    assert [p.code for p in read(pdf(drawing)).problems] == ["no-text-layer"]


def test_blank_pages_are_a_document_with_nothing_in_it() -> None:
    document = read(pdf(Drawing(), Drawing()))
    assert (document.flow, document.problems, len(document.pages)) == ((), (), 2)


def test_invisible_text_over_a_scan_is_read_and_marked_as_not_to_be_trusted() -> None:
    drawing = Drawing().image(WHOLE_PAGE)
    for row in range(3):
        drawing.text(30, 40 + 10 * row, SENTENCE, mode=3)
    document = read(pdf(drawing))
    assert [(p.code, p.page) for p in document.problems] == [("text-layer-over-scan", 1)]
    assert SENTENCE in document.text


def test_text_hidden_under_a_scan_is_not_to_be_trusted_either() -> None:
    drawing = Drawing().grid([20, 60, 190], [100, 120, 140])
    for row in range(3):
        drawing.text(30, 40 + 10 * row, SENTENCE)
    document = read(pdf(drawing.image(WHOLE_PAGE)))
    assert [p.code for p in document.problems] == ["text-layer-over-scan"]


def test_a_background_picture_behind_a_ruled_form_is_no_scan() -> None:
    drawing = Drawing().image(WHOLE_PAGE).grid([20, 60, 190], [40, 60, 80])
    drawing.text(22, 50, "单位名称").text(62, 50, "宜昌市西陵区政务服务中心").text(30, 100, SENTENCE)
    document = read(pdf(drawing))
    assert document.problems == ()
    assert "宜昌市西陵区政务服务中心" in document.text


def test_a_text_layer_of_private_characters_is_no_text_and_the_page_is_read_as_it_looks() -> None:
    document = read(pdf(Drawing().text(30, 40, "\ue001\ue002\ue003\ue004单位")))
    assert [(p.text, p.at.reader) for p in paragraphs(document.flow)] == [("单位", "scan")]


def test_a_single_unknown_character_is_shown_and_told() -> None:
    document = read(pdf(Drawing().text(30, 40, "负责人张\ue001明同意推荐该项目")))
    assert document.text == "负责人张\ufffd明同意推荐该项目"
    assert [p.code for p in document.problems] == ["unreadable-characters"]


def test_invisible_and_white_text_is_left_out_and_told() -> None:
    drawing = Drawing().text(30, 40, "同意").text(30, 60, "不同意", mode=3).text(30, 80, "不同意", colour="1 g")
    document = read(pdf(drawing))
    assert document.text == "同意"
    assert [p.code for p in document.problems] == ["hidden-text"]


def test_white_text_on_a_dark_field_is_read() -> None:
    drawing = Drawing().rect(20, 30, 100, 50, "f", "0.2 g").text(30, 40, "申请书", colour="1 g")
    document = read(pdf(drawing))
    assert (document.text, document.problems) == ("申请书", ())
