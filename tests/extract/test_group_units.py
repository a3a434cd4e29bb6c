"""The blocks that a group signs have no unit that anybody could be asked about."""

from __future__ import annotations

from extract.doubt.doubted import open_block
from extract.fill.group_units import without_group_units
from forms.evidence import BBox, Evidence
from forms.record import Record
from forms.registry import form

AT = Evidence("scan", 2, BBox(20, 40, 190, 90))
REPORT = form("annex3-evaluation-report", "national")


def test_nobody_is_asked_for_the_unit_of_a_group_that_could_not_be_read() -> None:
    record = Record(REPORT.id, "national", blocks=(open_block("group_leader", AT), open_block("group_members", AT)))
    for block in without_group_units(record, REPORT).blocks:
        assert (block.unit.value, block.unit.needs_review, block.unit.doubts, block.unit.evidence) == (
            None,
            False,
            (),
            AT,
        )
        assert block.date.needs_review
        assert block.signature.present is None


def test_the_doubted_unit_of_any_other_block_stays_marked() -> None:
    record = Record(REPORT.id, "national", blocks=(open_block("unit", AT), open_block("group_leader", AT)))
    assert without_group_units(record, REPORT).blocks[0] == record.blocks[0]
