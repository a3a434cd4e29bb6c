"""What a mail claims, what came with it under which name, and what cannot be taken out of it."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.containers.mail import Attachment, Mail, read_mail
from extract.containers.mail_headers import Mailbox, charset_text, header_text, parameters
from extract.containers.mail_part import SIGNATURE_PICTURE_BYTES
from extract.errors import DocumentError
from extract.limits import Limits
from tests.mail_drawing import attached, disposed, forwarded, head, mail, multipart, part, text, word

NAME = "附件一：试点申报表（盖章）.docx"
GBK_QUOTED = quote(NAME.encode("gbk"))


def names(data: bytes) -> list[str]:
    return [attachment.name for attachment in read_mail(data).attachments]


def only(data: bytes) -> Attachment:
    (attachment,) = read_mail(data).attachments
    return attachment


def code(attachment: Attachment) -> str | None:
    return attachment.error.code if attachment.error else None


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


# The eleven shapes in which mails from Chinese offices were met: subjects 1–3, names 4–9, bodies 10 and 11.

SUBJECT = "申报材料".encode()
SUBJECTS = {
    "1 GBK under the label of gb2312": (
        f"=?gb2312?B?{b64('关于报送试点镕材料'.encode('gbk'))}?=",
        "关于报送试点镕材料",
    ),
    "2 two words cut within a character": (
        f"=?utf-8?B?{b64(SUBJECT[:7])}?=\r\n =?utf-8?B?{b64(SUBJECT[7:])}?=",
        "申报材料",
    ),
    "3 raw GBK": ("申报材料".encode("gbk"), "申报材料"),
}


@pytest.mark.parametrize(("written", "subject"), SUBJECTS.values(), ids=SUBJECTS)
def test_a_subject(written: str | bytes, subject: str) -> None:
    assert read_mail(mail(Subject=written)).header.subject == subject


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(f"attachment; filename*=gb18030''{GBK_QUOTED}", id="4 extended"),
        pytest.param(
            f"attachment;\r\n filename*0*=gbk''{GBK_QUOTED[:30]};\r\n filename*1*={GBK_QUOTED[30:]}", id="5 continued"
        ),
        pytest.param(f'attachment; filename="{word(NAME, "gb18030")}"', id="6 encoded word in a parameter"),
        pytest.param(b'attachment; filename="' + NAME.encode("gbk") + b'"', id="7 raw GBK"),
        pytest.param(b'attachment; filename="' + NAME.encode() + b'"', id="8 raw UTF-8"),
        pytest.param(
            f'attachment;\r\n filename="=?gbk?B?{b64(NAME.encode("gbk")[:16])}?=\r\n'
            f' =?gbk?B?{b64(NAME.encode("gbk")[16:])}?="',
            id="9 two words",
        ),
        pytest.param(
            f'attachment;\r\n filename="=?gbk?B?{b64(NAME.encode("gbk")[:15])}?=\r\n'
            f' =?gbk?B?{b64(NAME.encode("gbk")[15:])}?="',
            id="two words cut within a character",
        ),
        pytest.param(f"attachment; filename*=gb2312''{GBK_QUOTED}", id="extended under another label"),
        pytest.param(f"attachment; filename*0*=utf-8''{quote('附件一：')}; filename*1*={quote(NAME[4:])}", id="utf-8"),
        pytest.param(f"attachment; filename*1*={GBK_QUOTED[30:]}; filename*0*=gbk''{GBK_QUOTED[:30]}", id="backwards"),
        pytest.param(f"attachment; filename=fallback.docx; filename*=utf-8''{quote(NAME)}", id="both"),
        pytest.param(b"ATTACHMENT; FileName=" + NAME.encode("gbk"), id="without quotes"),
        pytest.param(b'attachment; size=3; filename="' + NAME.encode("big5", "ignore") + b'"', id="raw Big5"),
    ],
)
def test_a_file_name(line: str | bytes) -> None:
    expected = NAME.encode("big5", "ignore").decode("big5") if isinstance(line, bytes) and b"size" in line else NAME
    assert only(mail(text(), disposed(line))) == Attachment(expected, b"ABC")


@pytest.mark.parametrize(
    ("label", "raw", "body"),
    [
        pytest.param("gb2312", "朱镕基、喆".encode("gbk"), "朱镕基、喆", id="10 GBK under the label of gb2312"),
        pytest.param("x-gbk", "申报单位：甲".encode("gbk"), "申报单位：甲", id="11 a label that nobody registered"),
        ("gb2312", "标签写错的正文".encode(), "标签写错的正文"),
        ("utf-8", "标签写错的正文".encode("gbk"), "标签写错的正文"),
        ("no-such-charset", "申报单位：甲".encode("gbk"), "申报单位：甲"),
        ("", "申报单位：甲".encode("gbk"), "申报单位：甲"),
        ("big5", "申請單位".encode("big5"), "申請單位"),
    ],
)
def test_a_body_under_a_wrong_or_strange_label(label: str, raw: bytes, body: str) -> None:
    line = f"Content-Type: text/plain; charset={label}"
    assert read_mail(mail(part(raw, line))).text == body
    assert read_mail(mail(part(raw, line, encoding="8bit"))).text == body


# Headers.


def test_a_header_is_what_the_mail_claims() -> None:
    header = read_mail(
        mail(
            text(),
            Subject=word("申报材料"),
            From=f"{word('张三, 科长', 'gb18030')} <zhang@example.invalid>",
            To=f'"李四" <li@example.invalid>, {word("王五")} <wang@example.invalid>, nobody',
            In_Reply_To="<0@example.invalid>",
            References="<a@x>\r\n <b@x> junk <c@x>",
            Date="Fri, 20 May 2016 09:30:00 +0800",
        )
    ).header
    assert header.message_id == "<1@example.invalid>"
    assert (header.in_reply_to, header.references) == ("<0@example.invalid>", ("<a@x>", "<b@x>", "<c@x>"))
    assert (header.subject, header.sender) == ("申报材料", Mailbox("张三, 科长", "zhang@example.invalid"))
    assert header.to == (Mailbox("李四", "li@example.invalid"), Mailbox("王五", "wang@example.invalid"))
    assert header.date_claimed == datetime(2016, 5, 20, 9, 30, tzinfo=timezone(timedelta(hours=8)))


def test_what_a_mail_does_not_say_is_left_open() -> None:
    header = read_mail(b"From: \r\nSubject:\r\nDate: yesterday\r\n\r\n").header
    assert (header.message_id, header.sender, header.to, header.date_claimed) == (None, None, (), None)
    assert (header.subject, header.references) == ("", ())


def test_a_name_in_raw_gbk_does_not_cut_the_address() -> None:
    raw = '"申报@单位\\" <a@example.invalid>'.encode("gbk").replace(b"\\", b"")
    assert read_mail(mail(From=raw)).header.sender == Mailbox("申报@单位", "a@example.invalid")
    assert b"@" in "園".encode("big5") or b"@" in "丂".encode("gbk")
    assert read_mail(mail(From='"丂" <a@example.invalid>'.encode("gbk"))).header.sender is not None


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("plain words", "plain words"),
        ("=?utf-8?q?=E7=94=B3=E8=AF=B7_=E4=B9=A6?=", "申请 书"),
        ("回复：=?utf-8?B?55Sz6K+3?= (2)", "回复：申请 (2)"),
        ("=?utf-8*zh?B?55Sz6K+3?=", "申请"),
        ("=?utf-8?B?55Sz6K+3?= =?gbk?B?yuk=?=", "申请书"),
        ("=?gbk?B?yumz?=", "书\ufffd"),
        ("=?utf-8?B?55Sz6?= =?utf-8?B?K+3?=", "申请"),
        ("=?utf-8?B?55Sz6K-3?=", "申\ufffd"),
        ("=?utf-8?X?55Sz?=", "=?utf-8?X?55Sz?="),
        ("a\r\n\tb", "a b"),
    ],
)
def test_encoded_words(value: str, shown: str) -> None:
    assert header_text(value) == shown


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ('attachment; filename="a;b.docx"; size=3', {"filename": "a;b.docx", "size": "3"}),
        (r'attachment; filename="a\"b\\c.docx"', {"filename": 'a"b\\c.docx'}),
        (r'attachment; filename="C:\dir\a.docx"', {"filename": r"C:\dir\a.docx"}),
        ("attachment; filename", {}),
        ('attachment; filename="open', {"filename": "open"}),
        ("attachment; filename*=a.docx", {"filename": "a.docx"}),
        ("attachment; filename*0=a; filename*1=b", {"filename": "ab"}),
        ("attachment; filename*=x''%zz%4", {"filename": "%zz%4"}),
        ("attachment; filename*=; filename*0*=y''b; filename=c", {"filename": "y''b"}),
        ("attachment; filename=a; filename=b", {"filename": "a"}),
        ("", {}),
    ],
)
def test_parameters(value: str, found: dict[str, str]) -> None:
    assert parameters(value) == found


def test_a_label_is_never_more_than_a_label() -> None:
    for label in ("zip", "rot13", "unicode_escape", "a\0b", "../x", "undefined", "idna" * 20):
        assert charset_text("申请".encode("gbk"), label) == "申请"
    assert charset_text(b"+2AA-", "utf-7") == "\ufffd"


# What is a document and what is not.


def test_bodies_signatures_and_calendars_are_no_documents() -> None:
    alternative = multipart(text(), text("<p>您好</p>", "text/html"), kind="multipart/alternative", boundary="alt")
    signature = part(b"sig", "Content-Type: application/pkcs7-signature; name=smime.p7s")
    calendar = part(b"BEGIN:VCALENDAR", "Content-Type: text/calendar; name=invite.ics")
    found = read_mail(mail(alternative, signature, calendar, attached("a.pdf")))
    assert ([one.name for one in found.attachments], found.text) == (["a.pdf"], "您好，附件请查收。")


def test_a_mail_of_html_only_gives_its_words() -> None:
    html = "<head><style>p {}</style></head><body><p>您好，&nbsp;附件<br>请查收</p><script>x</script></body>"
    assert read_mail(mail(text(html, "text/html"))).text == "您好，\u00a0附件\n请查收"


@pytest.mark.parametrize(
    ("lines", "size", "kept"),
    [
        (["Content-Disposition: inline; filename=logo.png", "Content-ID: <logo>"], 500, False),
        (["Content-ID: <logo>"], SIGNATURE_PICTURE_BYTES - 1, False),
        (["Content-ID: <scan>"], SIGNATURE_PICTURE_BYTES, True),
        (["Content-Disposition: attachment; filename=logo.png", "Content-ID: <logo>"], 500, False),
        (["Content-Disposition: attachment; filename=scan.png"], 500, True),
    ],
)
def test_a_small_picture_in_the_text_is_a_logo(lines: list[str], size: int, kept: bool) -> None:
    picture = part(b"x" * size, "Content-Type: image/png", *lines)
    assert bool(read_mail(mail(text(), picture)).attachments) is kept


def test_a_document_shown_in_the_text_is_a_document() -> None:
    inline = part(b"%PDF-", "Content-Type: application/pdf; name=a.pdf", "Content-Disposition: inline")
    related = multipart(text("<p>", "text/html"), inline, kind="multipart/related", boundary="rel")
    assert names(mail(related)) == ["a.pdf"]


def test_a_mail_that_is_the_document_itself() -> None:
    data = head() + part(b"%PDF-1.7", "Content-Type: application/pdf; name=a.pdf")
    assert only(data) == Attachment("a.pdf", b"%PDF-1.7")


def test_a_part_without_a_name_gets_a_number() -> None:
    bare = part(b"%PDF-", "Content-Type: application/pdf")
    assert names(mail(bare, attached("a.docx"), bare)) == ["未命名附件1", "a.docx", "未命名附件2"]


def test_the_name_that_lost_no_character_is_taken() -> None:
    lines = [
        f'Content-Type: application/pdf; name="{word("申请书.pdf")}"',
        "Content-Disposition: attachment; filename=???.pdf",
    ]
    assert names(mail(part(b"x", *lines))) == ["申请书.pdf"]


def test_a_name_is_no_path() -> None:
    assert names(mail(attached("../../etc/a.docx"), attached(b"C:\\\\dir\\\\b.docx"))) == ["etc/a.docx", "dir/b.docx"]


def test_binary_content_comes_out_byte_for_byte() -> None:
    data = bytes(range(256)) * 3 + b"\r\n--not\r\n=?gbk?B?x?= charset=gb2312\r\n" + "申请".encode("gbk")
    for encoding in ("binary", "8bit", "base64"):
        raw = part(data, "Content-Type: application/pdf; name=a.pdf", encoding=encoding)
        assert only(mail(raw)).data == data
    quoted = part(b"a=3Db=\r\n=E7", "Content-Type: application/pdf; name=a.pdf", encoding="Quoted-Printable ")
    assert only(mail(quoted)).data == b"a=b\xe7"


def test_leading_blank_lines_and_a_mark_hide_no_header() -> None:
    assert names(b"\xef\xbb\xbf\r\n\r\n" + mail(attached("a.docx"))) == ["a.docx"]


# Mails within mails.


def test_a_mail_within_a_mail_keeps_its_own_header_and_files() -> None:
    inner = mail(text("内"), attached("内.docx"), Subject=word("转 申报"), boundary="inner")
    attachment = only(mail(text("外"), forwarded(inner)))
    assert attachment.name == "转 申报.eml"
    assert attachment.mail is not None
    assert (attachment.mail.text, [one.name for one in attachment.mail.attachments]) == ("内", ["内.docx"])
    named = forwarded(inner, f'Content-Disposition: attachment; filename="{word("原件.eml")}"')
    assert names(mail(named)) == ["原件.eml"]


def test_an_encoded_mail_within_a_mail_is_a_file() -> None:
    inner = mail(attached("内.docx"), boundary="inner")
    wrapped = part(inner, "Content-Type: message/rfc822; name=a.eml")
    assert only(mail(wrapped)) == Attachment("a.eml", inner)


# What cannot be taken out.


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (b"QUJD!!", "damaged-document"),
        (b"QUJDR", "damaged-document"),
        (b"QUJD\r\n-- \r\nfooter", "damaged-document"),
        (b"QUI=QUJD", "damaged-document"),
        (b"QUI", None),
        (b"Q U\r\nJD\r\n\r\n", None),
    ],
)
def test_base64_in_which_bytes_are_lost_is_damaged(broken: bytes, expected: str | None) -> None:
    raw = b"Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" + broken
    found = read_mail(mail(raw, attached("b.docx"))).attachments
    assert [code(one) for one in found] == [expected, None]


@pytest.mark.parametrize(
    ("raw", "expected", "advised"),
    [
        (
            part(b"x\x9f>\x22...", "Content-Type: application/ms-tnef; name=winmail.dat"),
            "unsupported-format",
            "Outlook",
        ),
        (attached("winmail.dat", b"\x78\x9f\x3e\x22..."), "unsupported-format", "Outlook"),
        (
            attached("smime.p7m", b"x", "application/pkcs7-mime; smime-type=enveloped-data"),
            "encrypted-document",
            "加密",
        ),
        (part(b"x", "Content-Type: a/b; name=x", encoding="x-yenc"), "unsupported-format", "重新发送"),
        (b"Content-Type: multipart/mixed\r\n\r\nno boundary", "damaged-document", "重新发送"),
        (b"Content-Type: application/pdf; name=a.pdf\r\nthis is no header\r\n\r\nx", "damaged-document", "重新发送"),
        (b"Content-Type: message/partial; id=1; number=1\r\n\r\nx", "unsupported-format", "一封邮件"),
    ],
)
def test_a_wrapping_that_is_not_opened_is_told(raw: bytes, expected: str, advised: str) -> None:
    attachment = only(mail(text(), raw))
    assert code(attachment) == expected
    assert advised in attachment.error.advice  # type: ignore[union-attr]
    assert attachment.name


@pytest.mark.parametrize(
    ("line", "data", "expected"),
    [
        ("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", b"x", "encrypted-document"),
        (
            "application/x-pkcs7-mime; name=smime.p7m",
            b"0\x80\x06\x09*\x86H\x86\xf7\r\x01\x07\x03",
            "encrypted-document",
        ),
        ("application/pkcs7-mime; smime-type=signed-data", b"x", "unsupported-format"),
        ("application/pkcs7-mime", b"0\x80\x06\x09*\x86H\x86\xf7\r\x01\x07\x02", "unsupported-format"),
    ],
)
def test_a_mail_sealed_as_a_whole_still_has_its_header(line: str, data: bytes, expected: str) -> None:
    found = read_mail(head(Subject=word("申报")) + part(data, f"Content-Type: {line}"))
    assert found.error is not None
    assert (found.error.code, found.header.subject, found.attachments) == (expected, "申报", ())


def test_a_pgp_mail_is_encrypted_and_a_signed_one_is_read() -> None:
    sealed = mail(part(b"Version: 1", "Content-Type: application/pgp-encrypted"), kind="multipart/encrypted")
    assert read_mail(sealed).error is not None
    signature = part(b"x", "Content-Type: application/pgp-signature; name=signature.asc")
    inside = multipart(text(), attached("a.docx"), boundary="in")
    assert names(mail(inside, signature, kind="multipart/signed")) == ["a.docx"]


def test_headers_that_break_off_are_damage_and_no_mail_without_attachments() -> None:
    found = read_mail(b"From: a@b\r\nSubject: x\r\nbroken line\r\n" + mail(attached("a.docx")))
    assert found.error is not None
    assert found.error.code == "damaged-document"


def refused(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(DocumentError) as error:
        read_mail(data, limits or Limits())
    return error.value.code


def nested(depth: int) -> bytes:
    body = text()
    for level in range(depth):
        body = multipart(body, boundary=f"b{level}x")
    return head() + body


def test_groups_are_followed_only_so_deep() -> None:
    assert read_mail(nested(40)).text
    assert refused(nested(60)) == "archive-bomb"
    assert refused(nested(499)) == "archive-bomb"
    assert refused(nested(600)) == "archive-bomb"


def test_parts_are_counted() -> None:
    data = mail(*([attached("a.docx")] * 30))
    assert refused(data, Limits(members=29)) == "archive-bomb"
    assert len(read_mail(data, Limits(members=30)).attachments) == 30


@pytest.mark.parametrize("charset", [b"\xb9\xfa\xb1\xea", b"a\0b", b'"'])
def test_a_part_under_an_impossible_label_costs_no_other(charset: bytes) -> None:
    strange = part("正文".encode("gbk"), b"Content-Type: text/plain; charset=" + charset, encoding="8bit")
    found = read_mail(mail(strange, attached("a.docx")))
    assert (found.text, [one.name for one in found.attachments]) == ("正文", ["a.docx"])


def test_headers_that_contradict_themselves_are_damage() -> None:
    line = "multipart/mixed; boundary*=a; boundary*0*=b"
    assert refused(head() + f"Content-Type: {line}\r\n\r\nx".encode()) == "damaged-document"


# Whatever comes in.

FRAGMENTS = [
    b"\r\n", b"\r\n\r\n", b"\n", b"--b\r\n", b"--b--\r\n", b"--c\r\n", b"Content-Type: multipart/mixed; boundary=b\r\n",
    b"Content-Type: multipart/digest; boundary=\"c\"\r\n", b"Content-Type: message/rfc822\r\n", b"boundary*=x; boundary*0*=y",
    b"Content-Type: text/html; charset=\"", b"Content-Type: application/pkcs7-mime\r\n", b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Transfer-Encoding: quoted-printable\r\n", b"Content-Disposition: attachment; filename*=", b"filename*99*=a''%e7",
    b"Content-Type: message/delivery-status\r\n", b"From: ", b"To: \"", b"<a@b>, ", b"(", b"Date: Mon, 99 Foo -1 25:61 +9999\r\n",
    b"Date: 1 1 1", b"Message-ID: <x@y>\r\n", b"=?gbk?B?", b"=?utf-7?Q?+2AA-?=", b"?=", b"\xc9\xea\x5c", b"\xff", b"\x00", b";", b"\"", b"=",
    b"Content-Type: image/png\r\n", b"<p>", b"&#xD800;", b"UUJD", b"Content-Type: message/external-body; access-type=x\r\n",
]  # fmt: skip


def assert_sound(found: Mail) -> None:
    f"{found.text}{found.header.subject}{found.header.sender}{found.header.to}".encode()
    for attachment in found.attachments:
        assert attachment.name.encode()
        assert attachment.error is None or attachment.error.code in (
            "damaged-document",
            "unsupported-format",
            "encrypted-document",
        )
        if attachment.mail:
            assert_sound(attachment.mail)


@settings(max_examples=600)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.binary(max_size=4), max_size=30).map(b"".join))
def test_any_bytes_are_a_mail_or_a_document_error(data: bytes) -> None:
    try:
        found = read_mail(data)
    except DocumentError:
        return
    assert_sound(found)


# ``??`` in a name means lost characters, and a name of spaces is none.
names_of_files = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters='/\\?:."'), min_size=1
)


@given(names_of_files, st.sampled_from(["words", "extended", "continued", "raw"]))
def test_every_name_comes_back_from_every_way_to_write_it(name: str, way: str) -> None:
    quoted = quote(name.encode())
    written: dict[str, str | bytes] = {
        "words": f'attachment; filename="{word(name)}"',
        "extended": f"attachment; filename*=utf-8''{quoted}",
        "continued": f"attachment; filename*1*={quoted[10:]}; filename*0*=utf-8''{quoted[:10]}",
        "raw": b'attachment; filename="' + f"申{name}".encode() + b'"',
    }
    assert names(mail(disposed(written[way]))) == [f"申{name}" if way == "raw" else name]


# What begins as a winmail.dat does is a wrapping, whatever it is called.
contents = st.binary(max_size=3000).filter(lambda data: not data.startswith(b"\x78\x9f\x3e\x22"))


@given(contents, st.sampled_from(["base64", "binary"]))
def test_every_content_comes_back(data: bytes, encoding: str) -> None:
    raw = part(data, "Content-Type: application/pdf; name=a.pdf", encoding=encoding)
    assert only(mail(raw, boundary="a boundary that stands nowhere")).data == data


def test_a_moment_in_utc_is_one_too() -> None:
    assert read_mail(mail(Date="Fri, 20 May 2016 01:30:00 GMT")).header.date_claimed == datetime(
        2016, 5, 20, 1, 30, tzinfo=UTC
    )
