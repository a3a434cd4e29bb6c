"""What kind of file bytes are, whatever the file is called."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from PIL import Image

from extract.errors import DocumentError
from extract.files.sniff import CALLED, sniff
from extract.limits import Limits
from tests.extract.readers.wordml import MAIN_TYPE, docx, line, zipped

MAIL = b"From: a@example.invalid\r\nTo: b@example.invalid\r\nSubject: =?utf-8?b?55Sz6K+3?=\r\n\r\nhello"


def types(main: str) -> bytes:
    """A package whose main part has the content type ``main``."""
    return zipped(
        {"[Content_Types].xml": f'<Types><Override PartName="/x" ContentType="{main}"/></Types>', "x": "<x/>"}
    )


def ole(*streams: str, flags: int = 0, big_sectors: bool = False) -> bytes:
    """A compound file: header, allocation table in sector 0, directory from 1 on, then one sector of content."""
    size = 4096 if big_sectors else 512
    names = ["Root Entry", *streams]
    sectors = -(-len(names) * 128 // size)
    table = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE, 0xFFFFFFFE]
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HH", header, 28, 0xFFFE, 12 if big_sectors else 9)
    struct.pack_into("<L", header, 48, 1)
    struct.pack_into("<109L", header, 76, 0, *[0xFFFFFFFF] * 108)
    entries = b""
    for name in names:
        text = name.encode("utf-16-le") + b"\0\0"
        entry = bytearray(128)
        entry[: len(text)] = text
        struct.pack_into("<H", entry, 64, len(text))
        struct.pack_into("<L", entry, 116, sectors + 1)
        entries += bytes(entry)
    content = struct.pack("<HHHHHH", 0xA5EC, 0, 0, 0, 0, flags)
    body = struct.pack(f"<{len(table)}L", *table).ljust(size, b"\xff") + entries.ljust(sectors * size, b"\0")
    return bytes(header).ljust(size, b"\0") + body + content.ljust(size, b"\0")


def image(kind: str, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (9, 7), "white").save(out, kind)
    return out.getvalue()


def refused(data: bytes, name: str = "", limits: Limits | None = None) -> DocumentError:
    with pytest.raises(DocumentError) as error:
        sniff(data, name, limits or Limits())
    return error.value


@pytest.mark.parametrize("name", ["申请书.docx", "申请书.pdf", "", "申请书"])
def test_the_name_does_not_matter(name: str) -> None:
    assert sniff(docx(line("正文")), name) == "docx"
    assert sniff(b"%PDF-1.7\n...", name) == "pdf"


@pytest.mark.parametrize(
    "main",
    [
        MAIN_TYPE,
        MAIN_TYPE.replace("document.main", "template.main"),
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_every_word_main_part_is_a_docx(main: str) -> None:
    assert sniff(types(main)) == "docx"


@pytest.mark.parametrize(
    ("main", "called"),
    [
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "Excel"),
        ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "Excel"),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "PowerPoint"),
    ],
)
def test_other_office_files_are_refused_by_name(main: str, called: str) -> None:
    error = refused(types(main), "申请书.docx")
    assert error.code == "unsupported-format"
    assert called in error.message


def test_a_word_file_that_embeds_a_workbook_is_a_word_file() -> None:
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    content = f'<Types><Default Extension="xlsx" ContentType="{sheet}"/><Override ContentType="{MAIN_TYPE}"/></Types>'
    assert sniff(docx(parts={"[Content_Types].xml": content})) == "docx"


@pytest.mark.parametrize("junk", [0, 1, 500, 1023])
def test_a_pdf_may_begin_within_the_first_kilobyte(junk: int) -> None:
    assert sniff(b"\n" * junk + b"%PDF-1.4\n%...") == "pdf"


def test_a_pdf_header_further_in_is_no_pdf() -> None:
    assert refused(b"x" * 1100 + b"%PDF-1.4").code == "unsupported-format"


@pytest.mark.parametrize("big", [False, True])
def test_compound_files_are_told_by_their_streams(big: bool) -> None:
    assert sniff(ole("WordDocument", "1Table", big_sectors=big)) == "doc"
    assert sniff(ole("EncryptionInfo", "EncryptedPackage", big_sectors=big), "申请书.docx") == "encrypted-office"
    assert sniff(ole("a", "b", "c", "d", "e", "f", "WordDocument", big_sectors=big)) == "doc"
    assert sniff(ole("WordDocument", flags=0x0100, big_sectors=big)) == "encrypted-office"
    assert sniff(ole("WpsContents", big_sectors=big)) == "wps"


@pytest.mark.parametrize(("stream", "called"), [("Workbook", "Excel"), ("PowerPoint Document", "PowerPoint")])
def test_other_compound_files_are_refused_by_name(stream: str, called: str) -> None:
    error = refused(ole(stream))
    assert error.code == "unsupported-format"
    assert called in error.message
    assert refused(ole("__substg1.0_0037001F")).code == "unsupported-format"


def test_a_compound_file_without_a_directory_is_damaged() -> None:
    whole = ole("WordDocument")
    for cut in (8, 100, 511, 512, 1000):
        assert refused(whole[:cut]).code == "damaged-document"


def test_a_directory_that_runs_in_a_circle_ends() -> None:
    data = bytearray(ole("a", "b", "c", "d", "e"))
    struct.pack_into("<L", data, 512 + 8, 1)
    assert refused(bytes(data)).code == "unsupported-format"


def test_zips_mails_and_ofd_are_containers_of_their_own() -> None:
    assert sniff(zipped({"申请书.txt": "x"})) == "zip"
    assert sniff(zipped({"OFD.xml": "<ofd:OFD/>", "Doc_0/Document.xml": "<x/>"}), "a.zip") == "ofd"
    assert sniff(b"PK\x05\x06" + bytes(18)) == "zip"
    assert sniff(MAIL) == "eml"
    assert sniff(b"Received: from x\r\n by y; today\r\nDate: Tue\r\nMIME-Version: 1.0\r\n\r\n") == "eml"


def test_a_mail_is_told_by_its_first_headers_however_long_they_run() -> None:
    trace = b"".join(b"Received: from mx%d.example.invalid by mx\r\n" % index for index in range(400))
    assert len(trace) > 16_000
    assert sniff(trace + MAIL) == "eml"
    assert sniff(b"X_QQ_FEAT.1: a\r\n" + MAIL) == "eml"


def test_an_outlook_message_and_other_archives_come_with_advice_of_their_own() -> None:
    assert ".eml" in refused(ole("__substg1.0_0037001F"), "邮件.msg").advice
    for archive in (b"Rar!\x1a\x07\x00", b"7z\xbc\xaf\x27\x1c\x00", b"\x1f\x8b\x08"):
        assert "zip" in refused(archive).advice


def test_an_open_document_text_is_refused_by_name() -> None:
    error = refused(zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}))
    assert (error.code, "OpenDocument" in error.message) == ("unsupported-format", True)


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "bmp", "tiff", "webp"])
def test_images_are_told_by_kind(kind: str) -> None:
    assert sniff(image(kind), "扫描件.docx") == kind


def test_every_answer_has_a_name_for_messages() -> None:
    assert {"docx", "pdf", "doc", "wps", "encrypted-office", "zip", "eml", "ofd", "png", "jpeg"} <= set(CALLED)


def test_an_empty_file_is_refused() -> None:
    assert refused(b"", "申请书.docx").code == "empty-file"


def test_a_file_over_the_limit_is_refused() -> None:
    assert refused(b"%PDF-" + bytes(100), limits=Limits(file_bytes=104)).code == "file-too-large"
    assert sniff(b"%PDF-" + bytes(100), limits=Limits(file_bytes=105)) == "pdf"


@pytest.mark.parametrize("kept", [4, 30, 400, 0.6, 0.97])
def test_a_truncated_word_file_is_damaged(kept: float) -> None:
    data = docx(*[line(f"第{index}段") for index in range(300)])
    cut = data[: kept if isinstance(kept, int) else int(len(data) * kept)]
    error = refused(cut, "申请书.docx")
    assert error.code == "damaged-document"
    assert "Word 文件" in error.message
    if len(cut) > 2000:
        assert "Word 文件" in refused(cut, "upload.bin").message


def test_other_broken_zips_are_damaged_archives() -> None:
    error = refused(zipped({"a.txt": "x" * 500})[:60], "材料.zip")
    assert (error.code, "压缩包" in error.message) == ("damaged-document", True)


def test_a_bomb_is_named_while_its_kind_is_still_being_told() -> None:
    bomb = docx(parts={"[Content_Types].xml": " " * 3_000_000})
    assert refused(bomb, limits=Limits(ratio=50)).code == "archive-bomb"
    many = docx(parts={f"{index}.xml": b"" for index in range(40)})
    assert refused(many, limits=Limits(members=30)).code == "archive-bomb"


@pytest.mark.parametrize(
    ("data", "called"),
    [
        ("试点名称：江汉区政务服务标准化试点".encode(), "纯文本"),
        ("试点名称：江汉区政务服务".encode("gb18030"), "纯文本"),
        (b"{\\rtf1\\ansi ...}", "RTF"),
        (b"<!DOCTYPE html><html></html>", "HTML"),
        (b"\xef\xbb\xbf<HTML><body>", "HTML"),
        (b'<?xml version="1.0"?><w:wordDocument/>', "XML"),
        (b"Rar!\x1a\x07\x00...", "RAR"),
        (b"7z\xbc\xaf\x27\x1c\x00", "7z"),
        (b"MZ\x90\x00\x03", "程序"),
        (bytes(range(1, 200)), "无法识别"),
        (b"BMW of the year", "纯文本"),
    ],
)
def test_what_is_no_document_is_refused_by_name(data: bytes, called: str) -> None:
    error = refused(data, "申请书.docx")
    assert error.code == "unsupported-format"
    assert called in error.message
    assert error.advice


def test_a_telephones_picture_is_named_with_how_to_send_it_as_jpeg() -> None:
    error = refused(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "IMG_0001.heic")
    assert "HEIC" in error.message
    assert "JPEG" in error.advice


@pytest.mark.parametrize(
    "text", [b"Subject: only one header\r\n\r\n", b"Note: a\nRemark: b\n\n", b"From: a\nthen prose\n"]
)
def test_a_text_with_colons_is_no_mail(text: bytes) -> None:
    assert refused(text).code == "unsupported-format"


def test_a_damaged_first_part_of_a_package_is_a_damaged_document() -> None:
    data = bytearray(docx(line("正文")))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        start = archive.getinfo("[Content_Types].xml").header_offset + 30 + len("[Content_Types].xml")
    data[start : start + 20] = b"\xff" * 20
    assert refused(bytes(data), "a.docx").code == "damaged-document"
