"""Answers in lines of their own below their labels: known by how the whole page is set, not by one gap."""

from __future__ import annotations

import pytest

from extract.document import Document, Paragraph
from extract.fill.record import Filler
from extract.locate.walk import locate
from forms.evidence import BBox, Evidence
from forms.record import Record
from forms.registry import form

FORM = form("annex1-application", "national")
COVER = (
    "试点名称：", "武汉市江汉区养老服务综合标准化试点",
    "试点单位：", "武汉市江汉区社会福利院",
    "起止时间：", "2018年6月-2020年8月",
    "申报时间：", "2018年1月12日",
)  # fmt: skip
NAMES = ("pilot_name", "lead_unit", "pilot_period", "filed_on")


def read(*lines: str, gaps: dict[int, float] | None = None, pitch: float = 10.0) -> Record:
    """The record of lines that stand so far one below the other; ``gaps`` are further ones, by the line below them."""
    flow, y = [], 40.0
    for number, text in enumerate(lines):
        y += (gaps or {}).get(number, 0.0)
        flow.append(Paragraph(text, Evidence("pdf", 1, BBox(30, y, 30 + 3.8 * len(text), y + 3.8))))
        y += pitch
    document = Document("pdf", tuple(flow))
    return Filler(FORM, locate(document, FORM), document.text).record("")


def doubted(record: Record) -> list[str]:
    return [name for name in NAMES if name in record.fields and record.fields[name].needs_review]


def test_answers_evenly_below_their_labels_are_beyond_doubt_however_far_lines_stand_apart() -> None:
    record = read(*COVER)
    assert record.fields["lead_unit"].value == "武汉市江汉区社会福利院"
    assert record.fields["pilot_period"].value == {"start": "2018-06", "end": "2020-08"}
    assert doubted(record) == []


def test_one_line_further_below_its_label_than_the_others_leaves_them_all_in_doubt() -> None:
    assert set(doubted(read(*COVER, gaps={3: 6.0}))) == set(NAMES)


def test_a_page_with_an_answer_behind_its_label_proves_nothing_of_lines_below_others() -> None:
    answered = ("试点名称：武汉市江汉区养老服务综合标准化试点", *COVER[2:])
    assert "lead_unit" in doubted(read(*answered))


def test_numbered_notes_that_name_slots_are_no_answered_labels() -> None:
    assert doubted(read(*COVER, "填表说明", "1.单位名称：填写全称，与公章一致。")) == []


@pytest.mark.parametrize("pairs", [1, 2])
def test_a_label_or_two_do_not_show_how_a_page_is_set(pairs: int) -> None:
    assert doubted(read(*COVER[: 2 * pairs])) == list(NAMES[:pairs])


def test_an_unanswered_label_takes_nothing_from_the_label_below_it() -> None:
    record = read(*COVER[:2], "参加单位：", *COVER[2:])
    assert record.fields["participating_units"].value is None
    assert doubted(record) == []
