"""What was read of a block's own signature or seal is no opinion, and needs no look where that mark was surely found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.document import ReadText
from extract.doubt.marks_read import without_read_marks
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, SealMark, SignatureMark

PLACE = BBox(20, 20, 120, 60)
SIGNED, SEALED = BBox(60, 36, 90, 48), BBox(80, 30, 120, 70)


def line(text: str, box: BBox, score: float = 0.5) -> ReadText:
    return ReadText(1, box, text, (score,) * len(text), 4.0)


def block(said: str, *, signed: bool | None = True, sealed: bool | None = True) -> BlockRecord:
    at = Evidence("scan", 1, PLACE)
    blank = Answer(None, "", 0.99, False, at)
    signature = SignatureMark(signed, 0.9, signed is None, Evidence("scan", 1, SIGNED))
    seal = SealMark(sealed, score=0.9, evidence=Evidence("scan", 1, SEALED))
    return BlockRecord("lead_unit", blank, Answer(said, said, 0.99, False, at), blank, signature, seal, at)


ON_SIGNATURE, ON_SEAL, ELSEWHERE = BBox(62, 38, 88, 46), BBox(88, 60, 110, 64), BBox(24, 50, 34, 55)


@pytest.mark.parametrize(("stray", "box"), [("陆强芳", ON_SIGNATURE), ("4", ON_SIGNATURE), ("735630623746", ON_SEAL)])
def test_a_line_read_of_a_found_mark_is_left_out_of_an_opinion_without_any_doubt(stray: str, box: BBox) -> None:
    found = without_read_marks(block(f"同意推荐。\n{stray}"), [line(stray, box)])
    assert (found.value, found.raw, found.needs_review) == ("同意推荐。", "同意推荐。", False)


@pytest.mark.parametrize(("stray", "marked"), [("陆强芳", False), ("应上会议", True), ("8陆芳3", False)])
def test_a_line_of_more_characters_than_a_name_leaves_the_opinion_marked(stray: str, marked: bool) -> None:
    found = without_read_marks(block(f"同意推荐。\n{stray}"), [line(stray, ON_SIGNATURE)])
    assert (found.value, found.needs_review) == ("同意推荐。", marked)


def test_a_line_beside_the_marks_stays() -> None:
    one = block("同意推荐。\n陆强芳")
    assert without_read_marks(one, [line("陆强芳", ELSEWHERE)]) == one.opinion


def test_a_mark_that_is_not_surely_there_explains_nothing() -> None:
    one = block("同意推荐。\n陆强芳", signed=None, sealed=False)
    assert without_read_marks(one, [line("陆强芳", ON_SIGNATURE)]) == one.opinion


def test_what_reads_as_surely_as_print_is_nobodys_stroke() -> None:
    one = block("同意推荐。\n陆强芳")
    assert without_read_marks(one, [line("陆强芳", ON_SIGNATURE, 0.98)]) == one.opinion


@pytest.mark.parametrize("said", ["不同意", "暂不予批准为宜"])
def test_words_that_an_opinion_is_made_of_stay_wherever_they_stand(said: str) -> None:
    one = block(f"情况属实。\n{said}")
    assert without_read_marks(one, [line(said, ON_SIGNATURE)]) == one.opinion


def test_a_line_that_ends_no_sentence_before_it_may_go_on_in_the_stroke() -> None:
    one = block("同意推荐\n陆强芳")
    assert without_read_marks(one, [line("陆强芳", ON_SIGNATURE)]) == one.opinion


def test_traditional_words_are_left_out_of_what_stands_and_of_what_it_means() -> None:
    one = block("同意推薦。\n陸強芳")
    said = Answer("同意推荐。\n陆强芳", "同意推薦。\n陸強芳", 0.99, False, one.opinion.evidence)
    found = without_read_marks(replace(one, opinion=said), [line("陸強芳", ON_SIGNATURE)])
    assert (found.value, found.raw) == ("同意推荐。", "同意推薦。")
