"""Units' names that a narrow cell breaks over lines are one name; names on lines of their own stay several."""

from __future__ import annotations

import pytest

from extract.fill.record import Filler
from extract.locate.located import CellText, Located, RowCandidate
from extract.words.wrapped_names import read_whole, whole_names
from forms.evidence import BBox, Evidence
from forms.record import Answer
from forms.registry import form
from forms.types import Email, OrgList, Reading
from forms.types.kind import NO_HINT

NOTHING: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    "lines",
    [
        "烟台市标准化研\n究院",
        "宜昌市西陵区行政审批\n局",
        "湖北省\n标准化与质量研究院",
        "濮阳市\n质量技术监督\n局",
        "武汉大\n学",
        "黄石市下陆区公共交通集团\n有限公司",
        "赣州市于都县社会\n福利院",
        "台州市人民政府办\n公室",
        "濮陽市範縣人\n民政府",
        "襄阳市人民政府\n办公室",
        "襄陽市社會管理和公共服務標準化聯席會\n議辦公室",
    ],
)
def test_a_name_broken_over_lines_is_one(lines: str) -> None:
    assert whole_names(lines, NOTHING) == lines.replace("\n", "")


@pytest.mark.parametrize(
    "lines",
    [
        "宜昌市民政局\n宜昌市图书馆",
        "市民政局\n市图书馆",
        "综合科\n办公室",
        "业务一科\n业务二科",
        "业务一科\n办公室",
        "宜昌市民政局\n办公室",
        "市信访\n市民政局",
        "宜昌市\n襄阳市图书馆",
        "张三\n李四",
        "宜昌市图书馆\n12420500180512345X",
    ],
)
def test_names_on_lines_of_their_own_stay_apart(lines: str) -> None:
    assert whole_names(lines, NOTHING) == lines


def test_only_the_broken_name_of_a_list_is_joined() -> None:
    lines = "武汉市江汉区图书馆、武汉市江汉区\n人民政府\n武汉市民政局"
    assert whole_names(lines, NOTHING) == "武汉市江汉区图书馆、武汉市江汉区人民政府\n武汉市民政局"


def test_a_name_that_the_form_gives_elsewhere_decides() -> None:
    lines = "宜昌市政务服务中心\n管理处"
    assert whole_names(lines, NOTHING) == lines
    assert whole_names(lines, frozenset({"宜昌市政务服务中心管理处"})) == "宜昌市政务服务中心管理处"
    assert whole_names("宜昌市教育集团\n有限公司", frozenset({"宜昌市教育集团"})) == "宜昌市教育集团\n有限公司"


def test_an_office_below_a_unit_may_be_its_own_or_another() -> None:
    said = "宜昌市民政局\n办公室"
    reading = read_whole(OrgList(), said, OrgList().read(said), NO_HINT, NOTHING)
    assert reading == Reading(["宜昌市民政局", "办公室"], ("several-values",))


@pytest.mark.parametrize(("said", "meant"), [("li_ming8@163.co\nm", "li_ming8@163.com"), ("a@b.com\nc@d.com", None)])
def test_an_address_broken_over_lines_is_one_and_two_are_none(said: str, meant: str | None) -> None:
    assert read_whole(Email(), said, Email().read(said), NO_HINT, NOTHING).value == meant


def unit_of_member(raw: str, reader: str) -> Answer:
    at = Evidence(reader, 1, BBox(100, 50, 125, 65))
    name = CellText("李建国", Evidence(reader, 1, BBox(80, 50, 100, 65)))
    located = Located(rows={"group": [RowCandidate({"name": name, "unit": CellText(raw, at)})]})
    record = Filler(form("annex3-evaluation-report", "national"), located, raw).record("")
    return record.rows["group"][0]["unit"]


def test_a_broken_name_on_a_page_picture_is_no_doubt() -> None:
    unit = unit_of_member("烟台市标准化研\n究院", "scan")
    assert (unit.value, unit.needs_review) == ("烟台市标准化研究院", False)
    assert unit.raw == "烟台市标准化研\n究院"


def test_two_units_where_one_is_asked_for_stay_in_doubt() -> None:
    assert unit_of_member("烟台市民政局\n烟台市图书馆", "scan").doubts == ("several-values",)


def test_what_a_text_layer_sets_on_two_lines_stays_in_doubt() -> None:
    assert unit_of_member("烟台市标准化研\n究院", "docx").needs_review
