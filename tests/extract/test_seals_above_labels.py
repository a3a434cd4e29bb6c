"""A seal over the name of a block that stands in its own cell comes before that name, and is the block's."""

from __future__ import annotations

from extract.document import Cell, Document, Paragraph, Picture, Table
from extract.fill.record import Filler
from extract.locate.walk import locate
from extract.seals.seen import SealSeen
from forms.evidence import BBox, Evidence
from forms.registry import form


def test_a_seal_that_stands_before_a_blocks_name_in_its_cell_is_the_blocks() -> None:
    at, stamp = Evidence("scan", 2, BBox(30, 40, 183, 90)), Evidence("scan", 2, BBox(50, 38, 92, 80))
    seal = Picture(stamp, None, 42, 42, "seal", seal=SealSeen("round", 0.95))
    flow = (
        Paragraph("", stamp, (seal,)),
        Paragraph("实施单位意见：", at),
        Paragraph("单位（盖章）：宜昌市图书馆", at),
    )
    spec = form("annex1-application", "zhejiang-2011")
    heading = Paragraph("三、审核意见", Evidence("scan", 2, BBox(30, 30, 80, 35)))
    located = locate(Document("scan", (heading, Table((Cell(0, 0, flow, at),), at))), spec)
    (block,) = Filler(spec, located, "").record("").blocks
    assert (block.id, block.seal.present) == ("lead_unit", True)
