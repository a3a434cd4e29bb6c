"""What the files in a zip are called, which of them count, and what is refused before anything is unpacked."""

from __future__ import annotations

import bz2
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.containers.archive import Archive, Entry, clean_path
from extract.containers.unlabelled import text_of
from extract.errors import DocumentError
from extract.files.bounded_zip import BoundedZip, MemberError
from extract.limits import Limits
from tests.zip_drawing import LOCKED, UTF8, File, drawn, overlapping, packed, unicode_path

NOISE = random.Random(1).randbytes(3_000_000)
NAMES = [
    "申请书.docx", "附件1-申请书.pdf", "武汉市江汉区/材料/推荐函.docx", "一.docx", "联通.docx", "朱镕基、喆.pdf", "新建 文件夹/（盖章）总结报告.doc",
    "衢州市.zip", "泸州.docx", "①试点②.docx", "２０１６年申报.pdf",
]  # fmt: skip
TRADITIONAL = ["申請書.docx", "附件一：試點申報表.pdf", "國家標準/試點單位基本資訊.docx", "社會管理和公共服務.docx"]


def entries(data: bytes, limits: Limits | None = None) -> list[Entry]:
    return list(Archive(data, limits or Limits()))


def paths(data: bytes) -> list[str]:
    return [entry.path for entry in entries(data)]


def refused(data: bytes, limits: Limits | None = None) -> DocumentError:
    with pytest.raises(DocumentError) as error:
        Archive(data, limits or Limits())
    return error.value


def codes(found: list[Entry]) -> list[str | None]:
    return [entry.error.code if entry.error else None for entry in found]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_read_whether_flagged_or_in_gbk_or_in_plain_utf8(name: str) -> None:
    assert paths(drawn(File(name.encode(), flags=UTF8))) == [name]
    assert paths(drawn(File(name.encode("gb18030")))) == [name]
    assert paths(drawn(File(name.encode()))) == [name]


@pytest.mark.parametrize("name", TRADITIONAL)
def test_a_name_in_big5_is_told_from_gbk(name: str) -> None:
    assert paths(drawn(File(name.encode("big5")))) == [name]


def test_one_archive_may_hold_names_in_every_encoding() -> None:
    data = drawn(
        File("申请书.docx".encode("gb18030")),
        File("推荐函.docx".encode()),
        File("國家標準化試點.docx".encode("big5")),
        File("总结报告.docx".encode(), flags=UTF8),
        File(b"plain.docx"),
    )
    assert paths(data) == ["申请书.docx", "推荐函.docx", "國家標準化試點.docx", "总结报告.docx", "plain.docx"]


def test_a_name_too_short_to_tell_goes_with_its_neighbours() -> None:
    short = "應當"
    assert paths(drawn(File(short.encode("big5")))) != [short]
    assert paths(drawn(File("國家標準化試點.docx".encode("big5")), File(short.encode("big5"))))[1] == short


def test_a_second_byte_that_looks_like_a_backslash_is_none() -> None:
    assert b"\\" in "許功蓋".encode("big5")
    assert b"\\" in "淺嘰".encode("gbk")
    assert paths(drawn(File("許功蓋的申請書.docx".encode("big5")))) == ["許功蓋的申請書.docx"]
    assert paths(drawn(File("材料/淺嘰试点申请书.docx".encode("gbk")))) == ["材料/淺嘰试点申请书.docx"]


def test_a_real_backslash_parts_folders() -> None:
    assert paths(drawn(File("材料\\申请书.docx".encode("gbk")))) == ["材料/申请书.docx"]


def test_a_french_name_in_utf8_is_not_taken_for_chinese() -> None:
    assert paths(drawn(File("résumé.docx".encode()))) == ["résumé.docx"]


def test_bytes_of_no_chinese_encoding_stay_in_the_formats_own_code_page() -> None:
    assert paths(drawn(File(b"\xff\xfe\x81.docx"))) == ["\u00a0■ü.docx"]


def test_the_unicode_path_goes_before_the_plain_name_unless_that_was_renamed() -> None:
    plain = b"shenqing.docx"
    assert paths(drawn(File(plain, extra=unicode_path("申请书.docx", plain)))) == ["申请书.docx"]
    assert paths(drawn(File(plain, extra=unicode_path("申请书.docx", b"other.docx")))) == ["shenqing.docx"]
    other_field = b"\x55\x54\x05\x00\x01\x00\x00\x00\x00"
    extra = other_field + unicode_path("申请书.docx", plain)
    assert paths(drawn(File(plain, extra=extra))) == ["申请书.docx"]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../etc/申请书.docx", "etc/申请书.docx"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\材料\\申请书.docx", "材料/申请书.docx"),
        ("c:申请书.docx", "申请书.docx"),
        ("\\\\server\\share\\a.docx", "server/share/a.docx"),
        ("./a//b/./c.docx", "a/b/c.docx"),
        ("a/ .. /b.docx", "a/b.docx"),
        ("申请\u202excod.exe", "申请xcod.exe"),
        ("a\nb\x1b[31m.docx", "ab[31m.docx"),
        ("..", "未命名"),
        ("申请书…（最终）.docx", "申请书…（最终）.docx"),
        ("...docx", "...docx"),
    ],
)
def test_a_path_leads_nowhere_outside_and_shows_as_it_is(name: str, path: str) -> None:
    assert clean_path(name) == path


def test_files_with_such_paths_are_read_all_the_same() -> None:
    data = packed(("../../x/申请书.docx", b"1"), ("/绝对.docx", b"2"))
    assert entries(data) == [Entry("x/申请书.docx", b"1"), Entry("绝对.docx", b"2")]


def test_folders_and_what_systems_leave_behind_are_no_files() -> None:
    junk = ["材料/", "材料/~$申请书.docx", "材料/.~申请书.docx", ".DS_Store", "材料/Thumbs.db", "desktop.ini"]
    junk += ["__MACOSX/", "__MACOSX/._申请书.docx", "__MACOSX/材料/申请书.docx", "._a.pdf"]
    data = drawn(*(File(name.encode(), b"" if name.endswith("/") else b"x", UTF8) for name in [*junk, "申请书.docx"]))
    assert paths(data) == ["申请书.docx"]


def test_a_folder_with_content_is_a_file() -> None:
    assert entries(drawn(File(b"a.docx/", b"hidden"))) == [Entry("a.docx", b"hidden")]


def test_files_come_in_the_archives_order_and_of_one_name_each() -> None:
    data = drawn(File(b"b.docx", b"1"), File(b"a.docx", b"2"), File(b"b.docx", b"3"), File(b"B.DOCX", b"4"))
    assert [(entry.path, entry.data) for entry in entries(data)] == [
        ("b.docx", b"1"),
        ("a.docx", b"2"),
        ("b.docx", b"3"),
        ("B.DOCX", b"4"),
    ]


def test_one_locked_file_is_told_and_the_others_are_read() -> None:
    found = entries(drawn(File("密.docx".encode(), b"x" * 20, LOCKED | UTF8), File(b"b.docx", b"2")))
    assert codes(found) == ["encrypted-document", None]
    assert "密.docx" in found[0].error.message  # type: ignore[union-attr]


def test_an_archive_of_locked_files_only_is_refused_as_a_whole() -> None:
    data = drawn(File(b"dir/"), File(b"a.docx", b"x", LOCKED), File(b"b.docx", b"y", LOCKED))
    assert refused(data).code == "encrypted-document"


def test_a_damaged_file_is_told_and_the_others_are_read() -> None:
    found = entries(drawn(File(b"a.docx", b"content", crc=1), File(b"b.docx", b"2")))
    assert codes(found) == ["damaged-document", None]
    assert found[0].data == b""


def test_a_file_larger_than_its_header_says_is_damaged_and_taken_no_further() -> None:
    archive = Archive(drawn(File(b"a.docx", bytes(5_000_000), claimed=10)))
    assert archive.size == 10
    assert codes(list(archive)) == ["damaged-document"]


def test_a_file_that_swells_is_left_packed() -> None:
    found = entries(drawn(File(b"bomb.docx", bytes(2_000_000)), File(b"b.docx", b"2")))
    assert codes(found) == ["archive-bomb", None]
    assert "未予解压" in found[0].error.message  # type: ignore[union-attr]


def test_a_file_over_the_size_limit_is_left_packed() -> None:
    found = entries(drawn(File(b"a.docx", NOISE), File(b"b.docx", b"2")), Limits(file_bytes=1_000_000))
    assert codes(found) == ["file-too-large", None]


def test_an_archive_that_would_unpack_to_too_much_is_refused_unopened() -> None:
    data = drawn(*(File(b"%d.docx" % index, NOISE[:1000]) for index in range(10)))
    assert refused(data, Limits(unpacked_bytes=9_999)).code == "archive-bomb"
    assert len(entries(data, Limits(unpacked_bytes=10_000))) == 10


def test_ten_thousand_members_are_refused_unopened() -> None:
    error = refused(drawn(*(File(b"%d" % index) for index in range(10_000))))
    assert (error.code, "10000" in error.message) == ("archive-bomb", True)


def test_entries_that_share_bytes_are_refused() -> None:
    assert refused(overlapping([b"a.docx", b"b.docx"], b"x" * 100)).code == "archive-bomb"


@pytest.mark.parametrize("method", [1, 9, 12, 14, 95, 99])
def test_a_packing_method_that_cannot_be_bounded_is_not_unpacked(method: int) -> None:
    found = entries(drawn(File(b"a.docx", bz2.compress(bytes(1000)), method=method), File(b"b.docx", b"2")))
    assert codes(found) == ["unsupported-format", None]
    assert "zip" in found[0].error.advice  # type: ignore[union-attr]


def test_a_package_part_packed_in_blocks_is_not_unpacked_either() -> None:
    data = drawn(File(b"word/document.xml", bz2.compress(bytes(1000)), method=12))
    with pytest.raises(MemberError, match="压缩方法"):
        BoundedZip(data).read("word/document.xml")


def test_a_directory_cut_off_is_damaged() -> None:
    assert refused(drawn(File(b"a.docx", b"x" * 500))[:-30]).code == "damaged-document"


@given(
    st.lists(
        st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12),
        min_size=1,
        max_size=6,
    )
)
def test_every_flagged_name_comes_back(names: list[str]) -> None:
    assert paths(drawn(*(File(name.encode(), flags=UTF8) for name in names))) == names


COMMON = "社会管理和公共服务综合标准化试点申请书单位名称组织机构代码法人代表地址邮编业务范围工作计划保证指导推荐函总结报告附件材料年月日盖章"


@given(st.text(st.sampled_from(COMMON), min_size=1, max_size=20))
def test_every_common_name_comes_back_from_gbk_and_utf8(name: str) -> None:
    assert paths(drawn(File(f"{name}.docx".encode("gbk")))) == [f"{name}.docx"]
    assert text_of(f"{name}.docx".encode()) == f"{name}.docx"


@settings(max_examples=300)
@given(st.data())
def test_a_zip_with_bytes_changed_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(drawn(File("申请书.docx".encode("gbk"), NOISE[:200]), File(b"b/c.docx", b"x" * 90, UTF8)))
    for place, byte in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=8)):
        whole[place] = byte
    try:
        found = entries(bytes(whole))
    except DocumentError:
        return
    assert all(entry.path and (entry.error is None or not entry.data) for entry in found)
