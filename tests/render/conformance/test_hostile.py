"""Bytes that are no paper, or are made to harm: each is refused with its code, in bounded time."""

from __future__ import annotations

import io
import random
import time
import zipfile
import zlib

import pikepdf
import pytest
from PIL import Image

from extract.errors import ADVICE
from render.conformance import DEFAULTS, DocumentError, Limits, Settings, check
from tests.render.conformance.drawing import drawn, letter

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def refused(data: bytes, settings: Settings = DEFAULTS) -> str:
    with pytest.raises(DocumentError) as caught:
        check(data, "hostile", settings)
    assert caught.value.code in ADVICE
    assert caught.value.message.endswith("。")
    return caught.value.code


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return stream.getvalue()


def word(body: str) -> bytes:
    return zipped(word__document_xml=f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode())


def pdf(pages: int = 1, content: bytes = b"", **save: object) -> bytes:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(595.3, 841.9))
    if content:
        made.pages[0].Contents = made.make_stream(content)
    stream = io.BytesIO()
    made.save(stream, **save)  # type: ignore[arg-type]
    return stream.getvalue()


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("empty-file", b""),
        ("unsupported-format", b"just text"),
        ("unsupported-format", b"\xd0\xcf\x11\xe0" + b"\0" * 600),
        ("encrypted-document", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")),
        ("unsupported-format", zipped(xl__workbook_xml=b"<workbook/>")),
        ("damaged-document", b"PK\x03\x04 broken"),
        ("damaged-document", zipped(word__document_xml=b"<w:document")),
        ("damaged-document", zipped(word__document_xml=b"<document/>")),
        ("unsafe-xml", zipped(word__document_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')),
        ("damaged-document", b"%PDF-1.7\nbroken"),
    ],
)
def test_what_is_no_paper_is_refused_with_its_code(code: str, data: bytes) -> None:
    assert refused(data) == code


def test_a_word_file_that_swells_is_refused_before_it_is_held_in_memory() -> None:
    assert refused(zipped(word__document_xml=b" " * 70_000_000)) == "archive-bomb"


def test_a_zip_of_thousands_of_members_is_refused() -> None:
    assert refused(zipped(**{f"member{number}": b"" for number in range(5_001)})) == "archive-bomb"


def test_a_file_over_the_limit_is_refused() -> None:
    small = Settings(limits=Limits(file_bytes=100))
    assert refused(drawn(letter()), small) == "file-too-large"
    assert refused(pdf(), small) == "file-too-large"


def test_a_word_file_of_endless_paragraphs_is_refused() -> None:
    assert refused(word("<w:p/>" * 20_001)) == "too-many-pages"


def test_tables_nested_as_deep_as_xml_allows_are_read_in_time() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80
    started = time.perf_counter()
    assert check(word(deep), "deep.docx").kind == "docx"
    assert time.perf_counter() - started < 5


def test_measures_that_no_page_has_are_passed_over() -> None:
    absurd = "".join(
        f'<w:p><w:pPr><w:ind w:left="{size}" w:firstLine="{size}"/><w:spacing w:line="{size}" w:lineRule="exact"/></w:pPr>'
        f'<w:r><w:rPr><w:sz w:val="{size}"/><w:color w:val="notacolour"/></w:rPr><w:t>字</w:t></w:r></w:p>'
        for size in ("1e400", "nan", "-5", "0", "x", "99999999999")
    )
    section = '<w:sectPr><w:pgSz w:w="0" w:h="-4"/><w:pgMar w:top="1e9"/><w:docGrid w:type="lines" w:linePitch="0"/></w:sectPr>'
    assert "paper-size" in {one.id for one in check(word(absurd + section), "absurd.docx").deviations}


def test_styles_that_rest_on_one_another_in_a_ring_come_to_an_end() -> None:
    ring = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>'
        for one, other in ("ab", "ba")
    )
    body = '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>字</w:t></w:r></w:p>'
    data = zipped(
        word__document_xml=f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode(),
        word__styles_xml=f'<w:styles xmlns:w="{WORD}">{ring}</w:styles>'.encode(),
    )
    assert check(data, "ring.docx").kind == "docx"


def test_a_locked_pdf_is_refused() -> None:
    locked = pikepdf.Encryption(owner="owner", user="user")
    assert refused(pdf(encryption=locked)) == "encrypted-document"


def test_a_pdf_of_a_thousand_pages_is_refused_at_once() -> None:
    data = pdf(pages=1_000)
    started = time.perf_counter()
    assert refused(data) == "too-many-pages"
    assert time.perf_counter() - started < 5


def test_a_pdf_without_text_is_told_from_a_broken_one() -> None:
    assert refused(pdf()) == "no-text-layer"
    stream = io.BytesIO()
    Image.new("RGB", (200, 280), "white").save(stream, "PDF")
    assert refused(stream.getvalue()) == "no-text-layer"


def test_a_pdf_that_swells_is_refused_before_it_is_read() -> None:
    swelling = pdf(content=b" " * 80_000_000, compress_streams=True)
    assert len(swelling) < 200_000
    assert refused(swelling) == "archive-bomb"


def test_a_page_of_thousands_of_lines_is_refused_in_time() -> None:
    lines = b"".join(
        b"%d 50 m %d 800 l S 50 %d m 500 %d l S " % ((place % 500,) * 2 + (place % 800,) * 2) for place in range(2_100)
    )
    started = time.perf_counter()
    assert refused(pdf(content=lines)) == "too-many-pages"
    assert time.perf_counter() - started < 20


def test_a_pdf_packed_twice_is_unpacked_twice_for_the_count() -> None:
    packed = zlib.compress(zlib.compress(b" " * 80_000_000, 9), 9)
    data = pdf() + b"\n9 0 obj <</Length %d>> stream\n" % len(packed) + packed + b"\nendstream endobj"
    assert refused(data) == "archive-bomb"


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_gives_a_report_or_a_refusal_and_nothing_else(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(
        drawn(letter())
        if seed % 2
        else pdf(content=b"BT /F1 16 Tf 80 700 Td (text) Tj ET 1 0 0 RG 60 600 m 500 600 l S")
    )
    for _ in range(chance.randint(1, 30)):
        data[chance.randrange(8, len(data))] = chance.randrange(256)
    assert outcome(bytes(data)) in {"report", *ADVICE}


def outcome(data: bytes) -> str:
    try:
        check(data, "damaged")
    except DocumentError as error:
        return error.code
    return "report"
