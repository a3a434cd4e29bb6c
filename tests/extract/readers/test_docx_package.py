"""Word files as packages: which part is the document, what is refused, and what the text survives."""

from __future__ import annotations

import io
import struct
import zipfile

import docx as python_docx
import pytest

from extract.document import paragraphs
from extract.errors import DocumentError
from extract.limits import Limits
from extract.readers import READERS, read_document
from extract.readers.word.docx import read
from tests.extract.readers.wordml import MAIN_TYPE, NAMESPACES, W, docx, line, relationships, zipped

ENTITY = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document xmlns:w="{W}"><w:body/></w:document>'
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    f'<w:document xmlns:w="{W}"><w:body>&c;</w:body></w:document>'
)
SECTION = '<w:sectPr><w:headerReference r:id="rId1"/></w:sectPr>'


def code(data: bytes, limits: Limits | None = None) -> str:
    """The code with which ``data`` is refused."""
    with pytest.raises(DocumentError) as refused:
        read(data, limits or Limits())
    assert refused.value.message
    assert refused.value.advice
    return refused.value.code


def test_a_file_written_by_a_word_library_is_read() -> None:
    document = python_docx.Document()
    document.add_heading("一、基本信息", 1)
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "宜昌市西陵区政务服务中心"
    table.cell(1, 1).text = "443000"
    out = io.BytesIO()
    document.save(out)
    found = read(out.getvalue())
    assert found.text == "一、基本信息\n宜昌市西陵区政务服务中心\n\n443000"
    assert [item.heading for item in paragraphs(found.flow)][:2] == [True, False]
    assert (found.reader, found.pages, found.problems) == ("docx", (), ())


def test_the_document_is_found_by_relationship_under_any_name() -> None:
    assert read(docx(line("正文"), main="texts/main7.xml")).text == "正文"


@pytest.mark.parametrize("lost", ["_rels/.rels", "[Content_Types].xml"])
def test_the_document_is_found_without_its_relationship_or_its_type(lost: str) -> None:
    whole = zipfile.ZipFile(io.BytesIO(docx(line("正文"))))
    assert read(zipped({name: whole.read(name) for name in whole.namelist() if name != lost})).text == "正文"


def test_a_damaged_relationship_list_is_no_lost_document() -> None:
    assert read(docx(line("正文"), parts={"_rels/.rels": "<Relationships"})).text == "正文"
    document = read(docx(line("正文"), parts={"word/_rels/document.xml.rels": "<oops"}))
    assert document.text == "正文"
    assert [problem.code for problem in document.problems] == ["part-unreadable"]


@pytest.mark.parametrize("kind", ["document", "template"])
def test_macro_files_and_templates_are_read(kind: str) -> None:
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    assert (
        read_document(docx(line("正文"), main_type=MAIN_TYPE.replace("document.main", f"{kind}.main"))).text == "正文"
    )
    assert read_document(docx(line("正文"), main_type=macro)).text == "正文"


def test_a_file_saved_as_strict_open_xml_is_read() -> None:
    strict = NAMESPACES.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    body = f"<w:document {strict}><w:body>{line('正文')}</w:body></w:document>"
    assert read(docx(parts={"word/document.xml": body})).text == "正文"


def test_part_names_differ_in_case_and_slashes() -> None:
    parts = {"_rels/.rels": relationships((("rId1", "officeDocument", "/Word/Document.XML"),))}
    assert read(docx(line("正文"), parts=parts)).text == "正文"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings_of_xml_are_read(encoding: str) -> None:
    body = f"<w:document {NAMESPACES}><w:body>{line('正文')}</w:body></w:document>"
    assert read(docx(parts={"word/document.xml": body.encode(encoding)})).text == "正文"


@pytest.mark.parametrize("evil", [ENTITY, LAUGHS])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("part", ["word/document.xml", "word/h.xml", "_rels/.rels"])
def test_document_types_and_entities_are_refused_in_every_part(part: str, encoding: str, evil: str) -> None:
    data = docx(line("正文"), SECTION, parts={part: evil.encode(encoding)}, relations=(("rId1", "header", "h.xml"),))
    assert code(data) == "unsafe-xml"


def test_the_words_doctype_in_a_text_are_no_document_type() -> None:
    assert read(docx(line("<!DOCTYPE html>"))).text == "<!DOCTYPE html>"


@pytest.mark.parametrize(
    "body",
    ["", "<w:document", "plain text", "<a/>", f'<w:document xmlns:w="{W}"/>', "<w:document><w:body/></w:document>"],
)
def test_a_body_that_is_none_is_a_damaged_document(body: str) -> None:
    assert code(docx(parts={"word/document.xml": body})) == "damaged-document"


def test_a_package_without_a_document_is_damaged() -> None:
    assert code(zipped({"[Content_Types].xml": "<Types/>", "a.txt": "x"})) == "damaged-document"
    assert code(b"PK\x03\x04 and then nothing") == "damaged-document"


def test_a_header_that_is_lost_or_broken_is_a_problem_and_the_text_stands() -> None:
    relations = (("rId1", "header", "h.xml"),)
    for data in (
        docx(line("正文"), SECTION, relations=relations),
        docx(line("正文"), SECTION, relations=relations, parts={"word/h.xml": "<broken"}),
        docx(line("正文"), SECTION),
    ):
        document = read(data)
        assert document.text == "正文"
        assert [problem.code for problem in document.problems] == ["part-unreadable"]
        assert "页眉" in document.problems[0].message


def test_a_broken_style_sheet_is_a_problem_and_the_text_stands() -> None:
    styled = line("正文", '<w:pStyle w:val="1"/>')
    document = read(docx(styled, relations=(("rId1", "styles", "styles.xml"),), parts={"word/styles.xml": "<x"}))
    assert document.text == "正文"
    assert "样式" in document.problems[0].message


def test_content_in_a_foreign_format_is_a_problem() -> None:
    document = read(docx(line("正文"), '<w:altChunk r:id="rId9"/>'))
    assert document.text == "正文"
    assert [problem.code for problem in document.problems] == ["part-unreadable"]


def test_a_file_over_the_limit_is_refused_before_it_is_opened() -> None:
    assert code(b"PK" * 60, Limits(file_bytes=100)) == "file-too-large"


def test_too_many_members_are_refused() -> None:
    data = docx(line("正文"), parts={f"word/media/{index}.png": b"" for index in range(30)})
    assert code(data, Limits(members=20)) == "archive-bomb"
    assert read(data, Limits(members=34)).text == "正文"


def test_a_directory_of_millions_is_refused_by_its_length_alone() -> None:
    data = bytearray(docx(line("正文")))
    end = data.rfind(b"PK\x05\x06")
    struct.pack_into("<L", data, end + 12, 3_000_000)
    assert code(bytes(data)) == "archive-bomb"


def test_a_part_that_swells_beyond_its_ratio_is_refused() -> None:
    spaces = docx(line("正文"), " " * 3_000_000)
    assert code(spaces, Limits(ratio=100)) == "archive-bomb"
    assert read(docx(line("正文"), " " * 900_000), Limits(ratio=2)).text == "正文"


def test_parts_that_together_swell_beyond_the_limit_are_refused() -> None:
    data = docx(line("正文"), " " * 300_000)
    assert code(data, Limits(unpacked_bytes=200_000)) == "archive-bomb"
    assert code(data, Limits(member_bytes=200_000)) == "archive-bomb"


def test_a_header_that_lies_about_its_size_gains_nothing() -> None:
    data = bytearray(docx(line("正文"), " " * 3_000_000))
    place = data.find(b"word/document.xml", data.find(b"PK\x01\x02")) - 46
    assert data[place : place + 4] == b"PK\x01\x02"
    struct.pack_into("<L", data, place + 24, 1000)
    assert code(bytes(data)) == "damaged-document"
    struct.pack_into("<L", data, place + 24, 2**31)
    struct.pack_into("<L", data, place + 20, 2**31)
    assert code(bytes(data), Limits(ratio=1000, unpacked_bytes=2**20)) in ("archive-bomb", "damaged-document")


def test_a_member_with_a_password_is_an_encrypted_document() -> None:
    data = bytearray(docx(line("正文")))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = -1
        while (place := data.find(mark, place + 1)) >= 0:
            data[place + offset] |= 1
    assert code(bytes(data)) == "encrypted-document"


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_damaged(kept: float) -> None:
    data = docx(*[line(f"第{index}段") for index in range(200)])
    assert code(data[: int(len(data) * kept)]) == "damaged-document"


def test_a_member_whose_bytes_changed_is_damaged() -> None:
    data = bytearray(docx(*[line(f"第{index}段") for index in range(200)]))
    place = data.find(b"word/document.xml") + 60
    data[place : place + 8] = b"\xff" * 8
    assert code(bytes(data)) == "damaged-document"


def test_every_reader_is_registered_by_its_format() -> None:
    assert {"docx", "pdf"} <= set(READERS)
    assert READERS["docx"](docx(line("正文")), Limits()).text == "正文"


def test_what_no_reader_reads_is_refused_by_name() -> None:
    with pytest.raises(DocumentError, match="OFD") as refused:
        read_document(zipped({"OFD.xml": b"<ofd/>"}))
    assert refused.value.code == "unsupported-format"
