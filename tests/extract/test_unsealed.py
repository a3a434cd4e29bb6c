"""Pale seals leave no trace in black and white: only where nobody seals is one denied for that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.doubt.unsealed import never_sealed
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark
from forms.registry import form

FORM = form("annex2-evaluation-application", "national")
AT = Evidence("scan", 2, BBox(60, 140, 180, 190))
NOTHING, BLANK = Answer(None, "", 0.99, False, AT), Answer(None, "年    月    日", 0.99, False, AT)
EMPTY = BlockRecord("province_office", NOTHING, NOTHING, BLANK, SignatureMark(False), SealMark(False), AT)


def told(*blocks: BlockRecord) -> frozenset[str]:
    return never_sealed(Record(FORM.id, FORM.edition, blocks=blocks), FORM)


def test_nobody_seals_where_the_form_asks_for_no_seal_or_the_office_has_still_to_fill() -> None:
    assert told(EMPTY) == {"province_office"}
    report = form("annex3-evaluation-report", "national")
    assert never_sealed(Record(report.id, report.edition), report) >= {"group_leader", "group_members"}


@pytest.mark.parametrize(
    "block",
    [
        replace(EMPTY, opinion=Answer("同意。", "同意。", 0.99, False, AT)),
        replace(EMPTY, date=Answer("2020-05-15", "2020年5月15日", 0.99, False, AT)),
        replace(EMPTY, opinion=Answer(None, "", 0.5, True, AT)),
        replace(EMPTY, signature=SignatureMark(True)),
        replace(EMPTY, signature=SignatureMark(None)),
        replace(EMPTY, seal=SealMark(None)),
    ],
    ids=["an opinion", "a date", "something unread", "a signature", "what may be one", "what may be a seal"],
)
def test_an_office_that_has_filled_its_block_may_have_sealed_it(block: BlockRecord) -> None:
    assert "province_office" not in told(block)


def test_a_block_that_its_unit_seals_is_never_one() -> None:
    assert "unit" not in told(replace(EMPTY, id="unit"))
