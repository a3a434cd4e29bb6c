"""Which documents a file holds, under which path, however zips and mails stand inside one another."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.containers.members import Member, members
from extract.errors import ADVICE
from extract.limits import Limits
from tests.extract.readers.wordml import docx, line
from tests.mail_drawing import attached, forwarded, head, mail, part, text, word
from tests.zip_drawing import LOCKED, File, drawn, overlapping, packed

WORD = docx(line("申请书"))
PDF = b"%PDF-1.7\n"


def found(data: bytes, name: str = "", limits: Limits | None = None) -> list[tuple[str | None, str | None]]:
    """Path and error code of each member."""
    return [(one.path, one.error.code if one.error else None) for one in members(data, name, limits or Limits())]


def test_a_file_that_is_no_container_is_itself() -> None:
    assert list(members(WORD, "申请书.docx")) == [Member(None, WORD)]
    assert list(members(PDF)) == [Member(None, PDF)]


def test_a_zip_gives_its_files_with_their_bytes() -> None:
    data = packed(("材料/申请书.docx", WORD), ("推荐函.pdf", PDF))
    assert list(members(data, "材料.zip")) == [Member("材料/申请书.docx", WORD), Member("推荐函.pdf", PDF)]


def test_a_word_file_is_a_zip_and_no_container() -> None:
    assert [one.path for one in members(packed(("a.docx", WORD)))] == ["a.docx"]


def test_a_mail_gives_its_attachments_and_not_its_text() -> None:
    data = mail(text(), attached("申请书.docx", WORD), attached("推荐函.pdf", PDF))
    assert list(members(data, "邮件.eml")) == [Member("申请书.docx", WORD), Member("推荐函.pdf", PDF)]


def test_containers_within_containers_are_joined_by_a_mark() -> None:
    inner = packed(("b.docx", WORD))
    letter = mail(text(), attached("里.zip", inner))
    assert [one.path for one in members(packed(("外.zip", inner), ("c.pdf", PDF)))] == ["外.zip!/b.docx", "c.pdf"]
    assert [one.path for one in members(packed(("信/邮件.eml", letter)))] == ["信/邮件.eml!/里.zip!/b.docx"]
    data = mail(forwarded(mail(attached("b.docx", WORD), Subject=word("转报"), boundary="in")))
    assert list(members(data)) == [Member("转报.eml!/b.docx", WORD)]


def test_an_encoded_mail_within_a_mail_is_opened_too() -> None:
    inner = mail(attached("b.docx", WORD), boundary="in")
    data = mail(part(inner, 'Content-Type: message/rfc822; name="a.eml"'))
    assert list(members(data)) == [Member("a.eml!/b.docx", WORD)]


def test_a_container_without_documents_says_so() -> None:
    bare, empty = mail(text()), packed(("空/", b""), ("__MACOSX/a.docx", b"x"))
    assert list(members(bare)) == [Member(None, bare, is_empty=True)]
    assert list(members(empty)) == [Member(None, empty, is_empty=True)]
    assert list(members(b"PK\5\6" + bytes(18))) == [Member(None, b"PK\5\6" + bytes(18), is_empty=True)]
    assert list(members(packed(("a.zip", empty), ("b.pdf", PDF)))) == [
        Member("a.zip", empty, is_empty=True),
        Member("b.pdf", PDF),
    ]
    assert list(members(mail(forwarded(mail(text(), boundary="in"))))) == [Member("转发的邮件.eml", b"", is_empty=True)]


def test_a_refused_container_is_one_member_without_a_path() -> None:
    locked = drawn(File(b"a.docx", b"x", LOCKED))
    many = drawn(*(File(b"%d" % index) for index in range(10_000)))
    sealed = head() + part(b"x", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data")
    assert found(locked) == [(None, "encrypted-document")]
    assert found(many) == [(None, "archive-bomb")]
    assert found(overlapping([b"a", b"b"], b"x" * 90)) == [(None, "archive-bomb")]
    assert found(sealed) == [(None, "encrypted-document")]
    assert found(drawn(File(b"a.docx", WORD))[:-40], "a.zip") == [(None, "damaged-document")]
    assert found(b"") == [(None, "empty-file")]


def test_a_refused_container_inside_another_keeps_its_path() -> None:
    locked = drawn(File(b"a.docx", b"x", LOCKED))
    sealed = head() + part(b"x", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data")
    data = packed(("锁.zip", locked), ("b.docx", WORD), ("密.eml", sealed))
    assert found(data) == [("锁.zip", "encrypted-document"), ("b.docx", None), ("密.eml", "encrypted-document")]
    assert found(mail(forwarded(sealed), attached("b.docx", WORD))) == [
        ("转发的邮件.eml", "encrypted-document"),
        ("b.docx", None),
    ]


def test_one_bad_file_costs_no_other() -> None:
    data = packed(("空.docx", b""), ("说明.txt", "说明".encode()), ("坏.docx", WORD[:200]), ("申请书.docx", WORD))
    assert found(data) == [
        ("空.docx", "empty-file"),
        ("说明.txt", "unsupported-format"),
        ("坏.docx", "damaged-document"),
        ("申请书.docx", None),
    ]


def test_other_archives_are_answered_with_the_advice_to_send_a_zip() -> None:
    data = packed(("a.rar", b"Rar!\x1a\x07\x01\x00"), ("b.7z", b"7z\xbc\xaf\x27\x1c"))
    for one in [*members(data), *members(b"Rar!\x1a\x07\x00"), *members(mail(attached("a.rar", b"Rar!\x1a\x07\x00")))]:
        assert one.error is not None
        assert one.error.code == "unsupported-format"
        assert "zip" in one.error.advice


def test_bad_base64_is_a_damaged_attachment() -> None:
    broken = b"Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJD*"
    assert found(mail(text(), broken, attached("b.docx", WORD))) == [("a.pdf", "damaged-document"), ("b.docx", None)]


def matryoshka(depth: int) -> bytes:
    data = WORD
    for level in range(depth):
        data = packed((f"{level}.zip" if level else "a.docx", data))
    return data


def test_three_containers_may_stand_in_one_another_and_no_more() -> None:
    assert found(matryoshka(3)) == [("2.zip!/1.zip!/a.docx", None)]
    assert found(matryoshka(4)) == [("3.zip!/2.zip!/1.zip", "archive-bomb")]
    assert found(matryoshka(10)) == [("9.zip!/8.zip!/7.zip", "archive-bomb")]
    assert found(matryoshka(4), limits=Limits(containers=4)) == [("3.zip!/2.zip!/1.zip!/a.docx", None)]


def test_mails_within_mails_count_as_containers() -> None:
    data = mail(attached("a.docx", WORD), Subject="0", boundary="b0")
    for level in range(1, 5):
        data = mail(forwarded(data), Subject=str(level), boundary=f"b{level}")
    assert found(data) == [("3.eml!/2.eml!/1.eml", "archive-bomb")]


def test_what_stands_in_nested_containers_is_counted_together() -> None:
    noise = random.Random(2).randbytes(100_000)
    inner = packed(("a.docx", noise))
    data = packed(("1.zip", inner), ("2.zip", inner), ("3.zip", inner), ("b.pdf", PDF))
    outer = 3 * len(inner) + len(PDF)
    limits = Limits(unpacked_bytes=outer + 2 * len(noise))
    assert found(data, limits=limits) == [
        ("1.zip!/a.docx", "unsupported-format"),
        ("2.zip!/a.docx", "unsupported-format"),
        ("3.zip", "archive-bomb"),
        ("b.pdf", None),
    ]
    few = packed(*((f"{index}.zip", packed(("a", PDF), ("b", PDF))) for index in range(3)))
    assert found(few, limits=Limits(members=7)) == [
        ("0.zip!/a", None),
        ("0.zip!/b", None),
        ("1.zip!/a", None),
        ("1.zip!/b", None),
        ("2.zip", "archive-bomb"),
    ]


def test_members_are_unpacked_one_at_a_time() -> None:
    walk = members(drawn(File(b"a.pdf", PDF), File(b"b.pdf", PDF, crc=1)))
    assert next(walk) == Member("a.pdf", PDF)
    assert next(walk).error is not None


def assert_sound(data: bytes, name: str) -> None:
    given_back = list(members(data, name))
    assert len(given_back) > 0
    for one in given_back:
        assert one.path is None or not one.path.encode().startswith((b"/", b"../")), one.path
        assert one.error is None or one.error.code in ADVICE


BOX = drawn(
    File("外.zip".encode("gbk"), packed(("a.docx", WORD))), File(b"b.eml", mail(attached("c.zip", packed(("d", PDF)))))
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(BOX) - 1), st.integers(0, 255)), max_size=6))
def test_a_container_with_bytes_changed_never_raises(changes: list[tuple[int, int]]) -> None:
    data = bytearray(BOX)
    for place, byte in changes:
        data[place] = byte
    assert_sound(bytes(data), "材料.zip")


@settings(max_examples=200)
@given(
    st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"From: a\r\nSubject: b\r\n", BOX[:60]]),
    st.binary(max_size=300),
)
def test_arbitrary_bytes_never_raise(start: bytes, rest: bytes) -> None:
    assert_sound(start + rest, "x.zip")
