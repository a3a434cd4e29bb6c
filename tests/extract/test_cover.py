"""The cover: label and value in paragraphs, whatever stands between them and around them."""

from collections.abc import Callable

import pytest

from tests.extract.sketch import (
    COUNTY,
    COVER,
    FIELDS,
    HEADINGS,
    PLAN,
    SECTION,
    TITLE,
    UNIT,
    application,
    differences,
    read_word,
)

PAIRS = [tuple(text.split("：")) for text in COVER]
ORGANS = [COUNTY, "宜昌市西陵区行政审批局", "宜昌市质量技术监督局"]


@pytest.mark.parametrize(
    "show",
    [
        lambda label, value: f"{' '.join(label)}：{value}        ",
        lambda label, value: f"{'　'.join(label)}　：{value}　　",
        lambda label, value: f"{label}  {value}",
        lambda label, value: f"{label}\t{value}",
        lambda label, value: f"{' '.join(label)}    {value}",
        lambda label, value: f"{label}: {value}",
        lambda label, value: f"【{label}】{value}",
        lambda label, value: f"*{label}：{value}",
        lambda label, value: f"3. {label}：{value}",
        lambda label, value: f"{label}：__{value}____",
        lambda label, value: f"{label}：……{value}",
        lambda label, value: f"{label}：\n{value}",
        lambda label, value: f"{label}：\n        {value}",
        lambda label, value: f"{label}（盖章）：{value}" if label.endswith("单位") else f"{label}：{value}",
        lambda label, value: f"{label}：{value}（盖章）" if label.endswith("单位") else f"{label}：{value}",
        lambda label, value: f"{label}：{value}（请填写全称）" if label.endswith("单位") else f"{label}：{value}",
    ],
)
def test_a_label_is_told_from_its_value_however_they_are_parted(show: Callable[[str, str], str]) -> None:
    assert differences(read_word(*application(cover=[show(*pair) for pair in PAIRS]))) == []


@pytest.mark.parametrize("mark", ["", "：", " ："])
def test_a_cover_laid_out_as_a_table_reads_the_same(mark: str) -> None:
    table = [[" ".join(label) + mark, f"{value}      "] for label, value in PAIRS]
    assert differences(read_word(*application(cover=[table]))) == []


def guarantors(*lines: str) -> list[str]:
    return [text if not text.startswith("保证单位") else "\n".join(lines) for text in COVER]


@pytest.mark.parametrize("indent", ["", "          "])
def test_several_units_stand_one_a_line(indent: str) -> None:
    cover = guarantors(f"保证单位：{ORGANS[0]}", *(indent + name for name in ORGANS[1:]))
    assert differences(read_word(*application(cover=cover)), {"guarantor_units": ORGANS}) == []


def test_units_after_line_breaks_inside_one_paragraph_are_all_read() -> None:
    cover = guarantors("保证单位：" + "\v        ".join(ORGANS))
    assert differences(read_word(*application(cover=cover)), {"guarantor_units": ORGANS}) == []


def test_a_name_that_goes_on_in_the_next_paragraph_is_marked() -> None:
    cover = ["试点名称：宜昌市西陵区政务服务", "综合标准化试点", *COVER[1:]]
    found = differences(read_word(*application(cover=cover)))
    assert [(d.where, d.marked) for d in found] == [("fields.pilot_name", True)]


@pytest.mark.parametrize(
    "maker",
    [
        ("国家标准化管理委员会", "二〇一三年制"),
        ("国家标准化管理委员会制",),
        ("湖北省质量技术监督局监制",),
        ("二〇一六年五月制",),
    ],
)
def test_who_made_the_blank_is_nobodys_answer(maker: tuple[str, ...]) -> None:
    assert differences(read_word(*application(cover=[*COVER, *maker]))) == []
    assert differences(read_word(*application(cover=[*COVER[:-1], *maker, COVER[-1]]))) == []


@pytest.mark.parametrize("day", ["2016年3月15日", "二〇一六年三月十五日", "2016 年 3 月 15 日", "2016.3.15"])
def test_a_date_that_stands_alone_is_the_filing_date(day: str) -> None:
    assert differences(read_word(*application(cover=[*COVER[:-1], day]))) == []


@pytest.mark.parametrize(
    "notes",
    [
        ("填表说明", "1. 本表一式四份。", "2. 单位名称：填写全称，与公章一致。", "3. 承担单位：为法人单位。"),
        ("填报说明：", "一、申请书由承担单位填写，一律用A4纸打印。", "二、保证单位：指试点所在地政府。"),
        ("注：1. 单位名称：与公章一致。", "2. 业务范围：按法人证书填写。"),
    ],
)
def test_notes_on_filling_in_answer_nothing_and_are_kept(notes: tuple[str, ...]) -> None:
    result = read_word(*application(cover=[*COVER, *notes]))
    assert differences(result) == []
    assert result.record is not None
    assert notes[-1] in "\n".join(extra.raw for extra in result.record.extra)


def test_a_second_value_for_one_slot_is_marked() -> None:
    found = differences(read_word(*application(cover=[*COVER, "试点名称：宜昌市图书馆综合标准化试点"])))
    assert [(d.where, d.marked) for d in found] == [("fields.pilot_name", True)]


def test_the_same_value_twice_is_one_value() -> None:
    assert differences(read_word(*application(cover=[*COVER, f"承担单位：{UNIT}"]))) == []


def test_columns_without_rulings_are_pairs_in_one_line() -> None:
    section = ["单位名称  宜昌市图书馆    邮政编码  443000"]
    found = read_word(*application(section=section)).record
    assert found is not None
    assert (found.value("unit_name"), found.value("postcode")) == ("宜昌市图书馆", "443000")
    assert not found.fields["unit_name"].needs_review


def test_answers_abreast_are_marked_where_the_next_line_may_go_on_with_them() -> None:
    section = ["单位名称  宜昌市西陵区政务    邮政编码  443000", "服务中心"]
    found = read_word(*application(section=section)).record
    assert found is not None
    assert found.fields["unit_name"].needs_review
    assert found.fields["postcode"].needs_review


def test_an_answer_that_holds_the_label_of_a_slot_nobody_found_is_marked() -> None:
    section = ["法定代表人：李建国，邮政编码443000", "单位名称：宜昌市图书馆"]
    found = read_word(*application(section=section)).record
    assert found is not None
    assert found.fields["legal_representative"].needs_review
    assert not found.fields["unit_name"].needs_review


def test_a_date_behind_its_label_comes_before_one_that_stands_alone_and_both_are_shown() -> None:
    stamped = ["2014年9月1日", *(f"{label}：{value}" for label, value in PAIRS)]
    record = read_word(*application(cover=stamped)).record
    assert record is not None
    answer = record.fields["filed_on"]
    assert (answer.value, answer.doubts) == ("2016-03-15", ("several-values",))
    assert "2014年9月1日" in answer.raw


@pytest.mark.parametrize("title", [TITLE, f"湖北省{TITLE}"])
@pytest.mark.parametrize("printed", ["管理单位", "参加单位"])
def test_no_slot_that_the_cover_prints_is_lost_to_an_edition_without_it(title: str, printed: str) -> None:
    section = [["组织机构代码" if cell == "统一社会信用代码" else cell for cell in row] for row in SECTION]
    section = [["法人代表" if cell == "法定代表人" else cell for cell in row] for row in section]
    cover = [line for line in COVER if line[:4] not in {"管理单位", "参加单位", "填报日期"} or line[:4] == printed]
    found = read_word(*application(title=(title,), cover=(*cover, "2016年3月15日"), section=section))
    slot = {"管理单位": "managing_units", "参加单位": "participating_units"}[printed]
    assert found.record is not None
    assert found.record.value(slot) == FIELDS[slot]
    assert found.record.value("filed_on") == FIELDS["filed_on"]


def test_an_edition_whose_cover_prints_no_more_is_told_by_its_wording() -> None:
    cover = [line for line in COVER if line[:4] not in {"管理单位", "参加单位", "填报日期"}]
    found = read_word(*application(title=(f"湖北省{TITLE}",), cover=(*cover, "2016年3月15日")))
    assert found.record is not None
    assert found.record.edition == "hubei-2016"


def test_a_column_that_bears_a_cover_slots_name_is_no_slot_of_a_cover_whose_end_is_not_found() -> None:
    cover = [line for line in COVER if line[:4] not in {"管理单位", "参加单位", "填报日期"}]
    plan = [[*PLAN[0][:3], "参与单位"], *PLAN[1:]]
    headings = ("甲部分", "乙部分", HEADINGS[2])
    pieces = application(title=(f"湖北省{TITLE}",), cover=(*cover, "2016年3月15日"), plan=[plan], headings=headings)
    found = read_word(*pieces)
    assert found.record is not None
    assert found.record.edition == "hubei-2016"


@pytest.mark.parametrize("cover", [COVER, tuple(f"{n}.{line}" for n, line in enumerate(COVER, 1))])
def test_a_cover_right_below_numbered_notes_is_no_note(cover: tuple[str, ...]) -> None:
    notes = ("填表说明", "1.试点名称：应与推荐函一致。", "2.单位名称：填写全称。", "3.本表一式四份，用A4纸打印。")
    assert differences(read_word(*application(cover=[*notes, *cover]))) == []


def test_labels_listed_inside_a_note_are_part_of_it() -> None:
    notes = (
        "填表说明",
        "1.本表一式四份。",
        "2.下列各栏须填写全称：",
        "（1）保证单位：指县级以上人民政府。",
        "3.用A4纸。",
    )
    assert differences(read_word(*application(cover=[*COVER, *notes]))) == []


def test_a_cover_below_notes_that_run_over_several_lines_is_no_note() -> None:
    notes = ("填表说明", "1.试点名称：应与推荐函一致，格式为某某管理（服务）综合标准化试", "点。", "2.本表一式四份。")
    assert differences(read_word(*application(cover=[*notes, *COVER]))) == []
