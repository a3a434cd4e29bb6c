"""An opinion of a scan that ends with what may begin the unit's name is marked where that name was read in part."""

from __future__ import annotations

import pytest

from extract.doubt.names_in_opinions import doubted_names_in_opinions
from forms.evidence import Evidence
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark

NAME_BEGUN = "同意确认评估结论。\n湖北省社会管理和公共服。"


def is_marked(opinion: str, *, unit_doubted: bool = True, reader: str = "scan") -> bool:
    at = Evidence(reader, 1)
    unit = Answer("务标准化联席会议办公室", "务标准化联席会议办公室", 0.5, unit_doubted, at)
    said, day = Answer(opinion, opinion, 0.99, False, at), Answer(None, "", 0.99, False, at)
    block = BlockRecord("province_office", unit, said, day, SignatureMark(False), SealMark(False))
    (found,) = doubted_names_in_opinions(Record("annex3-evaluation-report", "national", blocks=(block,))).blocks
    return found.opinion.needs_review


def test_an_opinion_that_ends_with_what_begins_a_name_is_marked() -> None:
    assert is_marked(NAME_BEGUN)


@pytest.mark.parametrize("opinion", ["同意确认评估结论。", "湖北省厅意见：\n湖北省范围内推广，同意。"])
def test_an_opinion_that_ends_with_what_an_opinion_says_is_left(opinion: str) -> None:
    assert not is_marked(opinion)


def test_beside_a_unit_that_was_read_surely_and_in_a_file_of_text_none_is_marked() -> None:
    assert not is_marked(NAME_BEGUN, unit_doubted=False)
    assert not is_marked(NAME_BEGUN, reader="docx")
