"""A text of a scan that ends within a sentence is marked."""

from __future__ import annotations

import pytest

from extract.doubt.unended import doubted_unended
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark


@pytest.mark.parametrize(
    ("said", "reader", "marked"),
    [
        ("同意保证，", "scan", True),
        ("主要做法：", "scan", True),
        ("同意保证。", "scan", False),
        ("同意", "scan", False),
        ("同意保证，", "docx", False),
    ],
)
def test_an_opinion_that_ends_within_a_sentence_is_marked_where_it_was_read_on_a_scan(
    said: str, reader: str, marked: bool
) -> None:
    at = Evidence(reader, 1, BBox(60, 40, 180, 90))
    nothing = Answer(None, "", 0.99, False, at)
    block = BlockRecord(
        "unit", nothing, Answer(said, said, 0.99, False, at), nothing, SignatureMark(False), SealMark(False)
    )
    (found,) = doubted_unended(Record("annex2-evaluation-application", "national", blocks=(block,))).blocks
    assert (found.opinion.needs_review, found.date.needs_review) == (marked, False)
