"""A value is in doubt where its own lines show that words are missing in it, or are another's."""

from __future__ import annotations

import pytest

from extract.document import Document, ReadText
from extract.doubt.skipped_lines import doubted_where_lines_lack
from forms.evidence import BBox, Evidence
from forms.record import Answer, Record, Value

AT = Evidence("scan", 2, BBox(30, 40, 180, 46))
FIRST, SECOND = (
    "建立监督检查机制并且每季度开展一次标准实施情况检查形成记录",
    "个别岗位标准的可操作性有待提高部分记录填写不够规范",
)


def line(text: str, x: float, y: float) -> ReadText:
    return ReadText(2, BBox(x, y, x + 4 * len(text), y + 4), text, (1.0,) * len(text), 4.0)


def needs_look(raw: str, value: Value, *read: ReadText) -> bool:
    record = Record("annex1-application", "national", fields={"mechanism": Answer(value, raw, 0.99, False, AT)})
    document = Document("scan", (), read=read)
    return doubted_where_lines_lack(record, document).fields["mechanism"].needs_review


@pytest.mark.parametrize(
    ("raw", "value", "marked"),
    [
        ("黄石市政务服务  合标准化试点", "黄石市政务服务合标准化试点", True),
        ("黃石市政務服務  合標準化試點", "黄石市政务服务合标准化试点", True),
        ("黄石市下陆  委员会、黄石市民政局", ["黄石市下陆委员会", "黄石市民政局"], True),
        ("黄石市政务服务中心", "黄石市政务服务中心", False),
        ("黄石市民政局  黄石市财政局", ["黄石市民政局", "黄石市财政局"], False),
        ("李  静  芳", "李静芳", False),
        ("2015年  3月", "2015-03", False),
    ],
)
def test_a_gap_as_wide_as_a_character_inside_a_name_marks_it(raw: str, value: Value, marked: bool) -> None:
    assert needs_look(raw, value) is marked


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("初步形成标准体系。\n每年安排标准化专项经费62万", True),
        ("初步形成标准体系。\n每年安排标准化专项经费62万元。", False),
        ("初步形成标准体系。（见附表）", False),
        ("初步形成标准体系", False),
        ("同意", False),
    ],
)
def test_a_text_of_several_sentences_without_an_end_is_marked(said: str, marked: bool) -> None:
    assert needs_look(said, said) is marked


@pytest.mark.parametrize(
    ("said", "x", "y", "marked"),
    [
        ("共交通", 190, 56, True),
        ("共交通", 5, 56, True),
        ("共交通", 50, 56, False),
        ("共交通", 190, 156, False),
        ("共", 190, 56, False),
    ],
    ids=["right of them", "left of them", "one of them", "far below", "one character"],
)
def test_words_that_stand_beside_the_lines_of_a_text_mark_it(said: str, x: float, y: float, marked: bool) -> None:
    raw = f"{FIRST}\n{said}{SECOND}"
    assert needs_look(raw, raw, line(FIRST, 40, 50), line(SECOND, 40, 60), line(said, x, y)) is marked


def test_words_beside_a_text_that_its_own_lines_hold_do_not() -> None:
    raw = f"{FIRST}\n{SECOND}"
    assert not needs_look(raw, raw, line(FIRST, 40, 50), line(SECOND, 40, 60), line("别岗位", 190, 56))
