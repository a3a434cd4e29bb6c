"""Names of blocks that a scan shows misread or cut off."""

from __future__ import annotations

import pytest

from extract.words.labels import LabelIndex
from extract.words.misread_names import misread_block
from forms.registry import form


def named(text: str, form_id: str, edition: str = "national") -> str | None:
    block = misread_block(text, LabelIndex.of(form(form_id, edition)))
    return str(block.id) if block else None


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("参如单位意见", "participating_unit"),
        ("证单位意见", "guarantor_unit"),
        ("业务指导黑位意是", "guiding_unit"),
        ("參伽單位意是", None),
    ],
)
def test_a_name_with_a_character_misread_or_hidden_is_its_blocks(text: str, block: str | None) -> None:
    assert named(text, "annex1-application") == block


@pytest.mark.parametrize("text", ["负责人（签字）：", "负责人签字", "单位盖章", "同意"])
def test_words_that_ask_for_a_signature_are_no_blocks_name_cut_off(text: str) -> None:
    assert named(text, "annex4-recheck-self-inspection") is None


def test_what_is_like_two_names_is_neither() -> None:
    assert named("某某单位意见", "annex1-application") is None
