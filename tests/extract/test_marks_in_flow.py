"""Beside all tables a mark comes where its middle stands: a seal's upper edge lies beside the block before its own."""

from __future__ import annotations

import pytest

from extract.document import Paragraph, Picture, Table
from extract.layout.chars import Char
from extract.layout.page import PageContent, lay_out
from extract.layout.tables import Ruling, grids
from extract.readers.page_flow import assembled
from extract.seals.seen import SealSeen
from forms.evidence import BBox, Evidence


def chars(text: str, x: float, y: float) -> list[Char]:
    return [Char(x + 4 * n, y, x + 4 * n + 4, y + 4, one) for n, one in enumerate(text)]


def order(picture: Picture, *more: Char) -> list[str]:
    """The lines of a page, with the picture as 印."""
    content = PageContent(1, 210, 297, reader="scan")
    said = [*chars("甲方意见：", 30, 40), *chars("乙方意见：", 30, 70), *chars("丙方意见：", 30, 110), *more]
    lay_out(content, [], said, [picture])
    flow = assembled([content], "scan").flow
    return [item.text or "印" for item in flow if isinstance(item, Paragraph)]


@pytest.mark.parametrize(
    ("middle", "hangs_at", "at"), [(85, None, 2), (60, None, 1), (60, (40.0, 78.0), 2)], ids=["below", "above", "told"]
)
def test_a_seal_comes_where_its_middle_stands_or_where_it_hangs(
    middle: float, hangs_at: tuple[float, float] | None, at: int
) -> None:
    box = BBox(25, middle - 21, 67, middle + 21)
    seal = Picture(Evidence("scan", 1, box), None, 42, 42, "seal", seal=SealSeen("round", 0.95, hangs_at=hangs_at))
    assert order(seal).index("印") == at


def test_a_signature_comes_where_its_middle_stands() -> None:
    box = BBox(60, 64, 90, 84)
    assert order(Picture(Evidence("scan", 1, box), None, 30, 20, "signature", signature=0.99)).index("印") == 2


def test_any_other_picture_comes_where_it_begins() -> None:
    assert order(Picture(Evidence("pdf", 1, BBox(60, 64, 90, 84)), b"", 30, 20, "photo")).index("印") == 1


@pytest.mark.parametrize(("signature", "foot"), [(0.99, 73.5), (None, 73.5), (0.99, 71.0)])
def test_a_picture_with_its_foot_on_a_line_stands_behind_that_line(signature: float | None, foot: float) -> None:
    box = BBox(60, 56, 90, foot)
    assert order(Picture(Evidence("pdf", 1, box), b"", 30, 17.5, "ink", signature=signature)).index("印") == 2


def test_a_picture_across_a_line_or_beside_two_comes_as_before() -> None:
    across, beside = BBox(40, 56, 90, 73.5), BBox(60, 40.5, 90, 74)
    for box in (across, beside):
        assert order(Picture(Evidence("pdf", 1, box), b"", 30, 17.5, "ink")).index("印") == 1


def test_what_was_read_of_a_name_by_hand_itself_is_no_other_line() -> None:
    box = BBox(60, 62, 90, 72)
    assert order(Picture(Evidence("scan", 1, box), None, 30, 10, "ink", signature=0.99), *chars("赵立华", 66, 64)) == [
        "甲方意见：",
        "赵立华",
        "乙方意见：",
        "印",
        "丙方意见：",
    ]


def test_what_was_read_of_a_name_may_reach_a_little_further_than_its_ink() -> None:
    box = BBox(60, 60, 80, 72.5)
    read = [Char(60, 60.5, 74, 71.8, "L"), Char(74, 60.5, 89, 71.8, "」")]
    said = order(Picture(Evidence("scan", 1, box), None, 20, 12.5, "ink", signature=0.99), *read)
    assert said.index("印") == said.index("乙方意见：") + 1


@pytest.mark.parametrize(("foot", "at"), [(73, 2), (65, 1)], ids=["on the line", "between the lines"])
def test_in_a_cell_too_a_picture_stands_behind_the_line_on_which_its_foot_is(foot: float, at: int) -> None:
    rulings = [Ruling(True, y, 20, 180) for y in (30, 90)] + [Ruling(False, x, 30, 90) for x in (20, 180)]
    content = PageContent(1, 210, 297, reader="scan")
    said = [*chars("甲方签字：", 30, 40), *chars("乙方签字：", 30, 70)]
    ink = Picture(Evidence("scan", 1, BBox(60, 56, 90, foot)), None, 30, 17, "ink", signature=0.99)
    lay_out(content, grids(rulings), said, [ink])
    (table,) = assembled([content], "scan").flow
    assert isinstance(table, Table)
    assert [item.text or "印" for item in table.cells[0].flow if isinstance(item, Paragraph)].index("印") == at
