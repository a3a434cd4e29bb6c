"""Empty answers and prose at the foot of a page are marked where the next page begins with words that no slot claims."""

from __future__ import annotations

import pytest

from extract.doubt.words_overleaf import doubted_words_overleaf
from forms.evidence import BBox, Evidence
from forms.record import Answer, Extra, Record

HIGH, FOOT, TOP = BBox(25, 200, 182, 210), BBox(25, 244, 182, 250), BBox(25, 25, 182, 31)


def at(page: int, box: BBox, reader: str = "pdf") -> Evidence:
    return Evidence(reader, page, box)


def answer(place: Evidence, said: str = "") -> Answer:
    return Answer(said or None, said, 0.99, False, place)


def marked(*extra: Extra, reader: str = "pdf", **others: Answer) -> list[str]:
    fields = {"spot_check": answer(at(1, FOOT, reader)), "conditions": answer(at(1, HIGH, reader)), **others}
    record = doubted_words_overleaf(Record("annex3-evaluation-report", "national", fields=fields, extra=extra))
    return [slot for slot, one in record.fields.items() if one.needs_review]


@pytest.mark.parametrize("words", [("", "否。因当日停业，改日补做。"), ("否。因当日停业，改日补做。", "")])
def test_the_lowest_empty_answer_is_marked_where_words_begin_the_next_page(words: tuple[str, str]) -> None:
    assert marked(Extra(*words, at(2, TOP))) == ["spot_check"]


def test_an_empty_answer_below_the_words_on_their_page_is_not_marked() -> None:
    assert marked(Extra("", "此件一式四份。", at(2, TOP)), problems=answer(at(2, HIGH))) == ["spot_check"]


def test_a_label_with_its_own_answer_overleaf_marks_nothing() -> None:
    assert marked(Extra("传真", "027-82622222", at(2, TOP))) == []


def test_words_below_another_answer_of_their_page_mark_nothing() -> None:
    above = answer(at(2, BBox(25, 20, 182, 24)), "合格")
    assert marked(Extra("", "此件一式四份。", at(2, TOP)), conclusion=above) == []


def test_words_two_pages_on_or_of_a_scan_mark_nothing() -> None:
    assert marked(Extra("", "此件一式四份。", at(3, TOP))) == []
    assert marked(Extra("", "此件一式四份。", at(2, TOP, "scan")), reader="scan") == []


def test_prose_at_the_foot_of_the_page_is_marked_and_a_short_answer_is_not() -> None:
    def foot(said: str) -> list[str]:
        return marked(Extra("", "全部工作人员。", at(2, TOP)), spot_check=answer(at(1, FOOT), said))

    assert foot("标准的宣传培训工作还没有覆盖") == ["spot_check"]
    assert foot("合格") == []
