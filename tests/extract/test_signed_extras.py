"""Blocks without an opinion are marked where a signed opinion is left over that no block claims."""

from __future__ import annotations

import pytest

from extract.doubt.signed_extras import doubted_by_signed_extras
from forms.evidence import Evidence
from forms.record import Answer, BlockRecord, Extra, Record, SealMark, SignatureMark

SIGNED = "同意推荐。\n单位（盖章）：\n2016年5月3日"


def answer(value: str | None) -> Answer:
    return Answer(value, value or "", 0.99, False, Evidence("pdf", 1))


def block(opinion: str | None, day: str | None) -> BlockRecord:
    marks = SignatureMark(False), SealMark(False)
    return BlockRecord("guiding_unit", answer("谷城县图书馆"), answer(opinion), answer(day), *marks)


def marked(extra: Extra, *blocks: BlockRecord) -> list[bool]:
    record = Record("annex1-application", "national", blocks=blocks, extra=(extra,))
    return [any(one.needs_review for one in block.answers) for block in doubted_by_signed_extras(record).blocks]


FULL, BARE = block("同意。", "2016-05-01"), block(None, None)


@pytest.mark.parametrize("label", ["", "承担单位\n推荐单位意见"])
def test_a_block_without_opinion_and_date_is_marked_where_a_signed_one_belongs_to_nobody(label: str) -> None:
    assert marked(Extra(label, SIGNED, Evidence("pdf", 1)), FULL, BARE) == [False, True]


def test_all_blocks_are_marked_where_each_has_an_opinion_and_one_is_left_over() -> None:
    assert marked(Extra("", SIGNED, Evidence("pdf", 1)), FULL, FULL) == [True, True]


@pytest.mark.parametrize("extra", [("推荐单位意见", SIGNED), ("", "联系人：王芳\n2016年5月3日"), ("", "（盖章）")])
def test_what_a_foreign_block_or_nobody_signed_says_marks_nothing(extra: tuple[str, str]) -> None:
    assert marked(Extra(*extra, Evidence("pdf", 1)), FULL, BARE) == [False, False]
