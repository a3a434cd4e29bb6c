"""What stands in one opinion block."""

import pytest

from extract.document import Paragraph
from extract.words.hints import Hints
from extract.words.opinion import OpinionText, read_opinion
from extract.words.organ_names import is_name
from forms.evidence import BBox, Evidence
from forms.registry import form
from forms.script import fold

HINTS = Hints(form("annex1-application", "hubei-2016"))
UNIT = "宜昌市西陵区政务服务中心"


def read(*lines: str, known: tuple[str, ...] = (UNIT,)) -> OpinionText:
    at = Evidence("docx", path="table 3, row 1, cell 2")
    return read_opinion([Paragraph(line, at) for line in lines], HINTS, frozenset(map(fold, known)))


def dates(found: OpinionText) -> list[str]:
    return [raw for raw, _ in found.dates]


def test_a_block_as_printed_holds_nothing() -> None:
    found = read("（签署意见并签字盖章）", "（可有可无）", "年 月 日")
    assert (found.opinion, found.units, found.names) == ([], [], [])
    assert dates(found) == ["年 月 日"]


def test_a_printed_hint_that_goes_on_in_the_next_line_is_no_opinion() -> None:
    hint = "（一般为试点属地县区以上人民政府、行业主管部门或者标准化行政主", "管部门）"
    assert read(*hint, "同意申报。").opinion == ["同意申报。"]
    said = "（一般情况下同意，", "另行通知的除外）"
    assert read(*said).opinion == list(said)


def test_opinion_unit_and_date_on_lines_of_their_own() -> None:
    found = read("同意申报。", "负责人（签字）：", f"单位（盖章）：{UNIT}", "2016年5月12日")
    assert found.opinion == ["同意申报。"]
    assert found.units == [UNIT]
    assert dates(found) == ["2016年5月12日"]


def test_everything_on_one_line() -> None:
    found = read("同意申报。  负责人（签字）：李建国   单位（盖章）  2016年5月12日")
    assert found.opinion == ["同意申报。"]
    assert found.names == [("负责人（签字）：", "李建国")]
    assert dates(found) == ["2016年5月12日"]


def test_a_typed_name_behind_the_prompt_is_kept_as_a_name() -> None:
    assert read("负责人签字：王 强").names == [("负责人签字：", "王 强")]


@pytest.mark.parametrize(
    "line", [f"{UNIT}（盖章）", f"{UNIT}（公章）", f"单位名称：{UNIT}", UNIT, f"單位（蓋章）：{UNIT}"]
)
def test_the_unit_is_read_from_beside_its_seal_place(line: str) -> None:
    found = read("同意。", line)
    assert (found.opinion, found.units) == (["同意。"], [UNIT])


@pytest.mark.parametrize(
    "line", ["签字：        武汉市江汉区教育局（公章）", "负责人（签字）：        武汉市江汉区教育局"]
)
def test_a_unit_named_in_the_line_that_is_signed_is_the_unit(line: str) -> None:
    found = read("同意。", line)
    assert (found.opinion, found.units, found.names) == (["同意。"], ["武汉市江汉区教育局"], [])


def test_a_typed_name_and_the_unit_behind_it_are_told_apart() -> None:
    found = read("同意。", "签字：李明　　　武汉市江汉区教育局（公章）")
    assert found.units == ["武汉市江汉区教育局"]
    assert found.names == [("签字：", "李明")]


@pytest.mark.parametrize("name", ["王建社", "李园园"])
def test_a_person_whose_name_ends_like_a_units_is_no_unit(name: str) -> None:
    assert read("同意。", f"签字：{name}").units == []


def test_a_units_name_alone_is_no_opinion() -> None:
    found = read("", "四川省标准化协会", "签字：", "年 月 日")
    assert (found.opinion, found.units) == ([], ["四川省标准化协会"])


def test_a_date_right_behind_a_units_name_is_taken_whole_whatever_its_spaces() -> None:
    found = read("同意。", "湖北省社会管理和公共服务标准化联席会议办公室2018 年 6 月 5 日")
    assert found.units == ["湖北省社会管理和公共服务标准化联席会议办公室"]
    assert dates(found) == ["2018 年 6 月 5 日"]


def test_words_before_a_seal_prompt_that_are_no_name_are_the_opinion() -> None:
    found = read("同意推荐（盖章）", "2016年5月12日")
    assert found.opinion == ["同意推荐"]
    assert found.units == []


def test_a_date_inside_the_opinion_stays_in_the_opinion() -> None:
    found = read("同意该项目自2016年5月1日起实施，至2018年5月1日完成。", "2016年5月20日")
    assert found.opinion == ["同意该项目自2016年5月1日起实施，至2018年5月1日完成。"]
    assert dates(found) == ["2016年5月20日"]


def test_a_date_the_opinion_sentence_ends_with_is_not_taken_from_it() -> None:
    found = read("同意试点期限延长至2018年5月12日", "2016年5月20日")
    assert found.opinion == ["同意试点期限延长至2018年5月12日"]
    assert dates(found) == ["2016年5月20日"]


@pytest.mark.parametrize(
    "line", [f"单位（盖章）：{UNIT}2016年5月12日", "单位（盖章）：2016年5月12日", f"{UNIT}2016年5月12日"]
)
def test_a_date_right_behind_the_units_name_is_the_date(line: str) -> None:
    found = read("同意。", line)
    assert (found.opinion, dates(found)) == (["同意。"], ["2016年5月12日"])


def test_the_opinion_label_is_left_out() -> None:
    assert read("单位意见：同意").opinion == ["同意"]
    assert read("审核意见：经审查，符合条件，同意推荐。").opinion == ["经审查，符合条件，同意推荐。"]


def test_paragraphs_of_an_opinion_stay_apart() -> None:
    assert read("一、情况属实。", "二、同意申报。").opinion == ["一、情况属实。", "二、同意申报。"]


@pytest.mark.parametrize(
    "text", ["同意", "我局同意推荐", "经审查符合条件，同意推荐该单位。", "同意报送省标准化联席会议办公室。"]
)
def test_an_opinion_is_no_name(text: str) -> None:
    assert not is_name(text)


def test_a_units_name_that_goes_on_below_its_prompt_is_one_name() -> None:
    found = read("同意。", "单位（盖章）：湖北省社会管理和公共服", "务标准化联席会议办公室", "2020年9月26日")
    assert (found.opinion, found.units, found.names) == (
        ["同意。"],
        ["湖北省社会管理和公共服务标准化联席会议办公室"],
        [],
    )


def test_a_typed_name_is_no_half_of_what_stands_below_it() -> None:
    assert read("负责人（签字）：李建国", "西陵区人民政府").names == [("负责人（签字）：", "李建国")]
    assert read("单位（盖章）：综合科", "", "西陵区人民政府").units == ["综合科"]
    assert read("单位（盖章）：李建国", "", "西陵区人民政府").names == [("单位（盖章）：", "李建国")]


@pytest.mark.parametrize(
    "line", [f"{UNIT}（省质监局代章） 2016年5月12日", f"单位（盖章）：{UNIT}\n（省质监局代章）\n2016年5月12日"]
)
def test_who_seals_in_the_units_stead_is_neither_its_name_nor_its_opinion(line: str) -> None:
    found = read("同意申报。", *line.split("\n"))
    assert (found.opinion, found.units, dates(found)) == (["同意申报。"], [UNIT], ["2016年5月12日"])
    assert found.names == [("代章", "（省质监局代章）")]
    assert read("同意，由省质监局代章。").opinion == ["同意，由省质监局代章。"]


@pytest.mark.parametrize("behind", ["（盖章）", "（单位公章）", "（签字）（盖章）", "　星期四"])
def test_prompts_and_the_day_of_the_week_behind_a_date_leave_it_a_date(behind: str) -> None:
    found = read("同意。", f"2016年5月12日{behind}")
    assert (found.opinion, dates(found)) == (["同意。"], ["2016年5月12日"])


def test_an_opinion_with_its_date_in_one_line_is_not_below_it() -> None:
    assert not read("同意。 （签署意见并签字盖章） 2016年 月 日").below_date
    assert read("2016年5月12日", "同意。").below_date


def test_a_unit_that_stands_apart_behind_its_opinion_is_named() -> None:
    found = read(f"同意申报。 {UNIT} 2016年5月12日")
    assert (found.opinion, found.units) == (["同意申报。"], [UNIT])


def test_whoever_signs_by_his_own_word_leaves_the_opinion_alone() -> None:
    found = read("同意。", "签字人：王强")
    assert (found.opinion, found.names) == (["同意。"], [("签字人：", "王强")])


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("湖北省社会管理和公共服务标准  联席会议办公室", "湖北省社会管理和公共服务标准  联席会议办公室"),
        (f"王建国  {UNIT}", UNIT),
        ("宜昌市副市长  湖北省质量技术监督局", "湖北省质量技术监督局"),
    ],
)
def test_on_a_scan_a_gap_behind_a_prompt_for_a_seal_parts_no_name(said: str, unit: str) -> None:
    line = Paragraph(f"单位（盖章）：{said}", Evidence("scan", 1, BBox(20, 20, 120, 24)))
    assert read_opinion([line], HINTS, frozenset({fold(UNIT)})).units == [unit]
