"""Which title makes a document one of our forms, however it is printed, and what none of our forms is."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from extract.document import Document, Paragraph
from extract.identify.form import identify
from extract.reading import read
from extract.words.titles import titles
from forms.evidence import Evidence
from forms.programme import programme
from tests.extract.sketch import COVER, SECTION, TITLE, application, differences, document, read_word, word

NOWHERE = Evidence("sketch", path="body")
AT_NOON = date(2016, 6, 1)


@pytest.mark.parametrize(
    "lines",
    [
        [f"浙江省{TITLE}"],
        [f"湖北省宜昌市{TITLE}"],
        ["附件1", TITLE],
        ["附件1：", TITLE],
        [f"附件1：湖北省{TITLE}"],
        ["附件1", "湖北省社会管理和公共服务综合标准化试点", "申请书", "（样表）"],
        [f"2016年度{TITLE}"],
        [f"2016年湖北省{TITLE}"],
        [f"{TITLE}（2016年版）"],
        [f"国家级{TITLE}"],
        [f"湖北省省级{TITLE}"],
        [f"第二批{TITLE}"],
        ["国家标准化管理委员会", TITLE],
        ["湖北省", "社会管理和公共服务", "综合标准化试点", "申 请 书"],
        ["社会管理和公共服务综合标准化试点", "申", "请", "书"],
        ["湖北省\v社会管理和公共服务\v综合标准化试点\v申 请 书"],
        [" ".join(TITLE)],
        ["社会管理与公共服务标准化试点申请书"],
        ["社会管理和公共服务综合标准化试点项目申报书"],
        ["社会管理和公共服务综合标准化试点申请表"],
        ["社會管理和公共服務綜合標準化試點申請書"],
        ["社会管理和公共服务综合标准化试点申清书"],
        [f"《{TITLE}》"],
    ],
)
def test_a_title_is_known_however_it_is_printed(lines: list[str]) -> None:
    assert differences(read_word(*application(title=lines))) == []


def test_a_title_in_a_cell_is_a_title_and_no_extra() -> None:
    result = read_word(*application(title=[[[TITLE, "<"]]]))
    assert differences(result) == []
    assert result.record is not None
    assert result.record.extra == ()


def test_a_title_in_the_page_header_is_a_title() -> None:
    assert identify(document(*application(title=()), margins=(TITLE,))).kind == "form"


PILOT = TITLE.removesuffix("申请书")
OWN_TITLES = ("申请书", "评估申请表", "评估报告", "复查自检报告", "复查申请表", "复查报告")


@pytest.mark.parametrize(
    ("title", "annex"),
    [
        *((title, annex) for annex, title in enumerate(OWN_TITLES, start=1)),
        ("验收申请表", 2),
        ("考核评估申请表", 2),
        ("验收报告", 3),
        ("考核验收报告", 3),
        ("复审自检报告", 4),
        ("复查自查报告", 4),
        ("复审申请表", 5),
        ("複查申請表", 5),
        ("覆查報告", 6),
        ("复核报告", 6),
    ],
)
def test_each_of_the_six_titles_is_its_own_form_by_whatever_word_it_is_called(title: str, annex: int) -> None:
    found = next(titles([Paragraph(PILOT + title, NOWHERE)]), None)
    assert found is not None
    assert found[1].form_id.startswith(f"annex{annex}-")


@pytest.mark.parametrize(
    "title", ["总结报告", "自评报告", "评估方案", "评估计分表", "实施方案", "评估报告格式的通知", "审核报告"]
)
def test_no_other_paper_of_a_pilot_has_the_title_of_a_form(title: str) -> None:
    assert list(titles([Paragraph(PILOT + title, NOWHERE)])) == []


STEPS = (
    "（一）听取试点单位工作汇报；",
    "（二）考核现场；",
    "（三）形成考核评估结论；",
    "（四）通报评估情况，提出改进意见和建议。",
)


@pytest.mark.parametrize(
    "lines",
    [
        [f"附件{n}：{PILOT}{title}" for n, title in enumerate(OWN_TITLES, start=1)],
        [PILOT + title for title in OWN_TITLES],
        [PILOT + "评估报告"],
    ],
    ids=["enclosures", "list", "one"],
)
def test_a_letter_that_names_the_forms_and_quotes_the_articles_is_none_of_them(lines: list[str]) -> None:
    result = read_word(
        "关于做好评估和复查工作的通知", "各单位：", "请按要求填写：", *lines, "评估程序为：", *STEPS, *STEPS
    )
    assert (result.status, result.record) == ("unrecognised", None)


@pytest.mark.parametrize(
    "title",
    [
        "服务业标准化试点申请书",
        "农业标准化示范区申请书",
        f"关于填报《{TITLE}》的通知",
        f"{TITLE}填写说明及有关要求",
        "社会管理和公共服务综合标准化试点实施方案",
        "申请书",
    ],
)
def test_any_other_title_makes_no_form_however_many_labels_agree(title: str) -> None:
    result = read_word(*application(title=[title]))
    assert (result.status, result.record, result.error) == ("unrecognised", None, None)
    assert result.candidates[0][0] == "annex1-application"


def test_a_title_without_the_forms_labels_is_no_form() -> None:
    result = read_word(TITLE, "现将申请书格式印发给你们，请认真填写。")
    assert result.status == "unrecognised"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("关于推荐宜昌市西陵区政务服务综合标准化试点的函", "recommendation-letter"),
        ("推荐函", "recommendation-letter"),
        ("宜昌市西陵区政务服务综合标准化试点总结报告", "summary-report"),
        ("试点评估方案", "evaluation-plan"),
    ],
)
def test_a_companion_paper_is_named_and_unrecognised(title: str, name: str) -> None:
    result = read_word(title, "湖北省质量技术监督局：", "现推荐如下试点项目，请予审核。")
    assert (result.kind, result.companion, result.status, result.record) == ("companion", name, "unrecognised", None)


def two_forms(second: tuple[object, ...]) -> list[object]:
    data = word(*application(), *second)  # type: ignore[arg-type]
    return list(read(data, "two.docx", programme=programme("national"), on=AT_NOON))


def test_two_applications_in_one_file_are_two_results() -> None:
    other = [text.replace("西陵区", "伍家岗区") for text in COVER]
    section = [[text.replace("西陵区", "伍家岗区") for text in row] for row in SECTION]
    first, second = two_forms(application(cover=other, section=[section]))
    assert differences(first) == []  # type: ignore[arg-type]
    assert second.record.value("unit_name") == "宜昌市伍家岗区政务服务中心"  # type: ignore[attr-defined]
    assert first.sha256 == second.sha256  # type: ignore[attr-defined]


def test_a_title_repeated_over_the_tables_begins_no_second_form() -> None:
    pieces = application()
    again = pieces.index("一、试点承担单位基本信息")
    result = read_word(*pieces[:again], TITLE, *pieces[again:])
    assert differences(result) == []


def test_the_form_asked_for_is_taken_without_a_title() -> None:
    data = word(*application(title=["单位申报材料"]))
    result = read(data, "x.docx", form_id="annex1-application", programme=programme("national"), on=AT_NOON)[0]
    assert differences(result) == []


def test_what_stands_in_a_letter_before_the_title_answers_no_slot() -> None:
    letter = ("关于报送申请书的函", "联系人：赵六　　联系电话：027-11111111", "承担单位：宜昌市图书馆")
    result = read_word(*application(title=(*letter, TITLE)))
    assert differences(result) == []
    assert result.record is not None
    assert ("承担单位", "宜昌市图书馆") in [(extra.label, extra.raw) for extra in result.record.extra]


@pytest.mark.parametrize("line", [f"标准化{TITLE}", f"{TITLE} 标准化办", f"{TITLE}      第908号 2020年9月15日"])
def test_a_title_on_paper_beside_the_words_of_a_stamp_is_known_by_the_labels_below_it(line: str) -> None:
    assert identify(on_paper(line, application(title=()))).kind == "form"


@pytest.mark.parametrize("line", [f"标准化{TITLE}", f"关于报送{TITLE}", f"填报《{TITLE}》"])
def test_a_line_on_paper_that_names_a_form_makes_no_form_of_a_paper_without_its_labels(line: str) -> None:
    assert identify(on_paper(line, ("试点名称",))).kind != "form"


def on_paper(line: str, pieces: tuple[Any, ...]) -> Document:
    """``pieces`` below a ``line`` that was read from a picture."""
    below = document(*pieces)
    return replace(below, flow=(Paragraph(line, Evidence("scan", page=1)), *below.flow))


@pytest.mark.parametrize("last", ["年 月 日", "同意。", "（盖章）"])
@pytest.mark.parametrize("place", [NOWHERE, Evidence("scan", page=2)])
def test_the_last_words_of_a_form_are_no_part_of_the_title_of_the_next_one(last: str, place: Evidence) -> None:
    after = replace(place, page=3) if place.page else place
    lines = [Paragraph("签字", place), Paragraph(last, place), Paragraph(f"湖北省{TITLE}", after)]
    assert [(start, title.place) for start, title in titles(lines)] == [(2, "湖北省")]
