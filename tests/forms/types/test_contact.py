"""Telephone numbers, post codes, e-mail addresses, and names with numbers in one cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.types import Email, Person, PersonPhone, Phone, Postcode, Reading

PHONES = {
    "0717-6251834": "0717-6251834",
    "０７１７－６２５１８３４": "0717-6251834",
    "（027）87710317": "027-87710317",
    "（027）8771 0317": "027-87710317",
    "027 87710317": "027-87710317",
    "02787710317": "027-87710317",
    "07176251834": "0717-6251834",
    "0717—6251834": "0717-6251834",
    "027-8771-0317": "027-87710317",
    "0717-6251834转12": "0717-6251834-12",
    "0717-6251834-8012": "0717-6251834-8012",
    "0717-6251834分机8": "0717-6251834-8",
    "0717-6251834 ext. 8": "0717-6251834-8",
    "+86-717-6251834": "0717-6251834",
    "+86 27 87710317": "027-87710317",
    "86-027-87710317": None,
    "+86 138 0000 0000": "13800000000",
    "0086-13800000000": "13800000000",
    "8613800000000": "13800000000",
    "138-0000-0000": "13800000000",
    "138 0000 0000": "13800000000",
    "87710317": "87710317",
    "6251834": "6251834",
    "12345": "12345",
    "96333": "96333",
    "400-800-1234": "4008001234",
    "电话：0717-6251834": "0717-6251834",
    "手机13800000000": "13800000000",
    "027-87710317(传真)": "027-87710317",
    "027-87710317、13800000000": "027-87710317;13800000000",
    "027-87710317/87710318": "027-87710317;87710318",
    "07176251834 13800000000": "0717-6251834;13800000000",
    "027-87710317或13800000000": "027-87710317;13800000000",
    "027-87710317；027-87710317": "027-87710317",
    "办 027-87710317\n手机 13800000000": "027-87710317;13800000000",
}


@pytest.mark.parametrize(("raw", "value"), PHONES.items())
def test_a_number_is_read_in_every_usual_form(raw: str, value: str | None) -> None:
    assert Phone().read(raw) == (Reading(value) if value else Reading(None, ("phone-invalid",)))


@pytest.mark.parametrize(
    "raw",
    [
        "abc",
        "无",
        "010-12345",
        "138****0000",
        "1380000000",
        "12800000000",
        "0717-62518",
        "027-87710317、123",
        "877103171",
        "/",
        "071-6251834",
    ],
)
def test_what_is_no_number_is_marked_and_not_given(raw: str) -> None:
    assert Phone().read(raw) == Reading(None, ("phone-invalid",))


def test_a_landline_without_area_code_is_a_slight_fault_unless_another_number_has_one() -> None:
    assert [(f.code, f.severe) for f in Phone().check("87710317")] == [("phone-no-area-code", False)]
    assert "87710317未写区号" in Phone().check("87710317-806")[0].message.replace("-806", "")
    for good in ("027-87710317;87710318", "87710317;13800000000", "12345", "4008001234", "027-87710317"):
        assert Phone().check(good) == ()


AREAS = st.sampled_from(["010", "027", "0717", "0355"])
NUMBERS = st.from_regex(r"[2-9][0-9]{6,7}", fullmatch=True)
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
EXTENSIONS = st.one_of(st.just(""), st.from_regex(r"-[0-9]{1,6}", fullmatch=True))
LANDLINES = st.builds(lambda area, number, ext: f"{area}-{number}{ext}", AREAS, NUMBERS, EXTENSIONS)
VALUES = st.lists(st.one_of(LANDLINES, MOBILES, NUMBERS), min_size=1, max_size=3, unique=True).map(";".join)


@given(value=VALUES)
def test_any_numbers_shown_read_back(value: str) -> None:
    assert Phone().read(Phone().show(value)) == Reading(value)
    assert Phone().field().deserialize(value) == value


@given(name=st.sampled_from(["王晓梅", "欧阳志远", "John Smith", "于洋"]), phone=VALUES)
def test_any_name_and_numbers_joined_are_split_again(name: str, phone: str) -> None:
    kind = PersonPhone()
    shown = kind.join((kind.kinds[0].show(name), kind.kinds[1].show(phone)))
    parts, doubts = kind.split(shown)
    assert doubts == ()
    assert [k.read(part) for k, part in zip(kind.kinds, parts, strict=True)] == [Reading(name), Reading(phone)]


CELLS = {
    "王晓梅/0717-6251834": ("王晓梅", "0717-6251834"),
    "王晓梅／0717-6251834": ("王晓梅", "0717-6251834"),
    "许钦祥87710317": ("许钦祥", "87710317"),
    "王晓梅 13800000000": ("王晓梅", "13800000000"),
    "13800000000 王晓梅": ("王晓梅", "13800000000"),
    "王晓梅（0717-6251834）": ("王晓梅", "0717-6251834"),
    "王晓梅\n13800000000": ("王晓梅", "13800000000"),
    "王晓梅，(027) 8771 0317 / 13800000000": ("王晓梅", "027-87710317;13800000000"),
    "王晓梅 0717-6251834转12": ("王晓梅", "0717-6251834-12"),
    "王晓梅 主任 0717-6251834": ("王晓梅主任", "0717-6251834"),
    "联系人：王晓梅  电话：0717-6251834": ("王晓梅", "0717-6251834"),
    "聯繫人：王曉梅　電話：0717-6251834": ("王晓梅", "0717-6251834"),
    "John Smith 027-87710317": ("John Smith", "027-87710317"),
    "张 三 027-87710317": ("张三", "027-87710317"),
    "王晓梅": ("王晓梅", None),
    "王晓梅/": ("王晓梅", None),
    "0717-6251834": (None, "0717-6251834"),
    "/0717-6251834": (None, "0717-6251834"),
    "/": (None, None),
    "": (None, None),
    "（）": (None, None),
    " / ": (None, None),
}


@pytest.mark.parametrize(("raw", "values"), CELLS.items())
def test_name_and_number_of_one_cell_are_told_apart(raw: str, values: tuple[str | None, str | None]) -> None:
    kind = PersonPhone()
    parts, doubts = kind.split(raw)
    assert doubts == ()
    assert [k.read(part) for k, part in zip(kind.kinds, parts, strict=True)] == [Reading(value) for value in values]


@pytest.mark.parametrize("raw", ["张三 13800000000 李四 13900000000", "张三、李四 0717-6251834", "张三/李四/王五"])
def test_more_than_one_name_or_stray_digits_leave_the_split_in_doubt(raw: str) -> None:
    assert PersonPhone().split(raw)[1] == ("split-unclear",)


@pytest.mark.parametrize("raw", ["王晓梅 138****0000", "王晓梅/无", "王晓梅/62518", "王晓梅 123 0717-6251834"])
def test_a_number_that_cannot_be_read_keeps_the_name_and_is_marked(raw: str) -> None:
    (name, phone), _ = PersonPhone().split(raw)
    assert Person().read(name) == Reading("王晓梅")
    assert Phone().read(phone) == Reading(None, ("phone-invalid",))


@pytest.mark.parametrize("raw", ["430023", "４３００２３", "4 3 0 0 2 3", "邮编：430023", "郵編 430023"])
def test_a_post_code_is_six_digits(raw: str) -> None:
    assert Postcode().read(raw) == Reading("430023")


@pytest.mark.parametrize("raw", ["43002", "4300233", "43OO23", "无", "430023/430024"])
def test_anything_else_is_no_post_code(raw: str) -> None:
    assert Postcode().read(raw) == Reading(None, ("postcode-invalid",))


EMAILS = {
    "zwzx@163.com": Reading("zwzx@163.com"),
    "ｚｗｚｘ＠１６３．ｃｏｍ": Reading("zwzx@163.com"),
    "E-mail：zwzx@163.com。": Reading("zwzx@163.com"),
    "<a.b-c_d@xy.gov.cn>": Reading("a.b-c_d@xy.gov.cn"),
    "Zwzx@QQ.com": Reading("Zwzx@QQ.com"),
    "zwzx @ 163.com": Reading("zwzx@163.com"),
    "a@b.com; a@b.com": Reading("a@b.com"),
    "a@b.com、c@d.com": Reading(None, ("several-values",)),
    "a@b.com c@d.com": Reading(None, ("several-values",)),
    "zhang.wei98@12\n6.com": Reading("zhang.wei98@126.com"),
    "xzfw_bgs34@whjh\n.gov.cn": Reading("xzfw_bgs34@whjh.gov.cn"),
    "a@b.com\nc@d.com": Reading(None, ("several-values",)),
    "a@b.com\n027-88880000": Reading(None, ("email-invalid",)),
    "*******hbbzhc@163.com": Reading(None, ("email-masked",)),
    "＊＊hbbzhc@163.com": Reading(None, ("email-masked",)),
    "[email protected]": Reading(None, ("email-masked",)),
    "a@b": Reading(None, ("email-invalid",)),
    "bzh@wuhan.gov.": Reading("bzh@wuhan.gov", ("email-invalid",)),
    "a..b@c.com": Reading(None, ("email-invalid",)),
    "@163.com": Reading(None, ("email-invalid",)),
    "a@b@c.com": Reading(None, ("email-invalid",)),
    "zwzx163.com": Reading(None, ("email-invalid",)),
    "无": Reading(None, ("email-invalid",)),
    "XXXX": Reading(None, ("placeholder-left",)),
}


@pytest.mark.parametrize(("raw", "reading"), EMAILS.items())
def test_an_address_is_given_only_when_it_is_one(raw: str, reading: Reading) -> None:
    assert Email().read(raw) == reading


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("0717-\n220126\n4、13535336329", "0717-2201264;13535336329"),
        ("（\n0717）288 4564", "0717-2884564"),
        ("0717-6251834\n13800000000", "0717-6251834;13800000000"),
    ],
)
def test_a_number_that_a_narrow_cell_breaks_is_whole_again(raw: str, value: str) -> None:
    assert Phone().read(raw) == Reading(value)


def test_a_broken_number_that_makes_no_whole_one_is_marked() -> None:
    assert Phone().read("0717-22\n64").doubts == ("phone-invalid",)
